//! Tập: papers that go into one file, such as a meeting's papers or a course book.

use std::collections::BTreeSet;

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
    /// A list of the parts in front: levels of headings that it shows; `None`: no list.
    pub contents: Option<u8>,
    /// Pages are numbered through; `false`: each part from its own first page.
    pub numbered_through: bool,
    /// The papers in their order.
    pub parts: Vec<Part>,
    /// What [`super::Run::Jump`] may lead to: anchors of parts (`PART`) and of headings in them (`PART#HEADING`).
    pub anchors: BTreeSet<String>,
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
            contents: Some(1),
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
