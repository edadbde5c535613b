//! Codes of files that cannot be imported, S400 to S409, with their words.

use crate::diagnostic::{Code, Diagnostic, Place, Severity, Value, Words};

/// Every code of this room.
pub static CODES: &[&Code] =
    &[&TOO_LARGE, &OLD_WORD, &NOT_WORD, &BROKEN_ZIP, &BOMB, &BROKEN_XML, &DTD, &ENCODING, &EMPTY, &LOCKED];

/// A fault whose place is still to be given.
#[derive(Debug)]
pub(super) struct Fault {
    code: &'static Code,
    values: Vec<(&'static str, Value)>,
}

impl Fault {
    pub(super) fn new(code: &'static Code) -> Self {
        Self { code, values: Vec::new() }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.values.push((name, value.into()));
        self
    }

    pub(super) fn at(self, place: Place) -> Diagnostic {
        self.values.into_iter().fold(Diagnostic::new(self.code, place), |out, (name, value)| out.with(name, value))
    }
}

pub(super) fn too_large(limit: u64) -> Fault {
    Fault::new(&TOO_LARGE).with("limit", limit >> 20)
}

/// Tells files of other programs by their first bytes.
pub(super) fn foreign(bytes: &[u8], extension: &str) -> Option<Fault> {
    let what = |vi: &'static str, en: &'static str| Some(Fault::new(&NOT_WORD).with("what", Value::both(vi, en)));
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        // A locked .docx is a container of the old kind, too.
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let locked = bytes.windows(name.len()).any(|window| window == name);
        return Some(Fault::new(if locked { &LOCKED } else { &OLD_WORD }));
    }
    if bytes.starts_with(b"{\\rtf") {
        return what("tệp RTF", "an RTF file");
    }
    if bytes.starts_with(b"%PDF") {
        return what("tệp PDF", "a PDF file");
    }
    if extension == "docx" {
        return Some(
            Fault::new(&BROKEN_ZIP)
                .with("problem", Value::both("đầu tệp không phải ZIP", "it does not begin as a ZIP")),
        );
    }
    if matches!(extension, "html" | "htm" | "xlsx" | "pptx" | "xls" | "png" | "jpg" | "jpeg") {
        return Some(Fault::new(&NOT_WORD).with("what", format!(".{extension}")));
    }
    None
}

macro_rules! code {
    ($name:ident, $id:literal, $key:literal, $vi:expr, $en:expr) => {
        pub(super) static $name: Code = {
            let (vi, en): ([&str; 3], [&str; 3]) = ($vi, $en);
            Code {
                id: $id,
                name: $key,
                severity: Severity::Error,
                vi: Words { message: vi[0], hint: vi[1], explain: vi[2] },
                en: Words { message: en[0], hint: en[1], explain: en[2] },
            }
        };
    };
}

code!(
    TOO_LARGE,
    "S400",
    "import-too-large",
    [
        "tệp lớn hơn {limit} MB",
        "Nén ảnh trong Word (Picture Format → Compress Pictures) hoặc tách tệp",
        "`sotay import` đọc cả tệp vào bộ nhớ nên có giới hạn. Tệp lớn thường do ảnh chụp chưa nén.",
    ],
    [
        "the file is larger than {limit} MB",
        "Compress its pictures in Word (Picture Format → Compress Pictures), or split it",
        "`sotay import` reads the whole file into memory, so there is a limit. Large files mostly hold photos as they were taken.",
    ]
);
code!(
    OLD_WORD,
    "S401",
    "old-word-file",
    [
        "đây là tệp Word đời cũ (.doc)",
        "Mở bằng Word hoặc LibreOffice, chọn Save As, kiểu Word Document (.docx), rồi nhập tệp mới",
        "Dạng .doc của Word 97–2003 không công khai đủ để đọc chắc chắn. Word và LibreOffice lưu lại thành .docx mà không mất nội dung.",
    ],
    [
        "this is an old Word file (.doc)",
        "Open it in Word or LibreOffice, choose Save As, type Word Document (.docx), and import that",
        "The .doc form of Word 97–2003 cannot be read with certainty. Word and LibreOffice save it as .docx without loss.",
    ]
);
code!(
    NOT_WORD,
    "S402",
    "not-importable",
    [
        "không nhập được: đây là {what}",
        "Lưu thành .docx, .txt hoặc .md rồi nhập lại; tệp .odt mở bằng LibreOffice, Save As, Word (.docx)",
        "`sotay import` đọc Word (.docx), văn bản thường và Markdown. Nội dung tệp quyết định, không phải đuôi tệp.",
    ],
    [
        "this cannot be imported: it is {what}",
        "Save it as .docx, .txt or .md and import that; open .odt in LibreOffice, Save As, Word (.docx)",
        "`sotay import` reads Word (.docx), plain text and Markdown. The content decides, not the ending of the name.",
    ]
);
code!(
    BROKEN_ZIP,
    "S403",
    "broken-docx",
    [
        "tệp .docx hỏng: {problem}",
        "Mở bằng Word (Open and Repair) hoặc LibreOffice, lưu lại, rồi nhập tệp mới; tệp tải dở thì tải lại",
        "Tệp .docx là một tệp ZIP chứa XML. Tệp chép dở hay hỏng ổ đĩa thường thiếu phần mục lục ở cuối.",
    ],
    [
        "the .docx file is broken: {problem}",
        "Open it in Word (Open and Repair) or LibreOffice, save it again and import that; download it again if it is cut off",
        "A .docx file is a ZIP of XML parts. A copy that was cut off mostly lacks its list of parts at the end.",
    ]
);
code!(
    BOMB,
    "S404",
    "docx-too-big-inside",
    [
        "phần bên trong tệp vượt giới hạn: {part}",
        "Nếu đúng là tài liệu thật: tách thành nhiều tệp. Tệp lạ gửi đến: đừng mở",
        "Một tệp ZIP nhỏ có thể bung thành hàng gigabyte. Vì vậy có giới hạn về số phần, cỡ từng phần, tổng cỡ và độ sâu, tính theo số byte thật khi bung.",
    ],
    [
        "what is inside the file passes the limits: {part}",
        "If it is a real document, split it into several files. If a stranger sent it, do not open it",
        "A small ZIP can unpack to gigabytes. So there are limits on the number of parts, the size of each, their sum and depth, counted on the bytes that come out.",
    ]
);
code!(
    BROKEN_XML,
    "S405",
    "broken-docx-part",
    [
        "phần {part} trong tệp .docx không đọc được, từ byte {at}",
        "Mở bằng Word (Open and Repair) hoặc LibreOffice, lưu lại, rồi nhập tệp mới",
        "Từng phần của tệp .docx là XML; thẻ mở không đóng hay ký tự sai làm Word cũng không mở được.",
    ],
    [
        "the part {part} of the .docx file cannot be read, from byte {at} on",
        "Open it in Word (Open and Repair) or LibreOffice, save it again and import that",
        "The parts of a .docx file are XML; with tags left open or wrong characters Word does not open it either.",
    ]
);
code!(
    DTD,
    "S406",
    "docx-with-dtd",
    [
        "phần {part} khai báo DTD hoặc thực thể riêng",
        "Word không bao giờ ghi như vậy: đừng dùng tệp này, xin lại bản gốc",
        "Khai báo DTD có thể làm chương trình đọc tệp khác trên máy hoặc phình bộ nhớ, nên bị từ chối mà không đọc.",
    ],
    [
        "the part {part} declares a DTD or entities of its own",
        "Word never writes that: do not use this file, ask for the original",
        "A DTD can make a program read other files of the machine or fill its memory, so it is refused unread.",
    ]
);
code!(
    ENCODING,
    "S407",
    "unknown-encoding",
    [
        "không nhận ra bảng mã của tệp văn bản, sai từ dòng {line}",
        "Mở bằng Notepad và lưu lại theo UTF-8, hoặc dán vào Word và lưu thành .docx",
        "Nhập được UTF-8, UTF-16, TCVN3 (ABC) và VNI. Tệp nhị phân bị đổi đuôi cũng rơi vào đây.",
    ],
    [
        "the encoding of the text file is not known; wrong from line {line} on",
        "Open it in Notepad and save it as UTF-8, or paste it into Word and save it as .docx",
        "UTF-8, UTF-16, TCVN3 (ABC) and VNI are read. Binary files with another ending come here, too.",
    ]
);
code!(
    EMPTY,
    "S408",
    "nothing-to-import",
    [
        "tệp không có chữ nào",
        "Nếu tệp là bản quét thì cần nhận dạng chữ trước",
        "Tệp Word chỉ gồm ảnh quét không có chữ để nhập; chữ trong ảnh không tìm được và không đọc lên được.",
    ],
    [
        "there is no text in the file",
        "If it is a scan, have its letters recognised first",
        "A Word file of scanned pictures has no text to import; letters in pictures are neither found nor read out.",
    ]
);
code!(
    LOCKED,
    "S409",
    "locked-docx",
    [
        "tệp có mật khẩu",
        "Mở bằng Word, File → Info → Protect Document, bỏ mật khẩu, lưu lại rồi nhập. Tài liệu mật không được đưa vào sổ tay",
        "Tệp có mật khẩu được mã hóa, không mật khẩu thì không đọc được. Sổ tay chỉ chứa tài liệu công khai.",
    ],
    [
        "the file is locked by a password",
        "Open it in Word, File → Info → Protect Document, remove the password, save and import. Secret papers do not belong in a handbook",
        "A file with a password is encrypted and cannot be read without it. A handbook holds public papers only.",
    ]
);
