//! Syntax faults of YAML, told apart by what the author most likely did.

use crate::diagnostic::{Diagnostic, Span};

use super::Origin;
use super::codes;

/// Returns the diagnostic for a text that `serde_yaml` refused.
pub(super) fn diagnose(text: &str, error: &serde_yaml::Error, origin: Origin<'_>) -> Diagnostic {
    let problem = error.to_string();
    let at = error.location().map_or(0, |l| l.index().min(text.len()));
    if problem.contains("repetition limit") {
        return Diagnostic::new(&codes::BOMB, origin.place(first_alias(text)));
    }
    if problem.contains("recursion limit") {
        return Diagnostic::new(&codes::TOO_DEEP, origin.place(line(text, at)));
    }
    if let Some(tab) = tab_indent(text) {
        return Diagnostic::new(&codes::TAB, origin.place(tab));
    }
    if problem.contains("duplicate entry") || problem.contains("duplicate field") {
        let key = problem.split('"').nth(1).or_else(|| problem.split('`').nth(1)).unwrap_or_default();
        return Diagnostic::new(&codes::DUPLICATE, origin.place(second(text, key))).with("key", key);
    }
    if (problem.contains("mapping values are not allowed") || problem.contains("block mapping"))
        && let Some((span, key, value)) = unquoted_colon(text, at)
    {
        let quoted = format!("{key}: \"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""));
        return Diagnostic::new(&codes::COLON, origin.place(span)).with("key", key).with("quoted", quoted);
    }
    Diagnostic::new(&codes::SYNTAX, origin.place(line(text, at))).with("problem", problem)
}

/// The line around an offset, without its indentation.
fn line(text: &str, at: usize) -> Span {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let start = text.get(..at).and_then(|t| t.rfind('\n')).map_or(0, |i| i + 1);
    let end = text.get(at..).and_then(|t| t.find('\n')).map_or(text.len(), |i| at + i);
    let part = text.get(start..end).unwrap_or_default();
    let indent = part.len() - part.trim_start().len();
    Span::new(start + indent, start + part.trim_end().len())
}

fn first_alias(text: &str) -> Span {
    text.find('*').map_or(Span::default(), |at| line(text, at))
}

/// A tab in the indentation of a line.
fn tab_indent(text: &str) -> Option<Span> {
    let mut start = 0;
    for raw in text.split_inclusive('\n') {
        let indent = raw.len() - raw.trim_start_matches([' ', '\t']).len();
        if let Some(at) = raw.get(..indent).and_then(|i| i.find('\t')) {
            return Some(Span::new(start + at, start + at + 1));
        }
        start += raw.len();
    }
    None
}

/// The second line that starts with the key.
fn second(text: &str, key: &str) -> Span {
    let mut start = 0;
    let mut seen = false;
    for raw in text.split_inclusive('\n') {
        let body = raw.trim_start();
        let bare = body.split(':').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
        if bare == key && body.contains(':') {
            if seen {
                let from = start + (raw.len() - body.len());
                return Span::new(from, from + key.len());
            }
            seen = true;
        }
        start += raw.len();
    }
    Span::default()
}

/// A line `key: value: more` at or before the fault.
fn unquoted_colon(text: &str, at: usize) -> Option<(Span, String, String)> {
    let try_line = |span: Span| {
        let body = text.get(span.range())?;
        let (key, value) = body.strip_prefix("- ").unwrap_or(body).split_once(':')?;
        let value = value.trim();
        let plain = !value.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*', '#']);
        (plain && (value.contains(": ") || value.ends_with(':'))).then(|| {
            let from = span.end as usize - value.len();
            (Span::new(from, span.end as usize), key.trim().to_owned(), value.to_owned())
        })
    };
    let here = line(text, at);
    let before = line(text, (here.start as usize).saturating_sub(1).min(text.len()));
    let previous = text.get(..before.start as usize).map_or(before, |t| line(text, t.trim_end().len()));
    try_line(here).or_else(|| try_line(previous)).or_else(|| try_line(before))
}
