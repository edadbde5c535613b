//! The site as an app: what is kept for reading without a network, and how a new version is told.

use serde_json::Value;

use crate::driver::{Handbook, Site, folders, no_faults};

fn list(site: &Site) -> (String, Vec<String>) {
    let list: Value = serde_json::from_str(&site.text("offline.json")).unwrap();
    let files = list["files"].as_array().unwrap().iter().map(|file| file.as_str().unwrap().to_owned()).collect();
    (list["version"].as_str().unwrap().to_owned(), files)
}

#[test]
fn a_whole_copy_holds_every_file_that_readers_open() {
    let for_others = ["404.html", "app.webmanifest", "atom.xml", "offline.json", "robots.txt", "sitemap.xml", "sw.js"];
    let mut faults = Vec::new();
    for folder in folders("handbooks/good") {
        let site = Handbook::from_folder(&folder).site();
        let (_, files) = list(&site);
        let wanted: Vec<&str> = site.addresses().into_iter().filter(|address| !for_others.contains(address)).collect();
        if files != wanted {
            faults.push(format!("{}: {files:?}\nwanted {wanted:?}", folder.display()));
        }
    }
    no_faults(&faults);
}

#[test]
fn a_version_changes_with_what_readers_see_and_with_nothing_else() {
    let handbook = Handbook::from_text("--- content/a.md ---\n---\ntitle: A\n---\n\nChữ.\n");
    let (first, _) = list(&handbook.site());
    assert!(handbook.site().text("sw.js").contains(&first));
    handbook.write("README.md", "không thuộc sổ tay");
    assert_eq!(list(&handbook.site()).0, first);
    handbook.write("content/a.md", "---\ntitle: A\n---\n\nChữ mới.\n");
    let (second, _) = list(&handbook.site());
    assert_ne!(second, first);
    assert!(handbook.site().text("sw.js").contains(&second));
    handbook.write("themes/so-tay/static/css/so-tay.css", "body { color: red }");
    assert_ne!(list(&handbook.site()).0, second);
}

#[test]
fn a_day_that_changes_no_page_makes_no_new_version() {
    let mut handbook = Handbook::from_text("--- content/a.md ---\n---\ntitle: A\ndate: 2026-01-05\n---\n");
    let (first, _) = list(&handbook.site());
    handbook.options.date = sotay::text::date::Date::parse("2026-11-25").unwrap();
    assert_eq!(list(&handbook.site()).0, first);
}

#[test]
fn the_manifest_names_the_handbook_and_icons_that_are_there() {
    let site = Handbook::from_text(
        "--- sotay.yaml ---\ntitle: 'Sổ tay \"A\" <b>'\n--- content/a.md ---\n---\ntitle: A\n---\n",
    )
    .site();
    let manifest: Value = serde_json::from_str(&site.text("app.webmanifest")).unwrap();
    assert_eq!(manifest["name"], "Sổ tay \"A\" <b>");
    for icon in manifest["icons"].as_array().unwrap() {
        assert!(site.0.contains_key(icon["src"].as_str().unwrap()), "{icon}");
    }
}
