//! Shards of the last build, from which those of this one are made where few pages changed: their words need not be
//! looked for in all pages.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::syllable::Syllable;

use super::entry::Entry;
use super::number::Numbers;
use super::plan::Shard;
use super::script::CALL;
use super::shard::ALONE;

/// What the last build left.
#[derive(Debug)]
pub(super) struct Earlier {
    /// Names of shards by their first key, each with the first key after it.
    shards: BTreeMap<String, (String, Option<String>)>,
    /// Pages whose words were others then.
    pub(super) changed: BTreeSet<u32>,
}

impl Earlier {
    pub(super) fn of(shards: Vec<Shard>) -> Self {
        let mut next = None;
        let named = shards.into_iter().rev().map(|shard| {
            let name = shard.name();
            (shard.key.clone(), (name, next.replace(shard.key)))
        });
        Self { shards: named.collect(), changed: BTreeSet::new() }
    }

    /// Returns the name of the shard that held the keys from this one's first up to that of the `next` one.
    pub(super) fn name(&self, shard: &Shard, next: Option<&Shard>) -> Option<&str> {
        let (name, end) = self.shards.get(&shard.key)?;
        (end.as_ref() == next.map(|next| &next.key)).then_some(name)
    }
}

/// Reads a shard's entries back, but for those of `changed` pages, by the first syllable's place in the `vocabulary`.
/// `None` for what is no shard.
pub(super) fn read(
    bytes: &[u8],
    vocabulary: &[Syllable],
    changed: &BTreeSet<u32>,
) -> Option<BTreeMap<usize, Vec<Entry>>> {
    let text = bytes.strip_prefix(CALL.0)?.strip_suffix(CALL.1)?;
    let (_, keys, lists): (&str, &str, &str) = serde_json::from_slice(text).ok()?;
    let place = |syllable: Syllable| vocabulary.binary_search(&syllable).ok();
    let mut numbers = Numbers::of(lists);
    let mut out = BTreeMap::new();
    for of_first in keys.split(',') {
        let mut names = of_first.split(' ');
        let first = place(Syllable::of_letters(names.next()?)?);
        let mut own = Vec::new();
        for name in names {
            let second = if name == ALONE { None } else { Some(place(Syllable::of_letters(name)?)) };
            for _ in 0..numbers.next()? {
                list(&mut numbers, changed, |marks, page, step| {
                    // A word that is in the vocabulary no more stood on changed pages only.
                    first?;
                    let second = match second {
                        None => None,
                        Some(second) => Some(u32::try_from(second?).ok()?),
                    };
                    own.extend(Entry::listed(second, marks, page).weighing(step));
                    Some(())
                })?;
            }
        }
        if let Some(first) = first {
            out.insert(first, own);
        }
    }
    numbers.next().is_none().then_some(out)
}

/// Reads a list and gives what it says of pages that did not change: marks, page and step.
fn list(
    numbers: &mut Numbers<'_>,
    changed: &BTreeSet<u32>,
    mut take: impl FnMut(u32, u32, u32) -> Option<()>,
) -> Option<()> {
    let marks = numbers.next()?;
    let mut next = 0_u32;
    for _ in 0..numbers.next()? {
        let number = numbers.next()?;
        let page = next.checked_add(number / 4)?;
        next = page.checked_add(1)?;
        if !changed.contains(&page) {
            take(marks, page, number % 4)?;
        }
    }
    Some(())
}
