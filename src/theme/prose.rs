//! Text to be read, as HTML: what belongs together stays on one line.

use tera::{Kwargs, State, Value};

use crate::text::spacing;

/// Appends a text, escaped; numbers of papers stay on one line.
pub fn prose(text: &str, out: &mut String) {
    spacing::pieces(text, |piece, whole| {
        let (open, close) = if whole { ("<span class=\"nb\">", "</span>") } else { ("", "") };
        out.push_str(open);
        // Writing to a string does not fail.
        let _ = pulldown_cmark_escape::escape_html(&mut *out, piece);
        out.push_str(close);
    });
}

/// The filter of templates for titles. They stay as written: who looks for one in a page finds it.
pub(super) fn whole(text: &str, _: Kwargs, _: &State<'_>) -> Value {
    let mut out = String::with_capacity(text.len() + 32);
    prose(text, &mut out);
    Value::safe_string(&out)
}
