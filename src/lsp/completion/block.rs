//! `:::name{…}`: block directives, their attributes, the kinds of organisation of `types`.

use lsp_types::CompletionItemKind;

use crate::markdown::DIRECTIVES;

use super::{Offer, Offers, Place, escaped};

pub(super) fn offers(place: &Place<'_>) -> Option<Offers> {
    let line = place.before.trim_start().strip_prefix(":::").filter(|_| place.is_body())?;
    let rest = line.trim_start_matches(':');
    let colons = 3 + line.len() - rest.len();
    let Some((name, attributes)) = rest.split_once('{') else {
        return Some(Offers { range: place.typed(rest), list: names(place, colons) });
    };
    let directive = DIRECTIVES.iter().find(|directive| directive.name == name.trim())?;
    let attribute = attributes.rsplit([' ', '"']).next().unwrap_or_default();
    if attributes.matches('"').count() % 2 == 0 {
        let list = directive.attributes.iter().filter(|name| !attributes.contains(&format!("{name}=")));
        let list = list.map(|name| Offer {
            label: (*name).to_owned(),
            insert: if place.asked.snippets { format!("{name}=\"$1\"") } else { format!("{name}=") },
            is_snippet: place.asked.snippets,
            kind: Some(CompletionItemKind::PROPERTY),
            ..Offer::default()
        });
        return Some(Offers { range: place.typed(attribute), list: list.collect() });
    }
    let (key, value) = attributes.rsplit_once('"')?;
    if !key.ends_with("types=") {
        return None;
    }
    let typed = value.rsplit([',', ' ']).next().unwrap_or_default();
    let settings = place.asked.edition?.handbook().settings();
    let list = settings.org_types.iter().map(|of| Offer {
        label: of.id.as_str().to_owned(),
        detail: of.name.clone(),
        also: of.name.clone(),
        kind: Some(CompletionItemKind::VALUE),
        ..Offer::default()
    });
    Some(Offers { range: place.typed(typed), list: list.collect() })
}

fn names(place: &Place<'_>, colons: usize) -> Vec<Offer> {
    let close = ":".repeat(colons);
    let list = DIRECTIVES.iter().map(|directive| {
        let attributes = directive.attributes.join(", ");
        let help = place.asked.lang.pick(directive.vi, directive.en);
        let is_snippet = place.asked.snippets && place.after.trim().is_empty();
        Offer {
            label: directive.name.to_owned(),
            insert: if is_snippet { format!("{}\n$0\n{close}", escaped(directive.name)) } else { String::new() },
            is_snippet,
            detail: help.to_owned(),
            help: if attributes.is_empty() { help.to_owned() } else { format!("{help}\n\n`{{{attributes}}}`") },
            kind: Some(CompletionItemKind::CLASS),
            ..Offer::default()
        }
    });
    list.collect()
}
