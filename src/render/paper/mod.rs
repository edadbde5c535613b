//! Papers of documents: each kind lowers itself to [`Paper`]s, with what the handbook knows of other pages.
//!
//! The one place of print that knows kinds; outputs that make papers ask [`names`], [`offered`] and [`lower`] and walk what
//! they get. Papers are Vietnamese whatever the language of the site: their wording is that of the forms in use
//! (`domain.md` 7), so it stands here and not among the theme's words.

mod agenda;
mod body;
mod book;
mod checklist;
mod course;
mod form;
mod guide;
mod invitation;
mod minutes;
mod office;
mod pack;
mod resolution;
mod roll_call;
mod runs;
mod scorecard;
mod script;
mod step;
mod text;
mod topic;

use std::cell::RefCell;

use crate::link::{Address, DocumentId, Handbook, View};
use crate::model::directive::Family;
use crate::model::paper::{Format, Letterhead, Paper, PaperName, Sort, Title, Volume};
use crate::model::settings::OrgType;
use crate::model::{Document, Kind, Settings};
use crate::text::date::Date;
use crate::text::slug::slug;

use super::{Frame, Job, Work};
pub use pack::pieces;

use body::{Lowering, Numbering, Reader};

/// Returns all papers of a document, those that are for one kind of organisation left out: see [`variants`].
pub fn names(document: &Document) -> Vec<PaperName> {
    let sorts = Sort::of_kind(document.kind_name());
    let Kind::Guide(of) = &document.kind else { return sorts.iter().copied().map(PaperName::one).collect() };
    let scripts = (1..=of.scripts.len()).filter_map(|number| u8::try_from(number).ok());
    let mut out: Vec<PaperName> = scripts.map(|number| PaperName { number, ..PaperName::one(Sort::Script) }).collect();
    if !of.observation.is_empty() {
        out.push(PaperName::one(Sort::ObservationSheet));
    }
    out
}

/// Returns the papers of a document that are for one kind of organisation: of what is handed out, one for each kind that
/// the page has a part for (`:::only`).
pub fn variants(document: &Document, settings: &Settings) -> Vec<PaperName> {
    let named = |id: &str| document.outline.org_types.iter().any(|(named, _)| named.as_ref() == id);
    let kinds: Vec<u8> =
        (0_u8..).zip(&settings.org_types).filter(|(_, kind)| named(kind.id.as_str())).map(|(at, _)| at).collect();
    let handed_out = names(document).into_iter().filter(|name| name.sort.is_handed_out());
    handed_out.flat_map(|name| kinds.iter().map(move |at| PaperName { org_type: Some(*at), ..name })).collect()
}

/// Returns the kind of organisation that a paper is for.
pub fn org_type(name: PaperName, settings: &Settings) -> Option<&OrgType> {
    settings.org_types.get(usize::from(name.org_type?))
}

/// Returns the papers that a build makes of a document in a format, with their addresses beside its page. They follow
/// from the document and the settings alone, so that page and files agree.
pub fn offered(document: &Document, page: &Address, settings: &Settings, format: Format) -> Vec<(PaperName, Address)> {
    if document.is_section() {
        return Vec::new();
    }
    let kind = document.kind_name();
    let all = names(document).into_iter().chain(variants(document, settings));
    let wanted = all.filter(|name| settings.outputs.makes(format, kind, name.sort));
    wanted.map(|name| (name, address(page, name, format, settings))).collect()
}

/// Tells whether a file beside the content is a picture that papers can show.
pub fn is_picture(path: &str) -> bool {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    matches!(extension.as_deref(), Some("png" | "jpg" | "jpeg" | "gif" | "webp" | "svg"))
}

/// Returns the address of the whole handbook as a book.
pub fn book_address(format: Format) -> Address {
    Address::fixed(&format!("so-tay.{}", format.extension()))
}

/// Returns the jobs of a build for the papers in a format, and for the book of the whole handbook.
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
    if handbook.settings().outputs.has_book(format) {
        jobs.push(Job { address: book_address(format), body: None, work: Work::Book(format) });
    }
    jobs
}

/// Returns the address of a paper of the page at `page`.
pub fn address(page: &Address, name: PaperName, format: Format, settings: &Settings) -> Address {
    let stem = page.as_str().strip_suffix(".html").unwrap_or(page.as_str());
    Address::fixed(&file_name(stem, name, format, settings))
}

/// Returns the name of a paper's file: `STEM-dang-vien-doanh-nghiep.pdf`.
fn file_name(stem: &str, name: PaperName, format: Format, settings: &Settings) -> String {
    let extension = format.extension();
    match org_type(name, settings) {
        Some(kind) => format!("{stem}-{name}-{}.{extension}", slug(kind.id.as_str())),
        None => format!("{stem}-{name}.{extension}"),
    }
}

/// Returns a paper of a document; `None` if it has none of that name.
pub fn lower(id: DocumentId, name: PaperName, frame: &Frame<'_>, view: &View<'_>) -> Option<Paper> {
    let desk = Desk::of(id, name, frame, view, None);
    let mut paper = match (&desk.document.kind, name.sort) {
        (Kind::Agenda(of), Sort::Agenda) => agenda::full(of, &desk),
        (Kind::Agenda(of), Sort::OnePage) => agenda::one_page(of, &desk),
        (Kind::Agenda(of), Sort::Script) => script::paper(of, &desk),
        (Kind::Agenda(of), Sort::Checklist) => checklist::paper(of, &desk),
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
    if let Some(kind) = org_type(name, view.settings()) {
        let kind = runs::clean(&kind.name);
        paper.title = format!("{} – {kind}", paper.title);
        paper.heading.note = Some(paper.heading.note.map_or_else(|| kind.clone(), |note| format!("{note}; {kind}")));
    }
    paper.images = desk.images.take();
    // A title with nothing to show would be no title for an archive.
    if paper.title.trim().is_empty() {
        paper.title = name.to_string();
    }
    Some(paper)
}

/// Returns a paper of a document as a volume: a course's book, a meeting's pack, or a single paper.
pub fn volume(id: DocumentId, name: PaperName, frame: &Frame<'_>, view: &View<'_>) -> Option<Volume> {
    match (name.sort, &view.document(id).kind) {
        (Sort::Book, Kind::Course(of)) => Some(book::course(of, id, frame, view)),
        (Sort::Pack, Kind::Agenda(_)) => Some(pack::volume(id, frame, view)),
        _ => lower(id, name, frame, view).map(Volume::from),
    }
}

/// Returns the documents whose bodies [`volume`] needs.
pub fn bodies(id: DocumentId, name: PaperName, handbook: &Handbook) -> Vec<DocumentId> {
    match (name.sort, &handbook.document(id).kind) {
        (Sort::Book, Kind::Course(of)) => book::course_pages(of, id, handbook),
        (Sort::Pack, Kind::Agenda(_)) => pack::owners(id, handbook),
        _ => vec![id],
    }
}

/// Returns the whole handbook as a volume; it needs every document's body.
pub fn whole(frame: &Frame<'_>, view: &View<'_>) -> Volume {
    book::handbook(frame, view)
}

/// Returns an empty paper.
fn blank(sort: Sort, title: &str) -> Paper {
    Paper {
        sort,
        family: Family::Party,
        title: runs::clean(title),
        author: None,
        date: None,
        letterhead: None,
        heading: Title::default(),
        body: Vec::new(),
        signatures: Vec::new(),
        recipients: Vec::new(),
        fit_pages: None,
        landscape: false,
        images: Vec::new(),
    }
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
    frame: &'a Frame<'b>,
    view: &'a View<'b>,
    /// Pictures that its blocks name by number, by path.
    images: RefCell<Vec<String>>,
    /// The book that the paper is a chapter of.
    book: Option<&'a book::Book>,
}

impl<'a, 'b> Desk<'a, 'b> {
    fn of(
        id: DocumentId,
        name: PaperName,
        frame: &'a Frame<'b>,
        view: &'a View<'b>,
        book: Option<&'a book::Book>,
    ) -> Self {
        Self { id, name, document: view.document(id), frame, view, images: RefCell::default(), book }
    }
    /// Returns an empty paper with a title.
    fn paper(&self, kind: &str, subject: Option<&str>) -> Paper {
        Paper {
            date: self.document.head.date,
            heading: Title { kind: runs::clean(kind), subject: subject.map(runs::clean), note: None },
            ..blank(self.name.sort, &format!("{kind}: {}", self.document.head.title))
        }
    }

    /// Returns the body of the page as blocks.
    fn blocks(&self, reader: Reader, numbering: Numbering) -> Vec<crate::model::paper::Block> {
        let images = self.images.take();
        let mut lowering = Lowering {
            id: self.id,
            frame: self.frame,
            view: self.view,
            reader,
            numbering,
            images,
            org_type: org_type(self.name, self.view.settings()),
            book: self.book,
        };
        let blocks = lowering.lower(self.view.body(self.id));
        self.images.replace(lowering.images);
        blocks
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
