//! What the rules on citations and links share: the references of all documents, by what they found.

use crate::diagnostic::{Place, Value};
use crate::link::{DocumentId, Handbook, Resolution, Standing, Status, Why};
use crate::markdown::Reference;
use crate::model::directive::Directive;
use crate::model::{Document, Kind};
use crate::text::date::Date;
use crate::yaml::Step;

/// A reference that points to nothing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Broken<'a> {
    /// The document that it stands in.
    pub(super) from: &'a Document,
    /// The reference.
    pub(super) reference: &'a Reference,
    /// Why it points to nothing.
    pub(super) why: &'a Why,
}

impl<'a> Broken<'a> {
    /// Returns the place of the reference.
    pub(super) fn place(&self) -> Place {
        self.from.at(self.reference.span)
    }

    /// Returns the destination as written.
    pub(super) fn written(&self) -> &'a str {
        &self.reference.written
    }
}

/// Returns the references that point to nothing.
pub(super) fn broken(handbook: &Handbook) -> impl Iterator<Item = Broken<'_>> {
    handbook.ids().flat_map(move |id| {
        let from = handbook.document(id);
        from.references.iter().zip(handbook.resolutions(id)).filter_map(move |(reference, resolution)| match resolution
        {
            Resolution::Broken(why) => Some(Broken { from, reference, why }),
            Resolution::Page(..)
            | Resolution::Section(_)
            | Resolution::Directive(_)
            | Resolution::Anchor(_)
            | Resolution::Media(_) => None,
        })
    })
}

/// A citation of a directive that was not in force on the day at which it is judged.
#[derive(Debug, Clone, Copy)]
pub(super) struct Outdated<'a> {
    /// Where the citation stands.
    from: &'a Document,
    reference: &'a Reference,
    /// The directive.
    pub(super) directive: &'a Directive,
    /// Its standing on that day.
    pub(super) standing: Standing,
    /// That day.
    pub(super) judged_on: Date,
}

impl Outdated<'_> {
    /// Returns the place of the citation.
    pub(super) fn place(&self) -> Place {
        self.from.at(self.reference.span)
    }
}

/// Returns the citations of directives with a standing other than in force.
///
/// Left out: what the author marked as historical, on the citation or on the page, and pages that
/// are directives themselves, since these tell of what came before and after.
pub(super) fn outdated(handbook: &Handbook, status: Status) -> impl Iterator<Item = Outdated<'_>> {
    let judged = move |id: &DocumentId| {
        let document = handbook.document(*id);
        !document.head.historical && !matches!(document.kind, Kind::Directive(_))
    };
    handbook.ids().filter(judged).flat_map(move |id| {
        let from = handbook.document(id);
        let judged_on = handbook.judged_on(id);
        from.references.iter().zip(handbook.resolutions(id)).filter_map(move |(reference, resolution)| {
            let Resolution::Directive(cited) = resolution else { return None };
            if reference.historical {
                return None;
            }
            let Kind::Directive(directive) = &handbook.document(*cited).kind else { return None };
            let standing = handbook.standing(*cited, judged_on).filter(|standing| standing.status == status)?;
            Some(Outdated { from, reference, directive, standing, judged_on })
        })
    })
}

/// Returns the citation form of a directive page.
pub(super) fn citation(handbook: &Handbook, id: DocumentId) -> Option<String> {
    let Kind::Directive(directive) = &handbook.document(id).kind else { return None };
    Some(directive.citation())
}

/// Returns the citation forms of several directive pages, one after the other.
pub(super) fn citations(handbook: &Handbook, ids: &[DocumentId]) -> String {
    ids.iter().filter_map(|id| citation(handbook, *id)).collect::<Vec<_>>().join("; ")
}

/// Returns the places of directive pages, each with what it is.
pub(super) fn registered(handbook: &Handbook, ids: &[DocumentId]) -> Vec<(Place, Value)> {
    let place = |id: &DocumentId| handbook.document(*id).place(&[Step::Key("number")]);
    ids.iter().map(|id| (place(id), Value::both("văn bản trong sổ tay", "a directive of the handbook"))).collect()
}
