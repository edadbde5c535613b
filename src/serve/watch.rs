//! Which files were touched: the system's events, gathered for a moment.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

use notify::{Config, EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, NoCache, new_debouncer_opt};

use super::Sign;

/// How long events are gathered: an editor that writes in several steps makes one change of it.
const GATHER: Duration = Duration::from_millis(20);
const TICK: Duration = Duration::from_millis(10);

/// The folders whose files make a handbook.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// A watch over a handbook's files.
pub(super) struct Watch {
    root: PathBuf,
    means: Debouncer<RecommendedWatcher, NoCache>,
    /// The folders that are watched now.
    folders: BTreeSet<PathBuf>,
}

impl Watch {
    /// Starts to watch.
    pub(super) fn new(root: &Path, signs: Sender<Sign>) -> Result<Self, notify::Error> {
        let mut watch = Self { root: root.to_owned(), means: debouncer(root, signs)?, folders: BTreeSet::new() };
        // For `sotay.yaml`, and to see when a folder comes or goes.
        watch.means.watch(root, RecursiveMode::NonRecursive)?;
        for folder in FOLDERS.map(|folder| root.join(folder)).into_iter().filter(|folder| folder.exists()) {
            watch.means.watch(&folder, RecursiveMode::Recursive)?;
            watch.folders.insert(folder);
        }
        Ok(watch)
    }

    /// Watches a folder that came, or came again in place of another.
    pub(super) fn mend(&mut self, touched: &BTreeSet<PathBuf>) {
        for folder in FOLDERS.map(|folder| self.root.join(folder)) {
            if self.folders.contains(&folder) && !touched.contains(&folder) {
                continue;
            }
            if self.folders.remove(&folder) {
                let _ = self.means.unwatch(&folder);
            }
            if folder.exists() && self.means.watch(&folder, RecursiveMode::Recursive).is_ok() {
                self.folders.insert(folder);
            }
        }
    }
}

fn debouncer(root: &Path, signs: Sender<Sign>) -> Result<Debouncer<RecommendedWatcher, NoCache>, notify::Error> {
    let root = root.to_owned();
    let handler = move |events: DebounceEventResult| {
        let touched: BTreeSet<PathBuf> = match events {
            Ok(events) => events
                .into_iter()
                // Reading is no change; our own reading would go round for ever.
                .filter(|event| !matches!(event.kind, EventKind::Access(_)))
                .flat_map(|event| if event.need_rescan() { vec![root.clone()] } else { event.event.paths })
                .filter(|path| is_of_handbook(&root, path))
                .collect(),
            // Something was missed: what, a look will tell.
            Err(_) => BTreeSet::from([root.clone()]),
        };
        if !touched.is_empty() {
            let _ = signs.send(Sign::Touched(touched));
        }
    };
    new_debouncer_opt(GATHER, Some(TICK), handler, NoCache, Config::default())
}

/// Tells whether a path is the root, the settings, or in one of the folders: the rest of the root is others' business.
fn is_of_handbook(root: &Path, path: &Path) -> bool {
    let Ok(below) = path.strip_prefix(root) else { return false };
    let Some(first) = below.components().next() else { return true };
    let first = first.as_os_str();
    first == "sotay.yaml" || FOLDERS.iter().any(|folder| first == *folder)
}
