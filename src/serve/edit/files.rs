//! Files that come, move and go.

use std::collections::BTreeSet;

use hyper::StatusCode;
use serde_json::{Value, json};

use crate::authoring::{self, BadUpload, ContentPath, StoreError};
use crate::edit;
use crate::link::Handbook;
use crate::model::KindName;
use crate::site;

use super::Editor;
use super::board::below;
use super::page::{State, written};
use super::refused::Refused;
use super::request::{self, Query, text};
use super::save::time;

/// Folder of pictures of pages that stand in none.
const PICTURES: &str = "hinh";

/// `POST api/new`
pub(super) fn new(editor: &Editor, value: &Value) -> Result<Value, Refused> {
    let (kind, title) = (text(value, "kind")?, text(value, "title")?);
    let kind = KindName::of_key(kind).ok_or_else(|| Refused::missing(kind))?;
    let folder = value.get("folder").and_then(Value::as_str);
    let edition = editor.edition()?;
    let begun = site::begin(kind, title, folder, edition.handbook(), edition.options())?;
    let path = ContentPath::page(&begun.path).map_err(|bad| Refused::path(&begun.path, &bad))?;
    editor.store.create(&path, begun.text.as_bytes())?;
    Ok(json!({ "path": path.as_str() }))
}

/// `POST api/move`: with `dry` what it would change; else the file moves, what names it follows, and its old address leads on.
pub(super) fn relocate(editor: &Editor, value: &Value) -> Result<Value, Refused> {
    let from = request::page(value, "path")?;
    let to = request::page(value, "to")?;
    let dry = value.get("dry").and_then(Value::as_bool).unwrap_or(true);
    let is_section = |path: &ContentPath| path.name() == "_index.md";
    if is_section(&from) || is_section(&to) {
        let text = (
            "Trang của mục đứng tại chỗ; đổi tên thư mục bằng tay",
            "A section's page stays; rename the folder by hand",
        );
        return Err(Refused::new(StatusCode::UNPROCESSABLE_ENTITY, text));
    }
    if editor.store.has(&to) {
        return Err(StoreError::Exists(to.to_string()).into());
    }
    let edition = editor.edition()?;
    let handbook = edition.handbook();
    let stem = from.as_str().trim_end_matches(".md");
    let id = handbook.by_stem(stem).ok_or_else(|| Refused::missing(from.as_str()))?;
    let read = |path: &str| {
        let path = ContentPath::file(path.strip_prefix("content/")?).ok()?;
        String::from_utf8(editor.store.read(&path).ok()?).ok()
    };
    let moves = edit::moved(handbook, id, &to.from_root(), &read);
    let own = moves.files.iter().find(|file| file.path.as_ref() == from.from_root()).map(|file| file.text.clone());
    let own = match own {
        Some(text) => text,
        None => written(&from, editor.store.read(&from)?)?,
    };
    let address = handbook.address(id).to_string();
    let (own, aliases) = with_alias(&own, &address)?;
    // The main menu stands in the settings, which the editor does not write: told as left.
    let (pages, settings): (Vec<_>, Vec<_>) = moves.files.iter().partition(|file| file.path.starts_with("content/"));
    let lines = |file: &edit::Moved| -> Vec<Value> {
        let each = file.lines.iter();
        each.map(|(line, before, after)| json!({ "line": line, "before": before, "after": after })).collect()
    };
    let files: Vec<Value> =
        pages.iter().map(|file| json!({ "path": below(&file.path), "lines": lines(file) })).collect();
    let of_settings = settings.iter().flat_map(|file| file.lines.iter().map(|(line, ..)| (&file.path, line)));
    let left = moves.left.iter().map(|(path, line)| (path, line)).chain(of_settings);
    let left: Vec<Value> = left.map(|(path, line)| json!({ "path": below(path), "line": line })).collect();
    if !dry {
        let mut others = Vec::new();
        for file in pages.iter().filter(|file| file.path.as_ref() != from.from_root()) {
            let path = below(&file.path);
            others.push((ContentPath::file(path).map_err(|bad| Refused::path(path, &bad))?, file.text.as_str()));
        }
        editor.store.relocate(&from, &to, own.as_bytes(), &others)?;
    }
    Ok(json!({ "path": to.as_str(), "files": files, "left": left, "aliases": aliases }))
}

/// The text of a page with its address so far among its old ones.
fn with_alias(text: &str, address: &str) -> Result<(String, Vec<String>), Refused> {
    let parts = edit::split(text)?;
    let mut head = parts.head;
    let old = format!("/{address}");
    let mut aliases: BTreeSet<String> = BTreeSet::new();
    if let Some(keys) = head.as_object_mut() {
        let list = keys.entry("aliases").or_insert_with(|| json!([]));
        if let Some(list) = list.as_array_mut() {
            if !list.iter().any(|of| of.as_str() == Some(&old)) {
                list.push(old.into());
            }
            aliases.extend(list.iter().filter_map(Value::as_str).map(str::to_owned));
        }
    }
    Ok((edit::apply(text, &head, &parts.body)?, aliases.into_iter().collect()))
}

/// `POST api/delete`: into the trash.
pub(super) fn delete(editor: &Editor, value: &Value) -> Result<Value, Refused> {
    let path = request::page(value, "path")?;
    let removed = editor.store.remove(&path)?;
    Ok(json!({ "trash": removed.id, "path": removed.path.as_str() }))
}

/// `GET api/trash`
#[expect(clippy::unnecessary_wraps, reason = "a route like the others")]
pub(super) fn trash(editor: &Editor, _: &Query) -> Result<Value, Refused> {
    let title = |id: &str| {
        let text = String::from_utf8(editor.store.removed_file(id).ok()?).ok()?;
        Some(edit::split(&text).ok()?.head.get("title")?.as_str()?.to_owned())
    };
    let each = editor.store.removed();
    let each = each
        .iter()
        .map(|of| json!({ "trash": of.id, "path": of.path.as_str(), "title": title(&of.id), "deleted": time(of.at) }));
    Ok(each.collect())
}

/// `POST api/restore`: from the trash with `trash`; what was typed into a page that is gone with `draft`; an earlier version with
/// `path` and `id`.
pub(super) fn restore(editor: &Editor, value: &Value) -> Result<Value, Refused> {
    if let Some(id) = value.get("trash").and_then(Value::as_str) {
        return Ok(json!({ "path": editor.store.restore(id)?.as_str() }));
    }
    if let Some(path) = value.get("draft").and_then(Value::as_str) {
        let path = ContentPath::page(path).map_err(|bad| Refused::path(path, &bad))?;
        let draft = editor.store.draft(&path).ok_or_else(|| Refused::missing(path.as_str()))?;
        let text = State::of(&Value::Object(draft.state))?.text("")?;
        editor.store.create(&path, text.as_bytes())?;
        editor.store.forget_draft(&path)?;
        return Ok(json!({ "path": path.as_str() }));
    }
    let path = request::page(value, "path")?;
    let earlier = editor.store.version(&path, text(value, "id")?)?;
    let now = authoring::hash(&editor.store.read(&path)?);
    Ok(json!({ "path": path.as_str(), "hash": editor.store.save(&path, &now, &earlier)? }))
}

/// `POST api/upload?for=&name=`
pub(super) fn upload(editor: &Editor, query: &Query, bytes: &[u8]) -> Result<Value, Refused> {
    let page = query.page("for")?;
    let name = query.get("name").unwrap_or_default();
    if !editor.store.has(&page) {
        return Err(Refused::missing(page.as_str()));
    }
    let picture = authoring::picture(bytes).map_err(|bad: BadUpload| Refused::from(bad))?;
    let folder = if page.folder().is_empty() { PICTURES } else { page.folder() };
    let path = editor.store.add_picture(folder, name, &picture)?;
    let path = path.map_err(|bad| Refused::path(name, &bad))?;
    let written = if page.folder().is_empty() { path.as_str() } else { path.name() };
    let address = Handbook::asset_address(&path.from_root());
    Ok(json!({
        "path": written,
        "file": path.as_str(),
        "url": format!("/{address}"),
        "markdown": format!("![]({written})"),
        "width": picture.width,
        "height": picture.height,
        "lacks": picture.lacks,
    }))
}
