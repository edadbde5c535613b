//! Escaping text for HTML. Fit for content and for attributes in double quotes.

/// Appends text with `& < > " '` escaped.
pub(super) fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    // All five are one byte, so looking at bytes is enough.
    while let Some(at) = rest.bytes().position(|b| matches!(b, b'&' | b'<' | b'>' | b'"' | b'\'')) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let mut chars = after.chars();
        out.push_str(match chars.next() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            Some('"') => "&quot;",
            _ => "&#39;",
        });
        rest = chars.as_str();
    }
    out.push_str(rest);
}
