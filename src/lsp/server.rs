//! The loop: messages in, answers and diagnostics out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use lsp_server::{Connection, ErrorCode, Message, Notification, ProtocolError, Request, Response};
use lsp_types::notification::{
    DidChangeTextDocument, DidChangeWatchedFiles, DidCloseTextDocument, DidOpenTextDocument, DidSaveTextDocument,
    Notification as _, PublishDiagnostics, ShowMessage,
};
use lsp_types::request::{
    Completion, DocumentSymbolRequest, GotoDefinition, HoverRequest, RegisterCapability, Request as _,
};
use lsp_types::{
    CompletionParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWatchedFilesRegistrationOptions, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DocumentSymbolParams, FileSystemWatcher, GlobPattern, GotoDefinitionParams, HoverParams, InitializeParams,
    MessageType, PublishDiagnosticsParams, Registration, RegistrationParams, ShowMessageParams,
    TextDocumentPositionParams, Uri,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::diagnostic::{Diagnostic, Lang, SourceFile};
use crate::site::{Edition, Live, Options};
use crate::source;

use super::{Manner, completion, diagnostics, hover, outline, path, subject};

/// How long the editor must rest before the handbook is looked at again.
const REST: Duration = Duration::from_millis(120);
/// Largest file read for the places of its diagnostics, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// A text that is open in the editor.
pub(super) struct Buffer {
    /// Its address as the editor writes it.
    pub(super) uri: Uri,
    /// The editor's number of the text.
    version: i32,
    pub(super) file: Arc<SourceFile>,
}

/// The server of one editor.
pub(super) struct Server<'a> {
    connection: &'a Connection,
    manner: &'a Manner<'a>,
    options: Options,
    live: Live,
    /// What the editor asked for; `None`: the handbook's language.
    lang: Option<Lang>,
    /// The editor fills in snippets.
    snippets: bool,
    /// The editor tells of changed files when asked to.
    watches: bool,
    edition: Option<Arc<Edition>>,
    diagnostics: Vec<Diagnostic>,
    /// Open texts by path.
    buffers: BTreeMap<Arc<str>, Buffer>,
    /// Paths that the editor shows diagnostics of.
    published: BTreeSet<Arc<str>>,
    /// Files touched since the last look.
    touched: BTreeSet<PathBuf>,
    /// When to look next.
    due: Option<Instant>,
    /// All files are to be looked at, not only those touched.
    all: bool,
    /// What was said last about a handbook that cannot be read.
    trouble: Option<String>,
}

/// What a question is answered from.
pub(super) struct Asked<'a> {
    pub(super) lang: Lang,
    pub(super) snippets: bool,
    pub(super) options: &'a Options,
    pub(super) edition: Option<&'a Edition>,
    pub(super) diagnostics: &'a [Diagnostic],
    pub(super) buffers: &'a BTreeMap<Arc<str>, Buffer>,
    /// Path of the text asked about.
    pub(super) path: &'a Arc<str>,
    /// The text asked about.
    pub(super) file: &'a Arc<SourceFile>,
}

impl Asked<'_> {
    /// Returns a file of the handbook as the editor has it, else as it is on disk.
    pub(super) fn file(&self, path: &str) -> Option<Arc<SourceFile>> {
        file(self.buffers, self.options, path)
    }

    /// Returns the address of a file of the handbook, as the editor writes it where it is open.
    pub(super) fn uri(&self, path: &str) -> Option<Uri> {
        uri(self.buffers, self.options, path)
    }
}

fn file(buffers: &BTreeMap<Arc<str>, Buffer>, options: &Options, path: &str) -> Option<Arc<SourceFile>> {
    match buffers.get(path) {
        Some(buffer) => Some(Arc::clone(&buffer.file)),
        None => source::excerpt(&options.root, path, LARGEST).map(Arc::new),
    }
}

fn uri(buffers: &BTreeMap<Arc<str>, Buffer>, options: &Options, path: &str) -> Option<Uri> {
    match buffers.get(path) {
        Some(buffer) => Some(buffer.uri.clone()),
        None => path::to_uri(&options.root.join(path)),
    }
}

impl<'a> Server<'a> {
    pub(super) fn new(
        connection: &'a Connection,
        options: Options,
        manner: &'a Manner<'a>,
        params: &InitializeParams,
    ) -> Self {
        let locale = params.locale.as_deref().map(|locale| if locale.starts_with("vi") { Lang::Vi } else { Lang::En });
        let text = params.capabilities.text_document.as_ref();
        let item = text.and_then(|text| text.completion.as_ref()?.completion_item.as_ref());
        let workspace = params.capabilities.workspace.as_ref();
        let watched = workspace.and_then(|workspace| workspace.did_change_watched_files);
        Self {
            connection,
            manner,
            live: Live::new(options.clone()),
            options,
            lang: manner.lang.or(locale),
            snippets: item.and_then(|item| item.snippet_support).unwrap_or(false),
            watches: watched.and_then(|watched| watched.dynamic_registration).unwrap_or(false),
            edition: None,
            diagnostics: Vec::new(),
            buffers: BTreeMap::new(),
            published: BTreeSet::new(),
            touched: BTreeSet::new(),
            due: None,
            all: true,
            trouble: None,
        }
    }

    /// Serves until the editor says goodbye.
    pub(super) fn run(&mut self) -> Result<(), ProtocolError> {
        if self.watches {
            self.watch();
        }
        self.look();
        loop {
            let message = match self.due {
                Some(due) => self.connection.receiver.recv_deadline(due),
                None => self.connection.receiver.recv().map_err(Into::into),
            };
            match message {
                Ok(Message::Request(request)) => {
                    if self.connection.handle_shutdown(&request)? {
                        return Ok(());
                    }
                    let answer = self.answer(request);
                    self.send(answer.into());
                }
                Ok(Message::Notification(news)) => self.hear(news),
                Ok(Message::Response(_)) => {}
                Err(error) if error.is_timeout() => self.look(),
                // The editor is gone.
                Err(_) => return Ok(()),
            }
        }
    }

    fn send(&self, message: Message) {
        // Who went away needs no answer; the loop ends by itself.
        let _ = self.connection.sender.send(message);
    }

    fn tell<N: lsp_types::notification::Notification>(&self, params: N::Params) {
        self.send(Notification::new(N::METHOD.to_owned(), params).into());
    }

    /// Asks the editor to tell of changed files.
    fn watch(&self) {
        let watcher = |glob: &str| FileSystemWatcher { glob_pattern: GlobPattern::String(glob.to_owned()), kind: None };
        let watchers = ["**/sotay.yaml", "**/content/**", "**/themes/**"].map(watcher).into();
        let options = DidChangeWatchedFilesRegistrationOptions { watchers };
        let registration = Registration {
            id: "sotay-files".to_owned(),
            method: DidChangeWatchedFiles::METHOD.to_owned(),
            register_options: serde_json::to_value(options).ok(),
        };
        let params = RegistrationParams { registrations: vec![registration] };
        self.send(Request::new("sotay-1".to_owned().into(), RegisterCapability::METHOD.to_owned(), params).into());
    }

    fn lang(&self) -> Lang {
        let of_handbook = || self.edition.as_ref().map(|edition| edition.handbook().settings().language);
        self.lang.or_else(of_handbook).unwrap_or_default()
    }

    fn hear(&mut self, news: Notification) {
        // What cannot be read is passed over: there is nobody to answer.
        match news.method.as_str() {
            DidOpenTextDocument::METHOD => {
                let Some(params) = params::<DidOpenTextDocumentParams>(news.params) else { return };
                let document = params.text_document;
                // A file may have come or gone while no text was open.
                self.all = true;
                self.put(&document.uri, Some((document.version, document.text)));
            }
            DidChangeTextDocument::METHOD => {
                let Some(params) = params::<DidChangeTextDocumentParams>(news.params) else { return };
                let Some(change) = params.content_changes.into_iter().next_back() else { return };
                // Only whole texts were agreed upon.
                if change.range.is_none() {
                    self.put(&params.text_document.uri, Some((params.text_document.version, change.text)));
                }
            }
            DidCloseTextDocument::METHOD => {
                let Some(params) = params::<DidCloseTextDocumentParams>(news.params) else { return };
                self.put(&params.text_document.uri, None);
            }
            DidSaveTextDocument::METHOD => {
                self.all = true;
                self.due = Some(Instant::now() + REST);
            }
            DidChangeWatchedFiles::METHOD => {
                let Some(params) = params::<DidChangeWatchedFilesParams>(news.params) else { return };
                self.touched.extend(params.changes.iter().filter_map(|change| path::of_uri(&change.uri)));
                self.due = Some(Instant::now() + REST);
            }
            _ => {}
        }
    }

    /// Takes the text of an address; `None`: it is closed.
    fn put(&mut self, uri: &Uri, text: Option<(i32, String)>) {
        let Some(path) = path::of_uri(uri).and_then(|disk| path::in_handbook(&self.options.root, &disk)) else {
            return;
        };
        let buffer = text.and_then(|(version, text)| {
            let file = Arc::new(SourceFile::new(Arc::clone(&path), text.into_bytes()).ok()?);
            Some(Buffer { uri: uri.clone(), version, file })
        });
        // Settings count as they are on disk: while they are being written, every page would be at fault.
        if path.as_ref() != "sotay.yaml" {
            self.live.put(&path, buffer.as_ref().map(|buffer| Arc::clone(&buffer.file)));
            self.touched.insert(self.options.root.join(path.as_ref()));
        }
        match buffer {
            Some(buffer) => self.buffers.insert(path, buffer),
            None => self.buffers.remove(&path),
        };
        self.due = Some(Instant::now() + REST);
    }

    /// Looks at the handbook and tells the editor what is wrong.
    fn look(&mut self) {
        self.due = None;
        let mut touched = std::mem::take(&mut self.touched);
        if std::mem::take(&mut self.all) {
            touched.clear();
        }
        self.live.on((self.manner.today)());
        match self.live.look(&touched) {
            Ok(None) => return,
            Ok(Some(look)) => {
                self.edition = look.edition;
                self.diagnostics = look.diagnostics;
                self.trouble = None;
            }
            Err(error) => {
                let message = (self.manner.explain)(&error, self.lang());
                self.diagnostics.clear();
                self.all = true;
                if self.trouble.as_ref() != Some(&message) {
                    self.tell::<ShowMessage>(ShowMessageParams { typ: MessageType::WARNING, message: message.clone() });
                    self.trouble = Some(message);
                }
            }
        }
        self.publish();
    }

    fn publish(&mut self) {
        let lang = self.lang();
        let read = |path: &str| file(&self.buffers, &self.options, path);
        let address = |path: &str| uri(&self.buffers, &self.options, path);
        let by_path = diagnostics::by_path(&self.diagnostics, lang, self.options.strict, &read, &address);
        let gone = self.published.iter().filter(|path| !by_path.contains_key(*path)).cloned();
        let gone = gone.map(|path| (path, Vec::new())).collect::<Vec<_>>();
        self.published = by_path.keys().cloned().collect();
        for (path, diagnostics) in gone.into_iter().chain(by_path) {
            let Some(uri) = uri(&self.buffers, &self.options, &path) else { continue };
            let version = self.buffers.get(&path).map(|buffer| buffer.version);
            self.tell::<PublishDiagnostics>(PublishDiagnosticsParams { uri, diagnostics, version });
        }
    }

    fn answer(&mut self, request: Request) -> Response {
        match request.method.as_str() {
            Completion::METHOD => self.respond(request, |server, params: CompletionParams| {
                server.at(&params.text_document_position, completion::complete)
            }),
            HoverRequest::METHOD => self.respond(request, |server, params: HoverParams| {
                server.settle();
                server.at(&params.text_document_position_params, hover::hover)
            }),
            GotoDefinition::METHOD => self.respond(request, |server, params: GotoDefinitionParams| {
                server.settle();
                server.at(&params.text_document_position_params, subject::definition)
            }),
            DocumentSymbolRequest::METHOD => self.respond(request, |server, params: DocumentSymbolParams| {
                server.with(&params.text_document.uri, |asked| Some(outline::symbols(asked)))
            }),
            other => {
                let message = format!("no such request: {other}");
                Response::new_err(request.id, ErrorCode::MethodNotFound as i32, message)
            }
        }
    }

    /// Answers a request whose parameters can be read; nothing to say is `null`.
    fn respond<P: DeserializeOwned, A: Serialize>(
        &mut self,
        request: Request,
        answer: impl FnOnce(&mut Self, P) -> Option<A>,
    ) -> Response {
        match serde_json::from_value(request.params) {
            Ok(params) => Response::new_ok(request.id, answer(self, params)),
            Err(error) => Response::new_err(request.id, ErrorCode::InvalidParams as i32, error.to_string()),
        }
    }

    /// Looks now if a look is due: places must fit the text.
    fn settle(&mut self) {
        if self.due.is_some() {
            self.look();
        }
    }

    fn at<A>(
        &self,
        place: &TextDocumentPositionParams,
        answer: impl FnOnce(&Asked<'_>, lsp_types::Position) -> Option<A>,
    ) -> Option<A> {
        self.with(&place.text_document.uri, |asked| answer(asked, place.position))
    }

    fn with<A>(&self, uri: &Uri, answer: impl FnOnce(&Asked<'_>) -> Option<A>) -> Option<A> {
        let path = path::in_handbook(&self.options.root, &path::of_uri(uri)?)?;
        let file = file(&self.buffers, &self.options, &path)?;
        answer(&Asked {
            lang: self.lang(),
            snippets: self.snippets,
            options: &self.options,
            edition: self.edition.as_deref(),
            diagnostics: &self.diagnostics,
            buffers: &self.buffers,
            path: &path,
            file: &file,
        })
    }
}

fn params<P: DeserializeOwned>(params: Value) -> Option<P> {
    serde_json::from_value(params).ok()
}
