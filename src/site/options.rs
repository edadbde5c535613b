//! What a run is asked to do, and why it could not.

use std::path::PathBuf;
use std::sync::Arc;

use crate::output::OutputError;
use crate::source::SourceError;
use crate::text::date::Date;

use super::Progress;

/// What a run is asked to do. Flags win over `sotay.yaml`.
#[derive(Debug, Clone)]
pub struct Options {
    /// The handbook's folder.
    pub root: PathBuf,
    /// Where the site goes; `None`: `output` in the handbook.
    pub output_dir: Option<PathBuf>,
    /// Address where it is published; `None`: as in the settings.
    pub base_url: Option<String>,
    /// Threads.
    pub jobs: usize,
    /// Drafts are published, too.
    pub drafts: bool,
    /// The day for which it is built.
    pub date: Date,
    /// Warnings stop the build.
    pub strict: bool,
    /// Who is told how far the work is.
    pub progress: Progress,
}

impl Options {
    /// Returns the folder that the site goes to.
    pub fn output(&self) -> PathBuf {
        self.output_dir.clone().unwrap_or_else(|| self.root.join("output"))
    }
}

/// Why the work could not be done. What is wrong with the content is a diagnostic, not this.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// The handbook could not be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The site could not be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// Another build could not be waited for.
    #[error("cannot lock {}: {source}", path.display())]
    Lock {
        /// The lock file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The output folder holds the handbook, or lies in its sources.
    #[error("{} cannot be the output folder: it holds the handbook or lies in its sources", .0.display())]
    OutputHoldsSource(PathBuf),
    /// A file changed while it was being built.
    #[error("{0} changed during the build")]
    Changed(Arc<str>),
}
