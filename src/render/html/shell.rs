//! What stands around the content of every page: made once for all that stand as deep under one entry of the menu.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::link::Address;
use crate::theme::Theme;

/// The templates of the shell, by the names that what they make has in `shell`.
const PARTS: [(&str, &str); 3] = [("head", "head.html"), ("masthead", "masthead.html"), ("foot", "foot.html")];

type Parts = Result<Value, Box<Diagnostic>>;

/// What the shell of a page depends on: the way to the root, the entry of the menu, whether one searches from the top.
type Spot = (String, Option<Box<str>>, bool);

/// The shells of a site's pages.
#[derive(Debug)]
pub(super) struct Shells {
    /// Top folders of the menu's entries.
    tops: Vec<String>,
    made: Mutex<BTreeMap<Spot, Parts>>,
}

impl Shells {
    pub(super) fn new(tops: Vec<String>) -> Self {
        Self { tops, made: Mutex::default() }
    }

    /// Returns the shell of the page at an address, as its template sees it; `search`: with the box to search in.
    pub(super) fn of(&self, page: &Address, search: bool, theme: &Theme) -> Result<Value, Box<Diagnostic>> {
        let top = page.as_str().split('/').next().filter(|top| self.tops.iter().any(|entry| entry == top));
        let spot = (page.root(), top.map(Into::into), search);
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.entry(spot).or_insert_with_key(|spot| render(spot, theme)).clone()
    }
}

fn render((root, top, search): &Spot, theme: &Theme) -> Parts {
    let mut context = Context::new();
    context.insert("root", root);
    context.insert("top", top);
    context.insert("search", search);
    let part =
        |(name, template): &(&'static str, &str)| Ok((*name, Value::safe_string(&theme.text(template, &context)?)));
    PARTS.iter().map(part).collect::<Result<BTreeMap<_, _>, _>>().map(Value::from)
}
