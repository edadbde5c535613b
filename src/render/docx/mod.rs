//! `ADDRESS-NAME.docx`: papers that an office goes on writing in with Word.
//!
//! Walks [`Paper`]s and knows no content kind; uses the same layouts as `pdf`. The parts of Word that papers need are
//! typed in `parts`, so that every file is valid by construction; `body`, `tables`, `runs` and `head` lower a
//! paper to them, `package` packs them. No paper is measured here: what pages are is Word's business, so what must stay
//! together is said, not computed.

mod body;
mod head;
mod numbering;
mod package;
mod parts;
mod pictures;
mod runs;
mod sizes;
mod styles;
mod tables;
mod xml;

use crate::diagnostic::{Diagnostic, Place};
use crate::link::View;
use crate::markdown::Body;
use crate::model::paper::{Format, Paper};
use crate::text::date::Date;

use super::layout::{self, Layout};
use super::picture::{Picture, Pictures};
use super::{Content, Frame, Job, Output, Work, codes, paper};

use body::{At, Writer};
use parts::Node;
use sizes::Sizes;
use xml::{Element, element};

pub(super) static OUTPUT: Output = Output { name: "docx", jobs, make };

fn jobs(frame: &Frame<'_>) -> Vec<Job> {
    paper::jobs(frame.handbook(), Format::Docx)
}

fn make(job: &Job, _: Option<&Body>, frame: &Frame<'_>, view: &View<'_>) -> super::Made {
    let Work::Paper(id, name, Format::Docx) = &job.work else { return None };
    let paper = paper::lower(*id, *name, frame, view)?;
    let wanted = view.settings().outputs.layout.as_deref();
    let mut doubts = Vec::new();
    let mut pictures = Pictures::default();
    let shown = paper.images.iter().map(|path| pictures.add(path, view, &mut doubts, Ok)).collect();
    view.doubt(doubts);
    let written = frame.layouts().and_then(|layouts| layout::of(layouts, &paper, wanted)).and_then(|layout| {
        write(&paper, layout, paper::day(&paper, *id, view), pictures.all, shown).map_err(|problem| {
            let place = Place::file(&view.document(*id).path);
            Box::new(Diagnostic::new(&codes::TEMPLATE, place).with("problem", problem))
        })
    });
    Some(written.map(Content::Bytes))
}

/// Returns a paper as a Word file; `shown` has for each of its images the number of the picture, if it can be shown.
fn write(
    paper: &Paper,
    layout: &Layout,
    day: Date,
    pictures: Vec<Picture>,
    shown: Vec<Option<usize>>,
) -> Result<Vec<u8>, String> {
    let sizes = Sizes::of(paper, layout);
    let mut writer = Writer::new(sizes, pictures, shown);
    let mut nodes = Vec::new();
    if let Some(head) = &paper.letterhead {
        writer.letterhead(head, paper, layout, &mut nodes);
    }
    writer.title(paper, layout, &mut nodes);
    writer.blocks(&paper.body, At::page(&sizes), &mut nodes);
    writer.signatures(paper, layout, &mut nodes);
    package::pack(&package::Parts {
        document: document(&nodes, &sizes, paper.landscape),
        styles: styles::xml(&sizes, layout),
        numbering: writer.lists.xml(sizes.indent, sizes.step()),
        notes: &writer.notes,
        links: &writer.links,
        note_links: &writer.note_links,
        pictures: &writer.pictures,
        paper,
        day,
    })
}

fn document(nodes: &[Node], sizes: &Sizes, landscape: bool) -> Element {
    let page = &sizes.page;
    let header = |kind, id| element("w:headerReference").with("w:type", kind).with("r:id", id);
    let mut size = element("w:pgSz").with("w:w", page.width).with("w:h", page.height);
    if landscape {
        size = size.with("w:orient", "landscape");
    }
    let margins = element("w:pgMar")
        .with("w:top", page.top)
        .with("w:right", page.right)
        .with("w:bottom", page.bottom)
        .with("w:left", page.left)
        .with("w:header", page.header)
        .with("w:footer", page.header)
        .with("w:gutter", 0);
    let section = element("w:sectPr")
        .add(header("default", package::HEADER))
        .add(header("first", package::FIRST_HEADER))
        .add(size)
        .add(margins)
        .add(element("w:titlePg"));
    let body = element("w:body").add_all(nodes.iter().map(Node::xml)).add(section);
    element("w:document").with("xmlns:w", package::MAIN).with("xmlns:r", package::RELATIONS).add(body)
}
