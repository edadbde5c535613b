//! Sections: the folders of `content/` as a tree, each with its pages in order.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::model::section::SortBy;
use crate::model::{Document, Kind};
use crate::text::collation;

use super::DocumentId;
use super::address::Address;

/// Number of a section in a handbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SectionId(pub(super) u32);

impl SectionId {
    /// The root of the handbook.
    pub const ROOT: Self = Self(0);

    /// Returns the number, from 0.
    pub fn number(self) -> usize {
        self.0 as usize
    }

    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A folder of `content/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Folder below `content/`; empty for the root.
    pub folder: Box<str>,
    /// Its own page, if it has one.
    pub document: Option<DocumentId>,
    /// Title: its page's, or the folder's name.
    pub title: Box<str>,
    /// Address of its page, which is made even where nobody wrote one.
    pub address: Address,
    /// The section around it; `None` for the root.
    pub parent: Option<SectionId>,
    /// Sections in it, in order.
    pub children: Vec<SectionId>,
    /// Pages in it, in order, its own page excluded.
    pub pages: Vec<DocumentId>,
    /// Number of its pages and of those in the sections below it.
    pub total: usize,
}

/// Returns the sections of a handbook (the root first) and the section of each document.
pub(super) fn sections(documents: &[Arc<Document>], title: &str) -> (Vec<Section>, Vec<SectionId>) {
    let mut by_folder: BTreeMap<&str, u32> = BTreeMap::new();
    by_folder.insert("", 0);
    for neighbours in documents.chunk_by(|a, b| a.folder() == b.folder()) {
        let mut folder = neighbours.first().map_or("", |document| document.folder());
        while !folder.is_empty() {
            by_folder.entry(folder).or_insert(0);
            folder = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
        }
    }
    let mut sections: Vec<Section> = Vec::with_capacity(by_folder.len());
    for (number, (folder, slot)) in (0_u32..).zip(by_folder.iter_mut()) {
        *slot = number;
        let name = folder.rsplit('/').next().unwrap_or_default();
        sections.push(Section {
            folder: (*folder).into(),
            document: None,
            title: if folder.is_empty() { title.into() } else { name.into() },
            address: Address::section(folder),
            parent: None,
            children: Vec::new(),
            pages: Vec::new(),
            total: 0,
        });
    }
    let mut of = Vec::with_capacity(documents.len());
    for (number, document) in (0_u32..).zip(documents) {
        let id = DocumentId(number);
        let section = by_folder.get(document.folder()).copied().unwrap_or(0);
        of.push(SectionId(section));
        let Some(section) = sections.get_mut(section as usize) else { continue };
        if document.is_section() {
            section.document = Some(id);
            section.title = document.head.title.as_str().into();
        } else {
            section.pages.push(id);
        }
    }
    for (folder, number) in &by_folder {
        if folder.is_empty() {
            continue;
        }
        let parent = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
        let parent = by_folder.get(parent).copied().unwrap_or(0);
        if let Some(section) = sections.get_mut(*number as usize) {
            section.parent = Some(SectionId(parent));
        }
        if let Some(section) = sections.get_mut(parent as usize) {
            section.children.push(SectionId(*number));
        }
    }
    // A folder comes after the one it stands in, so from the end every total is complete when it is added.
    for at in (0..sections.len()).rev() {
        let Some(section) = sections.get_mut(at) else { continue };
        section.total += section.pages.len();
        let (total, parent) = (section.total, section.parent);
        if let Some(parent) = parent.and_then(|parent| sections.get_mut(parent.index())) {
            parent.total += total;
        }
    }
    order(&mut sections, documents);
    (sections, of)
}

fn order(sections: &mut [Section], documents: &[Arc<Document>]) {
    let document = |id: DocumentId| documents.get(id.index());
    let place = |id: Option<DocumentId>| id.and_then(document).and_then(|d| d.head.order);
    let titles: Vec<(Option<i32>, collation::CollationKey)> =
        sections.iter().map(|s| (place(s.document), collation::key(&s.title))).collect();
    for section in sections {
        section.children.sort_by(|a, b| match (titles.get(a.index()), titles.get(b.index())) {
            (Some(a), Some(b)) => by_order(a.0, b.0).then_with(|| a.1.cmp(&b.1)),
            _ => Ordering::Equal,
        });
        let sort = section.document.and_then(document).map_or(SortBy::default(), |d| {
            if let Kind::Section(section) = &d.kind { section.sort } else { SortBy::default() }
        });
        let dated = |id: DocumentId| document(id).and_then(|d| d.head.date);
        let place_of = |id: &DocumentId| {
            let date = dated(*id);
            let order = place(Some(*id));
            let by_date = match sort {
                SortBy::Title => None,
                SortBy::Newest => Some((date.is_none(), date.map(|d| -i64::from(d.days())))),
                SortBy::Oldest => Some((date.is_none(), date.map(|d| i64::from(d.days())))),
            };
            (order.is_none(), order, by_date)
        };
        section.pages.sort_by_key(place_of);
        // Titles decide only between pages that share a place: their keys are dear.
        for same in section.pages.chunk_by_mut(|a, b| place_of(a) == place_of(b)).filter(|same| same.len() > 1) {
            same.sort_by_cached_key(|id| {
                (document(*id).map_or_else(|| collation::key(""), |d| collation::key(&d.head.title)), *id)
            });
        }
    }
}

fn by_order(a: Option<i32>, b: Option<i32>) -> Ordering {
    (a.is_none(), a).cmp(&(b.is_none(), b))
}
