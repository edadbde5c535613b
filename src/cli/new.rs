//! `sotay new KIND "Tên"`: a page from the theme's archetype. Nothing is ever overwritten.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::model::KindName;
use crate::site::{self, Begun, NotBegun};
use crate::text::similar;
use crate::text::slug::slug;

use super::{Console, Failure, Global, Outcome, PROBLEMS};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Loại trang: topic, agenda, directive …
    #[arg(value_name = "KIND")]
    kind: Option<String>,
    /// Tên trang
    #[arg(value_name = "TITLE")]
    title: Option<String>,
    /// Thư mục trong `content/` (mặc định: mục của loại trang đó)
    #[arg(long = "in", value_name = "FOLDER")]
    folder: Option<String>,
}

/// Finds a kind by its key or its Vietnamese label.
pub(super) fn kind(name: &str) -> Result<KindName, Failure> {
    let wanted = slug(name);
    let all = || KindName::ALL.iter().copied();
    all().find(|kind| kind.key() == name || slug(kind.vi()) == wanted).ok_or_else(|| Failure::Unknown {
        what: ("loại trang", "kind"),
        name: name.to_owned(),
        near: similar::closest(name, all().flat_map(|kind| [kind.key(), kind.vi()])).map(str::to_owned),
    })
}

pub(super) fn run(arguments: &Arguments, global: &Global, console: &Console) -> Outcome {
    let options = global.options()?;
    let kinds: Vec<&str> = KindName::ALL.iter().map(|kind| kind.key()).collect();
    let ask_kind = || {
        let all = kinds.join(", ");
        console.ask(&format!("Loại trang ({all}):"), &format!("Kind ({all}):"))
    };
    let wanted = arguments.kind.clone().or_else(ask_kind);
    let kind = kind(&wanted.ok_or(Failure::Missing { what: ("loại trang", "the kind") })?)?;
    let title = arguments.title.clone().or_else(|| console.ask("Tên trang:", "Title:"));
    let title = title.ok_or(Failure::Missing { what: ("tên trang", "the title") })?;
    let loaded = match site::load(&options)? {
        Ok(loaded) => loaded,
        Err(diagnostics) => {
            console.diagnostics(&diagnostics);
            return Ok(ExitCode::from(PROBLEMS));
        }
    };
    let Begun { path: shown, text } =
        site::begin(kind, &title, arguments.folder.as_deref(), &loaded.handbook, &options)?;
    write(options.root.join("content").join(&shown), &text)?;
    console.result(&format!("content/{shown}\n"));
    Ok(ExitCode::SUCCESS)
}

fn write(path: PathBuf, text: &str) -> Result<(), Failure> {
    let failed = |path: &PathBuf, source| Failure::Write { path: path.clone(), source };
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(|source| failed(&path, source))?;
    }
    match OpenOptions::new().write(true).create_new(true).open(&path) {
        Ok(mut file) => file.write_all(text.as_bytes()).map_err(|source| failed(&path, source)),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Err(Failure::Exists(path)),
        Err(source) => Err(failed(&path, source)),
    }
}

impl From<NotBegun> for Failure {
    fn from(error: NotBegun) -> Self {
        match error {
            NotBegun::NoSlug(title) => Self::NoSlug(title),
            NotBegun::Outside(folder) => Self::Outside(folder),
            NotBegun::Site(error) => Self::Site(error),
        }
    }
}
