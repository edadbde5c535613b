//! The text of some pages, for excerpts: address, title, key of the kind, then passages as anchor, heading, text.

use crate::link::View;
use crate::markdown::Body;
use crate::model::passage::passages;
use crate::render::Frame;
use crate::text::scan;

use super::CALL;
use super::index::Index;

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

/// Appends a text as JSON. So much text is in these files that it is looked through many bytes at a time.
fn quoted(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    let mut rest = text.as_bytes();
    while let Some(at) = scan::position(rest, |byte| byte < 0x20 || byte == b'"' || byte == b'\\') {
        let (plain, special) = rest.split_at_checked(at).unwrap_or((rest, &[]));
        let Some((special, after)) = special.split_first() else { break };
        out.extend_from_slice(plain);
        match special {
            b'\n' => out.extend_from_slice(b"\\n"),
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', *special]),
            control => out.extend_from_slice(format!("\\u{control:04x}").as_bytes()),
        }
        rest = after;
    }
    out.extend_from_slice(rest);
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_quoted_text_is_that_text(text in "[a-zđ\"\\\\\n\t\r\u{1}\u{7f}\u{2028} ]{0,80}") {
            let mut out = Vec::new();
            quoted(&text, &mut out);
            prop_assert_eq!(serde_json::from_slice::<String>(&out).unwrap_or_default(), text);
        }
    }
}
