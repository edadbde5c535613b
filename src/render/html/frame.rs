//! What all pages share, made once.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use serde::Serialize;
use tera::Value;

use crate::diagnostic::Diagnostic;
use crate::link::{Address, Card, Handbook, Resolution, SectionId, TaxonomyKey, View};
use crate::model::agenda::Meeting;
use crate::model::{KindName, Settings};
use crate::render::layout::{self, Layout};
use crate::render::{Job, offline, search};
use crate::text::slug::slug;
use crate::theme::{Theme, Words};

use super::breadcrumb::Breadcrumbs;
use super::entry::{Entries, Look};
use super::shell::Shells;
use super::sidebar::Sidebars;
use super::taxonomy_word;
use super::values::LinkValue;

/// The search index of a handbook, made once however many frames it has.
pub type SharedIndex = Arc<OnceLock<search::Index>>;

/// Theme and handbook, with the values that pages share.
#[derive(Debug)]
pub struct Frame<'a> {
    handbook: &'a Handbook,
    theme: &'a Theme,
    base_url: Option<String>,
    shells: Shells,
    sidebars: Sidebars,
    breadcrumbs: Breadcrumbs,
    links: Vec<OnceLock<Value>>,
    entries: Entries,
    unmade: Vec<Box<str>>,
    files: OnceLock<Vec<Box<str>>>,
    layouts: OnceLock<Result<Vec<Layout>, Box<Diagnostic>>>,
    search: SharedIndex,
    #[cfg(feature = "pdf")]
    press: OnceLock<Result<crate::render::pdf::Press, Box<Diagnostic>>>,
}

#[derive(Serialize)]
struct MenuEntry {
    title: String,
    url: String,
    top: String,
}

#[derive(Serialize)]
struct Assets<'a> {
    css: Option<&'a str>,
    icon: Option<&'a str>,
    touch: Option<&'a str>,
    /// Addresses of scripts by their names.
    js: BTreeMap<&'a str, &'a str>,
}

/// What the search box needs.
#[derive(Serialize)]
struct Search {
    /// The page to search on.
    url: String,
    /// The file of the index that is read first.
    index: String,
    script: Option<String>,
    css: Option<String>,
}

#[derive(Serialize)]
struct TaxonomyLink<'a> {
    key: &'a str,
    title: &'a str,
    url: String,
}

#[derive(Serialize)]
struct OrgTypeLink<'a> {
    id: &'a str,
    name: &'a str,
    note: Option<&'a str>,
    url: Option<String>,
}

#[derive(Serialize)]
struct Site<'a> {
    title: &'a str,
    description: &'a str,
    language: &'static str,
    base_url: Option<String>,
    menu: Vec<MenuEntry>,
    org_types: Vec<OrgTypeLink<'a>>,
    assets: Assets<'a>,
    policy: Option<&'static str>,
    feed: &'static str,
    search: Search,
    taxonomies: Vec<TaxonomyLink<'a>>,
    version: &'static str,
}

/// Puts what every page sees (`site`, `t`) into the theme. Returns the hash of it: when it changes,
/// every page is stale.
pub fn prepare(theme: &mut Theme, handbook: &Handbook) -> u64 {
    let site = site(theme, handbook);
    let text = serde_json::to_string(&site).unwrap_or_default();
    let hash = xxhash_rust::xxh3::xxh3_64_with_seed(text.as_bytes(), theme.hash());
    let site = Value::from_serializable(&site);
    let words = Value::from_serializable(theme.words().all());
    let global = theme.global();
    global.insert_value("site", site);
    global.insert_value("t", words);
    hash
}

/// What a page may load: files of the site, nothing inline, nothing from elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; \
    connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'self'; form-action 'self'";

/// Name and address of a script.
fn script(address: &str) -> Option<(&str, &str)> {
    let name = address.strip_prefix("assets/js/")?.strip_suffix(".js")?;
    Some((name.rsplit_once('-')?.0, address))
}

fn site<'a>(theme: &'a Theme, handbook: &'a Handbook) -> Site<'a> {
    let settings = handbook.settings();
    let words = theme.words();
    let types = handbook.taxonomies().iter().find(|t| t.key == TaxonomyKey::OrgTypes);
    Site {
        title: &settings.title,
        description: &settings.description,
        language: settings.language.code(),
        base_url: base_url(settings),
        menu: menu(handbook),
        org_types: settings
            .org_types
            .iter()
            .map(|t| OrgTypeLink {
                id: t.id.as_str(),
                name: &t.name,
                note: t.note.as_deref(),
                url: types
                    .and_then(|types| types.terms.iter().find(|term| term.name.as_ref() == t.name))
                    .map(|term| term.address.as_str().to_owned()),
            })
            .collect(),
        assets: Assets {
            css: theme.file("css/so-tay.css"),
            icon: theme.file("icons/so-tay.svg"),
            touch: theme.file("icons/so-tay-touch.png"),
            js: theme.files().iter().filter_map(|file| script(&file.address)).collect(),
        },
        // Frames and pictures from elsewhere are what a handbook trusts its authors with.
        policy: (!settings.trust_html).then_some(POLICY),
        feed: "atom.xml",
        search: Search {
            url: search_page(words).as_str().to_owned(),
            index: search::manifest_address().as_str().to_owned(),
            script: theme.file("js/search.js").map(str::to_owned),
            css: theme.file("css/search.css").map(str::to_owned),
        },
        taxonomies: handbook
            .taxonomies()
            .iter()
            .filter(|t| !t.terms.is_empty())
            .map(|t| TaxonomyLink {
                key: t.key.key(),
                title: words.get(taxonomy_word(t.key)),
                url: t.key.address().as_str().to_owned(),
            })
            .collect(),
        version: env!("CARGO_PKG_VERSION"),
    }
}

/// Returns the address of the page to search on, as the theme words it.
pub(super) fn search_page(words: &Words) -> Address {
    Address::fixed(&format!("{}/index.html", slug(words.get("search_folder"))))
}

fn menu(handbook: &Handbook) -> Vec<MenuEntry> {
    let entry = |title: &str, url: &str| MenuEntry {
        title: title.to_owned(),
        url: url.to_owned(),
        top: url.split('/').next().unwrap_or_default().to_owned(),
    };
    let settings = handbook.settings();
    if settings.menu.is_empty() {
        let root = handbook.section(SectionId::ROOT);
        return root
            .children
            .iter()
            .map(|id| handbook.section(*id))
            .map(|section| entry(&section.title, section.address.as_str()))
            .collect();
    }
    settings
        .menu
        .iter()
        .filter_map(|reference| {
            let stem = reference.as_str().trim_matches('/').trim_end_matches(".md");
            if let Some(id) = handbook.section_by_folder(stem) {
                let section = handbook.section(id);
                return Some(entry(&section.title, section.address.as_str()));
            }
            let id = handbook.by_stem(stem)?;
            Some(entry(&handbook.document(id).head.title, handbook.address(id).as_str()))
        })
        .collect()
}

fn base_url(settings: &Settings) -> Option<String> {
    settings.base_url.as_ref().map(|url| format!("{}/", url.trim_end_matches('/')))
}

impl<'a> Frame<'a> {
    /// Returns the frame of a handbook; `theme` was prepared for it.
    pub fn new(handbook: &'a Handbook, theme: &'a Theme) -> Self {
        Self {
            handbook,
            theme,
            base_url: base_url(handbook.settings()),
            shells: Shells::new(menu(handbook).into_iter().map(|entry| entry.top).collect()),
            sidebars: Sidebars::new(handbook),
            breadcrumbs: Breadcrumbs::new(handbook),
            links: handbook.ids().map(|_| OnceLock::new()).collect(),
            entries: Entries::new(handbook.ids().len()),
            unmade: Vec::new(),
            files: OnceLock::new(),
            layouts: OnceLock::new(),
            search: SharedIndex::default(),
            #[cfg(feature = "pdf")]
            press: OnceLock::new(),
        }
    }

    /// Returns the frame for pages, which offer no paper whose address is in `unmade`.
    #[must_use]
    pub fn without(mut self, unmade: &[Box<str>]) -> Self {
        self.unmade = unmade.to_vec();
        self.unmade.sort_unstable();
        self
    }

    /// Tells what is made in all, so that it need not be planned again.
    #[must_use]
    pub fn listing<'j>(mut self, jobs: impl Iterator<Item = &'j Job>) -> Self {
        self.files = OnceLock::from(offline::files(jobs, &self));
        self
    }

    /// Returns the addresses of the files that readers open, in order.
    pub(in crate::render) fn files(&self) -> &[Box<str>] {
        self.files.get_or_init(|| offline::files(crate::render::jobs(self).iter(), self))
    }

    /// Tells whether a paper could be made.
    pub(in crate::render) fn is_made(&self, paper: &Address) -> bool {
        self.unmade.binary_search_by(|address| address.as_ref().cmp(paper.as_str())).is_err()
    }

    /// Returns the theme's layouts of papers, read on the first call.
    pub(in crate::render) fn layouts(&self) -> Result<&[Layout], Box<Diagnostic>> {
        let layouts = self.layouts.get_or_init(|| layout::read(self.theme.print()));
        layouts.as_deref().map_err(Clone::clone)
    }

    /// Returns the press that papers are printed with, made on the first call.
    #[cfg(feature = "pdf")]
    pub(in crate::render) fn press(&self) -> Result<&crate::render::pdf::Press, Box<Diagnostic>> {
        let press = self.press.get_or_init(|| crate::render::pdf::Press::new(self.theme.print()));
        press.as_ref().map_err(Clone::clone)
    }

    /// Takes the index that another frame of the same handbook has made or will make.
    #[must_use]
    pub fn sharing(mut self, index: &SharedIndex) -> Self {
        self.search = Arc::clone(index);
        self
    }

    /// Plans the search index from words that were counted already.
    #[must_use]
    pub fn counted(mut self, words: search::Cells) -> Self {
        self.search = Arc::new(OnceLock::from(search::Index::new(self.handbook, words)));
        self
    }

    /// Returns the search index, made on the first call.
    pub(in crate::render) fn search(&self) -> &search::Index {
        let documents = || self.handbook.ids().map(|id| self.handbook.document(id));
        self.search.get_or_init(|| search::Index::new(self.handbook, search::Cells::of(documents())))
    }

    /// Returns the handbook.
    pub fn handbook(&self) -> &'a Handbook {
        self.handbook
    }

    /// Returns the theme.
    pub fn theme(&self) -> &'a Theme {
        self.theme
    }

    /// Returns the theme's words.
    pub fn words(&self) -> &'a Words {
        self.theme.words()
    }

    /// Returns the address where the handbook is published, with a slash at its end.
    pub fn base_url(&self) -> Option<&str> {
        self.base_url.as_deref()
    }

    /// Returns the key of the theme's word for a kind.
    pub fn kind_key(&self, kind: KindName) -> &'static str {
        match kind {
            KindName::Directive => "kind_directive",
            KindName::Guidance => "kind_guidance",
            KindName::Topic => "kind_topic",
            KindName::Agenda => "kind_agenda",
            KindName::Guide => "kind_guide",
            KindName::Scorecard => "kind_scorecard",
            KindName::Form => "kind_form",
            KindName::Course => "kind_course",
            KindName::Lesson => "kind_lesson",
            KindName::Calendar => "kind_calendar",
            KindName::Bulletin => "kind_bulletin",
            KindName::Page => "kind_page",
            KindName::Section => "kind_section",
        }
    }

    /// Returns the key of the theme's word for a kind of meeting.
    pub fn meeting_key(&self, of: Meeting) -> &'static str {
        match of {
            Meeting::Regular => "meeting_regular",
            Meeting::Thematic => "meeting_thematic",
            Meeting::Combined => "meeting_regular_thematic",
            Meeting::Committee => "meeting_committee",
            Meeting::Conference => "meeting_conference",
            Meeting::Class => "meeting_class",
            Meeting::Other => "meeting_other",
        }
    }

    /// Returns what stands around the content of pages.
    pub(super) fn shells(&self) -> &Shells {
        &self.shells
    }

    /// Returns the sidebars of sections.
    pub(super) fn sidebars(&self) -> &Sidebars {
        &self.sidebars
    }

    /// Returns the ways from the root to the sections.
    pub(super) fn breadcrumbs(&self) -> &Breadcrumbs {
        &self.breadcrumbs
    }

    /// Returns the entries of a list of pages on the page at an address, rendered.
    pub(super) fn list<'c>(
        &self,
        look: Look,
        cards: impl Iterator<Item = Card<'c>>,
        page: &Address,
    ) -> Result<Value, Box<Diagnostic>> {
        self.entries.list(look, cards, page, self)
    }

    /// Returns title and address of a page, made on the first call: it is named by the pages before and after it.
    pub(super) fn link(&self, card: Card<'_>) -> Value {
        let make = || Value::from_serializable(&LinkValue { title: card.title(), url: card.address.as_str() });
        self.links.get(card.id.number()).map_or_else(make, |slot| slot.get_or_init(make).clone())
    }

    /// Returns the address of what a reference points to; `None` for a broken one.
    pub(in crate::render) fn address_of(&self, resolution: &Resolution, view: &View<'_>) -> Option<String> {
        Some(match resolution {
            Resolution::Page(id, None) | Resolution::Directive(id) => view.card(*id).address.as_str().to_owned(),
            Resolution::Page(id, Some(anchor)) => format!("{}#{anchor}", view.card(*id).address),
            Resolution::Section(id) => self.handbook.section(*id).address.as_str().to_owned(),
            Resolution::Anchor(anchor) => format!("#{anchor}"),
            Resolution::Media(path) => Handbook::asset_address(path).as_str().to_owned(),
            Resolution::Broken(_) => return None,
        })
    }
}
