//! What may stand at a place of a text: one file a place, all in [`SOURCES`].

mod block;
mod fence;
mod key;
mod link;
mod target;
mod value;
mod wiki;

use std::ops::Range;

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionResponse, CompletionTextEdit, Documentation,
    InsertTextFormat, MarkupContent, MarkupKind, Position, TextEdit,
};

use crate::text::fold::fold;

use super::cursor::{self, Cursor};
use super::lines::Lines;
use super::schema::Node;
use super::server::Asked;
use super::subject;

/// Most offers that are sent; the editor asks again when more is typed.
const MOST: usize = 200;

/// A place where something may stand: what to offer there; `None`: it is another place.
type Source = fn(&Place<'_>) -> Option<Offers>;

/// Every place. The first that knows the place answers.
const SOURCES: &[Source] = &[key::offers, value::offers, wiki::offers, link::offers, block::offers, fence::offers];

/// The place of a cursor.
struct Place<'a> {
    asked: &'a Asked<'a>,
    text: &'a str,
    offset: usize,
    /// The cursor's line up to it.
    before: &'a str,
    /// The rest of the line.
    after: &'a str,
    /// In front matter, or in the settings.
    front: Option<Front>,
}

/// A place in front matter, with offsets of the whole text.
struct Front {
    cursor: Cursor,
    /// What the schema says of the place; `None` below a key that it does not know.
    node: Option<Node<'static>>,
}

/// What is offered, and the range of the text that an offer replaces.
struct Offers {
    range: Range<usize>,
    list: Vec<Offer>,
}

/// One offer.
#[derive(Default)]
struct Offer {
    label: String,
    /// What is inserted; the label where it is empty.
    insert: String,
    /// The insertion is a snippet.
    is_snippet: bool,
    /// One line beside the label.
    detail: String,
    /// More, as Markdown.
    help: String,
    /// What is looked for besides the label.
    also: String,
    kind: Option<CompletionItemKind>,
    /// It is there, but should not be used any more.
    is_old: bool,
}

impl Place<'_> {
    /// Tells whether the cursor stands in the body.
    fn is_body(&self) -> bool {
        self.front.is_none()
    }

    /// Returns the range of what is typed at the end of the line before the cursor.
    fn typed(&self, typed: &str) -> Range<usize> {
        self.offset - typed.len()..self.offset
    }
}

/// Returns what may stand at a position.
pub(super) fn complete(asked: &Asked<'_>, position: Position) -> Option<CompletionResponse> {
    let text = asked.file.raw();
    let lines = Lines::new(text);
    let offset = lines.offset(position);
    let before = text.get(lines.start(offset)..offset)?;
    let after = text.get(offset..)?.lines().next().unwrap_or_default();
    let front = match subject::front(asked.path, text) {
        Some((_, start)) if offset < start => return None,
        Some((yaml, start)) if offset <= start + yaml.len() => {
            let mut cursor = cursor::find(yaml, offset - start)?;
            cursor.typed = cursor.typed.start + start..cursor.typed.end + start;
            let node = subject::schema_of(asked, yaml).and_then(|node| node.at(&cursor.path));
            Some(Front { cursor, node })
        }
        Some(_) | None => None,
    };
    let place = Place { asked, text, offset, before, after, front };
    let offers = SOURCES.iter().find_map(|source| source(&place))?;
    let typed = text.get(offers.range.start..offset)?.trim_start_matches(['"', '\'']);
    let wanted = fold(typed);
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let fits = |offer: &Offer| {
        let folded = fold(&format!("{} {}", offer.label, offer.also));
        words.iter().all(|word| folded.contains(word))
    };
    let mut list: Vec<Offer> = offers.list.into_iter().filter(fits).collect();
    // What begins as typed comes first; otherwise the order stays.
    list.sort_by_key(|offer| !fold(&offer.label).starts_with(&wanted));
    list.truncate(MOST);
    let range = lines.area(&offers.range);
    let typed = text.get(offers.range.start..offset)?;
    let items = list.into_iter().enumerate().map(|(at, offer)| {
        let insert = if offer.insert.is_empty() { offer.label.clone() } else { offer.insert };
        let help = MarkupContent { kind: MarkupKind::Markdown, value: offer.help };
        CompletionItem {
            label: offer.label,
            kind: offer.kind,
            detail: (!offer.detail.is_empty()).then_some(offer.detail),
            documentation: (!help.value.is_empty()).then_some(Documentation::MarkupContent(help)),
            deprecated: offer.is_old.then_some(true),
            sort_text: Some(format!("{at:04}")),
            // Chosen here already, with or without marks: the editor need not know how.
            filter_text: Some(typed.to_owned()).filter(|typed| !typed.is_empty()),
            insert_text_format: Some(if offer.is_snippet {
                InsertTextFormat::SNIPPET
            } else {
                InsertTextFormat::PLAIN_TEXT
            }),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text: insert })),
            ..CompletionItem::default()
        }
    });
    let items = items.collect();
    Some(CompletionResponse::List(CompletionList { is_incomplete: true, items }))
}

/// Text for a snippet: nothing in it is a stop.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}
