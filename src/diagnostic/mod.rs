//! Diagnostics: what is wrong with the *content*, as values.
//!
//! A [`Diagnostic`] is a code, a place and named values; the words stand with the code, in both
//! languages, and are put together only when printed. No rule lives here and nothing is printed
//! to a terminal: [`mod@print`] returns text.

mod code;
pub mod print;
mod report;
mod source_file;
mod span;

pub use code::{Code, Lang, Severity, Words};
pub use report::{Diagnostic, Report, Value};
pub use source_file::{NotUtf8, SourceFile};
pub use span::{Place, Span};
