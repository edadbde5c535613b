//! Word files (`.docx`, ECMA-376) as a tree: what stands in the text, as its reader sees it.
//!
//! `package` unpacks, `xml` reads, `styles` and `numbering` know what a paragraph looks like and is counted as; `body` and `runs`
//! walk the text, `pictures` names what stands in it. What a layout means is not asked here.

mod body;
mod numbering;
mod package;
mod pictures;
mod runs;
mod styles;
mod xml;

use std::collections::BTreeMap;

use super::codes::Fault;
use super::note::{COMMENTS, HEADERS, Notes};
use super::tree::{Block, Inline, Picture, Tree};

use numbering::Numbering;
use package::{Package, Relation};
use styles::Styles;
use xml::Element;

/// Where a note stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Foot {
    Page,
    End,
}

/// What reading needs and gathers.
struct Reader<'a, 'n> {
    package: Package<'a>,
    styles: Styles,
    numbering: Numbering,
    relations: BTreeMap<String, Relation>,
    notes: &'n mut Notes,
    pictures: Vec<Picture>,
    /// Pictures by the name of their part; `None`: of no use.
    known: BTreeMap<String, Option<usize>>,
    /// Footnotes in the order of their calls.
    called: Vec<(Foot, String)>,
    /// Fields that are open: their instruction, and whether their result has begun.
    fields: Vec<runs::Field>,
    /// Text boxes of the paragraph being read.
    boxes: Vec<Block>,
    /// Text of a paragraph whose end was deleted: the next one goes on with it.
    pending: Vec<Inline>,
    /// The file was printed by sotay, which counts headings itself.
    own: bool,
}

/// Reads a file.
pub(super) fn read(bytes: &[u8], notes: &mut Notes) -> Result<Tree, Fault> {
    let mut package = Package::open(bytes)?;
    let top = package.relations("")?;
    let main = top.iter().find(|relation| relation.kind == "officeDocument").map(|relation| relation.target.clone());
    let main = main.unwrap_or_else(|| "word/document.xml".to_owned());
    let Some(document) = package.xml(&main)? else { return Err(package.foreign()) };
    let Some(body) = document.child("body") else { return Err(package.foreign()) };
    let title = package.xml("docProps/core.xml")?.and_then(|core| Some(core.child("title")?.text()));
    let own = package.xml("docProps/app.xml")?.and_then(|app| Some(app.child("Application")?.text()));
    let relations = package.relations(&main)?;
    let part = |kind: &str| relations.iter().find(|relation| relation.kind == kind).map(|of| of.target.clone());
    let mut other = |kind: &str| part(kind).map_or(Ok(None), |name| package.xml(&name));
    let styles = Styles::read(other("styles")?.as_ref());
    let numbering = Numbering::read(other("numbering")?.as_ref());
    let comments = other("comments")?.map_or(0, |comments| comments.elements("comment").count());
    let feet = [(Foot::Page, part("footnotes")), (Foot::End, part("endnotes"))];
    for _ in 0..comments {
        notes.add(&COMMENTS);
    }
    for relation in relations.iter().filter(|relation| matches!(relation.kind.as_str(), "header" | "footer")) {
        if package.xml(&relation.target)?.is_some_and(|part| says_something(&part)) {
            notes.add(&HEADERS);
        }
    }
    let mut reader = Reader {
        package,
        styles,
        numbering,
        relations: by_id(relations),
        notes,
        pictures: Vec::new(),
        known: BTreeMap::new(),
        called: Vec::new(),
        fields: Vec::new(),
        boxes: Vec::new(),
        pending: Vec::new(),
        own: own.as_deref() == Some("sotay"),
    };
    let mut blocks = Vec::new();
    reader.blocks(body, &mut blocks);
    let footnotes = reader.footnotes(&feet)?;
    let title = title.map(|title| super::clean::line(&title)).filter(|title| !title.is_empty());
    Ok(Tree { blocks, footnotes, pictures: reader.pictures, title })
}

fn by_id(relations: Vec<Relation>) -> BTreeMap<String, Relation> {
    relations.into_iter().map(|relation| (relation.id.clone(), relation)).collect()
}

/// Tells whether a header says more than a page number.
fn says_something(part: &Element) -> bool {
    let mut text = String::new();
    for paragraph in part.children() {
        letters(paragraph, &mut text);
    }
    text.chars().any(char::is_alphabetic)
}

fn letters(of: &Element, out: &mut String) {
    for child in of.children() {
        if child.name.as_ref() == "t" {
            out.push_str(&child.text());
        } else {
            letters(child, out);
        }
    }
}

impl Reader<'_, '_> {
    /// Footnotes and endnotes, in the order of their calls; a note may call no other.
    fn footnotes(&mut self, feet: &[(Foot, Option<String>)]) -> Result<Vec<Vec<Block>>, Fault> {
        let called = self.called.clone();
        let mut out = vec![Vec::new(); called.len()];
        for (foot, part) in feet {
            let Some(part) = part else { continue };
            let Some(root) = self.package.xml(part)? else { continue };
            self.relations = by_id(self.package.relations(part)?);
            for note in root.children() {
                let id = note.attribute("id").unwrap_or_default();
                let at = called.iter().position(|(of, called)| of == foot && called == id);
                if let Some(slot) = at.and_then(|at| out.get_mut(at)) {
                    self.fields.clear();
                    self.blocks(note, slot);
                }
            }
        }
        Ok(out)
    }
}
