//! Calendars: one `.ics` an agenda, a unit of a year plan and a course, each beside its page (RFC 5545).

use sotay::text::date::Date;

use crate::driver::{Handbook, Site};

const AGENDA: &str = "chuong-trinh/2026-03.ics";
const UNIT_A: &str = "lich/ke-hoach-chi-bo-a.ics";
const UNIT_B: &str = "lich/ke-hoach-chi-bo-b.ics";
const COURSE: &str = "lop/dang-vien-moi.ics";

/// Two units, a frame, an agenda that the year plan names, and a course.
const HANDBOOK: &str = "\
--- sotay.yaml ---
title: Sổ tay thử
base_url: https://so-tay.example.vn:8443/chi-bo
units:
  - { id: chi-bo-a, name: Chi bộ A, members: 18 }
  - { id: chi-bo-b, name: Chi bộ B, members: 9 }
rule_sets:
  - id: hd-42
    title: Theo Hướng dẫn 42
    directive: 42-HD/BTCTW, 28/10/2025
    from: 2025-10-28
    minimum_minutes: [{ meeting: regular, minutes: 90 }]
--- content/van-ban/hd-42.md ---
---
kind: directive
title: Hướng dẫn 42
number: 42-HD/BTCTW
issuer: Ban Tổ chức Trung ương
issued: 2025-10-28
about: thực hiện Chỉ thị 50
---
--- content/chuong-trinh/khung.md ---
---
kind: agenda
title: Khung
meeting: regular
items:
  - { title: \"Tuyên bố lý do; giới thiệu đại biểu\", minutes: 5, lead: Bí thư, part: opening }
  - { title: Nội dung mẫu, minutes: 80, part: content }
  - { title: Bế mạc, minutes: 5, part: closing }
---
--- content/chuong-trinh/2026-03.md ---
---
kind: agenda
title: Thường kỳ tháng 3, nêu gương
date: 2026-03-04
sample: true
unit: chi-bo-a
meeting: regular
starts: 2026-03-12T13:30
place: \"Hội trường 2; nhà B\"
chair: Đồng chí Nguyễn Văn A
guests: [Đại diện cấp trên, Khách]
extends: chuong-trinh/khung
items:
  - inherit: opening
  - { title: Việc tháng, minutes: 80, part: content, vote: true }
  - { title: Nghỉ, minutes: 10, break: true }
  - inherit: closing
preparation:
  - Đọc dự thảo, ghi ý kiến
---
--- content/lich/ke-hoach.md ---
---
kind: calendar
title: Lịch năm
date: 2026-01-10
year: 2026
units: [chi-bo-a, chi-bo-b]
entries:
  - { unit: chi-bo-a, month: 3, date: 2026-03-12, time: \"13:30\", meeting: regular, agenda: chuong-trinh/2026-03 }
  - { unit: chi-bo-a, month: 4, date: 2026-04-07, time: \"08:00\", meeting: regular, lead: Chi ủy, note: Soát biểu mẫu }
  - { unit: chi-bo-a, month: 5, meeting: regular }
  - { unit: chi-bo-b, month: 4, date: 2026-04-09, meeting: regular }
  - { month: 6, date: 2026-06-01, time: \"15:00\", meeting: conference }
---
--- content/lop/dang-vien-moi.md ---
---
kind: course
title: Lớp đảng viên mới
reviewed: 2026-08-01
place: Phòng B2
sessions:
  - { starts: 2026-08-07T07:30, minutes: 240, hours: 5, title: Khai giảng, lecturer: Giảng viên }
  - { starts: 2026-08-08T07:30, title: Thu hoạch }
---
";

/// Lines of a file with folded ones put together, as a reader sees them.
fn lines(site: &Site, address: &str) -> Vec<String> {
    site.text(address).replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
}

/// The events of a file, each with its lines.
fn events(site: &Site, address: &str) -> Vec<Vec<String>> {
    let lines = lines(site, address);
    let whole = |part: &[String]| part.iter().take_while(|line| *line != "END:VEVENT").cloned().collect();
    lines.split(|line| line == "BEGIN:VEVENT").skip(1).map(whole).collect()
}

/// The values of a property in the order of the file; those of reminders left out.
fn values(site: &Site, address: &str, property: &str) -> Vec<String> {
    let of = |event: Vec<String>| {
        let line = event.into_iter().find(|line| line.split([':', ';']).next() == Some(property));
        line.map(|line| line[property.len() + 1..].to_owned()).unwrap_or_default()
    };
    events(site, address).into_iter().map(of).collect()
}

/// A handbook whose file was edited.
fn edited(path: &str, from: &str, to: &str) -> Handbook {
    let handbook = Handbook::from_text(HANDBOOK);
    edit(&handbook, path, from, to);
    handbook
}

fn edit(handbook: &Handbook, path: &str, from: &str, to: &str) {
    let text = std::fs::read_to_string(handbook.path().join(path)).unwrap();
    assert!(text.contains(from), "{text}");
    handbook.write(path, text.replace(from, to));
}

#[test]
fn an_agenda_becomes_a_meeting_with_its_timetable_and_a_reminder() {
    let expected = "\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//sotay//So tay//VI
CALSCALE:GREGORIAN
BEGIN:VTIMEZONE
TZID:Asia/Ho_Chi_Minh
BEGIN:STANDARD
DTSTART:19750613T000000
TZOFFSETFROM:+0800
TZOFFSETTO:+0700
TZNAME:+07
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:0daf2c4b4985fb2c084f151c7d876dd5@so-tay.example.vn
DTSTAMP:20260303T170000Z
SEQUENCE:20516
DTSTART;TZID=Asia/Ho_Chi_Minh:20260312T133000
DTEND;TZID=Asia/Ho_Chi_Minh:20260312T151000
SUMMARY:Chi bộ A: Thường kỳ tháng 3\\, nêu gương
LOCATION:Hội trường 2\\; nhà B
DESCRIPTION:Ví dụ minh họa\\nSinh hoạt thường kỳ\\, Chi bộ A\\nC
 hủ trì: Đồng chí Nguyễn Văn A\\nĐại biểu mời: Đại diệ
 n cấp trên\\; Khách\\n\\nChương trình chi tiết:\\n13:30 Tuyên bố l
 ý do\\; giới thiệu đại biểu (Bí thư)\\n13:35 Việc tháng (Bi
 ểu quyết)\\n14:55 Nghỉ\\n15:05 Bế mạc\\n\\nChuẩn bị:\\n- Đọc d
 ự thảo\\, ghi ý kiến
URL:https://so-tay.example.vn:8443/chi-bo/chuong-trinh/2026-03.html
CATEGORIES:Sinh hoạt thường kỳ,Ví dụ minh họa
STATUS:CONFIRMED
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-P1D
DESCRIPTION:Gửi tài liệu: Chi bộ A: Thường kỳ tháng 3\\, nêu g
 ương
END:VALARM
END:VEVENT
END:VCALENDAR
";
    let text = Handbook::from_text(HANDBOOK).site().text(AGENDA);
    assert_eq!(text.replace("\r\n", "\n"), expected);
}

#[test]
fn a_planned_meeting_is_the_meeting_of_its_agenda() {
    let site = Handbook::from_text(HANDBOOK).site();
    let (agenda, plan) = (events(&site, AGENDA), events(&site, UNIT_A));
    assert_eq!(agenda.len(), 1);
    assert_eq!(agenda[0], plan[0], "the same lines in both files");
}

#[test]
fn a_unit_has_its_own_meetings_and_those_of_all_units() {
    let site = Handbook::from_text(HANDBOOK).site();
    assert_eq!(
        values(&site, UNIT_A, "DTSTART"),
        [
            "TZID=Asia/Ho_Chi_Minh:20260312T133000",
            "TZID=Asia/Ho_Chi_Minh:20260407T080000",
            "TZID=Asia/Ho_Chi_Minh:20260601T150000",
        ]
    );
    assert_eq!(values(&site, UNIT_B, "SUMMARY"), ["Chi bộ B: Sinh hoạt thường kỳ", "Chi bộ B: Hội nghị"]);
    assert!(lines(&site, UNIT_B).contains(&"X-WR-CALNAME:Chi bộ B: Lịch sinh hoạt năm 2026".to_owned()));
    let (a, b) = (values(&site, UNIT_A, "UID"), values(&site, UNIT_B, "UID"));
    assert!(a.iter().all(|uid| !b.contains(uid)), "one reader may hold both files");
}

#[test]
fn a_planned_meeting_ends_by_the_rules_of_its_day_or_not_at_all() {
    let site = Handbook::from_text(HANDBOOK).site();
    assert_eq!(
        values(&site, UNIT_A, "DTEND"),
        ["TZID=Asia/Ho_Chi_Minh:20260312T151000", "TZID=Asia/Ho_Chi_Minh:20260407T093000", "",]
    );
    assert_eq!(
        values(&site, UNIT_A, "DESCRIPTION")[1],
        "Chuẩn bị: Chi ủy\\nSoát biểu mẫu\\nGiờ kết thúc tính theo thời lượng tối thiểu 90 phút."
    );
}

#[test]
fn a_day_without_an_hour_is_planned_for_the_whole_day() {
    let site = Handbook::from_text(HANDBOOK).site();
    let event = &events(&site, UNIT_B)[0];
    for line in [
        "DTSTART;VALUE=DATE:20260409",
        "DTEND;VALUE=DATE:20260410",
        "TRANSP:TRANSPARENT",
        "STATUS:TENTATIVE",
        "TRIGGER:-PT16H",
    ] {
        assert!(event.iter().any(|l| l == line), "no {line} in {event:?}");
    }
}

#[test]
fn a_line_without_a_day_takes_that_of_its_agenda() {
    let handbook = edited("content/lich/ke-hoach.md", "date: 2026-03-12, time: \"13:30\", ", "");
    assert_eq!(values(&handbook.site(), UNIT_A, "DTSTART")[0], "TZID=Asia/Ho_Chi_Minh:20260312T133000");
}

#[test]
fn a_line_whose_agenda_has_no_start_keeps_its_own_day() {
    let handbook = edited("content/lich/ke-hoach.md", "agenda: chuong-trinh/2026-03", "agenda: chuong-trinh/khung");
    let site = handbook.site();
    assert_eq!(values(&site, UNIT_A, "SUMMARY")[0], "Chi bộ A: Sinh hoạt thường kỳ");
    assert_eq!(values(&site, UNIT_A, "DTEND")[0], "TZID=Asia/Ho_Chi_Minh:20260312T150000");
}

#[test]
fn an_agenda_written_later_takes_the_place_of_the_planned_meeting() {
    let before = edited("content/lich/ke-hoach.md", ", agenda: chuong-trinh/2026-03", "").site();
    let after = Handbook::from_text(HANDBOOK).site();
    assert_eq!(values(&before, UNIT_A, "UID"), values(&after, UNIT_A, "UID"));
    assert_eq!(values(&after, AGENDA, "UID")[0], values(&after, UNIT_A, "UID")[0]);
    assert_ne!(values(&before, AGENDA, "UID"), values(&after, AGENDA, "UID"), "no plan names it yet");
}

#[test]
fn a_meeting_keeps_its_name_when_its_day_moves_or_a_line_comes_before_it() {
    let before = Handbook::from_text(HANDBOOK).site();
    let handbook = edited("content/lich/ke-hoach.md", "2026-04-07", "2026-04-21");
    edit(
        &handbook,
        "content/lich/ke-hoach.md",
        "entries:\n",
        "entries:\n  - { unit: chi-bo-a, month: 1, date: 2026-01-20, meeting: regular }\n",
    );
    edit(&handbook, "content/lich/ke-hoach.md", "date: 2026-01-10", "date: 2026-01-10\nreviewed: 2026-03-20");
    let after = handbook.site();
    assert_eq!(values(&after, UNIT_A, "UID")[1..], values(&before, UNIT_A, "UID"));
    let number = |site: &Site, at: usize| values(site, UNIT_A, "SEQUENCE")[at].parse::<u32>().unwrap();
    assert!(number(&after, 2) > number(&before, 1), "and the new copy wins");
}

#[test]
fn two_meetings_of_a_kind_in_a_month_have_two_names() {
    let handbook = edited(
        "content/lich/ke-hoach.md",
        "entries:\n",
        "entries:\n  - { unit: chi-bo-a, month: 4, date: 2026-04-28, meeting: regular }\n",
    );
    let mut names = values(&handbook.site(), UNIT_A, "UID");
    assert_eq!(names.len(), 4);
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 4);
}

#[test]
fn a_course_is_its_sessions() {
    let site = Handbook::from_text(HANDBOOK).site();
    assert_eq!(values(&site, COURSE, "SUMMARY"), ["Lớp đảng viên mới: Khai giảng", "Lớp đảng viên mới: Thu hoạch"]);
    assert_eq!(values(&site, COURSE, "DTEND"), ["TZID=Asia/Ho_Chi_Minh:20260807T113000", ""]);
    assert_eq!(values(&site, COURSE, "DESCRIPTION"), ["Báo cáo viên: Giảng viên\\n5 tiết", ""]);
    assert_eq!(values(&site, COURSE, "LOCATION"), ["Phòng B2", "Phòng B2"]);
    assert!(!site.text(COURSE).contains("VALARM"));
}

#[test]
fn every_page_leads_to_its_calendars_and_no_other_page_has_one() {
    let site = Handbook::from_text(HANDBOOK).site();
    let made: Vec<&str> = site
        .addresses()
        .into_iter()
        .filter(|a| std::path::Path::new(a).extension().is_some_and(|e| e == "ics"))
        .collect();
    assert_eq!(made, [AGENDA, UNIT_A, UNIT_B, COURSE]);
    for (page, file) in [
        ("chuong-trinh/2026-03.html", AGENDA),
        ("lich/ke-hoach.html", UNIT_A),
        ("lich/ke-hoach.html", UNIT_B),
        ("lop/dang-vien-moi.html", COURSE),
    ] {
        let link = format!("href=\"../{file}\"");
        assert!(site.main(page).contains(&link), "no {link} in {page}");
    }
    assert!(!site.main("chuong-trinh/khung.html").contains(".ics"));
}

#[test]
fn without_an_address_to_publish_at_there_are_no_links() {
    let handbook = edited("sotay.yaml", "base_url: https://so-tay.example.vn:8443/chi-bo\n", "");
    let site = handbook.site();
    assert_eq!(values(&site, AGENDA, "URL"), [""]);
    assert!(values(&site, AGENDA, "UID")[0].ends_with("@sotay"));
}

#[test]
fn a_draft_is_not_yet_sure() {
    let mut handbook = edited("content/chuong-trinh/2026-03.md", "sample: true", "draft: true");
    handbook.options.drafts = true;
    assert_eq!(values(&handbook.site(), AGENDA, "STATUS"), ["TENTATIVE"]);
}

#[test]
fn an_edit_anywhere_reaches_the_calendars_that_tell_of_it() {
    for (path, from, to, touched) in [
        ("content/chuong-trinh/khung.md", "minutes: 5, lead", "minutes: 9, lead", vec![AGENDA, UNIT_A]),
        ("content/chuong-trinh/2026-03.md", "Nguyễn Văn A", "Trần Thị B", vec![AGENDA, UNIT_A]),
        // The plan's revision counts for the meetings that it names, too.
        ("content/lich/ke-hoach.md", "date: 2026-01-10", "date: 2026-03-30", vec![AGENDA, UNIT_A, UNIT_B]),
        ("content/lich/ke-hoach.md", ", agenda: chuong-trinh/2026-03", "", vec![AGENDA, UNIT_A]),
        ("content/lop/dang-vien-moi.md", "title: Khai giảng", "title: Khai mạc", vec![COURSE]),
        ("sotay.yaml", "name: Chi bộ B", "name: Chi bộ Bê", vec![UNIT_B]),
        ("content/van-ban/hd-42.md", "thực hiện Chỉ thị 50", "thực hiện Chỉ thị 50-CT/TW", vec![]),
    ] {
        let handbook = Handbook::from_text(HANDBOOK);
        let before = handbook.site();
        edit(&handbook, path, from, to);
        let (kept, clean) = (handbook.site(), edited(path, from, to).site());
        let different: Vec<&str> = [AGENDA, UNIT_A, UNIT_B, COURSE]
            .into_iter()
            .filter(|address| before.text(address) != kept.text(address))
            .collect();
        assert_eq!(different, touched, "{path}: {to}");
        for address in [AGENDA, UNIT_A, UNIT_B, COURSE] {
            assert_eq!(kept.text(address), clean.text(address), "{path}: {to}");
        }
    }
}

#[test]
fn the_day_of_the_build_stands_only_where_no_page_gives_one() {
    let built_on = |handbook: &mut Handbook, day: &str| {
        handbook.options.date = Date::parse(day).unwrap();
        handbook.site()
    };
    let mut handbook = edited("content/lop/dang-vien-moi.md", "reviewed: 2026-08-01\n", "");
    let (monday, tuesday) = (built_on(&mut handbook, "2026-11-23"), built_on(&mut handbook, "2026-11-24"));
    assert_eq!(values(&monday, COURSE, "DTSTAMP")[0], "20261122T170000Z");
    assert_eq!(values(&tuesday, COURSE, "DTSTAMP")[0], "20261123T170000Z");
    assert_eq!(values(&tuesday, COURSE, "SEQUENCE")[0], "0");
    for address in [AGENDA, UNIT_A, UNIT_B] {
        assert_eq!(monday.text(address), tuesday.text(address));
    }
}

#[test]
fn a_page_in_the_place_of_a_calendar_is_reported() {
    let handbook = Handbook::from_text(HANDBOOK);
    handbook.write(
        "content/lich/ke-hoach-chi-bo-a.md",
        "---\nkind: agenda\ntitle: A\nmeeting: other\nstarts: 2026-02-02T08:00\nitems: [{ title: x, minutes: 5 }]\n---\n",
    );
    let built = handbook.build();
    assert!(!built.published);
    assert!(built.diagnostics.iter().any(|d| d.code.id == "S080"), "{:?}", built.diagnostics);
}
