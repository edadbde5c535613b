//! Bài: a lesson of a course. Slides and quiz stand in its body.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::PageRef;

/// Bài.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Lesson {
    /// Course that it belongs to.
    #[serde(default)]
    #[schemars(title = "Lớp")]
    pub course: Option<PageRef>,
    /// Number in the course.
    #[serde(default)]
    #[schemars(title = "Bài số")]
    pub number: Option<u16>,
    /// Class hours (tiết).
    #[serde(default)]
    #[schemars(title = "Số tiết", range(max = 100))]
    pub hours: Option<u16>,
    /// What learners can do afterwards.
    #[serde(default)]
    #[schemars(title = "Mục tiêu")]
    pub objectives: Vec<String>,
    /// Notes for the lecturer; left out of the learner's sheet.
    #[serde(default)]
    #[schemars(title = "Ghi chú cho giảng viên")]
    pub lecturer_notes: Option<String>,
    /// Work after class.
    #[serde(default)]
    #[schemars(title = "Bài tập về nhà")]
    pub homework: Vec<String>,
    /// An outline only: the full text is still to be written.
    #[serde(default)]
    #[schemars(title = "Chỉ là đề cương")]
    pub outline: bool,
}
