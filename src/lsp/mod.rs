//! The language server: what an editor is told about the texts that are open in it, over standard input and output.
//!
//! One thread, one loop. A text that is open stands for its file ([`Live::put`](crate::site::Live::put)); after a short rest the handbook is
//! looked at again and what is wrong goes to the editor. Answers are made from the text as it is now and from the last
//! edition. Nothing is written, nothing is printed, and no rule lives here.
#![expect(clippy::disallowed_methods, reason = "a server measures time and asks the disk what a path means")]

mod completion;
mod cursor;
mod diagnostics;
mod hover;
mod lines;
mod outline;
mod path;
mod schema;
mod server;
mod subject;
mod words;

use std::path::PathBuf;

use lsp_server::{Connection, ProtocolError};
use lsp_types::{
    CompletionOptions, HoverProviderCapability, InitializeParams, OneOf, PositionEncodingKind, SaveOptions,
    ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    TextDocumentSyncSaveOptions,
};

use crate::diagnostic::Lang;
use crate::site::{Options, SiteError};
use crate::text::date::Date;

use server::Server;

/// Characters after which an editor asks for completions by itself.
const TRIGGERS: &[&str] = &["[", "(", ":", "{", "\"", "`", "#", "/", " "];

/// How the server is asked to run.
pub struct Manner<'a> {
    /// Language of messages; `None`: the editor's, else the handbook's.
    pub lang: Option<Lang>,
    /// Says for which day the handbook is looked at.
    pub today: &'a dyn Fn() -> Date,
    /// Words what keeps the handbook from being read.
    pub explain: fn(&SiteError, Lang) -> String,
}

/// Why the server ended before its time.
#[derive(Debug, thiserror::Error)]
pub enum LspError {
    /// The editor sent what is no message of the protocol, or went away.
    #[error(transparent)]
    Protocol(#[from] ProtocolError),
    /// Input or output failed.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// Serves an editor until it says goodbye. The handbook is the one of the editor's folder, else that of `options`.
pub fn run(options: Options, manner: &Manner<'_>) -> Result<(), LspError> {
    let (connection, threads) = Connection::stdio();
    let served = serve(&connection, options, manner);
    // The threads end when both ends of their channels are gone.
    drop(connection);
    threads.join()?;
    served
}

fn serve(connection: &Connection, options: Options, manner: &Manner<'_>) -> Result<(), LspError> {
    let (id, params) = connection.initialize_start()?;
    // A client that says something odd of itself is served as one that says nothing.
    let params: InitializeParams = serde_json::from_value(params).unwrap_or_default();
    let answer = serde_json::json!({
        "capabilities": capabilities(),
        "serverInfo": { "name": "sotay", "version": env!("CARGO_PKG_VERSION") },
    });
    connection.initialize_finish(id, answer)?;
    let root = folder(&params).unwrap_or_else(|| options.root.clone());
    let root = std::fs::canonicalize(&root).unwrap_or(root);
    let mut server = Server::new(connection, Options { root, ..options }, manner, &params);
    server.run()?;
    Ok(())
}

fn capabilities() -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(PositionEncodingKind::UTF16),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::FULL),
            save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions::default())),
            ..TextDocumentSyncOptions::default()
        })),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(TRIGGERS.iter().map(|text| (*text).to_owned()).collect()),
            ..CompletionOptions::default()
        }),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        definition_provider: Some(OneOf::Left(true)),
        document_symbol_provider: Some(OneOf::Left(true)),
        ..ServerCapabilities::default()
    }
}

/// Returns the folder with a handbook that the editor works in, or that the folder it works in lies in.
fn folder(params: &InitializeParams) -> Option<PathBuf> {
    let folders = params.workspace_folders.iter().flatten().map(|folder| &folder.uri);
    #[expect(deprecated, reason = "older editors say nothing else")]
    let uris = folders.chain(&params.root_uri);
    uris.filter_map(path::of_uri).find_map(|folder| {
        let handbook = folder.ancestors().find(|folder| folder.join("sotay.yaml").is_file())?;
        Some(handbook.to_owned())
    })
}
