//! `.ics`: meetings and classes for calendar programs (RFC 5545).
//!
//! One file an agenda with a start, one a unit of a year plan, one a course with sessions, each
//! beside its page. [`events`] asks the handbook and lowers pages to [`Event`]s; [`write`] turns
//! events into text and knows nothing else.
//!
//! [`Event`]: crate::model::event::Event

mod events;
mod write;

use crate::link::{Address, DocumentId, View};
use crate::model::{Document, Kind};
use crate::text::slug::slug;

use super::{Content, Frame, Job, Output, Work};

pub(super) static OUTPUT: Output = Output {
    name: "calendar",
    jobs,
    make: |job, _, frame, view| {
        let Work::Calendar(id, unit) = job.work else { return None };
        Some(Ok(Content::Bytes(text(id, unit, frame, view).into_bytes())))
    },
};

/// Returns a document's calendar as text.
pub(super) fn text(id: DocumentId, unit: Option<usize>, frame: &Frame<'_>, view: &View<'_>) -> String {
    let name = events::name(id, unit, frame, view);
    let events = events::events(id, unit, frame, view);
    write::write(name.as_deref(), frame.words().lang(), &events)
}

/// A calendar that a page offers.
pub(super) struct File {
    /// Its address.
    pub(super) address: Address,
    /// The unit whose meetings it holds, by its number in the year plan.
    pub(super) unit: Option<usize>,
}

fn jobs(frame: &Frame<'_>) -> Vec<Job> {
    let handbook = frame.handbook();
    let mut jobs = Vec::new();
    for id in handbook.ids() {
        for file in files(handbook.document(id), handbook.address(id)) {
            jobs.push(Job { address: file.address, body: None, work: Work::Calendar(id, file.unit) });
        }
    }
    jobs
}

/// Returns the calendars of a document, whose page stands at `page`. They follow from the document
/// alone, so that page and files agree.
pub(super) fn files(document: &Document, page: &Address) -> Vec<File> {
    if document.is_section() {
        return Vec::new();
    }
    let stem = page.as_str().strip_suffix(".html").unwrap_or(page.as_str());
    let own = || vec![File { address: Address::fixed(&format!("{stem}.ics")), unit: None }];
    match &document.kind {
        Kind::Agenda(of) if of.starts.is_some() => own(),
        Kind::Course(of) if !of.sessions.is_empty() => own(),
        Kind::Calendar(of) => {
            let mut out: Vec<File> = Vec::new();
            for (number, unit) in of.units.iter().enumerate() {
                let named_before = of.units.iter().take(number).any(|other| other == unit);
                let dated = of.of(unit).any(|entry| entry.date.is_some() || entry.agenda.is_some());
                if dated && !named_before {
                    let address = Address::fixed(&format!("{stem}-{}.ics", slug(unit.as_str())));
                    out.push(File { address, unit: Some(number) });
                }
            }
            out
        }
        Kind::Agenda(_)
        | Kind::Course(_)
        | Kind::Directive(_)
        | Kind::Guidance(_)
        | Kind::Topic(_)
        | Kind::Guide(_)
        | Kind::Scorecard(_)
        | Kind::Form(_)
        | Kind::Lesson(_)
        | Kind::Bulletin(_)
        | Kind::Page(_)
        | Kind::Section(_) => Vec::new(),
    }
}
