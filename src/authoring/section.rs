//! A folder that moves with all that is in it.
//!
//! What is to be done is written down first and struck out last: whoever is killed between finds a note, and the next start
//! finishes the move. A file that somebody changed meanwhile is left as it is.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

use super::place::Place;
use super::{ContentPath, Store, StoreError, durable, failed, hash, read};

/// A move as it is written down.
#[derive(Debug, Serialize, Deserialize)]
struct Note {
    from: String,
    to: String,
    files: Vec<Change>,
}

/// A file that gets a new text.
#[derive(Debug, Serialize, Deserialize)]
struct Change {
    /// Where it is after the move.
    path: String,
    /// Hash of what it holds before.
    before: String,
    text: String,
}

impl Store {
    /// Moves a folder to a place that is free, and gives files new texts; these are named by their paths before the move.
    pub fn relocate_folder(
        &self,
        from: &ContentPath,
        to: &ContentPath,
        files: &[(ContentPath, String)],
    ) -> Result<(), StoreError> {
        let _turn = self.turn();
        self.finish()?;
        Place::folder(&self.content, from)?.existing()?;
        Place::folder(&self.content, to)?.free()?;
        let change = |(path, text): &(ContentPath, String)| {
            let before = hash(&read(&self.place(path)?.existing()?)?);
            let after = inside(path.as_str(), from).map(|rest| format!("{to}/{rest}"));
            Ok(Change { path: after.unwrap_or_else(|| path.to_string()), before, text: text.clone() })
        };
        let files = files.iter().map(change).collect::<Result<_, StoreError>>()?;
        let note = Note { from: from.to_string(), to: to.to_string(), files };
        self.note(&note)?;
        self.carry_out(&note)
    }

    /// Tells why a folder cannot come to a place.
    pub fn may_become_folder(&self, to: &ContentPath) -> Result<(), StoreError> {
        Place::folder(&self.content, to)?.free().map(|_| ())
    }

    /// Finishes a move in which the program was killed.
    pub fn finish_move(&self) -> Result<(), StoreError> {
        let _turn = self.turn();
        self.finish()
    }

    fn finish(&self) -> Result<(), StoreError> {
        let Ok(bytes) = fs::read(self.note_file()) else { return Ok(()) };
        match serde_json::from_slice(&bytes) {
            Ok(note) => self.carry_out(&note),
            // Written whole or not at all: this is nobody's note.
            Err(_) => self.strike_out(),
        }
    }

    fn carry_out(&self, note: &Note) -> Result<(), StoreError> {
        let missing = |path: &str| StoreError::Missing(path.to_owned());
        let known = |path: &str| ContentPath::file(path).map_err(|_| missing(path));
        let (from, to) = (known(&note.from)?, known(&note.to)?);
        if let Ok(old) = Place::folder(&self.content, &from).and_then(Place::existing) {
            let begun = Place::folder(&self.content, &to).and_then(Place::free).and_then(|new| {
                durable::make_folders(&new).map_err(failed("make the folder of", &new))?;
                durable::rename(&old, &new).map_err(failed("move", &old))
            });
            if begun.is_err() {
                // Nothing has happened yet.
                self.strike_out()?;
                return begun;
            }
        }
        let Ok(top) = Place::folder(&self.content, &to).and_then(Place::existing) else {
            return self.strike_out();
        };
        self.follow(&top, &from, &to)?;
        for file in &note.files {
            let path = known(&file.path)?;
            let Ok(disk) = self.place(&path).and_then(Place::existing) else { continue };
            let now = read(&disk)?;
            if hash(&now) == file.before {
                self.replace(&path, &disk, &now, file.text.as_bytes())?;
            }
        }
        self.strike_out()
    }

    /// Lets earlier versions and what was typed follow the files.
    fn follow(&self, top: &Path, from: &ContentPath, to: &ContentPath) -> Result<(), StoreError> {
        for entry in WalkDir::new(top).into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
            let Some(rest) = entry.path().strip_prefix(top).ok().and_then(|rest| rest.to_str()) else { continue };
            let rest = rest.replace('\\', "/");
            let paths = (ContentPath::file(&format!("{from}/{rest}")), ContentPath::file(&format!("{to}/{rest}")));
            if let (Ok(before), Ok(after)) = paths {
                self.move_versions(&before, &after);
                self.move_draft(&before, &after)?;
            }
        }
        Ok(())
    }

    fn note(&self, note: &Note) -> Result<(), StoreError> {
        let file = self.note_file();
        let bytes = serde_json::to_vec(note).map_err(|error| failed("keep", &file)(error.into()))?;
        durable::make_folders(&file).map_err(failed("make the folder of", &file))?;
        durable::put(&file, &bytes).map_err(failed("write", &file))
    }

    fn strike_out(&self) -> Result<(), StoreError> {
        let file = self.note_file();
        match durable::remove(&file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed("remove", &file)(error)),
            _ => Ok(()),
        }
    }

    fn note_file(&self) -> PathBuf {
        self.aside.join("move.json")
    }
}

/// The rest of a path inside a folder.
fn inside<'a>(path: &'a str, folder: &ContentPath) -> Option<&'a str> {
    path.strip_prefix(folder.as_str())?.strip_prefix('/')
}
