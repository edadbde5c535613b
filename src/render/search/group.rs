//! Which pages' texts stand in one file, and what the names of files are made from.

use std::ops::Range;

use xxhash_rust::xxh3::Xxh3;

use crate::link::Handbook;

/// A text file is closed when its pages have so many syllables (about four and a half bytes each) …
const TEXT: u32 = 10_000;
/// … and from a third of that on at a page whose path says so: a new page then moves only its neighbours.
const CUT: u64 = 4;

/// Pages whose text stands in one file.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) pages: Range<usize>,
    pub(super) hash: String,
}

impl Group {
    pub(super) fn name(&self) -> String {
        format!("t-{}", self.hash)
    }
}

/// Returns the hash of what results are filtered by: kinds and terms, each with its pages.
pub(super) fn hash_of_facets(handbook: &Handbook) -> u64 {
    let mut hash = Xxh3::new();
    for gist in handbook.gists() {
        hash.update(gist.kind.key().as_bytes());
        hash.update(&[0]);
    }
    for term in handbook.taxonomies().iter().flat_map(|taxonomy| &taxonomy.terms) {
        hash.update(term.name.as_bytes());
        hash.update(&[0]);
        for page in &term.pages {
            hash.update(&page.number().to_le_bytes());
        }
        hash.update(&[0]);
    }
    hash.digest()
}

/// Returns which pages' texts stand together.
pub(super) fn groups(handbook: &Handbook) -> Vec<Group> {
    let mut out = Vec::new();
    let mut open: Option<(Range<usize>, u32, Xxh3)> = None;
    let mut close = |open: Option<(Range<usize>, u32, Xxh3)>| {
        if let Some((pages, _, hash)) = open {
            out.push(Group { pages, hash: short(hash.digest(), 10) });
        }
    };
    for (at, id) in handbook.ids().enumerate() {
        let gist = handbook.gist(id);
        let path = xxhash_rust::xxh3::xxh3_64(handbook.path(id).as_bytes());
        let full = |sum: u32| sum > TEXT || (sum > TEXT / 3 && path.is_multiple_of(CUT));
        if open.as_ref().is_none_or(|(_, sum, _)| full(*sum)) {
            close(open.take());
            open = Some((at..at, 0, Xxh3::new()));
        }
        if let Some((pages, sum, hash)) = &mut open {
            pages.end = at + 1;
            *sum += gist.words;
            hash.update(&gist.hash.to_le_bytes());
            hash.update(gist.kind.key().as_bytes());
            hash.update(&[0]);
            hash.update(handbook.address(id).as_str().as_bytes());
            hash.update(&[0]);
        }
    }
    close(open);
    out
}

/// Returns a hash in so many letters and digits.
pub(super) fn short(mut hash: u64, length: usize) -> String {
    let mut out = String::with_capacity(length);
    for _ in 0..length {
        out.extend(char::from_digit(u32::try_from(hash % 36).unwrap_or_default(), 36));
        hash /= 36;
    }
    out
}
