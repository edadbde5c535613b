//! Which artifacts are stale, and making them: the renderer's work on all threads.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use xxhash_rust::xxh3::xxh3_128;

use crate::diagnostic::{Diagnostic, Place, Report};
use crate::link::{Handbook, Names};
use crate::markdown::Body;
use crate::model;
use crate::output::Site;
use crate::render::{self, Content, Frame, Job, Work};
use crate::source::{self, Entry, Stamp};
use crate::theme::Theme;

use super::each::each;
use super::load::{Found, ReadPage};
use super::memory::{Made, Notes};
use super::{SiteError, codes};

/// After so many faults of templates the rest is not tried: they would say the same.
const ENOUGH: usize = 40;

/// What became of an artifact.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) made: Made,
    pub(super) notes: Notes,
    /// It was staged and takes the place of the old one.
    pub(super) staged: bool,
    /// What is doubtful about it.
    pub(super) doubts: Vec<Diagnostic>,
}

/// What the last build left.
#[derive(Debug, Default)]
pub(super) struct Old<'a> {
    /// Hash of what every page showed.
    pub(super) frame: u64,
    pub(super) made: BTreeMap<&'a str, (&'a Made, Option<&'a Notes>)>,
}

/// The bodies of pages: kept from reading, or read again.
struct Bodies<'a> {
    found: &'a Found,
    pages: &'a [ReadPage],
}

impl Bodies<'_> {
    fn get(&self, job: &Job, handbook: &Handbook) -> Result<Option<Body>, SiteError> {
        let Some(id) = job.body else { return Ok(None) };
        let path = &handbook.document(id).path;
        let Ok(at) = self.pages.binary_search_by(|page| page.document.path.cmp(path)) else { return Ok(None) };
        let (Some(page), Some(entry)) = (self.pages.get(at), self.found.tree.pages.get(at)) else { return Ok(None) };
        match &page.body {
            Some(bytes) => Ok(postcard::from_bytes(bytes).ok()),
            None => self.read(page, entry).map(Some),
        }
    }

    fn read(&self, page: &ReadPage, entry: &Entry) -> Result<Body, SiteError> {
        let changed = || SiteError::Changed(Arc::clone(&entry.path));
        let limit = u64::from(self.found.settings.limits.page_kb) * 1024;
        let file = source::text(entry, limit)?.map_err(|_| changed())?;
        let read = model::read(&file, page.defaults, &self.found.settings);
        // Its references are numbered for the text that was linked.
        if read.document.hash == page.document.hash { Ok(read.body) } else { Err(changed()) }
    }
}

/// Returns the body that a job needs.
pub(super) fn body_of(
    job: &Job,
    found: &Found,
    pages: &[ReadPage],
    handbook: &Handbook,
) -> Result<Option<Body>, SiteError> {
    Bodies { found, pages }.get(job, handbook)
}

/// Returns all jobs; two for one address are reported.
pub(super) fn jobs(handbook: &Handbook, theme: &Theme, report: &mut Report) -> Vec<Job> {
    let jobs = render::jobs(handbook, theme);
    let mut taken: BTreeMap<&str, &Job> = BTreeMap::new();
    for job in &jobs {
        let Some(other) = taken.insert(job.address.as_str(), job) else { continue };
        let (this, that) = (source_of(job, handbook, theme), source_of(other, handbook, theme));
        report.add(
            Diagnostic::new(&codes::TAKEN, Place::file(&this))
                .with("other", that.as_ref())
                .with("address", job.address.as_str()),
        );
    }
    jobs
}

/// The file that an artifact comes from, or the nearest one to name.
pub(super) fn source_of(job: &Job, handbook: &Handbook, theme: &Theme) -> Arc<str> {
    match &job.work {
        Work::Page(id) | Work::Redirect(id) | Work::Paper(id, _) | Work::Calendar(id, _) => {
            Arc::clone(&handbook.document(*id).path)
        }
        // Pages against pages are `link`'s business; here the other side counts.
        Work::Section(id) => Arc::from(format!("content/{}", handbook.section(*id).folder)),
        Work::Asset(path) => Arc::from(path.as_ref()),
        Work::Static(number) => {
            theme.files().get(*number).map_or_else(|| Arc::from("themes"), |file| Arc::clone(&file.shown))
        }
        Work::Taxonomy(_) | Work::Term(..) | Work::NotFound | Work::Sitemap | Work::Feed | Work::Robots => {
            Arc::from("sotay.yaml")
        }
    }
}

/// Makes every artifact that is stale and stages it; `None` after a fault, which is reported.
#[expect(clippy::too_many_arguments, reason = "one call; a struct would only rename the list")]
pub(super) fn all(
    found: &Found,
    pages: &[ReadPage],
    handbook: &Handbook,
    theme: &mut Theme,
    threads: usize,
    site: &Site<'_>,
    old: &Old<'_>,
    report: &mut Report,
) -> Result<Option<(Vec<Outcome>, u64)>, SiteError> {
    let hash = render::html::prepare(theme, handbook);
    let frame = Frame::new(handbook, theme);
    let jobs = jobs(handbook, theme, report);
    if report.has_errors() {
        return Ok(None);
    }
    let bodies = Bodies { found, pages };
    let names = handbook.names();
    let same_frame = hash == old.frame;
    let faults = AtomicUsize::new(0);
    let outcomes = each(threads, &jobs, |_, job| -> Result<Option<Result<Outcome, Box<Diagnostic>>>, SiteError> {
        if faults.load(Ordering::Relaxed) >= ENOUGH {
            return Ok(None);
        }
        let address = job.address.as_str();
        // A file that somebody changed or removed by hand is made again.
        let before = old.made.get(address).filter(|(made, _)| site.stamp(address) == Some(made.stamp));
        if let Some((made, Some(notes))) = before
            && same_frame
            && is_fresh(notes, handbook, &names)
        {
            return Ok(Some(Ok(Outcome {
                made: (*made).clone(),
                notes: (*notes).clone(),
                staged: false,
                doubts: Vec::new(),
            })));
        }
        let body = bodies.get(job, handbook)?;
        let artifact = match render::render(job, body.as_ref(), &frame) {
            Ok(artifact) => artifact,
            Err(diagnostic) => {
                faults.fetch_add(1, Ordering::Relaxed);
                return Ok(Some(Err(diagnostic)));
            }
        };
        let (stamp, hash, staged) = match &artifact.content {
            Content::Bytes(bytes) => stage(site, address, bytes, before.map(|(made, _)| *made))?,
            Content::Copy(path) => {
                let at = found.tree.assets.binary_search_by(|entry| entry.path.as_ref().cmp(path)).ok();
                let Some(entry) = at.and_then(|at| found.tree.assets.get(at)) else { return Ok(None) };
                (site.put_copy(address, &entry.disk)?, 0, true)
            }
        };
        Ok(Some(Ok(Outcome {
            made: Made { address: address.into(), stamp, hash },
            notes: artifact.notes,
            staged,
            doubts: artifact.doubts,
        })))
    });
    let mut out = Vec::with_capacity(outcomes.len());
    for outcome in outcomes {
        match outcome? {
            Some(Ok(mut outcome)) => {
                report.extend(outcome.doubts.drain(..));
                out.push(outcome);
            }
            Some(Err(diagnostic)) => report.add(*diagnostic),
            None => {}
        }
    }
    Ok((!report.has_errors()).then_some((out, hash)))
}

fn is_fresh(notes: &Notes, handbook: &Handbook, names: &Names) -> bool {
    notes.iter().all(|(fact, hash)| handbook.fact(*fact, names) == Some(*hash))
}

/// Compares before writing. Returns stamp, hash, and whether the bytes were staged.
fn stage(
    site: &Site<'_>,
    address: &str,
    bytes: &[u8],
    before: Option<&Made>,
) -> Result<(Stamp, u128, bool), SiteError> {
    let hash = xxh3_128(bytes);
    if let Some(made) = before {
        if made.hash == hash {
            return Ok((made.stamp, hash, false));
        }
    } else if !site.is_fresh()
        && site.bytes(address).as_deref() == Some(bytes)
        && let Some(stamp) = site.stamp(address)
    {
        return Ok((stamp, hash, false));
    }
    Ok((site.put(address, bytes)?, hash, true))
}

/// Renders all pages and keeps nothing. Papers are left to `build`: setting them takes longer than all the rest.
pub(super) fn dry(
    found: &Found,
    pages: &[ReadPage],
    handbook: &Handbook,
    theme: &mut Theme,
    threads: usize,
    report: &mut Report,
) -> Result<(), SiteError> {
    render::html::prepare(theme, handbook);
    let frame = Frame::new(handbook, theme);
    let mut jobs = jobs(handbook, theme, report);
    jobs.retain(|job| !matches!(job.work, Work::Paper(..)));
    let bodies = Bodies { found, pages };
    let faults = AtomicUsize::new(0);
    let outcomes = each(threads, &jobs, |_, job| -> Result<Option<Box<Diagnostic>>, SiteError> {
        if faults.load(Ordering::Relaxed) >= ENOUGH {
            return Ok(None);
        }
        let body = bodies.get(job, handbook)?;
        let fault = render::render(job, body.as_ref(), &frame).err();
        faults.fetch_add(usize::from(fault.is_some()), Ordering::Relaxed);
        Ok(fault)
    });
    for outcome in outcomes {
        report.extend(outcome?.map(|diagnostic| *diagnostic));
    }
    Ok(())
}
