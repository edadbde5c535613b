//! What a meeting takes along: the chair's script, the checklist, the pack.

use crate::driver::Handbook;

const HANDBOOK: &str = "\
--- sotay.yaml ---
title: Sổ tay thử
org_types: [{ id: hanh-chinh, name: Cơ quan hành chính }]
units: [{ id: chi-bo-a, name: Chi bộ A, org_type: hanh-chinh, members: 18 }]
--- content/mau.md ---
---
title: Buổi mẫu
kind: guide
org_type: hanh-chinh
scripts:
  - meeting: regular
    lines:
      - { minutes: 2, content: Tuyên bố lý do, actor: Bí thư, spoken: Câu mở đầu của buổi khác. }
      - { minutes: 4, content: 'Điểm danh, đảng phí', actor: Phó bí thư, spoken: 'Tôi báo số: có mặt […].' }
      - { minutes: 3, content: Chấm điểm, actor: Bí thư, spoken: Tổng 92 điểm. }
      - { minutes: 9, content: Nghe thư của dân, actor: Bí thư, spoken: 'Thư ngày 23/9 viết: […].' }
---
--- content/tiet-kiem.md ---
---
title: Tiết kiệm
kind: topic
questions: [Bỏ được khoản nào?]
facilitation: [{ minutes: 12, title: Chia nhóm }]
---
--- content/phieu.md ---
---
title: Phiếu chấm
kind: scorecard
total: 10
groups: [{ title: Nhóm, max: 10, criteria: [{ id: a, title: Tiêu chí, max: 10 }] }]
levels: [{ name: Tốt, from: 9 }, { name: Kém, from: 0 }]
---
--- content/hop/thang-2.md ---
---
title: Thường kỳ tháng 2
kind: agenda
date: 2026-02-20
unit: chi-bo-a
meeting: regular
starts: 2026-02-28T08:00
chair: Đồng chí Nguyễn Văn A, bí thư
secretary: Đồng chí Phạm Thị D, đảng viên
scorecard: phieu
items:
  - { part: opening, title: Tuyên bố lý do, minutes: 2, lead: Bí thư }
  - { title: 'Cử thư ký; điểm danh; đảng phí', minutes: 4, lead: Phó bí thư }
  - { part: content, title: Nghe thư của dân., minutes: 9, lead: Đồng chí Lê Văn C }
  - { title: Bàn việc tiết kiệm, minutes: 60, lead: Đồng chí Lê Văn C, topic: tiet-kiem, vote: true }
  - { title: Nghỉ, minutes: 10, break: true }
  - { part: closing, title: Chấm điểm, minutes: 13, lead: Chi ủy viên }
  - { title: Bế mạc, minutes: 2, lead: Bí thư }
---
";

#[test]
fn the_chair_has_a_script_with_clock_times_and_words_for_every_item() {
    let script = Handbook::from_text(HANDBOOK).paper("hop/thang-2", "kich-ban");
    let lines = script["body"].as_array().unwrap().iter().find(|block| block["k"] == "script").unwrap();
    assert_eq!(lines["clock"], true);
    let row = |n: usize| {
        let line = &lines["lines"][n];
        (
            line["time"].as_str().unwrap().to_owned(),
            serde_json::to_string(&line["spoken"]).unwrap().replace('\u{A0}', " "),
        )
    };
    let says = |n: usize, words: &[&str]| {
        let (_, spoken) = row(n);
        assert!(words.iter().all(|word| spoken.contains(word)), "{n}: {spoken}");
    };
    assert_eq!(row(5).0, "09:25–09:38");
    says(0, &["thứ bảy, ngày 28 tháng 02 năm 2026, Chi bộ A tổ chức sinh hoạt thường kỳ"]);
    // The guide's sentence where every meeting has the step and the sentence names nothing of its own …
    says(1, &["cử đồng chí Phạm Thị D làm thư ký", "Tôi báo số: có mặt […]."]);
    assert!(!row(1).1.contains("Đảng phí: đã nộp"), "the guide's sentence covers the fees");
    // … or where the item is the guide's by its title.
    says(2, &["Thư ngày 23/9 viết", "Kết luận mục này"]);
    says(3, &["Chuyển sang mục 4: Bàn việc tiết kiệm. Mời đồng chí Lê Văn C, 60 phút.", "xin giơ tay", "quá một nửa"]);
    says(4, &["mời trở lại lúc 09 giờ 25"]);
    says(5, &["Mời chi ủy viên đọc điểm"]);
    says(6, &["chậm nhất ngày 02 tháng 3 năm 2026"]);
    assert_eq!(lines["lines"][4]["index"], serde_json::Value::Null, "a break has no number");
    assert_eq!(lines["lines"][5]["index"], 5);
    let text = script.to_string().replace('\u{A0}', " ");
    assert!(text.contains("Bỏ được khoản nào?") && text.contains("Chia nhóm"), "the topic's plan and questions");
    assert!(text.contains("Lời dẫn mục 2, 3 theo “Buổi mẫu”"), "{text}");
}

#[test]
fn the_checklist_counts_days_over_the_end_of_a_month() {
    let handbook = Handbook::from_text(HANDBOOK);
    let list = |handbook: &Handbook| handbook.paper("hop/thang-2", "danh-muc-viec").to_string();
    let text = list(&handbook);
    assert!(text.contains("27/02/2026") && text.contains("02/03/2026"), "{text}");
    handbook.write(
        "content/hop/thang-2.md",
        HANDBOOK
            .split("--- content/hop/thang-2.md ---\n")
            .nth(1)
            .unwrap()
            .replace("2026-02-28T08:00", "2028-03-01T08:00"),
    );
    let text = list(&handbook);
    assert!(text.contains("29/02/2028") && text.contains("03/03/2028"), "{text}");
}

#[cfg(feature = "pdf")]
#[test]
fn a_pack_holds_the_papers_of_a_meeting_singly_and_in_one_file() {
    use crate::driver::{sotay, stderr, stdout, unzip};
    let handbook = Handbook::from_text(HANDBOOK);
    let read = |to: &str| {
        let output = sotay(handbook.path(), &["pack", "hop/thang-2", "--to", to]);
        assert!(output.status.success(), "{}", stderr(&output));
        let files = [format!("{to}/hop-thang-2-ho-so.pdf"), format!("{to}/hop-thang-2-ho-so.zip")];
        assert_eq!(stdout(&output).lines().collect::<Vec<_>>(), files);
        files.map(|file| std::fs::read(handbook.path().join(file)).unwrap())
    };
    let [whole, zipped] = read("mot");
    assert!(read("hai") == [whole, zipped.clone()], "the same pack has the same bytes");
    let files = unzip(&zipped);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "index.html",
            "ho-so.pdf",
            "01-danh-muc-viec.pdf",
            "02-chuong-trinh.pdf",
            "03-kich-ban.pdf",
            "04-tiet-kiem-dang-vien.pdf",
            "05-tiet-kiem-dieu-hanh.pdf",
            "06-diem-danh.pdf",
            "07-bien-ban.pdf",
            "08-nghi-quyet.pdf",
            "09-phieu-phieu-cham.pdf",
            "lich.ics",
            "so-tay.css",
        ]
    );
    assert!(files.iter().filter(|(name, _)| name.ends_with(".pdf")).all(|(_, bytes)| bytes.starts_with(b"%PDF-1.7")));
    let index = String::from_utf8(files[0].1.clone()).unwrap();
    for name in names.iter().filter(|name| **name != "index.html") {
        assert!(index.contains(&format!("href=\"{name}\"")), "{name} is not on the page to start from");
    }
    assert!(!index.contains("http"), "it asks no other host for anything");
    // The bookmarks of the one file, in its order: UTF-16 in hexadecimal.
    let whole = String::from_utf8_lossy(&files[1].1).into_owned();
    let at = |title: &str| {
        let hex: String = title.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
        whole.find(&format!("/Title<FEFF{hex}")).unwrap_or_else(|| panic!("no bookmark {title}"))
    };
    let titles =
        ["Danh mục việc", "Chương trình", "Kịch bản điều hành", "Tiết kiệm", "Danh sách điểm danh", "Biên bản"];
    assert!(titles.windows(2).all(|pair| at(pair[0]) < at(pair[1])), "the bookmarks stand in the order of use");
}

#[cfg(feature = "pdf")]
#[test]
fn a_build_packs_meetings_that_are_near_and_links_to_them() {
    use crate::driver::Site;
    use sotay::text::date::Date;
    let mut handbook = Handbook::from_text(HANDBOOK);
    let packs = |site: &Site| site.addresses().iter().filter(|address| address.contains("-ho-so.")).count();
    for (day, made) in [("2026-01-13", 0), ("2026-01-14", 2), ("2026-02-28", 2), ("2026-03-01", 0)] {
        handbook.options.date = Date::parse(day).unwrap();
        let site = handbook.site();
        assert_eq!(packs(&site), made, "{day}");
        let page = site.text("hop/thang-2.html");
        assert_eq!(page.contains("href=\"../hop/thang-2-ho-so.zip\""), made > 0, "{day}: {page}");
        let clean = Handbook::from_text(HANDBOOK);
        let mut options = clean.options.clone();
        options.date = handbook.options.date;
        sotay::site::build(&options).unwrap();
        assert!(Site::read(&options.output()) == site, "{day}: a later build equals a clean one");
    }
}
