//! A build where nothing changed but texts of pages: what linking found last time still holds, and of the other pages only
//! those are fetched from the memory that a stale artifact shows.
//!
//! Whatever is not sure is left to a build that links anew: this one then says that it cannot.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::diagnostic::{Diagnostic, Report};
use crate::link::{DocumentId, Fetch, Handbook};
use crate::model::Document;
use crate::render::Job;
use crate::render::search::Cells;

use super::SiteError;
use super::each::{awaiting, each_with};
use super::load::{self, ReadPage};
use super::make::{Dressed, Ground, Page, Ready, counted};
use super::memory::{Memory, Plan};
use super::reader::Reader;
use super::render::{Again, Counted};
use super::said::Said;
use super::shelf::PageHead;
use super::store::{Bodies, Glance, Pages, Store, find};

/// A page that was read again, and its document as it was.
struct Changed {
    page: ReadPage,
    before: Document,
}

/// How far such a build came.
pub(super) enum Attempt {
    /// It cannot be done; nothing was reported.
    Impossible,
    /// There was a fault, which is reported.
    Stopped,
    /// It is done.
    Ready(Box<Ready>),
}

/// Builds so.
pub(super) fn again(on: Ground<'_>, memory: &Memory, report: &mut Report) -> Result<Attempt, SiteError> {
    let Some(changed) = changed(on)? else { return Ok(Attempt::Impossible) };
    let Some(recalled) = recall(on, memory, &changed) else { return Ok(Attempt::Impossible) };
    let spoiled = Arc::clone(&recalled.spoiled);
    let mut own = report.clone();
    let attempt = ready(on, changed, recalled, &mut own);
    if spoiled.load(Ordering::Relaxed) {
        on.site.abandon();
        return Ok(Attempt::Impossible);
    }
    let attempt = attempt?;
    if !matches!(attempt, Attempt::Impossible) {
        *report = own;
    }
    Ok(attempt)
}

/// What is taken from the memory.
struct Recalled {
    handbook: Handbook,
    /// What there is to make.
    jobs: Vec<Job>,
    said: Said,
    diagnostics: Vec<Diagnostic>,
    /// A page that was fetched is damaged.
    spoiled: Arc<AtomicBool>,
}

/// Returns the handbook as it was linked last, with the texts of today; `None` where that does not hold any more.
fn recall(on: Ground<'_>, memory: &Memory, changed: &BTreeMap<usize, Changed>) -> Option<Recalled> {
    let read: Vec<(&str, &[Diagnostic])> =
        changed.values().map(|of| (of.page.document.path.as_ref(), of.page.diagnostics.as_slice())).collect();
    let said = on.details.said.but(&read)?;
    let diagnostics = said.diagnostics()?;
    let Plan { linked, jobs } = memory.plan(on.details.plan)?;
    let shown = on.found.tree.pages.iter().zip(0..).filter(|(entry, _)| linked.shows(&entry.path));
    let (paths, heads): (Vec<Arc<str>>, Vec<PageHead>) =
        shown.filter_map(|(entry, number)| Some((Arc::clone(&entry.path), *on.known.at(number)?))).unzip();
    let spoiled = Arc::new(AtomicBool::new(false));
    let fetch = fetch(on, heads, Arc::clone(&spoiled))?;
    let read = changed.values().map(|of| Arc::clone(&of.page.document)).collect();
    let around = load::around(on.found, on.options);
    let handbook = Handbook::again(linked, paths, on.details.gists.clone(), read, fetch, around)?;
    Some(Recalled { handbook, jobs: jobs.into_owned(), said, diagnostics, spoiled })
}

/// Reads the pages again that changed, by number; `None` where more changed than texts of pages.
fn changed(on: Ground<'_>) -> Result<Option<BTreeMap<usize, Changed>>, SiteError> {
    let Ground { found, known, options, .. } = on;
    let Some(index) = on.index.filter(|index| index.key == *on.key) else { return Ok(None) };
    if index.inputs.len() != found.inputs.len() {
        return Ok(None);
    }
    let mut numbers = Vec::new();
    // The settings come first; what they say is part of the key.
    for (number, (before, now)) in index.inputs.iter().zip(&found.inputs).skip(1).enumerate() {
        let is_changed = before.stamp != now.stamp;
        if before.path != now.path || (is_changed && number >= found.tree.pages.len()) {
            return Ok(None);
        }
        numbers.extend(is_changed.then_some(number));
    }
    let other = AtomicBool::new(false);
    let reader = || Reader::new(known.lexicon());
    let read = each_with(options.jobs, &numbers, reader, |reader, _, number| {
        let same = if other.load(Ordering::Relaxed) { None } else { read(on, *number, reader).transpose() };
        other.fetch_or(same.is_none(), Ordering::Relaxed);
        same.map(|changed| Ok::<_, SiteError>((*number, changed?)))
    });
    read.into_iter().map(Option::transpose).collect::<Result<Option<_>, _>>()
}

/// Reads a page again; `None` if it says more of itself than before but in its text.
fn read(on: Ground<'_>, number: usize, reader: &mut Reader) -> Result<Option<Changed>, SiteError> {
    let Some((entry, head)) = on.found.tree.pages.get(number).zip(on.known.at(number)) else { return Ok(None) };
    let Some((before, _)) = on.known.read(head) else { return Ok(None) };
    let page = load::fresh(entry, head.defaults, &on.found.settings, reader)?;
    Ok(page.document.differs_in_text_only(&before).then_some(Changed { page, before }))
}

/// Returns what fetches documents from the memory; one that is damaged there is `spoiled`.
fn fetch(on: Ground<'_>, heads: Vec<PageHead>, spoiled: Arc<AtomicBool>) -> Option<Fetch> {
    let shelf = on.known.shelf()?.clone();
    Some(Box::new(move |id: DocumentId, path: &str| {
        let read = heads.get(id.number()).and_then(|head| shelf.read(head));
        let own = read.map(|(document, _)| document).filter(|document| document.path.as_ref() == path);
        spoiled.fetch_or(own.is_none(), Ordering::Relaxed);
        own
    }))
}

/// Pages of which some were read again.
struct Mixed<'a> {
    on: Ground<'a>,
    changed: &'a BTreeMap<usize, Changed>,
}

impl Pages for Mixed<'_> {
    fn look(&self, path: &str, likely: usize) -> Option<Glance<'_>> {
        let number = find(&self.on.found.tree.pages, path, likely, |entry| &entry.path)?;
        let read = self.changed.get(&number).map(|of| (of.page.defaults, of.page.body.as_deref()));
        let (defaults, body) = read.or_else(|| self.on.known.at(number).map(|head| (head.defaults, None)))?;
        Some(Glance { number, defaults, body })
    }
}

/// Makes what is stale.
fn ready(
    on: Ground<'_>,
    mut changed: BTreeMap<usize, Changed>,
    recalled: Recalled,
    report: &mut Report,
) -> Result<Attempt, SiteError> {
    let Recalled { handbook, jobs, said, diagnostics, .. } = recalled;
    report.extend(diagnostics);
    let Ground { found, known, .. } = on;
    let bodies = Bodies::default();
    let store = Store { found, pages: &Mixed { on, changed: &changed }, bodies: &bodies, is_in_order: false };
    let touched = handbook.touched(changed.values().filter_map(|of| handbook.by_path(&of.page.document.path)));
    let made = awaiting(
        || count(&changed, &handbook, on),
        |counted| {
            let Some(dressed) = Dressed::new(on, &handbook, report)? else { return Ok(Err(Attempt::Stopped)) };
            if !dressed.is_same(on) {
                return Ok(Err(Attempt::Impossible));
            }
            let rendered = dressed.render(on, store, &handbook, counted, Some(Again { jobs, touched }), report)?;
            Ok::<_, SiteError>(rendered.map(|rendered| (rendered, dressed)).ok_or(Attempt::Stopped))
        },
    )?;
    let (rendered, dressed) = match made {
        Ok(made) => made,
        Err(attempt) => return Ok(attempt),
    };
    let page = |(number, head): (usize, &PageHead)| match changed.remove(&number) {
        Some(of) => Page::New(of.page),
        None => Page::Still(*head),
    };
    Ok(Attempt::Ready(Box::new(Ready {
        pages: known.heads().enumerate().map(page).collect(),
        lexicon: Arc::clone(known.lexicon()),
        plan: Some(on.details.plan),
        said,
        frame: dressed.frame,
        rendered,
        font: dressed.font(),
        handbook,
    })))
}

/// Counts the words of pages that changed.
fn count(changed: &BTreeMap<usize, Changed>, handbook: &Handbook, on: Ground<'_>) -> Counted {
    let all = || Cells::of(handbook.ids().map(|id| handbook.document(id)));
    let exchanged = changed.values().filter_map(|Changed { page, before }| {
        let id = handbook.by_path(&page.document.path)?;
        Some((id.number(), before.wording.clone(), &page.document.wording))
    });
    let paths = handbook.ids().map(|id| handbook.path(id).as_ref());
    counted(on, paths, Some(exchanged.collect()), all)
}
