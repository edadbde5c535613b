//! The words of the whole handbook side by side: the plan of the index, and what each of its files is made from.

use std::ops::Range;
use std::sync::OnceLock;

use crate::link::Handbook;
use crate::text::syllable::Syllable;

use super::cells::Cells;
use super::earlier::{self, Earlier};
use super::entry::Entry;
use super::forms::Forms;
use super::group::{Group, groups, hash_of_facets, short};
use super::places::{Places, walk};
use super::plan::{Shard, plan};

/// The handbook's words and the plan of the index. Made once a build.
#[derive(Debug)]
pub struct Index {
    forms: Forms,
    /// The vocabulary: all bare syllables in order.
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
        let bare: Vec<Syllable> = sorted.iter().map(|first| first.bare).collect();
        let counts = sorted.iter().map(|first| first.alone.count).collect();
        let shards = plan(&sorted);
        let groups = groups(handbook);
        Self {
            forms: Forms::new(cells.syllables, &cells.counts, &bare),
            counts,
            facets: short(hash_of_facets(handbook), 9),
            groups,
            bare,
            shards,
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
        for first in shard.firsts() {
            let entries = self.gather(shard, first, places);
            take(Held { first, entries: &entries });
        }
    }

    /// Returns what a shard holds of a first syllable, in order.
    fn gather(&self, shard: &Shard, first: usize, places: &Places) -> Vec<Entry> {
        let bare = u32::try_from(first).unwrap_or(u32::MAX);
        let forms = || self.forms.of(bare..bare + 1).filter_map(|at| Some((at, self.forms.get(at)?)));
        let count = self.counts.get(first).map_or(0, |count| *count as usize);
        let mut out = Vec::with_capacity(count * (1 + usize::from(shard.holds_alone(first))));
        if shard.holds_alone(first) {
            for (at, form) in forms() {
                places.of(at, |place| out.push(Entry::new(form, place.page, place.weight)));
            }
        }
        let alone = out.len();
        let seconds = self.forms.of(self.seconds(shard, first));
        for (at, form) in forms() {
            places.before(at, &seconds, |place| {
                let second = self.forms.get(place.second);
                out.extend(second.map(|second| Entry::new(form, place.page, place.weight).before(second)));
            });
        }
        out.get_mut(alone..).unwrap_or_default().sort_unstable();
        out
    }

    /// Gives the same from the file of the last build and the words of pages that changed since; `None` if it cannot be read.
    fn again(&self, shard: &Shard, bytes: &[u8], handbook: &Handbook, take: &mut impl FnMut(Held<'_>)) -> Option<()> {
        let changed = &self.earlier.as_ref()?.changed;
        let mut before = earlier::read(bytes, &self.bare, changed)?;
        let now = self.changed.get_or_init(|| {
            let pages =
                handbook.ids().filter(|id| u32::try_from(id.number()).is_ok_and(|page| changed.contains(&page)));
            let mut words = Vec::new();
            walk(pages, &self.forms, handbook, |first, place| {
                let Some(form) = self.forms.get(first) else { return };
                let alone = Entry::new(form, place.page, place.weight);
                let second = self.forms.get(place.second);
                words.push((form.bare, second.map_or(alone, |second| alone.before(second))));
            });
            words.sort_unstable();
            words
        });
        for first in shard.firsts() {
            let mut entries = before.remove(&first).unwrap_or_default();
            let from = now.partition_point(|(of, _)| (*of as usize) < first);
            let words = now.iter().skip(from).take_while(|(of, _)| *of as usize == first).map(|(_, entry)| *entry);
            if shard.holds_alone(first) {
                entries.extend(words.clone().map(Entry::alone));
            }
            let seconds = self.seconds(shard, first);
            entries.extend(words.filter(|entry| entry.second().is_some_and(|second| seconds.contains(&second))));
            entries.sort_unstable();
            take(Held { first, entries: &entries });
        }
        Some(())
    }

    /// Returns the second syllables of the pairs that a shard holds of a first one.
    fn seconds(&self, shard: &Shard, first: usize) -> Range<u32> {
        let slots = shard.slots(first);
        self.first_in(slots.start.max(1))..self.first_in(slots.end)
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
        Places::find(wanted, &self.forms, handbook)
    }
}

/// What a shard holds of a first syllable.
pub(super) struct Held<'a> {
    /// The syllable by its place in the vocabulary.
    pub(super) first: usize,
    /// Itself alone, if the shard holds that, then its pairs: by second syllable, marks, then page.
    pub(super) entries: &'a [Entry],
}
