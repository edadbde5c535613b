//! Runs of text: letters with their look, links, fields, footnotes, changes that are tracked.

use crate::import::note::{DELETED, FORMULA, HIDDEN, INSERTED, LINK_LOST};
use crate::import::plain;
use crate::import::tree::{Inline, Look};

use super::styles::{Font, Letters, Raise};
use super::xml::Element;
use super::{Foot, Reader};

/// A field that is open.
#[derive(Debug, Default)]
pub(super) struct Field {
    instruction: String,
    /// Its instruction is over: what follows is shown.
    shows: bool,
    /// Where its result begins in the paragraph, if it is a link.
    pub(super) link: Option<usize>,
}

impl Reader<'_, '_> {
    pub(super) fn inlines(&mut self, of: &Element, style: Option<&str>, out: &mut Vec<Inline>) {
        let mut letters = Pieces::default();
        self.walk(of, style, &mut letters, out);
        letters.flush(self, out);
    }

    fn walk(&mut self, of: &Element, style: Option<&str>, letters: &mut Pieces, out: &mut Vec<Inline>) {
        for child in of.children() {
            match child.name.as_ref() {
                "r" => self.run(child, style, letters, out),
                "ins" | "moveTo" => {
                    self.notes.add(&INSERTED);
                    self.walk(child, style, letters, out);
                }
                "del" | "moveFrom" => self.notes.add(&DELETED),
                "smartTag" | "sdtContent" | "customXml" | "bdo" | "dir" | "fldSimple" | "sdt" => {
                    let to = child.attribute("instr").and_then(address);
                    letters.flush(self, out);
                    let from = out.len();
                    self.walk(child, style, letters, out);
                    letters.flush(self, out);
                    if let Some(to) = to {
                        self.link(&to, from, out);
                    }
                }
                "hyperlink" => {
                    letters.flush(self, out);
                    let from = out.len();
                    self.walk(child, style, letters, out);
                    letters.flush(self, out);
                    let relation = child.attribute("id").and_then(|id| self.relations.get(id));
                    if let Some(to) = relation.filter(|of| of.outside).map(|of| of.target.clone()) {
                        self.link(&to, from, out);
                    }
                }
                "oMath" | "oMathPara" => {
                    self.notes.add(&FORMULA);
                    let mut text = String::new();
                    child.all_text(&mut text);
                    letters.push(&text, Look::default(), Font::Unicode, self, out);
                }
                "AlternateContent" => {
                    if let Some(choice) = child.child("Choice").or_else(|| child.child("Fallback")) {
                        self.walk(choice, style, letters, out);
                    }
                }
                _ => {}
            }
        }
    }

    fn run(&mut self, of: &Element, style: Option<&str>, letters: &mut Pieces, out: &mut Vec<Inline>) {
        let looks = self.styles.letters(style, of.child("rPr"));
        if looks.hidden == Some(true) {
            self.notes.add(&HIDDEN);
            return;
        }
        self.pieces(of, looks, letters, out);
    }

    fn pieces(&mut self, of: &Element, looks: Letters, letters: &mut Pieces, out: &mut Vec<Inline>) {
        let look = Look {
            strong: looks.strong == Some(true),
            emphasis: looks.emphasis == Some(true),
            strike: looks.strike == Some(true),
            raised: looks.raised == Some(Raise::Up),
            lowered: looks.raised == Some(Raise::Down),
        };
        let font = looks.font.unwrap_or(Font::Unicode);
        for child in of.children() {
            // What a field says of itself is not shown.
            let silent = self.fields.last().is_some_and(|field| !field.shows);
            match child.name.as_ref() {
                "instrText" => {
                    if let Some(field) = self.fields.last_mut().filter(|field| field.instruction.len() < 4096) {
                        field.instruction.push_str(&child.text());
                    }
                }
                "fldChar" => {
                    letters.flush(self, out);
                    self.field(child.attribute("fldCharType").unwrap_or_default(), out);
                }
                _ if silent => {}
                "t" => letters.push(&child.text(), look, font, self, out),
                "tab" | "ptab" => letters.push("\t", look, font, self, out),
                "noBreakHyphen" => letters.push("-", look, font, self, out),
                "sym" => {
                    let sign = child.attribute("char").and_then(|hex| u32::from_str_radix(hex, 16).ok());
                    if let Some(sign) = sign.and_then(sign_of) {
                        letters.push(sign, look, Font::Unicode, self, out);
                    }
                }
                "br" | "cr" => {
                    letters.flush(self, out);
                    if !matches!(child.attribute("type"), Some("page" | "column")) {
                        out.push(Inline::Break);
                    }
                }
                "footnoteReference" | "endnoteReference" => {
                    letters.flush(self, out);
                    let place = if child.name.as_ref() == "endnoteReference" { Foot::End } else { Foot::Page };
                    let called = (place, child.attribute("id").unwrap_or_default().to_owned());
                    let at = self.called.iter().position(|known| *known == called).unwrap_or_else(|| {
                        self.called.push(called);
                        self.called.len() - 1
                    });
                    out.push(Inline::Footnote(at));
                }
                "drawing" | "pict" | "object" => {
                    letters.flush(self, out);
                    self.drawing(child, out);
                }
                "AlternateContent" => {
                    if let Some(choice) = child.child("Choice").or_else(|| child.child("Fallback")) {
                        self.pieces(choice, looks, letters, out);
                    }
                }
                _ => {}
            }
        }
    }

    fn field(&mut self, step: &str, out: &mut Vec<Inline>) {
        match step {
            "begin" => self.fields.push(Field::default()),
            "separate" => {
                if let Some(field) = self.fields.last_mut() {
                    field.shows = true;
                    field.link = Some(out.len());
                }
            }
            "end" => {
                let Some(field) = self.fields.pop() else { return };
                if let (Some(from), Some(to)) = (field.link, address(&field.instruction)) {
                    self.link(&to, from, out);
                }
            }
            _ => {}
        }
    }

    /// Makes what stands behind `from` a link, if its address may be one.
    fn link(&mut self, to: &str, from: usize, out: &mut Vec<Inline>) {
        let to = to.trim().to_owned();
        let lower = to.to_ascii_lowercase();
        let sound = ["http://", "https://", "mailto:", "tel:"].iter().any(|scheme| lower.starts_with(scheme))
            && !to.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>'));
        let text: Vec<Inline> = out.drain(from.min(out.len())..).collect();
        let plain = text.iter().all(|inline| matches!(inline, Inline::Text(..)));
        if sound && plain && !text.is_empty() {
            out.push(Inline::Link { to, text });
        } else {
            if !sound {
                self.notes.show(&LINK_LOST, to.chars().take(80).collect::<String>());
            }
            out.extend(text);
        }
    }
}

/// The address of a `HYPERLINK "…"` instruction.
fn address(instruction: &str) -> Option<String> {
    let rest = instruction.trim().strip_prefix("HYPERLINK")?.trim_start();
    let rest = rest.strip_prefix('"')?;
    rest.split_once('"').map(|(to, _)| to.to_owned())
}

/// Signs of symbol fonts that forms use.
fn sign_of(code: u32) -> Option<&'static str> {
    Some(match code & 0xFF {
        0xA8 | 0x6F | 0x71 => "☐",
        0xFE | 0x52 => "☑",
        0xFD | 0x78 => "☒",
        0xFC => "✓",
        0xB7 => "•",
        0xE0 | 0xF0 => "→",
        _ => return None,
    })
}

/// Letters of neighbouring runs of one look and font, before they are converted: a letter of VNI may be cut in two.
#[derive(Default)]
struct Pieces {
    text: String,
    of: Option<(Look, Font)>,
}

impl Pieces {
    fn push(&mut self, text: &str, look: Look, font: Font, reader: &mut Reader<'_, '_>, out: &mut Vec<Inline>) {
        if self.of != Some((look, font)) {
            self.flush(reader, out);
            self.of = Some((look, font));
        }
        self.text.push_str(text);
    }

    fn flush(&mut self, reader: &mut Reader<'_, '_>, out: &mut Vec<Inline>) {
        let text = std::mem::take(&mut self.text);
        let Some((look, font)) = self.of.take() else { return };
        let text = match font {
            Font::Old { encoding, capitals } => plain::convert_font(&text, encoding, capitals, reader.notes),
            Font::Signs => text.chars().map(|c| sign_of(u32::from(c)).unwrap_or("")).collect(),
            Font::Unicode => plain::convert(&text, reader.notes),
        };
        if !text.is_empty() {
            out.push(Inline::Text(text, look));
        }
    }
}
