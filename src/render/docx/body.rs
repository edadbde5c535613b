//! The body of a paper: one function for each block, as the theme's `print/blocks.typ` has for PDF.

use super::numbering::{self, LEVELS, Lists};
use super::parts::{Border, Indent, Node, Paragraph, Table};
use super::pictures::FIGURE;
use super::runs::{self, Look, Target};
use super::sizes::Sizes;
use super::xml::Element;
use crate::model::paper::{Block, Definition, Field, ListItem, Mark, ParagraphRole, Run};
use crate::render::picture::Picture;

/// What a document gathers while it is written.
#[derive(Debug)]
pub(super) struct Writer {
    pub(super) sizes: Sizes,
    pub(super) lists: Lists,
    /// Footnotes, in the order of their numbers.
    pub(super) notes: Vec<Vec<Node>>,
    pub(super) links: Vec<Target>,
    pub(super) note_links: Vec<Target>,
    pub(super) in_note: bool,
    /// Pictures of the paper, and for each of its images the number of one.
    pub(super) pictures: Vec<Picture>,
    pub(super) shown: Vec<Option<usize>>,
    /// Pictures placed so far; each has its number in the file.
    pub(super) drawings: usize,
    /// The next part begins a page.
    new_page: bool,
}

/// Where a block stands. Lengths are twips.
#[derive(Debug, Clone, Copy)]
pub(super) struct At {
    /// Style of running text that the place asks for.
    style: Option<&'static str>,
    pub(super) left: i32,
    right: i32,
    /// What is left between them.
    pub(super) width: i32,
    /// Level of lists, from 0.
    level: u8,
    /// A bar stands at the left.
    boxed: bool,
    /// Size of letters, in points.
    pub(super) size: f64,
}

impl At {
    /// The whole width of the page.
    pub(super) fn page(sizes: &Sizes) -> Self {
        Self { style: None, left: 0, right: 0, width: sizes.width, level: 0, boxed: false, size: sizes.body }
    }

    /// A cell of a table.
    pub(super) fn cell(width: i32, size: f64) -> Self {
        Self { style: Some("TableText"), left: 0, right: 0, width, level: 0, boxed: false, size }
    }

    pub(super) fn in_note(self) -> Self {
        let width = self.left + self.width + self.right;
        Self { style: Some("FootnoteText"), left: 0, right: 0, width, level: 0, boxed: false, size: 11.0 }
    }

    fn moved(self, left: i32, right: i32) -> Self {
        let width = (self.width - left - right).max(1);
        Self { left: self.left + left, right: self.right + right, width, ..self }
    }
}

impl Writer {
    pub(super) fn new(sizes: Sizes, pictures: Vec<Picture>, shown: Vec<Option<usize>>) -> Self {
        Self {
            sizes,
            lists: Lists::default(),
            notes: Vec::new(),
            links: Vec::new(),
            note_links: Vec::new(),
            in_note: false,
            pictures,
            shown,
            drawings: 0,
            new_page: false,
        }
    }

    /// Writes blocks in a place.
    pub(super) fn blocks(&mut self, blocks: &[Block], at: At, out: &mut Vec<Node>) {
        for block in blocks {
            self.block(block, at, out);
        }
    }

    fn block(&mut self, block: &Block, at: At, out: &mut Vec<Node>) {
        match block {
            Block::Heading { level, number, c, anchor: _ } => self.heading(*level, number.as_deref(), c, at, out),
            Block::Paragraph { role, c } => self.role(*role, c, at, out),
            Block::Fields { fields } => fields.iter().for_each(|field| self.field(field, at, out)),
            Block::List { mark, items } => items.iter().for_each(|item| self.item(*mark, item, at, out)),
            Block::Table { columns, rows } => self.table(columns, rows, at, out),
            Block::Timetable { clock, rows, lead, total } => {
                self.timetable(*clock, rows, *lead, *total, at, out);
            }
            Block::Script { clock, lines } => self.script(*clock, lines, at, out),
            Block::Fill { label, lines } => {
                if let Some(label) = label {
                    let runs = vec![Look::emphasis().text(&format!("{label}:"), at.size)];
                    let paragraph = Paragraph { keep: true, ..self.paragraph("Plain", runs, at) };
                    self.push(Node::Paragraph(paragraph), out);
                }
                self.write_lines(*lines, at, out);
            }
            Block::Quote { c } => {
                let indent = self.sizes.indent;
                self.blocks(c, At { style: Some("Quote"), ..at.moved(indent, indent / 2) }, out);
            }
            Block::Code { t } => {
                let at = at.moved(self.sizes.indent / 2, 0);
                let runs = runs::plain(t);
                self.push_styled("HTMLPreformatted", runs, at, out);
            }
            Block::Figure { image, alt, caption } => self.figure(*image, alt, caption.as_deref(), at, out),
            Block::Rule => {
                let aside = at.width * 7 / 20;
                let paragraph = self.paragraph("Plain", Vec::new(), at.moved(aside, aside));
                self.push(Node::Paragraph(Paragraph { border: Some(Border::Below), ..paragraph }), out);
            }
            Block::Definitions { items } => items.iter().for_each(|item| self.definition(item, at, out)),
            Block::Box { title, c, .. } => {
                // Word joins the bars of neighbours.
                if matches!(out.last(), Some(Node::Paragraph(Paragraph { border: Some(Border::Left), .. })))
                    && !at.boxed
                {
                    self.push(Node::Paragraph(Paragraph::new("Gap", Vec::new())), out);
                }
                let at = At { boxed: true, ..at.moved(160, 0) };
                if let Some(title) = title {
                    let runs = vec![Look::strong().text(title, at.size)];
                    let paragraph = Paragraph { keep: true, ..self.paragraph("Plain", runs, at) };
                    self.push(Node::Paragraph(paragraph), out);
                }
                self.blocks(c, at, out);
            }
            Block::Columns { columns } => self.columns(columns, at, out),
            Block::Break => self.new_page = !out.is_empty(),
        }
    }

    /// Puts a part down: tables never touch, what follows a table keeps a distance.
    pub(super) fn push(&mut self, node: Node, out: &mut Vec<Node>) {
        let after_table = matches!(out.last(), Some(Node::Table(_)));
        match node {
            Node::Paragraph(mut paragraph) => {
                paragraph.new_page = std::mem::take(&mut self.new_page);
                if after_table && paragraph.before.is_none() {
                    paragraph.before = Some(self.sizes.gap);
                }
                out.push(Node::Paragraph(paragraph));
            }
            Node::Table(table) => {
                let new_page = std::mem::take(&mut self.new_page);
                if after_table || new_page {
                    out.push(Node::Paragraph(Paragraph { new_page, ..Paragraph::new("Gap", Vec::new()) }));
                }
                out.push(Node::Table(table));
            }
        }
    }

    fn push_styled(&mut self, style: &'static str, runs: Vec<Element>, at: At, out: &mut Vec<Node>) {
        let paragraph = self.paragraph(style, runs, at);
        self.push(Node::Paragraph(paragraph), out);
    }

    /// Returns a paragraph of a style in a place; only what differs from the style is said.
    pub(super) fn paragraph(&self, style: &'static str, runs: Vec<Element>, at: At) -> Paragraph {
        let own = self.style_indent(style);
        let first = if at.boxed { 0 } else { own.first };
        let wanted = Indent { left: at.left, right: at.right, first };
        Paragraph {
            border: at.boxed.then_some(Border::Left),
            indent: (wanted != own).then_some(wanted),
            ..Paragraph::new(style, runs)
        }
    }

    fn style_indent(&self, style: &str) -> Indent {
        let indent = self.sizes.indent;
        match style {
            "Quote" => Indent { left: indent, right: indent / 2, first: 0 },
            "BodyText" | "Basis" | "ListParagraph" => Indent { first: indent, ..Indent::default() },
            style if style.starts_with("Heading") => Indent { first: indent, ..Indent::default() },
            _ => Indent::default(),
        }
    }

    /// Returns running text with its dotted lines.
    pub(super) fn text(&mut self, style: &'static str, c: &[Run], look: Look, at: At) -> Paragraph {
        let runs = self.runs(c, look, at);
        let count = i32::try_from(runs::leaders(c)).unwrap_or(i32::MAX);
        let leaders = (1..=count.min(20)).map(|number| at.left + at.width * number / count);
        let paragraph = self.paragraph(at.style.unwrap_or(style), runs, at);
        // A justified line would be stretched before its dots, or where a picture cuts it short.
        let is_cut = count > 0 || c.iter().any(|run| matches!(run, Run::Image { .. }));
        Paragraph { leaders: leaders.collect(), align: is_cut.then_some("left"), ..paragraph }
    }

    fn role(&mut self, role: ParagraphRole, c: &[Run], at: At, out: &mut Vec<Node>) {
        let style = match role {
            ParagraphRole::Body => "BodyText",
            ParagraphRole::Basis => "Basis",
            ParagraphRole::Center => "Centered",
            ParagraphRole::Note => "Note",
            ParagraphRole::Plain => "Plain",
        };
        let mut paragraph = self.text(style, c, Look::default(), at);
        if role == ParagraphRole::Center {
            paragraph.align = Some("center");
        }
        if role == ParagraphRole::Basis {
            let list = self.lists.marked(numbering::DASH);
            paragraph = self.listed(paragraph, list, at);
        }
        self.push(Node::Paragraph(paragraph), out);
    }

    /// Makes a paragraph an item of a list.
    fn listed(&self, mut paragraph: Paragraph, list: Option<u32>, at: At) -> Paragraph {
        let Some(list) = list else { return paragraph };
        let level = at.level.min(LEVELS - 1);
        paragraph.list = Some((list, level));
        let own = Indent { left: i32::from(level) * self.sizes.step(), right: 0, first: self.sizes.indent };
        let first = if at.boxed { 0 } else { self.sizes.indent };
        let wanted = Indent { left: at.left, right: at.right, first };
        paragraph.indent = (wanted != own).then_some(wanted);
        paragraph
    }

    fn heading(&mut self, level: u8, number: Option<&str>, c: &[Run], at: At, out: &mut Vec<Node>) {
        let style = match level {
            0 | 1 => "Heading1",
            2 => "Heading2",
            3 => "Heading3",
            4 => "Heading4",
            5 => "Heading5",
            _ => "Heading6",
        };
        let look = Look { capitals: level == 1 && number.is_some(), ..Look::default() };
        let level = level.saturating_sub(1);
        let list = number.and_then(|number| self.lists.counted(number, level));
        let mut runs = self.runs(c, look, at);
        if let Some(number) = number.filter(|_| list.is_none()) {
            runs.insert(0, look.text(&format!("{number} "), at.size));
        }
        let paragraph = self.paragraph(style, runs, at);
        let paragraph = self.listed(paragraph, list, At { level, ..at });
        self.push(Node::Paragraph(paragraph), out);
    }

    fn field(&mut self, of: &Field, at: At, out: &mut Vec<Node>) {
        let list = of.number.as_deref().and_then(|number| self.lists.counted(number, at.level));
        let number = of.number.as_deref().filter(|_| list.is_none());
        let label = number.map_or_else(|| format!("{}: ", of.label), |number| format!("{number} {}: ", of.label));
        let mut c = vec![Run::Text { t: label }];
        if of.c.is_empty() {
            c.push(Run::Leader);
        } else {
            c.extend(of.c.iter().cloned());
        }
        // Numbered facts are indented as the text is.
        let style = if of.number.is_some() { "BodyText" } else { "Plain" };
        let paragraph = self.text(style, &c, Look::default(), at);
        let paragraph = self.listed(paragraph, list, at);
        self.push(Node::Paragraph(paragraph), out);
        self.write_lines(of.lines, at, out);
    }

    fn write_lines(&mut self, lines: u16, at: At, out: &mut Vec<Node>) {
        for line in 0..lines {
            let paragraph = self.paragraph("WriteLine", vec![runs::leader()], at);
            let before = (line == 0).then(|| self.sizes.gap + self.sizes.line / 4);
            let leaders = vec![at.left + at.width];
            self.push(Node::Paragraph(Paragraph { leaders, before, ..paragraph }), out);
        }
    }

    fn item(&mut self, mark: Mark, item: &ListItem, at: At, out: &mut Vec<Node>) {
        let list = match mark {
            Mark::Dash => self.lists.marked(numbering::DASH),
            Mark::Square if item.done => self.lists.marked(numbering::TICKED),
            Mark::Square => self.lists.marked(numbering::SQUARE),
            Mark::Number | Mark::Letter => self.lists.counted(&item.label, at.level),
        };
        let (first, rest) = match item.c.split_first() {
            Some((Block::Paragraph { c, .. }, rest)) => (c.as_slice(), rest),
            _ => (&[][..], item.c.as_slice()),
        };
        let mut paragraph = self.text("ListParagraph", first, Look::default(), at);
        if list.is_none() && !item.label.is_empty() {
            paragraph.runs.insert(0, Look::default().text(&format!("{} ", item.label), at.size));
        }
        let paragraph = self.listed(paragraph, list, at);
        self.push(Node::Paragraph(paragraph), out);
        let step = self.sizes.step();
        self.blocks(rest, At { level: at.level.saturating_add(1), ..at.moved(step, 0) }, out);
    }

    /// A picture, or a frame with its description.
    fn figure(&mut self, image: usize, alt: &str, caption: Option<&str>, at: At, out: &mut Vec<Node>) {
        let picture = self.picture(image, alt, FIGURE, at);
        let border = picture.is_none().then_some(Border::Around);
        let mut runs = vec![picture.unwrap_or_else(|| runs::description(alt, Look::default(), at.size))];
        if let Some(caption) = caption {
            runs.push(Look::emphasis().text(&format!("\n{caption}"), at.size));
        }
        let paragraph = self.paragraph("Centered", runs, at);
        self.push(Node::Paragraph(Paragraph { border, ..paragraph }), out);
    }

    fn definition(&mut self, of: &Definition, at: At, out: &mut Vec<Node>) {
        let mut meanings = of.c.iter();
        let first = meanings.next().map(Vec::as_slice).unwrap_or_default();
        let mut runs = self.runs(&of.term, Look::strong(), at);
        let rest = match first.split_first() {
            Some((Block::Paragraph { c, .. }, rest)) => {
                runs.push(Look::strong().text(": ", at.size));
                runs.extend(self.runs(c, Look::default(), at));
                rest
            }
            _ => first,
        };
        self.push_styled(at.style.unwrap_or("BodyText"), runs, at, out);
        self.blocks(rest, at, out);
        meanings.for_each(|meaning| self.blocks(meaning, at, out));
    }

    fn columns(&mut self, columns: &[Vec<Block>], at: At, out: &mut Vec<Node>) {
        let count = columns.len();
        if count == 0 || count > super::parts::MOST_COLUMNS / 2 {
            return columns.iter().for_each(|column| self.blocks(column, at, out));
        }
        let gutter = super::sizes::millimetres(6.0);
        let Some((widths, cells)) = super::tables::side_by_side(count, gutter, at.width) else { return };
        let mut row = Vec::new();
        for (number, column) in columns.iter().enumerate() {
            if number > 0 {
                row.push(super::parts::Cell::default());
            }
            let mut content = Vec::new();
            self.blocks(column, At { left: 0, right: 0, width: cells, ..at }, &mut content);
            row.push(super::parts::Cell { content, ..super::parts::Cell::default() });
        }
        let rows = vec![super::parts::Row { cells: row, ..super::parts::Row::default() }];
        self.push(Node::Table(Table { style: "Invisible", left: at.left, widths, rows }), out);
    }
}
