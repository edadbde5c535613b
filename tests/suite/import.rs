//! `sotay import`: files of Word, plain text and Markdown become drafts that `check` takes.

use std::io::{Cursor, Write as _};
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use sotay::import;
use zip::write::SimpleFileOptions;

use crate::driver::{Handbook, sotay, stderr, stdout};

const DIRECTIVES: &str = "\
--- content/van-ban/ct-05.md ---
---
title: Chỉ thị 05
kind: directive
number: 05-CT/TW
issuer: Bộ Chính trị
issued: 2016-05-15
about: học tập và làm theo
---
--- content/van-ban/hd-12.md ---
---
title: Hướng dẫn 12
kind: directive
number: 12-HD/BTCTW
issuer: Ban Tổ chức Trung ương
issued: 2018-07-06
about: nâng cao chất lượng sinh hoạt chi bộ
---
--- content/van-ban/hd-12-moi.md ---
---
title: Hướng dẫn 12 khác
kind: directive
number: 12-HD/BTCTW
issuer: Ban Tổ chức Trung ương
issued: 2022-01-18
about: hồ sơ đảng viên
---
";

const MAIN: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing""#;

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A Word file with this body, and other parts.
fn docx(body: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let document = format!("<w:document {MAIN}><w:body>{body}</w:body></w:document>");
    let mut parts: Vec<(&str, &[u8])> = vec![("word/document.xml", document.as_bytes())];
    parts.extend(more);
    zip(&parts)
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

fn table(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| format!("<w:tc>{}</w:tc>", p(text));
    let row = |cells: &&[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

/// Imports a file into a handbook, and returns the draft's path, its text and the report.
#[track_caller]
fn import(handbook: &Handbook, name: &str, bytes: &[u8], more: &[&str]) -> (String, String, String) {
    handbook.write(name, bytes);
    let output = sotay(handbook.path(), &[&["import", name, "--lang", "en"], more].concat());
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let page = stdout(&output).trim().to_owned();
    let text = std::fs::read_to_string(handbook.path().join(&page)).unwrap();
    (page, text, stderr(&output))
}

fn relations(of: &[(&str, &str, &str)]) -> Vec<u8> {
    let one = |(id, kind, target): &(&str, &str, &str)| {
        let outside = if target.starts_with("http") { " TargetMode=\"External\"" } else { "" };
        format!("<Relationship Id=\"{id}\" Type=\"x/{kind}\" Target=\"{target}\"{outside}/>")
    };
    format!("<Relationships>{}</Relationships>", of.iter().map(one).collect::<String>()).into_bytes()
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

#[test]
fn a_word_file_becomes_a_draft_that_means_the_same() {
    let handbook = Handbook::from_text(DIRECTIVES);
    let styles = format!(
        "<w:styles {MAIN}><w:style w:type=\"paragraph\" w:styleId=\"T\"><w:name w:val=\"Title\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"u1\"><w:name w:val=\"heading 1\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"u3\"><w:name w:val=\"heading 3\"/></w:style>\
         <w:style w:type=\"character\" w:styleId=\"S\"><w:name w:val=\"Strong\"/><w:rPr><w:b/></w:rPr></w:style></w:styles>"
    );
    let numbering = format!(
        "<w:numbering {MAIN}><w:abstractNum w:abstractNumId=\"0\">\
         <w:lvl w:ilvl=\"0\"><w:start w:val=\"3\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
         <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"-\"/></w:lvl>\
         </w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
    );
    let notes = format!(
        "<w:footnotes {MAIN}><w:footnote w:id=\"2\">{}</w:footnote></w:footnotes>",
        p("Theo số liệu cuối năm.")
    );
    let in_style = |style: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let item = |level: u8, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body = [
        in_style("T", "Chuyên đề nêu gương"),
        in_style("u1", "Vì sao"),
        in_style("u3", "Một điều nhỏ"),
        p("Chỉ thị số 05-CT/TW ngày 15/5/2016 và 12-HD/BTCTW, 99-QĐ/TW; 1. [[x]] *y* | &lt;b&gt; :::note"),
        p("# không phải đề mục"),
        p("1. không phải danh sách"),
        p(":::note"),
        item(0, "việc ba"),
        item(1, "việc con"),
        item(0, "việc bốn"),
        "<w:p><w:r><w:rPr><w:rStyle w:val=\"S\"/></w:rPr><w:t>Đậm</w:t></w:r><w:r><w:t xml:space=\"preserve\"> thường</w:t></w:r>\
         <w:r><w:footnoteReference w:id=\"2\"/></w:r><w:ins><w:r><w:t xml:space=\"preserve\"> thêm</w:t></w:r></w:ins>\
         <w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del><w:hyperlink r:id=\"rId1\"><w:r><w:t>trang</w:t></w:r></w:hyperlink></w:p>".to_owned(),
        "<w:p><w:r><w:drawing><wp:docPr descr=\"Sơ đồ\"/><a:blip r:embed=\"rId2\"/></w:drawing></w:r></w:p>".to_owned(),
        table(&[&["Việc", "Ai | khi nào"], &["Một", "Hai"]]),
    ]
    .concat();
    let main = relations(&[
        ("rId1", "hyperlink", "https://example.vn/a"),
        ("rId2", "image", "../word/media/../media/image1.png"),
        ("rId3", "styles", "styles.xml"),
        ("rId4", "numbering", "numbering.xml"),
        ("rId5", "footnotes", "footnotes.xml"),
    ]);
    let file = docx(
        &body,
        &[
            ("word/_rels/document.xml.rels", &main),
            ("word/styles.xml", styles.as_bytes()),
            ("word/numbering.xml", numbering.as_bytes()),
            ("word/footnotes.xml", notes.as_bytes()),
            ("word/media/image1.png", PNG),
            ("../../tron.txt", b"x"),
        ],
    );
    let (page, text, report) = import(&handbook, "a.docx", &file, &[]);
    assert_eq!(page, "content/chuyen-de/chuyen-de-neu-guong.md");
    let (head, body) = text.split_once("\n---\n").unwrap();
    assert!(head.contains("draft: true") && head.contains("directives: [\"05-CT/TW, 15/5/2016\"]"), "{head}");
    assert_eq!(
        body,
        "\n## Vì sao\n\n### Một điều nhỏ\n\n\
         Chỉ thị số [[05-CT/TW, 15/5/2016]] và 12-HD/BTCTW, 99-QĐ/TW; 1. \\[\\[x\\]\\] \\*y\\* \\| \\<b\\> :::note\n\n\
         \\# không phải đề mục\n\n1\\. không phải danh sách\n\n\\:::note\n\n\
         3. việc ba\n   - việc con\n4. việc bốn\n\n\
         **Đậm** thường[^1] thêm[trang](https://example.vn/a)\n\n\
         ![Sơ đồ](chuyen-de-neu-guong-1.png)\n\n\
         | Việc | Ai \\| khi nào |\n|---|---|\n| Một | Hai |\n\n[^1]: Theo số liệu cuối năm.\n"
    );
    for said in ["insertions taken", "deletions left out", "levels were evened", "99-QĐ/TW", "12-HD/BTCTW", "guessed"]
    {
        assert!(report.contains(said), "{said}: {report}");
    }
    assert!(handbook.path().join("content/chuyen-de/chuyen-de-neu-guong-1.png").exists());
    assert!(!handbook.path().join("tron.txt").exists());
    let check = sotay(handbook.path(), &["check", "--drafts"]);
    assert_eq!(check.status.code(), Some(0), "{}", stderr(&check));
    let again = sotay(handbook.path(), &["import", "a.docx"]);
    assert_eq!(again.status.code(), Some(3));
    assert!(stderr(&again).contains("không ghi đè"));
}

#[test]
fn an_agenda_printed_for_word_comes_back_with_its_items() {
    let handbook = Handbook::from_text(
        "--- content/chuong-trinh/thang-9.md ---\n---\ntitle: Sinh hoạt tháng 9\nkind: agenda\ndate: 2026-09-01\nunit: chi-bo-a\n\
         meeting: regular\nstarts: 2026-09-05T07:30\nplace: Phòng họp\nchair: Bí thư\nsecretary: Thư ký\nitems:\n\
         \x20 - { part: opening, title: Khai mạc, minutes: 5, lead: Bí thư }\n\
         \x20 - { part: content, title: Thảo luận, minutes: 80, lead: Đảng viên }\n\
         \x20 - { title: Nghỉ giải lao, minutes: 10, break: true }\n\
         \x20 - { part: closing, title: Kết luận, minutes: 10, lead: Bí thư, vote: true }\n---\n",
    );
    let printed = sotay(handbook.path(), &["print", "chuong-trinh/thang-9", "--as", "docx", "--paper", "chuong-trinh"]);
    assert_eq!(printed.status.code(), Some(0), "{}", stderr(&printed));
    let file = stdout(&printed).lines().next().unwrap().trim().to_owned();
    let bytes = std::fs::read(handbook.path().join(&file)).unwrap();
    let (_, text, _) = import(&handbook, "in.docx", &bytes, &["--in", "nhap"]);
    for line in [
        "starts: 2026-09-05T07:30",
        "unit: chi-bo-a",
        "- { part: opening, title: \"Khai mạc\", minutes: 5, lead: \"Bí thư\" }",
        "- { part: content, title: \"Thảo luận\", minutes: 80, lead: \"Đảng viên\" }",
        "- { title: \"Nghỉ giải lao\", minutes: 10, break: true }",
        "- { part: closing, title: \"Kết luận\", minutes: 10, lead: \"Bí thư\", vote: true }",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

#[test]
fn a_table_of_criteria_becomes_a_scorecard() {
    let handbook = Handbook::from_text(DIRECTIVES);
    let rows: &[&[&str]] = &[
        &["TT", "Tiêu chí", "Điểm tối đa"],
        &["I", "Chuẩn bị", "10"],
        &["1", "Họp chi ủy", "7,5"],
        &["2", "Gửi tài liệu", "2,5"],
        &["", "Cộng", "10"],
    ];
    let (_, text, _) = import(&handbook, "diem.docx", &docx(&table(rows), &[]), &["--title", "Phiếu chấm"]);
    assert!(text.contains("kind: scorecard") && text.contains("total: 10\n"), "{text}");
    assert!(text.contains("- { id: i-1, title: \"Họp chi ủy\", max: 7.5 }"), "{text}");
    let check = sotay(handbook.path(), &["check", "--drafts"]);
    assert_eq!(check.status.code(), Some(0), "{}", stderr(&check));
}

#[test]
fn plain_text_shows_its_title_and_headings_by_its_lines() {
    let handbook = Handbook::from_text(DIRECTIVES);
    let plain = "Chuyên đề: Tiết kiệm điện\n\n1. Mục tiêu\n- Hiểu vì sao\n\n2. Thảo luận\nMỗi người nêu một việc.\n\nViệc cần làm\n\n\
        1. Tắt đèn\n\n2. Tắt quạt\n\nHết.\n";
    let (_, text, report) = import(&handbook, "tiet-kiem.txt", plain.as_bytes(), &[]);
    assert!(text.contains("title: \"Chuyên đề: Tiết kiệm điện\"\n") && text.contains("kind: topic\n"), "{text}");
    assert!(text.contains("## 1. Mục tiêu\n\n- Hiểu vì sao\n\n## 2. Thảo luận\n\nMỗi người"), "{text}");
    assert!(!text.contains("# 1. Tắt"), "what follows each other is no heading: {text}");
    assert!(report.contains("1. Mục tiêu"), "{report}");
    let paper = "ĐẢNG BỘ XÃ A\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nBÁO CÁO\n\nNội dung báo cáo.\n";
    let (_, text, _) = import(&handbook, "bao-cao.txt", paper.as_bytes(), &[]);
    assert!(!text.contains("title: \"ĐẢNG BỘ"), "the head of a paper is no title: {text}");
}

#[test]
fn old_fonts_and_encodings_become_unicode() {
    let handbook = Handbook::from_text(DIRECTIVES);
    let run = |font: &str, text: &str| {
        format!("<w:p><w:r><w:rPr><w:rFonts w:ascii=\"{font}\"/></w:rPr><w:t>{text}</w:t></w:r></w:p>")
    };
    let body = run(".VnTimeH", "§¶ng") + &run("VNI-Times", "Vieät Nam") + &run("Times New Roman", "Đã là Unicode");
    let (_, text, report) = import(&handbook, "cu.docx", &docx(&body, &[]), &[]);
    assert!(text.contains("ĐẢNG\n\nViệt Nam\n\nĐã là Unicode"), "{text}");
    assert!(report.contains("old encoding"), "{report}");
    let wide: Vec<u8> =
        "\u{FEFF}Bản ghi nhớ\n\n- việc một\n- việc hai\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (_, text, _) = import(&handbook, "rong.txt", &wide, &[]);
    assert!(text.contains("title: \"Bản ghi nhớ\"\n") && text.ends_with("---\n\n- việc một\n- việc hai\n"), "{text}");
    let (_, text, _) = import(&handbook, "hugo.md", b"---\ntitle: A\nlayout: post\n---\n\n# A\n\nB\n", &[]);
    assert!(text.contains("# layout: post\n") && text.ends_with("---\n\nB\n"), "{text}");
}

#[test]
fn files_that_cannot_be_read_say_why() {
    let handbook = Handbook::from_text(DIRECTIVES);
    let bomb = docx(&p(&" ".repeat(50 << 20)), &[]);
    let dtd = zip(&[("word/document.xml", b"<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")]);
    let deep = zip(&[("word/document.xml", "<a>".repeat(100_000).as_bytes())]);
    let cut = &bomb[..bomb.len() / 2];
    for (name, bytes, code) in [
        ("bom.docx", bomb.as_slice(), "S404"),
        ("thuc-the.docx", &dtd, "S406"),
        ("sau.docx", &deep, "S404"),
        ("cut.docx", cut, "S403"),
        ("hong.docx", b"abc", "S403"),
        ("cu.doc", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0], "S401"),
        ("a.odt", &zip(&[("content.xml", b"<a/>")]), "S402"),
        ("a.pdf", b"%PDF-1.7", "S402"),
        ("sai.docx", &zip(&[("word/document.xml", b"<a><b></a>")]), "S405"),
        ("la.txt", &[0x9F, 0x8D, 0xFF, b'\n'], "S407"),
        ("rong.txt", b" \n", "S408"),
    ] {
        handbook.write(name, bytes);
        let output = sotay(handbook.path(), &["import", name]);
        assert_eq!(output.status.code(), Some(1), "{name}: {}", stderr(&output));
        assert!(stderr(&output).contains(code), "{name}: {}", stderr(&output));
    }
    assert!(!Path::new(&handbook.path().join("content/nhap")).exists());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..400), zipped in any::<bool>(), text in "[<>/wprtb:l=\"& a-z]{0,200}") {
        let path: Arc<str> = "a.docx".into();
        let bytes = if zipped { docx(&text, &[("word/styles.xml", &bytes)]) } else { bytes };
        let _ = import::read(&path, &bytes);
        let _ = import::read(&"a.md".into(), text.as_bytes());
    }
}
