//! What in a handbook wants looking after: what is missing for whom, what is due, what cites directives that are gone.

use crate::markdown::Reference;
use crate::model::agenda::Meeting;
use crate::model::settings::{OrgType, UPCOMING};
use crate::model::{Kind, KindName, OrgTypeId, UnitId};
use crate::text::date::{Date, DateTime};

use super::{DocumentId, Handbook, Resolution, Standing, Status};

/// Days before a meeting on which its material is out (Hướng dẫn 42-HD/BTCTW).
pub const MATERIAL_BEFORE: i32 = 1;
/// Days after a meeting within which its results are sent (Hướng dẫn 42-HD/BTCTW).
pub const RESULTS_AFTER: i32 = 2;

/// Kinds that a unit needs whatever its organisation; a page without `org_types` is for all.
pub const NEEDED: [KindName; 3] = [KindName::Guide, KindName::Agenda, KindName::Topic];

/// Pages for a kind of organisation.
#[derive(Debug)]
pub struct Coverage<'a> {
    /// The kind of organisation.
    pub org_type: &'a OrgType,
    /// How many pages there are of each kind that is [`NEEDED`].
    pub pages: [(KindName, usize); 3],
}

impl Coverage<'_> {
    /// Returns the kinds of which there is no page.
    pub fn missing(&self) -> impl Iterator<Item = KindName> {
        self.pages.iter().filter(|(_, count)| *count == 0).map(|(kind, _)| *kind)
    }
}

/// What a meeting asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Task {
    /// Its material is sent.
    Material,
    /// Its results are sent.
    Results,
}

/// Something that is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due<'a> {
    /// Last day.
    pub date: Date,
    /// What.
    pub task: Task,
    /// The agenda, or the year plan where no agenda is written.
    pub page: DocumentId,
    /// Kind of meeting.
    pub meeting: Meeting,
    /// Unit that meets, where one is named.
    pub unit: Option<&'a UnitId>,
}

impl Handbook {
    /// Returns what each kind of organisation has.
    pub fn coverage(&self) -> Vec<Coverage<'_>> {
        let count = |of: &OrgType, kind| self.ids().filter(|id| self.serves(*id, &of.id, kind)).count();
        let types = self.settings().org_types.iter();
        types.map(|of| Coverage { org_type: of, pages: NEEDED.map(|kind| (kind, count(of, kind))) }).collect()
    }

    /// Tells whether a page is for a kind of organisation. A guide must name it, since a general one says nothing of its
    /// work; agendas and topics may be for all.
    fn serves(&self, id: DocumentId, org_type: &OrgTypeId, kind: KindName) -> bool {
        let document = self.document(id);
        if document.kind_name() != kind {
            return false;
        }
        let own = match &document.kind {
            Kind::Guide(guide) => guide.org_type.as_ref(),
            Kind::Agenda(agenda) => {
                let unit = agenda.unit.as_ref().and_then(|unit| self.settings().unit(unit));
                unit.and_then(|unit| unit.org_type.as_ref())
            }
            Kind::Directive(_)
            | Kind::Guidance(_)
            | Kind::Topic(_)
            | Kind::Scorecard(_)
            | Kind::Form(_)
            | Kind::Course(_)
            | Kind::Lesson(_)
            | Kind::Calendar(_)
            | Kind::Bulletin(_)
            | Kind::Page(_)
            | Kind::Section(_) => None,
        };
        let named = document.head.org_types.contains(org_type) || own == Some(org_type);
        let for_all = kind == KindName::Topic && document.head.org_types.is_empty();
        named || for_all
    }

    /// Returns what is due for the meetings of the next days and for those that have just been, in the order of days.
    pub fn due(&self) -> Vec<Due<'_>> {
        let mut due = Vec::new();
        let mut add = |page, day: Date, meeting, unit| {
            for (date, task) in
                [(day.add_days(-MATERIAL_BEFORE), Task::Material), (day.add_days(RESULTS_AFTER), Task::Results)]
            {
                if date >= self.date() && day <= self.date().add_days(UPCOMING) {
                    due.push(Due { date, task, page, meeting, unit });
                }
            }
        };
        for id in self.ids() {
            match &self.document(id).kind {
                Kind::Agenda(of) => {
                    if let Some(day) = of.starts.map(DateTime::date) {
                        add(id, day, of.meeting, of.unit.as_ref());
                    }
                }
                Kind::Calendar(of) => {
                    for entry in of.entries.iter().filter(|entry| entry.agenda.is_none()) {
                        if let Some(day) = entry.date {
                            add(id, day, entry.meeting, entry.unit.as_ref());
                        }
                    }
                }
                Kind::Directive(_)
                | Kind::Guidance(_)
                | Kind::Topic(_)
                | Kind::Guide(_)
                | Kind::Scorecard(_)
                | Kind::Form(_)
                | Kind::Course(_)
                | Kind::Lesson(_)
                | Kind::Bulletin(_)
                | Kind::Page(_)
                | Kind::Section(_) => {}
            }
        }
        due.sort_by_key(|due| (due.date, due.task, due.page));
        due
    }

    /// Returns the citations of a page whose directive is not in force any more on the day of the build, whatever the page's
    /// own day; none for one that tells of the past.
    pub fn gone_citations(&self, id: DocumentId) -> Vec<(&Reference, DocumentId, Standing)> {
        let document = self.document(id);
        if document.head.historical || matches!(document.kind, Kind::Directive(_)) {
            return Vec::new();
        }
        let cited = document.references.iter().zip(self.resolutions(id));
        cited
            .filter(|(reference, _)| !reference.historical)
            .filter_map(|(reference, resolution)| {
                let Resolution::Directive(to) = resolution else { return None };
                let standing = self.standing(*to, self.date())?;
                let gone = matches!(standing.status, Status::Replaced | Status::Expired);
                gone.then_some((reference, *to, standing))
            })
            .collect()
    }

    /// Returns the kind of a folder's pages that name none: what the nearest section above says.
    pub fn usual_kind(&self, folder: &str) -> KindName {
        let mut at = Some(folder);
        while let Some(folder) = at {
            let index = if folder.is_empty() { "_index".to_owned() } else { format!("{folder}/_index") };
            let section = self.by_stem(&index).map(|id| &self.document(id).kind);
            if let Some(Kind::Section(section)) = section
                && let Some(kind) = section.pages
            {
                return kind;
            }
            at = if folder.is_empty() { None } else { Some(folder.rsplit_once('/').map_or("", |(above, _)| above)) };
        }
        KindName::Page
    }
}
