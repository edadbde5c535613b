//! Sinh hoạt mẫu: a model-meeting guide with its script.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::agenda::Meeting;
use super::{Minutes, OrgTypeId, PageRef};

/// Plan of the model meeting (`domain.md` 4, part 1).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Plan {
    /// Purpose.
    #[serde(default)]
    #[schemars(title = "Mục đích")]
    pub purpose: Vec<String>,
    /// Requirements.
    #[serde(default)]
    #[schemars(title = "Yêu cầu")]
    pub requirements: Vec<String>,
    /// The cell that was chosen.
    #[serde(default)]
    #[schemars(title = "Chi bộ được chọn")]
    pub cell: Option<String>,
    /// When.
    #[serde(default)]
    #[schemars(title = "Thời gian")]
    pub time: Option<String>,
    /// Where.
    #[serde(default)]
    #[schemars(title = "Địa điểm")]
    pub place: Option<String>,
}

/// A role in the meeting and what it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Role {
    /// Who.
    #[schemars(title = "Vai")]
    pub role: String,
    /// What they do.
    #[schemars(title = "Nhiệm vụ")]
    pub duty: String,
}

/// A line of the chair's script (`domain.md` 4, part 3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ScriptLine {
    /// Length.
    #[schemars(title = "Thời gian (phút)")]
    pub minutes: Minutes,
    /// What is done.
    #[schemars(title = "Nội dung")]
    pub content: String,
    /// Spoken text, with `[…]` for numbers and names to fill in.
    #[serde(default)]
    #[schemars(title = "Lời dẫn")]
    pub spoken: Option<String>,
    /// Who speaks or acts.
    #[schemars(title = "Người thực hiện")]
    pub actor: String,
    /// Material at hand.
    #[serde(default)]
    #[schemars(title = "Tài liệu kèm")]
    pub material: Option<String>,
}

/// A script for one kind of meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Script {
    /// Title; where missing, the kind of meeting names it.
    #[serde(default)]
    #[schemars(title = "Tên kịch bản")]
    pub title: Option<String>,
    /// Kind of meeting.
    #[schemars(title = "Loại sinh hoạt")]
    pub meeting: Meeting,
    /// The lines, in order.
    #[schemars(title = "Các dòng", length(min = 1))]
    pub lines: Vec<ScriptLine>,
}

/// Something that observers look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Observation {
    /// What to look at.
    #[schemars(title = "Nội dung quan sát")]
    pub item: String,
    /// Signs of a good meeting.
    #[serde(default)]
    #[schemars(title = "Biểu hiện tốt")]
    pub good: Option<String>,
}

/// Sinh hoạt mẫu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Guide {
    /// Kind of organisation that the guide is written for; joins the page's `org_types`. A guide
    /// for all leaves it out.
    #[serde(default)]
    #[schemars(title = "Loại hình")]
    pub org_type: Option<OrgTypeId>,
    /// Plan.
    #[serde(default)]
    #[schemars(title = "Kế hoạch")]
    pub plan: Plan,
    /// Who takes part.
    #[serde(default)]
    #[schemars(title = "Thành phần")]
    pub participants: Vec<String>,
    /// Roles and duties.
    #[serde(default)]
    #[schemars(title = "Phân công")]
    pub roles: Vec<Role>,
    /// What is prepared.
    #[serde(default)]
    #[schemars(title = "Chuẩn bị")]
    pub preparation: Vec<String>,
    /// Scripts.
    #[serde(default)]
    #[schemars(title = "Kịch bản điều hành")]
    pub scripts: Vec<Script>,
    /// Observation sheet.
    #[serde(default)]
    #[schemars(title = "Phiếu quan sát")]
    pub observation: Vec<Observation>,
    /// Mistakes to avoid.
    #[serde(default)]
    #[schemars(title = "Lỗi cần tránh")]
    pub mistakes: Vec<String>,
    /// Questions of the review after the meeting.
    #[serde(default)]
    #[schemars(title = "Rút kinh nghiệm")]
    pub review: Vec<String>,
    /// Pages handed out.
    #[serde(default)]
    #[schemars(title = "Tài liệu kèm")]
    pub materials: Vec<PageRef>,
}
