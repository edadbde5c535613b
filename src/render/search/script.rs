//! What a file of the index is: a call that hands over what it holds.

use serde::Serialize;

use crate::text::scan;

/// What stands around what a file holds: a call that hands it over.
pub(super) const CALL: (&[u8], &[u8]) = (b"sotaySearch(", b")\n");

/// Returns the call with what a file holds: its name first.
pub(super) fn script(holds: &impl Serialize) -> Vec<u8> {
    let mut out = CALL.0.to_vec();
    // Texts and numbers only: nothing here can fail.
    let _ = serde_json::to_writer(&mut out, holds);
    out.extend_from_slice(CALL.1);
    out
}

/// The same for a file that holds nothing but texts.
pub(super) fn script_of_texts(texts: [&str; 3]) -> Vec<u8> {
    let mut out = Vec::with_capacity(64 + texts.iter().map(|text| text.len()).sum::<usize>());
    out.extend_from_slice(CALL.0);
    let mut open = b'[';
    for text in texts {
        out.push(open);
        open = b',';
        quoted(text, &mut out);
    }
    out.push(b']');
    out.extend_from_slice(CALL.1);
    out
}

/// Appends a text as JSON. So much text is in these files that it is looked through many bytes at a time.
pub(super) fn quoted(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    let mut rest = text.as_bytes();
    while let Some(at) = scan::position(rest, |byte| byte < 0x20 || byte == b'"' || byte == b'\\') {
        let (plain, special) = rest.split_at_checked(at).unwrap_or((rest, &[]));
        let Some((special, after)) = special.split_first() else { break };
        out.extend_from_slice(plain);
        match special {
            b'\n' => out.extend_from_slice(b"\\n"),
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', *special]),
            control => out.extend_from_slice(format!("\\u{control:04x}").as_bytes()),
        }
        rest = after;
    }
    out.extend_from_slice(rest);
    out.push(b'"');
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_quoted_text_is_that_text(text in "[a-zđ\"\\\\\n\t\r\u{1}\u{7f}\u{2028} ]{0,80}") {
            let mut out = Vec::new();
            quoted(&text, &mut out);
            prop_assert_eq!(serde_json::from_slice::<String>(&out).unwrap_or_default(), text);
        }
    }
}
