//! `[[…]]`: directives and pages; behind `#` the headings of the page.

use super::{Offers, Place, target};

pub(super) fn offers(place: &Place<'_>) -> Option<Offers> {
    let (_, typed) = place.before.rsplit_once("[[").filter(|(_, typed)| place.is_body() && !typed.contains("]]"))?;
    let handbook = place.asked.edition?.handbook();
    // What stands before the closing brackets is replaced, and they are not written twice.
    let open = place.after.split("[[").next().unwrap_or_default();
    let close = if open.contains("]]") { "" } else { "]]" };
    if let Some((stem, anchor)) = typed.split_once('#') {
        let document = handbook.document(handbook.by_stem(stem.trim())?);
        let mut list = target::anchors(document);
        for offer in &mut list {
            offer.insert = format!("{}{close}", offer.label);
        }
        return Some(Offers { range: place.typed(anchor), list });
    }
    let mut range = place.typed(typed);
    range.end += open.find("]]").unwrap_or(0);
    let mut list = target::directives(place.asked, handbook);
    list.extend(target::pages(place.asked, handbook, |document| {
        document.stem().strip_suffix("/_index").unwrap_or(document.stem()).to_owned()
    }));
    for offer in &mut list {
        let text = if offer.insert.is_empty() { &offer.label } else { &offer.insert };
        offer.insert = format!("{text}{close}");
    }
    Some(Offers { range, list })
}
