//! A citation of a directive that had been replaced by the day of the citing page.

use crate::diagnostic::{Code, Diagnostic, Severity, Value, Words};
use crate::link::{Handbook, Status};
use crate::markdown::split_historical;
use crate::yaml::Step;

use super::references::{self, citation};
use super::{Rule, Run};

static CODE: Code = Code {
    id: "S153",
    name: "replaced-directive",
    severity: Severity::Warning,
    vi: Words {
        message: "{cited} đã được thay thế{by}{since}",
        hint: "Dẫn {successor}; nếu cố ý dẫn văn bản cũ thì thêm `|historical` vào chỗ dẫn, hoặc `historical: true` ở đầu trang\nDẫn văn bản mới; nếu cố ý dẫn văn bản cũ thì thêm `|historical` vào chỗ dẫn, hoặc `historical: true` ở đầu trang",
        explain: "Hiệu lực của văn bản được xét vào ngày của trang đang dẫn (`date`; trang không ghi ngày thì xét vào ngày dựng sổ tay), nên trang cũ không bị nhắc vì một văn bản mới. Trang văn bản (`kind: directive`) không bị nhắc, vì trang ấy nói về văn bản trước và sau nó.\n\nSai (trang ngày 15/01/2026):\n    [[12-HD/BTCTW, 06/7/2018]] đặt mức 90 phút.\n\nĐúng:\n    [[42-HD/BTCTW, 28/10/2025]] đặt mức 90 phút, như\n    [[12-HD/BTCTW, 06/7/2018|historical]] trước đây.",
    },
    en: Words {
        message: "{cited} was replaced{by}{since}",
        hint: "Cite {successor}; if the old one is meant, add `|historical` to the citation, or `historical: true` to the page\nCite the new directive; if the old one is meant, add `|historical` to the citation, or `historical: true` to the page",
        explain: "A directive's standing is judged on the day of the citing page (`date`; without one, the day of the build), so old pages are not disturbed by new directives. Pages of directives (`kind: directive`) are left alone, since they tell of what came before and after.\n\nWrong (a page of 15 January 2026):\n    [[12-HD/BTCTW, 06/7/2018]] asks for 90 minutes.\n\nRight:\n    [[42-HD/BTCTW, 28/10/2025]] asks for 90 minutes, as did\n    [[12-HD/BTCTW, 06/7/2018|historical]].",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Handbook(run) };

fn run(rule: &Rule, handbook: &Handbook, out: &mut Vec<Diagnostic>) {
    for found in references::outdated(handbook, Status::Replaced) {
        let standing = found.standing;
        let written = found.directive.replaced_by.as_ref().map(|new| split_historical(new.as_str()).0.to_owned());
        let successor = standing.successor.and_then(|id| citation(handbook, id)).or(written);
        let none = || Value::from("");
        let by = successor.as_ref().map_or_else(none, |s| Value::both(format!(" bằng {s}"), format!(" by {s}")));
        let since = standing.since.map_or_else(none, |day| {
            Value::both(format!(" từ ngày {}", day.citation()), format!(" on {}", day.long_en()))
        });
        let mut diagnostic = Diagnostic::new(rule.code, found.place())
            .with("cited", found.directive.citation())
            .with("by", by)
            .with("since", since)
            .with_some("successor", successor);
        if let Some(id) = standing.successor {
            let place = handbook.document(id).place(&[Step::Key("number")]);
            diagnostic = diagnostic.see(place, Value::both("văn bản thay thế", "the successor"));
        }
        out.push(diagnostic);
    }
}
