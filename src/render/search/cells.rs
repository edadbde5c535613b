//! How often each key stands in the handbook, by cells, before anything is sorted.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

use crate::model::Document;
use crate::model::wording::{Part, Wording};
use crate::text::numbering::Numbering;
use crate::text::syllable::Syllable;

use super::earlier::Earlier;
use super::plan::plan;

/// Cells of a first syllable: alone, then by the initial of the second.
pub(super) const SLOTS: usize = 37;

/// The entries of a cell: how many, and a print that changes with each of them, whatever their order.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
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
    /// Syllables of each page.
    pub(super) lengths: Vec<u32>,
    /// Bare syllables, in the order in which they were met.
    bare: Numbering,
    /// Of each syllable: where its cells begin.
    firsts: Vec<usize>,
    all: Vec<Cell>,
    /// What the index was before pages were exchanged.
    #[serde(skip)]
    pub(super) earlier: Option<Earlier>,
}

impl Cells {
    /// Counts the words of the documents that a handbook shows, in their order.
    pub fn of(documents: &[&Document]) -> Self {
        let mut out = Self { paths: hash_of_paths(documents), ..Self::default() };
        let mut own = Vec::new();
        for (page, document) in documents.iter().enumerate() {
            let length = out.count(page, &document.wording, &mut own, Cell::add);
            out.lengths.push(length);
        }
        out
    }

    /// Tells whether these are the words of documents at the same paths.
    pub fn fit(&self, documents: &[&Document]) -> bool {
        self.paths == hash_of_paths(documents)
    }

    /// Counts a page anew whose words were others before.
    pub fn exchange(&mut self, page: usize, before: &Wording, now: &Wording) {
        let mut earlier = self.earlier.take().unwrap_or_else(|| Earlier::of(plan(&self.sorted())));
        earlier.changed.extend(u32::try_from(page));
        self.earlier = Some(earlier);
        let mut own = Vec::new();
        self.count(page, before, &mut own, Cell::take);
        let length = self.count(page, now, &mut own, Cell::add);
        self.lengths.get_mut(page).into_iter().for_each(|of_page| *of_page = length);
    }

    /// Adds the places of a page, or takes them away. Returns its syllables. `own` is room to work in.
    fn count(
        &mut self,
        page: usize,
        wording: &Wording,
        own: &mut Vec<(usize, Syllable)>,
        each: impl Fn(&mut Cell, u32),
    ) -> u32 {
        own.clear();
        own.extend(wording.syllables().map(|syllable| (self.first(syllable), syllable)));
        let cells = &mut self.all;
        let page = (page as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut length = 0;
        wording.pairs(|part, at, after| {
            length += 1;
            let Some((first, syllable)) = own.get(at) else { return };
            let what = syllable.0 ^ page.wrapping_add(weight(part));
            cells.get_mut(*first).into_iter().for_each(|cell| each(cell, mixed(what)));
            if let Some((_, second)) = after.and_then(|after| own.get(after)) {
                let what = what.wrapping_add(second.0.rotate_left(32));
                let slot = 1 + second.initial() as usize;
                cells.get_mut(first + slot).into_iter().for_each(|cell| each(cell, mixed(what)));
            }
        });
        length
    }

    /// Where the cells of a syllable begin; new ones the first time.
    fn first(&mut self, syllable: Syllable) -> usize {
        let number = self.syllables.number(syllable) as usize;
        if number == self.firsts.len() {
            let first = self.bare.number(syllable.bare()) as usize * SLOTS;
            self.firsts.push(first);
            self.all.resize((first + SLOTS).max(self.all.len()), Cell::default());
        }
        self.firsts.get(number).copied().unwrap_or_default()
    }

    /// Returns the bare syllables in order, each with its cells; those that went away with their pages are left out.
    pub(super) fn sorted(&self) -> Vec<(Syllable, &[Cell])> {
        let cells = self.all.chunks_exact(SLOTS);
        let stands = |(_, cells): &(Syllable, &[Cell])| cells.first().is_some_and(|alone| alone.count > 0);
        let mut out: Vec<_> = self.bare.syllables().iter().copied().zip(cells).filter(stands).collect();
        out.sort_unstable_by_key(|(bare, _)| *bare);
        out
    }
}

impl Cell {
    fn add(&mut self, what: u32) {
        self.count = self.count.wrapping_add(1);
        self.print = self.print.wrapping_add(what);
    }

    fn take(&mut self, what: u32) {
        self.count = self.count.wrapping_sub(1);
        self.print = self.print.wrapping_sub(what);
    }
}

/// Spreads what tells an entry from others over all bits, so that sums of entries tell them apart, too.
fn mixed(what: u64) -> u32 {
    let what = (what ^ what >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    u32::try_from((what ^ what >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93) >> 32).unwrap_or_default()
}

fn hash_of_paths(documents: &[&Document]) -> u64 {
    let mut hash = Xxh3::new();
    for document in documents {
        hash.update(document.path.as_bytes());
        hash.update(&[0]);
    }
    hash.digest()
}

/// How much a word counts by where it stands.
pub(super) fn weight(part: Part) -> u64 {
    match part {
        Part::Title => 3,
        Part::Heading => 2,
        Part::Text => 1,
    }
}
