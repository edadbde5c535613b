//! Characters that take no room on the page and still count.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Severity, Span, Value, Words};
use crate::text::suspect::{Suspect, SuspectKind};

use super::look_alike::point;
use super::{File, Rule, Run};

static CODE: Code = Code {
    id: "S174",
    name: "invisible-character",
    severity: Severity::Warning,
    vi: Words {
        message: "có ký tự không nhìn thấy: {what} ({point})",
        hint: "Xóa rồi gõ lại quãng chữ ấy; cả tệp có {count} chỗ",
        explain: "Chép từ Word, từ trang web hay từ Zalo thường kéo theo ký tự không có bề rộng. Chúng làm tìm kiếm không thấy chữ, làm hai chữ giống hệt nhau bị coi là khác, và có thể đảo chiều dòng chữ.\n\nSai:\n    chi⟨U+200B⟩ bộ\n\nĐúng:\n    chi bộ",
    },
    en: Words {
        message: "there is an invisible character: {what} ({point})",
        hint: "Delete and type the words around it again; places in the file: {count}",
        explain: "Text pasted from Word, web pages or chats often brings characters without width. They hide words from the search, make two equal words differ, and may turn the direction of a line.\n\nWrong:\n    chi⟨U+200B⟩ bộ\n\nRight:\n    chi bộ",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::File(run) };

/// Each character is reported once a file, at its first place.
fn run(rule: &Rule, of: File<'_>, out: &mut Vec<Diagnostic>) {
    let mut found: BTreeMap<char, (Suspect, Value, usize)> = BTreeMap::new();
    for suspect in of.suspects {
        if let Some(what) = name(suspect.kind) {
            found.entry(suspect.ch).or_insert((*suspect, what, 0)).2 += 1;
        }
    }
    for (ch, (first, what, count)) in found {
        let span = Span::new(first.at, first.at + ch.len_utf8());
        out.push(
            Diagnostic::new(rule.code, of.source.place(span))
                .with("what", what)
                .with("point", point(ch))
                .with("count", count),
        );
    }
}

fn name(kind: SuspectKind) -> Option<Value> {
    match kind {
        SuspectKind::ZeroWidth => Some(Value::both("ký tự không bề rộng", "a character without width")),
        SuspectKind::BidiControl => {
            Some(Value::both("ký tự đảo chiều chữ", "a mark that turns the direction of writing"))
        }
        SuspectKind::Control => Some(Value::both("ký tự điều khiển", "a control character")),
        SuspectKind::LookAlike { .. } => None,
    }
}
