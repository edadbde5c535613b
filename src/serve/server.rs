//! HTTP: connections within bounds, a handful of addresses, events. Who adds routes adds them in [`route`].

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http_body_util::Either;
use http_body_util::channel::{Channel, Sender};
use hyper::body::{Bytes, Incoming};
use hyper::header::{self, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::AsyncReadExt as _;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::{sleep, timeout};
use xxhash_rust::xxh3::xxh3_64;

use crate::source::{self, Entry};

use super::answer::{self, Answer, bytes, careful, delivered, empty, refusal, set};
use super::edit::{self, Editor};
use super::guard::Guard;
use super::mime;
use super::outlook::{self, Outlook, Page, Recent};

/// Connections at a time, in all and of one other machine.
const CONNECTIONS: usize = 512;
const OF_ONE: usize = 64;
/// Open pages that are told of changes.
const LISTENERS: usize = 128;
/// Threads for rendering, and how many of them may set papers.
const HELPERS: usize = 8;
const PAPERS: usize = 2;
/// How long a request may take to come in, also on a connection that waits for its next one.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long a connection may last: a reader who takes nothing does not hold it for ever.
const LIFETIME: Duration = Duration::from_mins(10);
/// Bytes of a request's head, and lines in it.
const HEAD: usize = 16 * 1024;
const LINES: usize = 64;
/// Bytes of a file that are read at a time.
const PIECE: usize = 64 * 1024;

static SCRIPT: &str = include_str!("client/live.js");
static STYLE: &str = include_str!("client/live.css");

/// What files of authors may do when opened by themselves: nothing.
const OF_FILES: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

/// What all requests share.
struct Desk {
    guard: Guard,
    outlook: watch::Receiver<Arc<Outlook>>,
    editor: Option<Arc<Editor>>,
    recent: Recent,
    papers: Arc<Semaphore>,
    listeners: Arc<Semaphore>,
    /// Connections by machine.
    peers: Mutex<BTreeMap<IpAddr, usize>>,
}

/// Serves until Ctrl-C.
pub(super) fn run(
    socket: TcpListener,
    guard: Guard,
    outlook: watch::Receiver<Arc<Outlook>>,
    editor: Option<Editor>,
) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .max_blocking_threads(HELPERS)
        .thread_name("sotay-render")
        .build()?;
    let desk = Arc::new(Desk {
        guard,
        outlook,
        editor: editor.map(Arc::new),
        recent: Recent::default(),
        papers: Arc::new(Semaphore::new(PAPERS)),
        listeners: Arc::new(Semaphore::new(LISTENERS)),
        peers: Mutex::default(),
    });
    let ended = runtime.block_on(async {
        socket.set_nonblocking(true)?;
        tokio::spawn(accept(tokio::net::TcpListener::from_std(socket)?, desk));
        stopped().await
    });
    // A paper that is being set is not waited for.
    runtime.shutdown_background();
    ended
}

/// Waits for Ctrl-C, or the wish of the system that we end.
async fn stopped() -> io::Result<()> {
    let over = Arc::new(Notify::new());
    #[cfg(unix)]
    {
        let mut wish = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        let over = Arc::clone(&over);
        tokio::spawn(async move {
            wish.recv().await;
            over.notify_one();
        });
    }
    let key = Arc::clone(&over);
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            key.notify_one();
        }
    });
    over.notified().await;
    Ok(())
}

/// Takes connections, each on a task of its own: one that is slow makes nobody wait.
async fn accept(socket: tokio::net::TcpListener, desk: Arc<Desk>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let Ok((stream, peer)) = socket.accept().await else {
            // No more files may be open, or the like: others will end.
            sleep(Duration::from_millis(50)).await;
            continue;
        };
        let Some(entered) = Entered::new(&desk, peer.ip()) else { continue };
        let _ = stream.set_nodelay(true);
        tokio::spawn(async move {
            let answer = |request| {
                let desk = Arc::clone(&entered.desk);
                async move { Ok::<_, Infallible>(route(&desk, request).await) }
            };
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(PATIENCE)
                .max_buf_size(HEAD)
                .max_headers(LINES)
                .serve_connection(TokioIo::new(stream), service_fn(answer));
            let _ = timeout(LIFETIME, connection).await;
            drop(place);
        });
    }
}

/// A machine's connection, counted while it lasts.
struct Entered {
    desk: Arc<Desk>,
    peer: IpAddr,
}

impl Entered {
    fn new(desk: &Arc<Desk>, peer: IpAddr) -> Option<Self> {
        let mut peers = desk.peers.lock().unwrap_or_else(PoisonError::into_inner);
        let count = peers.entry(peer).or_default();
        if *count >= OF_ONE && !peer.is_loopback() {
            return None;
        }
        *count += 1;
        Some(Self { desk: Arc::clone(desk), peer })
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        let mut peers = self.desk.peers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = peers.get_mut(&self.peer) {
            *count -= 1;
            if *count == 0 {
                peers.remove(&self.peer);
            }
        }
    }
}

/// Answers a request. Its body, if it has one, is read by the editor only.
async fn route(desk: &Arc<Desk>, request: Request<Incoming>) -> Answer {
    let lang = desk.outlook.borrow().lang;
    if !desk.guard.admits(&request) {
        let text = ("Chỉ trả lời chính máy này", "Only this machine is answered");
        return refusal(StatusCode::FORBIDDEN, lang, text);
    }
    if let Some(editor) = &desk.editor
        && edit::is_address(request.uri().path())
    {
        return edit::answer(editor, request).await;
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut answer = refusal(StatusCode::METHOD_NOT_ALLOWED, lang, ("Chỉ để đọc", "For reading only"));
        answer.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return answer;
    }
    let etag = request.headers().get(header::IF_NONE_MATCH);
    match request.uri().path() {
        "/_sotay/live.js" => bytes(200, mime::of("live.js"), SCRIPT.into(), xxh3_64(SCRIPT.as_bytes()), etag),
        "/_sotay/live.css" => bytes(200, mime::of("live.css"), STYLE.into(), xxh3_64(STYLE.as_bytes()), etag),
        "/_sotay/events" => events(desk, request.uri().query().unwrap_or_default()),
        path => page(desk, path, etag).await,
    }
}

/// Answers with what is at a path of the site.
async fn page(desk: &Arc<Desk>, path: &str, etag: Option<&HeaderValue>) -> Answer {
    let outlook = Arc::clone(&desk.outlook.borrow());
    let lang = outlook.lang;
    let missing = || refusal(StatusCode::NOT_FOUND, lang, ("Không có trang này", "There is no such page"));
    let Some(address) = outlook::address(path) else { return missing() };
    let permit = paper_permit(desk, &outlook, &address).await;
    let (made, root) = (Arc::clone(desk), outlook.root.clone());
    let page = tokio::task::spawn_blocking(move || {
        let page = outlook.page(&address, &made.recent);
        drop(permit);
        let opened = match &page {
            Page::File(entry) => Some(source::open(&root, entry)),
            Page::Bytes { .. } | Page::Folder(_) => None,
        };
        (page, opened)
    });
    match page.await {
        Ok((Page::Bytes { status, mime, bytes: content, hash: _ }, _)) => {
            let hash = xxh3_64(&content);
            bytes(status, mime, content, hash, etag)
        }
        Ok((Page::File(entry), Some(Ok((file, stamp))))) => {
            let hash = xxh3_64(format!("{stamp:?}").as_bytes());
            stream(&entry, file, stamp.size, hash, etag)
        }
        Ok((Page::Folder(address), _)) => {
            let mut answer = empty(StatusCode::PERMANENT_REDIRECT);
            set(&mut answer, header::LOCATION, &address);
            set(&mut answer, header::CACHE_CONTROL, "no-store");
            careful(&mut answer);
            answer
        }
        Ok((Page::File(_), _)) => missing(),
        Err(_) => refusal(StatusCode::INTERNAL_SERVER_ERROR, lang, ("sotay bị lỗi", "sotay failed")),
    }
}

/// Waits until a paper may be set; a page need not wait.
async fn paper_permit(desk: &Desk, outlook: &Outlook, address: &str) -> Option<OwnedSemaphorePermit> {
    if outlook.is_paper(address) { Arc::clone(&desk.papers).acquire_owned().await.ok() } else { None }
}

/// Answers with events: what the page that is open should know, now and after each change.
fn events(desk: &Arc<Desk>, query: &str) -> Answer {
    let lang = desk.outlook.borrow().lang;
    let path = query.split('&').find_map(|pair| pair.strip_prefix("page="));
    let path = path.and_then(|path| percent_encoding::percent_decode_str(path).decode_utf8().ok());
    let Some(address) = path.and_then(|path| outlook::address(&path)) else {
        return refusal(StatusCode::BAD_REQUEST, lang, ("Thiếu `page`", "`page` is missing"));
    };
    let Ok(place) = Arc::clone(&desk.listeners).try_acquire_owned() else {
        let text = ("Quá nhiều trang đang mở", "Too many pages are open");
        return refusal(StatusCode::SERVICE_UNAVAILABLE, lang, text);
    };
    let (sender, answer) = answer::events();
    let desk = Arc::clone(desk);
    tokio::spawn(async move {
        tell(&desk, address, sender).await;
        drop(place);
    });
    answer
}

/// Tells a listener until it goes away.
async fn tell(desk: &Arc<Desk>, address: String, mut sender: Sender<Bytes>) {
    let mut outlook = desk.outlook.clone();
    let mut said = String::new();
    loop {
        let now = Arc::clone(&outlook.borrow_and_update());
        let (made, wanted) = (Arc::clone(desk), address.clone());
        let Ok(state) = tokio::task::spawn_blocking(move || now.state(&wanted, &made.recent)).await else { return };
        if state != said {
            let event = format!("event: state\ndata: {state}\n\n");
            said = state;
            if !delivered(&mut sender, event).await {
                return;
            }
        }
        if !answer::next(&mut outlook, &mut sender).await {
            return;
        }
    }
}

/// Answers with a file, a piece at a time.
fn stream(entry: &Entry, file: std::fs::File, size: u64, hash: u64, wanted: Option<&HeaderValue>) -> Answer {
    let mime = mime::of(&entry.path);
    let mut answer = bytes(200, mime, Bytes::new(), hash, wanted);
    // The browser's own reader of PDF does not work in a sandbox, and needs none.
    if mime != mime::of(".pdf") {
        set(&mut answer, header::CONTENT_SECURITY_POLICY, OF_FILES);
    }
    if answer.status() == StatusCode::NOT_MODIFIED {
        return answer;
    }
    set(&mut answer, header::CONTENT_LENGTH, &size.to_string());
    let (mut sender, body) = Channel::new(2);
    tokio::spawn(async move {
        let mut file = tokio::fs::File::from_std(file).take(size);
        loop {
            let mut piece = Vec::with_capacity(PIECE);
            match (&mut file).take(PIECE as u64).read_to_end(&mut piece).await {
                Ok(0) => return,
                Ok(_) if sender.send_data(piece.into()).await.is_ok() => {}
                Ok(_) | Err(_) => return,
            }
        }
    });
    answer.map(|_| Either::Right(body))
}
