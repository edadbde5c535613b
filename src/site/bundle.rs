//! The site in one file, after a build.

use std::path::{Path, PathBuf};

use crate::output::{self, Bundled};

use super::build::lock;
use super::{Options, Phase, SiteError};

/// Puts the site that was built into one ZIP; `None`: beside it, named after it. `start` is the file at its top: name and
/// text. Returns where it is, and what it holds.
pub fn bundle(options: &Options, to: Option<&Path>, start: (&str, &[u8])) -> Result<(PathBuf, Bundled), SiteError> {
    let target = options.output();
    let to = to.map_or_else(|| beside(&target), Path::to_path_buf);
    let _lock = lock(&output::workshop(&target))?;
    let step = |done, all| options.progress.tell(Phase::Bundle, done, all);
    let bundled = output::bundle(&target, &to, start, &step)?;
    Ok((to, bundled))
}

/// `output` → `output.zip`.
fn beside(target: &Path) -> PathBuf {
    let mut name = target.file_name().unwrap_or_else(|| "output".as_ref()).to_owned();
    name.push(".zip");
    target.with_file_name(name)
}
