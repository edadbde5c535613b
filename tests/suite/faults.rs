//! Faults of authors: a folder each under `handbooks/bad`, with what `check` prints in both languages.

use std::fs;

use sotay::diagnostic::Lang;

use crate::driver::{Handbook, expect_file, folders, no_faults};

#[test]
fn every_bad_handbook_is_told_what_is_wrong() {
    let mut faults = Vec::new();
    for folder in folders("handbooks/bad") {
        let handbook = Handbook::from_folder(&folder);
        for (lang, name) in [(Lang::Vi, "expect.vi.txt"), (Lang::En, "expect.en.txt")] {
            let report = handbook.report(lang);
            if report.is_empty() {
                faults.push(format!("{} has no fault", folder.display()));
            }
            faults.extend(expect_file(&folder.join(name), &report).err());
        }
        // A fault never leaves a site behind; a warning does not stop one.
        let errors = handbook.check().iter().any(|d| d.code.severity == sotay::diagnostic::Severity::Error);
        if handbook.build().published == errors {
            faults.push(format!("{}: published although it has errors, or not although it has none", folder.display()));
        }
    }
    no_faults(&faults);
}

#[test]
fn all_faults_of_all_files_are_told_at_once() {
    let handbook = Handbook::from_text(
        "\
--- content/a.md ---
---
titel: A
---
--- content/b.md ---
---
title: B
date: 03/7/2026
---
--- content/c.md ---
no front matter
",
    );
    assert_eq!(handbook.codes(), ["S010", "S027", "S030"]);
}

#[test]
fn a_page_is_checked_also_while_the_settings_are_at_fault() {
    let handbook = Handbook::from_text(
        "\
--- sotay.yaml ---
titel: A
--- content/a.md ---
---
title: A
org_types: [truong-hoc]
colour: red
---
",
    );
    // The unknown kind of organisation is not told: nobody knows which there are.
    let report = handbook.report(Lang::En);
    assert!(report.contains("there is no key `titel`") && report.contains("there is no key `colour`"), "{report}");
    assert!(!report.contains("kind of organisation"), "{report}");
}

#[test]
fn a_decomposed_text_is_told_at_its_place_on_disk() {
    // “Nghị quyết” with combining marks: the column counts what stands in the file.
    let text = "---\ntitle: A\n---\n\nNghi\u{323} quye\u{302}\u{301}t [x](khong-co.md)\n";
    let handbook = Handbook::from_text("--- content/b.md ---\n---\ntitle: B\n---\n");
    handbook.write("content/a.md", text);
    let diagnostic = handbook.check().into_iter().next().unwrap();
    let file = sotay::source::excerpt(handbook.path(), "content/a.md", 1 << 20).unwrap();
    let (line, column) = file.line_column(diagnostic.place.span.unwrap());
    let on_disk = text.lines().nth(line - 1).unwrap();
    assert!(on_disk.chars().skip(column - 1).collect::<String>().starts_with("[x]"), "{line}:{column}");
    assert_eq!(fs::read_to_string(handbook.path().join("content/a.md")).unwrap(), text);
}
