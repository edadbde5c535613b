//! Settings: what `sotay.yaml` says, read once. Below the doors nobody asks where a value came from.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Lang, Place};
use crate::text::date::Date;
use crate::yaml::{self, Step};

use super::agenda::Meeting;
use super::paper::{Choice, Epub, Format, Sort};
use super::{Citation, KindName, Minutes, OrgTypeId, PageRef, UnitId};

/// A kind of organisation (loại hình).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OrgType {
    /// Id, as pages name it.
    pub id: OrgTypeId,
    /// Name.
    pub name: String,
    /// What is special about it.
    #[serde(default)]
    pub note: Option<String>,
}

/// The name of a body in one period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BodyName {
    /// Name.
    pub name: String,
    /// Superior body.
    #[serde(default)]
    pub superior: Option<String>,
    /// Place named in the date line.
    #[serde(default)]
    pub place: Option<String>,
    /// Abbreviation used in number lines.
    #[serde(default)]
    pub abbreviation: Option<String>,
    /// First day of this name.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day of this name.
    #[serde(default)]
    pub until: Option<Date>,
    /// A remark, such as what is not verified.
    #[serde(default)]
    pub note: Option<String>,
}

/// An issuing body with its names through time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Body {
    /// Id.
    pub id: String,
    /// Names, oldest first.
    #[schemars(length(min = 1))]
    pub names: Vec<BodyName>,
}

impl Body {
    /// Returns the name in force on `date`; before the first and after the last the nearest one.
    pub fn name_on(&self, date: Date) -> Option<&BodyName> {
        let covers = |n: &&BodyName| n.from.is_none_or(|f| f <= date) && n.until.is_none_or(|u| date <= u);
        self.names.iter().find(covers).or_else(|| self.names.last())
    }
}

/// A unit (chi bộ).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Unit {
    /// Id, as agendas and plans name it.
    pub id: UnitId,
    /// Name.
    pub name: String,
    /// Superior body's id.
    #[serde(default)]
    pub body: Option<String>,
    /// Kind of organisation.
    #[serde(default)]
    pub org_type: Option<OrgTypeId>,
    /// Number of members; some minima depend on it.
    #[serde(default)]
    pub members: Option<u16>,
}

/// A minimum length of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MinimumMinutes {
    /// Kind of meeting.
    pub meeting: Meeting,
    /// The minimum, breaks excluded.
    pub minutes: Minutes,
    /// Only for cells with at least this many members.
    #[serde(default)]
    pub min_members: Option<u16>,
    /// Only for cells with at most this many members.
    #[serde(default)]
    pub max_members: Option<u16>,
}

/// An attendance floor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AttendanceFloor {
    /// Per cent of the members due to attend.
    #[schemars(range(max = 100))]
    pub percent: u16,
    /// Kinds of organisation; none means all that no other floor names.
    #[serde(default)]
    pub org_types: Vec<OrgTypeId>,
    /// Where it comes from, if not from the rule set's directive.
    #[serde(default)]
    pub note: Option<String>,
}

/// Rules of a directive, with the days on which they hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RuleSet {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// The directive that sets the rules.
    pub directive: Citation,
    /// First day.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default)]
    pub until: Option<Date>,
    /// Minimum lengths.
    #[serde(default)]
    pub minimum_minutes: Vec<MinimumMinutes>,
    /// Attendance floors.
    #[serde(default)]
    pub attendance: Vec<AttendanceFloor>,
}

impl RuleSet {
    /// Tells whether the rules hold on `date`.
    pub fn holds_on(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.until.is_none_or(|until| date <= until)
    }

    /// Returns the shortest length of a meeting, breaks excluded; `None` where nothing is set.
    ///
    /// Where several entries fit, the greatest holds: an entry for large cells adds to the general one.
    pub fn minimum(&self, meeting: Meeting, members: Option<u16>) -> Option<Minutes> {
        let fits = |m: &&MinimumMinutes| {
            m.meeting == meeting
                && m.min_members.is_none_or(|least| members.is_some_and(|n| n >= least))
                && m.max_members.is_none_or(|most| members.is_some_and(|n| n <= most))
        };
        self.minimum_minutes.iter().filter(fits).map(|m| m.minutes).max()
    }

    /// Returns the attendance floor of a kind of organisation: the one that names it, else the general one.
    pub fn attendance_floor(&self, org_type: Option<&OrgTypeId>) -> Option<&AttendanceFloor> {
        let names_it = |floor: &&AttendanceFloor| org_type.is_some_and(|id| floor.org_types.contains(id));
        self.attendance
            .iter()
            .find(names_it)
            .or_else(|| self.attendance.iter().find(|floor| floor.org_types.is_empty()))
    }
}

/// Upper bounds on input, against accidents and malice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Limits {
    /// Largest text file, in kilobytes.
    #[schemars(range(min = 1, max = 65536))]
    pub page_kb: u32,
    /// Largest picture or other file beside the content, in megabytes.
    #[schemars(range(min = 1, max = 2048))]
    pub media_mb: u32,
    /// Most files in the handbook.
    #[schemars(range(min = 1, max = 1_000_000))]
    pub files: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { page_kb: 1024, media_mb: 64, files: 200_000 }
    }
}

/// Which fonts papers are set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum Fonts {
    /// Those of the theme: the same file on every machine.
    #[default]
    Embedded,
    /// An installed Times New Roman where there is one.
    System,
}

/// What a build makes besides pages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Outputs {
    /// Papers printed as PDF: all of a kind of page (`agenda`), or one of them (`agenda/bien-ban`); where missing, the usual
    /// papers of every kind.
    #[serde(default)]
    pub pdf: Option<Vec<Choice>>,
    /// Papers made for Word, named alike; where missing, those that an office goes on writing in.
    #[serde(default)]
    pub docx: Option<Vec<Choice>>,
    /// Meetings whose papers a build packs into one ZIP and one PDF.
    #[serde(default)]
    pub packs: Packs,
    /// The whole handbook is made one book, `so-tay.pdf`: it is made anew whenever any page changes.
    #[serde(default)]
    pub book: bool,
    /// Books as EPUB, for phones and readers: `none`, `courses`, or `handbook` for the whole handbook, too.
    #[serde(default)]
    pub epub: Epub,
    /// Fonts of papers.
    #[serde(default)]
    pub fonts: Fonts,
    /// Layout of Party papers, where their day should not choose it: `hd05-2026`, `hd36-2018`.
    #[serde(default)]
    pub layout: Option<String>,
}

/// Meetings whose papers are packed in a build. A frame without a day is never packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum Packs {
    /// None; `sotay pack` makes them.
    None,
    /// Those of the next 45 days.
    #[default]
    Upcoming,
    /// All.
    All,
}

/// Days ahead that count as upcoming.
pub const UPCOMING: i32 = 45;

impl Packs {
    /// Tells whether a meeting on `day` is packed in a build of the day `today`.
    pub fn has(self, day: Date, today: Date) -> bool {
        match self {
            Self::None => false,
            Self::Upcoming => today <= day && day <= today.add_days(UPCOMING),
            Self::All => true,
        }
    }
}

impl Outputs {
    /// Tells whether a build makes the whole handbook a book in a format.
    pub fn has_book(&self, format: Format) -> bool {
        match format {
            Format::Pdf => cfg!(feature = "pdf") && self.book,
            Format::Epub => self.epub == Epub::Handbook,
            Format::Docx | Format::Zip => false,
        }
    }

    /// Tells whether a build makes a paper of a kind of page in a format. Packs are made by [`Self::packs`].
    pub fn makes(&self, format: Format, kind: KindName, sort: Sort) -> bool {
        let (chosen, unless_named) = match format {
            Format::Pdf => (&self.pdf, sort.is_usual()),
            Format::Docx => (&self.docx, sort.is_edited()),
            Format::Epub => return sort.comes_as(format) && self.epub >= Epub::Courses,
            Format::Zip => return false,
        };
        sort.comes_as(format)
            && sort != Sort::Pack
            && chosen.as_ref().map_or(unless_named, |chosen| chosen.iter().any(|choice| choice.has(kind, sort)))
    }
}

/// The settings file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Settings {
    /// Title of the handbook.
    pub title: String,
    /// One or two sentences about it.
    #[serde(default)]
    pub description: String,
    /// Address where it is published; used only for feeds, sitemap, canonical links and calendars.
    #[serde(default)]
    #[schemars(extend("format" = "base-url"))]
    pub base_url: Option<String>,
    /// Language of the pages' frame and of messages.
    #[serde(default)]
    pub language: Lang,
    /// Theme: a folder of `themes/`, or the embedded `so-tay`.
    #[serde(default = "default_theme")]
    pub theme: String,
    /// Kinds of organisation.
    #[serde(default)]
    pub org_types: Vec<OrgType>,
    /// Issuing bodies.
    #[serde(default)]
    pub bodies: Vec<Body>,
    /// Units.
    #[serde(default)]
    pub units: Vec<Unit>,
    /// Rule sets.
    #[serde(default)]
    pub rule_sets: Vec<RuleSet>,
    /// Sections or pages of the main menu; where empty, the top sections in their order.
    #[serde(default)]
    pub menu: Vec<PageRef>,
    /// Months after which a reviewed page is due again; 0 turns the rule off.
    #[serde(default = "default_review")]
    #[schemars(range(max = 240))]
    pub review_after_months: u16,
    /// Raw HTML in pages is passed on as it is. Only for handbooks whose every author is trusted.
    #[serde(default)]
    pub trust_html: bool,
    /// Entries in the feed.
    #[serde(default = "default_feed")]
    #[schemars(range(max = 1000))]
    pub feed_entries: u16,
    /// What a build makes besides pages.
    #[serde(default)]
    pub outputs: Outputs,
    /// Upper bounds on input.
    #[serde(default)]
    pub limits: Limits,
    /// The file as text, so that positions of keys can be found when a message needs them.
    #[serde(skip)]
    pub text: Box<str>,
}

fn default_theme() -> String {
    "so-tay".to_owned()
}

fn default_review() -> u16 {
    12
}

fn default_feed() -> u16 {
    20
}

impl Settings {
    /// Returns the settings of a handbook that says nothing but its title.
    pub fn titled(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            description: String::new(),
            base_url: None,
            language: Lang::default(),
            theme: default_theme(),
            org_types: Vec::new(),
            bodies: Vec::new(),
            units: Vec::new(),
            rule_sets: Vec::new(),
            menu: Vec::new(),
            review_after_months: default_review(),
            trust_html: false,
            feed_entries: default_feed(),
            outputs: Outputs::default(),
            limits: Limits::default(),
            text: Box::default(),
        }
    }

    /// Returns the place of a key in `sotay.yaml`; of its nearest parent where it is not written.
    pub fn place(&self, keys: &[Step<'_>]) -> Place {
        Place::at(&Arc::from("sotay.yaml"), yaml::locate(&self.text, keys))
    }

    /// Returns a kind of organisation by id.
    pub fn org_type(&self, id: &OrgTypeId) -> Option<&OrgType> {
        self.org_types.iter().find(|t| t.id == *id)
    }

    /// Returns a unit by id.
    pub fn unit(&self, id: &UnitId) -> Option<&Unit> {
        self.units.iter().find(|u| u.id == *id)
    }

    /// Returns a body by id.
    pub fn body(&self, id: &str) -> Option<&Body> {
        self.bodies.iter().find(|b| b.id == id)
    }

    /// Returns the rule set named `id`, or the one that holds on `date`.
    pub fn rules(&self, id: Option<&str>, date: Date) -> Option<&RuleSet> {
        match id {
            Some(id) => self.rule_sets.iter().find(|r| r.id == id),
            None => self.rule_sets.iter().find(|r| r.holds_on(date)),
        }
    }
}
