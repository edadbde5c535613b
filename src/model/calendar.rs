//! Lịch: the year plan, units by months.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::date::{Date, Time};

use super::agenda::Meeting;
use super::{PageRef, UnitId};

/// A planned meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Entry {
    /// Unit that meets; where missing, every unit of the plan.
    #[serde(default)]
    #[schemars(title = "Chi bộ")]
    pub unit: Option<UnitId>,
    /// Month, 1 to 12.
    #[schemars(title = "Tháng", range(min = 1, max = 12))]
    pub month: u8,
    /// Day, if it is fixed.
    #[serde(default)]
    #[schemars(title = "Ngày")]
    pub date: Option<Date>,
    /// Time of day, if it is fixed.
    #[serde(default)]
    #[schemars(title = "Giờ")]
    pub time: Option<Time>,
    /// Kind of meeting.
    #[schemars(title = "Loại sinh hoạt")]
    pub meeting: Meeting,
    /// Topic of a thematic meeting.
    #[serde(default)]
    #[schemars(title = "Chuyên đề")]
    pub topic: Option<PageRef>,
    /// Agenda page, once it is written.
    #[serde(default)]
    #[schemars(title = "Chương trình")]
    pub agenda: Option<PageRef>,
    /// Who prepares it.
    #[serde(default)]
    #[schemars(title = "Người chuẩn bị")]
    pub lead: Option<String>,
    /// A remark.
    #[serde(default)]
    #[schemars(title = "Ghi chú")]
    pub note: Option<String>,
}

/// Lịch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Calendar {
    /// Year.
    #[schemars(title = "Năm", range(min = 1930, max = 2200))]
    pub year: i16,
    /// Units that the plan is for.
    #[schemars(title = "Các chi bộ", length(min = 1))]
    pub units: Vec<UnitId>,
    /// The planned meetings.
    #[schemars(title = "Kế hoạch")]
    pub entries: Vec<Entry>,
}

impl Calendar {
    /// Returns the entries of a unit.
    pub fn of<'a>(&'a self, unit: &'a UnitId) -> impl Iterator<Item = &'a Entry> {
        self.entries.iter().filter(move |entry| entry.unit.as_ref().is_none_or(|u| u == unit))
    }
}
