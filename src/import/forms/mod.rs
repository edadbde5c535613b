//! Forms of papers that become a kind's own fields: one file a form, one entry in [`FORMS`].

mod agenda;
mod scorecard;

use serde_json::Value;

use crate::model::{KindName, Settings};
use crate::text::fold::fold;

use super::frame::Frame;
use super::note::{FORM, Notes};
use super::tree::{Block, Cell, Inline, Table, letters};

/// A form of paper.
pub(super) struct Form {
    /// Kind of page that it becomes.
    kind: KindName,
    vi: &'static str,
    en: &'static str,
    /// Tells whether a table is its own.
    fits: fn(&Table) -> bool,
    /// Takes what it knows out of the text.
    take: fn(Work<'_>) -> Values,
}

/// All forms; the first that fits is taken.
const FORMS: &[Form] = &[agenda::FORM, scorecard::FORM];

/// Fields by key.
pub(super) type Values = Vec<(&'static str, Value)>;

/// What a form works with.
pub(super) struct Work<'a> {
    blocks: &'a mut Vec<Block>,
    /// Where its table stands.
    at: usize,
    title: &'a str,
    frame: &'a Frame,
    settings: &'a Settings,
    notes: &'a mut Notes,
}

/// Returns the kind that a document's tables speak for.
pub(super) fn kind(blocks: &[Block]) -> Option<KindName> {
    FORMS.iter().find(|form| place(form, blocks).is_some()).map(|form| form.kind)
}

fn place(form: &Form, blocks: &[Block]) -> Option<usize> {
    blocks.iter().position(|block| matches!(block, Block::Table(table) if (form.fits)(table)))
}

/// Takes the fields of a kind out of a document, where a form of that kind is in it.
pub(super) fn take(
    kind: KindName,
    blocks: &mut Vec<Block>,
    title: &str,
    frame: &Frame,
    settings: &Settings,
    notes: &mut Notes,
) -> Values {
    for form in FORMS.iter().filter(|form| form.kind == kind) {
        if let Some(at) = place(form, blocks) {
            notes.show(&FORM, format!("{} / {}", form.vi, form.en));
            return (form.take)(Work { blocks, at, title, frame, settings, notes });
        }
    }
    Vec::new()
}

/// Guesses the kind of a document without a form.
pub(super) fn guess(title: &str, blocks: &[Block]) -> KindName {
    let headings = blocks.iter().filter_map(|block| match block {
        Block::Heading { text, .. } => Some(letters(text)),
        Block::Title(_) | Block::Paragraph(_) | Block::Item(_) | Block::Table(_) => None,
    });
    let speaks = |text: &str| {
        let text = fold(text);
        ["chuyen de", "cau hoi", "thao luan", "cam ket", "lien he"].iter().any(|word| text.contains(word))
    };
    let topic = fold(title).contains("chuyen de") || headings.into_iter().any(|heading| speaks(&heading));
    if topic { KindName::Topic } else { KindName::Page }
}

/// The lines of a cell, with those that end inside a paragraph.
fn lines(cell: &Cell) -> Vec<String> {
    let mut out = Vec::new();
    for line in &cell.lines {
        out.extend(line.split(|inline| *inline == Inline::Break).map(letters).filter(|text| !text.is_empty()));
    }
    out
}

/// The column whose head holds one of the words, those first in the list preferred. Words are folded.
fn column(head: &[String], words: &[&str]) -> Option<usize> {
    words.iter().find_map(|word| head.iter().position(|cell| cell.contains(word)))
}

/// The cell at a column, if one begins there.
fn cell_at(cells: &[Cell], column: usize) -> Option<&Cell> {
    let mut at = 0;
    for cell in cells {
        if at == column {
            return Some(cell);
        }
        at += cell.span;
    }
    None
}

/// Takes the table out, and the heading above it if nothing is left under that.
fn remove_table(blocks: &mut Vec<Block>, at: usize) {
    blocks.remove(at);
    let above = at.checked_sub(1).and_then(|above| blocks.get(above));
    let bare = match (above, blocks.get(at)) {
        (Some(Block::Heading { level, .. }), Some(Block::Heading { level: next, .. })) => next <= level,
        (Some(Block::Heading { .. }), None) => true,
        _ => false,
    };
    if bare {
        blocks.remove(at - 1);
    }
}

/// Splits `Địa điểm: Phòng họp` where the folded word before the colon is one of those given.
fn labelled(text: &str, words: &[&str]) -> Option<String> {
    let (label, rest) = text.split_once(':')?;
    let label = fold(label);
    let label = label.trim().trim_start_matches(|c: char| !c.is_alphabetic());
    let rest = rest.trim();
    (words.contains(&label) && !rest.is_empty()).then(|| rest.to_owned())
}
