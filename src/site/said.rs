//! What was said of a handbook, as it is kept for the next build.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Place, Value};

use super::codes;

/// A diagnostic without its static code.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Kept {
    code: Cow<'static, str>,
    place: Place,
    values: Vec<(Cow<'static, str>, Value)>,
    related: Vec<(Place, Value)>,
}

impl Kept {
    pub(super) fn of(diagnostic: &Diagnostic) -> Self {
        Self {
            code: Cow::Borrowed(diagnostic.code.id),
            place: diagnostic.place.clone(),
            values: diagnostic.values.clone(),
            related: diagnostic.related.clone(),
        }
    }

    /// Tells whether it is about a page, or names it.
    fn is_about(&self, path: &str) -> bool {
        self.place.path.as_ref() == path || self.related.iter().any(|(place, _)| place.path.as_ref() == path)
    }

    /// `None` for a code that this program does not know.
    pub(super) fn restore(self) -> Option<Diagnostic> {
        let code = codes::code(&self.code)?;
        Some(Diagnostic { code, place: self.place, values: self.values, related: self.related })
    }
}

/// What was wrong with the pages of a build.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Said {
    /// With each alone.
    of_pages: Vec<Kept>,
    /// With all of them together.
    of_all: Vec<Kept>,
}

impl Said {
    pub(super) fn new<'d>(
        of_pages: impl Iterator<Item = &'d Diagnostic>,
        of_all: impl Iterator<Item = &'d Diagnostic>,
    ) -> Self {
        Self { of_pages: of_pages.map(Kept::of).collect(), of_all: of_all.map(Kept::of).collect() }
    }

    /// Returns what is wrong if only the texts of some pages changed, which were `read` again: each with its path and what is
    /// wrong with it now. `None`: what is wrong with all together may be something else now.
    pub(super) fn but(&self, read: &[(&str, &[Diagnostic])]) -> Option<Self> {
        let is_read = |kept: &Kept| read.iter().any(|(path, _)| kept.is_about(path));
        if self.of_all.iter().any(is_read) {
            return None;
        }
        let others = self.of_pages.iter().filter(|kept| !is_read(kept)).cloned();
        let own = read.iter().flat_map(|(_, said)| *said).map(Kept::of);
        Some(Self { of_pages: others.chain(own).collect(), of_all: self.of_all.clone() })
    }

    /// Returns the diagnostics; `None` if one cannot be understood any more.
    pub(super) fn diagnostics(&self) -> Option<Vec<Diagnostic>> {
        self.of_pages.iter().chain(&self.of_all).cloned().map(Kept::restore).collect()
    }
}
