//! How often each key stands in the handbook, by cells, before anything is sorted.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use crate::model::Document;
use crate::model::wording::{Part, Wording};
use crate::text::numbering::Numbering;
use crate::text::syllable::Syllable;

use super::earlier::Earlier;
use super::lexicons::Lexicons;
use super::plan::plan;

/// Cells of a first syllable: alone, then by the initial of the second. Counted are in the first one only the places after
/// which a phrase ends: see [`First::alone`].
pub(super) const SLOTS: usize = 37;

/// Bare syllables that a handbook has at most, nearly always.
const SYLLABLES: usize = 8192;

/// How a place is counted.
const ADD: u32 = 1;
/// Takes back what was added.
const TAKE: u32 = u32::MAX;

/// The entries of a cell: how many, and a print that changes with each of them, whatever their order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) count: u32,
    pub(super) print: u32,
}

/// All words of a handbook, counted in one pass: what its index is planned from.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Cells {
    /// Hash of the documents' paths.
    paths: u64,
    /// Syllables with their marks, by number.
    pub(super) syllables: Numbering,
    /// In how many places each of them stands.
    pub(super) counts: Vec<u32>,
    /// Syllables of each page.
    pub(super) lengths: Vec<u32>,
    /// Bare syllables, in the order in which they were met.
    bare: Numbering,
    /// Of each syllable: where its cells begin.
    firsts: Vec<u32>,
    #[serde(with = "super::sparse")]
    all: Vec<Cell>,
    /// What the index was before pages were exchanged.
    #[serde(skip)]
    pub(super) earlier: Option<Earlier>,
}

impl Cells {
    /// Counts the words of the documents that a handbook shows, in their order.
    pub fn of<'d>(documents: impl Iterator<Item = &'d Document>) -> Self {
        // Room for all syllables that Vietnamese has, which is not touched before they come.
        let mut out = Self { all: Vec::with_capacity(SYLLABLES * SLOTS), ..Self::default() };
        let mut lexicons = Lexicons::new();
        let paths = documents.enumerate().map(|(page, document)| {
            let length = out.count(page, &document.wording, &mut lexicons, ADD);
            out.lengths.push(length);
            document.path.as_ref()
        });
        out.paths = hash_of_paths(paths);
        out
    }

    /// Tells whether these are the words of documents at the same paths.
    pub fn fit<'p>(&self, paths: impl Iterator<Item = &'p str>) -> bool {
        self.paths == hash_of_paths(paths)
    }

    /// Counts pages anew, by number, whose words were others before.
    pub fn exchange(&mut self, pages: &[(usize, Wording, &Wording)]) {
        if pages.is_empty() {
            return;
        }
        let mut earlier = Earlier::of(plan(&self.sorted()));
        let mut lexicons = Lexicons::new();
        for (page, before, now) in pages {
            earlier.changed.extend(u32::try_from(*page));
            self.count(*page, before, &mut lexicons, TAKE);
            let length = self.count(*page, now, &mut lexicons, ADD);
            self.lengths.get_mut(*page).into_iter().for_each(|of_page| *of_page = length);
        }
        self.earlier = Some(earlier);
    }

    /// Adds the places of a page, or takes them away. Returns its syllables.
    fn count(&mut self, page: usize, wording: &Wording, lexicons: &mut Lexicons<Own>, by: u32) -> u32 {
        let own = lexicons.of(wording, |syllable| self.own(syllable));
        let Self { all: cells, counts, .. } = self;
        let page = (page as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut length = 0;
        wording.pairs(|part, at, after| {
            length += 1;
            let Some(Own { syllable, number, first }) = own.get(at as usize) else { return };
            counts.get_mut(*number as usize).into_iter().for_each(|count| *count = count.wrapping_add(by));
            let what = syllable.0 ^ page.wrapping_add(u64::from(weight(part)));
            let (what, slot) = match after.and_then(|after| own.get(after as usize)) {
                Some(Own { syllable: second, .. }) => {
                    (what.wrapping_add(second.0.rotate_left(32)), 1 + second.initial() as usize)
                }
                None => (what, 0),
            };
            cells.get_mut(*first as usize + slot).into_iter().for_each(|cell| cell.add(mixed(what), by));
        });
        length
    }

    /// Finds a syllable; makes its cells the first time.
    fn own(&mut self, syllable: Syllable) -> Own {
        let number = self.syllables.number(syllable);
        if number as usize == self.firsts.len() {
            let first = self.bare.number(syllable.bare()) as usize * SLOTS;
            self.firsts.push(u32::try_from(first).unwrap_or(u32::MAX));
            self.counts.push(0);
            self.all.resize((first + SLOTS).max(self.all.len()), Cell::default());
        }
        Own { syllable, number, first: self.firsts.get(number as usize).copied().unwrap_or_default() }
    }

    /// Returns the bare syllables in order, each with its cells; those that went away with their pages are left out.
    pub(super) fn sorted(&self) -> Vec<First<'_>> {
        let firsts = self.bare.syllables().iter().zip(self.all.chunks_exact(SLOTS));
        let mut out: Vec<_> = firsts.filter_map(|(bare, cells)| First::of(*bare, cells)).collect();
        out.sort_unstable_by_key(|first| first.bare);
        out
    }
}

/// A bare syllable with its cells.
#[derive(Debug)]
pub(super) struct First<'a> {
    pub(super) bare: Syllable,
    /// Itself alone, wherever it stands: before another or at the end of a phrase.
    pub(super) alone: Cell,
    pairs: &'a [Cell],
}

impl<'a> First<'a> {
    /// `None` for one that stands nowhere.
    fn of(bare: Syllable, counted: &'a [Cell]) -> Option<Self> {
        let mut alone = Cell::default();
        for cell in counted {
            alone.count = alone.count.wrapping_add(cell.count);
            alone.print = alone.print.wrapping_add(cell.print);
        }
        Some(Self { bare, alone, pairs: counted.get(1..)? }).filter(|first| first.alone.count > 0)
    }

    /// Its [`SLOTS`] cells.
    pub(super) fn cells(&self) -> impl Iterator<Item = &Cell> {
        std::iter::once(&self.alone).chain(self.pairs)
    }
}

impl Cell {
    /// Tells whether nothing stands in it: its print is then that of nothing, too.
    pub(super) fn is_empty(self) -> bool {
        self.count == 0 && self.print == 0
    }

    fn add(&mut self, what: u32, by: u32) {
        self.count = self.count.wrapping_add(by);
        self.print = self.print.wrapping_add(what.wrapping_mul(by));
    }
}

/// A syllable: its number among those that are counted, and where its cells begin.
#[derive(Debug)]
struct Own {
    syllable: Syllable,
    number: u32,
    first: u32,
}

/// Spreads what tells an entry from others over all bits, so that sums of entries tell them apart, too.
fn mixed(what: u64) -> u32 {
    let what = (what ^ what >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    u32::try_from((what ^ what >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93) >> 32).unwrap_or_default()
}

fn hash_of_paths<'p>(paths: impl Iterator<Item = &'p str>) -> u64 {
    let mut hash = Xxh3::new();
    for path in paths {
        hash.update(path.as_bytes());
        hash.update(&[0]);
    }
    hash.digest()
}

/// How much a word counts by where it stands.
pub(super) fn weight(part: Part) -> u32 {
    match part {
        Part::Title => 3,
        Part::Heading => 2,
        Part::Text => 1,
    }
}
