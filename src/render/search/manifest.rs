//! What is read first: the vocabulary, the first key and the hash of every shard, the pages of every text file.

use std::collections::BTreeMap;

use serde_json::json;

use crate::link::View;
use crate::render::Frame;

use super::index::Index;
use super::number::put;
use super::script::script;

pub(super) fn make(index: &Index, frame: &Frame<'_>, view: &View<'_>) -> Vec<u8> {
    view.texts();
    let mut words = String::new();
    let mut counts = String::new();
    for (syllable, count) in index.vocabulary() {
        words.push_str(&syllable.letters());
        words.push(' ');
        put(count, &mut counts);
    }
    let mean =
        index.lengths().iter().map(|length| u64::from(*length)).sum::<u64>() / (index.lengths().len() as u64).max(1);
    let mut lengths = String::new();
    for length in index.lengths() {
        // In sixteenths of the mean, as far as one sign goes.
        let sixteenths = u64::from(*length) * 16 / mean.max(1);
        put(u32::try_from(sixteenths.min(58)).unwrap_or_default(), &mut lengths);
    }
    let mut groups = String::new();
    for group in index.groups() {
        put(u32::try_from(group.pages.len()).unwrap_or(u32::MAX), &mut groups);
    }
    let handbook = frame.handbook();
    let kinds: BTreeMap<&str, &str> = handbook
        .ids()
        .map(|id| handbook.gist(id).kind)
        .map(|kind| (kind.key(), frame.words().get(frame.kind_key(kind))))
        .collect();
    let joined = |texts: Vec<&str>, by: &str| texts.join(by);
    script(&(
        "index",
        json!({
            "words": words.trim_end(),
            "counts": counts,
            "lengths": lengths,
            "keys": joined(index.shards().iter().map(|shard| shard.key.as_str()).collect(), " "),
            "hashes": joined(index.shards().iter().map(|shard| shard.hash.as_str()).collect(), ""),
            "groups": groups,
            "texts": joined(index.groups().iter().map(|group| group.hash.as_str()).collect(), ""),
            "facets": index.facets_name(),
            "kinds": kinds,
            "short": frame.words().get("search_short"),
        }),
    ))
}
