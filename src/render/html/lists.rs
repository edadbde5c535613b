//! What list pages show: sections, taxonomies, terms.

use serde::Serialize;
use tera::Value;

use crate::diagnostic::Diagnostic;
use crate::link::{Card, SectionId, Taxonomy, TaxonomyKey, Term, View};
use crate::model::Kind;

use super::entry::Look;
use super::frame::Frame;
use super::taxonomy_word;
use super::values::{self, CardValue, LinkValue};

#[derive(Serialize)]
struct ChildSection<'a> {
    title: &'a str,
    url: &'a str,
    summary: Option<&'a str>,
    count: usize,
}

#[derive(Serialize)]
struct DoorValue<'a> {
    reader: &'a str,
    text: Option<&'a str>,
    pages: Vec<CardValue<'a>>,
}

#[derive(Serialize)]
struct SectionDetails<'a> {
    sections: Vec<ChildSection<'a>>,
    doors: Vec<DoorValue<'a>>,
    pages: Value,
    /// The list of pages is [`LONG`].
    long: bool,
    recent: Value,
}

/// From so many pages on a list shows titles and dates only: nobody reads hundreds of summaries, and its page stays light.
const LONG: usize = 200;

/// How a list of so many pages shows them, and whether it is [`LONG`].
fn look_of(pages: usize) -> (Look, bool) {
    if pages < LONG { (Look::Card, false) } else { (Look::Link, true) }
}

/// Newest pages shown on the home page.
const RECENT: usize = 8;

pub(super) fn section(id: SectionId, frame: &Frame<'_>, view: &View<'_>) -> Result<Value, Box<Diagnostic>> {
    let section = view.section(id);
    let sections = section
        .children
        .iter()
        .map(|child| {
            let child = frame.handbook().section(*child);
            ChildSection {
                title: &child.title,
                url: child.address.as_str(),
                summary: child.document.and_then(|id| view.card(id).document.head.summary.as_deref()),
                count: child.total,
            }
        })
        .collect();
    let doors = section
        .document
        .map(|document| {
            let Kind::Section(fields) = &view.document(document).kind else { return Vec::new() };
            fields
                .doors
                .iter()
                .map(|door| DoorValue {
                    reader: &door.reader,
                    text: door.text.as_deref(),
                    pages: door
                        .pages
                        .iter()
                        .filter_map(|page| values::card_of(document, page.as_str(), frame, view))
                        .collect(),
                })
                .collect()
        })
        .unwrap_or_default();
    let recent = if section.parent.is_none() { recent(view) } else { Vec::new() };
    let recent = frame.list(Look::Card, recent.into_iter(), &section.address)?;
    let (look, long) = look_of(section.pages.len());
    let pages = frame.list(look, section.pages.iter().map(|id| view.listed(*id)), &section.address)?;
    Ok(Value::from_serializable(&SectionDetails { sections, doors, pages, long, recent }))
}

fn recent<'a>(view: &View<'a>) -> Vec<Card<'a>> {
    let mut pages: Vec<_> = view
        .all()
        .map(|id| view.listed(id))
        .filter(|card| !card.document.is_section() && card.document.head.date.is_some())
        .collect();
    pages.sort_by(|a, b| b.document.head.date.cmp(&a.document.head.date).then_with(|| a.address.cmp(b.address)));
    pages.truncate(RECENT);
    pages
}

#[derive(Serialize)]
struct TermValue<'a> {
    name: &'a str,
    url: &'a str,
    count: usize,
}

#[derive(Serialize)]
struct TaxonomyValue<'a> {
    key: &'a str,
    title: &'a str,
    terms: Vec<TermValue<'a>>,
}

pub(super) fn taxonomy(key: TaxonomyKey, frame: &Frame<'_>, view: &View<'_>) -> Value {
    let terms = view
        .taxonomy(key)
        .map(|taxonomy| {
            taxonomy
                .terms
                .iter()
                .map(|term| TermValue { name: &term.name, url: term.address.as_str(), count: term.pages.len() })
                .collect()
        })
        .unwrap_or_default();
    Value::from_serializable(&TaxonomyValue { key: key.key(), title: frame.words().get(taxonomy_word(key)), terms })
}

#[derive(Serialize)]
struct TermPage<'a> {
    name: &'a str,
    taxonomy: LinkValue<'a>,
    pages: Value,
    /// That list is [`LONG`].
    long: bool,
}

pub(super) fn term(
    taxonomy: &Taxonomy,
    term: &Term,
    frame: &Frame<'_>,
    view: &View<'_>,
) -> Result<Value, Box<Diagnostic>> {
    let address = taxonomy.key.address();
    let mut pages: Vec<_> = term.pages.iter().map(|id| view.listed(*id)).collect();
    pages.sort_by(|a, b| b.document.head.date.cmp(&a.document.head.date).then_with(|| a.address.cmp(b.address)));
    let (look, long) = look_of(pages.len());
    let page = TermPage {
        name: &term.name,
        taxonomy: LinkValue { title: frame.words().get(taxonomy_word(taxonomy.key)), url: address.as_str() },
        pages: frame.list(look, pages.into_iter(), &term.address)?,
        long,
    };
    Ok(Value::from_serializable(&page))
}
