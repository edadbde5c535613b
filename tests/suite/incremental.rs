//! What may be skipped: after any edits the site equals a clean build, warnings included.

use std::collections::BTreeMap;

use crate::driver::{Handbook, Site};

/// A small random number generator with a fixed seed (xorshift64).
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n as u64).unwrap()
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

const FOLDERS: &[&str] = &["", "chuyen-de/", "chuong-trinh/", "van-ban/"];
const NAMES: &[&str] = &["_index", "a", "b", "c", "d", "e"];

/// A page that is sound whatever the others are: links only where warnings, not errors, come of it.
fn page(random: &mut Random, path: &str) -> String {
    let index = path.ends_with("_index.md");
    let title = random.pick(&["Một", "Hai", "Đường lối", "Ánh sáng", "Zeta"]);
    let mut front = format!("title: {title} {}\n", random.below(3));
    if random.below(2) == 0 {
        front += &format!("date: 202{}-0{}-11\n", 5 + random.below(2), 1 + random.below(9));
    }
    if random.below(3) == 0 {
        front += &format!("tags: [{}]\n", random.pick(&["một", "hai"]));
    }
    if random.below(3) == 0 {
        front += "reviewed: 2024-01-01\n";
    }
    if random.below(4) == 0 {
        front += &format!("order: {}\n", random.below(5));
    }
    if random.below(8) == 0 {
        front += "draft: true\n";
    }
    if index && random.below(2) == 0 {
        front += &format!("sort: {}\n", random.pick(&["title", "newest"]));
    }
    if !index && random.below(5) == 0 {
        front += &format!(
            "kind: agenda\nmeeting: other\nstarts: 2026-02-0{}T08:00\nitems: [{{ title: x, minutes: {} }}]\n",
            1 + random.below(9),
            random.below(50)
        );
    }
    let body = random.pick(&[
        "Chữ.",
        "## Mục\n\n### Nhỏ",
        "[[van-ban/goc]]",
        "[[1-HD/X, 01/02/2020]]",
        "![](hinh.png)",
        "#### Nhảy",
    ]);
    format!("---\n{front}---\n\n{body} {}\n", random.below(4))
}

#[test]
fn after_any_edits_the_site_equals_a_clean_build() {
    let rounds = if std::env::var_os("SOTAY_LONG").is_some() { 1000 } else { 60 };
    let mut random = Random(0x5074_a5e5);
    let base = "\
--- content/van-ban/goc.md ---
---
kind: directive
title: Gốc
number: 1-HD/X
issuer: X
issued: 2020-02-01
about: x
---
--- content/hinh.png ---
x
--- content/van-ban/hinh.png ---
x
--- content/chuyen-de/hinh.png ---
x
--- content/chuong-trinh/hinh.png ---
x
";
    let handbook = Handbook::from_text(base);
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for round in 0..rounds {
        for _ in 0..=random.below(3) {
            let path = format!("content/{}{}.md", random.pick(FOLDERS), random.pick(NAMES));
            if files.contains_key(&path) && random.below(4) == 0 {
                files.remove(&path);
                handbook.remove(&path);
            } else if let Some(text) = files.get_mut(&path).filter(|_| random.below(2) == 0) {
                text.push_str(random.pick(&[
                    "\nThêm chữ.\n",
                    "\n## Thêm mục\n",
                    "\n[[van-ban/goc]]\n",
                    "\n![](hinh.png)\n",
                ]));
                handbook.write(&path, text);
            } else {
                let text = page(&mut random, &path);
                handbook.write(&path, &text);
                files.insert(path, text);
            }
        }
        let built = handbook.build();
        let clean = Handbook::from_text(base);
        for (path, text) in &files {
            clean.write(path, text);
        }
        let fresh = clean.build();
        assert_eq!(built.published, fresh.published, "round {round}");
        let told = |built: &sotay::site::Built| -> Vec<String> {
            built
                .diagnostics
                .iter()
                .map(|d| format!("{} {:?} {}", d.code.id, d.place, d.message(sotay::diagnostic::Lang::En)))
                .collect()
        };
        assert_eq!(told(&built), told(&fresh), "round {round}");
        assert_eq!(built.diagnostics, fresh.diagnostics, "round {round}");
        if fresh.published {
            let (kept, made) = (Site::read(&handbook.options.output()), Site::read(&clean.options.output()));
            let different: Vec<&String> =
                made.0.iter().filter(|(k, v)| kept.0.get(*k) != Some(v)).map(|(k, _)| k).collect();
            assert!(different.is_empty(), "round {round}: {different:?}");
            assert_eq!(kept, made, "round {round}");
        }
    }
}

/// The same handbook, never built.
fn clean(of: &Handbook) -> Handbook {
    let clean = Handbook::from_folder(of.path());
    for folder in ["output", ".output.sotay"] {
        let _ = std::fs::remove_dir_all(clean.path().join(folder));
    }
    clean
}

/// Waits until the times of files that were just written can be trusted.
fn settle() {
    std::thread::sleep(std::time::Duration::from_millis(40));
}

/// What a build keeps of linking; it is written anew by builds that link.
fn plan(handbook: &Handbook) -> std::time::SystemTime {
    std::fs::metadata(handbook.path().join(".output.sotay/plan")).unwrap().modified().unwrap()
}

#[test]
fn other_texts_are_published_without_linking_anew_and_the_site_equals_a_clean_build() {
    let folder = crate::driver::tests("handbooks/good/all-kinds");
    let handbook = Handbook::from_folder(&folder);
    let content = Site::read(&handbook.path().join("content"));
    let paths: Vec<_> =
        content.0.keys().filter(|path| path.ends_with(".md")).map(|path| format!("content/{path}")).collect();
    let read = |path: &str| std::fs::read_to_string(handbook.path().join(path)).unwrap();
    for path in &paths {
        let text = read(path);
        // Where a page has no summary, the first words of its text stand in lists.
        if !text.contains("\nsummary:") {
            handbook.write(path, text.replacen("---\n", "---\nsummary: Tóm tắt.\n", 1));
        }
    }
    settle();
    handbook.build();
    let before = plan(&handbook);
    for (round, path) in paths.iter().enumerate() {
        handbook.write(path, format!("{}\n\nChi bộ thảo luận lần thứ {round}.\n", read(path)));
        let built = handbook.build();
        assert!(built.published && built.written > 1, "{path}: {built:?}");
        assert_eq!(plan(&handbook), before, "{path}: linked anew");
    }
    let clean = clean(&handbook);
    clean.build();
    let (kept, made) = (Site::read(&handbook.options.output()), Site::read(&clean.options.output()));
    let different: Vec<&String> = made.0.iter().filter(|(k, v)| kept.0.get(*k) != Some(v)).map(|(k, _)| k).collect();
    assert!(different.is_empty() && kept == made, "{different:?}");
}

#[test]
fn what_others_show_of_a_page_is_linked_anew() {
    let page = |title: &str, body: &str| format!("---\ntitle: {title}\n---\n\n{body}\n");
    let handbook = Handbook::from_text("--- content/b.md ---\n---\ntitle: B\n---\n\n[A](a.md#muc)\n");
    for (title, body, is_linked) in [
        ("A", "## Mục\n\nChữ.", true),
        ("A", "## Mục\n\nChữ khác.", true),
        ("A", "## Mục\n\nChữ khác.\n\nThêm.", false),
        ("A", "## Mục\n\nChữ khác.\n\nThêm nữa.", false),
        ("A", "## Mục\n\nChữ khác.\n\n[B](b.md)", true),
        ("Á", "## Mục\n\nChữ khác.\n\n[B](b.md)", true),
    ] {
        handbook.write("content/a.md", page(title, body));
        let before = handbook.path().join(".output.sotay/plan").exists().then(|| plan(&handbook));
        assert!(handbook.build().published, "{title} {body}");
        assert_eq!(before != Some(plan(&handbook)), is_linked, "{title} {body}");
        let clean = clean(&handbook);
        clean.build();
        assert!(Site::read(&handbook.options.output()) == Site::read(&clean.options.output()), "{title} {body}");
    }
    // An anchor that others lead to is gone.
    handbook.write("content/a.md", page("Á", "## Mục khác\n\nChữ khác."));
    assert_eq!(handbook.build().diagnostics.len(), 1);
}

#[test]
fn warnings_of_other_pages_stay_when_a_text_changes_and_its_own_move_with_it() {
    let handbook = Handbook::from_text(
        "--- content/a.md ---\n---\ntitle: A\nsummary: A\n---\n\n#### Nhảy\n--- content/b.md ---\n---\ntitle: B\nsummary: B\n---\n\n![](khong-co.png)\n",
    );
    handbook.build();
    for text in ["\n\nMột.\n\n#### Nhảy\n", "\n\nMột.\n\n##### Nhảy\n", "\n\nMột, hai.\n\n##### Nhảy\n"] {
        handbook.write("content/a.md", format!("---\ntitle: A\nsummary: A\n---{text}"));
        let built = handbook.build();
        let clean = clean(&handbook);
        assert_eq!(built.diagnostics, clean.build().diagnostics, "{text}");
    }
    // The fault of the page that changes is one of linking.
    handbook.write("content/b.md", "---\ntitle: B\nsummary: B\n---\n\nThêm.\n\n![](khong-co.png)\n");
    let (built, clean) = (handbook.build(), clean(&handbook));
    assert_eq!(built.diagnostics, clean.build().diagnostics);
}

#[test]
fn nothing_changed_means_nothing_written_and_the_same_warnings() {
    let handbook = Handbook::from_text("--- content/a.md ---\n---\ntitle: A\n---\n\n#### Nhảy\n");
    let first = handbook.build();
    assert_eq!(first.diagnostics.len(), 1);
    std::thread::sleep(std::time::Duration::from_millis(60));
    handbook.build();
    let again = handbook.build();
    assert_eq!((again.written, again.removed), (0, 0));
    assert_eq!(again.diagnostics, first.diagnostics);
}

#[test]
fn one_edit_writes_only_what_it_touches() {
    let mut text = String::new();
    for n in 0..50 {
        text += &format!("--- content/m{}/p{n}.md ---\n---\ntitle: P {n}\n---\n\nChữ.\n", n % 5);
    }
    let handbook = Handbook::from_text(&text);
    handbook.build();
    handbook.write("content/m0/p0.md", "---\ntitle: P 0\n---\n\nChữ khác.\n");
    // The page itself; its first words stand in the lists of its section. Of the search index: the list of files, the
    // facets, the page's text and the few shards of so small a handbook.
    let built = handbook.build();
    assert!((1..=9).contains(&built.written), "{}", built.written);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = crate::driver::tests("handbooks/good/all-kinds");
    let mut sites = Vec::new();
    for jobs in [1, 2, 7] {
        let mut handbook = Handbook::from_folder(&folder);
        handbook.options.jobs = jobs;
        sites.push(handbook.site());
    }
    assert!(sites.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn the_day_alone_changes_what_depends_on_it() {
    let mut handbook = Handbook::from_text(
        "--- content/a.md ---\n---\ntitle: A\nreviewed: 2026-01-01\n---\n--- content/b.md ---\n---\ntitle: B\n---\n",
    );
    assert!(handbook.build().diagnostics.is_empty());
    handbook.options.date = sotay::text::date::Date::parse("2027-06-01").unwrap();
    let built = handbook.build();
    assert_eq!(built.diagnostics.len(), 1, "the review is overdue");
    // And the two files that tell copies kept offline of it.
    assert_eq!(built.written, 3, "only that page says so");
}

#[test]
fn what_is_made_is_counted_in_one_go_and_what_stays_is_not() {
    let handbook =
        Handbook::from_text("--- content/a.md ---\n---\ntitle: A\n---\n--- content/b.md ---\n---\ntitle: B\n---\n");
    let first = handbook.counts();
    let files = handbook.build().files;
    assert_eq!(first.iter().map(|(done, _)| *done).collect::<Vec<_>>(), (1..=files).collect::<Vec<_>>());
    assert!(first.iter().all(|(done, all)| done <= all && *all <= files), "{first:?}");
    assert_eq!(first.last(), Some(&(files, files)));
    handbook.write("content/b.md", "---\ntitle: B\n---\n\nNêu gương.\n");
    let second = handbook.counts();
    assert!(second.len() < files && second.last() == Some(&(second.len(), second.len())), "{second:?}");
}

#[test]
fn a_damaged_memory_costs_time_only() {
    let handbook = Handbook::from_text("--- content/a.md ---\n---\ntitle: A\n---\n");
    let before = handbook.site();
    for name in ["index", "heads", "details", "words", "plan"] {
        let bytes = std::fs::read(handbook.path().join(".output.sotay").join(name)).unwrap();
        for damage in [Vec::new(), vec![0xFF; bytes.len()], bytes[..bytes.len() / 2].to_vec()] {
            handbook.write(&format!(".output.sotay/{name}"), damage);
            handbook.write("content/a.md", "---\ntitle: A\n---\n");
            assert!(handbook.site() == before, "{name}");
        }
    }
}

#[test]
fn what_is_remembered_is_added_to_but_does_not_grow_without_end() {
    let text = "Chi bộ sinh hoạt chuyên đề về nêu gương. ".repeat(40);
    let page = |title: &str, round: usize| format!("---\ntitle: {title}\n---\n\n{text}\n\nLần thứ {round}.\n");
    let handbook = Handbook::from_text("--- content/_index.md ---\n---\ntitle: Sổ tay\n---\n");
    for title in ["A", "B", "C"] {
        handbook.write(&format!("content/{title}.md"), page(title, 0));
    }
    handbook.build();
    let details = || std::fs::metadata(handbook.path().join(".output.sotay/details")).unwrap().len();
    let first = details();
    let sizes: Vec<u64> = (1..12)
        .map(|round| {
            handbook.write("content/B.md", page("B", round));
            handbook.build();
            details()
        })
        .collect();
    assert!(sizes.windows(2).any(|pair| pair[1] > pair[0]), "pages are added: {first}, {sizes:?}");
    assert!(
        sizes.iter().all(|size| *size <= 2 * first),
        "and written anew where half is of no use: {first}, {sizes:?}"
    );
    let clean = Handbook::from_text("--- content/_index.md ---\n---\ntitle: Sổ tay\n---\n");
    for (title, round) in [("A", 0), ("B", 11), ("C", 0)] {
        clean.write(&format!("content/{title}.md"), page(title, round));
    }
    assert!(handbook.site() == clean.site());
}
