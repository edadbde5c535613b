//! Codes of linking, S070 to S079, with their words.

use crate::diagnostic::{Code, Severity, Words};

/// Every code of this room.
pub static CODES: &[&Code] = &[&COLLISION, &ALIAS_TAKEN, &EXTENDS];

pub(super) static COLLISION: Code = Code {
    id: "S070",
    name: "address-collision",
    severity: Severity::Error,
    vi: Words {
        message: "trang này và {other} có cùng địa chỉ `{address}`",
        hint: "Đổi tên thư mục `{folder}`\nĐổi tên một trong hai tệp, hoặc đặt `slug` khác",
        explain: "Địa chỉ lấy từ tên tệp bỏ dấu, chữ thường; hai tên khác nhau có thể thành một địa chỉ (“Mẫu A.md” và “mau-a.md”). Trang sau sẽ đè trang trước nên bị từ chối.",
    },
    en: Words {
        message: "this page and {other} have the same address `{address}`",
        hint: "Rename the folder `{folder}`\nRename one of the files, or set another `slug`",
        explain: "An address comes from the file's name without marks, in small letters; two names can become one address. The second page would overwrite the first, so both are refused.",
    },
};

pub(super) static ALIAS_TAKEN: Code = Code {
    id: "S071",
    name: "alias-taken",
    severity: Severity::Error,
    vi: Words {
        message: "địa chỉ cũ `{address}` đã là địa chỉ của {other}",
        hint: "Bỏ dòng này khỏi `aliases`",
        explain: "Địa chỉ cũ trong `aliases` trở thành trang chuyển hướng; nó không được trùng với trang thật hay với địa chỉ cũ của trang khác.",
    },
    en: Words {
        message: "the old address `{address}` belongs to {other}",
        hint: "Remove it from `aliases`",
        explain: "An old address in `aliases` becomes a redirect; it must not be a real page's address or another page's old one.",
    },
};

pub(super) static EXTENDS: Code = Code {
    id: "S072",
    name: "extends-not-agenda",
    severity: Severity::Error,
    vi: Words {
        message: "`extends` phải trỏ tới một chương trình không kế thừa chương trình khác",
        hint: "Trỏ `extends` tới chương trình mẫu có đủ các mục",
        explain: "Chương trình con lấy lại các phần của một chương trình mẫu bằng `inherit`. Chương trình mẫu phải tự viết đủ các mục của mình.",
    },
    en: Words {
        message: "`extends` must name an agenda that extends no other",
        hint: "Point `extends` at a frame that holds all its items",
        explain: "An agenda takes over parts of a frame by `inherit`. The frame must write out its own items.",
    },
};
