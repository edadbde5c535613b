//! The content model: one file's text in, one typed [`Document`] out.
//!
//! A kind is a Rust type; from that one type come the reader, the shape check, the JSON Schema and
//! the reference page. Here stands what one file says of itself: references are *as written*,
//! addresses and anything that needs another document belong to `link`.

pub mod agenda;
pub mod attendance;
pub mod bulletin;
pub mod calendar;
pub mod course;
pub mod directive;
pub mod event;
pub mod form;
pub mod guidance;
pub mod guide;
pub mod lesson;
pub mod page;
pub mod paper;
pub mod passage;
pub mod scorecard;
pub mod section;
pub mod topic;
pub mod wording;

mod codes;
mod common;
mod document;
pub mod front_matter;
mod kind;
mod read;
mod read_settings;
pub mod reference;
pub mod settings;

pub use codes::CODES;
pub use common::{Evidence, Head, Minutes, Points, Source};
pub use document::{Document, FrontMatter, stem_of};
pub use kind::{Kind, KindName};
pub use read::{Defaults, Read, read, rests_on_settings, schema, stand_in};
pub use read_settings::{SETTINGS_CODES, read_settings};
pub use reference::{Citation, OrgTypeId, PageRef, UnitId};
pub use settings::Settings;
