//! Writing that is whole or not at all, and on the disk when it returns.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

/// Replaces a file through one beside it; its rights stay. One that may not be written to is refused.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let rights = fs::metadata(path)?.permissions();
    if rights.readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let beside = Beside::write(path, bytes)?;
    fs::set_permissions(&beside.path, rights)?;
    beside.take_place(path)
}

/// Replaces a file or makes one.
pub(super) fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    Beside::write(path, bytes)?.take_place(path)
}

/// Writes a file that does not exist yet; one that came in the meantime stays.
pub(super) fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = Beside::write(path, bytes)?;
    match fs::hard_link(&beside.path, path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(error),
        // A disk without hard links: the name is taken first, then the file takes its place.
        Err(_) => {
            File::create_new(path)?;
            return beside.take_place(path);
        }
    }
    sync_folder(path)
}

/// Makes the folders above a file.
pub(super) fn make_folders(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)
}

/// Moves a file, whose new place is free.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)?;
    sync_folder(from)?;
    sync_folder(to)
}

/// Removes a file.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    fs::remove_file(path)?;
    sync_folder(path)
}

/// A file beside the one that it is to replace; it goes when it does not.
struct Beside {
    path: PathBuf,
}

impl Beside {
    fn write(of: &Path, bytes: &[u8]) -> io::Result<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = of.file_name().unwrap_or_default().to_string_lossy();
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        // Hidden, so that nobody takes it for a page; the name may be at its longest already.
        let short: String = name.chars().take(40).collect();
        let beside = Self { path: of.with_file_name(format!(".{short}.{}-{number}.sotay", process::id())) };
        let mut file = OpenOptions::new().write(true).create_new(true).open(&beside.path)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(beside)
    }

    fn take_place(self, of: &Path) -> io::Result<()> {
        fs::rename(&self.path, of)?;
        sync_folder(of)
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// Makes a rename last. Only some systems let a folder be opened for that.
fn sync_folder(of: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(folder) = of.parent() {
        File::open(folder)?.sync_all()?;
    }
    let _ = of;
    Ok(())
}
