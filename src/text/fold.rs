//! Folding: letters without marks, for finding and comparing.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::nfc::nfc;

/// Returns the plain letter of a Vietnamese letter, in small; `None` for any other character.
pub(super) fn plain(ch: char) -> Option<char> {
    Some(match ch {
        'a'..='z' => ch,
        'A'..='Z' => ch.to_ascii_lowercase(),
        'đ' | 'Đ' | 'Ð' | 'ð' | 'Ɖ' | 'ɖ' => 'd',
        'à' | 'á' | 'ả' | 'ã' | 'ạ' | 'ă' | 'ằ' | 'ắ' | 'ẳ' | 'ẵ' | 'ặ' | 'â' | 'ầ' | 'ấ' | 'ẩ' | 'ẫ' | 'ậ' => {
            'a'
        }
        'è' | 'é' | 'ẻ' | 'ẽ' | 'ẹ' | 'ê' | 'ề' | 'ế' | 'ể' | 'ễ' | 'ệ' => 'e',
        'ì' | 'í' | 'ỉ' | 'ĩ' | 'ị' => 'i',
        'ò' | 'ó' | 'ỏ' | 'õ' | 'ọ' | 'ô' | 'ồ' | 'ố' | 'ổ' | 'ỗ' | 'ộ' | 'ơ' | 'ờ' | 'ớ' | 'ở' | 'ỡ' | 'ợ' => {
            'o'
        }
        'ù' | 'ú' | 'ủ' | 'ũ' | 'ụ' | 'ư' | 'ừ' | 'ứ' | 'ử' | 'ữ' | 'ự' => 'u',
        'ỳ' | 'ý' | 'ỷ' | 'ỹ' | 'ỵ' => 'y',
        _ => return None,
    })
}

/// Appends the folded form of a character.
pub(super) fn fold_char(ch: char, mut push: impl FnMut(char)) {
    if ch.is_ascii() {
        return push(ch.to_ascii_lowercase());
    }
    if let Some(letter) = plain(ch) {
        return push(letter);
    }
    if is_combining_mark(ch) {
        return;
    }
    for lower in ch.to_lowercase() {
        match plain(lower) {
            Some(letter) => push(letter),
            None => std::iter::once(lower).nfd().filter(|c| !is_combining_mark(*c)).for_each(&mut push),
        }
    }
}

/// Returns a text in small letters without marks: `Đường lối` → `duong loi`. Neutral to NFC and NFD.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        fold_char(ch, |c| out.push(c));
    }
    out
}

/// Tone marks on `a e i o u y`, as (letter, with tone) by tone: huyền, sắc, hỏi, ngã, nặng.
const TONED: [(char, [char; 5]); 6] = [
    ('a', ['à', 'á', 'ả', 'ã', 'ạ']),
    ('e', ['è', 'é', 'ẻ', 'ẽ', 'ẹ']),
    ('i', ['ì', 'í', 'ỉ', 'ĩ', 'ị']),
    ('o', ['ò', 'ó', 'ỏ', 'õ', 'ọ']),
    ('u', ['ù', 'ú', 'ủ', 'ũ', 'ụ']),
    ('y', ['ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ']),
];

fn split_tone(ch: char) -> Option<(char, usize, bool)> {
    let lower = ch.to_lowercase().next()?;
    TONED
        .iter()
        .find_map(|(letter, toned)| toned.iter().position(|t| *t == lower).map(|tone| (*letter, tone, lower != ch)))
}

fn with_tone(letter: char, tone: usize) -> Option<char> {
    let lower = letter.to_lowercase().next()?;
    let (_, toned) = TONED.iter().find(|(l, _)| *l == lower)?;
    let out = *toned.get(tone)?;
    if lower == letter { Some(out) } else { out.to_uppercase().next() }
}

/// Returns the text with tones in one place: `hoà` → `hòa`, `uỷ` → `ủy`, `khoẻ` → `khỏe`.
///
/// Only where no letter follows and not after `q`, where `quý` has one spelling (`domain.md` 10.4).
pub fn canonical_tone(text: &str) -> Cow<'_, str> {
    let text = nfc(text);
    let chars: Vec<char> = text.chars().collect();
    let mut changed: Option<Vec<char>> = None;
    for (at, window) in chars.windows(2).enumerate() {
        let &[first, second] = window else { continue };
        let base = first.to_lowercase().next().unwrap_or(first);
        if !matches!(base, 'o' | 'u') {
            continue;
        }
        let Some((letter, tone, upper)) = split_tone(second) else { continue };
        let pair = matches!((base, letter), ('o', 'a' | 'e') | ('u', 'y'));
        let follows = chars.get(at + 2).is_some_and(|c| c.is_alphabetic());
        let after_q = at.checked_sub(1).and_then(|i| chars.get(i)).is_some_and(|c| matches!(c, 'q' | 'Q'));
        if !pair || follows || after_q {
            continue;
        }
        let Some(toned) = with_tone(first, tone) else { continue };
        let plain = if upper { letter.to_uppercase().next().unwrap_or(letter) } else { letter };
        let out = changed.get_or_insert_with(|| chars.clone());
        if let Some(pair) = out.get_mut(at..at + 2) {
            pair.copy_from_slice(&[toned, plain]);
        }
    }
    match changed {
        Some(chars) => Cow::Owned(chars.into_iter().collect()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_and_case_are_dropped() {
        for (text, folded) in [
            ("Đường lối ĐỔI MỚI", "duong loi doi moi"),
            ("Ðảng ủy", "dang uy"),
            ("ưƯơƠ ẵẫ ộ", "uuoo aa o"),
            ("ÉCOLE ñ", "ecole n"),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    #[test]
    fn tones_come_to_one_place() {
        for (text, canonical) in [
            ("hoà bình", "hòa bình"),
            ("Uỷ ban", "Ủy ban"),
            ("khoẻ", "khỏe"),
            ("quý", "quý"),
            ("hoàn", "hoàn"),
            ("thuỷ chung", "thủy chung"),
            ("HOÀ", "HÒA"),
        ] {
            assert_eq!(canonical_tone(text), canonical);
        }
    }

    proptest! {
        #[test]
        fn folding_is_neutral_and_done_once(text in "\\PC{0,40}") {
            let folded = fold(&text);
            prop_assert_eq!(&fold(&text.nfd().collect::<String>()), &fold(&text.nfc().collect::<String>()));
            prop_assert_eq!(&fold(&folded), &folded);
        }
    }
}
