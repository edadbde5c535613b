//! A knock-out rule or an example that names a criterion which the card does not have.

use crate::diagnostic::{Code, Diagnostic, Severity, Words};
use crate::model::Kind;
use crate::model::scorecard::Scorecard;
use crate::text::similar;
use crate::yaml::Step;

use super::{File, Rule, Run};

static CODE: Code = Code {
    id: "S127",
    name: "unknown-criterion",
    severity: Severity::Error,
    vi: Words {
        message: "phiếu không có tiêu chí nào mang mã `{id}`",
        hint: "Có phải là `{near}`?\nDùng mã ghi ở `id` của một tiêu chí trong `groups`",
        explain: "`knockouts` và `examples` gọi tiêu chí bằng mã ở `id`. Gõ sai mã thì điều kiện khống chế lặng lẽ mất tác dụng.\n\nSai (tiêu chí mang mã `so-nguoi-phat-bieu`):\n    knockouts:\n      - { level: Tốt, full: [phat-bieu], otherwise: Khá }\n\nĐúng:\n    knockouts:\n      - { level: Tốt, full: [so-nguoi-phat-bieu], otherwise: Khá }",
    },
    en: Words {
        message: "the card has no criterion with the id `{id}`",
        hint: "Did you mean `{near}`?\nUse the `id` of a criterion in `groups`",
        explain: "`knockouts` and `examples` name criteria by `id`. With a misspelt id the knock-out rule would silently have no effect.\n\nWrong (the criterion's id is `speakers`):\n    knockouts:\n      - { level: Good, full: [speaker], otherwise: Fair }\n\nRight:\n    knockouts:\n      - { level: Good, full: [speakers], otherwise: Fair }",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::File(run) };

fn run(rule: &Rule, of: File<'_>, out: &mut Vec<Diagnostic>) {
    let Kind::Scorecard(card) = &of.document.kind else { return };
    for (keys, id) in named(card) {
        if card.criteria().any(|criterion| criterion.id == id) {
            continue;
        }
        let near = similar::closest(id, card.criteria().map(|criterion| criterion.id.as_str()));
        out.push(Diagnostic::new(rule.code, of.document.place_of_key(&keys)).with("id", id).with_some("near", near));
    }
}

/// Returns the ids that knock-out rules and examples name, with the keys that lead to them.
fn named(card: &Scorecard) -> Vec<([Step<'_>; 4], &str)> {
    let mut out = Vec::new();
    for (index, knockout) in card.knockouts.iter().enumerate() {
        for (at, id) in knockout.full.iter().enumerate() {
            let keys = [Step::Key("knockouts"), Step::Index(index), Step::Key("full"), Step::Index(at)];
            out.push((keys, id.as_str()));
        }
    }
    for (index, example) in card.examples.iter().enumerate() {
        let keys = |list, step| [Step::Key("examples"), Step::Index(index), Step::Key(list), step];
        out.extend(example.points.keys().map(|id| (keys("points", Step::Key(id)), id.as_str())));
        let skipped = example.not_applicable.iter().enumerate();
        out.extend(skipped.map(|(at, id)| (keys("not_applicable", Step::Index(at)), id.as_str())));
    }
    out
}

/// Tells whether every criterion named exists; what rests on others was reported already.
pub(super) fn all_known(card: &Scorecard) -> bool {
    named(card).into_iter().all(|(_, id)| card.criteria().any(|criterion| criterion.id == id))
}
