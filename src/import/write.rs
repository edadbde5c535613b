//! The tree as Markdown that means the same: every letter that Markdown would read as a mark is escaped.

use super::tree::{Block, Inline, Item, Label, Look, Table, is_blank};

/// What a page's body needs beside the tree.
pub(super) struct Writer<'a> {
    /// Files of the pictures, by index.
    pub(super) pictures: &'a [String],
}

/// Where text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Text,
    Heading,
    Cell,
}

impl Writer<'_> {
    /// Writes a body.
    pub(super) fn body(&self, blocks: &[Block], footnotes: &[Vec<Block>]) -> String {
        let mut out = self.blocks(blocks);
        for (at, note) in footnotes.iter().enumerate() {
            let text = self.blocks(note);
            let text = indent(text.trim_end(), 4);
            out.push_str(&format!("\n[^{}]: {}\n", at + 1, if text.is_empty() { "…" } else { text.as_str() }));
        }
        out
    }

    fn blocks(&self, blocks: &[Block]) -> String {
        let mut out = String::new();
        let mut at = 0;
        while let Some(block) = blocks.get(at) {
            let text = match block {
                Block::Item(_) => {
                    let items: Vec<&Item> = blocks
                        .iter()
                        .skip(at)
                        .map_while(|block| match block {
                            Block::Item(item) => Some(item),
                            Block::Heading { .. } | Block::Title(_) | Block::Paragraph(_) | Block::Table(_) => None,
                        })
                        .collect();
                    at += items.len() - 1;
                    self.list(&items)
                }
                Block::Heading { level, text } => {
                    format!("{} {}\n", "#".repeat(usize::from(*level)), self.text(text, At::Heading))
                }
                Block::Title(text) => format!("## {}\n", self.text(text, At::Heading)),
                Block::Paragraph(of) => self.text(&of.text, At::Text) + "\n",
                Block::Table(table) => self.table(table),
            };
            at += 1;
            if text.trim().is_empty() {
                continue;
            }
            if !out.is_empty() {
                // Two lists that follow one another would be one.
                out.push('\n');
            }
            out.push_str(&text);
        }
        out
    }

    /// Items of one list and those below them. What Markdown does not count is a paragraph that begins with its label.
    fn list(&self, items: &[&Item]) -> String {
        let mut out = String::new();
        // Open levels with the width of their marks.
        let mut open: Vec<(usize, usize)> = Vec::new();
        let mut before: Option<(usize, u8)> = None;
        for item in items {
            while open.last().is_some_and(|(level, _)| *level >= item.level) {
                open.pop();
            }
            let margin: usize = open.iter().map(|(_, width)| width).sum();
            let text = self.text(&item.text, At::Text);
            let (mark, text, sort) = match &item.label {
                Label::Bullet => ("- ".to_owned(), text, 0),
                Label::Number(number, sign) => (format!("{number}{sign} "), text, if *sign == '.' { 1 } else { 2 }),
                Label::Text(label) => (String::new(), protect(&format!("{} {text}", escape(label, At::Text))), 3),
            };
            // Another sort of mark on the same level begins a new list; plain lines stand apart.
            let apart =
                before.is_some_and(|(level, other)| sort == 3 || other == 3 || (level == item.level && other != sort));
            if apart {
                out.push('\n');
            }
            let space = " ".repeat(margin);
            let text = if text.is_empty() { "\u{A0}".to_owned() } else { indent(&text, margin + mark.len()) };
            // What is counted begins with a mark already; its text is protected where it was written.
            out.push_str(&format!("{space}{mark}{text}\n"));
            if !mark.is_empty() && open.len() < 8 {
                open.push((item.level, mark.len()));
            }
            before = Some((item.level, sort));
        }
        out
    }

    fn table(&self, table: &Table) -> String {
        let width = table.width().min(60);
        if width == 0 {
            return String::new();
        }
        let mut out = String::new();
        for (at, row) in table.rows.iter().enumerate() {
            let mut cells: Vec<String> = Vec::new();
            for cell in &row.cells {
                let lines: Vec<String> = cell
                    .lines
                    .iter()
                    .map(|line| self.text(&if at == 0 { plain(line) } else { line.clone() }, At::Cell))
                    .filter(|line| !line.is_empty())
                    .collect();
                cells.push(lines.join("<br>"));
                cells.extend((1..cell.span).map(|_| String::new()));
            }
            cells.resize(width, String::new());
            let cells: Vec<String> = cells
                .into_iter()
                .map(|cell| if cell.is_empty() { " ".to_owned() } else { format!(" {cell} ") })
                .collect();
            out.push_str(&format!("|{}|\n", cells.join("|")));
            if at == 0 {
                out.push_str(&format!("|{}\n", "---|".repeat(width)));
            }
        }
        out
    }

    fn text(&self, text: &[Inline], at: At) -> String {
        let mut out = String::new();
        for (number, inline) in text.iter().enumerate() {
            match inline {
                Inline::Text(words, look) => {
                    let next = text.get(number + 1).and_then(first_letter);
                    styled(words, *look, at, next, &mut out);
                }
                Inline::Break => match at {
                    At::Cell => out.push_str("<br>"),
                    At::Heading => out.push(' '),
                    At::Text => out.push_str("\\\n"),
                },
                Inline::Link { to, text } => {
                    let words = self.text(text, at);
                    let to = to.replace('\\', "%5C").replace('(', "%28").replace(')', "%29").replace('|', "%7C");
                    out.push_str(&format!("[{}]({to})", words.trim()));
                }
                Inline::Picture { index, alt } => {
                    if let Some(file) = self.pictures.get(*index) {
                        out.push_str(&format!("![{}]({file})", escape(alt, at)));
                    }
                }
                Inline::Footnote(index) => out.push_str(&format!("[^{}]", index + 1)),
                Inline::Citation(number) => out.push_str(&format!("[[{number}]]")),
            }
        }
        if is_blank(text) {
            return String::new();
        }
        let lines: Vec<&str> = out.split('\n').map(str::trim).collect();
        let text = lines.join("\n");
        if at == At::Text { protect(&text) } else { text }
    }
}

/// A head is bold by itself.
fn plain(line: &[Inline]) -> Vec<Inline> {
    let mut line = line.to_vec();
    for inline in &mut line {
        if let Inline::Text(_, look) = inline {
            look.strong = false;
        }
    }
    line
}

fn first_letter(inline: &Inline) -> Option<char> {
    match inline {
        Inline::Text(text, _) => text.chars().next(),
        Inline::Break => Some(' '),
        Inline::Link { .. } | Inline::Footnote(_) | Inline::Citation(_) => Some('['),
        Inline::Picture { .. } => Some('!'),
    }
}

/// Words with their look. Marks of emphasis take hold only beside a space or a sign; elsewhere they are tags.
fn styled(words: &str, look: Look, at: At, next: Option<char>, out: &mut String) {
    let core = words.trim();
    if core.is_empty() {
        return out.push_str(&words.replace(['\t', '\n'], " "));
    }
    let lead = words.split(core).next().unwrap_or_default();
    let tail = words.get(lead.len() + core.len()..).unwrap_or_default();
    out.push_str(&lead.replace(['\t', '\n'], " "));
    let mut text = escape(core, at);
    for (on, tag) in [(look.raised, "sup"), (look.lowered, "sub")] {
        if on {
            text = format!("<{tag}>{text}</{tag}>");
        }
    }
    let before = out.chars().next_back().unwrap_or(' ');
    let after = if tail.is_empty() { next.unwrap_or(' ') } else { ' ' };
    let (first, last) = (core.chars().next().unwrap_or(' '), core.chars().next_back().unwrap_or(' '));
    let apart = |c: char| c.is_whitespace() || (is_sign(c) && !matches!(c, '*' | '~'));
    let opens = !is_sign(first) && before != '*' && before != '~' || apart(before);
    let closes = !is_sign(last) && after != '*' || apart(after);
    // Where the neighbour has marks of its own, or the text is a tag, marks would run together.
    let marks = opens && closes && !text.starts_with('<') && (before.is_whitespace() || apart(before)) && apart(after);
    for (on, mark, tag) in [(look.strike, "~~", "del"), (look.emphasis, "*", "em"), (look.strong, "**", "strong")] {
        if on {
            text = if marks { format!("{mark}{text}{mark}") } else { format!("<{tag}>{text}</{tag}>") };
        }
    }
    out.push_str(&text);
    out.push_str(&tail.replace(['\t', '\n'], " "));
}

/// What Markdown takes for punctuation.
fn is_sign(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}

/// Escapes what is a mark anywhere in a line.
fn escape(text: &str, at: At) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let letters: Vec<char> = text.chars().collect();
    for (index, letter) in letters.iter().copied().enumerate() {
        let near = |at: Option<usize>| at.and_then(|at| letters.get(at)).copied().unwrap_or(' ');
        let (before, after) = (near(index.checked_sub(1)), near(Some(index + 1)));
        match letter {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '~' | '|' => {
                out.push('\\');
                out.push(letter);
            }
            // Inside a word an underscore is no mark.
            '_' if !(before.is_alphanumeric() && after.is_alphanumeric()) => out.push_str("\\_"),
            '&' if after.is_ascii_alphanumeric() || after == '#' => out.push_str("\\&"),
            // Braces at the end of a heading are attributes.
            '{' if at == At::Heading => out.push_str("&#123;"),
            '}' if at == At::Heading => out.push_str("&#125;"),
            '#' if at == At::Heading => out.push_str("\\#"),
            '!' if after == '[' => out.push_str("\\!"),
            '\t' | '\n' => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

/// Escapes what is a mark at the start of a line only.
fn protect(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let margin = line.len() - line.trim_start_matches(' ').len();
        let (space, rest) = line.split_at_checked(margin).unwrap_or(("", line));
        out.push_str(space);
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let behind = rest.get(digits..).and_then(|rest| rest.chars().next());
        if digits > 0 && digits <= 9 && matches!(behind, Some('.' | ')')) {
            let ends =
                rest.get(digits + 1..).is_none_or(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\u{A0}']));
            if ends {
                out.push_str(rest.get(..digits).unwrap_or_default());
                out.push('\\');
                out.push_str(rest.get(digits..).unwrap_or_default());
                continue;
            }
        }
        let mark = match rest.chars().next() {
            Some('#' | '=' | ':') => true,
            Some(sign @ ('-' | '+')) => {
                rest.chars().nth(1).is_none_or(char::is_whitespace) || rest.chars().all(|c| c == sign || c == ' ')
            }
            _ => false,
        };
        if mark {
            out.push('\\');
        }
        out.push_str(rest);
    }
    out
}

/// Puts spaces before all lines but the first.
fn indent(text: &str, by: usize) -> String {
    let space = " ".repeat(by);
    let mut out = String::with_capacity(text.len());
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
            if !line.is_empty() {
                out.push_str(&space);
            }
        }
        out.push_str(line);
    }
    out
}
