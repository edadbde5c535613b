//! Diagnostics as text: for people, as JSON, and for code hosting. Knows formats, no rules.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::json;

use super::{Diagnostic, Lang, Severity, SourceFile, Span};

/// Form of the printed report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Excerpt with caret and hint.
    #[default]
    Human,
    /// One JSON object a line.
    Json,
    /// Workflow commands that code hosting turns into annotations.
    Github,
}

/// How to print.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Form.
    pub format: Format,
    /// Language of the words.
    pub lang: Lang,
    /// Colours by terminal escapes (human form only).
    pub color: bool,
    /// Warnings weigh as errors.
    pub strict: bool,
}

impl Style {
    /// Returns the weight of a diagnostic under this style.
    pub fn severity(&self, diagnostic: &Diagnostic) -> Severity {
        if self.strict { Severity::Error } else { diagnostic.code.severity }
    }
}

/// Returns one diagnostic as text that ends with a line feed.
///
/// `read` gives the file of a path, for the excerpt; `None` where it cannot be read (any more).
pub fn diagnostic(diagnostic: &Diagnostic, style: Style, read: &dyn Fn(&str) -> Option<SourceFile>) -> String {
    match style.format {
        Format::Human => human(diagnostic, style, read),
        Format::Json => as_json(diagnostic, style, read),
        Format::Github => github(diagnostic, style, read),
    }
}

fn human(diagnostic: &Diagnostic, style: Style, read: &dyn Fn(&str) -> Option<SourceFile>) -> String {
    let level = match style.severity(diagnostic) {
        Severity::Error => Level::ERROR.with_name(match style.lang {
            Lang::Vi => "lỗi",
            Lang::En => "error",
        }),
        Severity::Warning => Level::WARNING.with_name(match style.lang {
            Lang::Vi => "cảnh báo",
            Lang::En => "warning",
        }),
    };
    let hint_level = Level::HELP.with_name(match style.lang {
        Lang::Vi => "gợi ý",
        Lang::En => "help",
    });
    let message = diagnostic.message(style.lang);
    let hint = diagnostic.hint(style.lang);
    let mut places = vec![(&diagnostic.place, None)];
    places.extend(diagnostic.related.iter().map(|(place, label)| (place, Some(label.text(style.lang)))));
    let excerpts: Vec<_> = places
        .into_iter()
        .map(|(place, label)| {
            (place, label, place.span.and_then(|span| read(&place.path).map(|file| excerpt(&file, span))))
        })
        .collect();
    let title = level.primary_title(message.as_str()).id(diagnostic.code.id);
    let mut group = Group::with_title(title);
    for (place, label, excerpt) in &excerpts {
        group = match excerpt {
            Some(e) => {
                let kind = if label.is_some() { AnnotationKind::Context } else { AnnotationKind::Primary };
                let annotation = kind.span(e.range.clone()).label(*label);
                group.element(
                    Snippet::source(e.text.as_str())
                        .line_start(e.line)
                        .path(place.path.as_ref())
                        .annotation(annotation),
                )
            }
            None => group.element(annotate_snippets::Origin::path(place.path.as_ref())),
        };
    }
    if let Some(hint) = &hint {
        group = group.element(hint_level.message(hint.as_str()));
    }
    let renderer = if style.color { Renderer::styled() } else { Renderer::plain() };
    let mut text = renderer.render(&[group]);
    text.push_str("\n\n");
    text
}

/// The line where something stands.
#[derive(Debug)]
pub struct Excerpt {
    /// The line, cut where it is very long.
    pub text: String,
    /// Number of the line, from 1.
    pub line: usize,
    /// The bytes of `text` that are meant.
    pub range: std::ops::Range<usize>,
}

/// Longest line shown whole, in characters; a longer one is cut around the place.
const WIDEST: usize = 400;

/// Cuts out the line where `span` starts as it is on disk, so that columns are those of the other forms; a
/// large file costs no more than a small one.
pub fn excerpt(file: &SourceFile, span: Span) -> Excerpt {
    let text = file.raw();
    let range = file.in_raw(span);
    let clamp = |at: usize| {
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (clamp(range.start), clamp(range.end));
    let part = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default();
    let line_start = part(0..start).rfind('\n').map_or(0, |i| i + 1);
    // At most a few lines: a span over a whole body would drown the message.
    let first_line_end = part(start..text.len()).find('\n').map_or(text.len(), |i| start + i);
    let end = end.min(first_line_end).max(start);
    let line = part(0..line_start).bytes().filter(|b| *b == b'\n').count() + 1;
    let mut from = line_start;
    let mut to = first_line_end;
    if part(from..start).chars().count() > WIDEST {
        from = clamp(start.saturating_sub(WIDEST));
    }
    if part(end..to).chars().count() > WIDEST {
        to = clamp(end + WIDEST);
    }
    let text = part(from..to).trim_end_matches('\r').to_owned();
    let range = (start - from).min(text.len())..(end.max(start) - from).min(text.len());
    Excerpt { text, line, range }
}

fn position(diagnostic: &Diagnostic, read: &dyn Fn(&str) -> Option<SourceFile>) -> (usize, usize) {
    diagnostic
        .place
        .span
        .and_then(|span| read(&diagnostic.place.path).map(|file| file.line_column(span)))
        .unwrap_or((1, 1))
}

fn as_json(diagnostic: &Diagnostic, style: Style, read: &dyn Fn(&str) -> Option<SourceFile>) -> String {
    let (line, column) = position(diagnostic, read);
    let bytes = diagnostic.place.span.and_then(|span| read(&diagnostic.place.path).map(|f| f.on_disk(span)));
    let related: Vec<_> = diagnostic
        .related
        .iter()
        .map(|(place, label)| {
            let (line, column) =
                place.span.and_then(|span| read(&place.path).map(|f| f.line_column(span))).unwrap_or((1, 1));
            json!({ "path": place.path, "line": line, "column": column, "label": label.text(style.lang) })
        })
        .collect();
    let mut text = json!({
        "code": diagnostic.code.id,
        "name": diagnostic.code.name,
        "severity": style.severity(diagnostic),
        "path": diagnostic.place.path,
        "line": line,
        "column": column,
        "bytes": bytes.map(|b| [b.start, b.end]),
        "message": diagnostic.message(style.lang),
        "hint": diagnostic.hint(style.lang),
        "related": related,
    })
    .to_string();
    text.push('\n');
    text
}

fn github(diagnostic: &Diagnostic, style: Style, read: &dyn Fn(&str) -> Option<SourceFile>) -> String {
    let (line, column) = position(diagnostic, read);
    let command = match style.severity(diagnostic) {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let data = |s: &str| s.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |s: &str| data(s).replace(':', "%3A").replace(',', "%2C");
    let mut message = diagnostic.message(style.lang);
    if let Some(hint) = diagnostic.hint(style.lang) {
        message.push('\n');
        message.push_str(&hint);
    }
    format!(
        "::{command} file={},line={line},col={column},title={}::{}\n",
        property(&diagnostic.place.path),
        diagnostic.code.id,
        data(&message)
    )
}

/// Returns `2 lỗi, 1 cảnh báo`.
pub fn count(errors: usize, warnings: usize, lang: Lang) -> String {
    let plural = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    match lang {
        Lang::Vi => format!("{errors} lỗi, {warnings} cảnh báo"),
        Lang::En => format!("{}, {}", plural(errors, "error"), plural(warnings, "warning")),
    }
}
