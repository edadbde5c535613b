//! The block tree.
//!
//! Invariant: nesting is at most [`super::parse::DEEPEST`], so that walking it recursively is safe.

use serde::{Deserialize, Serialize};

/// The body of a document.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Body {
    /// The blocks in order.
    pub blocks: Vec<Block>,
    /// Footnotes by number, from 1.
    pub footnotes: Vec<Vec<Block>>,
}

/// A run of inline elements.
pub(super) type Inlines = Vec<Inline>;

/// A block.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Block {
    /// A heading. `id` is unique in the document and never empty.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Anchor.
        id: Box<str>,
        /// Content.
        content: Inlines,
    },
    /// A paragraph.
    Paragraph(Inlines),
    /// Text of a tight list item: a paragraph without space around it.
    Plain(Inlines),
    /// A list.
    List {
        /// First number; `None` for bullets.
        start: Option<u64>,
        /// Items.
        items: Vec<Item>,
    },
    /// A table.
    Table {
        /// Alignment by column.
        align: Vec<Align>,
        /// Head row.
        head: Vec<Cell>,
        /// Rows.
        rows: Vec<Vec<Cell>>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// Preformatted text.
    Code {
        /// Language as written; may be empty.
        language: Box<str>,
        /// The text.
        text: Box<str>,
    },
    /// A picture that stands by itself.
    Figure {
        /// What it shows.
        image: Target,
        /// Alternative text.
        alt: Box<str>,
        /// Caption (the picture's title).
        caption: Option<Box<str>>,
    },
    /// A thematic break.
    Rule,
    /// Terms with definitions.
    Definitions(Vec<Definition>),
    /// A part with a role.
    Boxed {
        /// What it is.
        role: Role,
        /// Its title, if the author gave one.
        title: Option<Box<str>>,
        /// Content.
        blocks: Vec<Block>,
    },
    /// Columns side by side.
    Columns(Vec<Vec<Block>>),
    /// Blank lines to write on.
    Fill {
        /// How many.
        lines: u16,
        /// What to write.
        label: Option<Box<str>>,
    },
    /// A chart with its table.
    Chart(Box<Chart>),
    /// A quiz.
    Quiz(Box<Quiz>),
    /// A timeline.
    Timeline(Timeline),
    /// HTML that is safe to put into a page as it is. Other outputs leave it out.
    Html(Box<str>),
}

/// An inline element.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Inline {
    /// Text. A soft line break is a space.
    Text(#[serde(with = "crate::text::encoded")] Box<str>),
    /// Code.
    Code(Box<str>),
    /// Emphasis.
    Emphasis(Inlines),
    /// Strong emphasis.
    Strong(Inlines),
    /// Struck out.
    Strike(Inlines),
    /// Underlined.
    Underline(Inlines),
    /// Marked.
    Mark(Inlines),
    /// Subscript.
    Sub(Inlines),
    /// Superscript.
    Sup(Inlines),
    /// Small.
    Small(Inlines),
    /// A key to press.
    Key(Inlines),
    /// A link. Without content (a bare `[[…]]`), the target's own name is shown.
    Link {
        /// Where to.
        to: Target,
        /// Content.
        content: Inlines,
    },
    /// A picture in the text.
    Image {
        /// What it shows.
        image: Target,
        /// Alternative text.
        alt: Box<str>,
    },
    /// Call of footnote `n`, from 1; the second number tells which call of that note it is, from 1.
    Footnote(u32, u32),
    /// A line break.
    Break,
    /// HTML of a trusted author. Other outputs leave it out.
    Html(Box<str>),
}

/// Where a link or picture points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// Index into the document's references.
    Reference(u32),
    /// An address outside the handbook (`https:`, `http:`, `mailto:`, `tel:`).
    External(Box<str>),
}

/// A list item.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Item {
    /// State of a task item; `None` for an ordinary one.
    pub task: Option<bool>,
    /// Content.
    pub blocks: Vec<Block>,
}

/// A table cell.
pub type Cell = Inlines;

/// A term with its definitions.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Definition {
    /// The term.
    pub term: Inlines,
    /// Definitions.
    pub meanings: Vec<Vec<Block>>,
}

/// Alignment of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Align {
    /// Not said.
    None,
    /// Left.
    Left,
    /// Centre.
    Center,
    /// Right.
    Right,
}

/// Tone of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tone {
    /// Ghi chú.
    Note,
    /// Mẹo.
    Tip,
    /// Quan trọng.
    Important,
    /// Cảnh báo.
    Warning,
    /// Thận trọng.
    Caution,
}

/// What a box is. Outputs look at the role, never at a directive's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// A note.
    Note(Tone),
    /// Spoken text (lời dẫn), with who says it.
    Script {
        /// Who speaks.
        actor: Option<Box<str>>,
    },
    /// For the facilitator: left out of the member's sheet.
    Facilitator,
    /// A question for discussion.
    Question,
    /// For some kinds of organisation only.
    Only {
        /// Ids of the kinds.
        org_types: Vec<Box<str>>,
    },
    /// A slide.
    Slide,
}

/// Form of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChartKind {
    /// Lying bars, a group a row.
    Bar,
    /// Standing columns.
    Column,
    /// Lines over the rows.
    Line,
}

/// A chart: rows of a table as numbers, and the table itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    /// Form.
    pub kind: ChartKind,
    /// Title.
    pub title: Option<Box<str>>,
    /// Unit of the numbers, put behind each.
    pub unit: Option<Box<str>>,
    /// Names of the series: the table's head without its first cell.
    pub series: Vec<Box<str>>,
    /// Label and numbers of each row; `None` for a cell without a number.
    pub rows: Vec<(Box<str>, Vec<Option<f64>>)>,
    /// The table, shown beside the drawing.
    pub table: Block,
}

/// A quiz.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Quiz {
    /// Title.
    #[serde(default)]
    pub title: Option<String>,
    /// The questions.
    #[schemars(length(min = 1))]
    pub questions: Vec<Question>,
}

/// A question of a quiz.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Question {
    /// The question.
    pub ask: String,
    /// Choices.
    #[schemars(length(min = 2, max = 12))]
    pub choices: Vec<String>,
    /// Number of the right choice, from 1; several in a list.
    #[schemars(with = "OneOrMany")]
    #[serde(deserialize_with = "one_or_many")]
    pub answer: Vec<u8>,
    /// Why it is right.
    #[serde(default)]
    pub why: Option<String>,
    /// Where it comes from: a citation or free text.
    #[serde(default)]
    pub source: Option<String>,
    /// The citation in `source`, if it is one: index into the document's references.
    #[serde(default)]
    #[schemars(skip)]
    pub reference: Option<u32>,
}

/// What an author may write as `answer`, for the schema.
#[derive(schemars::JsonSchema)]
#[schemars(inline, untagged)]
#[expect(dead_code, reason = "only its schema is used")]
enum OneOrMany {
    One(u8),
    Many(Vec<u8>),
}

fn one_or_many<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    struct Numbers;
    impl<'de> serde::de::Visitor<'de> for Numbers {
        type Value = Vec<u8>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("the number of a choice, or a list of numbers")
        }

        fn visit_u64<E: serde::de::Error>(self, n: u64) -> Result<Vec<u8>, E> {
            u8::try_from(n).map(|n| vec![n]).map_err(|_| E::custom("there is no such choice"))
        }

        fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<u8>, A::Error> {
            let mut all = Vec::new();
            while let Some(n) = seq.next_element()? {
                all.push(n);
            }
            Ok(all)
        }
    }
    // Only authors may leave the list out; what the program keeps is always one.
    if deserializer.is_human_readable() {
        deserializer.deserialize_any(Numbers)
    } else {
        Vec::deserialize(deserializer)
    }
}

/// A timeline of events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Timeline {
    /// The events, in order.
    #[schemars(length(min = 1))]
    pub entries: Vec<TimelineEntry>,
}

/// An event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct TimelineEntry {
    /// When, as it should read.
    pub when: String,
    /// What.
    pub what: String,
}

/// Returns the text of inline elements without marks.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut out = String::new();
    gather_text(inlines, &|_| "", &mut out);
    out
}

/// Appends the text of inline elements without marks. `bare` tells what a reference without words of its own shows, by its
/// number.
pub fn gather_text<'a>(inlines: &[Inline], bare: &impl Fn(u32) -> &'a str, out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Link { to: Target::Reference(at), content } if content.is_empty() => out.push_str(bare(*at)),
            Inline::Emphasis(inner)
            | Inline::Strong(inner)
            | Inline::Strike(inner)
            | Inline::Underline(inner)
            | Inline::Mark(inner)
            | Inline::Sub(inner)
            | Inline::Sup(inner)
            | Inline::Small(inner)
            | Inline::Key(inner)
            | Inline::Link { content: inner, .. } => gather_text(inner, bare, out),
            Inline::Image { alt, .. } => out.push_str(alt),
            Inline::Break => out.push(' '),
            Inline::Footnote(..) | Inline::Html(_) => {}
        }
    }
}
