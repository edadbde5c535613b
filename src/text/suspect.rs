//! Letters that look right and are not: look-alikes, zero-width and control characters.

use super::scan;

/// A suspicious character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suspect {
    /// Offset.
    pub at: usize,
    /// The character.
    pub ch: char,
    /// What is wrong with it.
    pub kind: SuspectKind,
}

/// Why a character is suspicious.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuspectKind {
    /// Looks like another letter.
    LookAlike {
        /// The letter that was most likely meant.
        instead: char,
    },
    /// Takes no room: breaks searching and comparing.
    ZeroWidth,
    /// Turns the direction of writing.
    BidiControl,
    /// A control character.
    Control,
}

fn kind(ch: char) -> Option<SuspectKind> {
    Some(match ch {
        'Ð' | 'Ɖ' => SuspectKind::LookAlike { instead: 'Đ' },
        'ð' | 'ɖ' => SuspectKind::LookAlike { instead: 'đ' },
        '\u{200B}' | '\u{200C}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' => SuspectKind::ZeroWidth,
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => SuspectKind::BidiControl,
        '\t' | '\n' | '\r' => return None,
        _ if ch.is_control() => SuspectKind::Control,
        _ => return None,
    })
}

/// Cyrillic and Greek letters that look Latin.
const ALIKE: &[(char, char)] = &[
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('і', 'i'),
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('У', 'Y'),
    ('Х', 'X'),
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Χ', 'X'),
    ('ο', 'o'),
];

/// Tells by bytes alone whether a text may hold a suspicious character: nearly none does.
#[expect(clippy::needless_bitwise_bool, clippy::manual_range_contains, reason = "no branches: see `scan`")]
fn may_hold(text: &str) -> bool {
    let may = |a: u8, b: u8| {
        let control = (a < b'\t') | ((a > b'\n') & (a < b' ')) | (a == 0x7F);
        // Vietnamese letters begin with C3 to C6 and E1.
        let rare = (a == 0xC2) | ((a > 0xC6) & (a != 0xE1));
        control | rare | ((a == 0xC3) & (b | 0x20 == 0xB0)) | ((a == 0xC6) & (b == 0x89))
    };
    scan::any_where(text.as_bytes(), may, |a, b, c| {
        let control = ((a < b' ') & (a != b'\t') & (a != b'\n') & (a != b'\r')) | (a == 0x7F);
        let greek_or_cyrillic = (a >= 0xCD) & (a <= 0xD4);
        // Other controls and the soft hyphen; Ð ð; Ɖ; ɖ.
        let two = ((a == 0xC2) & ((b < 0xA0) | (b == 0xAD)))
            | ((a == 0xC3) & ((b == 0x90) | (b == 0xB0)))
            | ((a == 0xC6) & (b == 0x89))
            | ((a == 0xC9) & (b == 0x96));
        // Zero-width characters and marks of direction; the byte order mark.
        let general = (b == 0x80) & (((c >= 0x8B) & (c <= 0x8F)) | ((c >= 0xAA) & (c <= 0xAE)));
        let more = (b == 0x81) & ((c == 0xA0) | ((c >= 0xA6) & (c <= 0xA9)));
        let three = ((a == 0xE2) & (general | more)) | ((a == 0xEF) & (b == 0xBB) & (c == 0xBF));
        control | greek_or_cyrillic | two | three
    })
}

/// Returns the suspicious characters of a text.
pub fn suspects(text: &str) -> Vec<Suspect> {
    let mut out = Vec::new();
    if !may_hold(text) {
        return out;
    }
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, ch)) = chars.next() {
        // Nearly every character is plain ASCII or a Vietnamese letter.
        let plain = (' '..='~').contains(&ch) || ch == '\n' || ('\u{1EA0}'..='\u{1EF9}').contains(&ch);
        if !plain {
            if let Some(kind) = kind(ch) {
                out.push(Suspect { at, ch, kind });
            } else if let Some((_, instead)) = ALIKE.iter().find(|(letter, _)| *letter == ch) {
                // Only inside a Latin word: a Russian word is a Russian word.
                let latin = |c: char| c.is_alphabetic() && !('\u{370}'..='\u{52F}').contains(&c);
                let next = chars.peek().map_or(' ', |(_, c)| *c);
                if latin(before) || latin(next) {
                    out.push(Suspect { at, ch, kind: SuspectKind::LookAlike { instead: *instead } });
                }
            }
        }
        before = ch;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suspicious_letters_are_found() {
        let kinds = |text| suspects(text).into_iter().map(|s| s.kind).collect::<Vec<_>>();
        assert_eq!(kinds("Ðảng"), [SuspectKind::LookAlike { instead: 'Đ' }]);
        assert_eq!(kinds("chi\u{200B} bộ"), [SuspectKind::ZeroWidth]);
        assert_eq!(kinds("a\u{202E}b"), [SuspectKind::BidiControl]);
        assert_eq!(kinds("cаm"), [SuspectKind::LookAlike { instead: 'a' }]);
        assert_eq!(kinds("Москва"), []);
        assert_eq!(kinds("Đảng ủy, “trích” – 12½"), []);
    }

    #[test]
    fn no_suspect_passes_the_look_at_bytes() {
        let alike = ALIKE.iter().map(|(letter, _)| *letter);
        for ch in ('\0'..=char::MAX).filter(|ch| kind(*ch).is_some()).chain(alike) {
            assert!(may_hold(&ch.to_string()), "{ch:?}");
        }
        assert!(!may_hold("Đảng ủy, “trích” – 12½ …\u{A0}ổ\r\n"));
    }
}
