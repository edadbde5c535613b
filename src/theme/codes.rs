//! Codes of the theme, S300 to S309, with their words.

use crate::diagnostic::{Code, Severity, Words};

/// Every code of this room.
pub static CODES: &[&Code] = &[&TEMPLATE, &NOT_TEXT, &WORDS];

pub(super) static TEMPLATE: Code = Code {
    id: "S300",
    name: "template-error",
    severity: Severity::Error,
    vi: Words {
        message: "khuôn trang không dùng được: {problem}",
        hint: "Sửa khuôn trang ở dòng này; `sotay config` cho biết tệp nào của giao diện đang được dùng",
        explain: "Khuôn trang viết bằng Tera nằm trong `themes/TÊN/templates`. Biến viết sai tên là lỗi; thông báo liệt kê các biến có thể dùng ở chỗ đó.",
    },
    en: Words {
        message: "the template cannot be used: {problem}",
        hint: "Mend the template at this line; `sotay config` tells which theme files are in use",
        explain: "Templates in Tera stand in `themes/NAME/templates`. A misspelt variable is an error; the message lists the variables at hand.",
    },
};

pub(super) static NOT_TEXT: Code = Code {
    id: "S301",
    name: "template-not-text",
    severity: Severity::Error,
    vi: Words {
        message: "khuôn trang không phải văn bản UTF-8",
        hint: "Lưu lại tệp theo bảng mã UTF-8",
        explain: "Mọi tệp trong `templates` của giao diện phải là văn bản UTF-8.",
    },
    en: Words {
        message: "the template is not UTF-8 text",
        hint: "Save the file as UTF-8",
        explain: "Every file in a theme's `templates` must be UTF-8 text.",
    },
};

pub(super) static WORDS: Code = Code {
    id: "S303",
    name: "words-unreadable",
    severity: Severity::Error,
    vi: Words {
        message: "bảng chữ không đọc được: {problem}",
        hint: "Mỗi dòng một cặp `khóa: \"chữ\"`",
        explain: "Bảng chữ là một danh sách phẳng `khóa: chữ`.",
    },
    en: Words {
        message: "the words cannot be read: {problem}",
        hint: "One `key: \"word\"` a line",
        explain: "The file of words is a flat list `key: word`.",
    },
};
