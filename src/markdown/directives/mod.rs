//! Block directives: one file each, lowered to plain blocks with a role.

mod chart;
mod columns;
mod facilitator;
mod fill;
mod note;
mod only;
mod question;
mod script;
mod slide;

use crate::diagnostic::{Code, Span, Value};

use super::tree::Block;

/// A block directive.
#[derive(Debug)]
pub struct Directive {
    /// Name after the colons.
    pub name: &'static str,
    /// Attributes it takes.
    pub attributes: &'static [&'static str],
    /// Directive that it must stand in directly.
    pub parent: Option<&'static str>,
    /// One line of help in Vietnamese, for the editor and the reference.
    pub vi: &'static str,
    /// The same in English.
    pub en: &'static str,
    /// Turns attributes and content into a block.
    pub lower: fn(Lowering<'_>) -> Block,
}

/// Every directive.
pub static DIRECTIVES: &[&Directive] = &[
    &only::DIRECTIVE,
    &note::DIRECTIVE,
    &script::DIRECTIVE,
    &facilitator::DIRECTIVE,
    &question::DIRECTIVE,
    &columns::DIRECTIVE,
    &columns::COLUMN,
    &slide::DIRECTIVE,
    &chart::DIRECTIVE,
    &fill::DIRECTIVE,
];

/// What a directive is made from.
pub struct Lowering<'a> {
    /// Attributes as written; unknown ones are gone already.
    pub(super) attributes: &'a [(String, String)],
    /// Content.
    pub(super) blocks: Vec<Block>,
    /// Where the opening line stands.
    pub(super) span: Span,
    /// Faults found on the way.
    pub(super) faults: &'a mut Vec<Fault>,
    /// Ids of kinds of organisation named, for checking.
    pub(super) org_types: &'a mut Vec<(Box<str>, Span)>,
}

/// A fault of Markdown: code, place, named values.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) code: &'static Code,
    pub(super) span: Span,
    /// Text behind the start of `span` at which the fault stands, to be looked for.
    pub(super) piece: Option<String>,
    pub(super) values: Vec<(&'static str, Value)>,
}

impl Lowering<'_> {
    /// Returns an attribute that is not empty.
    pub(super) fn text(&self, key: &str) -> Option<Box<str>> {
        let (_, value) = self.attributes.iter().find(|(name, _)| name == key)?;
        let value = value.trim();
        (!value.is_empty()).then(|| value.into())
    }

    /// Reports an attribute whose value is not one of those `allowed`.
    pub(super) fn refuse(&mut self, directive: &'static Directive, attribute: &str, allowed: &str) {
        let value = self.text(attribute).unwrap_or_default();
        self.faults.push(Fault {
            code: &super::codes::DIRECTIVE_ATTRIBUTE,
            span: self.span,
            piece: None,
            values: vec![
                ("name", directive.name.into()),
                (
                    "what",
                    Value::both(
                        format!("giá trị `{value}` của thuộc tính `{attribute}`"),
                        format!("the value `{value}` of the attribute `{attribute}`"),
                    ),
                ),
                ("problem", Value::both("không dùng được", "cannot be used")),
                ("allowed", allowed.into()),
            ],
        });
    }

    /// Reports an attribute that the directive cannot do without.
    pub(super) fn demand(&mut self, directive: &'static Directive, attribute: &str) {
        self.faults.push(Fault {
            code: &super::codes::DIRECTIVE_ATTRIBUTE,
            span: self.span,
            piece: None,
            values: vec![
                ("name", directive.name.into()),
                ("what", Value::both(format!("thuộc tính `{attribute}`"), format!("the attribute `{attribute}`"))),
                ("problem", Value::both("chưa ghi", "is not given")),
                ("written", format!(":::{}{{{attribute}=\"…\"}}", directive.name).into()),
            ],
        });
    }
}
