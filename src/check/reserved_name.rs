//! Names of files and folders that Windows does not take.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Place, Severity, Value, Words};
use crate::link::Handbook;
use crate::model::Document;
use crate::yaml::Step;

use super::{Rule, Run};

static CODE: Code = Code {
    id: "S180",
    name: "reserved-name",
    severity: Severity::Error,
    vi: Words {
        message: "tên `{name}` không dùng được trên Windows: {why}",
        hint: "Trang sẽ có địa chỉ `{inside}`: đổi tên thư mục\nTrang sẽ có địa chỉ `{address}`: đặt `slug` khác cho trang, hoặc đổi tên tệp hay thư mục\nĐổi “{term}” ở `{key}`\nĐổi tên tệp hoặc thư mục; tên hiện ra với người đọc ghi ở `title`",
        explain: "Sổ tay thường được chép qua USB và mở trên Windows. Windows không tạo được tệp tên CON, PRN, AUX, NUL, COM1…COM9, LPT1…LPT9 (kể cả có đuôi: `con.html`), tên kết thúc bằng dấu chấm hay dấu cách, tên có một trong các ký tự < > : \" | ? * \\.\n\nSai:\n    content/chuyen-de/con.md\n    content/bieu-mau/mau 1: bien ban.md\n\nĐúng:\n    content/chuyen-de/cham-soc-con.md\n    content/bieu-mau/mau-1-bien-ban.md",
    },
    en: Words {
        message: "the name `{name}` cannot be used on Windows: {why}",
        hint: "The page's address would be `{inside}`: rename the folder\nThe page's address would be `{address}`: set another `slug`, or rename the file or folder\nChange “{term}” in `{key}`\nRename the file or folder; the name that readers see stands in `title`",
        explain: "A handbook travels on memory sticks and is opened on Windows, which cannot make files named CON, PRN, AUX, NUL, COM1…COM9, LPT1…LPT9 (with any ending: `con.html`), names that end in a dot or space, or names with one of < > : \" | ? * \\.\n\nWrong:\n    content/chuyen-de/con.md\n    content/bieu-mau/mau 1: bien ban.md\n\nRight:\n    content/chuyen-de/cham-soc-con.md\n    content/bieu-mau/mau-1-bien-ban.md",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Handbook(run) };

fn run(rule: &Rule, handbook: &Handbook, out: &mut Vec<Diagnostic>) {
    // A folder is reported once, at the first file in it.
    let mut reported = BTreeSet::new();
    for id in handbook.ids() {
        let document = handbook.document(id);
        let place = || Place::file(&document.path);
        let address = handbook.address(id).as_str();
        if let Some((name, prefix, why)) = first_fault(&document.path) {
            if reported.insert(prefix) {
                out.push(Diagnostic::new(rule.code, place()).with("name", name).with("why", why.words()));
            }
        } else if let Some((name, prefix, why)) = first_fault(address)
            && reported.insert(prefix)
        {
            out.push(
                Diagnostic::new(rule.code, place())
                    .with("name", name)
                    .with("why", why.words())
                    // `slug` changes the last part of an address only.
                    .with(if address.ends_with(name) { "address" } else { "inside" }, address),
            );
        }
    }
    for asset in handbook.assets() {
        if let Some((name, prefix, why)) = first_fault(&asset.path)
            && reported.insert(prefix)
        {
            let place = Place::file(&Arc::from(asset.path.as_ref()));
            out.push(Diagnostic::new(rule.code, place).with("name", name).with("why", why.words()));
        }
    }
    for taxonomy in handbook.taxonomies() {
        for term in &taxonomy.terms {
            let (Some((name, _, why)), Some(page)) = (first_fault(term.address.as_str()), term.pages.first()) else {
                continue;
            };
            let key = taxonomy.key.key();
            out.push(
                Diagnostic::new(rule.code, written(handbook.document(*page), key, &term.name))
                    .with("name", name)
                    .with("why", why.words())
                    .with("term", term.name.as_ref())
                    .with("key", key),
            );
        }
    }
}

/// Where a page names a term.
fn written(document: &Document, key: &str, term: &str) -> Place {
    let list = match key {
        "tags" => document.head.tags.as_slice(),
        "themes" => document.head.themes.as_slice(),
        _ => &[],
    };
    match list.iter().position(|name| name == term) {
        Some(index) => document.place(&[Step::Key(key), Step::Index(index)]),
        None => document.place(&[Step::Key(key)]),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    Device,
    End,
    Character(char),
}

impl Why {
    fn words(self) -> Value {
        match self {
            Self::Device => Value::both("đó là tên dành cho thiết bị", "it is kept for a device"),
            Self::End => Value::both("kết thúc bằng dấu chấm hoặc dấu cách", "it ends in a dot or space"),
            Self::Character(ch) => Value::both(format!("có ký tự {ch}"), format!("it holds {ch}")),
        }
    }
}

/// Tells in one look at the bytes whether a path may hold such a name: nearly none does.
fn may_fault(path: &str) -> bool {
    let mut start = 0;
    let mut before = b'/';
    for (at, byte) in path.bytes().enumerate() {
        // Where a name or its first part ends: it may be short enough for a device, or end badly.
        let ends = byte == b'/' || byte == b'.';
        if (ends && (matches!(at - start, 3 | 4) || matches!(before, b' ' | b'.'))) || is_refused(byte) {
            return true;
        }
        if byte == b'/' {
            start = at + 1;
        }
        before = byte;
    }
    matches!(path.len() - start, 3 | 4) || matches!(before, b' ' | b'.')
}

fn is_refused(byte: u8) -> bool {
    matches!(byte, b'<' | b'>' | b':' | b'"' | b'|' | b'?' | b'*' | b'\\') || byte.is_ascii_control()
}

/// Tells whether a file or folder name cannot be used on Windows.
pub fn is_refused_name(name: &str) -> bool {
    fault(name).is_some()
}

/// Returns the first name of a path that Windows does not take, with the path up to it.
fn first_fault(path: &str) -> Option<(&str, &str, Why)> {
    if !may_fault(path) {
        return None;
    }
    let mut end = 0;
    for name in path.split('/') {
        end += name.len();
        if let Some(why) = fault(name) {
            return Some((name, path.get(..end).unwrap_or(path), why));
        }
        end += 1;
    }
    None
}

fn fault(name: &str) -> Option<Why> {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let device = match stem.len() {
        3 => ["con", "prn", "aux", "nul"].iter().any(|device| stem.eq_ignore_ascii_case(device)),
        4 => stem.split_at_checked(3).is_some_and(|(start, number)| {
            let numbered = start.eq_ignore_ascii_case("com") || start.eq_ignore_ascii_case("lpt");
            numbered && number.bytes().all(|b| (b'1'..=b'9').contains(&b))
        }),
        _ => false,
    };
    if device {
        return Some(Why::Device);
    }
    if name.ends_with(['.', ' ']) {
        return Some(Why::End);
    }
    name.bytes().find(|byte| is_refused(*byte)).map(|byte| Why::Character(char::from(byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_windows_does_not_take() {
        for (name, why) in [
            ("con.md", Some(Why::Device)),
            ("AUX", Some(Why::Device)),
            ("Com1.hd.md", Some(Why::Device)),
            ("nul .md", Some(Why::Device)),
            ("com0.md", None),
            ("cons.md", None),
            ("còn.md", None),
            ("lop ", Some(Why::End)),
            ("lop.", Some(Why::End)),
            ("mẫu 1: biên bản.md", Some(Why::Character(':'))),
            ("hỏi?.md", Some(Why::Character('?'))),
            ("Mẫu 1 – biên bản.md", None),
        ] {
            assert_eq!(fault(name), why, "{name}");
            assert_eq!(first_fault(name).map(|(_, _, why)| why), why, "{name}");
        }
        assert_eq!(first_fault("content/con/a.md"), Some(("con", "content/con", Why::Device)));
        assert_eq!(first_fault("content/cơn/a.md"), None);
    }
}
