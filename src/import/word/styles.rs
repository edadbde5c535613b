//! Styles: what a paragraph or a run looks like once all that it inherits is put together.
//!
//! Bold and italic are toggles: set in a paragraph's style and again in a letter's style they cancel out, direct
//! formatting says the last word (ECMA-376, 17.7.3).

use std::collections::BTreeMap;

use crate::text::fold::fold;
use crate::text::legacy::LegacyEncoding;

use super::xml::Element;

/// Longest chain of styles that is followed; a longer one goes in a circle.
const CHAIN: usize = 32;

/// What a style means beside its look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Title,
    Subtitle,
    /// From 1.
    Heading(u8),
}

/// Properties of letters, each `None` where nothing is said.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Letters {
    pub(super) strong: Option<bool>,
    pub(super) emphasis: Option<bool>,
    pub(super) strike: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) raised: Option<Raise>,
    pub(super) font: Option<Font>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Raise {
    None,
    Up,
    Down,
}

/// What a font's name tells of its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Font {
    Unicode,
    Old {
        encoding: LegacyEncoding,
        capitals: bool,
    },
    /// Letters are pictures (Wingdings, Symbol).
    Signs,
}

/// A paragraph's place in a list.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Numbered {
    pub(super) list: Option<u32>,
    pub(super) level: Option<usize>,
}

#[derive(Debug, Default)]
struct Style {
    based: Option<String>,
    role: Option<Role>,
    contents: bool,
    outline: Option<u8>,
    centered: Option<bool>,
    numbered: Numbered,
    letters: Letters,
}

#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    standard: Option<String>,
    letters: Letters,
}

impl Styles {
    pub(super) fn read(root: Option<&Element>) -> Self {
        let mut out = Self::default();
        let Some(root) = root else { return out };
        if let Some(letters) = root.find("rPrDefault").and_then(|defaults| defaults.child("rPr")) {
            out.letters = Letters::read(letters);
        }
        for element in root.elements("style") {
            let Some(id) = element.attribute("styleId") else { continue };
            let paragraph = element.child("pPr");
            if element.attribute("default") == Some("1") && element.attribute("type") == Some("paragraph") {
                out.standard = Some(id.to_owned());
            }
            let name = element.value_of("name").unwrap_or(id);
            let style = Style {
                based: element.value_of("basedOn").map(str::to_owned),
                role: role(name),
                contents: is_contents(name),
                outline: paragraph.and_then(outline),
                centered: paragraph.and_then(centered),
                numbered: paragraph.map(Numbered::read).unwrap_or_default(),
                letters: element.child("rPr").map(Letters::read).unwrap_or_default(),
            };
            out.by_id.insert(id.to_owned(), style);
        }
        out
    }

    /// The style and those it is based on, nearest first.
    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = &'a Style> {
        let first = id.and_then(|id| self.by_id.get(id));
        std::iter::successors(first, |style| style.based.as_deref().and_then(|id| self.by_id.get(id))).take(CHAIN)
    }

    /// The style of a paragraph that names `id`.
    pub(super) fn paragraph_id<'a>(&'a self, id: Option<&'a str>) -> Option<&'a str> {
        id.filter(|id| self.by_id.contains_key(*id)).or(self.standard.as_deref())
    }

    /// Tells whether a style is that of lines of a table of contents.
    pub(super) fn is_contents(&self, id: Option<&str>) -> bool {
        id.and_then(|id| self.by_id.get(id)).is_some_and(|style| style.contents)
    }

    /// What a paragraph is: by its style's name, else by its outline level.
    pub(super) fn role(&self, id: Option<&str>, properties: Option<&Element>) -> Option<Role> {
        let level = |level: u8| (level < 9).then(|| Role::Heading((level + 1).min(6)));
        // A level of its own says the last word: 9 is plain text.
        if let Some(own) = properties.and_then(outline) {
            return level(own);
        }
        let named = self.chain(id).find_map(|style| style.role);
        named.or_else(|| self.chain(id).find_map(|style| style.outline).and_then(level))
    }

    pub(super) fn centered(&self, id: Option<&str>, properties: Option<&Element>) -> bool {
        let own = properties.and_then(centered);
        own.or_else(|| self.chain(id).find_map(|style| style.centered)).unwrap_or(false)
    }

    pub(super) fn numbered(&self, id: Option<&str>, properties: Option<&Element>) -> Numbered {
        let own = properties.map(Numbered::read).unwrap_or_default();
        let list = own.list.or_else(|| self.chain(id).find_map(|style| style.numbered.list));
        let level = own.level.or_else(|| self.chain(id).find_map(|style| style.numbered.level));
        Numbered { list, level }
    }

    /// The letters of a run: defaults, paragraph's style, run's style, its own properties.
    pub(super) fn letters(&self, paragraph: Option<&str>, run: Option<&Element>) -> Letters {
        let inherited = |id: Option<&str>| {
            let mut out = Letters::default();
            for style in self.chain(id) {
                out = out.or(style.letters);
            }
            out
        };
        let block = inherited(paragraph);
        let own_style = inherited(run.and_then(|run| run.value_of("rStyle")));
        let toggled = |a: Option<bool>, b: Option<bool>, base: Option<bool>| {
            let set = a.unwrap_or(false) != b.unwrap_or(false);
            if a.is_none() && b.is_none() { base } else { Some(set || base == Some(true)) }
        };
        let styled = Letters {
            strong: toggled(block.strong, own_style.strong, self.letters.strong),
            emphasis: toggled(block.emphasis, own_style.emphasis, self.letters.emphasis),
            strike: toggled(block.strike, own_style.strike, self.letters.strike),
            ..own_style.or(block).or(self.letters)
        };
        run.map(Letters::read).unwrap_or_default().or(styled)
    }
}

impl Letters {
    fn read(properties: &Element) -> Self {
        let raised = properties.value_of("vertAlign").map(|value| match value {
            "superscript" => Raise::Up,
            "subscript" => Raise::Down,
            _ => Raise::None,
        });
        let fonts = properties.child("rFonts");
        let font =
            fonts.and_then(|fonts| ["ascii", "hAnsi", "cs"].iter().find_map(|key| fonts.attribute(key)).map(font));
        Self {
            strong: properties.switch("b"),
            emphasis: properties.switch("i"),
            strike: properties.switch("strike").or_else(|| properties.switch("dstrike")),
            hidden: properties.switch("vanish"),
            raised,
            font,
        }
    }

    /// What is not said here is taken from another.
    fn or(self, other: Self) -> Self {
        Self {
            strong: self.strong.or(other.strong),
            emphasis: self.emphasis.or(other.emphasis),
            strike: self.strike.or(other.strike),
            hidden: self.hidden.or(other.hidden),
            raised: self.raised.or(other.raised),
            font: self.font.or(other.font),
        }
    }
}

impl Numbered {
    fn read(properties: &Element) -> Self {
        let Some(of) = properties.child("numPr") else { return Self::default() };
        Self {
            list: of.value_of("numId").and_then(|id| id.parse().ok()),
            level: of.value_of("ilvl").and_then(|level| level.parse().ok()),
        }
    }
}

fn outline(properties: &Element) -> Option<u8> {
    properties.value_of("outlineLvl")?.parse().ok()
}

fn centered(properties: &Element) -> Option<bool> {
    properties.value_of("jc").map(|jc| jc == "center")
}

/// Reads the name of a style: Word keeps English ones for its own, other programs write them in the user's language.
fn role(name: &str) -> Option<Role> {
    let name = fold(name);
    let name = name.trim();
    match name {
        "title" | "tieu de" | "tieu de chinh" | "titre" | "titel" => return Some(Role::Title),
        "subtitle" | "tieu de phu" | "phu de" | "sous-titre" | "untertitel" => return Some(Role::Subtitle),
        _ => {}
    }
    let number = ["heading", "dau de", "tieu de", "de muc", "muc", "titre", "uberschrift"]
        .iter()
        .find_map(|word| name.strip_prefix(word))?
        .trim();
    number.parse::<u8>().ok().filter(|level| (1..=9).contains(level)).map(|level| Role::Heading(level.min(6)))
}

fn is_contents(name: &str) -> bool {
    let name = fold(name);
    ["toc ", "muc luc "].iter().any(|word| name.strip_prefix(word).is_some_and(|level| level.trim().len() == 1))
}

/// Tells what a font's name says: `.VnTime` and `.VnTimeH` are TCVN3, `VNI-Times` is VNI.
pub(super) fn font(name: &str) -> Font {
    let lower = name.to_ascii_lowercase();
    if let Some(rest) = lower.strip_prefix(".vn") {
        let capitals = rest.ends_with('h') && rest != "arch";
        return Font::Old { encoding: LegacyEncoding::Tcvn3, capitals };
    }
    if lower.starts_with("vni-") || lower.starts_with("vni ") {
        return Font::Old { encoding: LegacyEncoding::Vni, capitals: false };
    }
    if ["wingdings", "webdings", "symbol"].iter().any(|sign| lower.starts_with(sign)) {
        return Font::Signs;
    }
    Font::Unicode
}
