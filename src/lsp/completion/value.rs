//! Values of front matter: closed lists, what `sotay.yaml` names, directives, pages, dates, words in use.

use lsp_types::CompletionItemKind;

use crate::link::TaxonomyKey;
use crate::lsp::cursor::Step;
use crate::lsp::schema::Node;

use super::{Offer, Offers, Place, target};

pub(super) fn offers(place: &Place<'_>) -> Option<Offers> {
    let front = place.front.as_ref()?;
    let mut node = front.node?;
    let mut range = front.cursor.typed.clone();
    let typed = place.text.get(range.clone())?;
    // A list is wanted where a bracket or a dash is missing yet.
    let (mut open, mut close) = ("", "");
    if let Some(items) = node.items() {
        node = items;
        (open, close) = if front.cursor.is_value { ("[", "]") } else { ("- ", "") };
    }
    let quote = typed.chars().next().filter(|ch| matches!(ch, '"' | '\''));
    // The editor closes quotes by itself.
    if let Some(quote) = quote.filter(|quote| place.after.starts_with(*quote)) {
        range.end += quote.len_utf8();
    }
    let mut list = values(place, node);
    if list.is_empty() {
        return None;
    }
    for offer in &mut list {
        let text = if offer.insert.is_empty() { &offer.label } else { &offer.insert };
        let plain = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '+' | '.' | ' '));
        let is_date = text.contains('T') && text.contains(':') && !text.contains(' ');
        let quote = quote.or_else(|| (!plain && !is_date).then_some('"')).map(String::from).unwrap_or_default();
        offer.insert = format!("{open}{quote}{text}{quote}{close}");
    }
    Some(Offers { range, list })
}

fn values(place: &Place<'_>, node: Node<'_>) -> Vec<Offer> {
    let choices = node.choices().into_iter().map(|choice| Offer {
        label: choice.value,
        detail: choice.help,
        kind: Some(CompletionItemKind::ENUM_MEMBER),
        ..Offer::default()
    });
    let mut list: Vec<Offer> = choices.collect();
    let Some(edition) = place.asked.edition else { return list };
    let handbook = edition.handbook();
    let settings = handbook.settings();
    let named = |id: &str, name: &str| Offer {
        label: id.to_owned(),
        detail: name.to_owned(),
        also: name.to_owned(),
        kind: Some(CompletionItemKind::VALUE),
        ..Offer::default()
    };
    let today = handbook.date();
    match node.format() {
        Some("org-type") => list.extend(settings.org_types.iter().map(|of| named(of.id.as_str(), &of.name))),
        Some("unit") => list.extend(settings.units.iter().map(|of| named(of.id.as_str(), &of.name))),
        Some("citation") => list.extend(target::directives(place.asked, handbook)),
        Some("page") => list.extend(target::pages(place.asked, handbook, |document| document.stem().to_owned())),
        Some("date") => list.push(named(&today.to_string(), &today.long_vi())),
        Some("date-time") => list.push(named(&format!("{today}T07:30"), &today.long_vi())),
        Some("month") => list.push(named(&today.to_string().chars().take(7).collect::<String>(), "")),
        _ => {}
    }
    let key = place.front.iter().flat_map(|front| front.cursor.path.iter().rev()).find_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Item => None,
    });
    let taxonomy = match key {
        Some("themes" | "theme") => Some(TaxonomyKey::Themes),
        Some("tags") => Some(TaxonomyKey::Tags),
        Some("rules") => {
            list.extend(settings.rule_sets.iter().map(|of| named(&of.id, &of.title)));
            None
        }
        _ => None,
    };
    let terms = handbook.taxonomies().iter().filter(|of| Some(of.key) == taxonomy).flat_map(|of| &of.terms);
    list.extend(terms.map(|term| named(&term.name, &term.pages.len().to_string())));
    list
}
