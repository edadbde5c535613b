//! Official papers as PDF: what is made, that it is the same everywhere, and that authors' text is only text.

use crate::driver::{Handbook, folders, no_faults, sotay, stderr, stdout, times};

const SETTINGS: &str = "title: Sổ tay thử\nunits: [{ id: chi-bo-a, name: Chi bộ A, members: 18 }]\n";

fn handbook(text: &str) -> Handbook {
    Handbook::from_text(&format!("--- sotay.yaml ---\n{SETTINGS}{text}"))
}

const AGENDA: &str = "\
--- content/chuong-trinh.md ---
---
title: Thường kỳ tháng 3
kind: agenda
date: 2026-03-02
unit: chi-bo-a
meeting: regular
starts: 2026-03-05T08:00
chair: Đồng chí Nguyễn Văn A, bí thư
items: [{ title: Khai mạc, minutes: 5 }, { title: Biểu quyết, minutes: 85, vote: true }]
---
";

#[test]
fn every_kind_of_paper_is_printed_without_a_doubt() {
    let folder = folders("handbooks/good").into_iter().find(|folder| folder.ends_with("all-kinds")).unwrap();
    let handbook = Handbook::from_folder(&folder);
    let settings = std::fs::read_to_string(handbook.path().join("sotay.yaml")).unwrap();
    let every = "\noutputs: { pdf: [agenda, guide, scorecard, topic, form, guidance, lesson] }\n";
    handbook.write("sotay.yaml", settings + every);
    let built = handbook.build();
    let faults: Vec<String> = built
        .diagnostics
        .iter()
        .filter(|d| d.code.id.starts_with("S31"))
        .map(|d| d.message(sotay::diagnostic::Lang::En))
        .collect();
    no_faults(&faults);
    let site = crate::driver::Site::read(&handbook.options.output());
    let papers: Vec<(&String, &Vec<u8>)> = site.0.iter().filter(|(name, _)| name.ends_with(".pdf")).collect();
    assert!(papers.len() >= 15, "{}", papers.len());
    for (name, bytes) in papers {
        assert!(bytes.starts_with(b"%PDF-1.7"), "{name}");
        let text = String::from_utf8_lossy(bytes);
        for mark in ["<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<", "vi-VN", "/Marked true"] {
            assert!(text.contains(mark), "{name} has no {mark}");
        }
    }
}

#[test]
fn a_paper_is_the_same_in_every_build_and_not_made_twice() {
    let one = handbook(AGENDA);
    let other = handbook(AGENDA);
    let (mut a, mut b) = (one.site(), other.site());
    a.0.retain(|name, _| name.ends_with(".pdf"));
    b.0.retain(|name, _| name.ends_with(".pdf"));
    assert_eq!(a.0.len(), 5);
    assert!(a == b, "two builds differ");
    let before = times(&one, ".pdf");
    assert_eq!(before.len(), 5);
    one.write("content/khac.md", "---\ntitle: Trang khác\n---\nChữ.\n");
    one.build();
    assert_eq!(times(&one, ".pdf"), before, "papers made again for a page that none speaks of");
}

#[test]
fn a_page_offers_its_papers() {
    let page = handbook(AGENDA).site().text("chuong-trinh.html");
    assert!(page.contains("href=\"chuong-trinh-bien-ban.pdf\""), "{page}");
    let none = Handbook::from_text(&format!("--- sotay.yaml ---\n{SETTINGS}outputs: {{ pdf: [topic] }}\n{AGENDA}"));
    let site = none.site();
    assert!(!site.text("chuong-trinh.html").contains(".pdf"));
    assert!(!site.addresses().iter().any(|address| address.ends_with(".pdf")));
}

/// What must be printed as it stands. Anything of it that ran would stop the build.
const HOSTILE: &[&str] = &[
    "#panic(\"chạy rồi\")",
    "#read(\"/etc/passwd\") $x$ @ref <nhan> ]",
    "\"; #panic() \"",
    "\\\"]);#panic(\"td\")",
    "]\n}#panic()",
    "#eval(\"panic()\")\\\\",
    "a\u{202E}b\u{200B}c\u{2028}d\u{FEFF}e",
    "= tiêu đề - + / // /* ~ -- ... ` ``` * _ ' \"",
    "o\u{31B}\u{301}",
];

#[test]
fn hostile_text_is_printed_and_never_runs() {
    let all: String = HOSTILE.join(" ");
    let quoted = serde_json::to_string(&all.replace('\n', " ")).unwrap();
    let long = "chữ".repeat(5_000);
    let deep = (0..20).map(|level| format!("{}- mục {level}\n", "  ".repeat(level))).collect::<String>();
    let cited = format!("{} đáy\n", ">".repeat(15));
    let table: String = (0..300).map(|row| format!("| {row} | #panic() | \\| |\n")).collect();
    let body = format!(
        "{all}\n\n## {all}\n\n{deep}\n\n{cited}\n\n| a | b | c |\n|---|---|---|\n{table}\n\n{long}\n\n```typ\n#panic()\n```\n\n[{}](https://example.vn/%22)#panic()\n",
        HOSTILE[0]
    );
    let handbook = handbook(&format!(
        "--- content/chuyen-de.md ---\n---\ntitle: {quoted}\nkind: topic\nquestions: [{quoted}]\npresenter_notes: {quoted}\n---\n{body}"
    ));
    let built = handbook.build();
    assert!(built.published, "{}", handbook.report(sotay::diagnostic::Lang::En));
    let doubts: Vec<String> = built
        .diagnostics
        .iter()
        .filter(|d| d.code.id.starts_with("S31"))
        .map(|d| d.message(sotay::diagnostic::Lang::En))
        .collect();
    no_faults(&doubts);
}

/// Builds a handbook whose theme has another file.
#[track_caller]
fn codes_with(path: &str, text: impl AsRef<[u8]>) -> Vec<&'static str> {
    let handbook = handbook(AGENDA);
    handbook.write(&format!("themes/so-tay/print/{path}"), text);
    let mut codes: Vec<_> = handbook.build().diagnostics.iter().map(|d| d.code.id).filter(|id| *id > "S300").collect();
    codes.retain(|id| id.starts_with("S31"));
    codes.dedup();
    codes
}

#[test]
fn faults_of_print_templates_have_their_codes() {
    let paper = |body: &str| {
        format!(
            "#let paper(data) = {{\n  set document(title: \"x\", date: datetime(year: 2026, month: 1, day: 1))\n  {body}\n}}\n"
        )
    };
    assert_eq!(codes_with("paper.typ", paper("panic(\"hỏng\")")), ["S310"]);
    assert_eq!(codes_with("paper.typ", paper("read(\"/etc/passwd\")")), ["S310"]);
    assert_eq!(codes_with("paper.typ", paper("import \"@preview/cetz:0.1.0\"")), ["S310"]);
    assert_eq!(codes_with("paper.typ", paper("text(font: \"Không Có\")[a]")), ["S311"]);
    assert_eq!(codes_with("profiles/hd05-2026.yaml", "family: party\n"), ["S312"]);
    assert_eq!(codes_with("fonts/hong.ttf", "không phải phông"), ["S313"]);
    let svg = "image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>\"), format: \"svg\")";
    assert_eq!(codes_with("paper.typ", paper(svg)), ["S314"]);
}

#[test]
fn doubts_are_said_again_in_the_next_build() {
    let handbook = handbook(AGENDA);
    let paper = "#let paper(data) = { set document(title: \"x\", date: datetime(year: 2026, month: 1, day: 1)); text(font: \"Không Có\")[a] }\n";
    handbook.write("themes/so-tay/print/paper.typ", paper);
    let count = |built: sotay::site::Built| built.diagnostics.iter().filter(|d| d.code.id == "S311").count();
    let first = count(handbook.build());
    assert!(first > 0);
    assert_eq!(count(handbook.build()), first);
    handbook.write("content/khac.md", "---\ntitle: Trang khác\n---\nChữ.\n");
    assert_eq!(count(handbook.build()), first);
}

#[test]
fn print_writes_the_papers_asked_for() {
    let handbook = handbook(AGENDA);
    let output = sotay(handbook.path(), &["print", "chuong-trinh", "--paper", "bien-ban", "--to", "in"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(stdout(&output).trim(), "in/chuong-trinh-bien-ban.pdf");
    assert!(std::fs::read(handbook.path().join("in/chuong-trinh-bien-ban.pdf")).unwrap().starts_with(b"%PDF"));
    let unknown = sotay(handbook.path(), &["print", "chuong-trin", "--lang", "en"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(stderr(&unknown).contains("did you mean `chuong-trinh`?"), "{}", stderr(&unknown));
    let paper = sotay(handbook.path(), &["print", "chuong-trinh", "--paper", "bien-bản", "--lang", "en"]);
    assert!(stderr(&paper).contains("did you mean `bien-ban`?"), "{}", stderr(&paper));
}

/// The pages of a PDF, by its page tree.
fn pages(bytes: &[u8]) -> usize {
    String::from_utf8_lossy(bytes).matches("/Type/Page/").count()
}

#[test]
fn an_agenda_of_one_page_keeps_to_it() {
    let items: String =
        (1..=22).map(|n| format!("  - {{ title: Mục {n} của buổi, minutes: 4, lead: Bí thư }}\n")).collect();
    let agenda = AGENDA.replace(
        "items: [{ title: Khai mạc, minutes: 5 }, { title: Biểu quyết, minutes: 85, vote: true }]",
        &format!("items:\n{items}"),
    );
    let handbook = handbook(&agenda);
    let output = sotay(handbook.path(), &["print", "chuong-trinh", "--to", "in"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let read = |name: &str| std::fs::read(handbook.path().join(format!("in/chuong-trinh-{name}.pdf"))).unwrap();
    assert_eq!(pages(&read("mot-trang")), 1);
    assert_eq!(pages(&read("diem-danh")), 1);
    assert!(pages(&read("chuong-trinh")) > 1);
}

/// A print template that fails for papers whose title speaks of breaking.
const BREAKS: &str = "#let paper(data) = { if data.paper.title.contains(\"hỏng\") { panic(\"hỏng rồi\") }; [a] }\n";

#[test]
fn one_paper_that_fails_takes_no_other_with_it() {
    let good = AGENDA.replace("content/chuong-trinh.md", "content/a.md");
    let bad = AGENDA.replace("content/chuong-trinh.md", "content/b.md").replace("Thường kỳ", "Bản hỏng");
    let broken = handbook(&format!("{good}{bad}"));
    broken.write("themes/so-tay/print/paper.typ", BREAKS);
    let built = broken.build();
    assert!(built.published && built.unmade > 0);
    let errors: Vec<_> = built.diagnostics.iter().filter(|d| d.code.id == "S310").collect();
    assert_eq!(errors.len(), 1, "one reason is told once: {errors:?}");
    assert!(errors[0].related.iter().any(|(place, _)| place.path.as_ref() == "content/b.md"));
    let site = crate::driver::Site::read(&broken.options.output());
    let papers = |page: &str| site.addresses().iter().filter(|a| a.starts_with(page) && a.ends_with(".pdf")).count();
    assert_eq!((papers("a-"), papers("b-")), (built.unmade, 0));
    assert!(site.text("a.html").contains("href=\"a-bien-ban.pdf\""));
    let page = site.text("b.html");
    assert!(!page.contains(".pdf\"") && page.contains("Biên bản (khung) (chưa in được)"), "{page}");

    let output = sotay(broken.path(), &["build"]);
    assert_eq!(output.status.code(), Some(1), "also where nothing changed");
    assert!(stderr(&output).contains("chưa in được"), "{}", stderr(&output));
    let strict = sotay(broken.path(), &["build", "--strict", "--output-dir", "khac"]);
    assert_eq!(strict.status.code(), Some(1));
    assert!(!broken.path().join("khac").exists(), "--strict publishes nothing");
}

#[test]
fn a_paper_that_fails_and_comes_back_leaves_the_site_as_a_clean_build_would() {
    let agenda = |title: &str| AGENDA.split_once("---\n").unwrap().1.replace("Thường kỳ", title);
    let kept = handbook(AGENDA);
    kept.write("themes/so-tay/print/paper.typ", BREAKS);
    for title in ["Thường kỳ", "Bản hỏng", "Vẫn hỏng", "Thường kỳ"] {
        kept.write("content/chuong-trinh.md", agenda(title));
        let clean = handbook(AGENDA);
        clean.write("themes/so-tay/print/paper.typ", BREAKS);
        clean.write("content/chuong-trinh.md", agenda(title));
        let (again, fresh) = (kept.build(), clean.build());
        assert_eq!((again.unmade, again.diagnostics), (fresh.unmade, fresh.diagnostics), "{title}");
        let read = |handbook: &Handbook| crate::driver::Site::read(&handbook.options.output());
        assert!(read(&kept) == read(&clean), "{title}");
    }
}

/// A drawing that shows something.
const DRAWING: &str =
    "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='40'><rect width='90' height='40'/></svg>";

/// The first bytes of a PNG file that says it is so large.
fn png(width: u32, height: u32) -> Vec<u8> {
    let head = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &width.to_be_bytes(), &height.to_be_bytes()].concat();
    [head, vec![8, 2, 0, 0, 0, 0, 0, 0, 0]].concat()
}

#[test]
fn a_bad_picture_is_told_where_it_lies_and_the_paper_comes_out() {
    let handbook = handbook(
        "--- content/chuyen-de.md ---\n---\ntitle: Có hình\nkind: topic\n---\n![Sơ đồ](hinh/tot.svg \"Sơ đồ họp\")\n\n\
         ![Hỏng](hinh/hong.png)\n\n![Bom](hinh/bom.png)\n\n![Lồng](hinh/long.svg)\n\nCó ![nhỏ](hinh/tot.svg) giữa dòng.\n",
    );
    handbook.write("content/hinh/tot.svg", DRAWING);
    handbook.write("content/hinh/hong.png", png(9, 9));
    handbook.write("content/hinh/bom.png", png(60_000, 60_000));
    handbook.write("content/hinh/long.svg", DRAWING.replace("<rect", "<image href='/etc/passwd'/><rect"));
    let built = handbook.build();
    let mut faults: Vec<String> = built
        .diagnostics
        .iter()
        .filter(|d| d.code.id.starts_with("S31"))
        .map(|d| format!("{} {}", d.code.id, d.place.path))
        .collect();
    faults.dedup();
    assert_eq!(
        faults,
        ["S316 content/hinh/bom.png", "S315 content/hinh/hong.png", "S315 content/hinh/long.svg"],
        "each once, however many papers show it"
    );
    assert!(built.published, "the papers are there without their pictures");
    assert_eq!(
        sotay(handbook.path(), &["build"]).status.code(),
        Some(1),
        "and who asks hears of it, now as in the first build"
    );
    assert!(handbook.site().addresses().contains(&"chuyen-de-dang-vien.pdf"));
}

#[test]
fn a_paper_follows_its_pictures() {
    let handbook =
        handbook("--- content/chuyen-de.md ---\n---\ntitle: Có hình\nkind: topic\n---\n![Sơ đồ](hinh/a.svg)\n");
    handbook.write("content/hinh/a.svg", DRAWING);
    let paper = |handbook: &Handbook| handbook.site().0.get("chuyen-de-dang-vien.pdf").cloned().unwrap();
    let before = paper(&handbook);
    handbook.write("content/hinh/a.svg", DRAWING.replace("'40'", "'60'"));
    assert!(before != paper(&handbook));
}

const COURSE: &str = "\
--- content/lop.md ---
---
title: Lớp bí thư
kind: course
date: 2026-07-20
programme: [{ title: Bài hai, hours: 5, lesson: bai/hai }, { title: Bài một, hours: 5, lesson: bai/mot }]
---
Xem [[bai/mot#phan-dau]] và [[ngoai]].
--- content/bai/mot.md ---
---
title: Điểm số
kind: lesson
course: lop
---
## Phần đầu

Trở lại [bài hai](hai.md).

```quiz
title: Kiểm tra nhanh
questions:
  - ask: Ai chủ trì?
    choices: [Bí thư, Khách mời]
    answer: 1
    why: Theo quy định.
```
--- content/bai/hai.md ---
---
title: Điều hành
kind: lesson
course: lop
---
Chữ.
--- content/ngoai.md ---
---
title: Trang ngoài sách
---
Chữ.
";

#[test]
fn a_course_is_a_book_whose_chapters_lead_to_each_other() {
    let handbook = handbook(&format!("base_url: https://so-tay.example/\n{COURSE}"));
    let site = handbook.site();
    assert!(site.text("lop.html").contains("href=\"lop-sach.pdf\""));
    let book = String::from_utf8_lossy(&site.0["lop-sach.pdf"]).into_owned();
    assert!(book.contains("<pdfaid:part>2<") && book.contains("<pdfuaid:part>1<"));
    assert!(book.contains("(https://so-tay.example/ngoai.html)"), "what is not in the book is on the site");
    assert!(book.matches("/Subtype/Link").count() > 6, "contents and chapters lead on");
    // Cover, contents, course, two lessons, answers.
    assert_eq!(pages(book.as_bytes()), 6);
    handbook.write("content/ngoai.md", "---\ntitle: Trang ngoài sách\n---\nChữ khác.\n");
    handbook.build();
    let again = crate::driver::Site::read(&handbook.options.output());
    assert!(again.0["lop-sach.pdf"] == site.0["lop-sach.pdf"]);
    handbook.write("content/bai/ba.md", "---\ntitle: Bài thứ ba\nkind: lesson\ncourse: lop\n---\nChữ.\n");
    assert_eq!(pages(&handbook.site().0["lop-sach.pdf"]), 7);
}

#[test]
fn the_whole_handbook_is_a_book_where_it_is_asked_for() {
    let none = handbook(COURSE).site();
    assert!(!none.0.contains_key("so-tay.pdf") && !none.text("index.html").contains("so-tay.pdf"));
    let site = handbook(&format!("outputs: {{ book: true }}\n{COURSE}{AGENDA}")).site();
    assert!(site.text("index.html").contains("href=\"so-tay.pdf\""));
    assert!(String::from_utf8_lossy(&site.0["so-tay.pdf"]).contains("<pdfuaid:part>1<"));
    let printed = handbook(COURSE);
    let output = sotay(printed.path(), &["print", "--book", "--to", "in"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(stdout(&output).trim(), "in/so-tay.pdf");
}

#[test]
fn an_installed_times_new_roman_is_used_only_where_it_is_asked_for() {
    let handbook = handbook(&format!("outputs: {{ fonts: system }}\n{AGENDA}"));
    let fonts = crate::driver::tests("../themes/so-tay/print/fonts");
    // Four whole font files under the names of the system's; which family they hold does not matter here.
    for name in ["times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"] {
        let bytes = std::fs::read(fonts.join("LiberationSerif-Regular.ttf")).unwrap();
        handbook.write(&format!("nha/.fonts/ms/{name}"), bytes);
    }
    let print = |home: &str| {
        let mut command =
            crate::driver::command(handbook.path(), &["print", "chuong-trinh", "--paper", "bien-ban", "--lang", "en"]);
        command.env("HOME", handbook.path().join(home)).args(["--to", "in"]).output().unwrap()
    };
    let output = print("nha");
    assert!(stderr(&output).contains("nha/.fonts/ms/times.ttf"), "{}", stderr(&output));
    // A machine may have the real ones, too: either way it is said.
    let output = print("khong-co");
    assert!(output.status.success());
    assert!(["S317", "this machine's"].iter().any(|said| stderr(&output).contains(said)), "{}", stderr(&output));
}

#[test]
fn what_is_handed_out_comes_for_each_kind_of_organisation_too() {
    let handbook = handbook(
        "org_types: [{ id: su-nghiep, name: Đơn vị sự nghiệp }, { id: fdi, name: Doanh nghiệp FDI }, { id: khac, name: Khác }]\n\
         --- content/chuyen-de.md ---\n---\ntitle: Tiết kiệm\nkind: topic\n---\nChung.\n\n:::only{types=fdi}\nRiêng.\n:::\n\n:::only{types=su-nghiep}\nCa trực.\n:::\n",
    );
    let site = handbook.site();
    let papers: Vec<&str> = site.addresses().into_iter().filter(|address| address.ends_with(".pdf")).collect();
    let sheet = "chuyen-de-dang-vien";
    assert_eq!(
        papers,
        [
            format!("{sheet}-fdi.pdf"),
            format!("{sheet}-su-nghiep.pdf"),
            format!("{sheet}.pdf"),
            "chuyen-de-dieu-hanh.pdf".to_owned()
        ]
    );
    assert!(site.text("chuyen-de.html").contains("(Doanh nghiệp FDI)</a>"));
    let output = sotay(handbook.path(), &["print", "chuyen-de", "--type", "fdi", "--to", "in"]);
    assert_eq!(stdout(&output).trim(), "in/chuyen-de-dang-vien-fdi.pdf");
    let unknown = sotay(handbook.path(), &["print", "chuyen-de", "--type", "fdj", "--lang", "en"]);
    assert!(stderr(&unknown).contains("did you mean `fdi`?"), "{}", stderr(&unknown));
}
