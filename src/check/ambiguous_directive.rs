//! A citation that several directives answer to: a number is unique only with its date.

use crate::diagnostic::{Code, Diagnostic, Severity, Words};
use crate::link::{Handbook, Why};

use super::{Rule, Run, references};

static CODE: Code = Code {
    id: "S151",
    name: "ambiguous-directive",
    severity: Severity::Error,
    vi: Words {
        message: "“{cited}” có thể là {count} văn bản: {candidates}",
        hint: "Ghi cả ngày ban hành, ví dụ `{first}`",
        explain: "Số văn bản được đánh lại theo từng nhiệm kỳ của cấp ủy, nên một số có thể thuộc về nhiều văn bản; số kèm ngày thì chỉ có một.\n\nSai (có hai văn bản mang số này):\n    [[12-HD/BTCTW]]\n\nĐúng:\n    [[12-HD/BTCTW, 06/7/2018]]",
    },
    en: Words {
        message: "“{cited}” may be any of {count} directives: {candidates}",
        hint: "Add the date of issue, such as `{first}`",
        explain: "Numbering starts again with each term of a committee, so several directives may bear one number; with its date it is unique.\n\nWrong (two directives bear this number):\n    [[12-HD/BTCTW]]\n\nRight:\n    [[12-HD/BTCTW, 06/7/2018]]",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Handbook(run) };

fn run(rule: &Rule, handbook: &Handbook, out: &mut Vec<Diagnostic>) {
    for citation in references::broken(handbook) {
        let Why::Ambiguous(ids) = citation.why else { continue };
        let mut diagnostic = Diagnostic::new(rule.code, citation.place())
            .with("cited", citation.written())
            .with("count", ids.len())
            .with("candidates", references::citations(handbook, ids))
            .with_some("first", ids.first().and_then(|id| references::citation(handbook, *id)));
        diagnostic.related = references::registered(handbook, ids);
        out.push(diagnostic);
    }
}
