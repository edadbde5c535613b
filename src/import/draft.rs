//! A page made of what was read: front matter, body, files of pictures.

use serde_json::{Value, json};

use crate::link::Handbook;
use crate::model::{self, KindName};

use super::citations::Citer;
use super::head::Head;
use super::markdown::Front;
use super::note::{BLANKS, FRONT, GUESSED, Note};
use super::tree::letters;
use super::write::Writer;
use super::{Content, Imported, forms};

/// A page that is not written yet.
#[derive(Debug)]
pub struct Draft {
    /// Its text, marked as a draft.
    pub text: String,
    /// Files beside it: names and bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// What the author should know.
    pub notes: Vec<Note>,
}

/// How a page is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Kind of page; `guessed` says that nobody asked for it.
    pub kind: KindName,
    /// The kind is the import's own guess.
    pub guessed: bool,
    /// Title.
    pub title: &'a str,
    /// The kind's archetype, filled with that title.
    pub archetype: &'a str,
    /// Name of the page's file without `.md`: names of pictures begin with it.
    pub name: &'a str,
}

/// Makes a page.
pub fn draft(imported: Imported, wanted: &Wanted<'_>, handbook: &Handbook) -> Draft {
    let Imported { content, mut notes, .. } = imported;
    let Wanted { kind, guessed, title, archetype, name } = *wanted;
    let mut citer = Citer::new(handbook);
    if guessed {
        notes.show(&GUESSED, format!("{} ({})", kind.vi(), kind.key()));
    }
    let mut head = Head::read(archetype);
    // An archetype may leave out the kind that its section gives.
    head.set("kind", &json!(kind.key()));
    let mut files = Vec::new();
    let body = match content {
        Content::Markdown { front: Front::Ours(front), body } => {
            head = Head::read(&front);
            head.set("title", &json!(title));
            if kind != KindName::Page || front.contains("kind:") {
                head.set("kind", &json!(kind.key()));
            }
            citer.markdown(&body, &mut notes)
        }
        Content::Markdown { front: Front::Foreign { known, rest }, body } => {
            for (key, value) in &known {
                head.set(key, value);
            }
            blanks(&mut head, kind, &mut notes);
            if !rest.is_empty() {
                for line in &rest {
                    notes.show(&FRONT, line.trim());
                }
                head.remark(&rest);
            }
            citer.markdown(&body, &mut notes)
        }
        Content::Tree { mut blocks, mut footnotes, pictures, frame } => {
            let values = forms::take(kind, &mut blocks, title, &frame, handbook.settings(), &mut notes);
            for (key, value) in &values {
                head.set(key, value);
            }
            if let Some(date) = frame.date {
                head.set("date", &json!(date.to_string()));
            }
            if kind == KindName::Directive {
                let known = [
                    ("number", frame.number.clone()),
                    ("issuer", frame.issuer.clone()),
                    ("issued", frame.date.map(|date| date.to_string())),
                    ("about", frame.subject.clone()),
                    ("paper", frame.paper.clone()),
                ];
                for (key, value) in known.into_iter().filter_map(|(key, value)| Some((key, value?))) {
                    head.set(key, &json!(value));
                }
            }
            citer.blocks(&mut blocks, &mut notes);
            for note in &mut footnotes {
                citer.blocks(note, &mut notes);
            }
            if kind == KindName::Topic && !citer.cited.is_empty() {
                head.set("directives", &json!(citer.cited));
            }
            blanks(&mut head, kind, &mut notes);
            let mut names = Vec::new();
            for (at, picture) in pictures.into_iter().enumerate() {
                let file = format!("{name}-{}.{}", at + 1, picture.ending);
                names.push(file.clone());
                files.push((file, picture.bytes));
            }
            Writer { pictures: &names }.body(&blocks, &footnotes)
        }
    };
    head.set("draft", &Value::Bool(true));
    let mut text = head.text();
    if !body.trim().is_empty() {
        text.push('\n');
        text.push_str(body.trim_start_matches('\n'));
    }
    Draft { text, files, notes: notes.into_vec() }
}

/// Takes the blanks of an archetype out; those that must be filled in are told.
fn blanks(head: &mut Head, kind: KindName, notes: &mut super::Notes) {
    let schema = serde_json::to_value(model::schema(Some(kind))).unwrap_or_default();
    let required = schema.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
    let required: Vec<String> = required.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    for key in head.drop_blanks(&required) {
        notes.show(&BLANKS, key);
    }
}

/// Tells whether a document has words at all.
pub(super) fn has_words(content: &Content) -> bool {
    use super::tree::Block;
    match content {
        Content::Markdown { body, .. } => !body.trim().is_empty(),
        Content::Tree { blocks, .. } => blocks.iter().any(|block| match block {
            Block::Heading { text, .. } | Block::Title(text) => !letters(text).is_empty(),
            Block::Paragraph(of) => !letters(&of.text).is_empty(),
            Block::Item(of) => !letters(&of.text).is_empty(),
            Block::Table(table) => table.rows.iter().flat_map(|row| &row.cells).any(|cell| !cell.letters().is_empty()),
        }),
    }
}
