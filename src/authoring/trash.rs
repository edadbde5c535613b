//! Removed files, with the place where they stood. Nothing is taken out of here by the program.

use std::fs;

use super::{ContentPath, Store, StoreError, durable, failed, now, read};

/// A removed file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// Name in the trash.
    pub id: String,
    /// Where it stood.
    pub path: ContentPath,
    /// When it was removed, in milliseconds since 1970.
    pub at: u64,
}

impl Store {
    /// Moves a file into the trash.
    pub fn remove(&self, path: &ContentPath) -> Result<Removed, StoreError> {
        let _turn = self.turn();
        let disk = self.place(path)?.existing()?;
        let trash = self.aside.join("trash");
        let mut at = now();
        while trash.join(format!("{at:015}")).exists() {
            at += 1;
        }
        let id = format!("{at:015}");
        let dir = trash.join(&id);
        fs::create_dir_all(&dir).map_err(failed("make", &dir))?;
        // First where it stood, then the file: whatever happens between, it is in one place or the other.
        durable::put(&dir.join("path"), path.as_str().as_bytes()).map_err(failed("write", &dir))?;
        durable::rename(&disk, &dir.join("file")).map_err(failed("remove", &disk))?;
        Ok(Removed { id, path: path.clone(), at })
    }

    /// Returns what is in the trash, the newest first.
    pub fn removed(&self) -> Vec<Removed> {
        let Ok(entries) = fs::read_dir(self.aside.join("trash")) else { return Vec::new() };
        let mut removed: Vec<Removed> =
            entries.flatten().filter_map(|entry| self.trashed(entry.file_name().to_str()?).ok()).collect();
        removed.sort_by(|a, b| b.id.cmp(&a.id));
        removed
    }

    /// Reads a removed file.
    pub fn removed_file(&self, id: &str) -> Result<Vec<u8>, StoreError> {
        self.trashed(id)?;
        read(&self.aside.join("trash").join(id).join("file"))
    }

    /// Puts a removed file back where it stood, if nothing has taken its place.
    pub fn restore(&self, id: &str) -> Result<ContentPath, StoreError> {
        let _turn = self.turn();
        let path = self.trashed(id)?.path;
        let disk = self.place(&path)?.free()?;
        durable::make_folders(&disk).map_err(failed("make the folder of", &disk))?;
        let dir = self.aside.join("trash").join(id);
        durable::rename(&dir.join("file"), &disk).map_err(failed("restore", &disk))?;
        let _ = fs::remove_dir_all(dir);
        Ok(path)
    }

    fn trashed(&self, id: &str) -> Result<Removed, StoreError> {
        let missing = || StoreError::Missing(id.to_owned());
        let at = id.parse().ok().filter(|_| id.len() == 15 && id.bytes().all(|byte| byte.is_ascii_digit()));
        let at = at.ok_or_else(missing)?;
        let dir = self.aside.join("trash").join(id);
        if !dir.join("file").is_file() {
            return Err(missing());
        }
        let path = String::from_utf8(read(&dir.join("path"))?).map_err(|_| missing())?;
        let path = ContentPath::file(&path).map_err(|_| missing())?;
        Ok(Removed { id: id.to_owned(), path, at })
    }
}
