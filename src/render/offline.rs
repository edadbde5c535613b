//! The site as an app that reads without a network: manifest, service worker, and the list of files to keep.
//!
//! All three follow from the handbook and the theme alone, so the same input gives the same bytes. The worker's text
//! changes when anything that readers see may have changed: that is how a browser learns of a new version. A copy on
//! disk (`file://`) needs none of this.

use serde::{Deserialize, Serialize};
use tera::Context;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::link::{Address, View};

use super::{Content, Frame, Job, Output, Work};

/// A file that makes the site an app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum File {
    /// Name, colours and icons.
    Manifest,
    /// The service worker.
    Worker,
    /// The list of what a whole copy holds.
    List,
}

impl File {
    const ALL: [Self; 3] = [Self::Manifest, Self::Worker, Self::List];

    fn address(self) -> &'static str {
        match self {
            Self::Manifest => "app.webmanifest",
            // A worker rules the folder it lies in.
            Self::Worker => "sw.js",
            Self::List => "offline.json",
        }
    }
}

pub(super) static OUTPUT: Output = Output {
    name: "offline",
    jobs: |_| {
        let job = |file: File| Job { address: Address::fixed(file.address()), body: None, work: Work::Offline(file) };
        File::ALL.map(job).into()
    },
    make: |job, _, frame, view| {
        let Work::Offline(file) = &job.work else { return None };
        Some(match file {
            File::List => Ok(Content::Bytes(list(frame, view))),
            File::Manifest | File::Worker => template(*file, frame, view),
        })
    },
};

/// A theme's template whose values are JSON already: it is a script or a manifest, not markup.
fn template(file: File, frame: &Frame<'_>, view: &View<'_>) -> super::Rendered {
    let mut context = Context::new();
    context.insert("name", &json(&frame.handbook().settings().title));
    context.insert("description", &json(&frame.handbook().settings().description));
    if file == File::Worker {
        context.insert("version", &json(&version(frame, view)));
        context.insert("not_kept", &json(frame.words().get("not_kept")));
        context.insert("not_kept_text", &json(frame.words().get("not_kept_text")));
        context.insert("back_home", &json(frame.words().get("back_home")));
    }
    let mut out = Vec::new();
    frame.theme().render(file.address(), &context, &mut out).map(|()| Content::Bytes(out))
}

#[derive(Serialize)]
struct List<'a> {
    version: String,
    files: &'a [Box<str>],
}

fn list(frame: &Frame<'_>, view: &View<'_>) -> Vec<u8> {
    // Meetings that are near have packs.
    view.today();
    serde_json::to_vec(&List { version: version(frame, view), files: frame.files() }).unwrap_or_default()
}

/// Returns the addresses of the files that readers open, in order.
pub(super) fn files<'j>(jobs: impl Iterator<Item = &'j Job>, frame: &Frame<'_>) -> Vec<Box<str>> {
    let read = jobs.filter(|job| is_read(&job.work) && frame.is_made(&job.address));
    let mut files: Vec<Box<str>> = read.map(|job| job.address.as_str().into()).collect();
    files.sort_unstable();
    files
}

/// Tells whether readers open an artifact; the others are for servers and crawlers.
fn is_read(work: &Work) -> bool {
    match work {
        Work::Page(_)
        | Work::Section(_)
        | Work::Taxonomy(_)
        | Work::Term(..)
        | Work::Redirect(_)
        | Work::Calendar(..)
        | Work::Paper(..)
        | Work::Book(_)
        | Work::SearchPage
        | Work::Search(_)
        | Work::Static(_)
        | Work::Asset(_) => true,
        // A pack holds papers that stand in the list already.
        Work::Pack(_) | Work::NotFound | Work::Sitemap | Work::Feed | Work::Robots | Work::Offline(_) => false,
    }
}

/// A name for what the whole site says.
fn version(frame: &Frame<'_>, view: &View<'_>) -> String {
    let settings = frame.handbook().settings();
    let mut seed = view.whole() ^ frame.theme().hash();
    for text in [&settings.text, settings.base_url.as_deref().unwrap_or_default(), env!("CARGO_PKG_VERSION")] {
        seed = xxh3_64_with_seed(text.as_bytes(), seed);
    }
    format!("{seed:016x}")
}

fn json(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
