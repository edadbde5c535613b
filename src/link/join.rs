//! Linking: what follows from all documents together is found, and what is wrong with it is said.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use crate::diagnostic::{Diagnostic, Place, Report, Value};
use crate::model::{Document, Kind, OrgTypeId};
use crate::text::named::Texts;
use crate::text::slug::slug;
use crate::yaml::Step;

use super::address::{Address, folder_slug};
use super::documents::Documents;
use super::handbook::{Around, Handbook, Linked};
use super::register::Register;
use super::resolve::{Resolution, Resolver};
use super::section::sections;
use super::taxonomy::{TaxonomyKey, taxonomies};
use super::{DocumentId, codes};

/// Tells whether a document is part of the handbook; `drafts`: those are published, too.
pub fn is_shown(document: &Document, drafts: bool) -> bool {
    drafts || !document.head.draft
}

/// Links documents, which come in the order of their paths; what is wrong goes to `report`. `drafts`: those are published, too.
pub fn link(documents: Vec<Arc<Document>>, drafts: bool, around: Around, report: &mut Report) -> Handbook {
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
    let (sections, section_of) = sections(&documents, &around.settings.title);
    let linked = Linked {
        hidden,
        addresses: documents.iter().map(|document| address_of(document)).collect(),
        sections,
        section_of,
        register: Register::new(&documents),
        taxonomies: taxonomies(&documents, &around.settings),
        guides: guides(&documents),
        backlinks: Vec::new(),
        redirects: BTreeMap::new(),
    };
    let mut handbook = Handbook::new(Documents::read(documents), linked, around);
    let resolver = Resolver::new(&handbook);
    let resolutions = handbook.ids().map(|id| OnceLock::from(resolver.all(handbook.document(id)))).collect();
    handbook.resolutions = resolutions;
    handbook.linked.backlinks = backlinks(&handbook);
    frames(&handbook, report);
    let taken = Texts::new(handbook.linked.addresses.iter().map(Address::as_str).collect());
    collisions(&handbook, &taken, report);
    let redirects = redirects(&handbook, &taken, report);
    handbook.linked.redirects = redirects;
    handbook
}

fn guides(documents: &[Arc<Document>]) -> BTreeMap<OrgTypeId, DocumentId> {
    let mut out = BTreeMap::new();
    for (document, number) in documents.iter().zip(0_u32..) {
        if let Kind::Guide(guide) = &document.kind
            && let Some(of) = &guide.org_type
        {
            out.entry(of.clone()).or_insert(DocumentId(number));
        }
    }
    out
}

fn address_of(document: &Document) -> Address {
    address_at(document, document.stem())
}

pub(super) fn address_at(document: &Document, stem: &str) -> Address {
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    if document.is_section() {
        return Address::section(folder);
    }
    // `index.md` would take the section's place.
    let name = document.head.slug.as_deref().unwrap_or(if name == "index" { "trang-index" } else { name });
    Address::page(folder, name)
}

fn backlinks(handbook: &Handbook) -> Vec<Vec<DocumentId>> {
    let mut out = vec![BTreeSet::new(); handbook.ids().len()];
    for id in handbook.ids() {
        for resolution in handbook.resolutions(id) {
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

/// Agendas that take over parts of a page that has none to give.
fn frames(handbook: &Handbook, report: &mut Report) {
    for id in handbook.ids() {
        let document = handbook.document(id);
        let Kind::Agenda(agenda) = &document.kind else { continue };
        let Some(extends) = &agenda.extends else { continue };
        if matches!(handbook.resolution(id, extends.as_str()), Some(Resolution::Page(..)))
            && handbook.frame(id).is_none()
        {
            report.add(Diagnostic::new(&codes::EXTENDS, document.place(&[Step::Key("extends")])));
        }
    }
}

fn collisions(handbook: &Handbook, taken: &Texts<'_>, report: &mut Report) {
    // By the first page of an address the last one so far.
    let mut last = BTreeMap::new();
    for (first, at) in taken.repeated() {
        let other = last.insert(first, at).unwrap_or(first);
        let Some((other, id)) = id_at(other).zip(id_at(at)) else { continue };
        for (this, that) in [(other, id), (id, other)] {
            report.add(
                Diagnostic::new(&codes::COLLISION, Place::file(handbook.path(this)))
                    .with("other", handbook.path(that).as_ref())
                    .with("address", handbook.address(id).as_str()),
            );
        }
    }
    // A content folder must not stand where the taxonomies' pages will.
    for key in TaxonomyKey::ALL {
        if let Some(section) = handbook.sections().iter().find(|s| folder_slug(&s.folder) == key.folder())
            && let Some(page) = section.document.or(section.pages.first().copied())
        {
            let document = handbook.document(page);
            report.add(
                Diagnostic::new(&codes::COLLISION, Place::file(&document.path))
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

/// The page with a place among all.
fn id_at(place: usize) -> Option<DocumentId> {
    u32::try_from(place).ok().map(DocumentId)
}

fn redirects(handbook: &Handbook, taken: &Texts<'_>, report: &mut Report) -> BTreeMap<Address, DocumentId> {
    let mut out: BTreeMap<Address, DocumentId> = BTreeMap::new();
    for id in handbook.ids() {
        let document = handbook.document(id);
        for (index, alias) in document.head.aliases.iter().enumerate() {
            let address = alias_address(alias);
            let page = taken.place(address.as_str()).and_then(id_at);
            let other = page.or_else(|| out.get(&address).copied()).filter(|other| *other != id);
            if let Some(other) = other {
                report.add(
                    Diagnostic::new(&codes::ALIAS_TAKEN, document.place(&[Step::Key("aliases"), Step::Index(index)]))
                        .with("address", address.as_str())
                        .with("other", handbook.document(other).path.as_ref()),
                );
            } else if page.is_none() {
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
