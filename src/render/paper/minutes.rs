//! Biên bản: the minutes' skeleton made from the agenda, in the order of `domain.md` 7.

use crate::model::agenda::Agenda;
use crate::model::paper::{Block, Paper, ParagraphRole, Signatory};
use crate::model::{Kind, agenda::Meeting};

use super::Desk;
use super::agenda::{Sitting, companion};
use super::office::Person;
use super::runs::{clean, field, field_runs, heading, paragraph, pattern, text};

pub(super) fn paper(of: &Agenda, desk: &Desk<'_, '_>) -> Paper {
    let meeting = Sitting::of(of, desk);
    let mut paper = meeting.paper("Biên bản", &meeting.subject(), desk);
    paper.letterhead = Some(meeting.office.letterhead(Some(super::office::number(None, "BB/CB")), meeting.day));
    let out = &mut paper.body;
    let starts = meeting.table.starts.map(|starts| format!("{}, {}", starts.time().vi(), starts.date().long_vi()));
    out.push(section(1, "Thời gian, địa điểm"));
    out.push(Block::Fields {
        fields: vec![field("Bắt đầu", starts.as_deref()), field("Địa điểm", of.place.as_deref())],
    });
    out.push(section(2, "Thành phần"));
    let committee = of.meeting == Meeting::Committee;
    let whole = match meeting.members.filter(|_| !committee) {
        Some(members) => format!("{members} đồng chí (chính thức …, dự bị …); được miễn …; đang chuyển đi …"),
        None => "… đồng chí (chính thức …, dự bị …); được miễn …; đang chuyển đi …".to_owned(),
    };
    let mut absent = field_runs("Vắng có lý do", pattern("… (họ tên, lý do)", 5));
    absent.lines = 1;
    out.push(Block::Fields {
        fields: vec![
            field_runs(if committee { "Tổng số chi ủy viên" } else { "Tổng số đảng viên" }, pattern(&whole, 5)),
            field_runs("Có mặt", pattern("… đồng chí, đạt … % số phải dự", 5)),
            absent,
            field("Vắng không lý do", None),
            field("Khách mời", Some(of.guests.join("; ").as_str()).filter(|guests| !guests.is_empty())),
        ],
    });
    out.push(section(3, "Chủ trì, thư ký"));
    out.push(Block::Fields {
        fields: vec![field("Chủ trì", of.chair.as_deref()), field("Thư ký", of.secretary.as_deref())],
    });
    out.push(section(4, "Nội dung và diễn biến"));
    for (number, slot) in (1_u32..).zip(meeting.table.slots.iter().filter(|slot| !slot.item.pause)) {
        let item = &slot.item;
        let lead = item.lead.as_deref().map(|lead| format!(" ({lead})")).unwrap_or_default();
        out.push(Block::Heading {
            level: 2,
            number: Some(format!("{number}.")),
            anchor: None,
            c: vec![text(&format!("{}{lead}", item.title))],
        });
        // What takes long needs room for the words of several members.
        let lines = (item.minutes.0 / 6).clamp(1, 5);
        out.push(Block::Fill {
            label: (lines > 1).then(|| "Ý kiến (ghi tên người phát biểu)".to_owned()), lines
        });
        if lines > 1 {
            out.push(Block::Fields { fields: vec![field("Kết luận của chủ trì", None)] });
        }
        if item.vote {
            out.push(vote());
        }
    }
    out.push(section(5, "Kết luận, nghị quyết"));
    out.push(Block::Fill {
        label: Some("Nội dung chủ trì kết luận; việc, người chịu trách nhiệm, thời hạn".to_owned()),
        lines: 4,
    });
    out.push(vote());
    if let Some(score) = score(of, desk) {
        out.push(section(6, "Điểm và xếp loại buổi sinh hoạt"));
        out.push(score);
    }
    out.push(paragraph(
        ParagraphRole::Body,
        pattern(
            "Buổi họp kết thúc lúc … giờ … phút cùng ngày. Biên bản đã được đọc và thông qua trước khi kết thúc.",
            4,
        ),
    ));
    paper.signatures = vec![
        Signatory {
            position: "Người ghi biên bản".to_owned(),
            name: of.secretary.as_deref().map(|written| Person::read(written).name),
            ..Signatory::default()
        },
        Signatory {
            position: "Chủ trì".to_owned(),
            name: of.chair.as_deref().map(|written| Person::read(written).name),
            ..Signatory::default()
        },
    ];
    paper
}

fn section(number: u32, title: &str) -> Block {
    heading(1, Some(format!("{}-", crate::text::number::roman(number))), title)
}

/// Where a vote is counted.
pub(super) fn vote() -> Block {
    let line = "Biểu quyết: đồng ý …/…; không đồng ý …; ý kiến khác …; tỷ lệ … %.";
    paragraph(ParagraphRole::Body, pattern(line, 4))
}

/// The groups of the scorecard that the agenda names, with room for points.
pub(super) fn score(of: &Agenda, desk: &Desk<'_, '_>) -> Option<Block> {
    let card = companion(of, desk.id, desk.view, |of| of.scorecard.as_ref())?;
    let Kind::Scorecard(card) = &desk.view.document(card).kind else { return None };
    let mut fields: Vec<_> = card
        .groups
        .iter()
        .map(|group| {
            let number = group.number.as_deref().map(|number| format!("{number}. ")).unwrap_or_default();
            field_runs(&clean(&format!("{number}{}", group.title)), pattern(&format!("…/{} điểm", group.max.vi()), 5))
        })
        .collect();
    fields.push(field_runs("Cộng", pattern(&format!("…/{} điểm. Xếp loại: …", card.total.vi()), 8)));
    Some(Block::Fields { fields })
}
