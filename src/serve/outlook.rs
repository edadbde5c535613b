//! What the server shows at one time: the newest handbook that can be shown, and what is wrong by now.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use hyper::body::Bytes;
use serde_json::json;
use xxhash_rust::xxh3::xxh3_64;

use crate::diagnostic::{Diagnostic, Lang};
use crate::site::{Edition, Look, Shown};
use crate::source::Entry;

use super::{mime, problems};

/// What is shown at one time. Immutable.
#[derive(Debug, Clone)]
pub(super) struct Outlook {
    pub(super) lang: Lang,
    pub(super) root: PathBuf,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Each problem leads to its place in the editor.
    pub(super) edit: bool,
    /// Why the handbook could not be read at all this time.
    pub(super) trouble: Option<String>,
    edition: Option<Arc<Edition>>,
}

/// What is at an address.
pub(super) enum Page {
    /// Bytes to send, with a status code.
    Bytes { status: u16, mime: &'static str, bytes: Bytes, hash: u64 },
    /// A file beside the content.
    File(Entry),
    /// A folder asked for without its slash.
    Folder(String),
}

impl Outlook {
    pub(super) fn new(look: Option<&Look>, lang: Lang, edit: bool, root: &Path) -> Self {
        Self {
            lang,
            root: root.to_owned(),
            diagnostics: look.map(|look| look.diagnostics.clone()).unwrap_or_default(),
            edit,
            trouble: None,
            edition: look.and_then(|look| look.edition.clone()),
        }
    }

    /// Returns the same outlook with the news that the handbook cannot be read.
    pub(super) fn unreadable(&self, trouble: String) -> Self {
        Self { trouble: Some(trouble), diagnostics: Vec::new(), ..self.clone() }
    }

    /// Returns the handbook that is shown.
    pub(super) fn edition(&self) -> Option<&Arc<Edition>> {
        self.edition.as_ref()
    }

    /// Tells whether an address takes long to make.
    pub(super) fn is_paper(&self, address: &str) -> bool {
        self.edition.as_ref().is_some_and(|edition| edition.is_paper(address))
    }

    /// Makes what is at an address. `recent` keeps pages, for one that cannot be made any more.
    pub(super) fn page(&self, address: &str, recent: &Recent) -> Page {
        self.page_or_fault(address, recent).0
    }

    fn page_or_fault(&self, address: &str, recent: &Recent) -> (Page, Option<Box<Diagnostic>>) {
        let Some(edition) = &self.edition else { return (self.stand_in(503, address, None), None) };
        if let Some(page) = recent.find(address, Some(edition.number())) {
            return (page, None);
        }
        match edition.make(address) {
            Some(Ok(Shown::Made(bytes))) if mime::of(address) == mime::HTML => {
                let page = self.html(200, &bytes, edition, false);
                recent.keep(address, edition.number(), &page);
                (page, None)
            }
            Some(Ok(Shown::Made(bytes))) => {
                let hash = xxh3_64(&bytes);
                (Page::Bytes { status: 200, mime: mime::of(address), bytes: bytes.into(), hash }, None)
            }
            Some(Ok(Shown::File(entry))) => (Page::File(entry), None),
            Some(Err(fault)) => {
                let page = recent.find(address, None).unwrap_or_else(|| self.stand_in(500, address, Some(&fault)));
                (page, Some(fault))
            }
            None if edition.has(&format!("{address}/index.html")) => (Page::Folder(format!("/{address}/")), None),
            None => match edition.make("404.html") {
                Some(Ok(Shown::Made(bytes))) => (self.html(404, &bytes, edition, true), None),
                Some(Ok(Shown::File(_)) | Err(_)) | None => (self.stand_in(404, address, None), None),
            },
        }
    }

    /// A page of ours, for when there is none of the handbook's.
    fn stand_in(&self, status: u16, address: &str, fault: Option<&Diagnostic>) -> Page {
        let problems = problems::of(self, self.source(address).as_deref(), fault);
        let title = match (self.lang, status) {
            (Lang::Vi, 404) => "Không có trang này",
            (Lang::En, 404) => "There is no such page",
            (Lang::Vi, _) => "Chưa xem được trang này",
            (Lang::En, _) => "This page cannot be shown yet",
        };
        let lang = self.lang.code();
        let html = format!(
            "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
             <link rel=\"stylesheet\" href=\"/_sotay/live.css\">\n</head>\n<body class=\"stand-in\">\n\
             <main>\n<h1>{title}</h1>\n{}</main>\n</body>\n</html>\n",
            problems.html
        );
        // It changes with what is wrong, and the panel would only say it again.
        let hash = xxh3_64(html.as_bytes());
        Page::Bytes { status, mime: mime::HTML, bytes: with_script(&html, hash, self.lang, false).into(), hash }
    }

    /// A page of the handbook with our script.
    fn html(&self, status: u16, bytes: &[u8], edition: &Edition, anywhere: bool) -> Page {
        let text = String::from_utf8_lossy(bytes);
        // Style sheets are exchanged in the open page: their addresses do not make it another page.
        let mut plain = text.clone().into_owned();
        for style in edition.styles() {
            plain = plain.replace(style, stem(style));
        }
        let hash = xxh3_64(plain.as_bytes());
        Page::Bytes { status, mime: mime::HTML, bytes: with_script(&text, hash, self.lang, anywhere).into(), hash }
    }

    /// Returns what an open page should know, as JSON: which page it should show, its style sheets, what is wrong.
    pub(super) fn state(&self, address: &str, recent: &Recent) -> String {
        let (page, fault) = self.page_or_fault(address, recent);
        let (hash, stands_in) = match page {
            Page::Bytes { hash, status, .. } => (hash, status >= 500),
            Page::File(_) | Page::Folder(_) => (0, false),
        };
        let styles: serde_json::Map<String, serde_json::Value> = self
            .edition
            .iter()
            .flat_map(|edition| edition.styles())
            .map(|style| (stem(style).to_owned(), style.into()))
            .collect();
        let problems = problems::of(self, self.source(address).as_deref(), fault.as_deref());
        let html = if stands_in { "" } else { problems.html.as_str() };
        json!({ "page": hash_text(hash), "styles": styles, "problems": html, "errors": problems.errors }).to_string()
    }

    fn source(&self, address: &str) -> Option<Arc<str>> {
        self.edition.as_ref().and_then(|edition| edition.source(address))
    }
}

/// Returns the address that a request's path asks for; `None` for one that is no text.
pub(super) fn address(path: &str) -> Option<String> {
    let path = percent_encoding::percent_decode_str(path.strip_prefix('/')?).decode_utf8().ok()?;
    Some(if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.into_owned() })
}

/// The address of a style sheet without the hash in its name.
fn stem(address: &str) -> &str {
    address.rsplit_once('-').map_or(address, |(stem, _)| stem)
}

fn hash_text(hash: u64) -> String {
    format!("{hash:016x}")
}

/// Puts our script into a page, and for a page that is shown anywhere the root of its addresses.
fn with_script(html: &str, hash: u64, lang: Lang, anywhere: bool) -> String {
    let lost = match lang {
        Lang::Vi => "Đã mất kết nối với sotay serve",
        Lang::En => "The connection to sotay serve is lost",
    };
    let script = format!(
        "<script src=\"/_sotay/live.js\" data-page=\"{}\" data-lost=\"{lost}\" defer></script>\n",
        hash_text(hash)
    );
    let html = match html.split_once("<head>") {
        Some((before, after)) if anywhere => format!("{before}<head>\n<base href=\"/\">{after}"),
        _ => html.to_owned(),
    };
    match html.split_once("</head>") {
        Some((before, after)) => format!("{before}{script}</head>{after}"),
        None => html + &script,
    }
}

/// Pages kept.
const KEPT: usize = 64;

/// The pages that were shown last: an open page asks for what it was just compared with, and one that cannot be made
/// any more is shown as it was.
#[derive(Debug, Default)]
pub(super) struct Recent(Mutex<VecDeque<Kept>>);

#[derive(Debug)]
struct Kept {
    address: String,
    edition: u64,
    bytes: Bytes,
    hash: u64,
}

impl Recent {
    /// Returns the page of an edition; of any with `None`.
    fn find(&self, address: &str, edition: Option<u64>) -> Option<Page> {
        let list = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = list.iter().find(|kept| kept.address == address)?;
        (edition.is_none() || edition == Some(kept.edition)).then(|| Page::Bytes {
            status: 200,
            mime: mime::HTML,
            bytes: kept.bytes.clone(),
            hash: kept.hash,
        })
    }

    fn keep(&self, address: &str, edition: u64, page: &Page) {
        let Page::Bytes { bytes, hash, .. } = page else { return };
        let mut list = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        list.retain(|kept| kept.address != address);
        list.push_front(Kept { address: address.to_owned(), edition, bytes: bytes.clone(), hash: *hash });
        list.truncate(KEPT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_addresses() {
        for (path, wanted) in [
            ("/", Some("index.html")),
            ("/chuyen-de/", Some("chuyen-de/index.html")),
            ("/chuyen-de/a.html", Some("chuyen-de/a.html")),
            ("/assets/%C4%91%E1%BA%A3ng.png", Some("assets/đảng.png")),
            ("/%FF", None),
            ("chuyen-de", None),
        ] {
            assert_eq!(address(path).as_deref(), wanted, "{path}");
        }
    }
}
