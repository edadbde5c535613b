//! What stands in the text as a drawing: pictures, text boxes, shapes.

use crate::import::clean;
use crate::import::note::{NO_ALT, PICTURE_LOST, PICTURES, SHAPES};
use crate::import::tree::{Inline, Picture};

use super::Reader;
use super::xml::Element;

impl Reader<'_, '_> {
    pub(super) fn drawing(&mut self, of: &Element, out: &mut Vec<Inline>) {
        let mut boxes = Vec::new();
        gather(of, "txbxContent", &mut boxes);
        let mut blips = Vec::new();
        gather(of, "blip", &mut blips);
        gather(of, "imagedata", &mut blips);
        if boxes.is_empty() && blips.is_empty() {
            self.notes.add(&SHAPES);
        }
        for content in boxes {
            let mut blocks = Vec::new();
            let before = std::mem::take(&mut self.boxes);
            let pending = std::mem::take(&mut self.pending);
            self.blocks(content, &mut blocks);
            self.pending = pending;
            self.boxes = before;
            self.boxes.append(&mut blocks);
        }
        let alt = of.find("docPr").and_then(|of| of.attribute("descr")).or_else(|| of.find("shape")?.attribute("alt"));
        // Word guesses at pictures and says so on a line of its own.
        let alt = alt.filter(|alt| !alt.to_ascii_lowercase().contains("automatically generated"));
        let alt = clean::line(alt.unwrap_or_default());
        for blip in blips {
            let id = blip.attribute("embed").or_else(|| blip.attribute("id"));
            let target = id.and_then(|id| self.relations.get(id)).filter(|of| !of.outside).map(|of| of.target.clone());
            match target.and_then(|target| self.picture(&target)) {
                Some(index) => {
                    if alt.is_empty() {
                        self.notes.add(&NO_ALT);
                    }
                    out.push(Inline::Picture { index, alt: alt.clone() });
                }
                None => self.notes.add(&PICTURE_LOST),
            }
        }
    }

    fn picture(&mut self, target: &str) -> Option<usize> {
        if let Some(known) = self.known.get(target) {
            return *known;
        }
        let found = self.package.picture(target).and_then(|bytes| Some(Picture { ending: ending(&bytes)?, bytes }));
        let index = found.map(|picture| {
            self.notes.add(&PICTURES);
            self.pictures.push(picture);
            self.pictures.len() - 1
        });
        self.known.insert(target.to_owned(), index);
        index
    }
}

/// The elements of a name below, none inside another.
fn gather<'a>(of: &'a Element, name: &str, out: &mut Vec<&'a Element>) {
    for child in of.children() {
        if child.name.as_ref() == name {
            out.push(child);
        } else if child.name.as_ref() == "AlternateContent" {
            if let Some(choice) = child.child("Choice").or_else(|| child.child("Fallback")) {
                gather(choice, name, out);
            }
        } else if child.name.as_ref() != "txbxContent" {
            gather(child, name, out);
        }
    }
}

/// The ending that a picture's bytes speak for, if pages can show it.
fn ending(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some("png"),
        [0xFF, 0xD8, 0xFF, ..] => Some("jpg"),
        [b'G', b'I', b'F', b'8', ..] => Some("gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("webp"),
        _ => None,
    }
}
