//! How far the work is, told to whoever asked. Nothing is printed here.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What is being made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Pages and the other files of the site.
    Pages,
    /// Papers.
    Papers,
    /// The site in one file.
    Bundle,
}

type Listener = dyn Fn(Phase, usize, usize) + Send + Sync;

/// Where to tell how far the work is; by default nowhere.
#[derive(Clone, Default)]
pub struct Progress(Option<Arc<Listener>>);

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Progress").field(&self.0.is_some()).finish()
    }
}

impl Progress {
    /// Returns a progress that calls `listener` after each item, on any thread: phase, items done, all items.
    pub fn to(listener: impl Fn(Phase, usize, usize) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(listener)))
    }

    /// Tells how far a phase is.
    pub(super) fn tell(&self, phase: Phase, done: usize, all: usize) {
        if let Some(listener) = &self.0 {
            listener(phase, done, all);
        }
    }

    /// Begins a phase.
    pub(super) fn begin(&self, phase: Phase, all: usize) -> Count<'_> {
        Count { progress: self, phase, all: AtomicUsize::new(all), done: AtomicUsize::new(0) }
    }
}

/// Counts the items of a phase.
#[derive(Debug)]
pub(super) struct Count<'a> {
    progress: &'a Progress,
    phase: Phase,
    all: AtomicUsize,
    done: AtomicUsize,
}

impl Count<'_> {
    /// Adds items that were not known when the phase began.
    pub(super) fn expect(&self, more: usize) {
        self.all.fetch_add(more, Ordering::Relaxed);
    }

    /// Counts one item.
    pub(super) fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        self.progress.tell(self.phase, done, self.all.load(Ordering::Relaxed));
    }
}
