//! The splices that turn one value of a YAML text into another.
//!
//! Every function answers `None` where it knows no precise edit; `head` has other ways then.

use std::ops::Range;

use serde_json::{Map, Value as Json};

use super::lines;
use super::tree::{Entry, Item, Node, What};
use super::value::same;
use super::write::{self, Manner, Style, Written};

/// Where a value stands: behind a colon or a dash.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot {
    /// Behind the colon or the dash.
    pub(super) after: usize,
    /// Column of the key or the dash.
    indent: usize,
    /// Inside `[…]` or `{…}`.
    flow: bool,
    /// Behind a dash.
    dash: bool,
}

impl Slot {
    /// The place of the top level, whose keys stand at the margin.
    pub(super) fn top(text: &str, root: &Node) -> Self {
        let flow = matches!(root.what, What::List { flow: true, .. } | What::Map { flow: true, .. });
        let after = text.get(..root.from).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        Self { after, indent: 0, flow, dash: false }
    }

    /// The place of a value behind a colon in `{…}`.
    pub(super) fn in_flow(after: usize) -> Self {
        Self { after, indent: 0, flow: true, dash: false }
    }

    /// The place of an entry's value in a block mapping that stands here.
    pub(super) fn under(self, entry: &Entry) -> Self {
        Self { after: entry.after, dash: false, ..self }
    }
}

/// Edits of one text, gathered.
pub(super) struct Change<'a> {
    pub(super) text: &'a str,
    pub(super) eol: &'a str,
    pub(super) manner: Manner,
    splices: Vec<(Range<usize>, String)>,
}

impl<'a> Change<'a> {
    pub(super) fn new(text: &'a str, eol: &'a str) -> Self {
        Self { text, eol, manner: Manner::of(text), splices: Vec::new() }
    }

    /// Returns the text with all edits.
    pub(super) fn done(mut self) -> String {
        let all = 0..self.text.len();
        self.rendered(all, 0)
    }

    pub(super) fn splice(&mut self, range: Range<usize>, with: impl Into<String>) {
        self.splices.push((range, with.into()));
    }

    /// How many edits there are, for [`Self::rendered`].
    pub(super) fn mark(&self) -> usize {
        self.splices.len()
    }

    /// Returns a part of the text with the edits made since `mark`, which it takes out.
    pub(super) fn rendered(&mut self, range: Range<usize>, mark: usize) -> String {
        let mut edits = self.splices.split_off(mark);
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        let mut out = String::with_capacity(range.len() + 64);
        let mut at = range.start;
        for (edit, with) in edits {
            out.push_str(self.text.get(at..edit.start).unwrap_or_default());
            out.push_str(&with);
            at = at.max(edit.end);
        }
        out.push_str(self.text.get(at..range.end).unwrap_or_default());
        out
    }

    /// The end of the line of `at`, its line end left out.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default();
        let ended = line.len() < rest.len();
        at + if ended { line.strip_suffix('\r').unwrap_or(line).len() } else { line.len() }
    }

    pub(super) fn line_start(&self, at: usize) -> usize {
        self.text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
    }

    pub(super) fn column(&self, at: usize) -> usize {
        self.text.get(self.line_start(at)..at).map_or(0, |before| before.chars().count())
    }

    /// Where the lines of a value end: with the comments on lines of their own below it that stand
    /// deeper than `column`.
    pub(super) fn own_end(&self, end: usize, column: usize) -> usize {
        let mut end = self.line_end(end);
        loop {
            let next = self.next_line(end);
            let line = self.text.get(next..self.line_end(next)).unwrap_or_default();
            let bare = line.trim_start_matches(' ');
            if next == end || !bare.starts_with('#') || line.len() - bare.len() <= column {
                return end;
            }
            end = self.line_end(next);
        }
    }

    /// The start of the line behind a line end; the same place at the end of the text.
    pub(super) fn next_line(&self, line_end: usize) -> usize {
        let rest = self.text.get(line_end..).unwrap_or_default();
        line_end + if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) }
    }

    /// Writes lines below each other, each after a line end.
    pub(super) fn below(&self, lines: &[String]) -> String {
        lines.iter().flat_map(|line| [self.eol, line.as_str()]).collect()
    }

    /// Changes a value from `old` to `new`.
    pub(super) fn node(&mut self, node: &Node, old: &Json, new: &Json, slot: Slot) -> Option<()> {
        if same(old, new) {
            return Some(());
        }
        match (&node.what, old, new) {
            (What::Map { flow, entries }, Json::Object(old), Json::Object(new)) if !new.is_empty() => {
                if *flow {
                    self.flow_map(node, entries, old, new, slot)
                } else {
                    self.map(node, entries, old, new, slot)
                }
            }
            (What::List { flow, items }, Json::Array(old), Json::Array(new)) if !new.is_empty() => {
                if *flow {
                    self.flow_list(node, items, old, new, slot)
                } else {
                    self.list(node, items, old, new, slot)
                }
            }
            (What::Plain | What::Single | What::Double | What::Block, _, Json::String(text)) => {
                self.scalar(node, text, slot)
            }
            (What::Plain | What::Single | What::Double, _, Json::Null | Json::Bool(_) | Json::Number(_)) => {
                // An anchor stays.
                self.splice(node.span.clone(), write::inline(new));
                Some(())
            }
            (_, _, _) => {
                self.put(node, new, slot);
                Some(())
            }
        }
    }

    /// Changes a text in place, its anchor and quotes kept.
    fn scalar(&mut self, node: &Node, text: &str, slot: Slot) -> Option<()> {
        let written = self.text.get(node.span.clone())?;
        let style = match node.what {
            What::Single => Style::Single,
            What::Double => Style::Double,
            What::Block if written.starts_with('>') => Style::Folded,
            What::Block => Style::Literal,
            What::Plain | What::Empty | What::Alias | What::List { .. } | What::Map { .. } | What::Odd => Style::Plain,
        };
        if slot.flow {
            self.splice(node.span.clone(), write::scalar_in_flow(text, style));
            return Some(());
        }
        let mut new = write::scalar(text, Some(style), slot.indent);
        if let What::Block = node.what
            && let Some((_, old)) = written.split_once('\n')
            && !new.below.is_empty()
        {
            // Lines that stay keep their bytes; so they must stand in the same column.
            let column = |line: &str| line.len() - line.trim_start_matches(' ').len();
            let stands = old.lines().find(|line| !line.trim().is_empty()).map_or(slot.indent + 2, column);
            let by = |line: &String| {
                if line.is_empty() {
                    String::new()
                } else {
                    format!("{:stands$}{}", "", line.get(slot.indent + 2..).unwrap_or_default())
                }
            };
            let below: Vec<String> = new.below.iter().map(by).collect();
            let kept = lines::keep(old, &below.join("\n"), self.eol);
            new.below = vec![kept];
        }
        self.place(node, node.span.start, &new, slot);
        Some(())
    }

    /// Writes a value anew in the place of another.
    pub(super) fn put(&mut self, node: &Node, value: &Json, slot: Slot) {
        if slot.flow {
            let text = write::inline(value);
            if let What::Empty = node.what {
                self.splice(node.span.clone(), format!(" {text}"));
            } else {
                self.splice(node.from..node.span.end, text);
            }
            return;
        }
        let mut new = self.manner.value(value, slot.indent);
        if slot.dash && new.head.is_empty() {
            new = self.manner.behind_dash(value, slot.indent);
        }
        self.place(node, node.from, &new, slot);
    }

    /// Puts a written value where a node stands from `from` on.
    fn place(&mut self, node: &Node, from: usize, new: &Written, slot: Slot) {
        let below = self.below(&new.below);
        let line = self.line_end(slot.after);
        if let What::Empty = node.what {
            let end = node.span.end;
            self.splice(end..end, if new.head.is_empty() { String::new() } else { format!(" {}", new.head) });
            let line = self.line_end(end);
            self.splice(line..line, below);
        } else if from > line {
            if !new.head.is_empty() {
                self.splice(slot.after..slot.after, format!(" {}", new.head));
            }
            let end = self.line_end(node.span.end);
            self.splice(line..end, below);
        } else {
            let end = if node.is_block() { self.line_end(node.span.end) } else { node.span.end };
            let from = if new.head.is_empty() { slot.after } else { from };
            self.splice(from..end, new.head.as_str());
            let line = self.line_end(end);
            self.splice(line..line, below);
        }
    }

    /// Changes a block mapping: values in their places, keys that go with their lines, new keys
    /// below the last.
    fn map(
        &mut self,
        node: &Node,
        entries: &[Entry],
        old: &Map<String, Json>,
        new: &Map<String, Json>,
        slot: Slot,
    ) -> Option<()> {
        let first = entries.first()?;
        let indent = self.column(first.key.start);
        let compact = !self.text.get(self.line_start(first.key.start)..first.key.start)?.trim().is_empty();
        let stays = |entry: &Entry| new.contains_key(&entry.name);
        let Some(last) = entries.iter().rev().find(|entry| stays(entry)) else {
            return if !slot.dash && self.column(slot.after) == 0 {
                self.all_anew(entries, new, indent)
            } else {
                self.put(node, &Json::Object(new.clone()), slot);
                Some(())
            };
        };
        for (at, entry) in entries.iter().enumerate() {
            let end = self.own_end(entry.node.span.end.max(entry.after), indent);
            if let Some(value) = new.get(&entry.name) {
                self.node(
                    &entry.node,
                    old.get(&entry.name)?,
                    value,
                    Slot { after: entry.after, indent, flow: false, dash: false },
                )?;
            } else if compact && at == 0 {
                let next = entries.iter().find(|entry| stays(entry))?;
                // What stands between is removed or is a comment; without comments the next key moves up.
                let moves = entries.get(1).is_some_and(|second| second.name == next.name)
                    && self.text.get(end..next.key.start).is_some_and(|gap| gap.trim().is_empty());
                self.splice(entry.key.start..if moves { next.key.start } else { end }, "");
            } else {
                self.splice(self.line_start(entry.key.start)..self.next_line(end), "");
            }
        }
        let added: Vec<String> = new
            .iter()
            .filter(|(key, _)| !old.contains_key(*key))
            .flat_map(|(key, value)| self.manner.entry(key, value, indent))
            .collect();
        let end = self.own_end(last.node.span.end.max(last.after), indent);
        let added = self.below(&added);
        self.splice(end..end, added);
        Some(())
    }

    /// Replaces all keys of the top level.
    fn all_anew(&mut self, entries: &[Entry], new: &Map<String, Json>, indent: usize) -> Option<()> {
        for entry in entries {
            let end = self.own_end(entry.node.span.end.max(entry.after), indent);
            self.splice(self.line_start(entry.key.start)..self.next_line(end), "");
        }
        self.append(&Json::Object(new.clone()))
    }

    /// Adds the keys of `values` at the end of a text.
    pub(super) fn append(&mut self, values: &Json) -> Option<()> {
        let end = self.text.len();
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.splice(end..end, self.eol);
        }
        for (key, value) in values.as_object()? {
            let lines = self.manner.entry(key, value, 0);
            let lines: String = lines.iter().flat_map(|line| [line.as_str(), self.eol]).collect();
            self.splice(end..end, lines);
        }
        Some(())
    }

    /// Writes every alias out.
    pub(super) fn aliases(&mut self, node: &Node, value: &Json, slot: Slot) -> Option<()> {
        match &node.what {
            What::Alias => self.put(node, value, slot),
            What::List { flow, items } => {
                for (item, value) in items.iter().zip(value.as_array()?) {
                    let slot = self.item_slot(item, *flow);
                    self.aliases(&item.node, value, slot)?;
                }
            }
            What::Map { flow, entries } => {
                for entry in entries {
                    let slot =
                        Slot { after: entry.after, indent: self.column(entry.key.start), flow: *flow, dash: false };
                    self.aliases(&entry.node, value.get(&entry.name)?, slot)?;
                }
            }
            What::Empty | What::Plain | What::Single | What::Double | What::Block | What::Odd => {}
        }
        Some(())
    }

    pub(super) fn item_slot(&self, item: &Item, flow: bool) -> Slot {
        if flow {
            return Slot { after: item.dash, indent: 0, flow: true, dash: false };
        }
        Slot { after: item.dash + 1, indent: self.column(item.dash), flow: false, dash: true }
    }
}
