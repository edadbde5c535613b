//! What lists show of a page, rendered once for all lists; each list only puts in its way to the root.

use std::sync::OnceLock;

use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::link::{Address, Card};

use super::frame::Frame;
use super::values;

/// How a list shows its pages.
#[derive(Debug, Clone, Copy)]
pub(super) enum Look {
    /// With summary and date.
    Card,
    /// Title and kind.
    Link,
}

impl Look {
    fn template(self) -> &'static str {
        match self {
            Self::Card => "card.html",
            Self::Link => "link.html",
        }
    }
}

/// Stands for the way to the root until the template has run: no character of any text.
const ROOT: char = '\u{FDD1}';

/// An entry: between its pieces stands the way to the root.
type Entry = Result<Box<[Box<str>]>, Box<Diagnostic>>;

/// The entries of all pages, each made when a list shows it first.
#[derive(Debug)]
pub(super) struct Entries(Vec<[OnceLock<Entry>; 2]>);

impl Entries {
    pub(super) fn new(pages: usize) -> Self {
        Self((0..pages).map(|_| Default::default()).collect())
    }

    /// Returns the entries of a list on the page at an address.
    pub(super) fn list<'a>(
        &self,
        look: Look,
        cards: impl Iterator<Item = Card<'a>>,
        page: &Address,
        frame: &Frame<'_>,
    ) -> Result<Value, Box<Diagnostic>> {
        let root = page.root();
        let mut out = String::new();
        for card in cards {
            let Some([of_card, of_link]) = self.0.get(card.id.number()) else { continue };
            let slot = match look {
                Look::Card => of_card,
                Look::Link => of_link,
            };
            let pieces = slot.get_or_init(|| render(card, look, frame)).as_ref().map_err(Clone::clone)?;
            for (at, piece) in pieces.iter().enumerate() {
                if at > 0 {
                    out.push_str(&root);
                }
                out.push_str(piece);
            }
        }
        Ok(Value::safe_string(&out))
    }
}

fn render(card: Card<'_>, look: Look, frame: &Frame<'_>) -> Entry {
    let mut context = Context::new();
    context.insert("root", &ROOT);
    match look {
        Look::Card => context.insert("of", &values::card(card, frame)),
        Look::Link => context.insert("of", &values::short(card, frame)),
    }
    let rendered = frame.theme().text(look.template(), &context)?;
    Ok(rendered.split(ROOT).map(Into::into).collect())
}
