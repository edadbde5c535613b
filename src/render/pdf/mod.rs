//! `ADDRESS-NAME.pdf`: official papers beside their pages.
//!
//! Walks [`Paper`]s and knows no content kind. A paper becomes data, the theme's `print/*.typ` set it ([`press`]) with the
//! values of a dated layout ([`layout`]); here are the decisions that need the finished pages: a signature never stands
//! alone, a paper for one page is squeezed onto it.

mod layout;
mod press;

use std::sync::Arc;

use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Place};
use crate::link::View;
use crate::markdown::Body;
use crate::model::paper::{Block, Letterhead, Number, Paper};
use crate::text::date::Date;

use super::{Content, Frame, Job, Output, Work, codes, paper};

use layout::Layout;
pub(super) use press::Press;
use press::Set;

pub(super) static OUTPUT: Output = Output { name: "pdf", jobs, make };

fn jobs(frame: &Frame<'_>) -> Vec<Job> {
    let handbook = frame.handbook();
    let mut jobs = Vec::new();
    for id in handbook.ids() {
        for (name, address) in paper::offered(handbook.document(id), handbook.address(id), handbook.settings()) {
            jobs.push(Job { address, bodies: vec![id], work: Work::Paper(id, name) });
        }
    }
    jobs
}

fn make(job: &Job, bodies: &[Body], frame: &Frame<'_>, view: &View<'_>) -> super::Made {
    let Work::Paper(id, name) = &job.work else { return None };
    let paper = paper::lower(*id, *name, bodies.first(), frame, view)?;
    let document = view.document(*id);
    let written = document.head.date.or(document.head.reviewed);
    let printed = print(&paper, job.address.as_str(), Place::file(&document.path), written, frame, view);
    Some(printed.map(|(bytes, doubts)| {
        view.doubt(doubts);
        Content::Bytes(bytes)
    }))
}

/// Prints a paper. `name` tells its file from every other; doubts are placed at `place`.
fn print(
    paper: &Paper,
    name: &str,
    place: Place,
    written: Option<Date>,
    frame: &Frame<'_>,
    view: &View<'_>,
) -> Result<(Vec<u8>, Vec<Diagnostic>), Box<Diagnostic>> {
    let press = frame.press()?;
    let wanted = view.settings().outputs.layout.as_deref();
    let Some(layout) = layout::choose(press.layouts(), paper.family, paper.date, wanted) else {
        let place = Place::file(&Arc::from("themes"));
        return Err(Box::new(Diagnostic::new(&codes::LAYOUT, place).with("problem", format!("{:?}", paper.family))));
    };
    // An archive asks for a date; a blank form has none of its own, so that of its page stands in.
    let created = paper.date.or(written).unwrap_or_else(|| view.today());
    let set = compose(&Sheets { paper, layout, press, created })?;
    let mut doubts: Vec<Diagnostic> = Vec::new();
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

struct Sheets<'a> {
    paper: &'a Paper,
    layout: &'a Layout,
    press: &'a Press,
    created: Date,
}

/// How a paper is set: how tight its lines are, by how many points its letters are smaller, and which blocks stay with
/// the signature.
#[derive(Default)]
struct Manner {
    tight: u8,
    smaller: u8,
    tail: usize,
}

/// Sets a paper, tighter or with its last lines kept together where that is needed.
fn compose(of: &Sheets<'_>) -> Result<Set, Box<Diagnostic>> {
    let mut set = of.set(&Manner::default())?;
    if let Some(most) = of.paper.fit_pages {
        let fits = |set: &Set| set.pages() <= usize::from(most);
        for (tight, smaller) in [(2, 0), (3, 1), (3, 2), (4, 3)] {
            if fits(&set) {
                return Ok(set);
            }
            // Far too long: small letters would not help, so it stays readable.
            if set.pages() > usize::from(most) * 2 {
                break;
            }
            let squeezed = of.set(&Manner { tight, smaller, tail: 0 })?;
            if fits(&squeezed) {
                return Ok(squeezed);
            }
        }
    }
    let alone = |set: &Set| set.page_of("ky-ten").zip(set.page_of("het-loi")).is_some_and(|(sign, end)| sign > end);
    if alone(&set) {
        let tighter = of.set(&Manner { tight: 2, ..Manner::default() })?;
        set = if alone(&tighter) { of.set(&Manner { tail: 1, ..Manner::default() })? } else { tighter };
    }
    Ok(set)
}

impl Sheets<'_> {
    fn set(&self, manner: &Manner) -> Result<Set, Box<Diagnostic>> {
        let mut paper = self.paper.clone();
        let tail = if manner.tail > 0 { cut_tail(&mut paper.body) } else { Vec::new() };
        let head = paper.letterhead.clone().unwrap_or_default();
        let data = json!({
            "layout": self.layout.values,
            "fonts": self.press.families(),
            "number_line": head.number.as_ref().map(|number| number_line(number, self.layout)),
            "date_line": date_line(&head),
            "created": { "year": self.created.year(), "month": self.created.month(), "day": self.created.day() },
            "tight": manner.tight,
            "smaller": manner.smaller,
            "signature_gap": 2.0 - 0.25 * f64::from(manner.tight),
            "tail": tail,
            "images": Value::Array(Vec::new()),
            "paper": paper,
        });
        self.press.set(&data)
    }
}

/// Takes off what stands just before the signature: the last paragraph, or the last row or item.
fn cut_tail(body: &mut Vec<Block>) -> Vec<Block> {
    let mut tail = Vec::new();
    match body.last_mut() {
        Some(Block::Table { columns, rows }) if rows.len() > 1 => {
            tail.push(Block::Table { columns: columns.clone(), rows: rows.pop().into_iter().collect() });
        }
        Some(Block::Timetable { clock, rows, total }) if rows.len() > 1 => {
            let rows = rows.pop().into_iter().collect();
            tail.push(Block::Timetable { clock: *clock, rows, total: std::mem::take(total) });
        }
        Some(Block::Script { lines }) if lines.len() > 1 => {
            tail.push(Block::Script { lines: lines.pop().into_iter().collect() });
        }
        Some(Block::List { mark, items }) if items.len() > 1 => {
            tail.push(Block::List { mark: *mark, items: items.pop().into_iter().collect() });
        }
        Some(Block::Fields { fields }) if fields.len() > 1 => {
            tail.push(Block::Fields { fields: fields.pop().into_iter().collect() });
        }
        Some(Block::Fill { lines, .. }) if *lines > 1 => {
            *lines -= 1;
            tail.push(Block::Fill { label: None, lines: 1 });
        }
        _ => {
            tail.extend(body.pop());
            if matches!(body.last(), Some(Block::Heading { .. })) {
                tail.splice(0..0, body.pop());
            }
        }
    }
    tail
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
