//! Syllables with their marks, in order: by their bare form, then by marks. Elsewhere a form is named by its place here.

use std::ops::Range;

use crate::text::numbering::Numbering;
use crate::text::syllable::Syllable;

/// A form: its bare syllable by its place in the vocabulary, and its marks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    pub(super) bare: u32,
    pub(super) marks: u32,
}

/// All forms of a handbook.
#[derive(Debug)]
pub(super) struct Forms {
    numbering: Numbering,
    /// The form of each syllable by its number; past the end for one that stands nowhere any more.
    of_number: Vec<u32>,
    all: Vec<Form>,
    /// In how many places each form stands.
    counts: Vec<u32>,
    /// Where the forms of each bare syllable begin; the end last.
    starts: Vec<u32>,
}

impl Forms {
    /// Puts the syllables that stand somewhere in order. `counts` are by number, `bare` is the vocabulary in order.
    pub(super) fn new(numbering: Numbering, counts: &[u32], bare: &[Syllable]) -> Self {
        let mut sorted: Vec<(Syllable, u32, usize)> = numbering
            .syllables()
            .iter()
            .zip(counts)
            .enumerate()
            .filter(|(_, (_, count))| **count > 0)
            .map(|(number, (syllable, count))| (*syllable, *count, number))
            .collect();
        sorted.sort_unstable();
        let mut of_number = vec![u32::MAX; numbering.syllables().len()];
        let mut all = Vec::with_capacity(sorted.len());
        let mut starts = Vec::with_capacity(bare.len() + 1);
        let mut rest = sorted.iter().peekable();
        for (at, bare) in (0..).zip(bare) {
            starts.push(place(all.len()));
            while let Some((syllable, _, number)) = rest.next_if(|(syllable, ..)| syllable.bare() == *bare) {
                of_number.get_mut(*number).into_iter().for_each(|form| *form = place(all.len()));
                all.push(Form { bare: at, marks: syllable.marks() });
            }
        }
        starts.push(place(all.len()));
        let counts = sorted.iter().map(|(_, count, _)| *count).collect();
        Self { numbering, of_number, all, counts, starts }
    }

    /// Returns how many forms there are.
    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn get(&self, form: u32) -> Option<Form> {
        self.all.get(form as usize).copied()
    }

    /// All forms, each with the number of places where it stands.
    pub(super) fn counted(&self) -> impl Iterator<Item = (Form, u32)> {
        self.all.iter().copied().zip(self.counts.iter().copied())
    }

    /// Returns the form of a syllable.
    pub(super) fn find(&self, syllable: Syllable) -> Option<u32> {
        let form = self.of_number.get(self.numbering.find(syllable)? as usize).copied()?;
        (form != u32::MAX).then_some(form)
    }

    /// The forms of some bare syllables.
    pub(super) fn of(&self, bare: Range<u32>) -> Range<u32> {
        let start = |bare: u32| self.starts.get(bare as usize).or(self.starts.last()).copied().unwrap_or_default();
        start(bare.start)..start(bare.end)
    }
}

fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
