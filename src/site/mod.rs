//! The pipeline: load → model → link → check → render → write, and what may be skipped.

mod codes;
mod each;
mod options;

pub use codes::{code, codes};
pub use options::{Options, SiteError};
