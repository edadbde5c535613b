//! Front matter: that of an archetype, with what an import found put in.
#![expect(clippy::wildcard_enum_match_arm, reason = "the values are a foreign enum")]

use serde_json::Value;

/// Front matter by key, in its order.
#[derive(Debug)]
pub(super) struct Head {
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    key: String,
    /// Its lines, with their line ends.
    text: String,
    /// A comment that shows how a key is written.
    is_comment: bool,
}

impl Head {
    /// Reads the front matter of a page's text, without its `---` lines.
    pub(super) fn read(text: &str) -> Self {
        let inner = text.trim_start_matches("---").trim_start_matches('\n');
        let inner = inner.split("\n---").next().unwrap_or_default();
        let mut entries: Vec<Entry> = Vec::new();
        for line in inner.lines() {
            let (is_comment, shown) = match line.strip_prefix("# ") {
                Some(shown) => (true, shown),
                None => (line.starts_with('#'), line),
            };
            let key = shown.split_once(':').map(|(key, _)| key);
            let key = key.filter(|key| !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'));
            match (key, entries.last_mut()) {
                (Some(key), _) => entries.push(Entry { key: key.to_owned(), text: format!("{line}\n"), is_comment }),
                (None, Some(entry)) => entry.text.push_str(&format!("{line}\n")),
                (None, None) => {}
            }
        }
        Self { entries }
    }

    /// Puts a value in the place of the key, else before the comments.
    pub(super) fn set(&mut self, key: &str, value: &Value) {
        self.entries.retain(|entry| !(entry.is_comment && entry.key == key));
        let mut text = String::new();
        emit_entry(key, value, 0, &mut text);
        let entry = Entry { key: key.to_owned(), text, is_comment: false };
        if let Some(old) = self.entries.iter_mut().find(|entry| entry.key == key) {
            *old = entry;
        } else {
            let at = self.entries.iter().position(|entry| entry.is_comment).unwrap_or(self.entries.len());
            self.entries.insert(at, entry);
        }
    }

    /// Takes out what an archetype leaves to be filled in, but for keys that must be there. Returns the keys that stay blank.
    pub(super) fn drop_blanks(&mut self, required: &[String]) -> Vec<String> {
        let blank = |entry: &Entry| !entry.is_comment && entry.text.contains("\"(") && !entry.text.contains("\"()");
        let is_required = |entry: &Entry| required.contains(&entry.key);
        self.entries.retain(|entry| !blank(entry) || is_required(entry));
        self.entries.iter().filter(|entry| blank(entry)).map(|entry| entry.key.clone()).collect()
    }

    /// Adds lines as comments.
    pub(super) fn remark(&mut self, lines: &[String]) {
        let text = lines.iter().flat_map(|line| ["# ", line, "\n"]).collect();
        self.entries.push(Entry { key: String::new(), text, is_comment: true });
    }

    /// Returns the text with its `---` lines.
    pub(super) fn text(&self) -> String {
        let mut out = String::from("---\n");
        for entry in &self.entries {
            out.push_str(&entry.text);
        }
        out.push_str("---\n");
        out
    }
}

fn emit_entry(key: &str, value: &Value, indent: usize, out: &mut String) {
    let space = " ".repeat(indent);
    match value {
        Value::Array(items) if items.iter().any(Value::is_object) => {
            out.push_str(&format!("{space}{key}:\n"));
            for item in items {
                emit_item(item, indent + 2, out);
            }
        }
        _ => out.push_str(&format!("{space}{key}: {}\n", flow(value))),
    }
}

/// One item of a list: on one line, unless it holds a list of such items itself.
fn emit_item(item: &Value, indent: usize, out: &mut String) {
    let space = " ".repeat(indent);
    let deep = |value: &Value| value.as_array().is_some_and(|items| items.iter().any(Value::is_object));
    match item {
        Value::Object(map) if map.values().any(deep) => {
            let mut text = String::new();
            for (key, value) in ordered(map) {
                emit_entry(key, value, indent + 2, &mut text);
            }
            out.push_str(&format!("{space}- {}", text.trim_start()));
        }
        _ => out.push_str(&format!("{space}- {}\n", flow(item))),
    }
}

/// A value on one line. Texts are quoted as JSON is, which YAML reads alike.
fn flow(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let entries: Vec<String> =
                ordered(map).into_iter().map(|(key, value)| format!("{key}: {}", flow(value))).collect();
            format!("{{ {} }}", entries.join(", "))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::String(text) if is_word(text) => text.clone(),
        _ => value.to_string(),
    }
}

/// Keys of a small map in the order in which archetypes write them; others follow.
const ORDER: &[&str] =
    &["part", "id", "number", "name", "title", "label", "minutes", "max", "lead", "scoring", "points", "from"];

fn ordered(map: &serde_json::Map<String, Value>) -> Vec<(&String, &Value)> {
    let mut out: Vec<_> = map.iter().collect();
    out.sort_by_key(|(key, _)| ORDER.iter().position(|known| known == key).unwrap_or(ORDER.len()));
    out
}

/// Ids, kinds and days need no quotes.
fn is_word(text: &str) -> bool {
    let date = text.starts_with(|c: char| c.is_ascii_digit()) && text.len() >= 10 && text.get(4..5) == Some("-");
    let date = date && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | ':' | 'T'));
    let key = text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '+'))
        && !matches!(text, "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "y" | "n");
    date || key
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_was_found_takes_the_place_of_blanks() {
        let mut head = Head::read(
            "---\ntitle: \"A\"\nplace: \"(nơi)\"\nitems:\n  - { title: \"(mục)\" }\n# quarter: 1\n---\n\n## B\n",
        );
        head.set("items", &json!([{ "title": "C: d", "minutes": 5 }]));
        head.set("date", &json!("2026-01-02"));
        assert_eq!(head.drop_blanks(&["items".to_owned()]), Vec::<String>::new());
        assert_eq!(
            head.text(),
            "---\ntitle: \"A\"\nitems:\n  - { title: \"C: d\", minutes: 5 }\ndate: 2026-01-02\n# quarter: 1\n---\n"
        );
    }

    #[test]
    fn lists_in_lists_read_back() {
        let value = json!([{ "title": "G", "max": 5.5, "criteria": [{ "id": "a", "title": "x" }] }]);
        let mut head = Head::read("");
        head.set("groups", &value);
        let text = head.text();
        let read: serde_json::Value =
            serde_yaml::from_str(text.trim_start_matches("---\n").trim_end_matches("---\n")).unwrap_or_default();
        assert_eq!(read.get("groups"), Some(&value));
    }
}
