//! A rendering of which nothing is kept: what it is good for is what it says.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::diagnostic::{Diagnostic, Report};
use crate::link::Handbook;
use crate::render::{self, Frame};
use crate::theme::Theme;

use super::SiteError;
use super::each::each;
use super::load::{Found, ReadPage};
use super::render::{ENOUGH, doubt};
use super::store::{Bodies, Store};

/// Renders all pages and keeps nothing. Papers are left to `build`, since setting them takes longer than all the rest,
/// and so is the search index, in which nothing can be wrong.
pub(super) fn dry(
    found: &Found,
    pages: &Vec<ReadPage>,
    handbook: &Handbook,
    theme: &mut Theme,
    threads: usize,
    report: &mut Report,
) -> Result<(), SiteError> {
    render::html::prepare(theme, handbook);
    let frame = Frame::new(handbook, theme);
    let mut jobs = render::jobs_but_search(&frame);
    doubt(&jobs, &frame, report);
    jobs.retain(|job| !job.work.is_paper());
    let store = Store { found, pages, bodies: &Bodies::default(), is_in_order: false };
    let faults = AtomicUsize::new(0);
    let outcomes = each(threads, &jobs, |_, job| -> Result<Option<Box<Diagnostic>>, SiteError> {
        if faults.load(Ordering::Relaxed) >= ENOUGH {
            return Ok(None);
        }
        let supply = store.supply(job, handbook)?;
        let fault = render::render(job, &supply, &frame).err();
        faults.fetch_add(usize::from(fault.is_some()), Ordering::Relaxed);
        Ok(fault)
    });
    for outcome in outcomes {
        report.extend(outcome?.map(|diagnostic| *diagnostic));
    }
    Ok(())
}
