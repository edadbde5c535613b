//! A page's file as front matter and body, and the file again.

use std::sync::Arc;

use serde_json::{Map, Value as Json};

use crate::diagnostic::SourceFile;
use crate::model::front_matter::{self, NoFrontMatter};

use super::fault::EditFault;
use super::{head, lines, value};

/// A page's file as an editor shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Parts {
    /// Front matter as values, an object; keys in the order of the file.
    pub head: Json,
    /// The text below the front matter: NFC, lines ended by `\n`.
    pub body: String,
}

/// A file in three pieces of its own bytes.
struct Pieces<'a> {
    /// Byte order mark, blank lines, `---`; empty for a file without front matter.
    before: &'a str,
    yaml: &'a str,
    /// `---`; empty for a file without front matter.
    between: &'a str,
    body: &'a str,
}

/// Returns front matter and body of a page's file. A file without front matter has no keys.
pub fn split(text: &str) -> Result<Parts, EditFault> {
    let file = file(text);
    let pieces = pieces(text, &file)?;
    Ok(Parts { head: read(&pieces, &file)?, body: lines::shown(pieces.body) })
}

/// Returns the same file with other front matter and another body: every byte that these do not
/// change stays, and the new file says exactly what was asked for.
///
/// The order of keys in `head` is no change; keys that are new are written in its order.
pub fn apply(text: &str, head: &Json, body: &str) -> Result<String, EditFault> {
    let file = file(text);
    let pieces = pieces(text, &file)?;
    let old = read(&pieces, &file)?;
    let Json::Object(wanted) = head else { return Err(EditFault::no_keys()) };
    let eol = lines::eol(text);
    let body = lines::keep(pieces.body, &lines::shown(body), eol);
    if value::same(&old, head) {
        return Ok([pieces.before, pieces.yaml, pieces.between, &body].concat());
    }
    let yaml = head::change(pieces.yaml, &old, wanted, eol)?;
    if pieces.between.is_empty() {
        let mark = pieces.before;
        return Ok(format!("{mark}---{eol}{yaml}---{eol}{body}"));
    }
    Ok([pieces.before, &yaml, pieces.between, &body].concat())
}

/// The file as the build reads it. Its path is unknown here and told to nobody.
fn file(text: &str) -> SourceFile {
    SourceFile::from_text(Arc::from(""), text.to_owned())
}

fn pieces<'a>(text: &'a str, file: &SourceFile) -> Result<Pieces<'a>, EditFault> {
    let mark = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let (mark, raw) = text.split_at(mark);
    match front_matter::split(raw) {
        Ok(split) => {
            let after = mark.len() + split.yaml_at + split.yaml.len();
            let body_at = mark.len() + split.body_at;
            Ok(Pieces {
                before: text.get(..mark.len() + split.yaml_at).unwrap_or_default(),
                yaml: split.yaml,
                between: text.get(after..body_at).unwrap_or_default(),
                body: split.body,
            })
        }
        Err(NoFrontMatter::Missing) => Ok(Pieces { before: mark, yaml: "", between: "", body: raw }),
        Err(_) => {
            let Err(problem) = front_matter::split(file.text()) else { return Err(EditFault::no_keys()) };
            Err(EditFault::unreadable(file, problem.diagnose(file)))
        }
    }
}

fn read(pieces: &Pieces<'_>, file: &SourceFile) -> Result<Json, EditFault> {
    if pieces.between.is_empty() {
        return Ok(Json::Object(Map::new()));
    }
    let offset = front_matter::split(file.text()).map_or(0, |split| split.yaml_at);
    let value = value::read(pieces.yaml, &file.path, offset).map_err(|d| EditFault::unreadable(file, *d))?;
    if value.is_object() { Ok(value) } else { Err(EditFault::no_keys()) }
}
