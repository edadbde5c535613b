//! What a shard is made of: keys where they stand, in eight bytes each.

use super::forms::Form;

/// The weights, by their packed form.
const WEIGHTS: [u32; 4] = [0, 1, 3, 8];

/// Weights on a page from which on a step is reached: once in text, twice, in a heading or more, in the title.
const STEPS: [u32; 3] = [2, 4, 8];
/// The same the other way round: packed weights that reach each step and no further.
const REACHING: [&[u64]; 4] = [&[1], &[2], &[2, 2], &[3]];

/// Returns the step that a weight on a page reaches.
pub(super) fn step(weight: u32) -> u32 {
    STEPS.iter().map(|step| u32::from(weight >= *step)).sum()
}

/// A key where it stands on a page, packed so that it sorts by key, then page: second syllable (20 bits, 0 for none),
/// marks of second and first (10 each), page (22), weight (2). A handbook has at most a million files, and a language
/// far fewer syllables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry(u64);

impl Entry {
    /// Marks of the first syllable.
    const FIRST: u32 = 24;
    /// Marks of the second.
    const SECOND: u32 = 34;
    /// The second syllable.
    const BARE: u32 = 44;

    /// A form alone.
    pub(super) fn new(first: Form, page: u32, weight: u32) -> Self {
        let page = page.min((1 << 22) - 1);
        Self(u64::from(first.marks) << Self::FIRST | u64::from(page) << 2 | u64::from(weight & 3))
    }

    pub(super) fn before(self, second: Form) -> Self {
        let bare = second.bare.saturating_add(1).min((1 << 20) - 1);
        Self(self.0 | u64::from(bare) << Self::BARE | u64::from(second.marks) << Self::SECOND)
    }

    /// Returns what a list of pages says of one, without weight: of a first syllable alone with its marks, or of a pair with
    /// the marks of both.
    pub(super) fn listed(second: Option<u32>, marks: u32, page: u32) -> Self {
        match second {
            None => Self::new(Form { bare: 0, marks }, page, 0),
            Some(bare) => {
                let first = Form { bare: 0, marks: marks >> 10 };
                Self::new(first, page, 0).before(Form { bare, marks: marks & 0x3FF })
            }
        }
    }

    /// Returns the first syllable alone where it stands.
    pub(super) fn alone(self) -> Self {
        Self(self.0 & ((1 << Self::SECOND) - 1))
    }

    /// Returns entries that together reach a step, from one without weight.
    pub(super) fn weighing(self, step: u32) -> impl Iterator<Item = Self> {
        let weights = REACHING.get(step as usize).copied().unwrap_or_default();
        weights.iter().map(move |weight| Self(self.0 | weight))
    }

    fn bits(self, from: u32, count: u32) -> u32 {
        u32::try_from(self.0 >> from & ((1 << count) - 1)).unwrap_or_default()
    }

    /// The second syllable by its place in the vocabulary; `None` for the first alone.
    pub(super) fn second(self) -> Option<u32> {
        self.bits(Self::BARE, 20).checked_sub(1)
    }

    /// Tells whether both have the same key in the same marks.
    pub(super) fn is_listed_with(self, other: Self) -> bool {
        self.0 >> Self::FIRST == other.0 >> Self::FIRST
    }

    /// Tells whether both are the same key in the same marks on the same page.
    pub(super) fn is_beside(self, other: Self) -> bool {
        self.0 >> 2 == other.0 >> 2
    }

    /// Marks as a list has them: of the first syllable alone, or of both, ten bits each.
    pub(super) fn marks(self) -> u32 {
        let first = self.bits(Self::FIRST, 10);
        if self.second().is_none() { first } else { first << 10 | self.bits(Self::SECOND, 10) }
    }

    pub(super) fn page(self) -> u32 {
        self.bits(2, 22)
    }

    /// How much this one place weighs.
    pub(super) fn weight(self) -> u32 {
        WEIGHTS.get(self.bits(0, 2) as usize).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_comes_back_from_its_weights() {
        for step in 0..4 {
            let entries = Entry::new(Form { bare: 7, marks: 3 }, 12, 0).weighing(step);
            let weight: u32 = entries.map(Entry::weight).sum();
            assert_eq!(super::step(weight), step);
        }
    }
}
