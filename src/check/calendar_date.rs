//! An entry of the year plan whose day is not in its month.

use crate::diagnostic::{Code, Diagnostic, Severity, Words};
use crate::model::Kind;
use crate::model::calendar::Entry;
use crate::yaml::Step;

use super::{File, Rule, Run, day};

static CODE: Code = Code {
    id: "S112",
    name: "calendar-date",
    severity: Severity::Error,
    vi: Words {
        message: "ngày {date} không thuộc tháng {month} năm {year}",
        hint: "Sửa `date` hoặc `month`; năm của lịch ghi ở `year`",
        explain: "Mỗi mục của lịch đứng ở tháng ghi trong `month`, thuộc năm ghi trong `year`; ngày cố định ở `date` phải nằm trong tháng ấy.\n\nSai:\n    year: 2026\n    entries:\n      - { month: 3, date: 2026-04-03, meeting: regular }\n\nĐúng:\n    year: 2026\n    entries:\n      - { month: 4, date: 2026-04-03, meeting: regular }",
    },
    en: Words {
        message: "the day {date} is not in month {month} of {year}",
        hint: "Correct `date` or `month`; the plan's year stands in `year`",
        explain: "An entry stands in the month of `month`, in the year of `year`; a fixed day in `date` lies in that month.\n\nWrong:\n    year: 2026\n    entries:\n      - { month: 3, date: 2026-04-03, meeting: regular }\n\nRight:\n    year: 2026\n    entries:\n      - { month: 4, date: 2026-04-03, meeting: regular }",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::File(run) };

fn run(rule: &Rule, of: File<'_>, out: &mut Vec<Diagnostic>) {
    let Kind::Calendar(calendar) = &of.document.kind else { return };
    for (index, entry) in calendar.entries.iter().enumerate() {
        let Some(date) = entry.date.filter(|_| !stands_in_month(entry, calendar.year)) else { continue };
        let place = of.document.place(&[Step::Key("entries"), Step::Index(index), Step::Key("date")]);
        out.push(
            Diagnostic::new(rule.code, place)
                .with("date", day(date))
                .with("month", u16::from(entry.month))
                .with("year", calendar.year.to_string()),
        );
    }
}

/// Tells whether an entry's day, if it has one, lies in its month of `year`.
pub(super) fn stands_in_month(entry: &Entry, year: i16) -> bool {
    entry.date.is_none_or(|date| date.year() == year && u8::try_from(date.month()).is_ok_and(|m| m == entry.month))
}
