//! What a build leaves for the next one, beside the site.
//!
//! The *index* is small and tells whether anything changed at all: stamps of every input and output, and the
//! diagnostics to replay. The *details* hold the documents as they were read, the *heads* how those lie in them and the
//! facts that each artifact rests on, the *words* what the search index is planned from. All are a cache: a missing,
//! damaged or foreign one costs time, never correctness.

use std::borrow::Cow;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::diagnostic::{Diagnostic, Place, Value};
use crate::link::Fact;
use crate::model::wording::Wording;
use crate::model::{Defaults, Document};
use crate::render::search::Cells;
use crate::source::Stamp;
use crate::text::date::Date;

use super::codes;

/// Bytes that are written at a time: a page takes some thousands.
const PIECE: usize = 256 * 1024;

/// What must be the same for anything of an earlier build to be of use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Key {
    /// The program itself.
    pub(super) program: u64,
    /// The settings with the options that act on them.
    pub(super) settings: u64,
    /// The day for which the handbook is built.
    pub(super) date: Date,
    /// Drafts are published, too.
    pub(super) drafts: bool,
}

/// A file of the handbook as it stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Input {
    pub(super) path: Arc<str>,
    pub(super) stamp: Stamp,
}

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Made {
    pub(super) address: Box<str>,
    pub(super) stamp: Stamp,
    pub(super) hash: u128,
}

/// The first file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Index {
    pub(super) key: Key,
    /// Hash of what every page shows: theme and site.
    pub(super) frame: u64,
    /// Every input, the settings first.
    pub(super) inputs: Vec<Input>,
    /// Every file of the site, in the order of jobs.
    pub(super) made: Vec<Made>,
    /// Papers that could not be made.
    pub(super) unmade: Vec<Box<str>>,
    diagnostics: Vec<Kept>,
}

/// A diagnostic without its static code.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Kept {
    code: Cow<'static, str>,
    place: Place,
    values: Vec<(Cow<'static, str>, Value)>,
    related: Vec<(Place, Value)>,
}

impl Kept {
    fn of(diagnostic: &Diagnostic) -> Self {
        Self {
            code: Cow::Borrowed(diagnostic.code.id),
            place: diagnostic.place.clone(),
            values: diagnostic.values.clone(),
            related: diagnostic.related.clone(),
        }
    }

    /// `None` for a code that this program does not know.
    fn restore(self) -> Option<Diagnostic> {
        let code = codes::code(&self.code)?;
        Some(Diagnostic { code, place: self.place, values: self.values, related: self.related })
    }
}

impl Index {
    pub(super) fn new(
        key: Key,
        frame: u64,
        inputs: Vec<Input>,
        made: Vec<Made>,
        unmade: Vec<Box<str>>,
        diagnostics: &[Diagnostic],
    ) -> Self {
        Self { key, frame, inputs, made, unmade, diagnostics: diagnostics.iter().map(Kept::of).collect() }
    }

    /// Returns the diagnostics of that build; `None` if one cannot be understood any more.
    pub(super) fn diagnostics(&self) -> Option<Vec<Diagnostic>> {
        self.diagnostics.iter().cloned().map(Kept::restore).collect()
    }
}

/// A document as it was read, still encoded: pieces of one file, which are shared, not copied.
#[derive(Debug, Clone)]
pub(super) struct Page {
    pub(super) stamp: Stamp,
    pub(super) defaults: Defaults,
    /// The document and what was wrong with it.
    bytes: Bytes,
    /// Its wording.
    pub(super) wording: Bytes,
    /// Where it lies among the details already.
    lies: Option<Lies>,
}

impl Page {
    pub(super) fn new(stamp: Stamp, defaults: Defaults, document: &Document, diagnostics: &[Diagnostic]) -> Self {
        let kept: Vec<Kept> = diagnostics.iter().map(Kept::of).collect();
        let bytes = postcard::to_stdvec(&(document, kept)).unwrap_or_default().into();
        Self { stamp, defaults, bytes, wording: document.wording.bytes().clone(), lies: None }
    }

    fn size(&self) -> u64 {
        (self.bytes.len() + self.wording.len()) as u64
    }

    fn hash(&self) -> u64 {
        let mut hash = Xxh3::new();
        hash.update(&self.bytes);
        hash.update(&self.wording);
        hash.digest()
    }
}

/// The place of a page among the details.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Lies {
    at: u64,
    /// Of the page's bytes.
    hash: u64,
}

#[derive(Serialize, Deserialize)]
struct PageHead {
    stamp: Stamp,
    defaults: Defaults,
    lies: Lies,
    length: u32,
    wording: u32,
}

/// Facts of an artifact: what was asked and the hash of the answer.
pub(super) type Notes = Vec<(Fact, u64)>;

/// What is only read when something changed.
#[derive(Debug, Default)]
pub(super) struct Details {
    /// One entry for each page of `Index::inputs`, in their order.
    pub(super) pages: Vec<Page>,
    /// One entry for each of `Index::made`.
    pub(super) notes: Vec<Notes>,
    /// The words of all pages, encoded.
    pub(super) words: Vec<u8>,
}

/// Turns counted words into bytes.
pub(super) fn encode_words(words: &Cells) -> Vec<u8> {
    postcard::to_stdvec(words).unwrap_or_default()
}

/// Turns counted words back; `None` for damaged ones.
pub(super) fn decode_words(bytes: &[u8]) -> Option<Cells> {
    postcard::from_bytes(bytes).ok()
}

/// Turns a page back; `None` for a damaged one.
pub(super) fn decode(page: &Page) -> Option<(Document, Vec<Diagnostic>)> {
    let (mut document, kept): (Document, Vec<Kept>) = postcard::from_bytes(&page.bytes).ok()?;
    document.wording = Wording::kept(page.wording.clone());
    Some((document, kept.into_iter().map(Kept::restore).collect::<Option<_>>()?))
}

/// The folder of the files.
#[derive(Debug)]
pub(super) struct Memory {
    dir: PathBuf,
}

impl Memory {
    pub(super) fn new(workshop: &Path) -> Self {
        Self { dir: workshop.to_owned() }
    }

    pub(super) fn index(&self) -> Option<Index> {
        postcard::from_bytes(&fs::read(self.dir.join("index")).ok()?).ok()
    }

    pub(super) fn details(&self) -> Option<Details> {
        let read = |name| fs::read(self.dir.join(name)).ok();
        let (heads, notes, hash): (Vec<PageHead>, Vec<Notes>, u64) = postcard::from_bytes(&read("heads")?).ok()?;
        let all = Bytes::from(read("details")?);
        let words = read("words")?;
        let cut = |from: usize, length: u32| {
            let to = from.checked_add(length as usize)?;
            (to <= all.len()).then(|| (all.slice(from..to), to))
        };
        let mut pages = Vec::with_capacity(heads.len());
        for head in heads {
            let (bytes, end) = cut(usize::try_from(head.lies.at).ok()?, head.length)?;
            let (wording, _) = cut(end, head.wording)?;
            let lies = Some(head.lies);
            pages.push(Page { stamp: head.stamp, defaults: head.defaults, bytes, wording, lies });
        }
        // What is taken from the words of a changed page must be what was counted.
        let sound = pages.iter().all(|page| page.lies.is_some_and(|lies| lies.hash == page.hash()));
        (sound && xxh3_64(&words) == hash).then_some(Details { pages, notes, words })
    }

    /// Keeps all files; the pages, which are by far the most, come a batch at a time. Those that lie among the details stay
    /// there, and others are added, until half of the file would be of no use: `reused` says which are going to come. The
    /// index goes first and comes back last, so that a killed build leaves files that fit each other or none.
    pub(super) fn keep<'p>(
        &self,
        index: &Index,
        reused: impl Iterator<Item = &'p Page>,
        pages: impl Iterator<Item = Vec<Page>>,
        notes: &[Notes],
        words: &[u8],
    ) -> std::io::Result<()> {
        self.forget()?;
        fs::create_dir_all(&self.dir)?;
        let encoded = |error: postcard::Error| std::io::Error::other(error);
        let path = self.dir.join("details");
        let length = fs::metadata(&path).map_or(0, |metadata| metadata.len());
        let stay = reused.map(Page::size).sum::<u64>() > length / 2;
        let file = if stay { fs::OpenOptions::new().append(true).open(path)? } else { fs::File::create(path)? };
        let mut end = if stay { length } else { 0 };
        let mut file = std::io::BufWriter::with_capacity(PIECE, file);
        let mut heads = Vec::new();
        for page in pages.flatten() {
            let lies = match page.lies.filter(|_| stay) {
                Some(lies) => lies,
                None => {
                    for bytes in [&page.bytes, &page.wording] {
                        file.write_all(bytes)?;
                    }
                    let at = end;
                    end += page.size();
                    Lies { at, hash: page.hash() }
                }
            };
            heads.push(PageHead {
                stamp: page.stamp,
                defaults: page.defaults,
                lies,
                length: u32::try_from(page.bytes.len()).unwrap_or(u32::MAX),
                wording: u32::try_from(page.wording.len()).unwrap_or(u32::MAX),
            });
        }
        file.flush()?;
        fs::write(self.dir.join("words"), words)?;
        fs::write(self.dir.join("heads"), postcard::to_stdvec(&(heads, notes, xxh3_64(words))).map_err(encoded)?)?;
        let draft = self.dir.join("index-new");
        fs::write(&draft, postcard::to_stdvec(index).map_err(encoded)?)?;
        fs::rename(draft, self.dir.join("index"))
    }

    /// Drops the index; without it nothing is believed.
    pub(super) fn forget(&self) -> std::io::Result<()> {
        match fs::remove_file(self.dir.join("index")) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}
