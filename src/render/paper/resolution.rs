//! Dự thảo nghị quyết: what a cell votes on at the end of its meeting (`domain.md` 7).

use crate::model::agenda::{Agenda, Part};
use crate::model::paper::{Align, Block, Paper, ParagraphRole};
use crate::text::number::roman;

use super::Desk;
use super::agenda::Sitting;
use super::minutes;
use super::office::number;
use super::runs::{cell, clean, heading, list, narrow, paragraph, pattern, row, text, wide};
use crate::model::paper::Mark;

pub(super) fn paper(of: &Agenda, desk: &Desk<'_, '_>) -> Paper {
    let meeting = Sitting::of(of, desk);
    let subject = if meeting.meeting.has_regular() {
        format!("lãnh đạo thực hiện nhiệm vụ {}", meeting.month())
    } else {
        format!("kết quả {}", meeting.subject())
    };
    let mut paper = meeting.paper("Nghị quyết", &subject, desk);
    let mut head = meeting.office.letterhead(Some(number(None, "NQ/CB")), meeting.day);
    head.mark = Some("Dự thảo".to_owned());
    paper.letterhead = Some(head);
    let issuer = meeting.office.issuer.as_deref().unwrap_or("Chi bộ");
    let day = meeting.day.map_or_else(|| "Ngày …".to_owned(), |day| day.long_vi().replacen("ngày", "Ngày", 1));
    let opening = format!(
        "{day}, {issuer} họp, có mặt …/… đảng viên, trong … phút, do đồng chí … chủ trì, đồng chí … làm thư ký. Chi bộ thống nhất ra nghị quyết:"
    );
    let out = &mut paper.body;
    out.push(paragraph(ParagraphRole::Body, pattern(&opening, 6)));
    out.push(part(1, "Đánh giá việc thực hiện nhiệm vụ kỳ trước"));
    for (number, title) in [(1, "Chính trị, tư tưởng"), (2, "Nhiệm vụ chính trị")] {
        out.push(heading(2, Some(format!("{number}.")), title));
        out.push(Block::Fill { label: None, lines: 2 });
    }
    out.push(heading(2, Some("3.".to_owned()), "Việc giao kỳ trước"));
    out.push(blank_table(&["TT", "Nhiệm vụ", "Tình trạng đầu kỳ", "Kết quả"], 4));
    out.push(heading(2, Some("4.".to_owned()), "Biểu dương, nhắc nhở; hạn chế và nguyên nhân"));
    out.push(Block::Fill { label: None, lines: 2 });
    out.push(part(2, "Phương hướng"));
    let discussed: Vec<String> = meeting
        .table
        .slots
        .iter()
        .filter(|slot| matches!(slot.part, Some(Part::Content | Part::Theme)) && !slot.item.pause)
        .map(|slot| clean(&slot.item.title))
        .collect();
    if !discussed.is_empty() {
        out.push(paragraph(
            ParagraphRole::Note,
            vec![text("Chi bộ đã bàn các việc sau; chọn từ ba đến năm việc, mỗi việc đếm được:")],
        ));
        out.push(list(Mark::Letter, &discussed));
    }
    out.push(Block::Fill { label: None, lines: 3 });
    out.push(part(3, "Phân công, tổ chức thực hiện"));
    out.push(blank_table(&["TT", "Việc", "Chịu trách nhiệm chính", "Thời hạn"], 4));
    if let Some(score) = minutes::score(of, desk) {
        out.push(part(4, "Tự đánh giá buổi sinh hoạt"));
        out.push(score);
    }
    let vote = "Nghị quyết được …/… đảng viên chính thức có mặt biểu quyết tán thành, đạt … %.";
    out.push(paragraph(ParagraphRole::Body, pattern(vote, 5)));
    paper.signatures.push(meeting.office.secretary(of.chair.as_deref()));
    paper.recipients = meeting.office.recipients("Các đồng chí đảng viên");
    paper
}

fn part(number: u32, title: &str) -> Block {
    heading(1, Some(format!("{}-", roman(number))), title)
}

/// A table to fill in: numbers, and free lines.
fn blank_table(heads: &[&str], lines: u32) -> Block {
    let columns: Vec<_> = heads
        .iter()
        .enumerate()
        .map(|(at, head)| match at {
            0 => narrow(head, 3, Align::Center),
            1 => wide(head, 6),
            _ => wide(head, 3),
        })
        .collect();
    let rows = (1..=lines).map(|line| {
        let mut cells = vec![cell(vec![text(&line.to_string()), crate::model::paper::Run::Break])];
        cells.resize_with(heads.len(), || cell(Vec::new()));
        row(cells)
    });
    Block::Table { rows: rows.collect(), columns }
}
