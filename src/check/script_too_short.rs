//! A script of a model meeting shorter than the rule set of its day allows.

use crate::diagnostic::{Code, Diagnostic, Severity, Value, Words};
use crate::link::Handbook;
use crate::markdown::split_historical;
use crate::model::Kind;
use crate::yaml::Step;

use super::{Rule, Run};

static CODE: Code = Code {
    id: "S145",
    name: "script-too-short",
    severity: Severity::Warning,
    vi: Words {
        message: "kịch bản {meeting} dài {minutes} phút, dưới mức tối thiểu {minimum} phút theo {directive}",
        hint: "Còn thiếu {missing} phút: thêm thời gian cho các dòng, nhất là phần thảo luận",
        explain: "Chi bộ làm theo kịch bản mẫu thì buổi họp dài đúng bằng kịch bản, nên kịch bản cũng phải đạt mức tối thiểu của bộ quy định có hiệu lực vào ngày của trang.\n\nSai (thường kỳ, tối thiểu 90 phút):\n    scripts:\n      - meeting: regular\n        lines:\n          - { minutes: 20, content: Mở đầu, actor: Bí thư }\n          - { minutes: 50, content: Thảo luận, actor: Đảng viên }\n\nĐúng:\n          - { minutes: 20, content: Mở đầu, actor: Bí thư }\n          - { minutes: 70, content: Thảo luận, actor: Đảng viên }",
    },
    en: Words {
        message: "the script ({meeting}) takes {minutes} minutes, below the minimum of {minimum} minutes set by {directive}",
        hint: "{missing} minutes are missing: give the lines more time, the discussion above all",
        explain: "A cell that follows the model meets exactly as long as its script, so the script reaches the minimum of the rule set in force on the page's date.\n\nWrong (regular meeting, at least 90 minutes):\n    scripts:\n      - meeting: regular\n        lines:\n          - { minutes: 20, content: Opening, actor: Secretary }\n          - { minutes: 50, content: Discussion, actor: Members }\n\nRight:\n          - { minutes: 20, content: Opening, actor: Secretary }\n          - { minutes: 70, content: Discussion, actor: Members }",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Handbook(run) };

fn run(rule: &Rule, handbook: &Handbook, out: &mut Vec<Diagnostic>) {
    for id in handbook.ids() {
        let document = handbook.document(id);
        let Kind::Guide(guide) = &document.kind else { continue };
        let Some(rules) = handbook.settings().rules(None, handbook.judged_on(id)) else { continue };
        for (index, script) in guide.scripts.iter().enumerate() {
            let sum: u32 = script.lines.iter().map(|line| u32::from(line.minutes.0)).sum();
            let Some(minimum) = rules.minimum(script.meeting, None) else { continue };
            let missing = u32::from(minimum.0).saturating_sub(sum);
            if missing == 0 {
                continue;
            }
            let place = document.place(&[Step::Key("scripts"), Step::Index(index), Step::Key("lines")]);
            out.push(
                Diagnostic::new(rule.code, place)
                    .with("meeting", Value::both(script.meeting.vi(), script.meeting.en()))
                    .with("minutes", sum)
                    .with("minimum", minimum.0)
                    .with("missing", missing)
                    .with("directive", split_historical(rules.directive.as_str()).0),
            );
        }
    }
}
