//! What a thread reads pages with.

use std::sync::Arc;

use bytes::{Bytes, BytesMut};

use crate::markdown::Body;
use crate::text::words::{Lexicon, Words};

/// Bytes of the largest block that bodies share.
const BLOCK: usize = 1024 * 1024;

/// What a thread keeps from page to page.
#[derive(Debug)]
pub(super) struct Reader {
    pub(super) words: Words,
    /// Where a body is encoded before it is known how long it gets.
    draft: Vec<u8>,
    /// Bodies lie side by side: each for itself would leave gaps in memory, when it goes as well.
    block: BytesMut,
    /// How large the last block was made; the first one holds one body, since often no more is read.
    room: usize,
}

impl Reader {
    /// Returns one that numbers words by a lexicon.
    pub(super) fn new(lexicon: &Arc<Lexicon>) -> Self {
        Self { words: Words::new(Arc::clone(lexicon)), draft: Vec::new(), block: BytesMut::new(), room: 0 }
    }

    /// Returns a body as bytes, as which it waits for its page: a tree in memory is several times larger.
    pub(super) fn encode(&mut self, body: &Body) -> Bytes {
        self.draft.clear();
        // A body has nothing that cannot be encoded; one that is not there is read again.
        let Ok(draft) = postcard::to_extend(body, std::mem::take(&mut self.draft)) else { return Bytes::new() };
        self.draft = draft;
        if self.block.capacity() < self.draft.len() {
            self.room = (2 * self.room).min(BLOCK).max(self.draft.len());
            self.block = BytesMut::with_capacity(self.room);
        }
        self.block.extend_from_slice(&self.draft);
        self.block.split().freeze()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_that_share_a_block_come_back() {
        let mut reader = Reader::new(&Arc::default());
        let texts: Vec<String> =
            (0..300).map(|number| format!("# Trang {number}\n\n{}", "chi bộ ".repeat(number * 7))).collect();
        let bodies: Vec<Body> =
            texts.iter().map(|text| crate::markdown::parse(text, &"a.md".into(), 0, false).body).collect();
        let encoded: Vec<Bytes> = bodies.iter().map(|body| reader.encode(body)).collect();
        for (body, bytes) in bodies.iter().zip(&encoded) {
            assert_eq!(postcard::from_bytes::<Body>(bytes).as_ref(), Ok(body));
        }
    }
}
