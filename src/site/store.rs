//! What jobs are made of: bodies of pages, kept from reading or read again, and pictures.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::link::{DocumentId, Handbook, Supply};
use crate::markdown::Body;
use crate::model;
use crate::render::{self, Job};
use crate::source::{self, Entry};

use super::SiteError;
use super::load::{Found, ReadPage};

/// Bodies taken out of pages that were just read, each until the last job that shows it was made.
#[derive(Debug, Default)]
pub(super) struct Bodies(Vec<Kept>);

#[derive(Debug, Default)]
struct Kept {
    held: Mutex<Held>,
    /// Jobs that still show it.
    uses: AtomicUsize,
}

#[derive(Debug, Default)]
enum Held {
    #[default]
    Nothing,
    /// A tree in memory is several times larger.
    Encoded(Arc<[u8]>),
    /// For a job that is next.
    Decoded(Arc<Body>),
}

impl Bodies {
    pub(super) fn take(pages: &mut [ReadPage]) -> Self {
        let held = |page: &mut ReadPage| page.body.take().map_or(Held::Nothing, Held::Encoded);
        let kept = |page: &mut ReadPage| Kept { held: Mutex::new(held(page)), uses: AtomicUsize::new(0) };
        Self(pages.iter_mut().map(kept).collect())
    }

    fn expect(&self, at: usize) {
        if let Some(kept) = self.0.get(at) {
            kept.uses.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Returns a body; the last use takes it away. `is_soon`: where one more use is left, it is near.
    fn get(&self, at: usize, is_soon: bool) -> Option<Arc<Body>> {
        let kept = self.0.get(at)?;
        let mut held = kept.held.lock().unwrap_or_else(PoisonError::into_inner);
        let left = kept.uses.fetch_sub(1, Ordering::Relaxed).saturating_sub(1);
        let body = match &*held {
            Held::Nothing => return None,
            Held::Encoded(bytes) => decoded(bytes)?,
            Held::Decoded(body) => Arc::clone(body),
        };
        if left == 0 {
            *held = Held::Nothing;
        } else if left == 1 && is_soon {
            *held = Held::Decoded(Arc::clone(&body));
        }
        Some(body)
    }
}

/// Turns a body that was kept from reading back into its tree.
fn decoded(bytes: &[u8]) -> Option<Arc<Body>> {
    postcard::from_bytes(bytes).ok().map(Arc::new)
}

/// What is on disk: bodies of pages, kept from reading or read again, and pictures.
#[derive(Clone, Copy)]
pub(super) struct Store<'a> {
    pub(super) found: &'a Found,
    pub(super) pages: &'a [ReadPage],
    pub(super) bodies: &'a Bodies,
    /// Jobs come in an order in which those that show the same body are neighbours.
    pub(super) is_in_order: bool,
}

impl Store<'_> {
    /// Tells which bodies are going to be needed, each as often as it is.
    pub(super) fn expect(&self, bodies: impl Iterator<Item = DocumentId>, handbook: &Handbook) {
        for id in bodies {
            if let Some((at, _)) = self.page(id, handbook) {
                self.bodies.expect(at);
            }
        }
    }

    pub(super) fn supply(&self, job: &Job, handbook: &Handbook) -> Result<Supply, SiteError> {
        let needs = render::needs(job, handbook);
        let mut supply = Supply::default();
        for id in needs.bodies {
            supply.bodies.extend(self.body(id, handbook)?.map(|body| (id, body)));
        }
        let limit = u64::from(self.found.settings.limits.media_mb) * 1024 * 1024;
        for path in needs.pictures {
            let at = self.found.tree.assets.binary_search_by(|entry| entry.path.as_ref().cmp(&path)).ok();
            if let Some(entry) = at.and_then(|at| self.found.tree.assets.get(at)) {
                supply.pictures.insert(path, source::bytes(entry, limit)?.into());
            }
        }
        Ok(supply)
    }

    fn page(&self, id: DocumentId, handbook: &Handbook) -> Option<(usize, &ReadPage)> {
        let path = &handbook.document(id).path;
        // Where no draft is left out, a document has the number of its page.
        let is_own = |page: &ReadPage| page.document.path == *path;
        let known = self.pages.get(id.number()).is_some_and(is_own).then(|| id.number());
        let at = known.or_else(|| self.pages.binary_search_by(|page| page.document.path.cmp(path)).ok())?;
        Some((at, self.pages.get(at)?))
    }

    fn body(&self, id: DocumentId, handbook: &Handbook) -> Result<Option<Arc<Body>>, SiteError> {
        let Some((at, page)) = self.page(id, handbook) else { return Ok(None) };
        let own = || decoded(page.body.as_deref()?);
        let kept = self.bodies.get(at, self.is_in_order).or_else(own);
        if kept.is_some() {
            return Ok(kept);
        }
        self.found.tree.pages.get(at).map(|entry| self.read(page, entry).map(Arc::new)).transpose()
    }

    fn read(&self, page: &ReadPage, entry: &Entry) -> Result<Body, SiteError> {
        let changed = || SiteError::Changed(Arc::clone(&entry.path));
        let limit = u64::from(self.found.settings.limits.page_kb) * 1024;
        let file = source::text(entry, limit)?.map_err(|_| changed())?;
        let read = model::read(&file, page.defaults, &self.found.settings);
        // Its references are numbered for the text that was linked.
        if read.document.hash == page.document.hash { Ok(read.body) } else { Err(changed()) }
    }
}

/// Reads what a job needs.
pub(super) fn supply(job: &Job, found: &Found, pages: &[ReadPage], handbook: &Handbook) -> Result<Supply, SiteError> {
    Store { found, pages, bodies: &Bodies::default(), is_in_order: false }.supply(job, handbook)
}
