//! A unit of the year plan without a thematic meeting in some quarter (`domain.md` 3.1).

use crate::diagnostic::{Code, Diagnostic, Severity, Words};

use super::{File, Rule, Run, plan_gaps};

static CODE: Code = Code {
    id: "S111",
    name: "missing-thematic",
    severity: Severity::Warning,
    vi: Words {
        message: "lịch chưa có buổi sinh hoạt chuyên đề quý {periods}: {units}",
        hint: "Thêm vào `entries` một mục `meeting: thematic` (hoặc `regular+thematic`) cho mỗi quý ấy",
        explain: "Mỗi quý có ít nhất một buổi sinh hoạt chuyên đề; buổi kết hợp (`regular+thematic`) cũng được tính. Mục không ghi `unit` là của mọi chi bộ trong lịch.\n\nSai (quý II không có chuyên đề):\n    entries:\n      - { month: 4, meeting: regular }\n      - { month: 5, meeting: regular }\n      - { month: 6, meeting: regular }\n\nĐúng:\n    entries:\n      - { month: 4, meeting: regular }\n      - { month: 5, meeting: regular+thematic }\n      - { month: 6, meeting: regular }",
    },
    en: Words {
        message: "no thematic meeting is planned in quarter {periods}: {units}",
        hint: "Add an entry `meeting: thematic` (or `regular+thematic`) for each of these quarters",
        explain: "There is at least one thematic meeting a quarter; a combined one (`regular+thematic`) counts. An entry without `unit` is for every unit of the plan.\n\nWrong (no thematic meeting in the second quarter):\n    entries:\n      - { month: 4, meeting: regular }\n      - { month: 5, meeting: regular }\n      - { month: 6, meeting: regular }\n\nRight:\n    entries:\n      - { month: 4, meeting: regular }\n      - { month: 5, meeting: regular+thematic }\n      - { month: 6, meeting: regular }",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::File(run) };

fn run(rule: &Rule, of: File<'_>, out: &mut Vec<Diagnostic>) {
    plan_gaps::report(rule, of, out, 1..=4, |entry| entry.meeting.has_thematic().then_some(entry.month.div_ceil(3)));
}
