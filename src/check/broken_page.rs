//! A link to a page that does not exist, on a page or in the main menu.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Place, Severity, Words};
use crate::link::{Handbook, Why};
use crate::text::similar;

use super::missing_file::names_a_file;
use super::{Rule, Run, references};

static CODE: Code = Code {
    id: "S160",
    name: "broken-page",
    severity: Severity::Error,
    vi: Words {
        message: "không có trang `{written}`",
        hint: "Có phải là `{near}`?\nĐường dẫn tính từ thư mục `content/`, hoặc từ tệp này nếu bắt đầu bằng `./` hay `../`",
        explain: "Liên kết trỏ tới tệp của trang, không phải địa chỉ trên web; đuôi `.md` viết hay không đều được. Trang đã đổi tên thì sửa mọi liên kết tới nó.\n\nSai:\n    Xem [[chuyen-de/neu-guongg]].\n\nĐúng:\n    Xem [[chuyen-de/neu-guong]] hoặc [chuyên đề này](../chuyen-de/neu-guong.md).",
    },
    en: Words {
        message: "there is no page `{written}`",
        hint: "Did you mean `{near}`?\nPaths start at the folder `content/`, or at this file if they begin with `./` or `../`",
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
                    .with("written", link.written())
                    .with_some("near", near.as_deref()),
            );
        }
    }
    for entry in &handbook.settings().menu {
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
                Diagnostic::new(rule.code, Place::file(&Arc::from("sotay.yaml")))
                    .with("written", entry.as_str())
                    .with_some("near", near),
            );
        }
    }
}
