//! The theme: templates, words and static files, built from texts.
//!
//! Nothing is read here: `source` brings the files of the handbook's own theme, [`embedded`] those
//! of the default one; a file of the handbook's theme wins over the embedded one of the same path.

mod codes;
mod embedded;
mod prose;
mod words;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, ErrorKind, Tera};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::diagnostic::{Diagnostic, Lang, Place, Report, Span};

pub use codes::CODES;
pub use embedded::embedded;
pub use prose::prose;
pub use words::Words;

/// A file of a theme.
#[derive(Debug, Clone)]
pub struct ThemeFile {
    /// Path in the theme: `templates/page.html`.
    pub path: Box<str>,
    /// Path shown in messages: `themes/so-tay/templates/page.html`.
    pub shown: Arc<str>,
    /// Content.
    pub bytes: Cow<'static, [u8]>,
}

/// A file that goes into the site as it is.
#[derive(Debug, Clone)]
pub struct StaticFile {
    /// Address from the site's root.
    pub address: Box<str>,
    /// Path shown in messages.
    pub shown: Arc<str>,
    /// Content.
    pub bytes: Cow<'static, [u8]>,
}

/// A theme, ready to render.
#[derive(Clone)]
pub struct Theme {
    tera: Tera,
    words: Words,
    files: Vec<StaticFile>,
    print: Vec<ThemeFile>,
    shown: BTreeMap<Box<str>, Arc<str>>,
    hash: u64,
}

impl std::fmt::Debug for Theme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Theme").field("hash", &self.hash).finish_non_exhaustive()
    }
}

/// Builds a theme; `None` after a fault, which is reported. `files` overlay each other: later ones win.
pub fn build(files: Vec<ThemeFile>, lang: Lang, report: &mut Report) -> Option<Theme> {
    let mut by_path: BTreeMap<Box<str>, ThemeFile> = BTreeMap::new();
    let mut texts: BTreeMap<Box<str>, Vec<ThemeFile>> = BTreeMap::new();
    for file in files {
        // Words overlay each other one by one: who changes one need not copy the rest.
        match file.path.strip_prefix("i18n/") {
            Some(name) => texts.entry(name.into()).or_default().push(file),
            None => drop(by_path.insert(file.path.clone(), file)),
        }
    }
    let mut hash = Xxh3::new();
    let mut templates = Vec::new();
    let mut statics = Vec::new();
    let mut print = Vec::new();
    let mut shown = BTreeMap::new();
    for file in texts.values().flatten().chain(by_path.values()) {
        hash.update(file.path.as_bytes());
        hash.update(&(file.bytes.len() as u64).to_le_bytes());
        hash.update(&file.bytes);
    }
    for (path, file) in &by_path {
        if let Some(name) = path.strip_prefix("templates/") {
            shown.insert(name.into(), Arc::clone(&file.shown));
            match std::str::from_utf8(&file.bytes) {
                Ok(text) => templates.push((name, text)),
                Err(_) => report.add(Diagnostic::new(&codes::NOT_TEXT, Place::file(&file.shown))),
            }
        } else if let Some(name) = path.strip_prefix("static/") {
            statics.push(StaticFile {
                address: static_address(name, &file.bytes),
                shown: Arc::clone(&file.shown),
                bytes: file.bytes.clone(),
            });
        } else if path.starts_with("print/") {
            print.push(file.clone());
        }
    }
    let words = words::read(&texts, lang, report)?;
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".html", ".xml"]);
    tera.register_filter("whole", prose::whole);
    if let Err(error) = tera.add_raw_templates(templates) {
        report.add(diagnose(&error, &shown, "base.html"));
        return None;
    }
    Some(Theme { tera, words, files: statics, print, shown, hash: hash.digest() })
}

/// Stylesheets and scripts get a hash into their name, so that they can be cached for ever.
fn static_address(name: &str, bytes: &[u8]) -> Box<str> {
    match name.rsplit_once('.') {
        Some((stem, extension @ ("css" | "js"))) => {
            let hash = xxh3_64(bytes) & 0xffff_ffff;
            format!("assets/{stem}-{hash:08x}.{extension}").into()
        }
        Some(_) | None => format!("assets/{name}").into(),
    }
}

impl Theme {
    /// Returns the words.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// Returns the files that go into the site as they are.
    pub fn files(&self) -> &[StaticFile] {
        &self.files
    }

    /// Returns the files that papers are set with (`print/…`): templates, layouts, fonts; in the order of paths.
    pub fn print(&self) -> &[ThemeFile] {
        &self.print
    }

    /// Returns the address of a static file by its name without hash: `css/so-tay.css`.
    pub fn file(&self, name: &str) -> Option<&str> {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        self.files.iter().map(|file| file.address.as_ref()).find(|address| {
            let address = address.strip_prefix("assets/").unwrap_or(address);
            address == name
                || address
                    .strip_prefix(stem)
                    .and_then(|rest| rest.strip_prefix('-'))
                    .and_then(|rest| rest.split_once('.'))
                    .is_some_and(|(_, end)| end == extension)
        })
    }

    /// Returns the hash of all files.
    pub fn hash(&self) -> u64 {
        self.hash
    }

    /// Returns what every template sees besides its own values.
    pub fn global(&mut self) -> &mut Context {
        self.tera.global_context()
    }

    /// Renders a template whose text goes into others.
    pub fn text(&self, template: &str, context: &Context) -> Result<String, Box<Diagnostic>> {
        self.tera.render(template, context).map_err(|error| Box::new(diagnose(&error, &self.shown, template)))
    }

    /// Renders a template into bytes. The place of a fault is in the theme.
    pub fn render(&self, template: &str, context: &Context, out: &mut Vec<u8>) -> Result<(), Box<Diagnostic>> {
        self.tera.render_to(template, context, out).map_err(|error| Box::new(diagnose(&error, &self.shown, template)))
    }
}

/// Turns a template error into a diagnostic at the template's line; the message of the engine names
/// the variables at hand.
fn diagnose(error: &tera::Error, shown: &BTreeMap<Box<str>, Arc<str>>, template: &str) -> Diagnostic {
    let file = |name: &str| shown.get(name).map_or_else(|| Arc::from(format!("templates/{name}")), Arc::clone);
    #[expect(clippy::wildcard_enum_match_arm, reason = "the kinds are the library's; only two have a place")]
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = report.span();
            let span = Span::new(span.range.start, span.range.end);
            Diagnostic::new(&codes::TEMPLATE, Place::at(&file(report.filename()), span))
                .with("problem", report.message().trim_end_matches('.'))
        }
        other => Diagnostic::new(&codes::TEMPLATE, Place::file(&file(template))).with("problem", other.to_string()),
    }
}
