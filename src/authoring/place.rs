//! From a path to the disk: names found as they are written there, links refused.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use crate::text::nfc::nfc;

use super::{ContentPath, StoreError, failed};

/// Where a path leads on the disk.
#[derive(Debug)]
pub(super) struct Place {
    shown: String,
    disk: PathBuf,
    /// There is a file.
    exists: bool,
    /// What stands there under a name that differs in capitals only.
    twin: Option<String>,
}

impl Place {
    /// Follows the path of a file below `content` name by name.
    pub(super) fn find(content: &Path, path: &ContentPath) -> Result<Self, StoreError> {
        Self::follow(content, path, Metadata::is_file)
    }

    /// Follows the path of a folder.
    pub(super) fn folder(content: &Path, path: &ContentPath) -> Result<Self, StoreError> {
        Self::follow(content, path, Metadata::is_dir)
    }

    fn follow(content: &Path, path: &ContentPath, is_right: fn(&Metadata) -> bool) -> Result<Self, StoreError> {
        // The folder itself may be a link: whoever set up the handbook wants it there.
        let mut disk = match fs::canonicalize(content) {
            Ok(disk) => disk,
            Err(error) if error.kind() == io::ErrorKind::NotFound => content.to_owned(),
            Err(error) => return Err(failed("read", content)(error)),
        };
        let (mut there, mut twin) = (true, None);
        let mut names = path.as_str().split('/').peekable();
        while let Some(name) = names.next() {
            let found = if there { named(&disk, name)? } else { Found::default() };
            twin = twin.or(found.twin);
            if let Some(own) = found.name {
                disk.push(own);
            } else {
                there = false;
                disk.push(name);
            }
            if there {
                let metadata = fs::symlink_metadata(&disk).map_err(failed("read", &disk))?;
                if metadata.is_symlink() {
                    return Err(StoreError::Link(path.to_string()));
                }
                let fits = if names.peek().is_some() { metadata.is_dir() } else { is_right(&metadata) };
                if !fits {
                    return Err(StoreError::Kind(path.to_string()));
                }
            }
        }
        Ok(Self { shown: path.to_string(), disk, exists: there, twin })
    }

    /// Returns the path of a file that is there.
    pub(super) fn existing(self) -> Result<PathBuf, StoreError> {
        if self.exists { Ok(self.disk) } else { Err(StoreError::Missing(self.shown)) }
    }

    /// Returns the path for a file that is to be made.
    pub(super) fn free(self) -> Result<PathBuf, StoreError> {
        match self.twin {
            _ if self.exists => Err(StoreError::Exists(self.shown)),
            Some(twin) => Err(StoreError::Case(twin)),
            None => Ok(self.disk),
        }
    }
}

/// What a folder holds for a name.
#[derive(Default)]
struct Found {
    /// The name as it is written on the disk, which may not be in NFC.
    name: Option<std::ffi::OsString>,
    /// Another that differs in capitals only.
    twin: Option<String>,
}

fn named(dir: &Path, name: &str) -> Result<Found, StoreError> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::default()),
        Err(error) => return Err(failed("read", dir)(error)),
    };
    let mut found = Found::default();
    for entry in entries {
        let written = entry.map_err(failed("read", dir))?.file_name();
        let Some(text) = written.to_str() else { continue };
        let text = nfc(text);
        if text == name {
            // The very name wins over one that only reads the same.
            if found.name.is_none() || written.to_str() == Some(name) {
                found.name = Some(written);
            }
        } else if text.to_lowercase() == name.to_lowercase() {
            found.twin = Some(text.into_owned());
        }
    }
    if found.name.is_some() {
        found.twin = None;
    }
    Ok(found)
}
