//! Chuyên đề: a discussion topic.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Citation, Minutes};

/// Commitments that a discussion should end with.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Commitments {
    /// What each member takes upon oneself.
    #[serde(default)]
    #[schemars(title = "Cá nhân")]
    pub individual: Vec<String>,
    /// What the cell takes upon itself.
    #[serde(default)]
    #[schemars(title = "Tập thể")]
    pub collective: Vec<String>,
}

/// A step of the facilitator's plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FacilitationStep {
    /// Length.
    #[schemars(title = "Phút")]
    pub minutes: Minutes,
    /// What is done.
    #[schemars(title = "Việc làm")]
    pub title: String,
    /// How it is done.
    #[serde(default)]
    #[schemars(title = "Cách làm")]
    pub how: Option<String>,
}

/// Chuyên đề.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Topic {
    /// Theme that it belongs to; joins the page's `themes`.
    #[serde(default)]
    #[schemars(title = "Chủ đề chính")]
    pub theme: Option<String>,
    /// Directives that it carries out.
    #[serde(default)]
    #[schemars(title = "Văn bản liên quan")]
    pub directives: Vec<Citation>,
    /// Quarter that it is planned for.
    #[serde(default)]
    #[schemars(title = "Quý", range(min = 1, max = 4))]
    pub quarter: Option<u8>,
    /// Length of the thematic part of a meeting.
    #[serde(default)]
    #[schemars(title = "Thời lượng (phút)")]
    pub minutes: Option<Minutes>,
    /// What members can do after the meeting.
    #[serde(default)]
    #[schemars(title = "Mục tiêu")]
    pub objectives: Vec<String>,
    /// Questions for discussion.
    #[serde(default)]
    #[schemars(title = "Câu hỏi thảo luận")]
    pub questions: Vec<String>,
    /// Commitments.
    #[serde(default)]
    #[schemars(title = "Cam kết")]
    pub commitments: Commitments,
    /// Facilitator's plan; left out of the member's sheet.
    #[serde(default)]
    #[schemars(title = "Kế hoạch điều hành thảo luận")]
    pub facilitation: Vec<FacilitationStep>,
    /// Notes for the presenter; left out of the member's sheet.
    #[serde(default)]
    #[schemars(title = "Ghi chú cho người trình bày")]
    pub presenter_notes: Option<String>,
}
