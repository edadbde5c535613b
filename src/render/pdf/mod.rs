//! `ADDRESS-NAME.pdf`: official papers beside their pages.
//!
//! Walks [`Volume`]s of papers and knows no content kind. A volume becomes data, the theme's `print/*.typ` set it
//! ([`press`]) with the values of dated layouts ([`super::layout`]); [`mod@compose`] sets it again where its pages ask for it.

mod compose;
mod plate;
mod press;

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::link::{Address, DocumentId, View};
use crate::markdown::Body;
use crate::model::paper::{Format, PaperName, Part, Volume};
use crate::text::date::Date;

use super::layout;
use super::picture::Pictures;
use super::{Content, Frame, Job, Output, Work, codes, paper};

use compose::{Sheets, compose};
use plate::Plate;
pub(super) use press::Press;

pub(super) static OUTPUT: Output = Output { name: "pdf", jobs, make };

fn jobs(frame: &Frame<'_>) -> Vec<Job> {
    paper::jobs(frame.handbook(), Format::Pdf)
}

fn make(job: &Job, _: Option<&Body>, frame: &Frame<'_>, view: &View<'_>) -> super::Made {
    if let Work::Paper(id, name, Format::Pdf) = &job.work {
        return paper(*id, *name, &job.address, frame, view).map(|made| made.map(Content::Bytes));
    }
    (job.work == Work::Book(Format::Pdf)).then(|| {
        let place = Place::file(&Arc::from("sotay.yaml"));
        let printed = print(&paper::whole(frame, view), job.address.as_str(), place, None, frame, view);
        doubtful(printed, view).map(Content::Bytes)
    })
}

/// Prints a paper of a document; `None` if it has none of that name. What is doubtful is noted in `view`.
pub(super) fn paper(
    id: DocumentId,
    name: PaperName,
    address: &Address,
    frame: &Frame<'_>,
    view: &View<'_>,
) -> Option<Result<Vec<u8>, Box<Diagnostic>>> {
    let volume = paper::volume(id, name, frame, view)?;
    let document = view.document(id);
    let written = document.head.date.or(document.head.reviewed);
    let printed = print(&volume, address.as_str(), Place::file(&document.path), written, frame, view);
    Some(doubtful(printed, view))
}

type Doubtful = Result<(Vec<u8>, Vec<Diagnostic>), Box<Diagnostic>>;

/// Notes what is doubtful about a file.
fn doubtful(printed: Doubtful, view: &View<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
    printed.map(|(bytes, doubts)| {
        view.doubt(doubts);
        bytes
    })
}

/// Prints a volume. `name` tells its file from every other; doubts are placed at `place`. An archive asks for a date:
/// where no paper has one, `written` is taken.
pub(super) fn print(
    volume: &Volume,
    name: &str,
    place: Place,
    written: Option<Date>,
    frame: &Frame<'_>,
    view: &View<'_>,
) -> Doubtful {
    let press = frame.press()?;
    let wanted = view.settings().outputs.layout.as_deref();
    let layout = |part: &Part| layout::of(frame.layouts()?, &part.paper, wanted);
    let layouts = volume.parts.iter().map(layout).collect::<Result<_, _>>()?;
    let dates = volume.parts.iter().filter_map(|part| part.paper.date);
    let created = volume.date.or(dates.max()).or(written).unwrap_or_else(|| view.today());
    let mut doubts: Vec<Diagnostic> = Vec::new();
    let mut pictures = Pictures::default();
    let mut show = |path: &String| pictures.add(path, view, &mut doubts, |picture| Plate::of(picture, press));
    let shown = volume.parts.iter().map(|part| part.paper.images.iter().map(&mut show).collect()).collect();
    let set = compose(&Sheets { volume, layouts, press, pictures: &pictures.all, shown, created })?;
    for warning in &set.warnings {
        doubts.push(
            Diagnostic::new(&codes::WARNING, place.clone()).with("paper", name).with("problem", warning.as_str()),
        );
    }
    let printed = set
        .print(name)
        .map_err(|problem| Box::new(Diagnostic::new(&codes::TEMPLATE, place.clone()).with("problem", problem)))?;
    if let Some(problem) = printed.not_archival {
        doubts.push(Diagnostic::new(&codes::ARCHIVE, place).with("paper", name).with("problem", problem));
    }
    Ok((printed.bytes, doubts))
}
