//! `sotay lsp`: a language server for editors.

use std::process::ExitCode;

use crate::lsp::{self, Manner};
use crate::site::Options;

use super::{Console, Failure, Global, Outcome, serve};

pub(super) fn run(global: &Global, console: &Console) -> Outcome {
    // Who writes wants to point to drafts, too.
    let options = Options { drafts: true, ..global.options()? };
    let date = options.date;
    let today = || global.today().unwrap_or(date);
    let lang = global.lang.map(|_| console.lang());
    lsp::run(options, &Manner { lang, today: &today, explain: serve::explain }).map_err(Failure::Lsp)?;
    Ok(ExitCode::SUCCESS)
}
