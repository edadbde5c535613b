//! The folder of the site: whose it is, what stays, what two builds do.

use std::fs;
use std::thread;

use crate::driver::{Handbook, Site};

const PAGES: &str = "--- content/a.md ---\n---\ntitle: A\n---\n--- content/b.md ---\n---\ntitle: B\n---\n";

#[test]
fn a_folder_that_sotay_did_not_make_is_refused() {
    let handbook = Handbook::from_text(PAGES);
    handbook.write("output/luan-van.doc", "quý");
    assert!(sotay::site::build(&handbook.options).is_err());
    assert_eq!(fs::read_to_string(handbook.path().join("output/luan-van.doc")).unwrap(), "quý");
    assert!(sotay::site::clean(&handbook.options).is_err());
}

#[test]
fn a_folder_that_holds_the_handbook_is_refused() {
    let mut handbook = Handbook::from_text(PAGES);
    for folder in [".", "..", "content", "content/x", "themes/x"] {
        handbook.options.output_dir = Some(handbook.path().join(folder));
        assert!(sotay::site::build(&handbook.options).is_err(), "{folder}");
    }
    assert!(handbook.path().join("content/a.md").exists());
}

#[test]
fn files_that_sotay_did_not_write_are_never_touched() {
    let handbook = Handbook::from_text(PAGES);
    handbook.site();
    handbook.write("output/CNAME", "example.vn");
    handbook.remove("content/b.md");
    let site = handbook.site();
    assert!(!site.0.contains_key("b.html"));
    assert_eq!(site.text("CNAME"), "example.vn");
    assert!(sotay::site::clean(&handbook.options).unwrap());
    assert_eq!(Site::read(&handbook.options.output()).addresses(), ["CNAME"]);
}

#[test]
fn a_file_that_somebody_changed_is_made_again() {
    let handbook = Handbook::from_text(PAGES);
    let before = handbook.site();
    handbook.write("output/a.html", "hỏng");
    handbook.remove("output/b.html");
    assert_eq!(handbook.site(), before);
}

#[test]
fn two_builds_at_once_leave_one_whole_site() {
    let handbook = Handbook::from_text(PAGES);
    let clean = handbook.site();
    for round in 0..10 {
        handbook.write("content/c.md", format!("---\ntitle: C {round}\n---\n"));
        let options = &handbook.options;
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| assert!(sotay::site::build(options).unwrap().published));
            }
        });
    }
    handbook.remove("content/c.md");
    assert_eq!(handbook.site(), clean);
}

#[test]
fn the_site_names_no_machine_and_no_clock() {
    let handbook = Handbook::from_text(PAGES);
    let site = handbook.site();
    let here = handbook.path().to_string_lossy().into_owned();
    for (address, bytes) in &site.0 {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains(&here), "{address} names the folder");
    }
}

#[test]
fn two_files_for_one_address_are_refused() {
    let handbook = Handbook::from_text(PAGES);
    handbook.write("content/Á.md", "---\ntitle: Á\n---\n");
    assert_eq!(handbook.codes(), ["S070"]);
    assert!(!handbook.build().published);
}
