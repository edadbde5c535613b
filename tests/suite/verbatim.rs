//! Authors' text on paper, in PDF and for Word: whatever it holds, it is printed as it stands, or told with its place.
//! Nothing of it ever runs.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use sotay::diagnostic::{Lang, Severity};
use sotay::model::paper::Format;
use sotay::site::{self, Wish};

use crate::driver::{Handbook, no_faults};
use crate::word::{Word, faults};

/// What is written, and what of it is printed. Anything of the first kind that ran would stop the build.
const PIECES: &[(&str, &str)] = &[
    ("#read(\"/etc/passwd\")", "#read(\"/etc/passwd\")"),
    ("#panic(\"chạy rồi\")", "#panic(\"chạy rồi\")"),
    ("$x$ @ref <nhan>", "$x$ @ref <nhan>"),
    ("]", "]"),
    ("]) } \"; #panic() \"", "]) } \"; #panic() \""),
    ("\\ \\\\ \\n \\u{41}", "\\ \\\\ \\n \\u{41}"),
    ("= - + / // /* ~ -- --- ...", "= - + / // /* ~ -- --- ..."),
    ("` ``` * _ ' \"", "` ``` * _ ' \""),
    ("&amp; &#x0; ]]> <w:p/> <!-- x", "&amp; &#x0; ]]> <w:p/> <!-- x"),
    ("{{ x }} {% y %} {# z #}", "{{ x }} {% y %} {# z #}"),
    ("%PDF-1.7 << /S /JavaScript >>", "%PDF-1.7 << /S /JavaScript >>"),
    ("a\u{202E}b\u{2066}c\u{200F}d", "abcd"),
    ("a\u{0}b\u{7}c\u{1B}d\u{85}e", "abcde"),
    ("a\u{FEFF}b\u{200B}c\u{2028}d", "abcd"),
    ("a\u{FFFE}b\u{FFFF}c\u{E000}d", "abcd"),
    ("o\u{31B}\u{301} e\u{302}\u{323}", "ớ ệ"),
    ("ngày 05 tháng 3", "ngày 05 tháng 3"),
    ("Đường Nguyễn Thị Minh Khai", "Đường Nguyễn Thị Minh Khai"),
];

const HEAD: &str = "\
--- sotay.yaml ---
title: Sổ tay thử
units: [{ id: chi-bo-a, name: Chi bộ A, members: 18 }]
";

/// Letters alone: how lines are broken and which slots stand in capitals is the layout's business.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200B}').flat_map(char::to_lowercase).collect()
}

fn quoted(text: &str) -> String {
    let text = serde_json::to_string(text).unwrap();
    // JSON holds these as they are, YAML only so.
    text.replace('\u{85}', "\\x85").replace('\u{FFFE}', "\\uFFFE").replace('\u{FFFF}', "\\uFFFF")
}

/// Prints a paper in every format and fails for each text that it does not hold; returns its letters. A doubt is a failure.
#[track_caller]
fn holds<'a>(handbook: &Handbook, page: &str, paper: &str, texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let texts: Vec<&str> = texts.into_iter().collect();
    let formats: &[Format] = if cfg!(feature = "pdf") { &[Format::Pdf, Format::Docx] } else { &[Format::Docx] };
    let mut out = Vec::new();
    let mut missing = Vec::new();
    for format in formats {
        let wish = Wish::Papers { only: Some(paper), org_type: None, format: *format, book: false };
        let mut papers = Vec::new();
        let prints = site::print(&handbook.options, &[page.to_owned()], wish, |paper| papers.push(paper)).unwrap();
        let doubts = prints.diagnostics.iter().filter(|d| d.code.severity == Severity::Error || d.code.id > "S300");
        no_faults(&doubts.map(|d| format!("{}: {}", d.code.id, d.message(Lang::En))).collect::<Vec<_>>());
        let [printed] = papers.as_slice() else { panic!("{} papers", papers.len()) };
        let text = match format {
            Format::Docx => {
                let word = Word::read(&printed.bytes);
                no_faults(&faults(&printed.file, &word));
                word.text()
            }
            Format::Pdf => {
                let pdf = lopdf::Document::load_mem(&printed.bytes).unwrap();
                let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
                pdf.extract_text(&pages).unwrap()
            }
            Format::Zip | Format::Epub => unreachable!("no single papers"),
        };
        let text = letters(&text);
        let absent = texts.iter().copied().filter(|wanted| !text.contains(&letters(wanted)));
        let lacks = |wanted: &str| format!("{} lacks {}", printed.file, wanted.chars().take(80).collect::<String>());
        missing.extend(absent.map(lacks));
        out.push(text);
    }
    missing.truncate(5);
    no_faults(&missing);
    out
}

/// An agenda with so many items, printed as nothing else.
fn agenda(titles: &[String], place: &str, person: &str) -> Handbook {
    let mut text = format!("{HEAD}--- content/chuong-trinh.md ---\n---\ntitle: Họp\nkind: agenda\ndate: 2026-06-02\n");
    text += "unit: chi-bo-a\nmeeting: other\nstarts: 2026-06-05T08:00\n";
    text += &format!("place: {}\nchair: {}\nguests: [{}]\nitems:\n", quoted(place), quoted(person), quoted(place));
    for title in titles {
        text += &format!("  - {{ title: {}, minutes: 3, lead: {} }}\n", quoted(title), quoted(person));
    }
    Handbook::from_text(&(text + "---\n"))
}

#[test]
fn every_field_of_an_agenda_is_printed_as_it_stands() {
    let (written, wanted): (Vec<_>, Vec<_>) =
        PIECES.iter().map(|(a, b)| (format!("{a} cuối"), format!("{b} cuối"))).unzip();
    // Forty items, two pages and more.
    let items: Vec<String> = written.iter().cycle().take(40).cloned().collect();
    let all: String = PIECES.iter().map(|(written, _)| *written).collect::<Vec<_>>().join(" ");
    let handbook = agenda(&items, &all, &format!("{}, {}", written[0], written[9]));
    holds(&handbook, "chuong-trinh", "chuong-trinh", wanted.iter().map(String::as_str));
    holds(&handbook, "chuong-trinh", "bien-ban", wanted.iter().map(String::as_str));
    holds(&handbook, "chuong-trinh", "giay-moi", [wanted[0].as_str(), wanted[9].as_str()]);
}

/// Markdown that stands for the text itself.
fn escaped(text: &str) -> String {
    text.chars().flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c])).collect()
}

#[test]
fn every_block_of_a_page_is_printed_as_it_stands() {
    let at =
        |number: usize| (format!("{} k{number}", escaped(PIECES[number].0)), format!("{} k{number}", PIECES[number].1));
    let (all, wanted): (Vec<String>, Vec<String>) = (0..PIECES.len()).map(at).unzip();
    let all: Vec<String> = all.iter().map(|text| text.replace(['\u{0}', '\u{85}'], "")).collect();
    let one = |number: usize| all[number].clone();
    let mut body = format!("{}\n\n## {}\n\n- {}\n  1. {}\n\n> {}\n\n", one(0), one(1), one(2), one(3), one(4));
    body += &format!("| {} | b |\n|---|---|\n| {} | **{}** |\n\n", one(5), one(6), one(7));
    body += &format!("```typ\n{}\n```\n\n*{}* [{}](https://example.vn/%22)\n\n", "#panic(\"mã\")", one(8), one(9));
    body += &format!(":::note{{title=\"{}\"}}\n{}\n:::\n\nChú[^1]\n\n[^1]: {}\n\n", "Tiêu đề", one(10), one(11));
    body += &all[12..].join("\n\n");
    let front = format!("title: Chuyên đề\nkind: topic\nquestions: [{}]", quoted(PIECES[0].0));
    let handbook = Handbook::from_text(&format!("{HEAD}--- content/chuyen-de.md ---\n---\n{front}\n---\n\n{body}\n"));
    let wanted: Vec<&str> = wanted.iter().map(String::as_str).chain(["#panic(\"mã\")"]).collect();
    holds(&handbook, "chuyen-de", "dang-vien", wanted);
}

#[test]
fn any_mixture_is_printed_as_it_stands() {
    // Seeded; forty mixtures a paper, because a build costs more than its text.
    let mut runner = TestRunner::new_with_rng(
        Config { cases: 3, failure_persistence: None, max_shrink_iters: 40, ..Config::default() },
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    let mixture = prop::collection::vec(0..PIECES.len(), 1..5);
    runner
        .run(&prop::collection::vec(mixture, 40), |items| {
            let join = |item: &Vec<usize>, of: fn(&(&'static str, &'static str)) -> &'static str| {
                item.iter().map(|piece| of(&PIECES[*piece])).collect::<Vec<_>>().join(" ")
            };
            let written: Vec<String> = items.iter().map(|item| join(item, |piece| piece.0)).collect();
            let wanted: Vec<String> = items.iter().map(|item| join(item, |piece| piece.1)).collect();
            let handbook = agenda(&written, "Hội trường", "Bí thư");
            holds(&handbook, "chuong-trinh", "chuong-trinh", wanted.iter().map(String::as_str));
            Ok(())
        })
        .unwrap();
}

#[test]
fn long_and_deep_text_is_printed_whole() {
    let deep: String = (0..22).map(|level| format!("{}- mục-{level}.\n", "  ".repeat(level))).collect();
    let rows: String = (0..3_000).map(|row| format!("| {row} | hàng-{row}. |\n")).collect();
    let word = "đ".repeat(100_000);
    let body = format!("{deep}\n\n| a | b |\n|---|---|\n{rows}\n\nMở {word} hết.\n");
    let title = "Tên rất dài ".repeat(24);
    let front = format!("title: {}\nkind: topic", quoted(title.trim()));
    let handbook = Handbook::from_text(&format!("{HEAD}--- content/chuyen-de.md ---\n---\n{front}\n---\n\n{body}"));
    let parts: Vec<String> = (0..22)
        .map(|level| format!("mục-{level}."))
        .chain((0..3_000).map(|row| format!("hàng-{row}.")))
        .chain([title, "hết.".to_owned()])
        .collect();
    for text in holds(&handbook, "chuyen-de", "dang-vien", parts.iter().map(String::as_str)) {
        // Page numbers stand between the parts of a word that fills pages.
        assert!(text.matches('đ').count() >= 100_000);
    }
}

#[test]
fn deeper_than_the_limit_is_told_with_its_place() {
    let deep: String = (0..30).map(|level| format!("{}- mục\n", "  ".repeat(level))).collect();
    let page = format!("--- content/a.md ---\n---\ntitle: A\nkind: topic\n---\n\n{deep}");
    assert_eq!(Handbook::from_text(&format!("{HEAD}{page}")).codes(), ["S047"]);
}

#[test]
fn long_names_and_places_are_printed_whole() {
    let (place, person) = ("Nơi rất dài ".repeat(60), format!("Đồng chí {}, bí thư", "Nguyễn ".repeat(40).trim()));
    let title = "Mục dài ".repeat(150);
    let handbook = agenda(&[title.trim().to_owned(), "Khai mạc".to_owned()], place.trim(), &person);
    holds(&handbook, "chuong-trinh", "chuong-trinh", [title.trim(), place.trim(), person.as_str()]);
    holds(&handbook, "chuong-trinh", "giay-moi", [place.trim(), person.as_str()]);
}

#[test]
fn papers_with_nothing_filled_in_are_printed() {
    let empty = "--- content/a.md ---\n---\ntitle: \"-\"\nkind: agenda\nmeeting: other\nitems: [{ title: \"-\", minutes: 1 }]\n---\n--- content/b.md ---\n---\ntitle: \"-\"\nkind: topic\n---\n";
    let handbook = Handbook::from_text(&format!("{HEAD}{empty}"));
    holds(&handbook, "a", "bien-ban", ["Biên bản", "Kết luận"]);
    holds(&handbook, "b", "dang-vien", ["Chuyên đề"]);
}

#[test]
fn a_broken_picture_is_told_or_named() {
    let page = "--- content/a.md ---\n---\ntitle: A\nkind: topic\n---\n\nTrước.\n\n![Ảnh hỏng](hong.png)\n\nSau.\n";
    let handbook = Handbook::from_text(&format!("{HEAD}{page}"));
    handbook.write("content/hong.png", b"\x89PNG\r\n\x1A\n\0\0\0\0");
    let built = handbook.build();
    let told = built.diagnostics.iter().any(|d| d.code.id.starts_with("S3"));
    if !told {
        holds(&handbook, "a", "dang-vien", ["Trước.", "Ảnh hỏng", "Sau."]);
    }
}

#[cfg(feature = "pdf")]
#[test]
fn letters_that_the_fonts_lack_are_told() {
    let page = "--- content/a.md ---\n---\ntitle: Vui \u{1F600}\nkind: topic\n---\n\nChữ.\n";
    let built = Handbook::from_text(&format!("{HEAD}{page}")).build();
    let doubts: Vec<_> = built.diagnostics.iter().filter(|d| d.code.id.starts_with("S31")).collect();
    assert!(!doubts.is_empty(), "a letter that cannot be printed is told");
    assert!(doubts.iter().all(|d| d.place.path.as_ref() == "content/a.md"), "with the page that holds it");
}
