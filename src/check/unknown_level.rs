//! A knock-out rule or an example that names a level which the card does not have.

use crate::diagnostic::{Code, Diagnostic, Severity, Words};
use crate::model::Kind;
use crate::model::scorecard::Scorecard;
use crate::text::similar;
use crate::yaml::Step;

use super::{File, Rule, Run};

static CODE: Code = Code {
    id: "S128",
    name: "unknown-level",
    severity: Severity::Error,
    vi: Words {
        message: "phiếu không có mức xếp loại “{level}”",
        hint: "Có phải là “{near}”?\nCác mức của phiếu: {known}",
        explain: "`knockouts` và `examples` gọi mức xếp loại đúng như tên ghi trong `levels`.\n\nSai (phiếu có các mức Tốt, Khá, Trung bình, Kém):\n    knockouts:\n      - { level: Tốt, full: [ty-le], otherwise: Khá giỏi }\n\nĐúng:\n    knockouts:\n      - { level: Tốt, full: [ty-le], otherwise: Khá }",
    },
    en: Words {
        message: "the card has no level “{level}”",
        hint: "Did you mean “{near}”?\nLevels of the card: {known}",
        explain: "`knockouts` and `examples` name levels exactly as `levels` does.\n\nWrong (the levels are Good, Fair, Average, Poor):\n    knockouts:\n      - { level: Good, full: [rate], otherwise: Fairly good }\n\nRight:\n    knockouts:\n      - { level: Good, full: [rate], otherwise: Fair }",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::File(run) };

fn run(rule: &Rule, of: File<'_>, out: &mut Vec<Diagnostic>) {
    let Kind::Scorecard(card) = &of.document.kind else { return };
    let known = || card.levels.iter().map(|level| level.name.as_str());
    for (keys, level) in named(card) {
        if known().any(|name| name == level) {
            continue;
        }
        out.push(
            Diagnostic::new(rule.code, of.document.place(&keys))
                .with("level", level)
                .with_some("near", similar::closest(level, known()))
                .with("known", known().collect::<Vec<_>>().join(", ")),
        );
    }
}

/// Returns the levels that knock-out rules and examples name, with the keys that lead to them.
fn named(card: &Scorecard) -> impl Iterator<Item = ([Step<'static>; 3], &str)> {
    let of_rules = card.knockouts.iter().enumerate().flat_map(|(index, rule)| {
        let keys = move |key| [Step::Key("knockouts"), Step::Index(index), Step::Key(key)];
        [(keys("level"), rule.level.as_str()), (keys("otherwise"), rule.otherwise.as_str())]
    });
    let of_examples = card.examples.iter().enumerate().map(|(index, example)| {
        ([Step::Key("examples"), Step::Index(index), Step::Key("level")], example.level.as_str())
    });
    of_rules.chain(of_examples)
}

/// Tells whether every level named exists; what rests on others was reported already.
pub(super) fn all_known(card: &Scorecard) -> bool {
    named(card).all(|(_, name)| card.levels.iter().any(|level| level.name == name))
}
