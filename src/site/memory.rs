//! What a build leaves for the next one, beside the site.
//!
//! The *index* is small and tells whether anything changed at all: stamps of every input and output, and the
//! diagnostics to replay. The *details* hold the documents as they were read, the *heads* how those lie in them and the
//! facts that each artifact rests on and what the pages' words are numbers of, the *words* what the search index is planned
//! from. All are a cache: a missing,
//! damaged or foreign one costs time, never correctness.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
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
use crate::text::syllable::Syllable;
use crate::text::words::Lexicon;

use super::codes;

/// Name of the index before it is believed.
const DRAFT: &str = "index-new";

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

/// A page as it lies among the details.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct PageHead {
    pub(super) stamp: Stamp,
    pub(super) defaults: Defaults,
    at: u64,
    /// Bytes of the document and what was wrong with it, then of its wording.
    lengths: (u32, u32),
    /// Of these bytes.
    hash: u64,
}

impl PageHead {
    /// Bytes that it takes.
    pub(super) fn size(&self) -> u64 {
        u64::from(self.lengths.0) + u64::from(self.lengths.1)
    }
}

/// A page that is to be remembered.
#[derive(Debug)]
pub(super) enum Remembered {
    /// It lies among the details.
    Still(PageHead),
    /// It was read now.
    New {
        stamp: Stamp,
        defaults: Defaults,
        /// The document and what was wrong with it.
        document: Vec<u8>,
        wording: Bytes,
    },
}

impl Remembered {
    pub(super) fn new(stamp: Stamp, defaults: Defaults, document: &Document, diagnostics: &[Diagnostic]) -> Self {
        let kept: Vec<Kept> = diagnostics.iter().map(Kept::of).collect();
        let wording = document.wording.bytes().clone();
        Self::New { stamp, defaults, document: postcard::to_stdvec(&(document, kept)).unwrap_or_default(), wording }
    }
}

/// The pages of the last build, which are read from the details as they are asked for.
#[derive(Debug, Default)]
pub(super) struct Known<'a> {
    /// In the order of their paths.
    pages: Vec<(&'a str, PageHead)>,
    details: Option<File>,
    /// What their words are numbers of, and those of the pages that are read now.
    lexicon: Arc<Lexicon>,
}

impl<'a> Known<'a> {
    pub(super) fn new(
        index: Option<&'a Index>,
        pages: Vec<PageHead>,
        details: Option<File>,
        lexicon: Vec<Syllable>,
    ) -> Self {
        let paths = index.into_iter().flat_map(|index| index.inputs.iter().skip(1)).map(|input| input.path.as_ref());
        Self { pages: paths.zip(pages).collect(), details, lexicon: Arc::new(lexicon.into()) }
    }

    pub(super) fn lexicon(&self) -> &Arc<Lexicon> {
        &self.lexicon
    }

    /// Returns the page at a path.
    pub(super) fn page(&self, path: &str) -> Option<&PageHead> {
        let at = self.pages.binary_search_by(|(of, _)| (*of).cmp(path)).ok()?;
        self.pages.get(at).map(|(_, page)| page)
    }

    /// Returns a page and what was wrong with it; `None` for a damaged one.
    pub(super) fn read(&self, page: &PageHead) -> Option<(Document, Vec<Diagnostic>)> {
        let bytes = read(self.details.as_ref()?, page)?;
        let (document, wording) = bytes.split_at_checked(page.lengths.0 as usize)?;
        let (mut document, kept): (Document, Vec<Kept>) = postcard::from_bytes(document).ok()?;
        document.wording = Wording::kept(Bytes::copy_from_slice(wording), Arc::clone(&self.lexicon));
        Some((document, kept.into_iter().map(Kept::restore).collect::<Option<_>>()?))
    }

    /// Returns a page's wording; `None` for a damaged one.
    pub(super) fn wording(&self, page: &PageHead) -> Option<Wording> {
        let bytes = read(self.details.as_ref()?, page)?;
        let (_, wording) = bytes.split_at_checked(page.lengths.0 as usize)?;
        Some(Wording::kept(Bytes::copy_from_slice(wording), Arc::clone(&self.lexicon)))
    }
}

/// Reads a page's bytes; `None` if they are not those that were kept.
fn read(details: &File, page: &PageHead) -> Option<Vec<u8>> {
    let mut bytes = vec![0; usize::try_from(page.size()).ok()?];
    read_at(details, page.at, &mut bytes).ok()?;
    (xxh3_64(&bytes) == page.hash).then_some(bytes)
}

#[cfg(unix)]
fn read_at(file: &File, at: u64, into: &mut [u8]) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, into, at)
}

#[cfg(windows)]
fn read_at(file: &File, mut at: u64, mut into: &mut [u8]) -> io::Result<()> {
    while !into.is_empty() {
        let read = std::os::windows::fs::FileExt::seek_read(file, into, at)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        at += read as u64;
        into = into.get_mut(read..).unwrap_or_default();
    }
    Ok(())
}

/// Facts of an artifact: what was asked and the hash of the answer.
pub(super) type Notes = Vec<(Fact, u64)>;

/// What is only read when something changed.
#[derive(Debug, Default)]
pub(super) struct Details {
    /// One entry for each page of `Index::inputs`, in their order.
    pub(super) pages: Vec<PageHead>,
    /// The file that they lie in.
    pub(super) file: Option<File>,
    /// One entry for each of `Index::made`.
    pub(super) notes: Vec<Notes>,
    /// The syllables by the numbers that the pages' words are.
    pub(super) lexicon: Vec<Syllable>,
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
        let (pages, notes, lexicon, hash): (_, _, _, u64) = postcard::from_bytes(&read("heads")?).ok()?;
        let words = read("words")?;
        let file = Some(File::open(self.dir.join("details")).ok()?);
        (xxh3_64(&words) == hash).then_some(Details { pages, file, notes, lexicon, words })
    }

    /// Keeps all files; the pages, which are by far the most, come a batch at a time. Those that lie among the details stay
    /// there, and new ones are added, until half of the file would be of no use: `reused` bytes are going to stay. The index
    /// goes first and comes back when it is to be believed, so that a killed build leaves files that fit each other or none.
    pub(super) fn keep(
        &self,
        index: &Index,
        reused: u64,
        pages: impl Iterator<Item = Vec<Remembered>>,
        notes: &[Notes],
        lexicon: &Lexicon,
        words: &[u8],
    ) -> io::Result<()> {
        self.forget()?;
        fs::create_dir_all(&self.dir)?;
        let encoded = |error: postcard::Error| io::Error::other(error);
        let path = self.dir.join("details");
        let length = fs::metadata(&path).map_or(0, |metadata| metadata.len());
        let stay = reused > length / 2;
        let before = if reused > 0 && !stay { Some(File::open(&path)?) } else { None };
        let draft = self.dir.join("details-new");
        let file = if stay { File::options().append(true).open(&path)? } else { File::create(&draft)? };
        let mut file = BufWriter::with_capacity(PIECE, file);
        let mut end = if stay { length } else { 0 };
        let mut heads = Vec::new();
        for page in pages.flatten() {
            let head = match page {
                Remembered::Still(head) if stay => head,
                Remembered::Still(head) => {
                    let bytes = before.as_ref().and_then(|before| read(before, &head));
                    file.write_all(&bytes.ok_or(io::ErrorKind::InvalidData)?)?;
                    PageHead { at: end, ..head }
                }
                Remembered::New { stamp, defaults, document, wording } => {
                    let mut hash = Xxh3::new();
                    for bytes in [document.as_slice(), &wording] {
                        file.write_all(bytes)?;
                        hash.update(bytes);
                    }
                    let length = |bytes: &[u8]| u32::try_from(bytes.len()).unwrap_or(u32::MAX);
                    let lengths = (length(&document), length(&wording));
                    PageHead { stamp, defaults, at: end, lengths, hash: hash.digest() }
                }
            };
            end = end.max(head.at + head.size());
            heads.push(head);
        }
        file.flush()?;
        drop((file, before));
        if !stay {
            fs::rename(draft, path)?;
        }
        fs::write(self.dir.join("words"), words)?;
        let heads = (heads, notes, lexicon.syllables(), xxh3_64(words));
        fs::write(self.dir.join("heads"), postcard::to_stdvec(&heads).map_err(encoded)?)?;
        fs::write(self.dir.join(DRAFT), postcard::to_stdvec(index).map_err(encoded)?)
    }

    /// Lets the next build believe what was kept: the site is in place.
    pub(super) fn believe(&self) -> io::Result<()> {
        fs::rename(self.dir.join(DRAFT), self.dir.join("index"))
    }

    /// Drops the index; without it nothing is believed.
    pub(super) fn forget(&self) -> io::Result<()> {
        match fs::remove_file(self.dir.join("index")) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}
