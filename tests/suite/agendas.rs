//! Meetings that compute themselves: clock times, totals, rules, scorecards.

use crate::driver::Handbook;

const DIRECTIVE: &str = "\
--- sotay.yaml ---
title: A
units: [{ id: chi-bo-a, name: Chi bộ A, members: 18 }]
rule_sets:
  - id: hd-42
    title: Theo Hướng dẫn 42
    directive: 42-HD/BTCTW, 28/10/2025
    from: 2025-10-28
    minimum_minutes: [{ meeting: regular, minutes: 90 }]
--- content/van-ban/moi.md ---
---
kind: directive
title: Hướng dẫn 42
number: 42-HD/BTCTW
issuer: Ban Tổ chức Trung ương
issued: 2025-10-28
about: thực hiện Chỉ thị 50
---
";

fn agenda(minutes: u16, more: &str) -> Handbook {
    Handbook::from_text(&format!(
        "{DIRECTIVE}--- content/a.md ---\n---\nkind: agenda\ntitle: A\ndate: 2026-01-05\nunit: chi-bo-a\nmeeting: regular\nstarts: 2026-01-08T07:30\n\
         items:\n  - {{ title: Một, minutes: 10 }}\n  - {{ title: Nghỉ, minutes: 15, break: true }}\n  - {{ title: Hai, minutes: {minutes} }}\n{more}---\n"
    ))
}

#[test]
fn minutes_become_clock_times_and_breaks_do_not_count() {
    let main = agenda(80, "").site().main("a.html");
    for part in ["07:30", "07:40", "07:55", "09:15", "<td class=\"num\">90</td>"] {
        assert!(main.contains(part), "no {part} in {main}");
    }
    assert!(main.contains("verdict good"));
}

#[test]
fn a_short_meeting_names_the_directive_that_sets_the_minimum() {
    let handbook = agenda(70, "");
    assert_eq!(handbook.codes(), ["S100"]);
    let report = handbook.report(sotay::diagnostic::Lang::En);
    assert!(report.contains("42-HD/BTCTW") && report.contains("90") && report.contains("80"), "{report}");
}

#[test]
fn rules_hold_only_from_their_day_on() {
    let handbook = agenda(70, "");
    let text = std::fs::read_to_string(handbook.path().join("content/a.md")).unwrap();
    handbook.write("content/a.md", text.replace("2026-01", "2020-01"));
    assert_eq!(handbook.codes(), [""; 0]);
}

#[test]
fn a_timetable_goes_past_midnight_without_a_fault() {
    let handbook = agenda(80, "");
    let text = std::fs::read_to_string(handbook.path().join("content/a.md")).unwrap();
    handbook.write("content/a.md", text.replace("T07:30", "T23:00"));
    assert!(handbook.site().main("a.html").contains("00:45"));
}

#[test]
fn a_scorecard_shows_its_maxima_and_its_worked_examples() {
    let card = "\
--- content/s.md ---
---
kind: scorecard
title: S
total: 10
groups:
  - title: G
    max: 10
    criteria:
      - { id: a, title: A, max: 6 }
      - { id: b, title: B, max: 4, scoring: choose, bands: [{ label: đủ, points: 4 }, { label: thiếu, points: 1 }] }
levels: [{ name: Tốt, from: 9 }, { name: Khá, from: 5 }, { name: Kém, from: 0 }]
knockouts: [{ level: Tốt, full: [b], otherwise: Khá }]
examples:
  - { title: Đủ, points: { a: 5 }, total: 9, level: Tốt }
  - { title: Bị khống chế, points: { a: 6, b: 3.5 }, total: 9.5, level: Khá }
---
";
    let main = Handbook::from_text(card).site().main("s.html");
    assert!(main.contains("Bị khống chế") && main.contains("9,5"), "{main}");
    assert_eq!(Handbook::from_text(&card.replace("9.5, level: Khá", "9.5, level: Tốt")).codes(), ["S129"]);
}

#[test]
fn a_course_adds_up_its_hours() {
    let course = "--- content/c.md ---\n---\nkind: course\ntitle: C\nhours: 10\nprogramme: [{ title: A, hours: 5 }, { title: B, hours: 5 }]\n---\n";
    assert!(Handbook::from_text(course).site().main("c.html").contains("10"));
    assert_eq!(Handbook::from_text(&course.replace("title: B, hours: 5", "title: B, hours: 4")).codes(), ["S130"]);
}
