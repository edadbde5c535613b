//! `sotay print`: papers of chosen pages as PDF, without a build.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::diagnostic::print::count;
use crate::site;
use crate::text::similar;

use super::{Console, Failure, Global, Outcome, PROBLEMS};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Trang cần in: đường dẫn dưới `content/`, hoặc cả một thư mục
    #[arg(required = true, value_name = "ITEM")]
    items: Vec<String>,
    /// Chỉ in giấy tờ này: chuong-trinh, bien-ban, giay-moi, kich-ban …
    #[arg(long, value_name = "NAME")]
    paper: Option<String>,
    /// Thư mục ghi các tệp PDF (mặc định: thư mục này)
    #[arg(long, value_name = "DIR", default_value = ".")]
    to: PathBuf,
}

pub(super) fn run(arguments: &Arguments, global: &Global, console: &Console) -> Outcome {
    if !cfg!(feature = "pdf") {
        return Err(Failure::Missing {
            what: ("phần in PDF trong bản dựng này", "printing to PDF in this build")
        });
    }
    let prints = site::print(&global.options()?, &arguments.items, arguments.paper.as_deref())?;
    let (errors, warnings) = console.diagnostics(&prints.diagnostics);
    let faults = count(errors, warnings, console.lang());
    if errors > 0 && prints.papers.is_empty() {
        console.say(&format!("Chưa in: {faults}."), &format!("Not printed: {faults}."));
        return Ok(ExitCode::from(PROBLEMS));
    }
    if let Some(name) = prints.unknown.first() {
        let near = similar::closest(name, prints.known.iter().map(String::as_str)).map(str::to_owned);
        let what = ("trang có giấy tờ để in tên", "page with papers named");
        return Err(Failure::Unknown { what, name: name.clone(), near });
    }
    if let Some(name) = arguments.paper.as_ref().filter(|_| prints.papers.is_empty()) {
        let near = similar::closest(name, prints.names.iter().map(String::as_str)).map(str::to_owned);
        let near = near.or_else(|| (!prints.names.is_empty()).then(|| prints.names.join(", ")));
        return Err(Failure::Unknown { what: ("giấy tờ", "paper"), name: name.clone(), near });
    }
    let written = |path: &PathBuf| {
        let path = path.clone();
        move |source| Failure::Write { path, source }
    };
    fs::create_dir_all(&arguments.to).map_err(written(&arguments.to))?;
    for paper in &prints.papers {
        let path = arguments.to.join(&paper.file);
        fs::write(&path, &paper.bytes).map_err(written(&path))?;
        console.result(&format!("{}\n", path.display()));
    }
    Ok(if errors > 0 { ExitCode::from(PROBLEMS) } else { ExitCode::SUCCESS })
}
