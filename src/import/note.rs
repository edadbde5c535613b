//! What an import changed, left out or doubts, with its words.

use crate::diagnostic::Lang;

/// Something that the author should know of the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Stable name, in kebab case.
    pub name: &'static str,
    /// How often.
    pub count: usize,
    /// Pieces of text that show it, the first ones.
    pub samples: Vec<String>,
    vi: &'static str,
    en: &'static str,
}

/// Most samples kept of one note.
const SAMPLES: usize = 12;

impl Note {
    /// Returns the note's words.
    pub fn words(&self, lang: Lang) -> String {
        let template = lang.pick(self.vi, self.en);
        let mut out = template.replace("{count}", &self.count.to_string());
        if !self.samples.is_empty() {
            out.push_str(": ");
            out.push_str(&self.samples.join("; "));
            if self.count > self.samples.len() && self.samples.len() == SAMPLES {
                out.push_str("; …");
            }
        }
        out
    }
}

/// Name and words of a note.
pub(super) struct What(&'static str, &'static str, &'static str);

/// Notes in the order in which they were first made.
#[derive(Debug, Default)]
pub(super) struct Notes(Vec<Note>);

impl Notes {
    /// Counts one more.
    pub(super) fn add(&mut self, what: &What) {
        self.entry(what).count += 1;
    }

    /// Counts one more and keeps a piece of text to show it.
    pub(super) fn show(&mut self, what: &What, sample: impl Into<String>) {
        let note = self.entry(what);
        note.count += 1;
        let sample = sample.into();
        if note.samples.len() < SAMPLES && !note.samples.contains(&sample) {
            note.samples.push(sample);
        }
    }

    fn entry(&mut self, what: &What) -> &mut Note {
        let at = self.0.iter().position(|note| note.name == what.0).unwrap_or_else(|| {
            self.0.push(Note { name: what.0, count: 0, samples: Vec::new(), vi: what.1, en: what.2 });
            self.0.len() - 1
        });
        #[expect(clippy::indexing_slicing, reason = "found or pushed just above")]
        &mut self.0[at]
    }

    pub(super) fn into_vec(self) -> Vec<Note> {
        self.0
    }
}

macro_rules! notes {
    ($($name:ident, $key:literal, $vi:literal, $en:literal;)*) => {
        $(pub(super) static $name: What = What($key, $vi, $en);)*
    };
}

notes! {
    CONVERTED, "old-encoding", "đã chuyển chữ bảng mã cũ sang Unicode ({count} đoạn)", "text in an old encoding was converted ({count} runs)";
    DOUBTFUL, "doubtful-letters", "chữ không có trong bảng mã cũ, để nguyên, cần xem lại ({count})", "letters unknown to the old encoding, kept, to be looked at ({count})";
    MIXED, "mixed-encoding", "phông chữ cũ nhưng chữ đã là Unicode, để nguyên ({count} đoạn)", "an old font with text that is Unicode, kept ({count} runs)";
    INSERTED, "tracked-insertions", "thay đổi đang theo dõi: đã nhận {count} chỗ thêm", "tracked changes: {count} insertions taken";
    DELETED, "tracked-deletions", "thay đổi đang theo dõi: đã bỏ {count} chỗ xóa", "tracked changes: {count} deletions left out";
    COMMENTS, "comments", "đã bỏ {count} ghi chú bên lề", "{count} comments left out";
    HEADERS, "headers-footers", "đã bỏ đầu trang, chân trang ({count} phần)", "headers and footers left out ({count} parts)";
    CONTENTS, "contents", "đã bỏ mục lục của tệp, trang tự có mục lục ({count} dòng)", "the file's table of contents left out, pages make their own ({count} lines)";
    HIDDEN, "hidden-text", "đã bỏ chữ ẩn ({count} đoạn)", "hidden text left out ({count} runs)";
    MERGED, "merged-cells", "bảng có ô ghép đã tách: chữ ở ô đầu, các ô sau để trống ({count} ô)", "merged cells were taken apart: text in the first, the others empty ({count} cells)";
    NESTED, "nested-tables", "bảng trong bảng đã thành dòng chữ ({count})", "tables inside tables became lines of text ({count})";
    TEXT_BOX, "text-boxes", "khung chữ đã đưa vào bài, sau đoạn chứa nó ({count})", "text boxes were put behind the paragraph that holds them ({count})";
    SHAPES, "shapes", "đã bỏ hình vẽ, biểu đồ không phải ảnh ({count})", "drawings and charts that are no pictures left out ({count})";
    FORMULA, "formulas", "công thức chỉ còn là chữ ({count})", "formulas became plain letters ({count})";
    PICTURES, "pictures", "đã lưu {count} ảnh cạnh trang", "{count} pictures kept beside the page";
    NO_ALT, "missing-alt", "ảnh chưa có chữ thay thế, cần viết ({count})", "pictures without alternative text, to be written ({count})";
    PICTURE_LOST, "pictures-left-out", "đã bỏ ảnh không dùng được trên trang (EMF, WMF, ảnh nối ngoài, ảnh hỏng hoặc quá lớn) ({count})", "pictures of no use on a page left out (EMF, WMF, linked, broken or too large) ({count})";
    LINK_LOST, "links-left-out", "liên kết không dùng được, chỉ giữ chữ ({count})", "links of no use, only their text kept ({count})";
    FAKE_HEADINGS, "headings-by-look", "đoạn đậm, ngắn được coi là đề mục ({count})", "short bold paragraphs were taken as headings ({count})";
    LEVELS, "heading-levels", "cấp đề mục đã chỉnh cho liền bậc ({count})", "heading levels were evened out ({count})";
    FRAME, "official-frame", "đã gỡ khung thể thức của văn bản; không còn trong bài", "the official frame was taken out; no longer in the text";
    SIGNATURE, "signature", "đã gỡ phần ký, nơi nhận", "signature and recipients were taken out";
    CITED, "cited", "số văn bản đã thành trích dẫn ({count})", "numbers of directives became citations ({count})";
    UNKNOWN, "unknown-directives", "văn bản chưa có trong danh bạ, để nguyên chữ ({count})", "directives not in the register, kept as text ({count})";
    AMBIGUOUS, "ambiguous-directives", "số văn bản trùng nhau hoặc khác ngày trong danh bạ, để nguyên chữ ({count})", "numbers that several directives bear, or of another date, kept as text ({count})";
    FORM, "recognised", "đã nhận ra", "recognised";
    FORM_LINE, "form-doubts", "dòng của bảng cần xem lại ({count})", "lines of the table to be looked at ({count})";
    GUESSED, "guessed-kind", "loại trang do đoán, đổi bằng --kind", "the kind was guessed; --kind says otherwise";
    BLANKS, "blanks", "phần khai báo còn chỗ trong ngoặc để điền", "the front matter has blanks in brackets to fill in";
    FRONT, "foreign-front-matter", "phần khai báo lạ đã thành ghi chú ở cuối phần khai báo ({count} dòng)", "front matter of another program became comments ({count} lines)";
}
