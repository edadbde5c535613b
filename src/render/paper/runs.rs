//! Small makers of runs and blocks, and the cleaning of every author's text on its way to paper.
//!
//! Invariant: no text of a paper holds control characters, invisible direction marks or an unbound
//! "ngày 05": everything goes through [`clean`].

use crate::model::paper::{Align, Block, Cell, Column, Field, ListItem, Mark, ParagraphRole, Row, Run, Style};
use crate::text::spacing::bind;

/// Returns a text fit for paper: bound, one space for each line end, nothing invisible.
pub(super) fn clean(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c })
        .filter(|c| !is_unprintable(*c))
        .collect();
    bind(&spaced).into_owned()
}

/// Returns preformatted text without what cannot be printed; its lines stay.
pub(super) fn clean_lines(text: &str) -> String {
    text.trim_end_matches('\n').chars().filter(|c| *c == '\n' || *c == '\t' || !is_unprintable(*c)).collect()
}

/// Control characters, direction overrides, marks of width zero, letters of no one's alphabet and what is no letter.
fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
        || u32::from(c) & 0xFFFE == 0xFFFE
        || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F_0000}'..='\u{10_FFFF}')
}

/// Returns the paragraphs of a front matter text: its lines.
pub(super) fn lines(text: &str) -> Vec<String> {
    text.lines().map(|line| clean(line.trim())).filter(|line| !line.is_empty()).collect()
}

pub(super) fn text(text: &str) -> Run {
    Run::Text { t: clean(text) }
}

pub(super) fn words(of: &str) -> Vec<Run> {
    if of.is_empty() { Vec::new() } else { vec![text(of)] }
}

pub(super) fn styled(style: Style, of: &str) -> Run {
    Run::Styled { style, c: vec![text(of)] }
}

pub(super) fn strong(of: &str) -> Run {
    styled(Style::Strong, of)
}

pub(super) fn blank(letters: u8) -> Run {
    Run::Blank { letters }
}

/// Turns a pattern into runs: each `…` is a place to write on, as wide as `letters`.
pub(super) fn pattern(of: &str, letters: u8) -> Vec<Run> {
    let mut out = Vec::new();
    for (index, part) in of.split('…').enumerate() {
        if index > 0 {
            out.push(blank(letters));
        }
        if !part.is_empty() {
            out.push(text(part));
        }
    }
    out
}

pub(super) fn heading(level: u8, number: Option<String>, of: &str) -> Block {
    Block::Heading { level, number, anchor: None, c: words(of) }
}

pub(super) fn paragraph(role: ParagraphRole, c: Vec<Run>) -> Block {
    Block::Paragraph { role, c }
}

pub(super) fn body(of: &str) -> Block {
    paragraph(ParagraphRole::Body, words(of))
}

/// A label with a value, or with a line to write on where there is none.
pub(super) fn field(label: &str, value: Option<&str>) -> Field {
    Field { number: None, label: clean(label), c: value.map(words).unwrap_or_default(), lines: 0 }
}

pub(super) fn field_runs(label: &str, c: Vec<Run>) -> Field {
    Field { number: None, label: clean(label), c, lines: 0 }
}

/// Returns fields numbered from 1.
pub(super) fn numbered(mut fields: Vec<Field>) -> Block {
    for (number, field) in (1_u32..).zip(&mut fields) {
        field.number = Some(format!("{number}."));
    }
    Block::Fields { fields }
}

/// A list of plain texts.
pub(super) fn list(mark: Mark, items: &[String]) -> Block {
    let items = (1_usize..).zip(items).map(|(number, item)| ListItem {
        label: label(mark, number as u64),
        done: false,
        c: vec![paragraph(ParagraphRole::Plain, words(item))],
    });
    Block::List { mark, items: items.collect() }
}

/// Returns what stands before the `n`-th item.
pub(super) fn label(mark: Mark, n: u64) -> String {
    match mark {
        Mark::Dash => "-".to_owned(),
        Mark::Square => String::new(),
        Mark::Number => format!("{n}."),
        Mark::Letter => format!("{})", crate::text::number::letter_vi(usize::try_from(n).unwrap_or(usize::MAX))),
    }
}

pub(super) fn cell(c: Vec<Run>) -> Cell {
    Cell { span: 1, c }
}

pub(super) fn row(cells: Vec<Cell>) -> Row {
    Row { group: false, total: false, cells }
}

/// A column as wide as so many letters.
pub(super) fn narrow(head: &str, letters: u8, align: Align) -> Column {
    Column { head: words(head), share: None, letters, align }
}

/// A column that takes a share of what is left.
pub(super) fn wide(head: &str, share: u8) -> Column {
    Column { head: words(head), share: Some(share), letters: 0, align: Align::Left }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_for_paper_is_bound_and_shows_everything_it_holds() {
        assert_eq!(clean("ngày 05 tháng 3\nnăm 2026"), "ngày\u{A0}05 tháng\u{A0}3 năm\u{A0}2026");
        assert_eq!(clean("a\u{202E}b\u{200B}c\u{0007}d\u{FEFF}\u{FFFE}"), "abcd");
        assert_eq!(clean("#read(\"/etc/passwd\") $x$ @a ] \\"), "#read(\"/etc/passwd\") $x$ @a ] \\");
    }

    #[test]
    fn a_pattern_has_a_blank_for_each_ellipsis() {
        let runs = pattern("Đồng ý: …/…", 4);
        assert_eq!(runs, [text("Đồng ý: "), blank(4), text("/"), blank(4)]);
    }
}
