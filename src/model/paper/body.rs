//! The blocks and runs that a paper's body is made of.

use serde::{Deserialize, Serialize};

/// Part of the body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "k", rename_all = "kebab-case")]
pub enum Block {
    /// A numbered or plain heading.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Number as printed: `I-`, `1.`, `a)`.
        number: Option<String>,
        /// What leads to it in a volume; see [`super::Volume::anchors`].
        anchor: Option<String>,
        /// Text.
        c: Vec<Run>,
    },
    /// A paragraph.
    Paragraph {
        /// How it stands.
        role: ParagraphRole,
        /// Text.
        c: Vec<Run>,
    },
    /// Labels with values; one without a value gets a line to write on.
    Fields {
        /// The labels.
        fields: Vec<Field>,
    },
    /// A list.
    List {
        /// How items are marked.
        mark: Mark,
        /// Items.
        items: Vec<ListItem>,
    },
    /// A table; its head repeats on every page.
    Table {
        /// Columns.
        columns: Vec<Column>,
        /// Rows.
        rows: Vec<Row>,
    },
    /// A meeting's timetable.
    Timetable {
        /// The first column holds clock times, else minutes from the start.
        clock: bool,
        /// Rows; parts of the meeting between them.
        rows: Vec<TimetableRow>,
        /// Letters in a line of the column of those who lead.
        lead: u8,
        /// Minutes without breaks.
        total: u32,
    },
    /// The chair's script.
    Script {
        /// The first column holds clock times, else minutes from the start.
        clock: bool,
        /// The lines.
        lines: Vec<ScriptRow>,
    },
    /// Blank lines to write on.
    Fill {
        /// What to write.
        label: Option<String>,
        /// How many.
        lines: u16,
    },
    /// A quotation.
    Quote {
        /// Content.
        c: Vec<Block>,
    },
    /// Preformatted text.
    Code {
        /// The text.
        t: String,
    },
    /// A picture with its caption.
    Figure {
        /// Number in [`super::Paper::images`].
        image: usize,
        /// Alternative text.
        alt: String,
        /// Caption.
        caption: Option<String>,
    },
    /// A thematic break.
    Rule,
    /// Terms with definitions.
    Definitions {
        /// Terms.
        items: Vec<Definition>,
    },
    /// A framed part.
    Box {
        /// What it is: `note`, `script`, `facilitator`, `question`, `only`, `slide`.
        role: String,
        /// Title.
        title: Option<String>,
        /// Content.
        c: Vec<Block>,
    },
    /// Columns side by side.
    Columns {
        /// The columns.
        columns: Vec<Vec<Block>>,
    },
    /// A new page.
    Break,
}

/// How a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ParagraphRole {
    /// Lời văn.
    Body,
    /// Căn cứ: upright, each begins with a dash.
    Basis,
    /// Centred: "Kính mời …".
    Center,
    /// A remark in small letters.
    Note,
    /// Without indent.
    Plain,
}

/// A label with its value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// Number: `1.`.
    pub number: Option<String>,
    /// Label.
    pub label: String,
    /// Value; empty: to be written in.
    pub c: Vec<Run>,
    /// Further lines to write on.
    pub lines: u16,
}

/// How the items of a list are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// A dash.
    Dash,
    /// Numbers, written into the items.
    Number,
    /// Vietnamese letters, written into the items.
    Letter,
    /// Squares to tick.
    Square,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ListItem {
    /// `1.`, `a)`; empty for dashes and squares.
    pub label: String,
    /// Ticked, for squares.
    pub done: bool,
    /// Content.
    pub c: Vec<Block>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Head; where every head is empty the table has none.
    pub head: Vec<Run>,
    /// Share of the width that the fixed columns leave; `None`: as wide as `letters`.
    pub share: Option<u8>,
    /// Width in letters of the table's text, for a column without a share.
    pub letters: u8,
    /// Alignment.
    pub align: Align,
}

/// Alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// Left.
    #[default]
    Left,
    /// Centre.
    Center,
    /// Right.
    Right,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// A row for a group of the following ones.
    pub group: bool,
    /// A row of sums.
    pub total: bool,
    /// Cells.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Cell {
    /// Columns that it covers.
    pub span: u8,
    /// Content; lines are kept apart by [`Run::Break`].
    pub c: Vec<Run>,
}

/// A row of a timetable.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TimetableRow {
    /// Part of the meeting that begins here.
    pub part: Option<String>,
    /// Number; `None` for a break.
    pub index: Option<u32>,
    /// `08:00`, or minutes from the start.
    pub start: String,
    /// End.
    pub end: String,
    /// Length.
    pub minutes: u16,
    /// What is done.
    pub title: String,
    /// Titles of topic and material.
    pub material: Vec<String>,
    /// The meeting votes.
    pub vote: bool,
    /// Who leads.
    pub lead: Option<String>,
}

/// A line of a script.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScriptRow {
    /// Number; `None` for a break.
    pub index: Option<u32>,
    /// `0–5` minutes from the start, or `08:00–08:05`.
    pub time: String,
    /// Length.
    pub minutes: u16,
    /// What is done.
    pub content: String,
    /// Spoken text by paragraphs.
    pub spoken: Vec<String>,
    /// Who speaks or acts.
    pub actor: String,
    /// Material at hand.
    pub material: Option<String>,
}

/// A term with its definitions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Definition {
    /// The term.
    pub term: Vec<Run>,
    /// Definitions.
    pub c: Vec<Vec<Block>>,
}

/// A run of text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "k", rename_all = "kebab-case")]
pub enum Run {
    /// Text.
    Text {
        /// The text.
        t: String,
    },
    /// Text with one style.
    Styled {
        /// The style.
        style: Style,
        /// Content.
        c: Vec<Run>,
    },
    /// Code.
    Code {
        /// The text.
        t: String,
    },
    /// A link to an address outside.
    Link {
        /// The address: `https:`, `http:` or `mailto:`.
        to: String,
        /// Content.
        c: Vec<Run>,
    },
    /// A link to another place of the same volume; outside of one only its text.
    Jump {
        /// One of [`super::Volume::anchors`]; where a heading is not in print, its part is meant.
        to: String,
        /// Content.
        c: Vec<Run>,
    },
    /// A picture in the text.
    Image {
        /// Number in [`super::Paper::images`].
        image: usize,
        /// Alternative text.
        alt: String,
    },
    /// A footnote.
    Note {
        /// Number.
        number: u32,
        /// Content; empty for a further call of the same note.
        c: Vec<Block>,
    },
    /// A line break.
    Break,
    /// Dots to write over, as wide as so many letters.
    Blank {
        /// Width.
        letters: u8,
    },
    /// Dots to the end of the line.
    Leader,
}

/// Style of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// Strong.
    Strong,
    /// Emphasis.
    Emphasis,
    /// Struck out.
    Strike,
    /// Underlined.
    Underline,
    /// Marked.
    Mark,
    /// Subscript.
    Sub,
    /// Superscript.
    Sup,
    /// Small.
    Small,
    /// A key to press.
    Key,
}
