//! What an edit of texts alone touches.

use super::DocumentId;
use super::fact::{Fact, name};
use super::handbook::Handbook;

/// The facts that may be others where nothing changed but the texts of some documents.
#[derive(Debug)]
pub struct Touched {
    /// Names of these documents.
    documents: Vec<u64>,
    /// Names of the kinds of organisation whose guides are among them.
    guides: Vec<u64>,
}

impl Touched {
    /// Tells whether a fact may be another.
    pub fn has(&self, fact: Fact) -> bool {
        match fact {
            Fact::Own(of) => self.documents.contains(&of),
            Fact::Guide(of) => self.guides.contains(&of),
            Fact::Whole | Fact::Texts | Fact::Doubt => true,
            Fact::Card(_)
            | Fact::Section(_)
            | Fact::Trail(_)
            | Fact::Neighbours(_)
            | Fact::Backlinks(_)
            | Fact::References(_)
            | Fact::Timetable(_)
            | Fact::Standing(_)
            | Fact::Overdue(_)
            | Fact::Taxonomy(_)
            | Fact::Term(_)
            | Fact::All
            | Fact::Asset(_)
            | Fact::Today => false,
        }
    }
}

impl Handbook {
    /// Returns which facts may be others if nothing changed but the texts of some documents, and so nothing that lists and
    /// references show.
    pub fn touched(&self, documents: impl Iterator<Item = DocumentId>) -> Touched {
        let mut out = Touched { documents: Vec::new(), guides: Vec::new() };
        for id in documents {
            out.documents.push(name(self.path(id)));
            out.guides.extend(self.guides().iter().filter(|(_, of)| **of == id).map(|(of, _)| name(of.as_str())));
        }
        out
    }
}
