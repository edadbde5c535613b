//! An agenda: its timetable with clock times, and the rule that its length is held against.

use serde::Serialize;
use tera::Value;

use crate::link::{DocumentId, View};
use crate::model::agenda::{Agenda, Meeting, Part};
use crate::model::attendance::least_present;

use super::super::frame::Frame;
use super::super::values::{self, CardValue, CiteValue, Label, MomentValue, Named};

#[derive(Serialize)]
struct ItemValue<'a> {
    index: usize,
    title: &'a str,
    offset: u32,
    start: String,
    end: String,
    minutes: u16,
    lead: Option<&'a str>,
    topic: Option<CardValue<'a>>,
    materials: Vec<CardValue<'a>>,
    vote: bool,
    pause: bool,
    part: Option<Label<'a>>,
    first_of_part: bool,
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct Rule<'a> {
    minimum: u16,
    met: bool,
    title: &'a str,
    directive: CiteValue<'a>,
}

#[derive(Serialize)]
struct Attendance<'a> {
    percent: u16,
    members: u32,
    least: u32,
    note: Option<&'a str>,
    directive: CiteValue<'a>,
}

#[derive(Serialize)]
struct Details<'a> {
    unit: Option<Named<'a>>,
    org_type: Option<Named<'a>>,
    meeting: Label<'a>,
    starts: Option<MomentValue>,
    calendars: Vec<values::CalendarFile<'a>>,
    ends: Option<String>,
    place: Option<&'a str>,
    chair: Option<&'a str>,
    secretary: Option<&'a str>,
    number: Option<&'a str>,
    items: Vec<ItemValue<'a>>,
    total: u32,
    pauses: u32,
    rule: Option<Rule<'a>>,
    attendance: Option<Attendance<'a>>,
    over: u32,
    preparation: &'a [String],
    guests: &'a [String],
    guide: Option<CardValue<'a>>,
    scorecard: Option<CardValue<'a>>,
    extends: Option<CardValue<'a>>,
}

/// The theme's word for a kind of meeting.
pub(super) fn meeting<'a>(of: Meeting, frame: &'a Frame<'_>) -> Label<'a> {
    Label { key: of.key(), label: frame.words().get(frame.meeting_key(of)) }
}

fn part<'a>(of: Part, frame: &'a Frame<'_>) -> Label<'a> {
    let (key, word) = match of {
        Part::Opening => ("opening", "part_opening"),
        Part::Content => ("content", "part_content"),
        Part::Theme => ("theme", "part_theme"),
        Part::Closing => ("closing", "part_closing"),
    };
    Label { key, label: frame.words().get(word) }
}

pub(super) fn details(of: &Agenda, id: DocumentId, frame: &Frame<'_>, view: &View<'_>) -> Value {
    let settings = view.settings();
    let words = frame.words();
    let empty = crate::link::Timetable::default();
    let table = view.timetable(id).unwrap_or(&empty);
    let clock = |offset: u32| match table.clock(offset) {
        Some(moment) => moment.time().to_string(),
        None => format!("+{offset}"),
    };
    let card = |written: &str| {
        values::card_of(id, written, frame, view).or_else(|| inherited_card(of, id, written, frame, view))
    };
    let mut last = None;
    let items = table
        .slots
        .iter()
        .enumerate()
        .map(|(index, slot)| {
            let first_of_part = slot.part.is_some() && slot.part != last;
            last = slot.part;
            let item = &slot.item;
            ItemValue {
                index: index + 1,
                title: &item.title,
                offset: slot.offset,
                start: clock(slot.offset),
                end: clock(slot.offset + u32::from(item.minutes.0)),
                minutes: item.minutes.0,
                lead: item.lead.as_deref(),
                topic: item.topic.as_ref().and_then(|t| card(t.as_str())),
                materials: item.materials.iter().filter_map(|m| card(m.as_str())).collect(),
                vote: item.vote,
                pause: item.pause,
                part: slot.part.map(|p| part(p, frame)),
                first_of_part,
                note: item.note.as_deref(),
            }
        })
        .collect();
    let unit = of.unit.as_ref().and_then(|id| settings.unit(id));
    let day = of.starts.map_or_else(|| frame.handbook().judged_on(id), crate::text::date::DateTime::date);
    let members = of.members.or(unit.and_then(|u| u.members));
    let rule = settings.rules(of.rules.as_deref(), day).and_then(|rules| {
        let minimum = rules.minimum(of.meeting, members)?;
        Some(Rule {
            minimum: minimum.0,
            met: table.total >= u32::from(minimum.0),
            title: &rules.title,
            directive: rule_directive(rules.directive.as_str(), id, frame, view),
        })
    });
    let attendance = of.starts.and(members).and_then(|members| {
        let rules = settings.rules(of.rules.as_deref(), day)?;
        let floor = rules.attendance_floor(unit.and_then(|u| u.org_type.as_ref()))?;
        Some(Attendance {
            percent: floor.percent,
            members: u32::from(members),
            least: least_present(u32::from(members), floor.percent),
            note: floor.note.as_deref(),
            directive: rule_directive(rules.directive.as_str(), id, frame, view),
        })
    });
    let org_type = unit.and_then(|u| u.org_type.as_ref()).and_then(|id| settings.org_type(id));
    Value::from_serializable(&Details {
        unit: unit.map(|u| Named { id: u.id.as_str(), name: &u.name }),
        org_type: org_type.map(|t| Named { id: t.id.as_str(), name: &t.name }),
        meeting: meeting(of.meeting, frame),
        starts: of.starts.map(|s| values::moment(s, words.lang())),
        calendars: values::calendars(words.get("calendar_file"), id, frame, view),
        ends: table.ends().map(|e| e.time().to_string()),
        place: of.place.as_deref(),
        chair: of.chair.as_deref(),
        secretary: of.secretary.as_deref(),
        number: of.number.as_deref(),
        items,
        total: table.total,
        pauses: table.pauses,
        rule,
        attendance,
        over: of.at_most.map_or(0, |most| table.total.saturating_sub(u32::from(most.0))),
        preparation: &of.preparation,
        guests: &of.guests,
        guide: of.guide.as_ref().and_then(|p| card(p.as_str())),
        scorecard: of.scorecard.as_ref().and_then(|p| card(p.as_str())),
        extends: of.extends.as_ref().and_then(|p| card(p.as_str())),
    })
}

/// A reference of an inherited item is written in the agenda that it comes from.
fn inherited_card<'a>(
    of: &Agenda,
    id: DocumentId,
    written: &str,
    frame: &'a Frame<'_>,
    view: &View<'a>,
) -> Option<CardValue<'a>> {
    let crate::link::Resolution::Page(base, _) = view.resolution(id, of.extends.as_ref()?.as_str())? else {
        return None;
    };
    values::card_of(*base, written, frame, view)
}

/// The directive of a rule set, which no document of the handbook cites.
pub(super) fn rule_directive<'a>(
    citation: &str,
    citing: DocumentId,
    frame: &'a Frame<'_>,
    view: &View<'_>,
) -> CiteValue<'a> {
    let words = frame.words();
    match view.rule_directive(citation, citing) {
        Some((card, standing)) => CiteValue {
            text: values::short_name(card),
            title: card.title().to_owned(),
            url: Some(card.address.as_str().to_owned()),
            status: Label { key: standing.status.key(), label: words.get(values::status_word(standing.status)) },
            replaced_by: None,
        },
        None => CiteValue {
            text: citation.to_owned(),
            title: String::new(),
            url: None,
            status: Label { key: "unknown", label: words.get("status_unknown") },
            replaced_by: None,
        },
    }
}
