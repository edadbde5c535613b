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
        message: "khối `:::{name}` chưa có dòng kết thúc `:::`",
        hint: "Thêm dòng `:::` vào cuối khối",
        explain: "Mỗi khối phải kết thúc bằng một dòng chỉ có dấu hai chấm, ít nhất bằng số dấu của dòng mở.",
    },
    en: Words {
        message: "the block `:::{name}` has no closing line `:::`",
        hint: "Add a line `:::` at its end",
        explain: "Each block ends with a line of nothing but colons, at least as many as its opening line has.",
    },
};

pub(super) static STRAY_CLOSE: Code = Code {
    id: "S042",
    name: "stray-close",
    severity: Severity::Error,
    vi: Words {
        message: "dòng `:::` này không kết thúc khối nào",
        hint: "Bỏ dòng này, hoặc thêm dòng mở khối phía trên",
        explain: "Dòng chỉ có dấu hai chấm kết thúc khối đang mở gần nhất; ở đây không có khối nào đang mở.",
    },
    en: Words {
        message: "this line `:::` closes no block",
        hint: "Remove it, or open a block above",
        explain: "A line of colons closes the block opened last; none is open here.",
    },
};

pub(super) static DIRECTIVE_ATTRIBUTE: Code = Code {
    id: "S043",
    name: "directive-attribute",
    severity: Severity::Error,
    vi: Words {
        message: "thuộc tính `{attribute}` của khối `:::{name}` không dùng được",
        hint: "Có phải là `{near}`?\nThuộc tính của khối này: {known}",
        explain: "Thuộc tính viết trong ngoặc nhọn theo dạng `khóa=\"giá trị\"`. Mỗi khối có thuộc tính riêng; số viết bằng chữ số.",
    },
    en: Words {
        message: "the attribute `{attribute}` of `:::{name}` cannot be used",
        hint: "Did you mean `{near}`?\nAttributes of this block: {known}",
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
        message: "mã HTML không an toàn đã bị bỏ: `{written}`",
        hint: "Viết bằng Markdown, hoặc đặt `trust_html: true` trong sotay.yaml nếu tin mọi người viết",
        explain: "HTML của người viết được làm sạch để không có mã nào chạy trên máy người đọc và để bản in, bản Word có cùng nội dung.",
    },
    en: Words {
        message: "HTML that is not safe was left out: `{written}`",
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
        message: "đáp án {answer} không ứng với lựa chọn nào: câu này có {count} lựa chọn",
        hint: "Ghi số thứ tự của lựa chọn đúng, bắt đầu từ 1",
        explain: "`answer` là số thứ tự của lựa chọn đúng, tính từ 1; nhiều đáp án viết `[1, 3]`.",
    },
    en: Words {
        message: "answer {answer} is none of the choices: there are {count}",
        hint: "Give the number of the right choice, counted from 1",
        explain: "`answer` is the number of the right choice, from 1; several are written `[1, 3]`.",
    },
};
