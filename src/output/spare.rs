//! The other side of a site: a folder beside it that becomes the new site by links to files that exist already, and then
//! changes places with the old one in a single step. What was the site becomes the other side of the next build.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use crate::source::Stamp;

use super::{Disk, take_out};

/// The folders of a build that is to be put in place.
pub(super) struct Sides<'a> {
    pub(super) disk: &'a dyn Disk,
    /// The site as it stands.
    pub(super) dir: &'a Path,
    /// The new files.
    pub(super) stage: &'a Path,
    /// The other side. What it holds is believed only where the stamp is that of the new site.
    pub(super) spare: &'a Path,
}

impl Sides<'_> {
    /// Exchanges the site for one of exactly the files `all`, each with its stamp; `removed` are those that it had besides.
    /// An error leaves the site as it was: the disk knows no links or no exchange, or the site holds files of somebody
    /// else, which must stay where they are.
    pub(super) fn exchange(&self, all: &[(&str, Stamp)], removed: &[String]) -> io::Result<()> {
        let wanted: BTreeSet<&str> = all.iter().map(|(address, _)| *address).collect();
        let removed: BTreeSet<&str> = removed.iter().map(String::as_str).collect();
        let own = |address: &String| wanted.contains(address.as_str()) || removed.contains(address.as_str());
        if !self.disk.files(self.dir)?.iter().all(own) {
            return Err(io::ErrorKind::Unsupported.into());
        }
        if self.fill(all, &wanted).is_err() {
            // What a killed build left may be past mending.
            self.disk.remove_all(self.spare)?;
            self.fill(all, &wanted)?;
        }
        self.disk.exchange(self.spare, self.dir)
    }

    fn fill(&self, all: &[(&str, Stamp)], wanted: &BTreeSet<&str>) -> io::Result<()> {
        self.disk.make_dirs(self.spare)?;
        for address in self.disk.files(self.spare)? {
            if !wanted.contains(address.as_str()) {
                take_out(self.disk, self.spare, &address).map_err(io::Error::other)?;
            }
        }
        let mut made = BTreeSet::new();
        for (address, stamp) in all {
            let to = self.spare.join(address);
            let there = self.disk.stamp(&to);
            if there == Some(*stamp) {
                continue;
            }
            if there.is_some() {
                self.disk.remove_file(&to)?;
            } else if let Some(parent) = to.parent().filter(|parent| made.insert(parent.to_path_buf())) {
                self.disk.make_dirs(parent)?;
            }
            let staged = self.stage.join(address);
            let from = if self.disk.stamp(&staged).is_some() { staged } else { self.dir.join(address) };
            self.disk.link(&from, &to)?;
        }
        Ok(())
    }
}
