//! A meeting longer than its own agenda allows.

use crate::diagnostic::{Code, Diagnostic, Severity, Words};
use crate::link::Handbook;
use crate::model::Kind;
use crate::yaml::Step;

use super::{Rule, Run, agenda_parts};

static CODE: Code = Code {
    id: "S101",
    name: "meeting-too-long",
    severity: Severity::Error,
    vi: Words {
        message: "các mục cộng lại {minutes} phút, quá giới hạn {most} phút ghi ở `at_most`",
        hint: "Bớt {over} phút, hoặc nâng `at_most`",
        explain: "`at_most` là thời lượng dài nhất mà người soạn tự đặt cho buổi họp, không kể giờ nghỉ. Phép kiểm tra này giữ cho buổi họp không dài thêm sau mỗi lần sửa chương trình.\n\nSai:\n    at_most: 60\n    items:\n      - { title: Thảo luận, minutes: 75 }\n\nĐúng:\n    at_most: 60\n    items:\n      - { title: Thảo luận, minutes: 55 }",
    },
    en: Words {
        message: "the items add up to {minutes} minutes, over the limit of {most} minutes in `at_most`",
        hint: "Take {over} minutes off, or raise `at_most`",
        explain: "`at_most` is the longest length that the author allows for the meeting, breaks excluded. It keeps a meeting from growing with every change of its agenda.\n\nWrong:\n    at_most: 60\n    items:\n      - { title: Discussion, minutes: 75 }\n\nRight:\n    at_most: 60\n    items:\n      - { title: Discussion, minutes: 55 }",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Handbook(run) };

fn run(rule: &Rule, handbook: &Handbook, out: &mut Vec<Diagnostic>) {
    for id in handbook.ids() {
        let document = handbook.document(id);
        let Kind::Agenda(agenda) = &document.kind else { continue };
        let (Some(most), Some(table)) = (agenda.at_most, handbook.timetable(id)) else { continue };
        let over = table.total.saturating_sub(u32::from(most.0));
        if over == 0 || !agenda_parts::is_whole(handbook, id, agenda) {
            continue;
        }
        out.push(
            Diagnostic::new(rule.code, document.place(&[Step::Key("at_most")]))
                .with("minutes", table.total)
                .with("most", most.0)
                .with("over", over),
        );
    }
}
