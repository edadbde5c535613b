//! Giấy tờ: an official paper as typed data, before any layout.
//!
//! What an office signs and files: a letterhead by slots (`domain.md` 8.2), a name and subject, a body of blocks,
//! signatures and recipients. Every output that makes papers (PDF, Word) walks this shape and knows no
//! content kind; a kind lowers itself to it. No fonts, no centimetres and no capital letters here: how a
//! slot looks is the layout's business.
//!
//! Serialised with a key `k` that names each variant, so that a print template can choose by it.

mod body;
mod choice;
mod sort;
mod volume;

use serde::{Deserialize, Serialize};

use crate::text::date::Date;

use super::directive::Family;

pub use body::{
    Align, Block, Cell, Column, Definition, Field, ListItem, Mark, ParagraphRole, Row, Run, ScriptRow, Style,
    TimetableRow,
};
pub use choice::{Choice, Epub};
pub use sort::{Format, PaperName, Sort};
pub use volume::{Contents, Cover, Part, Volume};

/// An official paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Paper {
    /// What paper it is.
    pub sort: Sort,
    /// Party or state: decides which layouts may be used.
    pub family: Family,
    /// Title for lists and for the file's properties.
    pub title: String,
    /// Who issues it, for the file's properties.
    pub author: Option<String>,
    /// Day that the paper is of; chooses the layout. `None` for blank forms.
    pub date: Option<Date>,
    /// The first page's head; `None` for a handout without one.
    pub letterhead: Option<Letterhead>,
    /// Name of the paper and what it is about.
    pub heading: Title,
    /// What it says.
    pub body: Vec<Block>,
    /// Who signs, left to right.
    pub signatures: Vec<Signatory>,
    /// Nơi nhận; the last one ends with a full stop in print.
    pub recipients: Vec<String>,
    /// Pages that it should be squeezed into; `None` where its length is free.
    pub fit_pages: Option<u8>,
    /// The page lies on its side.
    pub landscape: bool,
    /// Pictures that the body names by number: paths from the handbook's root.
    pub images: Vec<String>,
}

/// The head of the first page (`domain.md` 8.2). Names stand as written, not in capitals.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Letterhead {
    /// Superior body.
    pub superior: Option<String>,
    /// Issuing body; empty lines to fill in for a blank form.
    pub issuer: Option<String>,
    /// Number line; `None`: a working paper without one.
    pub number: Option<Number>,
    /// Place of the date line.
    pub place: Option<String>,
    /// Date line; without a day it is left to be filled in.
    pub date: Option<Date>,
    /// A mark above the body such as "Dự thảo".
    pub mark: Option<String>,
}

/// Number and symbol; how they are joined differs between the families.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Number {
    /// The number, or the whole line as the author wrote it where `symbol` is missing.
    pub number: Option<String>,
    /// The symbol: `NQ/CB` of a Party paper.
    pub symbol: Option<String>,
}

/// Name of the paper and what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Title {
    /// Tên loại: "Biên bản".
    pub kind: String,
    /// Trích yếu.
    pub subject: Option<String>,
    /// A line below, in brackets in print: whom the paper is for.
    pub note: Option<String>,
}

/// One who signs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Signatory {
    /// Authority: `T/M CHI ỦY`.
    pub authority: Option<String>,
    /// Position: `BÍ THƯ`.
    pub position: String,
    /// Name, where it is known.
    pub name: Option<String>,
}
