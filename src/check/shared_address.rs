//! Files and folders that would be published at an address already taken.
//!
//! Two pages at one address are `link`'s to report; here are files beside the content and the lists
//! of folders without a page of their own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Place, Severity, Value, Words};
use crate::link::{DocumentId, Handbook, Resolution, Section};

use super::{Rule, Run};

static CODE: Code = Code {
    id: "S183",
    name: "shared-address",
    severity: Severity::Error,
    vi: Words {
        message: "{what} cùng ra địa chỉ `{address}` với {other}",
        hint: "Đổi một trong hai tên",
        explain: "Địa chỉ lấy từ tên bỏ dấu, chữ thường, nên hai tên khác nhau có thể thành một địa chỉ; tệp sau sẽ đè tệp trước.\n\nSai:\n    content/hinh/Sơ đồ.png\n    content/hinh/so-do.png\n\nĐúng:\n    content/hinh/so-do-buoi-hop.png\n    content/hinh/so-do.png",
    },
    en: Words {
        message: "{what} would share the address `{address}` with {other}",
        hint: "Rename one of them",
        explain: "An address comes from a name without marks, in small letters, so two names can become one address; the second would overwrite the first.\n\nWrong:\n    content/hinh/Sơ đồ.png\n    content/hinh/so-do.png\n\nRight:\n    content/hinh/so-do-buoi-hop.png\n    content/hinh/so-do.png",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Handbook(run) };

/// Something that is published besides the pages.
#[derive(Clone, Copy)]
enum Extra<'a> {
    /// The list of a folder that has no page of its own.
    List(&'a Section),
    /// A file beside the content, by its path.
    File(&'a str),
}

fn run(rule: &Rule, handbook: &Handbook, out: &mut Vec<Diagnostic>) {
    let lists = handbook.sections().iter().filter(|section| section.document.is_none()).map(Extra::List);
    let files = published(handbook).into_iter().map(Extra::File);
    let mut taken: BTreeMap<String, Extra<'_>> = BTreeMap::new();
    for extra in lists.chain(files) {
        let address = extra.address();
        match taken.get(&address) {
            Some(other) => out.extend(extra.clash(rule, handbook, &address, &other.path())),
            None => {
                taken.insert(address, extra);
            }
        }
    }
    for id in handbook.ids().filter(|_| !taken.is_empty()) {
        let address = handbook.address(id).as_str();
        if let Some(extra) = taken.get(address) {
            out.extend(extra.clash(rule, handbook, address, &handbook.document(id).path));
        }
    }
}

/// The files beside the content that pages use; others are not published.
fn published(handbook: &Handbook) -> BTreeSet<&str> {
    if handbook.assets().next().is_none() {
        return BTreeSet::new();
    }
    let resolutions = handbook.ids().flat_map(|id| handbook.resolutions(id));
    let media = resolutions.filter_map(|resolution| {
        let Resolution::Media(path) = resolution else { return None };
        Some(path.as_ref())
    });
    media.collect()
}

impl Extra<'_> {
    fn address(self) -> String {
        match self {
            Self::List(section) => section.address.as_str().to_owned(),
            Self::File(path) => Handbook::asset_address(path).as_str().to_owned(),
        }
    }

    /// Path from the handbook's root.
    fn path(self) -> String {
        match self {
            Self::List(section) => format!("content/{}", section.folder),
            Self::File(path) => path.to_owned(),
        }
    }

    /// Returns the diagnostic of a clash with what stands at `other`. What differs in capitals only
    /// has a rule of its own.
    fn clash(self, rule: &Rule, handbook: &Handbook, address: &str, other: &str) -> Option<Diagnostic> {
        let path = self.path();
        if path.to_lowercase() == other.to_lowercase() {
            return None;
        }
        let (place, what) = match self {
            Self::List(section) => {
                let page = first_inside(handbook, &section.folder)?;
                let what = Value::both(format!("thư mục {path}"), format!("the folder {path}"));
                (Place::file(&handbook.document(page).path), what)
            }
            Self::File(path) => (Place::file(&Arc::from(path)), Value::both("tệp này", "this file")),
        };
        let diagnostic = Diagnostic::new(rule.code, place).with("what", what);
        Some(diagnostic.with("address", address).with("other", other))
    }
}

/// The first page in a folder or in one below it.
fn first_inside(handbook: &Handbook, folder: &str) -> Option<DocumentId> {
    handbook.ids().find(|id| {
        let of = handbook.document(*id).folder();
        of.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || folder.is_empty())
    })
}
