//! What the numbers of words mean. All pages of a build share a lexicon; a page that was read for itself has its own.

use std::sync::Arc;

use crate::model::wording::Wording;
use crate::text::syllable::Syllable;
use crate::text::words::Lexicon;

/// What is known of each syllable of the lexicons that were met, by number.
#[derive(Debug)]
pub(super) struct Lexicons<T>(Vec<(Arc<Lexicon>, Vec<T>)>);

impl<T> Lexicons<T> {
    pub(super) fn new() -> Self {
        Self(Vec::new())
    }

    /// Returns what is known of the syllables that a wording may have; found out for each lexicon once.
    pub(super) fn of(&mut self, wording: &Wording, find: impl FnMut(Syllable) -> T) -> &[T] {
        let Some(lexicon) = wording.lexicon() else { return &[] };
        let at = self.0.iter().position(|(of, _)| Arc::ptr_eq(of, lexicon)).unwrap_or_else(|| {
            self.0.push((Arc::clone(lexicon), lexicon.syllables().into_iter().map(find).collect()));
            self.0.len() - 1
        });
        self.0.get(at).map(|(_, known)| known.as_slice()).unwrap_or_default()
    }
}
