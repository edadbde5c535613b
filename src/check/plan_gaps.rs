//! Gaps of a year plan: units without a kind of meeting in some months or quarters.
//!
//! Units with the same gap are reported together: mostly one entry for all of them is missing.

use crate::diagnostic::{Diagnostic, Value};
use crate::model::Kind;
use crate::model::calendar::Entry;
use crate::yaml::Step;

use super::{File, Rule};

/// Units named in a message; more are counted.
const NAMED: usize = 3;

/// Reports the units that have no entry of a kind in some of `periods`.
///
/// `period` returns the period of an entry, or `None` for an entry of another kind.
pub(super) fn report(
    rule: &Rule,
    of: File<'_>,
    out: &mut Vec<Diagnostic>,
    periods: std::ops::RangeInclusive<u8>,
    period: impl Fn(&Entry) -> Option<u8>,
) {
    let Kind::Calendar(calendar) = &of.document.kind else { return };
    let mut gaps: Vec<(Vec<u8>, Vec<usize>)> = Vec::new();
    for (index, unit) in calendar.units.iter().enumerate() {
        let planned: Vec<u8> = calendar.of(unit).filter_map(&period).collect();
        let missing: Vec<u8> = periods.clone().filter(|p| !planned.contains(p)).collect();
        if missing.is_empty() {
            continue;
        }
        match gaps.iter_mut().find(|(other, _)| *other == missing) {
            Some((_, units)) => units.push(index),
            None => gaps.push((missing, vec![index])),
        }
    }
    for (missing, units) in gaps {
        let names: Vec<&str> = units
            .iter()
            .filter_map(|index| calendar.units.get(*index))
            .map(|id| of.settings.unit(id).map_or(id.as_str(), |unit| unit.name.as_str()))
            .collect();
        let keys = match units.as_slice() {
            [one] => vec![Step::Key("units"), Step::Index(*one)],
            _ => vec![Step::Key("units")],
        };
        let periods = missing.iter().map(u8::to_string).collect::<Vec<_>>().join(", ");
        out.push(
            Diagnostic::new(rule.code, of.document.place(&keys)).with("units", list(&names)).with("periods", periods),
        );
    }
}

/// The first names, and how many others there are.
fn list(names: &[&str]) -> Value {
    let shown = names.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    match names.len().checked_sub(NAMED).filter(|more| *more > 0) {
        Some(more) => Value::both(format!("{shown} và {more} chi bộ khác"), format!("{shown} and {more} other units")),
        None => shown.into(),
    }
}
