//! Looking at every byte of a text at once, for the questions that nearly every text answers with "none".
//!
//! Vietnamese mixes letters of one, two and three bytes, so a loop that branches on them guesses wrong every few bytes.
//! Loops without a branch over neighbouring bytes are turned into vector instructions by the compiler.

/// Tells whether `is` holds for any byte together with the two after it; behind the end stand zeros.
///
/// `is` should use `|` and `&`, not `||` and `&&`.
pub fn any(text: &[u8], is: impl Fn(u8, u8, u8) -> bool) -> bool {
    let inside = windows(text).fold(false, |found, (a, b, c)| found | is(a, b, c));
    inside
        || match text {
            [.., y, z] => is(*y, *z, 0) || is(*z, 0, 0),
            [z] => is(*z, 0, 0),
            [] => false,
        }
}

/// Tells the same as [`any`] where `is` holds for few bytes: `may`, which is asked of a byte and the one after it, tells
/// cheaply for which it can hold at all.
pub fn any_where(text: &[u8], may: impl Fn(u8, u8) -> bool, is: impl Fn(u8, u8, u8) -> bool) -> bool {
    const PART: usize = 64;
    let mut rest = text;
    while let Some((part, _)) = rest.split_at_checked(PART + 2) {
        if windows(part).fold(false, |found, (a, b, _)| found | may(a, b))
            && windows(part).fold(false, |found, (a, b, c)| found | is(a, b, c))
        {
            return true;
        }
        rest = rest.get(PART..).unwrap_or_default();
    }
    any(rest, is)
}

/// Returns the offset of the first byte for which `is` holds.
pub fn position(text: &[u8], is: impl Fn(u8) -> bool) -> Option<usize> {
    let (blocks, _) = text.as_chunks::<32>();
    let clear =
        blocks.iter().take_while(|block| !block.iter().fold(false, |found, byte| found | is(*byte))).count() * 32;
    let rest = text.get(clear..)?;
    rest.iter().position(|byte| is(*byte)).map(|at| clear + at)
}

/// Returns the offsets of all bytes for which `is` holds, in order.
pub fn positions(text: &[u8], is: impl Fn(u8) -> bool) -> impl Iterator<Item = usize> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let found = from + position(text.get(from..)?, &is)?;
        from = found + 1;
        Some(found)
    })
}

/// Returns for how many bytes `is` holds, each given with the one before it; the first has none and is left out.
pub fn count(text: &[u8], is: impl Fn(u8, u8) -> bool) -> usize {
    // What is counted of so few fits into a byte.
    const PART: usize = 128;
    let parts = text.chunks(PART).zip(text.get(1..).unwrap_or_default().chunks(PART));
    let of_part = |(before, now): (&[u8], &[u8])| {
        before.iter().zip(now).fold(0_u8, |sum, (before, byte)| sum + u8::from(is(*before, *byte)))
    };
    parts.map(|part| usize::from(of_part(part))).sum()
}

fn windows(text: &[u8]) -> impl Iterator<Item = (u8, u8, u8)> + '_ {
    let from = |start| text.get(start..).unwrap_or_default().iter().copied();
    from(0).zip(from(1)).zip(from(2)).map(|((a, b), c)| (a, b, c))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert_eq, proptest};

    use super::{any, any_where, count, position, positions};

    proptest! {
        #[test]
        fn every_byte_is_seen_with_those_after_it(text in proptest::collection::vec(0_u8..4, 0..400)) {
            let mut padded = text.clone();
            padded.extend([0, 0]);
            let is = |a: u8, b: u8, c: u8| a == 3 && b == 2 && c != 1;
            let slow = padded.windows(3).any(|w| matches!(w, [a, b, c] if is(*a, *b, *c)));
            prop_assert_eq!(any(&text, is), slow);
            prop_assert_eq!(any_where(&text, |a, b| a == 3 && b == 2, is), slow);
            let pairs = text.windows(2).filter(|pair| matches!(pair, [2, b] if *b != 1)).count();
            prop_assert_eq!(count(&text, |a, b| a == 2 && b != 1), pairs);
            prop_assert_eq!(position(&text, |b| b == 3), text.iter().position(|b| *b == 3));
            let all: Vec<usize> = (0..).zip(&text).filter(|(_, b)| **b == 3).map(|(at, _)| at).collect();
            prop_assert_eq!(positions(&text, |b| b == 3).collect::<Vec<_>>(), all);
        }
    }
}
