//! Numbers for syllables, in the order in which they are first seen.

use super::syllable::Syllable;

/// Different syllables with their numbers. A table of its own: it is asked once for every word of a handbook.
#[derive(Debug, Default)]
pub struct Numbering {
    /// Open addressing by the number and 1; 0 is free.
    slots: Vec<u32>,
    syllables: Vec<Syllable>,
}

impl Numbering {
    /// Returns the number of a syllable, from 0; a new one the first time.
    pub fn number(&mut self, syllable: Syllable) -> u32 {
        if self.syllables.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let (slot, number) = self.find(syllable);
        if number > 0 {
            return number - 1;
        }
        self.syllables.push(syllable);
        let number = u32::try_from(self.syllables.len()).unwrap_or(u32::MAX);
        if let Some(free) = self.slots.get_mut(slot) {
            *free = number;
        }
        number - 1
    }

    /// Returns the syllables by number.
    pub fn syllables(&self) -> &[Syllable] {
        &self.syllables
    }

    /// Where a syllable stands or is to stand, and what stands there. The table is never full.
    fn find(&self, syllable: Syllable) -> (usize, u32) {
        let mask = self.slots.len() - 1;
        let hash = syllable.0.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
        let mut slot = usize::try_from(hash).unwrap_or_default() & mask;
        loop {
            let number = self.slots.get(slot).copied().unwrap_or_default();
            if number == 0 || self.syllables.get(number as usize - 1) == Some(&syllable) {
                return (slot, number);
            }
            slot = (slot + 1) & mask;
        }
    }

    fn grow(&mut self) {
        self.slots = vec![0; (self.slots.len() * 2).max(1024)];
        for (syllable, number) in self.syllables.clone().into_iter().zip(1..) {
            let (slot, _) = self.find(syllable);
            if let Some(free) = self.slots.get_mut(slot) {
                *free = number;
            }
        }
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
                assert_eq!(numbering.number(Syllable(u64::from(at) << 40)), at, "round {round}");
            }
        }
        assert_eq!(numbering.syllables().len(), 5000);
    }
}
