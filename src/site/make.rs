//! From what was found to a site that stands on the stage: what is read, linked, checked and rendered, and by whom beside whom.

use std::sync::Arc;

use crate::diagnostic::Report;
use crate::link::{Handbook, is_shown};
use crate::model::wording::Wording;
use crate::output::Site;
use crate::render;
use crate::render::search::Cells;
use crate::text::named::Texts;
use crate::text::words::Lexicon;
use crate::theme::Theme;

use super::again::{Attempt, again};
use super::each::{awaiting, runs};
use super::load::{self, Found, ReadPage};
use super::memory::{self, Details, Index, Key, Memory};
use super::render::{Again, Counted, Old, Rendered, all};
use super::said::Said;
use super::shelf::{Known, PageHead};
use super::store::{Bodies, Store};
use super::{Options, SiteError, fonts};

/// What a build stands on.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub(super) options: &'a Options,
    pub(super) site: &'a Site<'a>,
    pub(super) found: &'a Found,
    pub(super) key: &'a Key,
    /// What the last build left, if it is of use.
    pub(super) index: Option<&'a Index>,
    pub(super) details: &'a Details,
    pub(super) known: &'a Known<'a>,
}

/// A page of a build.
pub(super) enum Page {
    /// It lies in the memory.
    Still(PageHead),
    /// It was read now.
    New(ReadPage),
}

/// A build that is ready to be put in place.
pub(super) struct Ready {
    pub(super) pages: Vec<Page>,
    /// What their words are numbers of.
    pub(super) lexicon: Arc<Lexicon>,
    pub(super) handbook: Handbook,
    /// The plan of the last build, if it holds again.
    pub(super) plan: Option<u64>,
    pub(super) said: Said,
    /// Hash of what every page shows.
    pub(super) frame: u64,
    pub(super) rendered: Rendered,
    pub(super) font: Option<Arc<str>>,
}

/// Reads, links, checks and stages what changed; `None` after a fault, which is reported.
pub(super) fn make(on: Ground<'_>, memory: &Memory, report: &mut Report) -> Result<Option<Ready>, SiteError> {
    match again(on, memory, report)? {
        Attempt::Ready(ready) => Ok(Some(*ready)),
        Attempt::Stopped => Ok(None),
        Attempt::Impossible => anew(on, report),
    }
}

/// Links and checks all pages anew.
fn anew(on: Ground<'_>, report: &mut Report) -> Result<Option<Ready>, SiteError> {
    let Ground { options, found, known, .. } = on;
    let mut pages = load::pages(&found.tree.pages, &found.settings, known, options.jobs)?;
    awaiting(counting(&pages, on), |counted| {
        let mut of_all = Report::new();
        let handbook = load::linked(found, &pages, options, &mut of_all);
        let of_pages = || pages.iter().flat_map(|page| &page.diagnostics);
        let said = Said::new(of_pages(), of_all.iter());
        report.extend(of_pages().chain(of_all.iter()).cloned());
        let Some(dressed) = Dressed::new(on, &handbook, report)? else { return Ok(None) };
        let bodies = Bodies::take(&mut pages);
        let store = Store { found, pages: &pages, bodies: &bodies, is_in_order: false };
        let Some(rendered) = dressed.render(on, store, &handbook, counted, None, report)? else { return Ok(None) };
        let page = |page: ReadPage| page.known.map_or_else(|| Page::New(page), Page::Still);
        Ok(Some(Ready {
            pages: pages.into_iter().map(page).collect(),
            lexicon: Arc::clone(known.lexicon()),
            plan: None,
            said,
            frame: dressed.frame,
            rendered,
            font: dressed.font(),
            handbook,
        }))
    })
}

/// A theme that was prepared for a handbook.
pub(super) struct Dressed {
    theme: Theme,
    /// Hash of what every page shows.
    pub(super) frame: u64,
}

impl Dressed {
    /// `None` after a fault, in the theme or in what was reported before.
    pub(super) fn new(on: Ground<'_>, handbook: &Handbook, report: &mut Report) -> Result<Option<Self>, SiteError> {
        let theme = load::theme(on.found, report)?;
        let Some(mut theme) = theme.filter(|_| !stops(report, on.options)) else { return Ok(None) };
        let frame = render::html::prepare(&mut theme, handbook);
        Ok(Some(Self { theme, frame }))
    }

    /// Tells whether pages show the same around their content as they did in the last build.
    pub(super) fn is_same(&self, on: Ground<'_>) -> bool {
        on.index.is_some_and(|index| index.frame == self.frame)
    }

    pub(super) fn font(&self) -> Option<Arc<str>> {
        fonts::used(self.theme.print())
    }

    /// Makes and stages what is stale; `None` after a fault, which is reported.
    pub(super) fn render(
        &self,
        on: Ground<'_>,
        store: Store<'_>,
        handbook: &Handbook,
        counted: impl FnOnce() -> Counted,
        again: Option<Again>,
        report: &mut Report,
    ) -> Result<Option<Rendered>, SiteError> {
        let Ground { options, site, index, details, .. } = on;
        let made = index.map(|index| index.made.as_slice()).unwrap_or_default();
        let old = Old {
            same_frame: self.is_same(on),
            unmade: index.map(|index| index.unmade.as_slice()).unwrap_or_default(),
            addresses: Texts::new(made.iter().map(|made| made.address.as_ref()).collect()),
            stand: index.map(|index| standing(index, site, options)).unwrap_or_default(),
            made,
            notes: &details.notes,
            again,
        };
        let made = all(store, handbook, counted, &self.theme, options, site, old, report)?;
        let Some(mut rendered) = made else { return Ok(None) };
        let stopped = stops(report, options) || (options.strict && !rendered.faults.is_empty());
        report.extend(rendered.faults.drain(..));
        Ok((!stopped).then_some(rendered))
    }
}

/// Tells which files of the site stand as the last build left them.
pub(super) fn standing(index: &Index, site: &Site<'_>, options: &Options) -> Vec<bool> {
    runs(options.jobs, &index.made, |made| {
        let addresses: Vec<&str> = made.iter().map(|made| made.address.as_ref()).collect();
        site.stamps(&addresses).into_iter().zip(made).map(|(stamp, made)| stamp == Some(made.stamp)).collect()
    })
}

/// Tells whether what was reported keeps a site from being published.
pub(super) fn stops(report: &Report, options: &Options) -> bool {
    report.has_errors() || (options.strict && report.iter().next().is_some())
}

/// Returns the work of counting the words of the pages that are shown.
fn counting<'a>(pages: &[ReadPage], on: Ground<'a>) -> impl FnOnce() -> Counted + Send + use<'a> {
    let shown = pages.iter().filter(|page| is_shown(&page.document, on.options.drafts));
    let shown: Vec<_> = shown.map(|page| (Arc::clone(&page.document), page.known.is_some())).collect();
    move || {
        let changed = shown.iter().enumerate().filter(|(_, (_, is_known))| !is_known);
        let exchanged = changed.map(|(number, (document, _))| {
            let old = on.known.page(&document.path).and_then(|page| on.known.wording(page))?;
            Some((number, old, &document.wording))
        });
        let all = || Cells::of(shown.iter().map(|(document, _)| document.as_ref()));
        counted(on, shown.iter().map(|(document, _)| document.path.as_ref()), exchanged.collect(), all)
    }
}

/// Pages whose words are others than before, by number: what they were, and what they are.
type Exchanged<'d> = Vec<(usize, Wording, &'d Wording)>;

/// Counts words. Those of the last build serve again where the same pages stand in the same order: then only pages that
/// changed are counted; what is taken away must be what was counted.
pub(super) fn counted<'p>(
    on: Ground<'_>,
    paths: impl Iterator<Item = &'p str>,
    exchanged: Option<Exchanged<'_>>,
    all: impl FnOnce() -> Cells,
) -> Counted {
    let before = exchanged.and_then(|exchanged| Some((memory::decode_words(&on.details.words)?, exchanged)));
    let cells = match before.filter(|(cells, _)| cells.fit(paths)) {
        Some((mut cells, exchanged)) => {
            cells.exchange(&exchanged);
            cells
        }
        None => all(),
    };
    Counted { kept: memory::encode_words(&cells), cells }
}
