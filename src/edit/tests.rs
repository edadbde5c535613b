//! What an edit leaves and what it changes: examples, and every page of this repository.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

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

#[test]
fn keys_come_and_go_with_their_lines() {
    let add = |before: &str, at: &str, key: &str, value: Json| {
        edit(before, |head| drop(head.pointer_mut(at).unwrap().as_object_mut().unwrap().insert(key.to_owned(), value)))
    };
    let remove = |before: &str, at: &str, key: &str| {
        edit(before, |head| drop(head.pointer_mut(at).unwrap().as_object_mut().unwrap().shift_remove(key)))
    };
    assert_eq!(add("a: 1\n# end\n", "", "b", json!("x y")), "a: 1\nb: \"x y\"\n# end\n");
    assert_eq!(add("", "", "tags", json!(["a", "b c"])), "tags: [a, \"b c\"]\n");
    assert_eq!(add("i:\n  - t: A\n\n  - t: B\n", "/i/0", "m", json!(5)), "i:\n  - t: A\n    m: 5\n\n  - t: B\n");
    assert_eq!(add("v: { a: 1 } # c\n", "/v", "b", json!([1])), "v: { a: 1, b: [1] } # c\n");
    assert_eq!(add("v: {}\n", "/v", "b", json!(1)), "v:\n  b: 1\n");
    assert_eq!(remove("# one\na: 1 # own\n# two\nb: 2\n", "", "a"), "# one\n# two\nb: 2\n");
    assert_eq!(remove("a:\n  - x\n  # in the list\nb: 2\n", "", "a"), "b: 2\n");
    assert_eq!(remove("i:\n  - t: A # x\n    m: 5\n", "/i/0", "t"), "i:\n  - m: 5\n");
    assert_eq!(remove("i:\n  - t: A\n    # on m\n    m: 5\n", "/i/0", "t"), "i:\n  - \n    # on m\n    m: 5\n");
    assert_eq!(remove("v: { a: 1, b: 2 }\n", "/v", "a"), "v: { b: 2 }\n");
    assert_eq!(remove("v:\n  a: 1\nw: 1\n", "/v", "a"), "v: {}\nw: 1\n");
}

#[test]
fn items_move_with_their_bytes_and_comments() {
    let list = |before: &str, change: fn(&mut Vec<Json>)| {
        edit(before, |head| change(head.pointer_mut("/i").unwrap().as_array_mut().unwrap()))
    };
    let before = "i:\n  # first\n  - t:  'A'\n    m: 1 # am\n\n  # second\n  - t: B\n";
    assert_eq!(list(before, |i| i.swap(0, 1)), "i:\n  # second\n  - t: B\n\n  # first\n  - t:  'A'\n    m: 1 # am\n");
    assert_eq!(list(before, |i| drop(i.remove(0))), "i:\n  # first\n  # second\n  - t: B\n");
    assert_eq!(
        list(before, |i| i.insert(1, json!({"t": "một hai", "m": 2}))),
        "i:\n  # first\n  - t:  'A'\n    m: 1 # am\n\n  - t: \"một hai\"\n    m: 2\n\n  # second\n  - t: B\n"
    );
    let both = |i: &mut Vec<Json>| {
        i.swap(0, 1);
        i[1]["m"] = json!(9);
    };
    assert_eq!(list(before, both), "i:\n  # second\n  - t: B\n\n  # first\n  - t:  'A'\n    m: 9 # am\n");
    assert_eq!(list("i: [a, \"b\", c] # x\n", |i| i.rotate_left(1)), "i: [\"b\", c, a] # x\n");
    assert_eq!(list("i: [a,\n  b]\n", |i| i.push(json!("c d"))), "i: [a,\n  b,\n  \"c d\"]\n");
    assert_eq!(list("i: []\nj: 1\n", |i| i.push(json!({"t": 1}))), "i:\n  - t: 1\nj: 1\n");
    assert_eq!(list("i:\n  - a\n  - b\n", Vec::clear), "i: []\n");
}

#[test]
fn a_file_without_front_matter_gets_one_when_there_is_something_to_say() {
    let parts = split("\u{FEFF}Chào\r\n").unwrap();
    assert_eq!((&parts.head, parts.body.as_str()), (&json!({}), "Chào\n"));
    assert_eq!(apply("\u{FEFF}Chào\r\n", &json!({}), "Chào\nx\n").unwrap(), "\u{FEFF}Chào\r\nx\r\n");
    assert_eq!(apply("Chào", &json!({"title": "A b"}), "Chào").unwrap(), "---\ntitle: \"A b\"\n---\nChào");
}

#[test]
fn a_file_that_cannot_be_read_is_told_with_its_place() {
    use crate::diagnostic::Lang;
    let fault = split("---\ntitle: A\nwhen: a: b\n---\n").unwrap_err();
    assert_eq!((fault.line, fault.code().is_some()), (3, true));
    assert!(!fault.message(Lang::Vi).is_empty() && fault.hint(Lang::En).is_some());
    let fault = split("---\n- a\n---\n").unwrap_err();
    assert_eq!(fault.message(Lang::En), "the front matter is not made of `key: value` lines");
}
