//! Phiếu chấm điểm: groups of criteria, levels and knock-out rules, and how a total comes about.
//!
//! The level is **not** a function of the total alone: a knock-out rule may cap it (`domain.md` 5.1).

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::directive::Validity;
use super::{Citation, Points};

/// What a criterion's points are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum Scoring {
    /// Any points from 0 to the maximum, added up.
    #[default]
    Add,
    /// Exactly one of several bands.
    Choose,
}

/// One of the bands of a `choose` criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Band {
    /// When it applies: "từ 75% đến dưới 90%".
    #[schemars(title = "Mức")]
    pub label: String,
    /// Points.
    #[schemars(title = "Điểm")]
    pub points: Points,
    /// Lower bound of the measured value, included; for bands of a number.
    #[serde(default)]
    #[schemars(title = "Từ")]
    pub from: Option<Points>,
    /// Upper bound of the measured value, excluded.
    #[serde(default)]
    #[schemars(title = "Đến dưới")]
    pub below: Option<Points>,
}

/// One criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Criterion {
    /// Id, unique in the card; knock-outs and examples name it.
    #[schemars(title = "Mã")]
    pub id: String,
    /// What is judged.
    #[schemars(title = "Tiêu chí")]
    pub title: String,
    /// Maximum.
    #[schemars(title = "Điểm tối đa")]
    pub max: Points,
    /// Added up, or one of the bands.
    #[serde(default)]
    #[schemars(title = "Cách chấm")]
    pub scoring: Scoring,
    /// Bands of a `choose` criterion.
    #[serde(default)]
    #[schemars(title = "Các mức")]
    pub bands: Vec<Band>,
    /// May be marked "không áp dụng" (a thematic line in a month without one).
    #[serde(default)]
    #[schemars(title = "Có thể không áp dụng")]
    pub not_applicable: bool,
    /// What shows it: minutes, roll call …
    #[serde(default)]
    #[schemars(title = "Minh chứng")]
    pub evidence: Option<String>,
}

/// A group of criteria.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Group {
    /// Number as printed: I, II, IV-a.
    #[serde(default)]
    #[schemars(title = "Số thứ tự")]
    pub number: Option<String>,
    /// Title.
    #[schemars(title = "Nhóm tiêu chí")]
    pub title: String,
    /// Maximum; the maxima of its criteria add up to it.
    #[schemars(title = "Điểm tối đa")]
    pub max: Points,
    /// The criteria.
    #[schemars(title = "Tiêu chí", length(min = 1))]
    pub criteria: Vec<Criterion>,
}

/// A level, by its lowest total.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Level {
    /// Name: Tốt, Khá …
    #[schemars(title = "Mức")]
    pub name: String,
    /// Lowest total, included. The upper bound is the next level's `from`.
    #[schemars(title = "Từ điểm")]
    pub from: Points,
    /// Conditions that words must judge.
    #[serde(default)]
    #[schemars(title = "Điều kiện kèm theo")]
    pub conditions: Vec<String>,
}

/// A rule that caps the level unless criteria are at their maximum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Knockout {
    /// The level that asks for it.
    #[schemars(title = "Để đạt mức")]
    pub level: String,
    /// Ids of criteria that must be at their maximum.
    #[schemars(title = "Tiêu chí phải đạt tối đa")]
    pub full: Vec<String>,
    /// Level given instead.
    #[schemars(title = "Nếu không thì xếp")]
    pub otherwise: String,
    /// Where the rule comes from, and for whom it holds.
    #[serde(default)]
    #[schemars(title = "Ghi chú")]
    pub note: Option<String>,
}

/// How criteria that do not apply are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(inline)]
pub enum NotApplicable {
    /// Tính đủ điểm: they get their maximum.
    #[default]
    Full,
    /// Quy đổi: the total is scaled to the full maximum.
    Scale,
}

/// A worked example: what was given, and what comes out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Example {
    /// Title.
    #[schemars(title = "Ví dụ")]
    pub title: String,
    /// Points by criterion id; a criterion left out got its maximum.
    #[serde(default)]
    #[schemars(title = "Điểm")]
    pub points: BTreeMap<String, Points>,
    /// Ids of criteria that do not apply.
    #[serde(default)]
    #[schemars(title = "Không áp dụng")]
    pub not_applicable: Vec<String>,
    /// Total that comes out.
    #[schemars(title = "Tổng điểm")]
    pub total: Points,
    /// Level that comes out.
    #[schemars(title = "Xếp loại")]
    pub level: String,
}

/// Phiếu chấm điểm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Scorecard {
    /// What is scored: a meeting, an organisation's year …
    #[serde(default)]
    #[schemars(title = "Đối tượng chấm")]
    pub subject: Option<String>,
    /// Directives that set it.
    #[serde(default)]
    #[schemars(title = "Căn cứ")]
    pub basis: Vec<Citation>,
    /// When it holds.
    #[serde(default)]
    #[schemars(title = "Thời gian áp dụng")]
    pub valid: Validity,
    /// Total of all maxima.
    #[schemars(title = "Tổng điểm tối đa")]
    pub total: Points,
    /// The groups.
    #[schemars(title = "Các nhóm", length(min = 1))]
    pub groups: Vec<Group>,
    /// The levels, in any order.
    #[schemars(title = "Xếp loại", length(min = 1))]
    pub levels: Vec<Level>,
    /// Knock-out rules.
    #[serde(default)]
    #[schemars(title = "Điều kiện khống chế")]
    pub knockouts: Vec<Knockout>,
    /// How lines that do not apply are counted.
    #[serde(default)]
    #[schemars(title = "Dòng không áp dụng")]
    pub if_not_applicable: NotApplicable,
    /// Worked examples; recomputed by `check`.
    #[serde(default)]
    #[schemars(title = "Ví dụ tính")]
    pub examples: Vec<Example>,
}

/// What a filled scorecard comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome<'a> {
    /// Total.
    pub total: Points,
    /// Level before knock-outs; `None` where the total is below every level.
    pub by_total: Option<&'a Level>,
    /// Level after knock-outs.
    pub level: Option<&'a str>,
    /// The knock-out rule that capped it.
    pub capped_by: Option<&'a Knockout>,
}

impl Scorecard {
    /// Returns all criteria in order.
    pub fn criteria(&self) -> impl Iterator<Item = &Criterion> {
        self.groups.iter().flat_map(|group| &group.criteria)
    }

    /// Returns the level that a total reaches, knock-outs aside.
    pub fn level_of(&self, total: Points) -> Option<&Level> {
        self.levels.iter().filter(|level| level.from <= total).max_by_key(|level| level.from)
    }

    /// Returns total and level for given points by criterion id; a criterion without an entry is
    /// at its maximum, points above a maximum count as the maximum.
    pub fn score(&self, points: &BTreeMap<String, Points>, not_applicable: &[String]) -> Outcome<'_> {
        let skipped = |c: &Criterion| not_applicable.contains(&c.id);
        let given = |c: &Criterion| points.get(&c.id).copied().unwrap_or(c.max).min(c.max);
        let counted: Points = self.criteria().filter(|c| !skipped(c)).map(given).sum();
        let possible: Points = self.criteria().filter(|c| !skipped(c)).map(|c| c.max).sum();
        let all: Points = self.criteria().map(|c| c.max).sum();
        let total = match self.if_not_applicable {
            NotApplicable::Full => Points::from_tenths(counted.tenths() + all.tenths() - possible.tenths()),
            NotApplicable::Scale if possible.tenths() > 0 => {
                let scaled = u64::from(counted.tenths()) * u64::from(all.tenths());
                let half = u64::from(possible.tenths()) / 2;
                let tenths = (scaled + half) / u64::from(possible.tenths());
                Points::from_tenths(u32::try_from(tenths).unwrap_or(u32::MAX))
            }
            NotApplicable::Scale => Points::default(),
        };
        let by_total = self.level_of(total);
        let capped_by = by_total.and_then(|level| {
            self.knockouts.iter().filter(|rule| rule.level == level.name).find(|rule| {
                rule.full.iter().any(|id| self.criteria().any(|c| c.id == *id && !skipped(c) && given(c) < c.max))
            })
        });
        let level = capped_by.map(|rule| rule.otherwise.as_str()).or(by_total.map(|level| level.name.as_str()));
        Outcome { total, by_total, level, capped_by }
    }
}
