//! Papers of chosen pages, printed into memory: for whoever wants one without a whole build.

use std::path::Path;

use crate::diagnostic::{Diagnostic, Report};
use crate::link::DocumentId;
use crate::model::paper::PaperName;
use crate::render::{self, Content, Frame, Job, Work};

use super::load::{self, Found, ReadPage};
use super::render::bodies_of;
use super::{Options, SiteError};

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
    /// Pages that were not found, as asked for.
    pub unknown: Vec<String>,
    /// Paths of all pages that have papers: for "did you mean".
    pub known: Vec<String>,
    /// What is wrong with the content; with an error nothing is printed.
    pub diagnostics: Vec<Diagnostic>,
}

/// Prints papers of pages. An item is a page's path, with or without `content/` and `.md`, or a folder for all pages in it;
/// `only` is the name of a paper.
pub fn print(options: &Options, items: &[String], only: Option<&str>) -> Result<Prints, SiteError> {
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
    for item in items {
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
            for name in names {
                out.names.push(name.to_string());
                if only.is_some_and(|only| only != name.to_string() && only != name.sort.name()) {
                    continue;
                }
                let paper = one(id, name, &found, &pages, &frame, &mut report)?;
                out.papers.extend(paper);
            }
        }
        if !met {
            out.unknown.push(item.clone());
        }
    }
    out.names.sort_unstable();
    out.names.dedup();
    out.diagnostics = report.sorted();
    Ok(out)
}

fn one(
    id: DocumentId,
    name: PaperName,
    found: &Found,
    pages: &[ReadPage],
    frame: &Frame<'_>,
    report: &mut Report,
) -> Result<Option<Printed>, SiteError> {
    let document = frame.handbook().document(id);
    let address = render::paper::address(frame.handbook().address(id), name);
    let job = Job { address, bodies: vec![id], work: Work::Paper(id, name) };
    let bodies = bodies_of(&job, found, pages, frame.handbook())?;
    match render::render(&job, &bodies, frame) {
        Ok(artifact) => {
            report.extend(artifact.doubts);
            let Content::Bytes(bytes) = artifact.content else { return Ok(None) };
            let file = document.stem().replace('/', "-");
            let file = format!("{}-{name}.pdf", crate::text::slug::slug(&file));
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
