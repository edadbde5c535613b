//! The door out: the site's folder is the old site or the new one, never half of each.
//!
//! A first build is written beside the folder and put in place by one rename. A later build stages only the files that
//! changed; one file is moved in, several come in by an exchange of folders (`spare`). Where the disk knows no such
//! exchange, a journal is written and the files are moved one by one; a build that was killed while moving is finished
//! by the next one. A folder that sotay did not make is refused.

mod bundle;
mod disk;
mod spare;

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::source::Stamp;
use crate::text::named::Texts;

use spare::Sides;

pub use bundle::{Bundled, bundle};
pub use disk::{Disk, Entry, RealDisk};
pub use spare::Spare;

/// Name of the file that says that a folder is sotay's.
pub const MARKER: &str = ".sotay";
/// Name of the file that lists the site's files, one address a line.
const LIST: &str = ".sotay-files";
const JOURNAL: &str = ".sotay-journal";
const MARKER_TEXT: &str = "Thư mục này do sotay tạo ra; mọi thay đổi bằng tay sẽ mất.\nThis folder is made by sotay; changes by hand are lost.\n";

/// Why the site could not be written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The folder holds files and no marker.
    #[error("{} holds files that sotay did not make", .0.display())]
    NotOurs(PathBuf),
    /// A bundle would lie in the site that it holds.
    #[error("{} lies in the site", .0.display())]
    BundleInside(PathBuf),
    /// A file operation failed.
    #[error("cannot {what} {}: {source}", path.display())]
    Failed {
        /// What was attempted.
        what: &'static str,
        /// On which path.
        path: PathBuf,
        /// Why it failed.
        source: io::Error,
    },
}

/// Returns the folder beside a site where builds keep what they need: the stage, the lock, the memory.
/// It stands on the same disk as the site, so that a rename puts files in place.
pub fn workshop(dir: &Path) -> PathBuf {
    let name = dir.file_name().map_or_else(|| "output".to_owned(), |n| n.to_string_lossy().into_owned());
    let parent = dir.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    parent.join(format!(".{name}.sotay"))
}

fn failed(what: &'static str, path: &Path) -> impl FnOnce(io::Error) -> OutputError {
    let path = path.to_owned();
    move |source| OutputError::Failed { what, path, source }
}

/// The site's folder, opened for a build.
#[derive(Debug)]
pub struct Site<'a> {
    disk: &'a dyn Disk,
    dir: PathBuf,
    stage: PathBuf,
    fresh: bool,
    /// Folders of addresses that stand on the stage.
    made: Mutex<BTreeSet<String>>,
}

impl<'a> Site<'a> {
    /// Opens the folder; finishes what a killed build left.
    pub fn open(disk: &'a dyn Disk, dir: &Path) -> Result<Self, OutputError> {
        let stage = workshop(dir).join("new");
        recover(disk, dir, &stage)?;
        let names = match disk.names(dir) {
            Ok(names) => names,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(failed("read", dir)(error)),
        };
        let marked = names.iter().any(|n| n == MARKER);
        if !marked && !names.is_empty() {
            return Err(OutputError::NotOurs(dir.to_owned()));
        }
        let fresh = names.iter().all(|n| n == MARKER);
        Ok(Self { disk, dir: dir.to_owned(), stage, fresh, made: Mutex::default() })
    }

    /// Tells whether there is no site yet.
    pub fn is_fresh(&self) -> bool {
        self.fresh
    }

    /// Returns the addresses of the files that the last build wrote.
    pub fn listed(&self) -> Vec<String> {
        let text = self.disk.read(&self.dir.join(LIST)).unwrap_or_default();
        String::from_utf8_lossy(&text).lines().map(str::to_owned).collect()
    }

    /// Returns the stamps of files of the site as they stand.
    pub fn stamps(&self, addresses: &[&str]) -> Vec<Option<Stamp>> {
        self.disk.stamps(&self.dir, addresses)
    }

    /// Returns the stamp of a file of the site as it stands.
    pub fn stamp(&self, address: &str) -> Option<Stamp> {
        self.disk.stamp(&self.dir.join(address))
    }

    /// Returns the bytes of a file of the site as it stands.
    pub fn bytes(&self, address: &str) -> Option<Vec<u8>> {
        self.disk.read(&self.dir.join(address)).ok()
    }

    /// Stages a file.
    pub fn put(&self, address: &str, bytes: &[u8]) -> Result<Stamp, OutputError> {
        let path = self.staged(address)?;
        self.disk.write(&path, bytes).map_err(failed("write", &path))
    }

    /// Stages a copy of a file.
    pub fn put_copy(&self, address: &str, from: &Path) -> Result<Stamp, OutputError> {
        let path = self.staged(address)?;
        self.disk.copy(from, &path).map_err(failed("write", &path))
    }

    fn staged(&self, address: &str) -> Result<PathBuf, OutputError> {
        let folder = address.rsplit_once('/').map_or("", |(folder, _)| folder);
        let is_made = self.made.lock().is_ok_and(|made| made.contains(folder));
        if !is_made {
            let path = self.stage.join(folder);
            self.disk.make_dirs(&path).map_err(failed("make", &path))?;
            if let Ok(mut made) = self.made.lock() {
                made.insert(folder.to_owned());
            }
        }
        Ok(self.stage.join(address))
    }

    /// Prepares the other side of the site for an exchange, while nothing is known yet of what is going to change; `made`
    /// are its files, each with its stamp. `None` where no exchange is possible.
    pub fn prepare<'m>(&self, made: &[(&'m str, Stamp)]) -> Option<Spare<'m>> {
        if self.fresh {
            // What a site before left there: to exchange it file by file would take longer than to link all anew.
            let _ = self.disk.remove_all(&self.spare());
        }
        if made.is_empty() {
            return None;
        }
        let own = [LIST, MARKER].map(|name| self.disk.stamp(&self.dir.join(name)).map(|stamp| (name, stamp)));
        let [Some(list), Some(marker)] = own else { return None };
        let made: Vec<_> = made.iter().copied().chain([list, marker]).collect();
        self.with_sides(|sides| sides.prepare(&made)).ok()
    }

    /// Puts the staged files in place and takes out `removed`. `all` lists the addresses of the site's files, `spare` is
    /// the other side.
    pub fn commit(
        &self,
        staged: &[&str],
        removed: &[String],
        all: &[&str],
        spare: Option<&Spare<'_>>,
    ) -> Result<(), OutputError> {
        let mut list = String::new();
        for address in all {
            list.push_str(address);
            list.push('\n');
        }
        if !self.fresh && staged.is_empty() && removed.is_empty() {
            return self.disk.remove_all(&self.stage).map_err(failed("remove", &self.stage));
        }
        self.put(LIST, list.as_bytes())?;
        if self.fresh {
            return self.first();
        }
        // One file more or less is one step by itself.
        let several = staged.len() + removed.len() > 1;
        if spare.filter(|_| several).is_some_and(|spare| self.exchange(spare, staged, all)) {
            self.disk.remove_all(&self.stage).map_err(failed("remove", &self.stage))
        } else {
            self.each(staged, removed)
        }
    }

    /// Puts a first site in place.
    fn first(&self) -> Result<(), OutputError> {
        self.put(MARKER, MARKER_TEXT.as_bytes())?;
        let marker = self.dir.join(MARKER);
        if self.disk.stamp(&marker).is_some() {
            self.disk.remove_file(&marker).map_err(failed("remove", &marker))?;
        }
        self.disk.rename(&self.stage, &self.dir).map_err(failed("put in place", &self.dir))
    }

    /// Puts all files in place in one step. Returns whether it was possible.
    fn exchange(&self, spare: &Spare<'_>, staged: &[&str], all: &[&str]) -> bool {
        let staged: Vec<&str> = staged.iter().copied().chain([LIST]).collect();
        let all = Texts::new(all.iter().copied().chain([LIST, MARKER]).collect());
        self.with_sides(|sides| sides.exchange(spare, &staged, &all)).is_ok()
    }

    fn with_sides<T>(&self, run: impl FnOnce(Sides<'_>) -> T) -> T {
        run(Sides { disk: self.disk, dir: &self.dir, stage: &self.stage, spare: &self.spare() })
    }

    /// The folder of the other side.
    fn spare(&self) -> PathBuf {
        workshop(&self.dir).join("spare")
    }

    /// Puts the files in place one by one, by a journal.
    fn each(&self, staged: &[&str], removed: &[String]) -> Result<(), OutputError> {
        let mut journal = String::new();
        // Out first: a file may stand where a folder must be, or the other way round.
        for address in removed {
            journal.push('-');
            journal.push_str(address);
            journal.push('\n');
        }
        for address in staged.iter().copied().chain([LIST]) {
            journal.push('+');
            journal.push_str(address);
            journal.push('\n');
        }
        journal.push_str("end\n");
        let path = self.stage.join(JOURNAL);
        let draft = self.stage.join(format!("{JOURNAL}-draft"));
        self.disk.write(&draft, journal.as_bytes()).map_err(failed("write", &draft))?;
        self.disk.rename(&draft, &path).map_err(failed("write", &path))?;
        apply(self.disk, &self.dir, &self.stage, &journal)
    }

    /// Throws the staged files away.
    pub fn abandon(&self) {
        // What is left is removed by the next build.
        let _ = self.disk.remove_all(&self.stage);
        if let Ok(mut made) = self.made.lock() {
            made.clear();
        }
    }
}

/// Finishes a build that was killed while moving files; throws away one that was killed before.
fn recover(disk: &dyn Disk, dir: &Path, stage: &Path) -> Result<(), OutputError> {
    let Ok(journal) = disk.read(&stage.join(JOURNAL)) else {
        return disk.remove_all(stage).map_err(failed("remove", stage));
    };
    apply(disk, dir, stage, &String::from_utf8_lossy(&journal))
}

/// Does what a journal says. What is done already is passed over, so that it can be done again.
fn apply(disk: &dyn Disk, dir: &Path, stage: &Path, journal: &str) -> Result<(), OutputError> {
    let mut made = BTreeSet::new();
    for line in journal.lines() {
        if let Some(address) = line.strip_prefix('+') {
            let (from, to) = (stage.join(address), dir.join(address));
            if disk.stamp(&from).is_none() {
                continue;
            }
            if let Some(parent) = to.parent().filter(|p| made.insert(p.to_path_buf())) {
                disk.make_dirs(parent).map_err(failed("make", parent))?;
            }
            disk.rename(&from, &to).map_err(failed("put in place", &to))?;
        } else if let Some(address) = line.strip_prefix('-') {
            take_out(disk, dir, address)?;
        }
    }
    disk.remove_all(stage).map_err(failed("remove", stage))
}

/// Removes a file of the site if it is there, and the folders that became empty; one that is not empty stays.
fn take_out(disk: &dyn Disk, dir: &Path, address: &str) -> Result<(), OutputError> {
    let path = dir.join(address);
    if disk.stamp(&path).is_some() {
        disk.remove_file(&path).map_err(failed("remove", &path))?;
    }
    let mut parent = path.parent();
    while let Some(folder) = parent.filter(|p| *p != dir && p.starts_with(dir)) {
        if disk.remove_empty(folder).is_err() {
            break;
        }
        parent = folder.parent();
    }
    Ok(())
}

/// Removes a site that sotay made, with what builds left beside it. Returns whether there was one.
pub fn remove(disk: &dyn Disk, dir: &Path) -> Result<bool, OutputError> {
    let site = Site::open(disk, dir)?;
    if site.fresh {
        return Ok(false);
    }
    // Only what the list names, then what is empty: a file put there by hand stays.
    for address in site.listed() {
        take_out(disk, dir, &address)?;
    }
    let list = dir.join(LIST);
    disk.remove_file(&list).map_err(failed("remove", &list))?;
    // The marker goes only with the folder: where somebody's file stays, the folder is still ours.
    if disk.names(dir).is_ok_and(|names| names.iter().all(|name| name == MARKER)) {
        let marker = dir.join(MARKER);
        disk.remove_file(&marker).map_err(failed("remove", &marker))?;
        disk.remove_empty(dir).map_err(failed("remove", dir))?;
    }
    Ok(true)
}

#[cfg(test)]
mod tests;
