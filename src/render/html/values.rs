//! Values that many templates share: dates, cards, citations.

use serde::Serialize;

use crate::diagnostic::Lang;
use crate::link::{Card, DocumentId, Resolution, Status, View};
use crate::model::{Document, Evidence, Kind, KindName, OrgTypeId};
use crate::text::date::{Date, DateTime};

use super::super::calendar;
use super::frame::Frame;

/// A key with its word.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Label<'a> {
    pub(super) key: &'a str,
    pub(super) label: &'a str,
}

/// A date in the forms that pages show.
#[derive(Debug, Clone, Serialize)]
pub(super) struct DateValue {
    pub(super) iso: String,
    pub(super) short: String,
    pub(super) long: String,
}

pub(super) fn date(day: Date, lang: Lang) -> DateValue {
    let in_words = match lang {
        Lang::Vi => day.long_vi(),
        Lang::En => day.long_en(),
    };
    DateValue { iso: day.to_string(), short: day.short(), long: in_words }
}

/// A moment in the forms that pages show.
#[derive(Debug, Clone, Serialize)]
pub(super) struct MomentValue {
    pub(super) iso: String,
    pub(super) date: DateValue,
    pub(super) time: String,
    pub(super) weekday: &'static str,
}

pub(super) fn moment(moment: DateTime, lang: Lang) -> MomentValue {
    let day = moment.date();
    let weekday = match lang {
        Lang::Vi => day.weekday_vi(),
        Lang::En => day.weekday_en(),
    };
    MomentValue { iso: moment.to_string(), date: date(day, lang), time: moment.time().to_string(), weekday }
}

/// A kind of organisation.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Named<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
}

/// A title with its address.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LinkValue<'a> {
    pub(super) title: &'a str,
    pub(super) url: &'a str,
}

/// What a list shows of a page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct CardValue<'a> {
    pub(super) title: &'a str,
    pub(super) url: String,
    pub(super) kind: Label<'a>,
    pub(super) summary: &'a str,
    pub(super) date: Option<DateValue>,
    pub(super) org_types: Vec<Named<'a>>,
    /// Their ids, as the reader's choice is matched with.
    pub(super) for_types: Option<String>,
    /// The unit that meets; only an agenda has one.
    pub(super) unit: Option<&'a str>,
    pub(super) draft: bool,
}

/// A kind with the theme's word for it.
pub(super) fn kind<'a>(kind: KindName, frame: &'a Frame<'_>) -> Label<'a> {
    Label { key: kind.key(), label: frame.words().get(frame.kind_key(kind)) }
}

pub(super) fn card<'a>(card: Card<'a>, frame: &'a Frame<'_>) -> CardValue<'a> {
    let settings = frame.handbook().settings();
    CardValue {
        title: card.title(),
        url: card.address.as_str().to_owned(),
        kind: kind(card.kind(), frame),
        summary: card.summary(),
        date: card.document.head.date.map(|d| date(d, frame.words().lang())),
        org_types: card
            .document
            .head
            .org_types
            .iter()
            .map(|id| Named { id: id.as_str(), name: settings.org_type(id).map_or(id.as_str(), |t| &t.name) })
            .collect(),
        for_types: for_types(card.document),
        unit: unit(card, frame),
        draft: card.document.head.draft,
    }
}

/// Ids of the kinds of organisation that a document is for, as one text; `None` where it is for all.
pub(super) fn for_types(of: &Document) -> Option<String> {
    let own = if let Kind::Guide(guide) = &of.kind { guide.org_type.as_ref() } else { None };
    let own = own.filter(|id| !of.head.org_types.contains(id));
    let ids: Vec<&str> = own.into_iter().chain(&of.head.org_types).map(OrgTypeId::as_str).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

fn unit<'a>(card: Card<'_>, frame: &'a Frame<'_>) -> Option<&'a str> {
    let Kind::Agenda(agenda) = &card.document.kind else { return None };
    let unit = frame.handbook().settings().unit(agenda.unit.as_ref()?)?;
    Some(&unit.name)
}

/// The card of a page named in a document's front matter; `None` if the reference is broken.
pub(super) fn card_of<'a>(
    id: DocumentId,
    written: &str,
    frame: &'a Frame<'_>,
    view: &View<'a>,
) -> Option<CardValue<'a>> {
    match view.resolution(id, written)? {
        Resolution::Page(to, anchor) => {
            let mut value = card(view.card(*to), frame);
            if let Some(anchor) = anchor {
                value.url.push('#');
                value.url.push_str(anchor);
            }
            Some(value)
        }
        Resolution::Directive(to) => Some(card(view.card(*to), frame)),
        Resolution::Section(_) | Resolution::Anchor(_) | Resolution::Media(_) | Resolution::Broken(_) => None,
    }
}

/// A calendar to load into a calendar program.
#[derive(Debug, Clone, Serialize)]
pub(super) struct CalendarFile<'a> {
    pub(super) name: &'a str,
    /// The kind of organisation it is for, as the reader's choice is matched with.
    pub(super) for_types: Option<&'a str>,
    pub(super) url: String,
}

/// A document's calendar under that name, where it has one of its own.
pub(super) fn calendars<'a>(
    name: &'a str,
    id: DocumentId,
    frame: &Frame<'_>,
    view: &View<'_>,
) -> Vec<CalendarFile<'a>> {
    let own = calendar::files(view.document(id), frame.handbook().address(id)).into_iter().find(|f| f.unit.is_none());
    own.map(|file| CalendarFile { name, for_types: None, url: file.address.as_str().to_owned() }).into_iter().collect()
}

/// A text with an address.
#[derive(Debug, Clone, Serialize)]
pub(super) struct TextLink {
    pub(super) text: String,
    pub(super) url: Option<String>,
}

/// A directive as cited.
#[derive(Debug, Clone, Serialize)]
pub(super) struct CiteValue<'a> {
    pub(super) text: String,
    pub(super) title: String,
    pub(super) url: Option<String>,
    pub(super) status: Label<'a>,
    pub(super) replaced_by: Option<TextLink>,
}

/// The theme's word for a status.
pub(super) fn status_word(status: Status) -> &'static str {
    match status {
        Status::InForce => "status_in_force",
        Status::NotYet => "status_not_yet",
        Status::Replaced => "status_replaced",
        Status::Expired => "status_expired",
    }
}

/// The short form of a directive, as texts cite it; another page's title.
pub(super) fn short_name(card: Card<'_>) -> String {
    if let Kind::Directive(directive) = &card.document.kind { directive.citation() } else { card.title().to_owned() }
}

/// A citation of `citing`, judged on that document's day.
pub(super) fn cite<'a>(citing: DocumentId, written: &str, frame: &'a Frame<'_>, view: &View<'_>) -> CiteValue<'a> {
    let words = frame.words();
    let unknown = || CiteValue {
        text: crate::markdown::split_historical(written).0.to_owned(),
        title: String::new(),
        url: None,
        status: Label { key: "unknown", label: words.get("status_unknown") },
        replaced_by: None,
    };
    let Some(Resolution::Directive(to) | Resolution::Page(to, _)) = view.resolution(citing, written) else {
        return unknown();
    };
    let card = view.card(*to);
    let Some(standing) = view.standing_for(*to, citing) else { return unknown() };
    CiteValue {
        text: short_name(card),
        title: card.title().to_owned(),
        url: Some(card.address.as_str().to_owned()),
        status: Label { key: standing.status.key(), label: words.get(status_word(standing.status)) },
        replaced_by: standing.successor.map(|id| {
            let card = view.card(id);
            TextLink { text: short_name(card), url: Some(card.address.as_str().to_owned()) }
        }),
    }
}

/// The theme's word for a grade of evidence.
pub(super) fn evidence<'a>(evidence: Evidence, frame: &'a Frame<'_>) -> Label<'a> {
    let (key, word) = match evidence {
        Evidence::A => ("A", "evidence_A"),
        Evidence::B => ("B", "evidence_B"),
        Evidence::C => ("C", "evidence_C"),
        Evidence::K => ("K", "evidence_K"),
    };
    Label { key, label: frame.words().get(word) }
}
