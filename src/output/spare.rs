//! The other side of a site: a folder beside it that becomes the new site by links to files that exist already, and then
//! changes places with the old one in a single step. What was the site becomes the other side of the next build.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;

use crate::source::Stamp;

use super::{Disk, Entry, take_out};

/// The other side, brought up to the site as it stands.
#[derive(Debug)]
pub struct Spare {
    /// Addresses of the files that it shares with the site.
    shared: BTreeSet<String>,
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
    pub(super) fn prepare(&self, made: &[(&str, Stamp)]) -> io::Result<Spare> {
        let wanted: BTreeSet<&str> = made.iter().map(|(address, _)| *address).collect();
        let site = self.disk.files(self.dir)?;
        if !site.iter().all(|file| wanted.contains(file.address.as_str())) {
            return Err(io::ErrorKind::Unsupported.into());
        }
        let numbers = numbers(&site);
        if self.fill(made, &wanted, &numbers).is_err() {
            // What a killed build left may be past mending.
            self.disk.remove_all(self.spare)?;
            self.fill(made, &wanted, &numbers)?;
        }
        Ok(Spare { shared: wanted.into_iter().map(str::to_owned).collect() })
    }

    /// Gives the other side each file that is `made`, and no other. Those that it has are known by their `numbers`, or else
    /// by their stamps, which takes far longer.
    fn fill(&self, made: &[(&str, Stamp)], wanted: &BTreeSet<&str>, numbers: &BTreeMap<&str, u64>) -> io::Result<()> {
        self.disk.make_dirs(self.spare)?;
        let there = self.disk.files(self.spare)?;
        let there: BTreeMap<&str, u64> = there.iter().map(|file| (file.address.as_str(), file.number)).collect();
        for address in there.keys().filter(|address| !wanted.contains(*address)) {
            take_out(self.disk, self.spare, address).map_err(io::Error::other)?;
        }
        let mut folders = Folders { disk: self.disk, top: self.spare, made: BTreeSet::new() };
        for (address, stamp) in made {
            let number = there.get(address);
            if number.is_some() && number == numbers.get(address) {
                continue;
            }
            let to = self.spare.join(address);
            if number.is_some() {
                if self.disk.stamp(&to) == Some(*stamp) {
                    continue;
                }
                self.disk.remove_file(&to)?;
            }
            folders.above(address)?;
            self.disk.link(&self.dir.join(address), &to)?;
        }
        Ok(())
    }

    /// Exchanges the site for one of exactly the files `all`, of which `staged` are new. An error leaves the site as it was.
    pub(super) fn exchange(&self, spare: &Spare, staged: &[&str], all: &BTreeSet<&str>) -> io::Result<()> {
        for address in spare.shared.iter().filter(|address| !all.contains(address.as_str())) {
            take_out(self.disk, self.spare, address).map_err(io::Error::other)?;
        }
        let mut folders = Folders { disk: self.disk, top: self.spare, made: BTreeSet::new() };
        for address in staged {
            let to = self.spare.join(address);
            if spare.shared.contains(*address) {
                self.disk.remove_file(&to)?;
            }
            folders.above(address)?;
            self.disk.link(&self.stage.join(address), &to)?;
        }
        self.disk.exchange(self.spare, self.dir)
    }
}

/// Returns the numbers of files by their addresses; none if the disk does not tell all files apart by them.
fn numbers(files: &[Entry]) -> BTreeMap<&str, u64> {
    let different: BTreeSet<u64> = files.iter().map(|file| file.number).filter(|number| *number > 0).collect();
    if different.len() < files.len() {
        return BTreeMap::new();
    }
    files.iter().map(|file| (file.address.as_str(), file.number)).collect()
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
