//! Chương trình: a meeting's agenda; minutes in, clock times out.
//!
//! Breaks move the clock but do not count towards the length of the meeting. Whether that length is
//! enough is for `check`: no rule set is known here.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::date::DateTime;

use super::{Minutes, PageRef, UnitId};

/// Kind of meeting (`domain.md` 3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub enum Meeting {
    /// Sinh hoạt thường kỳ.
    #[default]
    #[serde(rename = "regular")]
    Regular,
    /// Sinh hoạt chuyên đề.
    #[serde(rename = "thematic")]
    Thematic,
    /// Sinh hoạt thường kỳ kết hợp chuyên đề.
    #[serde(rename = "regular+thematic")]
    Combined,
    /// Họp chi ủy.
    #[serde(rename = "committee")]
    Committee,
    /// Hội nghị, đại hội.
    #[serde(rename = "conference")]
    Conference,
    /// Buổi học của một lớp.
    #[serde(rename = "class")]
    Class,
    /// Khác.
    #[serde(rename = "other")]
    Other,
}

impl Meeting {
    /// Returns the key used in front matter.
    pub fn key(self) -> &'static str {
        match self {
            Self::Regular => "regular",
            Self::Thematic => "thematic",
            Self::Combined => "regular+thematic",
            Self::Committee => "committee",
            Self::Conference => "conference",
            Self::Class => "class",
            Self::Other => "other",
        }
    }

    /// Returns the Vietnamese name.
    pub fn vi(self) -> &'static str {
        match self {
            Self::Regular => "sinh hoạt thường kỳ",
            Self::Thematic => "sinh hoạt chuyên đề",
            Self::Combined => "sinh hoạt thường kỳ kết hợp chuyên đề",
            Self::Committee => "họp chi ủy",
            Self::Conference => "hội nghị",
            Self::Class => "buổi học",
            Self::Other => "cuộc họp khác",
        }
    }

    /// Returns the English name.
    pub fn en(self) -> &'static str {
        match self {
            Self::Regular => "regular meeting",
            Self::Thematic => "thematic meeting",
            Self::Combined => "regular and thematic meeting",
            Self::Committee => "committee meeting",
            Self::Conference => "conference",
            Self::Class => "class session",
            Self::Other => "other meeting",
        }
    }

    /// Tells whether the meeting holds a regular part.
    pub fn has_regular(self) -> bool {
        matches!(self, Self::Regular | Self::Combined)
    }

    /// Tells whether the meeting holds a thematic part.
    pub fn has_thematic(self) -> bool {
        matches!(self, Self::Thematic | Self::Combined)
    }
}

/// Part of a meeting that an item belongs to (`domain.md` 3.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum Part {
    /// Mở đầu.
    Opening,
    /// Nội dung.
    Content,
    /// Phần chuyên đề của buổi kết hợp.
    Theme,
    /// Kết thúc.
    Closing,
}

/// One line of an agenda: an item with its minutes, or `inherit: PART`, which stands for all items
/// of that part in the agenda named by `extends`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Item {
    /// What is done.
    #[serde(default)]
    #[schemars(title = "Nội dung")]
    pub title: String,
    /// Length.
    #[serde(default)]
    #[schemars(title = "Phút")]
    pub minutes: Minutes,
    /// Who leads it: a role, or a sample name.
    #[serde(default)]
    #[schemars(title = "Người thực hiện")]
    pub lead: Option<String>,
    /// Topic page that it treats.
    #[serde(default)]
    #[schemars(title = "Chuyên đề")]
    pub topic: Option<PageRef>,
    /// Pages handed out with it.
    #[serde(default)]
    #[schemars(title = "Tài liệu kèm")]
    pub materials: Vec<PageRef>,
    /// The meeting votes on it.
    #[serde(default)]
    #[schemars(title = "Biểu quyết")]
    pub vote: bool,
    /// A break: moves the clock, does not count towards the length.
    #[serde(default, rename = "break")]
    #[schemars(title = "Nghỉ giải lao")]
    pub pause: bool,
    /// Part of the meeting; where missing, the part of the item before.
    #[serde(default)]
    #[schemars(title = "Phần")]
    pub part: Option<Part>,
    /// Notes for the one who leads.
    #[serde(default)]
    #[schemars(title = "Ghi chú")]
    pub note: Option<String>,
    /// Takes over all items of a part from the agenda that this one extends.
    #[serde(default)]
    #[schemars(title = "Lấy lại phần của chương trình mẫu")]
    pub inherit: Option<Part>,
}

/// Chương trình.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Agenda {
    /// Unit that meets; a frame that others extend may leave it out.
    #[serde(default)]
    #[schemars(title = "Chi bộ")]
    pub unit: Option<UnitId>,
    /// Kind of meeting.
    #[schemars(title = "Loại sinh hoạt")]
    pub meeting: Meeting,
    /// Start, local time; a frame may leave it out.
    #[serde(default)]
    #[schemars(title = "Bắt đầu")]
    pub starts: Option<DateTime>,
    /// Place.
    #[serde(default)]
    #[schemars(title = "Địa điểm")]
    pub place: Option<String>,
    /// Who chairs.
    #[serde(default)]
    #[schemars(title = "Chủ trì")]
    pub chair: Option<String>,
    /// Who writes the minutes.
    #[serde(default)]
    #[schemars(title = "Thư ký")]
    pub secretary: Option<String>,
    /// Number of the paper in the committee's term.
    #[serde(default)]
    #[schemars(title = "Số văn bản")]
    pub number: Option<String>,
    /// Id of the rule set, where the meeting's date should not choose it.
    #[serde(default)]
    #[schemars(title = "Bộ quy định")]
    pub rules: Option<String>,
    /// Members of the cell, where the unit's number in `sotay.yaml` does not hold.
    #[serde(default)]
    #[schemars(title = "Số đảng viên")]
    pub members: Option<u16>,
    /// Longest length, in minutes: a longer timetable is reported.
    #[serde(default)]
    #[schemars(title = "Không quá (phút)")]
    pub at_most: Option<Minutes>,
    /// Agenda whose parts are taken over by `inherit`.
    #[serde(default)]
    #[schemars(title = "Theo chương trình mẫu")]
    pub extends: Option<PageRef>,
    /// The timetable.
    #[schemars(title = "Các mục", length(min = 1, max = 200))]
    pub items: Vec<Item>,
    /// What members prepare beforehand.
    #[serde(default)]
    #[schemars(title = "Chuẩn bị trước")]
    pub preparation: Vec<String>,
    /// Who is invited besides the members.
    #[serde(default)]
    #[schemars(title = "Khách mời")]
    pub guests: Vec<String>,
    /// Model-meeting guide that goes with it.
    #[serde(default)]
    #[schemars(title = "Kịch bản")]
    pub guide: Option<PageRef>,
    /// Scorecard that the meeting is rated with.
    #[serde(default)]
    #[schemars(title = "Phiếu chấm điểm")]
    pub scorecard: Option<PageRef>,
}
