//! A paper that mixes the headings or numbers of Party and state papers (`domain.md` 8.5).

use crate::diagnostic::{Code, Diagnostic, Place, Severity, Value, Words};
use crate::model::Kind;
use crate::model::agenda::Meeting;
use crate::model::directive::Family;
use crate::text::fold::canonical_tone;
use crate::yaml::Step;

use super::standing::pieces;
use super::{File, Rule, Run};

static CODE: Code = Code {
    id: "S185",
    name: "mixed-family",
    severity: Severity::Error,
    vi: Words {
        message: "{sign} theo thể thức {family}, trong khi {other_sign} theo thể thức {other}",
        hint: "Giữ phần của một hệ; biểu mẫu của cơ quan nhà nước thì ghi `{key}: state`\nGiữ phần của một hệ",
        explain: "Văn bản của Đảng mang tiêu đề “ĐẢNG CỘNG SẢN VIỆT NAM” và số dạng `Số 05-NQ/CB`; văn bản hành chính nhà nước mang quốc hiệu, tiêu ngữ và số dạng `Số: 05/KH-SXD`. Một giấy tờ chỉ theo một hệ. Biểu mẫu không ghi `family` là văn bản của Đảng. Trang so sánh hai hệ thì đặt trong bảng, hoặc dùng loại trang khác.\n\nSai:\n    family: party\n    number: \"Số: …/KH-CB\"\n\nĐúng:\n    family: party\n    number: \"Số …-KH/CB\"",
    },
    en: Words {
        message: "{sign} follows the layout of {family}, while {other_sign} follows that of {other}",
        hint: "Keep the parts of one family; a form of a state body says `{key}: state`\nKeep the parts of one family",
        explain: "Party papers bear the heading “ĐẢNG CỘNG SẢN VIỆT NAM” and numbers like `Số 05-NQ/CB`; state papers bear the national title and numbers like `Số: 05/KH-SXD`. A paper follows one family. A form without `family` is a Party paper. A page that compares the two uses a table, or is no form.\n\nWrong:\n    family: party\n    number: \"Số: …/KH-CB\"\n\nRight:\n    family: party\n    number: \"Số …-KH/CB\"",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::File(run) };

const PARTY: &str = "ĐẢNG CỘNG SẢN VIỆT NAM";
const STATE: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";

/// Something on a paper that tells its family.
struct Sign {
    family: Family,
    place: Place,
    name: Value,
}

/// The first sign against the paper's family, or against the first sign, is reported.
fn run(rule: &Rule, of: File<'_>, out: &mut Vec<Diagnostic>) {
    let (declared, number) = if let Kind::Form(form) = &of.document.kind {
        (Some(form.family), form.number.as_deref())
    } else if let Kind::Agenda(agenda) = &of.document.kind {
        let of_a_cell =
            matches!(agenda.meeting, Meeting::Regular | Meeting::Thematic | Meeting::Combined | Meeting::Committee);
        (of_a_cell.then_some(Family::Party), agenda.number.as_deref())
    } else {
        return;
    };
    let mut signs = headings(of);
    if let Some((number, family)) = number.and_then(|number| Some((number, numbered(number)?))) {
        let name = Value::both(format!("dòng số “{number}”"), format!("the number “{number}”"));
        signs.push(Sign { family, place: of.document.place(&[Step::Key("number")]), name });
    }
    let first = signs.first().map(|sign| sign.family);
    let Some(family) = declared.or(first) else { return };
    let Some(against) = signs.iter().find(|sign| sign.family != family) else { return };
    let diagnostic = Diagnostic::new(rule.code, against.place.clone())
        .with("sign", against.name.clone())
        .with("family", words(against.family))
        .with("other", words(family))
        .with_some("key", matches!(of.document.kind, Kind::Form(_)).then_some("family"));
    out.push(match signs.iter().find(|sign| sign.family == family) {
        Some(other) => diagnostic
            .with("other_sign", other.name.clone())
            .see(other.place.clone(), Value::both("phần của hệ kia", "the part of the other family")),
        None => diagnostic.with("other_sign", Value::both("giấy tờ này", "this paper")),
    });
}

/// The headings that stand by themselves outside tables, each once.
fn headings(of: File<'_>) -> Vec<Sign> {
    let text = of.source.text();
    let mut signs: Vec<Sign> = Vec::new();
    // A cheap look first: most papers name neither.
    if !text.contains("VIỆT NAM") {
        return signs;
    }
    for piece in pieces(text).into_iter().filter(|piece| !piece.is_cell) {
        let bare = canonical_tone(piece.text);
        for (family, heading) in [(Family::Party, PARTY), (Family::State, STATE)] {
            let alone = bare.strip_prefix(heading).is_some_and(|rest| {
                let rest = rest.trim_start();
                rest.is_empty() || rest.starts_with("Độc lập")
            });
            if alone && signs.iter().all(|sign| sign.family != family) {
                let name = Value::both(format!("tiêu đề “{heading}”"), format!("the heading “{heading}”"));
                signs.push(Sign { family, place: of.source.place(piece.span), name });
            }
        }
    }
    signs
}

/// Returns the family that a number line belongs to: `Số …-NQ/CB` or `Số: …/KH-SXD`.
fn numbered(number: &str) -> Option<Family> {
    let rest = number.trim();
    let rest = rest.strip_prefix("Số").or_else(|| rest.strip_prefix("số")).unwrap_or(rest);
    let rest = rest.trim_start_matches(|c: char| {
        c.is_ascii_digit() || c.is_whitespace() || matches!(c, ':' | '.' | '…' | '_' | '[' | ']' | '<' | '>')
    });
    match rest.chars().next() {
        Some('-' | '–') if rest.contains('/') => Some(Family::Party),
        Some('/') if rest.contains(['-', '–']) => Some(Family::State),
        Some(_) | None => None,
    }
}

fn words(family: Family) -> Value {
    match family {
        Family::Party => Value::both("văn bản của Đảng", "Party papers"),
        Family::State => Value::both("văn bản hành chính nhà nước", "state papers"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_lines_tell_their_family() {
        for (number, family) in [
            ("Số …-NQ/CB", Some(Family::Party)),
            ("Số 05-NQ/CB", Some(Family::Party)),
            ("07-KH/CB", Some(Family::Party)),
            ("Số: …/KH-SXD", Some(Family::State)),
            ("Số: 05/KH-SXD", Some(Family::State)),
            ("30/2020/NĐ-CP", Some(Family::State)),
            ("Số ....", None),
            ("05/2026", None),
            ("12", None),
            ("", None),
        ] {
            assert_eq!(numbered(number), family, "{number}");
        }
    }
}
