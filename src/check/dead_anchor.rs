//! A link to a heading that its page does not have.

use crate::diagnostic::{Code, Diagnostic, Severity, Words};
use crate::link::{Handbook, Why};

use super::{Rule, Run, references};

/// Headings named in a hint.
const SHOWN: usize = 8;

static CODE: Code = Code {
    id: "S162",
    name: "dead-anchor",
    severity: Severity::Error,
    vi: Words {
        message: "trang “{page}” không có đề mục `#{anchor}`",
        hint: "Có phải là `#{near}`?\nCác đề mục của trang: {known}\nTrang ấy chưa có đề mục nào: bỏ phần sau dấu `#`",
        explain: "Neo của đề mục là chữ của đề mục bỏ dấu, nối bằng gạch ngang (“Cách chấm” thành `#cach-cham`), hoặc neo người viết tự đặt: `## Cách chấm {#cham}`. Sửa chữ của đề mục thì neo cũng đổi.\n\nSai:\n    [cách chấm](cham-diem.md#cach-cham-diem)\n\nĐúng:\n    [cách chấm](cham-diem.md#cach-cham)",
    },
    en: Words {
        message: "the page “{page}” has no heading `#{anchor}`",
        hint: "Did you mean `#{near}`?\nHeadings of the page: {known}\nThat page has no headings: leave out what follows the `#`",
        explain: "A heading's anchor is its text without marks, joined by hyphens (“Cách chấm” gives `#cach-cham`), or one that the author gives: `## Cách chấm {#cham}`. When a heading's text changes, so does its anchor.\n\nWrong:\n    [scoring](cham-diem.md#cach-cham-diem)\n\nRight:\n    [scoring](cham-diem.md#cach-cham)",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Handbook(run) };

fn run(rule: &Rule, handbook: &Handbook, out: &mut Vec<Diagnostic>) {
    for link in references::broken(handbook) {
        let Why::NoAnchor(id, near) = link.why else { continue };
        let page = handbook.document(*id);
        // Of a page at fault the headings may not have been read.
        if page.broken {
            continue;
        }
        let anchor = link.written().split_once('#').map_or("", |(_, anchor)| anchor);
        let headings = page.outline.headings.iter().take(SHOWN);
        let known = headings.map(|heading| format!("`#{}`", heading.id)).collect::<Vec<_>>().join(", ");
        out.push(
            Diagnostic::new(rule.code, link.place())
                .with("page", &page.head.title)
                .with("anchor", anchor)
                .with_some("near", near.as_deref())
                .with_some("known", (!known.is_empty()).then_some(known)),
        );
    }
}
