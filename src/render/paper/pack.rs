//! Hồ sơ buổi sinh hoạt: which papers a meeting takes along, of its own page and of others, in the order of use.

use crate::link::{DocumentId, Handbook, Supply, View};
use crate::model::Kind;
use crate::model::paper::{PaperName, Sort, Volume};

use super::Frame;
use super::agenda::{companion, topics};

/// Returns the papers of a meeting's pack: whose, and which. Empty for a page that is no agenda.
pub fn pieces(id: DocumentId, view: &View<'_>) -> Vec<(DocumentId, PaperName)> {
    let Kind::Agenda(of) = &view.document(id).kind else { return Vec::new() };
    let mut out = Vec::new();
    let mut add = |id, sorts: &[Sort]| out.extend(sorts.iter().map(|sort| (id, PaperName::one(*sort))));
    add(id, &[Sort::Checklist, Sort::Agenda, Sort::Script]);
    for topic in topics(of, id, view) {
        add(topic, &[Sort::MemberSheet, Sort::FacilitatorSheet]);
    }
    add(id, &[Sort::RollCall, Sort::Minutes, Sort::Resolution]);
    if let Some(card) = companion(of, id, view, |of| of.scorecard.as_ref())
        && matches!(view.document(card).kind, Kind::Scorecard(_))
    {
        add(card, &[Sort::ScoreSheet]);
    }
    out
}

/// Returns the documents whose bodies a pack shows.
pub(super) fn owners(id: DocumentId, handbook: &Handbook) -> Vec<DocumentId> {
    let pieces = pieces(id, &View::new(handbook, &Supply::default()));
    let mut out: Vec<DocumentId> = pieces.into_iter().map(|(of, _)| of).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Returns the whole pack as one volume.
pub(super) fn volume(id: DocumentId, frame: &Frame<'_>, view: &View<'_>) -> Volume {
    let mut papers = Vec::new();
    for (of, name) in pieces(id, view) {
        let Some(mut paper) = super::lower(of, name, frame, view) else { continue };
        // The list in front is headed by the meeting's title: its own papers need not repeat it.
        if of == id {
            paper.title.clone_from(&paper.heading.kind);
        }
        papers.push(paper);
    }
    let title = super::runs::clean(&format!("Hồ sơ: {}", view.document(id).head.title));
    let author = papers.first().and_then(|paper| paper.author.clone());
    Volume { author, ..Volume::of(title, papers) }
}
