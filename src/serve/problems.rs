//! What is wrong, as a piece of HTML for the panel over the page.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::authoring::ContentPath;
use crate::diagnostic::print::{self, count};
use crate::diagnostic::{Diagnostic, Lang, Severity};
use crate::source;

use super::outlook::Outlook;

/// Most problems shown; the rest is counted.
const SHOWN: usize = 20;
/// Largest file read for an excerpt, in bytes.
const EXCERPT: u64 = 4 * 1024 * 1024;

/// What is wrong.
pub(super) struct Problems {
    /// Empty if there is nothing to say on this page.
    pub(super) html: String,
    pub(super) errors: usize,
}

/// Returns what is wrong, as seen from the page that comes from `source`: all errors, and the warnings of this page.
/// `fault` is why the page itself cannot be made.
pub(super) fn of(outlook: &Outlook, source: Option<&str>, fault: Option<&Diagnostic>) -> Problems {
    let lang = outlook.lang;
    let is_error = |diagnostic: &Diagnostic| diagnostic.code.severity == Severity::Error;
    let is_here = |diagnostic: &Diagnostic| source == Some(diagnostic.place.path.as_ref());
    let all: Vec<&Diagnostic> = fault.into_iter().chain(&outlook.diagnostics).collect();
    let errors = all.iter().filter(|diagnostic| is_error(diagnostic)).count() + usize::from(outlook.trouble.is_some());
    let warnings = all.iter().filter(|diagnostic| !is_error(diagnostic)).count();
    let mut list: Vec<&Diagnostic> = all.into_iter().filter(|d| is_error(d) || is_here(d)).collect();
    list.sort_by_key(|diagnostic| (!is_error(diagnostic), !is_here(diagnostic)));
    if list.is_empty() && outlook.trouble.is_none() {
        return Problems { html: String::new(), errors };
    }
    let mut html = format!("<p class=\"count\">{}</p>\n<ol>\n", count(errors, warnings, lang));
    if let Some(trouble) = &outlook.trouble {
        html.push_str(&format!("<li class=\"error\"><p class=\"what\">{}</p></li>\n", inline(trouble)));
    }
    let shown = list.len().min(SHOWN);
    for diagnostic in list.into_iter().take(SHOWN) {
        html.push_str(&item(diagnostic, outlook));
    }
    html.push_str("</ol>\n");
    let rest = errors + warnings - shown - usize::from(outlook.trouble.is_some());
    if rest > 0 {
        let rest = match lang {
            Lang::Vi => format!("Còn {rest} thông báo ở nơi khác; <code>sotay check</code> liệt kê đủ."),
            Lang::En => format!("{rest} more elsewhere; <code>sotay check</code> lists them all."),
        };
        html.push_str(&format!("<p class=\"rest\">{rest}</p>\n"));
    }
    Problems { html, errors }
}

fn item(diagnostic: &Diagnostic, outlook: &Outlook) -> String {
    let lang = outlook.lang;
    let (class, severity) = match (diagnostic.code.severity, lang) {
        (Severity::Error, Lang::Vi) => ("error", "Lỗi"),
        (Severity::Error, Lang::En) => ("error", "Error"),
        (Severity::Warning, Lang::Vi) => ("warning", "Cảnh báo"),
        (Severity::Warning, Lang::En) => ("warning", "Warning"),
    };
    let place = &diagnostic.place;
    let file =
        place.span.and_then(|span| source::excerpt(&outlook.root, &place.path, EXCERPT).map(|file| (file, span)));
    let mut at = place.path.to_string();
    let mut excerpt = String::new();
    let mut line_of = None;
    if let Some((file, span)) = &file {
        let (line, column) = file.line_column(*span);
        at = format!("{at}:{line}:{column}");
        line_of = Some(line);
        let cut = print::excerpt(file, *span);
        let part = |range: std::ops::Range<usize>| escape(cut.text.get(range).unwrap_or_default());
        let (start, end) = (cut.range.start, cut.range.end);
        excerpt = format!(
            "<pre><span>{line}</span>{}<mark>{}</mark>{}</pre>\n",
            part(0..start),
            part(start..end),
            part(end..cut.text.len())
        );
    }
    let hint = diagnostic.hint(lang).map_or_else(String::new, |hint| {
        let name = match lang {
            Lang::Vi => "Cách sửa:",
            Lang::En => "Way out:",
        };
        format!("<p class=\"hint\"><b>{name}</b> {}</p>\n", inline(&hint))
    });
    format!(
        "<li class=\"{class}\"><p class=\"what\"><b>{severity}</b> <small>{}</small> {}</p>\n\
         <p class=\"where\">{}</p>\n{excerpt}{hint}</li>\n",
        diagnostic.code.id,
        inline(&diagnostic.message(lang)),
        outlook
            .edit
            .then(|| editor_at(&place.path, line_of))
            .flatten()
            .map_or_else(|| escape(&at), |address| format!("<a href=\"{address}\">{}</a>", escape(&at)))
    )
}

/// The editor's address of a place in a page; `None` for a file that it does not write.
fn editor_at(path: &str, line: Option<usize>) -> Option<String> {
    let page = ContentPath::page(path.strip_prefix("content/")?).ok()?;
    let page = utf8_percent_encode(page.as_str(), NON_ALPHANUMERIC);
    let line = line.map_or_else(String::new, |line| format!("/{line}"));
    Some(format!("{}#/edit/{page}{line}", super::edit::ADDRESS))
}

/// A message: what stands between backticks is code.
fn inline(text: &str) -> String {
    let mut parts = text.split('`');
    let mut html = escape(parts.next().unwrap_or_default());
    while let Some(code) = parts.next() {
        match parts.next() {
            Some(after) => html.push_str(&format!("<code>{}</code>{}", escape(code), escape(after))),
            None => html.push_str(&format!("`{}", escape(code))),
        }
    }
    html
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_backticks_is_code_and_nothing_is_markup() {
        for (text, wanted) in [
            ("không có khóa `titel`", "không có khóa <code>titel</code>"),
            ("`a` và `<b>`", "<code>a</code> và <code>&lt;b&gt;</code>"),
            ("một ` lẻ & <i>", "một ` lẻ &amp; &lt;i&gt;"),
        ] {
            assert_eq!(inline(text), wanted);
        }
    }
}
