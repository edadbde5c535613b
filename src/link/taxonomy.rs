//! Taxonomies: pages by theme, by kind of organisation, by tag, by year.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::{Document, Kind, Settings};
use crate::text::collation;

use super::DocumentId;
use super::address::{Address, part};

/// Which taxonomy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TaxonomyKey {
    /// Chủ đề.
    Themes,
    /// Loại hình.
    OrgTypes,
    /// Từ khóa.
    Tags,
    /// Năm.
    Years,
}

impl TaxonomyKey {
    /// Every taxonomy.
    pub const ALL: [Self; 4] = [Self::Themes, Self::OrgTypes, Self::Tags, Self::Years];

    /// Returns the key used in templates and in the theme's words (`taxonomy_themes`).
    pub fn key(self) -> &'static str {
        match self {
            Self::Themes => "themes",
            Self::OrgTypes => "org_types",
            Self::Tags => "tags",
            Self::Years => "years",
        }
    }

    /// Returns the folder of its pages.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Themes => "phan-loai/chu-de",
            Self::OrgTypes => "phan-loai/loai-hinh",
            Self::Tags => "phan-loai/tu-khoa",
            Self::Years => "phan-loai/nam",
        }
    }

    /// Returns the address of the page that lists its terms.
    pub fn address(self) -> Address {
        Address::section(self.folder())
    }

    /// Returns the address of a term's page.
    pub fn term_address(self, name: &str) -> Address {
        Address::page(self.folder(), name)
    }
}

/// A term and its pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// Name as shown.
    pub name: Box<str>,
    /// Address of its page.
    pub address: Address,
    /// Pages, in the order of paths.
    pub pages: Vec<DocumentId>,
}

/// A taxonomy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taxonomy {
    /// Which.
    pub key: TaxonomyKey,
    /// Terms in order.
    pub terms: Vec<Term>,
    /// Addresses of the terms by what documents write: several ways of writing may share one.
    written: BTreeMap<Box<str>, Address>,
}

impl Taxonomy {
    /// Returns the address of the term that a document writes so.
    pub(super) fn address_of(&self, written: &str) -> Option<&Address> {
        self.written.get(written)
    }
}

/// Returns a document's terms as it writes them, each with the name that is shown.
pub(super) fn terms_of<'a>(
    key: TaxonomyKey,
    document: &'a Document,
    settings: &'a Settings,
) -> Vec<(&'a str, &'a str)> {
    let head = &document.head;
    match key {
        TaxonomyKey::Themes => {
            let own = if let Kind::Topic(topic) = &document.kind { topic.theme.as_deref() } else { None };
            let mut names: Vec<&str> = head.themes.iter().map(String::as_str).collect();
            if let Some(own) = own
                && !names.contains(&own)
            {
                names.insert(0, own);
            }
            names.into_iter().map(|name| (name, name)).collect()
        }
        TaxonomyKey::OrgTypes => {
            let own = if let Kind::Guide(guide) = &document.kind { guide.org_type.as_ref() } else { None };
            let mut ids: Vec<_> = head.org_types.iter().collect();
            if let Some(own) = own
                && !ids.contains(&own)
            {
                ids.push(own);
            }
            ids.into_iter()
                .map(|id| (id.as_str(), settings.org_type(id).map_or(id.as_str(), |t| t.name.as_str())))
                .collect()
        }
        TaxonomyKey::Tags => head.tags.iter().map(|name| (name.as_str(), name.as_str())).collect(),
        TaxonomyKey::Years => Vec::new(),
    }
}

/// Returns all taxonomies of a handbook.
pub(super) fn taxonomies(documents: &[Arc<Document>], settings: &Settings) -> Vec<Taxonomy> {
    let mut gathered = TaxonomyKey::ALL.map(Gathered::new);
    // Documents lie far apart in memory: each is looked at once for all taxonomies.
    for (number, document) in (0_u32..).zip(documents) {
        for of in &mut gathered {
            of.add(DocumentId(number), document, settings);
        }
    }
    gathered.map(|of| of.taxonomy(settings)).into()
}

/// The terms of a taxonomy, as they are met.
struct Gathered<'a> {
    key: TaxonomyKey,
    /// By slug.
    terms: BTreeMap<String, (Box<str>, Vec<DocumentId>)>,
    /// A name stands on many pages and is slugged once.
    slugs: BTreeMap<&'a str, String>,
}

impl<'a> Gathered<'a> {
    fn new(key: TaxonomyKey) -> Self {
        Self { key, terms: BTreeMap::new(), slugs: BTreeMap::new() }
    }

    fn add(&mut self, id: DocumentId, document: &'a Document, settings: &'a Settings) {
        if self.key == TaxonomyKey::Years {
            // A section's date says when its list was last described, not what it is about.
            if let Some(date) = document.head.date.filter(|_| !document.is_section()) {
                let year = date.year().to_string();
                self.terms.entry(year.clone()).or_insert_with(|| (year.into(), Vec::new())).1.push(id);
            }
            return;
        }
        for (written, name) in terms_of(self.key, document, settings) {
            let slug = self.slugs.entry(written).or_insert_with(|| part(written));
            let pages = match self.terms.get_mut(slug) {
                Some((_, pages)) => pages,
                None => &mut self.terms.entry(slug.clone()).or_insert_with(|| (name.into(), Vec::new())).1,
            };
            if pages.last() != Some(&id) {
                pages.push(id);
            }
        }
    }

    fn taxonomy(self, settings: &Settings) -> Taxonomy {
        let Self { key, terms, slugs } = self;
        let mut terms: Vec<Term> = terms
            .into_iter()
            .map(|(slug, (name, pages))| Term { name, address: key.term_address(&slug), pages })
            .collect();
        match key {
            TaxonomyKey::Years => terms.reverse(),
            TaxonomyKey::Themes | TaxonomyKey::Tags => terms.sort_by_cached_key(|term| collation::key(&term.name)),
            TaxonomyKey::OrgTypes => {
                let place = |term: &Term| settings.org_types.iter().position(|t| t.name.as_str() == term.name.as_ref());
                terms.sort_by_key(|term| (place(term).is_none(), place(term)));
            }
        }
        let written = slugs.iter().map(|(written, slug)| ((*written).into(), key.term_address(slug))).collect();
        Taxonomy { key, terms, written }
    }
}
