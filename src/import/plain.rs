//! Plain text: bytes in any encoding that Vietnamese is found in, lines as paragraphs, old letters as Unicode.

use crate::text::legacy::{self, LegacyEncoding};

use super::clean::clean;
use super::codes::{ENCODING, Fault};
use super::note::{CONVERTED, DOUBTFUL, FAKE_HEADINGS, MIXED, Notes};
use super::tree::{Block, Inline, Look, Paragraph, Tree};
use super::{frame, headings};

/// Lines in which the head of an official paper shows.
const HEAD: usize = 12;
/// Lines of a text that was broken by hand are about so long, in letters.
const BROKEN: std::ops::RangeInclusive<usize> = 55..=110;

/// Returns the text of a file, in Unicode and NFC, with `\n` as its line ends.
pub(super) fn text(bytes: &[u8], notes: &mut Notes) -> Result<String, Fault> {
    let text = decode(bytes, notes)?;
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{0C}'], "\n");
    Ok(convert(&text, notes))
}

fn decode(bytes: &[u8], notes: &mut Notes) -> Result<String, Fault> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| match pair {
            [a, b] => unit([*a, *b]),
            _ => 0,
        });
        char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect::<String>()
    };
    let wrong = |at: usize| {
        let line = bytes.iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
        Fault::new(&ENCODING).with("line", line)
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => return Ok(wide(rest, u16::from_le_bytes)),
        [0xFE, 0xFF, rest @ ..] => return Ok(wide(rest, u16::from_be_bytes)),
        // Latin letters every second byte: UTF-16 without its mark.
        [a, 0, b, 0, ..] if *a > 0 && *b > 0 => return Ok(wide(bytes, u16::from_le_bytes)),
        [0, a, 0, b, ..] if *a > 0 && *b > 0 => return Ok(wide(bytes, u16::from_be_bytes)),
        _ => {}
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(wrong(at));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let encoding = legacy::detect_bytes(bytes).ok_or_else(|| wrong(error.valid_up_to()))?;
            let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
            Ok(old(&text, encoding, notes))
        }
    }
}

/// Returns the text clean; where it holds old letters, the lines that show them are converted.
pub(super) fn convert(text: &str, notes: &mut Notes) -> String {
    let Some(found) = legacy::detect(text) else { return clean(text) };
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if is_unicode(line) || line.is_ascii() {
            out.push_str(line);
        } else {
            out.push_str(&old(line, found.encoding, notes));
        }
    }
    clean(&out)
}

/// Returns the letters of a run in an old font.
pub(super) fn convert_font(text: &str, encoding: LegacyEncoding, capitals: bool, notes: &mut Notes) -> String {
    // Old letters of symbol fonts stand in the private area.
    let text: String = text
        .chars()
        .map(|ch| match u32::from(ch) {
            code @ 0xF020..=0xF0FF => char::from_u32(code - 0xF000).unwrap_or(ch),
            _ => ch,
        })
        .collect();
    if is_unicode(&text) {
        notes.add(&MIXED);
        return clean(&text);
    }
    let new = if text.is_ascii() { text } else { old(&text, encoding, notes) };
    let new = clean(&new);
    // Capital fonts of TCVN3 show small codes as capitals.
    if capitals { new.to_uppercase() } else { new }
}

fn old(text: &str, encoding: LegacyEncoding, notes: &mut Notes) -> String {
    let converted = legacy::convert(text, encoding);
    notes.add(&CONVERTED);
    for (at, letter) in &converted.doubtful {
        let before: String = text.get(..*at).unwrap_or_default().chars().rev().take(12).collect();
        let before: String = before.chars().rev().collect();
        let after: String = text.get(*at..).unwrap_or_default().chars().skip(1).take(12).collect();
        notes.show(&DOUBTFUL, format!("…{}[{letter}]{}…", before.trim_start(), after.trim_end()));
    }
    converted.text
}

/// Tells whether a text has letters that only Unicode Vietnamese has.
fn is_unicode(text: &str) -> bool {
    text.chars().any(|c| matches!(c, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1EA0}'..='\u{1EF9}' | '\u{300}'..='\u{323}'))
}

/// Returns the paragraphs of a text: its lines, those broken by hand put together. A short first line that stands alone is
/// its title; short numbered lines after an empty one are headings, unless they follow each other as a list does.
pub(super) fn tree(text: &str, notes: &mut Notes) -> Tree {
    let lines: Vec<&str> = text.lines().collect();
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<(String, usize)> = None;
    let plain = |text: String| vec![Inline::Text(text, Look::default())];
    let mut close = |open: &mut Option<(String, usize)>, next: Option<Block>| {
        blocks.extend(open.take().map(|(text, _)| Block::Paragraph(Paragraph::new(plain(text)))));
        blocks.extend(next);
    };
    for (at, raw) in lines.iter().enumerate() {
        let line = raw.trim();
        let length = line.chars().count();
        if line.is_empty() {
            close(&mut open, None);
            continue;
        }
        if let Some(level) = heading(&lines, at) {
            notes.show(&FAKE_HEADINGS, line.to_owned());
            close(&mut open, Some(Block::Heading { level, text: plain(line.to_owned()) }));
            continue;
        }
        if is_title(&lines, at) {
            close(&mut open, Some(Block::Title(plain(line.to_owned()))));
            continue;
        }
        match &mut open {
            Some((paragraph, before)) if BROKEN.contains(before) && goes_on(raw) => {
                paragraph.push(' ');
                paragraph.push_str(line);
                *before = length;
            }
            _ => {
                close(&mut open, None);
                open = Some((line.to_owned(), length));
            }
        }
    }
    close(&mut open, None);
    Tree { blocks, ..Tree::default() }
}

/// Tells whether a line goes on with a sentence that was broken by hand.
fn goes_on(line: &str) -> bool {
    line.starts_with(|c: char| c.is_lowercase() || c == '(' || c == '"') && !begins_item(line)
}

/// The level of a line that is a heading by its number and its place.
fn heading(lines: &[&str], at: usize) -> Option<u8> {
    let line = lines.get(at)?.trim();
    let level = headings::level(line).filter(|_| headings::is_short(line) && !begins_item(line))?;
    let (above, below) = around(lines, at);
    let after_gap = at.checked_sub(1).is_none_or(|above| lines.get(above).is_some_and(|line| line.trim().is_empty()));
    let in_list = [above, below].into_iter().flatten().any(|near| headings::level(near) == Some(level));
    (after_gap && below.is_some() && !in_list).then_some(level)
}

/// Tells whether a line is the text's title.
fn is_title(lines: &[&str], at: usize) -> bool {
    let line = lines.get(at).map(|line| line.trim()).unwrap_or_default();
    let (above, below) = around(lines, at);
    if above.is_some() {
        return false;
    }
    let alone = lines.get(at + 1).is_some_and(|line| line.trim().is_empty());
    // An official paper begins with its head.
    let headed = lines.iter().take(HEAD).any(|line| frame::is_motto(line));
    below.is_some() && alone && !headed && headings::is_short(line) && headings::level(line).is_none()
}

/// The nearest lines with words above and below.
fn around<'t>(lines: &[&'t str], at: usize) -> (Option<&'t str>, Option<&'t str>) {
    let words = |line: &&'t str| Some(line.trim()).filter(|line| !line.is_empty());
    let above = lines.get(..at).and_then(|lines| lines.iter().rev().find_map(words));
    let below = lines.get(at + 1..).and_then(|lines| lines.iter().find_map(words));
    (above, below)
}

/// Tells whether a line begins like `a)`.
fn begins_item(line: &str) -> bool {
    line.split_once(')').is_some_and(|(label, _)| label.chars().count() <= 2)
}
