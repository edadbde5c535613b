//! Numbers as printable text, small ones in one sign: no quote, no backslash, nothing that JSON would escape.

/// Signs that end a number: its value is below this.
const LAST: u32 = 59;
/// Signs that are followed by more.
const MORE: u32 = 32;

/// The sign for 0 to 90: printable ASCII from `#` on, without the backslash.
fn sign(value: u32) -> char {
    let code = value + 35;
    char::from(u8::try_from(code + u32::from(code >= 92)).unwrap_or(b'#'))
}

/// Appends a number: values below 59 are one sign, others carry their rest on.
pub(super) fn put(mut number: u32, out: &mut String) {
    while number >= LAST {
        let rest = number - LAST;
        out.push(sign(LAST + rest % MORE));
        number = rest / MORE;
    }
    out.push(sign(number));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `search.js` does.
    fn read(text: &str) -> Vec<u32> {
        let mut out = Vec::new();
        let (mut number, mut scale) = (0, 1);
        for ch in text.chars() {
            let code = u32::from(ch);
            let value = code - 35 - u32::from(code > 92);
            number += scale * value;
            if value < LAST {
                out.push(number);
                (number, scale) = (0, 1);
            } else {
                scale *= MORE;
            }
        }
        out
    }

    #[test]
    fn numbers_come_back() {
        let numbers: Vec<u32> = (0..5000).chain([1_000_000, 40_000_000]).collect();
        let mut text = String::new();
        for number in &numbers {
            put(*number, &mut text);
        }
        assert_eq!(read(&text), numbers);
        assert!(text.chars().all(|c| c.is_ascii_graphic() && c != '"' && c != '\\'));
    }
}
