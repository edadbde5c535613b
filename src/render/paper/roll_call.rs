//! Danh sách điểm danh: a line a member, and the sums under it (`domain.md` 3.4). The handbook holds no names of
//! members: they are written in by hand.

use crate::model::agenda::Agenda;
use crate::model::paper::{Align, Block, Paper, ParagraphRole, Run, Signatory};

use super::Desk;
use super::agenda::Sitting;
use super::runs::{cell, field_runs, heading, narrow, numbered, paragraph, pattern, row, text, wide};

/// Lines where the number of members is not known, and most lines.
const LINES: u16 = 20;
const MOST: u16 = 200;

pub(super) fn paper(of: &Agenda, desk: &Desk<'_, '_>) -> Paper {
    let meeting = Sitting::of(of, desk);
    let mut paper = meeting.paper("Danh sách điểm danh", &meeting.subject(), desk);
    paper.letterhead = Some(meeting.office.letterhead(None, meeting.day));
    let time = meeting.time().map(|time| format!("Thời gian: {time}.")).unwrap_or_default();
    if !time.is_empty() {
        paper.body.push(paragraph(ParagraphRole::Center, vec![text(&time)]));
    }
    let columns = vec![
        narrow("TT", 3, Align::Center),
        wide("Họ và tên", 5),
        narrow("Chính thức", 5, Align::Center),
        narrow("Dự bị", 4, Align::Center),
        narrow("Được miễn", 5, Align::Center),
        narrow("Có mặt", 4, Align::Center),
        narrow("Vắng có lý do", 6, Align::Center),
        narrow("Vắng không lý do", 6, Align::Center),
        wide("Lý do vắng", 3),
    ];
    let count = columns.len();
    let lines = meeting.members.unwrap_or(LINES).clamp(1, MOST);
    let rows = (1..=lines).map(|number| {
        let mut cells = vec![cell(vec![text(&number.to_string()), Run::Break])];
        cells.resize_with(count, || cell(Vec::new()));
        row(cells)
    });
    paper.body.push(Block::Table { columns, rows: rows.collect() });
    paper.body.push(heading(1, None, "Tổng hợp"));
    let sums = [
        ("Tổng số đảng viên", "… đồng chí (chính thức …, dự bị …)"),
        ("Được miễn sinh hoạt", "…; đang sinh hoạt tạm nơi khác …; sinh hoạt tạm tại chi bộ …"),
        ("Phải dự", "… đồng chí (tổng số trừ miễn và nơi khác, cộng sinh hoạt tạm)"),
        ("Có mặt", "… đồng chí, đạt … % số phải dự"),
        ("Vắng", "có lý do …; không lý do …"),
    ];
    paper.body.push(numbered(sums.iter().map(|(label, of)| field_runs(label, pattern(of, 5))).collect()));
    paper.fit_pages = (lines <= 25).then_some(1);
    paper.signatures = vec![
        Signatory { position: "Thư ký".to_owned(), ..Signatory::default() },
        Signatory { position: "Chủ trì".to_owned(), ..Signatory::default() },
    ];
    paper
}
