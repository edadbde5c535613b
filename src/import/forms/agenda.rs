//! Chương trình: a table of minutes or clock times, what is done, and who leads it.

use serde_json::{Map, Value, json};

use crate::import::dates;
use crate::import::note::FORM_LINE;
use crate::import::tree::{Block, Row, Table, letters};
use crate::model::KindName;
use crate::text::fold::fold;

use super::{Form, Values, Work, cell_at, column, labelled, lines, remove_table};

pub(super) const FORM: Form =
    Form { kind: KindName::Agenda, vi: "bảng chương trình", en: "an agenda table", fits, take };

/// Minutes of an item whose length nothing tells.
const UNKNOWN: u16 = 5;
/// Longest item, in minutes.
const LONGEST: u16 = 1440;

struct Columns {
    title: usize,
    clock: Option<usize>,
    minutes: Option<usize>,
    lead: Option<usize>,
    note: Option<usize>,
    /// Rows of the head.
    head: usize,
}

fn columns(table: &Table) -> Option<Columns> {
    table.rows.iter().take(2).enumerate().find_map(|(at, row)| {
        let head: Vec<String> = row.columns().iter().map(|cell| fold(cell)).collect();
        // A script of what is said is no agenda.
        if head.iter().any(|cell| cell.contains("loi dan")) {
            return None;
        }
        let title = column(&head, &["noi dung", "cong viec", "phan viec"])?;
        let minutes = column(&head, &["so phut", "thoi luong", "phut"])
            .filter(|at| !head.get(*at).is_some_and(|cell| cell.contains("phut thu")));
        let clock = column(&head, &["thoi gian", "gio", "phut thu"]).filter(|at| Some(*at) != minutes && *at != title);
        let lead = column(&head, &["thuc hien", "phu trach", "trinh bay", "dieu hanh", "chu tri", "nguoi lam"]);
        if minutes.is_none() && clock.is_none() {
            return None;
        }
        let lead = lead.filter(|at| *at != title);
        Some(Columns { title, clock, minutes, lead, note: column(&head, &["ghi chu"]), head: at + 1 })
    })
}

/// What a row says of its time.
struct Time {
    start: Option<u16>,
    minutes: Option<u16>,
}

fn time(row: &Row, of: &Columns) -> Time {
    let text = |column: Option<usize>| {
        column
            .and_then(|column| cell_at(&row.cells, column))
            .map(crate::import::tree::Cell::letters)
            .unwrap_or_default()
    };
    let when = text(of.clock);
    let clocks = dates::clocks(&when);
    let mut minutes = dates::whole(&text(of.minutes));
    if minutes.is_none() {
        minutes = match clocks.as_slice() {
            [start, end, ..] => end.checked_sub(*start),
            [_] => None,
            [] => {
                // `0–3`, or `15 phút`.
                let ends: Vec<u16> = when.split(['–', '-']).filter_map(dates::whole).collect();
                match ends.as_slice() {
                    [start, end] => end.checked_sub(*start),
                    [minutes] => Some(*minutes),
                    _ => None,
                }
            }
        };
    }
    Time { start: clocks.first().copied(), minutes: minutes.filter(|minutes| *minutes <= LONGEST) }
}

fn fits(table: &Table) -> bool {
    let Some(of) = columns(table) else { return false };
    let rows: Vec<&Row> = table.rows.iter().skip(of.head).filter(|row| row.only().is_none()).collect();
    let timed = rows.iter().filter(|row| {
        let time = time(row, &of);
        time.start.is_some() || time.minutes.is_some()
    });
    rows.len() >= 2 && timed.count() * 10 >= rows.len() * 6
}

fn part(text: &str) -> Option<&'static str> {
    let text = fold(text);
    let text = text.trim_start_matches(|c: char| !c.is_alphabetic());
    // A number in letters before: `I. Mở đầu`.
    let text = text
        .split_once(['.', '-', ')', '/'])
        .map_or(text, |(label, rest)| if label.trim().len() <= 4 { rest.trim() } else { text });
    let text = text.strip_prefix("phan ").unwrap_or(text);
    if text.starts_with("mo dau") || text.starts_with("khai mac") {
        Some("opening")
    } else if text.contains("chuyen de") {
        Some("theme")
    } else if text.starts_with("noi dung") {
        Some("content")
    } else if text.starts_with("ket thuc") || text.starts_with("be mac") {
        Some("closing")
    } else {
        None
    }
}

fn take(work: Work<'_>) -> Values {
    let Work { blocks, at, title, frame, settings, notes } = work;
    let Some(Block::Table(table)) = blocks.get(at) else { return Vec::new() };
    let Some(of) = columns(table) else { return Vec::new() };
    let mut items: Vec<Map<String, Value>> = Vec::new();
    let mut starts: Vec<Option<u16>> = Vec::new();
    let mut known: Vec<bool> = Vec::new();
    let mut next_part = None;
    let mut total = None;
    for row in table.rows.iter().skip(of.head) {
        let words = row.columns();
        let first = words.iter().find(|text| !text.is_empty()).cloned().unwrap_or_default();
        let folded = fold(&first);
        if folded.starts_with("cong") && !folded.starts_with("cong ")
            || folded.starts_with("cong (")
            || folded.starts_with("tong cong")
        {
            total = words.iter().rev().find_map(|text| dates::whole(text));
            continue;
        }
        let time = time(row, &of);
        if time.start.is_none() && time.minutes.is_none() && row.only().is_some() {
            match part(&first) {
                Some(part) => next_part = Some(part),
                None => notes.show(&FORM_LINE, first),
            }
            continue;
        }
        let cell = cell_at(&row.cells, of.title).map(lines).unwrap_or_default();
        let (extra, mut said): (Vec<String>, Vec<String>) =
            cell.into_iter().partition(|line| fold(line).starts_with("tai lieu:"));
        if said.is_empty() {
            said = vec![first];
        }
        let mut words = said.join(" ");
        let mut item = Map::new();
        if let Some(part) = next_part.take() {
            item.insert("part".into(), json!(part));
        }
        let vote = words.strip_suffix("(biểu quyết)").map(|rest| rest.trim().to_owned());
        let votes = vote.is_some();
        words = vote.unwrap_or(words);
        item.insert("title".into(), json!(words));
        item.insert("minutes".into(), json!(time.minutes.unwrap_or(UNKNOWN)));
        let lead = of.lead.and_then(|column| cell_at(&row.cells, column)).map(|cell| lines(cell).join("; "));
        if let Some(lead) = lead.filter(|lead| !lead.is_empty()) {
            item.insert("lead".into(), json!(lead));
        }
        if votes {
            item.insert("vote".into(), json!(true));
        }
        if fold(&words).contains("giai lao") {
            item.insert("break".into(), json!(true));
        }
        let note = of.note.and_then(|column| cell_at(&row.cells, column)).map(|cell| lines(cell).join("; "));
        let note: Vec<String> = extra.into_iter().chain(note.filter(|note| !note.is_empty())).collect();
        if !note.is_empty() {
            item.insert("note".into(), json!(note.join("; ")));
        }
        items.push(item);
        starts.push(time.start);
        known.push(time.minutes.is_some());
    }
    // Where only beginnings are given, an item lasts until the next begins.
    for at in 0..items.len() {
        if known.get(at) == Some(&true) {
            continue;
        }
        let (start, next) = (starts.get(at).copied().flatten(), starts.get(at + 1).copied().flatten());
        let length =
            start.zip(next).and_then(|(start, next)| next.checked_sub(start)).filter(|length| *length <= LONGEST);
        let Some(item) = items.get_mut(at) else { continue };
        match length {
            Some(length) => {
                item.insert("minutes".into(), json!(length));
            }
            None => notes.show(
                &FORM_LINE,
                format!("{} (? phút → {UNKNOWN})", item.get("title").and_then(Value::as_str).unwrap_or_default()),
            ),
        }
    }
    let counted = items.iter().filter(|item| !item.contains_key("break"));
    let sum: u64 = counted.filter_map(|item| item.get("minutes").and_then(Value::as_u64)).sum();
    if let Some(total) = total.filter(|total| u64::from(*total) != sum) {
        notes.show(&FORM_LINE, format!("Cộng {total} ≠ {sum}"));
    }
    let first = starts.first().copied().flatten();
    remove_table(blocks, at);
    let mut values: Values = vec![("meeting", json!(meeting(title)))];
    let mut date = frame.date;
    let mut begins = first;
    blocks.retain(|block| {
        let text = match block {
            Block::Paragraph(of) => letters(&of.text),
            Block::Item(of) => letters(&of.text),
            Block::Heading { .. } | Block::Title(_) | Block::Table(_) => return true,
        };
        if let Some(rest) = labelled(&text, &["thoi gian", "thoi gian, dia diem", "bat dau"]) {
            let (found, clocks) = (dates::find(&rest), dates::clocks(&rest));
            date = found.or(date);
            begins = clocks.first().copied().or(begins);
            return found.is_none() && clocks.is_empty();
        }
        for (key, labels) in [
            ("place", &["dia diem", "noi hop"][..]),
            ("chair", &["chu tri", "nguoi chu tri", "dieu hanh", "chu toa"][..]),
            ("secretary", &["thu ky"][..]),
        ] {
            if let Some(rest) = labelled(&text, labels)
                && !values.iter().any(|(known, _)| *known == key)
            {
                values.push((key, json!(rest.trim_end_matches(['.', ';']))));
                return false;
            }
        }
        true
    });
    if let (Some(date), Some(time)) = (date, begins.and_then(dates::time)) {
        values.push(("starts", json!(date.at(time).to_string())));
    } else {
        notes.show(&FORM_LINE, "starts: ?");
    }
    if let Some(number) = &frame.number {
        values.push(("number", json!(number)));
    }
    let unit = frame.issuer.as_deref().map(fold).and_then(|issuer| {
        settings.units.iter().find(|unit| issuer.contains(&fold(&unit.name))).map(|unit| unit.id.clone())
    });
    match unit {
        Some(unit) => values.push(("unit", json!(unit))),
        None => notes.show(&FORM_LINE, "unit: ?"),
    }
    values.push(("items", Value::Array(items.into_iter().map(Value::Object).collect())));
    values
}

fn meeting(title: &str) -> &'static str {
    let title = fold(title);
    match (title.contains("thuong ky"), title.contains("chuyen de")) {
        (true, true) => "regular+thematic",
        (false, true) => "thematic",
        _ if title.contains("chi uy") => "committee",
        _ if title.contains("hoi nghi") || title.contains("dai hoi") => "conference",
        _ => "regular",
    }
}
