//! Linking: all documents together, with everything that needs more than one of them.
//!
//! Makes the [`Handbook`]: the documents as they are, and side tables by [`DocumentId`]: addresses,
//! sections, references, backlinks, taxonomies, timelines, validity. Immutable once made. No HTML
//! and no words of the theme here. Renderers see it through a [`View`], which notes what was asked.

use serde::{Deserialize, Serialize};

mod address;
mod agenda;
mod care;
mod codes;
mod documents;
mod fact;
mod handbook;
mod join;
mod register;
mod resolve;
mod section;
mod taxonomy;
mod touched;
mod view;

pub use address::Address;
pub use agenda::{Slot, Timetable};
pub use care::{Coverage, Due, MATERIAL_BEFORE, NEEDED, RESULTS_AFTER, Task};
pub use codes::CODES;
pub use documents::{Fetch, Gist};
pub use fact::{Fact, Names};
pub use handbook::{Around, Asset, Handbook, Kept};
pub use join::{is_shown, link};
pub use register::{Lookup, Register, Standing, Status};
pub use resolve::{Resolution, Why};
pub use section::{Section, SectionId};
pub use taxonomy::{Taxonomy, TaxonomyKey, Term};
pub use touched::Touched;
pub use view::{Card, Supply, View};

/// Number of a document in a handbook, in the order of paths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocumentId(u32);

impl DocumentId {
    /// Returns the number, from 0.
    pub fn number(self) -> usize {
        self.0 as usize
    }

    fn index(self) -> usize {
        self.0 as usize
    }
}
