//! Yearly guidance: its basis, and which guidance it follows or is followed by.

use serde::Serialize;
use tera::Value;

use crate::link::{DocumentId, View};
use crate::model::Kind;
use crate::model::guidance::Guidance;

use super::super::frame::Frame;
use super::super::values::{self, CardValue, CiteValue, DateValue};

#[derive(Serialize)]
struct Details<'a> {
    year: u16,
    issuer: Option<&'a str>,
    basis: Vec<CiteValue<'a>>,
    from: Option<DateValue>,
    until: Option<DateValue>,
    supersedes: Option<CardValue<'a>>,
    superseded_by: Option<CardValue<'a>>,
}

pub(super) fn details(of: &Guidance, id: DocumentId, frame: &Frame<'_>, view: &View<'_>) -> Value {
    let date = |d| values::date(d, frame.words().lang());
    let issuer = of.issuer.as_deref().map(|issuer| {
        let day = of.valid.from.or(view.document(id).head.date);
        let name = view.settings().body(issuer).zip(day).and_then(|(body, day)| body.name_on(day));
        name.map_or(issuer, |name| name.name.as_str())
    });
    let address = frame.handbook().address(id);
    // The successor is the guidance that refers to this one as superseded.
    let superseded_by = view.backlinks(id).find(|card| {
        let Kind::Guidance(other) = &card.document.kind else { return false };
        other.supersedes.as_ref().is_some_and(|reference| {
            frame.handbook().by_stem(reference.as_str()).is_some_and(|to| frame.handbook().address(to) == address)
        })
    });
    Value::from_serializable(&Details {
        year: of.year,
        issuer,
        basis: of.basis.iter().map(|c| values::cite(id, c.as_str(), frame, view)).collect(),
        from: of.valid.from.map(date),
        until: of.valid.until.map(date),
        supersedes: of.supersedes.as_ref().and_then(|p| values::card_of(id, p.as_str(), frame, view)),
        superseded_by: superseded_by.map(|card| values::card(card, frame)),
    })
}
