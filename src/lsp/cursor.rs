//! Where in a YAML text a cursor stands, while the text is being written and no parser can read it: the keys above it,
//! what is typed so far, and which keys its neighbours have.
//!
//! Lines give block style by their indentation; brackets that are open give flow style.

use std::ops::Range;

/// A step from the top of a YAML text down to a cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// Below this key.
    Key(String),
    /// In an item of a list.
    Item,
}

/// A cursor in a YAML text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cursor {
    /// The way from the top.
    pub(super) path: Vec<Step>,
    /// A colon stands before it: a value is wanted. Otherwise a key, or the item of a list.
    pub(super) is_value: bool,
    /// What is typed before it.
    pub(super) typed: Range<usize>,
    /// Keys that the mapping has besides; none where a value is wanted.
    pub(super) taken: Vec<String>,
    /// It stands inside `{…}` or `[…]`.
    pub(super) in_flow: bool,
}

#[derive(Debug, Clone)]
struct Level {
    column: usize,
    step: Step,
    id: usize,
}

#[derive(Debug, Clone)]
struct Bracket {
    is_map: bool,
    key: Option<String>,
    /// Where the current piece begins.
    from: usize,
    id: usize,
}

/// What is known at a place of the text.
#[derive(Debug, Clone, Default)]
struct State {
    levels: Vec<Level>,
    brackets: Vec<Bracket>,
    /// Column of the key whose text goes on in deeper lines (`|`, `>`).
    text_below: Option<usize>,
    /// Where the value of the line's key begins.
    value: Option<usize>,
    /// Where the line's own text begins, behind dashes.
    body: usize,
}

/// A key with the mapping that it stands in.
struct Seen {
    mapping: usize,
    key: String,
    at: Range<usize>,
}

/// Finds the cursor at an offset; `None` in a remark or a text of several lines.
pub(super) fn find(yaml: &str, offset: usize) -> Option<Cursor> {
    let mut state = State::default();
    let mut seen = Vec::new();
    let mut found = None;
    let mut start = 0;
    for raw in yaml.split_inclusive('\n').chain(yaml.ends_with('\n').then_some("")) {
        let line = raw.trim_end_matches(['\n', '\r']);
        let end = start + line.len();
        if found.is_none() && (start..=end).contains(&offset) {
            let typed = yaml.get(start..offset)?;
            found = Some(here(state.clone(), typed, start)?);
        }
        state.line(line, start, &mut seen);
        start += raw.len();
    }
    let (mut cursor, mapping) = found.or_else(|| yaml.is_empty().then(|| here(State::default(), "", 0))?)?;
    if cursor.is_value {
        return Some(cursor);
    }
    let others = seen.iter().filter(|seen| seen.mapping == mapping && !(seen.at.start..=seen.at.end).contains(&offset));
    cursor.taken = others.map(|seen| seen.key.clone()).collect();
    Some(cursor)
}

/// The cursor behind the part of a line that is typed, and the mapping that it stands in.
fn here(mut state: State, typed: &str, start: usize) -> Option<(Cursor, usize)> {
    let end = start + typed.len();
    state.value = None;
    let body = typed.trim_start();
    if state.brackets.is_empty() && body.is_empty() {
        if state.text_below.is_some_and(|column| typed.len() > column) {
            return None;
        }
        state.rise(typed.len());
        state.body = end;
    } else if !state.line(typed, start, &mut Vec::new()) {
        return None;
    }
    let mut path: Vec<Step> = state.levels.iter().map(|level| level.step.clone()).collect();
    let mut from = state.value.unwrap_or(state.body);
    let mut is_value = state.value.is_some();
    let mut mapping = state.levels.last().map_or(0, |level| level.id);
    for bracket in &state.brackets {
        match (&bracket.key, bracket.is_map) {
            (Some(key), true) => path.push(Step::Key(key.clone())),
            (None, true) => {}
            (_, false) => path.push(Step::Item),
        }
        from = bracket.from.max(start);
        is_value = !bracket.is_map || bracket.key.is_some();
        mapping = bracket.id;
    }
    let piece = typed.get(from.checked_sub(start)?..)?;
    let lead = piece.len() - piece.trim_start().len();
    let in_flow = !state.brackets.is_empty();
    Some((Cursor { path, is_value, typed: from + lead..end, taken: Vec::new(), in_flow }, mapping))
}

impl State {
    /// Goes over a line; `false` if it is a remark or text.
    fn line(&mut self, line: &str, start: usize, seen: &mut Vec<Seen>) -> bool {
        let mut body = line.trim_start_matches(' ');
        let mut column = line.len() - body.len();
        if !self.brackets.is_empty() {
            // A key at the margin: a bracket was left open above.
            if column == 0 && key(body).is_some() {
                self.brackets.clear();
            } else {
                return self.flow(line, start, seen);
            }
        }
        if body.trim().is_empty() {
            return true;
        }
        if let Some(text) = self.text_below {
            if column > text {
                return false;
            }
            self.text_below = None;
        }
        if body.starts_with('#') {
            return false;
        }
        while let Some(rest) = body.strip_prefix('-').filter(|rest| rest.is_empty() || rest.starts_with(' ')) {
            self.levels.retain(|level| level.column < column || (level.column == column && level.step != Step::Item));
            self.levels.push(Level { column, step: Step::Item, id: start + column + 1 });
            let next = rest.trim_start_matches(' ');
            column += body.len() - next.len();
            body = next;
        }
        self.value = None;
        self.body = start + column;
        let Some((name, rest)) = key(body) else {
            if !body.is_empty() {
                self.rise(column);
            }
            return self.flow_begins(body, start + column, seen);
        };
        self.rise(column);
        let mapping = self.levels.last().map_or(0, |level| level.id);
        let at = start + column;
        seen.push(Seen { mapping, key: name.to_owned(), at: at..at + body.len() - rest.len() - 1 });
        self.levels.push(Level { column, step: Step::Key(name.to_owned()), id: at + 1 });
        let value = start + line.len() - rest.len();
        self.value = Some(value);
        if rest.trim_start().starts_with(['|', '>']) {
            self.text_below = Some(column);
        }
        self.flow_begins(rest, value, seen)
    }

    /// Leaves what ends above a line at this column.
    fn rise(&mut self, column: usize) {
        self.levels.retain(|level| level.column < column);
    }

    /// Goes over what stands behind a key or a dash: only a bracket at its beginning opens anything.
    fn flow_begins(&mut self, text: &str, start: usize, seen: &mut Vec<Seen>) -> bool {
        if text.trim_start().starts_with(['{', '[']) {
            self.flow(text, start, seen)
        } else {
            !text.contains(" #") || text.contains(['"', '\''])
        }
    }

    /// Goes over text with brackets; `false` if it ends in a remark.
    fn flow(&mut self, text: &str, start: usize, seen: &mut Vec<Seen>) -> bool {
        let mut quote = None;
        let mut before = ' ';
        for (at, ch) in text.char_indices() {
            let next = start + at + ch.len_utf8();
            if let Some(open) = quote {
                quote = quote.filter(|_| open != ch);
                before = ch;
                continue;
            }
            match ch {
                '"' | '\'' => quote = Some(ch),
                '#' if before.is_whitespace() => return false,
                '{' | '[' => {
                    self.brackets.push(Bracket { is_map: ch == '{', key: None, from: next, id: next });
                }
                '}' | ']' => {
                    self.brackets.pop();
                }
                ',' => {
                    if let Some(bracket) = self.brackets.last_mut() {
                        bracket.key = None;
                        bracket.from = next;
                    }
                }
                ':' if text.get(at + 1..).is_none_or(|rest| rest.is_empty() || rest.starts_with([' ', '"'])) => {
                    let Some(bracket) = self.brackets.last_mut().filter(|open| open.is_map && open.key.is_none())
                    else {
                        continue;
                    };
                    let from = bracket.from.max(start);
                    let name = text.get(from - start..at).unwrap_or_default().trim();
                    let name = name.trim_matches(['"', '\'']);
                    seen.push(Seen { mapping: bracket.id, key: name.to_owned(), at: next - 1 - name.len()..next - 1 });
                    bracket.key = Some(name.to_owned());
                    bracket.from = next;
                }
                _ => {}
            }
            before = ch;
        }
        true
    }
}

/// Splits `key: rest`.
fn key(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.split_once(':')?;
    let name = name.trim_end().trim_matches(['"', '\'']);
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    (is_name && (rest.is_empty() || rest.starts_with(' '))).then_some((name, rest))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    /// The cursor at `|`: its way, whether a value is wanted, what is typed, which keys are taken.
    fn at(text: &str) -> String {
        let offset = text.find('|').unwrap();
        let yaml = text.replacen('|', "", 1);
        let Some(cursor) = find(&yaml, offset) else { return "nowhere".to_owned() };
        let way = cursor.path.iter().map(|step| match step {
            Step::Key(key) => key.as_str(),
            Step::Item => "-",
        });
        let typed = yaml.get(cursor.typed.clone()).unwrap();
        let what = if cursor.is_value { ":" } else { "?" };
        format!("{} {what} {typed} {}", way.collect::<Vec<_>>().join("/"), cursor.taken.join(","))
    }

    #[test]
    fn a_cursor_is_found_in_a_text_that_is_being_written() {
        for (text, wanted) in [
            ("|", " ?  "),
            ("title: A\nki|\ndate: 2026-01-01\n", " ? ki title,date"),
            ("title: A\nkind: ag|", "kind : ag "),
            ("title: A\nki|nd: agenda\n", " ? ki title"),
            ("title: A\n|", " ?  title"),
            ("plan:\n  cell: X\n  |\nroles: []\n", "plan ?  cell"),
            ("items:\n  - title: A\n    mi|\n    lead: B\n  - title: C\n    note: D\n", "items/- ? mi title,lead"),
            ("items:\n  - { part: opening, le|, vote: true }\n", "items/- ? le part,vote"),
            ("items:\n  - { part: op| }\n", "items/-/part : op "),
            ("org_types: [hanh-chinh, do|", "org_types/- : do "),
            ("org_types:\n  - ha|\n", "org_types/- ? ha "),
            ("org_types:\n- ha|\n", "org_types/- ? ha "),
            ("items:\n- title: A\n  minutes: |\nunit: x\n", "items/-/minutes :  "),
            ("plan: {cell: Z, a: [1, {b: |", "plan/a/-/b :  "),
            ("about: |2", "about : 2 "),
            ("sources: [one,\n  two, th|]\nunit: x\n", "sources/- : th "),
            ("open: [a\nunit: |\n", "unit :  "),
            ("title: A # re|\n", "nowhere"),
            ("# no|\n", "nowhere"),
        ] {
            let text = if text == "about: |2" { "about: 2|" } else { text };
            assert_eq!(at(text), wanted, "{text}");
        }
        assert_eq!(find("note: >\n  dài\n  mi", 18), None);
    }

    #[test]
    fn any_text_and_any_cursor_are_borne() {
        let text = "a: {b: [\"x\n- - : ]}\n\t#ắ\r\n ? - {,:\n'|\n  -\n- :";
        for at in 0..=text.len() + 2 {
            let _ = find(text, at);
        }
    }
}
