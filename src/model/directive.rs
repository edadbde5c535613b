//! Văn bản: a directive of the register, with its validity.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::date::Date;

use super::{Citation, KindName};

/// From when and until when something is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Validity {
    /// First day.
    #[serde(default)]
    #[schemars(title = "Từ ngày")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default)]
    #[schemars(title = "Đến ngày")]
    pub until: Option<Date>,
}

/// Party papers and state papers have different headings and numbers (`domain.md` 8.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum Family {
    /// Văn bản của Đảng.
    #[default]
    Party,
    /// Văn bản hành chính nhà nước.
    State,
}

/// Văn bản: a directive, known by its number **and** date (a number alone is not unique).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Directive {
    /// Number and symbol: `42-HD/BTCTW`.
    #[schemars(title = "Số, ký hiệu", length(min = 1, max = 60))]
    pub number: String,
    /// Body that issued it.
    #[schemars(title = "Cơ quan ban hành")]
    pub issuer: String,
    /// Day of issue.
    #[schemars(title = "Ngày ban hành")]
    pub issued: Date,
    /// Subject (trích yếu).
    #[schemars(title = "Trích yếu")]
    pub about: String,
    /// Type of paper, as its heading reads: Chỉ thị, Hướng dẫn, Kết luận …
    #[serde(default)]
    #[schemars(title = "Thể loại")]
    pub paper: Option<String>,
    /// Party or state paper.
    #[serde(default)]
    #[schemars(title = "Hệ văn bản")]
    pub family: Family,
    /// In force from (where missing: from the day of issue) and until.
    #[serde(default)]
    #[schemars(title = "Hiệu lực")]
    pub effective: Validity,
    /// Directives that this one replaces.
    #[serde(default)]
    #[schemars(title = "Thay thế văn bản")]
    pub replaces: Vec<Citation>,
    /// Directive that replaced this one.
    #[serde(default)]
    #[schemars(title = "Được thay thế bằng")]
    pub replaced_by: Option<Citation>,
    /// Day of the replacement, where it is not the successor's first day in force.
    #[serde(default)]
    #[schemars(title = "Ngày bị thay thế")]
    pub replaced_on: Option<Date>,
    /// Other names that texts use: "NQ TW4 khóa XI".
    #[serde(default)]
    #[schemars(title = "Tên gọi khác")]
    pub other_names: Vec<String>,
    /// What is known of its status, in words; shown beside the computed status.
    #[serde(default)]
    #[schemars(title = "Ghi chú hiệu lực")]
    pub status_note: Option<String>,
    /// The official text was compared.
    #[serde(default)]
    #[schemars(title = "Đã đối chiếu văn bản gốc")]
    pub verified: bool,
}

impl Directive {
    /// Front matter key of this kind.
    pub const KIND: KindName = KindName::Directive;

    /// Returns the first day in force.
    pub fn in_force_from(&self) -> Date {
        self.effective.from.unwrap_or(self.issued)
    }

    /// Returns the form in which the directive is cited: `42-HD/BTCTW, 28/10/2025`.
    pub fn citation(&self) -> String {
        format!("{}, {}", self.number, self.issued.citation())
    }
}
