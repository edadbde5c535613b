//! Our own handbook: clean, covered, and no paragraph told twice.

use std::collections::BTreeMap;
use std::path::Path;

use sotay::markdown::{Block, plain_text};
use sotay::site::{self, Options};
use sotay::source;
use sotay::text::date::Date;

use crate::driver::no_faults;

fn options() -> Options {
    Options {
        root: Path::new(env!("CARGO_MANIFEST_DIR")).to_owned(),
        output_dir: None,
        base_url: None,
        jobs: 2,
        drafts: true,
        date: Date::parse("2026-11-24").unwrap(),
        strict: true,
        progress: site::Progress::default(),
    }
}

#[test]
fn it_has_no_fault_and_no_warning() {
    let diagnostics = site::check(&options()).unwrap();
    let faults: Vec<String> =
        diagnostics.iter().map(|d| format!("{}: {}", d.place.path, d.message(sotay::diagnostic::Lang::En))).collect();
    no_faults(&faults);
}

/// Returns each page's body.
pub(crate) fn bodies() -> Vec<(String, sotay::model::Document, sotay::markdown::Body)> {
    let options = options();
    let loaded = site::load(&options).unwrap().unwrap();
    let handbook = &loaded.handbook;
    handbook
        .ids()
        .map(|id| {
            let document = handbook.document(id).clone();
            let file = source::excerpt(&options.root, &document.path, 1 << 20).unwrap();
            let parsed = sotay::model::read(
                &file,
                sotay::model::Defaults { kind: Some(document.kind_name()) },
                handbook.settings(),
            );
            (document.path.to_string(), document, parsed.body)
        })
        .collect()
}

fn texts(blocks: &[Block], out: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) | Block::Plain(inlines) => out.push(plain_text(inlines)),
            Block::List { items, .. } => items.iter().for_each(|item| texts(&item.blocks, out)),
            Block::Quote(blocks) | Block::Boxed { blocks, .. } => texts(blocks, out),
            Block::Columns(columns) => columns.iter().for_each(|blocks| texts(blocks, out)),
            Block::Definitions(list) => {
                list.iter().flat_map(|d| &d.meanings).for_each(|blocks| texts(blocks, out));
            }
            Block::Heading { .. }
            | Block::Table { .. }
            | Block::Code { .. }
            | Block::Figure { .. }
            | Block::Rule
            | Block::Fill { .. }
            | Block::Chart(_)
            | Block::Quiz(_)
            | Block::Timeline(_)
            | Block::Html(_) => {}
        }
    }
}

#[test]
fn no_paragraph_stands_twice() {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    let mut faults = Vec::new();
    for (path, _, body) in bodies() {
        let mut all = Vec::new();
        texts(&body.blocks, &mut all);
        // The letterhead of a filled form is the same on each paper of a day.
        let told = |text: &String| text.chars().count() >= 60 && !text.starts_with("ĐẢNG CỘNG SẢN VIỆT NAM");
        for text in all.into_iter().filter(told) {
            if let Some(other) = seen.insert(text.clone(), path.clone()) {
                faults.push(format!("{other} and {path}: {text}"));
            }
        }
    }
    no_faults(&faults);
}

#[test]
fn every_page_has_source_evidence_and_review_date() {
    let mut faults = Vec::new();
    for (path, document, _) in bodies() {
        let head = &document.head;
        for (what, there) in [
            ("summary", head.summary.is_some()),
            ("evidence", head.evidence.is_some()),
            ("reviewed", head.reviewed.is_some()),
            ("sources", !head.sources.is_empty()),
        ] {
            if !there {
                faults.push(format!("{path} has no `{what}`"));
            }
        }
    }
    no_faults(&faults);
}

#[test]
fn no_page_is_thin() {
    let faults: Vec<String> = bodies()
        .into_iter()
        .filter(|(_, document, _)| {
            let form = document.kind_name() == sotay::model::KindName::Form;
            document.outline.words < 150 && !form
        })
        .map(|(path, document, _)| format!("{path} has {} syllables", document.outline.words))
        .collect();
    no_faults(&faults);
}
