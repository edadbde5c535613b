//! A build: what changed is made, the rest stays, and the site is whole at every instant.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use crate::diagnostic::{Diagnostic, Report};
use crate::link::is_shown;
use crate::model::Document;
use crate::output::{self, OutputError, RealDisk, Site, Spare};
use crate::render::search::Cells;
use crate::source::Stamp;
use crate::text::words::Lexicon;

use super::each::{awaiting, beside, each};
use super::load::{self, Found, ReadPage};
use super::memory::{self, Index, Key, Known, Made, Memory, Notes, PageHead, Remembered};
use super::render::{self, Counted, Old, Rendered};
use super::store::{Bodies, Store};
use super::{Options, SiteError, fonts};

/// What a build did.
#[derive(Debug, Default)]
pub struct Built {
    /// What is wrong with the content, in a stable order.
    pub diagnostics: Vec<Diagnostic>,
    /// The site is in place; `false`: faults stopped it and the old site stands as it was.
    pub published: bool,
    /// Papers that could not be made; the site is in place without them.
    pub unmade: usize,
    /// Files of the site.
    pub files: usize,
    /// Files written.
    pub written: usize,
    /// Files removed.
    pub removed: usize,
    /// The machine's own font that papers are set in, if they are.
    pub font: Option<Arc<str>>,
}

/// Builds the site.
pub fn build(options: &Options) -> Result<Built, SiteError> {
    let target = options.output();
    guard(&options.root, &target)?;
    let workshop = output::workshop(&target);
    let _lock = lock(&workshop)?;
    let site = Site::open(&RealDisk, &target)?;
    let memory = Memory::new(&workshop);
    let mut report = Report::new();
    let Some(found) = load::find(options, &mut report)? else { return Ok(refused(report)) };
    let key = Key { program: program(), settings: found.settings_hash, date: options.date, drafts: options.drafts };
    // What was remembered belongs to a site; without one it is not believed.
    let index = if site.is_fresh() { None } else { memory.index() };
    let index = index.filter(|index| index.key.program == key.program && index.key.settings == key.settings);
    if let Some(index) = &index
        && report.iter().next().is_none()
        && let Some(built) = unchanged(index, &key, &found, &site, options)
    {
        return Ok(built);
    }
    let made: Vec<(&str, Stamp)> =
        index.iter().flat_map(|index| &index.made).map(|made| (made.address.as_ref(), made.stamp)).collect();
    let prepare = || site.prepare(&made);
    let ready = match make(options, &site, &memory, index.as_ref(), &found, prepare, &mut report) {
        Ok(Some(ready)) => ready,
        stopped => {
            site.abandon();
            return stopped.map(|_| refused(report));
        }
    };
    let diagnostics = report.sorted();
    let (pages, rendered) = (ready.pages, ready.rendered);
    let staged: Vec<bool> = rendered.outcomes.iter().map(|outcome| outcome.staged).collect();
    let (made, notes): (Vec<Made>, Vec<Notes>) =
        rendered.outcomes.into_iter().map(|outcome| (outcome.made, outcome.notes)).unzip();
    let index = Index::new(key, rendered.frame, found.settled(), made, rendered.unmade, &diagnostics);
    let (kept, published) = beside(
        || remember(&memory, &index, &pages, &notes, (&ready.lexicon, &rendered.words), options.jobs),
        || publish(&site, &index.made, &staged, ready.spare.as_ref()),
    );
    let (written, removed) = published?;
    // A memory that cannot be kept is no fault of the build.
    let _ = kept.and_then(|()| memory.believe());
    let (files, unmade) = (index.made.len(), index.unmade.len());
    // A program ends with its build: to give all this back piece by piece would only keep people waiting.
    std::mem::forget((pages, index, notes));
    Ok(Built { files, unmade, published: true, written, removed, font: ready.font, diagnostics })
}

/// A build that is ready to be put in place.
struct Ready {
    pages: Vec<ReadPage>,
    /// What their words are numbers of.
    lexicon: Arc<Lexicon>,
    rendered: Rendered,
    spare: Option<Spare>,
    font: Option<Arc<str>>,
}

/// Reads, links, checks and stages what changed; `None` after a fault, which is reported. The other side of the site is
/// prepared meanwhile.
fn make(
    options: &Options,
    site: &Site<'_>,
    memory: &Memory,
    index: Option<&Index>,
    found: &Found,
    prepare: impl FnOnce() -> Option<Spare> + Send,
    report: &mut Report,
) -> Result<Option<Ready>, SiteError> {
    let details = index.and_then(|_| memory.details()).unwrap_or_default();
    let known = Known::new(index, details.pages, details.file, details.lexicon);
    let make = || {
        let mut pages = load::pages(&found.tree.pages, &found.settings, &known, options.jobs)?;
        let counted = counting(&pages, &known, details.words, options.drafts);
        awaiting(counted, |counted| -> Result<Option<Ready>, SiteError> {
            let handbook = load::handbook(found, &pages, options, report);
            let theme = load::theme(found, report)?;
            let Some(mut theme) = theme.filter(|_| !stops(report, options)) else { return Ok(None) };
            let old = Old {
                frame: index.map_or(0, |index| index.frame),
                unmade: index.map(|index| index.unmade.as_slice()).unwrap_or_default(),
                made: index
                    .iter()
                    .flat_map(|index| index.made.iter().enumerate())
                    .map(|(at, made)| (made.address.as_ref(), (made, details.notes.get(at))))
                    .collect(),
            };
            let bodies = Bodies::take(&mut pages);
            let store = Store { found, pages: &pages, bodies: &bodies, is_in_order: false };
            let made = render::all(store, &handbook, counted, &mut theme, options, site, &old, report)?;
            let Some(mut rendered) = made else { return Ok(None) };
            let stopped = stops(report, options) || (options.strict && !rendered.faults.is_empty());
            report.extend(rendered.faults.drain(..));
            let (lexicon, font) = (Arc::clone(known.lexicon()), fonts::used(theme.print()));
            Ok((!stopped).then(|| Ready { pages, lexicon, rendered, spare: None, font }))
        })
    };
    let (spare, ready) = beside(prepare, make);
    Ok(ready?.map(|ready| Ready { spare, ..ready }))
}

/// Returns the work of counting the words of the pages that are shown.
fn counting<'a>(
    pages: &[ReadPage],
    before: &'a Known<'a>,
    words: Vec<u8>,
    drafts: bool,
) -> impl FnOnce() -> Counted + Send + use<'a> {
    let shown = pages.iter().filter(|page| is_shown(&page.document, drafts));
    let shown: Vec<_> = shown.map(|page| (Arc::clone(&page.document), page.known.is_some())).collect();
    move || {
        let cells = count(&shown, before, &words);
        Counted { kept: memory::encode_words(&cells), cells }
    }
}

/// Counts the words of pages, of which some are known from before. Those of the last build serve again where the same pages
/// stand in the same order: then only pages that changed are counted.
fn count(shown: &[(Arc<Document>, bool)], before: &Known<'_>, words: &[u8]) -> Cells {
    let documents: Vec<&Document> = shown.iter().map(|(document, _)| document.as_ref()).collect();
    let Some(mut words) = memory::decode_words(words).filter(|words| words.fit(&documents)) else {
        return Cells::of(&documents);
    };
    let changed = shown.iter().enumerate().filter(|(_, (_, is_known))| !is_known);
    // What is taken away must be what was counted.
    let exchanged = changed.map(|(number, (document, _))| {
        let old = before.page(&document.path).and_then(|page| before.wording(page))?;
        Some((number, old, &document.wording))
    });
    let Some(exchanged) = exchanged.collect::<Option<Vec<_>>>() else { return Cells::of(&documents) };
    if !exchanged.is_empty() {
        words.exchange(&exchanged);
    }
    words
}

fn stops(report: &Report, options: &Options) -> bool {
    report.has_errors() || (options.strict && report.iter().next().is_some())
}

fn refused(report: Report) -> Built {
    Built { diagnostics: report.sorted(), ..Built::default() }
}

/// Tells whether nothing changed since the last build, and what it said.
fn unchanged(index: &Index, key: &Key, found: &Found, site: &Site<'_>, options: &Options) -> Option<Built> {
    if index.key != *key || index.inputs != found.inputs {
        return None;
    }
    let stand = each(options.jobs, &index.made, |_, made| site.stamp(&made.address) == Some(made.stamp));
    let diagnostics = index.diagnostics()?;
    let sound = stand.into_iter().all(|stands| stands) && (diagnostics.is_empty() || !options.strict);
    sound.then(|| Built {
        diagnostics,
        published: true,
        unmade: index.unmade.len(),
        files: index.made.len(),
        ..Built::default()
    })
}

/// Puts the staged ones of the files that were made in place and takes out what is no longer made.
fn publish(
    site: &Site<'_>,
    made: &[Made],
    staged: &[bool],
    spare: Option<&Spare>,
) -> Result<(usize, usize), OutputError> {
    let mut all: Vec<&str> = made.iter().map(|made| made.address.as_ref()).collect();
    let staged: Vec<&str> =
        all.iter().zip(staged).filter(|(_, staged)| **staged).map(|(address, _)| *address).collect();
    all.sort_unstable();
    let removed: Vec<String> =
        site.listed().into_iter().filter(|address| all.binary_search(&address.as_str()).is_err()).collect();
    site.commit(&staged, &removed, &all, spare)?;
    Ok((staged.len(), removed.len()))
}

/// Pages that are encoded at a time to be remembered: all of them at once would be as much memory as they are.
const BATCH: usize = 1024;

/// Keeps what the next build can use.
fn remember(
    memory: &Memory,
    index: &Index,
    pages: &[ReadPage],
    notes: &[Notes],
    (lexicon, words): (&Lexicon, &[u8]),
    jobs: usize,
) -> io::Result<()> {
    let stamps = index.inputs.iter().skip(1).map(|input| input.stamp);
    let stamped: Vec<(Stamp, &ReadPage)> = stamps.zip(pages).collect();
    let keep = |_, (stamp, page): &(Stamp, &ReadPage)| match &page.known {
        Some(known) => Remembered::Still(*known),
        None => Remembered::new(*stamp, page.defaults, &page.document, &page.diagnostics),
    };
    let kept = stamped.chunks(BATCH).map(|batch| each(jobs, batch, keep));
    let reused = pages.iter().filter_map(|page| page.known.as_ref()).map(PageHead::size).sum();
    memory.keep(index, reused, kept, notes, lexicon, words)
}

/// A hash that changes with every build of the program.
fn program() -> u64 {
    let stamp = std::env::current_exe().and_then(fs::metadata).map(|metadata| Stamp::of(&metadata)).unwrap_or_default();
    xxh3_64(format!("{} {stamp:?}", env!("CARGO_PKG_VERSION")).as_bytes())
}

/// One build at a time for a site: a second one waits.
pub(super) fn lock(workshop: &Path) -> Result<fs::File, SiteError> {
    let path = workshop.join("lock");
    let failed = |source| SiteError::Lock { path: path.clone(), source };
    fs::create_dir_all(workshop).map_err(failed)?;
    let file = fs::OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
    file.lock().map_err(failed)?;
    Ok(file)
}

/// Refuses an output folder that holds the handbook, or that its sources lie around.
fn guard(root: &Path, target: &Path) -> Result<(), SiteError> {
    let Ok(root) = fs::canonicalize(root) else { return Ok(()) };
    let target = real(target);
    let inside_source = ["content", "themes"].iter().any(|folder| target.starts_with(root.join(folder)));
    if root.starts_with(&target) || inside_source {
        return Err(SiteError::OutputHoldsSource(target));
    }
    Ok(())
}

/// The path as far as it exists, links followed; the rest as it is.
fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut missing = PathBuf::new();
    let mut at = absolute.as_path();
    loop {
        if let Ok(real) = fs::canonicalize(at) {
            return if missing.as_os_str().is_empty() { real } else { real.join(missing) };
        }
        let (Some(name), Some(parent)) = (at.file_name(), at.parent()) else { return absolute };
        missing = if missing.as_os_str().is_empty() { name.into() } else { Path::new(name).join(&missing) };
        at = parent;
    }
}

/// Removes the site and what builds keep beside it. Returns whether there was anything.
pub fn clean(options: &Options) -> Result<bool, SiteError> {
    let target = options.output();
    guard(&options.root, &target)?;
    let workshop = output::workshop(&target);
    let there = workshop.exists();
    let lock = lock(&workshop)?;
    let removed = output::remove(&RealDisk, &target)?;
    drop(lock);
    let unremovable = |source| SiteError::Lock { path: workshop.clone(), source };
    fs::remove_dir_all(&workshop).map_err(unremovable)?;
    Ok(removed || there)
}
