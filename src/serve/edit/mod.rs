//! The editor's server: who is let in, its addresses, and JSON in and out. What is asked for is done by the rooms below
//! (`edit`, `authoring`, `site`); here it is only put into words.

mod board;
mod check;
mod client;
mod files;
mod page;
mod papers;
mod pass;
mod refused;
mod relocate;
mod request;
mod save;
mod words;

use std::collections::VecDeque;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use hyper::body::{Bytes, Incoming};
use hyper::{Method, Request, StatusCode, header};
use serde_json::Value;
use tokio::sync::{Semaphore, watch};
use xxhash_rust::xxh3::xxh3_64;

use crate::authoring::{PICTURE_LIMIT, Store};
use crate::diagnostic::Lang;
use crate::site::Edition;

use super::answer::{Answer, careful, delivered, empty, events, next, set};
use super::outlook::Outlook;

use pass::Pass;
use refused::Refused;
use request::Query;

/// Where the editor stands.
pub(super) const ADDRESS: &str = "/_sotay/edit/";

/// Bytes of a request in JSON: a page at its largest, and its front matter.
const LARGEST: usize = 4 * 1024 * 1024;
/// Things done at a time; the rest waits.
const AT_WORK: usize = 4;
/// Editors that are told of changes.
const LISTENERS: usize = 32;
/// Previews kept, and texts that authors started from.
const PREVIEWS: usize = 16;
const BASES: usize = 64;

/// What the editor's requests share.
pub(super) struct Editor {
    pass: Pass,
    store: Store,
    outlook: watch::Receiver<Arc<Outlook>>,
    work: Semaphore,
    listeners: Arc<Semaphore>,
    previews: Mutex<VecDeque<(u64, Bytes)>>,
    /// Texts by hash, so that a file that changed underneath can be merged.
    bases: Mutex<VecDeque<(String, Arc<str>)>>,
}

/// What an address does.
#[derive(Clone, Copy)]
enum Route {
    Get(fn(&Editor, &Query) -> Result<Value, Refused>),
    Post(fn(&Editor, &Value) -> Result<Value, Refused>),
    Bytes(fn(&Editor, &Query, &[u8]) -> Result<Value, Refused>),
}

/// Every address below `api/`; one that reads and writes stands twice.
static ROUTES: &[(&str, Route)] = &[
    ("board", Route::Get(board::board)),
    ("kinds", Route::Get(words::kinds)),
    ("words", Route::Get(words::words)),
    ("page", Route::Get(page::page)),
    ("papers", Route::Get(papers::papers)),
    ("history", Route::Get(save::history)),
    ("trash", Route::Get(files::trash)),
    ("check", Route::Post(check::check)),
    ("preview", Route::Post(check::preview)),
    ("save", Route::Post(save::save)),
    ("autosave", Route::Post(save::autosave)),
    ("forget", Route::Post(save::forget)),
    ("new", Route::Post(files::new)),
    ("move", Route::Post(relocate::relocate)),
    ("delete", Route::Post(files::delete)),
    ("restore", Route::Post(files::restore)),
    ("upload", Route::Bytes(files::upload)),
];

impl Editor {
    pub(super) fn new(root: &Path, port: u16, outlook: watch::Receiver<Arc<Outlook>>) -> io::Result<Self> {
        let store = Store::new(root);
        // A section that was on its way when the program was killed; what fails now is tried at the next start.
        let _ = store.finish_move();
        Ok(Self {
            pass: Pass::new(port)?,
            store,
            outlook,
            work: Semaphore::new(AT_WORK),
            listeners: Arc::new(Semaphore::new(LISTENERS)),
            previews: Mutex::default(),
            bases: Mutex::default(),
        })
    }

    /// Returns the path and query that let an author in.
    pub(super) fn entrance(&self) -> String {
        self.pass.entrance()
    }

    fn outlook(&self) -> Arc<Outlook> {
        Arc::clone(&self.outlook.borrow())
    }

    fn lang(&self) -> Lang {
        self.outlook.borrow().lang
    }

    /// The handbook as it can be shown now.
    fn edition(&self) -> Result<Arc<Edition>, Refused> {
        let edition = self.outlook.borrow().edition().cloned();
        edition.ok_or_else(|| {
            let text =
                ("Sổ tay chưa đọc được; xem lại sotay.yaml", "The handbook cannot be read yet; look at sotay.yaml");
            Refused::new(StatusCode::SERVICE_UNAVAILABLE, text)
        })
    }

    /// Keeps a text that an author starts from.
    fn remember(&self, hash: &str, text: &str) {
        let mut bases = self.bases.lock().unwrap_or_else(PoisonError::into_inner);
        bases.retain(|(kept, _)| kept != hash);
        bases.push_front((hash.to_owned(), text.into()));
        bases.truncate(BASES);
    }

    fn remembered(&self, hash: &str) -> Option<Arc<str>> {
        let bases = self.bases.lock().unwrap_or_else(PoisonError::into_inner);
        bases.iter().find(|(kept, _)| kept == hash).map(|(_, text)| Arc::clone(text))
    }
}

/// Tells whether a path is the editor's.
pub(super) fn is_address(path: &str) -> bool {
    path == ADDRESS.trim_end_matches('/') || path.starts_with(ADDRESS)
}

/// Answers a request for an address of the editor.
pub(super) async fn answer(editor: &Arc<Editor>, request: Request<Incoming>) -> Answer {
    let lang = editor.lang();
    let uri = request.uri().clone();
    let query = Query::of(uri.query().unwrap_or_default());
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let Some(below) = uri.path().strip_prefix(ADDRESS) else { return to(ADDRESS) };
    if below.is_empty() && reads && query.get("token").is_some_and(|token| editor.pass.opens(token)) {
        let mut answer = to(ADDRESS);
        set(&mut answer, header::SET_COOKIE, &editor.pass.cookie());
        return answer;
    }
    if !editor.pass.admits(&request) {
        return if below.starts_with("api/") { Refused::locked().answer(lang) } else { client::locked(lang) };
    }
    let etag = request.headers().get(header::IF_NONE_MATCH);
    match (below.strip_prefix("api/"), reads) {
        (Some("events"), true) => follow(editor),
        (Some(name), _) => match api(editor, name, &query, request).await {
            Ok(value) => refused::json(StatusCode::OK, &value),
            Err(refused) => refused.answer(lang),
        },
        (None, true) if below.starts_with("preview/") => client::preview(editor, below),
        (None, true) => client::file(below, lang, etag),
        (None, false) => Refused::method("GET, HEAD").answer(lang),
    }
}

async fn api(editor: &Arc<Editor>, name: &str, query: &Query, request: Request<Incoming>) -> Result<Value, Refused> {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let Some((_, route)) = ROUTES.iter().find(|(of, _)| *of == name) else { return Err(Refused::missing(name)) };
    let (route, query) = (*route, query.clone());
    let body = match route {
        Route::Get(_) if reads => Bytes::new(),
        Route::Get(_) => return Err(Refused::method("GET, HEAD")),
        _ if *request.method() != Method::POST => return Err(Refused::method("POST")),
        Route::Post(_) => request::body(request, "application/json", LARGEST).await?,
        Route::Bytes(_) => request::body(request, "application/octet-stream", PICTURE_LIMIT).await?,
    };
    let _turn = editor.work.acquire().await.map_err(|_| Refused::failed())?;
    let editor = Arc::clone(editor);
    let work = move || match route {
        Route::Get(work) => work(&editor, &query),
        Route::Post(work) => work(&editor, &request::json(&body)?),
        Route::Bytes(work) => work(&editor, &query, &body),
    };
    tokio::task::spawn_blocking(work).await.map_err(|_| Refused::failed())?
}

fn to(address: &str) -> Answer {
    let mut answer = empty(StatusCode::SEE_OTHER);
    set(&mut answer, header::LOCATION, address);
    set(&mut answer, header::CACHE_CONTROL, "no-store");
    careful(&mut answer);
    answer
}

/// Tells an editor of each new edition until it goes away.
fn follow(editor: &Arc<Editor>) -> Answer {
    let Ok(place) = Arc::clone(&editor.listeners).try_acquire_owned() else {
        let text = ("Quá nhiều trang soạn thảo đang mở", "Too many editors are open");
        return Refused::new(StatusCode::SERVICE_UNAVAILABLE, text).answer(editor.lang());
    };
    let (mut sender, answer) = events();
    let mut outlook = editor.outlook.clone();
    tokio::spawn(async move {
        let _place = place;
        loop {
            let name = {
                let now = outlook.borrow_and_update();
                let faults = xxh3_64(format!("{:?}{:?}", now.trouble, now.diagnostics).as_bytes());
                format!("{}-{faults:x}", now.edition().map_or(0, |edition| edition.number()))
            };
            if !delivered(&mut sender, format!("event: edition\ndata: {name}\n\n")).await {
                return;
            }
            if !next(&mut outlook, &mut sender).await {
                return;
            }
        }
    });
    answer
}
