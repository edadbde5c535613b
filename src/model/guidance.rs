//! Hướng dẫn năm: the yearly guidance of a committee.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::directive::Validity;
use super::{Citation, PageRef};

/// Hướng dẫn năm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Guidance {
    /// Year that it is for.
    #[schemars(title = "Năm", range(min = 1930, max = 2200))]
    pub year: u16,
    /// Directives that it rests on.
    #[serde(default)]
    #[schemars(title = "Căn cứ")]
    pub basis: Vec<Citation>,
    /// Body that issues it, as its name read on that date; id in `sotay.yaml` or free text.
    #[serde(default)]
    #[schemars(title = "Cơ quan ban hành")]
    pub issuer: Option<String>,
    /// From when and until when it holds.
    #[serde(default)]
    #[schemars(title = "Thời gian áp dụng")]
    pub valid: Validity,
    /// Guidance page that it supersedes.
    #[serde(default)]
    #[schemars(title = "Thay cho hướng dẫn")]
    pub supersedes: Option<PageRef>,
}
