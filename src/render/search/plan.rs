//! How the words of a handbook are cut into files.
//!
//! Keys are bare syllables and bare pairs of neighbours; a *cell* holds the keys of one first syllable: itself alone, or
//! its pairs by the initial of the second. Cells are never divided, so that “chi b…” is one. A shard is a run of cells.

use std::ops::Range;

use xxhash_rust::xxh3::Xxh3;

use super::cells::{First, SLOTS};
use super::group::short;

/// A shard is closed when its entries would take about so many bytes.
const SHARD: u32 = 24 * 1024;

/// A run of cells.
#[derive(Debug)]
pub(super) struct Shard {
    pub(super) cells: Range<usize>,
    /// Its first key: `chi` or `chi-b`.
    pub(super) key: String,
    /// Hash of what it is made from, as text.
    pub(super) hash: String,
}

impl Shard {
    pub(super) fn name(&self) -> String {
        format!("k-{}-{}", self.key, self.hash)
    }

    /// The first syllables whose cells it holds, wholly or in part, by their place in the vocabulary.
    pub(super) fn firsts(&self) -> Range<usize> {
        self.cells.start / SLOTS..self.cells.end.div_ceil(SLOTS)
    }

    /// Tells whether it holds a first syllable alone.
    pub(super) fn holds_alone(&self, first: usize) -> bool {
        self.slots(first).start == 0
    }

    /// The cells that it holds of a first syllable.
    pub(super) fn slots(&self, first: usize) -> Range<usize> {
        self.cells.start.saturating_sub(first * SLOTS)..(self.cells.end - first * SLOTS).min(SLOTS)
    }
}

/// Cuts the cells of the vocabulary, which is in order, into shards.
pub(super) fn plan(sorted: &[First<'_>]) -> Vec<Shard> {
    let mut open: Option<(Range<usize>, u32, Xxh3)> = None;
    let mut shards = Vec::new();
    let mut close = |open: Option<(Range<usize>, u32, Xxh3)>| {
        if let Some((cells, _, hash)) = open {
            shards.push(Shard { key: key(sorted, cells.start), cells, hash: short(hash.digest(), 7) });
        }
    };
    let cells = sorted.iter().flat_map(First::cells).enumerate();
    for (at, cell) in cells.filter(|(_, cell)| cell.count > 0) {
        // Rare pairs take three signs an entry, those on many pages one; a syllable alone is often twice on a page.
        let size = if at % SLOTS == 0 { cell.count / 2 } else { cell.count + 2 * cell.count.min(400) };
        if open.as_ref().is_none_or(|(_, sum, _)| sum + size > SHARD) {
            close(open.take());
            open = Some((at..at, 0, Xxh3::new()));
        }
        if let Some((cells, sum, hash)) = &mut open {
            cells.end = at + 1;
            *sum += size;
            hash.update(&cell.count.to_le_bytes());
            hash.update(&cell.print.to_le_bytes());
        }
    }
    close(open);
    shards
}

/// The first key of a cell.
fn key(sorted: &[First<'_>], cell: usize) -> String {
    let first = sorted.get(cell / SLOTS).map(|first| first.bare.letters()).unwrap_or_default();
    match u32::try_from(cell % SLOTS).unwrap_or_default().checked_sub(1).and_then(|i| char::from_digit(i, 36)) {
        Some(initial) => format!("{first}-{initial}"),
        None => first,
    }
}
