//! Codes of printing, S310 to S319, with their words.

use crate::diagnostic::{Code, Severity, Words};

/// Every code of this room.
pub static CODES: &[&Code] =
    &[&TEMPLATE, &WARNING, &LAYOUT, &FONT, &ARCHIVE, &PICTURE, &PICTURE_TOO_LARGE, &UNKNOWN_LAYOUT];

pub(super) static TEMPLATE: Code = Code {
    id: "S310",
    name: "print-template-error",
    severity: Severity::Error,
    vi: Words {
        message: "không dàn được giấy tờ này: {problem}",
        hint: "Sửa khuôn in trong `themes/TÊN/print`, hoặc bỏ loại trang này khỏi `outputs` trong sotay.yaml",
        explain: "Giấy tờ PDF được dàn bằng Typst theo các khuôn `print/*.typ` của giao diện. Lỗi ở đây gần như luôn do khuôn in đã sửa; nội dung trang chỉ là dữ liệu, không bao giờ được chạy như mã.",
    },
    en: Words {
        message: "the paper cannot be set: {problem}",
        hint: "Mend the print template in `themes/NAME/print`, or take this kind out of `outputs` in sotay.yaml",
        explain: "Papers are set by Typst with the theme's `print/*.typ`. A fault here nearly always comes from a changed template; what a page says is data and never runs as code.",
    },
};

pub(super) static WARNING: Code = Code {
    id: "S311",
    name: "print-warning",
    severity: Severity::Warning,
    vi: Words {
        message: "giấy tờ `{paper}` có chỗ dàn chưa ổn: {problem}",
        hint: "Mở tệp PDF, tìm chỗ thiếu chữ hoặc sai phông; sửa khuôn in",
        explain: "Bộ dàn trang cảnh báo khi bỏ bớt nội dung hoặc thay phông, nên không cảnh báo nào bị giấu đi.",
    },
    en: Words {
        message: "the paper `{paper}` is set with a doubt: {problem}",
        hint: "Open the PDF and look for missing text or another font; mend the print template",
        explain: "The typesetter warns when it leaves something out or takes another font, so no warning is hidden.",
    },
};

pub(super) static LAYOUT: Code = Code {
    id: "S312",
    name: "print-layout-unreadable",
    severity: Severity::Error,
    vi: Words {
        message: "bộ trị số thể thức không dùng được: {problem}",
        hint: "Mỗi trị số là `{ value, source, evidence }`; xem `hd05-2026.yaml` của giao diện mặc định",
        explain: "Thể thức in nằm trong `print/profiles/*.yaml` của giao diện: mỗi tệp một bộ có hệ văn bản, ngày bắt đầu và từng trị số kèm nguồn. Phải có ít nhất một bộ cho mỗi hệ.",
    },
    en: Words {
        message: "the layout cannot be used: {problem}",
        hint: "Each value is `{ value, source, evidence }`; see `hd05-2026.yaml` of the default theme",
        explain: "Layouts stand in the theme's `print/profiles/*.yaml`: one file a layout, with family, first day and each value with its source. Each family needs at least one.",
    },
};

pub(super) static FONT: Code = Code {
    id: "S313",
    name: "print-font-unreadable",
    severity: Severity::Error,
    vi: Words {
        message: "tệp phông này không đọc được",
        hint: "Đặt vào `print/fonts` tệp TrueType hoặc OpenType nguyên vẹn",
        explain: "Phông in nằm trong `print/fonts` của giao diện. Không dùng phông của máy, để máy nào cũng ra cùng một tệp.",
    },
    en: Words {
        message: "the font file cannot be read",
        hint: "Put a whole TrueType or OpenType file into `print/fonts`",
        explain: "Fonts of papers stand in the theme's `print/fonts`. The machine's fonts are not used, so that every machine makes the same file.",
    },
};

pub(super) static ARCHIVE: Code = Code {
    id: "S314",
    name: "print-not-archival",
    severity: Severity::Warning,
    vi: Words {
        message: "giấy tờ `{paper}` chưa đạt PDF/A và PDF/UA: {problem}",
        hint: "Tệp vẫn in được; muốn lưu trữ lâu dài thì sửa chỗ nêu trên",
        explain: "Mặc định giấy tờ là PDF/A-2a và PDF/UA-1. Khi không thể, tệp được ghi thành PDF thường có thẻ cấu trúc.",
    },
    en: Words {
        message: "the paper `{paper}` is not PDF/A and PDF/UA: {problem}",
        hint: "It prints all the same; mend the place named to keep it for long",
        explain: "Papers are PDF/A-2a and PDF/UA-1. Where that is impossible, a plain tagged PDF is written.",
    },
};

pub(super) static PICTURE: Code = Code {
    id: "S315",
    name: "print-picture-unreadable",
    severity: Severity::Error,
    vi: Words {
        message: "hình này không in được: {problem}",
        hint: "Mở hình bằng chương trình xem ảnh rồi lưu lại thành PNG hoặc JPG",
        explain: "Giấy tờ PDF in được hình PNG, JPG, GIF, WebP và SVG. Hình hỏng, hay hình SVG có hình khác nhúng bên trong, được thay bằng khung ghi lời mô tả; phần còn lại của giấy tờ vẫn in.",
    },
    en: Words {
        message: "the picture cannot be printed: {problem}",
        hint: "Open it in an image viewer and save it again as PNG or JPG",
        explain: "Papers show PNG, JPG, GIF, WebP and SVG. A damaged picture, or an SVG with another picture in it, is replaced by a frame with its description; the rest of the paper is printed.",
    },
};

pub(super) static PICTURE_TOO_LARGE: Code = Code {
    id: "S316",
    name: "print-picture-too-large",
    severity: Severity::Error,
    vi: Words {
        message: "hình {width} × {height} điểm ảnh quá lớn để in: mỗi hình nhiều nhất {limit} triệu điểm ảnh, cả tệp {limit_of_all} triệu",
        hint: "Thu nhỏ hình: bề ngang 2000 điểm ảnh là đủ cho một trang A4",
        explain: "Một tệp ảnh nhỏ có thể bung ra chiếm hết bộ nhớ, nên số điểm ảnh được đếm trước khi mở. Hình quá lớn được thay bằng khung ghi lời mô tả.",
    },
    en: Words {
        message: "the picture of {width} × {height} pixels is too large to print: at most {limit} million in a picture, {limit_of_all} million in a file",
        hint: "Make it smaller: 2000 pixels across are enough for an A4 page",
        explain: "A small file can unpack into more than the memory holds, so pixels are counted before it is opened. A picture that is too large is replaced by a frame with its description.",
    },
};

pub(super) static UNKNOWN_LAYOUT: Code = Code {
    id: "S318",
    name: "unknown-layout",
    severity: Severity::Error,
    vi: Words {
        message: "giao diện không có bộ thể thức `{name}`",
        hint: "Có phải là `{near}`?\nBỏ dòng này để ngày của giấy tờ chọn bộ thể thức; các bộ đang có: {all}",
        explain: "`outputs.layout` ép mọi giấy tờ của Đảng theo một bộ thể thức: một tệp `print/profiles/TÊN.yaml` của giao diện. Bỏ đi thì mỗi giấy tờ theo bộ có hiệu lực vào ngày của nó.",
    },
    en: Words {
        message: "the theme has no layout `{name}`",
        hint: "Did you mean `{near}`?\nRemove the line and the paper's day chooses the layout; there are: {all}",
        explain: "`outputs.layout` sets all Party papers in one layout: a file `print/profiles/NAME.yaml` of the theme. Without it each paper takes the layout in force on its day.",
    },
};
