//! Text that stands by itself: a line, a table cell, the value of a field. No words are known here.
//!
//! Papers are told by what stands alone on them (a heading, a mark); the same words inside a
//! sentence only speak of it.

use crate::diagnostic::Span;

/// A piece of text with nothing else in its line, cell or field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    /// The text, marks of Markdown and quotes taken off.
    pub(super) text: &'a str,
    /// Where it stands.
    pub(super) span: Span,
    /// A cell of a table.
    pub(super) is_cell: bool,
}

/// Longest label, in words, whose value counts as a field: `Độ mật: …`, `title: …`.
const LABEL: usize = 4;

/// Returns the pieces of a text. A line is also cut where two spaces or more set columns apart.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let is_cell = line.trim_start_matches([' ', '>']).starts_with('|');
        let separator = if is_cell { "|" } else { "  " };
        let mut at = start;
        for part in line.split(separator) {
            let (from, bare) = bare(part);
            if !bare.is_empty() {
                let span = Span::new(at + from, at + from + bare.len());
                out.push(Piece { text: bare, span, is_cell });
            }
            at += part.len() + separator.len();
        }
        start += line.len();
    }
    out
}

/// Takes off what Markdown, YAML and HTML put around a text, and the label of a field; with the
/// offset of what is left.
fn bare(part: &str) -> (usize, &str) {
    let text = unwrapped(part);
    let value = match text.rsplit_once(": ") {
        Some((label, value)) if label.split_whitespace().count() <= LABEL => unwrapped(value),
        Some(_) | None => text,
    };
    // Both only cut from the ends, so what is left stands where it stood.
    let from = part.rfind(value).filter(|_| !value.is_empty()).unwrap_or(0);
    (from, value)
}

fn unwrapped(text: &str) -> &str {
    let mut text = text;
    loop {
        let before = text.len();
        text = text.trim_start_matches(|c| is_wrapping(c) || c == '>').trim_end_matches(is_wrapping);
        if text.starts_with('<') {
            text = text.split_once('>').map_or(text, |(_, rest)| rest);
        }
        if text.ends_with('>') {
            text = text.rsplit_once('<').map_or(text, |(rest, _)| rest);
        }
        if text.len() == before {
            return text;
        }
    }
}

fn is_wrapping(ch: char) -> bool {
    ch.is_whitespace() || "#*_~`-–—+\\\"'“”()[]".contains(ch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_alone_is_found_where_it_stands() {
        for (text, expected) in [
            ("MẬT", vec!["MẬT"]),
            ("> **TỐI MẬT**\n", vec!["TỐI MẬT"]),
            ("## (MẬT)\r\n", vec!["MẬT"]),
            ("<center>MẬT</center>\n", vec!["MẬT"]),
            ("note: \"MẬT\"\n", vec!["MẬT"]),
            ("Độ mật: MẬT\n", vec!["MẬT"]),
            ("Theo quy định, có ba mức cao nhất: MẬT\n", vec!["Theo quy định, có ba mức cao nhất: MẬT"]),
            ("| MẬT | Số 01 |\n", vec!["MẬT", "Số 01"]),
            ("ĐẢNG BỘ A      MẬT\n\n", vec!["ĐẢNG BỘ A", "MẬT"]),
            ("Đóng dấu **MẬT** lên bìa\n", vec!["Đóng dấu **MẬT** lên bìa"]),
            ("***\n---\n", vec![]),
        ] {
            let found = pieces(text);
            assert_eq!(found.iter().map(|piece| piece.text).collect::<Vec<_>>(), expected, "{text}");
            for piece in found {
                assert_eq!(text.get(piece.span.range()), Some(piece.text), "{text}");
            }
        }
    }
}
