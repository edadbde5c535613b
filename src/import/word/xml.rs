//! A part of XML as a small tree, within bounds of depth and number; names without their prefixes.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use crate::import::codes::{BOMB, BROKEN_XML, DTD, Fault};

/// Deepest nesting that is followed: tables in tables in text boxes stay far below.
const DEEPEST: usize = 200;
/// Most elements of a part.
const MOST: usize = 1_200_000;

#[derive(Debug, Default)]
pub(super) struct Element {
    pub(super) name: Box<str>,
    attributes: Vec<(Box<str>, Box<str>)>,
    children: Vec<Child>,
}

#[derive(Debug)]
enum Child {
    Element(Element),
    Text(Box<str>),
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key.as_ref() == name).map(|(_, value)| value.as_ref())
    }

    /// The value of a property that has but one.
    pub(super) fn value(&self) -> Option<&str> {
        self.attribute("val")
    }

    pub(super) fn children(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Child::Element(element) => Some(element),
            Child::Text(_) => None,
        })
    }

    pub(super) fn elements<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children().filter(move |child| child.name.as_ref() == name)
    }

    pub(super) fn child<'a>(&'a self, name: &'a str) -> Option<&'a Element> {
        self.elements(name).next()
    }

    /// The value of a child with that name.
    pub(super) fn value_of(&self, name: &str) -> Option<&str> {
        self.children().find(|child| child.name.as_ref() == name)?.value()
    }

    /// A switch: `None` where it is not set.
    pub(super) fn switch(&self, name: &str) -> Option<bool> {
        let child = self.child(name)?;
        Some(!matches!(child.value(), Some("0" | "false" | "off" | "none")))
    }

    /// The first element of that name anywhere below.
    pub(super) fn find(&self, name: &str) -> Option<&Element> {
        self.children().find_map(|child| if child.name.as_ref() == name { Some(child) } else { child.find(name) })
    }

    /// Its own letters.
    pub(super) fn text(&self) -> String {
        self.children
            .iter()
            .filter_map(|child| match child {
                Child::Text(text) => Some(text.as_ref()),
                Child::Element(_) => None,
            })
            .collect()
    }

    /// All letters below.
    pub(super) fn all_text(&self, out: &mut String) {
        for child in &self.children {
            match child {
                Child::Text(text) => out.push_str(text),
                Child::Element(element) => element.all_text(out),
            }
        }
    }
}

/// Reads a part.
pub(super) fn read(part: &str, bytes: &[u8]) -> Result<Element, Fault> {
    let text = decode(part, bytes)?;
    let mut reader = Reader::from_str(&text);
    let mut stack: Vec<Element> = vec![Element::default()];
    let mut count = 0;
    loop {
        let at = reader.buffer_position();
        let broken = || Fault::new(&BROKEN_XML).with("part", part).with("at", at);
        let top = stack.last_mut().ok_or_else(broken)?;
        match reader.read_event().map_err(|_| broken())? {
            Event::Start(start) => {
                count += 1;
                stack.push(element(&start).ok_or_else(broken)?);
                if stack.len() > DEEPEST || count > MOST {
                    return Err(Fault::new(&BOMB).with("part", part));
                }
            }
            Event::Empty(start) => {
                count += 1;
                if count > MOST {
                    return Err(Fault::new(&BOMB).with("part", part));
                }
                top.children.push(Child::Element(element(&start).ok_or_else(broken)?));
            }
            Event::End(_) => {
                let done = stack.pop().ok_or_else(broken)?;
                stack.last_mut().ok_or_else(broken)?.children.push(Child::Element(done));
            }
            Event::Text(text) => push(top, &text.xml10_content()),
            Event::CData(text) => push(top, &text.xml10_content()),
            Event::GeneralRef(reference) => {
                let letter = match reference.resolve_char_ref() {
                    Ok(Some(letter)) => letter,
                    Ok(None) => match &*reference {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        "apos" => '\'',
                        _ => return Err(Fault::new(&DTD).with("part", part)),
                    },
                    Err(_) => return Err(broken()),
                };
                push(top, letter.encode_utf8(&mut [0; 4]));
            }
            Event::DocType(_) => return Err(Fault::new(&DTD).with("part", part)),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => {
                let mut whole = stack.pop().filter(|_| stack.is_empty()).ok_or_else(broken)?;
                let root = whole.children.drain(..).find_map(|child| match child {
                    Child::Element(element) => Some(element),
                    Child::Text(_) => None,
                });
                return root.ok_or_else(broken);
            }
        }
    }
}

fn decode<'a>(part: &str, bytes: &'a [u8]) -> Result<Cow<'a, str>, Fault> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| match pair {
            [a, b] => unit([*a, *b]),
            _ => 0,
        });
        char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect::<String>()
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => return Ok(wide(rest, u16::from_le_bytes).into()),
        [0xFE, 0xFF, rest @ ..] => return Ok(wide(rest, u16::from_be_bytes).into()),
        _ => {}
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| Fault::new(&BROKEN_XML).with("part", part).with("at", error.valid_up_to()))?;
    Ok(text.trim_start_matches('\u{FEFF}').into())
}

fn push(top: &mut Element, text: &str) {
    if let Some(Child::Text(before)) = top.children.last_mut() {
        let mut joined = std::mem::take(before).into_string();
        joined.push_str(text);
        *before = joined.into();
    } else if !text.is_empty() {
        top.children.push(Child::Text(text.into()));
    }
}

fn element(start: &BytesStart<'_>) -> Option<Element> {
    let name = local(start.name().into_inner());
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        let key = local(attribute.key.into_inner());
        // Marks of editing sessions: the larger part of Word's attributes, of no use.
        if key.starts_with("rsid") || key.starts_with("xmlns") || key == "paraId" || key == "textId" {
            continue;
        }
        attributes.push((key.into(), attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into()));
    }
    Some(Element { name: name.into(), attributes, children: Vec::new() })
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
