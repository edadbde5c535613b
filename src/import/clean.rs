//! Letters as a handbook keeps them: NFC, without what cannot be seen.

use crate::text::nfc::nfc;

/// Returns the text in NFC without invisible characters; spaces that do not break stay.
pub(super) fn clean(text: &str) -> String {
    let kept: String = text
        .chars()
        .filter_map(|ch| match ch {
            '\t' | '\n' => Some(ch),
            // The hyphens that Word keeps apart from the usual one.
            '\u{1E}' | '\u{2011}' => Some('-'),
            // Lines that begin anew inside a paragraph.
            '\u{2028}' | '\u{2029}' | '\u{85}' => Some(' '),
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
            // Private letters: pictures of symbol fonts, and marks of our own.
            | '\u{E000}'..='\u{F8FF}' | '\u{FFFC}' | '\u{FFFD}' | '\u{FFFE}' | '\u{FFFF}' => None,
            _ if ch.is_control() => None,
            _ => Some(ch),
        })
        .collect();
    nfc(&kept).into_owned()
}

/// Returns a text on one line, single spaces between its words.
pub(super) fn line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
