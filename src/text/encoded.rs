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

/// Bytes of a text that can be looked at all together.
const SHORT: usize = 64;

struct Text;

impl Visitor<'_> for Text {
    type Value = Box<str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text in UTF-8")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Box<str>, E> {
        // What is shorter would be looked at byte by byte; zeros behind it end no letter.
        let mut long = [0; SHORT];
        let Some(start) = long.get_mut(..bytes.len()) else {
            return simdutf8::basic::from_utf8(bytes).map(Box::from).map_err(E::custom);
        };
        start.copy_from_slice(bytes);
        let text = simdutf8::basic::from_utf8(&long).map_err(E::custom)?;
        Ok(text.get(..bytes.len()).unwrap_or_default().into())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::{Deserialize, Serialize};

    #[derive(Serialize, Deserialize)]
    struct Kept(#[serde(with = "super")] Box<str>);

    proptest! {
        #[test]
        fn a_text_comes_back_and_half_a_letter_is_a_fault(text in "[aăđộ\u{0}🙂]{0,40}", cut in 0..100_usize) {
            let bytes = postcard::to_stdvec(&Kept(text.as_str().into())).unwrap_or_default();
            prop_assert_eq!(postcard::from_bytes::<Kept>(&bytes).ok().map(|kept| kept.0), Some(text.as_str().into()));
            let part = text.as_bytes().get(..cut.min(text.len())).unwrap_or_default();
            let cut = postcard::to_stdvec(&Raw(part)).unwrap_or_default();
            prop_assert_eq!(postcard::from_bytes::<Kept>(&cut).is_ok(), std::str::from_utf8(part).is_ok());
        }
    }

    /// Bytes as such a record has them.
    struct Raw<'a>(&'a [u8]);

    impl Serialize for Raw<'_> {
        fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
            to.serialize_bytes(self.0)
        }
    }
}
