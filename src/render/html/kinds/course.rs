//! A course: programme and timetable with their sums.

use serde::Serialize;
use tera::Value;

use crate::link::{DocumentId, View};
use crate::model::course::Course;
use crate::model::{Kind, KindName};

use super::super::frame::Frame;
use super::super::values::{self, CardValue, CiteValue, MomentValue};

#[derive(Serialize)]
struct UnitValue<'a> {
    title: &'a str,
    hours: u16,
    lesson: Option<CardValue<'a>>,
    lecturer: Option<&'a str>,
}

#[derive(Serialize)]
struct SessionValue<'a> {
    starts: MomentValue,
    ends: String,
    title: &'a str,
    hours: u16,
    minutes: u16,
    lesson: Option<CardValue<'a>>,
    lecturer: Option<&'a str>,
}

#[derive(Serialize)]
struct Details<'a> {
    audience: Option<&'a str>,
    basis: Vec<CiteValue<'a>>,
    hours: Option<u16>,
    programme: Vec<UnitValue<'a>>,
    programme_hours: u32,
    sessions: Vec<SessionValue<'a>>,
    session_hours: u32,
    calendars: Vec<values::CalendarFile<'a>>,
    place: Option<&'a str>,
    assessment: &'a [String],
    lessons: Vec<CardValue<'a>>,
}

pub(super) fn details(of: &Course, id: DocumentId, frame: &Frame<'_>, view: &View<'_>) -> Value {
    let lang = frame.words().lang();
    let card = |page: Option<&crate::model::PageRef>| page.and_then(|p| values::card_of(id, p.as_str(), frame, view));
    let sessions = of
        .sessions
        .iter()
        .map(|session| SessionValue {
            starts: values::moment(session.starts, lang),
            ends: session.starts.plus_minutes(i64::from(session.minutes)).time().to_string(),
            title: &session.title,
            hours: session.hours,
            minutes: session.minutes,
            lesson: card(session.lesson.as_ref()),
            lecturer: session.lecturer.as_deref(),
        })
        .collect();
    // In the order of their numbers; files sort `bai-10` before `bai-2`.
    let mut lessons: Vec<_> = view.backlinks(id).filter(|card| card.kind() == KindName::Lesson).collect();
    lessons.sort_by_key(|card| if let Kind::Lesson(lesson) = &card.document.kind { lesson.number } else { None });
    Value::from_serializable(&Details {
        audience: of.audience.as_deref(),
        basis: of.basis.iter().map(|c| values::cite(id, c.as_str(), frame, view)).collect(),
        hours: of.hours,
        programme: of
            .programme
            .iter()
            .map(|unit| UnitValue {
                title: &unit.title,
                hours: unit.hours,
                lesson: card(unit.lesson.as_ref()),
                lecturer: unit.lecturer.as_deref(),
            })
            .collect(),
        programme_hours: of.programme.iter().map(|u| u32::from(u.hours)).sum(),
        sessions,
        session_hours: of.sessions.iter().map(|s| u32::from(s.hours)).sum(),
        calendars: values::calendars(frame.words().get("class_timetable"), id, frame, view),
        place: of.place.as_deref(),
        assessment: &of.assessment,
        lessons: lessons.into_iter().map(|card| values::card(card, frame)).collect(),
    })
}
