//! Where the words of some cells stand: one pass over the wordings, sorted by first syllable.

use std::ops::Range;

use crate::link::{DocumentId, Handbook};
use crate::text::numbering::Numbering;
use crate::text::syllable::Syllable;

use super::cells::weight;
use super::entry::{Entry, Known};

/// The places of some bare syllables, and before what.
#[derive(Debug)]
pub(super) struct Places {
    /// Where each bare syllable's places begin; the end last. Those that are not wanted have none.
    starts: Vec<usize>,
    wanted: Vec<bool>,
    /// Packed: so much memory comes zeroed from the system, and need not be written twice.
    entries: Vec<u64>,
}

/// What is known of the handbook's syllables.
pub(super) struct Lexicon<'a> {
    pub(super) numbering: &'a Numbering,
    /// By number.
    pub(super) syllables: &'a [Known],
    /// In how many places each bare syllable stands.
    pub(super) counts: &'a [u32],
}

impl Lexicon<'_> {
    fn known(&self, syllable: Syllable) -> Option<Known> {
        self.syllables.get(self.numbering.find(syllable)? as usize).copied()
    }
}

impl Places {
    /// Finds the places of the bare syllables that are `wanted`.
    pub(super) fn find(wanted: Vec<bool>, lexicon: &Lexicon<'_>, handbook: &Handbook) -> Self {
        let mut starts = Vec::with_capacity(wanted.len() + 1);
        let mut sum = 0;
        for (count, wanted) in lexicon.counts.iter().zip(&wanted) {
            starts.push(sum);
            sum += if *wanted { *count as usize } else { 0 };
        }
        starts.push(sum);
        let mut next = starts.clone();
        let mut entries = vec![0; sum];
        walk(handbook.ids(), lexicon, handbook, |first, entry| {
            let first = first as usize;
            if wanted.get(first).is_some_and(|wanted| *wanted)
                && let Some(next) = next.get_mut(first)
                && let Some(place) = entries.get_mut(*next)
            {
                *place = entry.packed();
                *next += 1;
            }
        });
        Self { starts, wanted, entries }
    }

    /// Tells whether all of these bare syllables were wanted.
    pub(super) fn hold(&self, bare: Range<usize>) -> bool {
        self.wanted.get(bare).is_some_and(|wanted| wanted.iter().all(|wanted| *wanted))
    }

    /// Returns the places of a bare syllable, packed, in the order of pages.
    pub(super) fn of(&self, bare: usize) -> &[u64] {
        let from = self.starts.get(bare).copied().unwrap_or_default();
        let to = self.starts.get(bare + 1).copied().unwrap_or_default();
        self.entries.get(from..to).unwrap_or_default()
    }
}

/// Gives the places of all words of some pages, each with its bare syllable, page by page.
pub(super) fn walk(
    pages: impl Iterator<Item = DocumentId>,
    lexicon: &Lexicon<'_>,
    handbook: &Handbook,
    mut take: impl FnMut(u32, Entry),
) {
    let mut own = Vec::new();
    for id in pages {
        let page = u32::try_from(id.number()).unwrap_or(u32::MAX);
        let wording = &handbook.document(id).wording;
        own.clear();
        own.extend(wording.syllables().map(|syllable| lexicon.known(syllable)));
        let known = |at: usize| own.get(at).copied().flatten();
        wording.pairs(|part, at, after| {
            let Some(first) = known(at) else { return };
            let alone = Entry::new(first, page, weight(part));
            take(first.bare, after.and_then(known).map_or(alone, |second| alone.before(second)));
        });
    }
}
