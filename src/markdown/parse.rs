//! From parser events to the block tree.
#![expect(clippy::wildcard_enum_match_arm, reason = "the parser's events are a foreign, growing enum")]

use std::collections::BTreeMap;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag as Md, TagEnd,
};

use std::sync::{Arc, LazyLock};

use crate::diagnostic::{Diagnostic, Place, Span, Value};
use crate::text::scan;
use crate::text::similar;
use crate::text::slug::slug;
use crate::text::spacing::word_count;
use crate::yaml::{self, Origin, Shape};

use super::codes;
use super::directives::{DIRECTIVES, Directive, Fault, Lowering};
use super::fence::{self, Fenced, Mark, fence};
use super::outline::{Heading, Image, Outline};
use super::raw_html::{self, InlineTag, Tag};
use super::reference::{RefForm, Reference, split_historical};
use super::tree::{Align, Block, Body, Definition, Inline, Item, Quiz, Role, Target, Timeline, Tone, plain_text};

/// Deepest nesting kept; what is deeper is pulled up.
pub(super) const DEEPEST: usize = 48;

/// A body, read.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The tree.
    pub body: Body,
    /// Headings and counts.
    pub outline: Outline,
    /// References in the order in which the tree names them.
    pub references: Vec<Reference>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// What is read beyond `CommonMark`.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_WIKILINKS);

/// Returns the link definitions (`[name]: destination`) of a text that starts at `offset` of its file:
/// their destinations, and where they stand.
pub fn definitions(text: &str, offset: usize) -> Vec<(Box<str>, Span)> {
    let fenced = fence(text);
    let source = fenced.text.as_deref().unwrap_or(text);
    let parser = Parser::new_ext(source, OPTIONS);
    let mut found: Vec<(Box<str>, Span)> = parser
        .reference_definitions()
        .iter()
        .map(|(_, definition)| {
            let span = Span::new(fenced.offset(definition.span.start), fenced.offset(definition.span.end));
            (definition.dest.as_ref().into(), span.shift(offset))
        })
        .collect();
    found.sort_by_key(|(_, span)| *span);
    found
}

/// Reads the Markdown `text` that starts at `offset` of the file `path`.
pub fn parse(text: &str, path: &Arc<str>, offset: usize, trust_html: bool) -> Parsed {
    let fenced = fence(text);
    let mut builder = Builder::new(text, path, offset, trust_html, &fenced);
    let source = fenced.text.as_deref().unwrap_or(text);
    for (event, range) in Parser::new_ext(source, OPTIONS).into_offset_iter() {
        let span = Span::new(fenced.offset(range.start), fenced.offset(range.end));
        builder.event(event, span);
    }
    builder.finish()
}

/// What an open element is.
#[derive(Debug)]
enum What {
    Top,
    Paragraph,
    Heading {
        level: u8,
        id: Option<Box<str>>,
    },
    Quote(Option<Tone>),
    Code {
        language: Box<str>,
        text: String,
    },
    Html(String),
    List {
        start: Option<u64>,
        items: Vec<Item>,
    },
    Item {
        task: Option<bool>,
    },
    Footnote(Box<str>),
    Definitions(Vec<Definition>),
    Term,
    Meaning,
    Table {
        align: Vec<Align>,
        head: Vec<Vec<Inline>>,
        rows: Vec<Vec<Vec<Inline>>>,
    },
    Row(Vec<Vec<Inline>>),
    Cell,
    Inline(Tag),
    Link {
        to: Option<Target>,
        wiki: bool,
    },
    Image {
        to: Option<Target>,
        title: Box<str>,
    },
    Directive {
        mark: usize,
    },
    /// Too deep: its content goes to the element around it.
    Dissolved,
}

#[derive(Debug)]
struct Frame {
    what: What,
    blocks: Vec<Block>,
    inlines: Vec<Inline>,
    span: Span,
}

impl Frame {
    fn new(what: What, span: Span) -> Self {
        Self { what, blocks: Vec::new(), inlines: Vec::new(), span }
    }

    /// Text directly in a block container (a tight list item) becomes a plain block.
    fn settle(&mut self) {
        if !self.inlines.is_empty() {
            let inlines = std::mem::take(&mut self.inlines);
            let blank = inlines.iter().all(|i| matches!(i, Inline::Text(t) if t.trim().is_empty()));
            if !blank {
                self.blocks.push(Block::Plain(inlines));
            }
        }
    }
}

struct Builder<'a> {
    text: &'a str,
    path: &'a Arc<str>,
    offset: usize,
    trust_html: bool,
    fenced: &'a Fenced,
    stack: Vec<Frame>,
    /// Text of the innermost element that the next one or its end turns into [`Inline::Text`].
    run: String,
    outline: Outline,
    references: Vec<Reference>,
    diagnostics: Vec<Diagnostic>,
    /// Anchors that are taken, each with the number that its next namesake tries first.
    anchors: BTreeMap<Box<str>, u32>,
    /// Footnote numbers by label, in order of their first call, and how often each was called.
    notes: BTreeMap<Box<str>, (u32, u32)>,
    definitions: BTreeMap<Box<str>, (Vec<Block>, Span)>,
    words: usize,
    too_deep: bool,
}

impl<'a> Builder<'a> {
    fn new(text: &'a str, path: &'a Arc<str>, offset: usize, trust_html: bool, fenced: &'a Fenced) -> Self {
        Self {
            text,
            path,
            offset,
            trust_html,
            fenced,
            stack: vec![Frame::new(What::Top, Span::default())],
            run: String::new(),
            outline: Outline::default(),
            references: Vec::new(),
            diagnostics: Vec::new(),
            anchors: BTreeMap::new(),
            notes: BTreeMap::new(),
            definitions: BTreeMap::new(),
            words: 0,
            too_deep: false,
        }
    }

    fn place(&self, span: Span) -> Place {
        Place::at(self.path, span.shift(self.offset))
    }

    fn top(&mut self) -> &mut Frame {
        if self.stack.is_empty() {
            self.stack.push(Frame::new(What::Top, Span::default()));
        }
        #[expect(clippy::expect_used, reason = "the stack was filled just above if it was empty")]
        self.stack.last_mut().expect("the stack is never empty")
    }

    fn open(&mut self, what: What, span: Span) {
        let what = if self.stack.len() > DEEPEST {
            if !self.too_deep {
                self.too_deep = true;
                let place = self.place(span);
                self.diagnostics.push(Diagnostic::new(&codes::TOO_DEEP, place).with("limit", DEEPEST));
            }
            What::Dissolved
        } else {
            what
        };
        self.push(Frame::new(what, span));
    }

    fn push(&mut self, frame: Frame) {
        self.flush();
        self.stack.push(frame);
    }

    fn pop(&mut self) -> Option<Frame> {
        self.flush();
        self.stack.pop()
    }

    /// Gives the innermost element the text that was gathered for it.
    fn flush(&mut self) {
        if !self.run.is_empty() {
            let text = Inline::Text(self.run.as_str().into());
            self.run.clear();
            self.top().inlines.push(text);
        }
    }

    fn settle(&mut self) {
        self.flush();
        self.top().settle();
    }

    fn inline(&mut self, inline: Inline) {
        self.flush();
        self.top().inlines.push(inline);
    }

    /// Adds text; neighbours are joined.
    fn push_text(&mut self, text: &str) {
        self.run.push_str(text);
    }

    fn block(&mut self, block: Block) {
        self.settle();
        self.top().blocks.push(block);
    }

    fn event(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(end) => self.end(end),
            Event::Text(text) => self.on_text(&text, span),
            Event::Code(text) => {
                self.words += word_count(&text);
                self.inline(Inline::Code(into_box(text)));
            }
            Event::SoftBreak => self.push_text(" "),
            Event::HardBreak => self.inline(Inline::Break),
            Event::Rule => self.block(Block::Rule),
            Event::TaskListMarker(done) => {
                if let What::Item { task } = &mut self.top().what {
                    *task = Some(done);
                } else if let Some(Frame { what: What::Item { task }, .. }) = self.stack.iter_mut().rev().nth(1) {
                    *task = Some(done);
                }
            }
            Event::FootnoteReference(label) => self.call_footnote(&label),
            Event::Html(html) => {
                if let What::Html(text) = &mut self.top().what {
                    text.push_str(&html);
                }
            }
            Event::InlineHtml(html) => self.on_inline_html(&html, span),
            _ => {}
        }
    }

    fn on_text(&mut self, text: &str, span: Span) {
        match &mut self.top().what {
            What::Code { text: code, .. } => code.push_str(text),
            What::Html(html) => html.push_str(text),
            _ => {
                self.uncalled(span);
                self.words += word_count(text);
                self.push_text(text);
            }
        }
    }

    /// Reports calls of footnotes that nobody wrote: the parser leaves them as text.
    fn uncalled(&mut self, span: Span) {
        let text = self.text;
        let range = span.range();
        let written = text.get(range.clone()).unwrap_or_default();
        for at in scan::positions(written.as_bytes(), |byte| byte == b'[') {
            let at = range.start + at;
            let label = text.get(at..).and_then(|t| t.strip_prefix("[^")).and_then(|t| t.split_once(']'));
            let Some((label, _)) = label else { continue };
            let escaped = text.get(..at).is_some_and(|before| before.ends_with('\\'));
            if escaped || label.is_empty() || label.contains(char::is_whitespace) || label.contains('[') {
                continue;
            }
            let place = self.place(Span::new(at, at + label.len() + 3));
            self.diagnostics.push(Diagnostic::new(&codes::MISSING_FOOTNOTE, place).with("name", label));
        }
    }

    fn call_footnote(&mut self, label: &str) {
        let next = u32::try_from(self.notes.len()).unwrap_or(u32::MAX).saturating_add(1);
        let entry = self.notes.entry(label.into()).or_insert((next, 0));
        entry.1 += 1;
        let (number, call) = *entry;
        self.inline(Inline::Footnote(number, call));
    }

    fn start(&mut self, tag: Md<'_>, span: Span) {
        let what = match tag {
            Md::Paragraph => What::Paragraph,
            Md::Heading { level, id, .. } => What::Heading { level: level as u8, id: id.map(into_box) },
            Md::BlockQuote(kind) => What::Quote(kind.map(|kind| match kind {
                BlockQuoteKind::Note => Tone::Note,
                BlockQuoteKind::Tip => Tone::Tip,
                BlockQuoteKind::Important => Tone::Important,
                BlockQuoteKind::Warning => Tone::Warning,
                BlockQuoteKind::Caution => Tone::Caution,
            })),
            Md::CodeBlock(kind) => What::Code {
                language: match kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or_default().into(),
                    CodeBlockKind::Indented => "".into(),
                },
                text: String::new(),
            },
            Md::HtmlBlock => What::Html(String::new()),
            Md::List(start) => What::List { start, items: Vec::new() },
            Md::Item => What::Item { task: None },
            Md::FootnoteDefinition(label) => What::Footnote(into_box(label)),
            Md::DefinitionList => What::Definitions(Vec::new()),
            Md::DefinitionListTitle => What::Term,
            Md::DefinitionListDefinition => What::Meaning,
            Md::Table(align) => What::Table {
                align: align
                    .into_iter()
                    .map(|a| match a {
                        Alignment::None => Align::None,
                        Alignment::Left => Align::Left,
                        Alignment::Center => Align::Center,
                        Alignment::Right => Align::Right,
                    })
                    .collect(),
                head: Vec::new(),
                rows: Vec::new(),
            },
            Md::TableHead | Md::TableRow => What::Row(Vec::new()),
            Md::TableCell => What::Cell,
            Md::Emphasis => What::Inline(Tag::Emphasis),
            Md::Strong => What::Inline(Tag::Strong),
            Md::Strikethrough => What::Inline(Tag::Strike),
            Md::Link { link_type, dest_url, .. } => {
                let wiki = matches!(link_type, LinkType::WikiLink { .. });
                let bare = matches!(link_type, LinkType::WikiLink { has_pothole: false });
                let form = if wiki { RefForm::Wiki } else { RefForm::Link };
                let mail = matches!(link_type, LinkType::Email);
                let to = if mail {
                    Some(Target::External(format!("mailto:{dest_url}").into()))
                } else {
                    // In a table the bar of `[[page\|text]]` is escaped, or it would end the cell.
                    self.target(if wiki { dest_url.trim_end_matches('\\') } else { &dest_url }, form, span)
                };
                What::Link { to, wiki: wiki && bare }
            }
            Md::Image { dest_url, title, .. } => {
                What::Image { to: self.target(&dest_url, RefForm::Media, span), title: into_box(title) }
            }
            _ => What::Dissolved,
        };
        if is_block(&what) {
            self.settle();
        }
        self.open(what, span);
    }

    /// Files a reference, or answers with an address outside; `None` for what must not be linked.
    fn target(&mut self, written: &str, form: RefForm, span: Span) -> Option<Target> {
        let lower = written.trim().to_ascii_lowercase();
        if form != RefForm::Wiki {
            let scheme = lower.split_once(':').map(|(scheme, _)| scheme).filter(|s| {
                !s.is_empty()
                    && s.chars().all(|c| {
                        c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.') || c.is_control() || c.is_whitespace()
                    })
            });
            match scheme {
                Some("http" | "https" | "mailto" | "tel") if form == RefForm::Link => {
                    return Some(Target::External(written.trim().into()));
                }
                Some(scheme) => {
                    let place = self.place(span);
                    let remote = form == RefForm::Media && !scheme.ends_with("script");
                    let code = if remote { &codes::REMOTE_PICTURE } else { &codes::UNSAFE_LINK };
                    let shown: String = written.chars().take(80).collect();
                    self.diagnostics.push(Diagnostic::new(code, place).with("written", shown));
                    return None;
                }
                None => {}
            }
        }
        let index = u32::try_from(self.references.len()).unwrap_or(u32::MAX);
        self.references.push(Reference {
            written: written.trim().into(),
            form,
            span: span.shift(self.offset),
            historical: false,
        });
        Some(Target::Reference(index))
    }

    fn end(&mut self, end: TagEnd) {
        if let TagEnd::HtmlBlock = end {
            return self.end_html();
        }
        // Inline tags of raw HTML that were left open end with the element around them.
        while let Some(Frame { what: What::Inline(tag), .. }) = self.stack.last() {
            if ends(end, *tag) {
                break;
            }
            self.pop_inline();
        }
        let Some(frame) = self.pop() else { return };
        self.close(frame);
    }

    fn close(&mut self, mut frame: Frame) {
        if takes_blocks(&frame.what) {
            frame.settle();
        }
        let Frame { what, blocks, inlines, span } = frame;
        match what {
            What::Top => self.stack.push(Frame { what: What::Top, blocks, inlines, span }),
            What::Paragraph => self.paragraph(inlines),
            What::Heading { level, id } => self.heading(level, id, inlines, span),
            What::Quote(None) => self.block(Block::Quote(blocks)),
            What::Quote(Some(tone)) => {
                self.block(Block::Boxed { role: Role::Note(tone), title: None, blocks });
            }
            What::Code { language, text } => self.code(language, text, span),
            What::Html(_) => {}
            What::List { start, items } => self.block(Block::List { start, items }),
            What::Item { task } => {
                if let What::List { items, .. } = &mut self.top().what {
                    items.push(Item { task, blocks });
                } else {
                    self.append(blocks);
                }
            }
            What::Footnote(label) => {
                self.definitions.entry(label).or_insert((blocks, span));
            }
            What::Definitions(list) => self.block(Block::Definitions(list)),
            What::Term => {
                if let What::Definitions(list) = &mut self.top().what {
                    list.push(Definition { term: inlines, meanings: Vec::new() });
                }
            }
            What::Meaning => {
                if let What::Definitions(list) = &mut self.top().what {
                    match list.last_mut() {
                        Some(last) => last.meanings.push(blocks),
                        None => list.push(Definition { term: Vec::new(), meanings: vec![blocks] }),
                    }
                }
            }
            What::Table { align, head, rows } => self.block(Block::Table { align, head, rows }),
            What::Row(cells) => {
                if let What::Table { head, rows, .. } = &mut self.top().what {
                    if head.is_empty() {
                        *head = cells;
                    } else {
                        rows.push(cells);
                    }
                }
            }
            What::Cell => {
                if let What::Row(cells) = &mut self.top().what {
                    cells.push(inlines);
                }
            }
            What::Inline(tag) => self.inline(wrap(tag, inlines)),
            What::Link { to, wiki } => self.link(to, wiki, inlines),
            What::Image { to, title } => self.image(to, &title, &inlines, span),
            What::Directive { .. } => self.append(blocks),
            What::Dissolved => {
                let top = self.top();
                top.inlines.extend(inlines);
                if !blocks.is_empty() {
                    top.settle();
                    top.blocks.extend(blocks);
                }
            }
        }
    }

    fn append(&mut self, blocks: Vec<Block>) {
        self.settle();
        self.top().blocks.extend(blocks);
    }

    fn paragraph(&mut self, mut inlines: Vec<Inline>) {
        if self.outline.lead.is_empty() && self.stack.len() == 1 {
            let text = text_with_names(&inlines, &self.references);
            self.outline.lead = lead(&text).into();
        }
        // A paragraph of nothing but a picture is a figure.
        if let [Inline::Image { .. }] = inlines.as_slice()
            && let Some(Inline::Image { image, alt }) = inlines.pop()
        {
            return self.block(Block::Figure { image, alt, caption: None });
        }
        if let [Inline::Image { .. }, Inline::Text(mark)] = inlines.as_slice()
            && mark.starts_with(CAPTION)
        {
            let caption: Box<str> = mark.trim_start_matches(CAPTION).into();
            inlines.pop();
            if let Some(Inline::Image { image, alt }) = inlines.pop() {
                return self.block(Block::Figure { image, alt, caption: Some(caption) });
            }
        }
        for inline in &mut inlines {
            if let Inline::Text(text) = inline
                && text.contains(CAPTION)
            {
                *text = "".into();
            }
        }
        self.block(Block::Paragraph(inlines));
    }

    fn heading(&mut self, level: u8, id: Option<Box<str>>, content: Vec<Inline>, span: Span) {
        let text = plain_text(&content);
        let explicit = id.is_some();
        let wanted: Box<str> = if let Some(id) = id {
            id
        } else {
            let slug = slug(&text);
            if slug.is_empty() { "muc".into() } else { slug.into() }
        };
        let mut id = wanted.clone();
        if explicit && self.anchors.contains_key(&id) {
            let place = self.place(span);
            self.diagnostics.push(Diagnostic::new(&codes::DUPLICATE_ANCHOR, place).with("id", id.as_ref()));
        }
        let mut n = self.anchors.get(&wanted).copied().unwrap_or(2);
        while self.anchors.contains_key(&id) {
            id = format!("{wanted}-{n}").into();
            n += 1;
        }
        self.anchors.insert(wanted, n);
        self.anchors.entry(id.clone()).or_insert(2);
        let text = text.trim();
        self.outline.headings.push(Heading {
            level,
            id: id.clone(),
            text: text.into(),
            span: trim_end(self.text, span).shift(self.offset),
            explicit,
        });
        self.block(Block::Heading { level, id, content });
    }

    fn code(&mut self, language: Box<str>, text: String, span: Span) {
        match language.as_ref() {
            "quiz" => {
                if let Some(mut quiz) = self.data::<Quiz>(&QUIZ, &text, span) {
                    self.finish_quiz(&mut quiz, span);
                    return self.block(Block::Quiz(Box::new(quiz)));
                }
            }
            "timeline" => {
                if let Some(timeline) = self.data::<Timeline>(&TIMELINE, &text, span) {
                    return self.block(Block::Timeline(timeline));
                }
            }
            _ => {}
        }
        self.block(Block::Code { language, text: text.into() });
    }

    /// Reads a fenced data block.
    fn data<T: serde::de::DeserializeOwned>(&mut self, shape: &Shape, text: &str, span: Span) -> Option<T> {
        let part = self.text.get(span.range()).unwrap_or_default();
        let inside = part.find('\n').map_or(0, |i| i + 1);
        let origin = Origin { path: self.path, offset: self.offset + span.start as usize + inside, schema: None };
        let mut found = Vec::new();
        yaml::read(text, shape, origin, &mut found, &mut self.diagnostics)
    }

    fn finish_quiz(&mut self, quiz: &mut Quiz, span: Span) {
        for question in &mut quiz.questions {
            self.words += word_count(&question.ask);
            let wrong = question.answer.iter().find(|n| **n == 0 || usize::from(**n) > question.choices.len()).copied();
            let problem = match wrong {
                Some(answer) => Some(Value::both(
                    format!("đáp án {answer} không ứng với lựa chọn nào"),
                    format!("answer {answer} is none of the choices"),
                )),
                None if question.answer.is_empty() => {
                    Some(Value::both("câu hỏi chưa ghi đáp án", "the question has no answer"))
                }
                None => None,
            };
            if let Some(problem) = problem {
                let place = self.place(find_in(self.text, span, &question.ask));
                self.diagnostics.push(
                    Diagnostic::new(&codes::QUIZ_ANSWER, place)
                        .with("problem", problem)
                        .with("count", question.choices.len()),
                );
            }
            if let Some(source) = question.source.as_deref()
                && looks_like_citation(source)
            {
                let (written, historical) = split_historical(source);
                let place = find_in(self.text, span, source);
                question.reference = u32::try_from(self.references.len()).ok();
                self.references.push(Reference {
                    written: written.into(),
                    form: RefForm::Citation,
                    span: place.shift(self.offset),
                    historical,
                });
            }
        }
    }

    fn link(&mut self, to: Option<Target>, bare_wiki: bool, mut content: Vec<Inline>) {
        let Some(to) = to else {
            // The link must not be made; its text stays.
            self.top().inlines.extend(content);
            return;
        };
        if let Target::Reference(index) = &to
            && let Some(reference) = self.references.get_mut(*index as usize)
            && reference.form == RefForm::Wiki
        {
            let shown = plain_text(&content);
            let (rest, historical) = split_historical(&shown);
            if historical {
                reference.historical = true;
                content = if rest.is_empty() { Vec::new() } else { vec![Inline::Text(rest.into())] };
            } else if matches!(shown.trim(), "historical" | "historical: true") {
                reference.historical = true;
                content = Vec::new();
            }
            if bare_wiki {
                content = Vec::new();
            }
        }
        self.inline(Inline::Link { to, content });
    }

    fn image(&mut self, to: Option<Target>, title: &str, content: &[Inline], span: Span) {
        let alt = plain_text(content);
        self.outline.images.push(Image { has_alt: !alt.trim().is_empty(), span: span.shift(self.offset) });
        let Some(image) = to else { return self.push_text(&alt) };
        self.inline(Inline::Image { image, alt: alt.into() });
        if !title.trim().is_empty() {
            // Kept behind the picture until the paragraph ends and it is known whether it is a figure.
            self.inline(Inline::Text(format!("{CAPTION}{}", title.trim()).into()));
        }
    }

    fn on_inline_html(&mut self, html: &str, span: Span) {
        if self.trust_html {
            return self.inline(Inline::Html(html.into()));
        }
        match raw_html::inline(html) {
            InlineTag::Comment => {}
            InlineTag::Break => self.inline(Inline::Break),
            InlineTag::Open(tag) => self.open(What::Inline(tag), span),
            InlineTag::Close(tag) => {
                if matches!(self.top().what, What::Inline(open) if open == tag) {
                    self.pop_inline();
                } else {
                    self.dropped(html, span);
                }
            }
            InlineTag::Other => self.dropped(html, span),
        }
    }

    fn pop_inline(&mut self) {
        if let Some(frame) = self.pop() {
            self.close(frame);
        }
    }

    fn dropped(&mut self, html: &str, span: Span) {
        let place = self.place(span);
        let shown: String = html.trim().lines().next().unwrap_or_default().chars().take(60).collect();
        self.diagnostics.push(Diagnostic::new(&codes::DROPPED_HTML, place).with("written", shown));
    }

    fn end_html(&mut self) {
        let Some(Frame { what: What::Html(html), span, .. }) = self.pop() else { return };
        if let Some(index) = fence::mark_index(&html) {
            return self.mark(index);
        }
        if self.trust_html {
            return self.block(Block::Html(html.into()));
        }
        if html.trim_start().starts_with("<!--") && html.trim_end().ends_with("-->") && html.matches("-->").count() == 1
        {
            return;
        }
        let (clean, lost) = raw_html::clean(&html);
        if lost {
            self.dropped(&html, span);
        }
        if !clean.trim().is_empty() {
            self.block(Block::Html(clean.into()));
        }
    }

    fn mark(&mut self, index: usize) {
        match self.fenced.marks.get(index) {
            Some(Mark::Open { span, .. }) => {
                let span = *span;
                self.settle();
                self.push(Frame::new(What::Directive { mark: index }, span));
            }
            Some(Mark::Close { .. }) => self.close_directive(),
            None => {}
        }
    }

    fn close_directive(&mut self) {
        if !matches!(self.top().what, What::Directive { .. }) {
            return;
        }
        let Some(mut frame) = self.pop() else { return };
        frame.settle();
        let What::Directive { mark } = frame.what else { return };
        let fenced = self.fenced;
        let Some(Mark::Open { name, attributes, span }) = fenced.marks.get(mark) else { return };
        let Some(directive) = DIRECTIVES.iter().find(|d| d.name == name) else {
            let place = self.place(*span);
            let near = similar::closest(name, DIRECTIVES.iter().map(|d| d.name));
            let known = DIRECTIVES.iter().map(|d| d.name).collect::<Vec<_>>().join(", ");
            self.diagnostics.push(
                Diagnostic::new(&codes::UNKNOWN_DIRECTIVE, place)
                    .with("name", name)
                    .with_some("near", near)
                    .with("known", known),
            );
            return self.append(frame.blocks);
        };
        if let Some(parent) = directive.parent {
            let around = match &self.top().what {
                What::Directive { mark } => match fenced.marks.get(*mark) {
                    Some(Mark::Open { name, .. }) => Some(name.as_str()),
                    _ => None,
                },
                _ => None,
            };
            if around != Some(parent) {
                let place = self.place(*span);
                self.diagnostics.push(
                    Diagnostic::new(&codes::MISPLACED_DIRECTIVE, place).with("name", name).with("parent", parent),
                );
            }
        }
        let mut faults = Vec::new();
        let mut known = Vec::with_capacity(attributes.len());
        for (key, value) in attributes {
            if directive.attributes.contains(&key.as_str()) {
                known.push((key.clone(), value.clone()));
            } else {
                faults.push(unknown_attribute(directive, key, value, *span));
            }
        }
        let mut org_types = Vec::new();
        let block = (directive.lower)(Lowering {
            attributes: &known,
            blocks: frame.blocks,
            span: *span,
            faults: &mut faults,
            org_types: &mut org_types,
        });
        self.outline.org_types.extend(org_types.into_iter().map(|(id, span)| (id, span.shift(self.offset))));
        for fault in faults {
            let span = match &fault.piece {
                Some(piece) => find_in(self.text, Span::new(fault.span.start as usize, self.text.len()), piece),
                None => fault.span,
            };
            let mut diagnostic = Diagnostic::new(fault.code, self.place(span));
            diagnostic.values = fault.values.into_iter().map(|(name, value)| (name.into(), value)).collect();
            self.diagnostics.push(diagnostic);
        }
        self.block(block);
    }

    fn finish(mut self) -> Parsed {
        // What was never closed ends here.
        while self.stack.len() > 1 {
            if matches!(self.top().what, What::Directive { .. }) {
                self.close_directive();
            } else if let Some(frame) = self.pop() {
                self.close(frame);
            }
        }
        for opened in &self.fenced.unclosed {
            let place = self.place(opened.span);
            self.diagnostics.push(
                Diagnostic::new(&codes::UNCLOSED_DIRECTIVE, place)
                    .with("name", &opened.name)
                    .with("colons", ":".repeat(opened.colons)),
            );
        }
        for stray in &self.fenced.stray {
            let place = self.place(stray.span);
            let mut diagnostic = Diagnostic::new(&codes::STRAY_CLOSE, place).with("colons", ":".repeat(stray.colons));
            if let Some(open) = &stray.open {
                diagnostic = diagnostic
                    .with("name", &open.name)
                    .with("wanted", ":".repeat(open.colons))
                    .see(self.place(open.span), Value::both("khối đang mở", "the open block"));
            }
            self.diagnostics.push(diagnostic);
        }
        let mut footnotes: Vec<Vec<Block>> = vec![Vec::new(); self.notes.len()];
        for (label, (blocks, span)) in std::mem::take(&mut self.definitions) {
            if let Some((number, _)) = self.notes.get(&label) {
                if let Some(slot) = footnotes.get_mut((*number as usize).saturating_sub(1)) {
                    *slot = blocks;
                }
            } else {
                let place = self.place(first_line(self.text, span));
                self.diagnostics.push(Diagnostic::new(&codes::UNUSED_FOOTNOTE, place).with("name", label.as_ref()));
            }
        }
        let mut top = self.pop().map(|mut frame| {
            frame.settle();
            frame.blocks
        });
        self.outline.words = u32::try_from(self.words).unwrap_or(u32::MAX);
        self.outline.start = u32::try_from(self.offset).unwrap_or(u32::MAX);
        Parsed {
            body: Body { blocks: top.take().unwrap_or_default(), footnotes },
            outline: self.outline,
            references: self.references,
            diagnostics: self.diagnostics,
        }
    }
}

/// A fault of an attribute that a directive does not have. Text behind the name that is no attribute
/// is mostly meant as the title.
fn unknown_attribute(directive: &Directive, key: &str, value: &str, span: Span) -> Fault {
    let title = value.is_empty() && directive.attributes.contains(&"title");
    let near = similar::closest(key, directive.attributes.iter().copied());
    let mut values = vec![
        ("name", directive.name.into()),
        ("what", Value::both(format!("thuộc tính `{key}`"), format!("the attribute `{key}`"))),
        ("problem", Value::both("không dùng được", "cannot be used")),
        ("known", directive.attributes.join(", ").into()),
    ];
    if title && near.is_none() {
        values.push(("written", format!(":::{}{{title=\"{key}\"}}", directive.name).into()));
    }
    values.extend(near.map(|near| ("near", near.into())));
    Fault { code: &codes::DIRECTIVE_ATTRIBUTE, span, piece: None, values }
}

/// Marks a picture's title inside its paragraph until it is known whether it becomes a caption.
/// A private-use character; text of authors that holds it shows nothing in its place.
const CAPTION: char = '\u{F8FF}';

static QUIZ: LazyLock<Shape> = LazyLock::new(Shape::of::<Quiz>);
static TIMELINE: LazyLock<Shape> = LazyLock::new(Shape::of::<Timeline>);

fn into_box(text: CowStr<'_>) -> Box<str> {
    match text {
        CowStr::Boxed(text) => text,
        other => other.as_ref().into(),
    }
}

fn is_block(what: &What) -> bool {
    matches!(
        what,
        What::Paragraph
            | What::Heading { .. }
            | What::Quote(_)
            | What::Code { .. }
            | What::Html(_)
            | What::List { .. }
            | What::Footnote(_)
            | What::Definitions(_)
            | What::Table { .. }
    )
}

fn takes_blocks(what: &What) -> bool {
    matches!(
        what,
        What::Top | What::Quote(_) | What::Item { .. } | What::Footnote(_) | What::Meaning | What::Directive { .. }
    )
}

fn ends(end: TagEnd, tag: Tag) -> bool {
    matches!(
        (end, tag),
        (TagEnd::Emphasis, Tag::Emphasis) | (TagEnd::Strong, Tag::Strong) | (TagEnd::Strikethrough, Tag::Strike)
    )
}

fn wrap(tag: Tag, inner: Vec<Inline>) -> Inline {
    match tag {
        Tag::Emphasis => Inline::Emphasis(inner),
        Tag::Strong => Inline::Strong(inner),
        Tag::Strike => Inline::Strike(inner),
        Tag::Underline => Inline::Underline(inner),
        Tag::Mark => Inline::Mark(inner),
        Tag::Sub => Inline::Sub(inner),
        Tag::Sup => Inline::Sup(inner),
        Tag::Small => Inline::Small(inner),
        Tag::Key => Inline::Key(inner),
    }
}

/// The first sentence or so of a paragraph.
fn lead(text: &str) -> String {
    let text = text.trim();
    let mut end = text.len();
    for (count, (at, _)) in text.char_indices().enumerate() {
        if count == 200 {
            end = text.get(..at).and_then(|t| t.rfind(' ')).unwrap_or(at);
            break;
        }
    }
    let mut out = text.get(..end).unwrap_or_default().to_owned();
    if end < text.len() {
        out.push('…');
    }
    out
}

/// The text of a paragraph. A link without a text of its own, whose title only `link` knows, reads as
/// the number it cites, or as the last part of the path it names.
fn text_with_names(inlines: &[Inline], references: &[Reference]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match inline {
            Inline::Link { to: Target::Reference(index), content } if content.is_empty() => {
                let written = references.get(*index as usize).map_or("", |reference| &reference.written);
                let name = if looks_like_citation(written) {
                    written.split(',').next().unwrap_or_default()
                } else {
                    let path = written.split('#').next().unwrap_or_default().trim_end_matches('/');
                    path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md")
                };
                out.push_str(name);
            }
            other => out.push_str(&plain_text(std::slice::from_ref(other))),
        }
    }
    out
}

fn trim_end(text: &str, span: Span) -> Span {
    let part = text.get(span.range()).unwrap_or_default();
    Span::new(span.start as usize, span.start as usize + part.trim_end().len())
}

fn first_line(text: &str, span: Span) -> Span {
    let part = text.get(span.range()).unwrap_or_default();
    let line = part.lines().next().unwrap_or_default();
    Span::new(span.start as usize, span.start as usize + line.len())
}

/// The place of a piece of text inside a span; the span's first line if it is not there as written.
fn find_in(text: &str, span: Span, piece: &str) -> Span {
    let part = text.get(span.range()).unwrap_or_default();
    match part.find(piece) {
        Some(at) => Span::new(span.start as usize + at, span.start as usize + at + piece.len()),
        None => first_line(text, span),
    }
}

/// Tells whether free text of a quiz's source is a citation: starts like `42-HD/BTCTW`.
fn looks_like_citation(text: &str) -> bool {
    let number = text.split([',', ' ']).next().unwrap_or_default();
    number.contains('/') && number.contains('-') && number.starts_with(|c: char| c.is_ascii_digit())
}
