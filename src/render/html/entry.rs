//! What lists show of a page, rendered once for all lists.

use std::sync::OnceLock;

use tera::Value;

use crate::diagnostic::Diagnostic;
use crate::link::{Address, Card};

use super::frame::Frame;
use super::pieces::{self, Pieces};
use super::values;

/// How a list shows its pages.
#[derive(Debug, Clone, Copy)]
pub(super) enum Look {
    /// With summary and date.
    Card,
    /// Title and kind.
    Link,
}

/// A page's entries in both looks.
#[derive(Debug)]
struct Entry {
    card: Pieces,
    link: Pieces,
}

/// The entries of all pages, each made when a list shows it first.
#[derive(Debug)]
pub(super) struct Entries(Vec<OnceLock<Result<Entry, Box<Diagnostic>>>>);

impl Entries {
    pub(super) fn new(pages: usize) -> Self {
        Self((0..pages).map(|_| OnceLock::new()).collect())
    }

    /// Returns the entries of a list on the page at an address.
    pub(super) fn list<'a>(
        &self,
        look: Look,
        cards: impl Iterator<Item = Card<'a>>,
        page: &Address,
        frame: &Frame<'_>,
    ) -> Result<Value, Box<Diagnostic>> {
        let entries = cards.filter_map(|card| {
            let made = self.0.get(card.id.number())?.get_or_init(|| Entry::of(card, frame));
            Some(made.as_ref().map(|entry| entry.in_look(look)).map_err(Clone::clone))
        });
        let entries = entries.collect::<Result<Vec<&Pieces>, _>>()?;
        let root = page.root();
        let mut out = String::with_capacity(entries.iter().map(|pieces| pieces.room(&root)).sum());
        for pieces in entries {
            pieces.put(&root, &mut out);
        }
        Ok(Value::safe_string(&out))
    }
}

impl Entry {
    fn of(card: Card<'_>, frame: &Frame<'_>) -> Result<Self, Box<Diagnostic>> {
        let mut context = pieces::context();
        context.insert("of", &values::card(card, frame));
        let pieces = |template| Pieces::of(template, &context, frame);
        Ok(Self { card: pieces("card.html")?, link: pieces("link.html")? })
    }

    fn in_look(&self, look: Look) -> &Pieces {
        match look {
            Look::Card => &self.card,
            Look::Link => &self.link,
        }
    }
}
