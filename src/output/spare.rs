//! The other side of a site: a folder beside it that becomes the new site by links to files that exist already, and then
//! changes places with the old one in a single step. What was the site becomes the other side of the next build.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use crate::source::Stamp;

use super::{Disk, take_out};

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
    /// The other side. What it holds is believed only where the stamp is that of the site.
    pub(super) spare: &'a Path,
}

impl Sides<'_> {
    /// Brings the other side up to the site, whose files are `made`, each with its stamp. An error leaves the site as it
    /// is: the disk knows no links, or the site holds files of somebody else, which must stay where they are.
    pub(super) fn prepare(&self, made: &[(&str, Stamp)]) -> io::Result<Spare> {
        let wanted: BTreeSet<&str> = made.iter().map(|(address, _)| *address).collect();
        if !self.disk.files(self.dir)?.iter().all(|address| wanted.contains(address.as_str())) {
            return Err(io::ErrorKind::Unsupported.into());
        }
        if self.fill(made, &wanted).is_err() {
            // What a killed build left may be past mending.
            self.disk.remove_all(self.spare)?;
            self.fill(made, &wanted)?;
        }
        Ok(Spare { shared: wanted.into_iter().map(str::to_owned).collect() })
    }

    fn fill(&self, made: &[(&str, Stamp)], wanted: &BTreeSet<&str>) -> io::Result<()> {
        self.disk.make_dirs(self.spare)?;
        let there: BTreeSet<String> = self.disk.files(self.spare)?.into_iter().collect();
        for address in there.iter().filter(|address| !wanted.contains(address.as_str())) {
            take_out(self.disk, self.spare, address).map_err(io::Error::other)?;
        }
        let mut folders = Folders { disk: self.disk, top: self.spare, made: BTreeSet::new() };
        for (address, stamp) in made {
            let to = self.spare.join(address);
            if there.contains(*address) {
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
