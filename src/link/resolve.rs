//! What a reference points to.

use std::cell::OnceCell;

use crate::markdown::{RefForm, Reference};
use crate::model::Document;
use crate::text::similar::{self, Names};
use crate::text::slug::slug;

use super::DocumentId;
use super::handbook::Handbook;
use super::register::Lookup;
use super::section::SectionId;

/// What a reference points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// A page, perhaps at an anchor.
    Page(DocumentId, Option<Box<str>>),
    /// A folder without a page of its own.
    Section(SectionId),
    /// A directive that was cited.
    Directive(DocumentId),
    /// A place in the same page.
    Anchor(Box<str>),
    /// A file beside the content, by its path from the handbook's root.
    Media(Box<str>),
    /// Nothing.
    Broken(Why),
}

/// Why a reference points to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// There is no such page; a near one by its path.
    NoPage(Option<Box<str>>),
    /// The page is a draft and drafts are left out.
    Draft,
    /// The page has no such anchor; a near one.
    NoAnchor(DocumentId, Option<Box<str>>),
    /// There is no such file.
    NoMedia(Option<Box<str>>),
    /// The path leads out of the handbook.
    Outside,
    /// The directive is not in the register; a near number.
    NoDirective(Option<Box<str>>),
    /// Several directives have that number.
    Ambiguous(Vec<DocumentId>),
    /// The number is known with other dates.
    OtherDate(Vec<DocumentId>),
}

/// Finds what references point to.
pub(super) struct Resolver<'h> {
    handbook: &'h Handbook,
    /// Names to suggest, made ready for the first reference that points to nothing.
    stems: OnceCell<Names<'h>>,
    assets: OnceCell<Names<'h>>,
}

impl<'h> Resolver<'h> {
    pub(super) fn new(handbook: &'h Handbook) -> Self {
        Self { handbook, stems: OnceCell::new(), assets: OnceCell::new() }
    }

    fn stems(&self) -> &Names<'h> {
        self.stems.get_or_init(|| Names::new(self.handbook.stems()))
    }

    fn assets(&self) -> &Names<'h> {
        self.assets.get_or_init(|| Names::new(self.handbook.assets().map(|asset| asset.path.as_ref())))
    }

    /// Finds what all references of a document point to, in their order.
    pub(super) fn all(&self, from: &Document) -> Vec<Resolution> {
        from.references.iter().map(|reference| self.resolve(from, reference)).collect()
    }

    /// Finds what a reference of `from` points to.
    fn resolve(&self, from: &Document, reference: &Reference) -> Resolution {
        let written = reference.written.as_ref();
        match reference.form {
            RefForm::Citation => self.directive(written),
            RefForm::Wiki => self.wiki(from, written),
            RefForm::Page | RefForm::Link => self.page(from, written, reference.form == RefForm::Page),
            RefForm::Media => self.media(from, written),
        }
    }

    fn directive(&self, written: &str) -> Resolution {
        match self.handbook.register().find(written) {
            Lookup::One(id) => Resolution::Directive(id),
            Lookup::Several(ids) => Resolution::Broken(Why::Ambiguous(ids)),
            Lookup::OtherDate(ids) => Resolution::Broken(Why::OtherDate(ids)),
            Lookup::Unknown => {
                // A date behind the number would make every number look far away.
                let number = written.split(',').next().unwrap_or_default();
                let near = similar::closest(&slug(number), self.handbook.register().numbers());
                Resolution::Broken(Why::NoDirective(near.map(Into::into)))
            }
        }
    }

    /// `[[…]]`: a directive if it reads like a number, else a page, else a directive by another name.
    fn wiki(&self, from: &Document, written: &str) -> Resolution {
        match self.handbook.register().find(written) {
            Lookup::One(id) => return Resolution::Directive(id),
            Lookup::Several(ids) => return Resolution::Broken(Why::Ambiguous(ids)),
            Lookup::OtherDate(ids) => return Resolution::Broken(Why::OtherDate(ids)),
            Lookup::Unknown => {}
        }
        let found = self.page(from, written, true);
        if let Resolution::Broken(Why::NoPage(_)) = &found
            && reads_like_number(written)
        {
            return self.directive(written);
        }
        found
    }

    /// A page by path: relative to the file first if it looks so, else from `content/` on.
    fn page(&self, from: &Document, written: &str, rooted: bool) -> Resolution {
        let (path, anchor) = match written.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor)),
            None => (written, None),
        };
        let path = path.split('?').next().unwrap_or_default();
        let path = decode(path);
        if path.is_empty() {
            let Some(anchor) = anchor else { return Resolution::Broken(Why::NoPage(None)) };
            return self.own_anchor(from, &decode(anchor));
        }
        let mut best = None;
        for stem in candidates(from.folder(), &path, rooted) {
            if let Some(id) = self.handbook.by_stem(&stem) {
                return self.with_anchor(id, anchor.map(decode));
            }
            let index = if stem.is_empty() { "_index".to_owned() } else { format!("{stem}/_index") };
            if let Some(id) = self.handbook.by_stem(&index) {
                return self.with_anchor(id, anchor.map(decode));
            }
            if let Some(id) = self.handbook.section_by_folder(&stem) {
                return Resolution::Section(id);
            }
            if self.handbook.is_draft(&stem) || self.handbook.is_draft(&index) {
                return Resolution::Broken(Why::Draft);
            }
            best.get_or_insert(stem);
        }
        let Some(wanted) = best else { return Resolution::Broken(Why::Outside) };
        // A link may also name a file to download.
        if let Some(file) = self.file(&files(from, written)) {
            return Resolution::Media(file.into());
        }
        let near = self.stems().closest(&wanted);
        Resolution::Broken(Why::NoPage(near.map(Into::into)))
    }

    fn with_anchor(&self, id: DocumentId, anchor: Option<String>) -> Resolution {
        let Some(anchor) = anchor.filter(|a| !a.is_empty()) else { return Resolution::Page(id, None) };
        let headings = &self.handbook.document(id).outline.headings;
        if headings.iter().any(|h| h.id.as_ref() == anchor) {
            return Resolution::Page(id, Some(anchor.into()));
        }
        let near = similar::closest(&anchor, headings.iter().map(|h| h.id.as_ref()));
        Resolution::Broken(Why::NoAnchor(id, near.map(Into::into)))
    }

    fn own_anchor(&self, from: &Document, anchor: &str) -> Resolution {
        if from.outline.headings.iter().any(|h| h.id.as_ref() == anchor) {
            return Resolution::Anchor(anchor.into());
        }
        let near = similar::closest(anchor, from.outline.headings.iter().map(|h| h.id.as_ref()));
        match self.handbook.by_stem(from.stem()) {
            Some(id) => Resolution::Broken(Why::NoAnchor(id, near.map(Into::into))),
            None => Resolution::Broken(Why::NoPage(None)),
        }
    }

    fn media(&self, from: &Document, written: &str) -> Resolution {
        let paths = files(from, written);
        if let Some(file) = self.file(&paths) {
            return Resolution::Media(file.into());
        }
        let Some(wanted) = paths.first() else { return Resolution::Broken(Why::Outside) };
        let near = self.assets().closest(wanted);
        Resolution::Broken(Why::NoMedia(near.map(|near| near.trim_start_matches("content/").into())))
    }

    /// The first of these paths at which there is a file.
    fn file<'p>(&self, paths: &'p [String]) -> Option<&'p str> {
        paths.iter().map(String::as_str).find(|path| self.handbook.has_asset(path))
    }
}

/// The paths from the handbook's root that a file may mean, best first; none if it leads out of the content.
fn files(from: &Document, written: &str) -> Vec<String> {
    let path = decode(written.split(['#', '?']).next().unwrap_or_default());
    let from_root = join("content", path.trim_start_matches('/'));
    let relative = (!path.starts_with('/')).then(|| join(&format!("content/{}", from.folder()), &path));
    let paths = relative.into_iter().chain([from_root]).flatten();
    paths.filter(|path| path.starts_with("content/")).collect()
}

/// `42-HD/BTCTW …`: digits, a hyphen or slash, capitals.
fn reads_like_number(written: &str) -> bool {
    let number = written.split([',', ' ']).next().unwrap_or_default();
    number.starts_with(|c: char| c.is_ascii_digit())
        && number.contains(['-', '/'])
        && number.chars().any(char::is_uppercase)
}

/// The stems that a path may mean, best first; none if it leads out of the handbook. The first is nearly always right.
fn candidates(folder: &str, path: &str, rooted: bool) -> impl Iterator<Item = String> {
    let clean = path.trim_end_matches('/');
    let clean = clean.strip_suffix(".md").or_else(|| clean.strip_suffix(".html")).unwrap_or(clean);
    let clean = clean.strip_suffix("/index").unwrap_or(clean);
    let (from_root, from_folder) = (Some(""), Some(folder));
    let starts = match clean.as_bytes().first() {
        Some(b'/') => [from_root, None],
        Some(b'.') => [from_folder, None],
        _ if rooted => [from_root, from_folder],
        _ => [from_folder, from_root],
    };
    starts.into_iter().flatten().filter_map(move |start| join(start, clean))
}

/// Joins a folder and a relative path; `None` if it climbs above the root.
pub(super) fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            other => parts.push(other),
        }
    }
    Some(parts.join("/"))
}

/// Decodes `%20` and the like; text that is not valid so is kept.
fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let hex = (*first == b'%')
            .then(|| {
                tail.get(..2).and_then(|h| std::str::from_utf8(h).ok()).and_then(|h| u8::from_str_radix(h, 16).ok())
            })
            .flatten();
        if let Some(byte) = hex {
            bytes.push(byte);
            rest = tail.get(2..).unwrap_or_default();
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
