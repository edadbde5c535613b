//! A rule set whose directive is not in the register.

use crate::diagnostic::{Code, Diagnostic, Severity, Words};
use crate::link::{Handbook, Lookup};
use crate::markdown::split_historical;
use crate::model::Kind;
use crate::text::similar;
use crate::yaml::Step;

use super::{Rule, Run};

static CODE: Code = Code {
    id: "S156",
    name: "rule-set-directive",
    severity: Severity::Warning,
    vi: Words {
        message: "bộ quy định `{id}` dẫn “{cited}”, chưa ứng với một văn bản của sổ tay",
        hint: "Có phải là {near}?\nGhi số và ngày như ở trang của văn bản, hoặc thêm một trang `kind: directive` cho văn bản ấy",
        explain: "Trang chương trình cho biết mức tối thiểu lấy từ văn bản nào và văn bản ấy còn hiệu lực hay không; muốn vậy `directive` của bộ quy định phải dẫn đúng một trang văn bản của sổ tay. Sổ tay chưa có trang văn bản nào thì không bị nhắc.\n\nSai:\n    directive: 42-HD/BTCTƯ, 28/10/2025\n\nĐúng:\n    directive: 42-HD/BTCTW, 28/10/2025",
    },
    en: Words {
        message: "the rule set `{id}` cites “{cited}”, which is not one directive of the handbook",
        hint: "Did you mean {near}?\nWrite number and date as on the directive's page, or add a page `kind: directive` for it",
        explain: "An agenda's page tells which directive its minimum comes from and whether that is in force; so `directive` of a rule set names exactly one directive page. A handbook without any directive page is left alone.\n\nWrong:\n    directive: 42-HD/BTCTƯ, 28/10/2025\n\nRight:\n    directive: 42-HD/BTCTW, 28/10/2025",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Handbook(run) };

fn run(rule: &Rule, handbook: &Handbook, out: &mut Vec<Diagnostic>) {
    // A page at fault may be the directive that seems to be missing.
    if handbook.ids().any(|id| handbook.document(id).broken) {
        return;
    }
    let citations: Vec<String> = handbook
        .ids()
        .filter_map(|id| {
            let Kind::Directive(directive) = &handbook.document(id).kind else { return None };
            Some(directive.citation())
        })
        .collect();
    if citations.is_empty() {
        return;
    }
    for (index, rules) in handbook.settings().rule_sets.iter().enumerate() {
        let (cited, _) = split_historical(rules.directive.as_str());
        if matches!(handbook.register().find(cited), Lookup::One(_)) {
            continue;
        }
        let keys = [Step::Key("rule_sets"), Step::Index(index), Step::Key("directive")];
        out.push(
            Diagnostic::new(rule.code, handbook.settings().place(&keys))
                .with("id", &rules.id)
                .with("cited", cited)
                .with_some("near", near(cited, &citations)),
        );
    }
}

/// The citation that was meant. Papers with another number are other papers, however alike they look.
fn near<'a>(cited: &str, citations: &'a [String]) -> Option<&'a str> {
    let parts = |citation: &'_ str| {
        let number = citation.split(',').next().unwrap_or_default().trim().to_owned();
        let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
        (number, digits)
    };
    let (number, digits) = parts(cited);
    let same = citations.iter().map(String::as_str).filter(|other| parts(other).1 == digits);
    let numbers: Vec<(String, &str)> = same.map(|other| (parts(other).0, other)).collect();
    let closest = similar::closest(&number, numbers.iter().map(|(number, _)| number.as_str()))?;
    numbers.iter().find(|(number, _)| number == closest).map(|(_, citation)| *citation)
}
