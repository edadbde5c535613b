//! What sotay does, as a specification: a module a feature. `README.md` beside tells how to add to it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stdout,
    clippy::case_sensitive_file_extension_comparisons,
    clippy::format_collect,
    clippy::cast_precision_loss,
    reason = "a test may stop at the first surprise"
)]

mod driver;

mod agendas;
mod architecture;
mod bundle;
mod calendar;
mod cli;
mod editing;
mod editor;
mod epub;
mod faults;
mod handbook;
mod hostile;
mod import;
mod incremental;
mod killed;
mod links;
mod lsp;
mod offline;
mod output;
mod pack;
mod pages;
#[cfg(feature = "pdf")]
mod papers;
mod prose;
mod scorecards;
mod search;
mod serve;
mod theme;
mod verbatim;
mod word;
