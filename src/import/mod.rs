//! Files from Word and other editors, read as drafts: bytes in, a page's text with pictures and notes out.
//!
//! `word`, `plain` and `markdown` read a format into one small tree (`tree`); `frame`, `headings`, `bullets`, `citations` and `forms`
//! find in it what an office means by its layout; `write` and `head` make a page of it. What was changed, left out or
//! doubtful is a [`Note`]; what cannot be read is a [`Diagnostic`]. No disk here: the command line reads and writes.

mod bullets;
mod citations;
mod clean;
mod codes;
mod dates;
mod draft;
mod forms;
mod frame;
mod head;
mod headings;
mod markdown;
mod note;
mod plain;
mod tree;
mod word;
mod write;

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::model::KindName;

pub use codes::CODES;
pub use draft::{Draft, Wanted, draft};
pub use note::Note;

use note::Notes;
use tree::{Block, Picture};

/// Largest file that is taken, in bytes.
pub const LARGEST: u64 = 64 << 20;

/// Longest title, in letters; the model takes no longer one.
const TITLE: usize = 280;

/// A file, read.
#[derive(Debug)]
pub struct Imported {
    /// Title found in it, else its name.
    pub title: String,
    /// Kind of page that its content speaks for.
    pub kind: KindName,
    content: Content,
    notes: Notes,
}

#[derive(Debug)]
enum Content {
    /// A tree still to be written, with what its frame told.
    Tree { blocks: Vec<Block>, footnotes: Vec<Vec<Block>>, pictures: Vec<Picture>, frame: frame::Frame },
    /// Markdown: its front matter and its body.
    Markdown { front: markdown::Front, body: String },
}

/// Reads a file by its content; its name decides between Markdown and plain text only.
///
/// # Errors
/// One diagnostic at `path` where nothing can be made of the file.
pub fn read(path: &Arc<str>, bytes: &[u8]) -> Result<Imported, Box<Diagnostic>> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let extension = extension.to_ascii_lowercase();
    let mut notes = Notes::default();
    let located = |fault: codes::Fault| Box::new(fault.at(Place::file(path)));
    if bytes.len() as u64 > LARGEST {
        return Err(located(codes::too_large(LARGEST)));
    }
    let imported = if bytes.starts_with(b"PK") {
        let tree = word::read(bytes, &mut notes).map_err(located)?;
        understood(tree, stem, notes)
    } else {
        if let Some(fault) = codes::foreign(bytes, &extension) {
            return Err(located(fault));
        }
        let text = plain::text(bytes, &mut notes).map_err(located)?;
        if matches!(extension.as_str(), "md" | "markdown" | "mdown") {
            markdown::read(&text, stem, notes)
        } else {
            let tree = plain::tree(&text, &mut notes);
            understood(tree, stem, notes)
        }
    };
    if draft::has_words(&imported.content) { Ok(imported) } else { Err(located(codes::Fault::new(&codes::EMPTY))) }
}

/// Finds what the layout of a document means.
fn understood(mut tree: tree::Tree, stem: &str, mut notes: Notes) -> Imported {
    let frame = frame::take(&mut tree.blocks, &mut notes);
    bullets::find(&mut tree.blocks);
    headings::find(&mut tree.blocks, &mut notes);
    let title = frame.title.clone().or_else(|| headings::title(&mut tree.blocks)).or(tree.title.take());
    headings::even(&mut tree.blocks, &mut notes);
    let title = title.unwrap_or_else(|| stem.replace(['_', '-'], " "));
    let kind = forms::kind(&tree.blocks).unwrap_or_else(|| forms::guess(&title, &tree.blocks));
    let content = Content::Tree { blocks: tree.blocks, footnotes: tree.footnotes, pictures: tree.pictures, frame };
    let title: String = clean::line(&title).chars().take(TITLE).collect();
    Imported { title: title.trim().to_owned(), kind, content, notes }
}
