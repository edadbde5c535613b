//! A renderer's eye on the handbook, which notes every fact that was asked.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::markdown::Body;
use crate::model::{Document, KindName, OrgTypeId, Settings};
use crate::text::date::Date;

use super::DocumentId;
use super::address::Address;
use super::agenda::Timetable;
use super::fact::{self, Fact};
use super::handbook::{Asset, Handbook};
use super::register::{Lookup, Standing};
use super::resolve::Resolution;
use super::section::{Section, SectionId};
use super::taxonomy::{Taxonomy, TaxonomyKey, Term, terms_of};

/// What lists show of a document.
#[derive(Debug, Clone, Copy)]
pub struct Card<'a> {
    /// Number of the document.
    pub id: DocumentId,
    /// The document. Only its head and kind may be shown in a list.
    pub document: &'a Document,
    /// Its address.
    pub address: &'a Address,
}

impl<'a> Card<'a> {
    pub(super) fn new(handbook: &'a Handbook, id: DocumentId) -> Self {
        Self { id, document: handbook.document(id), address: handbook.address(id) }
    }

    /// Returns the title.
    pub fn title(&self) -> &'a str {
        &self.document.head.title
    }

    /// Returns the kind.
    pub fn kind(&self) -> KindName {
        self.document.kind_name()
    }

    /// Returns the summary, or the first words of the body.
    pub fn summary(&self) -> &'a str {
        self.document.head.summary.as_deref().unwrap_or(&self.document.outline.lead)
    }
}

/// What was read from disk for one artifact; the handbook itself holds no bodies and no pictures.
#[derive(Debug, Default)]
pub struct Supply {
    /// Bodies of documents.
    pub bodies: BTreeMap<DocumentId, Arc<Body>>,
    /// Bytes of pictures beside the content, by path.
    pub pictures: BTreeMap<Box<str>, Arc<[u8]>>,
    /// A file of the last build that the artifact can be made again from.
    pub earlier: Option<Vec<u8>>,
}

/// Notes that are looked through before one is made.
const LATEST: usize = 16;

/// A handbook as one artifact's renderer sees it.
#[derive(Debug)]
pub struct View<'a> {
    handbook: &'a Handbook,
    supply: &'a Supply,
    notes: RefCell<Vec<(Fact, u64)>>,
    doubts: RefCell<Vec<Diagnostic>>,
}

impl<'a> View<'a> {
    /// Returns a view that has noted nothing yet.
    pub fn new(handbook: &'a Handbook, supply: &'a Supply) -> Self {
        Self { handbook, supply, notes: RefCell::default(), doubts: RefCell::default() }
    }

    /// Returns the facts that were asked, with their hashes.
    pub fn into_notes(self) -> Vec<(Fact, u64)> {
        let mut notes = self.notes.into_inner();
        notes.sort_unstable();
        notes.dedup();
        notes
    }

    /// Notes what is doubtful about the artifact, which is made all the same. An artifact with doubts is never fresh:
    /// whoever makes it again says them again.
    pub fn doubt(&self, doubts: Vec<Diagnostic>) {
        if !doubts.is_empty() {
            self.note(Fact::Doubt, || 0);
        }
        self.doubts.borrow_mut().extend(doubts);
    }

    /// Returns the doubts, and forgets them.
    pub fn doubts(&self) -> Vec<Diagnostic> {
        self.doubts.take()
    }

    fn note(&self, fact: Fact, hash: impl FnOnce() -> u64) {
        let mut notes = self.notes.borrow_mut();
        // The same is mostly asked for again soon; what is noted twice all the same goes at the end.
        if !notes.iter().rev().take(LATEST).any(|(noted, _)| *noted == fact) {
            notes.push((fact, hash()));
        }
    }

    fn name(&self, id: DocumentId) -> u64 {
        fact::name(self.handbook.path(id))
    }

    /// Returns the settings. They are part of every artifact's frame, not a fact of one.
    pub fn settings(&self) -> &'a Settings {
        self.handbook.settings()
    }

    /// Returns a document with all it says of itself.
    pub fn document(&self, id: DocumentId) -> &'a Document {
        self.note(Fact::Own(self.name(id)), || self.handbook.own_fact(id));
        self.handbook.document(id)
    }

    /// Returns a document's body, if the artifact was given it.
    pub fn body(&self, id: DocumentId) -> Option<&'a Body> {
        self.document(id);
        self.supply.bodies.get(&id).map(AsRef::as_ref)
    }

    /// Returns the bytes of a picture beside the content, if the artifact was given them.
    pub fn picture(&self, path: &str) -> Option<&'a Arc<[u8]>> {
        self.asset(path)?;
        self.supply.pictures.get(path)
    }

    /// Returns the file of the last build that the artifact can be made again from.
    pub fn earlier(&self) -> Option<&'a [u8]> {
        self.supply.earlier.as_deref()
    }

    /// Returns what lists show of a document.
    pub fn card(&self, id: DocumentId) -> Card<'a> {
        self.note(Fact::Card(self.name(id)), || self.handbook.card_fact(id));
        Card::new(self.handbook, id)
    }

    /// Returns a section with its pages and subsections; their cards may be shown.
    pub fn section(&self, id: SectionId) -> &'a Section {
        let section = self.handbook.section(id);
        self.note(Fact::Section(fact::name(&section.folder)), || self.handbook.section_fact(id));
        section
    }

    /// Returns the card of a page of a section that was asked for.
    pub fn listed(&self, id: DocumentId) -> Card<'a> {
        Card::new(self.handbook, id)
    }

    /// Returns the section that a document stands in.
    pub fn section_of(&self, id: DocumentId) -> SectionId {
        self.handbook.section_of(id)
    }

    /// Returns the sections above a section, the root first, itself last.
    pub fn trail(&self, id: SectionId) -> Vec<&'a Section> {
        self.note(Fact::Trail(fact::name(&self.handbook.section(id).folder)), || self.handbook.trail_fact(id));
        let mut out = Vec::new();
        let mut at = Some(id);
        while let Some(id) = at {
            let section = self.handbook.section(id);
            out.push(section);
            at = section.parent;
        }
        out.reverse();
        out
    }

    /// Returns the pages before and after a document in its section.
    pub fn neighbours(&self, id: DocumentId) -> (Option<Card<'a>>, Option<Card<'a>>) {
        self.note(Fact::Neighbours(self.name(id)), || self.handbook.neighbours_fact(id));
        let (before, after) = self.handbook.neighbours(id);
        (before.map(|id| self.listed(id)), after.map(|id| self.listed(id)))
    }

    /// Returns the documents that refer to this one.
    pub fn backlinks(&self, id: DocumentId) -> impl Iterator<Item = Card<'a>> + use<'a> {
        self.note(Fact::Backlinks(self.name(id)), || self.handbook.backlinks_fact(id));
        let handbook = self.handbook;
        handbook.backlinks(id).iter().map(move |id| Card::new(handbook, *id))
    }

    /// Returns what each reference of a document points to, in their order.
    pub fn resolutions(&self, id: DocumentId) -> &'a [Resolution] {
        self.note(Fact::References(self.name(id)), || self.handbook.references_fact(id));
        self.handbook.resolutions(id)
    }

    /// Returns what a reference written in a document's front matter points to.
    pub fn resolution(&self, id: DocumentId, written: &str) -> Option<&'a Resolution> {
        self.note(Fact::References(self.name(id)), || self.handbook.references_fact(id));
        self.handbook.resolution(id, written)
    }

    /// Returns a directive's standing on the day at which a document's citations are judged. Ask
    /// for that document's resolutions first: they carry the fact.
    pub fn standing_for(&self, directive: DocumentId, citing: DocumentId) -> Option<Standing> {
        self.note(Fact::References(self.name(citing)), || self.handbook.references_fact(citing));
        self.handbook.standing(directive, self.handbook.judged_on(citing))
    }

    /// Returns a directive's standing on the day of the build.
    pub fn standing_today(&self, id: DocumentId) -> Option<Standing> {
        self.note(Fact::Standing(self.name(id)), || self.handbook.standing_fact(id));
        self.handbook.standing(id, self.handbook.date())
    }

    /// Returns the directive of a rule set with its standing on the day of the document it is
    /// applied to. The rule set itself is part of every artifact's frame.
    pub fn rule_directive(&self, citation: &str, applied_to: DocumentId) -> Option<(Card<'a>, Standing)> {
        let Lookup::One(id) = self.handbook.register().find(citation) else { return None };
        let standing = self.handbook.standing(id, self.handbook.judged_on(applied_to))?;
        self.note(Fact::Own(self.name(id)), || self.handbook.own_fact(id));
        Some((self.card(id), standing))
    }

    /// Returns an agenda's timetable, with the cards of topics and materials.
    pub fn timetable(&self, id: DocumentId) -> Option<&'a Timetable> {
        self.note(Fact::Timetable(self.name(id)), || self.handbook.timetable_fact(id));
        self.handbook.timetable(id)
    }

    /// Returns the guide for a kind of organisation.
    pub fn guide_for(&self, of: &OrgTypeId) -> Option<DocumentId> {
        let id = self.handbook.guides().get(of).copied();
        self.note(Fact::Guide(fact::name(of.as_str())), || self.handbook.guide_fact(id));
        id
    }

    /// Returns a taxonomy's terms.
    pub fn taxonomy(&self, key: TaxonomyKey) -> Option<&'a Taxonomy> {
        self.note(Fact::Taxonomy(fact::name(key.key())), || self.handbook.taxonomy_fact(key));
        self.handbook.taxonomies().iter().find(|t| t.key == key)
    }

    /// Returns a term with its pages; their cards may be shown.
    pub fn term(&self, taxonomy: usize, term: usize) -> Option<(&'a Taxonomy, &'a Term)> {
        let taxonomy_of = self.handbook.taxonomies().get(taxonomy)?;
        let found = taxonomy_of.terms.get(term)?;
        self.note(Fact::Term(fact::name(found.address.as_str())), || self.handbook.term_fact(taxonomy, term));
        Some((taxonomy_of, found))
    }

    /// Returns a document's terms: address and name. They follow from the document.
    pub fn terms_of(&self, key: TaxonomyKey, id: DocumentId) -> Vec<(&'a Address, &'a str)> {
        let taxonomy = self.handbook.taxonomies().iter().find(|taxonomy| taxonomy.key == key);
        terms_of(key, self.document(id), self.handbook.settings())
            .into_iter()
            .filter_map(|(written, name)| Some((taxonomy?.address_of(written)?, name)))
            .collect()
    }

    /// Returns all documents; their cards may be shown.
    pub fn all(&self) -> impl Iterator<Item = DocumentId> + use<'a> {
        self.note(Fact::All, || self.handbook.all_fact());
        self.handbook.ids()
    }

    /// Returns a hash of all that pages are made of: texts, references and their standing, what is overdue.
    pub fn whole(&self) -> u64 {
        let hash = self.handbook.whole_fact();
        self.note(Fact::Whole, || hash);
        hash
    }

    /// Notes that all that the documents say of themselves may be shown.
    pub fn texts(&self) {
        self.note(Fact::Texts, || self.handbook.texts_fact());
    }

    /// Returns the day for which the handbook is built.
    pub fn today(&self) -> Date {
        self.note(Fact::Today, || self.handbook.today_fact());
        self.handbook.date()
    }

    /// Tells whether a document is past its review date.
    pub fn overdue(&self, id: DocumentId) -> bool {
        self.note(Fact::Overdue(self.name(id)), || u64::from(self.handbook.overdue(id)));
        self.handbook.overdue(id)
    }

    /// Returns the day by which a document is to be reviewed.
    pub fn review_due(&self, id: DocumentId) -> Option<Date> {
        self.note(Fact::Own(self.name(id)), || self.handbook.own_fact(id));
        self.handbook.review_due(id)
    }

    /// Returns a file beside the content.
    pub fn asset(&self, path: &str) -> Option<&'a Asset> {
        let asset = self.handbook.asset(path)?;
        self.note(Fact::Asset(fact::name(path)), || asset.stamp);
        Some(asset)
    }
}
