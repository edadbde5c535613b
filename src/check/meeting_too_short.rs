//! A meeting shorter than the rule set of its day allows (`domain.md` 3.1).

use crate::diagnostic::{Code, Diagnostic, Severity, Value, Words};
use crate::link::Handbook;
use crate::markdown::split_historical;
use crate::model::Kind;
use crate::yaml::Step;

use super::{Rule, Run, agenda_parts};

static CODE: Code = Code {
    id: "S100",
    name: "meeting-too-short",
    severity: Severity::Error,
    vi: Words {
        message: "{meeting} dài {minutes} phút, dưới mức tối thiểu {minimum} phút theo {directive}",
        hint: "Còn thiếu {missing} phút; {pauses} phút nghỉ giữa buổi không được tính\nCòn thiếu {missing} phút: thêm thời gian cho các mục",
        explain: "Thời lượng là tổng số phút của các mục, không kể giờ nghỉ (`break: true`). Mức tối thiểu lấy từ bộ quy định có hiệu lực vào ngày họp (`rule_sets` trong sotay.yaml); chương trình khung không có `starts` thì tính theo `date` của trang. Chi bộ được cấp trên cho áp dụng bộ quy định khác thì ghi mã của bộ ấy vào `rules`.\n\nSai (thường kỳ, tối thiểu 90 phút):\n    items:\n      - { title: Điểm danh, minutes: 10 }\n      - { title: Thảo luận, minutes: 50 }\n\nĐúng:\n    items:\n      - { title: Điểm danh, minutes: 10 }\n      - { title: Thảo luận, minutes: 80 }",
    },
    en: Words {
        message: "the meeting ({meeting}) takes {minutes} minutes, below the minimum of {minimum} minutes set by {directive}",
        hint: "{missing} minutes are missing; the breaks of {pauses} minutes do not count\n{missing} minutes are missing: give the items more time",
        explain: "The length is the sum of the items' minutes, breaks (`break: true`) excluded. The minimum comes from the rule set in force on the day of the meeting (`rule_sets` in sotay.yaml); a frame without `starts` is judged at the page's `date`. A cell that may follow another rule set names it in `rules`.\n\nWrong (regular meeting, at least 90 minutes):\n    items:\n      - { title: Roll call, minutes: 10 }\n      - { title: Discussion, minutes: 50 }\n\nRight:\n    items:\n      - { title: Roll call, minutes: 10 }\n      - { title: Discussion, minutes: 80 }",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Handbook(run) };

fn run(rule: &Rule, handbook: &Handbook, out: &mut Vec<Diagnostic>) {
    for id in handbook.ids() {
        let document = handbook.document(id);
        let Kind::Agenda(agenda) = &document.kind else { continue };
        let Some(table) = handbook.timetable(id) else { continue };
        let Some((rules, minimum)) = handbook.least_minutes(id) else { continue };
        let missing = u32::from(minimum.0).saturating_sub(table.total);
        if missing == 0 || !agenda_parts::is_whole(handbook, id, agenda) {
            continue;
        }
        out.push(
            Diagnostic::new(rule.code, document.place(&[Step::Key("items")]))
                .with("meeting", Value::both(agenda.meeting.vi(), agenda.meeting.en()))
                .with("minutes", table.total)
                .with("minimum", minimum.0)
                .with("missing", missing)
                .with_some("pauses", (table.pauses > 0).then_some(table.pauses))
                .with("directive", split_historical(rules.directive.as_str()).0),
        );
    }
}
