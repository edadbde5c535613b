//! Vietnamese text: NFC, folding, slugs, sorting, old encodings, dates and numbers.
//!
//! Everything here takes text and gives text; no file, no handbook, no words of a theme.

pub mod collation;
pub mod date;
pub mod encoded;
pub mod fold;
pub mod legacy;
pub mod named;
pub mod nfc;
pub mod number;
pub mod numbering;
pub mod scan;
pub mod similar;
pub mod slug;
pub mod spacing;
pub mod suspect;
pub mod syllable;
pub mod words;
