//! A document between its format and a page: what is read, before it is understood.

/// A document, read.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) blocks: Vec<Block>,
    /// Footnotes; the text names them by index.
    pub(super) footnotes: Vec<Vec<Block>>,
    /// Pictures; the text names them by index.
    pub(super) pictures: Vec<Picture>,
    /// Title in the file's own properties.
    pub(super) title: Option<String>,
}

/// A picture's bytes and the ending that they speak for.
#[derive(Debug, Clone)]
pub(super) struct Picture {
    pub(super) ending: &'static str,
    pub(super) bytes: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Block {
    /// Levels count from 1; the title is none of them.
    Heading {
        level: u8,
        text: Vec<Inline>,
    },
    Title(Vec<Inline>),
    Paragraph(Paragraph),
    Item(Item),
    Table(Table),
}

/// Lines of text, with what their layout shows.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Paragraph {
    pub(super) text: Vec<Inline>,
    pub(super) centered: bool,
    /// What stands below a title: what a paper is about.
    pub(super) subtitle: bool,
}

/// A paragraph of a list. Neighbours make the list.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    /// From 0.
    pub(super) level: usize,
    pub(super) label: Label,
    pub(super) text: Vec<Inline>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Label {
    Bullet,
    /// The number as counted by the file, with the sign behind it: `.` or `)`.
    Number(u32, char),
    /// What Markdown does not count: `a)`, `I-`, `1.2.`.
    Text(String),
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Row {
    pub(super) cells: Vec<Cell>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Cell {
    /// Columns that it covers, at least 1.
    pub(super) span: usize,
    /// Its paragraphs.
    pub(super) lines: Vec<Vec<Inline>>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Inline {
    Text(String, Look),
    Break,
    Link {
        to: String,
        text: Vec<Inline>,
    },
    Picture {
        index: usize,
        alt: String,
    },
    Footnote(usize),
    /// A directive of the register: what a citation writes between its brackets.
    Citation(String),
}

/// How letters look.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    pub(super) strike: bool,
    pub(super) raised: bool,
    pub(super) lowered: bool,
}

/// Returns the letters of inline elements; a line end is a space.
pub(super) fn letters(text: &[Inline]) -> String {
    let mut out = String::new();
    gather(text, &mut out);
    out.trim().to_owned()
}

fn gather(text: &[Inline], out: &mut String) {
    for inline in text {
        match inline {
            Inline::Text(text, _) => out.push_str(text),
            Inline::Break => out.push(' '),
            Inline::Link { text, .. } => gather(text, out),
            Inline::Citation(number) => out.push_str(number),
            Inline::Picture { .. } | Inline::Footnote(_) => {}
        }
    }
}

/// Tells whether inline elements show nothing.
pub(super) fn is_blank(text: &[Inline]) -> bool {
    text.iter().all(|inline| match inline {
        Inline::Text(text, _) => text.trim().is_empty(),
        Inline::Break => true,
        Inline::Link { text, .. } => is_blank(text),
        Inline::Picture { .. } | Inline::Footnote(_) | Inline::Citation(_) => false,
    })
}

/// Joins neighbours that look alike, so that words cut in pieces by an editor are whole again.
pub(super) fn join(text: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(text.len());
    for inline in text {
        match (out.last_mut(), inline) {
            (_, Inline::Text(new, _)) if new.is_empty() => {}
            // What is between two words has no look of its own.
            (Some(Inline::Text(before, look)), Inline::Text(new, other))
                if *look == other || (new.trim().is_empty() && look.raised == other.raised) =>
            {
                before.push_str(&new);
            }
            (_, inline) => out.push(inline),
        }
    }
    out
}

impl Paragraph {
    pub(super) fn new(text: Vec<Inline>) -> Self {
        Self { text, ..Self::default() }
    }

    /// Tells whether all its letters are bold.
    pub(super) fn is_strong(&self) -> bool {
        let mut any = false;
        let all = self.text.iter().all(|inline| match inline {
            Inline::Text(text, look) => {
                any |= look.strong && !text.trim().is_empty();
                look.strong || text.trim().is_empty()
            }
            Inline::Break => true,
            Inline::Link { .. } | Inline::Picture { .. } | Inline::Footnote(_) | Inline::Citation(_) => false,
        });
        all && any
    }
}

impl Cell {
    /// Its letters, lines apart by a space.
    pub(super) fn letters(&self) -> String {
        let lines: Vec<String> = self.lines.iter().map(|line| letters(line)).filter(|line| !line.is_empty()).collect();
        lines.join(" ")
    }
}

impl Row {
    /// Returns the letters by column; a cell over several columns stands in its first.
    pub(super) fn columns(&self) -> Vec<String> {
        let mut out = Vec::new();
        for cell in &self.cells {
            out.push(cell.letters());
            out.extend((1..cell.span).map(|_| String::new()));
        }
        out
    }

    /// Returns the only text of the row, where there is but one.
    pub(super) fn only(&self) -> Option<String> {
        let mut texts = self.cells.iter().map(Cell::letters).filter(|text| !text.is_empty());
        let first = texts.next()?;
        texts.next().is_none().then_some(first)
    }
}

impl Table {
    pub(super) fn width(&self) -> usize {
        self.rows.iter().map(|row| row.cells.iter().map(|cell| cell.span).sum()).max().unwrap_or(0)
    }
}
