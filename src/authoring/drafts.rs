//! What was typed and not saved: it outlives the browser and the server.

use std::fs;
use std::io;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::history::key;
use super::{ContentPath, Store, StoreError, durable, failed, now, read};

/// Drafts kept at a time; more are refused rather than one lost.
const DRAFTS: usize = 2000;

/// What was typed into a page and not saved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The page, below `content/`.
    pub path: String,
    /// Hash of the file that it was typed over.
    pub base: String,
    /// When, in milliseconds since 1970.
    #[serde(default)]
    pub saved: u64,
    /// What the editor had in hand.
    #[serde(flatten)]
    pub state: serde_json::Map<String, serde_json::Value>,
}

impl Store {
    /// Keeps what was typed into a page; returns when.
    pub fn keep_draft(&self, path: &ContentPath, draft: Draft) -> Result<u64, StoreError> {
        let _turn = self.turn();
        let file = self.draft_of(path);
        durable::make_folders(&file).map_err(failed("make the folder of", &file))?;
        let count = file.parent().and_then(|dir| fs::read_dir(dir).ok()).map_or(0, Iterator::count);
        if count >= DRAFTS && !file.exists() {
            return Err(failed("keep", &file)(io::ErrorKind::QuotaExceeded.into()));
        }
        let draft = Draft { saved: now(), ..draft };
        let bytes = serde_json::to_vec(&draft).map_err(|error| failed("keep", &file)(error.into()))?;
        durable::put(&file, &bytes).map_err(failed("keep", &file))?;
        Ok(draft.saved)
    }

    /// Returns what was typed into a page.
    pub fn draft(&self, path: &ContentPath) -> Option<Draft> {
        let draft: Draft = serde_json::from_slice(&read(&self.draft_of(path)).ok()?).ok()?;
        (draft.path == path.as_str()).then_some(draft)
    }

    /// Returns what was typed into any page, in the order of paths.
    pub fn drafts(&self) -> Vec<Draft> {
        let Ok(entries) = fs::read_dir(self.aside.join("drafts")) else { return Vec::new() };
        let mut drafts: Vec<Draft> =
            entries.flatten().filter_map(|entry| serde_json::from_slice(&read(&entry.path()).ok()?).ok()).collect();
        drafts.sort_by(|a, b| a.path.cmp(&b.path));
        drafts
    }

    /// Lets go of what was typed into a page.
    pub fn forget_draft(&self, path: &ContentPath) -> Result<(), StoreError> {
        let _turn = self.turn();
        let file = self.draft_of(path);
        match fs::remove_file(&file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed("remove", &file)(error)),
            _ => Ok(()),
        }
    }

    /// Lets what was typed into a page follow it.
    pub(super) fn move_draft(&self, from: &ContentPath, to: &ContentPath) -> Result<(), StoreError> {
        let Some(draft) = self.draft(from) else { return Ok(()) };
        let (old, new) = (self.draft_of(from), self.draft_of(to));
        // What was kept under the new name is another's.
        if !new.exists() {
            let draft = Draft { path: to.to_string(), ..draft };
            let bytes = serde_json::to_vec(&draft).map_err(|error| failed("keep", &new)(error.into()))?;
            durable::put(&new, &bytes).map_err(failed("keep", &new))?;
            durable::remove(&old).map_err(failed("remove", &old))?;
        }
        Ok(())
    }

    fn draft_of(&self, path: &ContentPath) -> PathBuf {
        self.aside.join("drafts").join(format!("{}.json", key(path)))
    }
}
