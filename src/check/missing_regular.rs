//! A unit of the year plan without a regular meeting in some month (`domain.md` 3.1).

use crate::diagnostic::{Code, Diagnostic, Severity, Words};

use super::{File, Rule, Run, plan_gaps};

static CODE: Code = Code {
    id: "S110",
    name: "missing-regular",
    severity: Severity::Warning,
    vi: Words {
        message: "lịch chưa có buổi sinh hoạt thường kỳ tháng {periods}: {units}",
        hint: "Thêm vào `entries` một mục `meeting: regular` (hoặc `regular+thematic`) cho mỗi tháng ấy",
        explain: "Sinh hoạt thường kỳ mỗi tháng một lần; buổi kết hợp chuyên đề (`regular+thematic`) cũng được tính, buổi chuyên đề riêng thì không. Mục không ghi `unit` là của mọi chi bộ trong lịch.\n\nSai:\n    entries:\n      - { month: 3, meeting: thematic }\n\nĐúng:\n    entries:\n      - { month: 3, meeting: regular }\n      - { month: 3, meeting: thematic }",
    },
    en: Words {
        message: "no regular meeting is planned in month {periods}: {units}",
        hint: "Add an entry `meeting: regular` (or `regular+thematic`) for each of these months",
        explain: "There is a regular meeting every month; a combined one (`regular+thematic`) counts, a thematic one alone does not. An entry without `unit` is for every unit of the plan.\n\nWrong:\n    entries:\n      - { month: 3, meeting: thematic }\n\nRight:\n    entries:\n      - { month: 3, meeting: regular }\n      - { month: 3, meeting: thematic }",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::File(run) };

fn run(rule: &Rule, of: File<'_>, out: &mut Vec<Diagnostic>) {
    plan_gaps::report(rule, of, out, 1..=12, |entry| entry.meeting.has_regular().then_some(entry.month));
}
