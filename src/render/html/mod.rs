//! Pages: the block tree and the facts of a document through the theme's templates.
//!
//! What many pages share is made once: the frame's template values, whose insertion costs a reference count, what stands
//! around their content, a section's sidebar, rendered but for the mark of the current page, and the way to a section and a
//! page's entry in lists, rendered but for the way to the root. Each kind shows its own face through `kinds/`.

mod body;
mod breadcrumb;
mod chart;
mod entry;
mod escape;
mod frame;
mod kinds;
mod lists;
mod page;
mod pieces;
mod shell;
mod sidebar;
mod values;

use tera::Context;

use crate::diagnostic::Diagnostic;
use crate::link::{Address, TaxonomyKey, View};
use crate::markdown::Body;

use super::{Content, Job, Output, Work};

pub use frame::{Frame, SharedIndex, prepare};

/// Bytes that most pages stay below.
const PAGE: usize = 32 * 1024;

pub(super) static OUTPUT: Output = Output { name: "html", jobs, make };

fn jobs(frame: &Frame<'_>) -> Vec<Job> {
    let handbook = frame.handbook();
    let mut jobs = Vec::with_capacity(handbook.ids().len() + handbook.sections().len());
    for id in handbook.ids().filter(|id| !handbook.document(*id).is_section()) {
        jobs.push(Job { address: handbook.address(id).clone(), body: Some(id), work: Work::Page(id) });
    }
    for id in handbook.section_ids() {
        let section = handbook.section(id);
        jobs.push(Job { address: section.address.clone(), body: section.document, work: Work::Section(id) });
    }
    for (number, taxonomy) in handbook.taxonomies().iter().enumerate().filter(|(_, t)| !t.terms.is_empty()) {
        jobs.push(Job { address: taxonomy.key.address(), body: None, work: Work::Taxonomy(number) });
        for (term, of) in taxonomy.terms.iter().enumerate() {
            jobs.push(Job { address: of.address.clone(), body: None, work: Work::Term(number, term) });
        }
    }
    jobs.push(Job { address: Address::fixed("404.html"), body: None, work: Work::NotFound });
    jobs.push(Job { address: frame::search_page(frame.words()), body: None, work: Work::SearchPage });
    jobs
}

fn make(job: &Job, body: Option<&Body>, frame: &Frame<'_>, view: &View<'_>) -> super::Made {
    page(job, body, frame, view).transpose()
}

/// `None` for a job of another output.
fn page(
    job: &Job,
    body: Option<&Body>,
    frame: &Frame<'_>,
    view: &View<'_>,
) -> Result<Option<Content>, Box<Diagnostic>> {
    let mut context = Context::new();
    context.insert("root", &job.address.root());
    let template = match &job.work {
        Work::Page(id) => {
            let shown = kinds::show(*id, frame, view)?;
            context.insert_value("page", page::of_document(*id, body, frame, view)?);
            context.insert_value(
                "sidebar",
                frame.sidebars().on(&job.address, view.section_of(*id), Some(*id), frame, view)?,
            );
            context.insert_value("details", shown.details);
            shown.template
        }
        Work::Section(id) => {
            let section = view.section(*id);
            let value = match section.document {
                Some(document) => page::of_document(document, body, frame, view)?,
                None => page::of_list(&section.title, &section.address, Some(*id), frame, view)?,
            };
            context.insert_value("page", value);
            context.insert_value("sidebar", frame.sidebars().on(&job.address, *id, None, frame, view)?);
            context.insert_value("details", lists::section(*id, frame, view)?);
            context.insert("book", &page::book(frame));
            if section.parent.is_none() { "home.html" } else { "section.html" }
        }
        Work::Taxonomy(number) => {
            let Some(key) = TaxonomyKey::ALL.get(*number).copied() else { return Ok(None) };
            let title = frame.words().get(taxonomy_word(key));
            context.insert_value("page", page::of_list(title, &job.address, None, frame, view)?);
            context.insert_value("taxonomy", lists::taxonomy(key, frame, view));
            "taxonomy.html"
        }
        Work::Term(taxonomy, term) => {
            let Some((of, found)) = view.term(*taxonomy, *term) else { return Ok(None) };
            context.insert_value("page", page::of_list(&found.name, &job.address, None, frame, view)?);
            context.insert_value("term", lists::term(of, found, frame, view)?);
            "term.html"
        }
        Work::NotFound => {
            let title = frame.words().get("not_found");
            context.insert_value("page", page::of_list(title, &job.address, None, frame, view)?);
            "404.html"
        }
        Work::SearchPage => {
            let title = frame.words().get("search_title");
            context.insert_value("page", page::of_list(title, &job.address, None, frame, view)?);
            "search.html"
        }
        Work::Redirect(_)
        | Work::Paper(..)
        | Work::Pack(_)
        | Work::Book(_)
        | Work::Calendar(..)
        | Work::Sitemap
        | Work::Feed
        | Work::Offline(_)
        | Work::Robots
        | Work::Search(_)
        | Work::Static(_)
        | Work::Asset(_) => {
            return Ok(None);
        }
    };
    let search = job.work != Work::SearchPage;
    context.insert_value("shell", frame.shells().of(&job.address, search, frame.theme())?);
    let mut out = Vec::with_capacity(PAGE);
    frame.theme().render(template, &context, &mut out)?;
    Ok(Some(Content::Bytes(out)))
}

/// The theme's word for a taxonomy.
fn taxonomy_word(key: TaxonomyKey) -> &'static str {
    match key {
        TaxonomyKey::Themes => "taxonomy_themes",
        TaxonomyKey::OrgTypes => "taxonomy_org_types",
        TaxonomyKey::Tags => "taxonomy_tags",
        TaxonomyKey::Years => "taxonomy_years",
    }
}
