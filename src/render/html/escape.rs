//! Escaping text for HTML. Fit for content and for attributes in double quotes.

/// Appends text with `& < > " '` escaped.
pub(super) fn escape(text: &str, out: &mut String) {
    // Writing to a string does not fail.
    let _ = pulldown_cmark_escape::escape_html(out, text);
}
