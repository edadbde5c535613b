//! `sotay new KIND "Tên"`: a page from the theme's archetype. Nothing is ever overwritten.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::link::Handbook;
use crate::model::{Kind, KindName};
use crate::site;
use crate::text::nfc::nfc;
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
    let title = nfc(title.ok_or(Failure::Missing { what: ("tên trang", "the title") })?.trim()).into_owned();
    let name = slug(&title);
    if name.is_empty() {
        return Err(Failure::NoSlug(title));
    }
    let loaded = match site::load(&options)? {
        Ok(loaded) => loaded,
        Err(diagnostics) => {
            console.diagnostics(&diagnostics);
            return Ok(ExitCode::from(PROBLEMS));
        }
    };
    let folder = folder(arguments, kind, &loaded.handbook)?;
    let shown = if kind == KindName::Section {
        join(&folder, &format!("{name}/_index.md"))
    } else {
        join(&folder, &format!("{name}.md"))
    };
    let path = options.root.join("content").join(&shown);
    let template = site::archetype(&options, loaded.handbook.settings(), kind)?;
    write(path, &fill(&template, &title, &loaded.handbook))?;
    console.result(&format!("content/{shown}\n"));
    Ok(ExitCode::SUCCESS)
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// The folder asked for, else the first section whose pages are of that kind, else the usual one.
fn folder(arguments: &Arguments, kind: KindName, handbook: &Handbook) -> Result<String, Failure> {
    if let Some(folder) = &arguments.folder {
        let clean = folder.trim_matches('/');
        let clean = clean.strip_prefix("content/").unwrap_or(clean);
        let outside = clean.contains('\\') || clean.contains(':') || clean.split('/').any(|part| part.starts_with('.'));
        return if outside || folder.starts_with('/') {
            Err(Failure::Outside(folder.clone()))
        } else {
            Ok(nfc(clean).into_owned())
        };
    }
    let section = handbook
        .ids()
        .map(|id| handbook.document(id))
        .find(|document| matches!(&document.kind, Kind::Section(section) if section.pages == Some(kind)));
    if let Some(section) = section {
        return Ok(section.folder().to_owned());
    }
    Ok(match kind {
        KindName::Directive => "van-ban",
        KindName::Guidance => "huong-dan-nam",
        KindName::Topic => "chuyen-de",
        KindName::Agenda => "chuong-trinh",
        KindName::Guide => "sinh-hoat-mau",
        KindName::Scorecard => "cham-diem",
        KindName::Form => "bieu-mau",
        KindName::Course | KindName::Lesson => "lop",
        KindName::Calendar => "lich",
        KindName::Bulletin => "tai-lieu-thang",
        KindName::Page | KindName::Section => "",
    }
    .to_owned())
}

/// Fills an archetype's `{title}`, `{date}`, `{unit}`, `{org_type}`, `{year}`.
fn fill(template: &str, title: &str, handbook: &Handbook) -> String {
    let date = handbook.date();
    let settings = handbook.settings();
    let quoted = |text: &str| serde_json::to_string(text).unwrap_or_default();
    let unit = settings.units.first().map_or("", |unit| unit.id.as_str());
    let org_type = settings.org_types.first().map_or("", |org_type| org_type.id.as_str());
    template
        .replace("{title}", &quoted(title))
        .replace("{date}", &date.to_string())
        .replace("{year}", &date.year().to_string())
        .replace("{month}", &date.to_string().chars().take(7).collect::<String>())
        .replace("{unit}", unit)
        .replace("{org_type}", org_type)
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
