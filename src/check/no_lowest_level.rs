//! A scorecard without a level for the lowest totals.

use crate::diagnostic::{Code, Diagnostic, Severity, Words};
use crate::model::{Kind, Points};
use crate::yaml::Step;

use super::{File, Rule, Run, points};

static CODE: Code = Code {
    id: "S125",
    name: "no-lowest-level",
    severity: Severity::Error,
    vi: Words {
        message: "tổng dưới {lowest} điểm không xếp được vào mức nào",
        hint: "Thêm mức thấp nhất với `from: 0`",
        explain: "Mọi tổng điểm từ 0 trở lên đều phải xếp được loại, nên mức thấp nhất bắt đầu từ 0.\n\nSai:\n    levels:\n      - { name: Tốt, from: 90 }\n      - { name: Khá, from: 70 }\n\nĐúng:\n    levels:\n      - { name: Tốt, from: 90 }\n      - { name: Khá, from: 70 }\n      - { name: Trung bình, from: 50 }\n      - { name: Kém, from: 0 }",
    },
    en: Words {
        message: "a total below {lowest} points reaches no level",
        hint: "Add a lowest level with `from: 0`",
        explain: "Every total from 0 on has a level, so the lowest level starts at 0.\n\nWrong:\n    levels:\n      - { name: Good, from: 90 }\n      - { name: Fair, from: 70 }\n\nRight:\n    levels:\n      - { name: Good, from: 90 }\n      - { name: Fair, from: 70 }\n      - { name: Average, from: 50 }\n      - { name: Poor, from: 0 }",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::File(run) };

fn run(rule: &Rule, of: File<'_>, out: &mut Vec<Diagnostic>) {
    let Kind::Scorecard(card) = &of.document.kind else { return };
    let lowest = card.levels.iter().map(|level| level.from).min();
    if let Some(lowest) = lowest.filter(|lowest| *lowest > Points::default()) {
        out.push(Diagnostic::new(rule.code, of.document.place(&[Step::Key("levels")])).with("lowest", points(lowest)));
    }
}
