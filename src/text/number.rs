//! Numbers the Vietnamese way: dot for thousands, comma for decimals.

/// Returns a whole number: `1.234.567`.
pub fn integer(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        out.push('-');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// Returns a number with at most `places` decimals, zeros at the end cut off: `95,5`.
pub fn decimal(number: f64, places: usize) -> String {
    let text = format!("{number:.places$}");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let fraction = fraction.trim_end_matches('0');
    let whole = whole.parse::<i64>().map_or_else(|_| whole.to_owned(), integer);
    let negative = number < 0.0 && !whole.starts_with('-') && (whole != "0" || !fraction.is_empty());
    let sign = if negative { "-" } else { "" };
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole},{fraction}") }
}

/// A share in tenths of a per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(u64);

impl Percent {
    /// Returns the share of `part` in `whole`, rounded half up; `None` for an empty whole.
    pub fn of(part: u64, whole: u64) -> Option<Self> {
        let tenths = u128::from(part) * 2000 + u128::from(whole);
        let tenths = tenths.checked_div(u128::from(whole) * 2)?;
        u64::try_from(tenths).ok().map(Self)
    }

    /// Returns tenths of a per cent.
    pub fn tenths(self) -> u64 {
        self.0
    }

    /// Returns `91,3%`.
    pub fn vi(self) -> String {
        if self.0.is_multiple_of(10) {
            format!("{}%", self.0 / 10)
        } else {
            format!("{},{}%", self.0 / 10, self.0 % 10)
        }
    }
}

/// The letters that Vietnamese lists count by: no f, j, w, z.
const LIST: &str = "abcdđeghiklmnopqrstuvxy";

/// Returns the letter of the `n`-th list item, from 1; after the last letter they double.
pub fn letter_vi(n: usize) -> String {
    let count = LIST.chars().count();
    let index = n.saturating_sub(1);
    let letter = LIST.chars().nth(index % count).unwrap_or('a');
    letter.to_string().repeat(index / count + 1)
}

/// Signs of Roman numbers, greatest first.
const SIGNS: [(u32, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// Returns a Roman number; above 3999 the digits.
pub fn roman(number: u32) -> String {
    if number == 0 || number > 3999 {
        return number.to_string();
    }
    let mut rest = number;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_the_vietnamese_way() {
        assert_eq!(integer(1_234_567), "1.234.567");
        assert_eq!(integer(-712), "-712");
        assert_eq!(decimal(95.5, 2), "95,5");
        assert_eq!(decimal(100.0, 2), "100");
        assert_eq!(decimal(1234.25, 2), "1.234,25");
        assert_eq!(decimal(-0.5, 1), "-0,5");
    }

    #[test]
    fn rates_round_half_up() {
        assert_eq!(Percent::of(21, 23).map(Percent::vi).as_deref(), Some("91,3%"));
        assert_eq!(Percent::of(1, 1).map(Percent::vi).as_deref(), Some("100%"));
        assert_eq!(Percent::of(1, 0), None);
    }

    #[test]
    fn lists_count_with_their_letters() {
        let first: Vec<String> = (1..=11).map(letter_vi).collect();
        assert_eq!(first.join(""), "abcdđeghikl");
        assert_eq!(roman(14), "XIV");
    }
}
