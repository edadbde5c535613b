//! A handbook as it would be if one page said something else: what an author has typed and not saved. The reader, the linker and
//! the rules are those of a build; nothing is written.

use std::path::PathBuf;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Report, SourceFile};
use crate::link::{DocumentId, Handbook};
use crate::render::{self, Content, Frame, Job, Work};
use crate::source::{self, Entry, SourceError, Stamp};

use super::Edition;
use super::load::{self, ReadPage};
use super::shelf::Known;
use super::store::supply;

/// A handbook with one page's text exchanged.
#[derive(Debug)]
pub struct Trial<'a> {
    edition: &'a Edition,
    file: SourceFile,
    pages: Vec<ReadPage>,
    handbook: Handbook,
    diagnostics: Vec<Diagnostic>,
    /// The page is shown as it was read last.
    held: bool,
}

/// A page as it would be published.
#[derive(Debug)]
pub struct Page {
    /// Its address.
    pub address: String,
    /// Its bytes.
    pub html: Vec<u8>,
}

impl Edition {
    /// Returns the handbook as it would be if the file at `path` (from the handbook's root, in NFC) held these bytes, whether it
    /// exists or not; a diagnostic for bytes that are no text.
    pub fn with(&self, path: &str, bytes: Vec<u8>) -> Result<Result<Trial<'_>, Box<Diagnostic>>, SourceError> {
        let path: Arc<str> = path.into();
        let file = match source::decode(&path, bytes) {
            Ok(file) => file,
            Err(diagnostic) => return Ok(Err(Box::new(diagnostic))),
        };
        let mut entries = self.found.tree.pages.clone();
        if let Err(at) = entries.binary_search_by(|entry| entry.path.cmp(&path)) {
            entries.insert(at, Entry { path: Arc::clone(&path), disk: PathBuf::new(), stamp: Stamp::default() });
        }
        let settings = &self.found.settings;
        // A section that names another kind of pages has its pages read again.
        let mut pages = load::pages_by(&entries, self.options.jobs, &Arc::default(), |entry, defaults, reader| {
            if entry.path == path {
                return Ok(load::text(&file, defaults, settings, reader));
            }
            match self.page(&entry.path) {
                Some((_, page)) if page.defaults == defaults => Ok(page.clone()),
                _ => load::one(entry, defaults, settings, &Known::default(), reader),
            }
        })?;
        // While the front matter is at fault, the page is shown as it was read last.
        let mut held = None;
        if let Some(page) = pages.iter_mut().find(|page| page.document.path == path && page.document.broken)
            && let Some((_, before)) = self.page(&path)
        {
            page.document = Arc::clone(&before.document);
            page.body.clone_from(&before.body);
            held = Some(page.diagnostics.clone());
        }
        let mut report = Report::new();
        let handbook = load::handbook(&self.found, &pages, &self.options, &mut report);
        let mut diagnostics = report.sorted();
        // What the handbook's rules say of a page as it was read last stands at places that have moved.
        if let Some(own) = &held {
            diagnostics.retain(|diagnostic| diagnostic.place.path != path || own.contains(diagnostic));
        }
        Ok(Ok(Trial { edition: self, file, pages, handbook, diagnostics, held: held.is_some() }))
    }
}

impl Trial<'_> {
    /// Returns the page's file.
    pub fn file(&self) -> &SourceFile {
        &self.file
    }

    /// Returns the handbook.
    pub fn handbook(&self) -> &Handbook {
        &self.handbook
    }

    /// Returns what is wrong with the handbook, in a stable order.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// Returns the page.
    pub fn id(&self) -> Option<DocumentId> {
        let stem = self.file.path.strip_prefix("content/").and_then(|path| path.strip_suffix(".md"));
        self.handbook.by_stem(stem?)
    }

    /// Tells whether the front matter could be read; while it could not, the page is the one that was read last.
    pub fn is_sound(&self) -> bool {
        !self.held
    }

    /// Makes the page; a diagnostic if it cannot be made.
    pub fn page(&self) -> Option<Result<Page, Box<Diagnostic>>> {
        let id = self.id()?;
        let mut theme = self.edition.theme.clone();
        render::html::prepare(&mut theme, &self.handbook);
        let frame = Frame::new(&self.handbook, &theme);
        let is_section = self.handbook.document(id).is_section();
        let work = if is_section { Work::Section(self.handbook.section_of(id)) } else { Work::Page(id) };
        let job = Job { address: self.handbook.address(id).clone(), body: Some(id), work };
        let supply = supply(&job, &self.edition.found, &self.pages, &self.handbook).unwrap_or_default();
        match render::render(&job, &supply, &frame) {
            Ok(artifact) => match artifact.content {
                Content::Bytes(bytes) => Some(Ok(Page { address: job.address.to_string(), html: bytes })),
                Content::Copy(_) => None,
            },
            Err(fault) => Some(Err(fault)),
        }
    }
}
