//! `sotay build --bundle`: the site in one ZIP, to carry on a memory stick.

use std::collections::BTreeMap;
use std::fs;

use crate::driver::{Handbook, Site, sotay, stderr, unzip};

const PAGES: &str = "\
--- content/chuyen-de/neu-guong.md ---
---
title: Nêu gương
---
Chữ.
--- content/chuyen-de/hinh.png ---
hình
";

#[test]
fn a_bundle_is_the_site_in_a_folder_and_a_file_to_start_from() {
    let handbook = Handbook::from_text(PAGES);
    let run = sotay(handbook.path(), &["build", "--bundle"]);
    assert!(run.status.success() && stderr(&run).contains("output.zip"), "{}", stderr(&run));
    let files = unzip(&fs::read(handbook.path().join("output.zip")).unwrap());
    let (name, start) = files.first().unwrap();
    assert_eq!(name, "mo-so-tay.html");
    assert!(String::from_utf8_lossy(start).contains("href=\"so-tay/index.html\""));
    assert!(files.iter().all(|(name, _)| name.is_ascii()));
    let held: BTreeMap<String, Vec<u8>> =
        files.into_iter().filter_map(|(name, bytes)| Some((name.strip_prefix("so-tay/")?.to_owned(), bytes))).collect();
    let mut site = Site::read(&handbook.path().join("output"));
    site.0.retain(|name, _| !name.starts_with(".sotay"));
    assert!(held == site.0, "{:?} ≠ {:?}", held.keys(), site.addresses());
}

#[test]
fn a_bundle_has_the_same_bytes_from_a_clean_and_from_a_later_build() {
    let (one, other) = (Handbook::from_text(PAGES), Handbook::from_text(PAGES));
    let build = |handbook: &Handbook, more: &[&str]| {
        let run = sotay(handbook.path(), &[&["build", "--date", "2026-11-24"], more].concat());
        assert!(run.status.success(), "{}", stderr(&run));
    };
    one.write("content/chuyen-de/neu-guong.md", "---\ntitle: Khác\n---\n");
    build(&one, &["--jobs", "1"]);
    one.write("content/chuyen-de/neu-guong.md", "---\ntitle: Nêu gương\n---\nChữ.\n");
    build(&one, &["--bundle", "a.zip"]);
    build(&other, &["--bundle", "b.zip"]);
    let (a, b) = (one.path().join("a.zip"), other.path().join("b.zip"));
    assert!(fs::read(&a).unwrap() == fs::read(&b).unwrap());
    // Nothing changed: the site is bundled all the same, and takes the place of the old bundle.
    fs::write(&a, "cũ").unwrap();
    build(&one, &["--bundle", "a.zip"]);
    assert!(fs::read(&a).unwrap() == fs::read(&b).unwrap());
}

#[test]
fn no_bundle_is_left_half_written_or_in_the_site() {
    let handbook = Handbook::from_text(PAGES);
    let run = sotay(handbook.path(), &["build", "--lang", "en", "--bundle", "output/a.zip"]);
    assert_eq!(run.status.code(), Some(3));
    assert!(stderr(&run).contains("choose another place for the ZIP"), "{}", stderr(&run));
    let run = sotay(handbook.path(), &["build", "--bundle", "khong-co/a.zip"]);
    assert_eq!(run.status.code(), Some(3), "{}", stderr(&run));
    handbook.write("content/hong.md", "---\ntitle: [\n---\n");
    let run = sotay(handbook.path(), &["build", "--bundle"]);
    assert_eq!(run.status.code(), Some(1));
    assert!(!handbook.path().join("output.zip").exists());
    handbook.remove("content/hong.md");
    // A folder stands in the way: what was written goes again.
    fs::create_dir(handbook.path().join("output.zip")).unwrap();
    let run = sotay(handbook.path(), &["build", "--bundle"]);
    assert_eq!(run.status.code(), Some(3), "{}", stderr(&run));
    let left: Vec<_> = fs::read_dir(handbook.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains(".part")), "{left:?}");
}
