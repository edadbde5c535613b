//! Danh mục việc: what is done before and after a meeting, by whom and until when (`domain.md` 3.2).

use crate::link::{MATERIAL_BEFORE, RESULTS_AFTER};
use crate::model::agenda::{Agenda, Meeting};
use crate::model::paper::{Align, Block, Mark, Paper, ParagraphRole};
use crate::text::date::Date;

use super::Desk;
use super::agenda::Sitting;
use super::runs::{cell, field, heading, list, narrow, numbered, paragraph, row, text, wide, words};

/// Whether calendar or working days are meant, the directive's summaries do not say (`domain.md` 13).
const SOURCE: &str = "Hạn gửi tài liệu (ít nhất 1 ngày trước) và gửi kết quả (trong 2 ngày): Hướng dẫn 42-HD/BTCTW, ngày \
                      28/10/2025; tính theo ngày lịch.";

/// A task: what, who, until when, what comes of it.
type Task = (&'static str, &'static str, Due, &'static str);

/// When a task is due.
#[derive(Clone, Copy)]
enum Due {
    /// In words, where no rule names a day.
    Words(&'static str),
    /// Days from the day of the meeting.
    Day(i32),
}

const BEFORE: &[Task] = &[
    (
        "Phân công soạn nội dung, dự thảo nghị quyết (nếu có)",
        "Bí thư giao phó bí thư hoặc chi ủy viên",
        Due::Words("sớm"),
        "Dự thảo nội dung",
    ),
    (
        "Họp chi ủy: đánh giá tháng qua, việc tháng tới, điều cần thảo luận và biểu quyết",
        "Chi ủy",
        Due::Words("trước khi thông báo"),
        "Biên bản họp chi ủy",
    ),
    (
        "Thông báo thời gian, địa điểm, nội dung đến đảng viên và cấp ủy viên theo dõi",
        "Chi ủy",
        Due::Words("cùng chương trình"),
        "Chương trình, giấy mời",
    ),
    ("Gửi tài liệu sinh hoạt", "Chi ủy", Due::Day(-MATERIAL_BEFORE), "Bộ hồ sơ này"),
    ("In danh sách điểm danh, khung biên bản, phiếu chấm", "Thư ký", Due::Day(-MATERIAL_BEFORE), "Bản giấy"),
];

const THEMATIC: Task = (
    "Chọn chuyên đề theo kế hoạch, giao đảng viên viết bài; chi ủy duyệt bài",
    "Chi ủy, người được giao",
    Due::Words("trước khi gửi tài liệu"),
    "Bài chuyên đề",
);

const AFTER: &[Task] = &[
    (
        "Đăng tài liệu, gửi nghị quyết hoặc kết luận, biên bản, phiếu chấm",
        "Chi ủy, thư ký",
        Due::Day(RESULTS_AFTER),
        "Kết quả buổi sinh hoạt",
    ),
    (
        "Báo kết luận cho đảng viên vắng mặt; theo dõi việc đã giao",
        "Chi ủy",
        Due::Day(RESULTS_AFTER),
        "Bảng việc, hạn xong",
    ),
];

pub(super) fn paper(of: &Agenda, desk: &Desk<'_, '_>) -> Paper {
    let meeting = Sitting::of(of, desk);
    let mut paper = meeting.paper("Danh mục việc", &meeting.subject(), desk);
    paper.heading.note.clone_from(&meeting.office.issuer);
    paper.fit_pages = Some(1);
    paper.body.push(numbered(vec![
        field("Thời gian", meeting.time().as_deref()),
        field("Địa điểm", of.place.as_deref()),
        field("Chủ trì", of.chair.as_deref()),
        field("Thư ký", of.secretary.as_deref()),
    ]));
    paper.body.push(heading(1, None, "Trước buổi sinh hoạt"));
    let committee = of.meeting == Meeting::Committee;
    let mut before: Vec<&Task> =
        BEFORE.iter().filter(|(what, ..)| !committee || !what.starts_with("Họp chi ủy")).collect();
    if of.meeting.has_thematic() {
        before.insert(1.min(before.len()), &THEMATIC);
    }
    paper.body.push(table(&before, meeting.day));
    if !of.preparation.is_empty() {
        paper.body.push(heading(1, None, "Đảng viên chuẩn bị"));
        paper.body.push(list(Mark::Square, &of.preparation));
    }
    paper.body.push(heading(1, None, "Sau buổi sinh hoạt"));
    paper.body.push(table(&AFTER.iter().collect::<Vec<_>>(), meeting.day));
    paper.body.push(paragraph(ParagraphRole::Note, vec![text(SOURCE)]));
    paper
}

fn table(tasks: &[&Task], day: Option<Date>) -> Block {
    let columns = vec![
        narrow("TT", 3, Align::Center),
        wide("Việc", 7),
        wide("Người làm", 4),
        narrow("Hạn", 11, Align::Center),
        wide("Kết quả", 4),
        narrow("Xong", 4, Align::Center),
    ];
    let rows = (1_u32..).zip(tasks).map(|(number, (what, who, due, result))| {
        row(vec![
            cell(words(&number.to_string())),
            cell(words(what)),
            cell(words(who)),
            cell(words(&due.text(day))),
            cell(words(result)),
            cell(Vec::new()),
        ])
    });
    Block::Table { rows: rows.collect(), columns }
}

impl Due {
    fn text(self, day: Option<Date>) -> String {
        match (self, day) {
            (Self::Words(words), _) => words.to_owned(),
            (Self::Day(days), Some(day)) => day.add_days(days).short(),
            (Self::Day(days @ ..0), None) => format!("trước {} ngày", days.abs()),
            (Self::Day(days), None) => format!("sau {days} ngày"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_run_over_the_ends_of_months_and_years() {
        let day = |text: &str| Date::parse(text).ok();
        assert_eq!(Due::Day(-MATERIAL_BEFORE).text(day("2026-03-01")), "28/02/2026");
        assert_eq!(Due::Day(-MATERIAL_BEFORE).text(day("2028-03-01")), "29/02/2028");
        assert_eq!(Due::Day(RESULTS_AFTER).text(day("2026-12-30")), "01/01/2027");
        assert_eq!(Due::Day(-MATERIAL_BEFORE).text(None), "trước 1 ngày");
    }
}
