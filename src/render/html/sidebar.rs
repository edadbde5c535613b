//! A section's sidebar, rendered once for all its pages; each page only puts in the mark of where the reader is. A long
//! section has several, each with a part of its pages.

use std::sync::OnceLock;

use serde::Serialize;
use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::link::{Address, DocumentId, Handbook, Section, SectionId, View};

use super::frame::Frame;
use super::values::{self, Label, LinkValue};

/// Pages in the longest sidebar.
const LONGEST: usize = 60;

/// Stands around the number of an entry until the template has run: no character of any text.
const SLOT: char = '\u{FDD0}';

const HERE: &str = " aria-current=\"page\"";

#[derive(Serialize)]
struct Entry<'a> {
    title: &'a str,
    url: &'a str,
    kind: Option<Label<'a>>,
    for_types: Option<String>,
    /// Where the template writes it, the mark of the current page goes.
    here: String,
}

#[derive(Serialize)]
struct SectionValue<'a> {
    title: &'a str,
    url: &'a str,
    here: String,
    /// The page before those that are shown.
    before: Option<LinkValue<'a>>,
    items: Vec<Entry<'a>>,
    /// The page after them.
    after: Option<LinkValue<'a>>,
    sections: Vec<LinkValue<'a>>,
}

/// A sidebar, made when a page shows it first.
type Made = OnceLock<Result<Sidebar, Box<Diagnostic>>>;

/// The sidebars of all sections, in parts.
#[derive(Debug)]
pub(super) struct Sidebars(Vec<Vec<Made>>);

impl Sidebars {
    pub(super) fn new(handbook: &Handbook) -> Self {
        let parts = |pages: usize| pages.div_ceil(LONGEST).max(1);
        let of = |section: &Section| (0..parts(section.pages.len())).map(|_| OnceLock::new()).collect();
        Self(handbook.sections().iter().map(of).collect())
    }

    /// Returns the sidebar of a section as the page at an address shows it, which is one of its pages or none.
    pub(super) fn on(
        &self,
        address: &Address,
        section: SectionId,
        page: Option<DocumentId>,
        frame: &Frame<'_>,
        view: &View<'_>,
    ) -> Result<Value, Box<Diagnostic>> {
        // Asked for on every page: the sidebar rests on it.
        view.section(section);
        let part = page.map_or(0, |id| frame.handbook().place(id) / LONGEST);
        let slot = self.0.get(section.number()).and_then(|parts| parts.get(part));
        let Some(slot) = slot else { return Ok(Value::none()) };
        let sidebar = slot.get_or_init(|| Sidebar::new(section, part, frame, view));
        sidebar.as_ref().map(|sidebar| sidebar.on(address.as_str())).map_err(Clone::clone)
    }
}

/// A sidebar without marks.
#[derive(Debug)]
struct Sidebar {
    html: String,
    /// Addresses of the entries, the section's own first.
    entries: Vec<Box<str>>,
    /// Offsets in `html` for the mark of an entry, rising.
    slots: Vec<(usize, usize)>,
}

impl Sidebar {
    /// Renders a sidebar of a section. All its pages stand in one folder, from which the links go.
    fn new<'v>(id: SectionId, part: usize, frame: &Frame<'v>, view: &View<'v>) -> Result<Self, Box<Diagnostic>> {
        let section = view.section(id);
        let folder = section.address.as_str().strip_suffix("index.html").unwrap_or_default();
        let from_here = |address: &'v Address| address.as_str().strip_prefix(folder).unwrap_or(address.as_str());
        let mut entries: Vec<Box<str>> = vec![section.address.as_str().into()];
        let mut items = Vec::new();
        let first = part * LONGEST;
        let link = |at: Option<usize>| {
            let card = view.listed(*section.pages.get(at?)?);
            Some(LinkValue { title: card.title(), url: from_here(card.address) })
        };
        for page in section.pages.iter().skip(first).take(LONGEST) {
            let card = view.listed(*page);
            items.push(Entry {
                title: card.title(),
                url: from_here(card.address),
                kind: Some(values::kind(card.kind(), frame)),
                for_types: values::for_types(card.document),
                here: slot(entries.len()),
            });
            entries.push(card.address.as_str().into());
        }
        let sections = section.children.iter().map(|id| frame.handbook().section(*id));
        let value = SectionValue {
            title: &section.title,
            url: from_here(&section.address),
            here: slot(0),
            before: link(first.checked_sub(1)),
            items,
            after: link(Some(first + LONGEST)),
            sections: sections.map(|child| LinkValue { title: &child.title, url: from_here(&child.address) }).collect(),
        };
        let mut context = Context::new();
        context.insert_value("section", Value::from_serializable(&value));
        let rendered = frame.theme().text("sidebar.html", &context)?;
        let mut out = Self { html: String::with_capacity(rendered.len()), entries, slots: Vec::new() };
        let mut pieces = rendered.split(SLOT);
        out.html.push_str(pieces.next().unwrap_or_default());
        while let (Some(number), Some(text)) = (pieces.next(), pieces.next()) {
            out.slots.extend(number.parse().map(|entry: usize| (out.html.len(), entry)));
            out.html.push_str(text);
        }
        Ok(out)
    }

    /// Returns the sidebar as the page at an address shows it.
    fn on(&self, page: &str) -> Value {
        let entry = self.entries.iter().position(|url| url.as_ref() == page);
        let mut out = String::with_capacity(self.html.len() + HERE.len());
        let mut copied = 0;
        for (at, _) in self.slots.iter().filter(|(_, number)| Some(*number) == entry) {
            out.push_str(self.html.get(copied..*at).unwrap_or_default());
            out.push_str(HERE);
            copied = *at;
        }
        out.push_str(self.html.get(copied..).unwrap_or_default());
        Value::safe_string(&out)
    }
}

fn slot(number: usize) -> String {
    format!("{SLOT}{number}{SLOT}")
}
