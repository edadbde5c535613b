//! Biểu mẫu: a blank paper with everything that it must hold.

use crate::model::form::{Form, PaperType};
use crate::model::paper::{Block, Field, Number, Paper, ParagraphRole, Signatory};

use super::Desk;
use super::body::{Numbering, Reader};
use super::runs::{clean, numbered, paragraph, words};

pub(super) fn paper(of: &Form, desk: &Desk<'_, '_>) -> Paper {
    let kind = kind(of.paper);
    let mut paper = desk.paper(kind.unwrap_or(&desk.document.head.title), None);
    paper.title = clean(&format!("{} (mẫu trống)", desk.document.head.title));
    paper.family = of.family;
    paper.date = None;
    paper.heading.subject = kind.map(|_| "....................................".to_owned());
    let mut head = super::blank_letterhead(None);
    head.number = of.number.as_deref().map(|number| Number { number: Some(clean(number)), symbol: None });
    paper.letterhead = Some(head);
    let mut fields = Vec::new();
    for blank in of.blanks.iter().filter(|blank| !in_the_head(&blank.label)) {
        let how = blank.how.as_deref().map(|how| format!(" ({})", clean(how))).unwrap_or_default();
        fields.push(Field {
            number: None,
            label: format!("{}{how}", bare(&clean(&blank.label))),
            c: Vec::new(),
            lines: 2,
        });
    }
    paper.body = if fields.is_empty() { desk.blocks(Reader::Leader, Numbering::Plain) } else { vec![numbered(fields)] };
    if paper.body.is_empty() {
        paper.body.push(Block::Fill { label: None, lines: 10 });
    }
    if of.blanks.iter().any(|blank| !blank.required) {
        let optional: Vec<&str> = of.blanks.iter().filter(|b| !b.required).map(|b| b.label.as_str()).collect();
        let line = format!("Không bắt buộc: {}.", optional.join("; "));
        paper.body.push(paragraph(ParagraphRole::Note, words(&line)));
    }
    let signatures = of.signatures.iter().map(|one| Signatory {
        authority: one.authority.as_deref().map(clean),
        position: clean(&one.position),
        name: None,
    });
    paper.signatures = signatures.collect();
    paper.recipients = of.recipients.iter().map(|one| clean(one.trim_end_matches('.'))).collect();
    paper
}

/// What the head of the first page asks for already.
fn in_the_head(label: &str) -> bool {
    let label = label.to_lowercase();
    ["số, ký hiệu", "địa danh", "trích yếu", "nơi nhận", "chữ ký"].iter().any(|word| label.starts_with(word))
}

/// The label without a number of the author's own: the fields are numbered anew.
fn bare(label: &str) -> &str {
    match label.split_once(". ") {
        Some((number, rest)) if number.chars().all(|c| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X')) => rest,
        _ => label,
    }
}

fn kind(of: PaperType) -> Option<&'static str> {
    match of {
        PaperType::Minutes | PaperType::CommitteeMinutes => Some("Biên bản"),
        PaperType::RollCall => Some("Danh sách điểm danh"),
        PaperType::Resolution => Some("Nghị quyết"),
        PaperType::Conclusion => Some("Kết luận"),
        PaperType::Invitation => Some("Giấy mời"),
        PaperType::VoteSheet => Some("Phiếu biểu quyết"),
        PaperType::ObservationSheet => Some("Phiếu quan sát"),
        PaperType::Report => Some("Báo cáo"),
        PaperType::ClassRegister | PaperType::Certificate | PaperType::Other => None,
    }
}
