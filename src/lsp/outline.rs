//! The headings of a page.

use lsp_types::{DocumentSymbol, DocumentSymbolResponse, SymbolKind};

use crate::diagnostic::Span;
use crate::markdown::Heading;
use crate::model::{self, Defaults, Settings};

use super::lines::Lines;
use super::server::Asked;

/// Returns the headings of the text as it is now, each below the one above it.
pub(super) fn symbols(asked: &Asked<'_>) -> DocumentSymbolResponse {
    if asked.path.as_ref() == "sotay.yaml" {
        return DocumentSymbolResponse::Nested(Vec::new());
    }
    let read = model::read(asked.file, Defaults::default(), &Settings::titled(""));
    let lines = Lines::new(asked.file.raw());
    let end = asked.file.text().len();
    let mut headings = read.document.outline.headings.iter().peekable();
    DocumentSymbolResponse::Nested(below(0, &mut headings, end, &|span| lines.area_of(asked.file, span)))
}

/// Takes the headings that are deeper than a level.
fn below<'a>(
    level: u8,
    headings: &mut std::iter::Peekable<impl Iterator<Item = &'a Heading> + Clone>,
    end: usize,
    area: &dyn Fn(Span) -> lsp_types::Range,
) -> Vec<DocumentSymbol> {
    let mut out = Vec::new();
    while let Some(heading) = headings.next_if(|heading| heading.level > level) {
        let mut rest = headings.clone();
        let next = rest.find(|other| other.level <= heading.level).map_or(end, |other| other.span.start as usize);
        let children = below(heading.level, headings, end, area);
        let name = if heading.text.is_empty() { "#" } else { &heading.text };
        #[expect(deprecated, reason = "the field must be given")]
        out.push(DocumentSymbol {
            name: name.to_owned(),
            detail: Some(format!("#{}", heading.id)),
            kind: SymbolKind::STRING,
            tags: None,
            deprecated: None,
            range: area(Span::new(heading.span.start as usize, next)),
            selection_range: area(heading.span),
            children: (!children.is_empty()).then_some(children),
        });
    }
    out
}
