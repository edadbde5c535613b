//! Checks: one file a rule, all in [`RULES`].
//!
//! A file rule looks at one document, its body and its text; it runs when the file is read and its
//! answer is kept with the document. A handbook rule looks at all documents together and runs in
//! every build, so it must be cheap: one pass, no text.

// What several rules share.
mod agenda_parts;
mod plan_gaps;
mod references;
mod standing;
mod sums;

// Agendas and year plans.
mod agenda_date;
mod agenda_item_empty;
mod calendar_date;
mod inherit_without_extends;
mod meeting_too_long;
mod meeting_too_short;
mod missing_part;
mod missing_regular;
mod missing_thematic;
mod unknown_rule_set;

// Scorecards.
mod band_maximum;
mod band_overlap;
mod duplicate_criterion;
mod duplicate_level;
mod no_lowest_level;
mod scorecard_bands;
mod scorecard_example;
mod scorecard_maxima;
mod unknown_criterion;
mod unknown_level;

// Courses, topics, guides.
mod course_hours;
mod facilitation_minutes;
mod script_too_short;
mod session_order;

// Citations.
mod ambiguous_directive;
mod directive_date;
mod expired_directive;
mod not_yet_in_force;
mod replaced_directive;
mod rule_set_directive;
mod unknown_citation;

// Links.
mod broken_page;
mod dead_anchor;
mod link_to_draft;
mod missing_file;
mod path_outside;

// Text.
mod heading_jump;
mod invisible_character;
mod look_alike;
mod missing_alt;
mod title_in_body;

// Names and addresses.
mod case_collision;
mod reserved_address;
mod reserved_name;
mod shared_address;

// Papers, keeping, privacy, coverage.
mod mixed_family;
mod overdue_review;
mod personal_number;
mod secrecy_mark;
mod uncovered_org_type;

use crate::diagnostic::{Code, Diagnostic, Report, SourceFile, Value};
use crate::link::Handbook;
use crate::markdown::Body;
use crate::model::{Document, Points, Settings};
use crate::text::date::Date;
use crate::text::suspect::{Suspect, suspects};

pub use reserved_name::is_refused_name;
pub use sums::{Sum, best_bands, outcomes, sums};

/// A rule: its code with the words, and the function that finds faults.
#[derive(Debug)]
pub struct Rule {
    /// Code.
    pub code: &'static Code,
    /// Function.
    pub run: Run,
}

/// What a file rule looks at.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    /// The text.
    pub source: &'a SourceFile,
    /// The document.
    pub document: &'a Document,
    /// Its body.
    pub body: &'a Body,
    /// Settings.
    pub settings: &'a Settings,
    /// Characters of the text that are no plain letters, found once for all rules.
    pub suspects: &'a [Suspect],
}

/// How a rule looks at the handbook.
#[derive(Debug)]
pub enum Run {
    /// At one file alone.
    File(fn(&Rule, File<'_>, &mut Vec<Diagnostic>)),
    /// At all documents.
    Handbook(fn(&Rule, &Handbook, &mut Vec<Diagnostic>)),
}

/// Every rule, in the order of codes.
pub static RULES: &[&Rule] = &[
    &meeting_too_short::RULE,
    &meeting_too_long::RULE,
    &unknown_rule_set::RULE,
    &agenda_item_empty::RULE,
    &inherit_without_extends::RULE,
    &missing_part::RULE,
    &agenda_date::RULE,
    &missing_regular::RULE,
    &missing_thematic::RULE,
    &calendar_date::RULE,
    &scorecard_maxima::RULE,
    &scorecard_bands::RULE,
    &band_overlap::RULE,
    &band_maximum::RULE,
    &duplicate_level::RULE,
    &no_lowest_level::RULE,
    &duplicate_criterion::RULE,
    &unknown_criterion::RULE,
    &unknown_level::RULE,
    &scorecard_example::RULE,
    &course_hours::RULE,
    &session_order::RULE,
    &facilitation_minutes::RULE,
    &script_too_short::RULE,
    &unknown_citation::RULE,
    &ambiguous_directive::RULE,
    &directive_date::RULE,
    &replaced_directive::RULE,
    &expired_directive::RULE,
    &not_yet_in_force::RULE,
    &rule_set_directive::RULE,
    &broken_page::RULE,
    &link_to_draft::RULE,
    &dead_anchor::RULE,
    &missing_file::RULE,
    &path_outside::RULE,
    &missing_alt::RULE,
    &heading_jump::RULE,
    &title_in_body::RULE,
    &look_alike::RULE,
    &invisible_character::RULE,
    &reserved_name::RULE,
    &reserved_address::RULE,
    &case_collision::RULE,
    &shared_address::RULE,
    &mixed_family::RULE,
    &overdue_review::RULE,
    &secrecy_mark::RULE,
    &personal_number::RULE,
    &uncovered_org_type::RULE,
];

/// Runs the file rules on a document. A document whose front matter is at fault is left alone.
pub fn file(source: &SourceFile, document: &Document, body: &Body, settings: &Settings) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    if document.broken {
        return out;
    }
    let of = File { source, document, body, settings, suspects: &suspects(source.text()) };
    for rule in RULES {
        if let Run::File(run) = &rule.run {
            run(rule, of, &mut out);
        }
    }
    out
}

/// Runs the handbook rules.
pub fn handbook(handbook: &Handbook, report: &mut Report) {
    let mut out = Vec::new();
    for rule in RULES {
        if let Run::Handbook(run) = &rule.run {
            run(rule, handbook, &mut out);
        }
    }
    report.extend(out);
}

/// Returns a day as messages name it.
fn day(date: Date) -> Value {
    Value::both(date.citation(), date.long_en())
}

/// Returns points as messages name them.
fn points(points: Points) -> Value {
    Value::both(points.vi(), points.vi().replace(',', "."))
}
