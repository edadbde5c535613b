//! Events in, the text of an iCalendar object out (RFC 5545).
//!
//! Everything that an author wrote goes through [`text`], every line through [`Lines::line`]; so no
//! field can add a property of its own, and no line is longer than 75 octets. Times are local with
//! the zone of Việt Nam, which is spelled out in each file.

use std::fmt::Write as _;

use crate::diagnostic::Lang;
use crate::model::event::{Event, Status, When};
use crate::text::date::{Date, DateTime};

/// Most octets in a line, its end not counted (RFC 5545, 3.1).
const WIDTH: usize = 75;

/// Name of the zone in the time zone database, as each time refers to it.
const ZONE: &str = "Asia/Ho_Chi_Minh";

/// UTC+7 without summer time, as the time zone database has it since 13 June 1975.
const ZONE_RULES: [&str; 8] = [
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Ho_Chi_Minh",
    "BEGIN:STANDARD",
    "DTSTART:19750613T000000",
    "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0700",
    "TZNAME:+07",
    "END:STANDARD",
];

/// Returns a calendar. `name` is what calendar programs call it, for files with many events; without
/// events it is still a valid object, since the zone is always in it.
pub(super) fn write(name: Option<&str>, lang: Lang, events: &[Event]) -> String {
    let mut lines = Lines::default();
    lines.line("BEGIN:VCALENDAR");
    lines.line("VERSION:2.0");
    lines.line(match lang {
        Lang::Vi => "PRODID:-//sotay//So tay//VI",
        Lang::En => "PRODID:-//sotay//So tay//EN",
    });
    lines.line("CALSCALE:GREGORIAN");
    if let Some(name) = name {
        lines.property("X-WR-CALNAME", &text(name));
    }
    for line in ZONE_RULES {
        lines.line(line);
    }
    lines.line("END:VTIMEZONE");
    for of in events {
        event(of, &mut lines);
    }
    lines.line("END:VCALENDAR");
    lines.0
}

fn event(of: &Event, lines: &mut Lines) {
    lines.line("BEGIN:VEVENT");
    lines.property("UID", &text(&of.uid));
    lines.property("DTSTAMP", &midnight(of.revised));
    lines.property("SEQUENCE", &of.sequence.to_string());
    match of.when {
        When::Day(day) => {
            lines.property("DTSTART;VALUE=DATE", &date(day));
            lines.property("DTEND;VALUE=DATE", &date(day.add_days(1)));
            // A day is known, not that it takes all of it.
            lines.line("TRANSP:TRANSPARENT");
        }
        When::Timed { starts, ends } => {
            lines.property(&format!("DTSTART;TZID={ZONE}"), &moment(starts));
            if let Some(ends) = ends {
                lines.property(&format!("DTEND;TZID={ZONE}"), &moment(ends));
            }
        }
    }
    lines.property("SUMMARY", &text(&of.summary));
    if let Some(place) = &of.place {
        lines.property("LOCATION", &text(place));
    }
    if !of.description.is_empty() {
        lines.property("DESCRIPTION", &text(&of.description));
    }
    if let Some(url) = &of.url {
        lines.property("URL", url);
    }
    if !of.categories.is_empty() {
        let words: Vec<String> = of.categories.iter().map(|word| text(word)).collect();
        lines.property("CATEGORIES", &words.join(","));
    }
    lines.line(match of.status {
        Status::Confirmed => "STATUS:CONFIRMED",
        Status::Tentative => "STATUS:TENTATIVE",
    });
    if let Some(reminder) = &of.reminder {
        lines.line("BEGIN:VALARM");
        lines.line("ACTION:DISPLAY");
        // A day without an hour begins at midnight: 8 o'clock of the day before is when people are up.
        lines.line(match of.when {
            When::Timed { .. } => "TRIGGER:-P1D",
            When::Day(_) => "TRIGGER:-PT16H",
        });
        lines.property("DESCRIPTION", &text(reminder));
        lines.line("END:VALARM");
    }
    lines.line("END:VEVENT");
}

/// Content lines, ended and folded.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn property(&mut self, name: &str, value: &str) {
        self.line(&format!("{name}:{value}"));
    }

    /// Adds one line, folded between letters; control characters have no place in one and go.
    fn line(&mut self, line: &str) {
        let mut used = 0;
        for letter in line.chars().filter(|letter| !is_control(*letter)) {
            if used + letter.len_utf8() > WIDTH {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(letter);
            used += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// RFC 5545 calls these CONTROL; a tab is none.
fn is_control(letter: char) -> bool {
    letter.is_ascii_control() && letter != '\t'
}

/// Returns a text as a value (RFC 5545, 3.3.11).
fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' | ',' | ';' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            '\r' => {
                if letters.peek() != Some(&'\n') {
                    out.push_str("\\n");
                }
            }
            other => out.push(other),
        }
    }
    out
}

fn date(day: Date) -> String {
    let mut out = String::with_capacity(8);
    let _ = write!(out, "{:04}{:02}{:02}", day.year(), day.month(), day.day());
    out
}

fn moment(of: DateTime) -> String {
    let time: String = of.time().to_string().chars().filter(char::is_ascii_digit).collect();
    format!("{}T{time}00", date(of.date()))
}

/// The first minute of a day in Việt Nam, in UTC.
fn midnight(day: Date) -> String {
    format!("{}T170000Z", date(day.add_days(-1)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use proptest::prelude::*;

    use super::*;

    fn folded(line: &str) -> String {
        let mut lines = Lines::default();
        lines.line(line);
        lines.0
    }

    /// What a reader does first (RFC 5545, 3.1).
    fn unfolded(text: &str) -> String {
        text.replace("\r\n ", "")
    }

    /// What a reader does with a text value.
    fn unescaped(value: &str) -> String {
        let mut out = String::new();
        let mut letters = value.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => match letters.next() {
                    Some('n' | 'N') => out.push('\n'),
                    Some(other) => out.push(other),
                    None => out.push('\\'),
                },
                other => out.push(other),
            }
        }
        out
    }

    fn event() -> Event {
        Event {
            uid: "1@sotay".to_owned(),
            revised: Date::parse("2026-03-05").unwrap(),
            sequence: 3,
            when: When::lasting(DateTime::parse("2026-03-12T13:30").unwrap(), 150),
            summary: "Họp".to_owned(),
            place: None,
            description: String::new(),
            url: None,
            categories: Vec::new(),
            status: Status::Confirmed,
            reminder: None,
        }
    }

    fn lines_of(of: &Event) -> Vec<String> {
        unfolded(&write(None, Lang::Vi, std::slice::from_ref(of))).split("\r\n").map(str::to_owned).collect()
    }

    fn has(of: &Event, line: &str) -> bool {
        lines_of(of).iter().any(|l| l == line)
    }

    #[test]
    fn signs_with_a_meaning_are_escaped() {
        for (written, expected) in [
            ("a, b; c", "a\\, b\\; c"),
            ("C:\\hop", "C:\\\\hop"),
            ("một\nhai\r\nba\rbốn", "một\\nhai\\nba\\nbốn"),
            ("\"ngoặc\": giữ nguyên", "\"ngoặc\": giữ nguyên"),
        ] {
            assert_eq!(text(written), expected);
        }
    }

    #[test]
    fn a_line_is_broken_at_75_octets_and_between_letters() {
        assert_eq!(folded(&"a".repeat(75)), format!("{}\r\n", "a".repeat(75)));
        assert_eq!(folded(&"a".repeat(76)), format!("{}\r\n a\r\n", "a".repeat(75)));
        // 74 octets and a letter of three: the letter goes to the next line whole.
        assert_eq!(folded(&format!("{}ệ", "a".repeat(74))), format!("{}\r\n ệ\r\n", "a".repeat(74)));
        // The blank that begins a line counts.
        let long = "b".repeat(75 + 74 + 1);
        assert_eq!(folded(&long), format!("{}\r\n {}\r\n b\r\n", "b".repeat(75), "b".repeat(74)));
    }

    #[test]
    fn no_text_adds_a_property() {
        let trick = "x\r\nATTENDEE:mailto:a@b\r\nEND:VEVENT\u{0}\u{7f}";
        let of = Event {
            summary: trick.to_owned(),
            place: Some(trick.to_owned()),
            url: Some(trick.to_owned()),
            uid: trick.to_owned(),
            description: trick.to_owned(),
            categories: vec![trick.to_owned()],
            reminder: Some(trick.to_owned()),
            ..event()
        };
        let lines = lines_of(&of);
        assert!(!lines.iter().any(|line| line.starts_with("ATTENDEE")));
        assert_eq!(lines.iter().filter(|line| *line == "END:VEVENT").count(), 1);
    }

    #[test]
    fn times_are_local_and_name_their_zone() {
        let of = event();
        assert!(has(&of, "DTSTART;TZID=Asia/Ho_Chi_Minh:20260312T133000"));
        assert!(has(&of, "DTEND;TZID=Asia/Ho_Chi_Minh:20260312T160000"));
        // 5 March begins in Việt Nam at 17:00 UTC of the 4th.
        assert!(has(&of, "DTSTAMP:20260304T170000Z"));
        let over_midnight = Event { when: When::lasting(DateTime::parse("2026-12-31T23:00").unwrap(), 90), ..event() };
        assert!(has(&over_midnight, "DTEND;TZID=Asia/Ho_Chi_Minh:20270101T003000"));
        assert!(has(&over_midnight, "TZID:Asia/Ho_Chi_Minh"));
    }

    #[test]
    fn an_unknown_length_gives_no_end() {
        let of = Event { when: When::lasting(DateTime::parse("2026-03-12T13:30").unwrap(), 0), ..event() };
        assert!(!lines_of(&of).iter().any(|line| line.starts_with("DTEND")));
    }

    #[test]
    fn a_day_ends_before_the_next() {
        let of = Event {
            when: When::Day(Date::parse("2026-02-28").unwrap()),
            reminder: Some("Gửi tài liệu".to_owned()),
            ..event()
        };
        assert!(has(&of, "DTSTART;VALUE=DATE:20260228") && has(&of, "DTEND;VALUE=DATE:20260301"));
        assert!(has(&of, "TRIGGER:-PT16H") && has(&of, "TRANSP:TRANSPARENT"));
    }

    #[test]
    fn categories_are_a_list() {
        let of = Event { categories: vec!["Sinh hoạt, chuyên đề".to_owned(), "Mẫu".to_owned()], ..event() };
        assert!(has(&of, "CATEGORIES:Sinh hoạt\\, chuyên đề,Mẫu"));
    }

    proptest! {
        #[test]
        fn what_is_folded_unfolds_and_no_line_is_longer_than_75_octets(
            line in "[\\PC\t ]{0,300}|[aệ🙂]{0,200}"
        ) {
            let folded = folded(&line);
            prop_assert!(folded.ends_with("\r\n"));
            prop_assert_eq!(unfolded(&folded), format!("{line}\r\n"));
            for part in folded.split("\r\n") {
                prop_assert!(part.len() <= WIDTH, "{} octets", part.len());
            }
        }

        #[test]
        fn what_is_escaped_reads_back(written in "[\\PC\n\t\\\\,;:\"]{0,200}") {
            let value = text(&written);
            prop_assert!(!value.contains('\n'));
            prop_assert_eq!(unescaped(&value), written);
        }

        #[test]
        fn any_text_gives_whole_lines(written in "(?s).{0,120}") {
            let of = Event { summary: written.clone(), description: written, ..event() };
            let out = write(Some("Lịch"), Lang::Vi, &[of]);
            prop_assert!(out.ends_with("END:VCALENDAR\r\n"));
            for part in out.split("\r\n") {
                prop_assert!(part.len() <= WIDTH);
                prop_assert!(!part.chars().any(is_control));
            }
        }
    }
}
