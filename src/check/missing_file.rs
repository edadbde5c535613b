//! A picture or a file to download that does not exist.

use crate::diagnostic::{Code, Diagnostic, Severity, Words};
use crate::link::{Handbook, Why};
use crate::text::similar;

use super::{Rule, Run, references};

static CODE: Code = Code {
    id: "S163",
    name: "missing-file",
    severity: Severity::Error,
    vi: Words {
        message: "không có tệp `{written}`",
        hint: "Có phải là `{near}`?\nChép tệp vào cạnh trang này; đường dẫn phân biệt chữ hoa, chữ thường",
        explain: "Hình và tệp đính kèm nằm trong `content/`, thường ngay cạnh trang dùng chúng; đường dẫn tính từ trang, hoặc từ `content/`. Trên một số máy `So-Do.PNG` và `so-do.png` là hai tệp khác nhau.\n\nSai (tệp tên là `so-do.png`):\n    ![Sơ đồ các bước](So-do.png)\n\nĐúng:\n    ![Sơ đồ các bước](so-do.png)",
    },
    en: Words {
        message: "there is no file `{written}`",
        hint: "Did you mean `{near}`?\nCopy the file next to this page; paths tell capitals from small letters",
        explain: "Pictures and files to download stand in `content/`, mostly beside the page that uses them; a path starts at the page, or at `content/`. On some machines `So-Do.PNG` and `so-do.png` are two files.\n\nWrong (the file is called `so-do.png`):\n    ![Diagram of the steps](So-do.png)\n\nRight:\n    ![Diagram of the steps](so-do.png)",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Handbook(run) };

fn run(rule: &Rule, handbook: &Handbook, out: &mut Vec<Diagnostic>) {
    for link in references::broken(handbook) {
        let near = match link.why {
            Why::NoMedia(near) => near.as_deref(),
            Why::NoPage(_) if names_a_file(link.written()) => {
                let files = handbook.assets().map(|a| a.path.strip_prefix("content/").unwrap_or(&a.path));
                similar::closest(link.written().trim_start_matches("./"), files)
            }
            Why::NoPage(_)
            | Why::Draft
            | Why::NoAnchor(..)
            | Why::Outside
            | Why::NoDirective(_)
            | Why::Ambiguous(_)
            | Why::OtherDate(_) => continue,
        };
        out.push(Diagnostic::new(rule.code, link.place()).with("written", link.written()).with_some("near", near));
    }
}

/// Tells whether a link names a file rather than a page: `mau/bien-ban.docx`.
pub(super) fn names_a_file(written: &str) -> bool {
    let path = written.split(['#', '?']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').is_some_and(|(stem, extension)| {
        let is_extension = (2..=5).contains(&extension.len()) && extension.bytes().all(|b| b.is_ascii_alphanumeric());
        let is_page = ["md", "html", "htm"].iter().any(|page| extension.eq_ignore_ascii_case(page));
        !stem.is_empty() && is_extension && !is_page
    })
}

#[cfg(test)]
mod tests {
    use super::names_a_file;

    #[test]
    fn files_are_told_from_pages_by_their_ending() {
        for (written, file) in [
            ("mau/bien-ban.docx", true),
            ("../anh.PNG#x", true),
            ("bang.mp4?t=1", true),
            ("chuyen-de/neu-guong", false),
            ("chuyen-de/neu-guong.md#muc", false),
            ("trang.html", false),
            ("v1.2 và v1.3", false),
            (".docx", false),
            ("", false),
        ] {
            assert_eq!(names_a_file(written), file, "{written}");
        }
    }
}
