//! The text of some pages, for excerpts: address, title, key of the kind, then passages as anchor, heading, text.

use crate::link::View;
use crate::markdown::Body;
use crate::model::passage::{Passage, passages};
use crate::render::Frame;

use super::index::Index;
use super::script;

pub(super) fn make(index: &Index, number: usize, frame: &Frame<'_>, view: &View<'_>) -> Vec<u8> {
    let Some(group) = index.groups().get(number) else { return Vec::new() };
    let ids = || frame.handbook().ids().skip(group.pages.start).take(group.pages.len());
    let nothing = Body::default();
    let passages: Vec<Vec<Passage>> =
        ids().map(|id| passages(view.document(id), view.body(id).unwrap_or(&nothing))).collect();
    let pages: Vec<Vec<&str>> = ids()
        .zip(&passages)
        .map(|(id, passages)| {
            let card = view.card(id);
            let mut page = vec![card.address.as_str(), card.title(), card.kind().key()];
            for passage in passages {
                page.extend([passage.anchor.as_ref(), passage.heading.as_ref(), passage.text.trim_end()]);
            }
            page
        })
        .collect();
    script(&(group.name(), pages))
}
