//! A scorecard filled in on its page comes to what `check` and the printed examples say: one file of cases, made by the
//! model's rules, that the page's script is run against.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::Command;

use serde_json::{Value, json};
use sotay::model::Points;
use sotay::model::scorecard::Scorecard;

use crate::driver::{Handbook, expect_file, tests};

/// A card of each way to count what does not apply, with knock-outs, halves and bands.
const CARDS: [&str; 2] = [
    "\
total: 100
groups:
  - title: I
    max: 40
    criteria:
      - { id: a, title: A, max: 25 }
      - { id: b, title: B, max: 15, scoring: choose, bands: [{ label: x, points: 15 }, { label: y, points: 7.5 }, { label: z, points: 0 }] }
  - title: II
    max: 60
    criteria:
      - { id: c, title: C, max: 40 }
      - { id: d, title: D, max: 20, not_applicable: true }
levels: [{ name: Tốt, from: 90 }, { name: Khá, from: 70 }, { name: Trung bình, from: 50 }, { name: Kém, from: 0 }]
knockouts:
  - { level: Tốt, full: [b, d], otherwise: Khá }
  - { level: Khá, full: [a], otherwise: Trung bình }
",
    "\
total: 10
if_not_applicable: scale
groups:
  - title: I
    max: 10
    criteria:
      - { id: a, title: A, max: 3.5 }
      - { id: b, title: B, max: 4.5, not_applicable: true }
      - { id: c, title: C, max: 2, not_applicable: true }
levels: [{ name: Kém, from: 0 }, { name: Tốt, from: 9 }, { name: Khá, from: 6.5 }]
knockouts: [{ level: Tốt, full: [c], otherwise: Khá }]
",
];

/// The rules as the page of a card hands them to its script.
fn rules_on_page(card: &str) -> Value {
    let page =
        Handbook::from_text(&format!("--- content/a.md ---\n---\ntitle: A\nkind: scorecard\n{card}---\n")).site();
    let main = page.main("a.html");
    let rules = main.split("data-rules=\"").nth(1).unwrap().split('"').next().unwrap();
    serde_json::from_str(&rules.replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")).unwrap()
}

/// Fills in a card in many ways, always the same ones.
fn cases(text: &str) -> Vec<Value> {
    let card: Scorecard = serde_yaml::from_str(text).unwrap();
    let mut seed: u32 = 42;
    let mut next = |below: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) % below
    };
    let mut out = Vec::new();
    for _ in 0..60 {
        let mut points: BTreeMap<String, Points> = BTreeMap::new();
        let mut skipped: Vec<String> = Vec::new();
        for criterion in card.criteria() {
            let max = criterion.max.tenths();
            // Often the maximum, or the levels at the top would never be reached; at times none, at times too many.
            match next(8) {
                0 => {}
                1 => drop(points.insert(criterion.id.clone(), Points::from_tenths(max + 5))),
                2..=4 => drop(points.insert(criterion.id.clone(), criterion.max)),
                _ => drop(points.insert(criterion.id.clone(), Points::from_tenths(next(max + 1)))),
            }
            if criterion.not_applicable && next(3) == 0 {
                skipped.push(criterion.id.clone());
            }
        }
        let outcome = card.score(&points, &skipped);
        let tenths: BTreeMap<_, _> = points.iter().map(|(id, points)| (id, points.tenths())).collect();
        out.push(json!({
            "points": tenths, "skipped": skipped, "total": outcome.total.tenths(),
            "byTotal": outcome.by_total.map(|level| &level.name), "level": outcome.level,
        }));
    }
    out
}

#[test]
fn the_pages_script_counts_as_the_model_does() {
    let mut text = String::from("[\n");
    for (at, card) in CARDS.iter().enumerate() {
        let _ = writeln!(text, "{{\"card\": {}, \"cases\": [", rules_on_page(card));
        let cases: Vec<String> = cases(card).iter().map(Value::to_string).collect();
        let end = if at + 1 < CARDS.len() { "," } else { "" };
        let _ = writeln!(text, "{}\n]}}{end}", cases.join(",\n"));
    }
    text.push_str("]\n");
    let file = tests("scripts/score.json");
    expect_file(&file, &text).unwrap();
    // Where there is no Node the file is compared all the same; CI has one.
    let Ok(run) = Command::new("node").arg(tests("scripts/score.mjs")).arg(&file).output() else { return };
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}
