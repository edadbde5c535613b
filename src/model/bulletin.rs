//! Tài liệu tháng: the month's list of material.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::date::{Date, Month};

use super::{Citation, OrgTypeId, PageRef};

/// One piece of material.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Material {
    /// What it is; where missing, the page's title.
    #[serde(default)]
    #[schemars(title = "Tài liệu")]
    pub title: Option<String>,
    /// Page of the handbook.
    #[serde(default)]
    #[schemars(title = "Trang")]
    pub page: Option<PageRef>,
    /// Directive of the register.
    #[serde(default)]
    #[schemars(title = "Văn bản")]
    pub directive: Option<Citation>,
    /// For whom; none means all.
    #[serde(default)]
    #[schemars(title = "Dành cho loại hình")]
    pub org_types: Vec<OrgTypeId>,
    /// By when it is to be used or sent.
    #[serde(default)]
    #[schemars(title = "Hạn")]
    pub due: Option<Date>,
    /// What to do with it.
    #[serde(default)]
    #[schemars(title = "Cách dùng")]
    pub note: Option<String>,
}

/// Tài liệu tháng.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Bulletin {
    /// Month that it is for.
    #[schemars(title = "Tháng")]
    pub month: Month,
    /// The material.
    #[schemars(title = "Danh mục", length(min = 1))]
    pub materials: Vec<Material>,
}
