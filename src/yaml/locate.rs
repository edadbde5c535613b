//! Finds where a key stands in a YAML text, without a parser that keeps positions.
//!
//! Follows indentation of block style; inside flow style (`{…}`, `[…]`) it looks for the key by
//! name. Where it loses track it answers with the nearest parent: a message one line too high is
//! better than none.

use crate::diagnostic::Span;

/// A step from a YAML value to a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// Value of a key.
    Key(&'a str),
    /// Item of a list, from 0.
    Index(usize),
}

#[derive(Clone, Copy)]
struct Line<'a> {
    start: usize,
    indent: usize,
    text: &'a str,
}

impl Line<'_> {
    fn span(&self) -> Span {
        Span::new(self.start, self.start + self.text.trim_end().len())
    }
}

/// Returns the span of the value at `keys`, or of its nearest parent that is written.
///
/// The span covers the rest of the line on which the value (or its key) stands.
pub fn locate(text: &str, keys: &[Step<'_>]) -> Span {
    let mut block = lines(text);
    let mut best = block.first().map_or(Span::default(), Line::span);
    for (depth, step) in keys.iter().enumerate() {
        let found = match step {
            Step::Key(name) => key(&block, name),
            Step::Index(index) => item(&block, *index),
        };
        match found {
            Some((span, inner)) => {
                best = span;
                block = inner;
            }
            None => return flow(text, best, keys.get(depth..).unwrap_or_default()),
        }
    }
    best
}

/// Returns the span of the key that ends `keys`, where [`locate`] gives its value.
pub fn locate_key(text: &str, keys: &[Step<'_>]) -> Span {
    let value = locate(text, keys);
    match keys.last() {
        Some(Step::Key(key)) => key_span(text, value, key),
        Some(Step::Index(_)) | None => value,
    }
}

/// The span of the key itself, which stands with its colon before its value on the same line.
fn key_span(text: &str, value: Span, key: &str) -> Span {
    let line_start = text.get(..value.start as usize).and_then(|t| t.rfind('\n')).map_or(0, |i| i + 1);
    let line = text.get(line_start..value.end as usize).unwrap_or_default();
    let is_key = |at: &usize| {
        let after = line.get(at + key.len()..).unwrap_or_default().trim_start_matches(['"', '\'']).trim_start();
        let before = line.get(..*at).unwrap_or_default();
        after.starts_with(':') && (before.is_empty() || before.ends_with([' ', '{', ',', '"', '\'']))
    };
    line.match_indices(key)
        .map(|(at, _)| at)
        .filter(is_key)
        .take_while(|at| line_start + at <= value.start as usize)
        .last()
        .map_or(value, |at| Span::new(line_start + at, line_start + at + key.len()))
}

/// Returns the keys that lead to what stands at an offset: the way back from [`locate`]. Empty where nothing does.
pub fn keys_at(text: &str, offset: usize) -> Vec<Step<'_>> {
    let mut block = lines(text);
    let mut out = Vec::new();
    while let Some(first) = block.first().filter(|line| line.start <= offset) {
        let indent = first.indent;
        let before = block.iter().filter(|line| line.indent == indent && line.start <= offset);
        let (span, inner) = if is_item(first.text) {
            let index = before.filter(|line| is_item(line.text)).count().saturating_sub(1);
            let Some(found) = item(&block, index) else { break };
            out.push(Step::Index(index));
            // A value such as `- a` is no block of its own.
            if found.1.first().is_none_or(|line| name_of(line.text).is_none() && !is_item(line.text)) {
                out.extend(flow_keys(text, found.0, offset));
                break;
            }
            found
        } else {
            let name = before.rev().filter(|line| !is_item(line.text)).find_map(|line| name_of(line.text));
            let Some((name, found)) = name.and_then(|name| Some((name, key(&block, name)?))) else { break };
            out.push(Step::Key(name));
            found
        };
        let value = text.get(span.range()).unwrap_or_default();
        if value.starts_with(['|', '>']) {
            break;
        }
        if value.starts_with(['{', '[']) {
            out.extend(flow_keys(text, span, offset));
            break;
        }
        block = inner;
    }
    out
}

/// Inside flow style: the steps from the value at `span` to what stands at an offset.
fn flow_keys(text: &str, span: Span, offset: usize) -> Vec<Step<'_>> {
    let mut out = Vec::new();
    let mut start = span.start as usize;
    while let Some(part) = text.get(start..) {
        let trimmed = part.trim_start();
        start += part.len() - trimmed.len();
        if !trimmed.starts_with(['[', '{']) {
            break;
        }
        let pieces = pieces(trimmed);
        let holds = |piece: &Span| piece.shift(start).range().contains(&offset);
        let Some((index, piece)) = pieces.iter().enumerate().find(|(_, piece)| holds(piece)) else { break };
        let inside = trimmed.get(piece.range()).unwrap_or_default();
        if trimmed.starts_with('[') {
            out.push(Step::Index(index));
            start += piece.start as usize;
        } else {
            let Some(name) = name_of(inside) else { break };
            out.push(Step::Key(name));
            start += piece.start as usize + inside.find(':').map_or(0, |at| at + 1);
        }
    }
    out
}

/// The key of a line `name: value`.
fn name_of(line: &str) -> Option<&str> {
    let (name, rest) = line.split_once(':')?;
    let name = name.trim().trim_matches(['"', '\'']);
    (!name.is_empty() && (rest.is_empty() || rest.starts_with([' ', '\t', '\r']))).then_some(name)
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut start = 0;
    let mut out = Vec::new();
    for raw in text.split_inclusive('\n') {
        let line = raw.trim_end_matches(['\n', '\r']);
        let body = line.trim_start_matches(' ');
        let indent = line.len() - body.len();
        if !body.is_empty() && !body.starts_with('#') {
            out.push(Line { start: start + indent, indent, text: body });
        }
        start += raw.len();
    }
    out
}

/// The value of `name` in a block mapping: its span, and the lines below it.
fn key<'a>(block: &[Line<'a>], name: &str) -> Option<(Span, Vec<Line<'a>>)> {
    let indent = block.first()?.indent;
    let at = block.iter().position(|line| line.indent == indent && value_of(line.text, name).is_some())?;
    let line = block.get(at)?;
    let rest = value_of(line.text, name)?;
    let inner: Vec<Line<'a>> = block
        .iter()
        .skip(at + 1)
        .take_while(|l| l.indent > indent || (l.indent == indent && is_item(l.text)))
        .copied()
        .collect();
    let span = if rest.trim().is_empty() || inner.is_empty() && rest.trim().starts_with('#') {
        line.span()
    } else {
        let from = line.start + (line.text.len() - rest.trim_start().len());
        Span::new(from, line.start + line.text.trim_end().len())
    };
    Some((span, inner))
}

/// The text after `name:`, if the line starts with that key.
fn value_of<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let (written, rest) = line.split_once(':')?;
    let bare = written.trim().trim_matches(['"', '\'']);
    (bare == name && (rest.is_empty() || rest.starts_with([' ', '\t']))).then_some(rest)
}

fn is_item(text: &str) -> bool {
    text == "-" || text.starts_with("- ")
}

/// The item `index` of a block list: its span, and its lines with the dash taken off.
fn item<'a>(block: &[Line<'a>], index: usize) -> Option<(Span, Vec<Line<'a>>)> {
    let indent = block.first()?.indent;
    let starts: Vec<usize> = block
        .iter()
        .enumerate()
        .filter(|(_, line)| line.indent == indent && is_item(line.text))
        .map(|(at, _)| at)
        .collect();
    let from = *starts.get(index)?;
    let to = starts.get(index + 1).copied().unwrap_or(block.len());
    let first = block.get(from)?;
    let after = first.text.strip_prefix('-')?;
    let body = after.trim_start_matches(' ');
    let shift = first.text.len() - body.len();
    let mut inner = Vec::with_capacity(to - from);
    if !body.is_empty() {
        inner.push(Line { start: first.start + shift, indent: first.indent + shift, text: body });
    }
    inner.extend(block.get(from + 1..to)?.iter().copied());
    let span = inner.first().map_or(first.span(), Line::span);
    Some((span, inner))
}

/// Inside flow style: the rest of the steps looked up by name or by counting commas, within `best`.
fn flow(text: &str, best: Span, rest: &[Step<'_>]) -> Span {
    let mut span = best;
    for step in rest {
        // A collection may go on beyond its first line.
        let Some(part) = text.get(span.start as usize..) else { return span };
        let trimmed = part.trim_start();
        let lead = part.len() - trimmed.len();
        let next = match step {
            Step::Index(index) if trimmed.starts_with('[') => pieces(trimmed).get(*index).copied(),
            Step::Key(name) if trimmed.starts_with('{') => pieces(trimmed)
                .into_iter()
                .find(|piece| trimmed.get(piece.range()).and_then(|p| value_of(p.trim(), name)).is_some()),
            Step::Index(_) | Step::Key(_) => None,
        };
        match next {
            Some(piece) => span = piece.shift(span.start as usize + lead),
            None => return span,
        }
        if let Step::Key(name) = step {
            span = value_in(text, span, name);
        }
    }
    span
}

/// The value in a piece `name: value`; the piece where the value is not written.
fn value_in(text: &str, piece: Span, name: &str) -> Span {
    let part = text.get(piece.range()).unwrap_or_default();
    match value_of(part, name).map(str::trim) {
        Some(value) if !value.is_empty() => Span::new(piece.end as usize - value.len(), piece.end as usize),
        Some(_) | None => piece,
    }
}

/// Spans of the comma-separated pieces of a flow collection, brackets excluded.
fn pieces(text: &str) -> Vec<Span> {
    let mut out = Vec::new();
    let mut depth = 0_usize;
    let mut quote = None;
    let mut from = 1;
    for (at, ch) in text.char_indices() {
        match (quote, ch) {
            (Some(q), _) if q == ch => quote = None,
            (None, '"' | '\'') => quote = Some(ch),
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    out.push(trim(text, from, at));
                    break;
                }
            }
            (None, ',') if depth == 1 => {
                out.push(trim(text, from, at));
                from = at + 1;
            }
            (_, _) => {}
        }
    }
    out
}

fn trim(text: &str, from: usize, to: usize) -> Span {
    let part = text.get(from..to).unwrap_or_default();
    let start = from + (part.len() - part.trim_start().len());
    Span::new(start, start + part.trim().len())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing, reason = "tests")]
    use super::*;

    const TEXT: &str = "title: Một\ntags: [a, \"b, c\"]\nitems:\n  - title: X\n    minutes: 5\n  -\n    title: Y\n- odd\nplan: {cell: Z, time: \"9:00\"}\nlist:\n- p\n- q: 1\n";

    fn at(keys: &[Step<'_>]) -> &'static str {
        TEXT.get(locate(TEXT, keys).range()).unwrap()
    }

    #[test]
    fn keys_and_items_are_found() {
        use Step::{Index, Key};
        assert_eq!(at(&[Key("title")]), "Một");
        assert_eq!(at(&[Key("tags"), Index(1)]), "\"b, c\"");
        assert_eq!(at(&[Key("items"), Index(0), Key("minutes")]), "5");
        assert_eq!(at(&[Key("items"), Index(1), Key("title")]), "Y");
        assert_eq!(at(&[Key("plan"), Key("time")]), "\"9:00\"");
        assert_eq!(at(&[Key("list"), Index(1), Key("q")]), "1");
    }

    #[test]
    fn flow_style_is_narrowed_to_the_value() {
        use Step::{Index, Key};
        let text = "knockouts:\n  - { level: Tốt, full: [a, b], otherwise: Khá }\nlong: [one,\n  two]\n";
        let at = |keys: &[Step<'_>]| text.get(locate(text, keys).range()).unwrap();
        assert_eq!(at(&[Key("knockouts"), Index(0), Key("full"), Index(1)]), "b");
        assert_eq!(at(&[Key("long"), Index(1)]), "two");
    }

    #[test]
    fn a_place_leads_back_to_its_keys() {
        use Step::{Index, Key};
        for keys in [
            vec![Key("title")],
            vec![Key("tags"), Index(1)],
            vec![Key("items"), Index(0), Key("minutes")],
            vec![Key("items"), Index(1), Key("title")],
            vec![Key("plan"), Key("time")],
            vec![Key("list"), Index(0)],
            vec![Key("list"), Index(1), Key("q")],
        ] {
            let span = locate(TEXT, &keys);
            assert_eq!(keys_at(TEXT, span.start as usize), keys);
        }
        let text = "# remark\nnote: |\n  a: b\n  c\nlong: [one,\n  { two: [3] }]\n";
        assert_eq!(keys_at(text, text.find("a: b").unwrap()), [Key("note")]);
        assert_eq!(keys_at(text, text.find('3').unwrap()), [Key("long"), Index(1), Key("two"), Index(0)]);
        assert_eq!(keys_at(text, 3), []);
    }

    #[test]
    fn a_missing_key_answers_with_its_parent() {
        use Step::{Index, Key};
        assert_eq!(at(&[Key("items"), Index(0), Key("lead")]), "title: X");
        assert_eq!(at(&[Key("nothing")]), "title: Một");
    }
}
