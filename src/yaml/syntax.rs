//! Syntax faults of YAML, told apart by what the author most likely did.

use crate::diagnostic::{Diagnostic, Span, Value};

use super::Origin;
use super::codes;

/// Returns the diagnostic for a text that `serde_yaml` refused.
pub(super) fn diagnose(text: &str, error: &serde_yaml::Error, origin: Origin<'_>) -> Diagnostic {
    let problem = error.to_string();
    let at = error.location().map_or(0, |l| l.index().min(text.len()));
    if problem.contains("repetition limit") {
        return Diagnostic::new(&codes::BOMB, origin.place(first_alias(text)));
    }
    if problem.contains("recursion limit") {
        return Diagnostic::new(&codes::TOO_DEEP, origin.place(line(text, at)));
    }
    if let Some(tab) = tab_indent(text) {
        return Diagnostic::new(&codes::TAB, origin.place(tab));
    }
    if problem.contains("duplicate entry") || problem.contains("duplicate field") {
        let key = problem.split('"').nth(1).or_else(|| problem.split('`').nth(1)).unwrap_or_default();
        let (first, again) = twice(text, key);
        let diagnostic = Diagnostic::new(&codes::DUPLICATE, origin.place(again)).with("key", key);
        return match first {
            Some(first) => diagnostic.see(origin.place(first), Value::both("lần đầu", "the first time")),
            None => diagnostic,
        };
    }
    if (problem.contains("mapping values are not allowed") || problem.contains("block mapping"))
        && let Some((span, key, value)) = unquoted_colon(text, at)
    {
        let quoted = format!("{key}: \"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""));
        return Diagnostic::new(&codes::COLON, origin.place(span)).with("key", key).with("quoted", quoted);
    }
    let cause = cause(text, &problem, line(text, at));
    Diagnostic::new(&codes::SYNTAX, origin.place(cause.span)).with("problem", cause.problem).with_some("fix", cause.fix)
}

/// What an author most likely did.
struct Cause {
    span: Span,
    problem: Value,
    fix: Option<Value>,
}

/// Returns the library's message without its places, which count lines of the YAML alone.
pub(super) fn short(problem: &str) -> &str {
    let problem = problem.split(", while ").next().unwrap_or(problem);
    problem.split(" at line ").next().unwrap_or(problem).trim()
}

/// Tells the common faults apart. `here` is the line at which the library gave up.
fn cause(text: &str, problem: &str, here: Span) -> Cause {
    // What was open when the library gave up began on the line that it names last.
    let opened = || problem.rsplit_once(" at line ").and_then(|(_, at)| at.split(' ').next()?.parse().ok());
    let began = opened().and_then(|number: usize| nth_line(text, number)).unwrap_or(here);
    let part = |span: Span| text.get(span.range()).unwrap_or_default();
    match short(problem) {
        "could not find expected ':'" => no_colon(part(began), began),
        "mapping values are not allowed in this context" => {
            let above = above(text, here);
            no_colon(part(above), above)
        }
        "did not find expected ',' or ']'" | "did not find expected ',' or '}'" => open_bracket(part(began), began),
        message if message.starts_with("found unexpected") && problem.contains("quoted scalar") => Cause {
            span: began,
            problem: Value::both("dấu nháy mở ở dòng này chưa đóng", "the quote opened on this line is not closed"),
            fix: Some(Value::both("Thêm dấu nháy vào cuối giá trị", "Add a quote at the end of the value")),
        },
        "did not find expected key" if nested_quotes(part(here)).is_some() => {
            let fixed = nested_quotes(part(here)).unwrap_or_default();
            Cause {
                span: here,
                problem: Value::both(
                    "dấu nháy nằm trong giá trị đã đặt trong dấu nháy",
                    "a quote stands inside a quoted value",
                ),
                fix: Some(Value::both(format!("Viết `{fixed}`"), format!("Write `{fixed}`"))),
            }
        }
        "did not find expected key" | "did not find expected '-' indicator" => Cause {
            span: here,
            problem: Value::both(
                "dòng này thụt vào không thẳng với các dòng trên",
                "this line is not indented like those above",
            ),
            fix: Some(Value::both(
                "Các khóa của cùng một nhóm bắt đầu ở cùng một cột",
                "Keys of one group start in the same column",
            )),
        },
        "found character that cannot start any token" => Cause {
            span: here,
            problem: Value::both(
                "giá trị bắt đầu bằng ký tự có nghĩa riêng trong YAML",
                "the value starts with a sign that means something in YAML",
            ),
            fix: Some(Value::both("Đặt giá trị trong dấu nháy", "Put the value in quotes")),
        },
        other => Cause { span: here, problem: Value::both("sai cú pháp", other.to_owned()), fix: None },
    }
}

/// A line that should be `key: value` and is not.
fn no_colon(line: &str, span: Span) -> Cause {
    let body = line.strip_prefix("- ").unwrap_or(line);
    let key_of = |text: &str| {
        let key = text.trim_matches(['"', '\'']);
        (!key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')).then(|| key.to_owned())
    };
    if let Some((key, value)) = body.split_once(':').and_then(|(key, value)| Some((key_of(key)?, value)))
        && !value.is_empty()
        && !value.starts_with(' ')
    {
        return Cause {
            span,
            problem: Value::both(
                format!("sau dấu hai chấm của `{key}` chưa có dấu cách"),
                format!("no space follows the colon of `{key}`"),
            ),
            fix: Some(Value::both(format!("Viết `{key}: {value}`"), format!("Write `{key}: {value}`"))),
        };
    }
    let fix = body.split_once(' ').and_then(|(key, value)| Some((key_of(key)?, value.trim())));
    let fix = fix.map(|(key, value)| format!("{key}: {value}"));
    Cause {
        span,
        problem: Value::both("dòng này chưa có dấu hai chấm sau khóa", "no colon follows the key on this line"),
        fix: fix.map(|fixed| Value::both(format!("Viết `{fixed}`"), format!("Write `{fixed}`"))),
    }
}

fn open_bracket(line: &str, span: Span) -> Cause {
    let (open, close) = if line.contains('[') { ('[', ']') } else { ('{', '}') };
    if line.contains(close) {
        return Cause {
            span,
            problem: Value::both(
                format!("trong `{open}…{close}` có hai mục không cách nhau bằng dấu phẩy"),
                format!("no comma stands between two items of `{open}…{close}`"),
            ),
            fix: Some(Value::both(
                "Thêm dấu phẩy giữa các mục; mục có dấu nháy thì đặt cả mục trong dấu nháy",
                "Put a comma between the items; an item with quotes goes in quotes as a whole",
            )),
        };
    }
    Cause {
        span,
        problem: Value::both(
            format!("dấu `{open}` mở ở dòng này chưa đóng"),
            format!("the `{open}` opened on this line is not closed"),
        ),
        fix: Some(Value::both(
            format!("Thêm `{close}` vào cuối danh sách"),
            format!("Add `{close}` at the end of the list"),
        )),
    }
}

/// The line with its value in quotes of the other kind, if quotes stand inside the quotes.
fn nested_quotes(line: &str) -> Option<String> {
    let (key, value) = line.split_once(':')?;
    let inner = value.trim().strip_prefix('"')?.strip_suffix('"')?;
    inner.contains('"').then(|| {
        if inner.contains('\'') {
            format!("{key}: \"{}\"", inner.replace('"', "\\\""))
        } else {
            format!("{key}: '{inner}'")
        }
    })
}

/// The line with a number, from 1.
fn nth_line(text: &str, number: usize) -> Option<Span> {
    let mut start = 0;
    for (index, raw) in text.split_inclusive('\n').enumerate() {
        if index + 1 == number {
            return Some(line(text, start));
        }
        start += raw.len();
    }
    None
}

/// The nearest line above that is not empty; the line itself where there is none.
fn above(text: &str, here: Span) -> Span {
    match text.get(..here.start as usize).map(str::trim_end) {
        Some(before) if !before.is_empty() => line(text, before.len()),
        Some(_) | None => here,
    }
}

/// The line around an offset, without its indentation.
fn line(text: &str, at: usize) -> Span {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let start = text.get(..at).and_then(|t| t.rfind('\n')).map_or(0, |i| i + 1);
    let end = text.get(at..).and_then(|t| t.find('\n')).map_or(text.len(), |i| at + i);
    let part = text.get(start..end).unwrap_or_default();
    let indent = part.len() - part.trim_start().len();
    Span::new(start + indent, start + part.trim_end().len())
}

fn first_alias(text: &str) -> Span {
    text.find('*').map_or(Span::default(), |at| line(text, at))
}

/// A tab in the indentation of a line.
fn tab_indent(text: &str) -> Option<Span> {
    let mut start = 0;
    for raw in text.split_inclusive('\n') {
        let indent = raw.len() - raw.trim_start_matches([' ', '\t']).len();
        if let Some(at) = raw.get(..indent).and_then(|i| i.find('\t')) {
            return Some(Span::new(start + at, start + at + 1));
        }
        start += raw.len();
    }
    None
}

/// Where a key stands for the first and for the second time in one group of keys.
fn twice(text: &str, key: &str) -> (Option<Span>, Span) {
    // The groups around a line, each with its indentation and where the key stands in it.
    let mut groups: Vec<(usize, Option<Span>)> = Vec::new();
    let mut start = 0;
    for raw in text.split_inclusive('\n') {
        let mut body = raw.trim_start_matches(' ');
        let mut indent = raw.len() - body.len();
        // A dash ends the groups of the item before.
        while let Some(rest) = body.strip_prefix("- ") {
            groups.retain(|(column, _)| *column <= indent);
            body = rest.trim_start_matches(' ');
            indent = raw.len() - body.len();
        }
        let (name, rest) = body.split_once(':').unwrap_or_default();
        if !name.is_empty() && (rest.trim().is_empty() || rest.starts_with(' ')) {
            groups.retain(|(column, _)| *column <= indent);
            if groups.last().is_none_or(|(column, _)| *column < indent) {
                groups.push((indent, None));
            }
            if name.trim().trim_matches(['"', '\'']) == key
                && let Some((_, seen)) = groups.last_mut()
            {
                let here = Span::new(start + indent, start + indent + name.trim().len());
                if seen.is_some() {
                    return (*seen, here);
                }
                *seen = Some(here);
            }
        }
        start += raw.len();
    }
    // In flow style the two stand on one line.
    let mut start = 0;
    for raw in text.split_inclusive('\n') {
        let needle = format!("{key}:");
        let mut found = raw.match_indices(needle.as_str()).map(|(at, _)| Span::new(start + at, start + at + key.len()));
        if let (Some(first), Some(again)) = (found.next(), found.next()) {
            return (Some(first), again);
        }
        start += raw.len();
    }
    (None, Span::default())
}

/// A line `key: value: more` at or before the fault.
fn unquoted_colon(text: &str, at: usize) -> Option<(Span, String, String)> {
    let try_line = |span: Span| {
        let body = text.get(span.range())?;
        let (key, value) = body.strip_prefix("- ").unwrap_or(body).split_once(':')?;
        let value = value.trim();
        let plain = !value.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*', '#']);
        (plain && (value.contains(": ") || value.ends_with(':'))).then(|| {
            let from = span.end as usize - value.len();
            (Span::new(from, span.end as usize), key.trim().to_owned(), value.to_owned())
        })
    };
    let here = line(text, at);
    let before = line(text, (here.start as usize).saturating_sub(1).min(text.len()));
    let previous = text.get(..before.start as usize).map_or(before, |t| line(text, t.trim_end().len()));
    try_line(here).or_else(|| try_line(previous)).or_else(|| try_line(before))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn shown(text: &str, span: Span) -> Option<(usize, &str)> {
        Some((text.get(..span.start as usize)?.matches('\n').count() + 1, text.get(span.range())?))
    }

    #[test]
    fn a_key_written_twice_is_found_in_its_own_group() {
        for (text, first, again) in [
            ("a: 1\nb: 2\na: 3\n", 1, 3),
            ("items:\n  - a: 1\n  - a: 2\n    b: 1\n    a: 3\n", 3, 5),
            ("items:\n- a: 1\n  x:\n    a: 2\n  a: 3\n", 2, 5),
            ("x: { a: 1, b: 2, a: 3 }\n", 1, 1),
        ] {
            let (one, two) = twice(text, "a");
            assert_eq!(one.and_then(|span| shown(text, span)), Some((first, "a")), "{text}");
            assert_eq!(shown(text, two), Some((again, "a")), "{text}");
        }
    }

    #[test]
    fn common_faults_are_told_apart() {
        for (text, line_number, problem, fix) in [
            (
                "title: A\ndate:2026-03-04\n",
                2,
                "sau dấu hai chấm của `date` chưa có dấu cách",
                "Viết `date: 2026-03-04`",
            ),
            (
                "title Nêu gương\ndate: 2026-03-04\n",
                1,
                "dòng này chưa có dấu hai chấm sau khóa",
                "Viết `title: Nêu gương`",
            ),
            (
                "title: A\ntags: [a, b\ndate: 2026-03-04\n",
                2,
                "dấu `[` mở ở dòng này chưa đóng",
                "Thêm `]` vào cuối danh sách",
            ),
            ("title: \"A\nsummary: B\n", 1, "dấu nháy mở ở dòng này chưa đóng", "Thêm dấu nháy vào cuối giá trị"),
            (
                "title: \"A \"B\" C\"\n",
                1,
                "dấu nháy nằm trong giá trị đã đặt trong dấu nháy",
                "Viết `title: 'A \"B\" C'`",
            ),
            (
                "a:\n  - b: 1\n   c: 2\n",
                3,
                "dòng này thụt vào không thẳng với các dòng trên",
                "Các khóa của cùng một nhóm bắt đầu ở cùng một cột",
            ),
            ("title: @A\n", 1, "giá trị bắt đầu bằng ký tự có nghĩa riêng trong YAML", "Đặt giá trị trong dấu nháy"),
        ] {
            let error = serde_yaml::from_str::<serde_yaml::Value>(text).unwrap_err();
            let at = error.location().map_or(0, |l| l.index());
            let cause = cause(text, &error.to_string(), line(text, at));
            let vi = |value: &Value| value.text(crate::diagnostic::Lang::Vi).to_owned();
            assert_eq!(vi(&cause.problem), problem, "{text}: {error}");
            assert_eq!(cause.fix.as_ref().map(vi).as_deref(), Some(fix), "{text}");
            assert_eq!(shown(text, cause.span).map(|(number, _)| number), Some(line_number), "{text}");
        }
    }
}
