//! Texts as numbered syllables. A handbook writes the same few thousand words again and again, so how a word is
//! spelled is looked up whole; only a new one is cut.

use std::sync::{Arc, Mutex, PoisonError};

use super::numbering::Numbering;
use super::syllable::{Piece, Syllable, pieces};

/// The syllables of a handbook by number, one list for all threads: so the words of a page are numbers alone.
///
/// Which number a syllable gets depends on who met it first.
#[derive(Debug, Default)]
pub struct Lexicon(Mutex<Numbering>);

impl Lexicon {
    /// Returns the syllables by number.
    pub fn syllables(&self) -> Vec<Syllable> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).syllables().to_vec()
    }

    fn number(&self, syllable: Syllable) -> u32 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).number(syllable)
    }
}

impl From<Vec<Syllable>> for Lexicon {
    fn from(syllables: Vec<Syllable>) -> Self {
        Self(Mutex::new(syllables.into()))
    }
}

/// A thread's reader of texts, with the words that it has read.
#[derive(Debug)]
pub struct Words {
    lexicon: Arc<Lexicon>,
    /// Spellings by their hash; of two in one place the later stays. Empty before the first word.
    spellings: Vec<Spelling>,
    /// Syllables that this thread has met, and their numbers in the lexicon.
    met: Numbering,
    numbers: Vec<u32>,
}

/// A word as it stands in a text, without what stands around it, and its only syllable.
#[derive(Debug, Clone, Copy, Default)]
struct Spelling {
    /// Its bytes; zeros after them.
    bytes: Halves,
    numbered: Numbered,
}

/// Places for spellings; Vietnamese has about seven thousand that are in use.
const SPELLINGS: usize = 1 << 13;
/// Halves of a word that is looked up whole.
const LONGEST: usize = size_of::<Halves>();
/// The first bytes of a text, the first one lowest.
type Halves = [u64; 2];
/// Those of [`is_sign`] over which no phrase reaches.
const STOPS: &[u8] = b".;:?!()\n";

impl Words {
    /// Returns a reader that numbers syllables as a lexicon does, which grows.
    pub fn new(lexicon: Arc<Lexicon>) -> Self {
        Self { lexicon, spellings: Vec::new(), met: Numbering::default(), numbers: Vec::new() }
    }

    /// Returns whose numbers they are.
    pub fn lexicon(&self) -> &Arc<Lexicon> {
        &self.lexicon
    }

    /// Gives the syllables of a text by their number; `None` for a sign over which no phrase reaches, and at the end.
    ///
    /// `số` before a number is left out, so that “Chỉ thị số 05” and “Chỉ thị 05” read the same.
    pub fn read(&mut self, text: &str, take: impl FnMut(Option<u32>)) {
        let mut taker = Taker { words: self, take, held: None };
        let mut rest = text;
        while let Some(first) = rest.as_bytes().first() {
            let (bytes, mut length) = beginning(rest);
            if length == 0 {
                length = 1;
                if STOPS.contains(first) {
                    taker.stop();
                }
            } else if length < LONGEST {
                taker.word(rest, bytes, length);
                // A space follows, nearly always.
                length += usize::from(rest.as_bytes().get(length) == Some(&b' '));
            } else {
                length = rest.bytes().position(is_sign).unwrap_or(rest.len());
                taker.cut(rest.get(..length).unwrap_or_default());
            }
            rest = rest.get(length..).unwrap_or_default();
        }
        taker.stop();
    }

    fn numbered(&mut self, syllable: Syllable) -> Numbered {
        let at = self.met.number(syllable) as usize;
        if at == self.numbers.len() {
            self.numbers.push(self.lexicon.number(syllable));
        }
        Numbered { syllable, number: self.numbers.get(at).copied().unwrap_or_default() }
    }
}

/// A syllable with its number in the lexicon.
#[derive(Debug, Clone, Copy, Default)]
struct Numbered {
    syllable: Syllable,
    number: u32,
}

/// Who takes the words of a text. `số` is held back until it is clear that no number follows.
struct Taker<'a, F> {
    words: &'a mut Words,
    take: F,
    held: Option<Numbered>,
}

impl<F: FnMut(Option<u32>)> Taker<'_, F> {
    /// Takes the word with which a text begins.
    #[inline]
    fn word(&mut self, text: &str, bytes: Halves, length: usize) {
        let at = place(bytes);
        match self.words.spellings.get(at) {
            Some(known) if known.bytes == bytes => self.syllable(known.numbered),
            _ => self.learn(text.get(..length).unwrap_or_default(), bytes, at),
        }
    }

    /// Cuts a word, and keeps it if it is one syllable.
    fn learn(&mut self, word: &str, bytes: Halves, at: usize) {
        let mut only = None;
        let mut count = 0;
        pieces(word, |piece| {
            only = Some(piece);
            count += 1;
        });
        let (Some(Piece::Syllable(syllable)), 1) = (only, count) else { return self.cut(word) };
        let numbered = self.words.numbered(syllable);
        if self.words.spellings.is_empty() {
            self.words.spellings = vec![Spelling::default(); SPELLINGS];
        }
        if let Some(spelling) = self.words.spellings.get_mut(at) {
            *spelling = Spelling { bytes, numbered };
        }
        self.syllable(numbered);
    }

    fn cut(&mut self, word: &str) {
        pieces(word, |piece| match piece {
            Piece::Syllable(syllable) => {
                let numbered = self.words.numbered(syllable);
                self.syllable(numbered);
            }
            Piece::Break => self.stop(),
        });
    }

    #[inline]
    fn syllable(&mut self, numbered: Numbered) {
        if let Some(held) = self.held.take()
            && !numbered.syllable.is_number()
        {
            self.give(held);
        }
        if numbered.syllable.bare() == Syllable::SO {
            self.held = Some(numbered);
        } else {
            self.give(numbered);
        }
    }

    #[inline]
    fn give(&mut self, numbered: Numbered) {
        (self.take)(Some(numbered.number));
    }

    fn stop(&mut self) {
        if let Some(held) = self.held.take() {
            self.give(held);
        }
        (self.take)(None);
    }
}

/// A sign of one byte that is no part of a word: what stands between words, nearly always.
fn is_sign(byte: u8) -> bool {
    byte < b'0' || (b':'..=b'?').contains(&byte)
}

/// Returns the high bit of each byte that [`is_sign`], asked of all bytes at once.
fn signs(bytes: u64) -> u64 {
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    // All below `@` but the digits: two bits, and whether the high bit outlasts what is taken away.
    let from = |least| (bytes | HIGH) - u64::from_ne_bytes([least; 8]);
    !(bytes | bytes << 1) & (!from(b'0') | from(b'9' + 1)) & HIGH
}

/// Returns the bytes before the first sign of a text, zeros after them, and how many they are; from [`LONGEST`] on only
/// that they are so many.
fn beginning(text: &str) -> (Halves, usize) {
    let bytes = text.as_bytes();
    let bytes = bytes.first_chunk().copied().unwrap_or_else(|| {
        let mut out = [b' '; LONGEST];
        out.iter_mut().zip(bytes).for_each(|(out, byte)| *out = *byte);
        out
    });
    let bytes = u128::from_le_bytes(bytes);
    let [low, high] = [bytes, bytes >> 64].map(|half| u64::try_from(half & u128::from(u64::MAX)).unwrap_or_default());
    let before = |signs: u64| signs.trailing_zeros() as usize / 8;
    let first = |half: u64, count: usize| half & !(u64::MAX << (count * 8));
    // Words of eight bytes and more are some of a text.
    match (signs(low), signs(high)) {
        (0, 0) => ([low, high], LONGEST),
        (0, signs) => ([low, first(high, before(signs))], 8 + before(signs)),
        (signs, _) => ([first(low, before(signs)), 0], before(signs)),
    }
}

/// Where a spelling stands.
fn place([low, high]: Halves) -> usize {
    let mixed = (low ^ high.wrapping_mul(0xA24B_AED4_963E_E407)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    usize::try_from(mixed >> 48).unwrap_or_default() % SPELLINGS
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn named(syllable: Syllable) -> String {
        format!("{}:{}", syllable.letters(), syllable.marks())
    }

    /// The words of a text, and `|` for each break.
    fn read(words: &mut Words, text: &str) -> String {
        let mut numbers = Vec::new();
        words.read(text, |number| numbers.push(number));
        let syllables = words.lexicon().syllables();
        let name = |number: u32| syllables.get(number as usize).map_or("?".to_owned(), |it| named(*it));
        let names: Vec<String> = numbers.into_iter().map(|number| number.map_or("|".to_owned(), name)).collect();
        names.join(" ")
    }

    #[test]
    fn the_vectors_hold() {
        let vectors = include_str!("../../tests/search/folding.txt");
        let mut words = Words::new(Arc::default());
        for line in vectors.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let (text, expected) = line.split_once('\t').unwrap_or((line, ""));
            for form in [text.to_owned(), text.nfd().collect()] {
                let found = read(&mut words, &form).replace('|', "");
                assert_eq!(found.split_whitespace().collect::<Vec<_>>().join(" "), expected, "{text}");
            }
        }
    }

    #[test]
    fn phrases_end_at_a_stop_and_at_the_end_and_so_is_left_out_before_a_number() {
        let mut words = Words::new(Arc::default());
        assert_eq!(read(&mut words, "mot; hai: ba, bon so 05 so (5)"), "mot:0 | hai:0 | ba:0 bon:0 5:0 so:0 | 5:0 | |");
    }

    proptest! {
        #[test]
        fn words_are_what_a_text_is_cut_into(texts in proptest::collection::vec("[aAáđếộ0-9 ,.;:?!\\[“”…/-]{0,40}|\\PC{0,40}", 1..4)) {
            let mut words = Words::new(Arc::default());
            for text in texts.iter().chain(&texts) {
                let mut cut = Vec::new();
                pieces(text, |piece| cut.push(match piece {
                    Piece::Break => "|".to_owned(),
                    Piece::Syllable(syllable) => named(syllable),
                }));
                cut.push("|".to_owned());
                prop_assert_eq!(read(&mut words, text), cut.join(" "));
            }
        }
    }
}
