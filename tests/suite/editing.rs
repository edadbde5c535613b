//! Editing over every page of this repository: what an edit does not mean to change stays, byte by byte.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};
use sotay::edit::{Moves, apply, moved, split};
use sotay::site;
use unicode_normalization::UnicodeNormalization;

use crate::driver::Handbook;

fn pages() -> Vec<(String, String)> {
    fn walk(dir: &Path, out: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, out);
            } else if path.extension().is_some_and(|e| e == "md") {
                out.push(path);
            }
        }
    }
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut out = Vec::new();
    walk(&top.join("content"), &mut out);
    walk(&top.join("tests/handbooks/good"), &mut out);
    out.sort();
    out.into_iter().map(|path| (path.display().to_string(), fs::read_to_string(path).unwrap())).collect()
}

/// The same page as other programs would save it.
fn variants(text: &str) -> [(&'static str, String); 4] {
    [
        ("as it is", text.to_owned()),
        ("CRLF", text.replace('\n', "\r\n")),
        ("NFD", text.nfd().collect()),
        ("BOM, NFD, CRLF", format!("\u{FEFF}{}", text.replace('\n', "\r\n").nfd().collect::<String>())),
    ]
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below.max(1)
    }

    fn pick<T: Clone>(&mut self, of: &[T]) -> Option<T> {
        (!of.is_empty()).then(|| of[self.roll(of.len())].clone())
    }
}

/// Pointers to all values of a kind.
fn pointers(value: &Json, wanted: fn(&Json) -> bool) -> Vec<String> {
    fn walk(value: &Json, at: &str, wanted: fn(&Json) -> bool, out: &mut Vec<String>) {
        if wanted(value) {
            out.push(at.to_owned());
        }
        match value {
            Json::Array(items) => {
                items.iter().enumerate().for_each(|(i, item)| walk(item, &format!("{at}/{i}"), wanted, out));
            }
            Json::Object(map) => map.iter().for_each(|(key, item)| {
                walk(item, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), wanted, out);
            }),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
        }
    }
    let mut out = Vec::new();
    walk(value, "", wanted, &mut out);
    out
}

/// What an edit may do to the lines of a file.
#[derive(Debug, Clone, Copy)]
enum May {
    /// Lines of one value become others.
    Replace,
    /// Lines come in at one place, or one line changes (a list in brackets).
    Insert,
    /// Lines go out at one place, or one line changes.
    Remove,
    /// Lines change places, or one line changes.
    Move,
}

const TEXTS: &[&str] = &[
    "hai ba",
    "2026-07-03",
    "12",
    "yes",
    "a: b",
    "[x]",
    "#x",
    "{a}",
    "- x",
    "\"q\" \\ 'r'",
    "*x",
    "&x",
    "một\nhai",
    "null",
    "",
    " x ",
    "x: ",
    "a #b",
    "| x",
    "%x",
    "@x",
    "`x`",
    "Đảng ủy xã Ấp Bắc, ngày 18/9/2023: kết luận",
    "dòng một\n\n  thụt vào\ndòng ba\n",
    "~",
    "!x",
    "? x",
    "0x1F",
    "1_000",
    "12:30",
    "\ttab",
    "x\t",
    "\u{85}",
];

/// One random edit of front matter.
fn edit(head: &mut Json, dice: &mut Dice) -> Option<May> {
    let lists = |head: &Json, least: usize| -> Vec<String> {
        let all = pointers(head, Json::is_array);
        all.into_iter().filter(|at| head.pointer(at).unwrap().as_array().unwrap().len() >= least).collect()
    };
    match dice.roll(6) {
        0 | 1 => {
            let at = dice.pick(&pointers(head, |v| !v.is_array() && !v.is_object()))?;
            *head.pointer_mut(&at).unwrap() = match dice.roll(5) {
                0 => json!(dice.roll(100)),
                1 => json!(dice.roll(2) == 0),
                _ => json!(dice.pick(TEXTS)?),
            };
            Some(May::Replace)
        }
        2 => {
            let maps = pointers(head, |v| v.as_object().is_some_and(|m| m.len() > 1));
            let at = dice.pick(&maps)?;
            let map = head.pointer_mut(&at).unwrap().as_object_mut().unwrap();
            let keys: Vec<String> = map.keys().cloned().collect();
            map.shift_remove(&dice.pick(&keys)?);
            Some(May::Remove)
        }
        3 => {
            let at = dice.pick(&pointers(head, Json::is_object))?;
            let value = match dice.roll(4) {
                0 => json!({"một": 1, "hai": ["x", {"y": "z w"}]}),
                1 => json!(["an toàn lao động ở một nơi làm việc rất xa và rất dài", "b"]),
                _ => json!(dice.pick(TEXTS)?),
            };
            head.pointer_mut(&at).unwrap().as_object_mut().unwrap().insert("khoá mới".to_owned(), value);
            Some(May::Insert)
        }
        4 => {
            let at = dice.pick(&lists(head, 2))?;
            let list = head.pointer_mut(&at).unwrap().as_array_mut().unwrap();
            let (from, to) = (dice.roll(list.len()), dice.roll(list.len()));
            let item = list.remove(from);
            if dice.roll(2) == 0 {
                return Some(May::Remove);
            }
            list.insert(to, item);
            Some(May::Move)
        }
        _ => {
            let at = dice.pick(&lists(head, 1))?;
            let list = head.pointer_mut(&at).unwrap().as_array_mut().unwrap();
            let mut item = list[0].clone();
            match &mut item {
                Json::Object(map) => *map.values_mut().next().unwrap() = json!("mục mới: có dấu"),
                Json::String(text) => text.push_str(" mới"),
                other @ (Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_)) => *other = json!(17),
            }
            list.insert(dice.roll(list.len() + 1), item);
            Some(May::Insert)
        }
    }
}

/// Tells what is wrong with the lines of an edited text, if anything.
fn wrong(old: &str, new: &str, may: May, longest: usize) -> Option<String> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.split('\n').collect(), new.split('\n').collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (gone, come) = (&old[head..old.len() - tail], &new[head..new.len() - tail]);
    let fine = match may {
        _ if gone.len() <= 1 && come.len() <= 1 => true,
        May::Replace => gone.len() <= longest,
        // Where a list or the only key of an item goes, its dash may stand on the line of another.
        May::Insert => gone.len() <= 1,
        May::Remove => come.len() <= 1,
        May::Move => {
            let sorted = |lines: &[&str]| {
                let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
                lines.sort();
                lines
            };
            sorted(gone) == sorted(come)
        }
    };
    (!fine).then(|| format!("{may:?}\n-{}\n+{}", gone.join("\n-"), come.join("\n+")))
}

#[test]
fn a_page_that_is_not_edited_keeps_its_bytes() {
    for (name, text) in pages() {
        for (variant, text) in variants(&text) {
            let parts = split(&text).unwrap_or_else(|fault| panic!("{name} {variant}: {fault:?}"));
            assert_eq!(apply(&text, &parts.head, &parts.body).unwrap(), text, "{name} {variant}");
        }
    }
}

#[test]
fn an_edit_says_what_was_asked_and_touches_no_other_line() {
    let mut dice = Dice(7);
    for (name, text) in pages() {
        for (variant, text) in variants(&text) {
            if dice.roll(4) == 0 {
                let parts = split(&text).unwrap();
                let mut head = parts.head.clone();
                let Some(may) = edit(&mut head, &mut dice) else { continue };
                let new = apply(&text, &head, &parts.body)
                    .unwrap_or_else(|fault| panic!("{name} {variant}: {fault:?}\n{:?}\n{head:?}", parts.head));
                let again = split(&new).unwrap();
                assert_eq!((&again.head, &again.body), (&head, &parts.body), "{name} {variant}");
                if let Some(fault) = wrong(&text, &new, may, 8) {
                    panic!("{name} {variant}: {fault}");
                }
                let ends = |text: &str| text.matches('\n').count() - text.matches("\r\n").count();
                assert!(!text.contains('\r') || ends(&new) == 0, "{name} {variant}: a line of another end");
            }
        }
    }
}

#[test]
fn a_line_of_the_body_changes_alone() {
    let mut dice = Dice(11);
    for (name, text) in pages() {
        for (variant, text) in variants(&text) {
            let parts = split(&text).unwrap();
            let mut lines: Vec<&str> = parts.body.split('\n').collect();
            let at = dice.roll(lines.len());
            match dice.roll(3) {
                0 => lines[at] = "Dòng mới.",
                1 => lines.insert(at, "Dòng mới."),
                _ => drop(lines.remove(at)),
            }
            let body = lines.join("\n");
            let new = apply(&text, &parts.head, &body).unwrap();
            assert_eq!(split(&new).unwrap().body, body, "{name} {variant}");
            assert_eq!(wrong(&text, &new, May::Replace, 2), None, "{name} {variant}");
        }
    }
}

fn moving(handbook: &Handbook, from: &str, to: &str) -> Moves {
    let loaded = site::load(&handbook.options).unwrap().unwrap();
    let page = loaded.handbook.by_stem(from).unwrap();
    moved(&loaded.handbook, page, to, &|path| fs::read_to_string(handbook.path().join(path)).ok())
}

#[test]
fn a_page_that_moves_is_named_anew_and_nothing_else_changes() {
    let handbook = Handbook::from_text(
        "\
--- content/chuyen-de/_index.md ---
---
title: Chuyên đề
doors: [{ reader: Ai, pages: [./tiet-kiem, ./khac] }]
---
--- content/chuyen-de/tiet-kiem.md ---
---
title: Tiết kiệm
---

## Mục {#muc}

[khác](khac.md) [[chuyen-de/khac]] [mình](tiet-kiem.md#muc) [gốc](/chuyen-de/khac) ![h](hinh.png) [đây](#muc)
--- content/chuyen-de/hinh.png ---
x
--- content/chuyen-de/khac.md ---
---
title: Khác
---

[[chuyen-de/tiet-kiem]] [[tiet-kiem|tiet-kiem]] [tiet-kiem.md](tiet-kiem.md) [b](<./tiet-kiem.md#muc> \"tiet-kiem\")
[c](../chuyen-de/tiet-kiem.md) [d](/chuyen-de/tiet-kiem) [tk] `tiet-kiem.md` [[chuyen-de]]

[tk]: tiet-kiem.md
--- content/lich/hop.md ---
---
title: Họp
kind: agenda
meeting: regular
items:
  - title: Một
    minutes: 90
    topic: \"chuyen-de/tiet-kiem\" # chuyen-de/tiet-kiem
    materials: [../chuyen-de/tiet-kiem.md, chuyen-de/khac]
---
",
    );
    let moves = moving(&handbook, "chuyen-de/tiet-kiem", "content/nep/song moi.md");
    let mut shown = String::new();
    for file in &moves.files {
        shown += &format!("{}\n", file.path);
        for (line, before, after) in &file.lines {
            shown += &format!("{line}-{before}\n{line}+{after}\n");
        }
    }
    assert_eq!(moves.left, []);
    assert_eq!(
        shown,
        "\
content/chuyen-de/_index.md
3-doors: [{ reader: Ai, pages: [./tiet-kiem, ./khac] }]
3+doors: [{ reader: Ai, pages: [../nep/song moi, ./khac] }]
content/chuyen-de/khac.md
5-[[chuyen-de/tiet-kiem]] [[tiet-kiem|tiet-kiem]] [tiet-kiem.md](tiet-kiem.md) [b](<./tiet-kiem.md#muc> \"tiet-kiem\")
5+[[nep/song moi]] [[../nep/song moi|tiet-kiem]] [tiet-kiem.md](../nep/song%20moi.md) [b](<../nep/song%20moi.md#muc> \"tiet-kiem\")
6-[c](../chuyen-de/tiet-kiem.md) [d](/chuyen-de/tiet-kiem) [tk] `tiet-kiem.md` [[chuyen-de]]
6+[c](../nep/song%20moi.md) [d](/nep/song%20moi) [tk] `tiet-kiem.md` [[chuyen-de]]
8-[tk]: tiet-kiem.md
8+[tk]: ../nep/song%20moi.md
content/chuyen-de/tiet-kiem.md
7-[khác](khac.md) [[chuyen-de/khac]] [mình](tiet-kiem.md#muc) [gốc](/chuyen-de/khac) ![h](hinh.png) [đây](#muc)
7+[khác](../chuyen-de/khac.md) [[chuyen-de/khac]] [mình](song%20moi.md#muc) [gốc](/chuyen-de/khac) ![h](../chuyen-de/hinh.png) [đây](#muc)
content/lich/hop.md
8-    topic: \"chuyen-de/tiet-kiem\" # chuyen-de/tiet-kiem
8+    topic: \"nep/song moi\" # chuyen-de/tiet-kiem
9-    materials: [../chuyen-de/tiet-kiem.md, chuyen-de/khac]
9+    materials: [../nep/song moi.md, chuyen-de/khac]
"
    );
    for file in &moves.files {
        handbook.write(&file.path, &file.text);
    }
    fs::create_dir_all(handbook.path().join("content/nep")).unwrap();
    fs::rename(handbook.path().join("content/chuyen-de/tiet-kiem.md"), handbook.path().join("content/nep/song moi.md"))
        .unwrap();
    let broken: Vec<_> = handbook.check().iter().map(|d| d.code.name).filter(|name| name.contains("broken")).collect();
    assert_eq!(broken, Vec::<&str>::new());
}
