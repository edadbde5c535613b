//! Paths below `content/` as an editor sends them: safe by construction.

use std::fmt;

use crate::check;
use crate::source;
use crate::text::nfc::nfc;

/// Longest path, in bytes, and most folders in it.
const LONGEST: usize = 512;
const DEEPEST: usize = 24;

/// A path of a file below `content/`: in NFC, with `/`, of names that every system takes, none of them hidden. It cannot
/// climb, and means the same on every machine.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ContentPath(Box<str>);

/// Why a text is no such path.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadPath {
    /// It leads out of `content/`, or says so in some form.
    #[error("leads out of content/")]
    Outside,
    /// A name that some system does not take, or that the walk passes over.
    #[error("`{0}` cannot be a name")]
    Name(String),
    /// Too long, or empty.
    #[error("too long or empty")]
    Length,
    /// Not a page.
    #[error("not a page")]
    NotMarkdown,
}

impl ContentPath {
    /// Reads the path of a file.
    pub fn file(text: &str) -> Result<Self, BadPath> {
        let text = nfc(text);
        if text.is_empty() || text.len() > LONGEST || text.split('/').count() > DEEPEST {
            return Err(BadPath::Length);
        }
        // `%2e%2e` is a name to the disk, but nobody means it as one.
        let decoded = percent_encoding::percent_decode_str(&text).decode_utf8_lossy();
        for form in [text.as_ref(), decoded.as_ref()] {
            let climbs = form.split(['/', '\\']).any(|name| matches!(name, "" | "." | ".."));
            if climbs || form.contains(['\\', ':', '\0']) || form.chars().any(char::is_control) {
                return Err(BadPath::Outside);
            }
        }
        let refused =
            |name: &&str| name.starts_with('.') || check::is_refused_name(name) || source::is_passed_over(name);
        match text.split('/').find(refused) {
            Some(name) => Err(BadPath::Name(name.to_owned())),
            None => Ok(Self(text.into())),
        }
    }

    /// Reads the path of a page.
    pub fn page(text: &str) -> Result<Self, BadPath> {
        let path = Self::file(text)?;
        if path.0.ends_with(".md") { Ok(path) } else { Err(BadPath::NotMarkdown) }
    }

    /// Returns the path below `content/`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the path from the handbook's root.
    pub fn from_root(&self) -> String {
        format!("content/{}", self.0)
    }

    /// Returns the folder below `content/`; empty at the top.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Returns the file's name.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }
}

impl fmt::Display for ContentPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_form_of_a_path_leaves_the_content() {
        for text in [
            "../sotay.yaml",
            "a/../../b.md",
            "a/./b.md",
            "/etc/passwd",
            "//server/share/a.md",
            "\\\\server\\share\\a.md",
            "a\\..\\b.md",
            "C:/a.md",
            "C:a.md",
            "a.md:stream",
            "%2e%2e/a.md",
            "a/%2E%2e/b.md",
            "a%2f..%2fb.md",
            "a%5cb.md",
            "a%00.md",
            "a\0.md",
            "a\n.md",
            "a//b.md",
            "a/",
        ] {
            assert_eq!(ContentPath::page(text), Err(BadPath::Outside), "{text}");
        }
        for text in
            ["con.md", "a/NUL.md", "com1/a.md", ".an.md", ".git/a.md", "a /b.md", "a./b.md", "a?.md", "~$a.md", "a.md~"]
        {
            assert!(matches!(ContentPath::file(text), Err(BadPath::Name(_))), "{text}");
        }
        assert_eq!(ContentPath::page(""), Err(BadPath::Length));
        assert_eq!(ContentPath::page(&"a/".repeat(400)), Err(BadPath::Length));
        assert_eq!(ContentPath::page("a.html"), Err(BadPath::NotMarkdown));
    }

    #[test]
    fn ordinary_paths_are_taken_in_nfc() {
        let path = ContentPath::page("chuye\u{302}n-đề/Nêu gương 100%.md").map(|path| path.to_string());
        assert_eq!(path.as_deref(), Ok("chuyên-đề/Nêu gương 100%.md"));
    }
}
