//! An agenda that names a rule set which `sotay.yaml` does not have.

use crate::diagnostic::{Code, Diagnostic, Severity, Words};
use crate::model::Kind;
use crate::text::similar;
use crate::yaml::Step;

use super::{File, Rule, Run};

static CODE: Code = Code {
    id: "S102",
    name: "unknown-rule-set",
    severity: Severity::Error,
    vi: Words {
        message: "không có bộ quy định `{id}` trong sotay.yaml",
        hint: "Có phải là `{near}`?\nDùng một trong: {known}\nKhai bộ quy định này trong `rule_sets` của sotay.yaml",
        explain: "Bộ quy định gồm mức thời lượng tối thiểu và tỷ lệ dự họp của một văn bản, khai một lần trong `rule_sets` của sotay.yaml. Không ghi `rules` thì sổ tay chọn bộ có hiệu lực vào ngày họp; chỉ ghi khi cần một bộ khác.\n\nSai:\n    rules: huong-dan-42\n\nĐúng (sotay.yaml có bộ `hd-42`):\n    rules: hd-42",
    },
    en: Words {
        message: "there is no rule set `{id}` in sotay.yaml",
        hint: "Did you mean `{near}`?\nUse one of: {known}\nDeclare it in `rule_sets` of sotay.yaml",
        explain: "A rule set holds the minimum lengths and attendance floors of a directive, declared once in `rule_sets` of sotay.yaml. Without `rules` the set in force on the day of the meeting is taken; name one only where another is meant.\n\nWrong:\n    rules: guidance-42\n\nRight (sotay.yaml has the set `hd-42`):\n    rules: hd-42",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::File(run) };

fn run(rule: &Rule, of: File<'_>, out: &mut Vec<Diagnostic>) {
    let Kind::Agenda(agenda) = &of.document.kind else { return };
    let Some(id) = agenda.rules.as_deref() else { return };
    let ids = || of.settings.rule_sets.iter().map(|rules| rules.id.as_str());
    if ids().any(|known| known == id) {
        return;
    }
    let known = ids().collect::<Vec<_>>().join(", ");
    out.push(
        Diagnostic::new(rule.code, of.document.place(&[Step::Key("rules")]))
            .with("id", id)
            .with_some("near", similar::closest(id, ids()))
            .with_some("known", (!known.is_empty()).then_some(known)),
    );
}
