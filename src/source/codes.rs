//! Codes of reading files, S001 to S009 and S060 to S069, with their words.

use crate::diagnostic::{Code, Severity, Words};

/// Every code of this room.
pub static CODES: &[&Code] = &[
    &NOT_UTF8,
    &UTF16,
    &NUL,
    &TOO_LARGE,
    &MEDIA_TOO_LARGE,
    &LINK_OUTSIDE,
    &LINK_TO_FOLDER,
    &DEAD_LINK,
    &NAME,
    &NOT_A_FILE,
    &NO_THEME,
];

pub(super) static NOT_UTF8: Code = Code {
    id: "S001",
    name: "not-utf8",
    severity: Severity::Error,
    vi: Words {
        message: "tệp không phải văn bản Unicode (UTF-8), bắt đầu sai ở dòng {line}",
        hint: "Tệp có vẻ gõ bằng bảng mã {encoding}: chuyển sang Unicode rồi lưu lại theo UTF-8\nMở tệp bằng trình soạn thảo và lưu lại theo UTF-8",
        explain: "Sổ tay chỉ nhận văn bản UTF-8. Tệp lưu theo bảng mã khác (TCVN3, VNI, Windows-1258) phải được chuyển mã trước.",
    },
    en: Words {
        message: "the file is not Unicode text (UTF-8), from line {line} on",
        hint: "It seems to be in {encoding}: convert it to Unicode and save it as UTF-8\nOpen it in an editor and save it as UTF-8",
        explain: "A handbook takes UTF-8 text only. Files in another encoding (TCVN3, VNI, Windows-1258) must be converted first.",
    },
};

pub(super) static UTF16: Code = Code {
    id: "S002",
    name: "utf-16",
    severity: Severity::Error,
    vi: Words {
        message: "tệp lưu theo UTF-16 (“Unicode” của Notepad)",
        hint: "Lưu lại và chọn bảng mã UTF-8",
        explain: "Notepad có hai cách lưu Unicode; sổ tay cần UTF-8.",
    },
    en: Words {
        message: "the file is UTF-16 (Notepad's “Unicode”)",
        hint: "Save it again as UTF-8",
        explain: "Notepad saves Unicode in two ways; a handbook needs UTF-8.",
    },
};

pub(super) static NUL: Code = Code {
    id: "S003",
    name: "nul-byte",
    severity: Severity::Error,
    vi: Words {
        message: "tệp chứa byte rỗng, không phải văn bản",
        hint: "Kiểm tra xem có phải tệp Word hoặc ảnh bị đổi đuôi thành .md",
        explain: "Văn bản không bao giờ chứa byte rỗng; tệp Word, ảnh hoặc tệp hỏng thì có.",
    },
    en: Words {
        message: "the file holds a NUL byte: it is no text",
        hint: "See whether a Word file or picture was renamed to .md",
        explain: "Text never holds NUL bytes; Word files, pictures and damaged files do.",
    },
};

pub(super) static TOO_LARGE: Code = Code {
    id: "S004",
    name: "file-too-large",
    severity: Severity::Error,
    vi: Words {
        message: "tệp lớn hơn {limit} KB",
        hint: "Tách thành nhiều trang, hoặc nâng `limits.page_kb` trong sotay.yaml",
        explain: "Trang quá lớn khó đọc và làm chậm mọi việc; giới hạn bảo vệ khỏi tệp đặt nhầm.",
    },
    en: Words {
        message: "the file is larger than {limit} KB",
        hint: "Split it into pages, or raise `limits.page_kb` in sotay.yaml",
        explain: "Very large pages are hard to read and slow everything; the limit guards against files put there by mistake.",
    },
};

pub(super) static MEDIA_TOO_LARGE: Code = Code {
    id: "S005",
    name: "media-too-large",
    severity: Severity::Error,
    vi: Words {
        message: "tệp lớn hơn {limit} MB",
        hint: "Thu nhỏ ảnh hoặc video, hoặc nâng `limits.media_mb` trong sotay.yaml",
        explain: "Sổ tay thường được chép qua USB và Zalo; tệp quá lớn làm cả sổ tay khó chia sẻ.",
    },
    en: Words {
        message: "the file is larger than {limit} MB",
        hint: "Make the picture or film smaller, or raise `limits.media_mb` in sotay.yaml",
        explain: "A handbook travels on memory sticks and in chats; very large files make it hard to share.",
    },
};

pub(super) static LINK_OUTSIDE: Code = Code {
    id: "S006",
    name: "link-outside",
    severity: Severity::Error,
    vi: Words {
        message: "liên kết tượng trưng trỏ ra ngoài sổ tay",
        hint: "Chép tệp vào `content/` thay cho liên kết",
        explain: "Sổ tay không bao giờ đọc tệp nằm ngoài thư mục của mình, để không vô tình công bố tệp riêng.",
    },
    en: Words {
        message: "the symbolic link leads out of the handbook",
        hint: "Copy the file into `content/` instead",
        explain: "A handbook never reads files outside its folder, so that private files are not published by accident.",
    },
};

pub(super) static LINK_TO_FOLDER: Code = Code {
    id: "S007",
    name: "link-to-folder",
    severity: Severity::Error,
    vi: Words {
        message: "liên kết tượng trưng trỏ tới một thư mục",
        hint: "Chép thư mục vào `content/` thay cho liên kết",
        explain: "Liên kết tới thư mục có thể tạo vòng lặp nên không được đi theo.",
    },
    en: Words {
        message: "the symbolic link points to a folder",
        hint: "Copy the folder into `content/` instead",
        explain: "Links to folders can form loops and are not followed.",
    },
};

pub(super) static DEAD_LINK: Code = Code {
    id: "S008",
    name: "dead-link",
    severity: Severity::Error,
    vi: Words {
        message: "liên kết tượng trưng trỏ tới tệp không còn, hoặc thành vòng lặp",
        hint: "Xóa liên kết, hoặc chép lại tệp",
        explain: "Liên kết tượng trưng phải dẫn tới một tệp có thật trong sổ tay.",
    },
    en: Words {
        message: "the symbolic link points to nothing, or forms a loop",
        hint: "Remove it, or copy the file again",
        explain: "A symbolic link must lead to a real file in the handbook.",
    },
};

pub(super) static NAME: Code = Code {
    id: "S009",
    name: "file-name",
    severity: Severity::Error,
    vi: Words {
        message: "tên tệp không phải Unicode",
        hint: "Đổi tên tệp, tốt nhất chỉ dùng chữ không dấu, số và gạch nối",
        explain: "Tên tệp giải nén sai bảng mã thường bị hỏng; đổi tên để mọi máy đều đọc được.",
    },
    en: Words {
        message: "the file's name is not Unicode",
        hint: "Rename it, best with plain letters, digits and hyphens",
        explain: "Names from archives unpacked in the wrong encoding are often damaged; rename them so that every machine can read them.",
    },
};

pub(super) static NOT_A_FILE: Code = Code {
    id: "S060",
    name: "not-a-file",
    severity: Severity::Error,
    vi: Words {
        message: "mục này không phải là tệp thường",
        hint: "Xóa mục này khỏi thư mục của sổ tay",
        explain: "Thiết bị, ổ cắm và ống dẫn có thể làm chương trình treo khi đọc, nên bị từ chối.",
    },
    en: Words {
        message: "this is not an ordinary file",
        hint: "Remove it from the handbook's folder",
        explain: "Devices, sockets and pipes can hang a reader; they are refused.",
    },
};

/// The theme named in `sotay.yaml` is not there.
pub static NO_THEME: Code = Code {
    id: "S061",
    name: "no-theme",
    severity: Severity::Error,
    vi: Words {
        message: "không có giao diện `{name}` trong `themes/`",
        hint: "Có phải là `{near}`?\nTạo thư mục `themes/{name}`, hoặc bỏ dòng `theme` để dùng giao diện có sẵn",
        explain: "Giao diện là một thư mục trong `themes/`; giao diện `so-tay` có sẵn trong chương trình.",
    },
    en: Words {
        message: "there is no theme `{name}` in `themes/`",
        hint: "Did you mean `{near}`?\nMake a folder `themes/{name}`, or remove `theme` to use the built-in one",
        explain: "A theme is a folder in `themes/`; the theme `so-tay` is built in.",
    },
};
