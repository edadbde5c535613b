//! Papers as the settings name them: all of a kind of page (`agenda`), or one sort (`agenda/bien-ban`).

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::model::KindName;

use super::Sort;

/// Which books are made as EPUB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum Epub {
    /// No books.
    None,
    /// A book for each course.
    #[default]
    Courses,
    /// The whole handbook, too, `so-tay.epub`: it is made anew whenever any page changes.
    Handbook,
}

/// Papers of a kind of page: all, or one sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Choice {
    /// The kind of page.
    pub kind: KindName,
    /// The sort; `None`: all.
    pub sort: Option<Sort>,
}

impl Choice {
    /// Returns every choice: for each kind that has papers itself, then its papers.
    pub fn all() -> impl Iterator<Item = Self> {
        KindName::ALL.iter().flat_map(|kind| {
            let sorts = Sort::of_kind(*kind);
            let whole = (!sorts.is_empty()).then_some(Self { kind: *kind, sort: None });
            let each = sorts.iter().filter(|sort| **sort != Sort::Pack);
            whole.into_iter().chain(each.map(|sort| Self { kind: *kind, sort: Some(*sort) }))
        })
    }

    /// Tells whether a paper is among them.
    pub fn has(self, kind: KindName, sort: Sort) -> bool {
        self.kind == kind && self.sort.is_none_or(|own| own == sort)
    }
}

impl From<Choice> for String {
    fn from(choice: Choice) -> Self {
        match choice.sort {
            Some(sort) => format!("{}/{}", choice.kind.key(), sort.name()),
            None => choice.kind.key().to_owned(),
        }
    }
}

impl TryFrom<String> for Choice {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::all().find(|choice| String::from(*choice) == text).ok_or(text)
    }
}

impl JsonSchema for Choice {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Choice".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "enum": Self::all().map(String::from).collect::<Vec<_>>() })
    }
}
