//! A citation whose number is known, but not with that date.

use crate::diagnostic::{Code, Diagnostic, Severity, Words};
use crate::link::{Handbook, Why};

use super::{Rule, Run, references};

static CODE: Code = Code {
    id: "S152",
    name: "directive-date",
    severity: Severity::Error,
    vi: Words {
        message: "không có văn bản “{cited}”: số này trong sổ tay mang ngày khác",
        hint: "Có phải là {only}?\nCác văn bản mang số này: {candidates}",
        explain: "Văn bản được nhận ra bằng số cùng với ngày ban hành. Ngày trong chỗ dẫn phải đúng với `issued` của trang văn bản; ngày viết theo dạng ngày/tháng/năm.\n\nSai (văn bản ban hành ngày 28/10/2025):\n    [[42-HD/BTCTW, 25/10/2025]]\n\nĐúng:\n    [[42-HD/BTCTW, 28/10/2025]]",
    },
    en: Words {
        message: "there is no directive “{cited}”: the handbook knows this number with another date",
        hint: "Did you mean {only}?\nDirectives with this number: {candidates}",
        explain: "A directive is known by its number together with its date of issue. The date of a citation equals `issued` of the directive's page; it is written day/month/year.\n\nWrong (the directive was issued on 28 October 2025):\n    [[42-HD/BTCTW, 25/10/2025]]\n\nRight:\n    [[42-HD/BTCTW, 28/10/2025]]",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Handbook(run) };

fn run(rule: &Rule, handbook: &Handbook, out: &mut Vec<Diagnostic>) {
    for citation in references::broken(handbook) {
        let Why::OtherDate(ids) = citation.why else { continue };
        let only = match ids.as_slice() {
            [one] => references::citation(handbook, *one),
            _ => None,
        };
        let mut diagnostic = Diagnostic::new(rule.code, citation.place())
            .with("cited", citation.written())
            .with("candidates", references::citations(handbook, ids))
            .with_some("only", only);
        diagnostic.related = references::registered(handbook, ids);
        out.push(diagnostic);
    }
}
