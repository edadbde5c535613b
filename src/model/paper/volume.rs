//! Tập: papers that go into one file, such as a meeting's papers or a course book.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::text::date::Date;

use super::Paper;

/// Papers in one file, each from a new page with its own head and layout. A single paper is a volume of one.
///
/// `render::pdf` sets a volume in one run, so that it is as archival, tagged and reproducible as a single paper; each part
/// is a bookmark. How to make one: `Volume::of(title, papers)`, then set what differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Volume {
    /// Title for the file's properties, and above the contents.
    pub title: String,
    /// Who issues it, for the file's properties.
    pub author: Option<String>,
    /// Day that the file is of; where missing, the newest of its papers.
    pub date: Option<Date>,
    /// A page before everything else.
    pub cover: Option<Cover>,
    /// A list of what is in it, in front.
    pub contents: Option<Contents>,
    /// Pages are numbered through; `false`: each part from its own first page.
    pub numbered_through: bool,
    /// The papers in their order.
    pub parts: Vec<Part>,
    /// What [`super::Run::Jump`] may lead to: anchors of parts (`PART`) and of headings in them (`PART#HEADING`).
    pub anchors: BTreeSet<String>,
}

/// What the list in front shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Contents {
    /// The titles of the parts.
    Parts,
    /// The first headings in them, too.
    Headings,
}

/// The first page of a book.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Cover {
    /// Above the title: who issues it.
    pub above: Option<String>,
    /// Title.
    pub title: String,
    /// Below the title: for whom it is.
    pub below: Option<String>,
    /// At the foot: place and day.
    pub lines: Vec<String>,
}

/// A paper in a volume.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Level of its title among bookmarks and contents, from 1; the part before it is at least one level above.
    pub level: u8,
    /// Anchor of its first page.
    pub anchor: Option<String>,
    /// The paper.
    pub paper: Paper,
}

impl Volume {
    /// Returns papers as a volume with a list of them in front.
    pub fn of(title: String, papers: Vec<Paper>) -> Self {
        let part = |paper| Part { level: 1, anchor: None, paper };
        Self {
            title,
            author: None,
            date: None,
            cover: None,
            contents: Some(Contents::Parts),
            numbered_through: false,
            parts: papers.into_iter().map(part).collect(),
            anchors: BTreeSet::new(),
        }
    }
}

impl From<Paper> for Volume {
    fn from(paper: Paper) -> Self {
        let author = paper.author.clone();
        Self { author, contents: None, ..Self::of(paper.title.clone(), vec![paper]) }
    }
}
