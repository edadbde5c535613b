//! A text file of the handbook, as on disk and as read.

use std::sync::Arc;

use crate::text::nfc::{self, Normalised};

use super::{Place, Span};

/// A text file: the text in NFC, and how its offsets map back to the bytes on disk.
#[derive(Debug)]
pub struct SourceFile {
    /// Path from the handbook's root, with `/`, in NFC.
    pub path: Arc<str>,
    /// The file as on disk, without a byte order mark.
    raw: String,
    /// `None`: the raw text is NFC.
    normalised: Option<Normalised>,
    /// Length of the byte order mark that was cut off.
    mark: usize,
}

/// Bytes that are not UTF-8.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotUtf8 {
    /// Offset of the first byte that is not UTF-8.
    pub at: usize,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl SourceFile {
    /// Reads bytes as UTF-8; a byte order mark is accepted and skipped.
    pub fn new(path: Arc<str>, bytes: Vec<u8>) -> Result<Self, NotUtf8> {
        let raw = match simdutf8::basic::from_utf8(&bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => String::from_utf8(bytes)
                .map_err(|e| NotUtf8 { at: e.utf8_error().valid_up_to(), bytes: e.into_bytes() })?,
        };
        Ok(Self::from_text(path, raw))
    }

    /// Takes the text of a file, with its byte order mark if it has one.
    pub fn from_text(path: Arc<str>, mut raw: String) -> Self {
        let mut mark = 0;
        if raw.starts_with('\u{FEFF}') {
            raw.drain(..'\u{FEFF}'.len_utf8());
            mark = '\u{FEFF}'.len_utf8();
        }
        let normalised = nfc::normalise(&raw);
        Self { path, raw, normalised, mark }
    }

    /// Returns the text in NFC. Spans point into it.
    pub fn text(&self) -> &str {
        self.normalised.as_ref().map_or(&self.raw, |n| &n.text)
    }

    /// Returns the text as on disk, without a byte order mark.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// Returns the byte order mark that the file begins with, or nothing.
    pub fn mark(&self) -> &'static str {
        if self.mark == 0 { "" } else { "\u{FEFF}" }
    }

    /// Tells whether the text on disk is not in NFC.
    pub fn is_decomposed(&self) -> bool {
        self.normalised.is_some()
    }

    /// Returns the byte range on disk of a span of the text.
    pub fn on_disk(&self, span: Span) -> std::ops::Range<usize> {
        let range = self.in_raw(span);
        range.start + self.mark..range.end + self.mark
    }

    /// Returns the byte range in [`Self::raw`] of a span of the text.
    pub fn in_raw(&self, span: Span) -> std::ops::Range<usize> {
        let map = |offset: usize| self.normalised.as_ref().map_or(offset, |n| n.raw_offset(offset));
        map(span.start as usize)..map(span.end as usize)
    }

    /// Returns line and column, both from 1; the column counts characters of the file as on disk.
    pub fn line_column(&self, span: Span) -> (usize, usize) {
        let at = self.in_raw(span).start;
        let before = self.raw.get(..at.min(self.raw.len())).unwrap_or(&self.raw);
        let line_start = before.rfind('\n').map_or(0, |i| i + 1);
        let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
        (line, before.get(line_start..).map_or(0, |s| s.chars().count()) + 1)
    }

    /// Returns the place of a span in this file.
    pub fn place(&self, span: Span) -> Place {
        Place::at(&self.path, span)
    }
}
