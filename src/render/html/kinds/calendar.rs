//! The year plan: by months, and as a table of units by months.

use serde::Serialize;
use tera::Value;

use crate::link::{DocumentId, View};
use crate::model::calendar::{Calendar, Entry};
use crate::model::{OrgTypeId, UnitId};

use super::super::super::calendar;
use super::super::frame::Frame;
use super::super::values::{self, CalendarFile, CardValue, DateValue, Label};
use super::agenda::meeting;

#[derive(Clone, Serialize)]
struct UnitValue<'a> {
    name: &'a str,
    /// Its kind of organisation, as the reader's choice is matched with.
    for_types: Option<&'a str>,
}

#[derive(Clone, Serialize)]
struct EntryValue<'a> {
    unit: Option<UnitValue<'a>>,
    meeting: Label<'a>,
    date: Option<DateValue>,
    time: Option<String>,
    topic: Option<CardValue<'a>>,
    agenda: Option<CardValue<'a>>,
    lead: Option<&'a str>,
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct Month<'a> {
    number: u8,
    label: String,
    entries: Vec<EntryValue<'a>>,
}

#[derive(Serialize)]
struct Cell<'a> {
    month: u8,
    entries: Vec<EntryValue<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    unit: UnitValue<'a>,
    cells: Vec<Cell<'a>>,
}

#[derive(Serialize)]
struct Details<'a> {
    year: i16,
    months: Vec<Month<'a>>,
    rows: Vec<Row<'a>>,
    calendars: Vec<CalendarFile<'a>>,
}

pub(super) fn details(of: &Calendar, id: DocumentId, frame: &Frame<'_>, view: &View<'_>) -> Value {
    let settings = view.settings();
    let words = frame.words();
    let named = |id: &'_ UnitId| {
        settings.unit(id).map(|u| UnitValue { name: &u.name, for_types: u.org_type.as_ref().map(OrgTypeId::as_str) })
    };
    let value = |entry: &Entry| EntryValue {
        unit: entry.unit.as_ref().and_then(named),
        meeting: meeting(entry.meeting, frame),
        date: entry.date.map(|d| values::date(d, words.lang())),
        time: entry.time.map(|t| t.to_string()),
        topic: entry.topic.as_ref().and_then(|p| values::card_of(id, p.as_str(), frame, view)),
        agenda: entry.agenda.as_ref().and_then(|p| values::card_of(id, p.as_str(), frame, view)),
        lead: None,
        note: None,
    };
    let mut entries: Vec<&Entry> = of.entries.iter().collect();
    entries.sort_by_key(|e| (e.month, e.date, e.time));
    let shown: Vec<(&Entry, EntryValue<'_>)> = entries
        .iter()
        .map(|entry| {
            let mut value = value(entry);
            value.lead = entry.lead.as_deref();
            value.note = entry.note.as_deref();
            (*entry, value)
        })
        .collect();
    let in_month = |month: u8| shown.iter().filter(move |(entry, _)| entry.month == month);
    let months = (1..=12)
        .map(|number| Month {
            number,
            label: words.fill("month_short", &[("month", &number.to_string())]),
            entries: in_month(number).map(|(_, value)| value.clone()).collect(),
        })
        .collect();
    let rows = of
        .units
        .iter()
        .filter_map(|unit| {
            let cells = (1..=12)
                .map(|month| Cell {
                    month,
                    entries: in_month(month)
                        .filter(|(entry, _)| entry.unit.as_ref().is_none_or(|u| u == unit))
                        .map(|(_, value)| value.clone())
                        .collect(),
                })
                .collect();
            Some(Row { unit: named(unit)?, cells })
        })
        .collect();
    let calendars = calendar::files(view.document(id), frame.handbook().address(id))
        .into_iter()
        .filter_map(|file| {
            let unit = of.units.get(file.unit?)?;
            let known = named(unit);
            Some(CalendarFile {
                name: known.as_ref().map_or(unit.as_str(), |unit| unit.name),
                for_types: known.and_then(|unit| unit.for_types),
                url: file.address.as_str().to_owned(),
            })
        })
        .collect();
    Value::from_serializable(&Details { year: of.year, months, rows, calendars })
}
