//! Earlier versions of files, so that a change can be taken back after the browser was closed.

use std::fs;
use std::path::PathBuf;

use super::{ContentPath, Store, StoreError, durable, failed, hash, now, read};

/// Versions kept of a file, and bytes of them.
const VERSIONS: usize = 100;
const BYTES: u64 = 32 * 1024 * 1024;

/// An earlier version of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Name among the file's versions.
    pub id: String,
    /// When it was replaced, in milliseconds since 1970.
    pub until: u64,
    /// Bytes.
    pub size: u64,
}

impl Store {
    /// Returns the earlier versions of a file, the newest first.
    pub fn versions(&self, path: &ContentPath) -> Vec<Version> {
        let Ok(entries) = fs::read_dir(self.versions_of(path)) else { return Vec::new() };
        let mut versions: Vec<Version> = entries
            .flatten()
            .filter_map(|entry| {
                let id = entry.file_name().to_str()?.to_owned();
                let until = time_of(&id)?;
                Some(Version { id, until, size: entry.metadata().ok()?.len() })
            })
            .collect();
        versions.sort_by(|a, b| b.id.cmp(&a.id));
        versions
    }

    /// Reads an earlier version.
    pub fn version(&self, path: &ContentPath, id: &str) -> Result<Vec<u8>, StoreError> {
        if time_of(id).is_none() {
            return Err(StoreError::Missing(id.to_owned()));
        }
        let file = self.versions_of(path).join(id);
        if file.is_file() { read(&file) } else { Err(StoreError::Missing(id.to_owned())) }
    }

    /// Keeps a version that is about to be replaced, and lets go of the oldest beyond the bounds.
    pub(super) fn keep_version(&self, path: &ContentPath, bytes: &[u8]) -> Result<(), StoreError> {
        let dir = self.versions_of(path);
        let before = self.versions(path);
        let same = |version: &Version| version.id.ends_with(&hash(bytes));
        if before.first().is_some_and(same) {
            return Ok(());
        }
        // Two within a millisecond keep their order.
        let time = before.first().map_or(0, |version| version.until + 1).max(now());
        let file = dir.join(format!("{time:015}-{}", hash(bytes)));
        durable::make_folders(&file).map_err(failed("make the folder of", &file))?;
        durable::put(&file, bytes).map_err(failed("keep", &file))?;
        let mut sum = bytes.len() as u64;
        for (at, version) in before.iter().enumerate() {
            sum += version.size;
            if at + 1 >= VERSIONS || sum > BYTES {
                let _ = fs::remove_file(dir.join(&version.id));
            }
        }
        Ok(())
    }

    /// Lets the versions of a file follow it.
    pub(super) fn move_versions(&self, from: &ContentPath, to: &ContentPath) {
        let (from, to) = (self.versions_of(from), self.versions_of(to));
        // What was kept of an earlier file of that name stays rather than being mixed in.
        if !to.exists() {
            let _ = fs::rename(from, to);
        }
    }

    fn versions_of(&self, path: &ContentPath) -> PathBuf {
        self.aside.join("history").join(key(path))
    }
}

/// The name of a path's things in the folder aside.
pub(super) fn key(path: &ContentPath) -> String {
    hash(path.as_str().as_bytes())
}

/// The time in a version's name; `None` for what is no such name.
fn time_of(id: &str) -> Option<u64> {
    let (time, hash) = id.split_once('-')?;
    let sound = time.len() == 15 && hash.len() == 32 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    time.parse().ok().filter(|_| sound)
}
