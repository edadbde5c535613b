//! Markdown: text in, block tree out; nothing fails.
//!
//! The tree is what every output walks: pages, print, Word, slides, search. Block directives
//! (`:::name`) and fenced data blocks are lowered to plain blocks here, each by its own file, so
//! that no output knows their names. Addresses are unknown here: links are kept as written.

mod codes;
mod directives;
mod fence;
mod outline;
mod parse;
mod raw_html;
mod reference;
mod tree;

pub use codes::CODES;
pub use directives::DIRECTIVES;
pub use outline::{Heading, Image, Outline};
pub use parse::{Parsed, definitions, parse};
pub use reference::{RefForm, Reference, split_historical};
pub use tree::{
    Align, Block, Body, Cell, Chart, ChartKind, Definition, Inline, Item, Question, Quiz, Role, Target, Timeline,
    TimelineEntry, Tone, gather_text, plain_text,
};
