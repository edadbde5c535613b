//! A link whose path leaves the handbook.

use crate::diagnostic::{Code, Diagnostic, Severity, Words};
use crate::link::{Handbook, Why};

use super::{Rule, Run, references};

static CODE: Code = Code {
    id: "S164",
    name: "path-outside",
    severity: Severity::Error,
    vi: Words {
        message: "đường dẫn `{written}` ra ngoài thư mục `content/`",
        hint: "Chép tệp vào `content/`, hoặc bớt `../`",
        explain: "Sổ tay chỉ gồm những gì nằm trong `content/`, để chép đi đâu cũng đủ và không vô tình kèm tệp riêng trên máy người soạn.\n\nSai:\n    [biên bản](../../../Documents/bien-ban.docx)\n\nĐúng:\n    [biên bản](bien-ban.docx)",
    },
    en: Words {
        message: "the path `{written}` leaves the folder `content/`",
        hint: "Copy the file into `content/`, or use fewer `../`",
        explain: "A handbook is what stands in `content/`, so that it is whole wherever it is copied and takes no private file along.\n\nWrong:\n    [minutes](../../../Documents/bien-ban.docx)\n\nRight:\n    [minutes](bien-ban.docx)",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Handbook(run) };

fn run(rule: &Rule, handbook: &Handbook, out: &mut Vec<Diagnostic>) {
    for link in references::broken(handbook) {
        if *link.why == Why::Outside {
            out.push(Diagnostic::new(rule.code, link.place()).with("written", link.written()));
        }
    }
}
