//! A build killed at any instant leaves the old site or the new one.

use std::thread;
use std::time::Duration;

use crate::driver::{Handbook, Site, command, sotay};

fn pages(round: usize) -> String {
    let mut text = String::new();
    for n in 0..150 {
        text += &format!("--- content/m{}/p{n}.md ---\n---\ntitle: P {n}\n---\n\nVòng {round}.\n", n % 10);
    }
    text
}

#[test]
fn a_killed_first_build_leaves_nothing_or_all() {
    for step in 0..12_u64 {
        let handbook = Handbook::from_text(&pages(0));
        let mut child = command(handbook.path(), &["build", "--date", "2026-11-24"])
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(step * 7));
        let _ = child.kill();
        let _ = child.wait();
        let found = Site::read(&handbook.options.output());
        assert!(sotay(handbook.path(), &["build", "--date", "2026-11-24"]).status.success());
        let whole = Site::read(&handbook.options.output());
        assert!(found.addresses().is_empty() || found == whole, "step {step}: {} files", found.addresses().len());
    }
}

#[test]
fn a_killed_later_build_leaves_the_old_site_or_the_new_one() {
    let kills = if std::env::var_os("SOTAY_LONG").is_some() { 200 } else { 15 };
    let handbook = Handbook::from_text(&pages(0));
    assert!(sotay(handbook.path(), &["build"]).status.success());
    let mut old = Site::read(&handbook.options.output());
    for step in 1..=kills {
        let clean = Handbook::from_text(&pages(step));
        assert!(sotay(clean.path(), &["build"]).status.success());
        let new = Site::read(&clean.options.output());
        for n in 0..150 {
            handbook
                .write(&format!("content/m{}/p{n}.md", n % 10), format!("---\ntitle: P {n}\n---\n\nVòng {step}.\n"));
        }
        let mut child = command(handbook.path(), &["build"]).stderr(std::process::Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis((step as u64 * 13) % 90));
        let _ = child.kill();
        let _ = child.wait();
        let found = Site::read(&handbook.options.output());
        assert!(found == old || found == new, "step {step}: pages of both");
        assert!(sotay(handbook.path(), &["build"]).status.success());
        let site = Site::read(&handbook.options.output());
        assert_eq!(site, new, "step {step}");
        old = site;
    }
}
