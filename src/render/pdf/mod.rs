//! `ADDRESS-NAME.pdf`: official papers beside their pages.
//!
//! Walks [`Volume`]s of papers and knows no content kind. A volume becomes data, the theme's `print/*.typ` set it
//! ([`press`]) with the values of dated layouts ([`layout`]); [`mod@compose`] sets it again where its pages ask for it.

mod compose;
mod layout;
mod pictures;
mod press;

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::link::View;
use crate::markdown::Body;
use crate::model::paper::{Letterhead, Number, Part, Volume};
use crate::text::date::Date;

use super::{Content, Frame, Job, Output, Work, codes, paper};

use compose::{Sheets, compose};
use layout::Layout;
use pictures::Pictures;
pub(super) use press::Press;

pub(super) static OUTPUT: Output = Output { name: "pdf", jobs, make };

fn jobs(frame: &Frame<'_>) -> Vec<Job> {
    let handbook = frame.handbook();
    let mut jobs = Vec::new();
    for id in handbook.ids() {
        for (name, address) in paper::offered(handbook.document(id), handbook.address(id), handbook.settings()) {
            jobs.push(Job { address, body: Some(id), work: Work::Paper(id, name) });
        }
    }
    if handbook.settings().outputs.has_book() {
        jobs.push(Job { address: paper::book_address(), body: None, work: Work::Book });
    }
    jobs
}

fn make(job: &Job, _: Option<&Body>, frame: &Frame<'_>, view: &View<'_>) -> super::Made {
    let (volume, path, written) = if let Work::Paper(id, name) = &job.work {
        let document = view.document(*id);
        let written = document.head.date.or(document.head.reviewed);
        (paper::volume(*id, *name, frame, view)?, Arc::clone(&document.path), written)
    } else if job.work == Work::Book {
        (paper::whole(frame, view), Arc::from("sotay.yaml"), None)
    } else {
        return None;
    };
    let printed = print(&volume, job.address.as_str(), Place::file(&path), written, frame, view);
    Some(printed.map(|(bytes, doubts)| {
        view.doubt(doubts);
        Content::Bytes(bytes)
    }))
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
) -> Result<(Vec<u8>, Vec<Diagnostic>), Box<Diagnostic>> {
    let press = frame.press()?;
    let wanted = view.settings().outputs.layout.as_deref();
    let layout = |part: &Part| {
        let paper = &part.paper;
        layout::choose(press.layouts(), paper.family, paper.date, wanted).ok_or_else(|| {
            let place = Place::file(&Arc::from("themes"));
            Box::new(Diagnostic::new(&codes::LAYOUT, place).with("problem", format!("{:?}", paper.family)))
        })
    };
    let layouts = volume.parts.iter().map(layout).collect::<Result<_, _>>()?;
    let dates = volume.parts.iter().filter_map(|part| part.paper.date);
    let created = volume.date.or(dates.max()).or(written).unwrap_or_else(|| view.today());
    let mut doubts: Vec<Diagnostic> = Vec::new();
    let mut pictures = Pictures::default();
    let mut show = |path: &String| pictures.add(path, press, view, &mut doubts);
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

/// Dots for a number or a day to write in.
const DOTS: &str = "......";

fn number_line(of: &Number, layout: &Layout) -> String {
    match (&of.number, &of.symbol) {
        (number, Some(symbol)) => layout
            .text("number_pattern")
            .replace("{number}", number.as_deref().unwrap_or(DOTS))
            .replace("{symbol}", symbol)
            .replace("Số ", "Số\u{A0}"),
        (Some(line), None) if line.to_lowercase().starts_with("số") => line.replace('…', DOTS),
        (Some(line), None) => format!("Số\u{A0}{line}").replace('…', DOTS),
        (None, None) => String::new(),
    }
}

fn date_line(of: &Letterhead) -> String {
    let place = of.place.as_deref().unwrap_or("............");
    match of.date {
        Some(date) => format!("{place}, {}", date.long_vi()),
        None => format!("{place}, ngày\u{A0}{DOTS}\u{A0}tháng\u{A0}{DOTS}\u{A0}năm\u{A0}20...."),
    }
}
