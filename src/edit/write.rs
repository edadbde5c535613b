//! Values written anew as YAML: quoted where a reader would see something else.

use serde_json::Value as Json;
use serde_yaml::Value as Yaml;

/// A value written: what stands after `key:` or `-`, and the lines below.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    /// On the line of the key; may be empty.
    pub(super) head: String,
    /// Whole lines without their ends.
    pub(super) below: Vec<String>,
}

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// As it is.
    Plain,
    /// In `'`.
    Single,
    /// In `"`.
    Double,
    /// After `|`, line by line.
    Literal,
    /// After `>`, in paragraphs.
    Folded,
}

/// How new blocks are laid out in a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner {
    /// Columns between a key and the dashes of its list: 2 or 0.
    pub(super) dash: usize,
}

/// Longest list that is written on one line, in characters.
const ROW: usize = 72;
/// Longest item of such a list.
const ITEM: usize = 40;
/// Width of folded text.
const WIDTH: usize = 100;

impl Manner {
    /// Looks how a text lays out its first list.
    pub(super) fn of(text: &str) -> Self {
        let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let pairs = || text.lines().zip(text.lines().skip(1));
        let first = pairs().find(|(key, item)| key.trim_end().ends_with(':') && item.trim_start().starts_with("- "));
        let flush = first.is_some_and(|(key, item)| indent(key) == indent(item) && !key.trim_start().starts_with("- "));
        Self { dash: if flush { 0 } else { 2 } }
    }

    /// Writes a value behind a dash at column `at`, its first line on that of the dash.
    pub(super) fn behind_dash(self, value: &Json, at: usize) -> Written {
        let mut lines = self.item(value, at).into_iter();
        let head = lines.next().unwrap_or_default().trim_start_matches(' ').trim_start_matches("- ").to_owned();
        Written { head, below: lines.collect() }
    }

    /// Writes a value whose key or dash stands at column `indent`.
    pub(super) fn value(self, value: &Json, indent: usize) -> Written {
        match value {
            Json::String(text) => scalar(text, None, indent),
            Json::Array(items) if !is_row(items) => {
                let at = indent + self.dash;
                let mut below = Vec::new();
                for item in items {
                    below.extend(self.item(item, at));
                }
                Written { head: String::new(), below }
            }
            Json::Object(entries) if !entries.is_empty() => {
                let below = entries.iter().flat_map(|(key, value)| self.entry(key, value, indent + 2)).collect();
                Written { head: String::new(), below }
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_) => {
                Written { head: inline(value), below: Vec::new() }
            }
        }
    }

    /// Writes the lines `key: value`, indented.
    pub(super) fn entry(self, key: &str, value: &Json, indent: usize) -> Vec<String> {
        let Written { head, below } = self.value(value, indent);
        let space = if head.is_empty() { "" } else { " " };
        let mut lines = vec![format!("{:indent$}{}:{space}{head}", "", word(key))];
        lines.extend(below);
        lines
    }

    /// Writes the lines `- value`, the dash at column `at`.
    pub(super) fn item(self, value: &Json, at: usize) -> Vec<String> {
        let Written { head, below } = match value {
            // A list in a list stands two columns further, whatever the lists of keys do.
            Json::Array(_) => Self { dash: 2 }.value(value, at),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Object(_) => self.value(value, at),
        };
        let mut below = below.into_iter();
        let head = if head.is_empty() {
            below.next().map(|line| line.trim_start_matches(' ').to_owned()).unwrap_or_default()
        } else {
            head
        };
        std::iter::once(format!("{:at$}- {head}", "")).chain(below).collect()
    }
}

/// Short values that stand well on one line.
fn is_row(items: &[Json]) -> bool {
    let length = |item: &Json| match item {
        Json::Array(_) | Json::Object(_) => None,
        Json::String(text) if text.contains('\n') => None,
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {
            Some(inline(item).chars().count()).filter(|length| *length <= ITEM)
        }
    };
    items.iter().map(length).sum::<Option<usize>>().is_some_and(|sum| sum + 2 * items.len() <= ROW)
}

/// Writes a value on one line, as it may stand inside `[…]` and `{…}`.
pub(super) fn inline(value: &Json) -> String {
    match value {
        Json::String(text) => word(text),
        Json::Array(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Json::Object(entries) if entries.is_empty() => "{}".to_owned(),
        Json::Object(entries) => {
            let entries: Vec<_> =
                entries.iter().map(|(key, value)| format!("{}: {}", word(key), inline(value))).collect();
            format!("{{ {} }}", entries.join(", "))
        }
        Json::Null | Json::Bool(_) | Json::Number(_) => value.to_string(),
    }
}

/// Writes a text on one line: names, dates and the like as they are, all else in `"`.
pub(super) fn word(text: &str) -> String {
    if is_name(text) && is_plain(text, true) { text.to_owned() } else { double(text) }
}

/// Writes a text, in `style` where that can hold it; its key or dash stands at column `indent`.
pub(super) fn scalar(text: &str, style: Option<Style>, indent: usize) -> Written {
    let head = |head: String| Written { head, below: Vec::new() };
    match style {
        Some(Style::Plain) if is_plain(text, false) => head(text.to_owned()),
        Some(Style::Single) => head(single(text).unwrap_or_else(|| double(text))),
        Some(Style::Folded) => block(text, '>', indent).unwrap_or_else(|| head(double(text))),
        Some(Style::Literal) => block(text, '|', indent).unwrap_or_else(|| head(double(text))),
        None | Some(Style::Plain | Style::Double) if text.trim_end_matches('\n').contains('\n') => {
            block(text, '|', indent).unwrap_or_else(|| head(double(text)))
        }
        Some(Style::Double) => head(double(text)),
        Some(Style::Plain) | None => head(word(text)),
    }
}

/// Writes a text on one line inside a flow collection, in `style` where that can hold it.
pub(super) fn scalar_in_flow(text: &str, style: Style) -> String {
    match style {
        Style::Plain if is_plain(text, true) => text.to_owned(),
        Style::Single => single(text).unwrap_or_else(|| double(text)),
        Style::Double => double(text),
        Style::Plain | Style::Literal | Style::Folded => word(text),
    }
}

fn single(text: &str) -> Option<String> {
    let fits = !text.chars().any(|c| is_special(c) || c == '\n' || c == '\t');
    fits.then(|| format!("'{}'", text.replace('\'', "''")))
}

fn double(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if is_special(c) => out.push_str(&format!("\\U{:08X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Letters that YAML does not take as they are, or takes for the end of a line.
fn is_special(c: char) -> bool {
    c != '\n' && c != '\t' && c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// A block scalar; `None` for what it cannot hold.
fn block(text: &str, mark: char, indent: usize) -> Option<Written> {
    let body = text.strip_suffix('\n').unwrap_or(text);
    let strip = if body.len() == text.len() { "-" } else { "" };
    let bare = body.is_empty() || body.ends_with('\n') || body.starts_with([' ', '\t', '\n']);
    if bare || body.chars().any(is_special) {
        return None;
    }
    let mut lines = Vec::new();
    for (at, line) in body.split('\n').enumerate() {
        if mark == '|' {
            lines.push(line.to_owned());
            continue;
        }
        if line.starts_with([' ', '\t']) {
            return None;
        }
        if at > 0 {
            lines.push(String::new());
        }
        if !line.is_empty() {
            fold(line, WIDTH.saturating_sub(indent + 2), &mut lines);
        }
    }
    let indented = |line: String| if line.is_empty() { line } else { format!("{:1$}{line}", "", indent + 2) };
    Some(Written { head: format!("{mark}{strip}"), below: lines.into_iter().map(indented).collect() })
}

/// Breaks a paragraph at single spaces between words.
fn fold(paragraph: &str, width: usize, lines: &mut Vec<String>) {
    let mut line = String::new();
    let mut length = 0;
    for word in paragraph.split(' ') {
        let more = word.chars().count();
        let breaks = length > 0 && length + 1 + more > width && !word.is_empty() && !line.ends_with(' ');
        if breaks && !word.starts_with('\t') {
            lines.push(std::mem::take(&mut line));
            length = 0;
        } else if length > 0 {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += more;
    }
    lines.push(line);
}

/// Words of one piece that people write without quotes: `agenda`, `2026-07-03`, `regular+thematic`.
fn is_name(text: &str) -> bool {
    let date = text.len() >= 10
        && text.bytes().zip(*b"0000-00-00").all(|(c, form)| if form == b'0' { c.is_ascii_digit() } else { c == form });
    let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '+') || date && c == ':';
    (date || text.starts_with(|c: char| c.is_ascii_alphabetic())) && text.chars().all(letters)
}

/// Words that YAML 1.1 reads as yes and no, and others do not.
const TRUTHS: &[&str] = &["yes", "no", "on", "off", "y", "n"];

/// Tells whether a text without quotes is read as itself.
fn is_plain(text: &str, flow: bool) -> bool {
    let odd = text.chars().any(|c| is_special(c) || c == '\n' || c == '\t');
    if text.is_empty() || odd || text.trim() != text || TRUTHS.contains(&text.to_ascii_lowercase().as_str()) {
        return false;
    }
    let reads = |yaml: &str| serde_yaml::from_str::<Yaml>(yaml).ok();
    let wanted = Yaml::from(text);
    let value = reads(&format!("k: {text}\n")).is_some_and(|v| v.get("k") == Some(&wanted));
    let item = reads(&format!("- {text}\n")).is_some_and(|v| v.get(0) == Some(&wanted));
    let inside = || {
        reads(&format!("[{text}, {{k: {text}}}]\n"))
            .is_some_and(|v| v.get(0) == Some(&wanted) && v.as_sequence().is_some_and(|s| s.len() == 2))
    };
    value && item && (!flow || inside())
}
