//! Text in compact records: as bytes, since the format's own check of UTF-8 goes letter by letter. For `serde(with)`.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserializer, Serializer};

/// Writes a text.
pub fn serialize<S: Serializer>(text: &str, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_bytes(text.as_bytes())
}

/// Reads a text; bytes that are not UTF-8 are a fault.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Box<str>, D::Error> {
    from.deserialize_bytes(Text)
}

struct Text;

impl Visitor<'_> for Text {
    type Value = Box<str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text in UTF-8")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Box<str>, E> {
        simdutf8::basic::from_utf8(bytes).map(Box::from).map_err(E::custom)
    }
}
