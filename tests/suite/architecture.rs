//! The house itself: arrows down, nothing forgotten, every code shown and worded.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use sotay::diagnostic::Lang;
use sotay::{check, markdown, site};

use crate::driver::{Handbook, expect_file, folders, no_faults, tests};

/// Rooms from the ground up; rooms of one floor do not know each other.
const FLOORS: &[&[&str]] = &[
    &["text"],
    &["diagnostic"],
    &["yaml", "theme"],
    &["markdown"],
    &["model"],
    &["link"],
    &["check", "render", "edit", "import"],
    &["source"],
    &["output", "authoring"],
    &["site"],
    &["serve", "lsp"],
    &["cli"],
];

/// Longer files, each with what keeps it whole.
const LONG: &[(&str, &str)] = &[
    ("markdown/parse.rs", "one automaton over the parser's events"),
    ("yaml/shape.rs", "one recursive comparison"),
    ("render/html/body.rs", "one walk over the block tree"),
    ("render/paper/body.rs", "one walk over the block tree"),
];

fn sources(dir: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

fn all() -> Vec<(String, String)> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut out = Vec::new();
    sources(&top, &mut out);
    out.sort();
    out.into_iter()
        .map(|path| {
            let name = path.strip_prefix(&top).unwrap().to_string_lossy().replace('\\', "/");
            (name, fs::read_to_string(path).unwrap())
        })
        .collect()
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

#[test]
fn arrows_point_down() {
    let mut faults = Vec::new();
    for (name, text) in all() {
        let Some((room, _)) = name.split_once('/') else { continue };
        let Some(own) = floor(room) else {
            faults.push(format!("{name}: the room `{room}` is on no floor"));
            continue;
        };
        for (at, _) in text.match_indices("crate::") {
            let rest = &text[at + "crate::".len()..];
            let target: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if target == room || target.is_empty() {
                continue;
            }
            match floor(&target) {
                Some(other) if other < own => {}
                Some(_) => faults.push(format!("{name}: `{room}` looks up or across to `{target}`")),
                None => faults.push(format!("{name}: `crate::{target}` is no room")),
            }
        }
    }
    no_faults(&faults);
}

#[test]
fn no_source_file_is_forgotten() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let faults: Vec<String> = all()
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "lib.rs" | "main.rs"))
        .filter(|(name, _)| {
            let path = Path::new(name);
            let is_mod = path.file_name().is_some_and(|f| f == "mod.rs");
            let (folder, module) = if is_mod {
                (path.parent().unwrap().parent().unwrap(), path.parent().unwrap().file_name().unwrap())
            } else {
                (path.parent().unwrap(), path.file_stem().unwrap())
            };
            let parent =
                if folder.as_os_str().is_empty() { top.join("lib.rs") } else { top.join(folder).join("mod.rs") };
            let parent = if parent.exists() { parent } else { top.join(folder).with_extension("rs") };
            let text = fs::read_to_string(parent).unwrap_or_default();
            !text.contains(&format!("mod {};", module.to_string_lossy()))
        })
        .map(|(name, _)| format!("{name} is in no `mod` line"))
        .collect();
    no_faults(&faults);
}

#[test]
fn a_file_holds_one_thing() {
    let mut faults = Vec::new();
    for (name, text) in all() {
        let code = text.split("#[cfg(test)]").next().unwrap_or_default().lines().count();
        let listed = LONG.iter().any(|(long, _)| *long == name);
        if code > 400 && !listed {
            faults.push(format!("{name} has {code} lines: split it, or list it with a reason"));
        }
        if code <= 400 && listed {
            faults.push(format!("{name} has {code} lines and needs no exception"));
        }
    }
    no_faults(&faults);
}

#[test]
fn every_room_says_what_lives_in_it() {
    let faults: Vec<String> =
        all().into_iter().filter(|(_, text)| !text.starts_with("//! ")).map(|(name, _)| name).collect();
    no_faults(&faults);
}

/// Faults that no folder in git can show: bytes, links and sizes. `hostile` makes them.
const MADE_BY_SCRIPT: &[&str] = &[
    "S001", "S002", "S003", "S004", "S005", "S006", "S007", "S008", "S009", "S024", "S025", "S026", "S047", "S060",
    "S301", "S310", "S311", "S312", "S313", "S314", "S315", "S316", "S317", "S400", "S401", "S402", "S403", "S404",
    "S405", "S406", "S407", "S408", "S409",
];

#[test]
fn every_code_has_a_bad_handbook() {
    let mut shown: BTreeSet<&str> = BTreeSet::new();
    for folder in folders("handbooks/bad") {
        shown.extend(Handbook::from_folder(&folder).codes());
    }
    let missing: Vec<String> = site::codes()
        .iter()
        .filter(|code| !shown.contains(code.id) && !MADE_BY_SCRIPT.contains(&code.id))
        .map(|code| format!("{} {} has no folder in tests/handbooks/bad", code.id, code.name))
        .collect();
    no_faults(&missing);
}

#[test]
fn codes_are_unique_and_say_the_same_in_both_languages() {
    let mut faults = Vec::new();
    let codes = site::codes();
    for (code, next) in codes.iter().zip(codes.iter().skip(1)) {
        if code.id == next.id || code.name == next.name {
            faults.push(format!("{} {} is taken twice", code.id, code.name));
        }
    }
    for code in codes {
        for lang in [Lang::Vi, Lang::En] {
            let words = code.words(lang);
            for (what, text) in [("message", words.message), ("hint", words.hint), ("explain", words.explain)] {
                if text.trim().is_empty() {
                    faults.push(format!("{}: {lang:?} {what} is empty", code.id));
                }
            }
            if words.message.ends_with('.') || words.message.contains('\n') {
                faults.push(format!("{}: {lang:?} message is one sentence without full stop", code.id));
            }
        }
        let names = |text: &str| -> BTreeSet<String> {
            text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name.to_owned()).collect()
        };
        if names(code.vi.message) != names(code.en.message) {
            faults.push(format!("{}: the messages name different values", code.id));
        }
    }
    no_faults(&faults);
}

#[test]
fn rules_stand_in_the_order_of_codes() {
    let ids: Vec<&str> = check::RULES.iter().map(|rule| rule.code.id).collect();
    let mut sorted = ids.clone();
    sorted.sort_unstable();
    assert_eq!(ids, sorted);
}

#[test]
fn the_words_of_all_codes_are_one_page_to_proof_read() {
    let mut faults = Vec::new();
    for (lang, name) in [(Lang::Vi, "codes.vi.txt"), (Lang::En, "codes.en.txt")] {
        let mut text = String::new();
        for code in site::codes() {
            let words = code.words(lang);
            text += &format!(
                "{} {} ({:?})\n  {}\n  → {}\n  {}\n\n",
                code.id,
                code.name,
                code.severity,
                words.message,
                words.hint.replace('\n', "\n  → "),
                words.explain.replace('\n', "\n  ")
            );
        }
        faults.extend(expect_file(&tests("suite/snapshots").join(name), &text).err());
    }
    no_faults(&faults);
}

#[test]
fn every_block_directive_has_help_in_both_languages() {
    for directive in markdown::DIRECTIVES {
        assert!(!directive.vi.is_empty() && !directive.en.is_empty(), "{}", directive.name);
    }
}

#[test]
fn both_languages_of_the_theme_have_the_same_words() {
    let read = |name: &str| -> BTreeSet<String> {
        let text =
            fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/so-tay/i18n").join(name)).unwrap();
        let map: std::collections::BTreeMap<String, String> = serde_yaml::from_str(&text).unwrap();
        assert!(map.values().all(|word| !word.trim().is_empty()));
        map.into_keys().collect()
    };
    assert_eq!(read("vi.yaml"), read("en.yaml"));
}
