//! The words of the whole handbook side by side: the plan of the index, and what each of its files is made from.

use std::ops::Range;
use std::sync::OnceLock;

use crate::link::Handbook;
use crate::text::numbering::Numbering;
use crate::text::syllable::Syllable;

use super::cells::Cells;
use super::earlier::{self, Earlier};
use super::entry::{Entry, Known};
use super::group::{Group, groups, hash_of_facets, short};
use super::places::{Lexicon, Places, walk};
use super::plan::{Shard, plan};

/// The handbook's words and the plan of the index. Made once a build.
#[derive(Debug)]
pub struct Index {
    numbering: Numbering,
    /// By number.
    syllables: Vec<Known>,
    bare: Vec<Syllable>,
    /// In how many places each bare syllable stands.
    counts: Vec<u32>,
    /// Syllables of each page.
    lengths: Vec<u32>,
    shards: Vec<Shard>,
    groups: Vec<Group>,
    facets: String,
    earlier: Option<Earlier>,
    /// The words of pages that changed since, each with its bare syllable, in order.
    changed: OnceLock<Vec<(u32, Entry)>>,
    /// The shards that are going to be made, by number.
    expected: OnceLock<Vec<usize>>,
    places: OnceLock<Places>,
}

impl Index {
    /// Plans the index of a handbook whose documents were counted.
    pub fn new(handbook: &Handbook, cells: Cells) -> Self {
        let sorted = cells.sorted();
        let bare: Vec<Syllable> = sorted.iter().map(|(bare, _)| *bare).collect();
        let known = |syllable: &Syllable| {
            let at = bare.binary_search(&syllable.bare()).unwrap_or_default();
            Known { bare: u32::try_from(at).unwrap_or(u32::MAX), marks: syllable.marks() }
        };
        let syllables = cells.syllables.syllables().iter().map(known).collect();
        let counts = sorted.iter().map(|(_, cells)| cells.first().map_or(0, |alone| alone.count)).collect();
        let shards = plan(&sorted);
        let groups = groups(handbook);
        Self {
            syllables,
            counts,
            facets: short(hash_of_facets(&groups, handbook), 9),
            groups,
            bare,
            shards,
            numbering: cells.syllables,
            lengths: cells.lengths,
            earlier: cells.earlier,
            changed: OnceLock::new(),
            expected: OnceLock::new(),
            places: OnceLock::new(),
        }
    }

    pub(super) fn shards(&self) -> &[Shard] {
        &self.shards
    }

    pub(super) fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// All bare syllables in order, each with the number of places where it stands.
    pub(super) fn vocabulary(&self) -> impl Iterator<Item = (Syllable, u32)> {
        self.bare.iter().copied().zip(self.counts.iter().copied())
    }

    /// Letters of a bare syllable by its place in the vocabulary.
    pub(super) fn letters(&self, bare: usize) -> String {
        self.bare.get(bare).map(|syllable| syllable.letters()).unwrap_or_default()
    }

    /// Syllables of each page.
    pub(super) fn lengths(&self) -> &[u32] {
        &self.lengths
    }

    /// The name of the facets' file.
    pub(super) fn facets_name(&self) -> String {
        format!("f-{}", self.facets)
    }

    /// Returns the name of a shard's file in the last build, if this one can be made from it.
    pub(super) fn earlier(&self, shard: usize) -> Option<&str> {
        self.earlier.as_ref()?.name(self.shards.get(shard)?, self.shards.get(shard + 1))
    }

    /// Tells which shards are going to be made from the words of all pages: those are found in one pass when the first of
    /// them is made, those of others one by one.
    pub(super) fn expect(&self, shards: impl Iterator<Item = usize>) {
        self.expected.get_or_init(|| shards.collect());
    }

    /// Gives what a shard holds of each of its first syllables, taken from its `earlier` file if there is one.
    pub(super) fn each(
        &self,
        shard: &Shard,
        earlier: Option<&[u8]>,
        handbook: &Handbook,
        mut take: impl FnMut(Held<'_>),
    ) {
        if earlier.is_some_and(|bytes| self.again(shard, bytes, handbook, &mut take).is_some()) {
            return;
        }
        let find = |numbers: &[usize]| self.find(numbers.iter().filter_map(|at| self.shards.get(*at)), handbook);
        let expected = self.expected.get().map(|numbers| self.places.get_or_init(|| find(numbers)));
        let expected = expected.filter(|places| places.hold(shard.firsts()));
        let found = expected.is_none().then(|| self.find([shard].into_iter(), handbook));
        let Some(places) = expected.or(found.as_ref()) else { return };
        let mut pairs = Vec::new();
        for first in shard.firsts() {
            let all = places.of(first);
            pairs.clear();
            gather(all, &self.pairs(shard, first), &mut pairs);
            pairs.sort_unstable();
            let alone = if shard.slots(first).start == 0 { all } else { &[] };
            take(Held { first, alone, pairs: &pairs });
        }
    }

    /// Gives the same from the file of the last build and the words of pages that changed since; `None` if it cannot be read.
    fn again(&self, shard: &Shard, bytes: &[u8], handbook: &Handbook, take: &mut impl FnMut(Held<'_>)) -> Option<()> {
        let changed = &self.earlier.as_ref()?.changed;
        let mut before = earlier::read(bytes, &self.bare, changed)?;
        let now = self.changed.get_or_init(|| {
            let pages =
                handbook.ids().filter(|id| u32::try_from(id.number()).is_ok_and(|page| changed.contains(&page)));
            let mut words = Vec::new();
            walk(pages, &self.lexicon(), handbook, |first, entry| words.push((first, entry)));
            words.sort_unstable();
            words
        });
        for first in shard.firsts() {
            let mut own = before.remove(&first).unwrap_or_default();
            let from = now.partition_point(|(of, _)| (*of as usize) < first);
            let words = now.iter().skip(from).take_while(|(of, _)| *of as usize == first).map(|(_, entry)| *entry);
            let pairs = self.pairs(shard, first);
            own.pairs.extend(words.clone().filter(|entry| pairs.contains(entry)));
            own.pairs.sort_unstable();
            if shard.slots(first).start == 0 {
                own.alone.extend(words.map(|entry| entry.alone().packed()));
                own.alone.sort_unstable();
            }
            take(Held { first, alone: &own.alone, pairs: &own.pairs });
        }
        Some(())
    }

    /// Returns which of a first syllable's places are pairs that a shard holds.
    fn pairs(&self, shard: &Shard, first: usize) -> Range<Entry> {
        let slots = shard.slots(first);
        Entry::before_any(self.first_in(slots.start.max(1)))..Entry::before_any(self.first_in(slots.end))
    }

    /// The first bare syllable in a slot or after it.
    fn first_in(&self, slot: usize) -> u32 {
        let at = self.bare.partition_point(|syllable| (syllable.initial() as usize) + 1 < slot);
        u32::try_from(at).unwrap_or(u32::MAX)
    }

    fn find<'s>(&self, shards: impl Iterator<Item = &'s Shard>, handbook: &Handbook) -> Places {
        let mut wanted = vec![false; self.bare.len()];
        for shard in shards {
            wanted.get_mut(shard.firsts()).into_iter().for_each(|wanted| wanted.fill(true));
        }
        Places::find(wanted, &self.lexicon(), handbook)
    }

    fn lexicon(&self) -> Lexicon<'_> {
        Lexicon { numbering: &self.numbering, syllables: &self.syllables, counts: &self.counts }
    }
}

/// Appends the packed ones of a range. Which they are cannot be guessed, so all are written and those of others overwritten.
fn gather(all: &[u64], range: &Range<Entry>, out: &mut Vec<Entry>) {
    let mut block = [Entry::NONE; 128];
    for part in all.chunks(block.len()) {
        let mut kept = 0;
        for entry in part.iter().copied().map(Entry::unpacked) {
            block.get_mut(kept).into_iter().for_each(|place| *place = entry);
            kept += usize::from(range.contains(&entry));
        }
        out.extend_from_slice(block.get(..kept).unwrap_or_default());
    }
}

/// What a shard holds of a first syllable.
pub(super) struct Held<'a> {
    /// The syllable by its place in the vocabulary.
    pub(super) first: usize,
    /// Its places, packed, for each way of writing it in the order of pages, if the shard holds it alone.
    pub(super) alone: &'a [u64],
    /// Its pairs, by second syllable, marks, then page.
    pub(super) pairs: &'a [Entry],
}
