//! Lớp: a training course with its programme and sessions. Hours are class hours (tiết).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::date::DateTime;

use super::{Citation, PageRef};

/// A unit of the programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProgrammeUnit {
    /// Title.
    #[schemars(title = "Nội dung")]
    pub title: String,
    /// Class hours.
    #[serde(default)]
    #[schemars(title = "Số tiết", range(max = 1000))]
    pub hours: u16,
    /// Lesson page.
    #[serde(default)]
    #[schemars(title = "Bài giảng")]
    pub lesson: Option<PageRef>,
    /// Who teaches it.
    #[serde(default)]
    #[schemars(title = "Báo cáo viên")]
    pub lecturer: Option<String>,
}

/// A session of the timetable (buổi).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Session {
    /// Start, local time.
    #[schemars(title = "Bắt đầu")]
    pub starts: DateTime,
    /// Length in minutes.
    #[serde(default)]
    #[schemars(title = "Số phút", range(max = 1440))]
    pub minutes: u16,
    /// Class hours that it counts for.
    #[serde(default)]
    #[schemars(title = "Số tiết", range(max = 100))]
    pub hours: u16,
    /// What is done.
    #[schemars(title = "Nội dung")]
    pub title: String,
    /// Lesson page.
    #[serde(default)]
    #[schemars(title = "Bài giảng")]
    pub lesson: Option<PageRef>,
    /// Who teaches.
    #[serde(default)]
    #[schemars(title = "Báo cáo viên")]
    pub lecturer: Option<String>,
}

/// Lớp.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Course {
    /// For whom.
    #[serde(default)]
    #[schemars(title = "Đối tượng")]
    pub audience: Option<String>,
    /// Directives that set the programme.
    #[serde(default)]
    #[schemars(title = "Căn cứ")]
    pub basis: Vec<Citation>,
    /// Total of class hours; programme and sessions add up to it.
    #[serde(default)]
    #[schemars(title = "Tổng số tiết")]
    pub hours: Option<u16>,
    /// The programme.
    #[serde(default)]
    #[schemars(title = "Chương trình")]
    pub programme: Vec<ProgrammeUnit>,
    /// The timetable.
    #[serde(default)]
    #[schemars(title = "Lịch học")]
    pub sessions: Vec<Session>,
    /// Place.
    #[serde(default)]
    #[schemars(title = "Địa điểm")]
    pub place: Option<String>,
    /// How it ends: paper, test, certificate.
    #[serde(default)]
    #[schemars(title = "Đánh giá")]
    pub assessment: Vec<String>,
}
