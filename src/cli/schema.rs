//! `sotay schema`: JSON Schemas, one or all.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use crate::model::{self, KindName};

use super::{Console, Failure, Outcome, new};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Loại trang, hoặc `settings` cho sotay.yaml
    #[arg(value_name = "KIND", required_unless_present = "all")]
    kind: Option<String>,
    /// Mọi loại trang và sotay.yaml, mỗi loại một tệp trong thư mục `--to`
    #[arg(long, conflicts_with = "kind")]
    all: bool,
    /// Thư mục ghi các tệp (mặc định: thư mục này)
    #[arg(long, value_name = "DIR", requires = "all", default_value = ".")]
    to: PathBuf,
}

pub(super) fn run(arguments: &Arguments, console: &Console) -> Outcome {
    if let Some(name) = &arguments.kind {
        let kind = if name == "settings" { None } else { Some(new::kind(name)?) };
        console.result(&text(kind));
        return Ok(ExitCode::SUCCESS);
    }
    let failed = |path: &Path, source| Failure::Write { path: path.to_owned(), source };
    fs::create_dir_all(&arguments.to).map_err(|source| failed(&arguments.to, source))?;
    for kind in KindName::ALL.iter().copied().map(Some).chain([None]) {
        let path = arguments.to.join(format!("{}.schema.json", kind.map_or("settings", KindName::key)));
        fs::write(&path, text(kind)).map_err(|source| failed(&path, source))?;
        console.result(&format!("{}\n", path.display()));
    }
    Ok(ExitCode::SUCCESS)
}

fn text(kind: Option<KindName>) -> String {
    let mut text = serde_json::to_string_pretty(&model::schema(kind)).unwrap_or_default();
    text.push('\n');
    text
}
