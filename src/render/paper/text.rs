//! Hướng dẫn năm and bài giảng: papers that are mostly the page's own text.

use crate::model::guidance::Guidance;
use crate::model::lesson::Lesson;
use crate::model::paper::{Mark, Paper, ParagraphRole, Signatory};

use super::Desk;
use super::body::{Numbering, Reader};
use super::office::{Office, number};
use super::runs::{clean, heading, lines, paragraph, text, words};
use super::topic::part;

/// The yearly guidance, signed for the committee.
pub(super) fn guidance(of: &Guidance, desk: &Desk<'_, '_>) -> Paper {
    let day = desk.document.head.date;
    let office = Office::of_body(of.issuer.as_deref(), day, desk.view.settings());
    let title = &desk.document.head.title;
    let mut paper = desk.paper("Hướng dẫn", Some(title));
    paper.author.clone_from(&office.issuer);
    paper.letterhead = Some(office.letterhead(Some(number(None, "HD/ĐU")), day));
    for citation in &of.basis {
        let line = format!("Căn cứ {};", desk.name_of(citation.as_str()));
        paper.body.push(paragraph(ParagraphRole::Basis, vec![text(&line)]));
    }
    paper.body.extend(desk.blocks(Reader::Member, Numbering::Official));
    paper.signatures.push(Signatory {
        authority: Some(office.authority),
        position: "Phó bí thư".to_owned(),
        name: None,
    });
    paper.recipients =
        ["Các chi bộ trực thuộc", "Các đồng chí ủy viên ban chấp hành", "Lưu Văn phòng"].map(str::to_owned).to_vec();
    paper
}

/// A lesson: the learner's sheet, or the lecturer's with notes and answers.
pub(super) fn lesson(of: &Lesson, desk: &Desk<'_, '_>, reader: Reader) -> Paper {
    // Many titles say the number themselves.
    let number = of.number.filter(|_| !desk.document.head.title.starts_with("Bài "));
    let kind = number.map_or_else(|| "Bài giảng".to_owned(), |number| format!("Bài {number}"));
    let mut paper = desk.paper(&kind, Some(&desk.document.head.title));
    let whom =
        if reader == Reader::Leader { "tài liệu của giảng viên" } else { "tài liệu của học viên" };
    paper.title = clean(&format!("{}: {whom}", desk.document.head.title));
    let hours = of.hours.map(|hours| format!("{hours} tiết; ")).unwrap_or_default();
    paper.heading.note = Some(format!("{hours}{whom}"));
    let out = &mut paper.body;
    part(out, 1, "Mục tiêu", Mark::Dash, &of.objectives);
    let notes = of.lecturer_notes.as_deref().map(lines).unwrap_or_default();
    if reader == Reader::Leader && !notes.is_empty() {
        out.push(heading(1, None, "Ghi chú cho giảng viên"));
        out.extend(notes.iter().map(|note| paragraph(ParagraphRole::Body, words(note))));
    }
    out.extend(desk.blocks(reader, Numbering::Plain));
    part(out, 1, "Bài tập về nhà", Mark::Dash, &of.homework);
    paper
}
