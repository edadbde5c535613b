//! The words of the whole handbook side by side, and how they are cut into files.
//!
//! One pass over the documents' wordings. Keys are bare syllables and bare pairs of neighbours; a *cell* holds the
//! keys of one first syllable: itself alone, or its pairs by the initial of the second. Cells are never divided, so
//! that “chi b…” is one. A shard is a run of cells.

use std::ops::Range;
use std::sync::OnceLock;

use xxhash_rust::xxh3::Xxh3;

use crate::link::Handbook;
use crate::model::wording::{Part, Word};
use crate::text::numbering::Numbering;
use crate::text::syllable::Syllable;

/// Cells of a first syllable: alone, then by the initial of the second.
const SLOTS: usize = 37;
/// A shard is closed when its entries would take about so many bytes.
const SHARD: u32 = 24 * 1024;
/// A text file is closed when its pages have so many syllables (about four and a half bytes each) …
const TEXT: u32 = 10_000;
/// … and from a third of that on at a page whose path says so: a new page then moves only its neighbours.
const CUT: u64 = 4;

/// A word where it stands: syllable and weight; 0 is a break.
type Packed = u32;
const WEIGHT: u32 = 30;

/// The handbook's words and the plan of the index. Made once a build.
#[derive(Debug)]
pub struct Index {
    /// By number: bare syllable (its place in `bare`) and marks.
    syllables: Vec<(u32, u32)>,
    bare: Vec<Syllable>,
    /// In how many places each bare syllable stands.
    counts: Vec<u32>,
    words: Vec<Packed>,
    /// Where each page's words start; the end last.
    starts: Vec<usize>,
    /// Syllables of each page.
    lengths: Vec<u32>,
    shards: Vec<Shard>,
    groups: Vec<Group>,
    facets: String,
    places: OnceLock<Places>,
}

/// A run of cells.
#[derive(Debug)]
pub(super) struct Shard {
    cells: Range<usize>,
    /// Its first key: `chi` or `chi-b`.
    pub(super) key: String,
    /// Hash of what it is made from, as text.
    pub(super) hash: String,
}

impl Shard {
    pub(super) fn name(&self) -> String {
        format!("k-{}-{}", self.key, self.hash)
    }
}

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

/// Where each bare syllable stands.
#[derive(Debug)]
struct Places {
    starts: Vec<usize>,
    places: Vec<u32>,
    /// The page of every 256th word.
    pages: Vec<u32>,
}

/// A key on a page, packed so that it sorts by key, then page: second syllable, marks of both, page, weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry(u128);

impl Entry {
    fn new(second: Option<u32>, marks: u32, page: u32, weight: u32) -> Self {
        let key = u128::from(second.map_or(0, |second| u64::from(second) + 1)) << 32 | u128::from(marks);
        Self(key << 64 | u128::from(page) << 32 | u128::from(weight))
    }

    fn word(self, at: u32) -> u32 {
        u32::try_from(self.0 >> (at * 32) & u128::from(u32::MAX)).unwrap_or_default()
    }

    /// The second syllable by its place in the vocabulary; `None` for the first alone.
    pub(super) fn second(self) -> Option<u32> {
        self.word(3).checked_sub(1)
    }

    /// Marks of the first and the second syllable, ten bits each; of the first alone, just those.
    pub(super) fn marks(self) -> u32 {
        self.word(2)
    }

    pub(super) fn page(self) -> u32 {
        self.word(1)
    }

    /// How much the key weighs on the page.
    pub(super) fn weight(self) -> u32 {
        self.word(0)
    }
}

/// How much a word counts by where it stands.
fn weight(part: Part) -> u32 {
    match part {
        Part::Title => 3,
        Part::Heading => 2,
        Part::Text => 1,
    }
}

/// The weights, by their packed form.
const WEIGHTS: [u32; 4] = [0, 1, 3, 8];

impl Index {
    pub(in crate::render) fn new(handbook: &Handbook) -> Self {
        let mut numbering = Numbering::default();
        let mut words: Vec<Packed> = Vec::new();
        let mut starts = vec![0];
        let mut lengths = Vec::new();
        let mut numbers: Vec<u32> = Vec::new();
        for id in handbook.ids() {
            let wording = &handbook.document(id).wording;
            numbers.clear();
            numbers.extend(wording.syllables().map(|syllable| numbering.number(syllable) + 1));
            let mut part = 0;
            let mut length = 0;
            for word in wording.words() {
                match word {
                    Word::Break => words.push(0),
                    Word::Part(of) => part = weight(of) << WEIGHT,
                    Word::Syllable(at) => {
                        length += 1;
                        words.push(part | numbers.get(at).copied().unwrap_or_default());
                    }
                }
            }
            words.push(0);
            starts.push(words.len());
            lengths.push(length);
        }
        let (bare, syllables) = sorted(numbering.syllables());
        let mut out = Self {
            counts: vec![0; bare.len()],
            syllables,
            bare,
            words,
            starts,
            lengths,
            shards: Vec::new(),
            groups: groups(handbook),
            facets: String::new(),
            places: OnceLock::new(),
        };
        let (counts, prints) = out.cells(numbering.syllables());
        for (bare, count) in out.counts.iter_mut().enumerate() {
            *count = counts.get(bare * SLOTS).copied().unwrap_or_default();
        }
        out.plan(&counts, &prints);
        out.facets = short(hash_of_facets(&out.groups, handbook), 9);
        out
    }

    /// Counts the entries of each cell and takes a print of them: whatever changes an entry changes the print.
    fn cells(&self, syllables: &[Syllable]) -> (Vec<u32>, Vec<u64>) {
        let mut counts = vec![0_u32; self.bare.len() * SLOTS];
        let mut prints = vec![0_u64; self.bare.len() * SLOTS];
        let mut add = |cell: usize, what: u64| {
            if let (Some(count), Some(print)) = (counts.get_mut(cell), prints.get_mut(cell)) {
                *count += 1;
                *print = (print.rotate_left(5) ^ what).wrapping_mul(0x517c_c1b7_2722_0a95);
            }
        };
        let marked = |word: Packed| syllables.get(number(word)).map_or(0, |syllable| syllable.0);
        for (page, words) in (1_u64..).zip(self.starts.windows(2)) {
            let &[start, end] = words else { continue };
            let Some(words) = self.words.get(start..end) else { continue };
            let page = page.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            for pair in words.windows(2) {
                let &[word, next] = pair else { continue };
                let Some((bare, _)) = self.syllable(word) else { continue };
                let cell = bare as usize * SLOTS;
                let print = marked(word) ^ page.wrapping_add(u64::from(word >> WEIGHT));
                add(cell, print);
                if next != 0 {
                    let next = marked(next);
                    add(cell + 1 + Syllable(next).initial() as usize, print.wrapping_add(next.rotate_left(32)));
                }
            }
        }
        (counts, prints)
    }

    fn plan(&mut self, counts: &[u32], prints: &[u64]) {
        let mut open: Option<(Range<usize>, u32, Xxh3)> = None;
        let mut shards = Vec::new();
        let mut close = |open: Option<(Range<usize>, u32, Xxh3)>| {
            if let Some((cells, _, hash)) = open {
                shards.push(Shard { key: self.key(cells.start), cells, hash: short(hash.digest(), 7) });
            }
        };
        for (cell, (count, print)) in counts.iter().zip(prints).enumerate().filter(|(_, (count, _))| **count > 0) {
            // Rare pairs take three signs an entry, those on many pages one; a syllable alone is often twice on a page.
            let size = if cell % SLOTS == 0 { count / 2 } else { count + 2 * (*count).min(400) };
            if open.as_ref().is_none_or(|(_, sum, _)| sum + size > SHARD) {
                close(open.take());
                open = Some((cell..cell, 0, Xxh3::new()));
            }
            if let Some((cells, sum, hash)) = &mut open {
                cells.end = cell + 1;
                *sum += size;
                hash.update(&print.to_le_bytes());
            }
        }
        close(open);
        self.shards = shards;
    }

    /// The first key of a cell.
    fn key(&self, cell: usize) -> String {
        let first = self.bare.get(cell / SLOTS).map(|syllable| syllable.letters()).unwrap_or_default();
        match u32::try_from(cell % SLOTS).unwrap_or_default().checked_sub(1).and_then(|i| char::from_digit(i, 36)) {
            Some(initial) => format!("{first}-{initial}"),
            None => first,
        }
    }

    /// Place in `bare` and marks of a word; `None` for a break.
    fn syllable(&self, word: Packed) -> Option<(u32, u32)> {
        if word == 0 { None } else { self.syllables.get(number(word)).copied() }
    }

    pub(super) fn shards(&self) -> &[Shard] {
        &self.shards
    }

    pub(super) fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// All bare syllables in order, each with the number of places where it stands.
    pub(super) fn vocabulary(&self) -> impl Iterator<Item = (Syllable, u32)> {
        self.bare.iter().copied().zip(self.counts.iter().copied())
    }

    /// Letters of a bare syllable by its place in the vocabulary.
    pub(super) fn letters(&self, bare: u32) -> String {
        self.bare.get(bare as usize).map(|syllable| syllable.letters()).unwrap_or_default()
    }

    /// Syllables of each page.
    pub(super) fn lengths(&self) -> &[u32] {
        &self.lengths
    }

    /// The name of the facets' file.
    pub(super) fn facets_name(&self) -> String {
        format!("f-{}", self.facets)
    }

    /// Returns the entries of a shard by first syllable, each list in the order of keys, then pages.
    pub(super) fn entries(&self, shard: &Shard) -> impl Iterator<Item = (u32, Vec<Entry>)> {
        let places = self.places.get_or_init(|| self.find_places());
        let firsts = shard.cells.start / SLOTS..shard.cells.end.div_ceil(SLOTS);
        firsts.map(move |first| {
            let from = shard.cells.start.saturating_sub(first * SLOTS);
            let to = (shard.cells.end - first * SLOTS).min(SLOTS);
            (u32::try_from(first).unwrap_or(u32::MAX), self.entries_of(first, from..to, places))
        })
    }

    fn entries_of(&self, first: usize, slots: Range<usize>, places: &Places) -> Vec<Entry> {
        let mut out: Vec<Entry> = Vec::new();
        for (page, place) in places.of(first, &self.starts) {
            let here = self.words.get(place..place + 2).unwrap_or_default();
            let &[word, next] = here else { continue };
            let Some((_, marks)) = self.syllable(word) else { continue };
            let weight = WEIGHTS.get((word >> WEIGHT) as usize).copied().unwrap_or_default();
            if slots.start == 0 {
                out.push(Entry::new(None, marks, page, weight));
            }
            let Some((second, marks_of_second)) = self.syllable(next) else { continue };
            let initial = self.bare.get(second as usize).map_or(0, |syllable| syllable.initial() as usize);
            if slots.contains(&(initial + 1)) {
                out.push(Entry::new(Some(second), marks << 10 | marks_of_second, page, weight));
            }
        }
        out.sort_unstable();
        // The weights of one key on one page add up.
        out.dedup_by(|next, entry| {
            let same = next.0 >> 32 == entry.0 >> 32;
            if same {
                entry.0 += u128::from(next.weight());
            }
            same
        });
        out
    }

    /// Sorts the places of all words by bare syllable.
    fn find_places(&self) -> Places {
        let firsts = || self.words.iter().enumerate().filter_map(|(at, word)| Some((at, self.syllable(*word)?.0 as usize)));
        let mut starts = vec![0; self.bare.len() + 1];
        let mut sum = 0;
        for (start, count) in starts.iter_mut().zip(self.counts.iter().chain(&[0])) {
            *start = sum;
            sum += *count as usize;
        }
        let mut next = starts.clone();
        let mut places = vec![0_u32; sum];
        for (at, first) in firsts() {
            if let Some(next) = next.get_mut(first)
                && let Some(place) = places.get_mut(*next)
            {
                *place = u32::try_from(at).unwrap_or(u32::MAX);
                *next += 1;
            }
        }
        let mut pages = Vec::with_capacity(self.words.len() / 256 + 1);
        let mut page = 0;
        for at in (0..self.words.len()).step_by(256) {
            while self.starts.get(page + 1).is_some_and(|start| *start <= at) {
                page += 1;
            }
            pages.push(u32::try_from(page).unwrap_or(u32::MAX));
        }
        Places { starts, places, pages }
    }
}

impl Places {
    /// The places of a bare syllable, each with its page, rising.
    fn of<'a>(&'a self, first: usize, starts: &'a [usize]) -> impl Iterator<Item = (u32, usize)> + use<'a> {
        let range = self.starts.get(first).copied().unwrap_or_default()..self.starts.get(first + 1).copied().unwrap_or_default();
        let places = self.places.get(range).unwrap_or_default();
        places.iter().map(move |place| {
            let place = *place as usize;
            let mut page = self.pages.get(place / 256).copied().unwrap_or_default();
            while starts.get(page as usize + 1).is_some_and(|start| *start <= place) {
                page += 1;
            }
            (page, place)
        })
    }
}

fn number(word: Packed) -> usize {
    ((word & ((1 << WEIGHT) - 1)) as usize).wrapping_sub(1)
}

/// The bare syllables in order, and for each syllable its place among them and its marks.
fn sorted(syllables: &[Syllable]) -> (Vec<Syllable>, Vec<(u32, u32)>) {
    let mut bare: Vec<Syllable> = syllables.iter().map(|syllable| syllable.bare()).collect();
    bare.sort_unstable();
    bare.dedup();
    let place = |syllable: &Syllable| {
        let at = bare.binary_search(&syllable.bare()).unwrap_or_default();
        (u32::try_from(at).unwrap_or(u32::MAX), syllable.marks())
    };
    let places = syllables.iter().map(place).collect();
    (bare, places)
}

fn hash_of_facets(groups: &[Group], handbook: &Handbook) -> u64 {
    let mut hash = Xxh3::new();
    groups.iter().for_each(|group| hash.update(group.hash.as_bytes()));
    for term in handbook.taxonomies().iter().flat_map(|taxonomy| &taxonomy.terms) {
        hash.update(term.name.as_bytes());
        hash.update(&[0]);
    }
    hash.digest()
}

/// Which pages' texts stand together.
fn groups(handbook: &Handbook) -> Vec<Group> {
    let mut out = Vec::new();
    let mut open: Option<(Range<usize>, u32, Xxh3)> = None;
    let mut close = |open: Option<(Range<usize>, u32, Xxh3)>| {
        if let Some((pages, _, hash)) = open {
            out.push(Group { pages, hash: short(hash.digest(), 10) });
        }
    };
    for (at, id) in handbook.ids().enumerate() {
        let document = handbook.document(id);
        let path = xxhash_rust::xxh3::xxh3_64(document.path.as_bytes());
        let full = |sum: u32| sum > TEXT || (sum > TEXT / 3 && path % CUT == 0);
        if open.as_ref().is_none_or(|(_, sum, _)| full(*sum)) {
            close(open.take());
            open = Some((at..at, 0, Xxh3::new()));
        }
        if let Some((pages, sum, hash)) = &mut open {
            pages.end = at + 1;
            *sum += document.outline.words;
            hash.update(&document.hash.to_le_bytes());
            hash.update(document.kind_name().key().as_bytes());
            hash.update(handbook.address(id).as_str().as_bytes());
            hash.update(&[0]);
        }
    }
    close(open);
    out
}

/// A hash in so many letters and digits.
fn short(mut hash: u64, length: usize) -> String {
    let mut out = String::with_capacity(length);
    for _ in 0..length {
        out.extend(char::from_digit(u32::try_from(hash % 36).unwrap_or_default(), 36));
        hash /= 36;
    }
    out
}
