//! The pipeline: load → model → link → check → render → write, and what may be skipped.
//!
//! Nothing is decided here: each step is another room's one function. What belongs to this room is
//! their order, the threads and the memory of the last build.
#![expect(clippy::disallowed_methods, reason = "the pipeline asks for clock, folders and the program's own stamp")]

mod again;
mod begin;
mod build;
mod bundle;
mod codes;
mod dry;
mod each;
mod follow;
mod fonts;
mod live;
mod load;
mod make;
mod memory;
mod options;
mod print;
mod progress;
mod reader;
mod render;
mod said;
mod shelf;
mod store;
mod trial;

pub use begin::{Begun, NotBegun, begin, usual_folder};
pub use build::{Built, build, clean};
pub use bundle::bundle;
pub use codes::{code, codes};
pub use follow::follow;
pub use live::{Edition, Live, Look, Shown};
pub use load::{Loaded, check, load, settings, theme_files};
pub use options::{Options, SiteError};
pub use print::{Printed, Prints, Wish, print};
pub use progress::{Phase, Progress};
pub use trial::{Page, Trial};
