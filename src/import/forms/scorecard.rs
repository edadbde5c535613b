//! Phiếu chấm điểm: a numbered table of criteria with their maximum points.

use serde_json::{Map, Value, json};

use crate::import::note::FORM_LINE;
use crate::import::tree::{Block, Row, Table};
use crate::model::KindName;
use crate::text::fold::fold;
use crate::text::number::roman;
use crate::text::slug::slug;

use super::{Form, Values, Work, cell_at, column, lines, remove_table};

pub(super) const FORM: Form =
    Form { kind: KindName::Scorecard, vi: "bảng tiêu chí chấm điểm", en: "a table of criteria", fits, take };

struct Columns {
    number: Option<usize>,
    title: usize,
    points: usize,
    evidence: Option<usize>,
    head: usize,
}

fn columns(table: &Table) -> Option<Columns> {
    table.rows.iter().take(2).enumerate().find_map(|(at, row)| {
        let head: Vec<String> = row.columns().iter().map(|cell| fold(cell)).collect();
        let title = column(&head, &["tieu chi", "noi dung", "chi tieu"])?;
        let points = column(&head, &["toi da", "diem chuan", "thang diem", "diem"]).filter(|at| *at != title)?;
        let sure = head.get(title).is_some_and(|cell| cell.contains("tieu chi"))
            || head.get(points).is_some_and(|cell| cell.contains("toi da") || cell.contains("chuan"));
        let number = column(&head, &["stt", "tt", "so tt"]).filter(|at| *at != title);
        sure.then(|| Columns { number, title, points, evidence: column(&head, &["minh chung"]), head: at + 1 })
    })
}

/// Points as written: `2,5`; nothing where more than a number is there.
fn points(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches("điểm").trim().replace(',', ".");
    let sound = !text.is_empty() && text.len() <= 6 && text.chars().all(|c| c.is_ascii_digit() || c == '.');
    let points: f64 = if sound { text.parse().ok()? } else { return None };
    // Steps of a tenth, as the model keeps them.
    let tenths = (points * 10.0).round();
    ((0.0..=10_000.0).contains(&points) && (points * 10.0 - tenths).abs() < 1e-6).then_some(tenths / 10.0)
}

/// A whole number of points is written without its `.0`.
fn number(points: f64) -> Value {
    let text = format!("{points}");
    text.parse::<u32>().map_or_else(|_| json!(points), |whole| json!(whole))
}

fn fits(table: &Table) -> bool {
    let Some(of) = columns(table) else { return false };
    let rows: Vec<&Row> = table.rows.iter().skip(of.head).collect();
    let scored = rows.iter().filter(|row| max(row, &of).is_some());
    rows.len() >= 2 && scored.count() * 10 >= rows.len() * 6
}

fn max(row: &Row, of: &Columns) -> Option<f64> {
    points(&cell_at(&row.cells, of.points)?.letters())
}

struct Group {
    number: Option<String>,
    title: String,
    max: Option<f64>,
    criteria: Vec<Map<String, Value>>,
}

/// The number of a group: `I`, `IV-a`, `A`.
fn is_group(label: &str) -> bool {
    let stem = label.trim_end_matches(['.', ')']);
    let stem = stem.split('-').next().unwrap_or(stem);
    (1..=40).any(|n| roman(n) == stem) || (stem.len() == 1 && stem.chars().all(|c| c.is_ascii_uppercase()))
}

fn take(work: Work<'_>) -> Values {
    let Work { blocks, at, notes, frame, title, .. } = work;
    let Some(Block::Table(table)) = blocks.get(at) else { return Vec::new() };
    let Some(of) = columns(table) else { return Vec::new() };
    let mut groups: Vec<Group> = Vec::new();
    let mut written = None;
    for row in table.rows.iter().skip(of.head) {
        let text = |column: usize| cell_at(&row.cells, column).map(lines).unwrap_or_default();
        let label = of.number.map(|column| text(column).join(" ")).unwrap_or_default();
        let all = row.columns();
        let first = all.iter().find(|cell| !cell.is_empty()).cloned().unwrap_or_default();
        let folded = fold(&first);
        if ["cong", "tong", "tong cong", "tong diem", "tong so", "tong so diem"].contains(&folded.trim())
            || folded.starts_with("cong (")
        {
            written = max(row, &of).or_else(|| all.iter().find_map(|cell| points(cell)));
            continue;
        }
        let mut said = text(of.title);
        let max = max(row, &of);
        let title = if said.is_empty() { first.clone() } else { said.remove(0) };
        if title.is_empty() {
            continue;
        }
        if is_group(&label) || (row.only().is_some() && max.is_none()) {
            let label = label.trim_end_matches(['.', ')']).to_owned();
            let title = if label == title { first } else { title };
            groups.push(Group {
                number: Some(label).filter(|label| !label.is_empty()),
                title,
                max,
                criteria: Vec::new(),
            });
            continue;
        }
        let Some(max) = max else {
            notes.show(&FORM_LINE, title);
            continue;
        };
        if groups.is_empty() {
            groups.push(Group { number: None, title: "Tiêu chí".to_owned(), max: None, criteria: Vec::new() });
        }
        let which = groups.len();
        let Some(group) = groups.last_mut() else { continue };
        let prefix = group.number.as_deref().map(slug).filter(|slug| !slug.is_empty());
        let prefix = prefix.unwrap_or_else(|| format!("n{which}"));
        let mut item = Map::new();
        item.insert("id".into(), json!(format!("{prefix}-{}", group.criteria.len() + 1)));
        let (bands, rest) = bands(&said, max);
        let title = std::iter::once(title).chain(rest).collect::<Vec<_>>().join(" ");
        let title =
            title.trim_end_matches(':').trim_end().trim_end_matches("chọn một mức").trim_end_matches([' ', '–', '-']);
        let plain = title.strip_suffix("(có thể không áp dụng)");
        item.insert("title".into(), json!(plain.unwrap_or(title).trim_end()));
        if plain.is_some() {
            item.insert("not_applicable".into(), json!(true));
        }
        item.insert("max".into(), number(max));
        if !bands.is_empty() {
            item.insert("scoring".into(), json!("choose"));
            item.insert("bands".into(), json!(bands));
        }
        let evidence = of.evidence.map(|column| text(column).join("; ")).filter(|text| !text.is_empty());
        if let Some(evidence) = evidence {
            item.insert("evidence".into(), json!(evidence));
        }
        group.criteria.push(item);
    }
    // A card of groups alone: each is judged as a whole.
    for (at, group) in groups.iter_mut().enumerate() {
        if let (true, Some(max)) = (group.criteria.is_empty(), group.max) {
            let prefix = group.number.as_deref().map_or_else(|| format!("n{}", at + 1), slug);
            let item = json!({ "id": format!("{prefix}-1"), "title": group.title.clone(), "max": number(max) });
            group.criteria.extend(item.as_object().cloned());
        }
    }
    groups.retain(|group| !group.criteria.is_empty());
    let mut total = 0.0;
    let mut out = Vec::new();
    for group in groups {
        let sum: f64 = group.criteria.iter().filter_map(|of| of.get("max").and_then(Value::as_f64)).sum();
        let max = group.max.unwrap_or(sum);
        if (max - sum).abs() > 1e-6 {
            notes.show(&FORM_LINE, format!("{}: {max} ≠ {sum}", group.title));
        }
        total += max;
        let mut map = Map::new();
        if let Some(number) = group.number {
            map.insert("number".into(), json!(number));
        }
        map.insert("title".into(), json!(group.title));
        map.insert("max".into(), number(max));
        map.insert("criteria".into(), json!(group.criteria));
        out.push(Value::Object(map));
    }
    if let Some(written) = written.filter(|written| (written - total).abs() > 1e-6) {
        notes.show(&FORM_LINE, format!("Cộng {written} ≠ {total}"));
    }
    remove_table(blocks, at);
    let levels = levels(blocks).unwrap_or_else(|| {
        notes.show(&FORM_LINE, "levels: Tốt 90, Khá 70, Trung bình 50, Kém 0 (%)");
        [("Tốt", 0.9), ("Khá", 0.7), ("Trung bình", 0.5), ("Kém", 0.0)]
            .map(|(name, share)| json!({ "name": name, "from": number((total * share * 10.0).round() / 10.0) }))
            .to_vec()
    });
    let subject = frame.subject.clone().unwrap_or_else(|| title.to_owned());
    vec![("subject", json!(subject)), ("total", number(total)), ("groups", json!(out)), ("levels", json!(levels))]
}

/// Lines such as `- từ 90 %: 4`, and the other lines.
fn bands(said: &[String], max: f64) -> (Vec<Value>, Vec<String>) {
    let mut bands = Vec::new();
    let mut rest = Vec::new();
    for line in said {
        let band = line.trim_start_matches(['-', '–', '+', ' ']).rsplit_once(':');
        match band.and_then(|(label, given)| Some((label.trim(), points(given)?))) {
            Some((label, given)) if given <= max && !label.is_empty() => {
                bands.push(json!({ "label": label, "points": number(given) }));
            }
            _ => rest.push(line.clone()),
        }
    }
    if bands.len() < 2 { (Vec::new(), said.to_vec()) } else { (bands, rest) }
}

/// A table of levels: names and the points from which they hold.
fn levels(blocks: &mut Vec<Block>) -> Option<Vec<Value>> {
    let (at, levels) = blocks.iter().enumerate().find_map(|(at, block)| {
        let Block::Table(table) = block else { return None };
        let head: Vec<String> = table.rows.first()?.columns().iter().map(|cell| fold(cell)).collect();
        let name = column(&head, &["muc", "xep loai", "loai"])?;
        let from = column(&head, &["diem"]).filter(|at| *at != name)?;
        let mut out = Vec::new();
        for row in table.rows.iter().skip(1) {
            let text =
                |column: usize| cell_at(&row.cells, column).map(crate::import::tree::Cell::letters).unwrap_or_default();
            let (name, range) = (text(name), text(from));
            out.push(json!({ "name": Some(name).filter(|name| !name.is_empty())?, "from": number(lower(&range)?) }));
        }
        (out.len() >= 2).then_some((at, out))
    })?;
    remove_table(blocks, at);
    Some(levels)
}

/// The lower bound that words give: `90–100`, `từ 70 đến dưới 90`, `< 50`, `dưới 50`.
fn lower(text: &str) -> Option<f64> {
    let numbers: Vec<f64> = text
        .replace(',', ".")
        .split(|c: char| !c.is_ascii_digit() && c != '.')
        .filter_map(|number| points(number.trim_matches('.')))
        .collect();
    let below = text.contains('<') || fold(text).contains("duoi");
    match numbers.as_slice() {
        [] => None,
        [_] if below => Some(0.0),
        numbers => numbers.iter().copied().reduce(f64::min),
    }
}
