//! Where each value of a YAML text stands, byte by byte.
//!
//! The parser tells what follows what; its spans are those of tokens, so the ends that an edit needs
//! (behind the closing quote, before the blank lines after a block) are found here.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use crate::text::nfc::nfc;

/// A value in the text.
#[derive(Debug)]
pub(super) struct Node {
    /// Where it begins, its anchor and tag included.
    pub(super) from: usize,
    /// Its own bytes without anchor and tag; empty where nothing is written.
    pub(super) span: Range<usize>,
    pub(super) what: What,
}

#[derive(Debug)]
pub(super) enum What {
    /// Nothing after a key or a dash.
    Empty,
    Plain,
    Single,
    Double,
    /// `|` or `>` and the lines below.
    Block,
    /// `*name`.
    Alias,
    List {
        flow: bool,
        items: Vec<Item>,
    },
    Map {
        flow: bool,
        entries: Vec<Entry>,
    },
    /// Written in a rare way (`? key`, `[a: b]`), which is not changed from within.
    Odd,
}

#[derive(Debug)]
pub(super) struct Item {
    /// Its dash; in `[…]` where it begins.
    pub(super) dash: usize,
    pub(super) node: Node,
}

#[derive(Debug)]
pub(super) struct Entry {
    pub(super) key: Range<usize>,
    pub(super) name: String,
    /// Behind its colon.
    pub(super) after: usize,
    pub(super) node: Node,
}

impl Node {
    /// Tells whether it is a list or mapping on lines of its own.
    pub(super) fn is_block(&self) -> bool {
        matches!(self.what, What::List { flow: false, .. } | What::Map { flow: false, .. } | What::Odd)
    }
}

/// Returns the tree of a text; `None` for no value, and for a text that cannot be read.
pub(super) fn read(text: &str) -> Option<Node> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(text.len());
    let mut events = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, Span { start, end }) = event.ok()?;
        events.push((event, byte(start.index())..byte(end.index())));
    }
    let mut events = events.into_iter();
    events.find(|(event, _)| matches!(event, Event::DocumentStart(_)))?;
    let mut reader = Reader { text, events };
    let first = reader.events.next()?;
    reader.node(first, 0)
}

type Told<'a> = (Event<'a>, Range<usize>);

struct Reader<'a> {
    text: &'a str,
    events: std::vec::IntoIter<Told<'a>>,
}

impl<'a> Reader<'a> {
    /// Reads the value of an event, which is looked for from `at` on.
    fn node(&mut self, (event, told): Told<'a>, at: usize) -> Option<Node> {
        let from = trivia(self.text, at);
        let start = properties(self.text, from);
        let leaf = |what, span: Range<usize>| Some(Node { from: from.min(span.start), span, what });
        match event {
            Event::Alias(_) => leaf(What::Alias, start..told.end),
            Event::Scalar(text, style, ..) => match style {
                ScalarStyle::Plain if text.is_empty() => {
                    // Not what stands next in the text, which belongs to another key.
                    let end = self.text.get(at..told.start).map_or(at, |part| at + part.trim_end().len());
                    Some(Node { from: if end > at { from } else { at }, span: end..end, what: What::Empty })
                }
                ScalarStyle::Plain => {
                    let part = self.text.get(start..told.end)?;
                    leaf(What::Plain, start..start + part.trim_end().len())
                }
                ScalarStyle::SingleQuoted => leaf(What::Single, start..quoted(self.text, start)?),
                ScalarStyle::DoubleQuoted => leaf(What::Double, start..quoted(self.text, start)?),
                ScalarStyle::Literal | ScalarStyle::Folded => {
                    leaf(What::Block, start..self.block_end(start, told.end)?)
                }
            },
            Event::SequenceStart(..) => self.list(from, start),
            Event::MappingStart(..) => self.map(from, start),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd
            | Event::SequenceEnd
            | Event::MappingEnd => None,
        }
    }

    /// Where a block scalar ends: behind its last line, its line end left out; with `+` behind its
    /// last blank line.
    fn block_end(&self, start: usize, told: usize) -> Option<usize> {
        let part = self.text.get(start..told)?;
        let header = part.lines().next()?;
        let keeps = header.split('#').next().unwrap_or_default().contains('+');
        let part = if keeps { part.strip_suffix('\n').unwrap_or(part) } else { part.trim_end() };
        Some(start + part.strip_suffix('\r').unwrap_or(part).len())
    }

    fn list(&mut self, from: usize, start: usize) -> Option<Node> {
        let flow = self.text.get(start..)?.starts_with('[');
        let mut items: Vec<Item> = Vec::new();
        let mut at = if flow { start + 1 } else { start };
        let end = loop {
            let (event, told) = self.events.next()?;
            if event == Event::SequenceEnd {
                break if flow { told.end } else { at };
            }
            let (dash, after) = if flow {
                let at = trivia(self.text, at);
                let next = if self.text.get(at..)?.starts_with(',') { trivia(self.text, at + 1) } else { at };
                (next, next)
            } else {
                let dash = trivia(self.text, at);
                self.text.get(dash..)?.strip_prefix('-')?;
                (dash, dash + 1)
            };
            let mut node = self.node((event, told), after)?;
            if flow && node.is_block() {
                node.what = What::Odd;
            }
            at = node.span.end.max(after);
            items.push(Item { dash, node });
        };
        Some(Node { from, span: start..end, what: What::List { flow, items } })
    }

    fn map(&mut self, from: usize, start: usize) -> Option<Node> {
        let flow = self.text.get(start..)?.starts_with('{');
        let mut entries: Vec<Entry> = Vec::new();
        let mut odd = false;
        let mut at = if flow { start + 1 } else { start };
        let end = loop {
            let (event, told) = self.events.next()?;
            if event == Event::MappingEnd {
                break if flow { told.end } else { at };
            }
            if flow {
                let next = trivia(self.text, at);
                at = if self.text.get(next..)?.starts_with(',') { next + 1 } else { next };
            }
            let name = if let Event::Scalar(text, ..) = &event { nfc(text).into_owned() } else { String::new() };
            let key = self.node((event, told), at)?;
            let colon = trivia(self.text, key.span.end);
            let (event, told) = self.events.next()?;
            let written = self.text.get(colon..)?.starts_with(':');
            odd |= !written || name.is_empty() || self.text.get(key.from..)?.starts_with("? ");
            let after = if written { colon + 1 } else { key.span.end };
            let node = self.node((event, told), after)?;
            at = node.span.end.max(after);
            entries.push(Entry { key: key.from..key.span.end, name, after, node });
        };
        let what = if odd { What::Odd } else { What::Map { flow, entries } };
        Some(Node { from, span: start..end, what })
    }
}

/// Skips blanks, line ends and comments.
fn trivia(text: &str, mut at: usize) -> usize {
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
        let comment = text.get(at + blank..).filter(|rest| rest.starts_with('#'));
        let apart = blank > 0 || at == 0 || text.get(..at).is_some_and(|before| before.ends_with(['\n', ' ']));
        match comment {
            Some(rest) if apart => at += blank + rest.find('\n').unwrap_or(rest.len()),
            Some(_) | None => return at + blank,
        }
    }
}

/// Skips an anchor and a tag.
fn properties(text: &str, mut at: usize) -> usize {
    while let Some(rest) = text.get(at..).filter(|rest| rest.starts_with(['&', '!'])) {
        let length = rest.find([' ', '\t', '\n', '\r']).unwrap_or(rest.len());
        at = trivia(text, at + length);
    }
    at
}

/// Where a quoted scalar ends.
fn quoted(text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    let quote = rest.chars().next()?;
    let mut chars = rest.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && quote == '"' {
            chars.next();
        } else if c == quote {
            if quote == '\'' && chars.next_if(|(_, next)| *next == '\'').is_some() {
                continue;
            }
            return Some(start + at + 1);
        }
    }
    None
}
