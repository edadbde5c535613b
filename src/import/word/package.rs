//! The package: parts of a ZIP, each unpacked within bounds, by names that the package's own relations give.
//!
//! Nothing is ever written by a name of the archive, so `../` or absolute names lead nowhere.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::diagnostic::Value;
use crate::import::codes::{BOMB, BROKEN_ZIP, Fault, LOCKED, NOT_WORD};

use super::xml::{self, Element};

/// Most parts of a package; Word writes some dozens and one for every picture.
const MOST_PARTS: usize = 10_000;
/// Largest part of XML, in bytes: some thousand pages.
const LARGEST_XML: u64 = 48 << 20;
/// Largest picture, in bytes.
const LARGEST_PICTURE: u64 = 24 << 20;
/// Most that all parts together may come to, in bytes.
const LARGEST_SUM: u64 = 192 << 20;

pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

/// A relation of a part.
#[derive(Debug, Clone)]
pub(super) struct Relation {
    pub(super) id: String,
    /// Last word of its kind: `image`, `hyperlink`, `footnotes`.
    pub(super) kind: String,
    pub(super) target: String,
    pub(super) outside: bool,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        if zip.len() > MOST_PARTS {
            return Err(too_big(Value::both(format!("{} phần", zip.len()), format!("{} parts", zip.len()))));
        }
        Ok(Self { zip, left: LARGEST_SUM })
    }

    /// Says what another ZIP is that holds no Word document.
    pub(super) fn foreign(&self) -> Fault {
        let has = |name: &str| self.zip.index_for_name(name).is_some();
        let what = if has("xl/workbook.xml") {
            Value::both("bảng tính Excel", "an Excel sheet")
        } else if has("ppt/presentation.xml") {
            Value::both("tệp trình chiếu PowerPoint", "a PowerPoint file")
        } else if has("content.xml") {
            Value::both("tệp OpenDocument (.odt, .ods)", "an OpenDocument file (.odt, .ods)")
        } else {
            Value::both("tệp ZIP không chứa tài liệu Word", "a ZIP without a Word document")
        };
        Fault::new(&NOT_WORD).with("what", what)
    }

    /// Returns the bytes of a part, `None` if there is none of that name.
    fn bytes(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, Fault> {
        let Some(index) = self.zip.index_for_name(name) else { return Ok(None) };
        let file = self.zip.by_index(index).map_err(|error| broken(&error))?;
        let most = most.min(self.left);
        // What is declared is checked first; what comes out is counted all the same.
        if file.size() > most {
            return Err(too_big(name.into()));
        }
        let mut bytes = Vec::new();
        let read = file.take(most + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > most {
            return Err(too_big(name.into()));
        }
        read.map_err(|error| Fault::new(&BROKEN_ZIP).with("problem", error.to_string()))?;
        self.left -= bytes.len() as u64;
        Ok(Some(bytes))
    }

    /// Returns a part of XML.
    pub(super) fn xml(&mut self, name: &str) -> Result<Option<Element>, Fault> {
        let Some(bytes) = self.bytes(name, LARGEST_XML)? else { return Ok(None) };
        xml::read(name, &bytes).map(Some)
    }

    /// Returns a picture; `None` if it is missing, broken or too large.
    pub(super) fn picture(&mut self, name: &str) -> Option<Vec<u8>> {
        self.bytes(name, LARGEST_PICTURE).ok().flatten()
    }

    /// Returns the relations of a part; targets are names of the archive.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Fault> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let of = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
        let Some(root) = self.xml(&of)? else { return Ok(Vec::new()) };
        let relation = |element: &Element| {
            let outside = element.attribute("TargetMode") == Some("External");
            let target = element.attribute("Target")?;
            Some(Relation {
                id: element.attribute("Id")?.to_owned(),
                kind: element.attribute("Type")?.rsplit('/').next()?.to_owned(),
                target: if outside { target.to_owned() } else { resolve(folder, target) },
                outside,
            })
        };
        Ok(root.elements("Relationship").filter_map(relation).collect())
    }
}

/// Returns the name of the archive for a target relative to a folder.
fn resolve(folder: &str, target: &str) -> String {
    let (mut parts, target): (Vec<&str>, &str) = match target.strip_prefix('/') {
        Some(absolute) => (Vec::new(), absolute),
        None => (folder.split('/').filter(|part| !part.is_empty()).collect(), target),
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn too_big(part: Value) -> Fault {
    Fault::new(&BOMB).with("part", part)
}

fn broken(error: &ZipError) -> Fault {
    if matches!(error, ZipError::UnsupportedArchive(text) if *text == ZipError::PASSWORD_REQUIRED) {
        return Fault::new(&LOCKED);
    }
    Fault::new(&BROKEN_ZIP).with("problem", error.to_string())
}
