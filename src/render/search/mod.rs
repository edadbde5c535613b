//! Search: an index that browsers read with plain `<script>` tags, over http and from a folder alike.
//!
//! `index.js` is read first: all words, where they stand, how long pages are. *Shards* hold which pages have a
//! syllable or a pair of neighbours; *texts* hold what excerpts are cut from, a few pages a file; the *facets* are
//! what results are filtered by. But for the first, a file's name carries the hash of what it is made from, so it
//! is cached for ever, and a build leaves alone what did not change. `search.js` of the theme reads them.

mod cells;
mod earlier;
mod entry;
mod facets;
mod forms;
mod group;
mod index;
mod lexicons;
mod manifest;
mod number;
mod places;
mod plan;
mod script;
mod shard;
mod sparse;
mod texts;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::link::Address;

use super::{Content, Frame, Job, Output, Work};

pub use cells::Cells;
pub use index::Index;

/// A file of the index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum File {
    /// What is read first.
    Manifest,
    /// What results are filtered by.
    Facets,
    /// Which pages have the words of a range, by number.
    Shard(usize),
    /// The text of some pages: the number of the file, and which pages.
    Text {
        /// Number.
        number: usize,
        /// Pages by number.
        pages: Range<usize>,
    },
}

pub(super) static OUTPUT: Output = Output {
    name: "search",
    jobs,
    make: |job, _, frame, view| {
        let Work::Search(file) = &job.work else { return None };
        let index = frame.search();
        Some(Ok(Content::Bytes(match *file {
            File::Manifest => manifest::make(index, frame, view),
            File::Facets => facets::make(index, frame),
            File::Shard(number) => shard::make(index, number, frame, view),
            File::Text { number, .. } => texts::make(index, number, frame, view),
        })))
    },
};

/// Folder of the index; the theme's own files lie beside it.
const FOLDER: &str = "assets/search";

/// Returns the address of the file that is read first.
pub fn manifest_address() -> Address {
    address("index")
}

fn address(name: &str) -> Address {
    Address::fixed(&format!("{FOLDER}/{name}.js"))
}

/// Tells whether an address is that of a file of the index.
pub fn holds(address: &str) -> bool {
    address.strip_prefix(FOLDER).is_some_and(|rest| rest.starts_with('/'))
}

/// Plans the index: returns the jobs of its files.
pub fn jobs(frame: &Frame<'_>) -> Vec<Job> {
    let index = frame.search();
    let job = |name: &str, file| Job { address: address(name), body: None, work: Work::Search(file) };
    let mut jobs = vec![job("index", File::Manifest), job(&index.facets_name(), File::Facets)];
    jobs.extend(index.shards().iter().enumerate().map(|(at, shard)| job(&shard.name(), File::Shard(at))));
    jobs.extend(
        index
            .groups()
            .iter()
            .enumerate()
            .map(|(number, group)| job(&group.name(), File::Text { number, pages: group.pages.clone() })),
    );
    jobs
}

/// Returns the file of the last build from which one of the index can be made again.
pub(super) fn earlier(file: &File, frame: &Frame<'_>) -> Option<Address> {
    let File::Shard(number) = file else { return None };
    frame.search().earlier(*number).map(address)
}

/// Prepares the index for the jobs that are going to be made.
pub(super) fn expect(jobs: &[&Job], frame: &Frame<'_>) {
    let shard = |job: &&Job| if let Work::Search(File::Shard(at)) = job.work { Some(at) } else { None };
    let shards = || jobs.iter().filter_map(shard).filter(|at| frame.search().earlier(*at).is_none());
    if shards().next().is_some() {
        frame.search().expect(shards());
    }
}
