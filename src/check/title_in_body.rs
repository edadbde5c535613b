//! Headings of level 1 in a body, where the title has that level.

use crate::diagnostic::{Code, Diagnostic, Severity, Words};

use super::{File, Rule, Run};

static CODE: Code = Code {
    id: "S172",
    name: "title-in-body",
    severity: Severity::Warning,
    vi: Words {
        message: "bài dùng đề mục cấp 1 (`#`), cấp dành cho tiêu đề trang",
        hint: "Đổi thành `## {text}`; cả bài có {count} đề mục cấp 1",
        explain: "Tiêu đề trang lấy từ `title` và luôn hiện ở đầu trang, nên bài không viết lại tiêu đề và các đề mục bắt đầu từ `##`.\n\nSai:\n    ---\n    title: Cách chấm điểm\n    ---\n    # Cách chấm điểm\n    # Trước khi chấm\n\nĐúng:\n    ---\n    title: Cách chấm điểm\n    ---\n    ## Trước khi chấm",
    },
    en: Words {
        message: "the body uses headings of level 1 (`#`), the level of the page's title",
        hint: "Write `## {text}`; headings of level 1 in all: {count}",
        explain: "The page's title comes from `title` and always stands at the top, so the body does not repeat it and its headings start at `##`.\n\nWrong:\n    ---\n    title: Scoring\n    ---\n    # Scoring\n    # Before you score\n\nRight:\n    ---\n    title: Scoring\n    ---\n    ## Before you score",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::File(run) };

/// A body that does it does it throughout, so the first heading stands for all.
fn run(rule: &Rule, of: File<'_>, out: &mut Vec<Diagnostic>) {
    let mut titles = of.document.outline.headings.iter().filter(|heading| heading.level == 1);
    if let Some(first) = titles.next() {
        out.push(
            Diagnostic::new(rule.code, of.source.place(first.span))
                .with("text", first.text.as_ref())
                .with("count", titles.count() + 1),
        );
    }
}
