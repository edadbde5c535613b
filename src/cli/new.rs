//! `sotay new KIND "Tên"`: a page from the theme's archetype, or from the page before it (`--from`). Nothing is ever overwritten.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;

use crate::diagnostic::{Diagnostic, Report, Severity, SourceFile};
use crate::edit;
use crate::link::Handbook;
use crate::model::{self, Defaults, KindName};
use crate::site::{self, Begun, NotBegun, Options, SiteError};
use crate::source::SourceError;
use crate::text::date::DateTime;
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
    /// Làm tiếp theo một trang đã có, như chương trình tháng trước: ngày, tháng dời sang kỳ sau, phần khác giữ nguyên
    #[arg(long, value_name = "PAGE", conflicts_with_all = ["kind", "title", "folder"])]
    from: Option<String>,
    /// Lúc bắt đầu buổi họp (NĂM-THÁNG-NGÀYTGIỜ:PHÚT)
    #[arg(long, value_name = "TIME", value_parser = starts)]
    starts: Option<DateTime>,
    /// Điền sẵn một khóa của phần khai báo, như `unit=van-phong-a`; dùng được nhiều lần
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<String>,
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

/// What is asked of each kind besides the title, where somebody can answer.
fn questions(kind: KindName) -> &'static [&'static str] {
    match kind {
        KindName::Directive => &["number", "issuer", "issued", "about"],
        KindName::Topic => &["theme", "minutes"],
        KindName::Agenda => &["unit", "meeting", "starts", "place", "chair"],
        KindName::Guide => &["org_type"],
        KindName::Scorecard => &["subject"],
        KindName::Form => &["paper"],
        KindName::Course => &["audience", "hours", "place"],
        KindName::Lesson => &["course", "number", "hours"],
        KindName::Guidance | KindName::Calendar => &["year"],
        KindName::Bulletin => &["month"],
        KindName::Page | KindName::Section => &["summary"],
    }
}

pub(super) fn run(arguments: &Arguments, global: &Global, console: &Console) -> Outcome {
    // The page to follow may be a draft.
    let options = Options { drafts: true, ..global.options()? };
    let load = || site::load(&options);
    let (kind, begun, asked) = if let Some(from) = &arguments.from {
        let loaded = match load()? {
            Ok(loaded) => loaded,
            Err(diagnostics) => return Ok(refused(&diagnostics, console)),
        };
        let (kind, begun) = follow(from, arguments.starts, &loaded.handbook, &options)?;
        (kind, begun, Vec::new())
    } else {
        let kind = match &arguments.kind {
            Some(name) => kind(name)?,
            None => ask_kind(console)?,
        };
        let title = arguments.title.clone().or_else(|| console.ask("Tên trang:", "Title:"));
        let title = title.ok_or(Failure::Missing { what: ("tên trang", "the title") })?;
        let loaded = match load()? {
            Ok(loaded) => loaded,
            Err(diagnostics) => return Ok(refused(&diagnostics, console)),
        };
        let begun = site::begin(kind, &title, arguments.folder.as_deref(), &loaded.handbook, &options)?;
        let asked = ask(kind, &begun, arguments, &loaded.handbook, console)?;
        (kind, begun, asked)
    };
    let starts =
        arguments.starts.filter(|_| arguments.from.is_none()).map(|starts| ("starts".to_owned(), starts.to_string()));
    let given = arguments.set.iter().map(|pair| {
        let (key, value) = pair.split_once('=').ok_or_else(|| Failure::Pair(pair.clone()))?;
        Ok((key.trim().to_owned(), value.trim().to_owned()))
    });
    let given = given.collect::<Result<Vec<_>, Failure>>()?;
    let answers: Vec<(String, String)> = asked.into_iter().chain(starts).chain(given).collect();
    let text = answered(&begun.text, kind, &answers)?;
    // The new page is read as a build would read it; one with a fault is not written.
    let path: Arc<str> = format!("content/{}", begun.path).into();
    if let Ok(file) = SourceFile::new(path, text.clone().into_bytes())
        && let Some((settings, _)) = site::settings(&options, &mut Report::new())?
    {
        let read = model::read(&file, Defaults { kind: Some(kind) }, &settings);
        let faults = read.diagnostics.into_iter().filter(|of| of.code.severity == Severity::Error);
        let faults: Vec<Diagnostic> = faults.collect();
        if !faults.is_empty() {
            return Ok(refused(&faults, console));
        }
    }
    write(options.root.join("content").join(&begun.path), &text)?;
    console.result(&format!("content/{}\n", begun.path));
    Ok(ExitCode::SUCCESS)
}

fn refused(diagnostics: &[Diagnostic], console: &Console) -> ExitCode {
    console.diagnostics(diagnostics);
    ExitCode::from(PROBLEMS)
}

/// Asks for a kind by its number in the list, its key or its label.
fn ask_kind(console: &Console) -> Result<KindName, Failure> {
    let list = KindName::ALL.iter().enumerate();
    let list =
        list.map(|(at, kind)| format!("{:>3}  {} ({})\n", at + 1, console.words(kind.vi(), kind.en()), kind.key()));
    let list: String = list.collect();
    let name = console.ask(&format!("{list}Loại trang (số hoặc tên):"), &format!("{list}Kind (number or name):"));
    let name = name.ok_or(Failure::Missing { what: ("loại trang", "the kind") })?;
    let by_number = name.parse::<usize>().ok().and_then(|number| KindName::ALL.get(number.checked_sub(1)?));
    by_number.copied().map_or_else(|| kind(&name), Ok)
}

/// Asks what a page of the kind needs; an empty answer keeps what the archetype says.
fn ask(
    kind: KindName,
    begun: &Begun,
    arguments: &Arguments,
    handbook: &Handbook,
    console: &Console,
) -> Result<Vec<(String, String)>, Failure> {
    let head = edit::split(&begun.text).map_err(Failure::Edit)?.head;
    let schema = model::schema(Some(kind));
    let is_given = |key: &str| arguments.set.iter().any(|pair| pair.split('=').next().is_some_and(|k| k.trim() == key));
    let settings = handbook.settings();
    let mut answers = Vec::new();
    for key in questions(kind) {
        if is_given(key) || (*key == "starts" && arguments.starts.is_some()) {
            continue;
        }
        let known: Vec<&str> = match *key {
            "unit" => settings.units.iter().map(|unit| unit.id.as_str()).collect(),
            "org_type" => settings.org_types.iter().map(|of| of.id.as_str()).collect(),
            _ => Vec::new(),
        };
        let known = if known.is_empty() { String::new() } else { format!(" ({})", known.join(", ")) };
        let default = head.get(key).map_or_else(String::new, |value| match value.as_str() {
            Some(text) => format!(" [{text}]"),
            None => format!(" [{value}]"),
        });
        let words = |of: &str| schema.pointer(&format!("/properties/{key}/{of}")).and_then(|text| text.as_str());
        let (vi, en) = (words("title").unwrap_or(key), words("description").unwrap_or(key));
        let answer = console.ask(&format!("{vi}{known}{default}:"), &format!("{en}{known}{default}:"));
        answers.extend(answer.map(|answer| ((*key).to_owned(), answer)));
    }
    Ok(answers)
}

/// Puts answers into the front matter; every other byte stays.
fn answered(text: &str, kind: KindName, answers: &[(String, String)]) -> Result<String, Failure> {
    if answers.is_empty() {
        return Ok(text.to_owned());
    }
    let mut parts = edit::split(text).map_err(Failure::Edit)?;
    let schema = model::schema(Some(kind));
    for (key, answer) in answers {
        let is_text = match schema.pointer(&format!("/properties/{key}/type")) {
            Some(serde_json::Value::Array(names)) => names.iter().any(|name| name == "string"),
            Some(name) => name == "string",
            None => false,
        };
        let value = if is_text { None } else { serde_yaml::from_str::<serde_json::Value>(answer).ok() };
        let value = value.unwrap_or_else(|| nfc(answer).into());
        if let Some(head) = parts.head.as_object_mut() {
            head.insert(key.clone(), value);
        }
    }
    edit::apply(text, &parts.head, &parts.body).map_err(Failure::Edit)
}

/// Begins the page that follows another.
fn follow(
    from: &str,
    starts: Option<DateTime>,
    handbook: &Handbook,
    options: &Options,
) -> Result<(KindName, Begun), Failure> {
    let stem = from.trim_start_matches("./");
    let stem = stem.strip_prefix("content/").unwrap_or(stem);
    let stem = nfc(stem.strip_suffix(".md").unwrap_or(stem)).into_owned();
    let id = handbook.by_stem(&stem).ok_or_else(|| Failure::Unknown {
        what: ("trang", "page"),
        name: from.to_owned(),
        near: similar::closest(&stem, handbook.stems()).map(str::to_owned),
    })?;
    let document = handbook.document(id);
    let disk = options.root.join(document.path.as_ref());
    let text = fs::read_to_string(&disk).map_err(|source| SourceError::Unreadable { path: disk, source });
    let text = text.map_err(SiteError::from)?;
    Ok((document.kind_name(), site::follow(document, &text, handbook, starts).map_err(Failure::Edit)?))
}

/// A day with an hour, or a day: then at half past seven.
fn starts(text: &str) -> Result<DateTime, String> {
    let whole = if text.contains('T') { text.to_owned() } else { format!("{text}T07:30") };
    DateTime::parse(&whole).map_err(|error| error.to_string())
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
