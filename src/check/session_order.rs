//! Sessions of a course that overlap, or stand before the one they follow.

use crate::diagnostic::{Code, Diagnostic, Severity, Value, Words};
use crate::model::Kind;
use crate::text::date::DateTime;
use crate::yaml::Step;

use super::{File, Rule, Run};

static CODE: Code = Code {
    id: "S131",
    name: "session-order",
    severity: Severity::Error,
    vi: Words {
        message: "buổi học bắt đầu lúc {starts} trong khi buổi trước đến {ends} mới hết",
        hint: "Sửa `starts`, số phút của buổi trước, hoặc xếp lại thứ tự các buổi",
        explain: "Các buổi của một lớp viết theo thứ tự thời gian, buổi sau bắt đầu khi buổi trước đã hết.\n\nSai:\n    sessions:\n      - { title: Bài 1, starts: 2026-03-04T07:30, minutes: 180 }\n      - { title: Bài 2, starts: 2026-03-04T10:00, minutes: 90 }\n\nĐúng:\n    sessions:\n      - { title: Bài 1, starts: 2026-03-04T07:30, minutes: 180 }\n      - { title: Bài 2, starts: 2026-03-04T13:30, minutes: 90 }",
    },
    en: Words {
        message: "the session starts {starts} while the one before it lasts until {ends}",
        hint: "Correct `starts`, the minutes of the session before, or the order of the sessions",
        explain: "The sessions of a course stand in order of time, and each starts when the one before is over.\n\nWrong:\n    sessions:\n      - { title: Lesson 1, starts: 2026-03-04T07:30, minutes: 180 }\n      - { title: Lesson 2, starts: 2026-03-04T10:00, minutes: 90 }\n\nRight:\n    sessions:\n      - { title: Lesson 1, starts: 2026-03-04T07:30, minutes: 180 }\n      - { title: Lesson 2, starts: 2026-03-04T13:30, minutes: 90 }",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::File(run) };

fn run(rule: &Rule, of: File<'_>, out: &mut Vec<Diagnostic>) {
    let Kind::Course(course) = &of.document.kind else { return };
    for (index, pair) in course.sessions.windows(2).enumerate() {
        let [before, session] = pair else { continue };
        let ends = before.starts.plus_minutes(i64::from(before.minutes));
        if session.starts > before.starts && session.starts >= ends {
            continue;
        }
        let place = |index, key| of.document.place(&[Step::Key("sessions"), Step::Index(index), Step::Key(key)]);
        out.push(
            Diagnostic::new(rule.code, place(index + 1, "starts"))
                .with("starts", moment(session.starts))
                .with("ends", moment(ends))
                .see(place(index, "starts"), Value::both("buổi trước", "the session before")),
        );
    }
}

fn moment(moment: DateTime) -> Value {
    let (day, time) = (moment.date(), moment.time());
    Value::both(format!("{} ngày {}", time.vi(), day.citation()), format!("{time} on {}", day.long_en()))
}
