//! The month's material.

use serde::Serialize;
use tera::Value;

use crate::diagnostic::Lang;
use crate::link::{DocumentId, View};
use crate::model::bulletin::Bulletin;

use super::super::frame::Frame;
use super::super::values::{self, CardValue, CiteValue, DateValue, Named};

#[derive(Serialize)]
struct MaterialValue<'a> {
    /// As written, else the page's title; none where the directive's citation says it.
    title: Option<String>,
    page: Option<CardValue<'a>>,
    directive: Option<CiteValue<'a>>,
    org_types: Vec<Named<'a>>,
    due: Option<DateValue>,
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct Details<'a> {
    month: String,
    materials: Vec<MaterialValue<'a>>,
}

pub(super) fn details(of: &Bulletin, id: DocumentId, frame: &Frame<'_>, view: &View<'_>) -> Value {
    let settings = view.settings();
    let lang = frame.words().lang();
    let materials = of
        .materials
        .iter()
        .map(|material| (material, material.page.as_ref().and_then(|p| values::card_of(id, p.as_str(), frame, view))))
        .map(|(material, page)| MaterialValue {
            title: material.title.clone().or_else(|| page.as_ref().map(|page| page.title.to_owned())),
            page,
            directive: material.directive.as_ref().map(|c| values::cite(id, c.as_str(), frame, view)),
            org_types: material
                .org_types
                .iter()
                .filter_map(|id| settings.org_type(id))
                .map(|t| Named { id: t.id.as_str(), name: &t.name })
                .collect(),
            due: material.due.map(|d| values::date(d, lang)),
            note: material.note.as_deref(),
        })
        .collect();
    let month = match lang {
        Lang::Vi => of.month.vi(),
        Lang::En => of.month.to_string(),
    };
    Value::from_serializable(&Details { month, materials })
}
