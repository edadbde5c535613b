//! sotay (sổ tay): turns a folder of Markdown into a handbook for meetings and training.
//!
//! The pipeline, from the ground up; a room imports only from floors below its own:
//! text and diagnostic → markdown and theme → model → link → check and render →
//! source, output and authoring (the doors) → site → serve and lsp → cli. See `ARCHITECTURE.md`.

pub mod text;

pub mod diagnostic;

pub mod yaml;

pub mod markdown;

pub mod theme;

pub mod model;

pub mod link;

pub mod check;

pub mod render;

pub mod import;

pub mod edit;

pub mod source;

pub mod output;

pub mod authoring;

pub mod site;

pub mod serve;

pub mod lsp;

pub mod cli;
