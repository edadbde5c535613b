//! A secrecy mark on a page: such papers do not belong in a handbook (`domain.md` 0).

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Severity, Span, Words};

use super::standing::pieces;
use super::{File, Rule, Run};

static CODE: Code = Code {
    id: "S195",
    name: "secrecy-mark",
    severity: Severity::Error,
    vi: Words {
        message: "trang mang dấu độ mật “{mark}”",
        hint: "Đưa tài liệu này ra khỏi sổ tay; nếu chỉ là ví dụ hoặc giải thích về độ mật thì ghi `public_data: true`",
        explain: "Sổ tay được chép qua USB, Zalo và mạng nội bộ, nên tài liệu MẬT, TỐI MẬT, TUYỆT MẬT không được soạn hay để trong đó. Dấu được nhận ra khi viết hoa và đứng riêng: một dòng, một ô bảng, một trường, hoặc trong ngoặc; nhắc đến trong câu thì không sao.\n\nSai:\n    MẬT\n\n    Báo cáo tình hình …\n\nĐúng:\n    Tài liệu có dấu “MẬT” nhận tại văn phòng, không gửi qua mạng.",
    },
    en: Words {
        message: "the page bears the secrecy mark “{mark}”",
        hint: "Take this material out of the handbook; if it only explains such marks, say `public_data: true`",
        explain: "A handbook travels on memory sticks, in chats and on local networks, so papers marked MẬT, TỐI MẬT or TUYỆT MẬT are neither written nor kept in it. A mark is seen where it stands in capitals by itself: a line, a table cell, a field, or in brackets; a sentence may speak of it.\n\nWrong:\n    MẬT\n\n    Report on …\n\nRight:\n    Papers marked “MẬT” are fetched at the office, never sent over a network.",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::File(run) };

/// The marks, longer ones first.
const MARKS: [&str; 3] = ["TUYỆT MẬT", "TỐI MẬT", "MẬT"];

fn run(rule: &Rule, of: File<'_>, out: &mut Vec<Diagnostic>) {
    if of.document.head.public_data {
        return;
    }
    for (span, mark) in marks(of.source.text()) {
        out.push(Diagnostic::new(rule.code, of.source.place(span)).with("mark", mark));
    }
}

fn marks(text: &str) -> BTreeMap<Span, &'static str> {
    let mut found = BTreeMap::new();
    // A cheap look first: nearly every page holds none.
    if !text.contains("MẬT") {
        return found;
    }
    for piece in pieces(text) {
        if let Some(mark) = MARKS.into_iter().find(|mark| *mark == piece.text) {
            found.insert(piece.span, mark);
        }
    }
    for mark in MARKS {
        for (open, close) in [('(', ')'), ('[', ']')] {
            let bracketed = format!("{open}{mark}{close}");
            for (at, _) in text.match_indices(&bracketed) {
                // `[[…]]` is a reference and `[…](…)` a link.
                let after = text.get(at + bracketed.len()..).unwrap_or_default();
                let before = text.get(..at).unwrap_or_default();
                if open == '[' && (before.ends_with('[') || after.starts_with(['(', ']'])) {
                    continue;
                }
                let start = at + open.len_utf8();
                found.insert(Span::new(start, start + mark.len()), mark);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_by_themselves() {
        for (text, expected) in [
            ("MẬT\n\nBáo cáo", vec!["MẬT"]),
            ("title: \"TỐI MẬT\"\n", vec!["TỐI MẬT"]),
            ("**TUYỆT MẬT**", vec!["TUYỆT MẬT"]),
            ("Độ mật: MẬT", vec!["MẬT"]),
            ("| Số 01-BC/CB | MẬT |", vec!["MẬT"]),
            ("ĐẢNG ỦY A          MẬT", vec!["MẬT"]),
            ("Báo cáo (MẬT) về nhân sự", vec!["MẬT"]),
            ("(MẬT)", vec!["MẬT"]),
            ("Báo cáo [TỐI MẬT] về nhân sự", vec!["TỐI MẬT"]),
            ("Tài liệu có dấu MẬT thì nhận tại văn phòng", vec![]),
            ("Dấu “MẬT”, “TỐI MẬT” đóng ở góc trái", vec![]),
            ("Bảo mật; bí mật; Mật", vec![]),
            ("TUYỆT MẬT VÀ TỐI MẬT", vec![]),
            ("xem [[MẬT]] và [MẬT](mat.md) trong sổ", vec![]),
            ("MẬTCODE", vec![]),
        ] {
            assert_eq!(marks(text).into_values().collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
