//! YAML of authors: typed reading with every fault located.
//!
//! `serde_yaml` gives values without positions and stops at the first fault. So a text is read to a
//! value, the value is compared with the [`Shape`] of the Rust type it should become (all faults at
//! once), and positions are looked up in the text only for what must be reported.

mod codes;
mod locate;
mod shape;
mod syntax;

use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_yaml::Value;

use crate::diagnostic::{Diagnostic, Place, Span};

pub use codes::CODES;
pub use locate::{Step, keys_at, locate, locate_key};
pub use shape::{Fault, Field, Found, Path, Shape, compare};

/// Largest YAML text read, in bytes; larger front matter is a mistake or an attack.
pub const LARGEST: usize = 256 * 1024;

/// A YAML text inside a file.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// The file.
    pub path: &'a Arc<str>,
    /// Offset of the text in it.
    pub offset: usize,
    /// What `sotay schema` calls the keys of the text, if it knows them.
    pub schema: Option<&'a str>,
}

impl Origin<'_> {
    fn place(&self, span: Span) -> Place {
        Place::at(self.path, span.shift(self.offset))
    }
}

/// Reads a text to a value; `None` after a syntax fault, which is reported.
pub fn parse(text: &str, origin: Origin<'_>, report: &mut Vec<Diagnostic>) -> Option<Value> {
    if text.len() > LARGEST {
        report.push(Diagnostic::new(&codes::TOO_LARGE, origin.place(Span::new(0, 0))).with("limit", LARGEST / 1024));
        return None;
    }
    match serde_yaml::from_str(text) {
        Ok(value) => Some(value),
        Err(error) => {
            report.push(syntax::diagnose(text, &error, origin));
            None
        }
    }
}

/// Compares a value with its shape and reports every fault. Returns whether there was none.
pub fn conforms(
    value: &mut Value,
    shape: &Shape,
    text: &str,
    origin: Origin<'_>,
    found: &mut Vec<Found>,
    report: &mut Vec<Diagnostic>,
) -> bool {
    let mut faults = Vec::new();
    compare(value, shape, text, &mut faults, found);
    let sound = faults.is_empty();
    report.extend(faults.into_iter().map(|fault| codes::diagnose(&fault, origin)));
    sound
}

/// Reads a text as `T`: syntax, shape, value. `None` after a fault; every fault is reported.
pub fn read<T: DeserializeOwned>(
    text: &str,
    shape: &Shape,
    origin: Origin<'_>,
    found: &mut Vec<Found>,
    report: &mut Vec<Diagnostic>,
) -> Option<T> {
    let mut value = parse(text, origin, report)?;
    if !conforms(&mut value, shape, text, origin, found, report) {
        return None;
    }
    typed(|| serde_yaml::from_value(value), origin, report)
}

/// Runs the last step of reading; a fault that the shape did not foresee is reported as it is.
pub fn typed<T>(
    step: impl FnOnce() -> Result<T, serde_yaml::Error>,
    origin: Origin<'_>,
    report: &mut Vec<Diagnostic>,
) -> Option<T> {
    match step() {
        Ok(value) => Some(value),
        Err(error) => {
            report.push(
                Diagnostic::new(&codes::SYNTAX, origin.place(Span::new(0, 0)))
                    .with("problem", syntax::short(&error.to_string())),
            );
            None
        }
    }
}
