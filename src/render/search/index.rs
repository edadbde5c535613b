//! The words of the whole handbook side by side, and how they are cut into files.
//!
//! One pass over the documents' wordings. Keys are bare syllables and bare pairs of neighbours; a *cell* holds the
//! keys of one first syllable: itself alone, or its pairs by the initial of the second. Cells are never divided, so
//! that “chi b…” is one. A shard is a run of cells.

use std::ops::Range;
use std::sync::OnceLock;

use xxhash_rust::xxh3::Xxh3;

use crate::link::Handbook;
use crate::text::numbering::Numbering;
use crate::text::syllable::Syllable;

use super::cells::{Cell, Cells, SLOTS};
use super::entry::{Entry, Known};
use super::group::{Group, groups, hash_of_facets, short};
use super::places::{Lexicon, Places};

/// A shard is closed when its entries would take about so many bytes.
const SHARD: u32 = 24 * 1024;

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
    /// The shards that are going to be made, by number.
    expected: OnceLock<Vec<usize>>,
    places: OnceLock<Places>,
}

/// A run of cells.
#[derive(Debug)]
pub(super) struct Shard {
    cells: Range<usize>,
    /// Its first key: `chi` or `chi-b`.
    pub(super) key: String,
    /// Hash of what it is made from, as text.
    pub(super) hash: String,
}

impl Shard {
    pub(super) fn name(&self) -> String {
        format!("k-{}-{}", self.key, self.hash)
    }

    /// The first syllables whose cells it holds, wholly or in part.
    fn firsts(&self) -> Range<usize> {
        self.cells.start / SLOTS..self.cells.end.div_ceil(SLOTS)
    }
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
        let groups = groups(handbook);
        let mut out = Self {
            syllables: cells.syllables.syllables().iter().map(known).collect(),
            counts: sorted.iter().map(|(_, cells)| cells.first().map_or(0, |alone| alone.count)).collect(),
            facets: short(hash_of_facets(&groups, handbook), 9),
            groups,
            bare,
            numbering: Numbering::default(),
            lengths: Vec::new(),
            shards: Vec::new(),
            expected: OnceLock::new(),
            places: OnceLock::new(),
        };
        out.shards = out.plan(sorted.iter().flat_map(|(_, cells)| *cells));
        (out.numbering, out.lengths) = (cells.syllables, cells.lengths);
        out
    }

    /// Cuts the cells into shards.
    fn plan<'c>(&self, cells: impl Iterator<Item = &'c Cell>) -> Vec<Shard> {
        let mut open: Option<(Range<usize>, u32, Xxh3)> = None;
        let mut shards = Vec::new();
        let mut close = |open: Option<(Range<usize>, u32, Xxh3)>| {
            if let Some((cells, _, hash)) = open {
                shards.push(Shard { key: self.key(cells.start), cells, hash: short(hash.digest(), 7) });
            }
        };
        for (at, cell) in cells.enumerate().filter(|(_, cell)| cell.count > 0) {
            // Rare pairs take three signs an entry, those on many pages one; a syllable alone is often twice on a page.
            let size = if at % SLOTS == 0 { cell.count / 2 } else { cell.count + 2 * cell.count.min(400) };
            if open.as_ref().is_none_or(|(_, sum, _)| sum + size > SHARD) {
                close(open.take());
                open = Some((at..at, 0, Xxh3::new()));
            }
            if let Some((cells, sum, hash)) = &mut open {
                cells.end = at + 1;
                *sum += size;
                hash.update(&cell.print.to_le_bytes());
            }
        }
        close(open);
        shards
    }

    /// The first key of a cell.
    fn key(&self, cell: usize) -> String {
        let first = self.bare.get(cell / SLOTS).map(|syllable| syllable.letters()).unwrap_or_default();
        match u32::try_from(cell % SLOTS).unwrap_or_default().checked_sub(1).and_then(|i| char::from_digit(i, 36)) {
            Some(initial) => format!("{first}-{initial}"),
            None => first,
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

    /// Tells which shards are going to be made: their words are found in one pass when the first of them is, those of
    /// others one by one.
    pub(super) fn expect(&self, shards: impl Iterator<Item = usize>) {
        self.expected.get_or_init(|| shards.collect());
    }

    /// Gives what a shard holds of each of its first syllables.
    pub(super) fn each(&self, shard: &Shard, handbook: &Handbook, mut take: impl FnMut(Held<'_>)) {
        let find = |numbers: &[usize]| self.find(numbers.iter().filter_map(|at| self.shards.get(*at)), handbook);
        let expected = self.expected.get().map(|numbers| self.places.get_or_init(|| find(numbers)));
        let expected = expected.filter(|places| places.hold(shard.firsts()));
        let found = expected.is_none().then(|| self.find([shard].into_iter(), handbook));
        let Some(places) = expected.or(found.as_ref()) else { return };
        for first in shard.firsts() {
            let from = shard.cells.start.saturating_sub(first * SLOTS);
            let to = (shard.cells.end - first * SLOTS).min(SLOTS);
            let seconds = self.first_in(from.max(1))..self.first_in(to);
            take(Held { places, first, is_alone: from == 0, seconds });
        }
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
        let lexicon = Lexicon { numbering: &self.numbering, syllables: &self.syllables, counts: &self.counts };
        Places::find(wanted, &lexicon, handbook)
    }
}

/// What a shard holds of a first syllable.
pub(super) struct Held<'a> {
    places: &'a Places,
    /// The syllable by its place in the vocabulary.
    pub(super) first: usize,
    is_alone: bool,
    seconds: Range<u32>,
}

impl Held<'_> {
    /// Where the syllable stands, in the order of pages, if the shard holds it alone.
    pub(super) fn alone(&self) -> impl Iterator<Item = Entry> {
        self.is_alone.then(|| self.places.of(self.first)).into_iter().flatten()
    }

    /// Its pairs, by second syllable, marks, then page.
    pub(super) fn pairs(&self) -> Vec<Entry> {
        let is_held = |entry: &Entry| entry.second().is_some_and(|second| self.seconds.contains(&second));
        let mut out: Vec<Entry> = self.places.of(self.first).filter(is_held).collect();
        out.sort_unstable();
        out
    }
}
