//! A citation of a directive that had expired by the day of the citing page.

use crate::diagnostic::{Code, Diagnostic, Severity, Words};
use crate::link::{Handbook, Status};

use super::{Rule, Run, day, references};

static CODE: Code = Code {
    id: "S154",
    name: "expired-directive",
    severity: Severity::Warning,
    vi: Words {
        message: "{cited} chỉ có hiệu lực đến hết ngày {until}",
        hint: "Dẫn văn bản còn hiệu lực; nếu cố ý dẫn văn bản cũ thì thêm `|historical` vào chỗ dẫn, hoặc `historical: true` ở đầu trang",
        explain: "Văn bản có `effective.until` hết hiệu lực sau ngày ấy, dù không có văn bản thay thế. Hiệu lực được xét vào ngày của trang đang dẫn.\n\nSai (trang văn bản ghi `effective: { until: 2024-12-31 }`, trang dẫn ghi `date: 2026-01-15`):\n    Thực hiện [[SỐ VĂN BẢN, NGÀY]], …\n\nĐúng:\n    Giai đoạn thí điểm theo [[SỐ VĂN BẢN, NGÀY|historical]], …",
    },
    en: Words {
        message: "{cited} was in force only until {until}",
        hint: "Cite a directive in force; if the old one is meant, add `|historical` to the citation, or `historical: true` to the page",
        explain: "A directive with `effective.until` is out of force after that day, even if nothing replaced it. It is judged on the day of the citing page.\n\nWrong (the directive has `effective: { until: 2024-12-31 }`, the citing page `date: 2026-01-15`):\n    Following [[NUMBER, DATE]], …\n\nRight:\n    In the pilot under [[NUMBER, DATE|historical]], …",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Handbook(run) };

fn run(rule: &Rule, handbook: &Handbook, out: &mut Vec<Diagnostic>) {
    for found in references::outdated(handbook, Status::Expired) {
        let Some(until) = found.standing.since else { continue };
        out.push(
            Diagnostic::new(rule.code, found.place())
                .with("cited", found.directive.citation())
                .with("until", day(until)),
        );
    }
}
