//! Papers of documents: each kind lowers itself to [`Paper`]s, with what the handbook knows of other pages.
//!
//! The one place of print that knows kinds; outputs that make papers ask [`names`], [`offered`] and [`lower`] and walk what
//! they get. Papers are Vietnamese whatever the language of the site: their wording is that of the forms in use
//! (`domain.md` 7), so it stands here and not among the theme's words.

mod agenda;
mod body;
mod form;
mod guide;
mod invitation;
mod minutes;
mod office;
mod resolution;
mod roll_call;
mod runs;
mod scorecard;
mod text;
mod topic;

use crate::link::{Address, DocumentId, Handbook, View};
use crate::markdown::Body;
use crate::model::paper::{Format, Letterhead, Paper, PaperName, Sort, Title};
use crate::model::{Document, Kind, Settings};
use crate::text::date::Date;

use super::{Frame, Job, Work};
use body::{Lowering, Numbering, Reader};

/// Returns all papers of a document.
pub fn names(document: &Document) -> Vec<PaperName> {
    let one = |sorts: &[Sort]| sorts.iter().copied().map(PaperName::one).collect();
    match &document.kind {
        Kind::Agenda(_) => {
            one(&[Sort::Agenda, Sort::OnePage, Sort::Invitation, Sort::RollCall, Sort::Minutes, Sort::Resolution])
        }
        Kind::Guide(of) => {
            let scripts = (1..=of.scripts.len()).filter_map(|number| u8::try_from(number).ok());
            let mut out: Vec<PaperName> = scripts.map(|number| PaperName { sort: Sort::Script, number }).collect();
            if !of.observation.is_empty() {
                out.push(PaperName::one(Sort::ObservationSheet));
            }
            out
        }
        Kind::Scorecard(_) => one(&[Sort::ScoreSheet]),
        Kind::Topic(_) => one(&[Sort::MemberSheet, Sort::FacilitatorSheet]),
        Kind::Form(_) => one(&[Sort::Form]),
        Kind::Guidance(_) => one(&[Sort::Guidance]),
        Kind::Lesson(_) => one(&[Sort::Lesson, Sort::LecturerSheet]),
        Kind::Directive(_)
        | Kind::Course(_)
        | Kind::Calendar(_)
        | Kind::Bulletin(_)
        | Kind::Page(_)
        | Kind::Section(_) => Vec::new(),
    }
}

/// Returns the papers that a build makes of a document in a format, with their addresses beside its page. They follow
/// from the document and the settings alone, so that page and files agree.
pub fn offered(document: &Document, page: &Address, settings: &Settings, format: Format) -> Vec<(PaperName, Address)> {
    if document.is_section() {
        return Vec::new();
    }
    let kind = document.kind_name();
    let wanted = names(document).into_iter().filter(|name| settings.outputs.makes(format, kind, name.sort));
    wanted.map(|name| (name, address(page, name, format))).collect()
}

/// Returns the jobs of a build for the papers in a format.
pub(super) fn jobs(handbook: &Handbook, format: Format) -> Vec<Job> {
    let mut jobs = Vec::new();
    for id in handbook.ids() {
        let offered = offered(handbook.document(id), handbook.address(id), handbook.settings(), format);
        jobs.extend(offered.into_iter().map(|(name, address)| Job {
            address,
            body: Some(id),
            work: Work::Paper(id, name, format),
        }));
    }
    jobs
}

/// Returns the address of a paper of the page at `page`.
pub fn address(page: &Address, name: PaperName, format: Format) -> Address {
    let stem = page.as_str().strip_suffix(".html").unwrap_or(page.as_str());
    Address::fixed(&format!("{stem}-{name}.{}", format.extension()))
}

/// Returns a paper of a document; `None` if it has none of that name.
pub fn lower(
    id: DocumentId,
    name: PaperName,
    body: Option<&Body>,
    frame: &Frame<'_>,
    view: &View<'_>,
) -> Option<Paper> {
    let desk = Desk { id, name, document: view.document(id), body, frame, view };
    let mut paper = match (&desk.document.kind, name.sort) {
        (Kind::Agenda(of), Sort::Agenda) => agenda::full(of, &desk),
        (Kind::Agenda(of), Sort::OnePage) => agenda::one_page(of, &desk),
        (Kind::Agenda(of), Sort::Invitation) => invitation::paper(of, &desk),
        (Kind::Agenda(of), Sort::RollCall) => roll_call::paper(of, &desk),
        (Kind::Agenda(of), Sort::Minutes) => minutes::paper(of, &desk),
        (Kind::Agenda(of), Sort::Resolution) => resolution::paper(of, &desk),
        (Kind::Guide(of), Sort::Script) => guide::script(of, &desk)?,
        (Kind::Guide(of), Sort::ObservationSheet) => guide::observation(of, &desk),
        (Kind::Scorecard(of), Sort::ScoreSheet) => scorecard::paper(of, &desk),
        (Kind::Topic(of), Sort::MemberSheet) => topic::paper(of, &desk, Reader::Member),
        (Kind::Topic(of), Sort::FacilitatorSheet) => topic::paper(of, &desk, Reader::Leader),
        (Kind::Form(of), Sort::Form) => form::paper(of, &desk),
        (Kind::Guidance(of), Sort::Guidance) => text::guidance(of, &desk),
        (Kind::Lesson(of), Sort::Lesson) => text::lesson(of, &desk, Reader::Member),
        (Kind::Lesson(of), Sort::LecturerSheet) => text::lesson(of, &desk, Reader::Leader),
        _ => return None,
    };
    // A title with nothing to show would be no title for an archive.
    if paper.title.trim().is_empty() {
        paper.title = name.to_string();
    }
    Some(paper)
}

/// Returns the day that a paper's file is of. A blank form has none of its own, so that of its page stands in.
pub(super) fn day(paper: &Paper, id: DocumentId, view: &View<'_>) -> Date {
    let head = &view.document(id).head;
    paper.date.or(head.date).or(head.reviewed).unwrap_or_else(|| view.today())
}

/// What a paper is made from.
struct Desk<'a, 'b> {
    id: DocumentId,
    name: PaperName,
    document: &'a Document,
    body: Option<&'a Body>,
    frame: &'a Frame<'b>,
    view: &'a View<'b>,
}

impl Desk<'_, '_> {
    /// Returns an empty paper with a title.
    fn paper(&self, kind: &str, subject: Option<&str>) -> Paper {
        let title = &self.document.head.title;
        Paper {
            sort: self.name.sort,
            family: crate::model::directive::Family::Party,
            title: runs::clean(&format!("{kind}: {title}")),
            author: None,
            date: self.document.head.date,
            letterhead: None,
            heading: Title { kind: runs::clean(kind), subject: subject.map(runs::clean), note: None },
            body: Vec::new(),
            signatures: Vec::new(),
            recipients: Vec::new(),
            fit_pages: None,
            landscape: false,
            images: Vec::new(),
        }
    }

    /// Returns the body of the page as blocks.
    fn blocks(&self, reader: Reader, numbering: Numbering) -> Vec<crate::model::paper::Block> {
        let mut lowering =
            Lowering { id: self.id, frame: self.frame, view: self.view, reader, numbering, images: Vec::new() };
        lowering.lower(self.body)
    }

    /// Returns the name of a page or directive that the front matter names; what is written where nothing is found.
    fn name_of(&self, written: &str) -> String {
        use crate::link::Resolution;
        match self.view.resolution(self.id, written) {
            Some(Resolution::Page(id, _) | Resolution::Directive(id)) => body::name_of(*id, self.view),
            _ => written.split('|').next().unwrap_or(written).to_owned(),
        }
    }
}

/// A head with places to write for everything.
fn blank_letterhead(date: Option<Date>) -> Letterhead {
    Letterhead { date, ..Letterhead::default() }
}
