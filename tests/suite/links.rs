//! Addresses, references, backlinks, order, taxonomies.

use crate::driver::Handbook;

#[test]
fn addresses_are_vietnamese_slugs_and_stay_inside() {
    let site = Handbook::from_text(
        "\
--- content/Chuyên đề/Đường lối đổi mới.md ---
---
title: A
---
--- content/b.md ---
---
title: B
slug: Địa chỉ riêng
aliases: [cu/trang.html, /cũ/, ../../etc/passwd]
---
",
    )
    .site();
    for address in [
        "chuyen-de/duong-loi-doi-moi.html",
        "chuyen-de/index.html",
        "dia-chi-rieng.html",
        "cu/trang.html",
        "cu/index.html",
    ] {
        assert!(site.0.contains_key(address), "{address}: {:?}", site.addresses());
    }
    assert!(site.addresses().iter().all(|a| a.is_ascii() && !a.contains("..")));
    let redirect = site.text("cu/trang.html");
    assert!(redirect.contains("../dia-chi-rieng.html") && redirect.contains("http-equiv=\"refresh\""));
}

#[test]
fn every_form_of_reference_finds_its_page() {
    let site = Handbook::from_text(
        "\
--- content/chuyen-de/tiet-kiem.md ---
---
title: Tiết kiệm
---

## Mục một {#mot}
--- content/chuyen-de/khac.md ---
---
title: Khác
---

[[chuyen-de/tiet-kiem]] [[tiet-kiem|chữ khác]] [[chuyen-de/tiet-kiem#mot]] [a](tiet-kiem.md) [b](./tiet-kiem.md#mot)
[c](../chuyen-de/tiet-kiem.md) [d](/chuyen-de/tiet-kiem) [[chuyen-de]] [e](https://example.com/?a=1&b=2)

| Bảng |
|---|
| [[chuyen-de/tiet-kiem\\|trong bảng]] |
",
    )
    .site();
    let body = site.body("chuyen-de/khac.html");
    assert_eq!(body.matches("href=\"../chuyen-de/tiet-kiem.html\"").count(), 6, "{body}");
    assert_eq!(body.matches("href=\"../chuyen-de/tiet-kiem.html#mot\"").count(), 2, "{body}");
    for part in
        [">Tiết kiệm</a>", ">chữ khác</a>", ">trong bảng</a>", "href=\"../chuyen-de/index.html\"", "a=1&amp;b=2"]
    {
        assert!(body.contains(part), "no {part} in {body}");
    }
    assert!(site.main("chuyen-de/tiet-kiem.html").contains("khac.html"), "it says where it is mentioned");
}

const REGISTER: &str = "\
--- content/van-ban/cu.md ---
---
kind: directive
title: Hướng dẫn 12
number: 12-HD/BTCTW
issuer: Ban Tổ chức Trung ương
issued: 2018-07-06
about: sinh hoạt chi bộ
---
--- content/van-ban/trung.md ---
---
kind: directive
title: Hướng dẫn 12 khác
number: 12-HD/BTCTW
issuer: Ban Tổ chức Trung ương
issued: 2022-01-18
about: hồ sơ đảng viên
---
--- content/van-ban/moi.md ---
---
kind: directive
title: Hướng dẫn 42
number: 42-HD/BTCTW
issuer: Ban Tổ chức Trung ương
issued: 2025-10-28
about: thực hiện Chỉ thị 50
replaces: [\"12-HD/BTCTW, 06/7/2018\"]
other_names: [HD 42]
---
";

fn citing(date: &str, citation: &str) -> Handbook {
    Handbook::from_text(&format!(
        "{REGISTER}--- content/a.md ---\n---\ntitle: A\ndate: {date}\n---\n\n[[{citation}]]\n"
    ))
}

#[test]
fn a_directive_is_judged_on_the_day_of_the_page_that_cites_it() {
    for (date, citation, codes) in [
        ("2026-01-05", "12-HD/BTCTW, 06/7/2018", vec!["S153"]),
        ("2026-01-05", "12-HD/BTCTW, 06/7/2018|historical", vec![]),
        ("2020-01-05", "12-HD/BTCTW, 06/7/2018", vec![]),
        ("2020-01-05", "42-HD/BTCTW", vec!["S155"]),
        ("2026-01-05", "42-HD/BTCTW", vec![]),
        ("2026-01-05", "hd 42", vec![]),
        ("2026-01-05", "12-HD/BTCTW", vec!["S151"]),
        ("2026-01-05", "12-HD/BTCTW, 07/7/2018", vec!["S152"]),
        ("2026-01-05", "43-HD/BTCTW", vec!["S150"]),
    ] {
        assert_eq!(citing(date, citation).codes(), codes, "[[{citation}]] on {date}");
    }
}

#[test]
fn a_replaced_directive_names_its_successor_on_the_page_too() {
    let site = citing("2026-01-05", "12-HD/BTCTW, 06/7/2018").site();
    assert!(site.main("a.html").contains("42-HD/BTCTW"), "{}", site.main("a.html"));
    let old = site.main("van-ban/cu.html");
    assert!(old.contains("moi.html") && old.contains("status replaced"), "{old}");
}

#[test]
fn pages_follow_order_then_title_by_syllable() {
    let site = Handbook::from_text(
        "\
--- content/m/_index.md ---
---
title: Mục
---
--- content/m/1.md ---
---
title: má bà
---
--- content/m/2.md ---
---
title: ma cá
---
--- content/m/3.md ---
---
title: Chi ủy 10
---
--- content/m/4.md ---
---
title: Chi ủy 2
---
--- content/m/5.md ---
---
title: đan
---
--- content/m/6.md ---
---
title: dan
---
--- content/m/7.md ---
---
title: zzz
order: 1
---
",
    )
    .site();
    let main = site.main("m/index.html");
    let at = |n: u8| main.find(&format!("m/{n}.html")).unwrap();
    let order = [7, 4, 3, 6, 5, 2, 1];
    assert!(order.windows(2).all(|pair| at(pair[0]) < at(pair[1])), "{main}");
    assert!(site.main("m/3.html").contains("rel=\"prev\" href=\"../m/4.html\""));
}

#[test]
fn taxonomies_gather_pages_under_one_address() {
    let site = Handbook::from_text(
        "\
--- content/a.md ---
---
title: A
date: 2026-01-05
tags: [Chuyển đổi số]
themes: [Dân chủ]
org_types: [hanh-chinh]
---
--- content/b.md ---
---
title: B
tags: [chuyển đổi số]
---
",
    )
    .site();
    let term = site.main("phan-loai/tu-khoa/chuyen-doi-so.html");
    assert!(term.contains("a.html") && term.contains("b.html"));
    for address in [
        "phan-loai/chu-de/dan-chu.html",
        "phan-loai/loai-hinh/hanh-chinh.html",
        "phan-loai/nam/2026.html",
        "phan-loai/nam/index.html",
    ] {
        assert!(site.0.contains_key(address), "{address}");
    }
}

#[test]
fn a_broken_directive_file_does_not_make_its_citations_unknown() {
    let text = format!("{REGISTER}--- content/a.md ---\n---\ntitle: A\ndate: 2026-01-05\n---\n\n[[42-HD/BTCTW]]\n");
    let handbook = Handbook::from_text(&text);
    handbook.write("content/van-ban/42-hd-btctw.md", "---\ntitle: x\nkind: directive\nnumbr: 42-HD/BTCTW\n---\n");
    handbook.remove("content/van-ban/moi.md");
    assert!(!handbook.codes().contains(&"S150"), "{:?}", handbook.codes());
}
