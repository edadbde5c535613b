//! Splits a file into front matter and body.

use crate::diagnostic::Span;

/// The parts of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Split<'a> {
    /// YAML without its `---` lines.
    pub(super) yaml: &'a str,
    /// Offset of the YAML.
    pub(super) yaml_at: usize,
    /// The body.
    pub(super) body: &'a str,
    /// Offset of the body.
    pub(super) body_at: usize,
}

/// Why a file could not be split.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoFrontMatter {
    /// The file does not start with `---`.
    Missing,
    /// There is no second `---`; the span is the first one.
    Unclosed(Span),
}

/// Splits a text at its `---` lines. Blank lines before the first are accepted.
pub(super) fn split(text: &str) -> Result<Split<'_>, NoFrontMatter> {
    let body = text.trim_start_matches(['\n', '\r', ' ', '\t']);
    let lead = text.len() - body.len();
    let first = body.split_inclusive('\n').next().unwrap_or_default();
    if first.trim_end() != "---" {
        return Err(NoFrontMatter::Missing);
    }
    let yaml_at = lead + first.len();
    let mut at = yaml_at;
    for line in text.get(yaml_at..).unwrap_or_default().split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            let body_at = at + line.len();
            return Ok(Split {
                yaml: text.get(yaml_at..at).unwrap_or_default(),
                yaml_at,
                body: text.get(body_at..).unwrap_or_default(),
                body_at,
            });
        }
        at += line.len();
    }
    Err(NoFrontMatter::Unclosed(Span::new(lead, lead + 3)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn line_ends_of_both_kinds_are_accepted() {
        let split = split("---\r\ntitle: A\r\n---\r\nbody").unwrap();
        assert_eq!((split.yaml, split.body), ("title: A\r\n", "body"));
    }

    #[test]
    fn a_rule_in_the_body_is_no_end() {
        assert_eq!(split("text\n---\n"), Err(NoFrontMatter::Missing));
        assert!(matches!(split("---\ntitle: A\n"), Err(NoFrontMatter::Unclosed(_))));
    }
}
