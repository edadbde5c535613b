//! Sách: a course, or the whole handbook, as one volume: cover, contents, chapters that lead to each other.
//!
//! A page is a chapter with its text; where it has official papers of its own (a blank form, a score sheet, a script)
//! they follow it as they are handed out. Which pages a book has is asked twice: by the job, for what must be read from
//! disk, and here, so both use [`course_pages`] and [`all_pages`].

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::link::{DocumentId, Handbook, Resolution, Section, SectionId, View};
use crate::model::course::Course;
use crate::model::directive::Directive;
use crate::model::paper::{Block, Contents, Cover, Paper, PaperName, ParagraphRole, Part, Sort, Style, Title, Volume};
use crate::model::{Kind, PageRef};

use super::body::{Numbering, Reader};
use super::runs::{clean, field, paragraph, styled};
use super::{Desk, course, text, topic};
use crate::render::Frame;

/// A book on its way: what is in it, and what its links can lead to.
#[derive(Debug, Default)]
pub(super) struct Book {
    pages: BTreeSet<DocumentId>,
    /// Sections without a page of their own are chapters, too.
    sections: bool,
    /// Anchors of chapters and headings that were printed.
    anchors: RefCell<BTreeSet<String>>,
    /// Answers of quizzes that are kept for the end.
    pub(super) answers: RefCell<Vec<Block>>,
}

impl Book {
    /// Returns what leads to a heading of a document, and remembers that it is there.
    pub(super) fn heading(&self, stem: &str, id: &str) -> String {
        let anchor = format!("{stem}#{id}");
        self.anchors.borrow_mut().insert(anchor.clone());
        anchor
    }

    /// Returns what leads to where a reference points, if that is in the book.
    pub(super) fn leads_to(&self, to: &Resolution, from: DocumentId, view: &View<'_>) -> Option<String> {
        let stem = |id: DocumentId| view.card(id).document.stem();
        match to {
            Resolution::Page(id, anchor) if self.pages.contains(id) => {
                Some(anchor.as_ref().map_or_else(|| stem(*id).to_owned(), |anchor| format!("{}#{anchor}", stem(*id))))
            }
            Resolution::Directive(id) if self.pages.contains(id) => Some(stem(*id).to_owned()),
            Resolution::Anchor(anchor) => Some(format!("{}#{anchor}", stem(from))),
            Resolution::Section(id) if self.sections => Some(section_anchor(view.section(*id))),
            Resolution::Page(..)
            | Resolution::Directive(_)
            | Resolution::Section(_)
            | Resolution::Media(_)
            | Resolution::Broken(_) => None,
        }
    }

    fn part(&self, level: u8, anchor: String, paper: Paper) -> Part {
        self.anchors.borrow_mut().insert(anchor.clone());
        Part { level, anchor: Some(anchor), paper }
    }
}

/// What leads to a section that has no page of its own.
fn section_anchor(section: &Section) -> String {
    format!("{}/", section.folder)
}

/// Returns the pages of a course book: the course, then its lessons in the order of programme and timetable, then those
/// that only name it.
pub(super) fn course_pages(of: &Course, id: DocumentId, handbook: &Handbook) -> Vec<DocumentId> {
    let mut out = vec![id];
    let named = of.programme.iter().map(|unit| &unit.lesson).chain(of.sessions.iter().map(|session| &session.lesson));
    let named = named.flatten().filter_map(|page: &PageRef| match handbook.resolution(id, page.as_str()) {
        Some(Resolution::Page(lesson, _)) => Some(*lesson),
        _ => None,
    });
    let mut others: Vec<_> = handbook
        .backlinks(id)
        .iter()
        .filter_map(|other| {
            let Kind::Lesson(lesson) = &handbook.document(*other).kind else { return None };
            lesson.course.as_ref().map(|_| (lesson.number, *other))
        })
        .collect();
    others.sort_unstable();
    for lesson in named.chain(others.into_iter().map(|(_, lesson)| lesson)) {
        if !out.contains(&lesson) {
            out.push(lesson);
        }
    }
    out
}

/// Returns all pages of the handbook.
pub(super) fn all_pages(handbook: &Handbook) -> Vec<DocumentId> {
    handbook.ids().collect()
}

/// Returns a course as a book for learners: answers stand at its end.
pub(super) fn course(of: &Course, id: DocumentId, frame: &Frame<'_>, view: &View<'_>) -> Volume {
    let handbook = frame.handbook();
    // The facts that the list of pages rests on; each page's own comes with its chapter.
    drop(view.backlinks(id));
    view.resolutions(id);
    let pages = course_pages(of, id, handbook);
    let book = Book { pages: pages.iter().copied().collect(), ..Book::default() };
    let mut parts = Vec::new();
    for page in pages {
        let desk = Desk::of(page, PaperName::one(Sort::Book), frame, view, Some(&book));
        let paper = chapter(&desk, Reader::Member);
        parts.push(book.part(1, desk.document.stem().to_owned(), desk.finish(paper)));
    }
    let answers = book.answers.take();
    if !answers.is_empty() {
        let mut paper = super::blank(Sort::Book, "Đáp án");
        "Đáp án".clone_into(&mut paper.heading.kind);
        paper.body = answers;
        parts.push(Part { level: 1, anchor: None, paper });
    }
    let document = view.document(id);
    let mut lines: Vec<String> = Vec::new();
    lines.extend(of.place.as_deref().map(clean));
    lines.extend(of.sessions.first().map(|session| session.starts.date().long_vi()).map(|day| clean(&day)));
    let cover = Cover {
        above: Some(clean(&view.settings().title)),
        title: clean(&document.head.title),
        below: of.audience.as_deref().map(clean),
        lines,
    };
    volume(cover, Contents::Headings, parts, book, view)
}

/// Returns the whole handbook as a book.
pub(super) fn handbook(frame: &Frame<'_>, view: &View<'_>) -> Volume {
    let pages = all_pages(frame.handbook()).into_iter().collect();
    let book = Book { pages, sections: true, ..Book::default() };
    let mut parts = Vec::new();
    section(SectionId::ROOT, 0, &book, &mut parts, frame, view);
    let settings = view.settings();
    let cover = Cover {
        above: None,
        title: clean(&settings.title),
        below: Some(settings.description.as_str()).filter(|text| !text.is_empty()).map(clean),
        lines: Vec::new(),
    };
    volume(cover, Contents::Parts, parts, book, view)
}

fn volume(cover: Cover, contents: Contents, parts: Vec<Part>, book: Book, view: &View<'_>) -> Volume {
    // The newest page's day: a book does not change because a day has passed.
    let days = book.pages.iter().flat_map(|id| {
        let head = &view.document(*id).head;
        [head.date, head.reviewed]
    });
    let date = days.flatten().max();
    Volume {
        title: cover.title.clone(),
        cover: Some(cover),
        contents: Some(contents),
        numbered_through: true,
        parts,
        anchors: book.anchors.into_inner(),
        date,
        ..Volume::of(String::new(), Vec::new())
    }
}

/// A section's own page, its pages, the sections in it. What is deeper than an outline goes stays on its last level.
fn section(id: SectionId, level: u8, book: &Book, out: &mut Vec<Part>, frame: &Frame<'_>, view: &View<'_>) {
    let of = view.section(id);
    let own = level.clamp(1, DEEPEST);
    match of.document {
        Some(document) => chapters(document, own, book, out, frame, view),
        None if level > 0 => {
            let mut paper = super::blank(Sort::Book, &of.title);
            paper.heading.kind = clean(&of.title);
            out.push(book.part(own, section_anchor(of), paper));
        }
        None => {}
    }
    let below = (level + 1).min(DEEPEST);
    for page in &of.pages {
        chapters(*page, below, book, out, frame, view);
    }
    for child in &of.children {
        section(*child, level + 1, book, out, frame, view);
    }
}

/// Deepest level of a chapter's title.
const DEEPEST: u8 = 3;

/// A page's chapter, and after it the papers that it has.
fn chapters(id: DocumentId, level: u8, book: &Book, out: &mut Vec<Part>, frame: &Frame<'_>, view: &View<'_>) {
    let desk = Desk::of(id, PaperName::one(Sort::Book), frame, view, Some(book));
    let paper = chapter(&desk, Reader::Leader);
    out.push(book.part(level, desk.document.stem().to_owned(), desk.finish(paper)));
    let of_guide = matches!(desk.document.kind, Kind::Guide(_));
    let whole = [Sort::Agenda, Sort::ObservationSheet, Sort::ScoreSheet, Sort::Form];
    let handed_out = super::names(desk.document)
        .into_iter()
        .filter(|name| whole.contains(&name.sort) || (of_guide && name.sort == Sort::Script));
    for name in handed_out {
        let paper = super::lower(id, name, frame, view);
        out.extend(paper.map(|paper| Part { level: (level + 1).min(DEEPEST + 1), anchor: None, paper }));
    }
}

/// A page as a chapter: its text, with what its kind adds.
fn chapter(desk: &Desk<'_, '_>, reader: Reader) -> Paper {
    match &desk.document.kind {
        Kind::Course(of) => course::chapter(of, desk, reader),
        Kind::Lesson(of) => text::lesson(of, desk, reader),
        Kind::Topic(of) => topic::paper(of, desk, reader),
        Kind::Directive(of) => directive(of, desk, reader),
        Kind::Guidance(_)
        | Kind::Agenda(_)
        | Kind::Guide(_)
        | Kind::Scorecard(_)
        | Kind::Form(_)
        | Kind::Calendar(_)
        | Kind::Bulletin(_)
        | Kind::Page(_)
        | Kind::Section(_) => {
            let mut paper = desk.chapter("");
            let summary = desk.document.head.summary.as_deref();
            let lead = |summary| paragraph(ParagraphRole::Plain, vec![styled(Style::Emphasis, summary)]);
            paper.body.extend(summary.map(lead));
            paper.body.extend(desk.blocks(reader, Numbering::Plain));
            paper
        }
    }
}

/// A directive, known by its number.
fn directive(of: &Directive, desk: &Desk<'_, '_>, reader: Reader) -> Paper {
    let mut paper = desk.chapter("");
    let name = clean(format!("{} {}", of.paper.as_deref().unwrap_or_default(), of.citation()).trim());
    paper.title.clone_from(&name);
    paper.heading.subject = Some(name);
    let fields = vec![field("Cơ quan ban hành", Some(&of.issuer)), field("Trích yếu", Some(&of.about))];
    paper.body.push(Block::Fields { fields });
    paper.body.extend(desk.blocks(reader, Numbering::Plain));
    paper
}

impl Desk<'_, '_> {
    /// Returns an empty chapter of a book: the name of what it is, and the page's title.
    pub(super) fn chapter(&self, kind: &str) -> Paper {
        let title = &self.document.head.title;
        let mut paper = super::blank(Sort::Book, title);
        paper.heading.kind = clean(kind);
        paper.heading.subject = Some(clean(title));
        paper
    }

    /// Returns a paper as a chapter: without what it needs only when handed out alone.
    fn finish(&self, paper: Paper) -> Paper {
        // A directive is known by its number.
        let is_directive = matches!(self.document.kind, Kind::Directive(_));
        let title = if is_directive { paper.title } else { clean(&self.document.head.title) };
        Paper {
            sort: Sort::Book,
            date: None,
            letterhead: None,
            heading: Title { note: None, ..paper.heading },
            signatures: Vec::new(),
            recipients: Vec::new(),
            images: self.images.take(),
            title,
            ..paper
        }
    }
}
