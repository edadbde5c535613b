//! `ADDRESS-ho-so.zip`: the papers that a meeting takes along, singly and in one file, with its calendar and a page to
//! start from. Names are ASCII (`domain.md` 10.2); the same pack has the same bytes.

use std::io::{Cursor, Write as _};

use serde::Serialize;
use tera::Context;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::diagnostic::{Diagnostic, Place};
use crate::link::{Address, DocumentId, View};
use crate::model::paper::{Format, PaperName, Sort};
use crate::model::{Document, Kind, Settings};
use crate::text::date::Date;
use crate::text::slug::slug;

use super::{Content, Frame, Job, Output, Work, calendar, codes, paper, pdf};

pub(super) static OUTPUT: Output = Output {
    name: "pack",
    jobs,
    make: |job, _, frame, view| {
        let Work::Pack(id) = job.work else { return None };
        let document = view.document(id);
        let packed = files(id, frame, view).and_then(|files| {
            zip(&files, day_of(document)).map_err(|error| {
                let place = Place::file(&document.path);
                Box::new(Diagnostic::new(&codes::TEMPLATE, place).with("problem", error.to_string()))
            })
        });
        Some(packed.map(Content::Bytes))
    },
};

fn jobs(frame: &Frame<'_>) -> Vec<Job> {
    let handbook = frame.handbook();
    let mut jobs = Vec::new();
    for id in handbook.ids() {
        let document = handbook.document(id);
        if is_packed(document, handbook.settings(), handbook.date()) {
            jobs.extend(both(id, handbook.address(id), handbook.settings()));
        }
    }
    jobs
}

/// Returns the two files of a meeting's pack: in one PDF, and as ZIP.
pub(super) fn both(id: DocumentId, page: &Address, settings: &Settings) -> [Job; 2] {
    let whole = PaperName::one(Sort::Pack);
    [
        Job {
            address: paper::address(page, whole, Format::Pdf, settings),
            body: Some(id),
            work: Work::Paper(id, whole, Format::Pdf),
        },
        Job { address: address(page), body: Some(id), work: Work::Pack(id) },
    ]
}

/// Returns the address of the pack of the page at `page`.
fn address(page: &Address) -> Address {
    let stem = page.as_str().strip_suffix(".html").unwrap_or(page.as_str());
    Address::fixed(&format!("{stem}-{}.zip", Sort::Pack.name()))
}

/// Tells whether a build of the day `today` packs a document's papers.
pub(super) fn is_packed(document: &Document, settings: &Settings, today: Date) -> bool {
    day_of(document).is_some_and(|day| settings.outputs.packs.has(day, today))
}

fn day_of(document: &Document) -> Option<Date> {
    let Kind::Agenda(of) = &document.kind else { return None };
    of.starts.map(crate::text::date::DateTime::date)
}

/// A file of a pack.
struct File {
    name: String,
    bytes: Vec<u8>,
}

/// A line of the page to start from.
#[derive(Serialize)]
struct Entry {
    url: String,
    title: String,
    /// Whose paper it is, where that is another page's.
    of: Option<String>,
}

/// Everything that goes into a pack, the page to start from first.
fn files(id: DocumentId, frame: &Frame<'_>, view: &View<'_>) -> Result<Vec<File>, Box<Diagnostic>> {
    let words = frame.words();
    let page = frame.handbook().address(id);
    let mut out = Vec::new();
    let mut entries = Vec::new();
    let mut print = |of: DocumentId, name: PaperName, file: String, title: &str| {
        // The address tells the file from the same paper beside its page.
        let inside = Address::fixed(&format!("{}/{file}", address(page)));
        let Some(bytes) = pdf::paper(of, name, &inside, frame, view) else { return Ok(()) };
        out.push(File { name: file.clone(), bytes: bytes? });
        let of = (of != id).then(|| view.card(of).title().to_owned());
        entries.push(Entry { url: file, title: title.to_owned(), of });
        Ok::<(), Box<Diagnostic>>(())
    };
    print(id, PaperName::one(Sort::Pack), format!("{}.pdf", Sort::Pack.name()), words.get("pack_whole"))?;
    for (number, (of, name)) in (1_u32..).zip(paper::pieces(id, view)) {
        let stem = view.card(of).document.stem().rsplit('/').next().map(slug).filter(|_| of != id);
        let whose = stem.map(|stem| format!("{stem}-")).unwrap_or_default();
        print(of, name, format!("{number:02}-{whose}{name}.pdf"), words.get(name.sort.word()))?;
    }
    if !calendar::files(view.document(id), page).is_empty() {
        let name = "lich.ics".to_owned();
        entries.push(Entry { url: name.clone(), title: words.get("pack_calendar").to_owned(), of: None });
        out.push(File { name, bytes: calendar::text(id, None, frame, view).into_bytes() });
    }
    let style = frame.theme().file("css/so-tay.css");
    let style = style.and_then(|address| frame.theme().files().iter().find(|file| file.address.as_ref() == address));
    if let Some(style) = style {
        out.push(File { name: "so-tay.css".to_owned(), bytes: style.bytes.to_vec() });
    }
    out.insert(0, File { name: "index.html".to_owned(), bytes: index(id, &entries, frame, view)? });
    Ok(out)
}

fn index(id: DocumentId, entries: &[Entry], frame: &Frame<'_>, view: &View<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let document = view.document(id);
    let mut context = Context::new();
    context.insert("title", &document.head.title);
    context.insert("summary", &document.head.summary);
    context.insert("files", entries);
    let mut out = Vec::new();
    frame.theme().render("pack.html", &context, &mut out)?;
    Ok(out)
}

/// Writes the files into one. Fails for a pack of more than four gigabytes.
fn zip(files: &[File], day: Option<Date>) -> zip::result::ZipResult<Vec<u8>> {
    let time = day.and_then(|day| {
        let year = u16::try_from(day.year()).ok()?;
        DateTime::from_date_and_time(year, day.month().unsigned_abs(), day.day().unsigned_abs(), 0, 0, 0).ok()
    });
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(time.unwrap_or_default())
        .unix_permissions(0o644);
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        out.start_file(file.name.as_str(), options)?;
        out.write_all(&file.bytes)?;
    }
    Ok(out.finish()?.into_inner())
}
