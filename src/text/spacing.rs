//! Spaces: words that must stay together, and counting.

use std::borrow::Cow;

use super::scan;

/// Words that stay with the number or name after them.
const BINDING: &[&str] =
    &["ngày", "tháng", "năm", "quý", "số", "điều", "khoản", "điểm", "chương", "mục", "khóa", "khoá", "bài", "đ/c"];

/// Returns the text with non-breaking spaces where Vietnamese needs them: `ngày 05`, `tháng 3`,
/// `Điều 5`, `Đ/c An`.
pub fn bind(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut copied = 0;
    for (at, _) in text.match_indices(' ') {
        let before = text.get(..at).unwrap_or_default();
        let word =
            before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | ',')).next().unwrap_or_default();
        let next = text.get(at + 1..).and_then(|t| t.chars().next());
        if !next.is_some_and(|c| c.is_ascii_digit() || c.is_uppercase()) {
            continue;
        }
        let lower = word.to_lowercase();
        let digit = next.is_some_and(|c| c.is_ascii_digit());
        let roman = next.is_some_and(|c| matches!(c, 'I' | 'V' | 'X'))
            && matches!(lower.as_str(), "khóa" | "khoá" | "chương" | "quý");
        // A letter that stands for a name: "Trần Thị B", "tổ C".
        let letter = {
            let mut rest = text.get(at + 1..).unwrap_or_default().chars();
            rest.next().is_some_and(char::is_uppercase) && rest.next().is_none_or(|c| !c.is_alphanumeric())
        };
        if letter && word.chars().next().is_some_and(char::is_uppercase) {
            out.push_str(text.get(copied..at).unwrap_or_default());
            out.push('\u{A0}');
            copied = at + 1;
            continue;
        }
        if BINDING.contains(&lower.as_str()) && (digit || roman || lower == "đ/c") {
            out.push_str(text.get(copied..at).unwrap_or_default());
            out.push('\u{A0}');
            copied = at + 1;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

/// Hands on the text piece by piece, in order; `true` comes with a piece that a line must not break: a paper's number
/// (`12-HD/BTCTW`, `30/2020/NĐ-CP`) or a span of numbers (`2018–2023`), which browsers break behind their strokes.
pub fn pieces<'a>(text: &'a str, mut piece: impl FnMut(&'a str, bool)) {
    let mut copied = 0;
    if has_stroke(text) {
        for word in text.split_whitespace() {
            let number = word.trim_matches(|c: char| !c.is_alphanumeric());
            if !breaks(number) {
                continue;
            }
            // The parts of a text know where they stand in it.
            let from = number.as_ptr() as usize - text.as_ptr() as usize;
            piece(text.get(copied..from).unwrap_or_default(), false);
            piece(number, true);
            copied = from + number.len();
        }
    }
    piece(text.get(copied..).unwrap_or_default(), false);
}

/// Tells whether a digit stands anywhere before a stroke that a line may break behind: nearly every text answers "no".
#[expect(clippy::needless_bitwise_bool, reason = "no branches: see `scan`")]
fn has_stroke(text: &str) -> bool {
    let Some(first) = scan::position(text.as_bytes(), |byte| byte.is_ascii_digit()) else { return false };
    let stroke = |a: u8, b: u8| (((a == b'-') | (a == b'/')) & !b.is_ascii_digit()) | ((a == 0xE2) & (b == 0x80));
    scan::any(text.as_bytes().get(first..).unwrap_or_default(), |a, b, c| a.is_ascii_digit() & stroke(b, c))
}

/// Tells whether a line could break inside of a number, which is short enough to stay on one.
fn breaks(number: &str) -> bool {
    let after = |stroke: char| number.split(stroke).skip(1).filter_map(|rest| rest.chars().next());
    number.len() <= 32
        && number.starts_with(|c: char| c.is_ascii_digit())
        && (after('-').chain(after('/')).any(char::is_uppercase) || after('–').any(|c| c.is_ascii_digit()))
}

/// Returns the number of syllables: runs without ASCII white space. What a non-breaking space ties
/// together counts once, which is near enough for a reading time.
#[expect(clippy::needless_bitwise_bool, clippy::manual_range_contains, reason = "no branches: see `scan`")]
pub fn word_count(text: &str) -> usize {
    let space = |byte: u8| (byte == b' ') | ((byte >= b'\t') & (byte <= b'\r'));
    let bytes = text.as_bytes();
    let first = bytes.first().is_some_and(|byte| !space(*byte));
    usize::from(first) + scan::count(bytes, |before, byte| space(before) & !space(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_with_their_words() {
        assert_eq!(bind("ngày 05 tháng 3 năm 2026"), "ngày\u{A0}05 tháng\u{A0}3 năm\u{A0}2026");
        assert_eq!(bind("khóa XII"), "khóa\u{A0}XII");
        assert_eq!(bind("Trần Thị B, bí thư"), "Trần Thị\u{A0}B, bí thư");
        assert_eq!(bind("hằng tháng Ba"), "hằng tháng Ba");
        assert_eq!(word_count(" Sinh hoạt  chi bộ "), 4);
    }

    #[test]
    fn numbers_of_papers_and_spans_are_whole() {
        let marked = |text: &str| {
            let mut out = String::new();
            pieces(text, |piece, whole| out += &if whole { format!("[{piece}]") } else { piece.to_owned() });
            out
        };
        assert_eq!(marked("Hướng dẫn 12-HD/BTCTW (2018–2023): mới"), "Hướng dẫn [12-HD/BTCTW] ([2018–2023]): mới");
        assert_eq!(marked("(30/2020/NĐ-CP), 366-QĐ/TW; hết"), "([30/2020/NĐ-CP]), [366-QĐ/TW]; hết");
        for plain in ["ngày 06/7/2018", "5-10 phút", "NĐ-CP", "2018 – 2023", "3-ngày", "", "đảng viên – quần chúng"]
        {
            assert_eq!(marked(plain), plain);
        }
    }
}
