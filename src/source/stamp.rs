//! What tells whether a file changed, without reading it.

use std::fs;
use std::time::{SystemTime, UNIX_EPOCH};

/// What tells whether a file changed, without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Stamp {
    /// Size in bytes.
    pub size: u64,
    /// Time of the last change, in nanoseconds since 1970.
    pub changed: u64,
}

impl Stamp {
    /// Returns the stamp of file metadata.
    pub fn of(metadata: &fs::Metadata) -> Self {
        Self { size: metadata.len(), changed: metadata.modified().map_or(0, Self::now) }
    }

    /// Returns the same of what the system says of a file.
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    pub(crate) fn of_stat(stat: &rustix::fs::Stat) -> Self {
        // What is counted in differs from system to system; a time before 1970 counts as that day, as above.
        let changed = i128::from(stat.st_mtime) * 1_000_000_000 + i128::from(stat.st_mtime_nsec);
        Self {
            size: u64::try_from(stat.st_size).unwrap_or_default(),
            changed: u64::try_from(changed).unwrap_or_default(),
        }
    }

    /// Returns a time as stamps count it.
    pub fn now(time: SystemTime) -> u64 {
        time.duration_since(UNIX_EPOCH).map_or(0, |since| u64::try_from(since.as_nanos()).unwrap_or(u64::MAX))
    }
}

/// Opens a folder, so that the files in it can be asked for by their names alone.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
pub(crate) fn open_folder(path: &std::path::Path) -> std::io::Result<std::os::fd::OwnedFd> {
    use rustix::fs::{CWD, Mode, OFlags, openat};
    Ok(openat(CWD, path, OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?)
}
