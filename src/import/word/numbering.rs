//! Lists: what Word counts and does not write becomes the labels that a reader of the file sees.

use std::collections::{BTreeMap, BTreeSet};

use crate::import::tree::Label;
use crate::text::number::{letter_vi, roman};

use super::xml::Element;

/// Levels of a list.
const LEVELS: usize = 9;

#[derive(Debug, Clone)]
struct Level {
    format: String,
    text: String,
    start: u32,
}

#[derive(Debug, Clone, Default)]
struct List {
    kind: u32,
    levels: BTreeMap<usize, Level>,
    /// Levels that this list begins anew.
    starts: BTreeMap<usize, u32>,
}

#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: BTreeMap<u32, List>,
    /// Where each kind of list has come to.
    counts: BTreeMap<u32, [Option<u32>; LEVELS]>,
    /// Lists that have begun.
    begun: BTreeSet<(u32, usize)>,
}

impl Numbering {
    pub(super) fn read(root: Option<&Element>) -> Self {
        let Some(root) = root else { return Self::default() };
        let id = |element: &Element, name: &str| element.attribute(name).and_then(|id| id.parse::<u32>().ok());
        let mut kinds = BTreeMap::new();
        for of in root.elements("abstractNum") {
            let Some(kind) = id(of, "abstractNumId") else { continue };
            kinds.insert(kind, levels(of));
        }
        let mut lists = BTreeMap::new();
        for of in root.elements("num") {
            let Some(number) = id(of, "numId") else { continue };
            let kind = of.value_of("abstractNumId").and_then(|kind| kind.parse().ok()).unwrap_or_default();
            let mut list = List { kind, levels: kinds.get(&kind).cloned().unwrap_or_default(), ..List::default() };
            for change in of.elements("lvlOverride") {
                let Some(level) = change.attribute("ilvl").and_then(|level| level.parse().ok()) else { continue };
                if let Some(start) = change.value_of("startOverride").and_then(|start| start.parse().ok()) {
                    list.starts.insert(level, start);
                }
                list.levels.extend(levels(change));
            }
            lists.insert(number, list);
        }
        Self { lists, ..Self::default() }
    }

    /// Counts a paragraph of a list and returns its label; `None` for one that shows none.
    pub(super) fn label(&mut self, number: u32, level: usize) -> Option<Label> {
        let level = level.min(LEVELS - 1);
        let list = self.lists.get(&number)?;
        let of = list.levels.get(&level)?;
        if matches!(of.format.as_str(), "bullet") {
            return Some(Label::Bullet);
        }
        let counts = self.counts.entry(list.kind).or_default();
        if self.begun.insert((number, level))
            && let (Some(start), Some(count)) = (list.starts.get(&level), counts.get_mut(level))
        {
            *count = start.checked_sub(1);
            if *start == 0 {
                *count = None;
            }
        }
        for (at, count) in counts.iter_mut().enumerate() {
            if at > level {
                *count = None;
            }
            if at == level {
                *count = Some(count.map_or(of.start, |count| count.saturating_add(1)));
            }
        }
        if of.format == "none" {
            return None;
        }
        let at = |level: usize| {
            let of = list.levels.get(&level);
            let count = counts.get(level).copied().flatten();
            let count = count.unwrap_or_else(|| of.map_or(1, |of| of.start));
            (count, of.map_or("decimal", |of| of.format.as_str()))
        };
        let (own, format) = at(level);
        let plain = format!("%{}", level + 1);
        if let Some(sign @ ("." | ")")) = of.text.strip_prefix(plain.as_str())
            && format.starts_with("decimal")
        {
            return Some(Label::Number(own, if sign == "." { '.' } else { ')' }));
        }
        let mut text = of.text.clone();
        for other in 0..LEVELS {
            let mark = format!("%{}", other + 1);
            if text.contains(&mark) {
                let (count, format) = at(other);
                text = text.replace(&mark, &numeral(count, format));
            }
        }
        let text = text.trim();
        (!text.is_empty()).then(|| Label::Text(text.to_owned()))
    }
}

fn levels(of: &Element) -> BTreeMap<usize, Level> {
    let mut out = BTreeMap::new();
    for level in of.elements("lvl") {
        let Some(at) = level.attribute("ilvl").and_then(|at| at.parse().ok()) else { continue };
        let text = |name| level.value_of(name).unwrap_or_default().to_owned();
        let start = level.value_of("start").and_then(|start| start.parse().ok()).unwrap_or(1);
        out.insert(at, Level { format: text("numFmt"), text: text("lvlText"), start });
    }
    out
}

fn numeral(count: u32, format: &str) -> String {
    // Counts of damaged files are not written out in letters.
    let small = count.clamp(1, 500);
    let latin = |first: u8| {
        let at = (small - 1) % 26;
        let letter = char::from(first + u8::try_from(at).unwrap_or_default());
        letter.to_string().repeat(usize::try_from((small - 1) / 26 + 1).unwrap_or(1))
    };
    match format {
        "upperRoman" => roman(count),
        "lowerRoman" => roman(count).to_lowercase(),
        "lowerLetter" => latin(b'a'),
        "upperLetter" => latin(b'A'),
        "vietnameseCounting" => letter_vi(usize::try_from(small).unwrap_or(1)),
        "decimalZero" => format!("{count:02}"),
        "none" => String::new(),
        _ => count.to_string(),
    }
}
