//! A part of a volume as a chapter: blocks and runs as XHTML, its notes at its end.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::model::paper::{
    Align, Block, Definition, Field, ListItem, Mark, Paper, ParagraphRole, Part, Run, Signatory, Sort,
};

use super::runs::{DOTS, plain};
use super::xml;

/// Where anchors of a volume stand in the package.
#[derive(Debug)]
pub(super) struct Places<'a> {
    pub(super) anchors: &'a BTreeSet<String>,
    /// The file of each part that has an anchor.
    pub(super) files: BTreeMap<&'a str, String>,
}

impl Places<'_> {
    /// Returns what to write as address; a heading that is not there leads to its part.
    pub(super) fn find(&self, to: &str) -> Option<String> {
        let (part, heading) = to.split_once('#').map_or((to, None), |(part, heading)| (part, Some(heading)));
        let file = self.files.get(part)?;
        let heading = heading.filter(|_| self.anchors.contains(to));
        Some(heading.map_or_else(|| file.clone(), |heading| format!("{file}#{}", id_of(heading))))
    }
}

/// Ids of the author's headings do not meet those of notes.
fn id_of(heading: &str) -> String {
    format!("muc-{}", heading.replace(char::is_whitespace, "-"))
}

/// A chapter as written.
#[derive(Debug)]
pub(super) struct Chapter {
    /// What stands in `<body>`.
    pub(super) body: String,
    /// Its first headings: id and text.
    pub(super) headings: Vec<(String, String)>,
}

/// Writes a part. `pictures` are the files of its pictures; `None` for one that cannot be shown.
pub(super) fn write(part: &Part, pictures: &[Option<String>], places: &Places<'_>) -> Chapter {
    let mut writer = Writer::new(pictures, places);
    let paper = &part.paper;
    let answers = if part.anchor.is_none() && paper.sort == Sort::Book { "answers" } else { "chapter" };
    let _ = writeln!(writer.out, "<section epub:type=\"{answers}\" aria-labelledby=\"ten\">");
    writer.title(paper);
    writer.blocks(&paper.body);
    writer.foot(paper);
    writer.footnotes();
    writer.out.push_str("</section>\n");
    Chapter { body: writer.out, headings: writer.headings }
}

pub(super) struct Writer<'a> {
    pub(super) out: String,
    /// Files of the part's pictures.
    pub(super) pictures: &'a [Option<String>],
    pub(super) places: &'a Places<'a>,
    headings: Vec<(String, String)>,
    /// Headings that have no anchor of their own.
    unnamed: u32,
    /// Texts of notes, by number.
    pub(super) notes: Vec<(u32, String)>,
    /// Calls of notes so far.
    pub(super) calls: u32,
    /// Within a link nothing else leads anywhere.
    pub(super) linked: bool,
}

impl<'a> Writer<'a> {
    fn new(pictures: &'a [Option<String>], places: &'a Places<'a>) -> Self {
        Self {
            out: String::with_capacity(8 * 1024),
            pictures,
            places,
            headings: Vec::new(),
            unnamed: 0,
            notes: Vec::new(),
            calls: 0,
            linked: false,
        }
    }

    pub(super) fn element(&mut self, open: &str, text: &str, close: &str) {
        xml::element(open, text, close, &mut self.out);
    }

    fn title(&mut self, paper: &Paper) {
        let heading = &paper.heading;
        if let Some(head) = &paper.letterhead {
            for line in [&head.superior, &head.issuer].into_iter().flatten() {
                self.element("<p class=\"issuer\">", line, "</p>\n");
            }
        }
        let (above, title) = match &heading.subject {
            Some(subject) => (Some(&heading.kind).filter(|kind| !kind.is_empty()), subject),
            None => (None, &heading.kind),
        };
        // One heading, as it is read: "Chương trình sinh hoạt …".
        self.out.push_str("<h1 id=\"ten\">");
        if let Some(above) = above {
            self.element("<span class=\"kind\">", above, "</span> ");
        }
        let title = if title.trim().is_empty() { &paper.title } else { title };
        self.element("", title, "</h1>\n");
        if let Some(note) = &heading.note {
            self.element("<p class=\"for\">(", note, ")</p>\n");
        }
    }

    fn foot(&mut self, paper: &Paper) {
        for Signatory { authority, position, name } in &paper.signatures {
            self.out.push_str("<p class=\"signature\">");
            for line in [authority.as_ref(), Some(position), name.as_ref()].into_iter().flatten() {
                self.element("<span>", line, "</span><br/>");
            }
            self.out.push_str("</p>\n");
        }
        if !paper.recipients.is_empty() {
            self.out.push_str("<p class=\"recipients\">Nơi nhận:</p>\n<ul class=\"recipients\">\n");
            for of in &paper.recipients {
                self.element("<li>", of, "</li>\n");
            }
            self.out.push_str("</ul>\n");
        }
    }

    fn footnotes(&mut self) {
        for (number, text) in std::mem::take(&mut self.notes) {
            let _ =
                writeln!(self.out, "<aside epub:type=\"footnote\" role=\"doc-footnote\" id=\"chu-thich-{number}\">");
            let _ = writeln!(
                self.out,
                "<p class=\"number\"><a href=\"#goi-{number}\" role=\"doc-backlink\">{number}</a></p>"
            );
            self.out.push_str(&text);
            self.out.push_str("</aside>\n");
        }
    }

    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, number, anchor, c } => {
                self.heading(*level, number.as_deref(), anchor.as_deref(), c);
            }
            Block::Paragraph { role, c } => {
                self.out.push_str(match role {
                    ParagraphRole::Body => "<p>",
                    ParagraphRole::Basis => "<p class=\"basis\">– ",
                    ParagraphRole::Center => "<p class=\"center\">",
                    ParagraphRole::Note => "<p class=\"note\">",
                    ParagraphRole::Plain => "<p class=\"plain\">",
                });
                self.runs(c);
                self.out.push_str("</p>\n");
            }
            Block::Fields { fields } => fields.iter().for_each(|field| self.field(field)),
            Block::List { mark, items } => self.list(*mark, items),
            Block::Table { columns, rows } => {
                let align: Vec<Align> = columns.iter().map(|column| column.align).collect();
                let heads: Vec<&[Run]> = columns.iter().map(|column| column.head.as_slice()).collect();
                self.table_head(&heads);
                for row in rows {
                    self.row(row, &align);
                }
                self.out.push_str("</tbody></table>\n");
            }
            Block::Timetable { clock, rows, total, .. } => self.timetable(*clock, rows, *total),
            Block::Script { clock, lines } => self.script(*clock, lines),
            Block::Fill { label, lines } => {
                if let Some(label) = label {
                    self.element("<p class=\"plain\"><em>", label, ":</em></p>\n");
                }
                for _ in 0..*lines {
                    self.out.push_str("<p class=\"line\">\u{A0}</p>\n");
                }
            }
            Block::Quote { c } => self.wrapped("<blockquote>\n", c, "</blockquote>\n"),
            Block::Code { t } => self.element("<pre><code>", t, "</code></pre>\n"),
            Block::Figure { image, alt, caption } => {
                self.out.push_str("<figure>");
                self.picture(*image, alt);
                if let Some(caption) = caption {
                    self.element("<figcaption>", caption, "</figcaption>");
                }
                self.out.push_str("</figure>\n");
            }
            Block::Rule => self.out.push_str("<hr/>\n"),
            Block::Definitions { items } => self.definitions(items),
            Block::Box { role, title, c } => {
                self.element("<div class=\"box ", role, "\">\n");
                if let Some(title) = title {
                    self.element("<p class=\"box-title\">", title, "</p>\n");
                }
                self.wrapped("", c, "</div>\n");
            }
            Block::Columns { columns } => columns.iter().for_each(|column| self.blocks(column)),
            Block::Break => {}
        }
    }

    fn wrapped(&mut self, open: &str, blocks: &[Block], close: &str) {
        self.out.push_str(open);
        self.blocks(blocks);
        self.out.push_str(close);
    }

    fn heading(&mut self, level: u8, number: Option<&str>, anchor: Option<&str>, c: &[Run]) {
        let id = anchor.and_then(|anchor| anchor.split_once('#')).map_or_else(
            || {
                self.unnamed += 1;
                format!("de-{}", self.unnamed)
            },
            |(_, heading)| id_of(heading),
        );
        let number = number.map(|number| format!("{number} ")).unwrap_or_default();
        let tag = (level + 1).clamp(2, 6);
        let _ = write!(self.out, "<h{tag} id=\"");
        self.element("", &id, "\">");
        self.element("", &number, "");
        self.runs(c);
        let _ = writeln!(self.out, "</h{tag}>");
        if level == 1 {
            let mut words = number;
            plain(c, &mut words);
            if !words.trim().is_empty() {
                self.headings.push((id, words));
            }
        }
    }

    fn field(&mut self, field: &Field) {
        self.out.push_str("<p class=\"plain\">");
        if let Some(number) = &field.number {
            self.element("", number, " ");
        }
        self.element("<b>", &field.label, ":</b> ");
        if field.c.is_empty() {
            self.out.push_str(DOTS);
        }
        self.runs(&field.c);
        self.out.push_str("</p>\n");
        for _ in 0..field.lines {
            self.out.push_str("<p class=\"line\">\u{A0}</p>\n");
        }
    }

    fn list(&mut self, mark: Mark, items: &[ListItem]) {
        let first = items.first().and_then(|item| item.label.trim_end_matches('.').parse::<u64>().ok()).unwrap_or(1);
        let close = match mark {
            Mark::Number if first == 1 => {
                self.out.push_str("<ol>\n");
                "</ol>\n"
            }
            Mark::Number => {
                let _ = writeln!(self.out, "<ol start=\"{first}\">");
                "</ol>\n"
            }
            Mark::Dash => {
                self.out.push_str("<ul>\n");
                "</ul>\n"
            }
            Mark::Letter | Mark::Square => {
                self.out.push_str("<ul class=\"labelled\">\n");
                "</ul>\n"
            }
        };
        for item in items {
            self.out.push_str("<li>");
            match mark {
                Mark::Letter => self.element("<span class=\"label\">", &item.label, "</span> "),
                Mark::Square => self.out.push_str(if item.done { "☑ " } else { "☐ " }),
                Mark::Number | Mark::Dash => {}
            }
            match item.c.split_first() {
                Some((Block::Paragraph { c, .. }, rest)) => {
                    self.runs(c);
                    self.blocks(rest);
                }
                Some(_) | None => self.blocks(&item.c),
            }
            self.out.push_str("</li>\n");
        }
        self.out.push_str(close);
    }

    fn definitions(&mut self, items: &[Definition]) {
        if items.is_empty() {
            return;
        }
        self.out.push_str("<dl>\n");
        for Definition { term, c } in items {
            self.out.push_str("<dt>");
            self.runs(term);
            self.out.push_str("</dt>\n");
            for meaning in c {
                self.wrapped("<dd>", meaning, "</dd>\n");
            }
            if c.is_empty() {
                self.out.push_str("<dd></dd>\n");
            }
        }
        self.out.push_str("</dl>\n");
    }
}
