//! Official papers for Word: valid in every part, made of real styles and lists, the same on every run.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use roxmltree::{Document, Node};

use crate::driver::{Handbook, Site, folders, no_faults, sotay, stderr, stdout, times};

const SETTINGS: &str = "\
title: Sổ tay thử
bodies: [{ id: dang-uy, names: [{ name: Đảng ủy cấp trên A, place: Mỹ Tho }] }]
units: [{ id: chi-bo-a, name: Chi bộ A, body: dang-uy, members: 18 }]
";

const AGENDA: &str = "\
--- content/chuong-trinh.md ---
---
title: Thường kỳ tháng 3
kind: agenda
date: 2026-06-02
unit: chi-bo-a
meeting: regular
starts: 2026-06-05T08:00
chair: Đồng chí Nguyễn Văn A, bí thư
items: [{ title: Khai mạc, minutes: 5 }, { title: Biểu quyết, minutes: 85, vote: true }]
---
";

fn handbook(text: &str) -> Handbook {
    Handbook::from_text(&format!("--- sotay.yaml ---\n{SETTINGS}{text}"))
}

/// The parts of a Word file; of pictures as far as they are text.
pub(crate) struct Word(BTreeMap<String, String>);

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

impl Word {
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts = BTreeMap::new();
        for at in 0..zip.len() {
            let mut entry = zip.by_index(at).unwrap();
            let name = entry.name().unwrap().into_owned();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            parts.insert(name, String::from_utf8_lossy(&bytes).into_owned());
        }
        Self(parts)
    }

    fn part(&self, name: &str) -> Document<'_> {
        Document::parse(&self.0[name]).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Returns the text as a reader sees it, a line a paragraph, with that of footnotes.
    pub(crate) fn text(&self) -> String {
        let mut out = String::new();
        for part in ["word/document.xml", "word/footnotes.xml"] {
            for paragraph in all(&self.part(part), "p") {
                for node in paragraph.descendants() {
                    match node.tag_name().name() {
                        "t" => out.push_str(node.text().unwrap_or_default()),
                        "br" | "tab" if node.parent().is_some_and(|parent| parent.has_tag_name((W, "r"))) => {
                            out.push('\n');
                        }
                        _ => {}
                    }
                }
                out.push('\n');
            }
        }
        out
    }
}

fn all<'a, 'i>(of: &'a Document<'i>, name: &str) -> Vec<Node<'a, 'i>> {
    of.descendants().filter(|node| node.has_tag_name((W, name))).collect()
}

fn child<'a, 'i>(of: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    of.children().find(|node| node.has_tag_name((W, name)))
}

fn value<'a>(of: Node<'a, '_>, name: &str) -> Option<&'a str> {
    child(of, name).and_then(|node| node.attribute((W, "val")))
}

fn papers(site: &Site) -> Vec<(&str, Word)> {
    let papers = site.0.iter().filter(|(name, _)| name.ends_with(".docx"));
    papers.map(|(name, bytes)| (name.as_str(), Word::read(bytes))).collect()
}

fn word(site: &Site, name: &str) -> Word {
    Word::read(site.0.get(name).unwrap_or_else(|| panic!("no {name} in {:?}", site.addresses())))
}

/// What Word would refuse, or repair behind the user's back.
pub(crate) fn faults(name: &str, word: &Word) -> Vec<String> {
    let mut faults = Vec::new();
    let mut fault = |what: String| faults.push(format!("{name}: {what}"));
    for (part, text) in word.0.iter().filter(|(part, _)| !part.starts_with("word/media/")) {
        if let Err(error) = Document::parse(text) {
            fault(format!("{part}: {error}"));
        }
    }
    let types = word.part("[Content_Types].xml");
    for part in types.descendants().filter_map(|node| node.attribute("PartName")) {
        if !word.0.contains_key(part.trim_start_matches('/')) {
            fault(format!("no part {part}"));
        }
    }
    let styles = word.part("word/styles.xml");
    let styles: BTreeSet<&str> = all(&styles, "style").iter().filter_map(|s| s.attribute((W, "styleId"))).collect();
    let numbering = word.part("word/numbering.xml");
    let lists: BTreeSet<&str> = all(&numbering, "num").iter().filter_map(|n| n.attribute((W, "numId"))).collect();
    let notes = word.part("word/footnotes.xml");
    let notes: BTreeSet<&str> = all(&notes, "footnote").iter().filter_map(|n| n.attribute((W, "id"))).collect();
    for part in ["document", "footnotes"] {
        let links = word.part(&format!("word/_rels/{part}.xml.rels"));
        for node in links.descendants().filter(|node| node.attribute("TargetMode").is_none()) {
            let target = node.attribute("Target").unwrap_or_default();
            if node.has_attribute("Target") && !word.0.contains_key(&format!("word/{target}")) {
                fault(format!("{part}: no part {target}"));
            }
        }
        let links: BTreeSet<&str> = links.descendants().filter_map(|node| node.attribute("Id")).collect();
        let xml = word.part(&format!("word/{part}.xml"));
        for node in xml.descendants() {
            let own = node.attribute((W, "val")).unwrap_or_default();
            let known = match node.tag_name().name() {
                "pStyle" | "rStyle" | "tblStyle" => styles.contains(own),
                "numId" => lists.contains(own),
                "footnoteReference" => notes.contains(node.attribute((W, "id")).unwrap_or_default()),
                "blip" => links.contains(node.attribute((R, "embed")).unwrap_or_default()),
                "hyperlink" | "headerReference" => links.contains(node.attribute((R, "id")).unwrap_or_default()),
                "tc" => node.last_child().is_some_and(|last| last.has_tag_name((W, "p"))),
                "tbl" => node.next_sibling().is_none_or(|next| !next.has_tag_name((W, "tbl"))),
                "tr" => {
                    let grid = child(node.parent().unwrap(), "tblGrid").unwrap();
                    let spans = node.children().filter(|cell| cell.has_tag_name((W, "tc"))).map(|cell| {
                        let span = child(cell, "tcPr").and_then(|of| value(of, "gridSpan"));
                        span.map_or(1, |span| span.parse::<usize>().unwrap())
                    });
                    spans.sum::<usize>() == grid.children().filter(Node::is_element).count()
                }
                _ => true,
            };
            if !known {
                fault(format!("{part}: <{}> {own} {:?}", node.tag_name().name(), node.text()));
            }
        }
    }
    faults
}

#[test]
fn every_paper_for_word_is_whole() {
    let folder = folders("handbooks/good").into_iter().find(|folder| folder.ends_with("all-kinds")).unwrap();
    let handbook = Handbook::from_folder(&folder);
    let settings = std::fs::read_to_string(handbook.path().join("sotay.yaml")).unwrap();
    let every = "\noutputs: { pdf: [], docx: [agenda, guide, scorecard, topic, form, guidance, lesson] }\n";
    handbook.write("sotay.yaml", settings + every);
    let site = handbook.site();
    let papers = papers(&site);
    assert!(papers.len() >= 15, "{}", papers.len());
    no_faults(&papers.iter().flat_map(|(name, word)| faults(name, word)).collect::<Vec<_>>());
}

#[test]
fn a_paper_has_the_layout_of_its_day() {
    let site = handbook(AGENDA).site();
    let word = word(&site, "chuong-trinh-chuong-trinh.docx");
    let (document, styles) = (word.part("word/document.xml"), word.part("word/styles.xml"));
    let section = child(child(document.root_element(), "body").unwrap(), "sectPr").unwrap();
    let of = |node: &str, key: &str| child(section, node).unwrap().attribute((W, key)).unwrap().to_owned();
    assert_eq!([of("pgSz", "w"), of("pgSz", "h")], ["11906", "16838"], "A4");
    let margins = ["top", "bottom", "left", "right", "header"].map(|side| of("pgMar", side));
    assert_eq!(margins, ["1134", "1134", "1701", "850", "567"], "20, 20, 30, 15 mm; number 10 mm from the edge");
    assert!(child(section, "titlePg").is_some(), "the first page bears no number");
    assert!(word.0["word/header1.xml"].contains(" PAGE "));
    let defaults = all(&styles, "rPrDefault")[0];
    let letters = child(defaults, "rPr").unwrap();
    assert_eq!(child(letters, "rFonts").unwrap().attribute((W, "ascii")), Some("Times New Roman"));
    assert_eq!(value(letters, "sz"), Some("28"), "14 points");
    assert_eq!(value(letters, "lang"), Some("vi-VN"));
    let style = |id: &str| all(&styles, "style").into_iter().find(|s| s.attribute((W, "styleId")) == Some(id)).unwrap();
    let title = child(style("Title"), "rPr").unwrap();
    assert_eq!(value(title, "sz"), Some("32"));
    assert!(child(title, "b").is_some() && child(title, "caps").is_some());
    let first: Vec<&str> = all(&document, "pStyle").iter().filter_map(|s| s.attribute((W, "val"))).take(9).collect();
    let slots = ["Superior", "Issuer", "Superior", "TableText", "Family", "Number", "TableText", "DateLine", "Title"];
    assert_eq!(first, slots);
    let text = word.text();
    for slot in ["Đảng ủy cấp trên A", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số\u{A0}......-CTr/CB", "ngày\u{A0}02"]
    {
        assert!(text.contains(slot), "no {slot:?} in {text}");
    }
    let properties = &word.0["docProps/core.xml"];
    for mark in ["<dc:title>", "<dc:creator>Chi bộ", "<dc:language>vi-VN<", ">2026-06-02T00:00:00Z<"] {
        assert!(properties.contains(mark), "{mark}: {properties}");
    }
}

#[test]
fn heads_of_tables_are_repeated_and_a_signature_stands_with_the_text() {
    let site = handbook(AGENDA).site();
    let word = word(&site, "chuong-trinh-chuong-trinh.docx");
    let document = word.part("word/document.xml");
    let tables = all(&document, "tbl");
    let rows = |table: Node<'_, '_>, mark: &str| {
        let rows = table.children().filter(|row| row.has_tag_name((W, "tr")));
        rows.map(|row| child(row, "trPr").is_some_and(|of| child(of, mark).is_some())).collect::<Vec<_>>()
    };
    let timetable = tables.iter().find(|table| table.descendants().any(|n| n.text() == Some("Khai mạc"))).unwrap();
    assert_eq!(rows(*timetable, "tblHeader"), [true, false, false, false]);
    assert!(rows(*timetable, "cantSplit").iter().filter(|whole| **whole).count() >= 3);
    let signature = tables.last().unwrap();
    assert_eq!(rows(*signature, "cantSplit"), [true]);
    let before = signature.prev_sibling().unwrap();
    assert!(child(child(before, "pPr").unwrap(), "keepNext").is_some(), "what precedes a signature goes with it");
}

#[test]
fn numbers_are_words_own_so_that_lines_can_be_put_in() {
    let site = handbook(AGENDA).site();
    let word = word(&site, "chuong-trinh-bien-ban.docx");
    let document = word.part("word/document.xml");
    let numbered = |style: &str| -> Vec<(String, bool)> {
        let own = |p: &Node<'_, '_>| child(*p, "pPr").is_some_and(|of| value(of, "pStyle") == Some(style));
        let text = |p: Node<'_, '_>| p.descendants().filter(Node::is_text).filter_map(|n| n.text()).collect::<String>();
        let listed = |p: Node<'_, '_>| child(child(p, "pPr").unwrap(), "numPr").is_some();
        all(&document, "p").into_iter().filter(own).map(|p| (text(p), listed(p))).collect()
    };
    let parts = numbered("Heading1");
    assert!(parts.len() >= 5 && parts.iter().all(|(_, listed)| *listed), "{parts:?}");
    assert_eq!(parts[0].0, "Thời gian, địa điểm", "the number is not part of the text");
    assert_eq!(numbered("Heading2")[0], ("Khai mạc".to_owned(), true));
}

#[test]
fn state_papers_bear_their_own_head() {
    let form =
        "--- content/mau.md ---\n---\ntitle: Tờ trình\nkind: form\npaper: other\nfamily: state\n---\n\nNội dung.\n";
    let site = handbook(&format!("outputs: {{ docx: [form] }}\n{form}")).site();
    let text = word(&site, "mau-mau-trong.docx").text();
    assert!(text.contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"), "{text}");
    assert!(!text.contains("ĐẢNG CỘNG SẢN"));
}

#[test]
fn pictures_are_shown_and_what_word_does_not_show_is_described() {
    let handbook = handbook(
        "outputs: { pdf: [], docx: [topic] }\n--- content/chuyen-de.md ---\n---\ntitle: Có hình\nkind: topic\n---\n\
         ![Sơ đồ tổ chức](hinh/so-do.png \"Sơ đồ\")\n\n![Bản vẽ](hinh/ve.svg)\n\nLại ![nhỏ](hinh/so-do.png) giữa dòng.[^a]\n\n\
         [^a]: Chú ![hình](hinh/so-do.png)\n",
    );
    let pixels = [40_u32.to_be_bytes(), 20_u32.to_be_bytes()].concat();
    let png = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &pixels, &[8, 2, 0, 0, 0, 0, 0, 0, 0]].concat();
    handbook.write("content/hinh/so-do.png", &png);
    handbook.write("content/hinh/ve.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>");
    let site = handbook.site();
    let name = site.addresses().into_iter().find(|name| name.ends_with(".docx")).unwrap().to_owned();
    let word = word(&site, &name);
    no_faults(&faults(&name, &word));
    assert_eq!(word.0.keys().filter(|part| part.contains("media/")).collect::<Vec<_>>(), ["word/media/hinh-001.png"]);
    let body = word.part("word/document.xml");
    let shown = |name: &str| body.descendants().filter(|node| node.tag_name().name() == name).collect::<Vec<_>>();
    let alt: Vec<_> = shown("docPr").iter().filter_map(|of| of.attribute("descr")).collect();
    assert_eq!(alt, ["Sơ đồ tổ chức", "nhỏ"]);
    let width = shown("extent").first().and_then(|of| of.attribute("cx")).map(str::to_owned);
    assert_eq!(width.as_deref(), Some("381000"), "40 pixels, 96 to the inch, in 914400 parts of one");
    assert!(word.text().contains("[Bản vẽ]"), "{}", word.text());
}

#[test]
fn a_paper_is_the_same_on_every_run() {
    let note = "Chữ[^1] và [liên kết](https://example.vn/).\n\n[^1]: Chú thích có [liên kết](https://example.vn/2).\n";
    let text = format!("{AGENDA}--- content/chuyen-de.md ---\n---\ntitle: Chuyên đề\nkind: topic\n---\n\n{note}");
    let docx = |jobs| {
        let mut handbook = handbook(&format!("outputs: {{ pdf: [] }}\n{text}"));
        handbook.options.jobs = jobs;
        let mut site = handbook.site();
        site.0.retain(|name, _| name.ends_with(".docx"));
        site
    };
    let one = docx(1);
    assert!(one.0.len() >= 6, "{:?}", one.addresses());
    assert!(one == docx(3), "two builds differ");
    let handbook = handbook(AGENDA);
    handbook.build();
    let before = times(&handbook, ".docx");
    assert!(before.len() >= 5);
    handbook.write("content/khac.md", "---\ntitle: Trang khác\n---\nChữ.\n");
    handbook.build();
    assert_eq!(times(&handbook, ".docx"), before, "papers made again for a page that none speaks of");
}

#[test]
fn a_page_offers_what_the_settings_ask_for() {
    let page = handbook(AGENDA).site().text("chuong-trinh.html");
    for paper in ["chuong-trinh", "giay-moi", "diem-danh", "bien-ban", "nghi-quyet"] {
        assert!(page.contains(&format!("href=\"chuong-trinh-{paper}.docx\"")), "{paper}: {page}");
    }
    let none = handbook(&format!("outputs: {{ docx: [topic] }}\n{AGENDA}")).site();
    assert!(!none.text("chuong-trinh.html").contains(".docx"));
    assert!(!none.addresses().iter().any(|address| address.ends_with(".docx")));
}

#[test]
fn print_writes_word_files_too() {
    let handbook = handbook(AGENDA);
    let arguments = ["print", "chuong-trinh", "--paper", "bien-ban", "--as", "docx", "--to", "in"];
    let output = sotay(handbook.path(), &arguments);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(stdout(&output).trim(), "in/chuong-trinh-bien-ban.docx");
    let word = Word::read(&std::fs::read(handbook.path().join("in/chuong-trinh-bien-ban.docx")).unwrap());
    no_faults(&faults("bien-ban", &word));
}
