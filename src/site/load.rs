//! From the folder to a linked and checked handbook.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use bytes::Bytes;
use xxhash_rust::xxh3::xxh3_64;

use crate::check;
use crate::diagnostic::{Diagnostic, Report, SourceFile};
use crate::link::{self, Around, Asset, Handbook};
use crate::model::settings::Limits;
use crate::model::wording::Wording;
use crate::model::{self, Defaults, Document, Kind, KindName, Settings};
use crate::source::{self, Entry, SourceError, Stamp, Tree};
use crate::text::similar;
use crate::text::words::Lexicon;
use crate::theme::{self, Theme};
use crate::yaml::Step;

use super::each::{each_with, runs};
use super::memory::Input;
use super::reader::Reader;
use super::shelf::{Known, PageHead};
use super::{Options, SiteError, dry, fonts};

/// Largest settings file, in bytes.
const SETTINGS_LIMIT: u64 = 1024 * 1024;

/// The files of a handbook, found but not read.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) settings: Arc<Settings>,
    /// Hash of the settings file and of the options that act on the settings.
    pub(super) settings_hash: u64,
    pub(super) tree: Tree,
    /// Every input with its stamp, the settings first, then the pages.
    pub(super) inputs: Vec<Input>,
    /// When they were found, as stamps count time.
    at: u64,
}

impl Found {
    /// Returns what is found now if nothing but pages and theme files was touched, which costs far less than a walk.
    pub(super) fn renewed(&self, root: &Path, touched: &BTreeSet<PathBuf>) -> Option<Self> {
        let at = Stamp::now(SystemTime::now());
        let tree = self.tree.renewed(root, touched)?;
        let inputs = inputs(self.inputs.first()?.stamp, &tree);
        Some(Self { settings: Arc::clone(&self.settings), settings_hash: self.settings_hash, tree, inputs, at })
    }

    /// Adds the pages at these paths that are not on disk.
    pub(super) fn add_pages<'a>(&mut self, root: &Path, paths: impl Iterator<Item = &'a Arc<str>>) {
        let before = self.tree.pages.len();
        for path in paths {
            if let Err(at) = self.tree.pages.binary_search_by(|entry| entry.path.cmp(path)) {
                let disk = root.join(path.as_ref());
                self.tree.pages.insert(at, Entry { path: Arc::clone(path), disk, stamp: Stamp::default() });
            }
        }
        if self.tree.pages.len() > before
            && let Some(settings) = self.inputs.first()
        {
            self.inputs = inputs(settings.stamp, &self.tree);
        }
    }

    /// Returns the inputs as they may be remembered. A file that changed just now may change again
    /// without its time moving on: its stamp is made one that no file has, so that it is read again.
    pub(super) fn settled(&self) -> Vec<Input> {
        let settled = |input: &Input| Input {
            path: Arc::clone(&input.path),
            stamp: if input.stamp.changed + SETTLE < self.at { input.stamp } else { Stamp::default() },
        };
        self.inputs.iter().map(settled).collect()
    }
}

/// Reads `sotay.yaml` with the options that act on it; `None` after a fault.
pub fn settings(options: &Options, report: &mut Report) -> Result<Option<(Settings, u64)>, SiteError> {
    let entry = source::settings(&options.root)?;
    let file = match source::text(&entry, SETTINGS_LIMIT)? {
        Ok(file) => file,
        Err(diagnostic) => {
            report.add(*diagnostic);
            return Ok(None);
        }
    };
    let mut diagnostics = Vec::new();
    let settings = model::read_settings(&file, &mut diagnostics);
    report.extend(diagnostics);
    let Some(mut settings) = settings else { return Ok(None) };
    if let Some(base) = &options.base_url {
        settings.base_url = Some(base.clone());
    }
    let hash = xxh3_64(format!("{:?}\n{}", settings.base_url, file.raw()).as_bytes());
    Ok(Some((settings, hash)))
}

/// Finds settings and files; `None` after a fault in the settings. The pages' own faults are
/// reported all the same, as far as they do not depend on the settings.
pub(super) fn find(options: &Options, report: &mut Report) -> Result<Option<Found>, SiteError> {
    let stamp = source::settings(&options.root)?.stamp;
    let Some((settings, settings_hash)) = settings(options, report)? else {
        let stand_in = Arc::new(Settings::titled(""));
        let tree = walk(options, &stand_in.limits, report)?;
        for page in pages(&tree.pages, &stand_in, &Known::default(), options.jobs)? {
            report.extend(page.diagnostics.into_iter().filter(|d| !model::rests_on_settings(d.code)));
        }
        return Ok(None);
    };
    let at = Stamp::now(SystemTime::now());
    let tree = walk(options, &settings.limits, report)?;
    let inputs = inputs(stamp, &tree);
    Ok(Some(Found { settings: Arc::new(settings), settings_hash, tree, inputs, at }))
}

/// Walks the handbook's folder. What is asked of each file is asked on all threads.
fn walk(options: &Options, limits: &Limits, report: &mut Report) -> Result<Tree, SourceError> {
    let listed = source::list(&options.root, limits, report)?;
    let found = runs(options.jobs, &listed, |files| source::ask(files, &options.root));
    source::tree(found, limits, report)
}

fn inputs(settings: Stamp, tree: &Tree) -> Vec<Input> {
    let mut inputs = vec![Input { path: Arc::from("sotay.yaml"), stamp: settings }];
    let entries = tree.pages.iter().chain(&tree.assets).chain(&tree.themes);
    inputs.extend(entries.map(|entry| Input { path: Arc::clone(&entry.path), stamp: entry.stamp }));
    inputs
}

/// Nanoseconds after which a file's time can be trusted: file systems count in ticks of some milliseconds.
const SETTLE: u64 = 20_000_000;

/// A page, read or remembered.
#[derive(Debug, Clone)]
pub(super) struct ReadPage {
    pub(super) document: Arc<Document>,
    /// The body, encoded, if the file was read now.
    pub(super) body: Option<Bytes>,
    pub(super) defaults: Defaults,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// What the memory holds of it, if it is still good.
    pub(super) known: Option<PageHead>,
}

/// Reads all pages; `known` holds what is remembered, by path.
pub(super) fn pages(
    entries: &[Entry],
    settings: &Settings,
    known: &Known<'_>,
    jobs: usize,
) -> Result<Vec<ReadPage>, SourceError> {
    pages_by(entries, jobs, known.lexicon(), |entry, defaults, reader| one(entry, defaults, settings, known, reader))
}

/// Gives each page what the sections above it say, and lets `read` read it; its words are numbered by a lexicon.
pub(super) fn pages_by(
    entries: &[Entry],
    jobs: usize,
    lexicon: &Arc<Lexicon>,
    read: impl Fn(&Entry, Defaults, &mut Reader) -> Result<ReadPage, SourceError> + Sync,
) -> Result<Vec<ReadPage>, SourceError> {
    let is_section = |entry: &Entry| entry.path.ends_with("/_index.md");
    // Sections first: they say what kind their pages are.
    let sections: Vec<&Entry> = entries.iter().filter(|entry| is_section(entry)).collect();
    let reader = || Reader::new(lexicon);
    let sections = each_with(jobs, &sections, reader, |reader, _, entry| read(entry, Defaults::default(), reader))
        .into_iter()
        .collect::<Result<Vec<_>, _>>()?;
    let kinds: BTreeMap<&str, Defaults> = sections
        .iter()
        .filter_map(|page| {
            let Kind::Section(section) = &page.document.kind else { return None };
            section.pages.map(|kind| (page.document.folder(), Defaults { kind: Some(kind) }))
        })
        .collect();
    let read_pages = each_with(jobs, entries, reader, |reader, _, entry| {
        (!is_section(entry)).then(|| read(entry, nearest(&kinds, &entry.path), reader)).transpose()
    })
    .into_iter()
    .collect::<Result<Vec<_>, _>>()?;
    drop(kinds);
    let mut sections = sections.into_iter();
    Ok(read_pages.into_iter().filter_map(|page| page.or_else(|| sections.next())).collect())
}

/// What the nearest section above a file says.
fn nearest(kinds: &BTreeMap<&str, Defaults>, path: &str) -> Defaults {
    let mut folder = path.strip_prefix("content/").unwrap_or(path);
    while let Some((above, _)) = folder.rsplit_once('/') {
        if let Some(defaults) = kinds.get(above) {
            return *defaults;
        }
        folder = above;
    }
    kinds.get("").copied().unwrap_or_default()
}

/// Reads a page; `known` holds what is remembered, by path.
pub(super) fn one(
    entry: &Entry,
    defaults: Defaults,
    settings: &Settings,
    known: &Known<'_>,
    reader: &mut Reader,
) -> Result<ReadPage, SourceError> {
    if let Some(page) = known.page(&entry.path)
        && page.stamp == entry.stamp
        && page.defaults == defaults
        && let Some((document, diagnostics)) = known.read(page)
    {
        return Ok(ReadPage { document: Arc::new(document), body: None, defaults, diagnostics, known: Some(*page) });
    }
    fresh(entry, defaults, settings, reader)
}

/// Reads a page whatever is remembered.
pub(super) fn fresh(
    entry: &Entry,
    defaults: Defaults,
    settings: &Settings,
    reader: &mut Reader,
) -> Result<ReadPage, SourceError> {
    Ok(match source::text(entry, u64::from(settings.limits.page_kb) * 1024)? {
        Ok(file) => text(&file, defaults, settings, reader),
        Err(diagnostic) => {
            let document = Arc::new(model::stand_in(&entry.path));
            ReadPage { document, body: None, defaults, diagnostics: vec![*diagnostic], known: None }
        }
    })
}

/// Reads a page's text.
pub(super) fn text(file: &SourceFile, defaults: Defaults, settings: &Settings, reader: &mut Reader) -> ReadPage {
    let mut read = model::read(file, defaults, settings);
    read.document.wording = Wording::of(&read.document, &read.body, &mut reader.words);
    read.diagnostics.extend(check::file(file, &read.document, &read.body, settings));
    let body = Some(reader.encode(&read.body));
    ReadPage { document: Arc::new(read.document), body, defaults, diagnostics: read.diagnostics, known: None }
}

/// Links and checks what was read; what was wrong with single pages was said.
pub(super) fn linked(found: &Found, pages: &[ReadPage], options: &Options, report: &mut Report) -> Handbook {
    let documents = pages.iter().map(|page| Arc::clone(&page.document)).collect();
    let handbook = link::link(documents, options.drafts, around(found, options), report);
    check::handbook(&handbook, report);
    handbook
}

/// Links and checks what was read; all that is wrong goes to `report`.
pub(super) fn handbook(found: &Found, pages: &[ReadPage], options: &Options, report: &mut Report) -> Handbook {
    report.extend(pages.iter().flat_map(|page| page.diagnostics.iter().cloned()));
    linked(found, pages, options, report)
}

/// Returns what surrounds the documents of a handbook.
pub(super) fn around(found: &Found, options: &Options) -> Around {
    let asset = |entry: &Entry| Asset {
        path: entry.path.as_ref().into(),
        stamp: xxh3_64(format!("{:?}", entry.stamp).as_bytes()),
    };
    let assets = found.tree.assets.iter().map(asset).collect();
    Around { assets, settings: Arc::clone(&found.settings), date: options.date }
}

/// Builds the theme: the embedded one with the handbook's own files over it.
pub(super) fn theme(found: &Found, report: &mut Report) -> Result<Option<Theme>, SiteError> {
    let name = &found.settings.theme;
    let own = source::theme(&found.tree.themes, name)?;
    if own.is_empty() && name != "so-tay" {
        let names: Vec<&str> = found.tree.themes.iter().filter_map(|entry| entry.path.split('/').nth(1)).collect();
        let near = similar::closest(name, names.into_iter().chain(["so-tay"]));
        let place = found.settings.place(&[Step::Key("theme")]);
        report.add(Diagnostic::new(&source::NO_THEME, place).with("name", name).with_some("near", near));
        return Ok(None);
    }
    let mut files = theme::embedded();
    files.extend(own);
    files.extend(fonts::installed(&found.settings, report));
    Ok(theme::build(files, found.settings.language, report))
}

/// A handbook, loaded, linked and checked.
#[derive(Debug)]
pub struct Loaded {
    /// The handbook.
    pub handbook: Handbook,
    /// What is wrong with it, in a stable order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Loads a handbook without writing anything; `Err` holds the diagnostics of settings that cannot
/// be used.
pub fn load(options: &Options) -> Result<Result<Loaded, Vec<Diagnostic>>, SiteError> {
    let mut report = Report::new();
    let Some(found) = find(options, &mut report)? else { return Ok(Err(report.sorted())) };
    let pages = pages(&found.tree.pages, &found.settings, &Known::default(), options.jobs)?;
    let handbook = handbook(&found, &pages, options, &mut report);
    Ok(Ok(Loaded { handbook, diagnostics: report.sorted() }))
}

/// Checks a handbook as a build would, templates included, and writes nothing.
pub fn check(options: &Options) -> Result<Vec<Diagnostic>, SiteError> {
    let mut report = Report::new();
    let Some(found) = find(options, &mut report)? else { return Ok(report.sorted()) };
    let pages = pages(&found.tree.pages, &found.settings, &Known::default(), options.jobs)?;
    let handbook = handbook(&found, &pages, options, &mut report);
    let theme = theme(&found, &mut report)?;
    // A handbook with faults has stand-ins in it: only a sound one says something about templates.
    if let Some(mut theme) = theme.filter(|_| !report.has_errors()) {
        dry::dry(&found, &pages, &handbook, &mut theme, options.jobs, &mut report)?;
    }
    Ok(report.sorted())
}

/// Returns the paths of the handbook's own theme files, sorted.
pub fn theme_files(options: &Options, settings: &Settings) -> Result<Vec<String>, SiteError> {
    let tree = walk(options, &settings.limits, &mut Report::new())?;
    let prefix = format!("themes/{}/", settings.theme);
    Ok(tree.themes.iter().filter_map(|entry| entry.path.strip_prefix(prefix.as_str())).map(str::to_owned).collect())
}

/// Returns the archetype of a kind: the handbook's own, else the embedded one.
pub(super) fn archetype(options: &Options, settings: &Settings, kind: KindName) -> Result<String, SiteError> {
    let tree = walk(options, &settings.limits, &mut Report::new())?;
    let mut files = theme::embedded();
    files.extend(source::theme(&tree.themes, &settings.theme)?);
    let path = format!("archetypes/{}.md", kind.key());
    let file = files.into_iter().rev().find(|file| file.path.as_ref() == path);
    Ok(file.map(|file| String::from_utf8_lossy(&file.bytes).into_owned()).unwrap_or_default())
}
