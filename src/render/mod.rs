//! Rendering: a [`View`] of the handbook in, artifacts out. No disk, no clock, no printing.
//!
//! An output is one file with its list of jobs; [`OUTPUTS`] lists them. A job is small: it names the
//! artifact's address and whose body it needs, so that what is fresh is never rendered.

mod calendar;
mod codes;
mod feed;
pub mod html;
pub mod paper;
#[cfg(feature = "pdf")]
mod pdf;
mod redirect;
mod robots;
pub mod search;
mod sitemap;
mod static_files;

use crate::diagnostic::Diagnostic;
use crate::link::{Address, DocumentId, Fact, Handbook, Resolution, SectionId, Supply, View};
use crate::markdown::Body;
use crate::model::paper::PaperName;

pub use codes::CODES;
pub use html::Frame;

/// What an artifact is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Bytes of its own.
    Bytes(Vec<u8>),
    /// A copy of a file beside the content, by its path from the handbook's root.
    Copy(Box<str>),
}

/// A file of the site.
#[derive(Debug)]
pub struct Artifact {
    /// Where it goes.
    pub address: Address,
    /// What it holds.
    pub content: Content,
    /// The facts that it rests on.
    pub notes: Vec<(Fact, u64)>,
    /// What is doubtful about it.
    pub doubts: Vec<Diagnostic>,
}

/// An artifact to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Where it goes.
    pub address: Address,
    /// Document whose body it needs.
    pub body: Option<DocumentId>,
    /// What it is.
    pub work: Work,
}

/// What a job makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Work {
    /// A document's page.
    Page(DocumentId),
    /// A section's page, with or without a document of its own.
    Section(SectionId),
    /// The list of a taxonomy's terms, by number.
    Taxonomy(usize),
    /// A term's pages: numbers of taxonomy and term.
    Term(usize, usize),
    /// The page for addresses that do not exist.
    NotFound,
    /// A redirect from an old address.
    Redirect(DocumentId),
    /// List of all addresses.
    Sitemap,
    /// Feed of the newest pages.
    Feed,
    /// A document's meetings; of a year plan those of one unit, by number.
    Calendar(DocumentId, Option<usize>),
    /// One of a document's papers.
    Paper(DocumentId, PaperName),
    /// The whole handbook as one paper.
    Book,
    /// Rules for crawlers.
    Robots,
    /// The page to search on.
    SearchPage,
    /// A file of the search index.
    Search(search::File),
    /// A file of the theme, by number.
    Static(usize),
    /// A file beside the content.
    Asset(Box<str>),
}

/// An output: what there is to make, and how.
#[derive(Debug)]
pub struct Output {
    /// Name.
    pub name: &'static str,
    /// Returns the jobs, in a stable order.
    pub jobs: fn(&Frame<'_>) -> Vec<Job>,
    /// Makes one of its jobs.
    pub make: fn(&Job, Option<&Body>, &Frame<'_>, &View<'_>) -> Made,
}

/// What became of a job; `None` if it is another output's.
pub type Made = Option<Result<Content, Box<Diagnostic>>>;

/// Every output.
pub static OUTPUTS: &[&Output] = &[
    &html::OUTPUT,
    &redirect::OUTPUT,
    &sitemap::OUTPUT,
    &feed::OUTPUT,
    &calendar::OUTPUT,
    #[cfg(feature = "pdf")]
    &pdf::OUTPUT,
    &robots::OUTPUT,
    &search::OUTPUT,
    &static_files::OUTPUT,
];

/// Returns all jobs of a handbook.
pub fn jobs(frame: &Frame<'_>) -> Vec<Job> {
    OUTPUTS.iter().flat_map(|output| (output.jobs)(frame)).collect()
}

/// What has to be read from disk for a job.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Documents whose bodies it shows.
    pub bodies: Vec<DocumentId>,
    /// Pictures beside the content, by path.
    pub pictures: Vec<Box<str>>,
}

/// Returns what a job needs.
pub fn needs(job: &Job, handbook: &Handbook) -> Needs {
    let (bodies, with_pictures): (Vec<DocumentId>, bool) = if let Work::Paper(id, name) = &job.work {
        (paper::bodies(*id, *name, handbook), true)
    } else if job.work == Work::Book {
        (handbook.ids().collect(), true)
    } else if let Work::Search(search::File::Text { pages, .. }) = &job.work {
        (handbook.ids().skip(pages.start).take(pages.len()).collect(), false)
    } else {
        (job.body.into_iter().collect(), false)
    };
    let mut pictures: Vec<Box<str>> = Vec::new();
    for id in bodies.iter().filter(|_| with_pictures) {
        for resolution in handbook.resolutions(*id) {
            if let Resolution::Media(path) = resolution
                && paper::is_picture(path)
            {
                pictures.push(path.clone());
            }
        }
    }
    Needs { bodies, pictures }
}

/// Renders one artifact from what it [`needs`].
pub fn render(job: &Job, supply: &Supply, frame: &Frame<'_>) -> Result<Artifact, Box<Diagnostic>> {
    let view = View::new(frame.handbook(), supply);
    let body = job.body.and_then(|id| supply.bodies.get(&id));
    let content = OUTPUTS.iter().find_map(|output| (output.make)(job, body, frame, &view));
    let content = content.unwrap_or_else(|| Ok(Content::Bytes(Vec::new())))?;
    let doubts = view.doubts();
    Ok(Artifact { address: job.address.clone(), content, notes: view.into_notes(), doubts })
}
