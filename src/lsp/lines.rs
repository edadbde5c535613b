//! Positions as the protocol counts them, lines and UTF-16 units from 0, and byte offsets of the text as on disk.

use std::ops::Range;

use lsp_types::{Position, Range as Area};

use crate::diagnostic::{SourceFile, Span};

/// Where the lines of a text begin.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// Returns the lines of a text; they end with LF, CR LF or CR, as the protocol says.
    pub(super) fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|(at, byte)| match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        });
        Self { text, starts: std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect() }
    }

    /// Returns the position of an offset; of the nearest character before it where it points into one.
    pub(super) fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or_default();
        let units = self.text.get(start..offset).map_or(0, |text| text.encode_utf16().count());
        Position::new(count(line), count(units))
    }

    /// Returns the offset of a position; one beyond the line's end is the end, one beyond the text the text's end.
    pub(super) fn offset(&self, position: Position) -> usize {
        let line = usize::try_from(position.line).unwrap_or(usize::MAX);
        let Some(start) = self.starts.get(line).copied() else { return self.text.len() };
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        let line = self.text.get(start..end).unwrap_or_default().trim_end_matches(['\n', '\r']);
        let mut units = 0;
        for (at, ch) in line.char_indices() {
            if units >= position.character {
                return start + at;
            }
            units += count(ch.len_utf16());
        }
        start + line.len()
    }

    /// Returns the area of a range of offsets.
    pub(super) fn area(&self, range: &Range<usize>) -> Area {
        Area::new(self.position(range.start), self.position(range.end))
    }

    /// Returns the area of a span of the text in NFC.
    pub(super) fn area_of(&self, file: &SourceFile, span: Span) -> Area {
        self.area(&file.in_raw(span))
    }

    /// Returns where the line of an offset begins.
    pub(super) fn start(&self, offset: usize) -> usize {
        let line = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        self.starts.get(line).copied().unwrap_or_default()
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_utf_16_units_and_all_three_line_ends() {
        let text = "Đảng 𝄞x\r\nhai\rba\nbô\u{302}";
        let lines = Lines::new(text);
        for (piece, line, character) in [("x", 0, 7), ("hai", 1, 0), ("ba", 2, 0), ("\u{302}", 3, 2)] {
            let offset = text.find(piece).unwrap_or_default();
            assert_eq!(lines.position(offset), Position::new(line, character), "{piece}");
            assert_eq!(lines.offset(Position::new(line, character)), offset, "{piece}");
        }
        assert_eq!(lines.offset(Position::new(0, 99)), text.find('\r').unwrap_or_default());
        assert_eq!(lines.offset(Position::new(99, 0)), text.len());
        assert_eq!(lines.position(1), Position::new(0, 0));
    }
}
