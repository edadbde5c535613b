//! The handbook: all documents and what follows from them together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use crate::diagnostic::{Diagnostic, Report, Value};
use crate::model::settings::RuleSet;
use crate::model::{Document, Kind, Minutes, OrgTypeId, Settings};
use crate::text::date::{Date, DateTime};
use crate::text::slug::slug;
use crate::yaml::Step;

use super::address::{Address, folder_slug, part};
use super::agenda::Timetable;
use super::named::Named;
use super::register::{Register, Standing};
use super::resolve::{Resolution, Resolver};
use super::section::{Section, SectionId, sections};
use super::taxonomy::{Taxonomy, TaxonomyKey, taxonomies};
use super::{DocumentId, codes, fact};

/// A file beside the content that pages may show or offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Path from the handbook's root, in NFC.
    pub path: Box<str>,
    /// Hash of what tells whether it changed.
    pub stamp: u64,
}

/// What a handbook is made from.
#[derive(Debug, Clone)]
pub struct Inputs {
    /// The documents in the order of their paths.
    pub documents: Vec<Arc<Document>>,
    /// Files beside the content, in the order of their paths.
    pub assets: Vec<Asset>,
    /// Settings.
    pub settings: Arc<Settings>,
    /// The day for which the handbook is built.
    pub date: Date,
    /// Drafts are published, too.
    pub drafts: bool,
}

/// All documents and what follows from them together. Immutable.
#[derive(Debug)]
pub struct Handbook {
    documents: Vec<Arc<Document>>,
    drafts: BTreeSet<Box<str>>,
    assets: Vec<Asset>,
    settings: Arc<Settings>,
    date: Date,
    addresses: Vec<Address>,
    /// By hashes of stems: most stems begin alike, and every reference asks.
    stems: Named<DocumentId>,
    folders: BTreeMap<Box<str>, SectionId>,
    sections: Vec<Section>,
    section_of: Vec<SectionId>,
    /// Of each page, among the pages of its section.
    places: Vec<u32>,
    register: Register,
    resolutions: Vec<Vec<Resolution>>,
    backlinks: Vec<Vec<DocumentId>>,
    taxonomies: Vec<Taxonomy>,
    timetables: BTreeMap<DocumentId, Timetable>,
    redirects: BTreeMap<Address, DocumentId>,
    pub(super) cards: OnceLock<Vec<u64>>,
    pub(super) section_hashes: OnceLock<Vec<u64>>,
    pub(super) whole: OnceLock<u64>,
    guides: OnceLock<BTreeMap<OrgTypeId, DocumentId>>,
}

/// Tells whether a document is part of the handbook; `drafts`: those are published, too.
pub fn is_shown(document: &Document, drafts: bool) -> bool {
    drafts || !document.head.draft
}

/// Links the documents; what is wrong goes to `report`.
pub fn link(inputs: Inputs, report: &mut Report) -> Handbook {
    let Inputs { documents, assets, settings, date, drafts } = inputs;
    let mut hidden = BTreeSet::new();
    let documents: Vec<Arc<Document>> = documents
        .into_iter()
        .filter(|document| {
            let shown = is_shown(document, drafts);
            if !shown {
                hidden.insert(document.stem().into());
            }
            shown
        })
        .collect();
    let (sections, section_of) = sections(&documents, &settings.title);
    let mut places = vec![0; documents.len()];
    for (place, id) in sections.iter().flat_map(|section| (0..).zip(&section.pages)) {
        places.get_mut(id.index()).into_iter().for_each(|of| *of = place);
    }
    let addresses: Vec<Address> = documents.iter().map(|d| address_of(d)).collect();
    let ids = || (0_u32..).map(DocumentId);
    let stems = documents.iter().zip(ids()).map(|(d, id)| (fact::name(d.stem()), id));
    let mut handbook = Handbook {
        stems: Named::new(stems.collect()),
        folders: sections.iter().zip((0_u32..).map(SectionId)).map(|(s, id)| (s.folder.clone(), id)).collect(),
        register: Register::new(&documents),
        taxonomies: taxonomies(&documents, &settings),
        timetables: BTreeMap::new(),
        resolutions: Vec::new(),
        backlinks: Vec::new(),
        redirects: BTreeMap::new(),
        cards: OnceLock::new(),
        section_hashes: OnceLock::new(),
        whole: OnceLock::new(),
        guides: OnceLock::new(),
        drafts: hidden,
        documents,
        assets,
        settings,
        date,
        addresses,
        sections,
        section_of,
        places,
    };
    let resolver = Resolver::new(&handbook);
    handbook.resolutions = handbook
        .documents
        .iter()
        .map(|document| document.references.iter().map(|reference| resolver.resolve(document, reference)).collect())
        .collect();
    handbook.backlinks = backlinks(&handbook);
    handbook.timetables = timetables(&handbook, report);
    collisions(&handbook, report);
    handbook.redirects = redirects(&handbook, report);
    handbook
}

fn address_of(document: &Document) -> Address {
    address_at(document, document.stem())
}

fn address_at(document: &Document, stem: &str) -> Address {
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    if document.is_section() {
        return Address::section(folder);
    }
    // `index.md` would take the section's place.
    let name = document.head.slug.as_deref().unwrap_or(if name == "index" { "trang-index" } else { name });
    Address::page(folder, name)
}

fn backlinks(handbook: &Handbook) -> Vec<Vec<DocumentId>> {
    let mut out = vec![BTreeSet::new(); handbook.documents.len()];
    for (id, resolutions) in handbook.ids().zip(&handbook.resolutions) {
        for resolution in resolutions {
            if let Resolution::Page(to, _) | Resolution::Directive(to) = resolution
                && *to != id
                && let Some(set) = out.get_mut(to.index())
            {
                set.insert(id);
            }
        }
    }
    out.into_iter().map(|set| set.into_iter().collect()).collect()
}

fn timetables(handbook: &Handbook, report: &mut Report) -> BTreeMap<DocumentId, Timetable> {
    let mut out = BTreeMap::new();
    for id in handbook.ids() {
        let document = handbook.document(id);
        let Kind::Agenda(agenda) = &document.kind else { continue };
        let base = agenda.extends.as_ref().and_then(|reference| {
            let Some(Resolution::Page(base, _)) = handbook.resolution(id, reference.as_str()) else { return None };
            if let Kind::Agenda(frame) = &handbook.document(*base).kind
                && frame.extends.is_none()
            {
                return Some(Timetable::new(frame, None));
            }
            report.add(Diagnostic::new(&codes::EXTENDS, document.place(&[Step::Key("extends")])));
            None
        });
        out.insert(id, Timetable::new(agenda, base.as_ref()));
    }
    out
}

fn collisions(handbook: &Handbook, report: &mut Report) {
    let mut taken: BTreeMap<&Address, DocumentId> = BTreeMap::new();
    for (id, address) in handbook.ids().zip(&handbook.addresses) {
        if let Some(other) = taken.insert(address, id) {
            for (this, that) in [(other, id), (id, other)] {
                let (this, that) = (handbook.document(this), handbook.document(that));
                report.add(
                    Diagnostic::new(&codes::COLLISION, crate::diagnostic::Place::file(&this.path))
                        .with("other", that.path.as_ref())
                        .with("address", address.as_str()),
                );
            }
        }
    }
    // A content folder must not stand where the taxonomies' pages will.
    for key in TaxonomyKey::ALL {
        if let Some(section) = handbook.sections.iter().find(|s| folder_slug(&s.folder) == key.folder())
            && let Some(page) = section.document.or(section.pages.first().copied())
        {
            let document = handbook.document(page);
            report.add(
                Diagnostic::new(&codes::COLLISION, crate::diagnostic::Place::file(&document.path))
                    .with(
                        "other",
                        match key {
                            TaxonomyKey::Themes => {
                                Value::both("danh mục chủ đề do sotay tạo", "sotay's list of themes")
                            }
                            TaxonomyKey::OrgTypes => {
                                Value::both("danh mục loại hình do sotay tạo", "sotay's list of kinds of organisation")
                            }
                            TaxonomyKey::Tags => Value::both("danh mục từ khóa do sotay tạo", "sotay's list of tags"),
                            TaxonomyKey::Years => Value::both("danh mục năm do sotay tạo", "sotay's list of years"),
                        },
                    )
                    .with("address", section.address.as_str())
                    .with("folder", format!("content/{}", section.folder)),
            );
        }
    }
}

fn redirects(handbook: &Handbook, report: &mut Report) -> BTreeMap<Address, DocumentId> {
    let taken: BTreeMap<&Address, DocumentId> = handbook.addresses.iter().zip(handbook.ids()).collect();
    let mut out: BTreeMap<Address, DocumentId> = BTreeMap::new();
    for id in handbook.ids() {
        let document = handbook.document(id);
        for (index, alias) in document.head.aliases.iter().enumerate() {
            let address = alias_address(alias);
            let other = taken.get(&address).or_else(|| out.get(&address)).copied().filter(|other| *other != id);
            if let Some(other) = other {
                report.add(
                    Diagnostic::new(&codes::ALIAS_TAKEN, document.place(&[Step::Key("aliases"), Step::Index(index)]))
                        .with("address", address.as_str())
                        .with("other", handbook.document(other).path.as_ref()),
                );
            } else if !taken.contains_key(&address) {
                out.insert(address, id);
            }
        }
    }
    out
}

/// The address of an old path: `/cu/trang/` and `cu/trang.html` alike; its parts are slugged, so it
/// cannot leave the site.
fn alias_address(alias: &str) -> Address {
    let folder = alias.ends_with('/');
    let path = alias.trim_matches('/');
    if let Some(page) = path.strip_suffix("/index.html") {
        return Address::section(page);
    }
    if folder {
        return Address::section(path);
    }
    let path = path.strip_suffix(".html").or_else(|| path.strip_suffix(".htm")).unwrap_or(path);
    match path.rsplit_once('/') {
        Some((folder, name)) => Address::page(folder, name),
        None => Address::page("", name_or_index(path)),
    }
}

fn name_or_index(name: &str) -> &str {
    if slug(name) == "index" { "trang-index" } else { name }
}

impl Handbook {
    /// Returns the numbers of all documents.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = DocumentId> + ExactSizeIterator + use<> {
        (0..u32::try_from(self.documents.len()).unwrap_or(u32::MAX)).map(DocumentId)
    }

    /// Returns a document.
    #[expect(clippy::indexing_slicing, reason = "a DocumentId is only made for a document of this handbook")]
    pub fn document(&self, id: DocumentId) -> &Document {
        &self.documents[id.index()]
    }

    /// Returns a document, shared.
    #[expect(clippy::indexing_slicing, reason = "a DocumentId is only made for a document of this handbook")]
    pub fn shared(&self, id: DocumentId) -> &Arc<Document> {
        &self.documents[id.index()]
    }

    /// Returns a document's address.
    #[expect(clippy::indexing_slicing, reason = "one address a document")]
    pub fn address(&self, id: DocumentId) -> &Address {
        &self.addresses[id.index()]
    }

    /// Returns all sections, the root first, then in the order of folders.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// Returns a section.
    #[expect(clippy::indexing_slicing, reason = "a SectionId is only made for a section of this handbook")]
    pub fn section(&self, id: SectionId) -> &Section {
        &self.sections[id.index()]
    }

    /// Returns the numbers of all sections.
    pub fn section_ids(&self) -> impl Iterator<Item = SectionId> + use<> {
        (0..u32::try_from(self.sections.len()).unwrap_or(u32::MAX)).map(SectionId)
    }

    /// Returns the section that a document stands in.
    pub fn section_of(&self, id: DocumentId) -> SectionId {
        self.section_of.get(id.index()).copied().unwrap_or(SectionId::ROOT)
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
        self.stems.all(fact::name(stem)).find(|id| self.document(*id).stem() == stem)
    }

    /// Returns the address that a document would have under another stem.
    pub fn address_at(&self, id: DocumentId, stem: &str) -> Address {
        address_at(self.document(id), stem)
    }

    /// Returns all stems, sorted.
    pub fn stems(&self) -> impl Iterator<Item = &str> {
        let mut stems: Vec<&str> = self.documents.iter().map(|document| document.stem()).collect();
        stems.sort_unstable();
        stems.into_iter()
    }

    /// Tells whether a stem is a draft that is left out.
    pub fn is_draft(&self, stem: &str) -> bool {
        self.drafts.contains(stem)
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
        &self.register
    }

    /// Returns what each reference of a document points to, in their order.
    pub fn resolutions(&self, id: DocumentId) -> &[Resolution] {
        self.resolutions.get(id.index()).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns what a reference written in front matter points to.
    pub fn resolution(&self, id: DocumentId, written: &str) -> Option<&Resolution> {
        let (written, _) = crate::markdown::split_historical(written);
        let at = self.document(id).references.iter().position(|r| r.written.as_ref() == written)?;
        self.resolutions(id).get(at)
    }

    /// Returns the documents that refer to this one, in the order of paths.
    pub fn backlinks(&self, id: DocumentId) -> &[DocumentId] {
        self.backlinks.get(id.index()).map(Vec::as_slice).unwrap_or_default()
    }

    /// Returns the taxonomies.
    pub fn taxonomies(&self) -> &[Taxonomy] {
        &self.taxonomies
    }

    /// Returns an agenda's timetable.
    pub fn timetable(&self, id: DocumentId) -> Option<&Timetable> {
        self.timetables.get(&id)
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
        self.guides.get_or_init(|| {
            let mut out = BTreeMap::new();
            for id in self.ids() {
                if let Kind::Guide(guide) = &self.document(id).kind
                    && let Some(of) = &guide.org_type
                {
                    out.entry(of.clone()).or_insert(id);
                }
            }
            out
        })
    }

    /// Returns the redirects: old address to document.
    pub fn redirects(&self) -> &BTreeMap<Address, DocumentId> {
        &self.redirects
    }

    /// Returns a directive's standing on `date`; `None` if the document is no directive.
    pub fn standing(&self, id: DocumentId, date: Date) -> Option<Standing> {
        let Kind::Directive(directive) = &self.document(id).kind else { return None };
        let from = |id: DocumentId| {
            let Kind::Directive(directive) = &self.document(id).kind else { return None };
            Some(directive.in_force_from())
        };
        Some(self.register.standing(id, directive, date, from))
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
