//! NFC at the door, with a way back to the bytes on disk.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, char::is_combining_mark, is_nfc, is_nfc_quick};

use super::scan;

/// A text brought to NFC, with a map of offsets.
#[derive(Debug, Clone)]
pub struct Normalised {
    /// The text in NFC.
    pub text: String,
    /// Starts of clusters: offset in `text`, offset in the raw text.
    map: Vec<(usize, usize)>,
    raw_len: usize,
}

impl Normalised {
    /// Returns the offset in the raw text for an offset in [`Normalised::text`]; inside a composed
    /// letter the start of its cluster, at the end the end.
    pub fn raw_offset(&self, offset: usize) -> usize {
        if offset >= self.text.len() {
            return self.raw_len;
        }
        let at = self.map.partition_point(|(nfc, _)| *nfc <= offset);
        let Some((nfc, raw)) = at.checked_sub(1).and_then(|i| self.map.get(i)).copied() else { return 0 };
        let same = self.map.get(at).is_some_and(|(next_nfc, next_raw)| next_nfc - nfc == next_raw - raw);
        if same { raw + (offset - nfc) } else { raw }
    }
}

/// Tells whether a text has only letters that are NFC by themselves, by a quick look at the bytes:
/// Latin up to U+024F, the Vietnamese letters at U+1E80, and common punctuation. `false` says nothing.
#[expect(clippy::needless_bitwise_bool, clippy::manual_range_contains, reason = "no branches: see `scan`")]
fn is_plain(raw: &str) -> bool {
    !scan::any(raw.as_bytes(), |a, b, c| {
        let vietnamese = (b == 0xBA) | (b == 0xBB);
        let punctuation = (b == 0x80) & (c >= 0x90);
        ((a >= 0xC9) & (a <= 0xE0)) | ((a == 0xE1) & !vietnamese) | ((a == 0xE2) & !punctuation) | (a >= 0xE3)
    })
}

/// Returns the text in NFC; `None` if it is NFC already.
pub fn normalise(raw: &str) -> Option<Normalised> {
    if is_plain(raw) {
        return None;
    }
    match is_nfc_quick(raw.chars()) {
        IsNormalized::Yes => return None,
        IsNormalized::No => {}
        IsNormalized::Maybe => {
            if is_nfc(raw) {
                return None;
            }
        }
    }
    let mut text = String::with_capacity(raw.len());
    let mut map = Vec::new();
    let mut start = 0;
    let mut cluster = |from: usize, to: usize| {
        if let Some(part) = raw.get(from..to).filter(|p| !p.is_empty()) {
            map.push((text.len(), from));
            text.extend(part.nfc());
        }
    };
    for (at, ch) in raw.char_indices() {
        if at > start && !is_combining_mark(ch) && !joins(ch) {
            cluster(start, at);
            start = at;
        }
    }
    cluster(start, raw.len());
    Some(Normalised { text, map, raw_len: raw.len() })
}

/// Conjoining letters of other scripts that compose without being marks.
fn joins(ch: char) -> bool {
    matches!(ch, '\u{1160}'..='\u{11FF}')
}

/// Returns the text in NFC.
pub fn nfc(text: &str) -> Cow<'_, str> {
    match normalise(text) {
        Some(normalised) => Cow::Owned(normalised.text),
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn decomposed_text_maps_back_to_its_bytes() {
        let raw = "Ti\u{0065}\u{0302}\u{0301}ng Vie\u{0302}\u{0323}t";
        let normalised = normalise(raw).unwrap();
        assert_eq!(normalised.text, "Tiếng Việt");
        let at = normalised.text.find('V').unwrap();
        assert_eq!(normalised.raw_offset(at), raw.find('V').unwrap());
        assert_eq!(normalised.raw_offset(normalised.text.len()), raw.len());
    }

    proptest! {
        #[test]
        fn offsets_rise_and_stand_on_letters(raw in "[a-zđêơ\u{0300}\u{0301}\u{0323}\u{0302} ]{0,40}") {
            if let Some(normalised) = normalise(&raw) {
                prop_assert_eq!(&normalised.text, &raw.nfc().collect::<String>());
                let mut last = 0;
                for (at, _) in normalised.text.char_indices() {
                    let back = normalised.raw_offset(at);
                    prop_assert!(raw.is_char_boundary(back) && back >= last);
                    last = back;
                }
            }
        }
    }
}
