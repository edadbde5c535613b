//! Letters of another alphabet that look like Vietnamese ones.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Severity, Span, Words};
use crate::text::suspect::{Suspect, SuspectKind};

use super::{File, Rule, Run};

static CODE: Code = Code {
    id: "S173",
    name: "look-alike",
    severity: Severity::Error,
    vi: Words {
        message: "chữ “{letter}” ({point}) chỉ trông giống chữ “{instead}”",
        hint: "Tìm “{letter}” và thay bằng “{instead}” trong cả tệp: có {count} chỗ",
        explain: "Một số bộ gõ và tệp PDF cho ra chữ của bảng chữ cái khác: Ð của tiếng Iceland (U+00D0) thay cho Đ (U+0110), chữ а, о, е của tiếng Nga. Mắt không thấy, nhưng tìm kiếm, sắp xếp và địa chỉ trang đều sai.\n\nSai:\n    Ðảng bộ (chữ đầu là U+00D0)\n\nĐúng:\n    Đảng bộ (chữ đầu là U+0110)",
    },
    en: Words {
        message: "the letter “{letter}” ({point}) only looks like “{instead}”",
        hint: "Replace “{letter}” by “{instead}” in the whole file; places: {count}",
        explain: "Some input methods and PDF files give letters of another alphabet: the Icelandic Ð (U+00D0) for Đ (U+0110), the Russian а, о, е. The eye does not see it, but search, sorting and addresses go wrong.\n\nWrong:\n    Ðảng bộ (the first letter is U+00D0)\n\nRight:\n    Đảng bộ (the first letter is U+0110)",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::File(run) };

/// A wrong letter mostly comes from one paste, so each letter is reported once a file.
fn run(rule: &Rule, of: File<'_>, out: &mut Vec<Diagnostic>) {
    let mut letters: BTreeMap<char, (Suspect, char, usize)> = BTreeMap::new();
    for suspect in of.suspects {
        if let SuspectKind::LookAlike { instead } = suspect.kind {
            letters.entry(suspect.ch).or_insert((*suspect, instead, 0)).2 += 1;
        }
    }
    for (letter, (first, instead, count)) in letters {
        let span = Span::new(first.at, first.at + letter.len_utf8());
        out.push(
            Diagnostic::new(rule.code, of.source.place(span))
                .with("letter", letter.to_string())
                .with("point", point(letter))
                .with("instead", instead.to_string())
                .with("count", count),
        );
    }
}

/// Returns the code point as Unicode writes it: `U+00D0`.
pub(super) fn point(ch: char) -> String {
    format!("U+{:04X}", u32::from(ch))
}
