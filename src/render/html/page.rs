//! What a template sees of any page.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use crate::diagnostic::Diagnostic;
use crate::link::{Address, Card, DocumentId, Resolution, SectionId, Status, TaxonomyKey, View};
use crate::markdown::{Body, Heading};
use crate::model::paper::{Format, PaperName};
use crate::model::{KindName, Source};
use crate::render::paper;

use super::body;
use super::entry::Look;
use super::frame::Frame;
use super::kinds;
use super::values::{self, DateValue, Label};

#[derive(Serialize)]
struct TocEntry<'a> {
    id: &'a str,
    text: &'a str,
    children: Vec<TocEntry<'a>>,
}

#[derive(Serialize)]
struct TermLink<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    name: &'a str,
    url: String,
}

#[derive(Serialize)]
struct SourceValue<'a> {
    title: &'a str,
    date: Option<DateValue>,
    url: Option<&'a str>,
    evidence: Option<Label<'a>>,
}

#[derive(Serialize)]
struct Due {
    date: DateValue,
    past: bool,
}

#[derive(Serialize)]
struct Warning {
    key: &'static str,
    text: String,
    url: Option<String>,
}

#[derive(Serialize)]
struct Page<'a> {
    title: &'a str,
    summary: Option<&'a str>,
    /// Its summary, or else the handbook's.
    description: &'a str,
    url: &'a str,
    canonical: Option<String>,
    kind: Label<'a>,
    date: Option<DateValue>,
    reviewed: Option<DateValue>,
    review_due: Option<Due>,
    draft: bool,
    sample: bool,
    historical: bool,
    evidence: Option<Label<'a>>,
    sources: Vec<SourceValue<'a>>,
    org_types: Vec<TermLink<'a>>,
    for_types: Option<String>,
    themes: Vec<TermLink<'a>>,
    tags: Vec<TermLink<'a>>,
    words: u32,
    reading_minutes: u32,
    toc: Vec<TocEntry<'a>>,
    warnings: Vec<Warning>,
    papers: Vec<PaperValue<'a>>,
    breadcrumb: Value,
    previous: Value,
    next: Value,
    body: Value,
    backlinks: Value,
}

/// A paper to download.
#[derive(Serialize)]
pub(super) struct PaperValue<'a> {
    name: &'a str,
    org_type: Option<&'a str>,
    /// Its id, as the reader's choice is matched with.
    for_types: Option<&'a str>,
    /// Number, where there are several of that name.
    number: Option<u8>,
    files: Vec<FileLink>,
}

/// A paper in one format.
#[derive(Clone, Serialize)]
struct FileLink {
    label: &'static str,
    /// Kind of file, for programs.
    media: &'static str,
    /// Where it is; `None` for one that could not be made.
    url: Option<String>,
}

/// Syllables read in a minute. Vietnamese adults read about 220 to 250 a minute silently; the lower
/// figure suits office texts.
const READING: u32 = 220;

/// Returns the page of a document.
pub(super) fn of_document(
    id: DocumentId,
    tree: Option<&Body>,
    frame: &Frame<'_>,
    view: &View<'_>,
) -> Result<Value, Box<Diagnostic>> {
    let document = view.document(id);
    let head = &document.head;
    let lang = frame.words().lang();
    let address = frame.handbook().address(id);
    let section = view.section_of(id);
    let above = if document.is_section() { frame.handbook().section(section).parent } else { Some(section) };
    let (previous, next) = if document.is_section() { (None, None) } else { view.neighbours(id) };
    let kind = document.kind_name();
    let words = document.outline.words;
    let summary = head.summary.as_deref();
    let html = tree.map(|tree| body::render(tree, id, frame, view)).unwrap_or_default();
    let backlinks = view.backlinks(id).filter(|card| !kinds::has_listed(kind, card));
    let link = |card: Option<Card<'_>>| card.map_or_else(Value::none, |card| frame.link(card));
    let page = Page {
        title: &head.title,
        summary,
        description: summary.filter(|text| !text.is_empty()).unwrap_or(&frame.handbook().settings().description),
        url: address.as_str(),
        canonical: canonical(address, frame),
        kind: values::kind(kind, frame),
        date: head.date.map(|d| values::date(d, lang)),
        reviewed: head.reviewed.map(|d| values::date(d, lang)),
        review_due: view.review_due(id).map(|day| Due { date: values::date(day, lang), past: view.overdue(id) }),
        draft: head.draft,
        sample: head.sample,
        historical: head.historical,
        evidence: head.evidence.map(|e| values::evidence(e, frame)),
        sources: head.sources.iter().map(|s| source(s, frame)).collect(),
        org_types: terms(TaxonomyKey::OrgTypes, id, view),
        for_types: values::for_types(document),
        themes: terms(TaxonomyKey::Themes, id, view),
        tags: terms(TaxonomyKey::Tags, id, view),
        words,
        reading_minutes: words.div_ceil(READING),
        toc: toc(&document.outline.headings),
        warnings: warnings(id, frame, view),
        papers: papers(id, frame, view),
        breadcrumb: frame.breadcrumbs().on(address, above, frame, view)?,
        previous: link(previous),
        next: link(next),
        body: Value::safe_string(&html),
        backlinks: frame.list(Look::Link, backlinks, address)?,
    };
    Ok(Value::from_serializable(&page))
}

/// Returns the page of a list that nobody wrote a document for.
pub(super) fn of_list(
    title: &str,
    address: &Address,
    section: Option<SectionId>,
    frame: &Frame<'_>,
    view: &View<'_>,
) -> Result<Value, Box<Diagnostic>> {
    let above = section.map_or(Some(SectionId::ROOT), |section| frame.handbook().section(section).parent);
    let page = Page {
        title,
        summary: None,
        description: &frame.handbook().settings().description,
        url: address.as_str(),
        canonical: canonical(address, frame),
        kind: values::kind(KindName::Section, frame),
        date: None,
        reviewed: None,
        review_due: None,
        draft: false,
        sample: false,
        historical: false,
        evidence: None,
        sources: Vec::new(),
        org_types: Vec::new(),
        for_types: None,
        themes: Vec::new(),
        tags: Vec::new(),
        words: 0,
        reading_minutes: 0,
        toc: Vec::new(),
        warnings: Vec::new(),
        papers: Vec::new(),
        breadcrumb: frame.breadcrumbs().on(address, above, frame, view)?,
        previous: Value::none(),
        next: Value::none(),
        body: Value::safe_string(""),
        backlinks: Value::safe_string(""),
    };
    Ok(Value::from_serializable(&page))
}

fn canonical(address: &Address, frame: &Frame<'_>) -> Option<String> {
    let base = frame.base_url()?;
    let address = address.as_str();
    Some(format!("{base}{}", address.strip_suffix("index.html").unwrap_or(address)))
}

fn source<'a>(source: &'a Source, frame: &'a Frame<'_>) -> SourceValue<'a> {
    SourceValue {
        title: &source.title,
        date: source.date.map(|d| values::date(d, frame.words().lang())),
        // Only addresses that a reader can follow; anything else stays text.
        url: source.url.as_deref().filter(|url| url.starts_with("https://") || url.starts_with("http://")),
        evidence: source.evidence.map(|e| values::evidence(e, frame)),
    }
}

fn terms<'a>(key: TaxonomyKey, id: DocumentId, view: &View<'a>) -> Vec<TermLink<'a>> {
    view.terms_of(key, id)
        .into_iter()
        .map(|(address, name)| TermLink { id: None, name, url: address.as_str().to_owned() })
        .collect()
}

/// Headings of levels 2 and 3.
fn toc(headings: &[Heading]) -> Vec<TocEntry<'_>> {
    let mut out: Vec<TocEntry<'_>> = Vec::new();
    for heading in headings {
        let entry = TocEntry { id: &heading.id, text: &heading.text, children: Vec::new() };
        match (heading.level, out.last_mut()) {
            (3, Some(parent)) => parent.children.push(entry),
            (2 | 3, _) => out.push(entry),
            _ => {}
        }
    }
    out
}

/// The papers that the build makes of a document, each with its files; last the pack of a meeting that is near.
fn papers<'a>(id: DocumentId, frame: &'a Frame<'_>, view: &View<'a>) -> Vec<PaperValue<'a>> {
    let (document, settings) = (view.document(id), view.settings());
    let mut files: BTreeMap<PaperName, Vec<FileLink>> = BTreeMap::new();
    for format in Format::ALL {
        for (name, address) in paper::offered(document, frame.handbook().address(id), settings, *format) {
            files.entry(name).or_default().push(file(*format, &address, frame));
        }
    }
    let several = |sort| files.keys().filter(|name| name.sort == sort && name.org_type.is_none()).count() > 1;
    let value = |name: PaperName| PaperValue {
        name: frame.words().get(name.sort.word()),
        number: several(name.sort).then_some(name.number),
        org_type: paper::org_type(name, settings).map(|kind| kind.name.as_str()),
        for_types: paper::org_type(name, settings).map(|kind| kind.id.as_str()),
        files: files.get(&name).cloned().unwrap_or_default(),
    };
    let names = paper::names(document).into_iter().chain(paper::variants(document, settings));
    let mut out: Vec<PaperValue<'a>> = names.map(value).filter(|paper| !paper.files.is_empty()).collect();
    out.extend(pack(id, frame, view));
    out
}

/// The whole handbook as a book, where a build makes one.
pub(super) fn book<'a>(frame: &'a Frame<'_>) -> Vec<PaperValue<'a>> {
    let outputs = &frame.handbook().settings().outputs;
    let made = Format::ALL.iter().filter(|format| outputs.has_book(**format));
    let files: Vec<FileLink> = made.map(|format| file(*format, &paper::book_address(*format), frame)).collect();
    let name = frame.words().get("print_handbook");
    let value = PaperValue { name, org_type: None, for_types: None, number: None, files };
    Some(value).filter(|book| !book.files.is_empty()).into_iter().collect()
}

fn file(format: Format, address: &Address, frame: &Frame<'_>) -> FileLink {
    FileLink {
        label: format.label(),
        media: format.media_type(),
        url: frame.is_made(address).then(|| address.as_str().to_owned()),
    }
}

/// The pack of a meeting, where a build of this day makes it.
#[cfg(feature = "pdf")]
fn pack<'a>(id: DocumentId, frame: &'a Frame<'_>, view: &View<'_>) -> Option<PaperValue<'a>> {
    let document = view.document(id);
    let is_agenda = matches!(document.kind, crate::model::Kind::Agenda(_));
    if !is_agenda || !crate::render::pack::is_packed(document, view.settings(), view.today()) {
        return None;
    }
    let jobs = crate::render::pack::both(id, frame.handbook().address(id), view.settings());
    let files = jobs.iter().zip([Format::Pdf, Format::Zip]).map(|(job, format)| file(format, &job.address, frame));
    let name = frame.words().get("print_pack");
    Some(PaperValue { name, org_type: None, for_types: None, number: None, files: files.collect() })
}

#[cfg(not(feature = "pdf"))]
fn pack<'a>(_: DocumentId, _: &'a Frame<'_>, _: &View<'_>) -> Option<PaperValue<'a>> {
    None
}

/// Citations that a reader should know to be past.
fn warnings(id: DocumentId, frame: &Frame<'_>, view: &View<'_>) -> Vec<Warning> {
    let document = view.document(id);
    if document.head.historical || matches!(document.kind, crate::model::Kind::Directive(_)) {
        return Vec::new();
    }
    let words = frame.words();
    let mut out: Vec<Warning> = Vec::new();
    for (reference, resolution) in document.references.iter().zip(view.resolutions(id)) {
        let Resolution::Directive(to) = resolution else { continue };
        if reference.historical {
            continue;
        }
        let Some(standing) = view.standing_for(*to, id) else { continue };
        let cited = values::short_name(view.card(*to));
        let warning = match standing.status {
            Status::InForce => continue,
            Status::Replaced => {
                let successor = standing.successor.map(|id| view.card(id));
                Warning {
                    key: "cites-replaced",
                    text: words.fill(
                        "warning_cites_replaced",
                        &[("citation", &cited), ("successor", &successor.map(values::short_name).unwrap_or_default())],
                    ),
                    url: successor.map(|card| card.address.as_str().to_owned()),
                }
            }
            Status::Expired => Warning {
                key: "cites-expired",
                text: words.fill("warning_cites_expired", &[("citation", &cited)]),
                url: None,
            },
            Status::NotYet => Warning {
                key: "cites-not-yet",
                text: words.fill("warning_cites_not_yet", &[("citation", &cited)]),
                url: None,
            },
        };
        if !out.iter().any(|w| w.text == warning.text) {
            out.push(warning);
        }
    }
    out
}
