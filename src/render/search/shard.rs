//! A shard: for each key the pages that have it, by the marks it is written with.

use crate::link::View;
use crate::render::Frame;

use super::entry::{Entry, step};
use super::index::{Held, Index};
use super::number::put;
use super::script::script_of_texts;

/// The name of a first syllable alone among its pairs.
pub(super) const ALONE: &str = "*";

/// Keys as text, `chi * bo hoi,chia se` (`*`: the first alone), and for each, one after another, the number of its
/// lists and every list: marks, number of pages, then each page as distance from the one before and step.
pub(super) fn make(index: &Index, number: usize, frame: &Frame<'_>, view: &View<'_>) -> Vec<u8> {
    let Some(shard) = index.shards().get(number) else { return Vec::new() };
    let mut out = Writing::default();
    index.each(shard, view.earlier(), frame.handbook(), |held| out.first(&held, index));
    script_of_texts([&shard.name(), &out.keys, &out.lists])
}

#[derive(Default)]
struct Writing {
    keys: String,
    lists: String,
    /// The lists of the key that is being written, and how many they are.
    own: (u32, String),
    /// The pages of the list that is being written.
    pages: String,
}

impl Writing {
    fn first(&mut self, held: &Held<'_>, index: &Index) {
        if held.entries.is_empty() {
            return;
        }
        if !self.keys.is_empty() {
            self.keys.push(',');
        }
        self.keys.push_str(&index.letters(held.first));
        let mut rest = held.entries;
        while let Some(first) = rest.first().copied() {
            rest = self.list(first, rest);
            if rest.first().is_none_or(|next| next.second() != first.second()) {
                match first.second() {
                    None => self.key(ALONE),
                    Some(second) => self.key(&index.letters(second as usize)),
                }
            }
        }
    }

    /// Writes the pages of the key of a `first` entry in its way of writing it; returns the entries after those.
    fn list<'e>(&mut self, first: Entry, mut rest: &'e [Entry]) -> &'e [Entry] {
        let (mut count, mut next) = (0, 0);
        while let [of_page, after @ ..] = rest
            && of_page.is_listed_with(first)
        {
            let mut weight = of_page.weight();
            rest = after;
            while let [other, after @ ..] = rest
                && other.is_beside(*of_page)
            {
                weight += other.weight();
                rest = after;
            }
            let page = of_page.page();
            put((page - next) * 4 + step(weight), &mut self.pages);
            next = page + 1;
            count += 1;
        }
        let (lists, out) = &mut self.own;
        *lists += 1;
        put(first.marks(), out);
        put(count, out);
        out.push_str(&self.pages);
        self.pages.clear();
        rest
    }

    /// Ends a key whose lists are written.
    fn key(&mut self, name: &str) {
        let (count, lists) = &mut self.own;
        self.keys.push(' ');
        self.keys.push_str(name);
        put(*count, &mut self.lists);
        self.lists.push_str(lists);
        *count = 0;
        lists.clear();
    }
}
