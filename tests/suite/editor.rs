//! `sotay serve --edit`: the whole path of an author by HTTP, what must never be lost, and who is refused.

use std::fs;
use std::io::{Read as _, Write as _};

use serde_json::{Value, json};

use crate::driver::Handbook;
use crate::serve::{Answer, Preview};

const TOPIC: &str = "chuyen-de/a.md";

const PAGES: &str = "\
--- content/chuyen-de/_index.md ---
---
title: Chuyên đề
pages: topic
---
--- content/chuyen-de/a.md ---
---
# một lời nhắc
title:   'Nêu gương'
summary: Ngắn.
---

Chữ ban đầu.

Đoạn hai.

Đoạn ba.
--- content/chuyen-de/b.md ---
---
title: Trang kia
---

Xem [nêu gương](a.md) và [[chuyen-de/a]].
--- content/chuong-trinh/_index.md ---
---
title: Chương trình
pages: agenda
---
--- content/chuong-trinh/t11.md ---
---
title: Sinh hoạt tháng 11
meeting: regular
starts: 2026-11-26T07:30
items:
  - { title: Điểm danh, minutes: 10 }
  - title: Thảo luận
    minutes: 50
---
";

/// An author who was let in.
struct Author {
    preview: Preview,
    cookie: String,
}

impl Author {
    fn of(handbook: &Handbook) -> Self {
        let preview = Preview::of(handbook, &["--edit", "--date", "2026-11-24"]);
        let entrance = preview.url.split_once("/_sotay/").map(|(_, rest)| format!("/_sotay/{rest}")).unwrap();
        let answer = preview.get_with(&entrance, "");
        assert_eq!((answer.status, answer.header("location")), (303, Some("/_sotay/edit/")));
        let cookie = answer.header("set-cookie").unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
        let cookie = cookie.split(';').next().unwrap().to_owned();
        Self { preview, cookie }
    }

    fn get(&self, below: &str) -> Answer {
        self.preview.get_with(&format!("/_sotay/edit/{below}"), &format!("Cookie: {}\r\n", self.cookie))
    }

    fn read(&self, below: &str) -> Value {
        let answer = self.get(&format!("api/{below}"));
        assert_eq!(answer.status, 200, "{below}: {}", answer.text());
        serde_json::from_str(&answer.text()).unwrap()
    }

    /// What the editor's own page would send, with a few of its headers exchanged.
    fn send(&self, below: &str, headers: &[(&str, Option<&str>)], body: &[u8]) -> Answer {
        self.preview.ask(self.request(below, headers, body))
    }

    fn request(&self, below: &str, headers: &[(&str, Option<&str>)], body: &[u8]) -> Vec<u8> {
        let own = format!("http://localhost:{}", self.preview.port);
        let host = format!("localhost:{}", self.preview.port);
        let usual = [
            ("Host", host.as_str()),
            ("Origin", own.as_str()),
            ("X-Sotay", "edit"),
            ("Content-Type", "application/json"),
            ("Cookie", self.cookie.as_str()),
        ];
        let mut request = format!("POST /_sotay/edit/api/{below} HTTP/1.1\r\nConnection: close\r\n");
        for (name, value) in usual {
            let value = headers.iter().find(|(of, _)| *of == name).map_or(Some(value), |(_, value)| *value);
            if let Some(value) = value {
                request.push_str(&format!("{name}: {value}\r\n"));
            }
        }
        request.push_str(&format!("Content-Length: {}\r\n\r\n", body.len()));
        [request.as_bytes(), body].concat()
    }

    fn post(&self, below: &str, value: &Value) -> (u16, Value) {
        let answer = self.send(below, &[], value.to_string().as_bytes());
        (answer.status, serde_json::from_str(&answer.text()).unwrap_or(Value::Null))
    }

    #[track_caller]
    fn done(&self, below: &str, value: &Value) -> Value {
        let (status, answer) = self.post(below, value);
        assert_eq!(status, 200, "{below}: {answer}");
        answer
    }

    fn upload(&self, name: &str, bytes: &[u8]) -> (u16, Value) {
        let kind = [("Content-Type", Some("application/octet-stream"))];
        let answer = self.send(&format!("upload?for={TOPIC}&name={name}"), &kind, bytes);
        (answer.status, serde_json::from_str(&answer.text()).unwrap_or(Value::Null))
    }
}

fn disk(handbook: &Handbook, path: &str) -> String {
    fs::read_to_string(handbook.path().join("content").join(path)).unwrap()
}

/// The page with another body and another summary, as an editor sends it.
fn edited(page: &Value, from: &str, to: &str) -> Value {
    let body = page["body"].as_str().unwrap().replace(from, to);
    json!({ "path": page["path"], "base": page["hash"], "head": page["head"], "body": body })
}

#[test]
fn a_save_changes_what_was_edited_and_no_other_byte() {
    let handbook = Handbook::from_text(PAGES);
    let before = disk(&handbook, TOPIC).replace('\n', "\r\n");
    handbook.write("content/chuyen-de/a.md", &before);
    let author = Author::of(&handbook);
    let page = author.read(&format!("page?path={TOPIC}"));
    assert_eq!((&page["kind"], &page["crlf"]), (&json!("topic"), &json!(true)));
    assert_eq!(page["head"]["title"], "Nêu gương");
    let saved = author.done("save", &edited(&page, "Đoạn hai.", "Đoạn hai, đã sửa."));
    assert_eq!(disk(&handbook, TOPIC), before.replace("Đoạn hai.", "Đoạn hai, đã sửa."));
    assert_eq!(author.read(&format!("page?path={TOPIC}"))["hash"], saved["hash"]);
    // The version before can be had again, also by another browser.
    let versions = author.read(&format!("history?path={TOPIC}"));
    let id = versions[0]["id"].as_str().unwrap();
    let earlier = author.read(&format!("history?path={TOPIC}&id={id}"));
    assert_eq!(earlier["body"], page["body"]);
    author.done("restore", &json!({ "path": TOPIC, "id": id }));
    assert_eq!(disk(&handbook, TOPIC), before);
    let left: Vec<_> = fs::read_dir(handbook.path().join("content/chuyen-de")).unwrap().collect();
    assert_eq!(left.len(), 3, "nothing is left beside the pages");
}

#[cfg(unix)]
#[test]
fn rights_of_a_file_stay_and_one_that_may_not_be_written_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let handbook = Handbook::from_text(PAGES);
    let author = Author::of(&handbook);
    let path = handbook.path().join("content").join(TOPIC);
    let page = author.read(&format!("page?path={TOPIC}"));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    author.done("save", &edited(&page, "Đoạn hai.", "Hai."));
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
    let page = author.read(&format!("page?path={TOPIC}"));
    assert_eq!(author.post("save", &edited(&page, "Hai.", "Ba.")).0, 500);
}

#[test]
fn what_is_wrong_stands_beside_its_field_and_nothing_is_written() {
    let handbook = Handbook::from_text(PAGES);
    let author = Author::of(&handbook);
    let path = "chuong-trinh/t11.md";
    let before = disk(&handbook, path);
    let page = author.read(&format!("page?path={path}"));
    let checked = author.done("check", &json!({ "path": path, "head": page["head"], "body": page["body"] }));
    let of = |checked: &Value, code: &str| {
        let list = checked["diagnostics"].as_array().unwrap().clone();
        list.into_iter().find(|of| of["code"] == code).unwrap_or_else(|| panic!("{code} in {checked}"))
    };
    let short = of(&checked, "S100");
    assert_eq!((&short["where"], &short["keys"]), (&json!("head"), &json!(["items"])));
    let computed = &checked["computed"];
    assert_eq!((&computed["total"], &computed["required"]), (&json!(60), &json!(90)));
    assert_eq!(computed["timetable"][1]["start"], "07:40");
    assert_eq!(computed["timetable"][1]["end"], "08:30");
    // A fault of the front matter, of a list's item, and of the body.
    let mut head = page["head"].clone();
    head["items"][1]["minutes"] = json!("lâu");
    let checked = author.done("check", &json!({ "path": path, "head": head, "body": "\nXem [cũ](khong-co.md).\n" }));
    assert_eq!(of(&checked, "S029")["keys"], json!(["items", 1, "minutes"]));
    let checked =
        author.done("check", &json!({ "path": path, "head": page["head"], "body": "\nXem [cũ](khong-co.md).\n" }));
    let broken = of(&checked, "S160");
    assert_eq!((&broken["where"], &broken["body_line"]), (&json!("body"), &json!(2)));
    let mut head = page["head"].clone();
    head.as_object_mut().unwrap().shift_remove("meeting");
    let checked = author.done("check", &json!({ "path": path, "head": head, "body": "" }));
    assert_eq!(of(&checked, "S028")["keys"], json!(["meeting"]));
    assert_eq!(disk(&handbook, path), before);
}

#[test]
fn the_preview_is_the_page_as_the_build_would_make_it() {
    let handbook = Handbook::from_text(PAGES);
    let author = Author::of(&handbook);
    let page = author.read(&format!("page?path={TOPIC}"));
    let shown = author.done("preview", &edited(&page, "Chữ ban đầu.", "Chữ **chưa lưu**, <script>x()</script>."));
    let html = shown["html"].as_str().unwrap();
    assert!(
        html.contains("Chữ <strong>chưa lưu</strong>") && html.contains("<base href=\"/chuyen-de/a.html\">"),
        "{html}"
    );
    assert!(!html.contains("<script>"), "authors' scripts are cleaned away");
    let below = shown["url"].as_str().unwrap().strip_prefix("/_sotay/edit/").unwrap().to_owned();
    let answer = author.get(&below);
    assert_eq!(answer.text(), html);
    assert!(!answer.header("content-security-policy").unwrap().contains("script-src"), "no script runs in it");
    assert!(disk(&handbook, TOPIC).contains("Chữ ban đầu."));
}

#[test]
fn a_file_that_changed_underneath_is_merged_or_both_are_shown() {
    let handbook = Handbook::from_text(PAGES);
    let author = Author::of(&handbook);
    let page = author.read(&format!("page?path={TOPIC}"));
    let before = disk(&handbook, TOPIC);
    handbook.write("content/chuyen-de/a.md", before.replace("Đoạn ba.", "Đoạn ba, của người khác."));
    let saved = author.done("save", &edited(&page, "Chữ ban đầu.", "Chữ của tôi."));
    assert_eq!(saved["merged"], true);
    assert!(saved["body"].as_str().unwrap().contains("của người khác"));
    let both = before.replace("Chữ ban đầu.", "Chữ của tôi.").replace("Đoạn ba.", "Đoạn ba, của người khác.");
    assert_eq!(disk(&handbook, TOPIC), both);
    // The same line: nothing is written, and theirs is shown.
    let (status, answer) = author.post("save", &edited(&page, "Chữ ban đầu.", "Chữ khác nữa."));
    assert_eq!(status, 409, "{answer}");
    assert!(answer["theirs"]["body"].as_str().unwrap().contains("Chữ của tôi."));
    assert_eq!(disk(&handbook, TOPIC), both);
    // With theirs in hand, it can be saved.
    let mine =
        json!({ "path": TOPIC, "base": answer["theirs"]["hash"], "head": page["head"], "body": "\nSau cùng.\n" });
    author.done("save", &mine);
    assert!(disk(&handbook, TOPIC).ends_with("---\n\nSau cùng.\n"));
}

#[test]
fn what_was_typed_outlives_the_server() {
    let handbook = Handbook::from_text(PAGES);
    let page = {
        let author = Author::of(&handbook);
        let page = author.read(&format!("page?path={TOPIC}"));
        author.done("autosave", &edited(&page, "Chữ ban đầu.", "Chữ chưa lưu."));
        page
        // Killed here.
    };
    let author = Author::of(&handbook);
    let again = author.read(&format!("page?path={TOPIC}"));
    assert_eq!(again["hash"], page["hash"], "the file itself is as it was");
    assert_eq!(again["autosaved"]["base"], page["hash"]);
    assert!(again["autosaved"]["body"].as_str().unwrap().contains("Chữ chưa lưu."));
    assert_eq!(author.read("board")["drafts"][0]["title"], "Nêu gương");
    author.done("save", &edited(&page, "Chữ ban đầu.", "Chữ chưa lưu."));
    assert!(author.read(&format!("page?path={TOPIC}"))["autosaved"].is_null());
    author.done("autosave", &json!({ "path": TOPIC, "base": page["hash"], "raw": "x" }));
    author.done("forget", &json!({ "path": TOPIC }));
    assert!(author.read("board")["drafts"].as_array().unwrap().is_empty());
}

#[test]
fn what_was_typed_into_a_page_that_is_gone_makes_it_again() {
    let handbook = Handbook::from_text(PAGES);
    let author = Author::of(&handbook);
    let page = author.read(&format!("page?path={TOPIC}"));
    author.done("autosave", &edited(&page, "Chữ ban đầu.", "Chữ chưa lưu."));
    assert_eq!(author.read("board")["drafts"][0]["gone"], false);
    assert_eq!(author.post("restore", &json!({ "draft": TOPIC })).0, 409, "nothing is overwritten");
    handbook.remove("content/chuyen-de/a.md");
    let drafts = author.read("board")["drafts"].clone();
    assert_eq!((&drafts[0]["title"], &drafts[0]["gone"]), (&json!("Nêu gương"), &json!(true)));
    author.done("restore", &json!({ "draft": TOPIC }));
    let text = disk(&handbook, TOPIC);
    assert!(text.contains("Nêu gương") && text.contains("Chữ chưa lưu."), "{text}");
    assert_eq!(author.read("board")["drafts"], json!([]));
}

#[test]
fn sums_of_scorecards_and_courses_are_those_of_the_build() {
    let handbook = Handbook::from_text(PAGES);
    handbook.write(
        "content/phieu.md",
        "---\ntitle: Phiếu\nkind: scorecard\ntotal: 10\ngroups:\n  - title: Một\n    max: 6\n    criteria:\n      - { id: a, title: A, \
         max: 4, scoring: choose, bands: [{ label: đủ, points: 4 }, { label: thiếu, points: 1.5 }] }\n      - { id: b, title: B, \
         max: 2 }\n  - title: Hai\n    max: 4\n    criteria:\n      - { id: c, title: C, max: 4 }\nlevels:\n  - { name: Tốt, from: 8 \
         }\n  - { name: Kém, from: 0 }\nexamples:\n  - { title: X, points: { a: 1.5 }, total: 9, level: Tốt }\n---\n",
    );
    handbook.write(
        "content/lop.md",
        "---\ntitle: Lớp\nkind: course\nprogramme:\n  - { title: Một, hours: 6 }\n  - { title: Hai, hours: 4 }\nsessions:\n  - { \
         starts: 2026-11-26T07:30, title: Một, hours: 8 }\n---\n",
    );
    let author = Author::of(&handbook);
    let computed = |path: &str, change: &dyn Fn(&mut Value)| {
        let page = author.read(&format!("page?path={path}"));
        let mut head = page["head"].clone();
        change(&mut head);
        author.done("check", &json!({ "path": path, "head": head, "body": page["body"] }))["computed"].clone()
    };
    let sum = |keys: Value, sum: f64, whole: f64| json!({ "keys": keys, "sum": sum, "whole": whole, "fits": (sum - whole).abs() < 1e-9 });
    let card = computed("phieu.md", &|_| ());
    let of_groups = [
        sum(json!(["groups", 0, "criteria"]), 6.0, 6.0),
        sum(json!(["groups", 1, "criteria"]), 4.0, 4.0),
        sum(json!(["groups"]), 10.0, 10.0),
    ];
    assert_eq!(card["sums"], json!(of_groups));
    let bands = json!(["groups", 0, "criteria", 0, "bands"]);
    assert_eq!(card["bands"], json!([sum(bands.clone(), 4.0, 4.0)]));
    assert_eq!(card["outcomes"], json!([{ "total": 7.5, "level": "Kém", "capped": null }]));
    // As one types: the sums follow, and what rests on sums that do not close is not computed.
    let card = computed("phieu.md", &|head| head["groups"][0]["criteria"][0]["max"] = json!(5));
    assert_eq!(card["sums"][0], sum(json!(["groups", 0, "criteria"]), 7.0, 6.0));
    assert_eq!(card["bands"], json!([sum(bands, 4.0, 5.0)]));
    assert_eq!(card["outcomes"], json!([]));
    let card = computed("phieu.md", &|head| head["groups"][0]["criteria"][0]["max"] = Value::Null);
    assert_eq!(card, Value::Null, "a number that is missing: nothing is added up, and no earlier sum stays");
    let course = computed("lop.md", &|_| ());
    assert_eq!(course["sums"][0], json!({ "keys": ["programme"], "sum": 10.0, "whole": null, "fits": null }));
    assert_eq!(course["sums"][1], sum(json!(["sessions"]), 8.0, 10.0));
    let course = computed("lop.md", &|head| head["hours"] = json!(8));
    assert_eq!(course["sums"][0], sum(json!(["programme"]), 10.0, 8.0));
    assert_eq!(course["sums"][1], sum(json!(["sessions"]), 8.0, 8.0));
}

#[test]
fn front_matter_that_cannot_be_read_is_edited_as_text() {
    let handbook = Handbook::from_text(PAGES);
    handbook.write("content/chuyen-de/hong.md", "---\ntitle: [\n---\nChữ.\n");
    let author = Author::of(&handbook);
    let page = author.read("page?path=chuyen-de/hong.md");
    assert!(page["raw"].as_str().unwrap().contains("title: ["));
    assert!(page["fault"]["line"].as_u64().unwrap() >= 2, "{page}");
    let text = "---\ntitle: Lành\n---\nChữ.\n";
    let checked = author.done("check", &json!({ "path": "chuyen-de/hong.md", "raw": text }));
    assert_eq!(checked["diagnostics"], json!([]));
    author.done("save", &json!({ "path": "chuyen-de/hong.md", "base": page["hash"], "raw": text }));
    assert_eq!(disk(&handbook, "chuyen-de/hong.md"), text);
    // Even while the handbook as a whole cannot be read.
    drop(author);
    handbook.write("sotay.yaml", "titel: x\n");
    let author = Author::of(&handbook);
    assert_eq!(author.read("board")["problems"][0]["path"], "sotay.yaml");
    let page = author.read("page?path=chuyen-de/hong.md");
    author.done("save", &edited(&page, "Chữ.", "Chữ mới."));
    assert!(disk(&handbook, "chuyen-de/hong.md").ends_with("Chữ mới.\n"));
}

#[test]
fn the_board_says_what_wants_looking_after() {
    let handbook = Handbook::from_text(PAGES);
    let author = Author::of(&handbook);
    let board = author.read("board");
    let due: Vec<(&str, &str)> = board["due"]
        .as_array()
        .unwrap()
        .iter()
        .map(|due| (due["date"].as_str().unwrap(), due["path"].as_str().unwrap()))
        .collect();
    assert_eq!(due, [("2026-11-25", "chuong-trinh/t11.md"), ("2026-11-28", "chuong-trinh/t11.md")]);
    assert!(board["problems"].as_array().unwrap().iter().any(|of| of["code"] == "S100" && of["line"].is_number()));
    assert_eq!(board["coverage"][0]["missing"], json!(["sinh hoạt mẫu", "chương trình"]));
    assert_eq!(board["pages"].as_array().unwrap().len(), 5);
    let kinds = author.read("kinds");
    assert!(kinds.as_array().unwrap().iter().any(|of| of["key"] == "topic" && of["folder"] == "chuyen-de"));
    assert_eq!(author.read("words")["units"][0]["id"], "chi-bo-a");
}

#[test]
fn a_page_is_begun_moved_removed_and_restored() {
    let handbook = Handbook::from_text(PAGES);
    let author = Author::of(&handbook);
    let new = author.done("new", &json!({ "kind": "topic", "title": "Học và làm theo" }));
    assert_eq!(new["path"], "chuyen-de/hoc-va-lam-theo.md");
    let (status, again) = author.post("new", &json!({ "kind": "topic", "title": "Học và làm theo" }));
    assert_eq!(status, 409, "{again}");
    assert_eq!(author.read("page?path=chuyen-de/hoc-va-lam-theo.md")["kind"], "topic");
    // A move is shown first, then done: links follow, the old address leads on.
    let wish = |dry| json!({ "path": TOPIC, "to": "chuyen-de/neu-guong.md", "dry": dry });
    let before = (disk(&handbook, TOPIC), disk(&handbook, "chuyen-de/b.md"));
    let shown = author.done("move", &wish(true));
    assert_eq!((disk(&handbook, TOPIC), disk(&handbook, "chuyen-de/b.md")), before);
    let lines = shown["files"].as_array().unwrap().iter().find(|of| of["path"] == "chuyen-de/b.md").unwrap();
    assert!(lines["lines"][0]["after"].as_str().unwrap().contains("neu-guong"), "{shown}");
    assert_eq!(shown["aliases"], json!(["/chuyen-de/a.html"]));
    author.done("move", &wish(false));
    assert!(!handbook.path().join("content").join(TOPIC).exists());
    let moved = disk(&handbook, "chuyen-de/neu-guong.md");
    assert!(moved.contains("# một lời nhắc") && moved.contains("/chuyen-de/a.html"), "{moved}");
    let site = handbook_without_short_meeting(&handbook, "chuyen-de/a.html");
    assert!(site.contains("neu-guong"), "{site}");
    // Removed, and back.
    let removed = author.done("delete", &json!({ "path": "chuyen-de/neu-guong.md" }));
    assert!(!handbook.path().join("content/chuyen-de/neu-guong.md").exists());
    let trash = author.read("trash");
    assert_eq!((&trash[0]["path"], &trash[0]["title"]), (&json!("chuyen-de/neu-guong.md"), &json!("Nêu gương")));
    assert!(trash[0]["deleted"].as_str().unwrap().starts_with("20"), "{trash}");
    author.done("restore", &json!({ "trash": removed["trash"] }));
    assert_eq!(disk(&handbook, "chuyen-de/neu-guong.md"), moved);
    for trash in ["../history", "", "000000000000000"] {
        assert_eq!(author.post("restore", &json!({ "trash": trash })).0, 404);
    }
}

/// What the site has at an old address.
fn handbook_without_short_meeting(handbook: &Handbook, old: &str) -> String {
    handbook.write("content/chuong-trinh/t11.md", "---\ntitle: Họp\nkind: page\n---\n");
    handbook.site().text(old)
}

#[test]
fn a_section_moves_with_all_that_is_in_it() {
    let handbook = Handbook::from_text(PAGES);
    handbook.write(
        "content/chuyen-de/sau/c.md",
        "---\ntitle: Sâu\n---\n\n[a](../a.md), [họp](../../chuong-trinh/t11.md)\n",
    );
    handbook.write("content/chuyen-de/hinh.png", b"\x89PNG");
    handbook.write(
        "content/ngoai.md",
        "---\ntitle: Ngoài\n---\n\n[a](chuyen-de/a.md) [[chuyen-de]] ![h](chuyen-de/hinh.png)\n",
    );
    let settings = disk(&handbook, "../sotay.yaml") + "menu: [chuyen-de, ngoai]\n";
    handbook.write("sotay.yaml", &settings);
    let author = Author::of(&handbook);
    let page = author.read(&format!("page?path={TOPIC}"));
    author.done("save", &edited(&page, "Đoạn hai.", "Đoạn hai, đã sửa."));
    let page = author.read(&format!("page?path={TOPIC}"));
    author.done("autosave", &edited(&page, "Chữ ban đầu.", "Chữ chưa lưu."));
    let wish = |to: &str, dry| json!({ "path": "chuyen-de/_index.md", "to": to, "dry": dry });
    let before = (disk(&handbook, TOPIC), disk(&handbook, "ngoai.md"));
    // Nothing is overwritten, and nothing moves into itself or alone.
    for (to, status) in [
        ("chuong-trinh/_index.md", 409),
        ("CHUYEN-DE/_index.md", 409),
        ("chuyen-de/sau/hon/_index.md", 422),
        ("chuyen-de/_index.md", 422),
        ("nep-song.md", 422),
        ("_index.md", 422),
        ("../nep/_index.md", 400),
    ] {
        assert_eq!(author.post("move", &wish(to, false)).0, status, "{to}");
    }
    let shown = author.done("move", &wish("hoc-tap/nep-song/_index.md", true));
    assert_eq!((disk(&handbook, TOPIC), disk(&handbook, "ngoai.md")), before);
    assert_eq!(shown["pages"], 4);
    assert_eq!(shown["left"][0]["path"], "sotay.yaml");
    let changed: Vec<&str> = shown["files"].as_array().unwrap().iter().map(|of| of["path"].as_str().unwrap()).collect();
    assert_eq!(changed, ["chuyen-de/b.md", "chuyen-de/sau/c.md", "ngoai.md"]);
    author.done("move", &wish("hoc-tap/nep-song/_index.md", false));
    assert!(!handbook.path().join("content/chuyen-de").exists());
    assert!(handbook.path().join("content/hoc-tap/nep-song/hinh.png").exists());
    assert!(!handbook.path().join(".sotay-edit/move.json").exists());
    assert!(disk(&handbook, "hoc-tap/nep-song/sau/c.md").contains("[a](../a.md), [họp](../../../chuong-trinh/t11.md)"));
    assert!(
        disk(&handbook, "ngoai.md")
            .contains("[a](hoc-tap/nep-song/a.md) [[hoc-tap/nep-song]] ![h](hoc-tap/nep-song/hinh.png)")
    );
    let moved = disk(&handbook, "hoc-tap/nep-song/a.md");
    assert!(moved.contains("# một lời nhắc\ntitle:   'Nêu gương'") && moved.contains("/chuyen-de/a.html"), "{moved}");
    // What was typed and the earlier versions came along.
    let page = author.read("page?path=hoc-tap/nep-song/a.md");
    assert!(page["autosaved"]["body"].as_str().unwrap().contains("Chữ chưa lưu."));
    assert_eq!(author.read("history?path=hoc-tap/nep-song/a.md").as_array().unwrap().len(), 2);
    assert!(author.read("board")["drafts"][0]["path"] == "hoc-tap/nep-song/a.md");
    drop(author);
    handbook.write("sotay.yaml", settings.replace("[chuyen-de,", "[hoc-tap/nep-song,"));
    assert_eq!(handbook.codes(), ["S100", "S198"], "no link is broken");
    for old in ["chuyen-de/index.html", "chuyen-de/a.html", "chuyen-de/sau/c.html"] {
        assert!(handbook_without_short_meeting(&handbook, old).contains("hoc-tap/nep-song/"), "{old}");
    }
}

#[test]
fn a_section_whose_move_was_cut_short_has_moved_or_stayed() {
    let mut text = "--- content/a/_index.md ---\n---\ntitle: A\n---\n".to_owned();
    for n in 0..12 {
        text += &format!("--- content/a/p{n}.md ---\n---\ntitle: P {n}\n---\n\n[x](../x{n}.md)\n");
        text += &format!("--- content/x{n}.md ---\n---\ntitle: X {n}\n---\n\n[p](a/p{n}.md)\n");
    }
    for step in 0..10_u64 {
        let handbook = Handbook::from_text(&text);
        let author = Author::of(&handbook);
        let wish = json!({ "path": "a/_index.md", "to": "b/c/_index.md", "dry": false });
        let mut stream = author.preview.open();
        stream.write_all(&author.request("move", &[], wish.to_string().as_bytes())).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(step * 12));
        // Killed here; the next start finishes what was begun.
        drop(author);
        drop(Author::of(&handbook));
        let moved = handbook.path().join("content/b/c/_index.md").exists();
        assert_eq!(handbook.path().join("content/a").exists(), !moved, "step {step}");
        let page = disk(&handbook, if moved { "b/c/p11.md" } else { "a/p11.md" });
        assert_eq!(page.contains("/a/p11.html"), moved, "step {step}: {page}");
        assert_eq!(handbook.codes(), Vec::<&str>::new(), "step {step}: every link leads somewhere");
    }
}

#[test]
fn pictures_come_in_by_what_they_are() {
    let handbook = Handbook::from_text(PAGES);
    let author = Author::of(&handbook);
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x03\0\0\0\x02\x08\x06\0\0\0".to_vec();
    let (status, added) = author.upload("So%20%C4%91%E1%BB%93.html", &png);
    assert_eq!((status, &added["path"]), (200, &json!("so-do.png")), "{added}");
    assert_eq!(author.upload("so-do.png", &png).1["path"], "so-do-2.png", "nothing is overwritten");
    assert_eq!(author.upload("..%2f..%2fsotay.yaml", &png).1["file"], "chuyen-de/sotay.png");
    for (bytes, wanted) in [
        (&b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>"[..], 415),
        (b"<!doctype html><script>x()</script>", 415),
        (b"MZ", 415),
        (b"", 415),
    ] {
        assert_eq!(author.upload("a.png", bytes).0, wanted);
    }
    png[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    assert_eq!(author.upload("a.png", &png).0, 422);
    // Far too large: the words come all the same, and not a closed connection.
    png.resize(40 * 1024 * 1024, 0);
    assert_eq!(author.upload("a.png", &png).0, 413);
}

#[test]
fn a_drawing_is_kept_without_what_it_could_do_and_can_be_printed() {
    let handbook = Handbook::from_text(PAGES);
    let author = Author::of(&handbook);
    let hostile = b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' onload='x()' width='90' height='40'>\
        <script>x()</script><style>@import 'https://x.vn/a.css'; .a { fill: url(#b) }</style><rect class='a' width='90' \
        height='40'/><image href='https://x.vn/a.png'/><a href='javascript:x()'><text y='9'>H\xe1\xbb\x8dp</text></a></svg>";
    let (status, added) = author.upload("so-do.svg", hostile);
    assert_eq!((status, &added["path"], &added["lacks"]), (200, &json!("so-do.svg"), &json!(true)), "{added}");
    assert_eq!((&added["width"], &added["height"]), (&json!(90), &json!(40)));
    let kept = disk(&handbook, "chuyen-de/so-do.svg");
    assert!(kept.contains("Họp") && kept.contains("<rect"), "{kept}");
    for gone in ["script", "onload", "x()", "x.vn", "image", "javascript"] {
        assert!(!kept.contains(gone), "{gone}: {kept}");
    }
    let bomb = b"<!DOCTYPE svg [<!ENTITY a 'a'>]><svg xmlns='http://www.w3.org/2000/svg'><text>&a;</text></svg>";
    let (status, refused) = author.upload("a.svg", bomb);
    assert_eq!(status, 415);
    assert!(refused["error"]["message"].as_str().unwrap().contains("SVG"), "{refused}");
    // On paper and in a book, too: nothing is said of it.
    let page = author.read(&format!("page?path={TOPIC}"));
    author.done("save", &edited(&page, "Đoạn hai.", "![Sơ đồ](so-do.svg)"));
    drop(author);
    fs::remove_dir_all(handbook.path().join("content/chuong-trinh")).unwrap();
    handbook.write("sotay.yaml", "title: Sổ tay thử\nunits: [{ id: chi-bo-a, name: Chi bộ A }]\n");
    let built = handbook.build();
    assert!(built.diagnostics.iter().all(|of| !of.code.id.starts_with("S31")), "{:?}", built.diagnostics);
    assert!(built.published);
}

#[test]
fn no_path_leaves_the_content() {
    let handbook = Handbook::from_text(PAGES);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../../sotay.yaml", handbook.path().join("content/chuyen-de/link.md")).unwrap();
        std::os::unix::fs::symlink("/tmp", handbook.path().join("content/lien-ket")).unwrap();
    }
    let settings = fs::read(handbook.path().join("sotay.yaml")).unwrap();
    let author = Author::of(&handbook);
    let hostile = [
        "../sotay.yaml",
        "../sotay.md",
        "chuyen-de/../../x.md",
        "%2e%2e/x.md",
        "chuyen-de/%2E%2e%2fx.md",
        "/etc/passwd.md",
        "C:\\x.md",
        "C:/x.md",
        "\\\\server\\share\\x.md",
        "//server/share/x.md",
        "chuyen-de\\..\\x.md",
        "a\u{0}.md",
        "con.md",
        "chuyen-de/NUL.md",
        ".an/x.md",
        "chuyen-de/x.md.",
        "chuyen-de/x.html",
        "",
        #[cfg(unix)]
        "chuyen-de/link.md",
        #[cfg(unix)]
        "lien-ket/x.md",
        "chuyen-de/A.md",
    ];
    for path in hostile {
        for (below, value) in [
            ("save", json!({ "path": path, "base": "0", "raw": "x" })),
            ("check", json!({ "path": path, "raw": "x" })),
            ("delete", json!({ "path": path })),
            ("move", json!({ "path": TOPIC, "to": path, "dry": false })),
        ] {
            let (status, answer) = author.post(below, &value);
            assert!((400..500).contains(&status), "{below} {path:?}: {status} {answer}");
        }
    }
    for folder in ["../..", "/tmp", "a/../../..", "..\\..", "C:\\", "lien-ket"] {
        let (status, answer) = author.post("new", &json!({ "kind": "topic", "title": "X", "folder": folder }));
        assert!((400..500).contains(&status), "{folder}: {status} {answer}");
    }
    assert_eq!(fs::read(handbook.path().join("sotay.yaml")).unwrap(), settings);
    assert!(handbook.path().join("content").join(TOPIC).exists());
}

#[test]
fn only_the_editor_itself_is_served() {
    let handbook = Handbook::from_text(PAGES);
    let author = Author::of(&handbook);
    let body = json!({ "path": TOPIC }).to_string();
    let foreign = format!("http://localhost:{}", author.preview.port + 1);
    for (name, value, wanted) in [
        ("Cookie", None, 403),
        ("Cookie", Some("sotay-edit-1=0"), 403),
        ("Origin", None, 403),
        ("Origin", Some("null"), 403),
        ("Origin", Some(foreign.as_str()), 403),
        ("Host", Some("evil.example"), 403),
        ("X-Sotay", None, 403),
        ("X-Sotay", Some("live"), 403),
        ("Content-Type", Some("text/plain"), 415),
        ("Content-Type", None, 415),
    ] {
        let answer = author.send("delete", &[(name, value)], body.as_bytes());
        assert_eq!(answer.status, wanted, "{name}: {value:?}");
    }
    assert!(handbook.path().join("content").join(TOPIC).exists());
    for path in ["", "api/board", "files/main.js", "api/page?path=chuyen-de/a.md", "?token=0", "?token="] {
        assert_eq!(author.preview.get_with(&format!("/_sotay/edit/{path}"), "").status, 403, "{path}");
    }
    assert_eq!(author.send("save", &[], &vec![b' '; 5 * 1024 * 1024]).status, 413);
    assert_eq!(author.send("save", &[], b"{").status, 400);
    assert_eq!(author.get("api/save").status, 405);
    assert_eq!(author.send("board", &[], b"{}").status, 405);
    assert_eq!(author.get("files/../edit.html").status, 404);
    let client = author.get("");
    let policy = client.header("content-security-policy").unwrap();
    assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe"), "{policy}");
    // Without the flag there is no editor.
    let plain = Preview::of(&handbook, &[]);
    assert_eq!(plain.get_with("/_sotay/edit/", "").status, 404);
}

#[test]
fn one_who_sends_slowly_holds_up_nobody() {
    let handbook = Handbook::from_text(PAGES);
    let author = Author::of(&handbook);
    let mut slow = Vec::new();
    for _ in 0..20 {
        let mut stream = author.preview.open();
        let port = author.preview.port;
        let head = format!(
            "POST /_sotay/edit/api/check HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\nX-Sotay: edit\r\n\
             Content-Type: application/json\r\nCookie: {}\r\nContent-Length: 1000\r\n\r\n{{",
            author.cookie
        );
        stream.write_all(head.as_bytes()).unwrap();
        slow.push(stream);
    }
    assert_eq!(author.read(&format!("page?path={TOPIC}"))["kind"], "topic");
    for mut stream in slow {
        stream.set_nonblocking(true).unwrap();
        assert!(stream.read(&mut [0]).is_err(), "it is still waited for");
    }
}
