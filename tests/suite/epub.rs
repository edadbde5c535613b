//! Books as EPUB: the package is whole, every chapter is XML, every link leads somewhere, and nothing depends on the day.
//! What epubcheck says more about the format is asked for by hand.

use std::collections::{BTreeMap, BTreeSet};

use crate::driver::{Handbook, Site, folders, no_faults, unzip};
use roxmltree::{Document, Node, ParsingOptions};

const SETTINGS: &str = "title: Sổ tay thử\noutputs: { pdf: [], epub: handbook }\n";

const COURSE: &str = "\
--- content/lop/_index.md ---
---
title: Các lớp
---
--- content/lop/bi-thu.md ---
---
title: Lớp bí thư & chi ủy
kind: course
date: 2026-03-02
audience: Bí thư <mới>
programme: [{ title: Bài đầu, hours: 2, lesson: lop/bai-1 }]
---
Đọc [[lop/bai-1#ve-dich|bài đầu]], [[ngoai]] và [trang ngoài](https://example.vn/a?b=1&c=2).
--- content/lop/bai-1.md ---
---
title: Bài đầu
kind: lesson
course: lop/bi-thu
date: 2026-05-06
---
## Mở {#ve-dich}

Chữ[^a] và hình ![Sơ đồ](hinh.svg) *nghiêng*, ![hỏng](hong.png).

[^a]: Ghi chú **đậm**.

- [ ] Việc

| Cột | Số |
|---|---:|
| a | 1 |

```quiz
questions:
  - { ask: Mấy?, choices: [Một, Hai], answer: 2 }
```
--- content/lop/hinh.svg ---
<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0h9\"/></svg>
--- content/lop/hong.png ---
không phải hình
--- content/ngoai.md ---
---
title: Trang ngoài lớp
---
Chữ.
";

fn handbook() -> Handbook {
    Handbook::from_text(&format!("--- sotay.yaml ---\n{SETTINGS}{COURSE}"))
}

fn books(site: &Site) -> Vec<(&String, &Vec<u8>)> {
    site.0.iter().filter(|(name, _)| name.ends_with(".epub")).collect()
}

fn parse(text: &str) -> Result<Document<'_>, roxmltree::Error> {
    Document::parse_with_options(text, ParsingOptions { allow_dtd: true, ..ParsingOptions::default() })
}

/// Everything that is wrong with a book.
fn faults_of(name: &str, bytes: &[u8]) -> Vec<String> {
    let mut faults = Vec::new();
    // A reader program knows the kind of file by its first bytes.
    if !bytes[30..].starts_with(b"mimetypeapplication/epub+zip") {
        faults.push(format!("{name}: does not begin with its type, unpacked"));
    }
    let files: BTreeMap<String, Vec<u8>> = unzip(bytes).into_iter().collect();
    let texts: BTreeMap<&str, &str> = files
        .iter()
        .filter(|(file, _)| file.ends_with(".xhtml") || file.ends_with(".opf"))
        .map(|(file, bytes)| (file.as_str(), std::str::from_utf8(bytes).unwrap()))
        .collect();
    let mut pages = BTreeMap::new();
    for (file, text) in texts {
        match parse(text) {
            Ok(page) => drop(pages.insert(file, page)),
            Err(error) => faults.push(format!("{name}: {file}: {error}")),
        }
    }
    let list = &pages["sach/sach.opf"];
    let items: Vec<Node<'_, '_>> = list.descendants().filter(|node| node.tag_name().name() == "item").collect();
    let hrefs: BTreeSet<String> =
        items.iter().map(|item| format!("sach/{}", item.attribute("href").unwrap())).collect();
    let known = ["mimetype", "META-INF/container.xml", "sach/sach.opf"];
    let there: BTreeSet<String> = files.keys().filter(|file| !known.contains(&file.as_str())).cloned().collect();
    if hrefs != there {
        faults.push(format!("{name}: lists {hrefs:?}, holds {there:?}"));
    }
    let ids = |page: &Document<'_>| {
        let ids: Vec<String> = page.descendants().filter_map(|node| node.attribute("id")).map(str::to_owned).collect();
        let set: BTreeSet<String> = ids.iter().cloned().collect();
        (ids.len() == set.len()).then_some(set)
    };
    for (file, page) in &pages {
        if ids(page).is_none() {
            faults.push(format!("{name}: {file} has an id twice"));
        }
        for node in page.descendants() {
            let Some(to) = node.attribute("href").or_else(|| node.attribute("src")) else { continue };
            if to.contains(':') {
                continue;
            }
            let (path, id) = to.split_once('#').map_or((to, None), |(path, id)| (path, Some(id)));
            let target = if path.is_empty() { (*file).to_owned() } else { format!("sach/{path}") };
            let found = files.contains_key(&target)
                && id.is_none_or(|id| ids(&pages[target.as_str()]).is_some_and(|ids| ids.contains(id)));
            if !found {
                faults.push(format!("{name}: {file} leads to {to}, which is not there"));
            }
        }
    }
    faults
}

#[test]
fn every_book_is_whole() {
    let folder = folders("handbooks/good").into_iter().find(|folder| folder.ends_with("all-kinds")).unwrap();
    let all = Handbook::from_folder(&folder);
    let settings = std::fs::read_to_string(all.path().join("sotay.yaml")).unwrap();
    all.write("sotay.yaml", settings + "\noutputs: { pdf: [], epub: handbook }\n");
    let mut count = 0;
    let mut faults = Vec::new();
    for site in [all.site(), handbook().site()] {
        for (name, bytes) in books(&site) {
            count += 1;
            faults.extend(faults_of(name, bytes));
        }
    }
    no_faults(&faults);
    assert!(count >= 4, "{count} books");
}

#[test]
fn a_course_is_a_book_with_its_lessons_and_the_answers_at_its_end() {
    let site = handbook().site();
    let files: BTreeMap<String, Vec<u8>> = unzip(&site.0["lop/bi-thu-sach.epub"]).into_iter().collect();
    let text = |name: &str| String::from_utf8(files[name].clone()).unwrap();
    let list = text("sach/sach.opf");
    assert!(list.contains("<dc:title>Lớp bí thư &amp; chi ủy</dc:title>\n<dc:language>vi</dc:language>"), "{list}");
    // Of the newest of its pages, not of the day of the build.
    assert!(list.contains("<meta property=\"dcterms:modified\">2026-05-06T00:00:00Z</meta>"), "{list}");
    assert!(list.contains("media-type=\"image/svg+xml\""), "{list}");
    let course = text("sach/chuong-001.xhtml");
    assert!(course.contains("<a href=\"chuong-002.xhtml#muc-ve-dich\">bài đầu</a>, Trang ngoài lớp và <a href=\"https://example.vn/a?b=1&amp;c=2\">"), "{course}");
    assert!(course.contains("Bí thư &lt;mới&gt;"), "{course}");
    let lesson = text("sach/chuong-002.xhtml");
    assert!(
        lesson.contains("<img src=\"hinh-001.svg\" alt=\"Sơ đồ\"/>") && lesson.contains("<em>[hỏng]</em>"),
        "{lesson}"
    );
    assert!(lesson.contains("href=\"#chu-thich-1\"") && lesson.contains("Ghi chú <strong>đậm</strong>"), "{lesson}");
    assert!(!lesson.contains("1. B."), "{lesson}");
    assert!(text("sach/chuong-003.xhtml").contains("1. B."));
}

#[test]
fn a_book_is_the_same_in_every_build_and_made_again_only_for_its_pages() {
    let (one, other) = (handbook(), handbook());
    let mut later = other.options.clone();
    later.date = sotay::text::date::Date::parse("2027-01-01").unwrap();
    let (a, b) = (one.site(), sotay::site::build(&later).map(|_| Site::read(&later.output())).unwrap());
    assert_eq!(books(&a).len(), 2);
    assert!(books(&a) == books(&b), "two builds differ");
    one.write("content/ngoai.md", "---\ntitle: Trang ngoài lớp\n---\nChữ khác.\n");
    let c = one.site();
    assert!(a.0["lop/bi-thu-sach.epub"] == c.0["lop/bi-thu-sach.epub"]);
    assert!(a.0["so-tay.epub"] != c.0["so-tay.epub"]);
}

#[test]
fn pages_offer_the_books_that_the_settings_ask_for() {
    let site = handbook().site();
    assert!(site.text("lop/bi-thu.html").contains("href=\"../lop/bi-thu-sach.epub\" type=\"application/epub+zip\""));
    assert!(site.text("index.html").contains("href=\"so-tay.epub\""));
    for (epub, count) in [("none", 0), ("courses", 1)] {
        let settings = format!("title: Sổ tay thử\noutputs: {{ pdf: [], epub: {epub} }}\n");
        let site = Handbook::from_text(&format!("--- sotay.yaml ---\n{settings}{COURSE}")).site();
        assert_eq!(books(&site).len(), count);
        assert_eq!(site.text("lop/bi-thu.html").contains(".epub"), count > 0);
        assert!(!site.text("index.html").contains(".epub"));
    }
}
