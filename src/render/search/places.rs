//! Where the words of some cells stand: one pass over the wordings, sorted by first form.

use std::ops::Range;

use crate::link::{DocumentId, Handbook};

use super::cells::weight;
use super::forms::Forms;
use super::lexicons::Lexicons;

/// The places of some forms, and before what. All words of a handbook are here at once, so each takes four bytes.
#[derive(Debug)]
pub(super) struct Places {
    /// By bare syllable.
    wanted: Vec<bool>,
    /// Of each form, none where it is not wanted, in the order of pages: the second form and one (0 for none), the page
    /// within its block, the weight. Weight 0, which no word has, begins a block. In pieces, since so much memory in one
    /// piece would be fresh: what pages that are written have left lies scattered.
    packed: Vec<Vec<u32>>,
    /// Bits of a page within its block: what the forms leave.
    page_bits: u32,
}

/// A place of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) page: u32,
    /// 1 to 3.
    pub(super) weight: u32,
    /// The form after it; past the end for none.
    pub(super) second: u32,
}

/// Bits of a weight.
const WEIGHT: u32 = 2;

impl Places {
    /// Finds the places of the bare syllables that are `wanted`.
    pub(super) fn find(wanted: Vec<bool>, forms: &Forms, handbook: &Handbook) -> Self {
        let form_bits = usize::BITS - forms.len().leading_zeros();
        let page_bits = (u32::BITS - WEIGHT).saturating_sub(form_bits);
        let is_wanted = |bare: u32| wanted.get(bare as usize).is_some_and(|wanted| *wanted);
        let counts = forms.counted().map(|(form, count)| if is_wanted(form.bare) { count } else { 0 });
        let mut filling = Filling::new(counts, handbook.ids().len(), page_bits);
        walk(handbook.ids(), forms, handbook, |first, place| filling.put(first, place));
        Self { wanted, ..filling.places }
    }

    /// Tells whether all of these bare syllables were wanted.
    pub(super) fn hold(&self, bare: Range<usize>) -> bool {
        self.wanted.get(bare).is_some_and(|wanted| wanted.iter().all(|wanted| *wanted))
    }

    /// Gives the places of a form in the order of pages.
    pub(super) fn of(&self, form: u32, mut take: impl FnMut(Place)) {
        let mut block = 0;
        for value in self.packed(form).iter().copied() {
            if begins_block(value) {
                block = value;
            } else {
                take(self.place(value, block));
            }
        }
    }

    /// Gives those of them that stand before one of the `seconds`.
    ///
    /// Which they are cannot be guessed: so all are written down, and those of others overwritten.
    pub(super) fn before(&self, form: u32, seconds: &Range<u32>, mut take: impl FnMut(Place)) {
        let shift = self.page_bits + WEIGHT;
        let from = (seconds.start + 1) << shift;
        let length = (seconds.end - seconds.start) << shift;
        let mut chosen = [(0, 0); 128];
        let mut block = 0;
        for part in self.packed(form).chunks(chosen.len()) {
            let mut count = 0;
            for value in part.iter().copied() {
                let begins = begins_block(value);
                block = if begins { value } else { block };
                chosen.get_mut(count).into_iter().for_each(|slot| *slot = (value, block));
                count += usize::from(!begins & (value.wrapping_sub(from) < length));
            }
            for (value, block) in chosen.iter().take(count) {
                take(self.place(*value, *block));
            }
        }
    }

    fn packed(&self, form: u32) -> &[u32] {
        self.packed.get(form as usize).map(Vec::as_slice).unwrap_or_default()
    }

    fn place(&self, value: u32, block: u32) -> Place {
        let rest = value >> WEIGHT;
        let page = block >> WEIGHT << self.page_bits | rest & ((1 << self.page_bits) - 1);
        let second = (rest >> self.page_bits).wrapping_sub(1);
        Place { page, weight: value & ((1 << WEIGHT) - 1), second }
    }
}

/// Places that are not all known yet.
struct Filling {
    places: Places,
    /// The block in which the last place of each form stands.
    blocks: Vec<u32>,
}

impl Filling {
    /// Makes room for as many places of each form as are counted.
    fn new(counts: impl Iterator<Item = u32>, pages: usize, page_bits: u32) -> Self {
        let beginnings = u32::try_from(pages >> page_bits).unwrap_or(u32::MAX);
        let room = |count: u32| count as usize + count.min(beginnings) as usize;
        let packed: Vec<Vec<u32>> = counts.map(|count| Vec::with_capacity(room(count))).collect();
        Self { blocks: vec![0; packed.len()], places: Places { wanted: Vec::new(), packed, page_bits } }
    }

    /// Adds a place of a form; those of a form come in the order of pages.
    #[inline]
    fn put(&mut self, form: u32, place: Place) {
        let Places { packed, page_bits, .. } = &mut self.places;
        // One that is not wanted was given no room.
        let Some(packed) = packed.get_mut(form as usize).filter(|packed| packed.capacity() > 0) else { return };
        let Some(block) = self.blocks.get_mut(form as usize) else { return };
        let now = place.page >> *page_bits;
        if *block != now {
            *block = now;
            packed.push(now << WEIGHT);
        }
        let page = place.page & ((1 << *page_bits) - 1);
        packed.push(place.second.wrapping_add(1) << *page_bits << WEIGHT | page << WEIGHT | place.weight);
    }
}

/// Tells whether this is no place but the number of the block in which those after it stand.
fn begins_block(value: u32) -> bool {
    value & ((1 << WEIGHT) - 1) == 0
}

/// Gives the places of all words of some pages, each with its form, page by page.
pub(super) fn walk(
    pages: impl Iterator<Item = DocumentId>,
    forms: &Forms,
    handbook: &Handbook,
    mut take: impl FnMut(u32, Place),
) {
    let mut lexicons = Lexicons::new();
    for id in pages {
        let page = u32::try_from(id.number()).unwrap_or(u32::MAX);
        let wording = &handbook.document(id).wording;
        let known = lexicons.of(wording, |syllable| forms.find(syllable).unwrap_or(u32::MAX));
        let form = |word: u32| known.get(word as usize).copied().unwrap_or(u32::MAX);
        wording.pairs(|part, word, after| {
            take(form(word), Place { page, weight: weight(part), second: after.map_or(u32::MAX, form) });
        });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FORMS: u32 = 6;

    proptest! {
        #[test]
        fn places_come_back_however_few_bits_are_left_for_pages(
            words in proptest::collection::vec((0..FORMS, 0..40_u32, 1..4_u32, 0..=FORMS), 0..200),
            page_bits in 0..20_u32,
            seconds in (0..=FORMS, 0..=FORMS),
        ) {
            let mut words: Vec<(u32, Place)> = words
                .into_iter()
                .map(|(form, page, weight, second)| {
                    (form, Place { page, weight, second: if second == FORMS { u32::MAX } else { second } })
                })
                .collect();
            words.sort_by_key(|(_, place)| place.page);
            let own = |form| words.iter().filter(move |(of, _)| *of == form).map(|(_, place)| *place);
            let counts = (0..FORMS).map(|form| u32::try_from(own(form).count()).unwrap_or_default());
            let mut filling = Filling::new(counts, 40, page_bits);
            for (form, place) in &words {
                filling.put(*form, *place);
            }
            let seconds = seconds.0.min(seconds.1)..seconds.0.max(seconds.1);
            for form in 0..FORMS {
                let (mut all, mut before) = (Vec::new(), Vec::new());
                filling.places.of(form, |place| all.push(place));
                filling.places.before(form, &seconds, |place| before.push(place));
                prop_assert_eq!(all, own(form).collect::<Vec<_>>());
                let chosen: Vec<Place> = own(form).filter(|place| seconds.contains(&place.second)).collect();
                prop_assert_eq!(before, chosen);
            }
        }
    }
}
