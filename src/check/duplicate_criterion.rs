//! Two criteria of a scorecard with one id.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Severity, Value, Words};
use crate::model::Kind;
use crate::yaml::Step;

use super::scorecard_bands::criteria;
use super::{File, Rule, Run};

static CODE: Code = Code {
    id: "S126",
    name: "duplicate-criterion",
    severity: Severity::Error,
    vi: Words {
        message: "mã tiêu chí `{id}` được dùng hai lần trong phiếu",
        hint: "Đặt mã khác cho một trong hai tiêu chí",
        explain: "Điều kiện khống chế và ví dụ gọi tiêu chí bằng mã, nên mỗi mã chỉ dùng cho một tiêu chí trong cả phiếu, kể cả khi hai tiêu chí thuộc hai nhóm.\n\nSai:\n    - { id: noi-dung, title: Nội dung thường kỳ, max: 10 }\n    - { id: noi-dung, title: Nội dung chuyên đề, max: 5 }\n\nĐúng:\n    - { id: noi-dung-thuong-ky, title: Nội dung thường kỳ, max: 10 }\n    - { id: noi-dung-chuyen-de, title: Nội dung chuyên đề, max: 5 }",
    },
    en: Words {
        message: "the criterion id `{id}` is used twice on the card",
        hint: "Give one of the two criteria another id",
        explain: "Knock-out rules and examples name criteria by id, so an id belongs to one criterion of the whole card, even across groups.\n\nWrong:\n    - { id: content, title: Regular content, max: 10 }\n    - { id: content, title: Thematic content, max: 5 }\n\nRight:\n    - { id: regular-content, title: Regular content, max: 10 }\n    - { id: thematic-content, title: Thematic content, max: 5 }",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::File(run) };

fn run(rule: &Rule, of: File<'_>, out: &mut Vec<Diagnostic>) {
    let Kind::Scorecard(card) = &of.document.kind else { return };
    let mut seen = BTreeMap::new();
    for (keys, criterion) in criteria(card) {
        let place = |[group, g, list, c]: [Step<'_>; 4]| of.document.place(&[group, g, list, c, Step::Key("id")]);
        if let Some(first) = seen.get(criterion.id.as_str()) {
            out.push(
                Diagnostic::new(rule.code, place(keys))
                    .with("id", &criterion.id)
                    .see(place(*first), Value::both("tiêu chí kia", "the other criterion")),
            );
        } else {
            seen.insert(criterion.id.as_str(), keys);
        }
    }
}
