//! Lists: labels as written become lists that Word counts.
//!
//! A list counts on while the labels do; any other label begins a new list at that number. So what is printed is always
//! what the paper says, and a line put in between is counted by Word. A label that Word cannot count (`đ)`) stays text.

use crate::text::number;

use super::xml::{Element, element, valued};

/// Levels of a list that Word knows.
pub(super) const LEVELS: u8 = 9;

/// Largest Roman number that is looked for in a label.
const MOST_ROMAN: u32 = 50;

/// How a list counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    /// Word's name of the numerals.
    format: &'static str,
    /// What stands behind the number; the mark itself for bullets.
    mark: char,
}

pub(super) const DASH: Shape = Shape { format: "bullet", mark: '-' };
pub(super) const SQUARE: Shape = Shape { format: "bullet", mark: '☐' };
pub(super) const TICKED: Shape = Shape { format: "bullet", mark: '☒' };

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Lists {
    shapes: Vec<Shape>,
    lists: Vec<List>,
}

#[derive(Debug)]
struct List {
    shape: Shape,
    level: u8,
    start: u64,
    /// The number that would count on; `None` once a higher level came in between.
    next: Option<u64>,
}

impl Lists {
    /// Returns the number of the list that gives this label; `None` if no list does.
    pub(super) fn counted(&mut self, label: &str, level: u8) -> Option<u32> {
        let (shape, n) = read(label)?;
        for list in self.lists.iter_mut().filter(|list| list.level > level) {
            list.next = None;
        }
        let open = self.lists.iter().rposition(|list| (list.shape, list.level) == (shape, level));
        let same = open.filter(|at| self.lists.get(*at).is_some_and(|list| list.next == Some(n)));
        let at = same.unwrap_or_else(|| self.begin(shape, level, n));
        if let Some(list) = self.lists.get_mut(at) {
            list.next = n.checked_add(1);
        }
        u32::try_from(at + 1).ok()
    }

    /// Returns the number of the list of a mark.
    pub(super) fn marked(&mut self, shape: Shape) -> Option<u32> {
        let known = self.lists.iter().position(|list| list.shape == shape);
        let at = known.unwrap_or_else(|| self.begin(shape, 0, 1));
        u32::try_from(at + 1).ok()
    }

    fn begin(&mut self, shape: Shape, level: u8, start: u64) -> usize {
        if !self.shapes.contains(&shape) {
            self.shapes.push(shape);
        }
        self.lists.push(List { shape, level, start, next: None });
        self.lists.len() - 1
    }

    /// Returns the part of the package. `indent` is that of a first line, `step` what a level adds, in twips.
    pub(super) fn xml(&self, indent: i32, step: i32) -> Element {
        let shapes = self.shapes.iter().enumerate().map(|(at, shape)| shape.xml(at, indent, step));
        let lists = self.lists.iter().enumerate().map(|(at, list)| {
            let shape = self.shapes.iter().position(|shape| *shape == list.shape).unwrap_or_default();
            let out = element("w:num").with("w:numId", at + 1).add(valued("w:abstractNumId", shape));
            if list.shape.format == "bullet" {
                return out;
            }
            let start = valued("w:startOverride", list.start);
            out.add(element("w:lvlOverride").with("w:ilvl", list.level).add(start))
        });
        element("w:numbering").with("xmlns:w", super::package::MAIN).add_all(shapes).add_all(lists)
    }
}

impl Shape {
    fn xml(self, at: usize, indent: i32, step: i32) -> Element {
        let levels = (0..LEVELS).map(|level| {
            let bullet = self.format == "bullet";
            let text = if bullet { self.mark.to_string() } else { format!("%{}{}", level + 1, self.mark) };
            let left = i32::from(level) * step;
            let out = element("w:lvl")
                .with("w:ilvl", level)
                .add(valued("w:start", 1))
                .add(valued("w:numFmt", self.format))
                .add(valued("w:suff", "space"))
                .add(valued("w:lvlText", text))
                .add(valued("w:lvlJc", "left"))
                .add(element("w:pPr").add(element("w:ind").with("w:left", left).with("w:firstLine", indent)));
            let font = "Segoe UI Symbol";
            if self == SQUARE || self == TICKED {
                let fonts = element("w:rFonts").with("w:ascii", font).with("w:hAnsi", font).with("w:cs", font);
                return out.add(element("w:rPr").add(fonts));
            }
            out
        });
        element("w:abstractNum")
            .with("w:abstractNumId", at)
            .add(valued("w:multiLevelType", "hybridMultilevel"))
            .add_all(levels)
    }
}

fn read(label: &str) -> Option<(Shape, u64)> {
    let mark = label.chars().last().filter(|mark| matches!(mark, '.' | ')' | '-' | '/'))?;
    let stem = label.strip_suffix(mark)?;
    let shape = |format| Shape { format, mark };
    // Word counts to 32,767.
    if let Some(n) = stem.parse::<u64>().ok().filter(|n| n.to_string() == stem && *n <= 32_767) {
        return Some((shape("decimal"), n));
    }
    if let Some(n) = (1..=MOST_ROMAN).find(|n| number::roman(*n) == stem) {
        return Some((shape("upperRoman"), u64::from(n)));
    }
    let mut letters = stem.chars();
    let (letter, None) = (letters.next()?, letters.next()) else { return None };
    let from = |first: char| u64::from(u32::from(letter) - u32::from(first) + 1);
    match letter {
        'a'..='z' => Some((shape("lowerLetter"), from('a'))),
        'A'..='Z' => Some((shape("upperLetter"), from('A'))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_count_on_while_the_labels_do() {
        let mut lists = Lists::default();
        let mut of = |label: &str, level| lists.counted(label, level);
        assert_eq!([of("I-", 0), of("II-", 0)], [Some(1), Some(1)]);
        assert_eq!([of("1.", 1), of("2.", 1)], [Some(2), Some(2)]);
        assert_eq!(of("III-", 0), Some(1), "a heading counts on over what stands between");
        assert_eq!(of("3.", 1), Some(3), "a lower level would begin again, so it is a new list");
        assert_eq!(of("1.", 1), Some(4));
        assert_eq!([of("d)", 2), of("đ)", 2), of("e)", 2)], [Some(5), None, Some(5)]);
        assert_eq!([of("Bài 1.", 0), of("", 0), of("01.", 0), of("99999.", 0)], [None; 4]);
    }
}
