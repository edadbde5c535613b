//! A page for the editor: its parts, or its text where they cannot be told apart; and the text again from what was typed.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::authoring::{ContentPath, hash};
use crate::diagnostic::SourceFile;
use crate::edit::{self, EditFault};
use crate::model::{self, KindName};

use super::Editor;
use super::refused::Refused;
use super::request::{Query, text};
use super::save::time;

/// `GET api/page?path=`
pub(super) fn page(editor: &Editor, query: &Query) -> Result<Value, Refused> {
    let path = query.page("path")?;
    let bytes = editor.store.read(&path)?;
    let hash = hash(&bytes);
    let text = written(&path, bytes)?;
    editor.remember(&hash, &text);
    let parts = edit::split(&text);
    let edition = editor.edition().ok();
    let handbook = edition.as_deref().map(crate::site::Edition::handbook);
    let id = handbook.and_then(|handbook| handbook.by_stem(path.as_str().trim_end_matches(".md")));
    let of_head = parts.as_ref().ok().and_then(|parts| parts.head.get("kind")?.as_str());
    let kind = match of_head.and_then(KindName::of_key) {
        _ if path.name() == "_index.md" => KindName::Section,
        Some(kind) => kind,
        None => handbook.map_or(KindName::Page, |handbook| handbook.usual_kind(path.folder())),
    };
    let mut value = json!({
        "path": path.as_str(),
        "url": handbook.zip(id).map(|(handbook, id)| format!("/{}", handbook.address(id))),
        "kind": kind.key(),
        "hash": hash,
        "crlf": text.contains("\r\n"),
        "schema": model::schema(Some(kind)),
    });
    let more = match parts {
        Ok(parts) => json!({ "head": parts.head, "body": parts.body }),
        Err(fault) => json!({ "raw": text, "fault": told(&fault, editor) }),
    };
    add(&mut value, more);
    if let Some(draft) = editor.store.draft(&path) {
        let mut kept = Value::Object(draft.state);
        add(&mut kept, json!({ "base": draft.base, "saved": time(draft.saved) }));
        add(&mut value, json!({ "autosaved": kept }));
    }
    Ok(value)
}

fn told(fault: &EditFault, editor: &Editor) -> Value {
    let lang = editor.lang();
    json!({ "message": fault.message(lang), "hint": fault.hint(lang), "line": fault.line, "col": fault.column })
}

pub(super) fn add(value: &mut Value, more: Value) {
    if let (Value::Object(value), Value::Object(more)) = (value, more) {
        value.extend(more);
    }
}

/// The text of a file as it is on disk, its mark included.
pub(super) fn written(path: &ContentPath, bytes: Vec<u8>) -> Result<String, Refused> {
    String::from_utf8(bytes).map_err(|error| {
        let path: Arc<str> = path.from_root().into();
        match crate::source::decode(&path, error.into_bytes()) {
            Err(diagnostic) => Refused::diagnostic(&diagnostic),
            Ok(_) => Refused::failed(),
        }
    })
}

/// What an editor has in hand of a page: its parts, or its text.
pub(super) enum State<'a> {
    Parts { head: &'a Value, body: &'a str },
    Raw(&'a str),
}

impl<'a> State<'a> {
    pub(super) fn of(value: &'a Value) -> Result<Self, Refused> {
        if let Some(raw) = value.get("raw").and_then(Value::as_str) {
            return Ok(Self::Raw(raw));
        }
        let head = value.get("head").filter(|head| head.is_object()).ok_or_else(|| Refused::without("head"))?;
        Ok(Self::Parts { head, body: text(value, "body")? })
    }

    /// Returns the file's text with what is in hand put into it; every other byte stays.
    pub(super) fn text(&self, before: &str) -> Result<String, EditFault> {
        match self {
            Self::Parts { head, body } => edit::apply(before, head, body),
            Self::Raw(raw) => {
                // A browser's text field knows one kind of line end, and no mark.
                let mut text = raw.replace("\r\n", "\n");
                if before.contains("\r\n") {
                    text = text.replace('\n', "\r\n");
                }
                if before.starts_with('\u{FEFF}') && !text.starts_with('\u{FEFF}') {
                    text.insert(0, '\u{FEFF}');
                }
                Ok(text)
            }
        }
    }

    pub(super) fn into_json(self) -> serde_json::Map<String, Value> {
        let keys = match self {
            Self::Parts { head, body } => vec![("head", head.clone()), ("body", body.into())],
            Self::Raw(raw) => vec![("raw", raw.into())],
        };
        keys.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
    }
}

/// A text as the editor shows it: its parts, or the whole.
pub(super) fn shown(text: &str) -> Value {
    match edit::split(text) {
        Ok(parts) => json!({ "head": parts.head, "body": parts.body }),
        Err(_) => json!({ "raw": text }),
    }
}

/// Returns the line of an offset of a text, from 1.
pub(super) fn line_of(file: &SourceFile, offset: u32) -> usize {
    file.line_column(crate::diagnostic::Span { start: offset, end: offset }).0
}
