//! Walks the handbook's folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::WalkDir;

use crate::diagnostic::{Diagnostic, Place, Report};
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
            let path = relative(root, disk, &mut Report::new())?;
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

/// Finds the files of the handbook at `root`. Hidden files and editors' leftovers are passed over.
pub fn walk(root: &Path, limits: &Limits, report: &mut Report) -> Result<Tree, SourceError> {
    let mut tree = Tree::default();
    let inside = fs::canonicalize(root).map_err(|source| SourceError::Unreadable { path: root.to_owned(), source })?;
    for (folder, content) in [("content", true), ("themes", false)] {
        let top = root.join(folder);
        if !top.exists() {
            continue;
        }
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
            let Some(path) = relative(root, entry.path(), report) else { continue };
            let kind = entry.file_type();
            if kind.is_dir() {
                continue;
            }
            let metadata = if kind.is_symlink() {
                match linked(entry.path(), &inside) {
                    Ok(metadata) => metadata,
                    Err(code) => {
                        report.add(Diagnostic::new(code, Place::file(&path)));
                        continue;
                    }
                }
            } else {
                let unreadable = |error: walkdir::Error| SourceError::Unreadable {
                    path: entry.path().to_owned(),
                    source: error.into(),
                };
                entry.metadata().map_err(unreadable)?
            };
            if !metadata.is_file() {
                report.add(Diagnostic::new(&codes::NOT_A_FILE, Place::file(&path)));
                continue;
            }
            let found = Entry { path, disk: entry.into_path(), stamp: Stamp::of(&metadata) };
            if !content {
                tree.themes.push(found);
            } else if is_page(&found.path) {
                tree.pages.push(found);
            } else {
                let largest = u64::from(limits.media_mb) * 1024 * 1024;
                if found.stamp.size > largest {
                    report.add(
                        Diagnostic::new(&codes::MEDIA_TOO_LARGE, Place::file(&found.path))
                            .with("limit", limits.media_mb),
                    );
                } else {
                    tree.assets.push(found);
                }
            }
            if tree.pages.len() + tree.assets.len() + tree.themes.len() > limits.files as usize {
                return Err(SourceError::TooMany(limits.files));
            }
        }
    }
    for list in [&mut tree.pages, &mut tree.assets, &mut tree.themes] {
        list.sort_by(|a, b| a.path.cmp(&b.path));
    }
    Ok(tree)
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

/// The path from the root in NFC, with `/`; names that are no Unicode are reported.
fn relative(root: &Path, path: &Path, report: &mut Report) -> Option<Arc<str>> {
    let below: PathBuf = path.strip_prefix(root).ok()?.to_owned();
    let mut out = String::new();
    for part in below.components() {
        let name = part.as_os_str();
        let Some(text) = name.to_str() else {
            let shown: Arc<str> = below.to_string_lossy().into();
            report.add(Diagnostic::new(&codes::NAME, Place::file(&shown)));
            return None;
        };
        if !out.is_empty() {
            out.push('/');
        }
        out.push_str(&nfc(text));
    }
    Some(out.into())
}

/// A link is followed to a file inside the handbook only.
fn linked(path: &Path, inside: &Path) -> Result<fs::Metadata, &'static crate::diagnostic::Code> {
    let target = fs::canonicalize(path).map_err(|_| &codes::DEAD_LINK)?;
    if !target.starts_with(inside) {
        return Err(&codes::LINK_OUTSIDE);
    }
    let metadata = fs::metadata(&target).map_err(|_| &codes::DEAD_LINK)?;
    if metadata.is_dir() { Err(&codes::LINK_TO_FOLDER) } else { Ok(metadata) }
}
