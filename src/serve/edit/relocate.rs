//! Another name or place for a page, or for a section with all that is in it: what would change is shown, then done.

use std::collections::{BTreeMap, BTreeSet};

use hyper::StatusCode;
use serde_json::{Value, json};

use crate::authoring::{ContentPath, StoreError};
use crate::edit::{self, Moves};
use crate::link::{DocumentId, Handbook};

use super::Editor;
use super::board::below;
use super::page::{add, written};
use super::refused::Refused;
use super::request;

/// The page of a section.
const SECTION: &str = "_index.md";

/// `POST api/move`: with `dry` what it would change; else the file moves, what names it follows, and its old address leads on.
/// The page of a section takes its whole folder along.
pub(super) fn relocate(editor: &Editor, value: &Value) -> Result<Value, Refused> {
    let from = request::page(value, "path")?;
    let to = request::page(value, "to")?;
    let dry = value.get("dry").and_then(Value::as_bool).unwrap_or(true);
    match (from.name() == SECTION, to.name() == SECTION) {
        (false, false) => page(editor, &from, &to, dry),
        (true, true) if !from.folder().is_empty() && !to.folder().is_empty() => section(editor, &from, &to, dry),
        _ => {
            let text = (
                "Trang đầu của sổ tay đứng tại chỗ; trang của mục chỉ chuyển cùng cả mục",
                "The first page of the handbook stays; the page of a section moves with the section only",
            );
            Err(Refused::new(StatusCode::UNPROCESSABLE_ENTITY, text))
        }
    }
}

fn page(editor: &Editor, from: &ContentPath, to: &ContentPath, dry: bool) -> Result<Value, Refused> {
    if editor.store.has(to) {
        return Err(StoreError::Exists(to.to_string()).into());
    }
    let edition = editor.edition()?;
    let handbook = edition.handbook();
    let id = handbook.by_stem(stem(from)).ok_or_else(|| Refused::missing(from.as_str()))?;
    let moves = edit::moved(handbook, id, &to.from_root(), &|path| text_of(editor, path));
    let mut aliases = BTreeSet::new();
    let own = text_with_alias(editor, handbook, id, &moves, stem(to), &mut aliases)?;
    if !dry {
        let others = changed(&moves).filter(|file| file.path.as_ref() != from.from_root());
        let others = others.map(|file| Ok((path_of(&file.path)?, file.text.as_str())));
        editor.store.relocate(from, to, own.as_bytes(), &others.collect::<Result<Vec<_>, Refused>>()?)?;
    }
    let mut answer = told(&moves);
    add(&mut answer, json!({ "path": to.as_str(), "aliases": aliases }));
    Ok(answer)
}

fn section(editor: &Editor, from: &ContentPath, to: &ContentPath, dry: bool) -> Result<Value, Refused> {
    let folder =
        |path: &ContentPath| ContentPath::file(path.folder()).map_err(|bad| Refused::path(path.folder(), &bad));
    let (old, new) = (folder(from)?, folder(to)?);
    if new == old || new.as_str().starts_with(&format!("{old}/")) {
        let text = ("Mục không chuyển vào chính nó được", "A section cannot move into itself");
        return Err(Refused::new(StatusCode::UNPROCESSABLE_ENTITY, text));
    }
    editor.store.may_become_folder(&new)?;
    let edition = editor.edition()?;
    let handbook = edition.handbook();
    let moves = edit::section_moved(handbook, old.as_str(), new.as_str(), &|path| text_of(editor, path));
    let mut files: BTreeMap<ContentPath, String> = BTreeMap::new();
    for file in changed(&moves) {
        files.insert(path_of(&file.path)?, file.text.clone());
    }
    let inside = format!("{old}/");
    let mut aliases = BTreeSet::new();
    let mut count = 0;
    for id in handbook.ids() {
        let document = handbook.document(id);
        let Some(rest) = document.stem().strip_prefix(&inside) else { continue };
        let text = text_with_alias(editor, handbook, id, &moves, &format!("{new}/{rest}"), &mut aliases)?;
        files.insert(path_of(&document.path)?, text);
        count += 1;
    }
    if !dry {
        editor.store.relocate_folder(&old, &new, &files.into_iter().collect::<Vec<_>>())?;
    }
    let mut answer = told(&moves);
    add(&mut answer, json!({ "path": to.as_str(), "aliases": aliases, "pages": count }));
    Ok(answer)
}

fn stem(path: &ContentPath) -> &str {
    path.as_str().trim_end_matches(".md")
}

fn path_of(from_root: &str) -> Result<ContentPath, Refused> {
    let path = below(from_root);
    ContentPath::file(path).map_err(|bad| Refused::path(path, &bad))
}

/// A file below `content/` as on disk.
fn text_of(editor: &Editor, from_root: &str) -> Option<String> {
    let path = ContentPath::file(from_root.strip_prefix("content/")?).ok()?;
    String::from_utf8(editor.store.read(&path).ok()?).ok()
}

/// The pages that change. The main menu stands in the settings, which the editor does not write: told as left.
fn changed(moves: &Moves) -> impl Iterator<Item = &edit::Moved> {
    moves.files.iter().filter(|file| file.path.starts_with("content/"))
}

/// The text of a page that moves to `stem`, with its address so far among its old ones if it gets another.
fn text_with_alias(
    editor: &Editor,
    handbook: &Handbook,
    id: DocumentId,
    moves: &Moves,
    stem: &str,
    aliases: &mut BTreeSet<String>,
) -> Result<String, Refused> {
    let path = &handbook.document(id).path;
    let text = if let Some(file) = moves.files.iter().find(|file| file.path == *path) {
        file.text.clone()
    } else {
        let path = path_of(path)?;
        written(&path, editor.store.read(&path)?)?
    };
    let address = handbook.address(id);
    if handbook.address_at(id, stem) == *address {
        return Ok(text);
    }
    let parts = edit::split(&text)?;
    let mut head = parts.head;
    let old = format!("/{address}");
    if let Some(keys) = head.as_object_mut() {
        let list = keys.entry("aliases").or_insert_with(|| json!([]));
        if let Some(list) = list.as_array_mut() {
            if !list.iter().any(|of| of.as_str() == Some(&old)) {
                list.push(old.into());
            }
            aliases.extend(list.iter().filter_map(Value::as_str).map(str::to_owned));
        }
    }
    Ok(edit::apply(&text, &head, &parts.body)?)
}

/// What changes, line by line, and what is left to the author.
fn told(moves: &Moves) -> Value {
    let lines = |file: &edit::Moved| -> Vec<Value> {
        let each = file.lines.iter();
        each.map(|(line, before, after)| json!({ "line": line, "before": before, "after": after })).collect()
    };
    let files: Vec<Value> =
        changed(moves).map(|file| json!({ "path": below(&file.path), "lines": lines(file) })).collect();
    let settings = moves.files.iter().filter(|file| !file.path.starts_with("content/"));
    let of_settings = settings.flat_map(|file| file.lines.iter().map(|(line, ..)| (&file.path, line)));
    let left = moves.left.iter().map(|(path, line)| (path, line)).chain(of_settings);
    let left: Vec<Value> = left.map(|(path, line)| json!({ "path": below(path), "line": line })).collect();
    json!({ "files": files, "left": left })
}
