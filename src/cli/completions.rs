//! `sotay completions SHELL`.

use std::process::ExitCode;

use clap::Args;
use clap_complete::Shell;

use super::{Console, help};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Trình dòng lệnh: bash, zsh, fish, powershell, elvish
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(arguments: &Arguments, console: &Console) -> ExitCode {
    let mut out = Vec::new();
    clap_complete::generate(arguments.shell, &mut help::command(console.lang()), "sotay", &mut out);
    console.result(&String::from_utf8_lossy(&out));
    ExitCode::SUCCESS
}
