//! Rendering: a [`View`] of the handbook in, artifacts out. No disk, no clock, no printing.
//!
//! An output is one file with its list of jobs; [`OUTPUTS`] lists them. A job is small: it names the
//! artifact's address and whose body it needs, so that what is fresh is never rendered.

mod calendar;
mod codes;
mod docx;
mod epub;
mod feed;
pub mod html;
mod layout;
pub mod offline;
#[cfg(feature = "pdf")]
mod pack;
pub mod paper;
#[cfg(feature = "pdf")]
mod pdf;
mod picture;
mod redirect;
mod robots;
pub mod search;
mod sitemap;
mod static_files;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::link::{Address, DocumentId, Fact, Handbook, Resolution, SectionId, Supply, View};
use crate::markdown::Body;
use crate::model::Settings;
use crate::model::paper::{Format, PaperName, Sort};
use crate::theme::Theme;

pub use codes::CODES;
pub use html::{Frame, SharedIndex};

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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// Where it goes.
    pub address: Address,
    /// Document whose body it needs.
    pub body: Option<DocumentId>,
    /// What it is.
    pub work: Work,
}

/// What a job makes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    Paper(DocumentId, PaperName, Format),
    /// A meeting's pack: its papers and its calendar in one ZIP.
    Pack(DocumentId),
    /// A file that makes the site an app.
    Offline(offline::File),
    /// The whole handbook as a book.
    Book(Format),
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

impl Work {
    /// Tells whether it is a paper: a site is sound without one that cannot be made.
    pub fn is_paper(&self) -> bool {
        matches!(self, Self::Paper(..) | Self::Pack(_) | Self::Book(_))
    }
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

/// An artifact's content, or why there is none.
pub type Rendered = Result<Content, Box<Diagnostic>>;

/// What became of a job; `None` if it is another output's.
pub type Made = Option<Rendered>;

/// Every output.
pub static OUTPUTS: &[&Output] = &[
    &html::OUTPUT,
    &redirect::OUTPUT,
    &sitemap::OUTPUT,
    &feed::OUTPUT,
    &calendar::OUTPUT,
    &epub::OUTPUT,
    #[cfg(feature = "pdf")]
    &pdf::OUTPUT,
    #[cfg(feature = "pdf")]
    &pack::OUTPUT,
    &docx::OUTPUT,
    &robots::OUTPUT,
    &search::OUTPUT,
    &offline::OUTPUT,
    &static_files::OUTPUT,
];

/// Returns all jobs of a handbook.
pub fn jobs(frame: &Frame<'_>) -> Vec<Job> {
    OUTPUTS.iter().flat_map(|output| (output.jobs)(frame)).collect()
}

/// Returns all jobs but those of the search index, which takes a pass over all words to plan: see [`search::jobs`].
pub fn jobs_but_search(frame: &Frame<'_>) -> Vec<Job> {
    let others = OUTPUTS.iter().filter(|output| output.name != search::OUTPUT.name);
    let lists: Vec<Vec<Job>> = others.map(|output| (output.jobs)(frame)).collect();
    let mut jobs = Vec::with_capacity(lists.iter().map(Vec::len).sum());
    jobs.extend(lists.into_iter().flatten());
    jobs
}

/// Prepares what jobs share, once it is known which of them are going to be made.
pub fn expect(jobs: &[&Job], frame: &Frame<'_>) {
    search::expect(jobs, frame);
}

/// Returns the file of the last build from which a job's artifact can be made again, if only it stands as it was left.
pub fn earlier(job: &Job, frame: &Frame<'_>) -> Option<Address> {
    if let Work::Search(file) = &job.work { search::earlier(file, frame) } else { None }
}

/// Returns the jobs for the pack of a meeting whose page stands at `page`: in one PDF, and as ZIP.
pub fn packs(id: DocumentId, page: &Address, settings: &Settings) -> Vec<Job> {
    #[cfg(feature = "pdf")]
    {
        pack::both(id, page, settings).into()
    }
    #[cfg(not(feature = "pdf"))]
    {
        let _ = (id, page, settings);
        Vec::new()
    }
}

/// Tells what is wrong with the settings of outputs, for which the theme must be known.
pub fn faults(handbook: &Handbook, theme: &Theme) -> Option<Diagnostic> {
    layout::fault(handbook.settings(), theme)
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
    let bodies = if let Work::Paper(id, name, _) = &job.work {
        paper::bodies(*id, *name, handbook)
    } else if let Work::Pack(id) = &job.work {
        paper::bodies(*id, PaperName::one(Sort::Pack), handbook)
    } else if matches!(job.work, Work::Book(_)) {
        handbook.ids().collect()
    } else if let Work::Search(search::File::Text { pages, .. }) = &job.work {
        handbook.ids().skip(pages.start).take(pages.len()).collect()
    } else {
        job.body.into_iter().collect()
    };
    let mut pictures = Vec::new();
    if job.work.is_paper() {
        let resolutions = bodies.iter().flat_map(|id| handbook.resolutions(*id));
        pictures.extend(resolutions.filter_map(|resolution| {
            let Resolution::Media(path) = resolution else { return None };
            paper::is_picture(path).then(|| path.clone())
        }));
    }
    Needs { bodies, pictures }
}

/// Renders one artifact from what it [`needs`].
pub fn render(job: &Job, supply: &Supply, frame: &Frame<'_>) -> Result<Artifact, Box<Diagnostic>> {
    let view = View::new(frame.handbook(), supply);
    let body = job.body.and_then(|id| supply.bodies.get(&id)).map(AsRef::as_ref);
    let content = OUTPUTS.iter().find_map(|output| (output.make)(job, body, frame, &view));
    let content = content.unwrap_or_else(|| Ok(Content::Bytes(Vec::new())))?;
    let doubts = view.doubts();
    Ok(Artifact { address: job.address.clone(), content, notes: view.into_notes(), doubts })
}
