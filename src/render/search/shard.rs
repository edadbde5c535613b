//! A shard: for each key the pages that have it, by the marks it is written with.

use crate::render::Frame;

use super::entry::Entry;
use super::index::Index;
use super::number::put;
use super::script;

/// Weights on a page from which on a step is reached: once in text, twice, in a heading or more, in the title.
const STEPS: [u32; 3] = [2, 4, 8];

/// Keys as text, `chi * bo hoi,chia se` (`*`: the first alone), and for each, one after another, the number of its
/// lists and every list: marks, number of pages, then each page as distance from the one before and step.
pub(super) fn make(index: &Index, number: usize, frame: &Frame<'_>) -> Vec<u8> {
    let Some(shard) = index.shards().get(number) else { return Vec::new() };
    let (mut keys, mut lists) = (String::new(), String::new());
    for (first, entries) in index.entries(shard, frame.handbook()) {
        if entries.is_empty() {
            continue;
        }
        if !keys.is_empty() {
            keys.push(',');
        }
        keys.push_str(&index.letters(first));
        for of_key in entries.chunk_by(|a, b| a.second() == b.second()) {
            keys.push(' ');
            match of_key.first().and_then(|entry| entry.second()) {
                Some(second) => keys.push_str(&index.letters(second)),
                None => keys.push('*'),
            }
            let by_marks = || of_key.chunk_by(|a, b| a.marks() == b.marks());
            put(u32::try_from(by_marks().count()).unwrap_or(u32::MAX), &mut lists);
            by_marks().for_each(|list| put_list(list, &mut lists));
        }
    }
    script(&(shard.name(), keys, lists))
}

fn put_list(list: &[Entry], out: &mut String) {
    let pages = || list.chunk_by(|a, b| a.page() == b.page());
    put(list.first().map_or(0, |entry| entry.marks()), out);
    put(u32::try_from(pages().count()).unwrap_or(u32::MAX), out);
    let mut next = 0;
    for places in pages() {
        let weight: u32 = places.iter().map(|entry| entry.weight()).sum();
        let step = STEPS.iter().filter(|step| weight >= **step).count();
        let page = places.first().map_or(next, |entry| entry.page());
        put((page - next) * 4 + u32::try_from(step).unwrap_or_default(), out);
        next = page + 1;
    }
}
