//! `sotay config`: the settings in use, and where the theme's files come from.

use std::process::ExitCode;

use crate::diagnostic::Report;
use crate::{site, theme};

use super::{Console, Global, Outcome, PROBLEMS};

pub(super) fn run(global: &Global, console: &Console) -> Outcome {
    let options = global.options()?;
    let mut report = Report::new();
    let Some((settings, _)) = site::settings(&options, &mut report)? else {
        console.diagnostics(&report.sorted());
        return Ok(ExitCode::from(PROBLEMS));
    };
    let mut out = String::new();
    let origin = if global.base_url.is_some() { "--base-url" } else { "sotay.yaml" };
    out.push_str(&format!(
        "# root: {}\n# output: {}\n# date: {}\n",
        options.root.display(),
        options.output().display(),
        options.date
    ));
    out.push_str(&format!("# base_url: {origin}; {}: sotay.yaml\n", console.words("các khóa khác", "other keys")));
    out.push_str(&serde_yaml::to_string(&settings).unwrap_or_default());
    out.push_str(&format!("# {}\n", console.words("tệp giao diện", "theme files")));
    let own = site::theme_files(&options, &settings)?;
    let mut files: Vec<(String, bool)> = theme::embedded()
        .into_iter()
        .map(|file| file.path.into_string())
        .filter(|path| !own.contains(path))
        .map(|path| (path, false))
        .chain(own.iter().map(|path| (path.clone(), true)))
        .collect();
    files.sort();
    for (path, own) in files {
        let from =
            if own { format!("themes/{}", settings.theme) } else { console.words("có sẵn", "embedded").to_owned() };
        out.push_str(&format!("#   {path}  ({from})\n"));
    }
    console.result(&out);
    Ok(ExitCode::SUCCESS)
}
