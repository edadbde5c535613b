//! Text typed for old fonts: TCVN3 (ABC) and VNI-Windows, read as if it were Latin-1.
//!
//! Such text is valid UTF-8 and looks like "§¶ng Céng s¶n `ViÖt` Nam" or "Ñaûng Coäng saûn Vieät Nam".
//! Tables: TCVN 5712:1993 (VN3) and VNI-Windows. TCVN3 has no toned capitals; its capital fonts show
//! the small codes as capitals, so the conversion gives small letters.

use std::collections::BTreeSet;

use super::scan;

/// An encoding from before Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LegacyEncoding {
    /// TCVN3, also called ABC (`.VnTime` fonts).
    Tcvn3,
    /// VNI-Windows (`VNI-Times` fonts).
    Vni,
}

/// Old text that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its encoding.
    pub encoding: LegacyEncoding,
    /// Offset of the line or run that shows it.
    pub at: usize,
    /// That line, cut to a readable length.
    pub sample: String,
}

/// A text converted to Unicode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Converted {
    /// The text.
    pub text: String,
    /// Characters that the table does not know, with their offsets in the input.
    pub doubtful: Vec<(usize, char)>,
}

const TCVN3: &[(char, char)] = &[
    ('¡', 'Ă'),
    ('¢', 'Â'),
    ('£', 'Ê'),
    ('¤', 'Ô'),
    ('¥', 'Ơ'),
    ('¦', 'Ư'),
    ('§', 'Đ'),
    ('¨', 'ă'),
    ('©', 'â'),
    ('ª', 'ê'),
    ('«', 'ô'),
    ('¬', 'ơ'),
    ('\u{AD}', 'ư'),
    ('®', 'đ'),
    ('µ', 'à'),
    ('¶', 'ả'),
    ('·', 'ã'),
    ('¸', 'á'),
    ('¹', 'ạ'),
    ('»', 'ằ'),
    ('¼', 'ẳ'),
    ('½', 'ẵ'),
    ('¾', 'ắ'),
    ('Æ', 'ặ'),
    ('Ç', 'ầ'),
    ('È', 'ẩ'),
    ('É', 'ẫ'),
    ('Ê', 'ấ'),
    ('Ë', 'ậ'),
    ('Ì', 'è'),
    ('Î', 'ẻ'),
    ('Ï', 'ẽ'),
    ('Ð', 'é'),
    ('Ñ', 'ẹ'),
    ('Ò', 'ề'),
    ('Ó', 'ể'),
    ('Ô', 'ễ'),
    ('Õ', 'ế'),
    ('Ö', 'ệ'),
    ('×', 'ì'),
    ('Ø', 'ỉ'),
    ('Ü', 'ĩ'),
    ('Ý', 'í'),
    ('Þ', 'ị'),
    ('ß', 'ò'),
    ('á', 'ỏ'),
    ('â', 'õ'),
    ('ã', 'ó'),
    ('ä', 'ọ'),
    ('å', 'ồ'),
    ('æ', 'ổ'),
    ('ç', 'ỗ'),
    ('è', 'ố'),
    ('é', 'ộ'),
    ('ê', 'ờ'),
    ('ë', 'ở'),
    ('ì', 'ỡ'),
    ('í', 'ớ'),
    ('î', 'ợ'),
    ('ï', 'ù'),
    ('ñ', 'ủ'),
    ('ò', 'ũ'),
    ('ó', 'ú'),
    ('ô', 'ụ'),
    ('õ', 'ừ'),
    ('ö', 'ử'),
    ('÷', 'ữ'),
    ('ø', 'ứ'),
    ('ù', 'ự'),
    ('ú', 'ỳ'),
    ('û', 'ỷ'),
    ('ü', 'ỹ'),
    ('ý', 'ý'),
    ('þ', 'ỵ'),
];

/// VNI: a letter and the sign after it. Small letters; capitals follow from them.
const VNI_PAIRS: &[(char, &[(char, char)])] = &[
    (
        'a',
        &[
            ('ù', 'á'),
            ('ø', 'à'),
            ('û', 'ả'),
            ('õ', 'ã'),
            ('ï', 'ạ'),
            ('â', 'â'),
            ('á', 'ấ'),
            ('à', 'ầ'),
            ('å', 'ẩ'),
            ('ã', 'ẫ'),
            ('ä', 'ậ'),
            ('ê', 'ă'),
            ('é', 'ắ'),
            ('è', 'ằ'),
            ('ú', 'ẳ'),
            ('ü', 'ẵ'),
            ('ë', 'ặ'),
        ],
    ),
    (
        'e',
        &[
            ('ù', 'é'),
            ('ø', 'è'),
            ('û', 'ẻ'),
            ('õ', 'ẽ'),
            ('ï', 'ẹ'),
            ('â', 'ê'),
            ('á', 'ế'),
            ('à', 'ề'),
            ('å', 'ể'),
            ('ã', 'ễ'),
            ('ä', 'ệ'),
        ],
    ),
    (
        'o',
        &[
            ('ù', 'ó'),
            ('ø', 'ò'),
            ('û', 'ỏ'),
            ('õ', 'õ'),
            ('ï', 'ọ'),
            ('â', 'ô'),
            ('á', 'ố'),
            ('à', 'ồ'),
            ('å', 'ổ'),
            ('ã', 'ỗ'),
            ('ä', 'ộ'),
        ],
    ),
    ('ô', &[('ù', 'ớ'), ('ø', 'ờ'), ('û', 'ở'), ('õ', 'ỡ'), ('ï', 'ợ')]),
    ('u', &[('ù', 'ú'), ('ø', 'ù'), ('û', 'ủ'), ('õ', 'ũ'), ('ï', 'ụ')]),
    ('ö', &[('ù', 'ứ'), ('ø', 'ừ'), ('û', 'ử'), ('õ', 'ữ'), ('ï', 'ự')]),
    ('y', &[('ù', 'ý'), ('ø', 'ỳ'), ('û', 'ỷ'), ('õ', 'ỹ')]),
];

const VNI_SINGLE: &[(char, char)] =
    &[('ñ', 'đ'), ('ô', 'ơ'), ('ö', 'ư'), ('í', 'í'), ('ì', 'ì'), ('æ', 'ỉ'), ('ó', 'ĩ'), ('ò', 'ị'), ('î', 'ỵ')];

fn lower(ch: char) -> char {
    ch.to_lowercase().next().unwrap_or(ch)
}

fn upper_like(ch: char, model: char) -> char {
    if model.is_uppercase() { ch.to_uppercase().next().unwrap_or(ch) } else { ch }
}

fn tcvn3(ch: char) -> Option<char> {
    TCVN3.iter().find(|(old, _)| *old == ch).map(|(_, new)| *new)
}

fn vni_pair(first: char, second: char) -> Option<char> {
    let (_, signs) = VNI_PAIRS.iter().find(|(letter, _)| *letter == lower(first))?;
    let (_, new) = signs.iter().find(|(sign, _)| *sign == lower(second))?;
    Some(upper_like(*new, first))
}

fn vni_single(ch: char) -> Option<char> {
    VNI_SINGLE.iter().find(|(old, _)| *old == lower(ch)).map(|(_, new)| upper_like(*new, ch))
}

/// Returns a text converted to Unicode.
pub fn convert(text: &str, encoding: LegacyEncoding) -> Converted {
    let mut out = String::with_capacity(text.len());
    let mut doubtful = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, ch)) = chars.next() {
        let new = match encoding {
            LegacyEncoding::Tcvn3 => tcvn3(ch),
            LegacyEncoding::Vni => {
                let pair = chars.peek().and_then(|(_, next)| vni_pair(ch, *next));
                if pair.is_some() {
                    chars.next();
                }
                pair.or_else(|| vni_single(ch))
            }
        };
        if new.is_none() && ('\u{80}'..='\u{FF}').contains(&ch) && ch != '\u{A0}' {
            doubtful.push((at, ch));
        }
        out.push(new.unwrap_or(ch));
    }
    Converted { text: out, doubtful }
}

/// A word that makes sense only as TCVN3: small Latin letters around signs or capitals of Latin-1.
fn tcvn3_word(word: &str) -> bool {
    let mut letters = 0;
    let mut odd = 0;
    let mut before = ' ';
    for ch in word.chars() {
        if ch.is_ascii_alphabetic() {
            letters += 1;
        } else if tcvn3(ch).is_some() {
            let sign = matches!(ch, '¡'..='¾' | '×' | '÷' | 'Þ' | 'þ' | 'ß') && ch != '\u{AD}';
            let capital = ch.is_uppercase() && before.is_ascii_lowercase();
            odd += i32::from(sign || capital);
        } else {
            return false;
        }
        before = ch;
    }
    letters > 0 && odd > 0
}

/// A word that makes sense only as VNI: a vowel with a sign that Vietnamese never has there. No
/// Vietnamese syllable ends like the French "maïs", "haïr", "Noël".
fn vni_word(word: &str) -> bool {
    if word.ends_with(['b', 'd', 'f', 'j', 'k', 'l', 'q', 'r', 's', 'v', 'w', 'x', 'z']) {
        return false;
    }
    let mut before = ' ';
    let mut odd = false;
    for ch in word.chars() {
        if u32::from(ch) > 0xFF {
            return false;
        }
        let (first, second) = (lower(before), lower(ch));
        odd |= match first {
            'a' | 'e' => vni_pair(first, second).is_some(),
            'o' => matches!(second, 'ù' | 'ø' | 'û' | 'ï' | 'â' | 'å' | 'ä'),
            'u' | 'y' | 'ö' => matches!(second, 'ø' | 'û' | 'ï' | 'õ'),
            'ô' => matches!(second, 'ù' | 'ø' | 'û' | 'õ' | 'ï'),
            _ => false,
        };
        before = ch;
    }
    odd
}

/// A word with letters that only Unicode Vietnamese has.
fn unicode_word(word: &str) -> bool {
    word.chars().any(|c| matches!(c, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1EA0}'..='\u{1EF9}' | '\u{300}'..='\u{323}'))
}

/// Tells whether a place in a text may belong to a word of old text: a quick look at the bytes, since nearly every
/// text has none. Latin-1 letters are `C2 xx` and `C3 xx` in UTF-8.
#[expect(clippy::needless_bitwise_bool, clippy::manual_range_contains, reason = "no branches: see `scan`")]
fn may_hold(text: &str) -> bool {
    let latin1 = |before: u8, lead: u8, byte: u8| {
        let sign = (byte == 0x97) | (byte == 0xB7) | (byte == 0x9E) | (byte == 0xBE) | (byte == 0x9F);
        let capital = (byte < 0xA0) & (before >= b'a') & (before <= b'z');
        // The letters as small ones: capitals stand 0x20 below.
        let (letter, mark) = (before | 0x20, byte | 0x20);
        let common = (mark == 0xB9) | (mark == 0xB8) | (mark == 0xBB) | (mark == 0xAF);
        let after_o = common | (mark == 0xA2) | (mark == 0xA5) | (mark == 0xA4);
        let after_u = common | (mark == 0xB5);
        // 0xB6 and 0xB4 are the last bytes of ö and ô.
        let pair = (letter == b'a')
            | (letter == b'e')
            | ((letter == b'o') & after_o)
            | (((letter == b'u') | (letter == b'y') | (letter == 0xB6) | (letter == 0xB4)) & after_u);
        ((lead == 0xC2) & (byte >= 0xA1) & (byte <= 0xBE)) | ((lead == 0xC3) & (sign | capital | pair))
    };
    let start = match text.as_bytes() {
        [lead, byte, ..] => latin1(0, *lead, *byte),
        _ => false,
    };
    start || scan::any(text.as_bytes(), latin1)
}

/// Finds old text: at least three words that make sense only so, two of them on one line that has
/// fewer words of proper Vietnamese.
pub fn detect(text: &str) -> Option<Found> {
    let latin1 = |c: char| ('\u{A1}'..='\u{FF}').contains(&c);
    if !may_hold(text) {
        return None;
    }
    let mut tcvn = Tally::default();
    let mut vni = Tally::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = || line.split(|c: char| c.is_whitespace() || c.is_ascii_punctuation()).filter(|w| !w.is_empty());
        if line.contains(latin1) {
            let proper = words().filter(|w| unicode_word(w)).count();
            for (tally, is_old) in [(&mut tcvn, tcvn3_word as fn(&str) -> bool), (&mut vni, vni_word)] {
                let old: Vec<&str> = words().filter(|w| is_old(w)).collect();
                // Old text shows in most of its words; French or Portuguese only here and there.
                if old.len() > proper && old.len() >= 2 && old.len() * 3 >= words().count() {
                    tally.words.extend(old.iter().map(|w| (*w).to_owned()));
                    tally.first.get_or_insert((start, line));
                }
            }
        }
        start += line.len();
    }
    let (tally, encoding) =
        if tcvn.words.len() >= vni.words.len() { (tcvn, LegacyEncoding::Tcvn3) } else { (vni, LegacyEncoding::Vni) };
    let (at, line) = tally.first.filter(|_| tally.words.len() >= 3)?;
    let lead = line.len() - line.trim_start().len();
    let sample: String = line.trim().chars().take(60).collect();
    Some(Found { encoding, at: at + lead, sample })
}

#[derive(Default)]
struct Tally<'a> {
    words: BTreeSet<String>,
    first: Option<(usize, &'a str)>,
}

/// Finds old text in bytes that are not UTF-8, read as Latin-1.
pub fn detect_bytes(bytes: &[u8]) -> Option<LegacyEncoding> {
    let text: String = bytes.iter().map(|b| char::from(*b)).collect();
    detect(&text).map(|found| found.encoding)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn old_text_is_found_and_converted() {
        for (old, encoding, new) in [
            ("§¶ng Céng s¶n ViÖt Nam", LegacyEncoding::Tcvn3, "Đảng Cộng sản Việt Nam"),
            (
                "N©ng cao chÊt l\u{AD}îng sinh ho¹t chi bé",
                LegacyEncoding::Tcvn3,
                "Nâng cao chất lượng sinh hoạt chi bộ",
            ),
            ("Ñaûng Coäng saûn Vieät Nam", LegacyEncoding::Vni, "Đảng Cộng sản Việt Nam"),
            ("Naâng cao chaát löôïng sinh hoaït chi boä", LegacyEncoding::Vni, "Nâng cao chất lượng sinh hoạt chi bộ"),
        ] {
            let found = detect(old).unwrap();
            assert_eq!(found.encoding, encoding, "{old}");
            assert_eq!(convert(old, encoding).text, new);
        }
    }

    #[test]
    fn proper_text_is_left_alone() {
        for text in [
            "Đảng Cộng sản Việt Nam, hoà bình, hoá học, tuý, quý, thuỷ, khoẻ, loã xoã, hoè, toé",
            "a\u{300} e\u{302}\u{301} o\u{31B}\u{300} chi bo\u{323}\u{302}",
            "Voilà une naïveté: où est le goût, Noël, maïs, haïr, caïd; l'été déjà à Saint-Benoît",
            "© 2026 §5 ¶2 ®; 1½ »x« µm ·",
            "São Tomé, coração, ação, não, mães",
            "Đại úy, lũy, hòa, cứ, giữa, ngoài, thoát, tuần, uống, uýt",
        ] {
            assert_eq!(detect(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_accepted(text in "\\PC{0,200}") {
            let _ = detect(&text);
            let _ = convert(&text, LegacyEncoding::Vni);
            let _ = convert(&text, LegacyEncoding::Tcvn3);
        }
    }
}
