//! `sotay schema KIND`.

use std::process::ExitCode;

use clap::Args;

use crate::model;

use super::{Console, Outcome, new};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Loại trang, hoặc `settings` cho sotay.yaml
    #[arg(value_name = "KIND")]
    kind: String,
}

pub(super) fn run(arguments: &Arguments, console: &Console) -> Outcome {
    let kind = if arguments.kind == "settings" { None } else { Some(new::kind(&arguments.kind)?) };
    let mut text = serde_json::to_string_pretty(&model::schema(kind)).unwrap_or_default();
    text.push('\n');
    console.result(&text);
    Ok(ExitCode::SUCCESS)
}
