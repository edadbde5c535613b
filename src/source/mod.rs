//! The door in: walking the handbook's folder and reading its files.
//!
//! Everything that comes from disk comes through here, with limits. Paths inside are
//! handbook-relative, in NFC, with `/`; nothing outside the handbook is ever read.
#![expect(clippy::disallowed_methods, reason = "this room is the door to the disk")]

mod codes;
mod stamp;
mod walk;

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place, SourceFile, Span};
use crate::text::legacy::{self, LegacyEncoding};
use crate::theme::ThemeFile;

pub use codes::{CODES, NO_THEME};
pub use stamp::Stamp;
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
pub(crate) use stamp::open_folder;
pub use walk::{Listed, Tree, Unfit, ask, is_passed_over, list, settings, tree};

/// A file that was found.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Path from the handbook's root, in NFC, with `/`.
    pub path: Arc<str>,
    /// Where it is on disk.
    pub disk: PathBuf,
    /// Its stamp when it was found.
    pub stamp: Stamp,
}

/// Why the handbook could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// There is no `sotay.yaml`.
    #[error("no sotay.yaml in {}", .0.display())]
    NoHandbook(PathBuf),
    /// A file or folder could not be read.
    #[error("cannot read {}: {source}", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// More files than the limit.
    #[error("more than {0} files")]
    TooMany(u32),
}

/// Reads a text file of at most `limit` bytes. What is wrong with its bytes is a diagnostic.
pub fn text(entry: &Entry, limit: u64) -> Result<Result<SourceFile, Box<Diagnostic>>, SourceError> {
    let whole = || Place::file(&entry.path);
    let too_large = || Box::new(Diagnostic::new(&codes::TOO_LARGE, whole()).with("limit", limit / 1024));
    if entry.stamp.size > limit {
        return Ok(Err(too_large()));
    }
    let unreadable = |source| SourceError::Unreadable { path: entry.disk.clone(), source };
    let file = fs::File::open(&entry.disk).map_err(unreadable)?;
    let mut bytes = Vec::with_capacity(usize::try_from(entry.stamp.size).unwrap_or(0) + 1);
    file.take(limit + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > limit {
        return Ok(Err(too_large()));
    }
    Ok(decode(&entry.path, bytes).map_err(Box::new))
}

/// Reads a file beside the content, at most `limit` bytes of it: whoever shows it finds the rest missing.
pub fn bytes(entry: &Entry, limit: u64) -> Result<Vec<u8>, SourceError> {
    let unreadable = |source| SourceError::Unreadable { path: entry.disk.clone(), source };
    let file = fs::File::open(&entry.disk).map_err(unreadable)?;
    let mut bytes = Vec::with_capacity(usize::try_from(entry.stamp.size.min(limit)).unwrap_or(0));
    file.take(limit).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

/// Turns the bytes of a file into text; what is wrong with them is a diagnostic.
pub fn decode(path: &Arc<str>, bytes: Vec<u8>) -> Result<SourceFile, Diagnostic> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(Diagnostic::new(&codes::UTF16, Place::file(path)));
    }
    let file = SourceFile::new(Arc::clone(path), bytes).map_err(|bad| {
        let line = bad.bytes.iter().take(bad.at).filter(|b| **b == b'\n').count() + 1;
        let encoding = match legacy::detect_bytes(&bad.bytes) {
            Some(LegacyEncoding::Tcvn3) => Some("TCVN3 (ABC)"),
            Some(LegacyEncoding::Vni) => Some("VNI"),
            None => None,
        };
        Diagnostic::new(&codes::NOT_UTF8, Place::at(path, Span::new(bad.at, bad.at)))
            .with("line", line)
            .with_some("encoding", encoding)
    })?;
    if file.raw().as_bytes().contains(&0) {
        let at = file.text().find('\0').unwrap_or_default();
        return Err(Diagnostic::new(&codes::NUL, Place::at(path, Span::new(at, at + 1))));
    }
    Ok(file)
}

/// Reads a file for an excerpt; what is not text is shown as far as it can be.
pub fn excerpt(root: &Path, path: &str, limit: u64) -> Option<SourceFile> {
    let disk = root.join(path);
    let file = fs::File::open(disk).ok()?;
    let mut bytes = Vec::new();
    file.take(limit).read_to_end(&mut bytes).ok()?;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    };
    SourceFile::new(path.into(), text.into_bytes()).ok()
}

/// Opens a file that was found, and returns its stamp now. By now it may be a link: one that leaves the handbook is refused.
pub fn open(root: &Path, entry: &Entry) -> io::Result<(fs::File, Stamp)> {
    let disk = fs::canonicalize(&entry.disk)?;
    if !disk.starts_with(fs::canonicalize(root)?) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let file = fs::File::open(disk)?;
    let metadata = file.metadata()?;
    if metadata.is_file() { Ok((file, Stamp::of(&metadata))) } else { Err(io::ErrorKind::InvalidInput.into()) }
}

/// Reads the files of a theme.
pub fn theme(entries: &[Entry], name: &str) -> Result<Vec<ThemeFile>, SourceError> {
    let prefix = format!("themes/{name}/");
    entries
        .iter()
        .filter_map(|entry| entry.path.strip_prefix(prefix.as_str()).map(|path| (path, entry)))
        .map(|(path, entry)| {
            let bytes =
                fs::read(&entry.disk).map_err(|source| SourceError::Unreadable { path: entry.disk.clone(), source })?;
            Ok(ThemeFile { path: path.into(), shown: Arc::clone(&entry.path), bytes: bytes.into() })
        })
        .collect()
}
