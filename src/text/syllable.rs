//! Syllables as search compares them: bare letters, and the marks as a number beside them.
//!
//! `themes/so-tay/static/js/search.js` folds what readers type by the same rules and those of `words`. The vectors in
//! `tests/search/folding.txt` hold for both: change neither alone.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// A syllable or number: up to nine bare letters (`đ` is `d`), then quality of letters and tone.
/// Sorts by the bare letters, as text does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Syllable(pub u64);

/// Bits of the marks: three for the tone, one for `đ`, two for each of the first three vowels.
const MARKS: u32 = 10;
/// Bits of a letter: 0 is the end, then digits, then letters.
const LETTER: u32 = 6;
/// Letters that are kept; longer words are foreign, and the text itself decides between them.
const LONGEST: u32 = 9;

impl Syllable {
    /// `so`.
    pub const SO: Self = Self(29 << 58 | 25 << 52);

    /// Returns the syllable without marks.
    #[must_use]
    pub fn bare(self) -> Self {
        Self(self.0 >> MARKS << MARKS)
    }

    /// Returns the marks as a number; 0 for none.
    pub fn marks(self) -> u32 {
        u32::try_from(self.0 & ((1 << MARKS) - 1)).unwrap_or_default()
    }

    /// Returns the number of the first letter: 0 to 9 for a digit, 10 to 35 for `a` to `z`.
    pub fn initial(self) -> u32 {
        u32::try_from(self.0 >> (64 - LETTER)).unwrap_or_default().saturating_sub(1)
    }

    /// Tells whether this is a number.
    pub fn is_number(self) -> bool {
        self.initial() < 10
    }

    /// Returns the bare syllable of these letters, as [`Self::letters`] gives them; `None` for others.
    pub fn of_letters(letters: &str) -> Option<Self> {
        if letters.is_empty() || letters.len() > LONGEST as usize {
            return None;
        }
        (0..LONGEST).zip(letters.chars()).try_fold(Self(0), |out, (at, letter)| {
            let digit = letter.to_digit(36).filter(|_| !letter.is_ascii_uppercase())?;
            Some(Self(out.0 | u64::from(digit + 1) << (64 - LETTER * (at + 1))))
        })
    }

    /// Returns the bare letters.
    pub fn letters(self) -> String {
        (0..LONGEST)
            .map(|at| (self.0 >> (64 - LETTER * (at + 1))) & ((1 << LETTER) - 1))
            .take_while(|letter| *letter > 0)
            .filter_map(|letter| char::from_digit(u32::try_from(letter).ok()? - 1, 36))
            .collect()
    }
}

/// A text in pieces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// A syllable or number.
    Syllable(Syllable),
    /// A sign over which no phrase reaches.
    Break,
}

/// What a character adds, packed so that a text is read with one look a character.
#[derive(Clone, Copy, Default)]
struct Sign(u16);

impl Sign {
    /// Part of a word, though no letter: a mark.
    const MARK: u16 = 1 << 12;
    const VOWEL: u16 = 1 << 13;
    /// No phrase reaches over it.
    const STOP: u16 = 1 << 14;

    /// 1 to 10 for a digit, 11 to 36 for a letter, 0 for none.
    fn letter(self) -> u16 {
        self.0 & 63
    }

    /// 8 for `đ`, and the tone.
    fn stroke_and_tone(self) -> u16 {
        self.0 >> 6 & 15
    }

    /// Circumflex 1, breve 2, horn 3.
    fn quality(self) -> u16 {
        self.0 >> 10 & 3
    }

    fn is_marked(self) -> bool {
        self.0 >> 6 & 63 != 0
    }

    fn is(self, flag: u16) -> bool {
        self.0 & flag != 0
    }
}

fn sign(ch: char) -> Sign {
    let (mut letter, mut stroke, mut quality, mut tone, mut flags) = (0, 0, 0, 0, 0);
    for part in ch.to_lowercase().nfd() {
        match part {
            'a'..='z' | '0'..='9' if letter == 0 => {
                letter = u16::try_from(part.to_digit(36).unwrap_or_default() + 1).unwrap_or_default();
            }
            'đ' | 'ð' | 'ɖ' => (letter, stroke) = (14, 8),
            '\u{0302}' => quality = 1,
            '\u{0306}' => quality = 2,
            '\u{031B}' => quality = 3,
            '\u{0300}' => tone = 1,
            '\u{0301}' => tone = 2,
            '\u{0309}' => tone = 3,
            '\u{0303}' => tone = 4,
            '\u{0323}' => tone = 5,
            _ => {}
        }
        if ('\u{0300}'..='\u{036F}').contains(&part) {
            flags |= Sign::MARK;
        }
    }
    if VOWELS.contains(&letter) {
        flags |= Sign::VOWEL;
    }
    if STOPS.contains(&ch) {
        flags |= Sign::STOP;
    }
    Sign(letter | (stroke | tone) << 6 | quality << 10 | flags)
}

/// Every Vietnamese letter in NFC stands below U+0200 or in U+1E00–U+1EFF, dashes and quotes in U+2000–U+206F.
static SIGNS: LazyLock<Vec<Sign>> = LazyLock::new(|| {
    let (low, high, points) = ('\0'..'\u{200}', '\u{1E00}'..='\u{1EFF}', '\u{2000}'..='\u{206F}');
    low.chain(high).chain(points).map(sign).collect()
});

fn look_up(signs: &[Sign], ch: char) -> Sign {
    let at = match u32::from(ch) {
        code @ ..0x200 => code,
        code @ 0x1E00..=0x1EFF => code - 0x1E00 + 0x200,
        code @ 0x2000..=0x206F => code - 0x2000 + 0x300,
        _ => return sign(ch),
    };
    signs.get(at as usize).copied().unwrap_or_default()
}

const STOPS: [char; 11] = ['.', ';', ':', '?', '!', '(', ')', '[', ']', '…', '\n'];
/// `a e i o u y`.
const VOWELS: [u16; 6] = [11, 15, I, 25, 31, Y];
const I: u16 = 19;
const Y: u16 = 35;

/// The syllable that is being read.
#[derive(Default)]
struct Reading {
    bare: u64,
    length: u32,
    first: u16,
    marks: u64,
    vowels: u32,
    last_is_vowel: bool,
}

impl Reading {
    fn letter_at(&self, at: u32) -> u16 {
        u16::try_from((self.bare >> (64 - LETTER * (at + 1))) & ((1 << LETTER) - 1)).unwrap_or_default()
    }

    #[inline]
    fn letter(&mut self, sign: Sign) {
        let letter = sign.letter();
        // 05 is 5.
        if self.length == 1 && self.first == 1 && letter <= 10 {
            *self = Self::default();
        }
        if self.length == 0 {
            self.first = letter;
        }
        self.length += 1;
        if self.length <= LONGEST {
            self.bare |= u64::from(letter) << (64 - LETTER * self.length);
        }
        self.last_is_vowel = sign.is(Sign::VOWEL);
        self.vowels += u32::from(self.last_is_vowel);
        if sign.is_marked() {
            self.mark(sign);
        }
    }

    #[inline]
    fn mark(&mut self, sign: Sign) {
        if sign.quality() > 0 && self.last_is_vowel && self.vowels <= 3 {
            let shift = 2 + 2 * self.vowels;
            self.marks = self.marks & !(3 << shift) | u64::from(sign.quality()) << shift;
        }
        let tone = u64::from(sign.stroke_and_tone());
        if tone & 7 > 0 && self.length > 0 {
            self.marks &= !7;
            self.marks |= tone;
        } else {
            self.marks |= tone & 8;
        }
    }

    #[inline]
    fn end(&mut self) -> Option<Syllable> {
        if self.length == 0 {
            return None;
        }
        // kỷ is kỉ, lý is lí, quý is quí: a `y` after one consonant alone.
        if self.length == 2 && self.letter_at(1) == Y && self.first > 10 && !VOWELS.contains(&self.first) {
            self.y_to_i(2);
        } else if self.length == 3 && [0, 1, 2].map(|at| self.letter_at(at)) == [27, 31, Y] {
            self.y_to_i(3);
        }
        let out = Syllable(self.bare | self.marks);
        *self = Self::default();
        Some(out)
    }

    fn y_to_i(&mut self, length: u32) {
        let shift = 64 - LETTER * length;
        self.bare = self.bare & !(((1 << LETTER) - 1) << shift) | u64::from(I) << shift;
    }
}

/// Cuts a text into syllables and breaks. `12-HD/BTCTW` is three syllables side by side.
pub fn pieces(text: &str, mut take: impl FnMut(Piece)) {
    let signs = SIGNS.as_slice();
    let mut reading = Reading::default();
    for ch in text.chars() {
        let sign = look_up(signs, ch);
        if sign.letter() > 0 {
            // `hd12` is two.
            if reading.length > 0
                && (sign.letter() <= 10) != (reading.first <= 10)
                && let Some(syllable) = reading.end()
            {
                take(Piece::Syllable(syllable));
            }
            reading.letter(sign);
        } else if sign.is(Sign::MARK) {
            reading.mark(sign);
        } else {
            if let Some(syllable) = reading.end() {
                take(Piece::Syllable(syllable));
            }
            if sign.is(Sign::STOP) {
                take(Piece::Break);
            }
        }
    }
    if let Some(syllable) = reading.end() {
        take(Piece::Syllable(syllable));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn phrases_end_at_a_stop_but_not_at_a_comma() {
        let breaks = |text: &str| {
            let mut count = 0;
            pieces(text, |piece| count += usize::from(piece == Piece::Break));
            count
        };
        assert_eq!(breaks("một, hai - ba/bốn"), 0);
        assert_eq!(breaks("một. Hai"), 1);
    }

    proptest! {
        #[test]
        fn any_text_gives_bare_letters(text in "\\PC{0,60}") {
            pieces(&text, |piece| {
                if let Piece::Syllable(syllable) = piece {
                    let letters = syllable.letters();
                    assert!(!letters.is_empty() && letters.len() <= 9);
                    assert!(letters.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
                    assert_eq!(letters.bytes().all(|b| b.is_ascii_digit()), syllable.is_number());
                    assert_eq!(Syllable::of_letters(&letters), Some(syllable.bare()));
                }
            });
        }
    }
}
