//! Files whose paths differ only in capitals: one file on Windows and macOS, two elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Place, Severity, Value, Words};
use crate::link::Handbook;

use super::{Rule, Run};

static CODE: Code = Code {
    id: "S182",
    name: "case-collision",
    severity: Severity::Error,
    vi: Words {
        message: "tên tệp chỉ khác {other} ở chữ hoa, chữ thường",
        hint: "Đổi tên một trong hai tệp",
        explain: "Windows và macOS coi hai tên chỉ khác chữ hoa, chữ thường là một; chép sổ tay sang máy khác thì tệp này đè tệp kia.\n\nSai:\n    content/hinh/So-do.png\n    content/hinh/so-do.png\n\nĐúng:\n    content/hinh/so-do-1.png\n    content/hinh/so-do-2.png",
    },
    en: Words {
        message: "the file's name differs from {other} only in capitals",
        hint: "Rename one of the files",
        explain: "Windows and macOS take two names that differ only in capitals for one; copied to such a machine, one file overwrites the other.\n\nWrong:\n    content/hinh/So-do.png\n    content/hinh/so-do.png\n\nRight:\n    content/hinh/so-do-1.png\n    content/hinh/so-do-2.png",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::Handbook(run) };

fn run(rule: &Rule, handbook: &Handbook, out: &mut Vec<Diagnostic>) {
    // Pages whose names differ in capitals have one address, which `link` reports, unless a page
    // sets a `slug` of its own.
    let set = || handbook.ids().filter(|id| handbook.document(*id).head.slug.is_some());
    let folded: BTreeSet<String> = set().map(|id| handbook.document(id).path.to_lowercase()).collect();
    let pages = handbook
        .ids()
        .filter(|_| !folded.is_empty())
        .map(|id| (handbook.document(id).path.as_ref(), Some(handbook.address(id))))
        .filter(|(path, _)| folded.contains(&path.to_lowercase()));
    let files = handbook.assets().map(|asset| (asset.path.as_ref(), None));
    let mut seen = BTreeMap::new();
    for (path, address) in pages.chain(files) {
        let Some((other, taken)) = seen.insert(path.to_lowercase(), (path, address)) else { continue };
        if address.is_none() || address != taken {
            let place = |path: &str| Place::file(&Arc::from(path));
            out.push(
                Diagnostic::new(rule.code, place(path))
                    .with("other", other)
                    .see(place(other), Value::both("tệp kia", "the other file")),
            );
        }
    }
}
