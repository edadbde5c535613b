//! Numbers that look like a person's: citizen ids and telephone numbers.

use crate::diagnostic::{Code, Diagnostic, Severity, Span, Value, Words};
use crate::text::scan;

use super::{File, Rule, Run};

static CODE: Code = Code {
    id: "S196",
    name: "personal-number",
    severity: Severity::Error,
    vi: Words {
        message: "dãy số này giống {what}",
        hint: "Bỏ số của người thật, thay bằng chỗ trống `…`; số công khai của cơ quan thì ghi `public_data: true` ở đầu trang",
        explain: "Sổ tay đến tay ai không biết trước được, nên không chứa số định danh hay số điện thoại của người thật. Được coi là số cá nhân: 12 chữ số bắt đầu bằng 0 (căn cước), 9 chữ số liền nhau (chứng minh nhân dân cũ), số điện thoại 0… hoặc +84…, viết liền hay cách bằng dấu cách, dấu chấm, gạch nối. Số nằm trong địa chỉ web và số tròn như 0900 000 000 thì không bị nhắc.\n\nSai:\n    Liên hệ: đồng chí A, 0912 345 678\n\nĐúng:\n    Liên hệ: đồng chí …, số điện thoại …",
    },
    en: Words {
        message: "these digits look like {what}",
        hint: "Replace a real person's number by a blank `…`; for a public number of an office say `public_data: true` in the front matter",
        explain: "Nobody knows into whose hands a handbook comes, so it holds no real person's id or telephone number. Taken for personal: 12 digits starting with 0 (citizen id), 9 digits in a row (old id card), telephone numbers 0… or +84…, with or without spaces, dots or hyphens. Digits in web addresses and round numbers such as 0900 000 000 are left alone.\n\nWrong:\n    Contact: comrade A, 0912 345 678\n\nRight:\n    Contact: comrade …, telephone …",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::File(run) };

/// The number itself is not repeated in the message: reports are copied and stored.
fn run(rule: &Rule, of: File<'_>, out: &mut Vec<Diagnostic>) {
    if of.document.head.public_data {
        return;
    }
    for (span, what) in numbers(of.source.text()) {
        out.push(Diagnostic::new(rule.code, of.source.place(span)).with("what", what.words()));
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Phone,
    CitizenId,
    OldId,
}

impl What {
    fn words(self) -> Value {
        match self {
            Self::Phone => Value::both("số điện thoại", "a telephone number"),
            Self::CitizenId => Value::both("số căn cước", "a citizen id"),
            Self::OldId => Value::both("số chứng minh nhân dân", "an id card number"),
        }
    }
}

#[expect(clippy::needless_bitwise_bool, reason = "no branches: see `scan`")]
fn numbers(text: &str) -> Vec<(Span, What)> {
    let mut out = Vec::new();
    let mut at = 0;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let begins = |byte: u8| (byte.wrapping_sub(b'0') < 10) | (byte == b'+');
        let Some(skip) = scan::position(rest.as_bytes(), begins) else { return out };
        at += skip;
        let rest = text.get(at..).unwrap_or_default();
        let run = rest.bytes().take_while(u8::is_ascii_digit).count();
        // A cheap look first: most digits are a date's or a small number's.
        let may = match rest.as_bytes().first() {
            Some(b'+') => true,
            Some(b'0') => run >= 3,
            Some(_) | None => run == 9,
        };
        let found = if may && !continues(text.get(..at).unwrap_or_default()) { number(rest) } else { None };
        if let Some((len, what)) = found {
            if !in_path(text, at, at + len) {
                out.push((Span::new(at, at + len), what));
            }
            at += len;
        } else {
            at += run.max(1);
        }
    }
}

/// Tells whether digits here would go on with something that stands before: a word, a longer number.
fn continues(before: &str) -> bool {
    let mut chars = before.chars().rev();
    match chars.next() {
        Some('.' | ',' | '-' | '+') => chars.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => c.is_alphanumeric() || c == '_',
        None => false,
    }
}

/// Reads a personal number at the start of a text: its length and what it is.
fn number(text: &str) -> Option<(usize, What)> {
    if let Some(rest) = text.strip_prefix("+84") {
        let lead = rest.len() - rest.trim_start_matches([' ', '.', '-', ')', '\u{A0}']).len();
        let rest = rest.get(lead..)?;
        return [10, 9].into_iter().find_map(|count| {
            let run = digits(rest, count).filter(|run| run.first() != 0 && run.is_grouped(2))?;
            (!run.is_round()).then_some(("+84".len() + lead + run.len, What::Phone))
        });
    }
    // Too few digits for any of them, nearly always.
    let separates = |byte: u8| matches!(byte, b' ' | b'.' | b'-') || !byte.is_ascii();
    let grouped = text.bytes().take_while(|byte| byte.is_ascii_digit() || separates(*byte));
    if grouped.filter(u8::is_ascii_digit).count() < 9 {
        return None;
    }
    let id = digits(text, 12).filter(|run| run.first() == 0 && (run.groups.len() == 1 || run.groups == [3, 3, 3, 3]));
    let phone = || {
        let lengths: &[usize] = if text.starts_with("02") { &[11, 10] } else { &[10] };
        lengths.iter().find_map(|count| {
            let run = digits(text, *count).filter(|run| run.first() == 0 && run.is_grouped(3))?;
            matches!(run.values.get(1), Some(2 | 3 | 5 | 7 | 8 | 9)).then_some(run)
        })
    };
    let old = || {
        let run =
            digits(text, 9).filter(|run| run.groups.len() == 1 || (run.first() == 0 && run.groups == [3, 3, 3]))?;
        // A sum of money written without dots.
        let is_money = run.values.ends_with(&[0, 0, 0]) || is_currency(text.get(run.len..).unwrap_or_default());
        (!is_money).then_some(run)
    };
    let (run, what) = match (id, phone(), old()) {
        (Some(run), ..) => (run, What::CitizenId),
        (_, Some(run), _) => (run, What::Phone),
        (.., Some(run)) => (run, What::OldId),
        (None, None, None) => return None,
    };
    (!run.is_round()).then_some((run.len, what))
}

/// A number of digits, perhaps in groups.
struct Digits {
    values: Vec<u8>,
    groups: Vec<usize>,
    len: usize,
}

impl Digits {
    fn first(&self) -> u8 {
        self.values.first().copied().unwrap_or_default()
    }

    /// Written without separators, or in groups as numbers are read out: the first of at least
    /// `least` digits, none of a single one.
    fn is_grouped(&self, least: usize) -> bool {
        let first = self.groups.first().copied().unwrap_or_default();
        first >= least && self.groups.len() <= 5 && self.groups.iter().all(|group| *group >= 2)
    }

    /// Ends in six zeros: invented.
    fn is_round(&self) -> bool {
        self.values.ends_with(&[0; 6])
    }
}

/// Reads exactly `count` digits, with single separators between groups, and nothing that goes on.
fn digits(text: &str, count: usize) -> Option<Digits> {
    let mut run = Digits { values: Vec::with_capacity(count), groups: vec![0], len: 0 };
    let mut was_separator = true;
    for ch in text.chars() {
        if run.values.len() == count {
            break;
        }
        if let Some(digit) = ch.to_digit(10).and_then(|digit| u8::try_from(digit).ok()) {
            run.values.push(digit);
            *run.groups.last_mut()? += 1;
            was_separator = false;
        } else if matches!(ch, ' ' | '.' | '-' | '\u{A0}') && !was_separator {
            run.groups.push(0);
            was_separator = true;
        } else {
            return None;
        }
        run.len += ch.len_utf8();
    }
    let mut after = text.get(run.len..)?.chars();
    let goes_on = match after.next() {
        Some('.' | '-') => after.next().is_some_and(|c| c.is_ascii_alphanumeric()),
        Some(c) => c.is_alphanumeric() || c == '_',
        None => false,
    };
    (run.values.len() == count && !goes_on).then_some(run)
}

fn is_currency(after: &str) -> bool {
    let word = after.trim_start();
    ["đồng", "đ", "₫", "VND", "VNĐ", "vnđ"]
        .iter()
        .any(|unit| word.strip_prefix(unit).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

/// How far to look around a number for the address that it may be part of, in characters.
const AROUND: usize = 200;

/// Tells whether a span lies in a web address or in the path of a file.
fn in_path(text: &str, start: usize, end: usize) -> bool {
    let belongs = |c: &char| !c.is_whitespace() && !"()<>[]\"'“”|,;".contains(*c);
    let before = text.get(..start).unwrap_or_default().chars().rev().take(AROUND).take_while(belongs);
    let after = text.get(end..).unwrap_or_default().chars().take(AROUND).take_while(belongs);
    let (mut has_slash, mut has_letter) = (false, false);
    for c in before.chain(after) {
        has_slash |= c == '/';
        has_letter |= c.is_ascii_alphabetic();
    }
    has_slash && has_letter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn personal_numbers_are_found() {
        for (text, expected) in [
            ("ĐT 0912345678.", vec![("0912345678", What::Phone)]),
            ("ĐT: 0912.345.678, 0912 345 679", vec![("0912.345.678", What::Phone), ("0912 345 679", What::Phone)]),
            ("0912345678 0987654321", vec![("0912345678", What::Phone), ("0987654321", What::Phone)]),
            ("091 234 56 78", vec![("091 234 56 78", What::Phone)]),
            ("0273 3873 123", vec![("0273 3873 123", What::Phone)]),
            ("(0912-345-678)", vec![("0912-345-678", What::Phone)]),
            ("+84912345678", vec![("+84912345678", What::Phone)]),
            ("(+84) 912 345 678", vec![("+84) 912 345 678", What::Phone)]),
            ("[gọi](tel:0912345678)", vec![("0912345678", What::Phone)]),
            ("phone: \"0912345678\"", vec![("0912345678", What::Phone)]),
            ("số 079123456789", vec![("079123456789", What::CitizenId)]),
            ("079 123 456 789", vec![("079 123 456 789", What::CitizenId)]),
            ("CMND 312345678 cấp", vec![("312345678", What::OldId)]),
            ("023 456 789", vec![("023 456 789", What::OldId)]),
        ] {
            let found: Vec<_> = numbers(text)
                .into_iter()
                .map(|(span, what)| (text.get(span.range()).unwrap_or_default(), what))
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "2026-11-20 07:30",
            "ngày 04.3.2026",
            "starts: 2026-03-04T07:30",
            "42-HD/BTCTW, 28/10/2025",
            "1.234.567.890 đồng",
            "350000000 đồng",
            "312345678 đồng",
            "125000000",
            "12345678",
            "1234567890123",
            "202603040730",
            "https://example.vn/tin/0912345678.html",
            "![Ảnh](anh/0912345678.png)",
            "![Ảnh](IMG_0912345678.jpg)",
            "![Ảnh](0912345678.jpg)",
            "0900 000 000",
            "000000000000",
            "0123456789",
            "05 12 20 35 40",
            "các tháng 01 02 03 04 05 06",
            "U+00D0",
            "9a0912345678b",
            "3 + 4",
            "+84",
        ] {
            assert_eq!(numbers(text), [], "{text}");
        }
    }
}
