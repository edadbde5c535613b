//! What stands around the content of every page: made once for all that stand as deep under one entry of the menu.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use tera::{Context, Value};

use crate::diagnostic::Diagnostic;
use crate::link::Address;
use crate::theme::Theme;

/// The templates of the shell, by the names that a page's template has for what they make.
const PARTS: [(&str, &str); 3] = [("head", "head.html"), ("masthead", "masthead.html"), ("foot", "foot.html")];

type Parts = Arc<Result<Vec<(&'static str, Value)>, Box<Diagnostic>>>;

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

    /// Puts the shell of the page at an address into what its template sees; `search`: with the box to search in.
    pub(super) fn put(
        &self,
        page: &Address,
        search: bool,
        theme: &Theme,
        context: &mut Context,
    ) -> Result<(), Box<Diagnostic>> {
        let top = page.as_str().split('/').next().filter(|top| self.tops.iter().any(|entry| entry == top));
        let spot = (page.root(), top.map(Into::into), search);
        let parts = {
            let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(made.entry(spot).or_insert_with_key(|spot| Arc::new(render(spot, theme))))
        };
        for (name, part) in parts.as_ref().as_ref().map_err(Clone::clone)? {
            context.insert_value(*name, part.clone());
        }
        Ok(())
    }
}

fn render((root, top, search): &Spot, theme: &Theme) -> Result<Vec<(&'static str, Value)>, Box<Diagnostic>> {
    let mut context = Context::new();
    context.insert("root", root);
    context.insert("top", top);
    context.insert("search", search);
    let part =
        |(name, template): &(&'static str, &str)| Ok((*name, Value::safe_string(&theme.text(template, &context)?)));
    PARTS.iter().map(part).collect()
}
