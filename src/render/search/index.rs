//! The words of the whole handbook side by side, and how they are cut into files.
//!
//! One pass over the documents' wordings. Keys are bare syllables and bare pairs of neighbours; a *cell* holds the
//! keys of one first syllable: itself alone, or its pairs by the initial of the second. Cells are never divided, so
//! that “chi b…” is one. A shard is a run of cells.

use std::ops::Range;
use std::sync::OnceLock;

use xxhash_rust::xxh3::Xxh3;

use crate::link::Handbook;
use crate::model::wording::{Part, Word};
use crate::text::numbering::Numbering;
use crate::text::syllable::Syllable;

use super::entry::{Entry, Known};
use super::group::{Group, groups, hash_of_facets, short};

/// Cells of a first syllable: alone, then by the initial of the second.
const SLOTS: usize = 37;
/// A shard is closed when its entries would take about so many bytes.
const SHARD: u32 = 24 * 1024;

/// A word where it stands: syllable and weight; 0 is a break.
type Packed = u32;
const WEIGHT: u32 = 30;

/// The handbook's words and the plan of the index. Made once a build.
#[derive(Debug)]
pub struct Index {
    /// By number.
    syllables: Vec<Known>,
    bare: Vec<Syllable>,
    /// In how many places each bare syllable stands.
    counts: Vec<u32>,
    words: Vec<Packed>,
    /// Where each page's words start; the end last.
    starts: Vec<usize>,
    /// Syllables of each page.
    lengths: Vec<u32>,
    shards: Vec<Shard>,
    groups: Vec<Group>,
    facets: String,
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
}

/// Where each bare syllable stands, and before what.
#[derive(Debug)]
struct Places {
    starts: Vec<usize>,
    places: Vec<Entry>,
}

/// How much a word counts by where it stands.
fn weight(part: Part) -> u32 {
    match part {
        Part::Title => 3,
        Part::Heading => 2,
        Part::Text => 1,
    }
}

impl Index {
    pub(in crate::render) fn new(handbook: &Handbook) -> Self {
        let mut numbering = Numbering::default();
        let mut words: Vec<Packed> = Vec::new();
        let mut starts = vec![0];
        let mut lengths = Vec::new();
        let mut numbers: Vec<u32> = Vec::new();
        for id in handbook.ids() {
            let wording = &handbook.document(id).wording;
            numbers.clear();
            numbers.extend(wording.syllables().map(|syllable| numbering.number(syllable) + 1));
            let mut part = 0;
            let mut length = 0;
            for word in wording.words() {
                match word {
                    Word::Break => words.push(0),
                    Word::Part(of) => part = weight(of) << WEIGHT,
                    Word::Syllable(at) => {
                        length += 1;
                        words.push(part | numbers.get(at).copied().unwrap_or_default());
                    }
                }
            }
            words.push(0);
            starts.push(words.len());
            lengths.push(length);
        }
        let (bare, syllables) = sorted(numbering.syllables());
        let mut out = Self {
            counts: vec![0; bare.len()],
            syllables,
            bare,
            words,
            starts,
            lengths,
            shards: Vec::new(),
            groups: groups(handbook),
            facets: String::new(),
            places: OnceLock::new(),
        };
        let (counts, prints) = out.cells(numbering.syllables());
        for (bare, count) in out.counts.iter_mut().enumerate() {
            *count = counts.get(bare * SLOTS).copied().unwrap_or_default();
        }
        out.plan(&counts, &prints);
        out.facets = short(hash_of_facets(&out.groups, handbook), 9);
        out
    }

    /// Counts the entries of each cell and takes a print of them: whatever changes an entry changes the print.
    fn cells(&self, syllables: &[Syllable]) -> (Vec<u32>, Vec<u64>) {
        let mut counts = vec![0_u32; self.bare.len() * SLOTS];
        let mut prints = vec![0_u64; self.bare.len() * SLOTS];
        let mut add = |cell: usize, what: u64| {
            if let (Some(count), Some(print)) = (counts.get_mut(cell), prints.get_mut(cell)) {
                *count += 1;
                *print = (print.rotate_left(5) ^ what).wrapping_mul(0x517c_c1b7_2722_0a95);
            }
        };
        let marked = |word: Packed| syllables.get(number(word)).map_or(0, |syllable| syllable.0);
        for (page, words) in (1_u64..).zip(self.starts.windows(2)) {
            let &[start, end] = words else { continue };
            let Some(words) = self.words.get(start..end) else { continue };
            let page = page.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            for pair in words.windows(2) {
                let &[word, next] = pair else { continue };
                let Some(known) = self.known(word) else { continue };
                let cell = known.bare as usize * SLOTS;
                let print = marked(word) ^ page.wrapping_add(u64::from(word >> WEIGHT));
                add(cell, print);
                if next != 0 {
                    let next = marked(next);
                    add(cell + 1 + Syllable(next).initial() as usize, print.wrapping_add(next.rotate_left(32)));
                }
            }
        }
        (counts, prints)
    }

    fn plan(&mut self, counts: &[u32], prints: &[u64]) {
        let mut open: Option<(Range<usize>, u32, Xxh3)> = None;
        let mut shards = Vec::new();
        let mut close = |open: Option<(Range<usize>, u32, Xxh3)>| {
            if let Some((cells, _, hash)) = open {
                shards.push(Shard { key: self.key(cells.start), cells, hash: short(hash.digest(), 7) });
            }
        };
        for (cell, (count, print)) in counts.iter().zip(prints).enumerate().filter(|(_, (count, _))| **count > 0) {
            // Rare pairs take three signs an entry, those on many pages one; a syllable alone is often twice on a page.
            let size = if cell % SLOTS == 0 { count / 2 } else { count + 2 * (*count).min(400) };
            if open.as_ref().is_none_or(|(_, sum, _)| sum + size > SHARD) {
                close(open.take());
                open = Some((cell..cell, 0, Xxh3::new()));
            }
            if let Some((cells, sum, hash)) = &mut open {
                cells.end = cell + 1;
                *sum += size;
                hash.update(&print.to_le_bytes());
            }
        }
        close(open);
        self.shards = shards;
    }

    /// The first key of a cell.
    fn key(&self, cell: usize) -> String {
        let first = self.bare.get(cell / SLOTS).map(|syllable| syllable.letters()).unwrap_or_default();
        match u32::try_from(cell % SLOTS).unwrap_or_default().checked_sub(1).and_then(|i| char::from_digit(i, 36)) {
            Some(initial) => format!("{first}-{initial}"),
            None => first,
        }
    }

    /// The syllable of a word; `None` for a break.
    fn known(&self, word: Packed) -> Option<Known> {
        if word == 0 { None } else { self.syllables.get(number(word)).copied() }
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
    pub(super) fn letters(&self, bare: u32) -> String {
        self.bare.get(bare as usize).map(|syllable| syllable.letters()).unwrap_or_default()
    }

    /// Syllables of each page.
    pub(super) fn lengths(&self) -> &[u32] {
        &self.lengths
    }

    /// The name of the facets' file.
    pub(super) fn facets_name(&self) -> String {
        format!("f-{}", self.facets)
    }

    /// Returns the entries of a shard by first syllable, each list in the order of keys, then pages.
    pub(super) fn entries(&self, shard: &Shard) -> impl Iterator<Item = (u32, Vec<Entry>)> {
        let places = self.places.get_or_init(|| self.find_places());
        let firsts = shard.cells.start / SLOTS..shard.cells.end.div_ceil(SLOTS);
        firsts.map(move |first| {
            let from = shard.cells.start.saturating_sub(first * SLOTS);
            let to = (shard.cells.end - first * SLOTS).min(SLOTS);
            (u32::try_from(first).unwrap_or(u32::MAX), self.entries_of(places.of(first), from..to))
        })
    }

    fn entries_of(&self, places: &[Entry], slots: Range<usize>) -> Vec<Entry> {
        let mut out: Vec<Entry> = Vec::with_capacity(places.len());
        if slots.start == 0 {
            out.extend(places.iter().map(|entry| entry.alone()));
        }
        let slot = |second: u32| self.bare.get(second as usize).map_or(0, |syllable| syllable.initial() as usize + 1);
        out.extend(places.iter().filter(|entry| entry.second().is_some_and(|second| slots.contains(&slot(second)))));
        out.sort_unstable();
        out
    }

    /// Sorts the places of all words by their bare syllable.
    fn find_places(&self) -> Places {
        let mut starts = Vec::with_capacity(self.counts.len() + 1);
        let mut sum = 0;
        for count in self.counts.iter().chain(&[0]) {
            starts.push(sum);
            sum += *count as usize;
        }
        let mut next = starts.clone();
        let mut places = vec![Entry::default(); sum];
        for (page, range) in (0..).zip(self.starts.windows(2)) {
            let &[start, end] = range else { continue };
            for pair in self.words.get(start..end).unwrap_or_default().windows(2) {
                let &[word, after] = pair else { continue };
                let Some(first) = self.known(word) else { continue };
                let alone = Entry::new(first, page, word >> WEIGHT);
                let entry = self.known(after).map_or(alone, |second| alone.before(second));
                if let Some(next) = next.get_mut(first.bare as usize)
                    && let Some(place) = places.get_mut(*next)
                {
                    *place = entry;
                    *next += 1;
                }
            }
        }
        Places { starts, places }
    }
}

impl Places {
    fn of(&self, first: usize) -> &[Entry] {
        let from = self.starts.get(first).copied().unwrap_or_default();
        let to = self.starts.get(first + 1).copied().unwrap_or_default();
        self.places.get(from..to).unwrap_or_default()
    }
}

fn number(word: Packed) -> usize {
    ((word & ((1 << WEIGHT) - 1)) as usize).wrapping_sub(1)
}

/// The bare syllables in order, and what is known of each syllable.
fn sorted(syllables: &[Syllable]) -> (Vec<Syllable>, Vec<Known>) {
    let mut bare: Vec<Syllable> = syllables.iter().map(|syllable| syllable.bare()).collect();
    bare.sort_unstable();
    bare.dedup();
    let place = |syllable: &Syllable| {
        let at = bare.binary_search(&syllable.bare()).unwrap_or_default();
        Known { bare: u32::try_from(at).unwrap_or(u32::MAX), marks: syllable.marks() }
    };
    let places = syllables.iter().map(place).collect();
    (bare, places)
}
