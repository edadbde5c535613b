//! Numbers of directives in the text, as citations where the register knows them.

use crate::link::{Handbook, Lookup};
use crate::text::date::Date;

use super::dates;
use super::note::{AMBIGUOUS, CITED, Notes, UNKNOWN};
use super::tree::{Block, Inline};

/// Most letters between a number and its date: `, ngày `.
const BETWEEN: usize = 12;

/// A number found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    /// With the date, if one follows.
    range: std::ops::Range<usize>,
    /// Without it.
    number: std::ops::Range<usize>,
    date: Option<Date>,
}

/// Cites directives of a handbook; keeps those cited in the order of their first place.
pub(super) struct Citer<'a> {
    handbook: &'a Handbook,
    pub(super) cited: Vec<String>,
}

impl<'a> Citer<'a> {
    pub(super) fn new(handbook: &'a Handbook) -> Self {
        Self { handbook, cited: Vec::new() }
    }

    /// Makes citations in all texts.
    pub(super) fn blocks(&mut self, blocks: &mut [Block], notes: &mut Notes) {
        for block in blocks {
            match block {
                Block::Paragraph(of) => self.inlines(&mut of.text, notes),
                Block::Item(of) => self.inlines(&mut of.text, notes),
                Block::Table(table) => {
                    for line in table.rows.iter_mut().flat_map(|row| &mut row.cells).flat_map(|cell| &mut cell.lines) {
                        self.inlines(line, notes);
                    }
                }
                // A link in a heading would be a link in the table of contents.
                Block::Heading { .. } | Block::Title(_) => {}
            }
        }
    }

    fn inlines(&mut self, text: &mut Vec<Inline>, notes: &mut Notes) {
        whole(text);
        let mut out = Vec::with_capacity(text.len());
        for inline in text.drain(..) {
            let Inline::Text(text, look) = inline else {
                out.push(inline);
                continue;
            };
            let mut end = 0;
            for found in find(&text) {
                let Some((citation, range)) = self.cite(&text, &found, notes) else { continue };
                out.push(Inline::Text(text.get(end..range.start).unwrap_or_default().to_owned(), look));
                out.push(Inline::Citation(citation));
                end = range.end;
            }
            out.push(Inline::Text(text.get(end..).unwrap_or_default().to_owned(), look));
        }
        *text = super::tree::join(out);
    }

    /// Makes citations in Markdown: in lines where nothing else is between brackets.
    pub(super) fn markdown(&mut self, body: &str, notes: &mut Notes) -> String {
        let mut out = String::with_capacity(body.len());
        let mut fence: Option<char> = None;
        for line in body.split_inclusive('\n') {
            let start = line.trim_start();
            let mark = ['`', '~'].into_iter().find(|mark| start.starts_with(&mark.to_string().repeat(3)));
            if let Some(mark) = mark {
                fence = if fence == Some(mark) { None } else { fence.or(Some(mark)) };
            }
            let plain = fence.is_none() && mark.is_none() && !line.contains(['[', '`', '<']) && !line.contains("://");
            if !plain || start.starts_with('#') {
                out.push_str(line);
                continue;
            }
            let mut end = 0;
            for found in find(line) {
                let Some((citation, range)) = self.cite(line, &found, notes) else { continue };
                out.push_str(line.get(end..range.start).unwrap_or_default());
                out.push_str(&format!("[[{citation}]]"));
                end = range.end;
            }
            out.push_str(line.get(end..).unwrap_or_default());
        }
        out
    }

    fn cite(&mut self, text: &str, found: &Found, notes: &mut Notes) -> Option<(String, std::ops::Range<usize>)> {
        let number = text.get(found.number.clone())?;
        let written = found.date.map_or_else(|| number.to_owned(), |date| format!("{number}, {}", date.citation()));
        match self.handbook.register().find(&written) {
            Lookup::One(id) => {
                let citation = self.handbook.document(id).directive()?.citation();
                notes.show(&CITED, citation.clone());
                if !self.cited.contains(&citation) {
                    self.cited.push(citation.clone());
                }
                Some((citation, found.range.clone()))
            }
            Lookup::Several(_) | Lookup::OtherDate(_) => {
                notes.show(&AMBIGUOUS, written);
                None
            }
            Lookup::Unknown => {
                notes.show(&UNKNOWN, written);
                None
            }
        }
    }
}

/// Puts a date to the number before it where only the look of the letters parts them.
fn whole(text: &mut [Inline]) {
    for at in 1..text.len() {
        let (before, after) = text.split_at_mut(at);
        let (Some(Inline::Text(a, _)), Some(Inline::Text(b, _))) = (before.last_mut(), after.first_mut()) else {
            continue;
        };
        let joined: String = a.chars().chain(b.chars().take(BETWEEN + 32)).collect();
        let ends = |of: &Found| of.number.end <= a.len() && of.range.end > a.len() && of.date.is_some();
        let Some(found) = find(&joined).into_iter().find(ends) else { continue };
        let date: String = b.drain(..found.range.end - a.len()).collect();
        a.push_str(&date);
    }
}

/// Finds numbers such as `12-HD/BTCTW` and `30/2020/NĐ-CP`, each with the date that follows.
fn find(text: &str) -> Vec<Found> {
    let mut out = Vec::new();
    let mut end = 0;
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        if at >= end
            && letter.is_ascii_digit()
            && !before.is_alphanumeric()
            && !matches!(before, '-' | '/' | '.' | ',')
            && let Some(length) = number(text.get(at..).unwrap_or_default())
        {
            let number = at..at + length;
            let (date, stop) = date_behind(text, number.end);
            end = stop;
            out.push(Found { range: at..stop, number, date });
        }
        before = letter;
    }
    out
}

/// The length of a number at the start of a text.
fn number(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 4 {
        return None;
    }
    let mut length = digits;
    let mut letters = 0;
    for letter in text.get(digits..)?.chars() {
        let own = letter.is_uppercase() || letter.is_ascii_digit() || matches!(letter, '-' | '/' | 'r');
        if !own {
            // Small letters right behind: a word, not a number.
            if letter.is_alphabetic() {
                return None;
            }
            break;
        }
        letters += usize::from(letter.is_uppercase());
        length += letter.len_utf8();
    }
    let trimmed = text.get(..length)?.trim_end_matches(['-', '/']);
    let sound = trimmed.contains('/') && trimmed.contains('-') && letters >= 2 && length <= 40;
    sound.then_some(trimmed.len())
}

/// The date right behind a number, and where it ends.
fn date_behind(text: &str, from: usize) -> (Option<Date>, usize) {
    let rest = text.get(from..).unwrap_or_default();
    let near: String = rest.chars().take(BETWEEN + 32).collect();
    let Some((date, range)) = dates::find_span(&near) else { return (None, from) };
    let between = near.get(..range.start).unwrap_or_default().replace('\u{A0}', " ");
    let between = between.trim().trim_start_matches(',').trim().to_lowercase();
    if matches!(between.as_str(), "" | "ngày" | "(" | "(ngày") {
        let open = between.starts_with('(');
        let close = near.get(range.end..).is_some_and(|rest| rest.starts_with(')'));
        let stop = from + range.end + usize::from(open && close);
        if open && !close {
            return (Some(date), from);
        }
        return (Some(date), stop);
    }
    (None, from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, Option<String>)> {
        find(text)
            .iter()
            .map(|of| (text.get(of.number.clone()).unwrap_or_default(), of.date.map(Date::citation)))
            .collect()
    }

    #[test]
    fn numbers_are_found_with_their_dates() {
        let date = |date: &str| Some(date.to_owned());
        assert_eq!(found("Chỉ thị số 05-CT/TW ngày 15/5/2016 của Bộ Chính trị"), [("05-CT/TW", date("15/5/2016"))]);
        assert_eq!(found("Hướng dẫn 12-HD/BTCTW, ngày 06 tháng 7 năm 2018."), [("12-HD/BTCTW", date("06/7/2018"))]);
        assert_eq!(found("(30/2020/NĐ-CP; 42-HD/BTCTW)"), [("30/2020/NĐ-CP", None), ("42-HD/BTCTW", None)]);
        assert_eq!(found("ngày 15/5/2016, tỷ lệ 12-15, A4-B/C, 7-8/10, 90/CP"), []);
    }
}
