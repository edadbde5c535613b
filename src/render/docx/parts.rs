//! The few parts of a Word document that papers are made of, and their XML.
//!
//! Properties are written in the order of the standard (ECMA-376 part 1, annex A): Word refuses some files that differ.
//! Lengths are twips, twentieths of a point. Invariants: a cell ends with a paragraph, a table is never next to another
//! one, a table has a row and no more than [`MOST_COLUMNS`] columns.

use super::xml::{Element, element, valued};

/// Most columns of a table that Word opens.
pub(super) const MOST_COLUMNS: usize = 63;

/// A part of the text.
#[derive(Debug, Clone)]
pub(super) enum Node {
    Paragraph(Paragraph),
    Table(Table),
}

/// A paragraph: a style, and what differs from it.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    pub(super) style: &'static str,
    /// It stays on the page of what follows.
    pub(super) keep: bool,
    pub(super) new_page: bool,
    /// Number of the list that counts it, and its level from 0.
    pub(super) list: Option<(u32, u8)>,
    pub(super) border: Option<Border>,
    /// Where dotted lines end.
    pub(super) leaders: Vec<i32>,
    pub(super) before: Option<i32>,
    pub(super) indent: Option<Indent>,
    /// `left`, `center` or `right`.
    pub(super) align: Option<&'static str>,
    pub(super) runs: Vec<Element>,
}

/// Lines around a paragraph.
#[derive(Debug, Clone, Copy)]
pub(super) enum Border {
    /// A rule below.
    Below,
    /// A bar at its left.
    Left,
    /// A frame.
    Around,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Indent {
    pub(super) left: i32,
    pub(super) right: i32,
    /// Of the first line, besides `left`.
    pub(super) first: i32,
}

/// A table.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// `TableGrid`, or `Invisible` for what only stands side by side.
    pub(super) style: &'static str,
    pub(super) left: i32,
    pub(super) widths: Vec<i32>,
    pub(super) rows: Vec<Row>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// It is repeated on every page.
    pub(super) head: bool,
    /// It is not split between pages.
    pub(super) whole: bool,
    pub(super) cells: Vec<Cell>,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    /// Columns that it covers; at least 1.
    pub(super) span: usize,
    pub(super) middle: bool,
    pub(super) content: Vec<Node>,
}

impl Paragraph {
    pub(super) fn new(style: &'static str, runs: Vec<Element>) -> Self {
        Self { style, runs, ..Self::default() }
    }

    pub(super) fn xml(&self) -> Element {
        let mut of = element("w:pPr").add(valued("w:pStyle", self.style));
        if self.keep {
            of = of.add(element("w:keepNext"));
        }
        if self.new_page {
            of = of.add(element("w:pageBreakBefore"));
        }
        if let Some((list, level)) = self.list {
            of = of.add(element("w:numPr").add(valued("w:ilvl", level)).add(valued("w:numId", list)));
        }
        if let Some(border) = self.border {
            of = of.add(border.xml());
        }
        if !self.leaders.is_empty() {
            let tab = |at: &i32| valued("w:tab", "right").with("w:leader", "dot").with("w:pos", at);
            of = of.add(element("w:tabs").add_all(self.leaders.iter().map(tab)));
        }
        if let Some(before) = self.before {
            of = of.add(element("w:spacing").with("w:before", before));
        }
        if let Some(indent) = self.indent {
            of = of.add(indent.xml());
        }
        if let Some(align) = self.align {
            of = of.add(valued("w:jc", align));
        }
        element("w:p").add(of).add_all(self.runs.iter().cloned())
    }
}

impl Border {
    fn xml(self) -> Element {
        let line = |side, size: u8, space: u8| {
            valued(side, "single").with("w:sz", size).with("w:space", space).with("w:color", "auto")
        };
        let sides: &[_] = match self {
            Self::Below => &[("w:bottom", 6, 1)],
            Self::Left => &[("w:left", 16, 8)],
            Self::Around => &[("w:top", 4, 4), ("w:left", 4, 4), ("w:bottom", 4, 4), ("w:right", 4, 4)],
        };
        element("w:pBdr").add_all(sides.iter().map(|(side, size, space)| line(*side, *size, *space)))
    }
}

impl Indent {
    pub(super) fn xml(self) -> Element {
        element("w:ind").with("w:left", self.left).with("w:right", self.right).with("w:firstLine", self.first)
    }
}

impl Table {
    pub(super) fn xml(&self) -> Element {
        let width: i32 = self.widths.iter().sum();
        let of = element("w:tblPr")
            .add(valued("w:tblStyle", self.style))
            .add(element("w:tblW").with("w:w", width).with("w:type", "dxa"))
            .add(element("w:tblInd").with("w:w", self.left).with("w:type", "dxa"))
            .add(element("w:tblLayout").with("w:type", "fixed"))
            .add(valued("w:tblLook", "04A0"));
        let grid = element("w:tblGrid").add_all(self.widths.iter().map(|w| element("w:gridCol").with("w:w", w)));
        element("w:tbl").add(of).add(grid).add_all(self.rows.iter().map(|row| row.xml(&self.widths)))
    }
}

impl Row {
    fn xml(&self, widths: &[i32]) -> Element {
        let mut of = element("w:trPr");
        if self.whole {
            of = of.add(element("w:cantSplit"));
        }
        if self.head {
            of = of.add(element("w:tblHeader"));
        }
        let mut at = 0;
        let mut out = element("w:tr");
        if !of.is_empty() {
            out = out.add(of);
        }
        for cell in &self.cells {
            let span = cell.span.max(1);
            let width: i32 = widths.iter().skip(at).take(span).sum();
            at += span;
            out = out.add(cell.xml(width));
        }
        out
    }
}

impl Cell {
    fn xml(&self, width: i32) -> Element {
        let mut of = element("w:tcPr").add(element("w:tcW").with("w:w", width).with("w:type", "dxa"));
        if self.span > 1 {
            of = of.add(valued("w:gridSpan", self.span));
        }
        if self.middle {
            of = of.add(valued("w:vAlign", "center"));
        }
        let mut out = element("w:tc").add(of).add_all(self.content.iter().map(Node::xml));
        if !matches!(self.content.last(), Some(Node::Paragraph(_))) {
            out = out.add(Paragraph::new("TableText", Vec::new()).xml());
        }
        out
    }
}

impl Node {
    pub(super) fn xml(&self) -> Element {
        match self {
            Self::Paragraph(of) => of.xml(),
            Self::Table(of) => of.xml(),
        }
    }

    /// Keeps it on the page of what follows: a paragraph, or the last row of a table.
    pub(super) fn keep(&mut self) {
        match self {
            Self::Paragraph(of) => of.keep = true,
            Self::Table(of) => {
                let cells = of.rows.last_mut().into_iter().flat_map(|row| &mut row.cells);
                cells.flat_map(|cell| &mut cell.content).for_each(Self::keep);
            }
        }
    }
}
