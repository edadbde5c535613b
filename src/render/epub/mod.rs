//! `…-sach.epub` and `so-tay.epub`: the books that print has, to read on a phone or a reader. EPUB 3.3.
//!
//! A book is a [`Volume`]: its chapters, its contents and what leads where are decided in `paper/book.rs`, once for all
//! outputs. Here it is written down as XHTML in a package; no kind of page is known. The same book has the same bytes.

mod chapter;
mod package;
mod pictures;
mod runs;
mod tables;
mod xml;

use xxhash_rust::xxh3::xxh3_128;

use crate::model::paper::{Format, Volume};

use super::{Content, Frame, Output, Work, paper};

pub(super) static OUTPUT: Output = Output {
    name: "epub",
    jobs: |frame| paper::jobs(frame.handbook(), Format::Epub),
    make: |job, _, frame, view| {
        let volume = if let Work::Paper(id, name, Format::Epub) = job.work {
            paper::volume(id, name, frame, view)?
        } else if job.work == Work::Book(Format::Epub) {
            paper::whole(frame, view)
        } else {
            return None;
        };
        let identifier = identifier(job.address.as_str(), &volume, frame);
        Some(Ok(Content::Bytes(package::write(&volume, &identifier, view))))
    },
};

/// Returns what a reader's library knows the book by: the same for every edition of it, another for each handbook.
fn identifier(address: &str, volume: &Volume, frame: &Frame<'_>) -> String {
    let home = frame.base_url().unwrap_or(&frame.handbook().settings().title);
    let of = if frame.base_url().is_some() { "" } else { volume.title.as_str() };
    let hash = xxh3_128(format!("{home}\n{address}\n{of}").as_bytes());
    // Version 8: a UUID by the maker's own rule.
    let uuid = hash & !(0xF << 76) & !(0x3 << 62) | (0x8 << 76) | (0x2 << 62);
    let hex = format!("{uuid:032x}");
    let group = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!("urn:uuid:{}-{}-{}-{}-{}", group(0, 8), group(8, 12), group(12, 16), group(16, 20), group(20, 32))
}
