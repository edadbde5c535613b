//! An item of an agenda that does not say what is done, or how long it takes.

use crate::diagnostic::{Code, Diagnostic, Severity, Value, Words};
use crate::model::Kind;
use crate::yaml::Step;

use super::{File, Rule, Run, agenda_parts};

static CODE: Code = Code {
    id: "S103",
    name: "agenda-item-empty",
    severity: Severity::Error,
    vi: Words {
        message: "mục thứ {number} của chương trình chưa có {missing}",
        hint: "Ghi cả `title` và `minutes`, hoặc `inherit` để lấy lại một phần của chương trình khung",
        explain: "Mỗi mục của chương trình cho biết việc gì và mất bao nhiêu phút; thiếu số phút thì giờ của mọi mục sau đều sai. Mục chỉ có `inherit` thì thay cho cả một phần của chương trình khung.\n\nSai:\n    items:\n      - title: Điểm danh\n\nĐúng:\n    items:\n      - title: Điểm danh\n        minutes: 5\n      - inherit: closing",
    },
    en: Words {
        message: "item {number} of the agenda has no {missing}",
        hint: "Give both `title` and `minutes`, or `inherit` to take over a part of the frame",
        explain: "Each item of an agenda says what is done and how many minutes it takes; without its minutes the times of all later items are wrong. An item with nothing but `inherit` stands for a whole part of the frame.\n\nWrong:\n    items:\n      - title: Roll call\n\nRight:\n    items:\n      - title: Roll call\n        minutes: 5\n      - inherit: closing",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::File(run) };

fn run(rule: &Rule, of: File<'_>, out: &mut Vec<Diagnostic>) {
    let Kind::Agenda(agenda) = &of.document.kind else { return };
    for (index, item) in agenda.items.iter().enumerate() {
        if agenda_parts::is_complete(item) {
            continue;
        }
        let missing = match (item.title.trim().is_empty(), item.minutes.0 == 0) {
            (true, true) => Value::both("tên việc và số phút", "title and no minutes"),
            (true, false) => Value::both("tên việc", "title"),
            (false, _) => Value::both("số phút", "minutes"),
        };
        out.push(
            Diagnostic::new(rule.code, of.document.place(&[Step::Key("items"), Step::Index(index)]))
                .with("number", index + 1)
                .with("missing", missing),
        );
    }
}
