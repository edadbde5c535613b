//! A lesson: its course, objectives and homework.

use serde::Serialize;
use tera::Value;

use crate::link::{DocumentId, View};
use crate::model::lesson::Lesson;

use super::super::frame::Frame;
use super::super::values::{self, CardValue};

#[derive(Serialize)]
struct Details<'a> {
    course: Option<CardValue<'a>>,
    number: Option<u16>,
    hours: Option<u16>,
    objectives: &'a [String],
    lecturer_notes: Option<&'a str>,
    homework: &'a [String],
    outline: bool,
}

pub(super) fn details(of: &Lesson, id: DocumentId, frame: &Frame<'_>, view: &View<'_>) -> Value {
    Value::from_serializable(&Details {
        course: of.course.as_ref().and_then(|p| values::card_of(id, p.as_str(), frame, view)),
        number: of.number,
        hours: of.hours,
        objectives: &of.objectives,
        lecturer_notes: of.lecturer_notes.as_deref(),
        homework: &of.homework,
        outline: of.outline,
    })
}
