//! The handbook: all documents and what follows from them together.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use crate::model::agenda::Agenda;
use crate::model::settings::RuleSet;
use crate::model::{Document, Kind, Minutes, OrgTypeId, Settings, stem_of};
use crate::text::date::{Date, DateTime};
use crate::text::named::Named;

use super::address::{Address, folder_slug, part};
use super::agenda::Timetable;
use super::documents::{Documents, Fetch, Gist};
use super::register::{Register, Standing};
use super::resolve::{Resolution, Resolver};
use super::section::{Section, SectionId};
use super::taxonomy::Taxonomy;
use super::{DocumentId, fact};

/// A file beside the content that pages may show or offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Path from the handbook's root, in NFC.
    pub path: Box<str>,
    /// Hash of what tells whether it changed.
    pub stamp: u64,
}

/// What surrounds the documents of a handbook.
#[derive(Debug, Clone)]
pub struct Around {
    /// Files beside the content, in the order of their paths.
    pub assets: Vec<Asset>,
    /// Settings.
    pub settings: Arc<Settings>,
    /// The day for which the handbook is built.
    pub date: Date,
}

/// What follows from all documents together. It stays the same while no document changes what others see of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Linked {
    /// Stems of drafts that are left out.
    pub(super) hidden: BTreeSet<Box<str>>,
    pub(super) addresses: Vec<Address>,
    pub(super) sections: Vec<Section>,
    pub(super) section_of: Vec<SectionId>,
    pub(super) register: Register,
    pub(super) backlinks: Vec<Vec<DocumentId>>,
    pub(super) taxonomies: Vec<Taxonomy>,
    pub(super) redirects: BTreeMap<Address, DocumentId>,
    pub(super) guides: BTreeMap<OrgTypeId, DocumentId>,
}

/// What the next build can use of a handbook.
#[derive(Debug, Serialize, Deserialize)]
pub struct Kept<'a> {
    linked: Cow<'a, Linked>,
    /// Of each document: the hash of what lists show of it.
    cards: Cow<'a, [u64]>,
    /// Of each document: the hash of what its references and its standing are.
    bonds: Cow<'a, [u64]>,
}

impl Kept<'_> {
    /// Tells whether the page at a path is part of the handbook: drafts may be left out.
    pub fn shows(&self, path: &str) -> bool {
        !self.linked.hidden.contains(stem_of(path))
    }
}

/// All documents and what follows from them together. Immutable.
#[derive(Debug)]
pub struct Handbook {
    documents: Documents,
    pub(super) linked: Linked,
    assets: Vec<Asset>,
    settings: Arc<Settings>,
    date: Date,
    /// By hashes of stems: most stems begin alike, and every reference asks.
    stems: Named<DocumentId>,
    folders: BTreeMap<Box<str>, SectionId>,
    /// Of each page, among the pages of its section.
    places: Vec<u32>,
    pub(super) resolutions: Vec<OnceLock<Vec<Resolution>>>,
    timetables: Vec<OnceLock<Option<Box<Timetable>>>>,
    pub(super) cards: OnceLock<Vec<u64>>,
    pub(super) bonds: OnceLock<Vec<u64>>,
    pub(super) section_hashes: OnceLock<Vec<u64>>,
    pub(super) whole: OnceLock<u64>,
}

impl Handbook {
    /// Returns the handbook of documents; `linked` needs nothing yet but what resolving asks for.
    pub(super) fn new(documents: Documents, linked: Linked, around: Around) -> Self {
        let Around { assets, settings, date } = around;
        let mut places = vec![0; documents.len()];
        for (place, id) in linked.sections.iter().flat_map(|section| (0..).zip(&section.pages)) {
            places.get_mut(id.index()).into_iter().for_each(|of| *of = place);
        }
        let ids = || (0..u32::try_from(documents.len()).unwrap_or(u32::MAX)).map(DocumentId);
        let stems = ids().map(|id| (fact::name(stem_of(documents.path(id))), id)).collect();
        let folders = linked.sections.iter().zip((0_u32..).map(SectionId)).map(|(s, id)| (s.folder.clone(), id));
        Self {
            stems: Named::new(stems),
            folders: folders.collect(),
            places,
            resolutions: ids().map(|_| OnceLock::new()).collect(),
            timetables: ids().map(|_| OnceLock::new()).collect(),
            cards: OnceLock::new(),
            bonds: OnceLock::new(),
            section_hashes: OnceLock::new(),
            whole: OnceLock::new(),
            documents,
            linked,
            assets,
            settings,
            date,
        }
    }

    /// Returns the handbook of an earlier build, of which nothing changed but the texts of the documents that were `read`
    /// again. `paths`, in order, and `gists` are those of all documents that are shown. `None`: these are not the documents of
    /// that build.
    pub fn again(
        kept: Kept<'static>,
        paths: Vec<Arc<str>>,
        gists: Vec<Gist>,
        read: Vec<Arc<Document>>,
        fetch: Fetch,
        around: Around,
    ) -> Option<Self> {
        let linked = kept.linked.into_owned();
        let lengths = [gists.len(), kept.cards.len(), kept.bonds.len(), linked.addresses.len()];
        if lengths.iter().any(|length| *length != paths.len()) {
            return None;
        }
        let documents = Documents::fetched(paths, gists, read, fetch);
        let mut handbook = Self::new(documents, linked, around);
        handbook.cards = OnceLock::from(kept.cards.into_owned());
        handbook.bonds = OnceLock::from(kept.bonds.into_owned());
        Some(handbook)
    }

    /// Returns what the next build can use.
    pub fn kept(&self) -> Kept<'_> {
        Kept {
            linked: Cow::Borrowed(&self.linked),
            cards: Cow::Borrowed(self.card_facts()),
            bonds: Cow::Borrowed(self.bond_facts()),
        }
    }

    /// Returns the numbers of all documents.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = DocumentId> + ExactSizeIterator + use<> {
        (0..u32::try_from(self.documents.len()).unwrap_or(u32::MAX)).map(DocumentId)
    }

    /// Returns a document.
    pub fn document(&self, id: DocumentId) -> &Document {
        self.documents.get(id)
    }

    /// Returns a document, shared.
    pub fn shared(&self, id: DocumentId) -> &Arc<Document> {
        self.documents.get(id)
    }

    /// Returns a document's path, for which the document itself need not be there.
    pub fn path(&self, id: DocumentId) -> &Arc<str> {
        self.documents.path(id)
    }

    /// Returns what is asked of all documents.
    pub fn gist(&self, id: DocumentId) -> &Gist {
        self.documents.gist(id)
    }

    /// Returns what is asked of all documents, in their order.
    pub fn gists(&self) -> &[Gist] {
        self.documents.gists()
    }

    /// Returns a document's address.
    #[expect(clippy::indexing_slicing, reason = "one address a document")]
    pub fn address(&self, id: DocumentId) -> &Address {
        &self.linked.addresses[id.index()]
    }

    /// Returns all sections, the root first, then in the order of folders.
    pub fn sections(&self) -> &[Section] {
        &self.linked.sections
    }

    /// Returns a section.
    #[expect(clippy::indexing_slicing, reason = "a SectionId is only made for a section of this handbook")]
    pub fn section(&self, id: SectionId) -> &Section {
        &self.linked.sections[id.index()]
    }

    /// Returns the numbers of all sections.
    pub fn section_ids(&self) -> impl Iterator<Item = SectionId> + use<> {
        (0..u32::try_from(self.linked.sections.len()).unwrap_or(u32::MAX)).map(SectionId)
    }

    /// Returns the section that a document stands in.
    pub fn section_of(&self, id: DocumentId) -> SectionId {
        self.linked.section_of.get(id.index()).copied().unwrap_or(SectionId::ROOT)
    }

    /// Returns how many pages stand before a page in its section; 0 for a section's own document.
    pub fn place(&self, id: DocumentId) -> usize {
        self.places.get(id.index()).map_or(0, |place| *place as usize)
    }

    /// Returns a folder's section.
    pub fn section_by_folder(&self, folder: &str) -> Option<SectionId> {
        self.folders.get(folder).copied()
    }

    /// Returns the document with a stem such as `chuyen-de/neu-guong`.
    pub fn by_stem(&self, stem: &str) -> Option<DocumentId> {
        self.stems.all(fact::name(stem)).find(|id| stem_of(self.path(*id)) == stem)
    }

    /// Returns the document at a path.
    pub fn by_path(&self, path: &str) -> Option<DocumentId> {
        self.documents.at(path)
    }

    /// Returns the address that a document would have under another stem.
    pub fn address_at(&self, id: DocumentId, stem: &str) -> Address {
        super::join::address_at(self.document(id), stem)
    }

    /// Returns all stems, sorted.
    pub fn stems(&self) -> impl Iterator<Item = &str> {
        let mut stems: Vec<&str> = self.ids().map(|id| stem_of(self.path(id))).collect();
        stems.sort_unstable();
        stems.into_iter()
    }

    /// Tells whether a stem is a draft that is left out.
    pub fn is_draft(&self, stem: &str) -> bool {
        self.linked.hidden.contains(stem)
    }

    /// Returns the files beside the content.
    pub fn assets(&self) -> impl Iterator<Item = &Asset> {
        self.assets.iter()
    }

    /// Returns a file beside the content by its path.
    pub fn asset(&self, path: &str) -> Option<&Asset> {
        let at = self.assets.binary_search_by(|asset| asset.path.as_ref().cmp(path)).ok()?;
        self.assets.get(at)
    }

    /// Tells whether a file beside the content exists.
    pub fn has_asset(&self, path: &str) -> bool {
        self.asset(path).is_some()
    }

    /// Returns the address of a file beside the content: as its path, in slugged folders.
    pub fn asset_address(path: &str) -> Address {
        let path = path.strip_prefix("content/").unwrap_or(path);
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let mut out = folder_slug(folder);
        if !out.is_empty() {
            out.push('/');
        }
        out.push_str(&part(stem));
        if !extension.is_empty() {
            out.push('.');
            out.push_str(&part(extension));
        }
        Address::fixed(&out)
    }

    /// Returns the settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Returns the day for which the handbook is built.
    pub fn date(&self) -> Date {
        self.date
    }

    /// Returns the register of directives.
    pub fn register(&self) -> &Register {
        &self.linked.register
    }

    /// Returns what each reference of a document points to, in their order.
    pub fn resolutions(&self, id: DocumentId) -> &[Resolution] {
        let Some(slot) = self.resolutions.get(id.index()) else { return &[] };
        slot.get_or_init(|| Resolver::new(self).all(self.document(id)))
    }

    /// Returns what a reference written in front matter points to.
    pub fn resolution(&self, id: DocumentId, written: &str) -> Option<&Resolution> {
        let (written, _) = crate::markdown::split_historical(written);
        let at = self.document(id).references.iter().position(|r| r.written.as_ref() == written)?;
        self.resolutions(id).get(at)
    }

    /// Returns the documents that refer to this one, in the order of paths.
    pub fn backlinks(&self, id: DocumentId) -> &[DocumentId] {
        self.linked.backlinks.get(id.index()).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns the taxonomies.
    pub fn taxonomies(&self) -> &[Taxonomy] {
        &self.linked.taxonomies
    }

    /// Returns an agenda's timetable.
    pub fn timetable(&self, id: DocumentId) -> Option<&Timetable> {
        let Kind::Agenda(agenda) = &self.document(id).kind else { return None };
        let make =
            || Some(Box::new(Timetable::new(agenda, self.frame(id).map(|of| Timetable::new(of, None)).as_ref())));
        self.timetables.get(id.index())?.get_or_init(make).as_deref()
    }

    /// Returns the agenda whose parts an agenda takes over; one that takes over others' itself is none.
    pub(super) fn frame(&self, id: DocumentId) -> Option<&Agenda> {
        let Kind::Agenda(agenda) = &self.document(id).kind else { return None };
        let Resolution::Page(base, _) = self.resolution(id, agenda.extends.as_ref()?.as_str())? else { return None };
        let Kind::Agenda(frame) = &self.document(*base).kind else { return None };
        frame.extends.is_none().then_some(frame)
    }

    /// Returns the rule set that a meeting is held to and the least minutes that it sets, breaks excluded; `None` for a page
    /// that is no agenda, and where nothing is set.
    pub fn least_minutes(&self, id: DocumentId) -> Option<(&RuleSet, Minutes)> {
        let Kind::Agenda(agenda) = &self.document(id).kind else { return None };
        let day = agenda.starts.map_or_else(|| self.judged_on(id), DateTime::date);
        let unit = agenda.unit.as_ref().and_then(|unit| self.settings.unit(unit));
        let members = agenda.members.or_else(|| unit.and_then(|unit| unit.members));
        let rules = self.settings.rules(agenda.rules.as_deref(), day)?;
        Some((rules, rules.minimum(agenda.meeting, members)?))
    }

    /// Returns the guides written for one kind of organisation each; of several for one kind the first by path.
    pub fn guides(&self) -> &BTreeMap<OrgTypeId, DocumentId> {
        &self.linked.guides
    }

    /// Returns the redirects: old address to document.
    pub fn redirects(&self) -> &BTreeMap<Address, DocumentId> {
        &self.linked.redirects
    }

    /// Returns a directive's standing on `date`; `None` if the document is no directive.
    pub fn standing(&self, id: DocumentId, date: Date) -> Option<Standing> {
        let Kind::Directive(directive) = &self.document(id).kind else { return None };
        let from = |id: DocumentId| {
            let Kind::Directive(directive) = &self.document(id).kind else { return None };
            Some(directive.in_force_from())
        };
        Some(self.linked.register.standing(id, directive, date, from))
    }

    /// Returns the day at which a document's citations are judged: its own date, else the build's.
    pub fn judged_on(&self, id: DocumentId) -> Date {
        self.document(id).head.date.unwrap_or(self.date)
    }

    /// Returns the day by which a document is to be reviewed again.
    pub fn review_due(&self, id: DocumentId) -> Option<Date> {
        let head = &self.document(id).head;
        let months = self.settings.review_after_months;
        head.review_by.or_else(|| head.reviewed.filter(|_| months > 0).map(|day| day.add_months(i32::from(months))))
    }

    /// Tells whether a document is past its review date on the day of the build.
    pub fn overdue(&self, id: DocumentId) -> bool {
        self.review_due(id).is_some_and(|due| due < self.date)
    }

    /// Returns the pages before and after a document in its section.
    pub fn neighbours(&self, id: DocumentId) -> (Option<DocumentId>, Option<DocumentId>) {
        let (pages, at) = (&self.section(self.section_of(id)).pages, self.place(id));
        if pages.get(at) != Some(&id) {
            return (None, None);
        }
        (at.checked_sub(1).and_then(|i| pages.get(i)).copied(), pages.get(at + 1).copied())
    }
}
