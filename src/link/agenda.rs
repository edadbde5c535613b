//! Timetables: minutes in, clock times out, with inherited parts in place.
//!
//! Invariant: slots follow each other without gap; the last end is the start plus all minutes.

use crate::model::Minutes;
use crate::model::agenda::{Agenda, Item, Part};
use crate::text::date::DateTime;

/// An item with its place in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The item, as written here or in the agenda that it was inherited from.
    pub item: Item,
    /// The line of the agenda's own items that it comes from, from 0.
    pub row: usize,
    /// Minutes from the start of the meeting.
    pub offset: u32,
    /// Part of the meeting.
    pub part: Option<Part>,
    /// Taken over from the agenda named by `extends`.
    pub inherited: bool,
}

/// An agenda's timetable.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Timetable {
    /// Start of the meeting.
    pub starts: Option<DateTime>,
    /// The items in order.
    pub slots: Vec<Slot>,
    /// Length without breaks.
    pub total: u32,
    /// Length of the breaks.
    pub pauses: u32,
}

impl Timetable {
    /// Returns the timetable of an agenda; `base` is the one that it extends.
    pub fn new(agenda: &Agenda, base: Option<&Timetable>) -> Self {
        let mut out = Self { starts: agenda.starts, ..Self::default() };
        let mut part = None;
        for (row, item) in agenda.items.iter().enumerate() {
            if let Some(wanted) = item.inherit {
                let slots = base.map(|b| b.slots.as_slice()).unwrap_or_default();
                for slot in slots.iter().filter(|slot| slot.part == Some(wanted)) {
                    out.push(slot.item.clone(), row, Some(wanted), true);
                }
                part = None;
            } else {
                part = item.part.or(part);
                out.push(item.clone(), row, part, false);
            }
        }
        out
    }

    fn push(&mut self, item: Item, row: usize, part: Option<Part>, inherited: bool) {
        let Minutes(minutes) = item.minutes;
        let offset = self.total + self.pauses;
        if item.pause {
            self.pauses += u32::from(minutes);
        } else {
            self.total += u32::from(minutes);
        }
        self.slots.push(Slot { item, row, offset, part, inherited });
    }

    /// Returns the clock time `offset` minutes after the start.
    pub fn clock(&self, offset: u32) -> Option<DateTime> {
        self.starts.map(|starts| starts.plus_minutes(i64::from(offset)))
    }

    /// Returns the end of the meeting.
    pub fn ends(&self) -> Option<DateTime> {
        self.clock(self.total + self.pauses)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn agenda(items: Vec<(u16, bool)>) -> Agenda {
        let items = items
            .into_iter()
            .map(|(minutes, pause)| Item { title: "x".into(), minutes: Minutes(minutes), pause, ..Item::default() })
            .collect();
        Agenda { items, ..Agenda::default() }
    }

    proptest! {
        #[test]
        fn slots_follow_each_other_and_add_up(items in prop::collection::vec((0_u16..600, any::<bool>()), 0..40)) {
            let table = Timetable::new(&agenda(items.clone()), None);
            let mut at = 0;
            for slot in &table.slots {
                prop_assert_eq!(slot.offset, at);
                at += u32::from(slot.item.minutes.0);
            }
            prop_assert_eq!(table.total + table.pauses, at);
            let counted: u32 = items.iter().filter(|(_, pause)| !pause).map(|(m, _)| u32::from(*m)).sum();
            prop_assert_eq!(table.total, counted);
        }
    }

    #[test]
    fn inherited_parts_stand_where_they_are_named() {
        let item = |title: &str, minutes, part| Item {
            title: title.into(),
            minutes: Minutes(minutes),
            part,
            ..Item::default()
        };
        let base = Timetable::new(
            &Agenda {
                items: vec![
                    item("mở đầu", 5, Some(Part::Opening)),
                    item("điểm danh", 5, None),
                    item("nội dung mẫu", 60, Some(Part::Content)),
                    item("bế mạc", 5, Some(Part::Closing)),
                ],
                ..Agenda::default()
            },
            None,
        );
        let inherit = |part| Item { inherit: Some(part), ..Item::default() };
        let child = Timetable::new(
            &Agenda {
                items: vec![inherit(Part::Opening), item("việc tháng", 75, None), inherit(Part::Closing)],
                ..Agenda::default()
            },
            Some(&base),
        );
        let titles: Vec<&str> = child.slots.iter().map(|s| s.item.title.as_str()).collect();
        assert_eq!(titles, ["mở đầu", "điểm danh", "việc tháng", "bế mạc"]);
        assert_eq!(child.total, 90);
    }
}
