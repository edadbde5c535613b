//! The block tree as HTML.

use std::fmt::Write as _;

use crate::link::{DocumentId, Resolution, View};
use crate::markdown::{Align, Block, Body, Definition, Inline, Item, Quiz, Reference, Role, Target, Tone};
use crate::theme::prose;

use super::chart;
use super::escape::escape;
use super::frame::Frame;
use super::values::{short_name, status_word};

/// Returns the HTML of a body. Links are relative to the page at `id`'s address.
pub(super) fn render(body: &Body, id: DocumentId, frame: &Frame<'_>, view: &View<'_>) -> String {
    let mut writer = Writer {
        out: String::with_capacity(8 * 1024),
        id,
        root: frame.handbook().address(id).root(),
        references: &view.document(id).references,
        resolutions: if view.document(id).references.is_empty() { &[] } else { view.resolutions(id) },
        frame,
        view,
        tables: 0,
        slides: 0,
        quizzes: 0,
    };
    writer.blocks(&body.blocks);
    writer.footnotes(&body.footnotes);
    writer.out
}

const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

struct Writer<'a, 'b> {
    out: String,
    id: DocumentId,
    root: String,
    references: &'a [Reference],
    resolutions: &'a [Resolution],
    frame: &'a Frame<'b>,
    view: &'a View<'b>,
    tables: u32,
    slides: u32,
    quizzes: u32,
}

impl<'a> Writer<'a, '_> {
    fn word(&self, key: &str) -> String {
        self.frame.words().get(key).to_owned()
    }

    /// Writes pieces one after another: so much quicker than by a format.
    fn put(&mut self, pieces: &[&str]) {
        for piece in pieces {
            self.out.push_str(piece);
        }
    }

    fn text(&mut self, text: &str) {
        escape(text, &mut self.out);
    }

    fn wrapped(&mut self, open: &str, text: &str, close: &str) {
        self.out.push_str(open);
        escape(text, &mut self.out);
        self.out.push_str(close);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, id, content } => {
                let name = HEADINGS.get(usize::from(*level).saturating_sub(1)).copied().unwrap_or("h6");
                self.put(&["<", name, " id=\""]);
                self.text(id);
                self.out.push_str("\">");
                self.inlines(content);
                self.put(&["</", name, ">\n"]);
            }
            Block::Paragraph(content) => {
                self.out.push_str("<p>");
                self.inlines(content);
                self.out.push_str("</p>\n");
            }
            Block::Plain(content) => self.inlines(content),
            Block::List { start, items } => self.list(*start, items),
            Block::Table { align, head, rows } => self.table(align, head, rows),
            Block::Quote(blocks) => {
                self.out.push_str("<blockquote>\n");
                self.blocks(blocks);
                self.out.push_str("</blockquote>\n");
            }
            Block::Code { language, text } => {
                self.out.push_str("<pre><code");
                if !language.is_empty() {
                    self.wrapped(" class=\"language-", language, "\"");
                }
                self.wrapped(">", text, "</code></pre>\n");
            }
            Block::Figure { image, alt, caption } => {
                self.out.push_str("<figure>");
                self.image(image, alt);
                if let Some(caption) = caption {
                    self.wrapped("<figcaption>", caption, "</figcaption>");
                }
                self.out.push_str("</figure>\n");
            }
            Block::Rule => self.out.push_str("<hr>\n"),
            Block::Definitions(list) => self.definitions(list),
            Block::Boxed { role, title, blocks } => self.boxed(role, title.as_deref(), blocks),
            Block::Columns(columns) => {
                self.out.push_str("<div class=\"columns\">\n");
                for column in columns {
                    self.out.push_str("<div>\n");
                    self.blocks(column);
                    self.out.push_str("</div>\n");
                }
                self.out.push_str("</div>\n");
            }
            Block::Fill { lines, label } => self.fill(*lines, label.as_deref()),
            Block::Chart(of) => {
                self.out.push_str("<figure class=\"chart\">\n");
                if let Some(title) = &of.title {
                    self.wrapped("<figcaption>", title, "</figcaption>\n");
                }
                let name = of.title.as_deref().map_or_else(|| self.word("chart"), str::to_owned);
                chart::draw(of, &name, &mut self.out);
                self.block(&of.table);
                self.out.push_str("</figure>\n");
            }
            Block::Quiz(quiz) => self.quiz(quiz),
            Block::Timeline(timeline) => {
                self.out.push_str("<ol class=\"timeline\">\n");
                for entry in &timeline.entries {
                    self.wrapped("<li><span class=\"when\">", &entry.when, "</span> ");
                    self.wrapped("", &entry.what, "</li>\n");
                }
                self.out.push_str("</ol>\n");
            }
            Block::Html(html) => {
                self.out.push_str(html);
                self.out.push('\n');
            }
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Item]) {
        match start {
            None => self.out.push_str("<ul>\n"),
            Some(1) => self.out.push_str("<ol>\n"),
            Some(n) => {
                let _ = writeln!(self.out, "<ol start=\"{n}\">");
            }
        }
        for item in items {
            match item.task {
                None => self.out.push_str("<li>"),
                Some(done) => {
                    // The box is a picture of a state, not a control.
                    let sign = if done { "☑" } else { "☐" };
                    let _ = write!(self.out, "<li class=\"task\"><span class=\"tick\">{sign}</span> ");
                }
            }
            self.blocks(&item.blocks);
            self.out.push_str("</li>\n");
        }
        self.out.push_str(if start.is_some() { "</ol>\n" } else { "</ul>\n" });
    }

    fn table(&mut self, align: &[Align], head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
        self.tables += 1;
        let label = self.frame.words().fill("table_label", &[("number", &self.tables.to_string())]);
        self.wrapped("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"", &label, "\"><table>\n");
        let style = |column: usize| match align.get(column) {
            Some(Align::Right) => " class=\"right\"",
            Some(Align::Center) => " class=\"center\"",
            Some(Align::Left | Align::None) | None => "",
        };
        if head.iter().any(|cell| !cell.is_empty()) {
            self.out.push_str("<thead><tr>");
            for (column, cell) in head.iter().enumerate() {
                // A corner without words heads nothing.
                if cell.is_empty() {
                    self.out.push_str("<td></td>");
                    continue;
                }
                self.put(&["<th scope=\"col\"", style(column), ">"]);
                self.inlines(cell);
                self.out.push_str("</th>");
            }
            self.out.push_str("</tr></thead>\n");
        }
        self.out.push_str("<tbody>\n");
        for row in rows {
            self.out.push_str("<tr>");
            for (column, cell) in row.iter().enumerate() {
                self.put(&["<td", style(column), ">"]);
                self.inlines(cell);
                self.out.push_str("</td>");
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody></table></div>\n");
    }

    fn definitions(&mut self, list: &[Definition]) {
        self.out.push_str("<dl>\n");
        for entry in list {
            self.out.push_str("<dt>");
            self.inlines(&entry.term);
            self.out.push_str("</dt>\n");
            for meaning in &entry.meanings {
                self.out.push_str("<dd>");
                self.blocks(meaning);
                self.out.push_str("</dd>\n");
            }
        }
        self.out.push_str("</dl>\n");
    }

    fn boxed(&mut self, role: &Role, title: Option<&str>, blocks: &[Block]) {
        let (open, fallback, close) = match role {
            Role::Note(tone) => match tone {
                Tone::Note => ("<aside class=\"box note\">", Some(self.word("box_note")), "</aside>\n"),
                Tone::Tip => ("<aside class=\"box tip\">", Some(self.word("box_tip")), "</aside>\n"),
                Tone::Important => ("<aside class=\"box important\">", Some(self.word("box_important")), "</aside>\n"),
                Tone::Warning => ("<aside class=\"box warning\">", Some(self.word("box_warning")), "</aside>\n"),
                Tone::Caution => ("<aside class=\"box caution\">", Some(self.word("box_caution")), "</aside>\n"),
            },
            Role::Script { actor } => {
                let word = self.word("script_title");
                let first = title.map_or(word, str::to_owned);
                let both = actor.as_ref().map_or_else(|| first.clone(), |actor| format!("{first} – {actor}"));
                return self.titled("<aside class=\"box script\">", Some(&both), blocks, "</aside>\n");
            }
            Role::Facilitator => ("<div class=\"facilitator\">", Some(self.word("facilitator_title")), "</div>\n"),
            Role::Question => ("<div class=\"box question\">", Some(self.word("question_title")), "</div>\n"),
            Role::Only { org_types } => return self.only(org_types, blocks),
            Role::Slide => return self.slide(title, blocks),
        };
        self.titled(open, title.or(fallback.as_deref()), blocks, close);
    }

    fn titled(&mut self, open: &str, title: Option<&str>, blocks: &[Block], close: &str) {
        self.out.push_str(open);
        if let Some(title) = title {
            self.wrapped("<p class=\"box-title\">", title, "</p>\n");
        }
        self.blocks(blocks);
        self.out.push_str(close);
    }

    fn only(&mut self, org_types: &[Box<str>], blocks: &[Block]) {
        let settings = self.view.settings();
        let names: Vec<&str> = org_types
            .iter()
            .map(|id| {
                settings
                    .org_types
                    .iter()
                    .find(|t| t.id.as_str() == id.as_ref())
                    .map_or(id.as_ref(), |t| t.name.as_str())
            })
            .collect();
        let label = self.frame.words().fill("only_label", &[("names", &names.join(", "))]);
        let folded = self.word("only_folded");
        self.wrapped("<details class=\"only\" open data-org-types=\"", &org_types.join(" "), "\">");
        self.wrapped("<summary class=\"only-label\">", &label, "");
        self.wrapped(" <small>", &folded, "</small></summary>\n");
        self.blocks(blocks);
        self.out.push_str("</details>\n");
    }

    fn slide(&mut self, title: Option<&str>, blocks: &[Block]) {
        self.slides += 1;
        let _ = write!(self.out, "<div class=\"slide\" id=\"trang-chieu-{}\">", self.slides);
        if let Some(title) = title {
            self.wrapped("<p class=\"slide-title\">", title, "</p>\n");
        }
        self.blocks(blocks);
        self.out.push_str("</div>\n");
    }

    fn fill(&mut self, lines: u16, label: Option<&str>) {
        self.out.push_str("<div class=\"fill\">");
        if let Some(label) = label {
            self.wrapped("<p class=\"fill-label\">", label, "</p>");
        }
        for _ in 0..lines {
            self.out.push_str("<span class=\"line\"></span>");
        }
        self.out.push_str("</div>\n");
    }

    fn quiz(&mut self, quiz: &Quiz) {
        self.quizzes += 1;
        let fallback = self.word("quiz_title");
        let title = quiz.title.as_deref().unwrap_or(&fallback).to_owned();
        let answer_word = self.word("quiz_answer");
        self.out.push_str("<div class=\"quiz\">");
        self.wrapped("<p class=\"quiz-title\">", &title, "</p>\n<ol>\n");
        for question in &quiz.questions {
            self.wrapped("<li><p>", &question.ask, "</p>\n<ol type=\"A\">\n");
            for choice in &question.choices {
                self.wrapped("<li>", choice, "</li>\n");
            }
            self.wrapped("</ol>\n<details><summary>", &answer_word, "</summary><p><strong>");
            let letters: Vec<String> = question.answer.iter().map(|n| letter(*n)).collect();
            self.text(&letters.join(", "));
            self.out.push_str("</strong>");
            if let Some(why) = &question.why {
                self.wrapped(". ", why, "");
            }
            match (question.reference, &question.source) {
                (Some(index), _) => {
                    self.out.push_str(" (");
                    self.link(&Target::Reference(index), &[]);
                    self.out.push(')');
                }
                (None, Some(source)) => self.wrapped(" (", source, ")"),
                (None, None) => {}
            }
            self.out.push_str("</p></details></li>\n");
        }
        self.out.push_str("</ol></div>\n");
    }

    fn footnotes(&mut self, notes: &[Vec<Block>]) {
        if notes.is_empty() {
            return;
        }
        let title = self.word("footnotes_title");
        self.wrapped("<section class=\"footnotes\" aria-label=\"", &title, "\">\n<ol>\n");
        for (number, blocks) in (1_u32..).zip(notes) {
            let _ = write!(self.out, "<li id=\"chu-thich-{number}\">");
            let back = self.frame.words().fill("footnote_back", &[("number", &number.to_string())]);
            let link = |out: &mut String| {
                let _ = write!(out, " <a class=\"back\" href=\"#goi-{number}\" aria-label=\"");
                escape(&back, out);
                out.push_str("\">↩</a>");
            };
            if let Some((Block::Paragraph(last), before)) = blocks.split_last() {
                // The way back stands at the end of the last paragraph.
                self.blocks(before);
                self.out.push_str("<p>");
                self.inlines(last);
                link(&mut self.out);
                self.out.push_str("</p>");
            } else {
                self.blocks(blocks);
                link(&mut self.out);
            }
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ol>\n</section>\n");
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn element(&mut self, name: &str, inner: &[Inline]) {
        self.put(&["<", name, ">"]);
        self.inlines(inner);
        self.put(&["</", name, ">"]);
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => prose(text, &mut self.out),
            Inline::Code(text) => self.wrapped("<code>", text, "</code>"),
            Inline::Emphasis(inner) => self.element("em", inner),
            Inline::Strong(inner) => self.element("strong", inner),
            Inline::Strike(inner) => self.element("s", inner),
            Inline::Underline(inner) => self.element("u", inner),
            Inline::Mark(inner) => self.element("mark", inner),
            Inline::Sub(inner) => self.element("sub", inner),
            Inline::Sup(inner) => self.element("sup", inner),
            Inline::Small(inner) => self.element("small", inner),
            Inline::Key(inner) => self.element("kbd", inner),
            Inline::Link { to, content } => self.link(to, content),
            Inline::Image { image, alt } => self.image(image, alt),
            Inline::Footnote(number, call) => {
                let id = if *call == 1 { format!("goi-{number}") } else { format!("goi-{number}-{call}") };
                let _ = write!(
                    self.out,
                    "<sup class=\"footnote-ref\"><a id=\"{id}\" href=\"#chu-thich-{number}\">[{number}]</a></sup>"
                );
            }
            Inline::Break => self.out.push_str("<br>\n"),
            Inline::Html(html) => self.out.push_str(html),
        }
    }

    fn resolved(&self, target: &Target) -> Option<(&'a Reference, &'a Resolution)> {
        let Target::Reference(index) = target else { return None };
        let index = *index as usize;
        Some((self.references.get(index)?, self.resolutions.get(index)?))
    }

    fn link(&mut self, to: &Target, content: &[Inline]) {
        if let Target::External(url) = to {
            self.wrapped("<a href=\"", url, "\" rel=\"external\">");
            if content.is_empty() {
                self.text(url);
            } else {
                self.inlines(content);
            }
            self.out.push_str("</a>");
            return;
        }
        let Some((reference, resolution)) = self.resolved(to) else { return self.inlines(content) };
        let written = &reference.written;
        if let Resolution::Directive(directive) = resolution {
            return self.cite(*directive, content);
        }
        let Some(address) = self.frame.address_of(resolution, self.view) else {
            self.out.push_str("<span class=\"cite unknown\">");
            if content.is_empty() {
                self.text(written);
            } else {
                self.inlines(content);
            }
            self.out.push_str("</span>");
            return;
        };
        self.out.push_str("<a href=\"");
        self.href(&address);
        self.out.push_str("\">");
        if content.is_empty() {
            let name = match resolution {
                Resolution::Page(id, _) => self.view.card(*id).title(),
                Resolution::Section(id) => &self.frame.handbook().section(*id).title,
                Resolution::Directive(_) | Resolution::Anchor(_) | Resolution::Media(_) | Resolution::Broken(_) => {
                    written
                }
            };
            prose(name, &mut self.out);
        } else {
            self.inlines(content);
        }
        self.out.push_str("</a>");
    }

    fn cite(&mut self, directive: DocumentId, content: &[Inline]) {
        let card = self.view.card(directive);
        let standing = self.view.standing_for(directive, self.id);
        let status = standing.map_or("unknown", |s| s.status.key());
        let label = standing.map_or("status_unknown", |s| status_word(s.status));
        let title = format!("{} · {}", card.title(), self.frame.words().get(label));
        let _ = write!(self.out, "<a class=\"cite {status}\" href=\"");
        self.href(card.address.as_str());
        self.wrapped("\" title=\"", &title, "\">");
        if content.is_empty() {
            prose(&short_name(card), &mut self.out);
        } else {
            self.inlines(content);
        }
        self.out.push_str("</a>");
    }

    fn href(&mut self, address: &str) {
        if !address.starts_with('#') {
            let root = std::mem::take(&mut self.root);
            self.out.push_str(&root);
            self.root = root;
        }
        escape(address, &mut self.out);
    }

    fn image(&mut self, image: &Target, alt: &str) {
        let address = match image {
            Target::External(_) => None,
            Target::Reference(_) => {
                self.resolved(image).and_then(|(_, resolution)| self.frame.address_of(resolution, self.view))
            }
        };
        let Some(address) = address else { return self.text(alt) };
        self.out.push_str("<img src=\"");
        self.href(&address);
        self.wrapped("\" alt=\"", alt, "\" loading=\"lazy\">");
    }
}

fn letter(number: u8) -> String {
    match number {
        1..=26 => char::from(b'A' + number - 1).to_string(),
        _ => number.to_string(),
    }
}
