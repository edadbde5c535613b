//! Cells as bytes, for the memory of a build: nearly all are empty. For `serde(with)`.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserializer, Serializer};

use super::cells::{Cell, SLOTS};

/// Bytes that tell which cells of a first syllable are not empty, a bit for each.
const BITS: usize = size_of::<u64>();

/// Writes cells: for each first syllable which of its cells are not empty, then those.
pub(super) fn serialize<S: Serializer>(cells: &[Cell], to: S) -> Result<S::Ok, S::Error> {
    let mut out = Vec::with_capacity(cells.len() * 3);
    for of_first in cells.chunks(SLOTS) {
        let stands = |(at, cell): (usize, &Cell)| u64::from(!cell.is_empty()) << at;
        let bits: u64 = of_first.iter().enumerate().map(stands).sum();
        out.extend_from_slice(&bits.to_le_bytes());
        for cell in of_first.iter().filter(|cell| !cell.is_empty()) {
            out.extend_from_slice(&cell.count.to_le_bytes());
            out.extend_from_slice(&cell.print.to_le_bytes());
        }
    }
    to.serialize_bytes(&out)
}

/// Reads them back; bytes that end too soon are a fault.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Cell>, D::Error> {
    from.deserialize_bytes(Bytes)
}

struct Bytes;

impl Visitor<'_> for Bytes {
    type Value = Vec<Cell>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("cells")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<Cell>, E> {
        read(bytes).ok_or_else(|| E::custom("cells that end too soon"))
    }
}

fn read(mut bytes: &[u8]) -> Option<Vec<Cell>> {
    // Memory that grows is asked for, and copied, several times over.
    let mut out = Vec::with_capacity(firsts(bytes)? * SLOTS);
    while !bytes.is_empty() {
        let (bits, mut rest) = bytes.split_first_chunk::<BITS>()?;
        let bits = u64::from_le_bytes(*bits);
        let start = out.len();
        out.resize(start + SLOTS, Cell::default());
        for (at, cell) in out.iter_mut().skip(start).enumerate() {
            if bits >> at & 1 == 1 {
                let (count, after) = rest.split_first_chunk()?;
                let (print, after) = after.split_first_chunk()?;
                *cell = Cell { count: u32::from_le_bytes(*count), print: u32::from_le_bytes(*print) };
                rest = after;
            }
        }
        bytes = rest;
    }
    Some(out)
}

/// Returns of how many first syllables there are cells.
fn firsts(mut bytes: &[u8]) -> Option<usize> {
    let mut count = 0;
    while !bytes.is_empty() {
        let (bits, rest) = bytes.split_first_chunk::<BITS>()?;
        let cells = u64::from_le_bytes(*bits).count_ones() as usize;
        bytes = rest.get(cells * size_of::<Cell>()..)?;
        count += 1;
    }
    Some(count)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::{Deserialize, Serialize};

    use super::*;

    #[derive(Serialize, Deserialize)]
    struct Kept(#[serde(with = "super")] Vec<Cell>);

    proptest! {
        #[test]
        fn cells_come_back_and_bytes_that_are_none_do_not_break_it(
            cells in proptest::collection::vec((0..3_u32, 0..3_u32), 0..4 * SLOTS),
            cut in 0..400_usize,
        ) {
            let mut cells: Vec<Cell> = cells.into_iter().map(|(count, print)| Cell { count, print }).collect();
            cells.resize(cells.len().next_multiple_of(SLOTS), Cell::default());
            let bytes = postcard::to_stdvec(&Kept(cells.clone())).unwrap_or_default();
            prop_assert_eq!(postcard::from_bytes::<Kept>(&bytes).ok().map(|kept| kept.0), Some(cells));
            prop_assert!(postcard::from_bytes::<Kept>(bytes.get(..cut.min(bytes.len() - 1)).unwrap_or_default()).is_err());
        }
    }
}
