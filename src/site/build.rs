//! A build: what changed is made, the rest stays, and the site is whole at every instant.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use crate::diagnostic::{Diagnostic, Report};
use crate::output::{self, OutputError, RealDisk, Site, Spare};
use crate::source::Stamp;
use crate::text::named::Texts;

use super::each::{beside, each};
use super::load::{self, Found};
use super::make::{Ground, Page, Ready, make, standing};
use super::memory::{Index, Key, Kit, Made, Memory, Notes};
use super::shelf::{Known, Remembered};
use super::{Options, SiteError};

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
    // What was remembered belongs to a site; without one it is not believed.
    let remembered = || if site.is_fresh() { None } else { memory.index() };
    let (index, found) = beside(remembered, || load::find(options, &mut report));
    let Some(found) = found? else { return Ok(refused(report)) };
    let key = Key { program: program(), settings: found.settings_hash, date: options.date, drafts: options.drafts };
    let index = index.filter(|index| index.key.program == key.program && index.key.settings == key.settings);
    if let Some(index) = &index
        && report.iter().next().is_none()
        && let Some(built) = unchanged(index, &key, &found, &site, options)
    {
        std::mem::forget((found, index));
        return Ok(built);
    }
    let made: Vec<(&str, Stamp)> =
        index.iter().flat_map(|index| &index.made).map(|made| (made.address.as_ref(), made.stamp)).collect();
    let begin = || {
        let details = index.as_ref().and_then(|index| memory.details(index)).unwrap_or_default();
        let paths = index.iter().flat_map(|index| index.inputs.iter().skip(1)).map(|input| input.path.as_ref());
        let pages = paths.zip(details.pages.iter().copied()).collect();
        let known = Known::new(pages, details.file.clone(), details.lexicon.clone());
        let (index, details, known) = (index.as_ref(), &details, &known);
        make(Ground { options, site: &site, found: &found, key: &key, index, details, known }, &memory, &mut report)
    };
    // The other side of the site is prepared meanwhile.
    let (spare, ready) = beside(|| site.prepare(&made), begin);
    let ready = match ready {
        Ok(Some(ready)) => ready,
        stopped => {
            site.abandon();
            return stopped.map(|_| refused(report));
        }
    };
    let diagnostics = report.sorted();
    let Ready { pages, mut rendered, .. } = ready;
    rendered.outcomes.sort_unstable_by(|a, b| a.made.address.cmp(&b.made.address));
    let staged: Vec<bool> = rendered.outcomes.iter().map(|outcome| outcome.staged).collect();
    let (made, notes): (Vec<Made>, Vec<Notes>) =
        rendered.outcomes.into_iter().map(|outcome| (outcome.made, outcome.notes)).unzip();
    let now = Index::new(key.clone(), ready.frame, found.settled(), made, rendered.unmade, &diagnostics);
    let kit = Kit {
        index: &now,
        notes: &notes,
        handbook: &ready.handbook,
        said: &ready.said,
        lexicon: &ready.lexicon,
        words: &rendered.words,
        jobs: &rendered.jobs,
        plan: ready.plan,
    };
    let (kept, published) =
        beside(|| remember(&memory, kit, &pages, options.jobs), || publish(&site, &now.made, &staged, spare.as_ref()));
    let (written, removed) = published?;
    // A memory that cannot be kept is no fault of the build.
    let _ = kept.and_then(|()| memory.believe());
    let (files, unmade) = (now.made.len(), now.unmade.len());
    // A program ends with its build: to give all this back piece by piece would only keep people waiting.
    std::mem::forget(spare);
    std::mem::forget((found, index, pages, now, notes, ready.handbook, rendered.jobs));
    Ok(Built { files, unmade, published: true, written, removed, font: ready.font, diagnostics })
}

fn refused(report: Report) -> Built {
    Built { diagnostics: report.sorted(), ..Built::default() }
}

/// Tells whether nothing changed since the last build, and what it said.
fn unchanged(index: &Index, key: &Key, found: &Found, site: &Site<'_>, options: &Options) -> Option<Built> {
    if index.key != *key || index.inputs != found.inputs {
        return None;
    }
    let stand = standing(index, site, options);
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

/// Puts the staged ones of the files that were made, which come in the order of addresses, in place and takes out what is no
/// longer made.
fn publish(
    site: &Site<'_>,
    made: &[Made],
    staged: &[bool],
    spare: Option<&Spare<'_>>,
) -> Result<(usize, usize), OutputError> {
    let all: Vec<&str> = made.iter().map(|made| made.address.as_ref()).collect();
    let staged: Vec<&str> =
        all.iter().zip(staged).filter(|(_, staged)| **staged).map(|(address, _)| *address).collect();
    let known = Texts::new(all);
    let removed: Vec<String> = site.listed().into_iter().filter(|address| !known.contains(address)).collect();
    site.commit(&staged, &removed, known.all(), spare)?;
    Ok((staged.len(), removed.len()))
}

/// Pages that are encoded at a time to be remembered: all of them at once would be as much memory as they are.
const BATCH: usize = 1024;

/// Keeps what the next build can use.
fn remember(memory: &Memory, kit: Kit<'_>, pages: &[Page], jobs: usize) -> io::Result<()> {
    let stamps = kit.index.inputs.iter().skip(1).map(|input| input.stamp);
    let stamped: Vec<(Stamp, &Page)> = stamps.zip(pages).collect();
    let keep = |_, (stamp, page): &(Stamp, &Page)| match page {
        Page::Still(head) => Remembered::Still(*head),
        Page::New(page) => Remembered::new(*stamp, page.defaults, &page.document, &page.diagnostics),
    };
    let kept = stamped.chunks(BATCH).map(|batch| {
        // Only a page that is new takes time.
        let new = batch.iter().filter(|(_, page)| matches!(page, Page::New(_))).count();
        each(jobs.min(new), batch, keep)
    });
    let still = pages.iter().map(|page| if let Page::Still(head) = page { head.size() } else { 0 });
    memory.keep(kit, still.sum(), kept)
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
