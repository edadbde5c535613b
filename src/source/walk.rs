//! Walks the handbook's folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Code, Diagnostic, Place, Report};
use crate::model::settings::Limits;
use crate::text::nfc::nfc;

use super::{Entry, SourceError, Stamp, codes};

/// What was found, each list in the order of paths.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// Markdown files of `content/`.
    pub pages: Vec<Entry>,
    /// Other files of `content/`.
    pub assets: Vec<Entry>,
    /// Files of `themes/`.
    pub themes: Vec<Entry>,
}

impl Tree {
    /// Returns the tree with the stamps of touched pages and theme files as they are now. `None`: something else
    /// happened, and only a walk tells what.
    pub fn renewed(&self, root: &Path, touched: &BTreeSet<PathBuf>) -> Option<Self> {
        let mut tree = self.clone();
        for disk in touched {
            let path = relative(root, disk)?;
            if path.split('/').any(is_passed_over) {
                continue;
            }
            let find = |list: &[Entry]| list.binary_search_by(|entry| entry.path.cmp(&path));
            let entry = match (find(&tree.pages), find(&tree.themes)) {
                (Ok(at), _) => tree.pages.get_mut(at),
                (_, Ok(at)) => tree.themes.get_mut(at),
                (Err(_), Err(_)) => None,
            };
            entry?.stamp = fs::symlink_metadata(disk).ok().filter(fs::Metadata::is_file).map(|now| Stamp::of(&now))?;
        }
        Some(tree)
    }
}

/// Finds the settings file of the handbook at `root`.
pub fn settings(root: &Path) -> Result<Entry, SourceError> {
    let disk = root.join("sotay.yaml");
    match fs::metadata(&disk) {
        Ok(metadata) if metadata.is_file() => {
            Ok(Entry { path: Arc::from("sotay.yaml"), disk, stamp: Stamp::of(&metadata) })
        }
        _ => Err(SourceError::NoHandbook(root.to_owned())),
    }
}

/// A file that a walk came by.
#[derive(Debug)]
pub struct Listed {
    path: Arc<str>,
    entry: DirEntry,
}

impl Listed {
    /// Asks the system what the file is; for a link what it leads to, if that is a file inside the handbook at `root`.
    fn ask(&self, root: &Path) -> Result<Entry, Unfit> {
        let kind = self.entry.file_type();
        let metadata = if kind.is_symlink() {
            linked(self.entry.path(), root).map_err(|code| self.unfit(code))?
        } else {
            let path = || self.entry.path().to_owned();
            let unreadable = |error: walkdir::Error| SourceError::Unreadable { path: path(), source: error.into() };
            self.entry.metadata().map_err(|error| Unfit::Disk(unreadable(error)))?
        };
        if !metadata.is_file() {
            return Err(self.unfit(&codes::NOT_A_FILE));
        }
        Ok(self.entry_with(Stamp::of(&metadata)))
    }

    fn entry_with(&self, stamp: Stamp) -> Entry {
        Entry { path: Arc::clone(&self.path), disk: self.entry.path().to_owned(), stamp }
    }

    fn unfit(&self, code: &'static Code) -> Unfit {
        Unfit::Content(Box::new(Diagnostic::new(code, Place::file(&self.path))))
    }
}

/// Asks the system what listed files are, of which neighbours mostly stand in one folder; for links what they lead to, if that
/// is a file inside the handbook at `root`.
pub fn ask(files: &[Listed], root: &Path) -> Vec<Result<Entry, Unfit>> {
    let mut open = None;
    files.iter().map(|file| plain(file, &mut open).map_or_else(|| file.ask(root), Ok)).collect()
}

/// Asks by the name alone, in a folder that was looked up for the file before; `None`: it is no plain file.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn plain<'a>(file: &'a Listed, open: &mut Option<(&'a Path, std::os::fd::OwnedFd)>) -> Option<Entry> {
    use rustix::fs::{AtFlags, FileType, statat};
    let folder = file.entry.path().parent()?;
    let same = open.take().filter(|(path, _)| path.as_os_str() == folder.as_os_str());
    let (_, fd) = open.insert(same.map_or_else(|| Some((folder, super::open_folder(folder).ok()?)), Some)?);
    let stat = statat(&*fd, file.entry.file_name(), AtFlags::SYMLINK_NOFOLLOW).ok()?;
    let is_file = FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile;
    is_file.then(|| file.entry_with(Stamp::of_stat(&stat)))
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn plain(_: &Listed, _: &mut Option<()>) -> Option<Entry> {
    None
}

/// Lists the files of the handbook at `root`, of which nothing but names is known. Hidden files and editors' leftovers are
/// passed over.
pub fn list(root: &Path, limits: &Limits, report: &mut Report) -> Result<Vec<Listed>, SourceError> {
    let mut out = Vec::new();
    for folder in ["content", "themes"] {
        let top = root.join(folder);
        if !top.exists() {
            continue;
        }
        // The path of the folder at each depth; `None` below a name that is no Unicode.
        let mut folders: Vec<Option<String>> = vec![Some(folder.to_owned())];
        let walker = WalkDir::new(&top).follow_links(false).min_depth(1).into_iter();
        for entry in walker.filter_entry(|entry| !is_passed_over(&entry.file_name().to_string_lossy())) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().unwrap_or(&top).to_owned();
                    let source = error.into_io_error().unwrap_or_else(|| std::io::ErrorKind::Other.into());
                    return Err(SourceError::Unreadable { path, source });
                }
            };
            folders.truncate(entry.depth());
            let Some(Some(above)) = folders.last() else { continue };
            let path = entry.file_name().to_str().map(|name| format!("{above}/{}", nfc(name)));
            if path.is_none() {
                let shown: Arc<str> = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_string_lossy().into();
                report.add(Diagnostic::new(&codes::NAME, Place::file(&shown)));
            }
            if entry.file_type().is_dir() {
                folders.push(path);
            } else if let Some(path) = path {
                out.push(Listed { path: path.into(), entry });
            }
            if out.len() > limits.files as usize {
                return Err(SourceError::TooMany(limits.files));
            }
        }
    }
    Ok(out)
}

/// Sorts what was found.
pub fn tree(found: Vec<Result<Entry, Unfit>>, limits: &Limits, report: &mut Report) -> Result<Tree, SourceError> {
    // Nearly all are pages.
    let mut tree = Tree { pages: Vec::with_capacity(found.len()), ..Tree::default() };
    for entry in found {
        let entry = match entry {
            Ok(entry) => entry,
            Err(Unfit::Content(diagnostic)) => {
                report.add(*diagnostic);
                continue;
            }
            Err(Unfit::Disk(error)) => return Err(error),
        };
        if !entry.path.starts_with("content/") {
            tree.themes.push(entry);
        } else if is_page(&entry.path) {
            tree.pages.push(entry);
        } else if entry.stamp.size > u64::from(limits.media_mb) * 1024 * 1024 {
            let place = Place::file(&entry.path);
            report.add(Diagnostic::new(&codes::MEDIA_TOO_LARGE, place).with("limit", limits.media_mb));
        } else {
            tree.assets.push(entry);
        }
    }
    for list in [&mut tree.pages, &mut tree.assets, &mut tree.themes] {
        list.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    }
    Ok(tree)
}

/// Why a file is not taken.
#[derive(Debug)]
pub enum Unfit {
    /// It is nothing that a handbook may hold.
    Content(Box<Diagnostic>),
    /// It cannot be read.
    Disk(SourceError),
}

fn is_page(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("md"))
}

/// Tells whether a file or folder is passed over: hidden ones, and what editors and office programs leave behind.
pub fn is_passed_over(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || matches!(name, "Thumbs.db" | "desktop.ini")
}

/// The path from the root in NFC, with `/`; `None` for names that are no Unicode.
fn relative(root: &Path, path: &Path) -> Option<Arc<str>> {
    let below: PathBuf = path.strip_prefix(root).ok()?.to_owned();
    let mut out = String::new();
    for part in below.components() {
        let name = part.as_os_str();
        let text = name.to_str()?;
        if !out.is_empty() {
            out.push('/');
        }
        out.push_str(&nfc(text));
    }
    Some(out.into())
}

/// A link is followed to a file inside the handbook only.
fn linked(path: &Path, root: &Path) -> Result<fs::Metadata, &'static Code> {
    let target = fs::canonicalize(path).map_err(|_| &codes::DEAD_LINK)?;
    let inside = fs::canonicalize(root).map_err(|_| &codes::DEAD_LINK)?;
    if !target.starts_with(inside) {
        return Err(&codes::LINK_OUTSIDE);
    }
    let metadata = fs::metadata(&target).map_err(|_| &codes::DEAD_LINK)?;
    if metadata.is_dir() { Err(&codes::LINK_TO_FOLDER) } else { Ok(metadata) }
}
