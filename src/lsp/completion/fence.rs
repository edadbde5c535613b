//! Fences with data: a quiz, a timeline.

use lsp_types::CompletionItemKind;

use super::{Offer, Offers, Place, escaped};

/// Names, helps in both languages, and what stands in one at first.
const FENCES: &[(&str, &str, &str, &str)] = &[
    (
        "quiz",
        "Câu hỏi trắc nghiệm",
        "A quiz",
        "questions:\n  - ask: \"\"\n    choices: [\"\", \"\"]\n    answer: 1\n    why: \"\"",
    ),
    ("timeline", "Dòng thời gian", "A timeline", "entries:\n  - { when: \"\", what: \"\" }"),
];

pub(super) fn offers(place: &Place<'_>) -> Option<Offers> {
    let typed = place.before.trim_start().strip_prefix("```").filter(|_| place.is_body())?;
    // The end of a fence takes no name.
    let above = place.text.get(..place.offset - place.before.len())?;
    let fences = above.lines().filter(|line| line.trim_start().starts_with("```")).count();
    if typed.starts_with('`') || fences % 2 == 1 {
        return None;
    }
    let list = FENCES.iter().map(|(name, vi, en, sample)| {
        let is_snippet = place.asked.snippets && place.after.trim().is_empty();
        let help = place.asked.lang.pick(*vi, *en);
        Offer {
            label: (*name).to_owned(),
            insert: if is_snippet { format!("{name}\n{}\n```", escaped(sample)) } else { String::new() },
            is_snippet,
            detail: help.to_owned(),
            help: format!("```yaml\n{sample}\n```"),
            kind: Some(CompletionItemKind::CLASS),
            ..Offer::default()
        }
    });
    Some(Offers { range: place.typed(typed), list: list.collect() })
}
