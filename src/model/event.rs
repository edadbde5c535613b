//! Events: what calendars show of a meeting, whatever kind of page tells of it.
//!
//! Pure data in local time of Việt Nam. How an event is written down (folding, escaping, zones) is
//! for the output; which pages give events, and what they say, is for whoever lowers the kinds.

use crate::text::date::{Date, DateTime, Time};

/// When an event takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// On a day whose hour is not fixed yet.
    Day(Date),
    /// From a moment on; `ends` is later than `starts`, `None` where the length is not known.
    Timed {
        /// First minute.
        starts: DateTime,
        /// First minute after it.
        ends: Option<DateTime>,
    },
}

impl When {
    /// Returns the time of an event that lasts some minutes; 0 for an unknown length.
    pub fn lasting(starts: DateTime, minutes: u32) -> Self {
        let ends = starts.plus_minutes(i64::from(minutes));
        Self::Timed { starts, ends: (ends > starts).then_some(ends) }
    }

    /// Returns the day and, where it is fixed, the time of day: the order of events.
    pub fn order(self) -> (Date, Option<Time>) {
        match self {
            Self::Day(day) => (day, None),
            Self::Timed { starts, .. } => (starts.date(), Some(starts.time())),
        }
    }
}

/// How sure an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It will take place as told.
    Confirmed,
    /// Planned: its hour is open, or its page is a draft.
    Tentative,
}

/// A meeting or session as calendars show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Name for ever: the same meeting has the same one in every file and every build.
    pub uid: String,
    /// Day on which the pages that tell of it were last revised.
    pub revised: Date,
    /// Number that grows with each revision.
    pub sequence: u32,
    /// When.
    pub when: When,
    /// What: one line.
    pub summary: String,
    /// Where.
    pub place: Option<String>,
    /// The rest, in lines; empty for nothing.
    pub description: String,
    /// Address of its page, absolute.
    pub url: Option<String>,
    /// Words to sort it by.
    pub categories: Vec<String>,
    /// How sure it is.
    pub status: Status,
    /// What to be reminded of one day before.
    pub reminder: Option<String>,
}
