//! A citation of a directive that was not yet in force on the day of the citing page.

use crate::diagnostic::{Code, Diagnostic, Severity, Words};
use crate::link::{Handbook, Status};

use super::{Rule, Run, day, references};

static CODE: Code = Code {
    id: "S155",
    name: "not-yet-in-force",
    severity: Severity::Warning,
    vi: Words {
        message: "{cited} có hiệu lực từ ngày {from}, sau ngày {judged} của trang này",
        hint: "Sửa `date` nếu trang đã được viết lại sau ngày ấy; nếu trang kể chuyện cũ thì ghi `historical: true`",
        explain: "Trang ghi ngày trước khi văn bản có hiệu lực thì chưa thể làm theo văn bản ấy: thường là `date` chưa được sửa khi trang được cập nhật, hoặc dẫn nhầm văn bản. Trang không ghi ngày thì xét vào ngày dựng sổ tay.\n\nSai (văn bản có hiệu lực từ ngày 28/10/2025):\n    date: 2025-03-10\n    …\n    Theo [[42-HD/BTCTW, 28/10/2025]], …\n\nĐúng:\n    date: 2025-11-03\n    …\n    Theo [[42-HD/BTCTW, 28/10/2025]], …",
    },
    en: Words {
        message: "{cited} is in force from {from} on, after this page's day, {judged}",
        hint: "Correct `date` if the page was rewritten later; if it tells of the past, say `historical: true`",
        explain: "A page dated before a directive came into force cannot follow it yet: mostly `date` was not changed with the page, or the wrong directive is cited. A page without a date is judged on the day of the build.\n\nWrong (the directive is in force from 28 October 2025 on):\n    date: 2025-03-10\n    …\n    According to [[42-HD/BTCTW, 28/10/2025]], …\n\nRight:\n    date: 2025-11-03\n    …\n    According to [[42-HD/BTCTW, 28/10/2025]], …",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Handbook(run) };

fn run(rule: &Rule, handbook: &Handbook, out: &mut Vec<Diagnostic>) {
    for found in references::outdated(handbook, Status::NotYet) {
        let Some(from) = found.standing.since else { continue };
        out.push(
            Diagnostic::new(rule.code, found.place())
                .with("cited", found.directive.citation())
                .with("from", day(from))
                .with("judged", day(found.judged_on)),
        );
    }
}
