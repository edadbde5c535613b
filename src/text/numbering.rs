//! Numbers for syllables, in the order in which they are first seen.

use serde::{Deserialize, Serialize};

use super::syllable::Syllable;

/// Different syllables with their numbers. A table of its own: it is asked once for every word of a handbook.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Syllable>", into = "Vec<Syllable>")]
pub struct Numbering {
    /// Open addressing: a syllable and its number. No syllable is 0, which is free.
    slots: Vec<(u64, u32)>,
    syllables: Vec<Syllable>,
}

impl Numbering {
    /// Returns the number of a syllable, from 0; a new one the first time.
    pub fn number(&mut self, syllable: Syllable) -> u32 {
        if self.syllables.len() * 2 >= self.slots.len() {
            self.make_room((self.slots.len() * 2).max(1024));
        }
        let next = u32::try_from(self.syllables.len()).unwrap_or(u32::MAX);
        let at = self.place(syllable);
        let Some(slot) = self.slots.get_mut(at) else { return next };
        if slot.0 == syllable.0 {
            return slot.1;
        }
        *slot = (syllable.0, next);
        self.syllables.push(syllable);
        next
    }

    /// Returns the number that a syllable has, if it has one.
    pub fn find(&self, syllable: Syllable) -> Option<u32> {
        let slot = self.slots.get(self.place(syllable))?;
        (slot.0 == syllable.0).then_some(slot.1)
    }

    /// Returns the syllables by number.
    pub fn syllables(&self) -> &[Syllable] {
        &self.syllables
    }

    /// Where a syllable stands or is to stand. The table is never full.
    fn place(&self, syllable: Syllable) -> usize {
        let Some(mask) = self.slots.len().checked_sub(1) else { return 0 };
        // The top bits are those that every letter has a say in.
        let hash = syllable.0.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(self.slots.len().trailing_zeros());
        let mut at = usize::try_from(hash & u64::from(u32::MAX)).unwrap_or_default() & mask;
        while self.slots.get(at).is_some_and(|slot| slot.0 != 0 && slot.0 != syllable.0) {
            at = (at + 1) & mask;
        }
        at
    }

    /// Makes so many places, a power of two, of which syllables may fill half.
    fn make_room(&mut self, places: usize) {
        self.slots = vec![(0, 0); places];
        for (syllable, number) in self.syllables.clone().into_iter().zip(0..) {
            let at = self.place(syllable);
            if let Some(slot) = self.slots.get_mut(at) {
                *slot = (syllable.0, number);
            }
        }
    }
}

impl From<Vec<Syllable>> for Numbering {
    fn from(syllables: Vec<Syllable>) -> Self {
        let mut out = Self { syllables: Vec::with_capacity(syllables.len()), ..Self::default() };
        out.make_room((syllables.len() * 2 + 2).next_power_of_two());
        for syllable in syllables {
            out.number(syllable);
        }
        out
    }
}

impl From<Numbering> for Vec<Syllable> {
    fn from(numbering: Numbering) -> Self {
        numbering.syllables
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_syllable_keeps_its_number() {
        let mut numbering = Numbering::default();
        for round in 0..2 {
            for at in 0..5000_u32 {
                assert_eq!(numbering.number(Syllable(u64::from(at + 1) << 40)), at, "round {round}");
            }
        }
        assert_eq!(numbering.syllables().len(), 5000);
    }
}
