//! What is said of a directive and of a page, as Markdown and in one line.

use crate::diagnostic::Lang;
use crate::link::{DocumentId, Handbook, Status};
use crate::model::Document;
use crate::model::directive::Directive;
use crate::text::date::Date;

/// Returns a directive's standing on a day, in one line.
pub(super) fn standing(handbook: &Handbook, id: DocumentId, day: Date, lang: Lang) -> String {
    let Some(standing) = handbook.standing(id, day) else { return String::new() };
    let since = standing.since.map(|since| match lang {
        Lang::Vi => since.short(),
        Lang::En => since.long_en(),
    });
    let successor = standing.successor.and_then(|id| handbook.document(id).directive().map(Directive::citation));
    let with = |text: &str, more: Option<(&str, &String)>| match more {
        Some((word, more)) => format!("{text} {word} {more}"),
        None => text.to_owned(),
    };
    match (standing.status, lang) {
        (Status::InForce, Lang::Vi) => with("còn hiệu lực", since.as_ref().map(|day| ("từ", day))),
        (Status::InForce, Lang::En) => with("in force", since.as_ref().map(|day| ("since", day))),
        (Status::NotYet, Lang::Vi) => with("chưa có hiệu lực;", since.as_ref().map(|day| ("có hiệu lực từ", day))),
        (Status::NotYet, Lang::En) => with("not yet in force;", since.as_ref().map(|day| ("in force from", day))),
        (Status::Expired, Lang::Vi) => with("hết hiệu lực", since.as_ref().map(|day| ("sau ngày", day))),
        (Status::Expired, Lang::En) => with("expired", since.as_ref().map(|day| ("after", day))),
        (Status::Replaced, Lang::Vi) => {
            let text = with("đã được thay thế", since.as_ref().map(|day| ("từ", day)));
            with(&text, successor.as_ref().map(|new| ("bằng", new)))
        }
        (Status::Replaced, Lang::En) => {
            let text = with("replaced", since.as_ref().map(|day| ("since", day)));
            with(&text, successor.as_ref().map(|new| ("by", new)))
        }
    }
}

/// Returns what an editor shows of a directive: number and date, subject, who issued it, whether it holds on a day.
pub(super) fn about_directive(handbook: &Handbook, id: DocumentId, day: Date, lang: Lang) -> String {
    let document = handbook.document(id);
    let Some(of) = document.directive() else { return about_page(document, lang) };
    let paper = of.paper.as_ref().map_or_else(String::new, |paper| format!("{} ", plain(paper)));
    let day_text = match lang {
        Lang::Vi => format!("ngày {}", day.short()),
        Lang::En => format!("on {}", day.long_en()),
    };
    let standing = standing(handbook, id, day, lang);
    let note = of.status_note.as_ref().map_or_else(String::new, |note| format!("\n\n{}", plain(note)));
    format!(
        "**{paper}{}**\n\n{}\n\n{}\n\n*{day_text}: {standing}*{note}",
        plain(&of.citation()),
        plain(&of.about),
        plain(&of.issuer)
    )
}

/// Returns what an editor shows of a page: title, kind, summary.
pub(super) fn about_page(document: &Document, lang: Lang) -> String {
    let kind = kind(document, lang);
    let summary = document.head.summary.as_ref().map_or_else(String::new, |text| format!("\n\n{}", plain(text)));
    format!("**{}**\n\n*{kind}* · `{}`{summary}", plain(&document.head.title), document.path)
}

/// Returns the name of a document's kind.
pub(super) fn kind(document: &Document, lang: Lang) -> &'static str {
    lang.pick(document.kind_name().vi(), document.kind_name().en())
}

/// An author's text where Markdown is shown: nothing in it is a mark.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        if matches!(ch, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '!' | '|') {
            out.push('\\');
        }
        out.push(if ch.is_whitespace() { ' ' } else { ch });
    }
    out
}
