//! Blocks of the text: paragraphs, lists, tables.

use crate::import::note::{CONTENTS, DELETED, INSERTED, MERGED, NESTED, TEXT_BOX};
use crate::import::tree::{Block, Cell, Inline, Item, Label, Look, Paragraph, Row, Table, is_blank, join, letters};

use super::Reader;
use super::styles::Role;
use super::xml::Element;

impl Reader<'_, '_> {
    pub(super) fn blocks(&mut self, of: &Element, out: &mut Vec<Block>) {
        for child in of.children() {
            match child.name.as_ref() {
                "p" => self.paragraph(child, out),
                "tbl" => self.table(child, out),
                "sdt" => {
                    let gallery = child.find("docPartGallery").and_then(Element::value);
                    if gallery == Some("Table of Contents") {
                        self.notes.add(&CONTENTS);
                    } else if let Some(content) = child.child("sdtContent") {
                        self.blocks(content, out);
                    }
                }
                "ins" | "moveTo" | "customXml" | "smartTag" => self.blocks(child, out),
                "AlternateContent" => {
                    if let Some(choice) = child.child("Choice").or_else(|| child.child("Fallback")) {
                        self.blocks(choice, out);
                    }
                }
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, of: &Element, out: &mut Vec<Block>) {
        let properties = of.child("pPr");
        let named = properties.and_then(|properties| properties.value_of("pStyle"));
        if self.styles.is_contents(named) {
            self.notes.add(&CONTENTS);
            return;
        }
        let style = self.styles.paragraph_id(named).map(str::to_owned);
        let style = style.as_deref();
        let mut text = std::mem::take(&mut self.pending);
        for field in &mut self.fields {
            field.link = None;
        }
        self.inlines(of, style, &mut text);
        let mark = properties.and_then(|properties| properties.child("rPr"));
        if mark.is_some_and(|mark| mark.child("del").is_some() || mark.child("moveFrom").is_some()) {
            self.pending = text;
            return;
        }
        let text = trim(join(text));
        let numbered = self.styles.numbered(style, properties);
        let level = numbered.level.unwrap_or(0);
        let label = numbered.list.filter(|list| *list > 0 && !is_blank(&text));
        let label = label.and_then(|list| self.numbering.label(list, level));
        let boxes = std::mem::take(&mut self.boxes);
        if !is_blank(&text) {
            let centered = self.styles.centered(style, properties);
            out.push(match self.styles.role(style, properties) {
                Some(Role::Title) => Block::Title(text),
                Some(Role::Heading(level)) => Block::Heading { level, text: self.counted(label, text) },
                role => match label {
                    Some(label) => Block::Item(Item { level, label, text }),
                    None => Block::Paragraph(Paragraph { text, centered, subtitle: role == Some(Role::Subtitle) }),
                },
            });
        }
        for _ in boxes.iter().take(1) {
            self.notes.add(&TEXT_BOX);
        }
        out.extend(boxes);
    }

    /// A heading with the number that Word gives it.
    fn counted(&self, label: Option<Label>, text: Vec<Inline>) -> Vec<Inline> {
        let label = match label {
            Some(Label::Number(number, sign)) => format!("{number}{sign}"),
            Some(Label::Text(label)) => label,
            Some(Label::Bullet) | None => return text,
        };
        if self.own {
            return text;
        }
        let look = match text.first() {
            Some(Inline::Text(_, look)) => *look,
            _ => Look::default(),
        };
        join(std::iter::once(Inline::Text(format!("{label} "), look)).chain(text).collect())
    }

    fn table(&mut self, of: &Element, out: &mut Vec<Block>) {
        let mut table = Table::default();
        let mut rows = Vec::new();
        gather(of, "tr", &mut rows);
        for row in rows {
            let properties = row.child("trPr");
            if properties.is_some_and(|properties| properties.child("del").is_some()) {
                self.notes.add(&DELETED);
                continue;
            }
            if properties.is_some_and(|properties| properties.child("ins").is_some()) {
                self.notes.add(&INSERTED);
            }
            let mut cells = Vec::new();
            gather(row, "tc", &mut cells);
            let cells: Vec<Cell> = cells.into_iter().map(|cell| self.cell(cell)).collect();
            if !cells.is_empty() {
                table.rows.push(Row { cells });
            }
        }
        // A table of one cell is a frame around text.
        if let [row] = table.rows.as_mut_slice()
            && let [cell] = row.cells.as_mut_slice()
        {
            let lines = std::mem::take(&mut cell.lines);
            out.extend(lines.into_iter().map(|text| Block::Paragraph(Paragraph::new(text))));
            return;
        }
        if table.rows.iter().flat_map(|row| &row.cells).any(|cell| !cell.lines.is_empty()) {
            out.push(Block::Table(table));
        }
    }

    fn cell(&mut self, of: &Element) -> Cell {
        let properties = of.child("tcPr");
        let span = properties.and_then(|properties| properties.value_of("gridSpan")?.parse().ok()).unwrap_or(1);
        let below = properties.and_then(|properties| properties.child("vMerge"));
        let goes_on = below.is_some_and(|merge| merge.value() != Some("restart"));
        let span: usize = std::cmp::Ord::clamp(span, 1, 200);
        let mut blocks = Vec::new();
        let boxes = std::mem::take(&mut self.boxes);
        self.blocks(of, &mut blocks);
        self.boxes = boxes;
        if goes_on && blocks.is_empty() {
            self.notes.add(&MERGED);
        }
        let mut lines = Vec::new();
        self.lines(blocks, &mut lines);
        Cell { span, lines }
    }

    /// The content of a cell, line by line.
    fn lines(&mut self, blocks: Vec<Block>, out: &mut Vec<Vec<Inline>>) {
        for block in blocks {
            match block {
                Block::Heading { text, .. } | Block::Title(text) | Block::Paragraph(Paragraph { text, .. }) => {
                    out.push(text);
                }
                Block::Item(item) => {
                    let label = match item.label {
                        Label::Bullet => "- ".to_owned(),
                        Label::Number(number, sign) => format!("{number}{sign} "),
                        Label::Text(label) => format!("{label} "),
                    };
                    let label = Inline::Text(label, Look::default());
                    out.push(std::iter::once(label).chain(item.text).collect());
                }
                Block::Table(table) => {
                    self.notes.add(&NESTED);
                    for row in table.rows {
                        let text = row.columns().into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
                        out.push(vec![Inline::Text(text.join("; "), Look::default())]);
                    }
                }
            }
        }
        out.retain(|line| !letters(line).is_empty() || !is_blank(line));
    }
}

/// Rows of a table, cells of a row: also those inside content controls.
fn gather<'a>(of: &'a Element, name: &str, out: &mut Vec<&'a Element>) {
    for child in of.children() {
        match child.name.as_ref() {
            found if found == name => out.push(child),
            "sdt" | "sdtContent" | "customXml" | "ins" => gather(child, name, out),
            _ => {}
        }
    }
}

/// Cuts line ends and spaces at both ends.
fn trim(mut text: Vec<Inline>) -> Vec<Inline> {
    let empty = |inline: &Inline| match inline {
        Inline::Break => true,
        Inline::Text(text, _) => text.trim().is_empty(),
        Inline::Link { .. } | Inline::Picture { .. } | Inline::Footnote(_) | Inline::Citation(_) => false,
    };
    while text.last().is_some_and(empty) {
        text.pop();
    }
    let from = text.iter().position(|inline| !empty(inline)).unwrap_or(text.len());
    text.drain(..from);
    text
}
