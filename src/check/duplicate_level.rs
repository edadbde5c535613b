//! Two levels of a scorecard with one name, or from the same total on.

use crate::diagnostic::{Code, Diagnostic, Severity, Value, Words};
use crate::model::Kind;
use crate::yaml::Step;

use super::{File, Rule, Run};

static CODE: Code = Code {
    id: "S124",
    name: "duplicate-level",
    severity: Severity::Error,
    vi: Words {
        message: "mức xếp loại “{level}” trùng {what} với một mức khác",
        hint: "Mỗi mức có tên riêng và điểm bắt đầu riêng: sửa hoặc bỏ một mức",
        explain: "Mức xếp loại tính từ `from` trở lên, đến trước mức kế tiếp. Hai mức cùng tên hoặc cùng điểm bắt đầu thì không biết xếp vào mức nào.\n\nSai:\n    levels:\n      - { name: Tốt, from: 70 }\n      - { name: Khá, from: 70 }\n      - { name: Kém, from: 0 }\n\nĐúng:\n    levels:\n      - { name: Tốt, from: 90 }\n      - { name: Khá, from: 70 }\n      - { name: Kém, from: 0 }",
    },
    en: Words {
        message: "the level “{level}” has the same {what} as another level",
        hint: "Each level has its own name and its own lowest total: correct or remove one",
        explain: "A level reaches from `from` up to the next level. With one name or one lowest total for two levels nobody knows which one is meant.\n\nWrong:\n    levels:\n      - { name: Good, from: 70 }\n      - { name: Fair, from: 70 }\n      - { name: Poor, from: 0 }\n\nRight:\n    levels:\n      - { name: Good, from: 90 }\n      - { name: Fair, from: 70 }\n      - { name: Poor, from: 0 }",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::File(run) };

fn run(rule: &Rule, of: File<'_>, out: &mut Vec<Diagnostic>) {
    let Kind::Scorecard(card) = &of.document.kind else { return };
    for (index, level) in card.levels.iter().enumerate() {
        let earlier = || card.levels.iter().take(index);
        let (first, what) = if let Some(first) = earlier().position(|other| other.name == level.name) {
            (first, Value::both("tên", "name"))
        } else if let Some(first) = earlier().position(|other| other.from == level.from) {
            (first, Value::both("điểm bắt đầu", "lowest total"))
        } else {
            continue;
        };
        let place = |index| of.document.place(&[Step::Key("levels"), Step::Index(index)]);
        out.push(
            Diagnostic::new(rule.code, place(index))
                .with("level", &level.name)
                .with("what", what)
                .see(place(first), Value::both("mức kia", "the other level")),
        );
    }
}
