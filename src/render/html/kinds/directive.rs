//! A directive: its validity, what it replaces and what cites it.

use serde::Serialize;
use tera::Value;

use crate::link::{DocumentId, Status, View};
use crate::model::directive::{Directive, Family};

use super::super::entry::Look;
use super::super::frame::Frame;
use super::super::values::{self, CiteValue, DateValue, short_name, status_word};
use super::Detailed;

#[derive(Serialize)]
struct StatusValue<'a> {
    key: &'a str,
    label: &'a str,
    since: Option<DateValue>,
}

#[derive(Serialize)]
struct Successor<'a> {
    title: &'a str,
    url: String,
    text: String,
    since: Option<DateValue>,
}

#[derive(Serialize)]
struct Details<'a> {
    number: &'a str,
    citation: String,
    issuer: &'a str,
    issued: DateValue,
    about: &'a str,
    paper: Option<&'a str>,
    family: &'static str,
    from: DateValue,
    until: Option<DateValue>,
    status: StatusValue<'a>,
    replaced_by: Option<Successor<'a>>,
    replaces: Vec<CiteValue<'a>>,
    other_names: &'a [String],
    status_note: Option<&'a str>,
    verified: bool,
    cited_by: Value,
}

pub(super) fn family(of: Family) -> &'static str {
    match of {
        Family::Party => "party",
        Family::State => "state",
    }
}

pub(super) fn details(of: &Directive, id: DocumentId, frame: &Frame<'_>, view: &View<'_>) -> Detailed {
    let words = frame.words();
    let date = |d| values::date(d, words.lang());
    let standing = view.standing_today(id);
    let status = standing.map_or(Status::InForce, |s| s.status);
    let successor = standing.and_then(|s| s.successor).map(|id| view.card(id));
    let since = standing.and_then(|s| s.since).map(date);
    let details = Details {
        number: &of.number,
        citation: of.citation(),
        issuer: &of.issuer,
        issued: date(of.issued),
        about: &of.about,
        paper: of.paper.as_deref(),
        family: family(of.family),
        from: date(of.in_force_from()),
        until: of.effective.until.map(date),
        status: StatusValue { key: status.key(), label: words.get(status_word(status)), since: since.clone() },
        replaced_by: successor.map(|card| Successor {
            title: card.title(),
            url: card.address.as_str().to_owned(),
            text: short_name(card),
            since,
        }),
        replaces: of.replaces.iter().map(|c| values::cite(id, c.as_str(), frame, view)).collect(),
        other_names: &of.other_names,
        status_note: of.status_note.as_deref(),
        verified: of.verified,
        cited_by: frame.list(Look::Link, view.backlinks(id), frame.handbook().address(id))?,
    };
    Ok(Value::from_serializable(&details))
}
