//! What a build leaves for the next one, beside the site.
//!
//! The *index* is small and tells whether anything changed at all: stamps of every input and output, and the diagnostics to
//! replay. The *details* hold the documents as they were read, the *heads* how those lie in them, the facts that each
//! artifact rests on and what the pages' words are numbers of, the *words* what the search index is planned from, the *plan*
//! what linking found and what there is to make. Each but the details knows the next by its hash. All are a cache: a missing,
//! damaged or foreign one costs time, never correctness.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::diagnostic::Diagnostic;
use crate::link::{self, Fact, Gist, Handbook};
use crate::render::Job;
use crate::render::search::Cells;
use crate::source::Stamp;
use crate::text::date::Date;
use crate::text::syllable::Syllable;
use crate::text::words::Lexicon;

use super::each::beside;
use super::said::{Kept, Said};
use super::shelf::{PageHead, Remembered, read};

/// Name of the index before it is believed.
const DRAFT: &str = "index-new";

/// Bytes that are written at a time: a page takes some thousands.
const PIECE: usize = 256 * 1024;

/// Bytes that a file takes in the index, about.
const ENTRY: usize = 72;

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
    /// Every file of the site, in the order of addresses.
    pub(super) made: Vec<Made>,
    /// Papers that could not be made.
    pub(super) unmade: Vec<Box<str>>,
    diagnostics: Vec<Kept>,
    /// Hash of the file of heads.
    #[serde(skip)]
    pub(super) heads: u64,
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
        let diagnostics = diagnostics.iter().map(Kept::of).collect();
        Self { key, frame, inputs, made, unmade, diagnostics, heads: 0 }
    }

    /// Returns the diagnostics of that build; `None` if one cannot be understood any more.
    pub(super) fn diagnostics(&self) -> Option<Vec<Diagnostic>> {
        self.diagnostics.iter().cloned().map(Kept::restore).collect()
    }
}

/// What linking found, and what there is to make but for the search index, in order.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Plan<'a> {
    pub(super) linked: link::Kept<'a>,
    pub(super) jobs: Cow<'a, [Job]>,
}

/// Facts of an artifact: what was asked and the hash of the answer.
pub(super) type Notes = Vec<(Fact, u64)>;

/// What is only read when something changed.
#[derive(Debug, Default)]
pub(super) struct Details {
    /// One entry for each page of `Index::inputs`, in their order.
    pub(super) pages: Vec<PageHead>,
    /// The file that they lie in.
    pub(super) file: Option<Arc<File>>,
    /// What is asked of all documents that are shown.
    pub(super) gists: Vec<Gist>,
    pub(super) said: Said,
    /// One entry for each of `Index::made`.
    pub(super) notes: Vec<Notes>,
    /// The syllables by the numbers that the pages' words are.
    pub(super) lexicon: Vec<Syllable>,
    /// The words of all pages, encoded.
    pub(super) words: Vec<u8>,
    /// Hash of the plan.
    pub(super) plan: u64,
}

/// The file of heads.
#[derive(Serialize, Deserialize)]
struct Heads<'a> {
    pages: Cow<'a, [PageHead]>,
    notes: Cow<'a, [Notes]>,
    gists: Cow<'a, [Gist]>,
    said: Cow<'a, Said>,
    lexicon: Vec<Syllable>,
    /// Hashes of the files of words and plan.
    words: u64,
    plan: u64,
}

/// What is to be kept of a build beside its pages.
#[derive(Clone, Copy)]
pub(super) struct Kit<'a> {
    pub(super) index: &'a Index,
    pub(super) notes: &'a [Notes],
    pub(super) handbook: &'a Handbook,
    pub(super) said: &'a Said,
    pub(super) lexicon: &'a Lexicon,
    /// Encoded.
    pub(super) words: &'a [u8],
    /// What was to be made; of no use where the plan stays.
    pub(super) jobs: &'a [Job],
    /// The plan that lies there already.
    pub(super) plan: Option<u64>,
}

/// Turns counted words into bytes.
pub(super) fn encode_words(words: &Cells) -> Vec<u8> {
    postcard::to_stdvec(words).unwrap_or_default()
}

/// Turns counted words back; `None` for damaged ones.
pub(super) fn decode_words(bytes: &[u8]) -> Option<Cells> {
    postcard::from_bytes(bytes).ok()
}

/// A file that is being written, and the hash of that.
struct Hashed {
    file: File,
    hash: Xxh3,
}

impl io::Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let length = self.file.write(bytes)?;
        self.hash.update(bytes.get(..length).unwrap_or_default());
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
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
        let (index, heads) = postcard::from_bytes(&fs::read(self.dir.join("index")).ok()?).ok()?;
        Some(Index { heads, ..index })
    }

    /// Returns what goes with an index; `None` if it is damaged or another's.
    pub(super) fn details(&self, index: &Index) -> Option<Details> {
        let read = |name| fs::read(self.dir.join(name)).ok();
        let bytes = read("heads").filter(|bytes| xxh3_64(bytes) == index.heads)?;
        let heads: Heads<'static> = postcard::from_bytes(&bytes).ok()?;
        let words = read("words")?;
        let file = Some(Arc::new(File::open(self.dir.join("details")).ok()?));
        (xxh3_64(&words) == heads.words).then(|| Details {
            pages: heads.pages.into_owned(),
            file,
            gists: heads.gists.into_owned(),
            said: heads.said.into_owned(),
            notes: heads.notes.into_owned(),
            lexicon: heads.lexicon,
            words,
            plan: heads.plan,
        })
    }

    /// Returns the plan with a hash; `None` if it is damaged or another.
    pub(super) fn plan(&self, hash: u64) -> Option<Plan<'static>> {
        let bytes = fs::read(self.dir.join("plan")).ok()?;
        (xxh3_64(&bytes) == hash).then(|| postcard::from_bytes(&bytes).ok())?
    }

    /// Keeps all files; the pages, which are by far the most, come a batch at a time. Those that lie among the details stay
    /// there, and new ones are added, until half of the file would be of no use: `reused` bytes are going to stay. The index
    /// goes first and comes back when it is to be believed, so that a killed build leaves files that fit each other or none.
    pub(super) fn keep(
        &self,
        kit: Kit<'_>,
        reused: u64,
        pages: impl Iterator<Item = Vec<Remembered>>,
    ) -> io::Result<()> {
        self.forget()?;
        fs::create_dir_all(&self.dir)?;
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
        let plan = if let Some(plan) = kit.plan {
            plan
        } else {
            let plan = Plan { linked: kit.handbook.kept(), jobs: Cow::Borrowed(kit.jobs) };
            self.write("plan", &plan)?
        };
        fs::write(self.dir.join("words"), kit.words)?;
        let heads = Heads {
            pages: heads.into(),
            notes: kit.notes.into(),
            gists: kit.handbook.gists().into(),
            said: Cow::Borrowed(kit.said),
            lexicon: kit.lexicon.syllables(),
            words: xxh3_64(kit.words),
            plan,
        };
        let room = (kit.index.inputs.len() + kit.index.made.len()) * ENTRY;
        let (index, heads) =
            beside(|| postcard::to_extend(kit.index, Vec::with_capacity(room)), || self.write("heads", &heads));
        let draft = index.map_err(io::Error::other)?;
        // The index, and the hash of the heads after it.
        fs::write(self.dir.join(DRAFT), postcard::to_extend(&heads?, draft).map_err(io::Error::other)?)
    }

    /// Writes a file and returns its hash. Some of it at a time: as a whole it would be memory that is asked for, and copied,
    /// several times over.
    fn write(&self, name: &str, of: &impl Serialize) -> io::Result<u64> {
        let file = Hashed { file: File::create(self.dir.join(name))?, hash: Xxh3::new() };
        let out = postcard::to_io(of, BufWriter::with_capacity(PIECE, file)).map_err(io::Error::other)?;
        Ok(out.into_inner()?.hash.digest())
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
