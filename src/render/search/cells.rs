//! How often each key stands in the handbook, by cells, before anything is sorted.

use crate::model::Document;
use crate::model::wording::Part;
use crate::text::numbering::Numbering;
use crate::text::syllable::Syllable;

/// Cells of a first syllable: alone, then by the initial of the second.
pub(super) const SLOTS: usize = 37;

/// The entries of a cell: how many, and a print that changes with each of them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cell {
    pub(super) count: u32,
    pub(super) print: u64,
}

/// All words of a handbook, counted in one pass: what its index is planned from.
#[derive(Debug, Default)]
pub struct Cells {
    /// Syllables with their marks, by number.
    pub(super) syllables: Numbering,
    /// Syllables of each page.
    pub(super) lengths: Vec<u32>,
    /// Bare syllables, in the order in which they were met.
    bare: Numbering,
    /// Of each syllable: where its cells begin, and the slot that it is in as a second one.
    known: Vec<(usize, usize)>,
    all: Vec<Cell>,
}

impl Cells {
    /// Counts the words of the documents that a handbook shows, in their order.
    pub fn of<'d>(documents: impl Iterator<Item = &'d Document>) -> Self {
        let mut out = Self::default();
        let mut own = Vec::new();
        for (document, page) in documents.zip(1_u64..) {
            let wording = &document.wording;
            own.clear();
            own.extend(wording.syllables().map(|syllable| out.number(syllable)));
            let (cells, known, syllables) = (&mut out.all, &out.known, out.syllables.syllables());
            let page = page.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            let find = |at: usize| {
                let number = *own.get(at)? as usize;
                Some((*known.get(number)?, syllables.get(number)?.0))
            };
            let mut length = 0;
            wording.pairs(|part, at, after| {
                length += 1;
                let Some(((first, _), marked)) = find(at) else { return };
                let print = marked ^ page.wrapping_add(weight(part));
                add(cells, first, print);
                if let Some(((_, slot), marked)) = after.and_then(find) {
                    add(cells, first + slot, print.wrapping_add(marked.rotate_left(32)));
                }
            });
            out.lengths.push(length);
        }
        out
    }

    fn number(&mut self, syllable: Syllable) -> u32 {
        let number = self.syllables.number(syllable);
        if number as usize == self.known.len() {
            let first = self.bare.number(syllable.bare()) as usize * SLOTS;
            self.known.push((first, 1 + syllable.initial() as usize));
            self.all.resize((first + SLOTS).max(self.all.len()), Cell::default());
        }
        number
    }

    /// Returns the bare syllables in order, each with its cells.
    pub(super) fn sorted(&self) -> Vec<(Syllable, &[Cell])> {
        let cells = self.all.chunks_exact(SLOTS);
        let mut out: Vec<_> = self.bare.syllables().iter().copied().zip(cells).collect();
        out.sort_unstable_by_key(|(bare, _)| *bare);
        out
    }
}

fn add(cells: &mut [Cell], at: usize, what: u64) {
    if let Some(cell) = cells.get_mut(at) {
        cell.count += 1;
        cell.print = (cell.print.rotate_left(5) ^ what).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

/// How much a word counts by where it stands.
pub(super) fn weight(part: Part) -> u64 {
    match part {
        Part::Title => 3,
        Part::Heading => 2,
        Part::Text => 1,
    }
}
