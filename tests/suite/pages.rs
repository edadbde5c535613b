//! What a page shows: good handbooks, compared inside `<main>`.

use std::fs;
use std::path::Path;

use crate::driver::{Handbook, Site, expect_file, folders, no_faults};

/// Expectations of a folder: `expect/ADDRESS` against the same address of the site.
fn expectations(dir: &Path, out: &mut Vec<String>, top: &Path) {
    let Ok(entries) = fs::read_dir(dir) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            expectations(&path, out, top);
        } else {
            out.push(path.strip_prefix(top).unwrap().to_string_lossy().replace('\\', "/"));
        }
    }
}

fn shown(site: &Site, address: &str) -> String {
    if address.ends_with(".html") && site.text(address).contains("<main") {
        site.main(address)
    } else {
        site.text(address)
    }
}

#[test]
fn good_handbooks_give_the_pages_that_were_looked_at() {
    let mut faults = Vec::new();
    for folder in folders("handbooks/good") {
        let mut handbook = Handbook::from_folder(&folder);
        handbook.options.strict = true;
        let built = handbook.build();
        if !built.published {
            faults.push(format!("{}:\n{}", folder.display(), handbook.report(sotay::diagnostic::Lang::En)));
            continue;
        }
        let site = Site::read(&handbook.options.output());
        let expect = folder.join("expect");
        if std::env::var("SNAPSHOTS").as_deref() == Ok("overwrite") {
            let _ = fs::remove_dir_all(&expect);
            for address in site
                .addresses()
                .into_iter()
                .filter(|a| {
                    ![".png", ".pdf", ".docx", ".epub"].iter().any(|end| a.ends_with(end)) && !a.starts_with("assets/")
                })
                // They change with every page; `offline` says what they are.
                .filter(|a| !["sw.js", "offline.json"].contains(a))
            {
                expect_file(&expect.join(address), &shown(&site, address)).unwrap();
            }
            continue;
        }
        let mut wanted = Vec::new();
        expectations(&expect, &mut wanted, &expect);
        if wanted.is_empty() {
            faults.push(format!("{} expects nothing", folder.display()));
        }
        for address in wanted {
            if site.0.contains_key(&address) {
                faults.extend(expect_file(&expect.join(&address), &shown(&site, &address)).err());
            } else {
                faults.push(format!("{}: nothing produced {address}", folder.display()));
            }
        }
    }
    no_faults(&faults);
}

#[test]
fn the_frame_of_a_page_is_whole_html() {
    let site = Handbook::from_text(
        "\
--- content/_index.md ---
---
title: Sổ tay thử
---
--- content/van-ban/a.md ---
---
title: Trang “A” & <b>
summary: Tóm tắt
date: 2026-01-05
---

Chữ.
",
    )
    .site();
    let page = site.text("van-ban/a.html");
    for part in [
        "<!doctype html>",
        "<html lang=\"vi\">",
        "<title>Trang “A” &amp; &lt;b&gt; · Sổ tay thử</title>",
        "<link rel=\"canonical\" href=\"https://example.vn/van-ban/a.html\">",
        "<meta name=\"description\" content=\"Tóm tắt\">",
        "href=\"../assets/css/so-tay-",
        "<a class=\"skip\" href=\"#_main\">",
        "<time datetime=\"2026-01-05\">05/01/2026</time>",
    ] {
        assert!(page.contains(part), "no {part} in\n{page}");
    }
    assert!(!page.contains("src=\"http") && !page.contains("href=\"//"), "a page asks no other host");
}

#[test]
fn raw_html_of_authors_is_cleaned_unless_they_are_trusted() {
    let page = "\
--- content/a.md ---
---
title: A
---

Chữ <b onclick=\"x()\">đậm</b> <script>alert(1)</script> <img src=x onerror=alert(1)>

<iframe src=\"https://example.com\"></iframe>

[x](javascript:alert(1))
";
    let handbook = Handbook::from_text(page);
    assert_eq!(handbook.codes(), ["S045", "S046"]);
    let without_link = page.replace("[x](javascript:alert(1))", "");
    let body = Handbook::from_text(&without_link).site().body("a.html");
    for bad in ["<script", "onclick", "onerror", "<iframe"] {
        assert!(!body.contains(bad), "{bad} in {body}");
    }
    let trusted = format!("--- sotay.yaml ---\ntitle: A\ntrust_html: true\n{without_link}");
    assert!(Handbook::from_text(&trusted).site().body("a.html").contains("<iframe"));
}

#[test]
fn a_page_without_base_url_names_no_address() {
    let site = Handbook::from_text(
        "--- sotay.yaml ---\ntitle: A\n--- content/a.md ---\n---\ntitle: A\ndate: 2026-01-01\n---\n",
    )
    .site();
    assert!(!site.0.contains_key("sitemap.xml"));
    assert!(!site.text("a.html").contains("canonical"));
    assert!(site.text("atom.xml").contains("tag:sotay"), "ids of a feed are absolute all the same");
}

#[test]
fn drafts_show_only_when_asked_for() {
    let mut handbook = Handbook::from_text(
        "--- content/a.md ---\n---\ntitle: A\ndraft: true\n---\n--- content/b.md ---\n---\ntitle: B\n---\n",
    );
    assert!(!handbook.site().0.contains_key("a.html"));
    handbook.options.drafts = true;
    assert!(handbook.site().main("a.html").contains("flag draft"));
}

#[test]
fn a_handbook_in_english_speaks_english() {
    let site = Handbook::from_text(
        "--- sotay.yaml ---\ntitle: A\nlanguage: en\n--- content/a.md ---\n---\ntitle: A\ndate: 2026-01-05\n---\n",
    )
    .site();
    assert!(site.text("a.html").contains("<html lang=\"en\">"));
    assert!(!site.text("404.html").contains("Không"));
}

#[test]
fn a_papers_number_stays_on_one_line_where_it_is_read() {
    let site = Handbook::from_text(
        "--- content/a.md ---\n---\ntitle: Theo 12-HD/BTCTW\ndate: 2026-01-05\n---\nXem 30/2020/NĐ-CP.\n\n## Từ 2018–2023\n",
    )
    .site();
    let page = site.text("a.html");
    assert!(page.contains("<h1>Theo <span class=\"nb\">12-HD/BTCTW</span></h1>"));
    assert!(page.contains("<p>Xem <span class=\"nb\">30/2020/NĐ-CP</span>.</p>"));
    assert!(page.contains("Từ <span class=\"nb\">2018–2023</span></h2>"));
    assert!(page.contains("<title>Theo 12-HD/BTCTW ·") && page.contains("content=\"Theo 12-HD/BTCTW\""));
}

#[test]
fn in_a_long_section_the_sidebar_shows_the_pages_around() {
    let mut text = "--- content/tin/_index.md ---\n---\ntitle: Tin\n---\n".to_owned();
    for number in 1..=130 {
        text += &format!("--- content/tin/so-{number:03}.md ---\n---\ntitle: Tin số {number}\norder: {number}\n---\n");
    }
    let site = Handbook::from_text(&text).site();
    let sidebar = |address: &str| {
        let page = site.text(address);
        let from = page.find("<aside class=\"sidebar\"").unwrap();
        page[from..page[from..].find("</aside>").unwrap() + from].to_owned()
    };
    let middle = sidebar("tin/so-070.html");
    assert!(middle.contains("<a href=\"so-070.html\" aria-current=\"page\">Tin số 70</a>"), "{middle}");
    assert!(
        middle
            .contains("<li class=\"more\"><a href=\"so-060.html\">… Tin số 60</a></li>\n<li><a href=\"so-061.html\">")
    );
    assert!(middle.contains(
        "<a href=\"so-120.html\">Tin số 120</a></li>\n<li class=\"more\"><a href=\"so-121.html\">Tin số 121 …"
    ));
    assert!(!middle.contains("so-059.html") && !middle.contains("so-122.html"));
    let first = sidebar("tin/index.html");
    assert!(
        first.contains("so-001.html")
            && first.contains("so-060.html\">Tin số 60</a></li>\n<li class=\"more\"><a href=\"so-061")
    );
    assert!(sidebar("tin/so-130.html").contains("<a href=\"so-130.html\" aria-current=\"page\">"));
}

#[test]
fn the_page_for_what_is_missing_needs_no_other_file() {
    let handbook = |settings: &str| {
        Handbook::from_text(&format!(
            "--- sotay.yaml ---\ntitle: A\n{settings}--- content/a.md ---\n---\ntitle: A\n---\n"
        ))
    };
    // A server answers with it from any folder: a relative address would be wrong there.
    let page = handbook("base_url: https://so-tay.example.vn/chi-bo/\n").site().text("404.html");
    let addresses = [" href=\"", " src=\""].into_iter().flat_map(|name| page.split(name).skip(1));
    for address in addresses {
        assert!(address.starts_with("data:") || address.starts_with("https://so-tay.example.vn/chi-bo/"), "{address}");
    }
    assert!(page.contains("style-src 'unsafe-inline' 'self'; img-src"));
    assert!(handbook("").site().text("404.html").contains("href=\"index.html\""));
}

#[test]
fn spoken_text_names_who_speaks_beside_its_title() {
    let site = Handbook::from_text(
        "--- content/a.md ---\n---\ntitle: A\n---\n\n:::script{actor=\"Bí thư\" title=\"Khai mạc\"}\nKính thưa các đồng chí.\n:::\n",
    )
    .site();
    assert!(site.main("a.html").contains("<p class=\"box-title\">Khai mạc – Bí thư</p>"), "{}", site.main("a.html"));
}

#[test]
fn lessons_stand_in_the_order_of_their_numbers() {
    let lesson = |number: u8| {
        format!(
            "--- content/bai-{number}.md ---\n---\ntitle: Bài {number}\nkind: lesson\nnumber: {number}\ncourse: lop\n---\n"
        )
    };
    let course = "--- content/lop.md ---\n---\ntitle: Lớp\nkind: course\n---\n";
    let handbook = Handbook::from_text(&format!("{course}{}{}", lesson(10), lesson(2)));
    let order = |page: &str| (page.find("bai-2.html").unwrap(), page.find("bai-10.html").unwrap());
    let (second, tenth) = order(&handbook.site().main("lop.html"));
    assert!(second < tenth);
    handbook.write("content/bai-2.md", "---\ntitle: Bài 2\nkind: lesson\nnumber: 12\ncourse: lop\n---\n");
    let (second, tenth) = order(&handbook.site().main("lop.html"));
    assert!(second > tenth, "a number changes the list of its course");
}

#[test]
fn a_list_of_hundreds_shows_titles_and_dates_only() {
    let handbook = Handbook::from_text("--- content/tin/_index.md ---\n---\ntitle: Tin\n---\n");
    for number in 0..199 {
        let page = format!("---\ntitle: Tin {number}\nsummary: Tóm tắt\ndate: 2026-01-05\ntags: [tin]\n---\n");
        handbook.write(&format!("content/tin/{number}.md"), page);
    }
    let lists = ["tin/index.html", "phan-loai/tu-khoa/tin.html"];
    let site = handbook.site();
    for list in lists {
        let main = site.main(list);
        assert!(main.contains("<ul class=\"cards") && main.matches("<p>Tóm tắt</p>").count() == 199, "{main}");
    }
    handbook
        .write("content/tin/199.md", "---\ntitle: Tin cuối\nsummary: Tóm tắt\ndate: 2026-02-06\ntags: [tin]\n---\n");
    let site = handbook.site();
    for list in lists {
        let main = site.main(list);
        assert!(main.contains("<ul class=\"links dated\">") && !main.contains("Tóm tắt"), "{main}");
        assert!(
            main.contains(
                ">Tin cuối</a> <span class=\"kind\">Trang</span> <time datetime=\"2026-02-06\">06/02/2026</time>"
            ),
            "{main}"
        );
    }
}
