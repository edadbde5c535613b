//! What an edit leaves and what it changes: examples, and every page of this repository.
#![allow(clippy::unwrap_used, reason = "tests")]

use serde_json::{Value as Json, json};

use super::{apply, split};

/// Edits front matter by a function on its values; the body stays.
fn edit(yaml: &str, change: impl FnOnce(&mut Json)) -> String {
    let text = format!("---\n{yaml}---\nBody\n");
    let parts = split(&text).unwrap();
    let mut head = parts.head;
    change(&mut head);
    let new = apply(&text, &head, &parts.body).unwrap();
    assert_eq!(split(&new).unwrap().head, head, "{new}");
    new.strip_prefix("---\n").unwrap().strip_suffix("---\nBody\n").unwrap().to_owned()
}

#[test]
fn a_value_changes_in_its_place() {
    let cases: &[(&str, &str, Json, &str)] = &[
        ("minutes: 5 # c\n", "/minutes", json!(7), "minutes: 7 # c\n"),
        ("title:   \"Một\"   # c\n", "/title", json!("Hai \"2\""), "title:   \"Hai \\\"2\\\"\"   # c\n"),
        ("title: 'Một'\n", "/title", json!("it's"), "title: 'it''s'\n"),
        ("date: 2026-01-02\n", "/date", json!("2026-07-03"), "date: 2026-07-03\n"),
        ("title: một\n", "/title", json!("một: hai"), "title: \"một: hai\"\n"),
        ("title: một\n", "/title", json!("[hai]"), "title: \"[hai]\"\n"),
        ("title: một\n", "/title", json!("yes"), "title: \"yes\"\n"),
        ("title: một\n", "/title", json!("12"), "title: \"12\"\n"),
        ("title: một\n", "/title", json!("a\nb"), "title: |-\n  a\n  b\n"),
        ("title: một # c\nb: 1\n", "/title", json!("a\nb\n"), "title: | # c\n  a\n  b\nb: 1\n"),
        ("title:\nb: 1\n", "/title", json!("x"), "title: x\nb: 1\n"),
        ("s: >-\n  một\n  hai\n\n# c\nb: 1\n", "/s", json!("ba bốn"), "s: >-\n  ba bốn\n\n# c\nb: 1\n"),
        ("s: |\n    một\n    hai\nb: 1\n", "/s", json!("một\nba\n"), "s: |\n    một\n    ba\nb: 1\n"),
        ("v: { from: 2023-01-01, until: x }\n", "/v/from", json!("2024-01-01"), "v: { from: 2024-01-01, until: x }\n"),
        ("t: [a, 'b'] # c\n", "/t/1", json!("c, d"), "t: [a, 'c, d'] # c\n"),
        ("i:\n  - t: A # x\n    m: 5\n  - t: B\n", "/i/0/m", json!(6), "i:\n  - t: A # x\n    m: 6\n  - t: B\n"),
        ("i:\n- t: A\n- t: B\n", "/i/1/t", json!("C"), "i:\n- t: A\n- t: C\n"),
        ("a: 5 # c\nb: 1\n", "/a", json!(["dài lắm đó", {"k": 1}]), "a: # c\n  - \"dài lắm đó\"\n  - k: 1\nb: 1\n"),
        ("a: # c\n  - x\n  - y\nb: 1\n", "/a", json!(3), "a: 3 # c\nb: 1\n"),
        ("a: &x 5\nb: *x\n", "/a", json!(6), "a: &x 6\nb: 5\n"),
        ("a: &x 5\nb: *x\n", "/b", json!(6), "a: &x 5\nb: 6\n"),
    ];
    for (before, pointer, value, after) in cases {
        let new = edit(before, |head| *head.pointer_mut(pointer).unwrap() = value.clone());
        assert_eq!(&new, after);
    }
}
