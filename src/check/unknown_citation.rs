//! A citation of a directive that the register does not hold.

use crate::diagnostic::{Code, Diagnostic, Severity, Words};
use crate::link::{Handbook, Why};
use crate::model::Kind;
use crate::text::slug::slug;

use super::references::{self, Broken};
use super::{Rule, Run};

static CODE: Code = Code {
    id: "S150",
    name: "unknown-citation",
    severity: Severity::Error,
    vi: Words {
        message: "sổ tay không có văn bản “{cited}”",
        hint: "Có phải là {near}?\nKiểm tra lại số, ký hiệu; nếu đúng thì thêm một trang `kind: directive` cho văn bản ấy",
        explain: "Mỗi văn bản được dẫn có một trang riêng ghi số, ngày, cơ quan ban hành và hiệu lực; nhờ đó sổ tay biết văn bản còn hiệu lực hay không và trang nào đang dẫn.\n\nSai:\n    Theo [[42-HD/BTCTƯ, 28/10/2025]], …\n\nĐúng:\n    Theo [[42-HD/BTCTW, 28/10/2025]], …",
    },
    en: Words {
        message: "the handbook has no directive “{cited}”",
        hint: "Did you mean {near}?\nCheck number and symbol; if they are right, add a page `kind: directive` for it",
        explain: "Each directive that is cited has a page with its number, date, issuing body and validity; so the handbook knows whether it is in force and which pages cite it.\n\nWrong:\n    According to [[42-HD/BTCTƯ, 28/10/2025]], …\n\nRight:\n    According to [[42-HD/BTCTW, 28/10/2025]], …",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Handbook(run) };

fn run(rule: &Rule, handbook: &Handbook, out: &mut Vec<Diagnostic>) {
    for citation in references::broken(handbook) {
        let Why::NoDirective(near) = citation.why else { continue };
        if is_behind_a_fault(handbook, &citation) {
            continue;
        }
        let near = near.as_deref().and_then(|number| registered(handbook, number));
        out.push(
            Diagnostic::new(rule.code, citation.place()).with("cited", citation.written()).with_some("near", near),
        );
    }
}

/// The directive with a slugged number, as it is cited.
fn registered(handbook: &Handbook, number: &str) -> Option<String> {
    handbook.ids().find_map(|id| {
        let Kind::Directive(directive) = &handbook.document(id).kind else { return None };
        (slug(&directive.number) == number).then(|| directive.citation())
    })
}

/// A page whose front matter is at fault is not in the register; if its file is named after the
/// number, that fault is the cause and was reported.
fn is_behind_a_fault(handbook: &Handbook, citation: &Broken<'_>) -> bool {
    let mut broken = handbook.ids().map(|id| handbook.document(id)).filter(|document| document.broken).peekable();
    if broken.peek().is_none() {
        return false;
    }
    let number = slug(citation.written().split(',').next().unwrap_or_default());
    !number.is_empty() && broken.any(|document| slug(document.stem()).contains(&number))
}
