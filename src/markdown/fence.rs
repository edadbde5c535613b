//! Finds the lines of block directives (`:::name{…}` … `:::`).
//!
//! `CommonMark` knows no such blocks. Each directive line is swapped for an HTML comment of its own,
//! which the parser keeps apart as a block wherever it stands; one pass over the whole text then
//! still sees all link definitions and footnotes. [`Fenced::offset`] maps positions back.

use crate::diagnostic::Span;
use crate::text::scan;

/// A directive line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// `:::name{attributes}`.
    Open {
        /// Name.
        name: String,
        /// Keys and values.
        attributes: Vec<(String, String)>,
        /// Where the line stands.
        span: Span,
    },
    /// `:::`, closing the innermost open directive.
    Close {
        /// Where the line stands.
        span: Span,
    },
}

/// An opening line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Opened {
    /// How many colons it has.
    pub(super) colons: usize,
    /// Name of the directive.
    pub(super) name: String,
    /// Where the line stands.
    pub(super) span: Span,
}

/// A closing line that closes nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stray {
    /// How many colons it has.
    pub(super) colons: usize,
    /// The directive that it would have closed with more colons.
    pub(super) open: Option<Opened>,
    /// Where the line stands.
    pub(super) span: Span,
}

/// A text with directive lines swapped for comments.
#[derive(Debug)]
pub(super) struct Fenced {
    /// The text to parse; `None`: there are no directives, parse the original.
    pub(super) text: Option<String>,
    /// The directive lines in order.
    pub(super) marks: Vec<Mark>,
    /// Closing lines that close nothing.
    pub(super) stray: Vec<Stray>,
    /// Opening lines that are never closed.
    pub(super) unclosed: Vec<Opened>,
    /// Pairs of offsets: in the new text, and how far to go back or forth for the original.
    shifts: Vec<(usize, isize)>,
}

impl Fenced {
    /// Returns the original offset of an offset in the new text.
    pub(super) fn offset(&self, at: usize) -> usize {
        let index = self.shifts.partition_point(|(from, _)| *from <= at);
        let shift = index.checked_sub(1).and_then(|i| self.shifts.get(i)).map_or(0, |(_, shift)| *shift);
        at.checked_add_signed(shift).unwrap_or(0)
    }
}

/// What stands before the index of a mark in its comment.
pub(super) const COMMENT: &str = "<!--sotay-khoi:";

/// Returns the index of the mark that an HTML block stands for.
pub(super) fn mark_index(html: &str) -> Option<usize> {
    html.trim().strip_prefix(COMMENT)?.strip_suffix("-->")?.parse().ok()
}

/// Finds the directive lines of a text.
pub(super) fn fence(text: &str) -> Fenced {
    let mut fenced =
        Fenced { text: None, marks: Vec::new(), stray: Vec::new(), unclosed: Vec::new(), shifts: Vec::new() };
    if !has_colons(text.as_bytes()) {
        return fenced;
    }
    let mut out = String::with_capacity(text.len() + 64);
    let mut open: Vec<Opened> = Vec::new();
    let mut code: Option<(char, usize)> = None;
    let mut start = 0;
    for raw in text.split_inclusive('\n') {
        let line = raw.trim_end_matches(['\n', '\r']);
        let body = line.trim_start_matches(' ');
        let indent = line.len() - body.len();
        let span = Span::new(start + indent, start + line.trim_end().len());
        let mut mark = None;
        if let Some((ch, count)) = code {
            let run = body.chars().take_while(|c| *c == ch).count();
            if run >= count && body.trim_start_matches(ch).trim().is_empty() {
                code = None;
            }
        } else if let Some(fence) = code_fence(body).filter(|_| indent < 4) {
            code = Some(fence);
        } else if indent < 4 && body.starts_with(":::") {
            mark = directive(body, span, &mut open, &mut fenced);
        }
        if let Some(mark) = mark {
            fenced
                .shifts
                .push((out.len(), isize::try_from(start).unwrap_or(0) - isize::try_from(out.len()).unwrap_or(0)));
            out.push_str(COMMENT);
            out.push_str(&fenced.marks.len().to_string());
            out.push_str("-->");
            out.push_str(raw.get(line.len()..).unwrap_or_default());
            fenced.marks.push(mark);
            let next = start + raw.len();
            fenced
                .shifts
                .push((out.len(), isize::try_from(next).unwrap_or(0) - isize::try_from(out.len()).unwrap_or(0)));
        } else {
            out.push_str(raw);
        }
        start += raw.len();
    }
    // An unclosed directive reaches to the end.
    fenced.unclosed.extend(open.into_iter().rev());
    if !fenced.marks.is_empty() {
        fenced.text = Some(out);
    }
    fenced
}

/// Tells whether three colons stand together anywhere: most texts have no directives.
fn has_colons(text: &[u8]) -> bool {
    let stand = |at: usize| text.get(at..).is_some_and(|rest| rest.starts_with(b":::"));
    scan::positions(text, |byte| byte == b':').any(stand)
}

fn code_fence(body: &str) -> Option<(char, usize)> {
    let ch = body.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let count = body.chars().take_while(|c| *c == ch).count();
    let info = body.trim_start_matches(ch);
    (count >= 3 && (ch == '~' || !info.contains('`'))).then_some((ch, count))
}

/// Reads a line that starts with `:::`; `None` if it is no directive after all.
fn directive(body: &str, span: Span, open: &mut Vec<Opened>, fenced: &mut Fenced) -> Option<Mark> {
    let colons = body.len() - body.trim_start_matches(':').len();
    let rest = body.trim_start_matches(':').trim();
    if rest.is_empty() {
        // Closes the innermost directive opened with at most that many colons.
        if open.last().is_some_and(|opened| opened.colons <= colons) {
            open.pop();
            return Some(Mark::Close { span });
        }
        fenced.stray.push(Stray { colons, open: open.last().cloned(), span });
        return None;
    }
    let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect();
    if name.is_empty() {
        return None;
    }
    let tail = rest.get(name.len()..).unwrap_or_default().trim();
    let attributes = match tail.strip_prefix('{') {
        Some(inner) => attributes(inner.strip_suffix('}').unwrap_or(inner)),
        None if tail.is_empty() => Vec::new(),
        None => vec![(tail.to_owned(), String::new())],
    };
    open.push(Opened { colons, name: name.clone(), span });
    Some(Mark::Open { name, attributes, span })
}

/// Reads `key="value" key=value`.
fn attributes(text: &str) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let key = rest.get(..end).unwrap_or_default().to_owned();
        rest = rest.get(end..).unwrap_or_default();
        let value = if let Some(after) = rest.strip_prefix('=') {
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\'' | '“'));
            if let Some(quote) = quote {
                let close = if quote == '“' { '”' } else { quote };
                let inner = after.get(quote.len_utf8()..).unwrap_or_default();
                let end = inner.find(close).unwrap_or(inner.len());
                rest = inner.get(end..).unwrap_or_default().strip_prefix(close).unwrap_or_default();
                inner.get(..end).unwrap_or_default().to_owned()
            } else {
                let end = after.find(char::is_whitespace).unwrap_or(after.len());
                rest = after.get(end..).unwrap_or_default();
                after.get(..end).unwrap_or_default().to_owned()
            }
        } else {
            String::new()
        };
        if key.is_empty() {
            break;
        }
        out.push((key, value));
        rest = rest.trim_start();
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
    use super::*;

    #[test]
    fn directive_lines_are_found_outside_code() {
        let text = "a\n:::note{title=\"Lưu ý\" tone=tip}\nb\n:::\n```\n:::x\n```\n";
        let fenced = fence(text);
        assert_eq!(fenced.marks.len(), 2);
        let Mark::Open { name, attributes, .. } = &fenced.marks[0] else { unreachable!() };
        assert_eq!(name, "note");
        assert_eq!(attributes, &[("title".into(), "Lưu ý".into()), ("tone".into(), "tip".into())]);
        let new = fenced.text.as_ref().unwrap();
        let at = new.find("b\n").unwrap();
        assert_eq!(fenced.offset(at), text.find("b\n").unwrap());
    }

    #[test]
    fn a_longer_fence_holds_shorter_ones() {
        let fenced = fence("::::columns\n:::column\nx\n:::\n::::\n");
        assert_eq!(fenced.marks.len(), 4);
        assert!(fenced.stray.is_empty() && fenced.unclosed.is_empty());
    }

    #[test]
    fn unclosed_and_stray_lines_are_told() {
        assert_eq!(fence(":::note\nx\n").unclosed.len(), 1);
        assert_eq!(fence("x\n\n:::\n").stray.len(), 1);
    }
}
