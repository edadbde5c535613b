//! Input that means harm or comes from an accident: located messages, no panic, no hang, no leak.

use std::fs;
use std::time::{Duration, Instant};

use crate::driver::{Handbook, scratch};

const PAGE: &str = "--- content/a.md ---\n---\ntitle: A\n---\n";

#[test]
fn bytes_that_are_no_text_are_told_with_their_line() {
    for (bytes, code) in [
        (b"---\ntitle: A\n---\n\xC4\x90\xE1\xBA\n".as_slice(), "S001"),
        (b"---\ntitle: \xA7\xB6ng C\xE9ng s\xB6n Vi\xD6t Nam\n---\n".as_slice(), "S001"),
        (b"\xFF\xFE-\0-\0-\0".as_slice(), "S002"),
        (b"---\ntitle: A\n---\n\0".as_slice(), "S003"),
    ] {
        let handbook = Handbook::from_text(PAGE);
        handbook.write("content/b.md", bytes);
        assert_eq!(handbook.codes(), [code]);
    }
}

#[test]
fn a_mark_and_windows_line_ends_are_accepted() {
    let handbook = Handbook::from_text(PAGE);
    handbook.write("content/b.md", "\u{FEFF}---\r\ntitle: B\r\n---\r\n\r\n## Mục\r\n\r\nChữ [a](a.md).\r\n");
    assert!(handbook.site().body("b.html").contains("<h2 id=\"muc\">Mục</h2>"));
}

#[test]
fn sizes_have_limits() {
    let handbook = Handbook::from_text(
        "--- sotay.yaml ---\ntitle: A\nlimits: { page_kb: 4, media_mb: 1 }\n--- content/a.md ---\n---\ntitle: A\n---\n",
    );
    handbook.write("content/b.md", format!("---\ntitle: B\n---\n{}", "x".repeat(5000)));
    handbook.write("content/c.bin", vec![0; 1024 * 1024 + 1]);
    assert_eq!(handbook.codes(), ["S004", "S005"]);
    let few = Handbook::from_text(
        "--- sotay.yaml ---\ntitle: A\nlimits: { files: 1 }\n--- content/a.md ---\n---\ntitle: A\n---\n--- content/b.md ---\n---\ntitle: B\n---\n",
    );
    assert!(sotay::site::check(&few.options).is_err());
}

#[cfg(unix)]
#[test]
fn links_never_lead_out_of_the_handbook() {
    use std::os::unix::fs::symlink;
    let outside = scratch();
    fs::write(outside.join("secret.md"), "---\ntitle: Bí mật\n---\n").unwrap();
    let handbook = Handbook::from_text(PAGE);
    let content = handbook.path().join("content");
    symlink(outside.join("secret.md"), content.join("secret.md")).unwrap();
    symlink(&outside, content.join("folder")).unwrap();
    symlink("nowhere", content.join("dead.md")).unwrap();
    symlink("loop.md", content.join("loop.md")).unwrap();
    symlink(content.join("a.md"), content.join("inside.md")).unwrap();
    fs::create_dir(content.join("real")).unwrap();
    symlink(content.join("real"), content.join("linked-folder")).unwrap();
    assert_eq!(handbook.codes(), ["S006", "S007", "S008"]);
    fs::remove_dir_all(outside).unwrap();
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_unicode_and_files_that_are_no_files_are_told() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let handbook = Handbook::from_text(PAGE);
    let content = handbook.path().join("content");
    fs::write(content.join(OsStr::from_bytes(b"h\xE9.md")), "---\ntitle: H\n---\n").unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(content.join("s.md")).unwrap();
    assert_eq!(handbook.codes(), ["S009", "S060"]);
}

#[test]
fn deep_and_long_input_ends_soon() {
    let deep = 10_000;
    let bombs = [
        ("quotes", format!("{} x", ">".repeat(deep))),
        ("brackets", "[".repeat(deep)),
        ("links", "[a](".repeat(deep)),
        ("stars", "*a ".repeat(deep)),
        ("emphasis", format!("{}a{}", "**".repeat(deep), "**".repeat(deep))),
        ("lists", (0..400).map(|n| format!("{}- x\n", "  ".repeat(n))).collect()),
        ("directives", format!("{}x\n{}", ":::note\n".repeat(200), ":::\n".repeat(200))),
        ("footnotes", (0..2000).map(|n| format!("[^{n}]\n\n[^{n}]: x [^{n}]\n\n")).collect()),
        ("table", format!("|{}\n|{}\n", "a|".repeat(2000), "-|".repeat(2000))),
        ("entities", "&amp;".repeat(deep)),
        ("backticks", (1..300).map(|n| "`".repeat(n) + " ").collect()),
        ("html", "<div>".repeat(deep)),
        ("word", "đ".repeat(100_000)),
        ("wiki", "[[".repeat(deep)),
        ("headings", "# a\n".repeat(5000)),
        ("signs", "\u{301}".repeat(deep)),
    ];
    for (name, bomb) in bombs {
        let start = Instant::now();
        let handbook = Handbook::from_text(PAGE);
        handbook.write("content/b.md", format!("---\ntitle: B\n---\n\n{bomb}\n"));
        let _ = handbook.check();
        let _ = handbook.build();
        // Only a hang fails here, never a slow machine.
        assert!(start.elapsed() < Duration::from_mins(3), "{name}: {:?}", start.elapsed());
    }
}

#[test]
fn yaml_bombs_are_told() {
    let aliases = format!("---\ntitle: A\nx: &a [b,b,b,b,b,b,b,b,b]\n{}---\n", {
        let mut text = String::new();
        let mut last = 'a';
        for next in 'b'..='i' {
            let all = vec![format!("*{last}"); 9].join(",");
            text += &format!("y{next}: &{next} [{all}]\n");
            last = next;
        }
        text
    });
    let deep = format!("---\ntitle: {}A{}\n---\n", "[".repeat(5000), "]".repeat(5000));
    let large = format!("---\ntitle: A\nsummary: {}\n---\n", "x".repeat(300 * 1024));
    for (text, code) in [(aliases, "S024"), (deep, "S025"), (large, "S026")] {
        let handbook = Handbook::from_text(PAGE);
        handbook.write("content/b.md", text);
        assert!(handbook.codes().contains(&code), "{code}: {:?}", handbook.codes());
    }
}

#[test]
fn nesting_has_an_end() {
    let handbook = Handbook::from_text(PAGE);
    handbook.write("content/b.md", format!("---\ntitle: B\n---\n\n{} x\n", "> ".repeat(300)));
    assert_eq!(handbook.codes(), ["S047"]);
}

#[test]
fn settings_full_of_nonsense_leave_the_old_site() {
    let handbook = Handbook::from_text(PAGE);
    let before = handbook.site();
    for settings in [
        "",
        "[]",
        "title: [",
        "title: A\nunits: 3\n",
        "title: A\nlimits: { files: -1 }\n",
        "\t",
        "title: A\ntheme: ../..\n",
    ] {
        handbook.write("sotay.yaml", settings);
        assert!(!handbook.build().published, "{settings:?}");
        assert_eq!(crate::driver::Site::read(&handbook.options.output()), before);
    }
}

#[test]
fn any_front_matter_gets_an_answer() {
    use proptest::test_runner::{Config, TestRunner};
    let mut runner = TestRunner::new(Config { cases: 200, failure_persistence: None, ..Config::default() });
    let handbook = Handbook::from_text(PAGE);
    runner
        .run(&"---\n(\\PC|\n|: |- |title: |\"|\\[|\\{){0,60}\n---\n(\\PC|\n|:::|\\[\\[|`|\\||> ){0,60}", |text| {
            handbook.write("content/b.md", text);
            let _ = handbook.check();
            Ok(())
        })
        .unwrap();
}

#[test]
fn footnotes_that_each_call_the_next_reach_paper_flat() {
    let notes: String = (1..60).map(|n| format!("[^{n}]: sâu [^{}]\n\n", n + 1)).collect();
    let text = format!(
        "--- sotay.yaml ---\ntitle: A\n--- content/a.md ---\n---\ntitle: A\nkind: topic\n---\n\nChữ[^1]\n\n{notes}[^60]: hết [^60] [^1]\n"
    );
    let site = Handbook::from_text(&text).site();
    if cfg!(feature = "pdf") {
        assert!(
            site.0.get("a-dang-vien.pdf").is_some_and(|bytes| bytes.starts_with(b"%PDF-")),
            "{:?}",
            site.addresses()
        );
    }
}
