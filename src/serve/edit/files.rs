//! Files that come, move and go.

use serde_json::{Value, json};

use crate::authoring::{self, BadUpload, ContentPath};
use crate::edit;
use crate::link::Handbook;
use crate::model::KindName;
use crate::site;

use super::Editor;
use super::page::State;
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
