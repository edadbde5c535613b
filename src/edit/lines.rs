//! A text with some of its lines changed: lines that stay keep their bytes.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::text::nfc::nfc;

/// Returns a text as a form shows it: NFC, lines ended by `\n`.
pub(super) fn shown(text: &str) -> String {
    nfc(text).replace("\r\n", "\n")
}

/// Returns `new` in the bytes of `old` where their lines are the same; other lines end as `eol`.
pub(super) fn keep(old: &str, new: &str, eol: &str) -> String {
    let (before, after) = (shown(old), shown(new));
    if before == after {
        return old.to_owned();
    }
    let raw: Vec<&str> = old.split('\n').collect();
    let before: Vec<&str> = before.split('\n').collect();
    let after: Vec<&str> = after.split('\n').collect();
    let mut out = String::with_capacity(old.len() + new.len() / 2);
    let mut put = |at: usize, line: &str, own_end: Option<&str>| {
        out.push_str(line);
        if at + 1 < after.len() {
            out.push_str(own_end.unwrap_or(eol));
        }
    };
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        match op {
            DiffOp::Equal { old_index, new_index, len } => {
                for at in 0..len {
                    let line = raw.get(old_index + at).copied().unwrap_or_default();
                    let ended = old_index + at + 1 < raw.len();
                    let (line, end) = match line.strip_suffix('\r') {
                        Some(line) if ended => (line, "\r\n"),
                        Some(_) | None => (line, "\n"),
                    };
                    put(new_index + at, line, ended.then_some(end));
                }
            }
            DiffOp::Delete { .. } => {}
            DiffOp::Insert { new_index, new_len, .. } | DiffOp::Replace { new_index, new_len, .. } => {
                for (at, line) in after.iter().enumerate().skip(new_index).take(new_len) {
                    put(at, line, None);
                }
            }
        }
    }
    out
}

/// Returns the line end that a text uses: that of its first line.
pub(super) fn eol(text: &str) -> &'static str {
    match text.split_once('\n') {
        Some((first, _)) if first.ends_with('\r') => "\r\n",
        Some(_) | None => "\n",
    }
}
