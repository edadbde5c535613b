//! What results are filtered by: names of kinds, themes, kinds of organisation and years, and each page's own.

use std::collections::BTreeMap;

use crate::link::TaxonomyKey;
use crate::render::Frame;

use super::index::Index;
use super::number::put;
use super::script::script;

/// Each facet as its values, in the order of the theme's lists, and for every page how many it has and which.
pub(super) fn make(index: &Index, frame: &Frame<'_>) -> Vec<u8> {
    let mut pages = String::new();
    let kinds: BTreeMap<&str, &str> = frame
        .handbook()
        .ids()
        .map(|id| frame.handbook().gist(id).kind)
        .map(|kind| (kind.key(), frame.words().get(frame.kind_key(kind))))
        .collect();
    for id in frame.handbook().ids() {
        let key = frame.handbook().gist(id).kind.key();
        put(1, &mut pages);
        put(kinds.keys().position(|kind| *kind == key).map_or(0, number), &mut pages);
    }
    let mut facets = vec![("kind", kinds.into_values().collect::<Vec<_>>(), pages)];
    for (name, key) in [("theme", TaxonomyKey::Themes), ("type", TaxonomyKey::OrgTypes), ("year", TaxonomyKey::Years)] {
        let of = frame.handbook().taxonomies().iter().find(|taxonomy| taxonomy.key == key);
        let terms = || of.into_iter().flat_map(|taxonomy| &taxonomy.terms);
        let mut own: Vec<Vec<u32>> = vec![Vec::new(); index.lengths().len()];
        for (at, term) in terms().enumerate() {
            for id in &term.pages {
                own.get_mut(id.number()).into_iter().for_each(|own| own.push(number(at)));
            }
        }
        let mut pages = String::new();
        for own in own {
            put(number(own.len()), &mut pages);
            for term in own {
                put(term, &mut pages);
            }
        }
        let terms = terms().map(|term| term.name.as_ref()).collect();
        facets.push((name, terms, pages));
    }
    script(&(index.facets_name(), facets))
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
