//! Codes of Markdown faults, S040 to S059, with their words.

use crate::diagnostic::{Code, Severity, Words};

/// Every code of this room.
pub static CODES: &[&Code] = &[
    &UNKNOWN_DIRECTIVE,
    &UNCLOSED_DIRECTIVE,
    &STRAY_CLOSE,
    &DIRECTIVE_ATTRIBUTE,
    &MISPLACED_DIRECTIVE,
    &UNSAFE_LINK,
    &DROPPED_HTML,
    &TOO_DEEP,
    &UNUSED_FOOTNOTE,
    &DUPLICATE_ANCHOR,
    &CHART_TABLE,
    &QUIZ_ANSWER,
    &CHART_NUMBER,
    &MISSING_FOOTNOTE,
    &REMOTE_PICTURE,
];

pub(super) static UNKNOWN_DIRECTIVE: Code = Code {
    id: "S040",
    name: "unknown-directive",
    severity: Severity::Error,
    vi: Words {
        message: "không có khối `:::{name}`",
        hint: "Có phải là `:::{near}`?\nCác khối có sẵn: {known}",
        explain: "Khối bắt đầu bằng dòng `:::tên{thuộc tính}` và kết thúc bằng dòng `:::`.\n\nVí dụ:\n    :::note{title=\"Lưu ý\"}\n    Nội dung\n    :::",
    },
    en: Words {
        message: "there is no block `:::{name}`",
        hint: "Did you mean `:::{near}`?\nThere are: {known}",
        explain: "A block starts with a line `:::name{attributes}` and ends with a line `:::`.\n\nExample:\n    :::note{title=\"Mind\"}\n    Text\n    :::",
    },
};

pub(super) static UNCLOSED_DIRECTIVE: Code = Code {
    id: "S041",
    name: "unclosed-directive",
    severity: Severity::Error,
    vi: Words {
        message: "khối `{colons}{name}` chưa có dòng kết thúc `{colons}`",
        hint: "Thêm dòng `{colons}` vào cuối khối",
        explain: "Mỗi khối phải kết thúc bằng một dòng chỉ có dấu hai chấm, ít nhất bằng số dấu của dòng mở.",
    },
    en: Words {
        message: "the block `{colons}{name}` has no closing line `{colons}`",
        hint: "Add a line `{colons}` at its end",
        explain: "Each block ends with a line of nothing but colons, at least as many as its opening line has.",
    },
};

pub(super) static STRAY_CLOSE: Code = Code {
    id: "S042",
    name: "stray-close",
    severity: Severity::Error,
    vi: Words {
        message: "dòng `{colons}` này không kết thúc khối nào",
        hint: "Khối `{wanted}{name}` kết thúc bằng `{wanted}`\nBỏ dòng này, hoặc thêm dòng mở khối phía trên",
        explain: "Dòng chỉ có dấu hai chấm kết thúc khối đang mở gần nhất; ở đây không có khối nào đang mở.",
    },
    en: Words {
        message: "this line `{colons}` closes no block",
        hint: "The block `{wanted}{name}` ends with `{wanted}`\nRemove it, or open a block above",
        explain: "A line of colons closes the block opened last; none is open here.",
    },
};

pub(super) static DIRECTIVE_ATTRIBUTE: Code = Code {
    id: "S043",
    name: "directive-attribute",
    severity: Severity::Error,
    vi: Words {
        message: "{what} của khối `:::{name}` {problem}",
        hint: "Viết `{written}`\nCó phải là `{near}`?\nCác giá trị được dùng: {allowed}\nThuộc tính của khối này: {known}",
        explain: "Thuộc tính viết trong ngoặc nhọn theo dạng `khóa=\"giá trị\"`. Mỗi khối có thuộc tính riêng; số viết bằng chữ số.",
    },
    en: Words {
        message: "{what} of `:::{name}` {problem}",
        hint: "Write `{written}`\nDid you mean `{near}`?\nValues that can stand here: {allowed}\nAttributes of this block: {known}",
        explain: "Attributes stand in braces as `key=\"value\"`. Each block has its own; numbers are written in digits.",
    },
};

pub(super) static MISPLACED_DIRECTIVE: Code = Code {
    id: "S044",
    name: "misplaced-directive",
    severity: Severity::Error,
    vi: Words {
        message: "khối `:::{name}` phải nằm trực tiếp trong `::::{parent}`",
        hint: "Đặt khối này giữa dòng `::::{parent}` và dòng `::::`",
        explain: "Một số khối chỉ có nghĩa bên trong khối khác, như `:::column` trong `::::columns`.",
    },
    en: Words {
        message: "the block `:::{name}` must stand directly inside `::::{parent}`",
        hint: "Put it between the lines `::::{parent}` and `::::`",
        explain: "Some blocks make sense only inside another, such as `:::column` in `::::columns`.",
    },
};

pub(super) static UNSAFE_LINK: Code = Code {
    id: "S045",
    name: "unsafe-link",
    severity: Severity::Error,
    vi: Words {
        message: "liên kết dùng giao thức không được phép: `{written}`",
        hint: "Dùng https:, mailto:, tel: hoặc đường dẫn tới trang của sổ tay",
        explain: "Liên kết `javascript:`, `data:` và các giao thức lạ có thể chạy mã trên máy người đọc nên không bao giờ được đưa vào trang.",
    },
    en: Words {
        message: "the link uses a scheme that is not allowed: `{written}`",
        hint: "Use https:, mailto:, tel: or the path of a page",
        explain: "`javascript:`, `data:` and unknown schemes can run code on the reader's machine and never reach a page.",
    },
};

pub(super) static DROPPED_HTML: Code = Code {
    id: "S046",
    name: "dropped-html",
    severity: Severity::Warning,
    vi: Words {
        message: "mã HTML này không được giữ lại: `{written}`",
        hint: "Viết bằng Markdown, hoặc đặt `trust_html: true` trong sotay.yaml nếu tin mọi người viết",
        explain: "HTML của người viết được làm sạch để không có mã nào chạy trên máy người đọc và để bản in, bản Word có cùng nội dung.",
    },
    en: Words {
        message: "this HTML is not kept: `{written}`",
        hint: "Write Markdown, or set `trust_html: true` in sotay.yaml if every author is trusted",
        explain: "HTML of authors is cleaned so that no code runs on the reader's machine and print and Word show the same.",
    },
};

pub(super) static TOO_DEEP: Code = Code {
    id: "S047",
    name: "too-deep",
    severity: Severity::Error,
    vi: Words {
        message: "nội dung lồng nhau quá {limit} cấp",
        hint: "Bớt các cấp trích dẫn, danh sách lồng nhau",
        explain: "Danh sách và trích dẫn lồng quá sâu không đọc được trên trang in; phần lồng sâu hơn được kéo lên cấp ngoài.",
    },
    en: Words {
        message: "the content is nested more than {limit} levels deep",
        hint: "Use fewer levels of quotes and lists",
        explain: "Lists and quotes nested too deeply cannot be read on paper; what is deeper was pulled up.",
    },
};

pub(super) static UNUSED_FOOTNOTE: Code = Code {
    id: "S048",
    name: "unused-footnote",
    severity: Severity::Warning,
    vi: Words {
        message: "cước chú `[^{name}]` không được gọi ở đâu nên không hiện ra",
        hint: "Thêm `[^{name}]` vào chỗ cần dẫn, hoặc xóa cước chú",
        explain: "Cước chú chỉ hiện ra khi có chỗ gọi đến nó trong bài.",
    },
    en: Words {
        message: "the footnote `[^{name}]` is called nowhere and does not show",
        hint: "Put `[^{name}]` where it belongs, or remove it",
        explain: "A footnote shows only when the text calls it.",
    },
};

pub(super) static DUPLICATE_ANCHOR: Code = Code {
    id: "S049",
    name: "duplicate-anchor",
    severity: Severity::Error,
    vi: Words {
        message: "neo `#{id}` được đặt hai lần trong trang",
        hint: "Đổi một trong hai neo `{#…}`",
        explain: "Liên kết tới `#neo` chỉ tìm được một chỗ; hai đề mục cùng neo làm liên kết sai.",
    },
    en: Words {
        message: "the anchor `#{id}` is set twice on the page",
        hint: "Change one of the two anchors `{#…}`",
        explain: "A link to `#anchor` finds one place only; two headings with the same anchor mislead it.",
    },
};

pub(super) static CHART_TABLE: Code = Code {
    id: "S050",
    name: "chart-table",
    severity: Severity::Error,
    vi: Words {
        message: "khối `:::chart` cần đúng một bảng có cột số",
        hint: "Viết một bảng: cột đầu là nhãn, các cột sau là số",
        explain: "Biểu đồ vẽ từ bảng nằm trong khối; bảng được giữ lại bên cạnh cho người đọc bằng máy và bản in.\n\nVí dụ:\n    :::chart{title=\"Tỷ lệ dự sinh hoạt\" kind=\"bar\" unit=\"%\"}\n    | Loại hình | Tỷ lệ |\n    |---|---|\n    | Hành chính | 95 |\n    :::",
    },
    en: Words {
        message: "a `:::chart` block needs exactly one table with columns of numbers",
        hint: "Write a table: labels in the first column, numbers in the others",
        explain: "The chart is drawn from the table inside; the table stays beside it for screen readers and print.\n\nExample:\n    :::chart{title=\"Attendance\" kind=\"bar\" unit=\"%\"}\n    | Type | Rate |\n    |---|---|\n    | Office | 95 |\n    :::",
    },
};

pub(super) static QUIZ_ANSWER: Code = Code {
    id: "S051",
    name: "quiz-answer",
    severity: Severity::Error,
    vi: Words {
        message: "{problem}: câu này có {count} lựa chọn",
        hint: "Ghi số thứ tự của lựa chọn đúng, bắt đầu từ 1",
        explain: "`answer` là số thứ tự của lựa chọn đúng, tính từ 1; nhiều đáp án viết `[1, 3]`.",
    },
    en: Words {
        message: "{problem}: there are {count} choices",
        hint: "Give the number of the right choice, counted from 1",
        explain: "`answer` is the number of the right choice, from 1; several are written `[1, 3]`.",
    },
};

pub(super) static CHART_NUMBER: Code = Code {
    id: "S052",
    name: "chart-number",
    severity: Severity::Error,
    vi: Words {
        message: "ô “{written}” của biểu đồ không phải là một số",
        hint: "Ghi một số trong ô, phần lẻ sau dấu phẩy (`95,5`); lời giải thích viết ngoài khối",
        explain: "Mỗi ô của bảng trong `:::chart` chứa đúng một số, có thể kèm đơn vị. Dấu phẩy là phần lẻ, dấu chấm ngăn hàng nghìn (`1.234`). Ô không có số nào (`–`) thì để trống trên biểu đồ.\n\nSai:\n    | Tháng 3 | 12 (2 vắng) |\n    | Tháng 6 | 30/6 |\n\nĐúng:\n    | Tháng 3 | 12 |\n    | Tháng 6 | 30 |",
    },
    en: Words {
        message: "the cell “{written}” of the chart is not one number",
        hint: "Write one number in the cell, decimals after a comma (`95,5`); what explains it goes outside the block",
        explain: "Each cell of a table in `:::chart` holds exactly one number, perhaps with a unit, written the Vietnamese way: a comma for decimals, dots for thousands (`1.234`). A cell without a number (`–`) leaves a gap in the chart.\n\nWrong:\n    | March | 12 (2 absent) |\n    | June | 30/6 |\n\nRight:\n    | March | 12 |\n    | June | 30 |",
    },
};

pub(super) static MISSING_FOOTNOTE: Code = Code {
    id: "S053",
    name: "missing-footnote",
    severity: Severity::Warning,
    vi: Words {
        message: "cước chú `[^{name}]` được gọi nhưng chưa viết",
        hint: "Thêm dòng `[^{name}]: …` vào cuối bài; nếu không phải cước chú thì viết `\\[^{name}]`",
        explain: "Chỗ gọi `[^tên]` chỉ thành số cước chú khi trong bài có dòng `[^tên]: …`; nếu không, người đọc thấy nguyên dấu ngoặc.\n\nSai:\n    Mức cũ là 60 phút[^9].\n\nĐúng:\n    Mức cũ là 60 phút[^9].\n\n    [^9]: Theo văn bản trước năm 2018.",
    },
    en: Words {
        message: "the footnote `[^{name}]` is called but not written",
        hint: "Add a line `[^{name}]: …` at the end; if it is no footnote, write `\\[^{name}]`",
        explain: "A call `[^name]` becomes a number only if the body holds a line `[^name]: …`; otherwise readers see the brackets.\n\nWrong:\n    The old minimum was 60 minutes[^9].\n\nRight:\n    The old minimum was 60 minutes[^9].\n\n    [^9]: According to the directive before 2018.",
    },
};

pub(super) static REMOTE_PICTURE: Code = Code {
    id: "S054",
    name: "remote-picture",
    severity: Severity::Error,
    vi: Words {
        message: "hình phải là tệp trong sổ tay: `{written}`",
        hint: "Chép hình vào `content/` rồi ghi đường dẫn tới tệp ấy",
        explain: "Sổ tay đọc được cả khi không có mạng, và không để máy khác biết ai đang đọc; vì vậy mọi hình đều nằm trong sổ tay.\n\nSai:\n    ![Sơ đồ](https://example.vn/so-do.png)\n\nĐúng:\n    ![Sơ đồ](so-do.png)",
    },
    en: Words {
        message: "a picture is a file of the handbook: `{written}`",
        hint: "Copy the picture into `content/` and name that file",
        explain: "A handbook can be read without a network, and no other machine learns who reads it; so every picture is a file of the handbook.\n\nWrong:\n    ![Plan](https://example.vn/plan.png)\n\nRight:\n    ![Plan](plan.png)",
    },
};
