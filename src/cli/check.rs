//! `sotay check`.

use std::process::ExitCode;

use crate::diagnostic::print::count;
use crate::site;

use super::{Console, Global, Outcome, PROBLEMS};

pub(super) fn run(global: &Global, console: &Console) -> Outcome {
    let diagnostics = site::check(&global.options()?)?;
    let (errors, warnings) = console.diagnostics(&diagnostics);
    let faults = count(errors, warnings, console.lang());
    console.say(&format!("Đã kiểm tra: {faults}."), &format!("Checked: {faults}."));
    Ok(if errors > 0 { ExitCode::from(PROBLEMS) } else { ExitCode::SUCCESS })
}
