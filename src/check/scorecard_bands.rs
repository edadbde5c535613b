//! A criterion whose way of scoring and whose bands do not go together.

use crate::diagnostic::{Code, Diagnostic, Severity, Value, Words};
use crate::model::Kind;
use crate::model::scorecard::{Criterion, Scorecard, Scoring};
use crate::yaml::Step;

use super::{File, Rule, Run};

static CODE: Code = Code {
    id: "S121",
    name: "scorecard-bands",
    severity: Severity::Error,
    vi: Words {
        message: "tiêu chí “{criterion}” {problem}",
        hint: "Chọn một mức thì ghi `scoring: choose` và các mức ở `bands`; chấm cộng điểm thì bỏ `bands`",
        explain: "Có hai cách chấm: `add` cho bất kỳ điểm nào từ 0 đến tối đa, `choose` chọn đúng một trong các mức của `bands`. Không ghi `scoring` nghĩa là `add`.\n\nSai:\n    - id: ty-le\n      title: Tỷ lệ dự họp\n      max: 4\n      bands:\n        - { label: từ 90%, points: 4 }\n        - { label: dưới 90%, points: 3 }\n\nĐúng:\n    - id: ty-le\n      title: Tỷ lệ dự họp\n      max: 4\n      scoring: choose\n      bands:\n        - { label: từ 90%, points: 4 }\n        - { label: dưới 90%, points: 3 }",
    },
    en: Words {
        message: "the criterion “{criterion}” {problem}",
        hint: "To choose a level write `scoring: choose` and the levels in `bands`; to add points leave `bands` out",
        explain: "There are two ways of scoring: `add` takes any points from 0 to the maximum, `choose` takes exactly one of `bands`. Without `scoring` it is `add`.\n\nWrong:\n    - id: rate\n      title: Attendance\n      max: 4\n      bands:\n        - { label: 90% or more, points: 4 }\n        - { label: below 90%, points: 3 }\n\nRight:\n    - id: rate\n      title: Attendance\n      max: 4\n      scoring: choose\n      bands:\n        - { label: 90% or more, points: 4 }\n        - { label: below 90%, points: 3 }",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::File(run) };

fn run(rule: &Rule, of: File<'_>, out: &mut Vec<Diagnostic>) {
    let Kind::Scorecard(card) = &of.document.kind else { return };
    for (keys, criterion) in criteria(card) {
        let problem = match (criterion.scoring, criterion.bands.is_empty()) {
            (Scoring::Choose, true) => Value::both(
                "chấm bằng cách chọn một mức nhưng chưa có mức nào",
                "chooses one of its bands but has none",
            ),
            (Scoring::Add, false) => {
                Value::both("chấm cộng điểm nhưng lại có các mức", "adds points but has bands to choose from")
            }
            (Scoring::Choose, false) | (Scoring::Add, true) => continue,
        };
        out.push(
            Diagnostic::new(rule.code, of.document.place(&keys))
                .with("criterion", &criterion.title)
                .with("problem", problem),
        );
    }
}

/// Returns the criteria of a card, each with the keys that lead to it.
pub(super) fn criteria(card: &Scorecard) -> impl Iterator<Item = ([Step<'static>; 4], &Criterion)> {
    card.groups.iter().enumerate().flat_map(|(group, of)| {
        of.criteria.iter().enumerate().map(move |(index, criterion)| {
            ([Step::Key("groups"), Step::Index(group), Step::Key("criteria"), Step::Index(index)], criterion)
        })
    })
}
