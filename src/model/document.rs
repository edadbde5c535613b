//! One file, read: everything it says of itself, and nothing that needs another file.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Place, Span};
use crate::markdown::{Outline, Reference};
use crate::yaml::{self, Step};

use super::directive::Directive;
use super::wording::Wording;
use super::{Head, Kind, KindName};

/// The YAML part of a file, kept so that positions of keys can be found when a message needs them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FrontMatter {
    /// The YAML text without its `---` lines.
    #[serde(with = "crate::text::encoded")]
    pub text: Box<str>,
    /// Offset of that text in the file.
    pub offset: u32,
}

/// Returns the path of a page below `content/` without `.md`: `chuyen-de/neu-guong`.
pub fn stem_of(path: &str) -> &str {
    let below = path.strip_prefix("content/").unwrap_or(path);
    below.strip_suffix(".md").unwrap_or(below)
}

/// A file of `content/`, read. Its body is kept apart ([`crate::markdown::Body`]), since most
/// questions do not need it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Path from the handbook's root: `content/chuyen-de/neu-guong.md`.
    pub path: Arc<str>,
    /// Shared front matter.
    pub head: Head,
    /// Fields of its kind.
    pub kind: Kind,
    /// Front matter as text.
    pub front: FrontMatter,
    /// Headings, words and marks of the body.
    pub outline: Outline,
    /// References of front matter and body, as written. The body's tree names them by index.
    pub references: Vec<Reference>,
    /// Its text in syllables, for the search index. Kept apart from the rest, which is decoded.
    #[serde(skip)]
    pub wording: Wording,
    /// Hash of the file's text.
    pub hash: u128,
    /// The front matter is at fault: kind and fields are a stand-in. Such a handbook is checked as
    /// far as it goes, and never published.
    pub broken: bool,
}

impl Document {
    /// Returns the name of the document's kind.
    pub fn kind_name(&self) -> KindName {
        self.kind.name()
    }

    /// Tells whether it is what another reading of its page was, but for the text: other pages and the rules of the handbook
    /// see no difference. Places in the body may be others.
    pub fn differs_in_text_only(&self, before: &Self) -> bool {
        let Self { path, head, kind, front, outline, references, broken, wording: _, hash: _ } = self;
        *path == before.path
            && *front == before.front
            && *head == before.head
            && *kind == before.kind
            && *broken == before.broken
            && (head.summary.is_some() || outline.lead == before.outline.lead)
            && outline.differs_in_text_only(&before.outline)
            && references.len() == before.references.len()
            && references.iter().zip(&before.references).all(|(now, before)| now.is_like(before))
    }

    /// Returns the directive that it is, if it is one.
    pub fn directive(&self) -> Option<&Directive> {
        let Kind::Directive(directive) = &self.kind else { return None };
        Some(directive)
    }

    /// Returns the path below `content/` without `.md`: `chuyen-de/neu-guong`.
    pub fn stem(&self) -> &str {
        stem_of(&self.path)
    }

    /// Returns the folder below `content/` that the file stands in; empty at the top.
    pub fn folder(&self) -> &str {
        self.stem().rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Tells whether this is a section's own page.
    pub fn is_section(&self) -> bool {
        self.stem().strip_suffix("_index").is_some_and(|folder| folder.is_empty() || folder.ends_with('/'))
    }

    /// Returns the place of a front matter key, such as `items`, 3, `minutes`; of its nearest
    /// parent where the key itself is not written.
    pub fn place(&self, keys: &[Step<'_>]) -> Place {
        let span = yaml::locate(&self.front.text, keys).shift(self.front.offset as usize);
        Place::at(&self.path, span)
    }

    /// Returns the place of the last of these keys itself, for messages about a key, not its value.
    pub fn place_of_key(&self, keys: &[Step<'_>]) -> Place {
        let span = yaml::locate_key(&self.front.text, keys).shift(self.front.offset as usize);
        Place::at(&self.path, span)
    }

    /// Returns the place of a span of the file.
    pub fn at(&self, span: Span) -> Place {
        Place::at(&self.path, span)
    }
}
