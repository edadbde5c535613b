//! Splits a file into front matter and body.

use crate::diagnostic::{Diagnostic, SourceFile, Span};

use super::codes::{NO_FRONT_MATTER, UNCLOSED};

/// The parts of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Split<'a> {
    /// YAML without its `---` lines.
    pub yaml: &'a str,
    /// Offset of the YAML.
    pub yaml_at: usize,
    /// The body.
    pub body: &'a str,
    /// Offset of the body.
    pub body_at: usize,
}

/// Why a file could not be split.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoFrontMatter {
    /// The file does not start with `---`.
    Missing,
    /// It starts with other dashes than `---`, such as the one that Word makes of them.
    OtherDashes(Span),
    /// There is no second `---`; the span is the first line that is no front matter any more, or the
    /// first `---`.
    Unclosed(Span),
    /// There is no second `---`, but a line of other dashes.
    UnclosedOtherDashes(Span),
}

impl NoFrontMatter {
    /// Returns what is reported; its spans must be those of the file's text.
    pub fn diagnose(self, file: &SourceFile) -> Diagnostic {
        let text = file.text();
        match self {
            Self::Missing => {
                let first = text.lines().next().unwrap_or_default().trim_end().len();
                Diagnostic::new(&NO_FRONT_MATTER, file.place(Span::new(0, first)))
            }
            Self::OtherDashes(span) => Diagnostic::new(&NO_FRONT_MATTER, file.place(span)).with("dashes", "---"),
            Self::Unclosed(span) => {
                let first = text.get(span.range()).is_some_and(|line| line == "---");
                Diagnostic::new(&UNCLOSED, file.place(span)).with_some("mark", (!first).then_some("---"))
            }
            Self::UnclosedOtherDashes(span) => Diagnostic::new(&UNCLOSED, file.place(span)).with("dashes", "---"),
        }
    }
}

/// Splits a text at its `---` lines. Blank lines before the first are accepted.
pub fn split(text: &str) -> Result<Split<'_>, NoFrontMatter> {
    let body = text.trim_start_matches(['\n', '\r', ' ', '\t']);
    let lead = text.len() - body.len();
    let first = body.split_inclusive('\n').next().unwrap_or_default();
    if first.trim_end() != "---" {
        return Err(if is_dashes(first) {
            NoFrontMatter::OtherDashes(Span::new(lead, lead + first.trim_end().len()))
        } else {
            NoFrontMatter::Missing
        });
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
    Err(unclosed(text, yaml_at).unwrap_or(NoFrontMatter::Unclosed(Span::new(lead, lead + 3))))
}

/// Finds the line at which the front matter should have ended.
fn unclosed(text: &str, yaml_at: usize) -> Option<NoFrontMatter> {
    let mut at = yaml_at;
    for line in text.get(yaml_at..)?.split_inclusive('\n') {
        let span = Span::new(at, at + line.trim_end().len());
        if is_dashes(line) {
            return Some(NoFrontMatter::UnclosedOtherDashes(span));
        }
        if !may_be_yaml(line) {
            return Some(NoFrontMatter::Unclosed(span));
        }
        at += line.len();
    }
    None
}

/// A line of nothing but dashes of some kind.
fn is_dashes(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.chars().all(|c| matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−'))
}

/// Empty, a remark, indented, an item, or a word with a colon.
fn may_be_yaml(line: &str) -> bool {
    let line = line.trim_end();
    let key = line.split_once(':').map_or("", |(key, _)| key);
    line.is_empty()
        || line.starts_with([' ', '\t', '#'])
        || line.starts_with("- ")
        || (!key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '"' | '\'')))
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

    #[test]
    fn the_line_where_it_should_have_ended_is_found() {
        let text = "---\ntitle: A\ntags:\n  - b\n\nChi bộ họp: một việc.\n";
        let Err(NoFrontMatter::Unclosed(span)) = split(text) else { unreachable!() };
        assert_eq!(text.get(span.range()).unwrap(), "Chi bộ họp: một việc.");
        assert!(matches!(split("---\ntitle: A\n—\nx\n"), Err(NoFrontMatter::UnclosedOtherDashes(_))));
        assert!(matches!(split("–––\ntitle: A\n"), Err(NoFrontMatter::OtherDashes(_))));
    }
}
