//! What is shown over a place: what it is about, and why it is at fault.

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use crate::link::{Resolution, Why};

use super::lines::Lines;
use super::server::Asked;
use super::subject::{self, Subject};
use super::words;

/// Returns what is known of a place; `None` where there is nothing to say.
pub(super) fn hover(asked: &Asked<'_>, position: Position) -> Option<Hover> {
    let lines = Lines::new(asked.file.raw());
    let offset = lines.offset(position);
    let subject = subject::at(asked, offset);
    let mut parts: Vec<String> = subject.iter().filter_map(|(subject, _)| about(asked, subject)).collect();
    parts.extend(asked.diagnostics.iter().filter_map(|diagnostic| {
        let range = asked.file.in_raw(diagnostic.place.span.filter(|_| diagnostic.place.path == *asked.path)?);
        let code = diagnostic.code;
        let explain = code.words(asked.lang).explain;
        (range.start..=range.end)
            .contains(&offset)
            .then(|| format!("**{} {}** (`sotay explain {}`)\n\n{explain}", code.id, code.name, code.id))
    }));
    if parts.is_empty() {
        return None;
    }
    let value = parts.join("\n\n---\n\n");
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value }),
        range: subject.map(|(_, range)| lines.area(&range)),
    })
}

fn about(asked: &Asked<'_>, subject: &Subject<'_>) -> Option<String> {
    let lang = asked.lang;
    match subject {
        Subject::Reference(resolution) => {
            let handbook = asked.edition?.handbook();
            let day = subject::own(asked).map_or(handbook.date(), |id| handbook.judged_on(id));
            match resolution {
                Resolution::Directive(id) | Resolution::Page(id, _) => {
                    Some(words::about_directive(handbook, *id, day, lang))
                }
                Resolution::Section(id) => Some(format!("**{}**", words::plain(&handbook.section(*id).title))),
                Resolution::Broken(Why::Ambiguous(ids) | Why::OtherDate(ids)) => {
                    let all = ids.iter().map(|id| words::about_directive(handbook, *id, day, lang));
                    Some(all.collect::<Vec<_>>().join("\n\n"))
                }
                Resolution::Anchor(_) | Resolution::Media(_) | Resolution::Broken(_) => None,
            }
        }
        Subject::Named(name, _) => Some(format!("**{}**", words::plain(name))),
        Subject::Key(node) => Some(node.help(lang)).filter(|help| !help.is_empty()),
        Subject::Block(directive) => Some(lang.pick(directive.vi, directive.en).to_owned()),
    }
}
