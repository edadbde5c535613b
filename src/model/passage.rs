//! The shape of search: a document as passages under their headings.
//!
//! Kinds are lowered here, by what their pages show in words. Outputs that read passages know no kind.

use crate::markdown::{Block, Body, Inline, RefForm, Reference, gather_text};

use super::{Document, Kind};

/// Text under one heading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Passage {
    /// Anchor of the heading; empty for what stands before the first.
    pub anchor: Box<str>,
    /// The heading.
    pub heading: Box<str>,
    /// The text, a line a block.
    pub text: String,
}

/// Bytes that most passages stay below.
const PASSAGE: usize = 1024;

/// Returns a document's text, heading by heading; the first passage has none.
pub fn passages(document: &Document, body: &Body) -> Vec<Passage> {
    let now = Passage { text: String::with_capacity(PASSAGE), ..Passage::default() };
    let mut walk = Walk { references: &document.references, done: Vec::new(), now };
    walk.line(document.head.summary.as_deref());
    walk.fields(&document.kind);
    walk.blocks(&body.blocks);
    for note in &body.footnotes {
        walk.blocks(note);
    }
    walk.done.push(walk.now);
    walk.done
}

struct Walk<'a> {
    references: &'a [Reference],
    done: Vec<Passage>,
    now: Passage,
}

impl Walk<'_> {
    fn line(&mut self, text: Option<&str>) {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.now.text.push_str(text);
            self.now.text.push('\n');
        }
    }

    fn lines<'t>(&mut self, texts: impl IntoIterator<Item = &'t String>) {
        for text in texts {
            self.line(Some(text));
        }
    }

    /// What a kind's page shows in words beside its body.
    fn fields(&mut self, kind: &Kind) {
        match kind {
            Kind::Directive(it) => {
                self.line(it.paper.as_deref());
                self.lines(
                    [&it.number, &it.issuer, &it.about].into_iter().chain(&it.other_names).chain(&it.status_note),
                );
            }
            Kind::Guidance(it) => self.lines(&it.issuer),
            Kind::Topic(it) => {
                self.lines(it.theme.iter().chain(&it.objectives).chain(&it.questions));
                self.lines(it.commitments.individual.iter().chain(&it.commitments.collective));
                for step in &it.facilitation {
                    self.lines([&step.title].into_iter().chain(&step.how));
                }
            }
            Kind::Agenda(it) => {
                self.lines(it.place.iter().chain(&it.chair).chain(&it.secretary).chain(&it.number));
                for item in &it.items {
                    self.lines([&item.title].into_iter().chain(&item.lead).chain(&item.note));
                }
                self.lines(it.preparation.iter().chain(&it.guests));
            }
            Kind::Guide(it) => {
                let plan = &it.plan;
                self.lines(plan.purpose.iter().chain(&plan.requirements).chain(&plan.cell));
                self.lines(plan.time.iter().chain(&plan.place).chain(&it.participants));
                for role in &it.roles {
                    self.lines([&role.role, &role.duty]);
                }
                self.lines(&it.preparation);
                for script in &it.scripts {
                    self.lines(&script.title);
                    for line in &script.lines {
                        self.lines(
                            [&line.content].into_iter().chain(&line.spoken).chain([&line.actor]).chain(&line.material),
                        );
                    }
                }
                for sign in &it.observation {
                    self.lines([&sign.item].into_iter().chain(&sign.good));
                }
                self.lines(it.mistakes.iter().chain(&it.review));
            }
            Kind::Scorecard(it) => {
                self.lines(&it.subject);
                for group in &it.groups {
                    self.line(Some(&group.title));
                    for criterion in &group.criteria {
                        self.lines(
                            [&criterion.title].into_iter().chain(criterion.bands.iter().map(|band| &band.label)),
                        );
                        self.lines(&criterion.evidence);
                    }
                }
                for level in &it.levels {
                    self.lines([&level.name].into_iter().chain(&level.conditions));
                }
                self.lines(it.knockouts.iter().filter_map(|rule| rule.note.as_ref()));
                self.lines(it.examples.iter().map(|example| &example.title));
            }
            Kind::Form(it) => {
                self.lines(&it.number);
                for blank in &it.blanks {
                    self.lines([&blank.label].into_iter().chain(&blank.how));
                }
                self.lines(it.signatures.iter().map(|signature| &signature.position).chain(&it.recipients));
            }
            Kind::Course(it) => {
                self.lines(it.audience.iter().chain(&it.place));
                for unit in &it.programme {
                    self.lines([&unit.title].into_iter().chain(&unit.lecturer));
                }
                for session in &it.sessions {
                    self.lines([&session.title].into_iter().chain(&session.lecturer));
                }
                self.lines(&it.assessment);
            }
            Kind::Lesson(it) => self.lines(it.objectives.iter().chain(&it.lecturer_notes).chain(&it.homework)),
            Kind::Calendar(it) => self.lines(it.entries.iter().flat_map(|e| e.lead.iter().chain(&e.note))),
            Kind::Bulletin(it) => self.lines(it.materials.iter().flat_map(|m| m.title.iter().chain(&m.note))),
            Kind::Section(it) => {
                for door in &it.doors {
                    self.lines([&door.reader].into_iter().chain(&door.text));
                }
            }
            Kind::Page(_) => {}
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { id, content, .. } => {
                let mut heading = String::new();
                self.inlines(content, &mut heading);
                let text = String::with_capacity(PASSAGE);
                let next = Passage { anchor: id.clone(), heading: heading.into(), text };
                self.done.push(std::mem::replace(&mut self.now, next));
            }
            Block::Paragraph(content) | Block::Plain(content) => self.row([content]),
            Block::List { items, .. } => items.iter().for_each(|item| self.blocks(&item.blocks)),
            Block::Table { head, rows, .. } => {
                self.row(head);
                for row in rows {
                    self.row(row);
                }
            }
            Block::Quote(blocks) => self.blocks(blocks),
            Block::Code { text, .. } => self.line(Some(text)),
            Block::Figure { alt, caption, .. } => self.line(Some(caption.as_deref().unwrap_or(alt))),
            Block::Definitions(all) => {
                for definition in all {
                    self.row([&definition.term]);
                    definition.meanings.iter().for_each(|meaning| self.blocks(meaning));
                }
            }
            Block::Boxed { title, blocks, .. } => {
                self.line(title.as_deref());
                self.blocks(blocks);
            }
            Block::Columns(columns) => columns.iter().for_each(|column| self.blocks(column)),
            Block::Fill { label, .. } => self.line(label.as_deref()),
            Block::Chart(chart) => {
                self.line(chart.title.as_deref());
                self.block(&chart.table);
            }
            Block::Quiz(quiz) => {
                self.lines(&quiz.title);
                for question in &quiz.questions {
                    self.lines([&question.ask].into_iter().chain(&question.choices).chain(&question.why));
                }
            }
            Block::Timeline(timeline) => {
                for entry in &timeline.entries {
                    self.lines([&entry.when, &entry.what]);
                }
            }
            Block::Rule | Block::Html(_) => {}
        }
    }

    fn row<'t>(&mut self, cells: impl IntoIterator<Item = &'t Vec<Inline>>) {
        let mut text = std::mem::take(&mut self.now.text);
        let start = text.len();
        for cell in cells {
            let end = text.len();
            if end > start {
                text.push_str("; ");
            }
            let from = text.len();
            self.inlines(cell, &mut text);
            if text.len() == from {
                text.truncate(end);
            }
        }
        text.push('\n');
        self.now.text = text;
    }

    fn inlines(&self, inlines: &[Inline], out: &mut String) {
        // A bare reference shows the target's name; what is written for a directive is its number.
        let number = |at: u32| {
            let cited = self.references.get(at as usize).filter(|reference| {
                reference.form == RefForm::Wiki && reference.written.starts_with(|c: char| c.is_ascii_digit())
            });
            cited.map_or("", |reference| &*reference.written)
        };
        gather_text(inlines, &number, out);
    }
}
