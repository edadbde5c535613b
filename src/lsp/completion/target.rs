//! What may be pointed to: directives as they are cited, pages.

use lsp_types::CompletionItemKind;

use crate::link::{Handbook, Status};
use crate::lsp::server::Asked;
use crate::lsp::{subject, words};
use crate::model::Document;

use super::Offer;

/// Returns the directives of the register, those in force on the page's day first.
pub(super) fn directives(asked: &Asked<'_>, handbook: &Handbook) -> Vec<Offer> {
    let day = subject::own(asked).map_or(handbook.date(), |id| handbook.judged_on(id));
    let mut list: Vec<(bool, Offer)> = handbook
        .ids()
        .filter_map(|id| {
            let directive = handbook.document(id).directive()?;
            let is_old = handbook.standing(id, day).is_some_and(|standing| standing.status != Status::InForce);
            let offer = Offer {
                label: directive.citation(),
                detail: words::standing(handbook, id, day, asked.lang),
                help: words::about_directive(handbook, id, day, asked.lang),
                also: format!("{} {}", directive.about, directive.other_names.join(" ")),
                kind: Some(CompletionItemKind::REFERENCE),
                is_old,
                ..Offer::default()
            };
            Some((is_old, offer))
        })
        .collect();
    list.sort_by_key(|(is_old, _)| *is_old);
    list.into_iter().map(|(_, offer)| offer).collect()
}

/// Returns the pages besides this one and besides directives; `insert` says how each is pointed to.
pub(super) fn pages(asked: &Asked<'_>, handbook: &Handbook, insert: impl Fn(&Document) -> String) -> Vec<Offer> {
    let documents = handbook.ids().map(|id| handbook.document(id));
    documents
        .filter(|document| document.path != *asked.path && document.directive().is_none())
        .map(|document| Offer {
            label: document.stem().strip_suffix("/_index").unwrap_or(document.stem()).to_owned(),
            insert: insert(document),
            detail: document.head.title.clone(),
            help: words::about_page(document, asked.lang),
            also: document.head.title.clone(),
            kind: Some(CompletionItemKind::FILE),
            ..Offer::default()
        })
        .collect()
}

/// Returns the headings of a page, as anchors.
pub(super) fn anchors(document: &Document) -> Vec<Offer> {
    let headings = document.outline.headings.iter();
    headings
        .map(|heading| Offer {
            label: heading.id.to_string(),
            detail: heading.text.to_string(),
            also: heading.text.to_string(),
            kind: Some(CompletionItemKind::REFERENCE),
            ..Offer::default()
        })
        .collect()
}
