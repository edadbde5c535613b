//! Codes of reading one file, S010 to S019, with their words.

use crate::diagnostic::{Code, Severity, Words};

/// Every code of this room.
pub static CODES: &[&Code] = &[&NO_FRONT_MATTER, &UNCLOSED, &LEGACY, &UNKNOWN_ORG_TYPE, &UNKNOWN_UNIT, &SECTION_KIND];

pub(super) static NO_FRONT_MATTER: Code = Code {
    id: "S010",
    name: "no-front-matter",
    severity: Severity::Error,
    vi: Words {
        message: "trang chưa có phần khai báo ở đầu",
        hint: "Gõ lại dòng này bằng ba dấu gạch ngắn `{dashes}`; Word hay đổi chúng thành gạch dài\nThêm ba dòng vào đầu trang: `---`, `title: Tiêu đề`, `---`",
        explain: "Mỗi trang bắt đầu bằng phần khai báo giữa hai dòng `---`, ít nhất có tiêu đề.\n\nVí dụ:\n    ---\n    title: Nêu gương trong công việc hằng ngày\n    ---",
    },
    en: Words {
        message: "the page has no front matter at its top",
        hint: "Type this line as three hyphens `{dashes}`; Word turns them into a dash\nAdd three lines at the top: `---`, `title: The title`, `---`",
        explain: "Each page starts with front matter between two `---` lines, with a title at least.\n\nExample:\n    ---\n    title: Setting an example\n    ---",
    },
};

pub(super) static UNCLOSED: Code = Code {
    id: "S011",
    name: "unclosed-front-matter",
    severity: Severity::Error,
    vi: Words {
        message: "phần khai báo thiếu dòng `---` kết thúc",
        hint: "Gõ lại dòng này bằng ba dấu gạch ngắn `{dashes}`; Word hay đổi chúng thành gạch dài\nThêm một dòng `{mark}` trước dòng này\nThêm một dòng `---` sau dòng khai báo cuối cùng",
        explain: "Phần khai báo nằm giữa hai dòng `---`. Thiếu dòng thứ hai thì cả bài bị coi là khai báo.",
    },
    en: Words {
        message: "the front matter has no closing `---`",
        hint: "Type this line as three hyphens `{dashes}`; Word turns them into a dash\nAdd a line `{mark}` before this line\nAdd a line `---` after its last line",
        explain: "Front matter stands between two `---` lines. Without the second the whole text counts as front matter.",
    },
};

pub(super) static LEGACY: Code = Code {
    id: "S012",
    name: "legacy-encoding",
    severity: Severity::Error,
    vi: Words {
        message: "văn bản gõ bằng bảng mã cũ {encoding}, không phải Unicode: “{sample}”",
        hint: "Chuyển văn bản sang Unicode dựng sẵn rồi dán lại; dòng này nghĩa là “{converted}”",
        explain: "Văn bản TCVN3 (ABC) hoặc VNI hiện đúng chỉ với phông cũ; trên web, khi in và khi tìm kiếm chữ sẽ sai. Chuyển mã bằng bộ gõ (Unicode dựng sẵn) trước khi đưa vào sổ tay.",
    },
    en: Words {
        message: "the text is in the old encoding {encoding}, not Unicode: “{sample}”",
        hint: "Convert it to precomposed Unicode and paste it again; this reads “{converted}”",
        explain: "TCVN3 (ABC) and VNI text shows right only with old fonts; on the web, in print and in search its letters are wrong. Convert it to precomposed Unicode before it enters the handbook.",
    },
};

pub(super) static UNKNOWN_ORG_TYPE: Code = Code {
    id: "S013",
    name: "unknown-org-type",
    severity: Severity::Error,
    vi: Words {
        message: "không có loại hình `{id}` trong sotay.yaml",
        hint: "Có phải là `{near}`?\nThêm loại hình này vào `org_types` của sotay.yaml, hoặc dùng: {known}",
        explain: "Loại hình tổ chức được khai báo một lần trong `org_types` của sotay.yaml; trang chỉ dùng mã đã khai báo.",
    },
    en: Words {
        message: "there is no kind of organisation `{id}` in sotay.yaml",
        hint: "Did you mean `{near}`?\nAdd it to `org_types` in sotay.yaml, or use: {known}",
        explain: "Kinds of organisation are declared once in `org_types` of sotay.yaml; pages use those ids only.",
    },
};

pub(super) static UNKNOWN_UNIT: Code = Code {
    id: "S014",
    name: "unknown-unit",
    severity: Severity::Error,
    vi: Words {
        message: "không có chi bộ `{id}` trong sotay.yaml",
        hint: "Có phải là `{near}`?\nThêm chi bộ này vào `units` của sotay.yaml, hoặc dùng: {known}",
        explain: "Chi bộ được khai báo một lần trong `units` của sotay.yaml, kèm tên, loại hình và cấp trên.",
    },
    en: Words {
        message: "there is no unit `{id}` in sotay.yaml",
        hint: "Did you mean `{near}`?\nAdd it to `units` in sotay.yaml, or use: {known}",
        explain: "Units are declared once in `units` of sotay.yaml, with name, kind of organisation and superior body.",
    },
};

pub(super) static SECTION_KIND: Code = Code {
    id: "S015",
    name: "section-kind",
    severity: Severity::Error,
    vi: Words {
        message: "trang của mục (`_index.md`) không mang loại `{kind}`",
        hint: "Bỏ dòng `kind`; loại của các trang trong mục khai ở khóa `pages`",
        explain: "`_index.md` luôn là trang giới thiệu của một mục. Khóa `pages` của nó cho biết loại mặc định của các trang trong mục.",
    },
    en: Words {
        message: "a section's page (`_index.md`) cannot be a `{kind}`",
        hint: "Remove `kind`; the kind of the section's pages goes into `pages`",
        explain: "`_index.md` is always a section's own page. Its key `pages` gives the kind of the section's pages.",
    },
};
