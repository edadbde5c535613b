//! Tables of a paper's body. Each becomes a grid of columns and cells, and one function writes that.

use super::body::{At, Writer};
use super::parts::{Cell, MOST_COLUMNS, Node, Row, Table};
use super::runs::{Look, plain};
use super::sizes::{INSET_X, twips};
use crate::model::paper::{self, Align, Column, Run, ScriptRow, TimetableRow};

/// A table before it is written.
struct Grid {
    widths: Vec<i32>,
    aligns: Vec<Option<&'static str>>,
    rows: Vec<Row>,
}

/// Widths in letters of the table's text, and the share that is left for the column with 0 of them.
struct Widths<'a>(&'a [f64]);

impl Widths<'_> {
    fn of(&self, size: f64, all: i32) -> Vec<i32> {
        let fixed: Vec<i32> = self.0.iter().map(|letters| twips(letters * size)).collect();
        let rest = (all - fixed.iter().sum::<i32>()).max(all / 10);
        fixed.into_iter().map(|width| if width == 0 { rest } else { width }).collect()
    }
}

/// Width of a letter, measured in the height of its text.
const LETTER: f64 = 0.56;

/// Returns the widths of so many columns with a gutter between, and that of one column.
pub(super) fn side_by_side(count: usize, gutter: i32, all: i32) -> Option<(Vec<i32>, i32)> {
    let many = i32::try_from(count).ok().filter(|many| *many > 0)?;
    let one = ((all - gutter * (many - 1)) / many).max(1);
    let widths = (0..many * 2 - 1).map(|at| if at % 2 == 0 { one } else { gutter });
    Some((widths.collect(), one))
}

impl Writer {
    /// A table of the text.
    pub(super) fn table(&mut self, columns: &[Column], rows: &[paper::Row], at: At, out: &mut Vec<Node>) {
        if columns.len() > MOST_COLUMNS {
            return self.as_lines(columns, rows, at, out);
        }
        let has_head = columns.iter().any(|column| !column.head.is_empty());
        let align = |column: &Column| match column.align {
            Align::Left => None,
            Align::Center => Some("center"),
            Align::Right => Some("right"),
        };
        let mut grid = Grid {
            widths: self.widths(columns, at.width),
            aligns: columns.iter().map(align).collect(),
            rows: Vec::with_capacity(rows.len() + 1),
        };
        if has_head {
            let cells = columns.iter().map(|column| paper::Cell { span: 1, c: column.head.clone() });
            let row = paper::Row { group: false, total: false, cells: cells.collect() };
            let row = self.row(&grid, &row, true);
            grid.rows.push(row);
        }
        for row in rows {
            let row = self.row(&grid, row, false);
            grid.rows.push(row);
        }
        self.grid(grid, at, out);
    }

    fn grid(&mut self, grid: Grid, at: At, out: &mut Vec<Node>) {
        if grid.rows.is_empty() || grid.widths.is_empty() {
            return;
        }
        let table = Table { style: "TableGrid", left: at.left, widths: grid.widths, rows: grid.rows };
        self.push(Node::Table(table), out);
    }

    fn row(&mut self, grid: &Grid, of: &paper::Row, head: bool) -> Row {
        let look = if head || of.group || of.total { Look::strong() } else { Look::default() };
        let mut cells = Vec::with_capacity(of.cells.len());
        let mut column = 0;
        for cell in &of.cells {
            let span = usize::from(cell.span.max(1)).min(grid.widths.len().saturating_sub(column));
            if span == 0 {
                break;
            }
            let align = if head { Some("center") } else { grid.aligns.get(column).copied().flatten() };
            let width = grid.widths.iter().skip(column).take(span).sum();
            cells.push(Cell { span, ..self.cell(&cell.c, look, align, width) });
            column += span;
        }
        // Every row has as many columns as the grid.
        for width in grid.widths.iter().skip(column) {
            cells.push(self.cell(&[], look, None, *width));
        }
        if head {
            for cell in &mut cells {
                cell.middle = true;
            }
        }
        if of.group {
            cells.iter_mut().flat_map(|cell| &mut cell.content).for_each(Node::keep);
        }
        Row { head, whole: head || cells.len() > 1, cells }
    }

    fn cell(&mut self, c: &[Run], look: Look, align: Option<&'static str>, width: i32) -> Cell {
        // Nothing follows a line end at the end of a cell.
        let c = c.split_last().filter(|(last, _)| **last == Run::Break).map_or(c, |(_, before)| before);
        let inner = (width - twips(INSET_X * 2.0)).max(1);
        let at = At::cell(inner, self.sizes.table);
        let mut paragraph = self.text("TableText", c, look, at);
        paragraph.align = align;
        Cell { content: vec![Node::Paragraph(paragraph)], ..Cell::default() }
    }

    /// Columns with a share take what the others leave; where these are too wide, all give way.
    fn widths(&self, columns: &[Column], all: i32) -> Vec<i32> {
        let fixed = |column: &Column| {
            if column.share.is_some() {
                return 0;
            }
            twips(f64::from(column.letters) * self.sizes.table * LETTER + INSET_X * 2.0)
        };
        let taken: i32 = columns.iter().map(fixed).sum();
        let wanting = columns.iter().filter_map(|column| column.share).map(i32::from);
        let shares: i32 = wanting.clone().sum();
        let count = |of: usize| i32::try_from(of).unwrap_or(1).max(1);
        // A column of a share is never thinner than half of an even one.
        let room = (all - taken).max(all / 2 / count(columns.len()) * count(wanting.count()));
        let widths: Vec<i32> = columns
            .iter()
            .map(|column| column.share.map_or_else(|| fixed(column), |share| room * i32::from(share) / shares))
            .collect();
        let sum: i64 = widths.iter().map(|width| i64::from(*width)).sum();
        if sum <= i64::from(all) {
            return widths;
        }
        let fit = |width: i32| i32::try_from(i64::from(width) * i64::from(all) / sum).unwrap_or(width).max(1);
        widths.into_iter().map(fit).collect()
    }

    /// Word opens no table of so many columns: its rows are lines.
    fn as_lines(&mut self, columns: &[Column], rows: &[paper::Row], at: At, out: &mut Vec<Node>) {
        let head: Vec<&[Run]> = columns.iter().map(|column| column.head.as_slice()).collect();
        let rows = rows.iter().map(|row| row.cells.iter().map(|cell| cell.c.as_slice()).collect());
        for row in std::iter::once(head).chain(rows) {
            let row: Vec<&[Run]> = row;
            let mut runs = Vec::new();
            for (number, c) in row.into_iter().enumerate() {
                if number > 0 {
                    runs.extend(plain(" | "));
                }
                runs.extend(self.runs(c, Look::default(), at));
            }
            let paragraph = self.paragraph("Plain", runs, at);
            self.push(Node::Paragraph(paragraph), out);
        }
    }

    /// A meeting's timetable.
    pub(super) fn timetable(
        &mut self,
        clock: bool,
        rows: &[TimetableRow],
        lead: u8,
        total: u32,
        at: At,
        out: &mut Vec<Node>,
    ) {
        let (when, head) = if clock { (6.4, "Thời gian") } else { (5.0, "Phút thứ") };
        let mut grid = Grid {
            widths: Widths(&[2.9, when, 0.0, f64::from(lead) * LETTER + 0.6, 2.9]).of(self.sizes.table, at.width),
            aligns: vec![Some("center"), Some("center"), None, None, Some("center")],
            rows: Vec::new(),
        };
        let head = ["TT", head, "Nội dung", "Người thực hiện", "Số phút"];
        let row = self.row(&grid, &line(head.map(words)), true);
        grid.rows.push(row);
        for of in rows {
            if let Some(part) = &of.part {
                let cell = paper::Cell { span: 5, c: words(part) };
                let row = paper::Row { group: true, total: false, cells: vec![cell] };
                let mut row = self.row(&grid, &row, false);
                left(&mut row);
                grid.rows.push(row);
            }
            let mut title = words(&of.title);
            if of.vote {
                title.push(styled(paper::Style::Emphasis, " (biểu quyết)"));
            }
            if !of.material.is_empty() {
                title.push(Run::Break);
                let material = styled(paper::Style::Emphasis, &format!("Tài liệu: {}", of.material.join("; ")));
                title.push(Run::Styled { style: paper::Style::Small, c: vec![material] });
            }
            let index = of.index.map(|index| index.to_string()).unwrap_or_default();
            let lead = of.lead.as_deref().map(words).unwrap_or_default();
            let time = words(&format!("{}–{}", of.start, of.end));
            let row = line([words(&index), time, title, lead, words(&of.minutes.to_string())]);
            let row = self.row(&grid, &row, false);
            grid.rows.push(row);
        }
        if total > 0 {
            let label = paper::Cell { span: 4, c: words("Cộng (không kể nghỉ giải lao)") };
            let cells = vec![label, paper::Cell { span: 1, c: words(&total.to_string()) }];
            let mut row = self.row(&grid, &paper::Row { group: false, total: true, cells }, false);
            left(&mut row);
            grid.rows.push(row);
        }
        self.grid(grid, at, out);
    }

    /// The chair's script.
    pub(super) fn script(&mut self, clock: bool, lines: &[ScriptRow], at: At, out: &mut Vec<Node>) {
        let mut grid = Grid {
            widths: Widths(&[2.9, if clock { 6.4 } else { 4.2 }, 11.0, 0.0, 7.5, 7.5]).of(self.sizes.table, at.width),
            aligns: vec![Some("center"), Some("center"), None, None, None, None],
            rows: Vec::new(),
        };
        let head = [
            "TT",
            if clock { "Thời gian" } else { "Phút thứ" },
            "Nội dung",
            "Lời dẫn",
            "Người thực hiện",
            "Tài liệu kèm",
        ];
        let row = self.row(&grid, &line(head.map(words)), true);
        grid.rows.push(row);
        for of in lines {
            let minutes = styled(paper::Style::Small, &format!("({} phút)", of.minutes));
            let mut time = words(&of.time);
            time.extend([Run::Break, minutes]);
            let material = of.material.as_deref().map(words).unwrap_or_default();
            let content = vec![styled(paper::Style::Strong, &of.content)];
            let number = of.index.map(|number| words(&number.to_string())).unwrap_or_default();
            let row = line([number, time, content, Vec::new(), words(&of.actor), material]);
            let mut row = self.row(&grid, &row, false);
            if let Some(cell) = row.cells.get_mut(3).filter(|_| !of.spoken.is_empty()) {
                let spoken = of.spoken.iter().map(|text| super::parts::Paragraph::new("TableText", plain(text)));
                cell.content = spoken.map(Node::Paragraph).collect();
            }
            // A long speech may run over to the next page.
            row.whole = of.spoken.iter().map(String::len).sum::<usize>() <= 2400;
            grid.rows.push(row);
        }
        self.grid(grid, at, out);
    }
}

fn words(of: &str) -> Vec<Run> {
    if of.is_empty() { Vec::new() } else { vec![Run::Text { t: of.to_owned() }] }
}

fn styled(style: paper::Style, of: &str) -> Run {
    Run::Styled { style, c: words(of) }
}

fn line<const N: usize>(cells: [Vec<Run>; N]) -> paper::Row {
    paper::Row { group: false, total: false, cells: cells.map(|c| paper::Cell { span: 1, c }).to_vec() }
}

/// A label that covers several columns stands at the left, whatever the first of them does.
fn left(row: &mut Row) {
    if let Some(Node::Paragraph(label)) = row.cells.first_mut().and_then(|cell| cell.content.first_mut()) {
        label.align = None;
    }
}
