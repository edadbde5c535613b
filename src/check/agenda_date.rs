//! An agenda on another day than the year plan that names it.

use crate::diagnostic::{Code, Diagnostic, Severity, Value, Words};
use crate::link::{Handbook, Resolution};
use crate::model::Kind;
use crate::model::calendar::Entry;
use crate::text::date::{Date, DateTime, Month, Time};
use crate::yaml::Step;

use super::calendar_date::stands_in_month;
use super::{Rule, Run};

static CODE: Code = Code {
    id: "S106",
    name: "agenda-date",
    severity: Severity::Error,
    vi: Words {
        message: "chương trình bắt đầu {starts}, còn lịch “{calendar}” ghi {planned}",
        hint: "Sửa `starts` của chương trình, hoặc sửa ngày giờ trong lịch",
        explain: "Mục của lịch có dòng `agenda` thì ngày giờ hai bên phải khớp nhau, nếu không người đọc lịch và người đọc chương trình sẽ đến họp hai ngày khác nhau.\n\nSai:\n    # lịch\n    - { month: 3, date: 2026-03-04, meeting: regular, agenda: chuong-trinh/thang-3 }\n    # chương trình\n    starts: 2026-03-05T14:00\n\nĐúng:\n    starts: 2026-03-04T14:00",
    },
    en: Words {
        message: "the agenda starts {starts}, while the plan “{calendar}” says {planned}",
        hint: "Correct the agenda's `starts`, or the day and time in the plan",
        explain: "Where an entry of the plan names an agenda, the two agree on day and time; otherwise readers of the plan and of the agenda come on different days.\n\nWrong:\n    # plan\n    - { month: 3, date: 2026-03-04, meeting: regular, agenda: chuong-trinh/thang-3 }\n    # agenda\n    starts: 2026-03-05T14:00\n\nRight:\n    starts: 2026-03-04T14:00",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Handbook(run) };

fn run(rule: &Rule, handbook: &Handbook, out: &mut Vec<Diagnostic>) {
    for id in handbook.ids() {
        let document = handbook.document(id);
        let Kind::Calendar(calendar) = &document.kind else { continue };
        for (index, entry) in calendar.entries.iter().enumerate() {
            let Some(written) = &entry.agenda else { continue };
            let Some(Resolution::Page(page, _)) = handbook.resolution(id, written.as_str()) else { continue };
            let agenda = handbook.document(*page);
            let Kind::Agenda(fields) = &agenda.kind else { continue };
            let Some(starts) = fields.starts.filter(|_| stands_in_month(entry, calendar.year)) else { continue };
            let Some((says, planned)) = difference(entry, calendar.year, starts) else { continue };
            let plan = document.place(&[Step::Key("entries"), Step::Index(index)]);
            out.push(
                Diagnostic::new(rule.code, agenda.place(&[Step::Key("starts")]))
                    .with("starts", says)
                    .with("calendar", &document.head.title)
                    .with("planned", planned)
                    .see(plan, Value::both("mục trong lịch", "the entry of the plan")),
            );
        }
    }
}

/// What the agenda and what the plan says, if they differ: the day, else the time, else the month.
fn difference(entry: &Entry, year: i16, starts: DateTime) -> Option<(Value, Value)> {
    match (entry.date, entry.time) {
        (Some(date), _) if date != starts.date() => Some((on(starts.date()), on(date))),
        (Some(_), Some(time)) if time != starts.time() => Some((at(starts.time()), at(time))),
        (Some(_), _) => None,
        (None, _) => {
            let planned = Month::new(year, i8::try_from(entry.month).ok()?)?;
            let differs = planned != Month::of(starts.date());
            differs.then(|| (on(starts.date()), Value::both(planned.vi(), planned.to_string())))
        }
    }
}

fn on(date: Date) -> Value {
    Value::both(format!("ngày {}", date.citation()), date.long_en())
}

fn at(time: Time) -> Value {
    Value::both(format!("lúc {}", time.vi()), time.to_string())
}
