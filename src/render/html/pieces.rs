//! What a template makes for pages of any depth: rendered once, each page only puts in its way to the root.

use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::link::Address;

use super::frame::Frame;

/// Stands for the way to the root until the template has run: no character of any text.
const ROOT: char = '\u{FDD1}';

/// A rendered template: between its pieces stands the way to the root.
#[derive(Debug)]
pub(super) struct Pieces(Box<[Box<str>]>);

/// Returns what such a template sees besides its own values: `root`.
pub(super) fn context() -> Context {
    let mut context = Context::new();
    context.insert("root", &ROOT);
    context
}

impl Pieces {
    /// Renders a template with values that were put into a [`context`].
    pub(super) fn of(template: &str, context: &Context, frame: &Frame<'_>) -> Result<Self, Box<Diagnostic>> {
        Ok(Self(frame.theme().text(template, context)?.split(ROOT).map(Into::into).collect()))
    }

    /// Returns it as the page at an address shows it.
    pub(super) fn on(&self, page: &Address) -> Value {
        let root = page.root();
        let mut out = String::with_capacity(self.room(&root));
        self.put(&root, &mut out);
        Value::safe_string(&out)
    }

    /// Returns how many bytes [`Self::put`] appends, or some more.
    pub(super) fn room(&self, root: &str) -> usize {
        self.0.iter().map(|piece| root.len() + piece.len()).sum()
    }

    /// Appends it for a page that has this way to the root.
    pub(super) fn put(&self, root: &str, out: &mut String) {
        for (at, piece) in self.0.iter().enumerate() {
            if at > 0 {
                out.push_str(root);
            }
            out.push_str(piece);
        }
    }
}
