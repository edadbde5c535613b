//! Two edits of one text brought together, line by line.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Two edits of one text, brought together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Merged {
    /// They touch different lines.
    Clean(String),
    /// They change the same lines in different ways.
    Conflict {
        /// Both edits; where they clash, mine. Without any marks.
        text: String,
        /// Where they clash, from top to bottom.
        clashes: Vec<Clash>,
    },
}

/// Lines that both changed. Each text is whole lines, or nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// Line of the merged text at which `mine` stands, from 1.
    pub line: usize,
    /// As they were.
    pub base: String,
    /// As I wrote them.
    pub mine: String,
    /// As the other wrote them.
    pub theirs: String,
}

/// Lines of the base that became lines of a side.
#[derive(Debug, Clone)]
struct Hunk {
    base: Range<usize>,
    side: Range<usize>,
}

/// Brings two edits of `base` together. Neighbouring lines do not clash, the same lines do, and so do
/// insertions at one place; what both did alike counts once.
pub fn merge(base: &str, mine: &str, theirs: &str) -> Merged {
    let lines = |text| -> Vec<&str> { str::split_inclusive(text, '\n').collect() };
    let (base, mine, theirs) = (lines(base), lines(mine), lines(theirs));
    let mut my_hunks = hunks(&base, &mine).into_iter().peekable();
    let mut their_hunks = hunks(&base, &theirs).into_iter().peekable();
    let mut out: Vec<&str> = Vec::new();
    let mut clashes = Vec::new();
    let mut at = 0;
    loop {
        let place = |hunk: &Hunk| (hunk.base.start, hunk.base.end);
        let first = my_hunks.peek().map(place).into_iter().chain(their_hunks.peek().map(place)).min();
        let Some((start, mut end)) = first else { break };
        let (mut my_part, mut their_part) = (Vec::new(), Vec::new());
        loop {
            let meets = |hunk: &Hunk| place(hunk) == (start, end) || hunk.base.start < end && hunk.base.end > start;
            let next = my_hunks.next_if(meets).map(|hunk| (true, hunk));
            let Some((is_mine, hunk)) = next.or_else(|| their_hunks.next_if(meets).map(|hunk| (false, hunk))) else {
                break;
            };
            end = end.max(hunk.base.end);
            if is_mine { my_part.push(hunk) } else { their_part.push(hunk) }
        }
        out.extend(base.get(at..start).unwrap_or_default());
        at = end;
        let was = base.get(start..end).unwrap_or_default();
        let my_lines = side(&mine, &my_part, start..end).unwrap_or(was);
        let their_lines = side(&theirs, &their_part, start..end).unwrap_or(was);
        let clash = !my_part.is_empty() && !their_part.is_empty() && my_lines != their_lines;
        if clash {
            let [base, mine, theirs] = [was, my_lines, their_lines].map(<[&str]>::concat);
            clashes.push(Clash { line: out.len() + 1, base, mine, theirs });
        }
        out.extend(if my_part.is_empty() { their_lines } else { my_lines });
    }
    out.extend(base.get(at..).unwrap_or_default());
    let text = out.concat();
    if clashes.is_empty() { Merged::Clean(text) } else { Merged::Conflict { text, clashes } }
}

fn hunks(base: &[&str], side: &[&str]) -> Vec<Hunk> {
    capture_diff_slices(Algorithm::Myers, base, side)
        .iter()
        .filter(|op| !matches!(op, DiffOp::Equal { .. }))
        .map(|op| Hunk { base: op.old_range(), side: op.new_range() })
        .collect()
}

/// The lines of a side that stand for a range of the base, which holds all of these hunks.
fn side<'a>(lines: &'a [&'a str], hunks: &[Hunk], range: Range<usize>) -> Option<&'a [&'a str]> {
    let (first, last) = (hunks.first()?, hunks.last()?);
    let from = first.side.start.checked_sub(first.base.start - range.start)?;
    lines.get(from..last.side.end + (range.end - last.base.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "a\nb\nc\nd\n";

    #[test]
    fn edits_of_different_lines_come_together() {
        let clean = |mine, theirs| merge(BASE, mine, theirs);
        assert_eq!(clean("A\nb\nc\nd\n", "a\nb\nc\nD\n"), Merged::Clean("A\nb\nc\nD\n".to_owned()));
        assert_eq!(clean("A\nb\nc\nd\n", "a\nB\nc\nd\n"), Merged::Clean("A\nB\nc\nd\n".to_owned()));
        assert_eq!(clean("a\nx\nb\nc\nd\n", "a\nb\nd\n"), Merged::Clean("a\nx\nb\nd\n".to_owned()));
        assert_eq!(clean("a\nX\nc\nd\n", "a\nX\nc\nd\ne\n"), Merged::Clean("a\nX\nc\nd\ne\n".to_owned()));
        assert_eq!(clean(BASE, "z\n"), Merged::Clean("z\n".to_owned()));
    }

    #[test]
    fn edits_of_the_same_lines_clash_and_mine_stands() {
        let clash = |line, base: &str, mine: &str, theirs: &str| Clash {
            line,
            base: base.to_owned(),
            mine: mine.to_owned(),
            theirs: theirs.to_owned(),
        };
        assert_eq!(
            merge(BASE, "a\nX\nc\nd\n", "a\nY\nc\nD\n"),
            Merged::Conflict { text: "a\nX\nc\nD\n".to_owned(), clashes: vec![clash(2, "b\n", "X\n", "Y\n")] }
        );
        assert_eq!(
            merge(BASE, "x\na\nb\nc\nd\n", "y\na\nb\nc\nd\n"),
            Merged::Conflict { text: "x\na\nb\nc\nd\n".to_owned(), clashes: vec![clash(1, "", "x\n", "y\n")] }
        );
        assert_eq!(
            merge(BASE, "a\nd\n", "a\nb\nC\nd\n"),
            Merged::Conflict { text: "a\nd\n".to_owned(), clashes: vec![clash(2, "b\nc\n", "", "b\nC\n")] }
        );
    }
}
