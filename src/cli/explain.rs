//! `sotay explain CODE`.

use std::process::ExitCode;

use clap::Args;

use crate::diagnostic::{Code, Lang, Severity};
use crate::site;
use crate::text::similar;

use super::{Console, Failure, Outcome};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Mã hoặc tên, ví dụ S110; bỏ trống thì liệt kê mọi mã
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

pub(super) fn run(arguments: &Arguments, console: &Console) -> Outcome {
    let Some(wanted) = &arguments.code else {
        let lines: Vec<String> = site::codes().into_iter().map(|code| line(code, console.lang())).collect();
        console.result(&lines.concat());
        return Ok(ExitCode::SUCCESS);
    };
    let Some(code) = site::code(wanted) else {
        let all = site::codes();
        let near = similar::closest(wanted, all.iter().flat_map(|code| [code.id, code.name]));
        return Err(Failure::Unknown { what: ("mã", "code"), name: wanted.clone(), near: near.map(str::to_owned) });
    };
    console.result(&long(code, console.lang()));
    Ok(ExitCode::SUCCESS)
}

fn severity(code: &Code, lang: Lang) -> &'static str {
    match (code.severity, lang) {
        (Severity::Error, Lang::Vi) => "lỗi",
        (Severity::Error, Lang::En) => "error",
        (Severity::Warning, Lang::Vi) => "cảnh báo",
        (Severity::Warning, Lang::En) => "warning",
    }
}

fn line(code: &Code, lang: Lang) -> String {
    format!("{}  {}  {}: {}\n", code.id, severity(code, lang), code.name, code.words(lang).message)
}

/// Every code with all its words.
fn long(code: &Code, lang: Lang) -> String {
    let words = code.words(lang);
    let (message, hint) = match lang {
        Lang::Vi => ("Thông báo", "Cách sửa"),
        Lang::En => ("Message", "Way out"),
    };
    let hints: Vec<String> = words.hint.lines().map(|line| format!("  - {line}\n")).collect();
    format!(
        "{} {} ({})\n\n{}\n\n{message}:\n  {}\n{hint}:\n{}",
        code.id,
        code.name,
        severity(code, lang),
        words.explain,
        words.message,
        hints.concat()
    )
}
