//! What the rules on agendas share: the frame behind an agenda, and whether a timetable is whole.
//!
//! A timetable with a hole is reported at the hole; rules on its length leave it alone.

use crate::link::{DocumentId, Handbook, Resolution, Timetable};
use crate::model::Kind;
use crate::model::agenda::{Agenda, Item, Part};

/// Returns the agenda that this one extends.
pub(super) fn frame(handbook: &Handbook, id: DocumentId, agenda: &Agenda) -> Option<DocumentId> {
    let written = agenda.extends.as_ref()?.as_str();
    let Some(Resolution::Page(base, _)) = handbook.resolution(id, written) else { return None };
    let Kind::Agenda(frame) = &handbook.document(*base).kind else { return None };
    frame.extends.is_none().then_some(*base)
}

/// Returns the parts of a timetable, each once.
pub(super) fn parts(table: &Timetable) -> Vec<Part> {
    let mut parts = Vec::new();
    for part in table.slots.iter().filter_map(|slot| slot.part) {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts
}

/// Returns the key of a part as front matter names it.
pub(super) fn key(part: Part) -> &'static str {
    match part {
        Part::Opening => "opening",
        Part::Content => "content",
        Part::Theme => "theme",
        Part::Closing => "closing",
    }
}

/// Tells whether an item of its own says what is done and how long it takes.
pub(super) fn is_complete(item: &Item) -> bool {
    item.inherit.is_some() || (!item.title.trim().is_empty() && item.minutes.0 > 0)
}

/// Tells whether every item of an agenda has its minutes, inherited ones included.
pub(super) fn is_whole(handbook: &Handbook, id: DocumentId, agenda: &Agenda) -> bool {
    if !agenda.items.iter().all(is_complete) {
        return false;
    }
    let mut inherited = agenda.items.iter().filter_map(|item| item.inherit).peekable();
    if inherited.peek().is_none() {
        return true;
    }
    let Some(base) = frame(handbook, id, agenda) else { return false };
    let (Kind::Agenda(frame), Some(table)) = (&handbook.document(base).kind, handbook.timetable(base)) else {
        return false;
    };
    let parts = parts(table);
    frame.items.iter().all(is_complete) && inherited.all(|part| parts.contains(&part))
}
