//! The press: Typst with a world of its own, in which nothing exists but the theme's print files and one volume's data.
//!
//! No network, no packages, no files of the machine, no clock. What authors wrote comes as JSON and is never parsed
//! as Typst. The names of files are the same for every paper: Typst keeps each name for the life of the process.

use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::Serialize;
use typst::diag::{FileError, FileResult, Severity, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Label, Smart};
use typst::introspection::Introspector as _;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::{LazyHash, PicoStr};
use typst::{Library, LibraryExt as _, World, WorldExt as _};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::diagnostic::{Diagnostic, Place, Span};
use crate::theme::ThemeFile;

use super::super::codes;
use super::plate::Plate;

/// One picture alone.
const TRIAL: &str = "#image(\"/pictures/0\", format: json(\"/data.json\"))\n";

const MAIN: &str = "#import \"/print/volume.typ\": volume\n#volume(json(\"/data.json\"))\n";

/// Papers after which what Typst remembers is thinned out: one paper leaves some 2 MB. With 50 the working set was 360 MB.
const THIN: usize = 4;

/// Rounds of thinning that what was not asked for again outlives: a paper that is set anew finds what it left.
const KEPT: usize = 1;

/// Fonts and templates of a theme, ready to print.
pub(in crate::render) struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    families: Vec<String>,
    sources: Vec<(FileId, Source, Place)>,
    main: FileId,
    trial: FileId,
    data: FileId,
    printed: AtomicUsize,
}

impl std::fmt::Debug for Press {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Press").field("families", &self.families).finish_non_exhaustive()
    }
}

/// Pages of one volume, and what Typst warned of.
pub(super) struct Set {
    document: PagedDocument,
    pub(super) warnings: Vec<String>,
}

/// A finished file, and why it is not what it should be, if it is not.
pub(super) struct Printed {
    pub(super) bytes: Vec<u8>,
    pub(super) not_archival: Option<String>,
}

fn id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

impl Press {
    /// Returns the press of a theme.
    pub(in crate::render) fn new(files: &[ThemeFile]) -> Result<Self, Box<Diagnostic>> {
        let mut fonts = Vec::new();
        let mut sources = Vec::new();
        for file in files {
            let place = Place::file(&file.shown);
            let extension = file.path.rsplit_once('.').map(|(_, extension)| extension).unwrap_or_default();
            if matches!(extension, "ttf" | "otf" | "ttc") {
                let before = fonts.len();
                fonts.extend(Font::iter(Bytes::new(file.bytes.clone().into_owned())));
                if fonts.len() == before {
                    return Err(Box::new(Diagnostic::new(&codes::FONT, place)));
                }
            } else if extension == "typ"
                && let Some(id) = id(&format!("/{}", file.path))
            {
                let text = String::from_utf8_lossy(&file.bytes).into_owned();
                sources.push((id, Source::new(id, text), place));
            }
        }
        let missing = |what: &str| {
            let place = Place::file(&std::sync::Arc::from("themes"));
            Box::new(Diagnostic::new(&codes::TEMPLATE, place).with("problem", what))
        };
        let (Some(main), Some(trial), Some(data)) = (id("/main.typ"), id("/trial.typ"), id("/data.json")) else {
            return Err(missing("main.typ"));
        };
        for (id, text) in [(main, MAIN), (trial, TRIAL)] {
            sources.push((id, Source::new(id, text.to_owned()), Place::file(&std::sync::Arc::from("main.typ"))));
        }
        let mut families: Vec<String> = Vec::new();
        for font in &fonts {
            let family = font.info().family.clone();
            if !families.contains(&family) {
                families.push(family);
            }
        }
        // Official papers ask for Times New Roman; else a face with serifs comes first.
        families.sort_by_key(|family| (family != "Times New Roman", !family.contains("Serif")));
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            families,
            sources,
            main,
            trial,
            data,
            printed: AtomicUsize::new(0),
        })
    }

    /// Returns the families of fonts, the one for running text first.
    pub(super) fn families(&self) -> &[String] {
        &self.families
    }

    fn sheet(&self, main: FileId, data: &impl Serialize, pictures: &[Plate]) -> Sheet<'_> {
        let numbered = pictures.iter().enumerate();
        Sheet {
            press: self,
            main,
            data: Bytes::new(serde_json::to_vec(data).unwrap_or_default()),
            pictures: numbered
                .filter_map(|(number, picture)| Some((id(&format!("/pictures/{number}"))?, picture.bytes.clone())))
                .collect(),
        }
    }

    /// Tells whether a picture can be shown, or why not.
    pub(super) fn shows(&self, picture: &Plate) -> Result<(), String> {
        let sheet = self.sheet(self.trial, &picture.format, std::slice::from_ref(picture));
        let compiled = typst::compile::<PagedDocument>(&sheet).output;
        compiled.map(drop).map_err(|errors| errors.first().map(|error| error.message.to_string()).unwrap_or_default())
    }

    /// Sets a volume.
    pub(super) fn set(&self, data: &impl Serialize, pictures: &[Plate]) -> Result<Set, Box<Diagnostic>> {
        let sheet = self.sheet(self.main, data, pictures);
        let compiled = typst::compile::<PagedDocument>(&sheet);
        if self.printed.fetch_add(1, Ordering::Relaxed) % THIN == THIN - 1 {
            comemo::evict(KEPT);
        }
        let words = |of: &SourceDiagnostic| {
            let hints = of.hints.iter().map(|hint| hint.v.as_str());
            std::iter::once(of.message.as_str()).chain(hints).collect::<Vec<_>>().join("; ")
        };
        match compiled.output {
            Ok(document) => Ok(Set { document, warnings: compiled.warnings.iter().map(words).collect() }),
            Err(errors) => {
                let first = errors.iter().find(|error| error.severity == Severity::Error).or(errors.first());
                let place = first.and_then(|error| self.place(&sheet, error));
                let place = place.unwrap_or_else(|| Place::file(&std::sync::Arc::from("themes")));
                let problem = first.map(words).unwrap_or_default();
                Err(Box::new(Diagnostic::new(&codes::TEMPLATE, place).with("problem", problem)))
            }
        }
    }

    fn place(&self, sheet: &Sheet<'_>, error: &SourceDiagnostic) -> Option<Place> {
        let id = error.span.id()?;
        let (_, _, place) = self.sources.iter().find(|(own, _, _)| *own == id)?;
        let range = sheet.range(error.span);
        Some(range.map_or_else(|| place.clone(), |range| Place::at(&place.path, Span::new(range.start, range.end))))
    }
}

impl Set {
    /// Returns the number of pages.
    pub(super) fn pages(&self) -> usize {
        self.document.pages().len()
    }

    /// Returns the page on which a label of the template stands, from 1.
    pub(super) fn page_of(&self, label: &str) -> Option<usize> {
        let introspector = self.document.introspector();
        let label = Label::new(PicoStr::intern(label))?;
        let location = introspector.query_label(label).ok()?.location()?;
        introspector.page(location).map(std::num::NonZeroUsize::get)
    }

    /// Writes the file; `name` tells it from every other one.
    pub(super) fn print(&self, name: &str) -> Result<Printed, String> {
        let options = |standards: PdfStandards| PdfOptions {
            ident: Smart::Custom(name.to_owned()),
            creator: Smart::Custom(Some(format!("sotay {}", env!("CARGO_PKG_VERSION")))),
            standards,
            ..PdfOptions::default()
        };
        let write = |standards: PdfStandards| {
            typst_pdf::pdf(&self.document, &options(standards))
                .map_err(|errors| errors.first().map(|error| error.message.to_string()).unwrap_or_default())
        };
        let archival = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).map_err(|error| format!("{error:?}"));
        match archival.and_then(write) {
            Ok(bytes) => Ok(Printed { bytes, not_archival: None }),
            Err(problem) => write(PdfStandards::default()).map(|bytes| Printed { bytes, not_archival: Some(problem) }),
        }
    }
}

/// The world of one volume.
struct Sheet<'a> {
    press: &'a Press,
    main: FileId,
    data: Bytes,
    pictures: Vec<(FileId, Bytes)>,
}

impl World for Sheet<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let found = self.press.sources.iter().find(|(own, _, _)| *own == id);
        found.map(|(_, source, _)| source.clone()).ok_or_else(|| FileError::NotFound(PathBuf::default()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.press.data {
            return Ok(self.data.clone());
        }
        let found = self.pictures.iter().find(|(own, _)| *own == id);
        found.map(|(_, bytes)| bytes.clone()).ok_or_else(|| FileError::NotFound(PathBuf::default()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
