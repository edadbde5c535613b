//! A site in one ZIP, to carry on a memory stick. From the files as they stand; the same site has the same bytes.
#![expect(
    clippy::disallowed_methods,
    reason = "files go through in pieces, which the few operations of a build do not know"
)]

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::{LIST, OutputError, failed};

/// Folder in the ZIP that holds the site, so that the file to start from stands alone at the top.
const FOLDER: &str = "so-tay";

/// Endings of files that are packed already.
const PACKED: &[&str] =
    &["pdf", "docx", "epub", "zip", "png", "jpg", "jpeg", "gif", "webp", "avif", "woff2", "mp3", "mp4", "webm", "ogg"];

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bundled {
    /// Files of the site.
    pub files: usize,
    /// Size of the ZIP in bytes.
    pub bytes: u64,
}

/// Writes the site at `dir` into the ZIP `to`, which takes its place when it is whole. `start` is the file at its top:
/// name and text. `step` is told the number of files done and of all.
pub fn bundle(
    dir: &Path,
    to: &Path,
    start: (&str, &[u8]),
    step: &dyn Fn(usize, usize),
) -> Result<Bundled, OutputError> {
    let name = to.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let folder = to.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let real = fs::canonicalize(folder).map_err(failed("write", to))?;
    if fs::canonicalize(dir).is_ok_and(|dir| real.starts_with(dir)) {
        return Err(OutputError::BundleInside(to.to_owned()));
    }
    let list = dir.join(LIST);
    let list = fs::read_to_string(&list).map_err(failed("read", &list))?;
    let addresses: Vec<&str> = list.lines().collect();
    let part = folder.join(format!(".{name}.part"));
    let written = write(dir, &addresses, &part, start, step).and_then(|bytes| {
        fs::rename(&part, to).map_err(failed("put in place", to))?;
        Ok(Bundled { files: addresses.len(), bytes })
    });
    if written.is_err() {
        let _ = fs::remove_file(&part);
    }
    written
}

fn write(
    dir: &Path,
    addresses: &[&str],
    part: &Path,
    (name, text): (&str, &[u8]),
    step: &dyn Fn(usize, usize),
) -> Result<u64, OutputError> {
    let broken = |path: &Path| {
        let path = path.to_owned();
        move |error: zip::result::ZipError| failed("write", &path)(error.into())
    };
    let file = File::create(part).map_err(failed("write", part))?;
    let mut zip = ZipWriter::new(BufWriter::new(file));
    zip.start_file(name, options(name, 0)).map_err(broken(part))?;
    zip.write_all(text).map_err(failed("write", part))?;
    for (done, address) in (1..).zip(addresses) {
        let path: PathBuf = dir.join(address);
        let mut file = File::open(&path).map_err(failed("read", &path))?;
        let size = file.metadata().map_err(failed("read", &path))?.len();
        zip.start_file(format!("{FOLDER}/{address}"), options(address, size)).map_err(broken(part))?;
        io::copy(&mut BufReader::new(&mut file), &mut zip).map_err(failed("write", part))?;
        step(done, addresses.len());
    }
    let mut out = zip.finish().map_err(broken(part))?;
    out.flush().map_err(failed("write", part))?;
    Ok(out.get_ref().metadata().map_err(failed("write", part))?.len())
}

/// No time of day and no rights of this machine: they would differ from build to build.
fn options(name: &str, size: u64) -> SimpleFileOptions {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let packed = PACKED.contains(&ending.as_str());
    SimpleFileOptions::default()
        .compression_method(if packed { CompressionMethod::Stored } else { CompressionMethod::Deflated })
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .large_file(size >= u64::from(u32::MAX))
}
