//! Lớp: what a course's page says of it, as blocks: facts, programme, timetable, assessment.

use crate::model::course::Course;
use crate::model::paper::{Align, Block, Cell, Mark, Paper, Row};

use super::Desk;
use super::body::{Numbering, Reader};
use super::runs::{cell, field, heading, list, narrow, row, text, wide, words};

/// The course's own chapter.
pub(super) fn chapter(of: &Course, desk: &Desk<'_, '_>, reader: Reader) -> Paper {
    let mut paper = desk.chapter("");
    let basis: Vec<String> = of.basis.iter().map(|citation| desk.name_of(citation.as_str())).collect();
    let basis = basis.join("; ");
    let hours = of.hours.map(|hours| format!("{hours} tiết"));
    let facts = [
        ("Đối tượng", of.audience.as_deref()),
        ("Căn cứ", Some(basis.as_str()).filter(|basis| !basis.is_empty())),
        ("Thời lượng", hours.as_deref()),
        ("Địa điểm", of.place.as_deref()),
    ];
    let fields: Vec<_> =
        facts.iter().filter_map(|(label, value)| value.map(|value| field(label, Some(value)))).collect();
    if !fields.is_empty() {
        paper.body.push(Block::Fields { fields });
    }
    paper.body.extend(desk.blocks(reader, Numbering::Plain));
    if !of.programme.is_empty() {
        paper.body.push(heading(1, None, "Chương trình"));
        paper.body.push(programme(of));
    }
    if !of.sessions.is_empty() {
        paper.body.push(heading(1, None, "Lịch học"));
        paper.body.push(sessions(of));
    }
    if !of.assessment.is_empty() {
        paper.body.push(heading(1, None, "Đánh giá"));
        paper.body.push(list(Mark::Dash, &of.assessment));
    }
    paper
}

fn maybe(of: Option<&str>) -> Cell {
    cell(of.map(words).unwrap_or_default())
}

/// A row of sums under a table of class hours.
fn total(columns: usize, at: usize, hours: u32) -> Row {
    let mut cells: Vec<Cell> = (0..columns).map(|_| cell(Vec::new())).collect();
    for (index, of) in [(1, "Cộng".to_owned()), (at, hours.to_string())] {
        if let Some(cell) = cells.get_mut(index) {
            cell.c = vec![text(&of)];
        }
    }
    Row { group: false, total: true, cells }
}

fn programme(of: &Course) -> Block {
    let columns = vec![
        narrow("TT", 3, Align::Center),
        wide("Nội dung", 7),
        narrow("Số tiết", 4, Align::Center),
        wide("Báo cáo viên", 4),
    ];
    let mut rows: Vec<Row> = (1_u32..)
        .zip(&of.programme)
        .map(|(number, unit)| {
            row(vec![
                cell(words(&number.to_string())),
                cell(words(&unit.title)),
                cell(words(&unit.hours.to_string())),
                maybe(unit.lecturer.as_deref()),
            ])
        })
        .collect();
    rows.push(total(columns.len(), 2, of.programme.iter().map(|unit| u32::from(unit.hours)).sum()));
    Block::Table { columns, rows }
}

fn sessions(of: &Course) -> Block {
    let columns = vec![
        narrow("Thời gian", 11, Align::Left),
        wide("Nội dung", 7),
        narrow("Số tiết", 4, Align::Center),
        wide("Báo cáo viên", 4),
    ];
    let mut rows: Vec<Row> = of
        .sessions
        .iter()
        .map(|session| {
            let starts = session.starts;
            let when = format!("{} {}", starts.time().vi(), starts.date().short());
            row(vec![
                cell(words(&when)),
                cell(words(&session.title)),
                cell(words(&session.hours.to_string())),
                maybe(session.lecturer.as_deref()),
            ])
        })
        .collect();
    rows.push(total(columns.len(), 2, of.sessions.iter().map(|session| u32::from(session.hours)).sum()));
    Block::Table { columns, rows }
}
