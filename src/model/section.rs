//! Mục: a section's own page (`_index.md`), and the home page.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{KindName, PageRef};

/// How a section's pages are ordered, where `order` does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum SortBy {
    /// By title, the Vietnamese way.
    #[default]
    Title,
    /// Newest first.
    Newest,
    /// Oldest first.
    Oldest,
}

/// A door of the home page: where a reader should go first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Door {
    /// The reader: "Bí thư chi bộ".
    #[schemars(title = "Người đọc")]
    pub reader: String,
    /// What they find.
    #[serde(default)]
    #[schemars(title = "Giới thiệu")]
    pub text: Option<String>,
    /// Pages, the first being the main one.
    #[schemars(title = "Trang", length(min = 1))]
    pub pages: Vec<PageRef>,
}

/// Mục.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Section {
    /// Kind of the section's pages that do not name their own.
    #[serde(default)]
    #[schemars(title = "Loại trang mặc định")]
    pub pages: Option<KindName>,
    /// Order of its pages.
    #[serde(default)]
    #[schemars(title = "Sắp xếp")]
    pub sort: SortBy,
    /// Doors by reader, for the home page.
    #[serde(default)]
    #[schemars(title = "Lối vào theo người đọc")]
    pub doors: Vec<Door>,
}
