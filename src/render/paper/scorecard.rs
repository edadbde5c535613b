//! Phiếu chấm điểm, blank: groups with their maxima, bands to choose from, levels and knock-outs.

use crate::model::paper::{Align, Block, Mark, Paper, ParagraphRole, Row, Signatory};
use crate::model::scorecard::{Criterion, Scorecard, Scoring};

use super::Desk;
use super::runs::{
    cell, field, field_runs, heading, list, narrow, numbered, paragraph, pattern, row, strong, text, wide, words,
};
use crate::model::paper::Run;

pub(super) fn paper(of: &Scorecard, desk: &Desk<'_, '_>) -> Paper {
    let mut paper = desk.paper("Phiếu chấm điểm", Some(of.subject.as_deref().unwrap_or(&desk.document.head.title)));
    paper.letterhead = Some(super::blank_letterhead(None));
    for citation in &of.basis {
        paper
            .body
            .push(paragraph(ParagraphRole::Basis, vec![text(&format!("Căn cứ {};", desk.name_of(citation.as_str())))]));
    }
    paper.body.push(numbered(vec![
        field("Đơn vị được chấm", None),
        field_runs("Ngày, thời lượng", pattern("ngày … tháng … năm 20…, … phút", 5)),
        field_runs("Có mặt", pattern("…/… đảng viên, đạt … %", 5)),
    ]));
    let columns = vec![
        narrow("TT", 4, Align::Center),
        wide("Tiêu chí", 9),
        narrow("Điểm tối đa", 5, Align::Center),
        narrow("Tự chấm", 5, Align::Center),
        wide("Ghi chú, minh chứng", 5),
    ];
    let mut rows: Vec<Row> = Vec::new();
    for group in &of.groups {
        rows.push(Row {
            group: true,
            total: false,
            cells: vec![
                cell(group.number.as_deref().map(words).unwrap_or_default()),
                cell(words(&group.title)),
                cell(words(&group.max.vi())),
                cell(Vec::new()),
                cell(Vec::new()),
            ],
        });
        for (number, one) in (1_u32..).zip(&group.criteria) {
            rows.push(row(vec![
                cell(words(&number.to_string())),
                cell(criterion(one)),
                cell(words(&one.max.vi())),
                cell(Vec::new()),
                cell(one.evidence.as_deref().map(words).unwrap_or_default()),
            ]));
        }
    }
    let total =
        vec![cell(Vec::new()), cell(words("Cộng")), cell(words(&of.total.vi())), cell(Vec::new()), cell(Vec::new())];
    rows.push(Row { group: false, total: true, cells: total });
    paper.body.push(Block::Table { columns, rows });
    paper.body.push(heading(1, None, "Xếp loại"));
    paper.body.push(list(Mark::Square, &levels(of)));
    for rule in &of.knockouts {
        let titles: Vec<&str> =
            rule.full.iter().filter_map(|id| of.criteria().find(|c| c.id == *id)).map(|c| c.title.as_str()).collect();
        let line = format!(
            "Để đạt mức {}, các dòng sau phải đạt điểm tối đa: {}; nếu không thì xếp {}.",
            rule.level,
            titles.join("; "),
            rule.otherwise
        );
        paper.body.push(paragraph(ParagraphRole::Note, words(&line)));
    }
    paper.body.push(paragraph(ParagraphRole::Plain, pattern("Tổng điểm: …   Xếp loại: …", 12)));
    paper.signatures = ["Thư ký", "Chủ trì"]
        .map(|position| Signatory { position: position.to_owned(), ..Signatory::default() })
        .to_vec();
    paper
}

/// A criterion with its bands, one a line.
fn criterion(of: &Criterion) -> Vec<Run> {
    let mut out = words(&of.title);
    if of.not_applicable {
        out.push(text(" (có thể không áp dụng)"));
    }
    if of.scoring == Scoring::Choose {
        out.push(text(" – chọn một mức:"));
    }
    for band in &of.bands {
        out.push(Run::Break);
        out.push(text(&format!("- {}: ", band.label)));
        out.push(strong(&band.points.vi()));
    }
    out
}

/// The levels, best first, each with its bounds.
fn levels(of: &Scorecard) -> Vec<String> {
    let mut levels: Vec<_> = of.levels.iter().collect();
    levels.sort_by_key(|level| std::cmp::Reverse(level.from));
    let mut above: Option<String> = None;
    let mut out = Vec::new();
    for level in levels {
        let bounds = match &above {
            Some(above) if level.from.tenths() == 0 => format!("dưới {above} điểm"),
            Some(above) => format!("từ {} đến dưới {above} điểm", level.from.vi()),
            None => format!("từ {} điểm trở lên", level.from.vi()),
        };
        out.push(format!("{}: {bounds}", level.name));
        above = Some(level.from.vi());
    }
    out
}
