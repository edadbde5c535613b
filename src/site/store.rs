//! What jobs are made of: bodies of pages, kept from reading or read again, and pictures.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;

use crate::link::{DocumentId, Handbook, Supply};
use crate::markdown::Body;
use crate::model::{self, Defaults};
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
    Encoded(Bytes),
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

/// What the store asks of a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glance<'a> {
    /// Number among the pages of its build.
    pub(super) number: usize,
    pub(super) defaults: Defaults,
    /// Its body, encoded, if it was read now.
    pub(super) body: Option<&'a [u8]>,
}

/// The pages of a build.
pub(super) trait Pages: Sync {
    /// Looks at the page at a path, which is most likely the one with that number.
    fn look(&self, path: &str, likely: usize) -> Option<Glance<'_>>;
}

/// Pages that are all there, in the order of their paths.
impl Pages for Vec<ReadPage> {
    fn look(&self, path: &str, likely: usize) -> Option<Glance<'_>> {
        let number = find(self, path, likely, |page| &page.document.path)?;
        let page = self.get(number)?;
        Some(Glance { number, defaults: page.defaults, body: page.body.as_deref() })
    }
}

/// Returns the place of a path, which is most likely `likely`.
pub(super) fn find<T>(sorted: &[T], path: &str, likely: usize, of: impl Fn(&T) -> &str) -> Option<usize> {
    // Where no draft is left out, a document has the number of its page.
    let is_own = sorted.get(likely).is_some_and(|page| of(page) == path);
    if is_own { Some(likely) } else { sorted.binary_search_by(|page| of(page).cmp(path)).ok() }
}

/// What is on disk: bodies of pages, kept from reading or read again, and pictures.
#[derive(Clone, Copy)]
pub(super) struct Store<'a> {
    pub(super) found: &'a Found,
    pub(super) pages: &'a dyn Pages,
    pub(super) bodies: &'a Bodies,
    /// Jobs come in an order in which those that show the same body are neighbours.
    pub(super) is_in_order: bool,
}

impl Store<'_> {
    /// Tells which bodies are going to be needed, each as often as it is.
    pub(super) fn expect(&self, bodies: impl Iterator<Item = DocumentId>, handbook: &Handbook) {
        for page in bodies.filter_map(|id| self.page(id, handbook)) {
            self.bodies.expect(page.number);
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

    fn page(&self, id: DocumentId, handbook: &Handbook) -> Option<Glance<'_>> {
        self.pages.look(handbook.path(id), id.number())
    }

    fn body(&self, id: DocumentId, handbook: &Handbook) -> Result<Option<Arc<Body>>, SiteError> {
        let Some(page) = self.page(id, handbook) else { return Ok(None) };
        let kept = self.bodies.get(page.number, self.is_in_order).or_else(|| decoded(page.body?));
        if kept.is_some() {
            return Ok(kept);
        }
        let (entries, path) = (&self.found.tree.pages, handbook.path(id));
        let entry = find(entries, path, page.number, |entry| &entry.path).and_then(|at| entries.get(at));
        entry.map(|entry| self.read(page.defaults, entry, handbook.gist(id).hash).map(Arc::new)).transpose()
    }

    fn read(&self, defaults: Defaults, entry: &Entry, hash: u128) -> Result<Body, SiteError> {
        let changed = || SiteError::Changed(Arc::clone(&entry.path));
        let limit = u64::from(self.found.settings.limits.page_kb) * 1024;
        let file = source::text(entry, limit)?.map_err(|_| changed())?;
        let read = model::read(&file, defaults, &self.found.settings);
        // Its references are numbered for the text that was linked.
        if read.document.hash == hash { Ok(read.body) } else { Err(changed()) }
    }
}

/// Reads what a job needs.
pub(super) fn supply(
    job: &Job,
    found: &Found,
    pages: &Vec<ReadPage>,
    handbook: &Handbook,
) -> Result<Supply, SiteError> {
    Store { found, pages, bodies: &Bodies::default(), is_in_order: false }.supply(job, handbook)
}
