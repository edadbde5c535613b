//! The register of directives: finding one by how it is cited, and its standing on a date.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::directive::Directive;
use crate::model::{Document, Kind};
use crate::text::date::Date;
use crate::text::fold::fold;
use crate::text::slug::slug;

use super::DocumentId;

/// Whether a directive holds on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Còn hiệu lực.
    InForce,
    /// Chưa có hiệu lực.
    NotYet,
    /// Đã được thay thế.
    Replaced,
    /// Hết hiệu lực.
    Expired,
}

impl Status {
    /// Returns the key used in templates.
    pub fn key(self) -> &'static str {
        match self {
            Self::InForce => "in-force",
            Self::NotYet => "not-yet",
            Self::Replaced => "replaced",
            Self::Expired => "expired",
        }
    }
}

/// A directive's status, with the day since which (or from which) it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Status.
    pub status: Status,
    /// Day of the change: in force from, replaced on, expired after.
    pub since: Option<Date>,
    /// The successor, if it is in the register.
    pub successor: Option<DocumentId>,
}

/// What a citation finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// One directive.
    One(DocumentId),
    /// Several with that number.
    Several(Vec<DocumentId>),
    /// The number is known, but not with that date.
    OtherDate(Vec<DocumentId>),
    /// Not in the register.
    Unknown,
}

/// All directives of the handbook.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Register {
    /// By number, folded.
    numbers: BTreeMap<String, Vec<(Date, DocumentId)>>,
    /// By other names, folded.
    names: BTreeMap<String, Vec<DocumentId>>,
    /// Successors by directive: from `replaced_by` of the old and `replaces` of the new.
    successors: BTreeMap<DocumentId, DocumentId>,
}

impl Register {
    /// Returns the register of a handbook's documents.
    pub(super) fn new(documents: &[Arc<Document>]) -> Self {
        let mut register = Self::default();
        let directives: Vec<(DocumentId, &Directive)> = documents
            .iter()
            .enumerate()
            .filter_map(|(index, document)| {
                let Kind::Directive(directive) = &document.kind else { return None };
                Some((DocumentId(u32::try_from(index).unwrap_or(u32::MAX)), directive.as_ref()))
            })
            .collect();
        for (id, directive) in &directives {
            register.numbers.entry(slug(&directive.number)).or_default().push((directive.issued, *id));
            for name in &directive.other_names {
                register.names.entry(fold(name.trim())).or_default().push(*id);
            }
        }
        for (id, directive) in &directives {
            for old in &directive.replaces {
                if let Lookup::One(old) = register.find(written(old.as_str())) {
                    register.successors.entry(old).or_insert(*id);
                }
            }
        }
        for (id, directive) in &directives {
            if let Some(new) = &directive.replaced_by
                && let Lookup::One(new) = register.find(written(new.as_str()))
            {
                register.successors.insert(*id, new);
            }
        }
        register
    }

    /// Finds a directive by `NUMBER, date`, by number alone, or by another name.
    pub fn find(&self, citation: &str) -> Lookup {
        let (number, date) = split(citation);
        let Some(entries) = self.numbers.get(&slug(number)) else {
            return match self.names.get(&fold(citation.trim())).map(Vec::as_slice) {
                Some([one]) => Lookup::One(*one),
                Some(several) => Lookup::Several(several.to_vec()),
                None => Lookup::Unknown,
            };
        };
        let all = || entries.iter().map(|(_, id)| *id).collect();
        match date {
            Some(date) => match entries.iter().find(|(issued, _)| *issued == date) {
                Some((_, id)) => Lookup::One(*id),
                None => Lookup::OtherDate(all()),
            },
            None => match entries.as_slice() {
                [(_, one)] => Lookup::One(*one),
                _ => Lookup::Several(all()),
            },
        }
    }

    /// Returns the standing of a directive on `date`.
    pub(super) fn standing(
        &self,
        id: DocumentId,
        directive: &Directive,
        date: Date,
        of: impl Fn(DocumentId) -> Option<Date>,
    ) -> Standing {
        let from = directive.in_force_from();
        if date < from {
            return Standing { status: Status::NotYet, since: Some(from), successor: None };
        }
        let successor = self.successors.get(&id).copied();
        let replaced = directive.replaced_on.or_else(|| successor.and_then(of));
        if (directive.replaced_by.is_some() || successor.is_some()) && replaced.is_none_or(|day| day <= date) {
            return Standing { status: Status::Replaced, since: replaced, successor };
        }
        match directive.effective.until {
            Some(until) if until < date => Standing { status: Status::Expired, since: Some(until), successor },
            Some(_) | None => Standing { status: Status::InForce, since: Some(from), successor: None },
        }
    }

    /// Returns the numbers in the register, for suggestions.
    pub fn numbers(&self) -> impl Iterator<Item = &str> {
        self.numbers.keys().map(String::as_str)
    }
}

fn written(text: &str) -> &str {
    crate::markdown::split_historical(text).0
}

/// Splits `42-HD/BTCTW, 28/10/2025` into number and date.
fn split(citation: &str) -> (&str, Option<Date>) {
    let Some((number, rest)) = citation.split_once(',') else { return (citation.trim(), None) };
    let rest = rest.trim().trim_start_matches("ngày").trim();
    (number.trim(), date_of(rest))
}

/// Reads a date as citations write it: day first, or ISO.
fn date_of(text: &str) -> Option<Date> {
    if let Ok(date) = Date::parse(text) {
        return Some(date);
    }
    let mut parts = text.split(['/', '.', '-']).map(str::trim);
    let day = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok()?;
    let year = parts.next()?.parse().ok()?;
    Date::new(year, month, day)
}
