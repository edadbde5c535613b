//! Markdown from elsewhere: its body stays as written, its front matter is kept where it is ours.

use serde_json::Value;

use crate::model::{self, KindName};
use crate::text::fold::fold;

use super::note::Notes;
use super::{Content, Imported, clean};

/// The front matter of a file.
#[derive(Debug)]
pub(super) enum Front {
    /// Keys of a page of ours, as text without `---` lines.
    Ours(String),
    /// Another program's: what we know of it, and its other lines.
    Foreign { known: Vec<(&'static str, Value)>, rest: Vec<String> },
}

/// Reads a file's text.
pub(super) fn read(text: &str, stem: &str, notes: Notes) -> Imported {
    let (front, body) = split(text);
    let value: Value = front.and_then(|front| serde_yaml::from_str(front).ok()).unwrap_or_default();
    let text_of = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let named = text_of("kind").and_then(|key| KindName::of_key(&key));
    let (body, heading) = first_heading(body);
    let title = text_of("title").or(heading).unwrap_or_else(|| stem.replace(['_', '-'], " "));
    let title = clean::line(&title);
    let folded = fold(&title);
    let guess = if folded.contains("chuyen de") { KindName::Topic } else { KindName::Page };
    let kind = named.unwrap_or(guess);
    let ours = front.filter(|_| is_ours(&value, kind)).map(str::to_owned);
    let front = ours.map_or_else(|| foreign(front.unwrap_or_default(), &value), Front::Ours);
    Imported { title, kind, content: Content::Markdown { front, body }, notes }
}

/// Splits a text into front matter, if it has one, and body.
fn split(text: &str) -> (Option<&str>, &str) {
    let Some(rest) = text.strip_prefix("---\n") else { return (None, text) };
    let end = rest.match_indices("---").map(|(at, _)| at).find(|at| {
        (*at == 0 || rest.get(..*at).is_some_and(|before| before.ends_with('\n')))
            && rest.get(at + 3..).is_some_and(|after| after.is_empty() || after.starts_with('\n'))
    });
    match end {
        Some(end) => (rest.get(..end), rest.get(end + 3..).unwrap_or_default().trim_start_matches('\n')),
        None => (None, text),
    }
}

/// Tells whether front matter has a title and only keys that its kind knows.
fn is_ours(value: &Value, kind: KindName) -> bool {
    let Some(map) = value.as_object() else { return false };
    let schema = model::schema(Some(kind));
    let schema = serde_json::to_value(&schema).unwrap_or_default();
    let known = schema.get("properties").and_then(Value::as_object);
    let keys = map.keys().all(|key| known.is_some_and(|known| known.contains_key(key)));
    let required = schema.get("required").and_then(Value::as_array);
    let complete = required.is_none_or(|required| {
        required.iter().filter_map(Value::as_str).all(|key| map.contains_key(key) || key == "kind")
    });
    keys && complete && map.contains_key("title")
}

fn foreign(front: &str, value: &Value) -> Front {
    let mut known = Vec::new();
    let mut taken = vec!["title"];
    let day = |text: &str| crate::text::date::Date::parse(text.get(..10).unwrap_or(text)).ok();
    if let Some(date) = value.get("date").and_then(Value::as_str).and_then(day) {
        known.push(("date", Value::String(date.to_string())));
        taken.push("date");
    }
    for key in ["summary", "description"] {
        if let Some(text) = value.get(key).and_then(Value::as_str).filter(|text| text.chars().count() <= 600) {
            known.push(("summary", Value::String(clean::line(text))));
            taken.push(key);
            break;
        }
    }
    let tags: Option<Vec<Value>> = value.get("tags").and_then(Value::as_array).map(|tags| {
        let texts = tags.iter().filter_map(Value::as_str).map(clean::line).filter(|tag| !tag.is_empty());
        texts.map(Value::String).collect()
    });
    if let Some(tags) = tags.filter(|tags| !tags.is_empty()) {
        known.push(("tags", Value::Array(tags)));
        taken.push("tags");
    }
    // The lines of the keys that were not taken.
    let mut rest = Vec::new();
    let mut skipped = false;
    for line in front.lines().filter(|line| !line.trim().is_empty()) {
        let key = line.split_once(':').map(|(key, _)| key).filter(|key| !key.starts_with([' ', '-', '#']));
        if let Some(key) = key {
            skipped = taken.contains(&key.trim());
        }
        if !skipped {
            rest.push(line.to_owned());
        }
    }
    Front::Foreign { known, rest }
}

/// Takes a heading of level 1 out of the start; others of that level, and all below, go one level down.
fn first_heading(body: &str) -> (String, Option<String>) {
    let mut lines: Vec<String> = body.lines().map(str::to_owned).collect();
    let first = lines.iter().position(|line| !line.trim().is_empty());
    let mut title = None;
    if let Some(at) = first
        && let Some(text) = lines.get(at).and_then(|line| line.strip_prefix("# "))
    {
        title = Some(text.trim_end_matches('#').trim().to_owned());
        lines.drain(..=at);
    }
    let mut fence: Option<&str> = None;
    let mut tops = Vec::new();
    let mut all = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let mark = ["```", "~~~"].into_iter().find(|mark| line.trim_start().starts_with(mark));
        if let Some(mark) = mark {
            fence = if fence == Some(mark) { None } else { fence.or(Some(mark)) };
        }
        let level = line.chars().take_while(|c| *c == '#').count();
        if fence.is_none() && (1..=5).contains(&level) && line.chars().nth(level).is_none_or(|c| c == ' ') {
            all.push(at);
            if level == 1 {
                tops.push(at);
            }
        }
    }
    if !tops.is_empty() {
        for at in all {
            if let Some(line) = lines.get_mut(at) {
                line.insert(0, '#');
            }
        }
    }
    let mut text = lines.join("\n").trim_start_matches('\n').to_owned();
    text.push('\n');
    (text, title)
}
