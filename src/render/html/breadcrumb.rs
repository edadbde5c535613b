//! The ways from the root to the sections, each rendered once for all pages that show it.

use std::sync::OnceLock;

use tera::Value;

use crate::diagnostic::Diagnostic;
use crate::link::{Address, Handbook, SectionId, View};

use super::frame::Frame;
use super::pieces::{self, Pieces};
use super::values::LinkValue;

/// The ways to all sections, each made when a page shows it first.
#[derive(Debug)]
pub(super) struct Breadcrumbs(Vec<OnceLock<Result<Pieces, Box<Diagnostic>>>>);

impl Breadcrumbs {
    pub(super) fn new(handbook: &Handbook) -> Self {
        Self(handbook.sections().iter().map(|_| OnceLock::new()).collect())
    }

    /// Returns the way to a section, the root first, as the page at an address shows it; nothing where there is none above.
    pub(super) fn on(
        &self,
        page: &Address,
        to: Option<SectionId>,
        frame: &Frame<'_>,
        view: &View<'_>,
    ) -> Result<Value, Box<Diagnostic>> {
        let Some(to) = to else { return Ok(Value::safe_string("")) };
        // Asked for on every page: the way rests on it.
        let steps = view.trail(to);
        let Some(slot) = self.0.get(to.number()) else { return Ok(Value::none()) };
        let made = slot.get_or_init(|| {
            let links = steps.iter().map(|step| LinkValue { title: &step.title, url: step.address.as_str() });
            let mut context = pieces::context();
            context.insert("trail", &links.collect::<Vec<_>>());
            Pieces::of("breadcrumb.html", &context, frame)
        });
        Ok(made.as_ref().map_err(Clone::clone)?.on(page))
    }
}
