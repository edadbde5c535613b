//! Keys of front matter and of `sotay.yaml`.

use lsp_types::CompletionItemKind;

use crate::diagnostic::Lang;

use super::{Offer, Offers, Place};

pub(super) fn offers(place: &Place<'_>) -> Option<Offers> {
    let front = place.front.as_ref().filter(|front| !front.cursor.is_value)?;
    let mut node = front.node?;
    let mut dash = "";
    if let Some(items) = node.items().filter(|_| !front.cursor.in_flow) {
        (node, dash) = (items, "- ");
    }
    let lang = place.asked.lang;
    let mut list: Vec<(bool, Offer)> = node
        .keys()
        .filter(|(key, _)| !front.cursor.taken.iter().any(|taken| taken == key))
        .map(|(key, below)| {
            let required = node.requires(key);
            let mark = match (required, lang) {
                (false, _) => "",
                (true, Lang::Vi) => " (bắt buộc)",
                (true, Lang::En) => " (required)",
            };
            let is_block = below.keys().next().is_some() || below.items().is_some();
            let colon = match place.after.trim_start().starts_with(':') {
                true => "",
                false if is_block && !front.cursor.in_flow => ":",
                false => ": ",
            };
            let offer = Offer {
                label: key.to_owned(),
                insert: format!("{dash}{key}{colon}"),
                detail: format!("{}{mark}", below.help(lang).lines().next().unwrap_or_default()),
                help: below.help(lang),
                kind: Some(CompletionItemKind::PROPERTY),
                ..Offer::default()
            };
            (!required, offer)
        })
        .collect();
    if list.is_empty() && node.keys().next().is_none() {
        return None;
    }
    list.sort_by_key(|(optional, _)| *optional);
    Some(Offers { range: front.cursor.typed.clone(), list: list.into_iter().map(|(_, offer)| offer).collect() })
}
