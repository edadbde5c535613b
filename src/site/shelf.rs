//! Pages as they lie in the memory of a build, and reading them back.

use std::fs::File;
use std::io;
use std::sync::Arc;

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::diagnostic::Diagnostic;
use crate::model::wording::Wording;
use crate::model::{Defaults, Document};
use crate::source::Stamp;
use crate::text::syllable::Syllable;
use crate::text::words::Lexicon;

use super::said::Kept;

/// A page as it lies among the details.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct PageHead {
    pub(super) stamp: Stamp,
    pub(super) defaults: Defaults,
    pub(super) at: u64,
    /// Bytes of the document and what was wrong with it, then of its wording.
    pub(super) lengths: (u32, u32),
    /// Of these bytes.
    pub(super) hash: u64,
}

impl PageHead {
    /// Bytes that it takes.
    pub(super) fn size(&self) -> u64 {
        u64::from(self.lengths.0) + u64::from(self.lengths.1)
    }
}

/// A page that is to be remembered.
#[derive(Debug)]
pub(super) enum Remembered {
    /// It lies among the details.
    Still(PageHead),
    /// It was read now.
    New {
        stamp: Stamp,
        defaults: Defaults,
        /// The document and what was wrong with it.
        document: Vec<u8>,
        wording: Bytes,
    },
}

impl Remembered {
    pub(super) fn new(stamp: Stamp, defaults: Defaults, document: &Document, diagnostics: &[Diagnostic]) -> Self {
        let kept: Vec<Kept> = diagnostics.iter().map(Kept::of).collect();
        let wording = document.wording.bytes().clone();
        Self::New { stamp, defaults, document: postcard::to_stdvec(&(document, kept)).unwrap_or_default(), wording }
    }
}

/// What pages are read from.
#[derive(Debug, Clone)]
pub(super) struct Shelf {
    details: Arc<File>,
    /// What their words are numbers of, and those of the pages that are read now.
    lexicon: Arc<Lexicon>,
}

impl Shelf {
    /// Returns a page and what was wrong with it; `None` for a damaged one.
    pub(super) fn read(&self, page: &PageHead) -> Option<(Document, Vec<Diagnostic>)> {
        let bytes = read(&self.details, page)?;
        let (document, wording) = bytes.split_at_checked(page.lengths.0 as usize)?;
        let (mut document, kept): (Document, Vec<Kept>) = postcard::from_bytes(document).ok()?;
        document.wording = Wording::kept(Bytes::copy_from_slice(wording), Arc::clone(&self.lexicon));
        Some((document, kept.into_iter().map(Kept::restore).collect::<Option<_>>()?))
    }

    /// Returns a page's wording; `None` for a damaged one.
    fn wording(&self, page: &PageHead) -> Option<Wording> {
        let bytes = read(&self.details, page)?;
        let (_, wording) = bytes.split_at_checked(page.lengths.0 as usize)?;
        Some(Wording::kept(Bytes::copy_from_slice(wording), Arc::clone(&self.lexicon)))
    }
}

/// The pages of the last build, which are read from the details as they are asked for.
#[derive(Debug, Default)]
pub(super) struct Known<'a> {
    /// In the order of their paths.
    pages: Vec<(&'a str, PageHead)>,
    shelf: Option<Shelf>,
    lexicon: Arc<Lexicon>,
}

impl<'a> Known<'a> {
    /// Returns pages, each with its path, that lie in a file.
    pub(super) fn new(pages: Vec<(&'a str, PageHead)>, details: Option<Arc<File>>, lexicon: Vec<Syllable>) -> Self {
        let lexicon = Arc::new(lexicon.into());
        let shelf = details.map(|details| Shelf { details, lexicon: Arc::clone(&lexicon) });
        Self { pages, shelf, lexicon }
    }

    pub(super) fn lexicon(&self) -> &Arc<Lexicon> {
        &self.lexicon
    }

    pub(super) fn shelf(&self) -> Option<&Shelf> {
        self.shelf.as_ref()
    }

    /// Returns the page at a path.
    pub(super) fn page(&self, path: &str) -> Option<&PageHead> {
        let at = self.pages.binary_search_by(|(of, _)| (*of).cmp(path)).ok()?;
        self.at(at)
    }

    /// Returns the page with a number.
    pub(super) fn at(&self, number: usize) -> Option<&PageHead> {
        self.pages.get(number).map(|(_, page)| page)
    }

    /// Returns all pages in order.
    pub(super) fn heads(&self) -> impl Iterator<Item = &PageHead> {
        self.pages.iter().map(|(_, page)| page)
    }

    /// Returns a page and what was wrong with it; `None` for a damaged one.
    pub(super) fn read(&self, page: &PageHead) -> Option<(Document, Vec<Diagnostic>)> {
        self.shelf.as_ref()?.read(page)
    }

    /// Returns a page's wording; `None` for a damaged one.
    pub(super) fn wording(&self, page: &PageHead) -> Option<Wording> {
        self.shelf.as_ref()?.wording(page)
    }
}

/// Reads a page's bytes; `None` if they are not those that were kept.
pub(super) fn read(details: &File, page: &PageHead) -> Option<Vec<u8>> {
    let mut bytes = vec![0; usize::try_from(page.size()).ok()?];
    read_at(details, page.at, &mut bytes).ok()?;
    (xxh3_64(&bytes) == page.hash).then_some(bytes)
}

#[cfg(unix)]
fn read_at(file: &File, at: u64, into: &mut [u8]) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, into, at)
}

#[cfg(windows)]
fn read_at(file: &File, mut at: u64, mut into: &mut [u8]) -> io::Result<()> {
    while !into.is_empty() {
        let read = std::os::windows::fs::FileExt::seek_read(file, into, at)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        at += read as u64;
        into = into.get_mut(read..).unwrap_or_default();
    }
    Ok(())
}
