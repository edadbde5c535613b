//! The table of all codes, gathered from the rooms that raise them.

use crate::diagnostic::Code;

/// Returns every code in the order of ids.
pub fn codes() -> Vec<&'static Code> {
    let mut all: Vec<&'static Code> = [
        crate::source::CODES,
        crate::yaml::CODES,
        crate::markdown::CODES,
        crate::model::CODES,
        crate::theme::CODES,
        crate::link::CODES,
    ]
    .into_iter()
    .flatten()
    .copied()
    .chain(crate::check::RULES.iter().map(|rule| rule.code))
    .collect();
    all.sort_by_key(|code| code.id);
    all
}

/// Returns the code with an id or a name.
pub fn code(id: &str) -> Option<&'static Code> {
    codes().into_iter().find(|code| code.id.eq_ignore_ascii_case(id) || code.name.eq_ignore_ascii_case(id))
}
