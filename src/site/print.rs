//! Papers of chosen pages, printed into memory: for whoever wants one without a whole build.

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Report};
use crate::link::{Address, DocumentId};
use crate::model::Settings;
use crate::model::paper::{Format, PaperName, Sort};
use crate::render::{self, Content, Frame, Job, Work};

use super::each::each;
use super::load;
use super::shelf::Known;
use super::store::supply;
use super::{Options, Phase, SiteError, fonts};

/// A printed paper.
#[derive(Debug)]
pub struct Printed {
    /// Name of its file.
    pub file: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What became of the wish for papers.
#[derive(Debug, Default)]
pub struct Prints {
    /// Papers that were printed.
    pub papers: usize,
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

/// What is wanted of pages.
#[derive(Debug, Clone, Copy)]
pub enum Wish<'a> {
    /// Their papers, and the whole handbook as a book.
    Papers {
        /// Only the one of that name.
        only: Option<&'a str>,
        /// Those for the kind of organisation of this id; `None`: those for all.
        org_type: Option<&'a str>,
        /// As what.
        format: Format,
        /// The book, too.
        book: bool,
    },
    /// The packs of meetings: each in one PDF, and as ZIP.
    Packs,
}

/// Papers in memory at a time.
const AT_ONCE: usize = 64;

/// Prints papers of pages and hands each to `take`, in the order of pages. An item is a page's path, with or without
/// `content/` and `.md`, or a folder for all pages in it.
pub fn print(
    options: &Options,
    items: &[String],
    wish: Wish<'_>,
    mut take: impl FnMut(Printed),
) -> Result<Prints, SiteError> {
    let mut report = Report::new();
    let mut out = Prints::default();
    let Some(found) = load::find(options, &mut report)? else {
        return Ok(Prints { diagnostics: report.sorted(), ..out });
    };
    let pages = load::pages(&found.tree.pages, &found.settings, &Known::default(), options.jobs)?;
    let handbook = load::handbook(&found, &pages, options, &mut report);
    let theme = load::theme(&found, &mut report)?;
    report.extend(theme.iter().filter_map(|theme| render::faults(&handbook, theme)));
    let Some(mut theme) = theme.filter(|_| !report.has_errors()) else {
        return Ok(Prints { diagnostics: report.sorted(), ..out });
    };
    render::html::prepare(&mut theme, &handbook);
    let frame = Frame::new(&handbook, &theme);
    let settings = handbook.settings();
    out.org_types = settings.org_types.iter().map(|kind| kind.id.as_str().to_owned()).collect();
    let mut jobs = Vec::new();
    for item in items {
        let stem = stem(item);
        let mut met = false;
        for id in handbook.ids() {
            let document = handbook.document(id);
            let names = render::paper::names(document);
            let has_any = match wish {
                Wish::Papers { .. } => !names.is_empty(),
                Wish::Packs => names.iter().any(|name| name.sort == Sort::Pack),
            };
            if !has_any {
                continue;
            }
            out.known.push(document.stem().to_owned());
            let inside = stem.is_empty()
                || document.stem().strip_prefix(stem).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
            if !inside {
                continue;
            }
            met = true;
            let names = match wish {
                Wish::Papers { org_type: Some(_), .. } => render::paper::variants(document, settings),
                Wish::Papers { .. } | Wish::Packs => names,
            };
            out.names.extend(names.iter().map(PaperName::to_string));
            jobs.extend(wanted(id, names, wish, handbook.address(id), settings));
        }
        if !met {
            out.unknown.push(item.clone());
        }
    }
    // A slip in one name: nothing is printed that would be looked for in vain beside it.
    if !out.unknown.is_empty() {
        jobs.clear();
    } else if let Wish::Papers { book: true, .. } = wish {
        jobs.push(Job { address: render::paper::book_address(Format::Pdf), body: None, work: Work::Book(Format::Pdf) });
    }
    let count = options.progress.begin(Phase::Papers, jobs.len());
    for jobs in jobs.chunks(AT_ONCE) {
        let printed = each(options.jobs, jobs, |_, job| {
            let supply = supply(job, &found, &pages, &handbook)?;
            let made = render::render(job, &supply, &frame);
            count.step();
            Ok::<_, SiteError>(made)
        });
        for (job, made) in jobs.iter().zip(printed) {
            match made? {
                Ok(artifact) => {
                    report.extend(artifact.doubts);
                    if let Content::Bytes(bytes) = artifact.content {
                        out.papers += 1;
                        take(Printed { file: job.address.as_str().replace('/', "-"), bytes });
                    }
                }
                Err(diagnostic) => report.add(*diagnostic),
            }
        }
    }
    out.font = fonts::used(theme.print());
    out.names.sort_unstable();
    out.names.dedup();
    out.diagnostics = report.sorted();
    Ok(out)
}

/// The jobs that a wish comes to for one page.
fn wanted(id: DocumentId, names: Vec<PaperName>, wish: Wish<'_>, page: &Address, settings: &Settings) -> Vec<Job> {
    match wish {
        Wish::Papers { only, org_type, format, .. } => names
            .into_iter()
            .filter(|name| render::paper::org_type(*name, settings).map(|kind| kind.id.as_str()) == org_type)
            .filter(|name| name.sort.comes_as(format))
            // A pack holds the others once more: only who asks for it gets it.
            .filter(|name| match only {
                Some(only) => only == name.to_string() || only == name.sort.name(),
                None => name.sort != Sort::Pack,
            })
            .map(|name| Job {
                address: render::paper::address(page, name, format, settings),
                body: Some(id),
                work: Work::Paper(id, name, format),
            })
            .collect(),
        Wish::Packs => render::packs(id, page, settings),
    }
}

/// `content/chuong-trinh/thang-3.md`, `chuong-trinh/thang-3` and `chuong-trinh/` alike; empty for `.` and `content`.
fn stem(item: &str) -> &str {
    let item = item.trim_start_matches("./").trim_end_matches('/');
    if matches!(item, "." | "content") {
        return "";
    }
    let item = item.strip_prefix("content/").unwrap_or(item);
    Path::new(item)
        .extension()
        .filter(|extension| *extension == "md")
        .and_then(|_| item.strip_suffix(".md"))
        .unwrap_or(item)
}
