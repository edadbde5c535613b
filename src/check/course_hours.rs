//! Class hours of a course that do not add up.

use crate::diagnostic::{Code, Diagnostic, Severity, Value, Words};
use crate::model::course::Course;
use crate::model::{Kind, Points};
use crate::yaml::Step;

use super::{File, Rule, Run, Sum};

static CODE: Code = Code {
    id: "S130",
    name: "course-hours",
    severity: Severity::Error,
    vi: Words {
        message: "{part} cộng lại được {sum} tiết, còn {other} là {hours} tiết",
        hint: "Sửa số tiết của từng dòng, hoặc sửa tổng ở `{total}`\nSửa số tiết của từng dòng ở `programme` hoặc `sessions`",
        explain: "Tổng số tiết của lớp (`hours`) bằng tổng số tiết của chương trình (`programme`) và bằng tổng số tiết của lịch học (`sessions`). Phần nào chưa ghi số tiết thì không xét; khai mạc, bế mạc ghi `hours: 0` hoặc bỏ trống.\n\nSai:\n    hours: 12\n    programme:\n      - { title: Bài 1, hours: 6 }\n      - { title: Bài 2, hours: 4 }\n\nĐúng:\n    hours: 10\n    programme:\n      - { title: Bài 1, hours: 6 }\n      - { title: Bài 2, hours: 4 }",
    },
    en: Words {
        message: "{part} adds up to {sum} class hours, but {other} is {hours}",
        hint: "Correct the hours of the lines, or the total in `{total}`\nCorrect the hours of the lines in `programme` or `sessions`",
        explain: "The total of class hours (`hours`) equals the sum of the programme (`programme`) and the sum of the timetable (`sessions`). A list without any hours is left alone; opening and closing have `hours: 0` or none.\n\nWrong:\n    hours: 12\n    programme:\n      - { title: Lesson 1, hours: 6 }\n      - { title: Lesson 2, hours: 4 }\n\nRight:\n    hours: 10\n    programme:\n      - { title: Lesson 1, hours: 6 }\n      - { title: Lesson 2, hours: 4 }",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::File(run) };

fn run(rule: &Rule, of: File<'_>, out: &mut Vec<Diagnostic>) {
    let Kind::Course(course) = &of.document.kind else { return };
    for fault in faults(course) {
        out.push(
            Diagnostic::new(rule.code, of.document.place(&[Step::Key(fault.key)]))
                .with(
                    "part",
                    match fault.key {
                        "programme" => Value::both("chương trình", "the programme"),
                        _ => Value::both("lịch học", "the timetable"),
                    },
                )
                .with("sum", fault.sum)
                .with(
                    "other",
                    if fault.declared {
                        Value::both("tổng ghi ở `hours`", "the total in `hours`")
                    } else {
                        Value::both("chương trình", "the programme")
                    },
                )
                .with("hours", fault.hours)
                .with_some("total", fault.declared.then_some("hours")),
        );
    }
}

#[derive(Debug, PartialEq, Eq)]
struct Fault {
    /// The list that does not add up.
    key: &'static str,
    sum: u32,
    hours: u32,
    /// `hours` comes from the course's total, not from the programme.
    declared: bool,
}

/// Returns what programme and timetable come to: to the total of the course, the timetable without one to the programme.
/// A list without hours has nothing to come to.
pub(super) fn sums(course: &Course) -> Vec<Sum> {
    let hours = |each: &mut dyn Iterator<Item = u16>| Points::whole(each.map(u32::from).sum());
    let programme = hours(&mut course.programme.iter().map(|unit| unit.hours));
    let sessions = hours(&mut course.sessions.iter().map(|session| session.hours));
    let counted = |points: &Points| points.tenths() > 0;
    let declared = course.hours.map(|hours| Points::whole(hours.into()));
    let sum = |key, sum: Points, whole: Option<Points>| Sum {
        keys: vec![Step::Key(key)],
        sum,
        whole: whole.filter(|_| counted(&sum)),
    };
    vec![sum("programme", programme, declared), sum("sessions", sessions, declared.or(Some(programme).filter(counted)))]
}

fn faults(course: &Course) -> Vec<Fault> {
    let wrong = sums(course).into_iter().filter(|sum| sum.fits() == Some(false));
    let each = wrong.filter_map(|sum| {
        let [Step::Key(key)] = sum.keys.as_slice() else { return None };
        let in_hours = |points: Points| points.tenths() / 10;
        let (sum, hours) = (in_hours(sum.sum), in_hours(sum.whole?));
        Some(Fault { key, sum, hours, declared: course.hours.is_some() })
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use crate::model::course::ProgrammeUnit;

    use super::*;

    fn course(hours: Option<u16>, programme: &[u16], sessions: &[u16]) -> Course {
        let moment = crate::text::date::DateTime::parse("2026-03-04T07:30");
        Course {
            audience: None,
            basis: Vec::new(),
            hours,
            programme: programme
                .iter()
                .map(|hours| ProgrammeUnit { title: String::new(), hours: *hours, lesson: None, lecturer: None })
                .collect(),
            sessions: sessions
                .iter()
                .filter_map(|hours| {
                    Some(crate::model::course::Session {
                        starts: moment.clone().ok()?,
                        minutes: 0,
                        hours: *hours,
                        title: String::new(),
                        lesson: None,
                        lecturer: None,
                    })
                })
                .collect(),
            place: None,
            assessment: Vec::new(),
        }
    }

    #[test]
    fn lists_with_hours_add_up_to_the_total() {
        let found = |hours, programme: &[u16], sessions: &[u16]| {
            faults(&course(hours, programme, sessions)).into_iter().map(|f| (f.key, f.sum)).collect::<Vec<_>>()
        };
        assert_eq!(found(Some(10), &[6, 4], &[0, 5, 5, 0]), []);
        assert_eq!(found(Some(10), &[0, 0], &[]), []);
        assert_eq!(found(Some(12), &[6, 4], &[12]), [("programme", 10)]);
        assert_eq!(found(Some(12), &[6, 4], &[11]), [("programme", 10), ("sessions", 11)]);
        assert_eq!(found(None, &[6, 4], &[8]), [("sessions", 8)]);
        assert_eq!(found(None, &[6, 4], &[]), []);
    }
}
