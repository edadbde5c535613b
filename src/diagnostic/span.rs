//! Where in the handbook something stands.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A byte range of one file's text as it was read (NFC); [`super::SourceFile`] maps it back to
/// the bytes on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Returns the span of a byte range. Files are far smaller than 4 GB (`source` refuses larger
    /// ones); an offset beyond that is clamped.
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { start: clamp(start), end: clamp(end.max(start)) }
    }

    /// Returns the same span moved `by` bytes to the right.
    #[must_use]
    pub fn shift(self, by: usize) -> Self {
        Self::new(self.start as usize + by, self.end as usize + by)
    }

    /// Returns the span as a range of `usize`.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl From<std::ops::Range<usize>> for Span {
    fn from(range: std::ops::Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// A span of a file, or the file as a whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Path from the handbook's root, with `/`.
    pub path: Arc<str>,
    /// `None`: the file as a whole.
    pub span: Option<Span>,
}

impl Place {
    /// Returns the place of a span in `path`.
    pub fn at(path: &Arc<str>, span: Span) -> Self {
        Self { path: Arc::clone(path), span: Some(span) }
    }

    /// Returns the place that is a whole file.
    pub fn file(path: &Arc<str>) -> Self {
        Self { path: Arc::clone(path), span: None }
    }
}
