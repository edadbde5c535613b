//! The package: a ZIP of XML parts (ECMA-376 part 2). Same parts, same bytes: no clock, no random number.

use std::collections::BTreeSet;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::parts::{Node, Paragraph};
use super::pictures::{file, media};
use super::runs::{self, Target};
use super::xml::{Element, element, valued};
use crate::model::paper::Paper;
use crate::render::picture::Picture;
use crate::text::date::Date;

pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub(super) const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// What a package is made of.
pub(super) struct Parts<'a> {
    pub(super) document: Element,
    pub(super) styles: Element,
    pub(super) numbering: Element,
    pub(super) notes: &'a [Vec<Node>],
    /// What the text refers to; the `n`-th is `rId{FIRST_LINK + n}`.
    pub(super) links: &'a [Target],
    /// The same for footnotes.
    pub(super) note_links: &'a [Target],
    /// Pictures of the paper, in the order of their numbers; those that Word shows are packed.
    pub(super) pictures: &'a [Picture],
    pub(super) paper: &'a Paper,
    pub(super) day: Date,
}

/// Parts that the document names, with the kind of the relation; their numbers are their places here, from 1.
const RELATED: &[(&str, &str)] = &[
    ("styles", "styles.xml"),
    ("numbering", "numbering.xml"),
    ("settings", "settings.xml"),
    ("footnotes", "footnotes.xml"),
    ("header", "header1.xml"),
    ("header", "header2.xml"),
];

/// Relations of the header from the second page on, and of the empty one of the first page.
pub(super) const HEADER: &str = "rId5";
pub(super) const FIRST_HEADER: &str = "rId6";

/// Number of the first link's relation.
pub(super) const FIRST_LINK: usize = 100;

/// Returns the file; the error is words of the library.
pub(super) fn pack(of: &Parts<'_>) -> Result<Vec<u8>, String> {
    let parts = [
        ("[Content_Types].xml", types(of.pictures)),
        ("_rels/.rels", top_relations()),
        ("docProps/app.xml", application()),
        ("docProps/core.xml", properties(of)),
        ("word/document.xml", of.document.clone()),
        ("word/_rels/document.xml.rels", relations(RELATED, of.links)),
        ("word/styles.xml", of.styles.clone()),
        ("word/numbering.xml", of.numbering.clone()),
        ("word/settings.xml", settings()),
        ("word/footnotes.xml", footnotes(of.notes)),
        ("word/_rels/footnotes.xml.rels", relations(&[], of.note_links)),
        ("word/header1.xml", header(runs::page_number())),
        ("word/header2.xml", header(Vec::new())),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for (name, part) in parts {
        let mut bytes = Vec::new();
        part.write_file(&mut bytes).map_err(|error| error.to_string())?;
        zip.start_file(name, options).map_err(|error| error.to_string())?;
        zip.write_all(&bytes).map_err(|error| error.to_string())?;
    }
    // Packed as they are already.
    let options = options.compression_method(CompressionMethod::Stored);
    for (number, picture) in of.pictures.iter().enumerate() {
        let Some((ending, _)) = media(picture) else { continue };
        zip.start_file(format!("word/{}", file(number, ending)), options).map_err(|error| error.to_string())?;
        zip.write_all(&picture.bytes).map_err(|error| error.to_string())?;
    }
    Ok(zip.finish().map_err(|error| error.to_string())?.into_inner())
}

fn types(pictures: &[Picture]) -> Element {
    let pictures: BTreeSet<_> = pictures.iter().filter_map(media).collect();
    let parts = [
        ("/word/document.xml", format!("{WORD}.document.main+xml")),
        ("/word/styles.xml", format!("{WORD}.styles+xml")),
        ("/word/numbering.xml", format!("{WORD}.numbering+xml")),
        ("/word/settings.xml", format!("{WORD}.settings+xml")),
        ("/word/footnotes.xml", format!("{WORD}.footnotes+xml")),
        ("/word/header1.xml", format!("{WORD}.header+xml")),
        ("/word/header2.xml", format!("{WORD}.header+xml")),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml".to_owned()),
        ("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml".to_owned()),
    ];
    let default = |extension: &str, of: &str| element("Default").with("Extension", extension).with("ContentType", of);
    element("Types")
        .with("xmlns", format!("{PACKAGE}/content-types"))
        .add(default("rels", "application/vnd.openxmlformats-package.relationships+xml"))
        .add(default("xml", "application/xml"))
        .add_all(pictures.into_iter().map(|(ending, of)| default(ending, of)))
        .add_all(parts.map(|(name, of)| element("Override").with("PartName", name).with("ContentType", of)))
}

fn relation(id: &str, kind: &str, target: &str) -> Element {
    element("Relationship").with("Id", id).with("Type", kind).with("Target", target)
}

fn top_relations() -> Element {
    element("Relationships")
        .with("xmlns", format!("{PACKAGE}/relationships"))
        .add(relation("rId1", &format!("{RELATIONS}/officeDocument"), "word/document.xml"))
        .add(relation("rId2", &format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"))
        .add(relation("rId3", &format!("{RELATIONS}/extended-properties"), "docProps/app.xml"))
}

fn relations(parts: &[(&str, &str)], links: &[Target]) -> Element {
    let parts = (1..)
        .zip(parts)
        .map(|(id, (kind, target))| relation(&format!("rId{id}"), &format!("{RELATIONS}/{kind}"), target));
    let links = (FIRST_LINK..).zip(links).map(|(id, target)| {
        let id = format!("rId{id}");
        match target {
            Target::Address(to) => relation(&id, &format!("{RELATIONS}/hyperlink"), to).with("TargetMode", "External"),
            Target::Picture(file) => relation(&id, &format!("{RELATIONS}/image"), file),
        }
    });
    element("Relationships").with("xmlns", format!("{PACKAGE}/relationships")).add_all(parts).add_all(links)
}

fn application() -> Element {
    element("Properties")
        .with("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
        .add(element("Application").text("sotay"))
}

fn properties(of: &Parts<'_>) -> Element {
    let moment = format!("{}T00:00:00Z", of.day);
    let date = |name| element(name).with("xsi:type", "dcterms:W3CDTF").text(&moment);
    let mut out = element("cp:coreProperties")
        .with("xmlns:cp", format!("{PACKAGE}/metadata/core-properties"))
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with("xmlns:dcterms", "http://purl.org/dc/terms/")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .add(element("dc:title").text(&of.paper.title));
    if let Some(author) = &of.paper.author {
        out = out.add(element("dc:creator").text(author));
    }
    out.add(element("dc:language").text("vi-VN")).add(date("dcterms:created")).add(date("dcterms:modified"))
}

fn settings() -> Element {
    let separator = |id| element("w:footnote").with("w:id", id);
    let compatible = |name: &str, value: &str| {
        element("w:compatSetting")
            .with("w:name", name)
            .with("w:uri", "http://schemas.microsoft.com/office/word")
            .with("w:val", value)
    };
    element("w:settings")
        .with("xmlns:w", MAIN)
        .add(element("w:zoom").with("w:percent", 100))
        .add(valued("w:defaultTabStop", 567))
        .add(valued("w:characterSpacingControl", "doNotCompress"))
        .add(element("w:footnotePr").add(separator(-1)).add(separator(0)))
        // 15: as Word 2013 and later; else Word opens the file in a restricted mode.
        .add(element("w:compat").add(element("w:doNotExpandShiftReturn")).add(compatible("compatibilityMode", "15")))
        .add(valued("w:themeFontLang", "vi-VN"))
        .add(valued("w:decimalSymbol", ","))
        .add(valued("w:listSeparator", ";"))
}

fn header(runs: Vec<Element>) -> Element {
    element("w:hdr").with("xmlns:w", MAIN).add(Paragraph::new("Header", runs).xml())
}

fn footnotes(notes: &[Vec<Node>]) -> Element {
    let separator = |id: i32, kind: &'static str, of: &'static str| {
        let paragraph = Paragraph::new("FootnoteText", vec![element("w:r").add(element(of))]);
        element("w:footnote").with("w:type", kind).with("w:id", id).add(paragraph.xml())
    };
    element("w:footnotes")
        .with("xmlns:w", MAIN)
        .with("xmlns:r", RELATIONS)
        .add(separator(-1, "separator", "w:separator"))
        .add(separator(0, "continuationSeparator", "w:continuationSeparator"))
        .add_all((1..).zip(notes).map(|(id, note)| {
            let id: usize = id;
            element("w:footnote").with("w:id", id).add_all(note.iter().map(Node::xml))
        }))
}
