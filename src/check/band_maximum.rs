//! A criterion whose best band does not give its maximum.

use crate::diagnostic::{Code, Diagnostic, Severity, Words};
use crate::model::scorecard::{Criterion, Scoring};
use crate::model::{Kind, Points};
use crate::yaml::Step;

use super::scorecard_bands::criteria;
use super::{File, Rule, Run, points};

static CODE: Code = Code {
    id: "S123",
    name: "band-maximum",
    severity: Severity::Error,
    vi: Words {
        message: "mức cao nhất của tiêu chí “{criterion}” được {best} điểm, còn điểm tối đa ghi {max}",
        hint: "Sửa `max` của tiêu chí, hoặc điểm của mức cao nhất",
        explain: "Với tiêu chí chọn một mức, mức cao nhất cho đúng điểm tối đa; nếu không, không ai đạt được tổng điểm của phiếu, hoặc có người vượt quá.\n\nSai:\n    - id: ty-le\n      max: 5\n      scoring: choose\n      bands:\n        - { label: từ 90%, points: 4 }\n        - { label: dưới 90%, points: 3 }\n\nĐúng:\n    - id: ty-le\n      max: 4\n      scoring: choose\n      bands:\n        - { label: từ 90%, points: 4 }\n        - { label: dưới 90%, points: 3 }",
    },
    en: Words {
        message: "the best band of the criterion “{criterion}” gives {best} points, but its maximum says {max}",
        hint: "Correct the criterion's `max`, or the points of its best band",
        explain: "The best band of a criterion gives exactly its maximum; otherwise nobody can reach the card's total, or somebody can pass it.\n\nWrong:\n    - id: rate\n      max: 5\n      scoring: choose\n      bands:\n        - { label: 90% or more, points: 4 }\n        - { label: below 90%, points: 3 }\n\nRight:\n    - id: rate\n      max: 4\n      scoring: choose\n      bands:\n        - { label: 90% or more, points: 4 }\n        - { label: below 90%, points: 3 }",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::File(run) };

fn run(rule: &Rule, of: File<'_>, out: &mut Vec<Diagnostic>) {
    let Kind::Scorecard(card) = &of.document.kind else { return };
    for ([group, g, list, c], criterion) in criteria(card) {
        if criterion.scoring != Scoring::Choose {
            continue;
        }
        let Some(best) = best(criterion) else { continue };
        if best != criterion.max {
            out.push(
                Diagnostic::new(rule.code, of.document.place(&[group, g, list, c, Step::Key("max")]))
                    .with("criterion", &criterion.title)
                    .with("best", points(best))
                    .with("max", points(criterion.max)),
            );
        }
    }
}

/// The points of the best band.
pub(super) fn best(criterion: &Criterion) -> Option<Points> {
    criterion.bands.iter().map(|band| band.points).max()
}
