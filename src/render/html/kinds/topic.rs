//! A topic: objectives, questions, commitments, the facilitator's plan, and where it is used.

use serde::Serialize;
use tera::Value;

use crate::link::{Card, DocumentId, View};
use crate::model::KindName;
use crate::model::topic::{Commitments, Topic};

use super::super::entry::Look;
use super::super::frame::Frame;
use super::super::values::{self, CiteValue};
use super::Detailed;

#[derive(Serialize)]
struct Step<'a> {
    offset: u32,
    end: u32,
    minutes: u16,
    title: &'a str,
    how: Option<&'a str>,
}

#[derive(Serialize)]
struct Details<'a> {
    theme: Option<&'a str>,
    directives: Vec<CiteValue<'a>>,
    quarter: Option<u8>,
    minutes: Option<u16>,
    objectives: &'a [String],
    questions: &'a [String],
    commitments: &'a Commitments,
    facilitation: Vec<Step<'a>>,
    facilitation_total: u32,
    presenter_notes: Option<&'a str>,
    used_in: Value,
}

pub(super) fn details(of: &Topic, id: DocumentId, frame: &Frame<'_>, view: &View<'_>) -> Detailed {
    let mut at = 0;
    let facilitation = of
        .facilitation
        .iter()
        .map(|step| {
            let offset = at;
            at += u32::from(step.minutes.0);
            Step { offset, end: at, minutes: step.minutes.0, title: &step.title, how: step.how.as_deref() }
        })
        .collect();
    let details = Details {
        theme: of.theme.as_deref(),
        directives: of.directives.iter().map(|c| values::cite(id, c.as_str(), frame, view)).collect(),
        quarter: of.quarter,
        minutes: of.minutes.map(|m| m.0),
        objectives: &of.objectives,
        questions: &of.questions,
        commitments: &of.commitments,
        facilitation,
        facilitation_total: at,
        presenter_notes: of.presenter_notes.as_deref(),
        used_in: frame.list(Look::Link, view.backlinks(id).filter(uses), frame.handbook().address(id))?,
    };
    Ok(Value::from_serializable(&details))
}

/// Tells whether a page that refers to a topic puts it to use, and so stands in a list of its own.
pub(super) fn uses(card: &Card<'_>) -> bool {
    matches!(card.kind(), KindName::Agenda | KindName::Calendar | KindName::Bulletin)
}
