//! Diagnostics in the protocol's form.

use std::collections::BTreeMap;
use std::sync::Arc;

use lsp_types::{
    Diagnostic as Shown, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Range, Uri,
};

use crate::diagnostic::{Diagnostic, Lang, Place, Severity, SourceFile};

use super::lines::Lines;

/// Returns the diagnostics by path. `read` finds a file's text, `address` its address for the editor.
pub(super) fn by_path(
    diagnostics: &[Diagnostic],
    lang: Lang,
    strict: bool,
    read: &dyn Fn(&str) -> Option<Arc<SourceFile>>,
    address: &dyn Fn(&str) -> Option<Uri>,
) -> BTreeMap<Arc<str>, Vec<Shown>> {
    // They come in the order of paths, so each file is read and cut into lines once.
    let mut out = BTreeMap::new();
    for group in diagnostics.chunk_by(|a, b| a.place.path == b.place.path) {
        let Some(first) = group.first() else { continue };
        let file = read(&first.place.path);
        let lines = file.as_ref().map(|file| Lines::new(file.raw()));
        let area = |place: &Place| match (&file, &lines, place.span) {
            (Some(file), Some(lines), Some(span)) => lines.area_of(file, span),
            _ => Range::default(),
        };
        let shown =
            group.iter().map(|diagnostic| shown(diagnostic, area(&diagnostic.place), lang, strict, read, address));
        out.insert(Arc::clone(&first.place.path), shown.collect());
    }
    out
}

fn shown(
    diagnostic: &Diagnostic,
    range: Range,
    lang: Lang,
    strict: bool,
    read: &dyn Fn(&str) -> Option<Arc<SourceFile>>,
    address: &dyn Fn(&str) -> Option<Uri>,
) -> Shown {
    let severity = match diagnostic.code.severity {
        Severity::Warning if !strict => DiagnosticSeverity::WARNING,
        Severity::Warning | Severity::Error => DiagnosticSeverity::ERROR,
    };
    let mut message = diagnostic.message(lang);
    if let Some(hint) = diagnostic.hint(lang) {
        message = format!("{message}\n{hint}");
    }
    let related = diagnostic.related.iter().filter_map(|(place, label)| {
        let file = read(&place.path);
        let range = match (&file, place.span) {
            (Some(file), Some(span)) => Lines::new(file.raw()).area_of(file, span),
            _ => Range::default(),
        };
        let location = Location { uri: address(&place.path)?, range };
        Some(DiagnosticRelatedInformation { location, message: label.text(lang).to_owned() })
    });
    let related: Vec<_> = related.collect();
    Shown {
        range,
        severity: Some(severity),
        code: Some(NumberOrString::String(diagnostic.code.id.to_owned())),
        source: Some("sotay".to_owned()),
        message,
        related_information: (!related.is_empty()).then_some(related),
        ..Shown::default()
    }
}
