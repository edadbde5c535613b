//! The search index: what stands in its files, and which of them an edit touches.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use crate::driver::{Handbook, Site, tests};

/// Files of the index by name, each as the values of its one call.
fn files(site: &Site) -> BTreeMap<String, Vec<Value>> {
    let mut out = BTreeMap::new();
    for address in site.addresses() {
        let Some(name) = address.strip_prefix("assets/search/").and_then(|name| name.strip_suffix(".js")) else {
            continue;
        };
        let text = site.text(address);
        let call = text.strip_prefix("sotaySearch(").and_then(|rest| rest.strip_suffix(")\n")).unwrap();
        let mut values: Vec<Value> = serde_json::from_str(call).unwrap();
        assert_eq!(values.remove(0), name, "a file says its own name");
        out.insert(name.to_owned(), values);
    }
    out
}

/// The numbers of `render/search/number.rs`.
fn numbers(text: &str) -> Vec<u32> {
    let (mut out, mut number, mut scale) = (Vec::new(), 0, 1);
    for code in text.bytes().map(u32::from) {
        let value = code - 35 - u32::from(code > 92);
        number += scale * value;
        scale *= 32;
        if value < 59 {
            out.push(number);
            (number, scale) = (0, 1);
        }
    }
    out
}

/// Marks, then pages with their steps.
type List = (u32, Vec<(u32, u32)>);

/// Every key with its lists.
fn keys(site: &Site) -> BTreeMap<String, Vec<List>> {
    let mut out = BTreeMap::new();
    for (_, values) in files(site).into_iter().filter(|(name, _)| name.starts_with("k-")) {
        let mut lists = numbers(values[1].as_str().unwrap()).into_iter();
        let mut next = || lists.next().unwrap();
        for group in values[0].as_str().unwrap().split(',') {
            let (first, seconds) = group.split_once(' ').unwrap();
            for second in seconds.split(' ') {
                let key = if second == "*" { first.to_owned() } else { format!("{first} {second}") };
                let count = next();
                let of_key = (0..count)
                    .map(|_| {
                        let (marks, pages, mut after) = (next(), next(), 0);
                        let page = |value: u32, after: &mut u32| {
                            let page = *after + value / 4;
                            *after = page + 1;
                            (page, value % 4)
                        };
                        (marks, (0..pages).map(|_| page(next(), &mut after)).collect())
                    })
                    .collect();
                out.insert(key, of_key);
            }
        }
        assert!(lists.next().is_none(), "nothing is left over");
    }
    out
}

fn page(title: &str, body: &str) -> String {
    format!("---\ntitle: {title}\n---\n\n{body}\n")
}

#[test]
fn spellings_of_one_syllable_stand_under_one_key_by_their_marks() {
    let handbook = Handbook::from_text("");
    handbook.write("content/a.md", page("Đảng phí", "Chữ."));
    handbook.write("content/b.md", page("Hai", "Các dạng phi kim."));
    let keys = keys(&handbook.site());
    let lists = &keys["dang phi"];
    assert_eq!(lists.iter().map(|(_, pages)| pages.clone()).collect::<Vec<_>>(), [vec![(1, 0)], vec![(0, 3)]]);
    assert_ne!(lists[0].0, lists[1].0);
}

#[test]
fn a_phrase_reaches_over_a_comma_and_a_line_break_of_the_source_but_not_over_a_stop() {
    let handbook = Handbook::from_text("");
    handbook.write("content/a.md", page("A", "một, hai\nba. Bốn; năm\n\nsáu: 12-HD/BTCTW, số 05"));
    let keys = keys(&handbook.site());
    for key in ["mot hai", "hai ba", "12 hd", "hd btctw", "btctw 5"] {
        assert!(keys.contains_key(key), "{key}");
    }
    for key in ["ba bon", "bon nam", "nam sau", "sau 12", "so 5"] {
        assert!(!keys.contains_key(key), "{key}");
    }
}

#[test]
fn what_a_kind_says_in_its_front_matter_is_found_too() {
    let handbook = Handbook::from_text(
        "--- content/a.md ---\n---\ntitle: A\nkind: directive\nnumber: 7-HD/X\nissuer: Ban T\nissued: 2026-01-02\n\
         about: về bàn ghế\n---\n",
    );
    let keys = keys(&handbook.site());
    assert_eq!(keys["7 hd"][0].1, [(0, 3)], "a number weighs as a title");
    assert!(keys.contains_key("ban ghe"));
}

#[test]
fn texts_give_each_heading_with_its_anchor() {
    let handbook = Handbook::from_text("");
    handbook
        .write("content/a.md", page("Tên “A”", "Mở đầu.\n\n## Mục một\n\n- x\n- y\n\n| a | b |\n|---|---|\n| c | d |"));
    let files = files(&handbook.site());
    let (_, text) = files.iter().find(|(name, _)| name.starts_with("t-")).unwrap();
    assert_eq!(
        text[0][0],
        serde_json::json!(["a.html", "Tên “A”", "page", "", "", "Mở đầu.", "muc-mot", "Mục một", "x\ny\na; b\nc; d"])
    );
}

#[test]
fn facets_tell_kind_theme_organisation_and_year_of_each_page() {
    let handbook = Handbook::from_text(
        "--- content/a.md ---\n---\ntitle: A\nkind: topic\ndate: 2025-03-01\nthemes: [Nêu gương]\norg_types: [doanh-nghiep]\n---\n\
         --- content/b.md ---\n---\ntitle: B\n---\n",
    );
    let files = files(&handbook.site());
    let (_, facets) = files.iter().find(|(name, _)| name.starts_with("f-")).unwrap();
    let of = |at: usize| {
        let facet = &facets[0][at];
        (facet[0].as_str().unwrap(), facet[1].clone(), numbers(facet[2].as_str().unwrap()))
    };
    assert_eq!(of(0), ("kind", serde_json::json!(["Trang", "Chuyên đề"]), vec![1, 1, 1, 0]));
    assert_eq!(of(1), ("theme", serde_json::json!(["Nêu gương"]), vec![1, 0, 0]));
    assert_eq!(of(2), ("type", serde_json::json!(["Doanh nghiệp"]), vec![1, 0, 0]));
    assert_eq!(of(3), ("year", serde_json::json!(["2025"]), vec![1, 0, 0]));
}

#[test]
fn an_edit_touches_only_the_files_that_hold_its_words() {
    let handbook = Handbook::from_text("");
    let word = |n: usize| {
        format!("{}{}{}", ["ba", "ho", "ti", "xe"][n % 4], ["n", "m", "ng"][n / 4 % 3], ["", "h"][n / 12 % 2])
    };
    for at in 0..80 {
        let text: Vec<String> = (0..600).map(|n| word(n * n + at * 7 + n / 5)).collect();
        handbook.write(&format!("content/m{}/p{at}.md", at % 5), page(&format!("Trang {at}"), &text.join(" ")));
    }
    let names = |site: &Site| files(site).into_keys().collect::<BTreeSet<String>>();
    let before = names(&handbook.site());
    let path = handbook.path().join("content/m1/p1.md");
    let text = std::fs::read_to_string(path).unwrap();
    handbook.write("content/m1/p1.md", format!("{text} zoe zoe"));
    let after = names(&handbook.site());
    let new: Vec<_> = after.difference(&before).map(|name| &name[..1]).collect();
    assert!(before.len() > 12, "{before:?}");
    assert_eq!(new, ["k", "k", "t"], "the words at the edge of the edit and the new one, the page's text");
}

#[test]
fn a_page_of_its_own_stands_where_the_words_of_the_theme_say() {
    let handbook = Handbook::from_text("--- content/a.md ---\n---\ntitle: A\n---\n");
    let site = handbook.site();
    let page = site.text("tim-kiem/index.html");
    assert!(page.contains("<noscript>") && page.contains("data-index=\"../assets/search/index.js\""));
    assert!(site.text("a.html").contains("action=\"tim-kiem/index.html\""));
    assert!(!site.text("404.html").contains("role=\"search\""), "it may be shown from any folder");
}

#[test]
fn a_title_that_begins_with_what_is_asked_for_stands_first() {
    let handbook = Handbook::from_text("--- content/_index.md ---\n---\ntitle: Sổ tay\n---\n");
    for (name, title) in [
        ("a", "Tháng 3, kết hợp chuyên đề nêu gương"),
        ("b", "Nêu gương để người khác làm theo được việc tốt mỗi ngày"),
    ] {
        handbook.write(&format!("content/{name}.md"), page(title, "Nêu gương trong việc nhỏ."));
    }
    handbook.write("content/c.md", page("Gương sáng", "Nêu gương nêu gương nêu gương."));
    handbook.site();
    // Where there is Node: it is the script of the page that ranks.
    let asked = ["neu guong", "nêu gương"];
    let mut node = Command::new("node");
    node.arg(tests("search/phrases.js")).arg(handbook.options.output());
    let Ok(run) = asked.iter().fold(&mut node, |node, text| node.args(["--ask", text])).output() else { return };
    let said = String::from_utf8(run.stdout).unwrap();
    let found: Vec<&str> =
        said.lines().filter_map(|line| line.split_whitespace().find(|word| word.ends_with(".html"))).collect();
    assert_eq!(found, ["b.html", "a.html", "c.html"].repeat(asked.len()), "{said}");
}
