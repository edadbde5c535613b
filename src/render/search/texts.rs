//! The text of some pages, for excerpts: address, title, key of the kind, then passages as anchor, heading, text.

use crate::link::View;
use crate::markdown::Body;
use crate::model::passage::passages;
use crate::render::Frame;

use super::index::Index;
use super::script::{CALL, quoted};

pub(super) fn make(index: &Index, number: usize, frame: &Frame<'_>, view: &View<'_>) -> Vec<u8> {
    let Some(group) = index.groups().get(number) else { return Vec::new() };
    let ids = || frame.handbook().ids().skip(group.pages.start).take(group.pages.len());
    let nothing = Body::default();
    let mut out = Vec::with_capacity(64 * 1024);
    out.extend_from_slice(CALL.0);
    out.push(b'[');
    quoted(&group.name(), &mut out);
    let mut open = b",[[";
    for id in ids() {
        let card = view.card(id);
        out.extend_from_slice(open);
        open = b"],[";
        quoted(card.address.as_str(), &mut out);
        let own = [card.title(), card.kind().key()];
        let passages = passages(view.document(id), view.body(id).unwrap_or(&nothing));
        let of_passages = passages.iter().flat_map(|it| [it.anchor.as_ref(), it.heading.as_ref(), it.text.trim_end()]);
        for text in own.into_iter().chain(of_passages) {
            out.push(b',');
            quoted(text, &mut out);
        }
    }
    out.extend_from_slice(b"]]]");
    out.extend_from_slice(CALL.1);
    out
}
