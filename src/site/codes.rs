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

pub(super) static NO_FONT: Code = Code {
    id: "S317",
    name: "no-system-font",
    severity: Severity::Warning,
    vi: Words {
        message: "máy này không có đủ bốn kiểu chữ Times New Roman; giấy tờ dùng Liberation Serif",
        hint: "Cài Times New Roman (đứng, đậm, nghiêng, đậm nghiêng), hoặc bỏ `fonts: system`",
        explain: "`fonts: system` ưu tiên Times New Roman của máy, tìm ở các thư mục phông quen thuộc của hệ điều hành. Liberation Serif kèm sẵn có bề rộng từng chữ như Times New Roman, nên trang vẫn ngắt như nhau.",
    },
    en: Words {
        message: "this machine does not have all four faces of Times New Roman; papers use Liberation Serif",
        hint: "Install Times New Roman (regular, bold, italic, bold italic), or remove `fonts: system`",
        explain: "`fonts: system` prefers the machine's Times New Roman, looked for in the system's usual font folders. The embedded Liberation Serif has letters of the same widths, so pages break alike.",
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
        crate::import::CODES,
    ]
    .into_iter()
    .flatten()
    .copied()
    .chain([&TAKEN, &NO_FONT])
    .chain(crate::check::RULES.iter().map(|rule| rule.code))
    .collect();
    all.sort_by_key(|code| code.id);
    all
}

/// Returns the code with an id or a name.
pub fn code(id: &str) -> Option<&'static Code> {
    codes().into_iter().find(|code| code.id.eq_ignore_ascii_case(id) || code.name.eq_ignore_ascii_case(id))
}
