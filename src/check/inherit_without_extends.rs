//! `inherit` in an agenda that extends no other.

use crate::diagnostic::{Code, Diagnostic, Severity, Words};
use crate::model::Kind;
use crate::yaml::Step;

use super::{File, Rule, Run, agenda_parts};

static CODE: Code = Code {
    id: "S104",
    name: "inherit-without-extends",
    severity: Severity::Error,
    vi: Words {
        message: "`inherit: {part}` không lấy được gì vì chương trình chưa có `extends`",
        hint: "Thêm dòng `extends:` trỏ tới chương trình khung, hoặc viết rõ các mục của phần này",
        explain: "`inherit` lấy lại các mục của một phần từ chương trình khung; khung ấy được chỉ ra ở `extends`.\n\nSai:\n    items:\n      - inherit: opening\n\nĐúng:\n    extends: chuong-trinh/khung/thuong-ky\n    items:\n      - inherit: opening",
    },
    en: Words {
        message: "`inherit: {part}` takes over nothing: the agenda has no `extends`",
        hint: "Add a line `extends:` that names the frame, or write out the items of this part",
        explain: "`inherit` takes over the items of a part from the frame that `extends` names.\n\nWrong:\n    items:\n      - inherit: opening\n\nRight:\n    extends: chuong-trinh/khung/thuong-ky\n    items:\n      - inherit: opening",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::File(run) };

/// The cause is one missing line, so the first item stands for all.
fn run(rule: &Rule, of: File<'_>, out: &mut Vec<Diagnostic>) {
    let Kind::Agenda(agenda) = &of.document.kind else { return };
    if agenda.extends.is_some() {
        return;
    }
    let first = agenda.items.iter().enumerate().find_map(|(index, item)| Some((index, item.inherit?)));
    if let Some((index, part)) = first {
        let place = of.document.place(&[Step::Key("items"), Step::Index(index), Step::Key("inherit")]);
        out.push(Diagnostic::new(rule.code, place).with("part", agenda_parts::key(part)));
    }
}
