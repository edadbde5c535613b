//! Addresses: where a document's page stands in the site.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::slug::slug;

/// An address from the site's root, without leading slash: `chuyen-de/neu-guong.html`. ASCII.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Address(#[serde(with = "crate::text::encoded")] Box<str>);

impl Address {
    /// Returns the address of a page in a folder of `content/`.
    pub(super) fn page(folder: &str, name: &str) -> Self {
        let mut out = folder_slug(folder);
        if !out.is_empty() {
            out.push('/');
        }
        out.push_str(&part(name));
        out.push_str(".html");
        Self(out.into())
    }

    /// Returns the address of a folder's own page.
    pub(super) fn section(folder: &str) -> Self {
        let mut out = folder_slug(folder);
        if !out.is_empty() {
            out.push('/');
        }
        out.push_str("index.html");
        Self(out.into())
    }

    /// Returns a fixed address of the program's own making.
    pub fn fixed(path: &str) -> Self {
        Self(path.into())
    }

    /// Returns the address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the way from this page to the site's root: `../` for each folder.
    pub fn root(&self) -> String {
        "../".repeat(self.0.matches('/').count())
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Returns the address part of a file or folder name; never empty.
pub(super) fn part(name: &str) -> String {
    let slug = slug(name);
    if slug.is_empty() { "trang".to_owned() } else { slug }
}

/// Returns the address of a folder, its parts slugged.
pub(super) fn folder_slug(folder: &str) -> String {
    let mut out = String::with_capacity(folder.len());
    for name in folder.split('/').filter(|name| !name.is_empty()) {
        if !out.is_empty() {
            out.push('/');
        }
        out.push_str(&part(name));
    }
    out
}
