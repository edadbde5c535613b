//! Saving, and what is kept so that nothing is lost: what was typed, and how files were before.

use hyper::StatusCode;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::authoring::{ContentPath, Draft, StoreError, hash};
use crate::edit::{self, Merged};

use super::Editor;
use super::page::{State, add, shown, written};
use super::refused::Refused;
use super::request::{self, Query, text};

/// Times a save is tried again when the file keeps changing underneath.
const TRIES: usize = 3;

/// A time as clients read it.
pub(super) fn time(milliseconds: u64) -> String {
    let since = i64::try_from(milliseconds).ok().and_then(|ms| Timestamp::from_millisecond(ms).ok());
    since.unwrap_or_default().to_string()
}

/// `POST api/save`: the file is on the disk when this answers, and what was typed is let go of only then.
pub(super) fn save(editor: &Editor, value: &Value) -> Result<Value, Refused> {
    let path = request::page(value, "path")?;
    let (base, state) = (text(value, "base")?, State::of(value)?);
    for _ in 0..TRIES {
        let bytes = editor.store.read(&path)?;
        let now = hash(&bytes);
        let theirs = written(&path, bytes)?;
        let merged = now != base;
        let next =
            if merged { brought_together(editor, &path, base, &state, &theirs)? } else { state.text(&theirs)? };
        match editor.store.save(&path, &now, next.as_bytes()) {
            Ok(hash) => {
                editor.remember(&hash, &next);
                editor.store.forget_draft(&path)?;
                let mut answer = json!({ "hash": hash, "path": path.as_str() });
                if merged {
                    add(&mut answer, json!({ "merged": true }));
                    add(&mut answer, shown(&next));
                }
                return Ok(answer);
            }
            Err(StoreError::Changed(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Changed(Vec::new()).into())
}

/// The file that changed underneath, with what was typed put in; refused where both changed the same lines, or where it is not
/// known any more what was typed over.
fn brought_together(
    editor: &Editor,
    path: &ContentPath,
    base: &str,
    state: &State<'_>,
    theirs: &str,
) -> Result<String, Refused> {
    let clash = |clashes: Value| {
        let mut other = shown(theirs);
        add(&mut other, json!({ "hash": hash(theirs.as_bytes()) }));
        let said =
            ("Tệp đã bị sửa ở nơi khác từ khi mở trang này", "The file was changed elsewhere since it was opened");
        Refused::new(StatusCode::CONFLICT, said).with(json!({ "theirs": other, "clashes": clashes }))
    };
    editor.remember(&hash(theirs.as_bytes()), theirs);
    let kept = || {
        let version = editor.store.versions(path).into_iter().find(|version| version.id.ends_with(base))?;
        String::from_utf8(editor.store.version(path, &version.id).ok()?).ok()
    };
    let before = editor.remembered(base).map(|text| text.to_string()).or_else(kept);
    let before = before.filter(|_| base.len() == 32).ok_or_else(|| clash(json!([])))?;
    match edit::merge(&before, &state.text(&before)?, theirs) {
        // Lines that go together may not make front matter together.
        Merged::Clean(text) if edit::split(&text).is_ok() || edit::split(theirs).is_err() => Ok(text),
        Merged::Clean(_) => Err(clash(json!([]))),
        Merged::Conflict { clashes, .. } => {
            let each = clashes
                .iter()
                .map(|of| json!({ "line": of.line, "base": of.base, "mine": of.mine, "theirs": of.theirs }));
            Err(clash(each.collect()))
        }
    }
}

/// `POST api/autosave`
pub(super) fn autosave(editor: &Editor, value: &Value) -> Result<Value, Refused> {
    let path = request::page(value, "path")?;
    let base = text(value, "base")?.to_owned();
    let state = State::of(value)?.into_json();
    let draft = Draft { path: path.to_string(), base, saved: 0, state };
    Ok(json!({ "saved": time(editor.store.keep_draft(&path, draft)?) }))
}

/// `POST api/forget`
pub(super) fn forget(editor: &Editor, value: &Value) -> Result<Value, Refused> {
    editor.store.forget_draft(&request::page(value, "path")?)?;
    Ok(json!({}))
}

/// `GET api/history?path=`: the earlier versions of a file; with `&id=` one of them.
pub(super) fn history(editor: &Editor, query: &Query) -> Result<Value, Refused> {
    let path = query.page("path")?;
    if let Some(id) = query.get("id") {
        let text = written(&path, editor.store.version(&path, id)?)?;
        return Ok(shown(&text));
    }
    let versions = editor.store.versions(&path);
    Ok(versions.iter().map(|of| json!({ "id": of.id, "saved": time(of.until), "size": of.size })).collect())
}
