//! The table of all codes, gathered from the rooms that raise them.

use crate::diagnostic::{Code, Severity, Words};

pub(super) static TAKEN: Code = Code {
    id: "S080",
    name: "address-taken",
    severity: Severity::Error,
    vi: Words {
        message: "tệp này và {other} cùng ghi ra địa chỉ `{address}`",
        hint: "Đổi tên một trong hai tệp",
        explain: "Ảnh và tệp đính kèm được chép vào trang web với tên bỏ dấu, chữ thường; hai tên có thể thành một địa chỉ, và không được trùng với trang hay tệp của giao diện.",
    },
    en: Words {
        message: "this file and {other} are both written to `{address}`",
        hint: "Rename one of them",
        explain: "Pictures and attachments are copied under names without marks in small letters; two names can become one address, and none may be a page's or the theme's.",
    },
};

/// Returns every code in the order of ids.
pub fn codes() -> Vec<&'static Code> {
    let mut all: Vec<&'static Code> = [
        crate::source::CODES,
        crate::yaml::CODES,
        crate::markdown::CODES,
        crate::model::CODES,
        crate::model::SETTINGS_CODES,
        crate::theme::CODES,
        crate::link::CODES,
        crate::render::CODES,
    ]
    .into_iter()
    .flatten()
    .copied()
    .chain([&TAKEN])
    .chain(crate::check::RULES.iter().map(|rule| rule.code))
    .collect();
    all.sort_by_key(|code| code.id);
    all
}

/// Returns the code with an id or a name.
pub fn code(id: &str) -> Option<&'static Code> {
    codes().into_iter().find(|code| code.id.eq_ignore_ascii_case(id) || code.name.eq_ignore_ascii_case(id))
}
