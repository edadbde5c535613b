//! References as an author writes them; `link` finds out what they point to.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Span;

/// What a reference may point to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RefForm {
    /// `[[…]]`: a directive or a page.
    Wiki,
    /// A citation in front matter.
    Citation,
    /// A page named in front matter.
    Page,
    /// A Markdown link to a file or an anchor of the handbook.
    Link,
    /// A Markdown image or a file named in front matter.
    Media,
}

/// A reference of a document, as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// The destination as written, without brackets.
    #[serde(with = "crate::text::encoded")]
    pub written: Box<str>,
    /// What it may point to.
    pub form: RefForm,
    /// Where it stands in the file.
    pub span: Span,
    /// The author cites a replaced directive on purpose (`[[…|historical]]`).
    pub historical: bool,
}

impl Reference {
    /// Tells whether another one says the same, wherever it stands.
    pub fn is_like(&self, other: &Self) -> bool {
        let Self { written, form, historical, span: _ } = self;
        *written == other.written && *form == other.form && *historical == other.historical
    }
}

/// Splits `12-HD/BTCTW, 06/7/2018|historical` into the destination and whether it is historical.
pub fn split_historical(written: &str) -> (&str, bool) {
    match written.rsplit_once('|') {
        Some((rest, mark)) if matches!(mark.trim(), "historical" | "historical: true") => (rest.trim(), true),
        Some(_) | None => (written.trim(), false),
    }
}
