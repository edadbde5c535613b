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
        let mut rest = held.entries.chunk_by(|a, b| a.is_listed_with(*b)).peekable();
        while let Some(of_list) = rest.next() {
            self.list(of_list);
            let second = second(of_list);
            if rest.peek().is_none_or(|next| self::second(next) != second) {
                match second {
                    None => self.key(ALONE),
                    Some(second) => self.key(&index.letters(second as usize)),
                }
            }
        }
    }

    /// Writes the pages of a key in one way of writing it.
    fn list(&mut self, entries: &[Entry]) {
        let (mut count, mut next) = (0, 0);
        for of_page in entries.chunk_by(|a, b| a.page() == b.page()) {
            let Some(page) = of_page.first().map(|entry| entry.page()) else { continue };
            let weight: u32 = of_page.iter().map(|entry| entry.weight()).sum();
            let step = STEPS.iter().map(|step| u32::from(weight >= *step)).sum::<u32>();
            put((page - next) * 4 + step, &mut self.pages);
            next = page + 1;
            count += 1;
        }
        let (lists, out) = &mut self.own;
        *lists += 1;
        put(entries.first().map_or(0, |entry| entry.marks()), out);
        put(count, out);
        out.push_str(&self.pages);
        self.pages.clear();
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

/// The second syllable of the entries of a list.
fn second(of_list: &[Entry]) -> Option<u32> {
    of_list.first().and_then(|entry| entry.second())
}
