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

/// Reads numbers back, as `search.js` does. It ends before anything that is none.
pub(super) struct Numbers<'a>(std::slice::Iter<'a, u8>);

impl<'a> Numbers<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self(text.as_bytes().iter())
    }
}

impl Iterator for Numbers<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let (mut number, mut scale) = (0_u32, 1_u32);
        loop {
            let code = u32::from(*self.0.next()?);
            let value = code.checked_sub(35 + u32::from(code > 92)).filter(|value| *value < LAST + MORE)?;
            number = number.checked_add(scale.checked_mul(value)?)?;
            if value < LAST {
                return Some(number);
            }
            scale = scale.checked_mul(MORE)?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let numbers: Vec<u32> = (0..5000).chain([1_000_000, 40_000_000]).collect();
        let mut text = String::new();
        for number in &numbers {
            put(*number, &mut text);
        }
        assert_eq!(Numbers::of(&text).collect::<Vec<_>>(), numbers);
        assert!(text.chars().all(|c| c.is_ascii_graphic() && c != '"' && c != '\\'));
    }
}
