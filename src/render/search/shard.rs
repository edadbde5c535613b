//! A shard: for each key the pages that have it, by the marks it is written with.

use crate::link::View;
use crate::render::Frame;

use super::entry::{Entry, STEPS};
use super::index::{Held, Index};
use super::number::put;
use super::script;

/// The name of a first syllable alone among its pairs.
pub(super) const ALONE: &str = "*";

/// Keys as text, `chi * bo hoi,chia se` (`*`: the first alone), and for each, one after another, the number of its
/// lists and every list: marks, number of pages, then each page as distance from the one before and step.
pub(super) fn make(index: &Index, number: usize, frame: &Frame<'_>, view: &View<'_>) -> Vec<u8> {
    let Some(shard) = index.shards().get(number) else { return Vec::new() };
    let mut out = Writing::default();
    index.each(shard, view.earlier(), frame.handbook(), |held| out.first(&held, index));
    script(&(shard.name(), out.keys, out.lists))
}

#[derive(Default)]
struct Writing {
    keys: String,
    lists: String,
    /// The lists of the key that is being written, and how many they are.
    own: (u32, String),
    list: List,
}

impl Writing {
    fn first(&mut self, held: &Held<'_>, index: &Index) {
        let before = self.keys.len();
        if before > 0 {
            self.keys.push(',');
        }
        self.keys.push_str(&index.letters(held.first));
        let named = self.keys.len();
        self.alone(held);
        self.pairs(held.pairs, index);
        if self.keys.len() == named {
            self.keys.truncate(before);
        }
    }

    /// The first syllable alone: each way of writing it has a list that grows.
    fn alone(&mut self, held: &Held<'_>) {
        let mut lists: Vec<List> = Vec::new();
        for entry in held.alone.iter().copied().map(Entry::unpacked) {
            let marks = entry.first_marks();
            let at = lists.iter().position(|list| list.marks == marks).unwrap_or_else(|| {
                lists.push(List { marks, ..List::default() });
                lists.len() - 1
            });
            lists.get_mut(at).into_iter().for_each(|list| list.add(entry));
        }
        lists.sort_unstable_by_key(|list| list.marks);
        for list in &mut lists {
            list.end(&mut self.own);
        }
        self.key(ALONE);
    }

    fn pairs(&mut self, pairs: &[Entry], index: &Index) {
        for of_key in pairs.chunk_by(|a, b| a.second() == b.second()) {
            for entry in of_key {
                if self.list.marks != entry.marks() {
                    self.list.end(&mut self.own);
                    self.list.marks = entry.marks();
                }
                self.list.add(*entry);
            }
            self.list.end(&mut self.own);
            if let Some(second) = of_key.first().and_then(|entry| entry.second()) {
                self.key(&index.letters(second as usize));
            }
        }
    }

    /// Ends a key whose lists are written.
    fn key(&mut self, name: &str) {
        let (count, lists) = &mut self.own;
        if *count > 0 {
            self.keys.push(' ');
            self.keys.push_str(name);
            put(*count, &mut self.lists);
            self.lists.push_str(lists);
        }
        *count = 0;
        lists.clear();
    }
}

/// The pages of a key in one way of writing it.
#[derive(Default)]
struct List {
    marks: u32,
    /// How many pages are written.
    count: u32,
    text: String,
    /// The page after the last one written.
    next: u32,
    /// The page that is being weighed; nothing while it has no weight.
    page: u32,
    weight: u32,
}

impl List {
    /// Adds a place; they come in the order of pages.
    fn add(&mut self, entry: Entry) {
        if self.page != entry.page() {
            self.write();
            self.page = entry.page();
        }
        self.weight += entry.weight();
    }

    fn write(&mut self) {
        if self.weight > 0 {
            let step = STEPS.iter().filter(|step| self.weight >= **step).count();
            put(self.page.saturating_sub(self.next) * 4 + u32::try_from(step).unwrap_or_default(), &mut self.text);
            (self.next, self.weight) = (self.page + 1, 0);
            self.count += 1;
        }
    }

    /// Appends the list, if it has pages, and counts it; it is empty then.
    fn end(&mut self, (lists, out): &mut (u32, String)) {
        self.write();
        if self.count > 0 {
            *lists += 1;
            put(self.marks, out);
            put(self.count, out);
            out.push_str(&self.text);
        }
        self.text.clear();
        (self.count, self.next) = (0, 0);
    }
}
