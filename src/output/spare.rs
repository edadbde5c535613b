//! The other side of a site: a folder beside it that becomes the new site by links to files that exist already, and then
//! changes places with the old one in a single step. What was the site becomes the other side of the next build.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use crate::source::Stamp;
use crate::text::named::Texts;

use super::{Disk, Entry, take_out};

/// The other side, brought up to the site as it stands.
#[derive(Debug)]
pub struct Spare<'a> {
    /// Addresses of the files that it shares with the site.
    shared: Texts<'a>,
}

/// The folders of a build that is to be put in place.
pub(super) struct Sides<'a> {
    pub(super) disk: &'a dyn Disk,
    /// The site as it stands.
    pub(super) dir: &'a Path,
    /// The new files.
    pub(super) stage: &'a Path,
    /// The other side. What it holds is believed only where it is the site's own file, or has the same stamp.
    pub(super) spare: &'a Path,
}

impl Sides<'_> {
    /// Brings the other side up to the site, whose files are `made`, each with its stamp. An error leaves the site as it
    /// is: the disk knows no links, or the site holds files of somebody else, which must stay where they are.
    pub(super) fn prepare<'m>(&self, made: &[(&'m str, Stamp)]) -> io::Result<Spare<'m>> {
        let wanted = Texts::new(made.iter().map(|(address, _)| *address).collect());
        let site = self.disk.files(self.dir)?;
        if !site.iter().all(|file| wanted.contains(&file.address)) {
            return Err(io::ErrorKind::Unsupported.into());
        }
        if self.fill(made, &wanted, &site).is_err() {
            // What a killed build left may be past mending.
            self.disk.remove_all(self.spare)?;
            self.fill(made, &wanted, &site)?;
        }
        Ok(Spare { shared: wanted })
    }

    /// Gives the other side each file that is `made`, and no other. Those of the `site` that it has are known by their numbers,
    /// or else by their stamps, which takes far longer.
    fn fill(&self, made: &[(&str, Stamp)], wanted: &Texts<'_>, site: &[Entry]) -> io::Result<()> {
        self.disk.make_dirs(self.spare)?;
        let there = self.disk.files(self.spare)?;
        for file in there.iter().filter(|file| !wanted.contains(&file.address)) {
            take_out(self.disk, self.spare, &file.address).map_err(io::Error::other)?;
        }
        let site = if there.is_empty() || !tell_apart(site) { Vec::new() } else { numbers(site, wanted) };
        let there = numbers(&there, wanted);
        let mut folders = Folders { disk: self.disk, top: self.spare, made: BTreeSet::new() };
        let mut missing = Vec::new();
        for (at, (address, stamp)) in made.iter().enumerate() {
            let number = there.get(at).copied().flatten();
            if number.is_some() && number == site.get(at).copied().flatten() {
                continue;
            }
            if number.is_some() {
                let to = self.spare.join(address);
                if self.disk.stamp(&to) == Some(*stamp) {
                    continue;
                }
                self.disk.remove_file(&to)?;
            }
            folders.above(address)?;
            missing.push(*address);
        }
        // So that those of one folder come together.
        missing.sort_unstable();
        self.disk.link_all(self.dir, self.spare, &missing)
    }

    /// Exchanges the site for one of exactly the files `all`, of which `staged` are new. An error leaves the site as it was.
    pub(super) fn exchange(&self, spare: &Spare<'_>, staged: &[&str], all: &Texts<'_>) -> io::Result<()> {
        for address in spare.shared.all().iter().filter(|address| !all.contains(address)) {
            take_out(self.disk, self.spare, address).map_err(io::Error::other)?;
        }
        let mut folders = Folders { disk: self.disk, top: self.spare, made: BTreeSet::new() };
        for address in staged {
            let to = self.spare.join(address);
            if spare.shared.contains(address) {
                self.disk.remove_file(&to)?;
            }
            folders.above(address)?;
            self.disk.link(&self.stage.join(address), &to)?;
        }
        self.disk.exchange(self.spare, self.dir)
    }
}

/// Tells whether the disk tells all files apart by their numbers.
fn tell_apart(files: &[Entry]) -> bool {
    let mut numbers: Vec<u64> = files.iter().map(|file| file.number).collect();
    numbers.sort_unstable();
    numbers.first() != Some(&0) && numbers.windows(2).all(|pair| pair.first() != pair.last())
}

/// Returns the numbers of files by the places of their addresses.
fn numbers(files: &[Entry], addresses: &Texts<'_>) -> Vec<Option<u64>> {
    let mut out = vec![None; addresses.all().len()];
    for file in files {
        if let Some(number) = addresses.place(&file.address).and_then(|place| out.get_mut(place)) {
            *number = Some(file.number);
        }
    }
    out
}

/// Folders of addresses, each made once.
struct Folders<'a> {
    disk: &'a dyn Disk,
    top: &'a Path,
    made: BTreeSet<&'a str>,
}

impl<'a> Folders<'a> {
    fn above(&mut self, address: &'a str) -> io::Result<()> {
        if let Some((folder, _)) = address.rsplit_once('/')
            && self.made.insert(folder)
        {
            self.disk.make_dirs(&self.top.join(folder))?;
        }
        Ok(())
    }
}
