//! Plain text: bytes in any encoding that Vietnamese is found in, lines as paragraphs, old letters as Unicode.

use crate::text::legacy::{self, LegacyEncoding};

use super::clean::clean;
use super::codes::{ENCODING, Fault};
use super::note::{CONVERTED, DOUBTFUL, MIXED, Notes};
use super::tree::{Block, Inline, Look, Paragraph, Tree};

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

/// Returns the paragraphs of a text: its lines, those broken by hand put together.
pub(super) fn tree(text: &str) -> Tree {
    let mut blocks: Vec<String> = Vec::new();
    let mut before: Option<usize> = None;
    for line in text.lines() {
        let indented = line.starts_with([' ', '\t']);
        let line = line.trim();
        let length = line.chars().count();
        if line.is_empty() {
            before = None;
            continue;
        }
        let goes_on = before.is_some_and(|length| BROKEN.contains(&length))
            && !indented
            && line.starts_with(|c: char| c.is_lowercase() || c == '(' || c == '"');
        match blocks.last_mut() {
            Some(paragraph) if goes_on && !begins_item(line) => {
                paragraph.push(' ');
                paragraph.push_str(line);
            }
            _ => blocks.push(line.to_owned()),
        }
        before = Some(length);
    }
    let paragraph = |text: String| Block::Paragraph(Paragraph::new(vec![Inline::Text(text, Look::default())]));
    Tree { blocks: blocks.into_iter().map(paragraph).collect(), ..Tree::default() }
}

/// Tells whether a line begins like `a)`.
fn begins_item(line: &str) -> bool {
    line.split_once(')').is_some_and(|(label, _)| label.chars().count() <= 2)
}
