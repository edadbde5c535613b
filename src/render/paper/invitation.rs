//! Giấy mời: for guests of a meeting; what, when, where, what to bring. Its wording is common practice (`domain.md` 7).

use crate::model::agenda::Agenda;
use crate::model::paper::{Paper, ParagraphRole};

use super::Desk;
use super::agenda::Sitting;
use super::office::number;
use super::runs::{blank, body, field, numbered, paragraph, strong, text};

pub(super) fn paper(of: &Agenda, desk: &Desk<'_, '_>) -> Paper {
    let meeting = Sitting::of(of, desk);
    let subject = format!("dự {}", meeting.subject());
    let mut paper = meeting.paper("Giấy mời", &subject, desk);
    paper.letterhead = Some(meeting.office.letterhead(Some(number(None, "GM/CB")), paper.date));
    paper.body.push(paragraph(ParagraphRole::Center, vec![strong("Kính mời: "), blank(44)]));
    let issuer = meeting.office.issuer.as_deref().unwrap_or("Chi bộ");
    paper.body.push(body(&format!("{issuer} trân trọng kính mời đồng chí tới dự {}.", meeting.subject())));
    let mut fields = vec![
        field("Thời gian", meeting.time().as_deref()),
        field("Địa điểm", of.place.as_deref()),
        field("Chủ trì", of.chair.as_deref()),
        field("Thành phần", Some(&meeting.participants(of))),
    ];
    let prepare = of.preparation.join(" ");
    fields.push(field("Tài liệu, nội dung chuẩn bị", Some(prepare.as_str()).filter(|text| !text.is_empty())));
    fields.push(field("Người liên hệ, điện thoại", None));
    paper.body.push(numbered(fields));
    paper.body.push(paragraph(
        ParagraphRole::Body,
        vec![text("Đề nghị đồng chí thu xếp thời gian tới dự đầy đủ, đúng giờ.")],
    ));
    paper.signatures.push(meeting.office.secretary(of.chair.as_deref()));
    paper.recipients = vec!["Như trên".to_owned(), "Lưu Chi bộ".to_owned()];
    paper
}
