//! What the rest of the program asks of a body without walking it.

use serde::{Deserialize, Serialize};

use crate::diagnostic::Span;

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Anchor.
    pub id: Box<str>,
    /// Text without marks.
    pub text: Box<str>,
    /// Where it stands.
    pub span: Span,
    /// The author gave the anchor (`{#id}`).
    pub explicit: bool,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// Has alternative text.
    pub has_alt: bool,
    /// Where it stands.
    pub span: Span,
}

/// Headings, pictures and counts of a body.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Outline {
    /// Headings in order.
    pub headings: Vec<Heading>,
    /// Pictures in order.
    pub images: Vec<Image>,
    /// Syllables of the body.
    pub words: u32,
    /// Ids of kinds of organisation named by `:::only`, with their places.
    pub org_types: Vec<(Box<str>, Span)>,
    /// Offset in the file where the body starts.
    pub start: u32,
    /// First words of the body, for pages without a summary.
    #[serde(with = "crate::text::encoded")]
    pub lead: Box<str>,
}

impl Outline {
    /// Tells whether it is another one but for the words and the places of things.
    pub fn differs_in_text_only(&self, other: &Self) -> bool {
        let Self { headings, images, org_types, start, words: _, lead: _ } = self;
        let heading = |of: &Heading| Heading { span: Span::default(), ..of.clone() };
        let image = |of: &Image| Image { span: Span::default(), ..of.clone() };
        *start == other.start
            && headings.iter().map(heading).eq(other.headings.iter().map(heading))
            && images.iter().map(image).eq(other.images.iter().map(image))
            && org_types.iter().map(|(id, _)| id).eq(other.org_types.iter().map(|(id, _)| id))
    }
}
