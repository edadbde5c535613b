//! A link to a page that is left out because it is a draft.

use crate::diagnostic::{Code, Diagnostic, Severity, Words};
use crate::link::{Handbook, Why};

use super::{Rule, Run, references};

static CODE: Code = Code {
    id: "S161",
    name: "link-to-draft",
    severity: Severity::Error,
    vi: Words {
        message: "trang `{written}` còn là bản nháp nên không có trong sổ tay",
        hint: "Bỏ `draft: true` ở trang ấy, bỏ liên kết, hoặc dựng với `--drafts` để xem trước",
        explain: "Trang có `draft: true` không được xuất bản, nên liên kết tới nó sẽ không dẫn đến đâu.\n\nSai:\n    Xem [[chuyen-de/dang-soan]].\n\nĐúng (khi trang ấy đã xong và không còn `draft: true`):\n    Xem [[chuyen-de/dang-soan]].",
    },
    en: Words {
        message: "the page `{written}` is a draft and not part of the handbook",
        hint: "Remove `draft: true` from that page, remove the link, or build with `--drafts` to look ahead",
        explain: "A page with `draft: true` is not published, so a link to it would lead nowhere.\n\nWrong:\n    See [[chuyen-de/dang-soan]].\n\nRight (once that page is done and no draft any more):\n    See [[chuyen-de/dang-soan]].",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Handbook(run) };

fn run(rule: &Rule, handbook: &Handbook, out: &mut Vec<Diagnostic>) {
    for link in references::broken(handbook) {
        if *link.why == Why::Draft {
            out.push(Diagnostic::new(rule.code, link.place()).with("written", link.written()));
        }
    }
}
