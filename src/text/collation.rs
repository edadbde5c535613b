//! Dictionary order, syllable by syllable (`domain.md` 10.3).
//!
//! Inside a syllable the letters decide first, then the tone, then small before capital; numbers go
//! by value. The common tables compare all letters of the string first and give another order.

use std::cmp::Ordering;

use unicode_normalization::UnicodeNormalization;

/// A key that sorts as [`compare`] does.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CollationKey(Vec<u16>, Box<str>);

const LETTERS: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// Returns place of the letter, tone (0 ngang, huyền, hỏi, ngã, sắc, nặng), and whether it is capital.
fn letter(ch: char) -> Option<(u16, u16, bool)> {
    let lower = ch.to_lowercase().next()?;
    let mut tone = 0;
    let mut base = lower;
    let mut quality = None;
    for (index, part) in std::iter::once(lower).nfd().enumerate() {
        match part {
            _ if index == 0 => base = part,
            '\u{0300}' => tone = 1,
            '\u{0309}' => tone = 2,
            '\u{0303}' => tone = 3,
            '\u{0301}' => tone = 4,
            '\u{0323}' => tone = 5,
            mark => quality = Some(mark),
        }
    }
    let base = match (base, quality) {
        ('a', Some('\u{0306}')) => 'ă',
        ('a', Some('\u{0302}')) => 'â',
        ('e', Some('\u{0302}')) => 'ê',
        ('o', Some('\u{0302}')) => 'ô',
        ('o', Some('\u{031B}')) => 'ơ',
        ('u', Some('\u{031B}')) => 'ư',
        (base, _) => base,
    };
    let place = LETTERS.chars().position(|c| c == base)?;
    Some((u16::try_from(place).unwrap_or(0), tone, lower != ch))
}

// Levels of the key, so that a shorter syllable sorts first and classes keep apart:
// end of text 0 < end of syllable 1 < signs < numbers < letters.
const END: u16 = 1;
const SIGN: u16 = 2;
const NUMBER: u16 = 0x4000;
const LETTER: u16 = 0x8000;

/// Returns the key of a text.
pub fn key(text: &str) -> CollationKey {
    let text: String = text.nfc().collect();
    let mut out = Vec::with_capacity(text.len());
    let mut tones = Vec::new();
    let mut cases = Vec::new();
    let mut digits = String::new();
    for ch in text.chars().chain(std::iter::once(' ')) {
        if ch.is_ascii_digit() {
            if digits.is_empty() {
                end_syllable(&mut out, &mut tones, &mut cases);
            }
            digits.push(ch);
            continue;
        }
        if !digits.is_empty() {
            number(&digits, &mut out);
            digits.clear();
        }
        if let Some((place, tone, capital)) = letter(ch) {
            out.push(LETTER + place);
            tones.push(tone);
            cases.push(u16::from(capital));
        } else {
            end_syllable(&mut out, &mut tones, &mut cases);
            if !ch.is_whitespace() && !ch.is_ascii_punctuation() && ch != '–' {
                out.push(SIGN);
                out.push(u16::try_from(u32::from(ch) & 0xFFFF).unwrap_or(0));
            }
        }
    }
    CollationKey(out, text.into())
}

fn end_syllable(out: &mut Vec<u16>, tones: &mut Vec<u16>, cases: &mut Vec<u16>) {
    if tones.is_empty() {
        return;
    }
    out.push(END);
    // Vietnamese syllables carry one tone; its sum stands for the syllable.
    out.push(END + tones.iter().sum::<u16>());
    out.push(END);
    out.extend(cases.iter().map(|case| END + case));
    out.push(END);
    tones.clear();
    cases.clear();
}

fn number(digits: &str, out: &mut Vec<u16>) {
    let significant = digits.trim_start_matches('0');
    out.push(NUMBER + u16::try_from(significant.len().min(0x3FFF)).unwrap_or(0));
    out.extend(significant.bytes().map(|d| END + u16::from(d - b'0')));
    out.push(END);
}

/// Compares two texts in dictionary order. Equal only for texts that are equal in NFC.
pub fn compare(a: &str, b: &str) -> Ordering {
    key(a).cmp(&key(b))
}

/// Returns the key of a person's name: given name (the last word), then the words before it.
pub fn person_key(name: &str) -> (CollationKey, CollationKey) {
    let name = name.trim();
    let (before, given) = name.rsplit_once(char::is_whitespace).unwrap_or(("", name));
    (key(given), key(before))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ordered(words: &[&str]) {
        let mut sorted = words.to_vec();
        sorted.reverse();
        sorted.sort_by(|a, b| compare(a, b));
        assert_eq!(sorted, words);
    }

    #[test]
    fn dictionary_order() {
        ordered(&["ma", "mà", "mả", "mã", "má", "mạ"]);
        ordered(&["dan", "đan"]);
        ordered(&["an", "ăn", "ân"]);
        ordered(&["o", "ô", "ơ"]);
        ordered(&["ma cá", "má bà"]);
        ordered(&["Chi ủy 2", "Chi ủy 10"]);
        ordered(&["ca", "cam", "can"]);
        ordered(&["bảo", "Bảo"]);
    }

    #[test]
    fn people_sort_by_given_name() {
        let mut names = ["Nguyễn Văn Bình", "Trần Thị An", "Lê Văn An"];
        names.sort_by_cached_key(|n| person_key(n));
        assert_eq!(names, ["Lê Văn An", "Trần Thị An", "Nguyễn Văn Bình"]);
    }

    proptest! {
        #[test]
        fn the_order_is_total(a in "[a-cA-Cáàđơ 0-9-]{0,8}", b in "[a-cA-Cáàđơ 0-9-]{0,8}", c in "[a-cA-Cáàđơ 0-9-]{0,8}") {
            prop_assert_eq!(compare(&a, &b), compare(&b, &a).reverse());
            if compare(&a, &b) != Ordering::Greater && compare(&b, &c) != Ordering::Greater {
                prop_assert_ne!(compare(&a, &c), Ordering::Greater);
            }
            prop_assert_eq!(compare(&a, &b) == Ordering::Equal, a == b);
        }
    }
}
