//! The command line: exit codes, streams, formats, commands.

use std::fs;

use crate::driver::{Handbook, command, expect_file, no_faults, scratch, sotay, stderr, stdout, tests};

const PAGES: &str = "\
--- content/chuyen-de/_index.md ---
---
title: Chuyên đề
pages: topic
---
--- content/chuyen-de/a.md ---
---
title: Nêu gương
date: 2026-01-05
reviewed: 2024-01-01
---
--- content/chuyen-de/b.md ---
---
title: Bản nháp
draft: true
---
";

#[test]
fn exit_codes_tell_content_usage_and_world_apart() {
    let good = Handbook::from_text(PAGES);
    let bad = Handbook::from_text("--- content/a.md ---\n---\ntitel: A\n---\n");
    let empty = scratch();
    fs::create_dir_all(good.path().join("other")).unwrap();
    fs::write(good.path().join("other/x"), "x").unwrap();
    for (dir, arguments, code) in [
        (good.path(), vec!["build"], 0),
        (good.path(), vec!["check"], 0),
        (good.path(), vec!["check", "--strict"], 1),
        (good.path(), vec!["build", "--strict"], 1),
        (bad.path(), vec!["build"], 1),
        (bad.path(), vec!["check"], 1),
        (good.path(), vec!["bild"], 2),
        (good.path(), vec!["build", "--jobs", "0"], 2),
        (good.path(), vec!["build", "--date", "32/13/2026"], 2),
        (good.path(), vec!["list", "--kind", "topc"], 2),
        (good.path(), vec!["new", "topic"], 2),
        (good.path(), vec![], 2),
        (empty.as_path(), vec!["build"], 3),
        (good.path(), vec!["build", "--output-dir", "other"], 3),
        (good.path(), vec!["--version"], 0),
        (good.path(), vec!["--help"], 0),
    ] {
        let output = sotay(dir, &arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", stderr(&output));
    }
    fs::remove_dir_all(empty).unwrap();
}

#[test]
fn results_go_to_standard_output_and_the_rest_to_standard_error() {
    let handbook = Handbook::from_text(PAGES);
    let built = sotay(handbook.path(), &["build"]);
    assert_eq!(stdout(&built), "");
    assert!(stderr(&built).contains("Đã dựng"), "{}", stderr(&built));
    let listed = sotay(handbook.path(), &["list"]);
    assert_eq!(stderr(&listed), "");
    assert!(stdout(&listed).contains("content/chuyen-de/a.md"));
}

#[test]
fn diagnostics_come_for_people_for_programs_and_for_code_hosting() {
    let handbook = Handbook::from_text("--- content/a.md ---\n---\ntitle: A\ntagz: [x]\n---\n");
    let human = stderr(&sotay(handbook.path(), &["check", "--lang", "en"]));
    assert!(human.contains("error[S027]: there is no key `tagz`") && human.contains("content/a.md:3:1"), "{human}");
    assert!(human.contains("Did you mean `tags`?"), "{human}");
    assert!(!human.contains('\u{1b}'), "NO_COLOR is honoured");
    let forced =
        command(handbook.path(), &["check"]).env_remove("NO_COLOR").env("CLICOLOR_FORCE", "1").output().unwrap();
    assert!(stderr(&forced).contains('\u{1b}'));
    let json = stdout(&sotay(handbook.path(), &["check", "--format", "json"]));
    let value: serde_json::Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert_eq!(
        (value["code"].as_str(), value["line"].as_u64(), value["column"].as_u64()),
        (Some("S027"), Some(3), Some(1))
    );
    assert_eq!(value["path"], "content/a.md");
    let github = stdout(&sotay(handbook.path(), &["check", "--format", "github"]));
    assert!(github.starts_with("::error file=content/a.md,line=3,col=1,title=S027::"), "{github}");
}

#[test]
fn the_language_is_the_flag_then_the_handbooks() {
    let handbook =
        Handbook::from_text("--- sotay.yaml ---\ntitle: A\nlanguage: en\n--- content/a.md ---\n---\ntitle: A\n---\n");
    assert!(stderr(&sotay(handbook.path(), &["build"])).contains("Built"));
    assert!(stderr(&sotay(handbook.path(), &["build", "--lang", "vi"])).contains("Đã dựng"));
}

#[test]
fn the_list_is_a_json_array_of_kind_title_path_and_url() {
    let handbook = Handbook::from_text(PAGES);
    let json: serde_json::Value =
        serde_json::from_str(&stdout(&sotay(handbook.path(), &["list", "--json", "--kind", "topic"]))).unwrap();
    let first = &json.as_array().unwrap()[0];
    assert_eq!(first["kind"], "topic");
    assert_eq!(first["title"], "Nêu gương");
    assert_eq!(first["path"], "content/chuyen-de/a.md");
    assert_eq!(first["url"], "chuyen-de/a.html");
    assert_eq!(json.as_array().unwrap().len(), 1, "drafts are left out");
    let drafts = stdout(&sotay(handbook.path(), &["list", "--drafts"]));
    assert!(drafts.contains("b.md") && !drafts.contains("a.md"), "{drafts}");
    let stale = stdout(&sotay(handbook.path(), &["list", "--stale", "--date", "2026-11-24"]));
    assert!(stale.contains("a.md") && stale.contains("01/01/2025"), "{stale}");
    let coverage = stdout(&sotay(handbook.path(), &["list", "--coverage", "--lang", "en"]));
    assert!(coverage.contains("Doanh nghiệp: 0 guides, 0 agendas, 1 topics; missing: guide, agenda"), "{coverage}");
}

#[test]
fn a_new_handbook_builds_without_a_warning() {
    let dir = scratch();
    assert!(sotay(&dir, &["init", "so-tay"]).status.success());
    let handbook = dir.join("so-tay");
    let built = sotay(&handbook, &["build", "--strict"]);
    assert!(built.status.success(), "{}", stderr(&built));
    assert_eq!(sotay(&dir, &["init", "so-tay"]).status.code(), Some(3), "nothing is overwritten");
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn every_archetype_makes_a_page_without_a_fault() {
    let handbook = Handbook::from_text("--- content/_index.md ---\n---\ntitle: A\n---\n");
    for kind in sotay::model::KindName::ALL {
        let output = sotay(handbook.path(), &["new", kind.key(), &format!("Trang “{}”: thử", kind.vi())]);
        let path = stdout(&output);
        assert!(output.status.success(), "{}", stderr(&output));
        let text = fs::read_to_string(handbook.path().join(path.trim())).unwrap();
        assert!(text.contains(&format!("title: \"Trang “{}”: thử\"", kind.vi())), "{text}");
    }
    let checked = sotay(handbook.path(), &["check", "--drafts"]);
    assert!(checked.status.success(), "{}", stderr(&checked));
    let again = sotay(handbook.path(), &["new", "topic", "Trang “chuyên đề”: thử"]);
    assert_eq!(again.status.code(), Some(3), "nothing is overwritten");
    assert_eq!(sotay(handbook.path(), &["new", "topic", "x", "--in", "../.."]).status.code(), Some(2));
    assert_eq!(sotay(handbook.path(), &["new", "chuyên đề", "Tên gọi tiếng Việt"]).status.code(), Some(0));
    assert_eq!(sotay(handbook.path(), &["new", "topic", "!!!"]).status.code(), Some(2));
}

#[test]
fn schemas_are_json_and_refuse_unknown_keys() {
    let dir = scratch();
    for kind in sotay::model::KindName::ALL.iter().map(|kind| kind.key()).chain(["settings"]) {
        let schema: serde_json::Value = serde_json::from_str(&stdout(&sotay(&dir, &["schema", kind]))).unwrap();
        assert_eq!(schema["type"], "object", "{kind}");
        assert!(schema["properties"]["title"].is_object(), "{kind}");
    }
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn a_code_is_explained_by_id_or_name() {
    let dir = scratch();
    let by_id = stdout(&sotay(&dir, &["explain", "s153", "--lang", "en"]));
    assert_eq!(by_id, stdout(&sotay(&dir, &["explain", "replaced-directive", "--lang", "en"])));
    assert!(by_id.contains("S153 replaced-directive"));
    assert_eq!(sotay(&dir, &["explain", "S999"]).status.code(), Some(2));
    assert!(stdout(&sotay(&dir, &["explain"])).lines().count() > 60);
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn the_configuration_is_shown_with_the_theme_files_in_use() {
    let handbook = Handbook::from_text(PAGES);
    handbook.write("themes/so-tay/templates/page.html", "x");
    let shown = stdout(&sotay(handbook.path(), &["config", "--lang", "en"]));
    assert!(shown.contains("title: Sổ tay thử"), "{shown}");
    assert!(shown.contains("templates/page.html  (themes/so-tay)"), "{shown}");
    assert!(shown.contains("templates/base.html  (embedded)"), "{shown}");
}

#[test]
fn clean_removes_what_was_made_and_nothing_else() {
    let handbook = Handbook::from_text(PAGES);
    assert!(sotay(handbook.path(), &["build"]).status.success());
    assert!(sotay(handbook.path(), &["clean"]).status.success());
    assert!(!handbook.path().join("output").exists() && !handbook.path().join(".output.sotay").exists());
    assert!(handbook.path().join("content/chuyen-de/a.md").exists());
    assert!(sotay(handbook.path(), &["clean"]).status.success(), "nothing to do is no fault");
}

#[test]
fn the_day_comes_from_the_flag_or_the_environment() {
    let handbook = Handbook::from_text(PAGES);
    let run = |epoch: &str| command(handbook.path(), &["config"]).env("SOURCE_DATE_EPOCH", epoch).output().unwrap();
    assert!(stdout(&run("1767225600")).contains("# date: 2026-01-01"));
    assert_eq!(run("hôm nay").status.code(), Some(2));
    assert!(run("18446744073709551615").status.success());
    assert!(stdout(&sotay(handbook.path(), &["config", "--date", "2026-02-03"])).contains("# date: 2026-02-03"));
}

#[test]
fn completions_name_every_command() {
    let dir = scratch();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let text = stdout(&sotay(&dir, &["completions", shell]));
        assert!(["init", "build", "check", "explain"].iter().all(|name| text.contains(name)), "{shell}");
    }
    fs::remove_dir_all(dir).unwrap();
}

#[test]
fn the_whole_help_is_a_page_to_proof_read() {
    let dir = scratch();
    let mut faults = Vec::new();
    for lang in ["vi", "en"] {
        let mut text = String::new();
        let names = ["", "init", "new", "build", "serve", "check", "list", "schema", "explain", "config", "clean"];
        for name in names.into_iter().chain(["completions"]) {
            let arguments: Vec<&str> = [name, "--help", "--lang", lang].into_iter().filter(|a| !a.is_empty()).collect();
            text += &format!("$ sotay {}\n{}\n", arguments.join(" "), stdout(&sotay(&dir, &arguments)));
        }
        faults.extend(expect_file(&tests(&format!("suite/snapshots/help.{lang}.txt")), &text).err());
    }
    fs::remove_dir_all(dir).unwrap();
    no_faults(&faults);
}

#[test]
fn new_goes_on_from_the_agenda_before() {
    let agenda = "---\r\ntitle: Họp tháng 6 # tên\r\nkind: agenda\r\ndate: 2026-06-01\r\nunit: chi-bo-a\r\nmeeting: regular\r\nstarts: 2026-06-03T14:00\r\nnumber: Số 6\r\nitems:\r\n  - { title: A,  minutes: 90 } # giữ\r\n---\r\n\r\nViệc tháng 6.\r\n";
    let handbook = Handbook::from_text(
        "--- content/lich.md ---\n---\ntitle: Lịch\nkind: calendar\nyear: 2026\nunits: [chi-bo-a]\nentries:\n  - { month: 6, meeting: regular }\n  - { month: 7, meeting: thematic }\n  - { month: 8, meeting: regular }\n---\n",
    );
    handbook.write("content/hop/2026-06.md", agenda);
    let made = sotay(handbook.path(), &["new", "--from", "hop/2026-06"]);
    assert_eq!(stdout(&made), "content/hop/2026-08.md\n", "{}", stderr(&made));
    // The plan says August, and the first Wednesday of June becomes that of August.
    let wanted = agenda
        .replace("Họp tháng 6", "Họp tháng 8")
        .replace("2026-06-01", "2026-08-03")
        .replace("2026-06-03T14:00", "2026-08-05T14:00")
        .replace("number: Số 6\r\n", "")
        .replace("# giữ\r\n---", "# giữ\r\ndraft: true\r\n---");
    assert_eq!(std::fs::read_to_string(handbook.path().join("content/hop/2026-08.md")).unwrap(), wanted);
    let made = sotay(handbook.path(), &["new", "--from", "hop/2026-06.md", "--starts", "2026-07-08T08:00"]);
    assert_eq!(stdout(&made), "content/hop/2026-07.md\n");
    let again = sotay(handbook.path(), &["new", "--from", "hop/2026-06.md", "--starts", "2026-07-08T08:00"]);
    assert_eq!(again.status.code(), Some(3));
}

#[test]
fn answers_of_new_may_be_given_as_options_and_a_wrong_one_writes_nothing() {
    let handbook = Handbook::from_text("--- content/a.md ---\n---\ntitle: A\n---\n");
    let new = |more: &[&str]| sotay(handbook.path(), &[&["new", "agenda", "Họp"], more].concat());
    let refused = new(&["--set", "meeting=weekly"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(!handbook.path().join("content/chuong-trinh/hop.md").exists());
    assert_eq!(new(&["--set", "unit"]).status.code(), Some(2));
    assert!(new(&["--set", "place=Phòng 2", "--starts", "2026-12-04"]).status.success());
    let text = std::fs::read_to_string(handbook.path().join("content/chuong-trinh/hop.md")).unwrap();
    assert!(text.contains("\nstarts: 2026-12-04T07:30\n") && text.contains("Phòng 2"), "{text}");
}

#[test]
fn schema_writes_one_file_a_kind() {
    let dir = crate::driver::scratch();
    let made = sotay(&dir, &["schema", "--all", "--to", "schema"]);
    assert_eq!(stdout(&made).lines().count(), sotay::model::KindName::ALL.len() + 1);
    let text = std::fs::read_to_string(dir.join("schema/agenda.schema.json")).unwrap();
    assert_eq!(text, stdout(&sotay(&dir, &["schema", "agenda"])));
}
