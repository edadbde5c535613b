//! Slugs: ASCII parts of addresses.

use super::fold::fold_char;

/// Returns the slug of a text: small ASCII letters, digits and single hyphens, none at the ends.
/// Empty for a text without letters or digits.
pub fn slug(text: &str) -> String {
    if is_slug(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for ch in text.chars() {
        fold_char(ch, |c| {
            if c.is_ascii_alphanumeric() {
                if gap && !out.is_empty() {
                    out.push('-');
                }
                gap = false;
                out.push(c);
            } else {
                gap = true;
            }
        });
    }
    out
}

/// Most names of files are their own slugs.
fn is_slug(text: &str) -> bool {
    let mut before = b'-';
    text.bytes().all(|byte| {
        let own = byte.is_ascii_lowercase() || byte.is_ascii_digit() || (byte == b'-' && before != b'-');
        before = byte;
        own
    }) && !text.ends_with('-')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn slugs_of_titles() {
        for (text, expected) in [
            ("Nghị quyết số 04-NQ/TW", "nghi-quyet-so-04-nq-tw"),
            ("  Đảng   viên — mới! ", "dang-vien-moi"),
            ("12-HD/BTCTW", "12-hd-btctw"),
            ("…", ""),
            ("Tie\u{0302}\u{0301}ng Vie\u{0302}\u{0323}t", "tieng-viet"),
        ] {
            assert_eq!(slug(text), expected);
        }
    }

    proptest! {
        #[test]
        fn a_slug_is_made_of_its_alphabet_and_is_its_own_slug(text in "\\PC{0,60}") {
            let made = slug(&text);
            prop_assert!(made.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
            prop_assert!(!made.starts_with('-') && !made.ends_with('-') && !made.contains("--"));
            prop_assert_eq!(slug(&made), made);
        }
    }
}
