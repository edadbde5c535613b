//! A link to a page that does not exist, on a page or in the main menu.

use crate::diagnostic::{Code, Diagnostic, Severity, Value, Words};
use crate::link::{Handbook, Why};
use crate::markdown::RefForm;
use crate::text::similar;
use crate::yaml::Step;

use super::missing_file::names_a_file;
use super::{Rule, Run, references};

static CODE: Code = Code {
    id: "S160",
    name: "broken-page",
    severity: Severity::Error,
    vi: Words {
        message: "không có {what} `{written}`",
        hint: "Có phải là `{near}`?\n`{menu}` ghi đường dẫn của mục hoặc trang tính từ thư mục `content/`\nĐường dẫn tính từ thư mục `content/`, hoặc từ tệp này nếu bắt đầu bằng `./` hay `../`",
        explain: "Liên kết trỏ tới tệp của trang, không phải địa chỉ trên web; đuôi `.md` viết hay không đều được. Trang đã đổi tên thì sửa mọi liên kết tới nó.\n\nSai:\n    Xem [[chuyen-de/neu-guongg]].\n\nĐúng:\n    Xem [[chuyen-de/neu-guong]] hoặc [chuyên đề này](../chuyen-de/neu-guong.md).",
    },
    en: Words {
        message: "there is no {what} `{written}`",
        hint: "Did you mean `{near}`?\n`{menu}` holds paths of sections or pages, starting at the folder `content/`\nPaths start at the folder `content/`, or at this file if they begin with `./` or `../`",
        explain: "A link names the page's file, not its address on the web, with or without `.md`. When a page is renamed, its links are changed too.\n\nWrong:\n    See [[chuyen-de/neu-guongg]].\n\nRight:\n    See [[chuyen-de/neu-guong]] or [this topic](../chuyen-de/neu-guong.md).",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Handbook(run) };

fn run(rule: &Rule, handbook: &Handbook, out: &mut Vec<Diagnostic>) {
    for link in references::broken(handbook) {
        let Why::NoPage(near) = link.why else { continue };
        if !names_a_file(link.written()) {
            out.push(
                Diagnostic::new(rule.code, link.place())
                    .with(
                        "what",
                        match link.reference.form {
                            RefForm::Wiki => Value::both("trang hay văn bản", "page or directive"),
                            RefForm::Citation | RefForm::Page | RefForm::Link | RefForm::Media => {
                                Value::both("trang", "page")
                            }
                        },
                    )
                    .with("written", link.written())
                    .with_some("near", near.as_deref()),
            );
        }
    }
    for (at, entry) in handbook.settings().menu.iter().enumerate() {
        let stem = entry.as_str().trim_matches('/').trim_end_matches(".md");
        let index = format!("{stem}/_index");
        let known = handbook.by_stem(stem).is_some()
            || handbook.section_by_folder(stem).is_some()
            || handbook.is_draft(stem)
            || handbook.is_draft(&index);
        if !known {
            let folders = handbook.sections().iter().map(|section| section.folder.as_ref());
            let near = similar::closest(stem, folders.chain(handbook.stems()));
            out.push(
                Diagnostic::new(rule.code, handbook.settings().place(&[Step::Key("menu"), Step::Index(at)]))
                    .with("what", Value::both("trang", "page"))
                    .with("written", entry.as_str())
                    .with_some("near", near)
                    .with("menu", "menu"),
            );
        }
    }
}
