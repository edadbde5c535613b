//! What each kind's template sees besides the page: one file a kind.
//!
//! This is the one place where an output knows kinds: a page shows each kind's own face. Other
//! outputs read the shapes that kinds lower themselves to.

mod agenda;
mod bulletin;
mod calendar;
mod course;
mod directive;
mod form;
mod guidance;
mod guide;
mod lesson;
mod scorecard;
mod topic;

use tera::Value;

use crate::diagnostic::Diagnostic;
use crate::link::{Card, DocumentId, View};
use crate::model::{Kind, KindName};

use super::frame::Frame;

/// A kind's template with the values it sees as `details`.
pub(super) struct Shown {
    pub(super) template: &'static str,
    pub(super) details: Value,
}

/// What a kind's template sees as `details`; a fault is one of the templates of lists.
type Detailed = Result<Value, Box<Diagnostic>>;

/// Returns what a document's template sees.
pub(super) fn show(id: DocumentId, frame: &Frame<'_>, view: &View<'_>) -> Result<Shown, Box<Diagnostic>> {
    let (template, details) = match &view.document(id).kind {
        Kind::Directive(of) => ("directive.html", directive::details(of, id, frame, view)?),
        Kind::Guidance(of) => ("guidance.html", guidance::details(of, id, frame, view)),
        Kind::Topic(of) => ("topic.html", topic::details(of, id, frame, view)?),
        Kind::Agenda(of) => ("agenda.html", agenda::details(of, id, frame, view)),
        Kind::Guide(of) => ("guide.html", guide::details(of, id, frame, view)),
        Kind::Scorecard(of) => ("scorecard.html", scorecard::details(of, id, frame, view)),
        Kind::Form(of) => ("form.html", form::details(of, id, frame, view)),
        Kind::Course(of) => ("course.html", course::details(of, id, frame, view)),
        Kind::Lesson(of) => ("lesson.html", lesson::details(of, id, frame, view)),
        Kind::Calendar(of) => ("calendar.html", calendar::details(of, id, frame, view)),
        Kind::Bulletin(of) => ("bulletin.html", bulletin::details(of, id, frame, view)),
        Kind::Page(_) | Kind::Section(_) => ("page.html", Value::none()),
    };
    Ok(Shown { template, details })
}

/// Tells whether a kind's template lists a page that refers to it in a list of its own, so that the
/// foot of the page need not say it again.
pub(super) fn has_listed(kind: KindName, card: &Card<'_>) -> bool {
    match kind {
        KindName::Directive => true,
        KindName::Topic => topic::uses(card),
        KindName::Course => card.kind() == KindName::Lesson,
        KindName::Guidance
        | KindName::Agenda
        | KindName::Guide
        | KindName::Scorecard
        | KindName::Form
        | KindName::Lesson
        | KindName::Calendar
        | KindName::Bulletin
        | KindName::Page
        | KindName::Section => false,
    }
}
