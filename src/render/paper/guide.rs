//! Kịch bản điều hành and phiếu quan sát: what chair and observers hold in a model meeting (`domain.md` 4).

use crate::model::guide::Guide;
use crate::model::paper::{Align, Block, Paper, ParagraphRole, Run, ScriptRow, Signatory};

use super::Desk;
use super::runs::{
    blank, cell, clean, field, heading, lines, narrow, numbered, paragraph, row, strong, text, wide, words,
};

/// One of the scripts, by the paper's number, on a page that lies on its side.
pub(super) fn script(of: &Guide, desk: &Desk<'_, '_>) -> Option<Paper> {
    let script = of.scripts.get(usize::from(desk.name.number).checked_sub(1)?)?;
    let title = script.title.clone().unwrap_or_else(|| script.meeting.vi().to_owned());
    let mut paper = desk.paper("Kịch bản điều hành", Some(&title));
    paper.title = clean(&format!("Kịch bản điều hành: {title}"));
    paper.landscape = true;
    paper.heading.note = of.plan.cell.as_deref().map(clean);
    let facts: Vec<_> = [("Thời gian", &of.plan.time), ("Địa điểm", &of.plan.place)]
        .into_iter()
        .filter_map(|(label, value)| value.as_deref().map(|value| field(label, Some(value))))
        .collect();
    if !facts.is_empty() {
        paper.body.push(Block::Fields { fields: facts });
    }
    let mut at = 0;
    let rows = (1_u32..).zip(&script.lines).map(|(index, line)| {
        let start = at;
        at += u32::from(line.minutes.0);
        ScriptRow {
            index: Some(index),
            time: format!("{start}–{at}"),
            minutes: line.minutes.0,
            content: clean(&line.content),
            spoken: line.spoken.as_deref().map(lines).unwrap_or_default(),
            actor: clean(&line.actor),
            material: line.material.as_deref().map(clean),
        }
    });
    let rows = rows.collect();
    paper.body.push(Block::Script { clock: false, lines: rows });
    paper.body.push(paragraph(
        ParagraphRole::Note,
        vec![text(&format!("Cộng {at} phút. Chỗ trong dấu […] điền trước khi vào họp."))],
    ));
    Some(paper)
}

/// The observation sheet.
pub(super) fn observation(of: &Guide, desk: &Desk<'_, '_>) -> Paper {
    let mut paper = desk.paper("Phiếu quan sát", Some("buổi sinh hoạt chi bộ"));
    paper.letterhead = Some(super::blank_letterhead(None));
    paper.body.push(numbered(vec![
        field("Chi bộ được quan sát", of.plan.cell.as_deref()),
        field("Thời gian", None),
        field("Người quan sát, đơn vị", None),
    ]));
    let columns = vec![
        narrow("TT", 3, Align::Center),
        wide("Nội dung quan sát", 5),
        wide("Biểu hiện tốt", 5),
        narrow("Tốt", 4, Align::Center),
        narrow("Đạt", 4, Align::Center),
        narrow("Chưa đạt", 5, Align::Center),
    ];
    let rows = (1_u32..).zip(&of.observation).map(|(number, one)| {
        row(vec![
            cell(vec![text(&number.to_string())]),
            cell(words(&one.item)),
            cell(one.good.as_deref().map(words).unwrap_or_default()),
            cell(Vec::new()),
            cell(Vec::new()),
            cell(Vec::new()),
        ])
    });
    paper.body.push(Block::Table { rows: rows.collect(), columns });
    paper.body.push(heading(1, None, "Nhận xét"));
    for label in ["Ưu điểm", "Hạn chế", "Đề nghị"] {
        paper.body.push(Block::Fill { label: Some(label.to_owned()), lines: 2 });
    }
    let closing: Vec<Run> = vec![strong("Điểm chấm: "), blank(8), text(" Xếp loại: "), blank(16)];
    paper.body.push(paragraph(ParagraphRole::Plain, closing));
    paper.signatures.push(Signatory { position: "Người quan sát".to_owned(), ..Signatory::default() });
    paper
}
