//! A document's syllables in order, packed: what the search index is made of.
//!
//! Made when the file is read and kept with the document, so that an unchanged page is cut into syllables once.

use std::cell::RefCell;

use bytes::Bytes;

use crate::markdown::Body;
use crate::text::syllable::Syllable;
use crate::text::words::Words;

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
const FIRST: u64 = 4;

/// A document's syllables: how many bytes the different ones take, those (packed, in the order of their first use), then
/// the words as numbers.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Wording(Bytes);

impl std::fmt::Debug for Wording {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Wording({} bytes)", self.0.len())
    }
}

impl Wording {
    /// Returns the wording of a document.
    pub fn of(document: &Document, body: &Body) -> Self {
        thread_local!(static WORDS: RefCell<Words> = RefCell::default());
        WORDS.with_borrow_mut(|words| Self::read(document, body, words))
    }

    fn read(document: &Document, body: &Body, words: &mut Words) -> Self {
        words.begin();
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
        out.end()
    }

    /// Returns a wording kept as [`Self::bytes`]; damaged ones give fewer words.
    pub fn kept(bytes: Bytes) -> Self {
        Self(bytes)
    }

    /// Returns it as bytes, to be kept.
    pub fn bytes(&self) -> &Bytes {
        &self.0
    }

    /// Returns the different syllables, in the order of their first use.
    pub fn syllables(&self) -> impl Iterator<Item = Syllable> {
        let mut rest = self.halves().0.iter();
        std::iter::from_fn(move || number(&mut rest).map(Syllable::unpacked))
    }

    /// Gives each syllable in order, by its number in [`Self::syllables`]: the part that it stands in, itself, and the
    /// one after it if no phrase ends between.
    pub fn pairs(&self, mut take: impl FnMut(Part, usize, Option<usize>)) {
        let mut rest = self.halves().1.iter();
        let mut part = Part::Text;
        let mut held: Option<usize> = None;
        while let Some(number) = number(&mut rest) {
            let now = number.checked_sub(FIRST).and_then(|number| usize::try_from(number).ok());
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

    fn halves(&self) -> (&[u8], &[u8]) {
        let mut rest = self.0.iter();
        let length = number(&mut rest).and_then(|length| usize::try_from(length).ok()).unwrap_or_default();
        rest.as_slice().split_at_checked(length).unwrap_or_default()
    }
}

struct Writing<'a> {
    words: &'a mut Words,
    text: Vec<u8>,
}

impl Writing<'_> {
    fn part(&mut self, part: Part, text: &str) {
        let Self { words, text: out } = self;
        out.push(match part {
            Part::Title => 1,
            Part::Heading => 2,
            Part::Text => 3,
        });
        words.read(text, |word| match word {
            None => out.push(0),
            Some(number) => put(FIRST + u64::from(number), out),
        });
    }

    fn end(self) -> Wording {
        let own = self.words.syllables();
        let mut syllables = Vec::with_capacity(own.len() * 5);
        for syllable in own {
            put(syllable.packed(), &mut syllables);
        }
        let mut out = Vec::with_capacity(8 + syllables.len() + self.text.len());
        put(syllables.len() as u64, &mut out);
        out.extend_from_slice(&syllables);
        out.extend_from_slice(&self.text);
        Wording(out.into())
    }
}

/// Appends a number, seven bits a byte.
fn put(mut number: u64, out: &mut Vec<u8>) {
    while number >= 0x80 {
        out.push(u8::try_from(number & 0x7F).unwrap_or_default() | 0x80);
        number >>= 7;
    }
    out.push(u8::try_from(number).unwrap_or_default());
}

#[inline]
fn number(bytes: &mut std::slice::Iter<'_, u8>) -> Option<u64> {
    // One byte or two, without asking which: nobody could guess that.
    if let [first, second, ..] = *bytes.as_slice() {
        let more = first >> 7;
        if more & second >> 7 == 0 {
            bytes.nth(more.into());
            return Some(u64::from(first & 0x7F) | u64::from(more * second) << 7);
        }
    }
    let mut out = 0;
    let mut last = 0x80;
    let mut shift = 0;
    while last >= 0x80 {
        last = *bytes.next()?;
        out |= u64::from(last & 0x7F).checked_shl(shift)?;
        shift += 7;
    }
    Some(out)
}
