//! A form: what the paper must hold.

use serde::Serialize;
use tera::Value;

use crate::link::{DocumentId, View};
use crate::model::form::{Blank, Form, PaperType, Signature};

use super::super::frame::Frame;
use super::super::values::{self, CiteValue, Label};
use super::directive::family;

#[derive(Serialize)]
struct Details<'a> {
    paper: Label<'a>,
    family: &'static str,
    number: Option<&'a str>,
    basis: Vec<CiteValue<'a>>,
    blanks: &'a [Blank],
    signatures: &'a [Signature],
    recipients: &'a [String],
}

pub(super) fn details(of: &Form, id: DocumentId, frame: &Frame<'_>, view: &View<'_>) -> Value {
    let (key, word) = match of.paper {
        PaperType::Minutes => ("minutes", "paper_minutes"),
        PaperType::CommitteeMinutes => ("committee-minutes", "paper_committee_minutes"),
        PaperType::RollCall => ("roll-call", "paper_roll_call"),
        PaperType::Resolution => ("resolution", "paper_resolution"),
        PaperType::Conclusion => ("conclusion", "paper_conclusion"),
        PaperType::Invitation => ("invitation", "paper_invitation"),
        PaperType::VoteSheet => ("vote-sheet", "paper_vote_sheet"),
        PaperType::ObservationSheet => ("observation-sheet", "paper_observation_sheet"),
        PaperType::Report => ("report", "paper_report"),
        PaperType::ClassRegister => ("class-register", "paper_class_register"),
        PaperType::Certificate => ("certificate", "paper_certificate"),
        PaperType::Other => ("other", "paper_other"),
    };
    Value::from_serializable(&Details {
        paper: Label { key, label: frame.words().get(word) },
        family: family(of.family),
        number: of.number.as_deref(),
        basis: of.basis.iter().map(|c| values::cite(id, c.as_str(), frame, view)).collect(),
        blanks: &of.blanks,
        signatures: &of.signatures,
        recipients: &of.recipients,
    })
}
