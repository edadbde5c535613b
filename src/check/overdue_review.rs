//! A page past the day by which it was to be reviewed.

use crate::diagnostic::{Code, Diagnostic, Severity, Words};
use crate::link::Handbook;
use crate::yaml::Step;

use super::{Rule, Run, day};

static CODE: Code = Code {
    id: "S190",
    name: "overdue-review",
    severity: Severity::Warning,
    vi: Words {
        message: "trang đã quá hạn rà soát: hạn là ngày {due}",
        hint: "Đọc lại trang, sửa chỗ đã cũ, rồi ghi ngày rà soát vào `reviewed`",
        explain: "Hạn rà soát lại là `review_by`; trang không ghi thì hạn là `reviewed` cộng số tháng ở `review_after_months` của sotay.yaml (0 là không nhắc). Quá hạn không có nghĩa là nội dung sai, chỉ là chưa ai kiểm lại. Trang không ghi cả hai ngày thì không bị nhắc.\n\nSai (dựng ngày 20/11/2026, hạn 12 tháng):\n    reviewed: 2025-06-01\n\nĐúng (sau khi đọc lại cả trang):\n    reviewed: 2026-11-20",
    },
    en: Words {
        message: "the page's review is overdue: it was due on {due}",
        hint: "Read the page again, correct what is old, then put the day into `reviewed`",
        explain: "A page is due again on `review_by`; without it, `review_after_months` of sotay.yaml after `reviewed` (0 turns the rule off). Overdue does not mean wrong, only that nobody looked again. A page with neither day is left alone.\n\nWrong (built on 20 November 2026, due after 12 months):\n    reviewed: 2025-06-01\n\nRight (after the whole page was read again):\n    reviewed: 2026-11-20",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Handbook(run) };

fn run(rule: &Rule, handbook: &Handbook, out: &mut Vec<Diagnostic>) {
    // Pages are reviewed many at a time, and counting months is the dear part.
    let mut last = None;
    for id in handbook.ids() {
        let document = handbook.document(id);
        let days = (document.head.reviewed, document.head.review_by);
        let is_overdue = match last {
            Some((known, is_overdue)) if known == days => is_overdue,
            _ => handbook.overdue(id),
        };
        last = Some((days, is_overdue));
        if !is_overdue {
            continue;
        }
        let Some(due) = handbook.review_due(id) else { continue };
        let key = if days.1.is_some() { "review_by" } else { "reviewed" };
        out.push(Diagnostic::new(rule.code, document.place(&[Step::Key(key)])).with("due", day(due)));
    }
}
