//! A document's syllables in order, packed: what the search index is made of.
//!
//! Made when the file is read and kept with the document, so that an unchanged page is cut into syllables once.

use std::sync::Arc;

use bytes::Bytes;

use crate::markdown::Body;
use crate::text::syllable::Syllable;
use crate::text::words::{Lexicon, Words};

use super::passage::passages;
use super::{Document, Kind};

/// How much a part of a page says about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The title; a directive's number.
    Title,
    /// A heading, a tag, a theme.
    Heading,
    /// Running text.
    Text,
}

/// 0 is a break over which no phrase reaches, 1 to 3 say which part begins; from here on numbers are syllables.
const FIRST: u32 = 4;

/// A document's words as numbers in a lexicon.
#[derive(Clone, Default)]
pub struct Wording {
    words: Bytes,
    /// None where there are no words.
    lexicon: Option<Arc<Lexicon>>,
}

impl PartialEq for Wording {
    fn eq(&self, other: &Self) -> bool {
        let same = |(a, b): (&Arc<Lexicon>, &Arc<Lexicon>)| Arc::ptr_eq(a, b);
        match self.lexicon.as_ref().zip(other.lexicon.as_ref()) {
            Some(both) if !same(both) => self.spelled() == other.spelled(),
            _ => self.words == other.words,
        }
    }
}

impl Eq for Wording {}

impl std::fmt::Debug for Wording {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Wording({} bytes)", self.words.len())
    }
}

impl Wording {
    /// Returns the wording of a document.
    pub fn of(document: &Document, body: &Body, words: &mut Words) -> Self {
        let mut out = Writing { words, text: Vec::with_capacity(2048) };
        let head = &document.head;
        out.part(Part::Title, &head.title);
        if let Kind::Directive(directive) = &document.kind {
            out.part(Part::Title, &directive.number);
        }
        for name in head.tags.iter().chain(&head.themes) {
            out.part(Part::Heading, name);
        }
        for passage in passages(document, body) {
            if !passage.heading.is_empty() {
                out.part(Part::Heading, &passage.heading);
            }
            out.part(Part::Text, &passage.text);
        }
        Self::kept(Bytes::copy_from_slice(&out.text), Arc::clone(words.lexicon()))
    }

    /// Returns a wording kept as [`Self::bytes`]; damaged ones give fewer words.
    pub fn kept(words: Bytes, lexicon: Arc<Lexicon>) -> Self {
        Self { words, lexicon: Some(lexicon) }
    }

    /// Returns it as bytes, to be kept with the lexicon.
    pub fn bytes(&self) -> &Bytes {
        &self.words
    }

    /// Returns whose numbers its words are; `None` if it has none.
    pub fn lexicon(&self) -> Option<&Arc<Lexicon>> {
        self.lexicon.as_ref()
    }

    /// All its words, whatever their numbers.
    fn spelled(&self) -> Vec<(Part, Option<Syllable>, bool)> {
        let syllables = self.lexicon.as_ref().map(|lexicon| lexicon.syllables()).unwrap_or_default();
        let mut out = Vec::new();
        self.pairs(|part, word, after| out.push((part, syllables.get(word as usize).copied(), after.is_some())));
        out
    }

    /// Gives each syllable in order, by its number in the lexicon: the part that it stands in, itself, and the one after
    /// it if no phrase ends between.
    pub fn pairs(&self, mut take: impl FnMut(Part, u32, Option<u32>)) {
        let mut part = Part::Text;
        let mut held: Option<u32> = None;
        for number in numbers(&self.words) {
            let now = number.checked_sub(FIRST);
            if let Some(held) = held {
                take(part, held, now);
            }
            held = now;
            part = match number {
                1 => Part::Title,
                2 => Part::Heading,
                3 => Part::Text,
                _ => part,
            };
        }
        if let Some(held) = held {
            take(part, held, None);
        }
    }
}

struct Writing<'a> {
    words: &'a mut Words,
    text: Vec<u8>,
}

impl Writing<'_> {
    fn part(&mut self, part: Part, text: &str) {
        let Self { words, text: out } = self;
        let begins = match part {
            Part::Title => 1,
            Part::Heading => 2,
            Part::Text => 3,
        };
        put(begins, out);
        words.read(text, |word| put(word.map_or(0, |number| FIRST.saturating_add(number)), out));
    }
}

/// Stands before a number that needs four bytes. Others take two: nobody could guess how long each is.
const WIDE: u16 = u16::MAX;

fn put(number: u32, out: &mut Vec<u8>) {
    match u16::try_from(number) {
        Ok(number) if number != WIDE => out.extend_from_slice(&number.to_le_bytes()),
        _ => {
            out.extend_from_slice(&WIDE.to_le_bytes());
            out.extend_from_slice(&number.to_le_bytes());
        }
    }
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    let mut halves = bytes.as_chunks().0.iter().map(|half| u16::from_le_bytes(*half));
    std::iter::from_fn(move || match halves.next()? {
        WIDE => Some(u32::from(halves.next()?) | u32::from(halves.next()?) << 16),
        number => Some(number.into()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wording(title: &str, words: &mut Words) -> Wording {
        let mut document = crate::model::stand_in(&"content/a.md".into());
        document.head.title = title.to_owned();
        Wording::of(&document, &Body::default(), words)
    }

    #[test]
    fn the_same_words_are_equal_whatever_their_numbers() {
        let (mut one, mut other) = (Words::new(Arc::default()), Words::new(Arc::default()));
        wording("gương", &mut other);
        let [a, b] = [&mut one, &mut other].map(|words| wording("Nêu gương, nêu việc. Đảng viên", words));
        assert_ne!(a.bytes(), b.bytes());
        assert_eq!(a, b);
        assert_ne!(a, wording("Nêu gương. Nêu việc, Đảng viên", &mut other));
        assert_eq!(a, wording("Nêu gương, nêu việc. Đảng viên", &mut one));
    }

    #[test]
    fn numbers_of_any_length_come_back() {
        let all = [0, 1, 300, 65_534, 65_535, 65_536, 2_097_152, u32::MAX];
        let mut bytes = Vec::new();
        for number in all {
            put(number, &mut bytes);
        }
        assert_eq!(numbers(&bytes).collect::<Vec<_>>(), all);
    }
}
