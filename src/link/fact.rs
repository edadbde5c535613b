//! Facts: what a renderer asked of the handbook, each with a hash.
//!
//! An artifact is fresh when every fact it asked for still hashes the same. The same function makes
//! the hash when it is asked for and when it is compared, so that the two cannot differ.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use crate::text::named::Named;

use super::documents::Gist;
use super::handbook::Handbook;
use super::register::Standing;
use super::resolve::Resolution;
use super::section::SectionId;
use super::taxonomy::TaxonomyKey;
use super::{Card, DocumentId};

/// A question about the handbook. Documents and sections are named by the hash of their path, so
/// that a fact means the same in the next build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Fact {
    /// Text and path of a document.
    Own(u64),
    /// Title, address, summary … of a document, as lists show them.
    Card(u64),
    /// A section's title, pages and subsections.
    Section(u64),
    /// The sections above a section.
    Trail(u64),
    /// The pages before and after a document.
    Neighbours(u64),
    /// The documents that refer to a document.
    Backlinks(u64),
    /// What a document's references point to, with their standing.
    References(u64),
    /// An agenda's timetable.
    Timetable(u64),
    /// A directive's standing today.
    Standing(u64),
    /// Whether a document is past its review date.
    Overdue(u64),
    /// A taxonomy's terms and counts.
    Taxonomy(u64),
    /// A term's pages.
    Term(u64),
    /// Cards of all documents.
    All,
    /// The guide for a kind of organisation.
    Guide(u64),
    /// All that any page is made of.
    Whole,
    /// The texts of all documents, with their addresses.
    Texts,
    /// A file beside the content.
    Asset(u64),
    /// The day for which the handbook is built.
    Today,
    /// That something about the artifact is doubtful; never the same again.
    Doubt,
}

/// Hash of a text, as facts name things.
pub(super) fn name(text: &str) -> u64 {
    xxh3_64(text.as_bytes())
}

/// A hasher for fields one after another: each is hashed with what came before as its seed.
#[derive(Default)]
pub(super) struct Hash(u64);

impl Hash {
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.0 = xxh3_64_with_seed(text.as_bytes(), self.0);
        self
    }

    pub(super) fn number(&mut self, number: u64) -> &mut Self {
        self.0 = xxh3_64_with_seed(&number.to_le_bytes(), self.0);
        self
    }

    pub(super) fn end(&self) -> u64 {
        self.0
    }
}

/// Documents, sections and terms by the names that facts use.
#[derive(Debug)]
pub struct Names {
    documents: Named<DocumentId>,
    sections: Named<SectionId>,
    terms: Named<(usize, usize)>,
    assets: Named<u64>,
    guides: Named<DocumentId>,
}

impl Handbook {
    /// Returns the tables that [`Handbook::fact`] needs for facts of an earlier build.
    pub fn names(&self) -> Names {
        let documents = self.ids().map(|id| (name(self.path(id)), id));
        let sections = self.section_ids().map(|id| (name(&self.section(id).folder), id));
        let terms = self.taxonomies().iter().enumerate().flat_map(|(i, taxonomy)| {
            taxonomy.terms.iter().enumerate().map(move |(j, term)| (name(term.address.as_str()), (i, j)))
        });
        let assets = self.assets().map(|asset| (name(&asset.path), asset.stamp));
        let guides = self.guides().iter().map(|(of, id)| (name(of.as_str()), *id));
        Names {
            documents: Named::new(documents.collect()),
            sections: Named::new(sections.collect()),
            terms: Named::new(terms.collect()),
            assets: Named::new(assets.collect()),
            guides: Named::new(guides.collect()),
        }
    }

    /// Returns the hash of a fact now; `None` if what it asks about is gone.
    pub fn fact(&self, fact: Fact, names: &Names) -> Option<u64> {
        Some(match fact {
            Fact::Own(of) => self.own_fact(names.documents.get(of)?),
            Fact::Card(of) => self.card_fact(names.documents.get(of)?),
            Fact::Section(of) => self.section_fact(names.sections.get(of)?),
            Fact::Trail(of) => self.trail_fact(names.sections.get(of)?),
            Fact::Neighbours(of) => self.neighbours_fact(names.documents.get(of)?),
            Fact::Backlinks(of) => self.backlinks_fact(names.documents.get(of)?),
            Fact::References(of) => self.references_fact(names.documents.get(of)?),
            Fact::Timetable(of) => self.timetable_fact(names.documents.get(of)?),
            Fact::Standing(of) => self.standing_fact(names.documents.get(of)?),
            Fact::Overdue(of) => u64::from(self.overdue(names.documents.get(of)?)),
            Fact::Taxonomy(of) => self.taxonomy_fact(*TaxonomyKey::ALL.iter().find(|key| name(key.key()) == of)?),
            Fact::Term(of) => {
                let (i, j) = names.terms.get(of)?;
                self.term_fact(i, j)
            }
            Fact::All => self.all_fact(),
            Fact::Guide(of) => self.guide_fact(names.guides.get(of)),
            Fact::Whole => self.whole_fact(),
            Fact::Texts => self.texts_fact(),
            Fact::Asset(of) => names.assets.get(of)?,
            Fact::Today => self.today_fact(),
            Fact::Doubt => return None,
        })
    }

    pub(super) fn guide_fact(&self, id: Option<DocumentId>) -> u64 {
        id.map_or(0, |id| Hash::default().text(self.path(id)).number(self.own_fact(id)).end())
    }

    pub(super) fn own_fact(&self, id: DocumentId) -> u64 {
        let Gist { kind, hash, .. } = self.gist(id);
        let hash = hash.to_le_bytes();
        let (low, high) = hash.split_at(8);
        let number = |bytes: &[u8]| u64::from_le_bytes(bytes.try_into().unwrap_or_default());
        Hash::default().text(kind.key()).number(number(low)).number(number(high)).end()
    }

    /// Returns the hash of what lists show of each document.
    pub(super) fn card_facts(&self) -> &[u64] {
        self.cards.get_or_init(|| self.ids().map(|id| card_hash(&Card::new(self, id))).collect())
    }

    /// Returns, for each document, the hash of what its references point to, its own standing, and whether it is overdue.
    pub(super) fn bond_facts(&self) -> &[u64] {
        let bond = |id| {
            let mut hash = Hash::default();
            hash.number(self.references_fact(id)).number(self.standing_fact(id)).number(u64::from(self.overdue(id)));
            hash.end()
        };
        self.bonds.get_or_init(|| self.ids().map(bond).collect())
    }

    #[expect(clippy::indexing_slicing, reason = "one hash a document")]
    pub(super) fn card_fact(&self, id: DocumentId) -> u64 {
        self.card_facts()[id.index()]
    }

    #[expect(clippy::indexing_slicing, reason = "one hash a section")]
    pub(super) fn section_fact(&self, id: SectionId) -> u64 {
        let hashes = self.section_hashes.get_or_init(|| self.section_ids().map(|id| self.section_hash(id)).collect());
        hashes[id.index()]
    }

    fn section_hash(&self, id: SectionId) -> u64 {
        let section = self.section(id);
        let mut hash = Hash::default();
        hash.text(&section.title).text(section.address.as_str());
        hash.number(section.document.map_or(0, |id| self.card_fact(id)));
        for page in &section.pages {
            hash.number(self.card_fact(*page));
        }
        hash.number(u64::MAX);
        for child in &section.children {
            let child = self.section(*child);
            hash.text(&child.title).text(child.address.as_str()).number(child.total as u64);
            hash.number(child.document.map_or(0, |id| self.card_fact(id)));
        }
        hash.end()
    }

    pub(super) fn trail_fact(&self, id: SectionId) -> u64 {
        let mut hash = Hash::default();
        let mut at = Some(id);
        while let Some(id) = at {
            let section = self.section(id);
            hash.text(&section.title).text(section.address.as_str());
            at = section.parent;
        }
        hash.end()
    }

    pub(super) fn neighbours_fact(&self, id: DocumentId) -> u64 {
        let (before, after) = self.neighbours(id);
        let card = |id: Option<DocumentId>| id.map_or(0, |id| self.card_fact(id));
        Hash::default().number(card(before)).number(card(after)).end()
    }

    pub(super) fn backlinks_fact(&self, id: DocumentId) -> u64 {
        let mut hash = Hash::default();
        for from in self.backlinks(id) {
            hash.number(self.card_fact(*from));
        }
        hash.end()
    }

    pub(super) fn references_fact(&self, id: DocumentId) -> u64 {
        let mut hash = Hash::default();
        let on = self.judged_on(id);
        for resolution in self.resolutions(id) {
            match resolution {
                Resolution::Page(to, anchor) => {
                    hash.number(1).number(self.card_fact(*to)).text(anchor.as_deref().unwrap_or_default());
                }
                Resolution::Section(to) => {
                    let section = self.section(*to);
                    hash.number(2).text(&section.title).text(section.address.as_str());
                }
                Resolution::Directive(to) => {
                    hash.number(3).number(self.card_fact(*to));
                    if let Some(standing) = self.standing(*to, on) {
                        self.hash_standing(&mut hash, standing);
                    }
                }
                Resolution::Anchor(anchor) => {
                    hash.number(4).text(anchor);
                }
                Resolution::Media(path) => {
                    hash.number(5).text(path);
                }
                Resolution::Broken(_) => {
                    hash.number(6);
                }
            }
        }
        hash.end()
    }

    fn hash_standing(&self, hash: &mut Hash, standing: Standing) {
        hash.text(standing.status.key());
        hash.text(&standing.since.map(|d| d.to_string()).unwrap_or_default());
        hash.number(standing.successor.map_or(0, |id| self.card_fact(id)));
    }

    pub(super) fn timetable_fact(&self, id: DocumentId) -> u64 {
        let mut hash = Hash::default();
        if let Some(table) = self.timetable(id) {
            hash.text(&table.starts.map(|s| s.to_string()).unwrap_or_default());
            for slot in &table.slots {
                // The item's debug form names every field; timetables are few and short.
                hash.text(&format!("{slot:?}"));
                for reference in slot.item.materials.iter().chain(&slot.item.topic) {
                    let to = self.by_stem(reference.as_str());
                    hash.number(to.map_or(0, |id| self.card_fact(id)));
                }
            }
        }
        hash.end()
    }

    pub(super) fn standing_fact(&self, id: DocumentId) -> u64 {
        let mut hash = Hash::default();
        if let Some(standing) = self.standing(id, self.date()) {
            self.hash_standing(&mut hash, standing);
        }
        hash.end()
    }

    pub(super) fn taxonomy_fact(&self, key: TaxonomyKey) -> u64 {
        let mut hash = Hash::default();
        for taxonomy in self.taxonomies().iter().filter(|t| t.key == key) {
            for term in &taxonomy.terms {
                hash.text(&term.name).text(term.address.as_str()).number(term.pages.len() as u64);
            }
        }
        hash.end()
    }

    pub(super) fn term_fact(&self, taxonomy: usize, term: usize) -> u64 {
        let mut hash = Hash::default();
        if let Some(term) = self.taxonomies().get(taxonomy).and_then(|t| t.terms.get(term)) {
            hash.text(&term.name);
            for page in &term.pages {
                hash.number(self.card_fact(*page));
            }
        }
        hash.end()
    }

    pub(super) fn today_fact(&self) -> u64 {
        Hash::default().text(&self.date().to_string()).end()
    }

    pub(super) fn whole_fact(&self) -> u64 {
        *self.whole.get_or_init(|| self.whole_hash())
    }

    fn whole_hash(&self) -> u64 {
        let mut hash = Hash::default();
        for (id, bond) in self.ids().zip(self.bond_facts()) {
            hash.text(self.path(id)).number(self.own_fact(id)).number(*bond);
        }
        hash.end()
    }

    pub(super) fn texts_fact(&self) -> u64 {
        let mut hash = Hash::default();
        for id in self.ids() {
            hash.number(self.own_fact(id)).text(self.address(id).as_str());
        }
        hash.end()
    }

    pub(super) fn all_fact(&self) -> u64 {
        let mut hash = Hash::default();
        for id in self.ids() {
            hash.number(self.card_fact(id));
        }
        for (address, to) in self.redirects() {
            hash.text(address.as_str()).number(self.card_fact(*to));
        }
        hash.end()
    }
}

fn card_hash(card: &Card<'_>) -> u64 {
    let head = &card.document.head;
    let mut hash = Hash::default();
    hash.text(&head.title).text(card.address.as_str()).text(card.document.kind_name().key());
    hash.text(card.summary()).text(&head.date.map(|d| d.to_string()).unwrap_or_default());
    hash.text(&head.reviewed.map(|d| d.to_string()).unwrap_or_default());
    hash.number(u64::from(head.draft));
    for id in &head.org_types {
        hash.text(id.as_str());
    }
    if let crate::model::Kind::Lesson(lesson) = &card.document.kind {
        hash.number(lesson.number.map_or(0, u64::from));
    }
    if let crate::model::Kind::Guide(guide) = &card.document.kind {
        hash.text(guide.org_type.as_ref().map_or("", |id| id.as_str()));
    }
    if let crate::model::Kind::Directive(directive) = &card.document.kind {
        hash.text(&directive.number).text(&directive.issued.to_string());
    }
    if let crate::model::Kind::Agenda(agenda) = &card.document.kind
        && let Some(unit) = &agenda.unit
    {
        hash.text(unit.as_str());
    }
    hash.end()
}
