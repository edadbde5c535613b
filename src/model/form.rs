//! Biểu mẫu: a blank paper and what it must hold.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Citation;
use super::directive::Family;

/// What paper a form is (`domain.md` 7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum PaperType {
    /// Biên bản sinh hoạt chi bộ.
    Minutes,
    /// Biên bản họp chi ủy.
    CommitteeMinutes,
    /// Danh sách điểm danh.
    RollCall,
    /// Nghị quyết.
    Resolution,
    /// Kết luận.
    Conclusion,
    /// Giấy mời.
    Invitation,
    /// Phiếu biểu quyết.
    VoteSheet,
    /// Phiếu quan sát.
    ObservationSheet,
    /// Báo cáo kết quả.
    Report,
    /// Sổ theo dõi lớp học.
    ClassRegister,
    /// Giấy chứng nhận.
    Certificate,
    /// Loại khác.
    Other,
}

/// One who signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Signature {
    /// Authority line: `T/M CHI ỦY`.
    #[serde(default)]
    #[schemars(title = "Quyền hạn ký")]
    pub authority: Option<String>,
    /// Position: `BÍ THƯ`.
    #[schemars(title = "Chức vụ")]
    pub position: String,
}

/// A blank to be filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Blank {
    /// What is filled in.
    #[schemars(title = "Nội dung cần ghi")]
    pub label: String,
    /// How, or an example.
    #[serde(default)]
    #[schemars(title = "Cách ghi")]
    pub how: Option<String>,
    /// The paper is not valid without it.
    #[serde(default = "yes")]
    #[schemars(title = "Bắt buộc")]
    pub required: bool,
}

fn yes() -> bool {
    true
}

/// Biểu mẫu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Form {
    /// What paper it is.
    #[schemars(title = "Loại giấy tờ")]
    pub paper: PaperType,
    /// Party or state paper.
    #[serde(default)]
    #[schemars(title = "Hệ văn bản")]
    pub family: Family,
    /// Pattern of the number line: `Số …-NQ/CB`.
    #[serde(default)]
    #[schemars(title = "Mẫu số, ký hiệu")]
    pub number: Option<String>,
    /// Directives that the form follows.
    #[serde(default)]
    #[schemars(title = "Căn cứ")]
    pub basis: Vec<Citation>,
    /// What the paper must hold.
    #[serde(default)]
    #[schemars(title = "Nội dung cần có")]
    pub blanks: Vec<Blank>,
    /// Who signs, left to right.
    #[serde(default)]
    #[schemars(title = "Chữ ký")]
    pub signatures: Vec<Signature>,
    /// Recipients (nơi nhận), in order.
    #[serde(default)]
    #[schemars(title = "Nơi nhận")]
    pub recipients: Vec<String>,
}
