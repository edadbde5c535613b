//! Which artifacts are stale, and making them: the renderer's work on all threads.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::diagnostic::{Diagnostic, Place, Report, Severity, Value};
use crate::link::{Handbook, Names, Touched};
use crate::output::Site;
use crate::render::search::{self, Cells};
use crate::render::{self, Content, Frame, Job, Work};
use crate::source::Stamp;
use crate::text::named::Texts;
use crate::theme::Theme;

use super::each::each;
use super::memory::{Made, Notes};
use super::progress::Count;
use super::store::Store;
use super::{Options, Phase, SiteError, codes};

/// After so many faults of templates the rest is not tried: they would say the same.
pub(super) const ENOUGH: usize = 40;
/// Papers named where one reason keeps several from being made.
const NAMED: usize = 3;

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
#[derive(Debug)]
pub(super) struct Old<'a> {
    /// What every page shows was the same then.
    pub(super) same_frame: bool,
    /// Papers that could not be made, which pages do not offer.
    pub(super) unmade: &'a [Box<str>],
    /// What it made.
    pub(super) made: &'a [Made],
    /// The addresses of that.
    pub(super) addresses: Texts<'a>,
    /// Whether each of them stands as it was left: a file that somebody changed or removed by hand is made again.
    pub(super) stand: Vec<bool>,
    /// The facts that each of them rests on.
    pub(super) notes: &'a [Notes],
    /// What is to be made, where nothing changed but texts of pages.
    pub(super) again: Option<Again>,
}

/// What is to be made where nothing changed but texts of pages.
#[derive(Debug)]
pub(super) struct Again {
    /// The jobs of the last build, but for those of the search index.
    pub(super) jobs: Vec<Job>,
    /// The facts that may be others now.
    pub(super) touched: Touched,
}

/// Reports what is wrong with the jobs of a handbook: two for one address, settings of outputs.
pub(super) fn doubt(jobs: &[Job], frame: &Frame<'_>, report: &mut Report) {
    report.extend(render::faults(frame.handbook(), frame.theme()));
    taken(jobs.iter(), frame, report);
}

/// Reports jobs for one address.
fn taken<'j>(jobs: impl Iterator<Item = &'j Job>, frame: &Frame<'_>, report: &mut Report) {
    let (handbook, theme) = (frame.handbook(), frame.theme());
    let jobs: Vec<&Job> = jobs.collect();
    let taken = Texts::new(jobs.iter().map(|job| job.address.as_str()).collect());
    for (first, at) in taken.repeated() {
        let Some((other, job)) = jobs.get(first).zip(jobs.get(at)) else { continue };
        let (this, that) = (source_of(job, handbook, theme), source_of(other, handbook, theme));
        report.add(
            Diagnostic::new(&codes::TAKEN, Place::file(&this))
                .with("other", that.as_ref())
                .with("address", job.address.as_str()),
        );
    }
}

/// The file that an artifact comes from, or the nearest one to name.
pub(super) fn source_of(job: &Job, handbook: &Handbook, theme: &Theme) -> Arc<str> {
    match &job.work {
        Work::Page(id) | Work::Redirect(id) | Work::Paper(id, ..) | Work::Pack(id) | Work::Calendar(id, _) => {
            Arc::clone(handbook.path(*id))
        }
        // Pages against pages are `link`'s business; here the other side counts.
        Work::Section(id) => Arc::from(format!("content/{}", handbook.section(*id).folder)),
        Work::Asset(path) => Arc::from(path.as_ref()),
        Work::Static(number) => {
            theme.files().get(*number).map_or_else(|| Arc::from("themes"), |file| Arc::clone(&file.shown))
        }
        Work::Taxonomy(_)
        | Work::Term(..)
        | Work::NotFound
        | Work::Sitemap
        | Work::Feed
        | Work::Offline(_)
        | Work::Book(_)
        | Work::SearchPage
        | Work::Search(_)
        | Work::Robots => Arc::from("sotay.yaml"),
    }
}

/// The words of all pages, and the same encoded.
#[derive(Debug)]
pub(super) struct Counted {
    pub(super) cells: Cells,
    pub(super) kept: Vec<u8>,
}

/// What was made.
#[derive(Debug)]
pub(super) struct Rendered {
    pub(super) outcomes: Vec<Outcome>,
    /// What was to be made, but for the files of the search index.
    pub(super) jobs: Vec<Job>,
    /// The counted words, to be kept.
    pub(super) words: Vec<u8>,
    /// Addresses of papers that could not be made, in the order of jobs.
    pub(super) unmade: Vec<Box<str>>,
    /// Why they could not, and what papers lack: the site is sound without.
    pub(super) faults: Vec<Diagnostic>,
}

/// Makes every artifact that is stale and stages it; `None` after a fault of a page, which is reported. Papers come first,
/// so that a page offers only those that there are. The words are still being counted while the first pages are made: only the
/// search index needs them. The theme was prepared for the handbook.
#[expect(clippy::too_many_arguments, reason = "one call; a struct would only rename the list")]
pub(super) fn all(
    store: Store<'_>,
    handbook: &Handbook,
    counted: impl FnOnce() -> Counted,
    theme: &Theme,
    options: &Options,
    site: &Site<'_>,
    mut old: Old<'_>,
    report: &mut Report,
) -> Result<Option<Rendered>, SiteError> {
    let frame = Frame::new(handbook, theme);
    let (mut others, is_stale) = match old.again.take() {
        Some(Again { jobs, touched }) => (jobs, Stale::Touched(touched)),
        None => (planned(store, &frame, report), Stale::Others(Box::new(handbook.names()))),
    };
    if report.has_errors() {
        return Ok(None);
    }
    let papers: Vec<Job> = others.extract_if(.., |job| job.work.is_paper()).collect();
    let wave = Wave { store, handbook, site, old: &old, is_stale: &is_stale, options };
    let mut outcomes = Vec::with_capacity(papers.len() + others.len());
    let mut failed = Vec::new();
    let mut papers = wave.tasks(papers, old.same_frame);
    let count = options.progress.begin(Phase::Papers, stale(&papers));
    let tried = wave.run(&mut papers, &frame, &count, usize::MAX);
    for (task, outcome) in papers.iter().zip(tried) {
        match outcome? {
            Some(Ok(outcome)) => outcomes.push(outcome),
            Some(Err(diagnostic)) => failed.push((&task.job, *diagnostic)),
            None => {}
        }
    }
    let unmade: Vec<Box<str>> = failed.iter().map(|(job, _)| job.address.as_str().into()).collect();
    let mut faults = told(failed, handbook, theme);
    let frame = frame.without(&unmade);
    let same = old.same_frame && unmade == old.unmade;
    let of_pages = others.partition_point(|job| order(job, handbook) < usize::MAX);
    let mut others = wave.tasks(others, same);
    let count = options.progress.begin(Phase::Pages, stale(&others));
    // About as many as are made while the counting goes on: their bodies stay until their texts are written.
    let mut later = others.split_off(of_pages / 4);
    let mut made = wave.run(&mut others, &frame, &count, ENOUGH);
    let Counted { cells, kept: words } = counted();
    let frame = frame.counted(cells);
    let index = search::jobs(&frame);
    let planned = || papers.iter().chain(&others).chain(&later).map(|task| &task.job);
    let frame = frame.listing(planned().chain(&index));
    let beside = others.iter().chain(&later).map(|task| &task.job);
    taken(beside.filter(|job| search::holds(job.address.as_str())).chain(&index), &frame, report);
    if report.has_errors() {
        return Ok(None);
    }
    let index = wave.tasks(index, same);
    count.expect(stale(&index));
    later.extend(index);
    later.sort_by_cached_key(|task| order(&task.job, handbook));
    let unsound = made.iter().filter(|tried| matches!(tried, Ok(Some(Err(_))))).count();
    let wave = Wave { store: Store { is_in_order: true, ..store }, ..wave };
    made.extend(wave.run(&mut later, &frame, &count, ENOUGH.saturating_sub(unsound)));
    // As with the pages in `build`: the program ends with it.
    std::mem::forget(frame);
    let made_of = papers.into_iter().chain(others).chain(later).map(|task| task.job);
    let jobs = made_of.filter(|job| !matches!(job.work, Work::Search(_))).collect();
    for outcome in made {
        match outcome? {
            Some(Ok(outcome)) => outcomes.push(outcome),
            Some(Err(diagnostic)) => report.add(*diagnostic),
            None => {}
        }
    }
    for outcome in &mut outcomes {
        // A picture that cannot be printed is a fault; the paper is there without it.
        let (grave, slight): (Vec<_>, Vec<_>) =
            outcome.doubts.drain(..).partition(|doubt| doubt.code.severity == Severity::Error);
        faults.extend(grave);
        report.extend(slight);
    }
    Ok((!report.has_errors()).then_some(Rendered { outcomes, jobs, words, unmade, faults }))
}

/// Plans what is to be made, papers first, but for the search index; what is wrong is reported.
fn planned(store: Store<'_>, frame: &Frame<'_>, report: &mut Report) -> Vec<Job> {
    let handbook = frame.handbook();
    let mut jobs = render::jobs_but_search(frame);
    doubt(&jobs, frame, report);
    jobs.sort_by_cached_key(|job| order(job, handbook));
    let shown = jobs.iter().flat_map(|job| render::needs(job, handbook).bodies);
    // The text of each page stands in one file of the index, too.
    store.expect(shown.chain(handbook.ids()), handbook);
    jobs
}

/// In which order jobs are made. What shows a body follows what showed it first, so that it need not wait long. The first
/// file of the search index finds the words for all of them, which would keep the others waiting if it came with them.
fn order(job: &Job, handbook: &Handbook) -> usize {
    if job.work == Work::Search(search::File::Shard(0)) {
        return handbook.ids().len() / 8 * 7;
    }
    if job.work.is_paper() {
        return 0;
    }
    render::needs(job, handbook).bodies.last().map_or(usize::MAX, |id| id.number())
}

/// Tells each reason once, with the papers that it keeps from being made.
fn told(failed: Vec<(&Job, Diagnostic)>, handbook: &Handbook, theme: &Theme) -> Vec<Diagnostic> {
    let mut out: Vec<(Diagnostic, Vec<&Job>)> = Vec::new();
    for (job, diagnostic) in failed {
        match out.iter_mut().find(|(told, _)| *told == diagnostic) {
            Some((_, jobs)) => jobs.push(job),
            None => out.push((diagnostic, vec![job])),
        }
    }
    out.into_iter()
        .map(|(mut diagnostic, jobs)| {
            let more = jobs.len().saturating_sub(NAMED);
            for (at, job) in jobs.iter().take(NAMED).enumerate() {
                let address = &job.address;
                let (mut vi, mut en) = (format!("thiếu `{address}`"), format!("`{address}` is missing"));
                if at + 1 == NAMED && more > 0 {
                    vi.push_str(&format!(" và {more} giấy tờ khác"));
                    en.push_str(&format!(" and {more} other papers"));
                }
                diagnostic = diagnostic.see(Place::file(&source_of(job, handbook, theme)), Value::both(vi, en));
            }
            diagnostic
        })
        .collect()
}

/// What became of a job; `None`: it was not tried.
type Tried = Result<Option<Result<Outcome, Box<Diagnostic>>>, SiteError>;

/// A job, and what the last build made of it if that stays.
struct Task {
    job: Job,
    kept: Option<Outcome>,
}

/// Counts the tasks for which there is something to do.
fn stale(tasks: &[Task]) -> usize {
    tasks.iter().filter(|task| task.kept.is_none()).count()
}

/// One pass over jobs that do not need each other.
struct Wave<'a> {
    store: Store<'a>,
    handbook: &'a Handbook,
    site: &'a Site<'a>,
    old: &'a Old<'a>,
    is_stale: &'a Stale,
    options: &'a Options,
}

impl Wave<'_> {
    /// Finds what stays of the last build; nothing where not all pages show the `same` around their content.
    fn tasks(&self, jobs: Vec<Job>, same: bool) -> Vec<Task> {
        let kept = each(self.options.jobs, &jobs, |_, job| if same { self.kept(job) } else { None });
        jobs.into_iter().zip(kept).map(|(job, kept)| Task { job, kept }).collect()
    }

    /// Makes what is stale, in the order of tasks; after `enough` faults nothing more is tried.
    fn run(&self, tasks: &mut [Task], frame: &Frame<'_>, count: &Count<'_>, enough: usize) -> Vec<Tried> {
        let stale: Vec<&Job> = tasks.iter().filter(|task| task.kept.is_none()).map(|task| &task.job).collect();
        render::expect(&stale, frame);
        let faults = AtomicUsize::new(0);
        let made = each(self.options.jobs, &stale, |_, job| {
            let outcome = if faults.load(Ordering::Relaxed) < enough { self.one(job, frame) } else { Ok(None) };
            faults.fetch_add(usize::from(matches!(outcome, Ok(Some(Err(_))))), Ordering::Relaxed);
            count.step();
            outcome
        });
        let mut made = made.into_iter();
        let of =
            |kept: Option<Outcome>| kept.map_or_else(|| made.next().unwrap_or(Ok(None)), |kept| Ok(Some(Ok(kept))));
        tasks.iter_mut().map(|task| task.kept.take()).map(of).collect()
    }

    /// What the last build made of a job, if it stands as it was left.
    fn before(&self, address: &str) -> Option<(&Made, Option<&Notes>)> {
        let at = self.old.addresses.place(address).filter(|at| self.old.stand.get(*at) == Some(&true))?;
        Some((self.old.made.get(at)?, self.old.notes.get(at)))
    }

    /// Returns what stays as it is.
    fn kept(&self, job: &Job) -> Option<Outcome> {
        let (made, notes) = self.before(job.address.as_str())?;
        let notes = notes.filter(|notes| self.is_stale.is_fresh(notes, self.handbook))?;
        Some(Outcome { made: made.clone(), notes: notes.clone(), staged: false, doubts: Vec::new() })
    }

    /// Makes an artifact; `None` for a file that is gone.
    fn one(&self, job: &Job, frame: &Frame<'_>) -> Tried {
        let address = job.address.as_str();
        let before = self.before(address);
        let mut supply = self.store.supply(job, self.handbook)?;
        let earlier = render::earlier(job, frame).filter(|earlier| self.before(earlier.as_str()).is_some());
        supply.earlier = earlier.and_then(|earlier| self.site.bytes(earlier.as_str()));
        let artifact = match render::render(job, &supply, frame) {
            Ok(artifact) => artifact,
            Err(diagnostic) => return Ok(Some(Err(diagnostic))),
        };
        let (stamp, staged) = match &artifact.content {
            Content::Bytes(bytes) => stage(self.site, address, bytes, before.map(|(made, _)| made.stamp))?,
            Content::Copy(path) => {
                let assets = &self.store.found.tree.assets;
                let at = assets.binary_search_by(|entry| entry.path.as_ref().cmp(path)).ok();
                let Some(entry) = at.and_then(|at| assets.get(at)) else { return Ok(None) };
                (self.site.put_copy(address, &entry.disk)?, true)
            }
        };
        Ok(Some(Ok(Outcome {
            made: Made { address: address.into(), stamp },
            notes: artifact.notes,
            staged,
            doubts: artifact.doubts,
        })))
    }
}

/// How it is told whether an artifact is stale.
enum Stale {
    /// By the facts that it rests on: one may be another now.
    Others(Box<Names>),
    /// Only these facts may be others now.
    Touched(Touched),
}

impl Stale {
    fn is_fresh(&self, notes: &Notes, handbook: &Handbook) -> bool {
        match self {
            Self::Others(names) => notes.iter().all(|(fact, hash)| handbook.fact(*fact, names) == Some(*hash)),
            Self::Touched(touched) => !notes.iter().any(|(fact, _)| touched.has(*fact)),
        }
    }
}

/// Compares with the file as it stands before writing; `before` is its stamp, if that was asked for. Returns the stamp,
/// and whether the bytes were staged.
fn stage(site: &Site<'_>, address: &str, bytes: &[u8], before: Option<Stamp>) -> Result<(Stamp, bool), SiteError> {
    if !site.is_fresh()
        && site.bytes(address).as_deref() == Some(bytes)
        && let Some(stamp) = before.or_else(|| site.stamp(address))
    {
        return Ok((stamp, false));
    }
    Ok((site.put(address, bytes)?, true))
}
