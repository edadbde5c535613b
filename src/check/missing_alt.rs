//! A picture without alternative text.

use crate::diagnostic::{Code, Diagnostic, Severity, Words};

use super::{File, Rule, Run};

static CODE: Code = Code {
    id: "S170",
    name: "missing-alt",
    severity: Severity::Warning,
    vi: Words {
        message: "hình chưa có chữ thay thế",
        hint: "Viết trong ngoặc vuông hình cho thấy gì: `![Sơ đồ các bước của buổi họp](so-do.png)`",
        explain: "Chữ thay thế được đọc lên cho người khiếm thị, hiện ra khi hình không tải được và giúp tìm kiếm. Viết điều hình cho thấy, không viết “hình ảnh” hay tên tệp.\n\nSai:\n    ![](so-do.png)\n\nĐúng:\n    ![Sơ đồ các bước: chuẩn bị, họp, gửi kết quả](so-do.png)",
    },
    en: Words {
        message: "the picture has no alternative text",
        hint: "Say in the square brackets what it shows: `![The steps of the meeting](so-do.png)`",
        explain: "Alternative text is read out to those who cannot see, shown when the picture does not load, and found by the search. Say what the picture shows, not “picture” or the file's name.\n\nWrong:\n    ![](so-do.png)\n\nRight:\n    ![The steps: preparing, meeting, sending the results](so-do.png)",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::File(run) };

fn run(rule: &Rule, of: File<'_>, out: &mut Vec<Diagnostic>) {
    let bare = of.document.outline.images.iter().filter(|image| !image.has_alt);
    out.extend(bare.map(|image| Diagnostic::new(rule.code, of.source.place(image.span))));
}
