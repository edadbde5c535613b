//! The door for authors' files: what an editor writes into `content/`, and what it keeps so that nothing is lost.
//!
//! Files are replaced whole or not at all and are on the disk before anything says so. What a save, a removal or a crash could
//! take away stands in `.sotay-edit/` at the handbook's root: earlier versions, removed files, what was typed and not saved. It is
//! an author's, not a cache: no build looks at it and `clean` leaves it.
//!
//! Every path is a [`ContentPath`]: checked when it is made, and again against the disk (no link is followed) when it is used. What a
//! page means is not known here.
#![expect(clippy::disallowed_methods, reason = "this room is a door to the disk")]

mod drafts;
mod drawing;
mod durable;
mod history;
mod path;
mod place;
mod section;
mod trash;
mod upload;

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use xxhash_rust::xxh3::xxh3_128;

use crate::source::Stamp;

pub use drafts::Draft;
pub use history::Version;
pub use path::{BadPath, ContentPath};
pub use trash::Removed;
pub use upload::{BadUpload, PICTURE_LIMIT, Picture, picture};

use place::Place;

/// Name of the folder at the handbook's root that holds what is kept for authors.
pub const ASIDE: &str = ".sotay-edit";

/// Largest file read, in bytes; pages are bounded by the settings long before.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Why a file could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("there is no {0}")]
    Missing(String),
    /// There is one already; nothing is overwritten.
    #[error("{0} exists")]
    Exists(String),
    /// There is one whose name differs in capitals only.
    #[error("{0} exists, differing only in capitals")]
    Case(String),
    /// A part of the path is a link, which is not followed.
    #[error("{0} is a link")]
    Link(String),
    /// A part of the path is not what it should be: a file for a folder, a folder for a file.
    #[error("{0} is no ordinary file or folder")]
    Kind(String),
    /// The file changed since it was read; these are its bytes now.
    #[error("the file changed")]
    Changed(Vec<u8>),
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

fn failed(what: &'static str, path: &Path) -> impl FnOnce(io::Error) -> StoreError {
    let path = path.to_owned();
    move |source| StoreError::Failed { what, path, source }
}

/// The files of a handbook for one who writes. Changes follow each other; several may read.
#[derive(Debug)]
pub struct Store {
    content: PathBuf,
    aside: PathBuf,
    turn: Mutex<()>,
}

/// Tells versions of a file apart.
pub fn hash(bytes: &[u8]) -> String {
    format!("{:032x}", xxh3_128(bytes))
}

/// Milliseconds since 1970.
fn now() -> u64 {
    Stamp::now(SystemTime::now()) / 1_000_000
}

impl Store {
    /// Returns the store of the handbook at `root`. Nothing is made before something is kept.
    pub fn new(root: &Path) -> Self {
        Self { content: root.join("content"), aside: root.join(ASIDE), turn: Mutex::default() }
    }

    fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads a file.
    pub fn read(&self, path: &ContentPath) -> Result<Vec<u8>, StoreError> {
        read(&self.place(path)?.existing()?)
    }

    /// Tells whether there is such a file.
    pub fn has(&self, path: &ContentPath) -> bool {
        self.place(path).is_ok_and(|place| place.existing().is_ok())
    }

    /// Replaces a file that still is as it was at `base`; the version before stays in its history. Returns the new hash.
    pub fn save(&self, path: &ContentPath, base: &str, bytes: &[u8]) -> Result<String, StoreError> {
        let _turn = self.turn();
        let disk = self.place(path)?.existing()?;
        let before = read(&disk)?;
        if hash(&before) != base {
            return Err(StoreError::Changed(before));
        }
        self.replace(path, &disk, &before, bytes)
    }

    fn replace(&self, path: &ContentPath, disk: &Path, before: &[u8], bytes: &[u8]) -> Result<String, StoreError> {
        if before != bytes {
            self.keep_version(path, before)?;
            durable::replace(disk, bytes).map_err(failed("write", disk))?;
        }
        Ok(hash(bytes))
    }

    /// Writes a file that does not exist yet.
    pub fn create(&self, path: &ContentPath, bytes: &[u8]) -> Result<(), StoreError> {
        let _turn = self.turn();
        let place = self.place(path)?;
        let disk = place.free()?;
        durable::make_folders(&disk).map_err(failed("make the folder of", &disk))?;
        durable::create(&disk, bytes).map_err(|source| {
            let taken = source.kind() == io::ErrorKind::AlreadyExists;
            if taken { StoreError::Exists(path.to_string()) } else { failed("write", &disk)(source) }
        })
    }

    /// Moves a file with a new text, and gives others new texts; the versions before stay in their histories.
    ///
    /// The new place is written first and the old one goes last: whatever happens between, nothing is missing.
    pub fn relocate(
        &self,
        from: &ContentPath,
        to: &ContentPath,
        bytes: &[u8],
        others: &[(ContentPath, &str)],
    ) -> Result<(), StoreError> {
        self.create(to, bytes)?;
        let _turn = self.turn();
        for (path, text) in others {
            let disk = self.place(path)?.existing()?;
            let before = read(&disk)?;
            self.replace(path, &disk, &before, text.as_bytes())?;
        }
        let disk = self.place(from)?.existing()?;
        self.keep_version(from, &read(&disk)?)?;
        durable::remove(&disk).map_err(failed("remove", &disk))?;
        self.move_versions(from, to);
        self.move_draft(from, to)
    }

    fn place(&self, path: &ContentPath) -> Result<Place, StoreError> {
        Place::find(&self.content, path)
    }
}

fn read(disk: &Path) -> Result<Vec<u8>, StoreError> {
    let file = std::fs::File::open(disk).map_err(failed("read", disk))?;
    let mut bytes = Vec::new();
    file.take(LARGEST).read_to_end(&mut bytes).map_err(failed("read", disk))?;
    Ok(bytes)
}
