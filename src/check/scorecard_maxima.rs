//! Maxima of a scorecard that do not add up: criteria to their group, groups to the total.

use crate::diagnostic::{Code, Diagnostic, Severity, Value, Words};
use crate::model::scorecard::{Group, Scorecard};
use crate::model::{Kind, Points};
use crate::yaml::Step;

use super::{File, Rule, Run, Sum, points};

static CODE: Code = Code {
    id: "S120",
    name: "scorecard-maxima",
    severity: Severity::Error,
    vi: Words {
        message: "điểm tối đa của {parts} cộng lại là {sum}, còn {whole} ghi {written}",
        hint: "Sửa điểm tối đa của từng dòng, hoặc sửa tổng",
        explain: "Điểm tối đa của các tiêu chí cộng lại bằng điểm tối đa của nhóm (`max`); điểm tối đa của các nhóm cộng lại bằng tổng của phiếu (`total`). Phiếu không khép số thì chấm đúng vẫn ra tổng sai.\n\nSai:\n    total: 10\n    groups:\n      - title: Chuẩn bị\n        max: 10\n        criteria:\n          - { id: noi-dung, title: Nội dung, max: 6 }\n          - { id: tai-lieu, title: Tài liệu, max: 2 }\n\nĐúng:\n          - { id: noi-dung, title: Nội dung, max: 6 }\n          - { id: tai-lieu, title: Tài liệu, max: 4 }",
    },
    en: Words {
        message: "the maxima of {parts} add up to {sum}, but {whole} says {written}",
        hint: "Correct the maxima of the lines, or the sum",
        explain: "The maxima of the criteria add up to the maximum of their group (`max`), the maxima of the groups to the total of the card (`total`). On a card that does not add up, right points give a wrong total.\n\nWrong:\n    total: 10\n    groups:\n      - title: Preparation\n        max: 10\n        criteria:\n          - { id: content, title: Content, max: 6 }\n          - { id: material, title: Material, max: 2 }\n\nRight:\n          - { id: content, title: Content, max: 6 }\n          - { id: material, title: Material, max: 4 }",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::File(run) };

fn run(rule: &Rule, of: File<'_>, out: &mut Vec<Diagnostic>) {
    let Kind::Scorecard(card) = &of.document.kind else { return };
    for (index, sum) in sums(card).iter().enumerate().filter(|(_, sum)| sum.fits() == Some(false)) {
        let group = card.groups.get(index);
        if group.is_none() && follows_from_a_group(card) {
            continue;
        }
        let (place, parts, whole) = match group {
            Some(group) => (
                of.document.place(&[Step::Key("groups"), Step::Index(index), Step::Key("max")]),
                Value::both(
                    format!("các tiêu chí trong nhóm “{}”", group.title),
                    format!("the criteria of the group “{}”", group.title),
                ),
                Value::both("nhóm", "the group"),
            ),
            None => (
                of.document.place(&[Step::Key("total")]),
                Value::both("các nhóm", "the groups"),
                Value::both("tổng của phiếu", "the card's total"),
            ),
        };
        out.push(
            Diagnostic::new(rule.code, place)
                .with("parts", parts)
                .with("sum", points(sum.sum))
                .with("whole", whole)
                .with("written", points(sum.whole.unwrap_or_default())),
        );
    }
}

/// Returns what the criteria of each group come to, and last what the groups come to.
pub(super) fn sums(card: &Scorecard) -> Vec<Sum> {
    let of_group = |(index, group): (usize, &Group)| Sum {
        keys: vec![Step::Key("groups"), Step::Index(index), Step::Key("criteria")],
        sum: group.criteria.iter().map(|criterion| criterion.max).sum(),
        whole: Some(group.max),
    };
    let all = Sum {
        keys: vec![Step::Key("groups")],
        sum: card.groups.iter().map(|group| group.max).sum(),
        whole: Some(card.total),
    };
    card.groups.iter().enumerate().map(of_group).chain([all]).collect()
}

/// The total is right by the criteria: the group that is wrong was reported already.
fn follows_from_a_group(card: &Scorecard) -> bool {
    card.criteria().map(|criterion| criterion.max).sum::<Points>() == card.total
}

/// Tells whether a card adds up; what is computed from one that does not means nothing.
pub(super) fn adds_up(card: &Scorecard) -> bool {
    sums(card).iter().all(|sum| sum.fits() == Some(true))
}
