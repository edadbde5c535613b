//! A handbook that stays in memory while its files change: what was touched is read again, all is linked anew, and a
//! page is made when it is asked for.
//!
//! An [`Edition`] is the handbook as it stood at one time, immutable and shared. [`Live`] makes the next one from the
//! last. A fault never takes away what could be shown: a file at fault is shown as it was read last without one, a
//! theme or settings at fault leave those before in use. A text that is being written may stand for its file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::diagnostic::{Diagnostic, Report, Severity, SourceFile};
use crate::link::{DocumentId, Handbook};
use crate::model::paper::{Format, Sort};
use crate::render::{self, Content, Frame, Job, SharedIndex, Work, search};
use crate::source::Entry;
use crate::text::date::Date;
use crate::text::words::Lexicon;
use crate::theme::{self, Theme};

use super::load::{self, Found, ReadPage};
use super::render::{doubt, source_of};
use super::shelf::Known;
use super::store::supply;
use super::{Options, SiteError};

/// A handbook as it stood at one time. Immutable.
#[derive(Debug)]
pub struct Edition {
    number: u64,
    pub(super) found: Found,
    pub(super) pages: Vec<ReadPage>,
    pub(super) handbook: Handbook,
    pub(super) theme: Theme,
    pub(super) options: Options,
    /// In the order of addresses, but for the files of the search index.
    jobs: Vec<Job>,
    /// The files of the search index in the order of addresses: planned when the first of them is asked for.
    search: OnceLock<Vec<Job>>,
    /// What planning them made.
    index: SharedIndex,
}

/// What is shown at an address.
#[derive(Debug)]
pub enum Shown {
    /// Bytes made now.
    Made(Vec<u8>),
    /// A file beside the content.
    File(Entry),
}

impl Edition {
    /// Returns the handbook.
    pub fn handbook(&self) -> &Handbook {
        &self.handbook
    }

    /// Returns the number of the edition, from 1.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// Returns the papers of the page at a path: what they are called, in which format, and where.
    pub fn papers(&self, path: &str) -> Vec<(String, Format, &str)> {
        let frame = Frame::new(&self.handbook, &self.theme);
        let is_own = |id: DocumentId| self.handbook.document(id).path.as_ref() == path;
        let of = self.jobs.iter().filter_map(|job| {
            let (id, sort, format) = match &job.work {
                Work::Paper(id, name, format) => (*id, name.sort, *format),
                Work::Pack(id) => (*id, Sort::Pack, Format::Zip),
                Work::Page(_)
                | Work::Section(_)
                | Work::Taxonomy(_)
                | Work::Term(..)
                | Work::NotFound
                | Work::Redirect(_)
                | Work::Sitemap
                | Work::Feed
                | Work::Calendar(..)
                | Work::Offline(_)
                | Work::Book(_)
                | Work::Robots
                | Work::SearchPage
                | Work::Search(_)
                | Work::Static(_)
                | Work::Asset(_) => return None,
            };
            is_own(id).then_some((sort, format, job.address.as_str()))
        });
        of.map(|(sort, format, address)| (frame.words().get(sort.word()).to_owned(), format, address)).collect()
    }

    /// Returns what it was asked for with.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Makes what stands at an address; `None` if nothing does, a diagnostic if it cannot be made.
    pub fn make(&self, address: &str) -> Option<Result<Shown, Box<Diagnostic>>> {
        let job = self.job(address)?;
        let frame = self.frame();
        // A file that is no text has no body, and one that went away just now will be missed by the next look.
        let supply = supply(job, &self.found, &self.pages, &self.handbook).unwrap_or_default();
        let artifact = match render::render(job, &supply, &frame) {
            Ok(artifact) => artifact,
            Err(fault) => return Some(Err(fault)),
        };
        match artifact.content {
            Content::Bytes(bytes) => Some(Ok(Shown::Made(bytes))),
            Content::Copy(path) => {
                let assets = &self.found.tree.assets;
                let at = assets.binary_search_by(|entry| entry.path.as_ref().cmp(&path)).ok()?;
                assets.get(at).cloned().map(|entry| Ok(Shown::File(entry)))
            }
        }
    }

    /// Tells whether something stands at an address.
    pub fn has(&self, address: &str) -> bool {
        self.job(address).is_some()
    }

    /// Tells whether an address is that of an official paper, which takes far longer to make than a page.
    pub fn is_paper(&self, address: &str) -> bool {
        self.job(address).is_some_and(|job| job.work.is_paper())
    }

    /// Returns the path of the file that an address comes from.
    pub fn source(&self, address: &str) -> Option<Arc<str>> {
        self.job(address).map(|job| source_of(job, &self.handbook, &self.theme))
    }

    /// Returns the addresses of the theme's style sheets.
    pub fn styles(&self) -> impl Iterator<Item = &str> {
        let is_style = |address: &&str| address.rsplit_once('.').is_some_and(|(_, extension)| extension == "css");
        self.theme.files().iter().map(|file| file.address.as_ref()).filter(is_style)
    }

    fn job(&self, address: &str) -> Option<&Job> {
        let jobs = if search::holds(address) {
            self.search.get_or_init(|| sorted(search::jobs(&self.frame())))
        } else {
            &self.jobs
        };
        let at = jobs.binary_search_by(|job| job.address.as_str().cmp(address)).ok()?;
        jobs.get(at)
    }

    fn frame(&self) -> Frame<'_> {
        Frame::new(&self.handbook, &self.theme).sharing(&self.index)
    }

    /// A page as it was read, and its file as it was found.
    pub(super) fn page(&self, path: &str) -> Option<(&Entry, &ReadPage)> {
        let at = self.found.tree.pages.binary_search_by(|entry| entry.path.as_ref().cmp(path)).ok()?;
        Some((self.found.tree.pages.get(at)?, self.pages.get(at)?))
    }
}

/// What became of a look at the files.
#[derive(Debug)]
pub struct Look {
    /// The handbook to show; `None` while there has never been one.
    pub edition: Option<Arc<Edition>>,
    /// What is wrong, in a stable order.
    pub diagnostics: Vec<Diagnostic>,
}

/// A handbook that follows its files.
#[derive(Debug)]
pub struct Live {
    options: Options,
    edition: Option<Arc<Edition>>,
    /// Last readings without a fault of the files that have one now.
    sound: BTreeMap<Arc<str>, ReadPage>,
    theme: Option<Kept>,
    /// Texts that stand for their files, by path.
    texts: BTreeMap<Arc<str>, Arc<SourceFile>>,
    /// What the words of all pages are numbers of.
    lexicon: Arc<Lexicon>,
    /// Paths whose text came, changed or went since the last look.
    rewritten: BTreeSet<Arc<str>>,
    /// The last look came to its end.
    whole: bool,
    /// The last walk met nothing worth saying, so that it need not be walked again to say it.
    plain: bool,
}

/// The theme in use.
#[derive(Debug)]
struct Kept {
    theme: Theme,
    /// What is wrong with the theme's files since then.
    diagnostics: Vec<Diagnostic>,
}

impl Live {
    /// Returns a handbook that was not looked at yet.
    pub fn new(options: Options) -> Self {
        Self {
            options,
            edition: None,
            sound: BTreeMap::new(),
            theme: None,
            texts: BTreeMap::new(),
            lexicon: Arc::default(),
            rewritten: BTreeSet::new(),
            whole: false,
            plain: false,
        }
    }

    /// Lets a text stand for the page at a path, which need not be on disk; with `None` the file counts again.
    pub fn put(&mut self, path: &Arc<str>, text: Option<Arc<SourceFile>>) {
        self.rewritten.insert(Arc::clone(path));
        match text {
            Some(text) => self.texts.insert(Arc::clone(path), text),
            None => self.texts.remove(path),
        };
    }

    /// Goes on on another day.
    pub fn on(&mut self, date: Date) {
        self.options.date = date;
    }

    /// Looks at the files. `touched` holds the files that may have changed though their size and time did not.
    /// `None`: nothing changed since the last look.
    pub fn look(&mut self, touched: &BTreeSet<PathBuf>) -> Result<Option<Look>, SiteError> {
        let mut report = Report::new();
        let whole = std::mem::take(&mut self.whole);
        let old = self.edition.clone();
        let old = old.as_deref();
        let renewed = old.filter(|_| whole && self.plain && !touched.is_empty());
        let mut found = if let Some(found) = renewed.and_then(|old| old.found.renewed(&self.options.root, touched)) {
            found
        } else {
            let Some(found) = load::find(&self.options, &mut report)? else {
                return Ok(Some(Look { edition: self.edition.clone(), diagnostics: report.sorted() }));
            };
            self.plain = report.iter().next().is_none();
            found
        };
        found.add_pages(&self.options.root, self.texts.keys());
        let rewritten = std::mem::take(&mut self.rewritten);
        let same_settings = old.is_some_and(|old| old.found.settings_hash == found.settings_hash);
        let same_day = old.is_some_and(|old| old.handbook.date() == self.options.date);
        let same_files = same_settings && same_day && old.is_some_and(|old| old.found.inputs == found.inputs);
        if whole && same_files && touched.is_empty() && rewritten.is_empty() {
            self.whole = true;
            return Ok(None);
        }
        let mut pages =
            load::pages_by(&found.tree.pages, self.options.jobs, &self.lexicon, |entry, defaults, reader| {
                if let Some(text) = self.texts.get(&entry.path) {
                    return Ok(load::text(text, defaults, &found.settings, reader));
                }
                let is_touched = touched.contains(&entry.disk) || rewritten.contains(&entry.path);
                let known = old.filter(|_| same_settings && !is_touched);
                match known.and_then(|old| old.page(&entry.path)) {
                    Some((before, page)) if before.stamp == entry.stamp && page.defaults == defaults => {
                        Ok(page.clone())
                    }
                    _ => load::one(entry, defaults, &found.settings, &Known::default(), reader),
                }
            })?;
        self.hold(&mut pages, old);
        let same_theme = old.is_some_and(|old| same_theme(&old.found, &found, touched));
        if let Some(old) = old
            && whole
            && same_files
            && same_theme
            && old.pages.iter().zip(&pages).all(|(a, b)| same_page(a, b))
        {
            self.whole = true;
            return Ok(None);
        }
        let handbook = load::handbook(&found, &pages, &self.options, &mut report);
        let Some(mut theme) = self.theme(&found, same_theme, &mut report)? else {
            return Ok(Some(Look { edition: self.edition.clone(), diagnostics: report.sorted() }));
        };
        render::html::prepare(&mut theme, &handbook);
        let frame = Frame::new(&handbook, &theme);
        let jobs = render::jobs_but_search(&frame);
        doubt(&jobs, &frame, &mut report);
        let jobs = sorted(jobs);
        let edition = Arc::new(Edition {
            number: old.map_or(0, Edition::number) + 1,
            found,
            pages,
            handbook,
            theme,
            options: self.options.clone(),
            jobs,
            search: OnceLock::new(),
            index: SharedIndex::default(),
        });
        self.edition = Some(Arc::clone(&edition));
        self.whole = true;
        let mut diagnostics = report.sorted();
        diagnostics.retain(|diagnostic| self.is_said_of_now(diagnostic, &edition));
        Ok(Some(Look { edition: Some(edition), diagnostics }))
    }

    /// Tells whether a diagnostic is about what stands there now: of a text whose last sound reading stands in for it
    /// the places have moved, so that only its own reading says anything.
    fn is_said_of_now(&self, diagnostic: &Diagnostic, edition: &Edition) -> bool {
        let path = &diagnostic.place.path;
        !self.texts.contains_key(path)
            || !self.sound.contains_key(path)
            || edition.page(path).is_none_or(|(_, page)| page.diagnostics.contains(diagnostic))
    }

    /// Puts the last sound reading of each file at fault in its place; what is wrong with it stays said. A text that
    /// stands for its file is shown to nobody, so it counts as it is while its front matter can be read.
    fn hold(&mut self, pages: &mut [ReadPage], old: Option<&Edition>) {
        let mut sound = BTreeMap::new();
        let is_good = |page: &ReadPage| {
            if self.texts.contains_key(&page.document.path) { !page.document.broken } else { is_sound(page) }
        };
        for page in pages.iter_mut().filter(|page| !is_good(page)) {
            let path = Arc::clone(&page.document.path);
            let before = old.and_then(|old| old.page(&path)).map(|(_, page)| page).filter(|page| is_good(page));
            let Some(good) = before.or_else(|| self.sound.get(&path)).cloned() else { continue };
            page.document = Arc::clone(&good.document);
            page.body.clone_from(&good.body);
            sound.insert(path, good);
        }
        self.sound = sound;
    }

    /// Returns the theme; one at fault leaves the one before in use, and at first the embedded one.
    fn theme(&mut self, found: &Found, same: bool, report: &mut Report) -> Result<Option<Theme>, SiteError> {
        if !same || self.theme.is_none() {
            let mut faults = Report::new();
            let theme = load::theme(found, &mut faults)?;
            let before = self.theme.take().map(|kept| kept.theme);
            let embedded = || theme::build(theme::embedded(), found.settings.language, &mut Report::new());
            self.theme = theme.or(before).or_else(embedded).map(|theme| Kept { theme, diagnostics: faults.sorted() });
        }
        report.extend(self.theme.iter().flat_map(|kept| kept.diagnostics.iter().cloned()));
        Ok(self.theme.as_ref().map(|kept| kept.theme.clone()))
    }
}

fn sorted(mut jobs: Vec<Job>) -> Vec<Job> {
    jobs.sort_by(|a, b| a.address.cmp(&b.address));
    jobs.dedup_by(|a, b| a.address == b.address);
    jobs
}

fn is_sound(page: &ReadPage) -> bool {
    !page.diagnostics.iter().any(|diagnostic| diagnostic.code.severity == Severity::Error)
}

fn same_page(a: &ReadPage, b: &ReadPage) -> bool {
    (Arc::ptr_eq(&a.document, &b.document) || a.document.hash == b.document.hash) && a.diagnostics == b.diagnostics
}

/// Tells whether the theme's files and what is said about it in the settings are the same.
fn same_theme(old: &Found, new: &Found, touched: &BTreeSet<PathBuf>) -> bool {
    let of = |entry: &Entry| (Arc::clone(&entry.path), entry.stamp);
    let is_touched = |disk: &Path| touched.contains(disk);
    old.settings.theme == new.settings.theme
        && old.settings.language == new.settings.language
        && old.tree.themes.iter().map(of).eq(new.tree.themes.iter().map(of))
        && !new.tree.themes.iter().any(|entry| is_touched(&entry.disk))
}
