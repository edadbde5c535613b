//! Papers of chosen pages, printed into memory: for whoever wants one without a whole build.

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Report};
use crate::render::{self, Content, Frame, Job, Work};

use super::load::{self, Found, ReadPage};
use super::render::supply;
use super::{Options, SiteError, fonts};

/// A printed paper.
#[derive(Debug)]
pub struct Printed {
    /// Name of its file.
    pub file: String,
    /// The PDF.
    pub bytes: Vec<u8>,
}

/// What became of the wish for papers.
#[derive(Debug, Default)]
pub struct Prints {
    /// The papers, in the order of the pages.
    pub papers: Vec<Printed>,
    /// Papers that the pages have, by name, whether they were asked for or not.
    pub names: Vec<String>,
    /// Ids of all kinds of organisation.
    pub org_types: Vec<String>,
    /// Pages that were not found, as asked for.
    pub unknown: Vec<String>,
    /// Paths of all pages that have papers: for "did you mean".
    pub known: Vec<String>,
    /// The machine's own font that they are set in, if they are.
    pub font: Option<Arc<str>>,
    /// What is wrong with the content; with an error nothing is printed.
    pub diagnostics: Vec<Diagnostic>,
}

/// Which papers are wanted.
#[derive(Debug, Default)]
pub struct Wish<'a> {
    /// Paths of pages, with or without `content/` and `.md`, or folders for all pages in them.
    pub items: &'a [String],
    /// Only papers of this name.
    pub only: Option<&'a str>,
    /// Only papers for the kind of organisation of this id; `None`: those for all.
    pub org_type: Option<&'a str>,
    /// The whole handbook as a book, too.
    pub book: bool,
}

/// Prints papers.
pub fn print(options: &Options, wish: &Wish<'_>) -> Result<Prints, SiteError> {
    let mut report = Report::new();
    let mut out = Prints::default();
    let Some(found) = load::find(options, &mut report)? else {
        return Ok(Prints { diagnostics: report.sorted(), ..out });
    };
    let pages = load::pages(&found.tree.pages, &found.settings, &[], options.jobs)?;
    let handbook = load::handbook(&found, &pages, options, &mut report);
    let theme = load::theme(&found, &mut report)?;
    let Some(mut theme) = theme.filter(|_| !report.has_errors()) else {
        return Ok(Prints { diagnostics: report.sorted(), ..out });
    };
    render::html::prepare(&mut theme, &handbook);
    let frame = Frame::new(&handbook, &theme);
    let settings = handbook.settings();
    out.org_types = settings.org_types.iter().map(|kind| kind.id.as_str().to_owned()).collect();
    for item in wish.items {
        let stem = stem(item);
        let mut met = false;
        for id in handbook.ids() {
            let document = handbook.document(id);
            let names = render::paper::names(document);
            if names.is_empty() {
                continue;
            }
            out.known.push(document.stem().to_owned());
            let inside =
                document.stem().strip_prefix(stem).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
            if !inside {
                continue;
            }
            met = true;
            let names = if wish.org_type.is_some() { render::paper::variants(document, settings) } else { names };
            for name in names {
                if render::paper::org_type(name, settings).map(|kind| kind.id.as_str()) != wish.org_type {
                    continue;
                }
                out.names.push(name.to_string());
                if wish.only.is_some_and(|only| only != name.to_string() && only != name.sort.name()) {
                    continue;
                }
                let address = render::paper::address(handbook.address(id), name, settings);
                let job = Job { address, body: Some(id), work: Work::Paper(id, name) };
                let file = document.stem().replace('/', "-");
                let file = render::paper::file_name(&crate::text::slug::slug(&file), name, settings);
                let paper = one(&job, file, &found, &pages, &frame, &mut report)?;
                out.papers.extend(paper);
            }
        }
        if !met {
            out.unknown.push(item.clone());
        }
    }
    if wish.book {
        let job = Job { address: render::paper::book_address(), body: None, work: Work::Book };
        let file = job.address.as_str().to_owned();
        out.papers.extend(one(&job, file, &found, &pages, &frame, &mut report)?);
    }
    out.font = fonts::used(theme.print());
    out.names.sort_unstable();
    out.names.dedup();
    out.diagnostics = report.sorted();
    Ok(out)
}

fn one(
    job: &Job,
    file: String,
    found: &Found,
    pages: &[ReadPage],
    frame: &Frame<'_>,
    report: &mut Report,
) -> Result<Option<Printed>, SiteError> {
    let supply = supply(job, found, pages, frame.handbook())?;
    match render::render(job, &supply, frame) {
        Ok(artifact) => {
            report.extend(artifact.doubts);
            let Content::Bytes(bytes) = artifact.content else { return Ok(None) };
            Ok(Some(Printed { file, bytes }))
        }
        Err(diagnostic) => {
            report.add(*diagnostic);
            Ok(None)
        }
    }
}

/// `content/chuong-trinh/thang-3.md`, `chuong-trinh/thang-3` and `chuong-trinh/` alike.
fn stem(item: &str) -> &str {
    let item = item.trim_start_matches("./").trim_end_matches('/');
    let item = item.strip_prefix("content/").unwrap_or(item);
    Path::new(item)
        .extension()
        .filter(|extension| *extension == "md")
        .and_then(|_| item.strip_suffix(".md"))
        .unwrap_or(item)
}
