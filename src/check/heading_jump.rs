//! A heading that leaves out a level.

use crate::diagnostic::{Code, Diagnostic, Severity, Value, Words};

use super::{File, Rule, Run};

static CODE: Code = Code {
    id: "S171",
    name: "heading-jump",
    severity: Severity::Warning,
    vi: Words {
        message: "đề mục cấp {level} đứng ngay dưới {above}",
        hint: "Viết `{marks} {text}`, hoặc thêm một đề mục cấp {wanted} ở trên",
        explain: "Cấp của đề mục cho biết phần nào nằm trong phần nào; mục lục, bản Word và trình đọc màn hình đều dựa vào đó. Tiêu đề trang là cấp 1, nên đề mục trong bài bắt đầu từ cấp 2 và chỉ xuống từng cấp một. Đừng chọn cấp vì cỡ chữ.\n\nSai:\n    ## Chuẩn bị\n    #### Gửi tài liệu\n\nĐúng:\n    ## Chuẩn bị\n    ### Gửi tài liệu",
    },
    en: Words {
        message: "a heading of level {level} stands directly under {above}",
        hint: "Write `{marks} {text}`, or add a heading of level {wanted} above",
        explain: "Levels say which part lies in which; the contents, Word and screen readers rest on them. The page's title is level 1, so the headings of a body start at level 2 and go down one level at a time. Levels are not sizes of letters.\n\nWrong:\n    ## Preparation\n    #### Sending the material\n\nRight:\n    ## Preparation\n    ### Sending the material",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::File(run) };

fn run(rule: &Rule, of: File<'_>, out: &mut Vec<Diagnostic>) {
    let mut above = 1;
    let mut is_first = true;
    for heading in &of.document.outline.headings {
        let wanted = above + 1;
        if heading.level > wanted {
            out.push(
                Diagnostic::new(rule.code, of.source.place(heading.span))
                    .with("level", u16::from(heading.level))
                    .with(
                        "above",
                        if is_first {
                            Value::both("tiêu đề trang", "the page's title")
                        } else {
                            Value::both(format!("đề mục cấp {above}"), format!("one of level {above}"))
                        },
                    )
                    .with("wanted", u16::from(wanted))
                    .with("marks", "#".repeat(usize::from(wanted)))
                    .with("text", heading.text.as_ref()),
            );
        }
        above = heading.level;
        is_first = false;
    }
}
