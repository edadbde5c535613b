//! A worked example that does not come out as written.

use crate::diagnostic::{Code, Diagnostic, Severity, Value, Words};
use crate::model::Kind;
use crate::model::scorecard::Scorecard;
use crate::yaml::Step;

use super::{File, Rule, Run, points, scorecard_maxima, unknown_criterion, unknown_level};

static CODE: Code = Code {
    id: "S129",
    name: "scorecard-example",
    severity: Severity::Error,
    vi: Words {
        message: "ví dụ “{example}” tính ra {total} điểm, xếp loại {level}; trang ghi {written_total} điểm, {written_level}",
        hint: "Không đạt mức theo tổng vì điều kiện khống chế của mức {capped}: sửa `level`, hoặc sửa điểm của ví dụ\nSửa `total` và `level`, hoặc sửa điểm của ví dụ",
        explain: "Sổ tay tính lại từng ví dụ: tiêu chí không ghi trong `points` được điểm tối đa, tiêu chí trong `not_applicable` tính theo `if_not_applicable`, rồi xét điều kiện khống chế.\n\nSai (phiếu 100 điểm, chỉ mất 8 điểm):\n    examples:\n      - { title: Tháng 3, points: { phat-bieu: 2 }, total: 90, level: Tốt }\n\nĐúng (tiêu chí `phat-bieu` tối đa 10):\n    examples:\n      - { title: Tháng 3, points: { phat-bieu: 2 }, total: 92, level: Tốt }",
    },
    en: Words {
        message: "the example “{example}” comes to {total} points, {level}; the page says {written_total} points, {written_level}",
        hint: "The knock-out rule of the level {capped} applies: correct `level`, or the example's points\nCorrect `total` and `level`, or the example's points",
        explain: "Each example is computed again: a criterion that `points` leaves out is at its maximum, one in `not_applicable` counts as `if_not_applicable` says, then the knock-out rules apply.\n\nWrong (a card of 100 points, only 8 lost):\n    examples:\n      - { title: March, points: { speakers: 2 }, total: 90, level: Good }\n\nRight (the criterion `speakers` has 10 at most):\n    examples:\n      - { title: March, points: { speakers: 2 }, total: 92, level: Good }",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::File(run) };

fn run(rule: &Rule, of: File<'_>, out: &mut Vec<Diagnostic>) {
    let Kind::Scorecard(card) = &of.document.kind else { return };
    if !is_sound(card) {
        return;
    }
    for (index, example) in card.examples.iter().enumerate() {
        let outcome = card.score(&example.points, &example.not_applicable);
        if outcome.total == example.total && outcome.level == Some(example.level.as_str()) {
            continue;
        }
        let key = if outcome.total == example.total { "level" } else { "total" };
        let none = Value::both("không mức nào", "no level");
        let capped = outcome.capped_by.filter(|_| outcome.total == example.total).map(|knockout| &knockout.level);
        out.push(
            Diagnostic::new(rule.code, of.document.place(&[Step::Key("examples"), Step::Index(index), Step::Key(key)]))
                .with("example", &example.title)
                .with("total", points(outcome.total))
                .with("level", outcome.level.map_or(none, Value::from))
                .with("written_total", points(example.total))
                .with("written_level", &example.level)
                .with_some("capped", capped),
        );
    }
}

/// Tells whether what is computed from a card means something.
pub(super) fn is_sound(card: &Scorecard) -> bool {
    scorecard_maxima::adds_up(card) && unknown_criterion::all_known(card) && unknown_level::all_known(card)
}
