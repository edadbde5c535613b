//! The preview: a handbook over HTTP that follows its files.
//!
//! Three parties. The *watcher* tells which files were touched. The *follower*, one thread, owns the handbook
//! ([`Live`]) and publishes an `Outlook` after each change. The *server*, one thread with a few helpers for rendering,
//! answers from the newest outlook and tells open pages over server-sent events that there is another.
//!
//! Nothing is printed here: what happens goes to the caller as [`News`]. Nothing is written but by the *editor*, which has
//! addresses of its own behind the same `guard`.
#![expect(clippy::disallowed_methods, reason = "a server speaks to the outside and measures time")]

mod answer;
mod edit;
mod guard;
mod mime;
mod outlook;
mod problems;
mod server;
mod watch;

use std::collections::BTreeSet;
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, UdpSocket};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crate::diagnostic::{Diagnostic, Lang};
use crate::site::{Live, Options, SiteError};
use crate::text::date::Date;

use edit::Editor;
use outlook::Outlook;
use watch::Watch;

/// Port that is tried first when none is asked for, and how many after it.
const PORT: u16 = 1930;
const PORTS: u16 = 20;

/// How often files are looked at when the system tells nothing.
const POLL: Duration = Duration::from_millis(500);

/// How the preview is asked to run.
#[derive(Debug, Clone, Copy)]
pub struct Manner {
    /// Port; 0 for any free one, `None` for the usual one or another that is free.
    pub port: Option<u16>,
    /// Other machines of the network may read along.
    pub lan: bool,
    /// Authors may edit in the browser.
    pub edit: bool,
    /// Files are looked at again and again, for folders whose changes the system does not tell.
    pub poll: bool,
    /// Language of messages.
    pub lang: Lang,
}

/// What happens while the preview runs.
#[derive(Debug)]
pub enum News<'a> {
    /// It is reachable.
    Open {
        /// Address on this machine.
        url: &'a str,
        /// Address for other machines.
        lan: Option<&'a str>,
        /// Path and query, below either address, that let an author in.
        edit: Option<&'a str>,
        /// What is wrong with the handbook.
        diagnostics: &'a [Diagnostic],
    },
    /// The system does not tell changes, so files are looked at again and again.
    Polling(&'a notify::Error),
    /// Files changed.
    Changed {
        /// Time from the first sign of it until the new pages could be had.
        took: Duration,
        /// What is wrong with the handbook.
        diagnostics: &'a [Diagnostic],
    },
    /// Files changed, and the handbook could not be read.
    Unreadable(&'a SiteError),
}

/// Who is told.
pub type Listener<'a> = &'a (dyn Fn(News<'_>) + Sync);

/// Why there is no preview.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The handbook could not be read.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// The port asked for is in use, or not allowed.
    #[error("cannot use port {port}: {source}")]
    Port {
        /// Which.
        port: u16,
        /// Why.
        source: io::Error,
    },
    /// The machinery did not start.
    #[error("cannot start the server: {0}")]
    Start(io::Error),
}

/// What the follower waits for.
enum Sign {
    /// These files were touched.
    Touched(BTreeSet<PathBuf>),
    /// It is over.
    Stop,
}

/// Runs the preview until Ctrl-C. `today` says for which day, `explain` words what keeps the handbook from being read.
pub fn serve(
    options: Options,
    manner: Manner,
    today: &(dyn Fn() -> Date + Sync),
    explain: fn(&SiteError, Lang) -> String,
    listener: Listener<'_>,
) -> Result<(), ServeError> {
    let root = std::fs::canonicalize(&options.root).unwrap_or_else(|_| options.root.clone());
    let options = Options { root: root.clone(), ..options };
    let (signs, touched) = mpsc::channel();
    // Watched before they are read, so that no change falls between.
    let mut watch = if manner.poll { None } else { watch(&root, &signs, listener) };
    let every = watch.is_none().then_some(POLL);
    let mut live = Live::new(options);
    let look = live.look(&BTreeSet::new())?;
    let socket = bind(manner)?;
    let port = socket.local_addr().map_err(ServeError::Start)?.port();
    let url = format!("http://127.0.0.1:{port}/");
    let lan = manner.lan.then(address_in_network).flatten().map(|address| format!("http://{address}:{port}/"));
    let first = Outlook::new(look.as_ref(), manner.lang, manner.edit, &root);
    let (publish, outlook) = tokio::sync::watch::channel(Arc::new(first));
    let diagnostics = look.map(|look| look.diagnostics).unwrap_or_default();
    let editor =
        manner.edit.then(|| Editor::new(&root, port, outlook.clone())).transpose().map_err(ServeError::Start)?;
    let entrance = editor.as_ref().map(Editor::entrance);
    listener(News::Open { url: &url, lan: lan.as_deref(), edit: entrance.as_deref(), diagnostics: &diagnostics });
    thread::scope(|scope| {
        let follow = scope.spawn(move || {
            while let Some((touched, since)) = next(&touched, every) {
                if let Some(watch) = &mut watch {
                    watch.mend(&touched);
                }
                live.on(today());
                match live.look(&touched) {
                    Ok(Some(look)) => {
                        let next = Outlook::new(Some(&look), manner.lang, manner.edit, &root);
                        publish.send_replace(Arc::new(next));
                        listener(News::Changed { took: since.elapsed(), diagnostics: &look.diagnostics });
                    }
                    Ok(None) => {}
                    Err(error) => {
                        let next = publish.borrow().unreadable(explain(&error, manner.lang));
                        publish.send_replace(Arc::new(next));
                        listener(News::Unreadable(&error));
                    }
                }
            }
        });
        let served = server::run(socket, guard::Guard::new(port, manner.lan), outlook, editor);
        let _ = signs.send(Sign::Stop);
        if let Err(panic) = follow.join() {
            std::panic::resume_unwind(panic);
        }
        served.map_err(ServeError::Start)
    })
}

/// Watches the files; where the system does not tell changes, they are looked at again and again, and that is said.
fn watch(root: &Path, signs: &mpsc::Sender<Sign>, listener: Listener<'_>) -> Option<Watch> {
    Watch::new(root, signs.clone()).map_err(|error| listener(News::Polling(&error))).ok()
}

/// Waits for the next files that were touched, and takes all that came in the meantime with them; none, when it is time
/// to look `every` so often. `None`: it is over.
fn next(signs: &mpsc::Receiver<Sign>, every: Option<Duration>) -> Option<(BTreeSet<PathBuf>, Instant)> {
    let sign = match every {
        Some(every) => match signs.recv_timeout(every) {
            Err(RecvTimeoutError::Timeout) => Ok(Sign::Touched(BTreeSet::new())),
            sign => sign.map_err(drop),
        },
        None => signs.recv().map_err(drop),
    };
    let Ok(Sign::Touched(mut touched)) = sign else { return None };
    let since = Instant::now();
    for sign in signs.try_iter() {
        match sign {
            Sign::Touched(more) => touched.extend(more),
            Sign::Stop => return None,
        }
    }
    Some((touched, since))
}

/// Opens the port asked for, else the usual one or the next that is free.
fn bind(manner: Manner) -> Result<TcpListener, ServeError> {
    let host = if manner.lan { Ipv4Addr::UNSPECIFIED } else { Ipv4Addr::LOCALHOST };
    let open = |port| TcpListener::bind(SocketAddr::new(IpAddr::V4(host), port));
    if let Some(port) = manner.port {
        return open(port).map_err(|source| ServeError::Port { port, source });
    }
    (PORT..PORT + PORTS)
        .find_map(|port| open(port).ok())
        .map_or_else(|| open(0).map_err(|source| ServeError::Port { port: 0, source }), Ok)
}

/// The address of this machine in its network. Nothing is sent: the system only chooses a way.
fn address_in_network() -> Option<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    // An address for documentation that no machine has.
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    let address = socket.local_addr().ok()?.ip();
    (!address.is_unspecified() && !address.is_loopback()).then_some(address)
}
