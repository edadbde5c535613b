//! The documents of a handbook by number. Those that an earlier build has read need not be there: each is fetched when it
//! is asked for first.

use std::fmt;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use crate::model::{self, Document, KindName};

use super::DocumentId;

/// Fetches the document with a number, which stands at a path, as an earlier build has read it; `None` for one that is not
/// there any more, for which something else stands in.
pub type Fetch = Box<dyn Fn(DocumentId, &str) -> Option<Document> + Send + Sync>;

/// What is asked of all documents, whether they are there or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gist {
    /// Name of its kind.
    pub kind: KindName,
    /// Hash of the file's text.
    pub hash: u128,
    /// Syllables of the body.
    pub words: u32,
}

impl Gist {
    /// Returns the gist of a document.
    pub fn of(document: &Document) -> Self {
        Self { kind: document.kind_name(), hash: document.hash, words: document.outline.words }
    }
}

/// The documents of a handbook.
pub(super) struct Documents {
    paths: Vec<Arc<str>>,
    gists: Vec<Gist>,
    /// All of them, where nothing fetches them.
    there: Vec<OnceLock<Arc<Document>>>,
    fetch: Option<Fetch>,
}

impl fmt::Debug for Documents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Documents").field("there", &self.there).finish_non_exhaustive()
    }
}

impl Documents {
    /// Returns documents that were read.
    pub(super) fn read(documents: Vec<Arc<Document>>) -> Self {
        Self {
            paths: documents.iter().map(|document| Arc::clone(&document.path)).collect(),
            gists: documents.iter().map(|document| Gist::of(document)).collect(),
            there: documents.into_iter().map(OnceLock::from).collect(),
            fetch: None,
        }
    }

    /// Returns documents of an earlier build, of which some were `read` again; there are as many paths as gists.
    pub(super) fn fetched(paths: Vec<Arc<str>>, gists: Vec<Gist>, read: Vec<Arc<Document>>, fetch: Fetch) -> Self {
        let mut out = Self { there: paths.iter().map(|_| OnceLock::new()).collect(), paths, gists, fetch: Some(fetch) };
        for document in read {
            let Some(id) = out.at(&document.path) else { continue };
            if let Some((gist, slot)) = out.gists.get_mut(id.index()).zip(out.there.get_mut(id.index())) {
                (*gist, *slot) = (Gist::of(&document), OnceLock::from(document));
            }
        }
        out
    }

    /// Returns the document at a path.
    pub(super) fn at(&self, path: &str) -> Option<DocumentId> {
        let at = self.paths.binary_search_by(|of| of.as_ref().cmp(path)).ok()?;
        u32::try_from(at).ok().map(DocumentId)
    }

    pub(super) fn len(&self) -> usize {
        self.paths.len()
    }

    #[expect(clippy::indexing_slicing, reason = "a DocumentId is only made for a document of its handbook")]
    pub(super) fn get(&self, id: DocumentId) -> &Arc<Document> {
        self.there[id.index()].get_or_init(|| {
            let fetched = self.fetch.as_ref().and_then(|fetch| fetch(id, self.path(id)));
            Arc::new(fetched.unwrap_or_else(|| model::stand_in(self.path(id))))
        })
    }

    #[expect(clippy::indexing_slicing, reason = "one path a document")]
    pub(super) fn path(&self, id: DocumentId) -> &Arc<str> {
        &self.paths[id.index()]
    }

    #[expect(clippy::indexing_slicing, reason = "one gist a document")]
    pub(super) fn gist(&self, id: DocumentId) -> &Gist {
        &self.gists[id.index()]
    }

    pub(super) fn gists(&self) -> &[Gist] {
        &self.gists
    }
}
