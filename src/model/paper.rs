//! Giấy tờ: an official paper as typed data, before any layout.
//!
//! What an office signs and files: a letterhead by slots (`domain.md` 8.2), a name and subject, a body of blocks,
//! signatures and recipients. Every output that makes papers (PDF, later Word) walks this shape and knows no
//! content kind; a kind lowers itself to it. No fonts, no centimetres and no capital letters here: how a
//! slot looks is the layout's business.
//!
//! Serialised with a key `k` that names each variant, so that a print template can choose by it.

use serde::{Deserialize, Serialize};

use crate::text::date::Date;

use super::directive::Family;

/// What paper it is; gives its name in addresses and on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// Chương trình.
    Agenda,
    /// Chương trình, bản một trang.
    OnePage,
    /// Kịch bản điều hành.
    Script,
    /// Danh sách điểm danh.
    RollCall,
    /// Biên bản, ghi sẵn khung theo chương trình.
    Minutes,
    /// Dự thảo nghị quyết.
    Resolution,
    /// Giấy mời.
    Invitation,
    /// Phiếu chấm điểm trắng.
    ScoreSheet,
    /// Phiếu quan sát.
    ObservationSheet,
    /// Tài liệu của đảng viên.
    MemberSheet,
    /// Tài liệu của người điều hành.
    FacilitatorSheet,
    /// Hướng dẫn.
    Guidance,
    /// Bài học, bản của học viên.
    Lesson,
    /// Bài học, bản của giảng viên.
    LecturerSheet,
    /// Biểu mẫu trắng.
    Form,
}

impl Sort {
    /// Every sort.
    pub const ALL: &[Self] = &[
        Self::Agenda,
        Self::OnePage,
        Self::Script,
        Self::RollCall,
        Self::Minutes,
        Self::Resolution,
        Self::Invitation,
        Self::ScoreSheet,
        Self::ObservationSheet,
        Self::MemberSheet,
        Self::FacilitatorSheet,
        Self::Guidance,
        Self::Lesson,
        Self::LecturerSheet,
        Self::Form,
    ];

    /// Returns the name used in addresses and on the command line; ASCII.
    pub fn name(self) -> &'static str {
        match self {
            Self::Agenda => "chuong-trinh",
            Self::OnePage => "mot-trang",
            Self::Script => "kich-ban",
            Self::RollCall => "diem-danh",
            Self::Minutes => "bien-ban",
            Self::Resolution => "nghi-quyet",
            Self::Invitation => "giay-moi",
            Self::ScoreSheet => "phieu-cham",
            Self::ObservationSheet => "phieu-quan-sat",
            Self::MemberSheet => "dang-vien",
            Self::FacilitatorSheet => "dieu-hanh",
            Self::Guidance => "huong-dan",
            Self::Lesson => "hoc-vien",
            Self::LecturerSheet => "giang-vien",
            Self::Form => "mau-trong",
        }
    }

    /// Returns the key of the theme's word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Agenda => "paper_agenda",
            Self::OnePage => "paper_one_page",
            Self::Script => "paper_script",
            Self::RollCall => "paper_roll_call",
            Self::Minutes => "paper_minutes",
            Self::Resolution => "paper_resolution",
            Self::Invitation => "paper_invitation",
            Self::ScoreSheet => "paper_score_sheet",
            Self::ObservationSheet => "paper_observation_sheet",
            Self::MemberSheet => "paper_member_sheet",
            Self::FacilitatorSheet => "paper_facilitator_sheet",
            Self::Guidance => "paper_guidance",
            Self::Lesson => "paper_lesson",
            Self::LecturerSheet => "paper_lecturer_sheet",
            Self::Form => "paper_form",
        }
    }
}

/// Which of a document's papers: its sort, and its number where there are several of that sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PaperName {
    /// The sort.
    pub sort: Sort,
    /// Number, from 1.
    pub number: u8,
}

impl PaperName {
    /// Returns the only, or first, paper of a sort.
    pub const fn one(sort: Sort) -> Self {
        Self { sort, number: 1 }
    }
}

impl std::fmt::Display for PaperName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.number {
            0 | 1 => f.write_str(self.sort.name()),
            number => write!(f, "{}-{number}", self.sort.name()),
        }
    }
}

/// An official paper.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Paper {
    /// What paper it is.
    pub sort: Sort,
    /// Party or state: decides which layouts may be used.
    pub family: Family,
    /// Title for lists and for the file's properties.
    pub title: String,
    /// Who issues it, for the file's properties.
    pub author: Option<String>,
    /// Day that the paper is of; chooses the layout. `None` for blank forms.
    pub date: Option<Date>,
    /// The first page's head; `None` for a handout without one.
    pub letterhead: Option<Letterhead>,
    /// Name of the paper and what it is about.
    pub heading: Title,
    /// What it says.
    pub body: Vec<Block>,
    /// Who signs, left to right.
    pub signatures: Vec<Signatory>,
    /// Nơi nhận; the last one ends with a full stop in print.
    pub recipients: Vec<String>,
    /// Pages that it should be squeezed into; `None` where its length is free.
    pub fit_pages: Option<u8>,
    /// The page lies on its side.
    pub landscape: bool,
    /// Pictures that the body names by number: paths from the handbook's root.
    pub images: Vec<String>,
}

/// The head of the first page (`domain.md` 8.2). Names stand as written, not in capitals.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Letterhead {
    /// Superior body.
    pub superior: Option<String>,
    /// Issuing body; empty lines to fill in for a blank form.
    pub issuer: Option<String>,
    /// Number line; `None`: a working paper without one.
    pub number: Option<Number>,
    /// Place of the date line.
    pub place: Option<String>,
    /// Date line; without a day it is left to be filled in.
    pub date: Option<Date>,
    /// A mark above the body such as "Dự thảo".
    pub mark: Option<String>,
}

/// Number and symbol; how they are joined differs between the families.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Number {
    /// The number, or the whole line as the author wrote it where `symbol` is missing.
    pub number: Option<String>,
    /// The symbol: `NQ/CB` of a Party paper.
    pub symbol: Option<String>,
}

/// Name of the paper and what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Title {
    /// Tên loại: "Biên bản".
    pub kind: String,
    /// Trích yếu.
    pub subject: Option<String>,
    /// A line below, in brackets in print: whom the paper is for.
    pub note: Option<String>,
}

/// One who signs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Signatory {
    /// Authority: `T/M CHI ỦY`.
    pub authority: Option<String>,
    /// Position: `BÍ THƯ`.
    pub position: String,
    /// Name, where it is known.
    pub name: Option<String>,
}

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
        /// Minutes without breaks.
        total: u32,
    },
    /// The chair's script.
    Script {
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
        /// Number in [`Paper::images`].
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
    /// Number.
    pub index: u32,
    /// `0–5`, minutes from the start, or clock times.
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
    /// A picture in the text.
    Image {
        /// Number in [`Paper::images`].
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
