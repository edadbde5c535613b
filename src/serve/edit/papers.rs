//! The papers of a page, as the preview makes them.

use serde_json::{Map, Value, json};

use crate::model::paper::Format;

use super::Editor;
use super::refused::Refused;
use super::request::Query;

/// `GET api/papers?path=`
pub(super) fn papers(editor: &Editor, query: &Query) -> Result<Value, Refused> {
    let path = query.page("path")?;
    let edition = editor.edition()?;
    let mut papers: Vec<(String, Map<String, Value>)> = Vec::new();
    for (label, format, address) in edition.papers(&path.from_root()) {
        let key = match format {
            Format::Pdf => "pdf",
            Format::Docx => "docx",
            Format::Epub => "epub",
            Format::Zip => "zip",
        };
        let address = Value::from(format!("/{address}"));
        match papers.iter_mut().find(|(of, _)| *of == label) {
            Some((_, addresses)) => drop(addresses.insert(key.to_owned(), address)),
            None => papers.push((label, [(key.to_owned(), address)].into_iter().collect())),
        }
    }
    let each = papers.into_iter().map(|(label, mut addresses)| {
        addresses.insert("label".to_owned(), json!(label));
        Value::Object(addresses)
    });
    Ok(each.collect())
}
