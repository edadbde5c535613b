//! A facilitator's plan that does not take as long as its topic.

use crate::diagnostic::{Code, Diagnostic, Severity, Words};
use crate::model::Kind;
use crate::yaml::Step;

use super::{File, Rule, Run};

static CODE: Code = Code {
    id: "S140",
    name: "facilitation-minutes",
    severity: Severity::Warning,
    vi: Words {
        message: "các bước điều hành cộng lại {sum} phút, còn chuyên đề ghi {minutes} phút",
        hint: "Sửa số phút của từng bước ở `facilitation`, hoặc sửa `minutes` của chuyên đề",
        explain: "`minutes` là thời lượng của phần chuyên đề; các bước trong `facilitation` chia hết thời lượng ấy, nếu không buổi họp sẽ hụt giờ hoặc quá giờ.\n\nSai:\n    minutes: 50\n    facilitation:\n      - { minutes: 15, title: Trình bày }\n      - { minutes: 25, title: Thảo luận }\n\nĐúng:\n    minutes: 50\n    facilitation:\n      - { minutes: 15, title: Trình bày }\n      - { minutes: 25, title: Thảo luận }\n      - { minutes: 10, title: Kết luận }",
    },
    en: Words {
        message: "the facilitator's steps add up to {sum} minutes, but the topic says {minutes} minutes",
        hint: "Correct the minutes of the steps in `facilitation`, or the topic's `minutes`",
        explain: "`minutes` is the length of the thematic part; the steps in `facilitation` share it out, otherwise the meeting runs short or over.\n\nWrong:\n    minutes: 50\n    facilitation:\n      - { minutes: 15, title: Presentation }\n      - { minutes: 25, title: Discussion }\n\nRight:\n    minutes: 50\n    facilitation:\n      - { minutes: 15, title: Presentation }\n      - { minutes: 25, title: Discussion }\n      - { minutes: 10, title: Conclusion }",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::File(run) };

fn run(rule: &Rule, of: File<'_>, out: &mut Vec<Diagnostic>) {
    let Kind::Topic(topic) = &of.document.kind else { return };
    let Some(minutes) = topic.minutes.filter(|_| !topic.facilitation.is_empty()) else { return };
    let sum: u32 = topic.facilitation.iter().map(|step| u32::from(step.minutes.0)).sum();
    if sum != u32::from(minutes.0) {
        out.push(
            Diagnostic::new(rule.code, of.document.place(&[Step::Key("facilitation")]))
                .with("sum", sum)
                .with("minutes", minutes.0),
        );
    }
}
