//! Pages in, events out: what an agenda, a planned meeting and a session of a course are to a calendar.
//!
//! A meeting has one name (`UID`) wherever it is told: that of its line in the year plan, if an
//! agenda is named there, so that a downloaded agenda takes the place of the planned meeting instead
//! of standing beside it. The line is known by unit, month, kind and its turn among equals, not by
//! its number in the list: a line added above renames nothing, and a new day is a new day of the
//! same meeting.
//!
//! `DTSTAMP` and `SEQUENCE` follow from the day of the last revision that the pages give (`reviewed`
//! or `date`), so that a build on another day changes no file and a revised page wins over the copy
//! in a reader's calendar.

use std::collections::BTreeSet;

use xxhash_rust::xxh3::xxh3_128;

use crate::link::{DocumentId, Resolution, Timetable, View};
use crate::model::agenda::{Agenda, Meeting};
use crate::model::calendar::{Calendar, Entry};
use crate::model::course::{Course, Session};
use crate::model::event::{Event, Status, When};
use crate::model::{Head, Kind, KindName, PageRef, UnitId};
use crate::text::date::Date;

use super::super::Frame;

/// Returns the events of a document, of one unit where it is a year plan, in the order of time.
pub(super) fn events(id: DocumentId, unit: Option<usize>, frame: &Frame<'_>, view: &View<'_>) -> Vec<Event> {
    let mut events: Vec<Event> = match (&view.document(id).kind, unit) {
        (Kind::Agenda(of), _) => meeting(of, id, frame, view).into_iter().collect(),
        (Kind::Calendar(of), Some(unit)) => match of.units.get(unit) {
            Some(unit) => (0..of.entries.len()).filter_map(|at| line(of, id, unit, at, frame, view)).collect(),
            None => Vec::new(),
        },
        (Kind::Course(of), _) => {
            of.sessions.iter().enumerate().map(|(at, session)| class(of, id, session, at, frame, view)).collect()
        }
        _ => Vec::new(),
    };
    // Two lines of a plan may name the same agenda; a file tells of a meeting once.
    let mut seen = BTreeSet::new();
    events.retain(|event| seen.insert(event.uid.clone()));
    events.sort_by_key(|event| event.when.order());
    events
}

/// Returns what calendar programs call the file; `None` for the file of a single meeting.
pub(super) fn name(id: DocumentId, unit: Option<usize>, frame: &Frame<'_>, view: &View<'_>) -> Option<String> {
    let document = view.document(id);
    match (&document.kind, unit) {
        (Kind::Calendar(of), Some(unit)) => {
            let unit = unit_name(of.units.get(unit)?, view);
            Some(format!("{unit}: {} {}", frame.words().get("year_plan"), of.year))
        }
        (Kind::Course(_), _) => Some(document.head.title.clone()),
        _ => None,
    }
}

/// An agenda with a start.
fn meeting(of: &Agenda, id: DocumentId, frame: &Frame<'_>, view: &View<'_>) -> Option<Event> {
    let words = frame.words();
    let table = view.timetable(id)?;
    let starts = table.starts?;
    let document = view.document(id);
    let head = &document.head;
    let planned = planned(id, frame, view);
    let mut revised = day_of(head);
    let uid = match planned {
        Some((plan, calendar, at)) => {
            revised = revised.max(day_of(&view.document(plan).head));
            let entry = calendar.entries.get(at)?;
            let unit = entry.unit.as_ref().or(of.unit.as_ref()).or(calendar.units.first())?;
            line_uid(calendar, plan, unit, at, frame, view)
        }
        None => uid(&[&document.path], frame),
    };
    let mut text = Text::of(head, frame);
    let unit = of.unit.as_ref().map(|unit| unit_name(unit, view));
    text.line(&[Some(meeting_word(of.meeting, frame)), unit].into_iter().flatten().collect::<Vec<_>>().join(", "));
    text.fact(words.get("chair"), of.chair.as_deref());
    text.fact(words.get("secretary"), of.secretary.as_deref());
    text.fact(words.get("guests"), Some(of.guests.join("; ").as_str()));
    text.list(words.get("timetable"), timetable(table, words.get("vote")));
    text.list(words.get("preparation"), of.preparation.iter().map(|point| format!("- {point}")));
    let (revised, sequence) = revision(revised, view);
    // A calendar may show several units side by side.
    let summary = match unit.filter(|unit| !head.title.contains(unit)) {
        Some(unit) => format!("{unit}: {}", head.title),
        None => head.title.clone(),
    };
    Some(Event {
        uid,
        revised,
        sequence,
        when: When::lasting(starts, table.total + table.pauses),
        reminder: Some(format!("{}: {summary}", words.get("send_material"))),
        summary,
        place: of.place.clone(),
        description: text.0,
        url: url(id, frame),
        categories: categories(meeting_word(of.meeting, frame), head, frame),
        status: if head.draft { Status::Tentative } else { Status::Confirmed },
    })
}

/// A line of the year plan, for one unit: the agenda that it names, else what the line says itself;
/// `None` without a day, or where the line is another unit's.
fn line(of: &Calendar, id: DocumentId, unit: &UnitId, at: usize, frame: &Frame<'_>, view: &View<'_>) -> Option<Event> {
    let entry = of.entries.get(at).filter(|entry| is_for(entry, unit))?;
    if let Some(agenda) = entry.agenda.as_ref().and_then(|page| page_of(id, page, view))
        && let Kind::Agenda(of) = &view.document(agenda).kind
        && let Some(event) = meeting(of, agenda, frame, view)
    {
        return Some(event);
    }
    let day = entry.date?;
    let words = frame.words();
    let head = &view.document(id).head;
    let settings = view.settings();
    let members = settings.unit(unit).and_then(|unit| unit.members);
    let least = settings.rules(None, day).and_then(|rules| rules.minimum(entry.meeting, members)).filter(|m| m.0 > 0);
    let mut text = Text::of(head, frame);
    if let Some(topic) = entry.topic.as_ref().and_then(|page| page_of(id, page, view)) {
        text.fact(words.get("topic"), Some(view.card(topic).title()));
    }
    text.fact(words.get("prepared_by").trim_end_matches(':'), entry.lead.as_deref());
    text.line(entry.note.as_deref().unwrap_or_default());
    let when = match entry.time {
        Some(time) => {
            if let Some(least) = least {
                text.line(&words.fill("ends_by_minimum", &[("minutes", &least.0.to_string())]));
            }
            When::lasting(day.at(time), least.map_or(0, |least| u32::from(least.0)))
        }
        None => When::Day(day),
    };
    let meeting = meeting_word(entry.meeting, frame);
    let summary = format!("{}: {meeting}", unit_name(unit, view));
    let (revised, sequence) = revision(day_of(head), view);
    Some(Event {
        uid: line_uid(of, id, unit, at, frame, view),
        revised,
        sequence,
        when,
        reminder: Some(format!("{}: {summary}", words.get("send_material"))),
        summary,
        place: None,
        description: text.0,
        url: url(id, frame),
        categories: categories(meeting, head, frame),
        status: if head.draft || entry.time.is_none() { Status::Tentative } else { Status::Confirmed },
    })
}

/// A session of a course.
fn class(of: &Course, id: DocumentId, session: &Session, at: usize, frame: &Frame<'_>, view: &View<'_>) -> Event {
    let words = frame.words();
    let document = view.document(id);
    let head = &document.head;
    let mut text = Text::of(head, frame);
    text.fact(words.get("lecturer"), session.lecturer.as_deref());
    if let Some(lesson) = session.lesson.as_ref().and_then(|page| page_of(id, page, view)) {
        text.fact(words.get("kind_lesson"), Some(view.card(lesson).title()));
    }
    if session.hours > 0 {
        text.line(&format!("{} {}", session.hours, words.get("hours")));
    }
    let (revised, sequence) = revision(day_of(head), view);
    Event {
        uid: uid(&[&document.path, &at.to_string()], frame),
        revised,
        sequence,
        when: When::lasting(session.starts, u32::from(session.minutes)),
        summary: format!("{}: {}", head.title, session.title),
        place: of.place.clone(),
        description: text.0,
        url: url(id, frame),
        categories: categories(words.get(frame.kind_key(KindName::Course)), head, frame),
        status: if head.draft { Status::Tentative } else { Status::Confirmed },
        reminder: None,
    }
}

fn is_for(entry: &Entry, unit: &UnitId) -> bool {
    entry.unit.as_ref().is_none_or(|of| of == unit)
}

/// The first line of a year plan that names an agenda: plan and number.
fn planned<'a>(agenda: DocumentId, frame: &Frame<'_>, view: &View<'a>) -> Option<(DocumentId, &'a Calendar, usize)> {
    view.backlinks(agenda).filter(|card| card.kind() == KindName::Calendar).find_map(|card| {
        let plan = frame.handbook().by_stem(card.document.stem())?;
        let document = view.document(plan);
        let Kind::Calendar(of) = &document.kind else { return None };
        let to_agenda = |to: &Resolution| matches!(to, Resolution::Page(to, _) if *to == agenda);
        let names: Vec<&str> = document
            .references
            .iter()
            .zip(view.resolutions(plan))
            .filter(|(_, resolution)| to_agenda(resolution))
            .map(|(reference, _)| reference.written.as_ref())
            .collect();
        let at = of.entries.iter().position(|entry| {
            let written = entry.agenda.as_ref().map(|page| crate::markdown::split_historical(page.as_str()).0);
            written.is_some_and(|written| names.contains(&written))
        })?;
        Some((plan, of.as_ref(), at))
    })
}

/// The page that a reference in a document's front matter points to.
fn page_of(id: DocumentId, page: &PageRef, view: &View<'_>) -> Option<DocumentId> {
    let Resolution::Page(to, _) = view.resolution(id, page.as_str())? else { return None };
    Some(*to)
}

fn line_uid(of: &Calendar, plan: DocumentId, unit: &UnitId, at: usize, frame: &Frame<'_>, view: &View<'_>) -> String {
    let Some(entry) = of.entries.get(at) else { return String::new() };
    let equal = |other: &&Entry| is_for(other, unit) && other.month == entry.month && other.meeting == entry.meeting;
    let turn = of.entries.iter().take(at).filter(equal).count();
    let path = &view.document(plan).path;
    uid(&[path, unit.as_str(), &entry.month.to_string(), entry.meeting.key(), &turn.to_string()], frame)
}

/// A hash of what names the event, at the host of the published handbook.
fn uid(parts: &[&str], frame: &Frame<'_>) -> String {
    let host = frame.base_url().and_then(host).unwrap_or("sotay");
    format!("{:032x}@{host}", xxh3_128(parts.join("\n").as_bytes()))
}

fn host(base: &str) -> Option<&str> {
    let (_, rest) = base.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.split(':').next()?;
    (!host.is_empty()).then_some(host)
}

fn url(id: DocumentId, frame: &Frame<'_>) -> Option<String> {
    frame.base_url().map(|base| format!("{base}{}", frame.handbook().address(id)))
}

/// The day of a page's last revision, as far as it tells.
fn day_of(head: &Head) -> Option<Date> {
    head.reviewed.max(head.date)
}

/// Returns the day of a revision and its number, which is that of the day since 1970. Pages that tell
/// no day have the number 0 and the day of the build.
fn revision(day: Option<Date>, view: &View<'_>) -> (Date, u32) {
    let numbered = day.and_then(|day| u32::try_from(day.days()).ok().map(|number| (day, number)));
    numbered.unwrap_or_else(|| (view.today(), 0))
}

fn unit_name<'a>(id: &'a UnitId, view: &View<'a>) -> &'a str {
    view.settings().unit(id).map_or(id.as_str(), |unit| unit.name.as_str())
}

fn meeting_word<'a>(of: Meeting, frame: &Frame<'a>) -> &'a str {
    frame.words().get(frame.meeting_key(of))
}

fn categories(first: &str, head: &Head, frame: &Frame<'_>) -> Vec<String> {
    let sample = head.sample.then(|| frame.words().get("sample"));
    [Some(first), sample].into_iter().flatten().map(str::to_owned).collect()
}

/// Items with their clock times: `13:30 Tuyên bố lý do (Bí thư)`.
fn timetable<'a>(table: &'a Timetable, vote: &'a str) -> impl Iterator<Item = String> + 'a {
    table.slots.iter().map(move |slot| {
        let item = &slot.item;
        let time = table.clock(slot.offset).map(|moment| moment.time().to_string()).unwrap_or_default();
        let vote = item.vote.then_some(vote);
        let marks: Vec<&str> = item.lead.as_deref().into_iter().chain(vote).filter(|mark| !mark.is_empty()).collect();
        let marks = if marks.is_empty() { String::new() } else { format!(" ({})", marks.join("; ")) };
        format!("{time} {}{marks}", item.title)
    })
}

/// A description in lines and paragraphs.
struct Text(String);

impl Text {
    /// Begins with the remark that a sample is one.
    fn of(head: &Head, frame: &Frame<'_>) -> Self {
        let mut text = Self(String::new());
        if head.sample {
            text.line(frame.words().get("sample"));
        }
        text
    }

    fn line(&mut self, line: &str) {
        let line = line.trim_end();
        if line.is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(line);
    }

    fn fact(&mut self, label: &str, value: Option<&str>) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            self.line(&format!("{label}: {value}"));
        }
    }

    /// A paragraph with a heading; nothing for an empty list.
    fn list(&mut self, heading: &str, lines: impl Iterator<Item = String>) {
        let mut lines = lines.peekable();
        if lines.peek().is_none() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.line(&format!("{heading}:"));
        lines.for_each(|line| self.line(&line));
    }
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn the_host_of_an_address() {
        for (address, expected) in [
            ("https://so-tay.example.vn/", Some("so-tay.example.vn")),
            ("http://a:b@localhost:8080/so-tay/", Some("localhost")),
            ("https://", None),
            ("so-tay.example.vn/", None),
        ] {
            assert_eq!(host(address), expected, "{address}");
        }
    }
}
