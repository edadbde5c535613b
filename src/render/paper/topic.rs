//! Chuyên đề: the member's sheet, and the facilitator's with plan, notes and answers.

use crate::model::paper::{Align, Block, Mark, Paper, ParagraphRole};
use crate::model::topic::Topic;

use super::Desk;
use super::body::{Numbering, Reader};
use super::runs::{cell, heading, lines, list, narrow, paragraph, row, strong, text, wide, words};

pub(super) fn paper(of: &Topic, desk: &Desk<'_, '_>, reader: Reader) -> Paper {
    let mut paper = desk.paper("Chuyên đề", Some(&desk.document.head.title));
    let whom = if reader == Reader::Leader {
        "tài liệu của người điều hành"
    } else {
        "tài liệu của đảng viên"
    };
    paper.title = super::runs::clean(&format!("{}: {whom}", desk.document.head.title));
    paper.heading.note = Some(whom.to_owned());
    let out = &mut paper.body;
    if !of.directives.is_empty() {
        let names: Vec<String> = of.directives.iter().map(|citation| desk.name_of(citation.as_str())).collect();
        out.push(paragraph(ParagraphRole::Plain, vec![strong("Văn bản liên quan: "), text(&names.join("; "))]));
    }
    part(out, 1, "Mục tiêu", Mark::Dash, &of.objectives);
    if reader == Reader::Leader {
        if !of.facilitation.is_empty() {
            out.push(heading(1, None, "Kế hoạch điều hành thảo luận"));
            out.push(plan(of));
        }
        let notes = of.presenter_notes.as_deref().map(lines).unwrap_or_default();
        if !notes.is_empty() {
            out.push(heading(1, None, "Ghi chú cho người trình bày"));
            out.extend(notes.iter().map(|note| paragraph(ParagraphRole::Body, words(note))));
        }
    }
    out.extend(desk.blocks(reader, Numbering::Plain));
    part(out, 1, "Câu hỏi thảo luận", Mark::Number, &of.questions);
    part(out, 1, "Cam kết của cá nhân", Mark::Square, &of.commitments.individual);
    part(out, 1, "Cam kết của tập thể", Mark::Square, &of.commitments.collective);
    if reader == Reader::Member {
        out.push(heading(1, None, "Ghi chép"));
        out.push(Block::Fill { label: None, lines: 4 });
    }
    paper
}

pub(super) fn part(out: &mut Vec<Block>, level: u8, title: &str, mark: Mark, items: &[String]) {
    if !items.is_empty() {
        out.push(heading(level, None, title));
        out.push(list(mark, items));
    }
}

pub(super) fn plan(of: &Topic) -> Block {
    let columns = vec![narrow("Phút thứ", 7, Align::Center), wide("Việc làm", 4), wide("Cách làm", 7)];
    let mut at = 0;
    let rows = of.facilitation.iter().map(|step| {
        let start = at;
        at += u32::from(step.minutes.0);
        row(vec![
            cell(words(&format!("{start}–{at}"))),
            cell(words(&step.title)),
            cell(step.how.as_deref().map(words).unwrap_or_default()),
        ])
    });
    Block::Table { rows: rows.collect(), columns }
}
