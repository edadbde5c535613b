//! The few file operations that a build needs, behind a trait so that a test can fail each in turn.
#![expect(clippy::disallowed_methods, reason = "this room is the door to the disk")]

use std::fmt::Debug;
use std::fs;
use std::io::{self, Write};
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
use std::os::fd::OwnedFd;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use crate::source::Stamp;

/// A file in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its path from the folder, with `/`.
    pub address: String,
    /// Its number on the disk, which it has under all its names, as the folder tells it: whoever believes it must make sure
    /// that files have different ones. 0 where none is told.
    pub number: u64,
}

/// File operations.
pub trait Disk: Debug + Sync {
    /// Returns the names in a folder.
    fn names(&self, dir: &Path) -> io::Result<Vec<String>>;
    /// Returns the stamp of a file; `None` if there is none.
    fn stamp(&self, path: &Path) -> Option<Stamp>;
    /// Returns the stamps of files below a folder, of which neighbours mostly stand in one.
    fn stamps(&self, dir: &Path, addresses: &[&str]) -> Vec<Option<Stamp>> {
        addresses.iter().map(|address| self.stamp(&dir.join(address))).collect()
    }
    /// Reads a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// Writes a file that does not exist yet, or over one.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<Stamp>;
    /// Copies a file.
    fn copy(&self, from: &Path, to: &Path) -> io::Result<Stamp>;
    /// Makes a folder and those above it.
    fn make_dirs(&self, dir: &Path) -> io::Result<()>;
    /// Returns all files in a folder and below.
    fn files(&self, dir: &Path) -> io::Result<Vec<Entry>>;
    /// Gives a file a second name.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Gives files below a folder the same names below another, whose folders are there.
    fn link_all(&self, from: &Path, to: &Path, addresses: &[&str]) -> io::Result<()> {
        addresses.iter().try_for_each(|address| self.link(&from.join(address), &to.join(address)))
    }
    /// Lets two folders change places in one step; `old` has its rights handed on.
    fn exchange(&self, new: &Path, old: &Path) -> io::Result<()>;
    /// Renames a file or folder; an empty folder at `to` is replaced.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Removes a folder if it is empty.
    fn remove_empty(&self, dir: &Path) -> io::Result<()>;
    /// Removes a folder with all in it; none is no fault.
    fn remove_all(&self, dir: &Path) -> io::Result<()>;
}

/// The disk.
#[derive(Debug, Clone, Copy)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn names(&self, dir: &Path) -> io::Result<Vec<String>> {
        fs::read_dir(dir)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
    }

    fn stamp(&self, path: &Path) -> Option<Stamp> {
        fs::symlink_metadata(path).ok().map(|metadata| Stamp::of(&metadata))
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<Stamp> {
        let mut file = fs::File::create(path)?;
        file.write_all(bytes)?;
        Ok(Stamp::of(&file.metadata()?))
    }

    fn copy(&self, from: &Path, to: &Path) -> io::Result<Stamp> {
        fs::copy(from, to)?;
        Ok(Stamp::of(&fs::metadata(to)?))
    }

    fn make_dirs(&self, dir: &Path) -> io::Result<()> {
        fs::create_dir_all(dir)
    }

    fn files(&self, dir: &Path) -> io::Result<Vec<Entry>> {
        let mut out = Vec::new();
        // The folder at each depth, with a slash at its end; the one that is walked has none.
        let mut folders = vec![String::new()];
        for entry in WalkDir::new(dir).min_depth(1) {
            let entry = entry?;
            folders.truncate(entry.depth());
            let mut address = folders.last().cloned().unwrap_or_default();
            address.push_str(&entry.file_name().to_string_lossy());
            if entry.file_type().is_dir() {
                address.push('/');
                folders.push(address);
            } else {
                out.push(Entry { address, number: number(&entry) });
            }
        }
        Ok(out)
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    fn stamps(&self, dir: &Path, addresses: &[&str]) -> Vec<Option<Stamp>> {
        use rustix::fs::{AtFlags, statat};
        let mut open = Open::below(dir);
        let mut stamp = |address| {
            let (folder, name) = open.at(address).ok()?;
            statat(folder, name, AtFlags::SYMLINK_NOFOLLOW).ok().map(|stat| Stamp::of_stat(&stat))
        };
        addresses.iter().map(|address| stamp(address)).collect()
    }

    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    fn link_all(&self, from: &Path, to: &Path, addresses: &[&str]) -> io::Result<()> {
        use rustix::fs::{AtFlags, linkat};
        let (mut from, mut to) = (Open::below(from), Open::below(to));
        addresses.iter().try_for_each(|address| {
            let (folder, name) = from.at(address)?;
            let (other, _) = to.at(address)?;
            Ok(linkat(folder, name, other, name, AtFlags::empty())?)
        })
    }

    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    fn exchange(&self, new: &Path, old: &Path) -> io::Result<()> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        let metadata = fs::symlink_metadata(old)?;
        if !metadata.is_dir() {
            // A link to a folder elsewhere stays the link that it is.
            return Err(io::ErrorKind::Unsupported.into());
        }
        fs::set_permissions(new, metadata.permissions())?;
        Ok(renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE)?)
    }

    #[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
    fn exchange(&self, _: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        if to.is_dir() && from.is_dir() {
            // Fails for a folder that is not empty, which must stay.
            fs::remove_dir(to)?;
        }
        fs::rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_empty(&self, dir: &Path) -> io::Result<()> {
        fs::remove_dir(dir)
    }

    fn remove_all(&self, dir: &Path) -> io::Result<()> {
        match fs::remove_dir_all(dir) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }
}

/// Folders below another in which files are looked at: each is looked up once for all of its files that come together.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
struct Open<'a> {
    top: &'a Path,
    /// The last one, with those above it that are open.
    folders: Vec<(&'a str, OwnedFd)>,
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
impl<'a> Open<'a> {
    fn below(top: &'a Path) -> Self {
        Self { top, folders: Vec::new() }
    }

    /// Returns the folder of an address, and the name in it.
    fn at(&mut self, address: &'a str) -> io::Result<(&OwnedFd, &'a str)> {
        let (folder, name) = address.rsplit_once('/').unwrap_or(("", address));
        let is_above =
            |open: &str| open.is_empty() || folder.strip_prefix(open).is_some_and(|below| below.starts_with('/'));
        while self.folders.pop_if(|(open, _)| *open != folder && !is_above(open)).is_some() {}
        let open = match self.folders.pop_if(|(open, _)| *open == folder) {
            Some(open) => open,
            None => (folder, crate::source::open_folder(&self.top.join(folder))?),
        };
        self.folders.push(open);
        self.folders.last().map(|(_, open)| (open, name)).ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

#[cfg(unix)]
fn number(entry: &DirEntry) -> u64 {
    walkdir::DirEntryExt::ino(entry)
}

#[cfg(not(unix))]
fn number(_: &DirEntry) -> u64 {
    0
}
