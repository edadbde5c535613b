//! The client's files, from the program; previews; the page for one who is not let in.

use hyper::header::HeaderValue;
use hyper::{StatusCode, header};
use include_dir::{Dir, include_dir};
use xxhash_rust::xxh3::xxh3_64;

use crate::diagnostic::Lang;

use super::super::answer::{Answer, bytes, set};
use super::super::mime;
use super::Editor;
use super::refused::Refused;

static CLIENT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/serve/client");

/// What the editor's page may do: files of ours, nothing inline, nothing from elsewhere, in no frame.
const OF_EDITOR: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
    font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";
/// What a preview may do: show itself in the editor. The theme draws with inline styles; no script runs.
const OF_PREVIEW: &str = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; \
    media-src 'self'; form-action 'none'; base-uri 'self'; frame-ancestors 'self'";

/// Answers with a file of the client.
pub(super) fn file(below: &str, lang: Lang, etag: Option<&HeaderValue>) -> Answer {
    let path = match below.strip_prefix("files/") {
        Some(name) => format!("edit/{name}"),
        None if below.is_empty() => "edit.html".to_owned(),
        None => return Refused::missing(below).answer(lang),
    };
    let Some(file) = CLIENT.get_file(&path) else { return Refused::missing(below).answer(lang) };
    let content = file.contents();
    let mut answer = bytes(200, mime::of(&path), content.into(), xxh3_64(content), etag);
    set(&mut answer, header::CONTENT_SECURITY_POLICY, OF_EDITOR);
    answer
}

/// Answers with a page that was made for the editor.
pub(super) fn preview(editor: &Editor, below: &str) -> Answer {
    let number = below.strip_prefix("preview/").and_then(|number| number.parse().ok());
    let Some(html) = number.and_then(|number| editor.preview(number)) else {
        return Refused::missing("preview").answer(editor.lang());
    };
    let hash = xxh3_64(&html);
    let mut answer = bytes(200, mime::HTML, html, hash, None);
    set(&mut answer, header::CONTENT_SECURITY_POLICY, OF_PREVIEW);
    answer
}

/// Says how to get in.
pub(super) fn locked(lang: Lang) -> Answer {
    let (code, title, text) = match lang {
        Lang::Vi => (
            "vi",
            "Chưa được phép soạn thảo",
            "Mở địa chỉ có mã (<code>?token=…</code>) mà <code>sotay serve --edit</code> đã in ra trong cửa sổ dòng lệnh. Mỗi \
             lần chạy có một mã mới.",
        ),
        Lang::En => (
            "en",
            "Editing is locked",
            "Open the address with a token (<code>?token=…</code>) that <code>sotay serve --edit</code> printed in the \
             terminal. Each run has a new one.",
        ),
    };
    let html = format!(
        "<!doctype html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<link rel=\"stylesheet\" \
         href=\"/_sotay/live.css\">\n</head>\n<body class=\"stand-in\">\n<main>\n<h1>{title}</h1>\n<p>{text}</p>\n</main>\n\
         </body>\n</html>\n"
    );
    let mut answer = bytes(StatusCode::FORBIDDEN.as_u16(), mime::HTML, html.into(), 0, None);
    set(&mut answer, header::CONTENT_SECURITY_POLICY, OF_EDITOR);
    answer
}
