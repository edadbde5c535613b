//! The block tree of a document as blocks of a paper.
//!
//! References become words here: a paper is read away from the site, so a link inside the handbook is its
//! text, a citation its number and date; only addresses outside stay links. Parts for other readers are
//! left out. Nesting is cut at [`DEEPEST`]: deeper parts follow on the deepest level, nothing is lost.

use crate::link::{DocumentId, Resolution, View};
use crate::markdown::{self, Body, Inline, Quiz, Role, Target, Tone};
use crate::model::Kind;
use crate::model::paper::{Align, Block, Cell, Column, Definition, ListItem, Mark, ParagraphRole, Row, Run, Style};
use crate::model::settings::OrgType;
use crate::text::number;

use super::book::Book;
use super::is_picture;
use super::runs::{self, clean, paragraph, strong, text, words};
use crate::render::Frame;

/// Levels of nesting on paper: the typesetter stops at about thirty, a reader much earlier.
const DEEPEST: u8 = 10;

/// For whom a paper is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    /// Members and learners: without the facilitator's parts and the answers.
    Member,
    /// The one who leads: with everything.
    Leader,
}

/// How headings are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbering {
    /// As the author wrote them.
    Plain,
    /// `I-`, `1.`, `a)`, as official papers do.
    Official,
}

/// A body on its way to paper.
pub(super) struct Lowering<'a, 'b> {
    pub(super) id: DocumentId,
    pub(super) frame: &'a Frame<'b>,
    pub(super) view: &'a View<'b>,
    pub(super) reader: Reader,
    pub(super) numbering: Numbering,
    /// Pictures met, by path.
    pub(super) images: Vec<String>,
    /// The kind of organisation that it is for; parts for others are left out.
    pub(super) org_type: Option<&'a OrgType>,
    /// The book that it becomes a chapter of.
    pub(super) book: Option<&'a Book>,
}

struct Walk<'x, 'a, 'b> {
    of: &'x mut Lowering<'a, 'b>,
    notes: &'x [Vec<markdown::Block>],
    /// Footnotes that were printed.
    called: Vec<u32>,
    /// Footnotes called from within a footnote, still to be printed; `None` outside of footnotes.
    waiting: Option<Vec<u32>>,
    depth: u8,
    /// Level of the last heading on paper.
    level: u8,
    counts: [u32; 6],
}

impl Lowering<'_, '_> {
    /// Returns the blocks of a body.
    pub(super) fn lower(&mut self, body: Option<&Body>) -> Vec<Block> {
        let Some(body) = body else { return Vec::new() };
        let mut walk = Walk {
            of: self,
            notes: &body.footnotes,
            called: Vec::new(),
            waiting: None,
            depth: 0,
            level: 0,
            counts: [0; 6],
        };
        walk.blocks(&body.blocks)
    }
}

impl Walk<'_, '_, '_> {
    fn word(&self, key: &str) -> String {
        self.of.frame.words().get(key).to_owned()
    }

    fn blocks(&mut self, blocks: &[markdown::Block]) -> Vec<Block> {
        let mut out = Vec::with_capacity(blocks.len());
        for block in blocks {
            self.block(block, &mut out);
        }
        out
    }

    /// Blocks one level down; past the deepest they follow on the same level.
    fn inner(&mut self, blocks: &[markdown::Block]) -> Vec<Block> {
        self.depth += 1;
        let out = self.blocks(blocks);
        self.depth -= 1;
        out
    }

    fn block(&mut self, block: &markdown::Block, out: &mut Vec<Block>) {
        use markdown::Block as From;
        let deep = self.depth >= DEEPEST;
        match block {
            From::Heading { level, id, content } => out.push(self.heading(*level, id, content)),
            From::Paragraph(content) => out.push(paragraph(ParagraphRole::Body, self.runs(content))),
            From::Plain(content) => out.push(paragraph(ParagraphRole::Plain, self.runs(content))),
            From::List { items, .. } if deep => {
                for item in items {
                    out.extend(self.blocks(&item.blocks));
                }
            }
            From::List { start, items } => out.push(self.list(*start, items)),
            From::Table { align, head, rows } => out.push(self.table(align, head, rows)),
            From::Quote(blocks) if deep => out.extend(self.blocks(blocks)),
            From::Quote(blocks) => out.push(Block::Quote { c: self.inner(blocks) }),
            From::Code { text, .. } => out.push(Block::Code { t: runs::clean_lines(text) }),
            From::Figure { image, alt, caption } => match self.image(image) {
                Some(image) => {
                    out.push(Block::Figure { image, alt: clean(alt), caption: caption.as_deref().map(clean) });
                }
                None => out.push(runs::body(caption.as_deref().unwrap_or(alt))),
            },
            From::Rule => out.push(Block::Rule),
            From::Definitions(list) => out.push(self.definitions(list)),
            From::Boxed { role, title, blocks } => self.boxed(role, title.as_deref(), blocks, deep, out),
            From::Columns(columns) if deep => columns.iter().for_each(|column| out.extend(self.blocks(column))),
            From::Columns(columns) => {
                out.push(Block::Columns { columns: columns.iter().map(|column| self.inner(column)).collect() });
            }
            From::Fill { lines, label } => {
                out.push(Block::Fill { label: label.as_deref().map(clean), lines: *lines });
            }
            // The drawing is for the screen; its table says the same in print.
            From::Chart(chart) => {
                out.extend(chart.title.as_ref().map(|title| paragraph(ParagraphRole::Center, vec![strong(title)])));
                self.block(&chart.table, out);
            }
            From::Quiz(quiz) => self.quiz(quiz, out),
            From::Timeline(timeline) => out.push(Block::Definitions {
                items: timeline
                    .entries
                    .iter()
                    .map(|entry| Definition {
                        term: words(&entry.when),
                        c: vec![vec![paragraph(ParagraphRole::Plain, words(&entry.what))]],
                    })
                    .collect(),
            }),
            // HTML belongs to pages.
            From::Html(_) => {}
        }
    }

    /// Levels on paper start at 1 and skip none, as an outline must.
    fn heading(&mut self, level: u8, id: &str, content: &[Inline]) -> Block {
        let level = level.saturating_sub(1).clamp(1, self.level + 1).min(6);
        self.level = level;
        let at = usize::from(level) - 1;
        if let Some(count) = self.counts.get_mut(at) {
            *count += 1;
        }
        for count in self.counts.iter_mut().skip(at + 1) {
            *count = 0;
        }
        let n = self.counts.get(at).copied().unwrap_or(1);
        let number = match (self.of.numbering, level) {
            (Numbering::Plain, _) | (Numbering::Official, 4..) => None,
            (Numbering::Official, 1) => Some(format!("{}-", number::roman(n))),
            (Numbering::Official, 2) => Some(format!("{n}.")),
            (Numbering::Official, _) => Some(runs::label(Mark::Letter, u64::from(n))),
        };
        let stem = self.of.view.document(self.of.id).stem();
        let anchor = self.of.book.map(|book| book.heading(stem, id));
        Block::Heading { level, number, anchor, c: self.runs(content) }
    }

    fn list(&mut self, start: Option<u64>, items: &[markdown::Item]) -> Block {
        let mark = match start {
            Some(_) => Mark::Number,
            None if items.iter().any(|item| item.task.is_some()) => Mark::Square,
            None => Mark::Dash,
        };
        let first = start.unwrap_or(1);
        let items = items
            .iter()
            .zip(0_u64..)
            .map(|(item, at)| ListItem {
                label: runs::label(mark, first.saturating_add(at)),
                done: item.task.unwrap_or(false),
                c: self.inner(&item.blocks),
            })
            .collect();
        Block::List { mark, items }
    }

    fn table(&mut self, align: &[markdown::Align], head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> Block {
        let width = head.len().max(rows.iter().map(Vec::len).max().unwrap_or(0)).max(1);
        let heads: Vec<Vec<Run>> = head.iter().map(|cell| self.runs(cell)).collect();
        let rows: Vec<Row> = rows
            .iter()
            .map(|row| {
                let mut cells: Vec<Cell> = row.iter().map(|cell| runs::cell(self.runs(cell))).collect();
                cells.resize(width, runs::cell(Vec::new()));
                runs::row(cells)
            })
            .collect();
        let columns = (0..width)
            .map(|at| {
                let longest = rows
                    .iter()
                    .filter_map(|row| row.cells.get(at))
                    .map(|cell| letters(&cell.c))
                    .chain(heads.get(at).map(|head| letters(head)))
                    .max()
                    .unwrap_or(0);
                let align = match align.get(at) {
                    Some(markdown::Align::Right) => Align::Right,
                    Some(markdown::Align::Center) => Align::Center,
                    Some(markdown::Align::Left | markdown::Align::None) | None => Align::Left,
                };
                // Short columns keep their width; the others share the rest by the size of their text.
                let letters = u8::try_from(longest.clamp(2, 12)).unwrap_or(12);
                let share = (longest > 12 || width == 1).then(|| u8::try_from(longest.clamp(13, 60)).unwrap_or(60));
                Column { head: heads.get(at).cloned().unwrap_or_default(), share, letters, align }
            })
            .collect();
        Block::Table { columns, rows }
    }

    fn definitions(&mut self, list: &[markdown::Definition]) -> Block {
        let items = list
            .iter()
            .map(|entry| Definition {
                term: self.runs(&entry.term),
                c: entry.meanings.iter().map(|meaning| self.inner(meaning)).collect(),
            })
            .collect();
        Block::Definitions { items }
    }

    fn boxed(
        &mut self,
        role: &Role,
        title: Option<&str>,
        blocks: &[markdown::Block],
        deep: bool,
        out: &mut Vec<Block>,
    ) {
        let (key, fallback) = match role {
            Role::Note(tone) => {
                let word = match tone {
                    Tone::Note => "box_note",
                    Tone::Tip => "box_tip",
                    Tone::Important => "box_important",
                    Tone::Warning => "box_warning",
                    Tone::Caution => "box_caution",
                };
                ("note", Some(self.word(word)))
            }
            Role::Script { actor } => {
                let word = self.word("script_title");
                ("script", Some(actor.as_ref().map_or_else(|| word.clone(), |actor| format!("{word} – {actor}"))))
            }
            Role::Facilitator if self.of.reader == Reader::Member => return,
            Role::Facilitator => ("facilitator", Some(self.word("facilitator_title"))),
            Role::Question => ("question", Some(self.word("question_title"))),
            // A paper for one kind of organisation has its parts without a label, and no others.
            Role::Only { org_types } if self.of.org_type.is_some() => {
                let own = |kind: &OrgType| org_types.iter().any(|id| id.as_ref() == kind.id.as_str());
                if self.of.org_type.is_some_and(own) {
                    out.extend(self.blocks(blocks));
                }
                return;
            }
            Role::Only { org_types } => {
                let types = &self.of.view.settings().org_types;
                let name = |id: &str| types.iter().find(|t| t.id.as_str() == id).map_or(id, |t| &t.name).to_owned();
                let names: Vec<String> = org_types.iter().map(|id| name(id)).collect();
                ("only", Some(self.of.frame.words().fill("only_label", &[("names", &names.join(", "))])))
            }
            Role::Slide => ("slide", None),
        };
        let title = title.map(str::to_owned).or(fallback).map(|title| clean(&title));
        if deep {
            out.extend(title.map(|title| paragraph(ParagraphRole::Plain, vec![strong(&title)])));
            out.extend(self.blocks(blocks));
            return;
        }
        let c = self.inner(blocks);
        out.push(Block::Box { role: key.to_owned(), title, c });
    }

    fn quiz(&mut self, quiz: &Quiz, out: &mut Vec<Block>) {
        let title = quiz.title.clone().unwrap_or_else(|| self.word("quiz_title"));
        let answer = self.word("quiz_answer");
        let mut c = Vec::new();
        // Answers that a book keeps for its end.
        let mut key = Vec::new();
        for (number, question) in (1_u32..).zip(&quiz.questions) {
            c.push(paragraph(
                ParagraphRole::Plain,
                vec![strong(&format!("{number}.")), text(" "), text(&question.ask)],
            ));
            let items = question.choices.iter().zip(1_u8..).map(|(choice, at)| ListItem {
                label: format!("{}.", choice_letter(at)),
                done: false,
                c: vec![paragraph(ParagraphRole::Plain, words(choice))],
            });
            c.push(Block::List { mark: Mark::Letter, items: items.collect() });
            if self.of.reader == Reader::Leader || self.of.book.is_some() {
                let letters: Vec<String> = question.answer.iter().map(|at| choice_letter(*at)).collect();
                let why = question.why.as_deref().unwrap_or_default();
                let letters = letters.join(", ");
                if self.of.reader == Reader::Leader {
                    let line = format!("{answer}: {letters}. {why}");
                    c.push(paragraph(ParagraphRole::Note, words(line.trim())));
                } else {
                    key.push(paragraph(ParagraphRole::Plain, words(format!("{number}. {letters}. {why}").trim())));
                }
            }
        }
        if let Some(book) = self.of.book.filter(|_| !key.is_empty()) {
            let mut answers = book.answers.borrow_mut();
            let lesson = runs::heading(1, None, &self.of.view.document(self.of.id).head.title);
            if !answers.contains(&lesson) {
                answers.push(lesson);
            }
            answers.push(paragraph(ParagraphRole::Plain, vec![strong(&title)]));
            answers.extend(key);
        }
        out.push(Block::Box { role: "question".to_owned(), title: Some(clean(&title)), c });
    }

    fn runs(&mut self, inlines: &[Inline]) -> Vec<Run> {
        let mut out = Vec::with_capacity(inlines.len());
        for inline in inlines {
            self.run(inline, &mut out);
        }
        out
    }

    fn run(&mut self, inline: &Inline, out: &mut Vec<Run>) {
        let (style, inner) = match inline {
            Inline::Text(of) => return out.push(text(of)),
            Inline::Code(of) => return out.push(Run::Code { t: clean(of) }),
            Inline::Break => return out.push(Run::Break),
            Inline::Html(_) => return,
            Inline::Link { to, content } => return self.link(to, content, out),
            Inline::Image { image, alt } => {
                return match self.image(image) {
                    Some(image) => out.push(Run::Image { image, alt: clean(alt) }),
                    None => out.push(text(alt)),
                };
            }
            Inline::Footnote(number, _) => return self.note(*number, out),
            Inline::Emphasis(inner) => (Style::Emphasis, inner),
            Inline::Strong(inner) => (Style::Strong, inner),
            Inline::Strike(inner) => (Style::Strike, inner),
            Inline::Underline(inner) => (Style::Underline, inner),
            Inline::Mark(inner) => (Style::Mark, inner),
            Inline::Sub(inner) => (Style::Sub, inner),
            Inline::Sup(inner) => (Style::Sup, inner),
            Inline::Small(inner) => (Style::Small, inner),
            Inline::Key(inner) => (Style::Key, inner),
        };
        // Styles pile up only in hostile texts; past the deepest level the text goes on unstyled.
        if self.depth >= DEEPEST {
            return inner.iter().for_each(|inline| self.run(inline, out));
        }
        self.depth += 1;
        let c = self.runs(inner);
        self.depth -= 1;
        out.push(Run::Styled { style, c });
    }

    /// A note called from within a note follows at the end of the outer one: notes that each call the next would
    /// otherwise nest as deep as there are notes.
    fn note(&mut self, number: u32, out: &mut Vec<Run>) {
        let first = !self.called.contains(&number);
        if first {
            // Also before its own text is read: a note that calls itself is printed once.
            self.called.push(number);
        }
        let mut c = Vec::new();
        if first {
            match &mut self.waiting {
                Some(waiting) => waiting.push(number),
                None => c = self.notes_from(number),
            }
        }
        out.push(Run::Note { number, c });
    }

    /// Returns the blocks of a note, and after them those of the notes that it calls, each behind its number.
    fn notes_from(&mut self, number: u32) -> Vec<Block> {
        let notes = self.notes;
        let mut out = Vec::new();
        let mut at = Some(number);
        self.waiting = Some(Vec::new());
        while let Some(next) = at {
            let blocks = notes.get(next.saturating_sub(1) as usize).map(Vec::as_slice).unwrap_or_default();
            let mut c = self.inner(blocks);
            if next != number {
                let mark = Run::Styled { style: Style::Sup, c: words(&next.to_string()) };
                match c.first_mut() {
                    Some(Block::Paragraph { c, .. }) => c.splice(0..0, [mark, text(" ")]).for_each(drop),
                    Some(_) | None => c.insert(0, paragraph(ParagraphRole::Plain, vec![mark])),
                }
            }
            out.extend(c);
            at = self.waiting.as_mut().filter(|waiting| !waiting.is_empty()).map(|waiting| waiting.remove(0));
        }
        self.waiting = None;
        out
    }

    fn link(&mut self, to: &Target, content: &[Inline], out: &mut Vec<Run>) {
        if let Target::External(url) = to {
            let c = if content.is_empty() { words(url) } else { self.runs(content) };
            let known = ["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme));
            if known && url.len() < LONGEST_URL {
                out.push(Run::Link { to: url.to_string(), c });
            } else {
                out.extend(c);
            }
            return;
        }
        let Target::Reference(index) = to else { return out.extend(self.runs(content)) };
        let index = *index as usize;
        let c = if content.is_empty() { self.named(index) } else { self.runs(content) };
        let view = self.of.view;
        let Some((book, to)) = self.of.book.zip(view.resolutions(self.of.id).get(index)) else { return out.extend(c) };
        if let Some(to) = book.leads_to(to, self.of.id, view) {
            out.push(Run::Jump { to, c });
            return;
        }
        // What is not in the book is still on the site.
        match self.of.frame.base_url().zip(self.of.frame.address_of(to, view)) {
            Some((base, address)) => out.push(Run::Link { to: format!("{base}{address}"), c }),
            None => out.extend(c),
        }
    }

    /// Returns how a reference without words of its own reads.
    fn named(&self, index: usize) -> Vec<Run> {
        let view = self.of.view;
        let written = view.document(self.of.id).references.get(index).map(|reference| reference.written.to_string());
        let name = match view.resolutions(self.of.id).get(index) {
            Some(Resolution::Page(id, _) | Resolution::Directive(id)) => Some(name_of(*id, view)),
            Some(Resolution::Section(id)) => Some(view.section(*id).title.to_string()),
            Some(Resolution::Anchor(_) | Resolution::Media(_) | Resolution::Broken(_)) | None => None,
        };
        name.or(written).map(|name| vec![text(&name)]).unwrap_or_default()
    }

    /// Returns the number of a picture that is a file of the handbook.
    fn image(&mut self, image: &Target) -> Option<usize> {
        let Target::Reference(index) = image else { return None };
        let view = self.of.view;
        let Some(Resolution::Media(path)) = view.resolutions(self.of.id).get(*index as usize) else { return None };
        if !is_picture(path) {
            return None;
        }
        let images = &mut self.of.images;
        let at = images.iter().position(|known| known.as_str() == path.as_ref());
        Some(at.unwrap_or_else(|| {
            images.push(path.to_string());
            images.len() - 1
        }))
    }
}

/// The typesetter refuses longer addresses.
const LONGEST_URL: usize = 2000;

/// Returns how a paper names another document: a directive by number and date, else by title.
pub(super) fn name_of(id: DocumentId, view: &View<'_>) -> String {
    let card = view.card(id);
    if let Kind::Directive(directive) = &card.document.kind { directive.citation() } else { card.title().to_owned() }
}

fn choice_letter(number: u8) -> String {
    match number {
        1..=26 => char::from(b'A' + number - 1).to_string(),
        _ => number.to_string(),
    }
}

/// Letters of runs, for the width of a column.
fn letters(of: &[Run]) -> usize {
    of.iter()
        .map(|run| match run {
            Run::Text { t } | Run::Code { t } => t.chars().count(),
            Run::Styled { c, .. } | Run::Link { c, .. } | Run::Jump { c, .. } => letters(c),
            Run::Blank { letters } => usize::from(*letters),
            Run::Image { .. } => 12,
            Run::Note { .. } => 2,
            Run::Break | Run::Leader => 0,
        })
        .sum()
}
