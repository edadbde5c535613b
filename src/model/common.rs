//! What every document may say of itself, and the small types that many kinds use.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::date::Date;

use super::{KindName, OrgTypeId};

/// Minutes of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline, extend("maximum" = 1440))]
pub struct Minutes(pub u16);

/// Points of a scorecard. Halves are common, so they are kept in tenths: 2.5 is 25 tenths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Points(u32);

impl Points {
    /// Returns points from tenths of a point.
    pub const fn from_tenths(tenths: u32) -> Self {
        Self(tenths)
    }

    /// Returns whole points.
    pub const fn whole(points: u32) -> Self {
        Self(points * 10)
    }

    /// Returns tenths of a point.
    pub const fn tenths(self) -> u32 {
        self.0
    }

    /// Returns the number the Vietnamese way: `92`, `2,5`.
    pub fn vi(self) -> String {
        if self.0.is_multiple_of(10) { (self.0 / 10).to_string() } else { format!("{},{}", self.0 / 10, self.0 % 10) }
    }
}

impl std::iter::Sum for Points {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        Self(iter.map(|p| p.0).sum())
    }
}

impl Serialize for Points {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(f64::from(self.0) / 10.0)
    }
}

impl<'de> Deserialize<'de> for Points {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = f64::deserialize(deserializer)?;
        let tenths = number * 10.0;
        if !(0.0..=100_000.0).contains(&tenths) || (tenths - tenths.round()).abs() > 1e-6 {
            return Err(serde::de::Error::custom("points are 0 to 10000 in steps of 0.1"));
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the range and the step were checked just above"
        )]
        Ok(Self(tenths.round() as u32))
    }
}

impl JsonSchema for Points {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Points".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "minimum": 0, "maximum": 10000, "multipleOf": 0.1 })
    }
}

/// How well a statement is attested (`domain.md`, section 0).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[schemars(inline)]
pub enum Evidence {
    /// The document's own text, or a law portal's article by article.
    A,
    /// Press, or a public office's own page; where it matters, several agree.
    B,
    /// Secondary only; not checked against the official text.
    C,
    /// Common professional practice, not traced to a page.
    K,
}

/// Where a page's facts come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// Publisher and title or topic.
    #[schemars(title = "Nguồn")]
    pub title: String,
    /// Date of the source, or when it was last looked at.
    #[serde(default)]
    #[schemars(title = "Ngày của nguồn")]
    pub date: Option<Date>,
    /// Address on the web, if it has one.
    #[serde(default)]
    #[schemars(title = "Địa chỉ")]
    pub url: Option<String>,
    /// How well it attests what the page says.
    #[serde(default)]
    #[schemars(title = "Mức bằng chứng")]
    pub evidence: Option<Evidence>,
}

/// Front matter that every kind shares.
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of its own that an author sets")]
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Head {
    /// Title of the page.
    #[schemars(title = "Tiêu đề", length(min = 1, max = 300))]
    pub title: String,
    /// Kind of the page; where it is missing, the section's `pages` decides.
    #[serde(default)]
    #[schemars(title = "Loại trang")]
    pub kind: Option<KindName>,
    /// One or two sentences for lists, feeds and search results.
    #[serde(default)]
    #[schemars(title = "Tóm tắt", length(max = 600))]
    pub summary: Option<String>,
    /// Date of the page. Directives cited are judged at this date.
    #[serde(default)]
    #[schemars(title = "Ngày")]
    pub date: Option<Date>,
    /// Free tags.
    #[serde(default)]
    #[schemars(title = "Từ khóa", inner(length(min = 1)))]
    pub tags: Vec<String>,
    /// Kinds of organisation that the page is for; none means all.
    #[serde(default)]
    #[schemars(title = "Loại hình áp dụng")]
    pub org_types: Vec<OrgTypeId>,
    /// Themes of study that the page belongs to.
    #[serde(default)]
    #[schemars(title = "Chủ đề", inner(length(min = 1)))]
    pub themes: Vec<String>,
    /// Day of the last review.
    #[serde(default)]
    #[schemars(title = "Ngày rà soát")]
    pub reviewed: Option<Date>,
    /// Day by which the page is to be reviewed again; where it is missing, the settings'
    /// `review_after_months` counts from `reviewed`.
    #[serde(default)]
    #[schemars(title = "Rà soát lại trước ngày")]
    pub review_by: Option<Date>,
    /// Not published unless `--drafts` is given.
    #[serde(default)]
    #[schemars(title = "Bản nháp")]
    pub draft: bool,
    /// Place in its section: smaller first; pages without one follow, by date or title.
    #[serde(default)]
    #[schemars(title = "Thứ tự")]
    pub order: Option<i32>,
    /// Last part of the address, where the file's name should not decide.
    #[serde(default)]
    #[schemars(title = "Địa chỉ riêng")]
    pub slug: Option<String>,
    /// Old addresses of the page, from the site's root; each becomes a redirect.
    #[serde(default)]
    #[schemars(title = "Địa chỉ cũ")]
    pub aliases: Vec<String>,
    /// Where the facts come from.
    #[serde(default)]
    #[schemars(title = "Nguồn")]
    pub sources: Vec<Source>,
    /// Weakest evidence behind the page's facts.
    #[serde(default)]
    #[schemars(title = "Mức bằng chứng")]
    pub evidence: Option<Evidence>,
    /// Shown as "ví dụ minh họa": units, people and numbers are invented.
    #[serde(default)]
    #[schemars(title = "Ví dụ minh họa")]
    pub sample: bool,
    /// The page tells of the past: citing replaced directives is meant.
    #[serde(default)]
    #[schemars(title = "Tư liệu lịch sử")]
    pub historical: bool,
    /// The numbers that look personal and the words that look like a secrecy mark are public.
    #[serde(default)]
    #[schemars(title = "Dữ liệu công khai")]
    pub public_data: bool,
}
