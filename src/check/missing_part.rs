//! `inherit` of a part that the frame does not have.

use crate::diagnostic::{Code, Diagnostic, Severity, Value, Words};
use crate::link::Handbook;
use crate::model::Kind;
use crate::yaml::Step;

use super::{Rule, Run, agenda_parts};

static CODE: Code = Code {
    id: "S105",
    name: "missing-part",
    severity: Severity::Error,
    vi: Words {
        message: "chương trình khung “{frame}” không có phần `{part}`",
        hint: "Các phần có trong khung: {known}\nGhi `part` cho các mục của chương trình khung",
        explain: "`inherit` lấy lại mọi mục của một phần; phần của một mục ghi ở `part`, các mục sau không ghi thì theo mục trước.\n\nSai (khung không có mục nào mang `part: theme`):\n    items:\n      - inherit: theme\n\nĐúng (trong chương trình khung):\n    items:\n      - { title: Trình bày chuyên đề, minutes: 15, part: theme }",
    },
    en: Words {
        message: "the frame “{frame}” has no part `{part}`",
        hint: "Parts of the frame: {known}\nGive the frame's items a `part`",
        explain: "`inherit` takes over all items of a part; an item's part stands in `part`, and items without one follow the item before.\n\nWrong (no item of the frame has `part: theme`):\n    items:\n      - inherit: theme\n\nRight (in the frame):\n    items:\n      - { title: The topic is presented, minutes: 15, part: theme }",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Handbook(run) };

fn run(rule: &Rule, handbook: &Handbook, out: &mut Vec<Diagnostic>) {
    for id in handbook.ids() {
        let document = handbook.document(id);
        let Kind::Agenda(agenda) = &document.kind else { continue };
        let Some(base) = agenda_parts::frame(handbook, id, agenda) else { continue };
        let Some(table) = handbook.timetable(base) else { continue };
        let parts = agenda_parts::parts(table);
        let known = parts.iter().map(|part| agenda_parts::key(*part)).collect::<Vec<_>>().join(", ");
        for (index, item) in agenda.items.iter().enumerate() {
            let Some(part) = item.inherit.filter(|part| !parts.contains(part)) else { continue };
            let frame = handbook.document(base);
            let place = document.place(&[Step::Key("items"), Step::Index(index), Step::Key("inherit")]);
            out.push(
                Diagnostic::new(rule.code, place)
                    .with("frame", &frame.head.title)
                    .with("part", agenda_parts::key(part))
                    .with_some("known", (!known.is_empty()).then_some(known.as_str()))
                    .see(frame.place(&[Step::Key("items")]), Value::both("các mục của khung", "the frame's items")),
            );
        }
    }
}
