//! A scorecard: groups, levels, knock-outs and worked examples, computed.

use serde::Serialize;
use tera::Value;

use crate::link::{DocumentId, View};
use crate::model::scorecard::{Criterion, NotApplicable, Scorecard, Scoring};

use super::super::frame::Frame;
use super::super::values::{self, CiteValue, DateValue};

#[derive(Serialize)]
struct BandValue<'a> {
    label: &'a str,
    points: String,
}

#[derive(Serialize)]
struct CriterionValue<'a> {
    id: &'a str,
    title: &'a str,
    max: String,
    scoring: &'static str,
    bands: Vec<BandValue<'a>>,
    not_applicable: bool,
    evidence: Option<&'a str>,
}

#[derive(Serialize)]
struct GroupValue<'a> {
    number: Option<&'a str>,
    title: &'a str,
    max: String,
    criteria: Vec<CriterionValue<'a>>,
}

#[derive(Serialize)]
struct LevelValue<'a> {
    name: &'a str,
    from: String,
    below: Option<String>,
    conditions: &'a [String],
}

#[derive(Serialize)]
struct KnockoutValue<'a> {
    level: &'a str,
    full: Vec<&'a str>,
    otherwise: &'a str,
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct Row<'a> {
    title: &'a str,
    points: String,
    max: String,
    skipped: bool,
}

#[derive(Serialize)]
struct ExampleValue<'a> {
    title: &'a str,
    rows: Vec<Row<'a>>,
    total: String,
    by_total: Option<&'a str>,
    level: Option<&'a str>,
    capped: bool,
}

#[derive(Serialize)]
struct Details<'a> {
    subject: Option<&'a str>,
    basis: Vec<CiteValue<'a>>,
    from: Option<DateValue>,
    until: Option<DateValue>,
    total: String,
    groups: Vec<GroupValue<'a>>,
    levels: Vec<LevelValue<'a>>,
    knockouts: Vec<KnockoutValue<'a>>,
    if_not_applicable: &'static str,
    rules: String,
    examples: Vec<ExampleValue<'a>>,
}

/// The rules as the page's script reads them; points in tenths.
#[derive(Serialize)]
struct Rules<'a> {
    scale: bool,
    criteria: Vec<CriterionRule<'a>>,
    levels: Vec<LevelRule<'a>>,
    knockouts: Vec<KnockoutRule<'a>>,
}

#[derive(Serialize)]
struct CriterionRule<'a> {
    id: &'a str,
    max: u32,
    bands: Vec<u32>,
}

#[derive(Serialize)]
struct LevelRule<'a> {
    name: &'a str,
    from: u32,
}

#[derive(Serialize)]
struct KnockoutRule<'a> {
    level: &'a str,
    full: &'a [String],
    otherwise: &'a str,
}

/// Returns the rules of a scorecard as JSON.
fn rules(of: &Scorecard) -> String {
    let rules = Rules {
        scale: of.if_not_applicable == NotApplicable::Scale,
        criteria: of
            .criteria()
            .map(|c| CriterionRule {
                id: &c.id,
                max: c.max.tenths(),
                bands: c.bands.iter().map(|band| band.points.tenths()).collect(),
            })
            .collect(),
        levels: of.levels.iter().map(|l| LevelRule { name: &l.name, from: l.from.tenths() }).collect(),
        knockouts: of
            .knockouts
            .iter()
            .map(|rule| KnockoutRule { level: &rule.level, full: &rule.full, otherwise: &rule.otherwise })
            .collect(),
    };
    serde_json::to_string(&rules).unwrap_or_default()
}

pub(super) fn details(of: &Scorecard, id: DocumentId, frame: &Frame<'_>, view: &View<'_>) -> Value {
    let date = |d| values::date(d, frame.words().lang());
    let title = |id: &'_ str| of.criteria().find(|c| c.id == id).map(|c| c.title.as_str());
    let mut levels: Vec<_> = of.levels.iter().collect();
    levels.sort_by_key(|level| std::cmp::Reverse(level.from));
    let levels = levels
        .iter()
        .enumerate()
        .map(|(index, level)| LevelValue {
            name: &level.name,
            from: level.from.vi(),
            below: index.checked_sub(1).and_then(|above| levels.get(above)).map(|above| above.from.vi()),
            conditions: &level.conditions,
        })
        .collect();
    Value::from_serializable(&Details {
        subject: of.subject.as_deref(),
        basis: of.basis.iter().map(|c| values::cite(id, c.as_str(), frame, view)).collect(),
        from: of.valid.from.map(date),
        until: of.valid.until.map(date),
        total: of.total.vi(),
        groups: of
            .groups
            .iter()
            .map(|group| GroupValue {
                number: group.number.as_deref(),
                title: &group.title,
                max: group.max.vi(),
                criteria: group.criteria.iter().map(criterion).collect(),
            })
            .collect(),
        levels,
        knockouts: of
            .knockouts
            .iter()
            .map(|rule| KnockoutValue {
                level: &rule.level,
                full: rule.full.iter().filter_map(|id| title(id)).collect(),
                otherwise: &rule.otherwise,
                note: rule.note.as_deref(),
            })
            .collect(),
        if_not_applicable: match of.if_not_applicable {
            NotApplicable::Full => "full",
            NotApplicable::Scale => "scale",
        },
        rules: rules(of),
        examples: of
            .examples
            .iter()
            .map(|example| {
                let outcome = of.score(&example.points, &example.not_applicable);
                ExampleValue {
                    title: &example.title,
                    rows: of
                        .criteria()
                        .map(|c| Row {
                            title: &c.title,
                            points: example.points.get(&c.id).copied().unwrap_or(c.max).vi(),
                            max: c.max.vi(),
                            skipped: example.not_applicable.contains(&c.id),
                        })
                        .collect(),
                    total: outcome.total.vi(),
                    by_total: outcome.by_total.map(|l| l.name.as_str()),
                    level: outcome.level,
                    capped: outcome.capped_by.is_some(),
                }
            })
            .collect(),
    })
}

fn criterion(of: &Criterion) -> CriterionValue<'_> {
    CriterionValue {
        id: &of.id,
        title: &of.title,
        max: of.max.vi(),
        scoring: match of.scoring {
            Scoring::Add => "add",
            Scoring::Choose => "choose",
        },
        bands: of.bands.iter().map(|b| BandValue { label: &b.label, points: b.points.vi() }).collect(),
        not_applicable: of.not_applicable,
        evidence: of.evidence.as_deref(),
    }
}
