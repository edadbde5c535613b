//! Text in XML, and the frame of a page.

use std::fmt::Write as _;

/// Appends text, fit for content and for attributes in double quotes.
pub(super) fn text(of: &str, out: &mut String) {
    // Writing to a string does not fail.
    let _ = if of.contains(is_forbidden) {
        pulldown_cmark_escape::escape_html(out, &of.replace(is_forbidden, ""))
    } else {
        pulldown_cmark_escape::escape_html(&mut *out, of)
    };
}

/// What XML 1.0 cannot hold, however escaped: one such letter and the whole chapter stays shut.
fn is_forbidden(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

/// Appends an element with nothing but text in it.
pub(super) fn element(open: &str, of: &str, close: &str, out: &mut String) {
    out.push_str(open);
    text(of, out);
    out.push_str(close);
}

/// Returns a page of a book.
pub(super) fn page(title: &str, body: &str) -> String {
    let mut out = String::with_capacity(body.len() + 512);
    out.push_str(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n",
        "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"vi\" xml:lang=\"vi\">\n",
        "<head>\n<meta charset=\"UTF-8\"/>\n",
    ));
    element("<title>", title, "</title>\n", &mut out);
    out.push_str("<link rel=\"stylesheet\" type=\"text/css\" href=\"sach.css\"/>\n</head>\n");
    let _ = writeln!(out, "<body>\n{body}</body>\n</html>");
    out
}
