//! Syllables as search compares them: bare letters, and the marks as a number beside them.
//!
//! `themes/so-tay/static/js/search.js` folds what readers type by the same rules. The vectors in
//! `tests/search/folding.txt` hold for both: change neither alone.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// A syllable or number: up to nine bare letters (`đ` is `d`), then quality of letters and tone.
/// Sorts by the bare letters, as text does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Syllable(pub u64);

/// Bits of the marks: three for the tone, one for `đ`, two for each of the first three vowels.
const MARKS: u32 = 10;
/// Bits of a letter: 0 is the end, then digits, then letters.
const LETTER: u32 = 6;
/// Letters that are kept; longer words are foreign, and the text itself decides between them.
const LONGEST: u32 = 9;

impl Syllable {
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

/// What a character adds: letter (1 to 36, 0 for none), 8 for `đ`, quality (circumflex 1, breve 2, horn 3), tone.
#[derive(Clone, Copy, Default)]
struct Sign {
    letter: u8,
    stroke: u8,
    quality: u8,
    tone: u8,
    /// Part of a word, though no letter: a mark.
    mark: bool,
    vowel: bool,
    /// No phrase reaches over it.
    stop: bool,
}

fn sign(ch: char) -> Sign {
    let mut out = Sign { stop: STOPS.contains(&ch), ..Sign::default() };
    for part in ch.to_lowercase().nfd() {
        match part {
            'a'..='z' | '0'..='9' if out.letter == 0 => {
                out.letter = u8::try_from(part.to_digit(36).unwrap_or_default() + 1).unwrap_or_default();
            }
            'đ' | 'ð' | 'ɖ' => (out.letter, out.stroke) = (14, 8),
            '\u{0302}' => out.quality = 1,
            '\u{0306}' => out.quality = 2,
            '\u{031B}' => out.quality = 3,
            '\u{0300}' => out.tone = 1,
            '\u{0301}' => out.tone = 2,
            '\u{0309}' => out.tone = 3,
            '\u{0303}' => out.tone = 4,
            '\u{0323}' => out.tone = 5,
            _ => {}
        }
        out.mark |= ('\u{0300}'..='\u{036F}').contains(&part);
    }
    out.vowel = VOWELS.contains(&out.letter);
    out
}

/// Every Vietnamese letter in NFC stands below U+0200 or in U+1E00–U+1EFF.
static SIGNS: LazyLock<Vec<Sign>> =
    LazyLock::new(|| ('\0'..'\u{200}').chain('\u{1E00}'..='\u{1EFF}').map(sign).collect());

fn look_up(signs: &[Sign], ch: char) -> Sign {
    let at = match u32::from(ch) {
        code @ ..0x200 => code,
        code @ 0x1E00..=0x1EFF => code - 0x1E00 + 0x200,
        _ => return sign(ch),
    };
    signs.get(at as usize).copied().unwrap_or_default()
}

const STOPS: [char; 11] = ['.', ';', ':', '?', '!', '(', ')', '[', ']', '…', '\n'];
/// `a e i o u y`.
const VOWELS: [u8; 6] = [11, 15, 19, 25, 31, 35];

/// The syllable that is being read.
#[derive(Default)]
struct Reading {
    bare: u64,
    length: u32,
    marks: u64,
    vowels: u32,
    last_is_vowel: bool,
}

impl Reading {
    fn letter_at(&self, at: u32) -> u8 {
        u8::try_from((self.bare >> (64 - LETTER * (at + 1))) & ((1 << LETTER) - 1)).unwrap_or_default()
    }

    fn add(&mut self, sign: Sign) {
        if sign.letter > 0 {
            // 05 is 5.
            if self.length == 1 && self.letter_at(0) == 1 && sign.letter <= 10 {
                *self = Self::default();
            }
            if self.length < LONGEST {
                self.bare |= u64::from(sign.letter) << (64 - LETTER * (self.length + 1));
            }
            self.length += 1;
            self.last_is_vowel = sign.vowel;
            self.vowels += u32::from(self.last_is_vowel);
        }
        self.marks |= u64::from(sign.stroke);
        if sign.quality > 0 && self.last_is_vowel && self.vowels <= 3 {
            let shift = 2 + 2 * self.vowels;
            self.marks = self.marks & !(3 << shift) | u64::from(sign.quality) << shift;
        }
        if sign.tone > 0 && self.length > 0 {
            self.marks = self.marks & !7 | u64::from(sign.tone);
        }
    }

    fn end(&mut self) -> Option<Syllable> {
        if self.length == 0 {
            return None;
        }
        // kỷ is kỉ, lý is lí, quý is quí: a `y` after one consonant alone.
        let [first, second, third] = [0, 1, 2].map(|at| self.letter_at(at));
        let y = match self.length {
            2 if second == 35 && first > 10 && !VOWELS.contains(&first) => Some(1),
            3 if first == 27 && second == 31 && third == 35 => Some(2),
            _ => None,
        };
        if let Some(at) = y {
            let shift = 64 - LETTER * (at + 1);
            self.bare = self.bare & !(((1 << LETTER) - 1) << shift) | 19 << shift;
        }
        let out = Syllable(self.bare | self.marks);
        *self = Self::default();
        Some(out)
    }
}

/// Cuts a text into syllables and breaks. `12-HD/BTCTW` is three syllables side by side; `số` before
/// a number is left out, so that “Chỉ thị số 05” and “Chỉ thị 05” read the same.
pub fn pieces(text: &str, mut take: impl FnMut(Piece)) {
    let signs = SIGNS.as_slice();
    let mut reading = Reading::default();
    let mut number_word: Option<Syllable> = None;
    let mut give = |piece: Option<Piece>| {
        match piece {
            Some(Piece::Syllable(syllable)) if syllable.is_number() => number_word = None,
            Some(_) => {
                if let Some(word) = number_word.take() {
                    take(Piece::Syllable(word));
                }
            }
            None => {}
        }
        match piece {
            Some(Piece::Syllable(syllable)) if syllable.bare() == SO => number_word = Some(syllable),
            Some(piece) => take(piece),
            None => {}
        }
    };
    for ch in text.chars() {
        let sign = look_up(signs, ch);
        if sign.letter > 0 {
            let digit = sign.letter <= 10;
            // `hd12` is two.
            if reading.length > 0 && digit != (reading.letter_at(0) <= 10) {
                give(reading.end().map(Piece::Syllable));
            }
            reading.add(sign);
        } else if sign.mark {
            reading.add(sign);
        } else {
            give(reading.end().map(Piece::Syllable));
            if sign.stop {
                give(Some(Piece::Break));
            }
        }
    }
    give(reading.end().map(Piece::Syllable));
    give(Some(Piece::Break));
}

/// The word before a number: `s`, `o`.
const SO: Syllable = Syllable(29 << 58 | 25 << 52);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn folded(text: &str) -> String {
        let mut out: Vec<String> = Vec::new();
        pieces(text, |piece| {
            if let Piece::Syllable(syllable) = piece {
                out.push(format!("{}:{}", syllable.letters(), syllable.marks()));
            }
        });
        out.join(" ")
    }

    #[test]
    fn the_vectors_hold() {
        let vectors = include_str!("../../tests/search/folding.txt");
        for line in vectors.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let (text, expected) = line.split_once('\t').unwrap_or((line, ""));
            assert_eq!(folded(text), expected, "{text}");
            assert_eq!(folded(&text.nfd().collect::<String>()), expected, "{text}, decomposed");
        }
    }

    #[test]
    fn phrases_end_at_a_stop_but_not_at_a_comma() {
        let breaks = |text: &str| {
            let mut count = 0;
            pieces(text, |piece| count += usize::from(piece == Piece::Break));
            count
        };
        assert_eq!(breaks("một, hai - ba/bốn"), 1);
        assert_eq!(breaks("một. Hai"), 2);
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
                }
            });
        }
    }
}
