//! Setting a volume: the decisions that need the finished pages. A signature never stands alone, a paper for one page
//! is squeezed onto it; the volume is set again until every part is as it should be.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;

use crate::diagnostic::Diagnostic;
use crate::model::paper::{Block, Contents, Cover, Paper, Part, Volume};
use crate::text::date::Date;

use super::super::layout::{Layout, date_line, number_line};
use super::plate::Plate;
use super::press::{Press, Set};

/// A volume with all that its setting needs.
pub(super) struct Sheets<'a> {
    pub(super) volume: &'a Volume,
    /// One for each part.
    pub(super) layouts: Vec<&'a Layout>,
    pub(super) press: &'a Press,
    pub(super) pictures: &'a [Plate],
    /// For each part the numbers of its pictures; `None` for one that cannot be shown.
    pub(super) shown: Vec<Vec<Option<usize>>>,
    pub(super) created: Date,
}

/// How a part is set: how tight its lines are, by how many points its letters are smaller, and whether its last block
/// stays with the signature.
struct Manner {
    tight: u8,
    smaller: u8,
    tail: bool,
}

/// What is tried in turn; [`better`] says when.
const MANNERS: [Manner; 7] = [
    Manner { tight: 0, smaller: 0, tail: false },
    Manner { tight: 2, smaller: 0, tail: false },
    Manner { tight: 3, smaller: 1, tail: false },
    Manner { tight: 3, smaller: 2, tail: false },
    Manner { tight: 4, smaller: 3, tail: false },
    Manner { tight: 2, smaller: 0, tail: false },
    Manner { tight: 0, smaller: 0, tail: true },
];
const SQUEEZED: usize = 1;
const MOST_SQUEEZED: usize = 4;
const TIGHTER: usize = 5;
const KEPT: usize = 6;

/// Returns the manner in which a paper is better set than in manner `at`, if there is one; always a later one.
fn better(paper: &Paper, at: usize, pages: usize, signature_alone: bool) -> Option<usize> {
    let long = paper.fit_pages.map(usize::from).filter(|most| pages > *most);
    match (at, long) {
        // Far too long: small letters would not help, so it stays readable.
        (0, Some(most)) if pages <= most * 2 => Some(SQUEEZED),
        (SQUEEZED..MOST_SQUEEZED, Some(_)) => Some(at + 1),
        (MOST_SQUEEZED, Some(_)) => Some(KEPT),
        (0, _) if signature_alone => Some(TIGHTER),
        (TIGHTER, _) if signature_alone => Some(KEPT),
        _ => None,
    }
}

/// Sets a volume, parts tighter or with their last lines kept together where that is needed.
pub(super) fn compose(of: &Sheets<'_>) -> Result<Set, Box<Diagnostic>> {
    let mut manners = vec![0; of.volume.parts.len()];
    loop {
        let set = of.set(&manners)?;
        let page = |label: &str, part: usize| set.page_of(&format!("{label}-{part}"));
        let mut settled = true;
        for (index, (part, at)) in of.volume.parts.iter().zip(&mut manners).enumerate() {
            let first = page("dau", index).unwrap_or(1);
            let next = page("dau", index + 1).unwrap_or(set.pages() + 1);
            let alone = page("ky-ten", index).zip(page("het-loi", index)).is_some_and(|(sign, end)| sign > end);
            if let Some(later) = better(&part.paper, *at, next.saturating_sub(first), alone) {
                *at = later;
                settled = false;
            }
        }
        if settled {
            return Ok(set);
        }
    }
}

/// What the theme's `volume.typ` gets.
#[derive(Serialize)]
struct VolumeData<'a> {
    title: &'a str,
    author: Option<&'a str>,
    created: Created,
    fonts: &'a [String],
    cover: Option<&'a Cover>,
    contents: Option<Contents>,
    numbered_through: bool,
    anchors: &'a BTreeSet<String>,
    pictures: &'a [Plate],
    parts: Vec<PartData<'a>>,
}

#[derive(Serialize)]
struct Created {
    year: i16,
    month: i8,
    day: i8,
}

/// What the theme's `paper.typ` gets, besides what it shares with the other parts.
#[derive(Serialize)]
struct PartData<'a> {
    index: usize,
    level: u8,
    anchor: Option<&'a str>,
    layout: &'a BTreeMap<String, Value>,
    number_line: Option<String>,
    date_line: Option<String>,
    tight: u8,
    smaller: u8,
    signature_gap: f64,
    tail: Vec<Block>,
    images: &'a [Option<usize>],
    paper: Cow<'a, Paper>,
}

impl Sheets<'_> {
    fn set(&self, manners: &[usize]) -> Result<Set, Box<Diagnostic>> {
        let volume = self.volume;
        let parts = volume.parts.iter().zip(&self.layouts).zip(&self.shown).zip(manners).enumerate();
        let sheets = parts.map(|(index, (((part, layout), images), at))| sheet(index, part, layout, images, *at));
        let data = VolumeData {
            title: &volume.title,
            author: volume.author.as_deref(),
            created: Created { year: self.created.year(), month: self.created.month(), day: self.created.day() },
            fonts: self.press.families(),
            cover: volume.cover.as_ref(),
            contents: volume.contents,
            numbered_through: volume.numbered_through,
            anchors: &volume.anchors,
            pictures: self.pictures,
            parts: sheets.collect(),
        };
        let mut data = serde_json::to_value(&data).unwrap_or_default();
        soften(&mut data);
        self.press.set(&data, self.pictures)
    }
}

fn sheet<'a>(index: usize, part: &'a Part, layout: &'a Layout, images: &'a [Option<usize>], at: usize) -> PartData<'a> {
    let Manner { tight, smaller, tail } = MANNERS.get(at).unwrap_or(&MANNERS[0]);
    let mut paper = Cow::Borrowed(&part.paper);
    let tail = if *tail { cut_tail(&mut paper.to_mut().body) } else { Vec::new() };
    let head = part.paper.letterhead.as_ref();
    PartData {
        index,
        level: part.level,
        anchor: part.anchor.as_deref(),
        layout: &layout.values,
        number_line: head.and_then(|head| head.number.as_ref()).map(|number| number_line(number, layout)),
        date_line: head.map(date_line),
        tight: *tight,
        smaller: *smaller,
        signature_gap: 2.0 - 0.25 * f64::from(*tight),
        tail,
        images,
        paper,
    }
}

/// Words longer than a line, in letters, and the letters after which such a word may be broken.
const LONG_WORD: usize = 60;
const BREAK_AFTER: usize = 10;

/// Lets words that no line could hold be broken: the typesetter would run over the edge of the page. Addresses, anchors and
/// paths stay.
fn soften(data: &mut Value) {
    match data {
        Value::String(text) if text.split(char::is_whitespace).any(|word| word.chars().nth(LONG_WORD).is_some()) => {
            let mut out = String::with_capacity(text.len() + text.len() / 2);
            for word in text.split_inclusive(char::is_whitespace) {
                let long = word.chars().nth(LONG_WORD).is_some();
                for (at, letter) in word.chars().enumerate() {
                    if long && at > 0 && at % BREAK_AFTER == 0 {
                        out.push('\u{200B}');
                    }
                    out.push(letter);
                }
            }
            *text = out;
        }
        Value::Array(items) => items.iter_mut().for_each(soften),
        Value::Object(map) => {
            map.iter_mut()
                .filter(|(key, _)| {
                    !matches!(key.as_str(), "to" | "anchor" | "anchors" | "pictures" | "images" | "layout" | "fonts")
                })
                .for_each(|(_, of)| soften(of));
        }
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Takes off what stands just before the signature: the last paragraph, or the last row or item.
fn cut_tail(body: &mut Vec<Block>) -> Vec<Block> {
    let mut tail = Vec::new();
    match body.last_mut() {
        Some(Block::Table { columns, rows }) if rows.len() > 1 => {
            tail.push(Block::Table { columns: columns.clone(), rows: rows.pop().into_iter().collect() });
        }
        Some(Block::Timetable { clock, rows, lead, total }) if rows.len() > 1 => {
            let rows = rows.pop().into_iter().collect();
            tail.push(Block::Timetable { clock: *clock, rows, lead: *lead, total: std::mem::take(total) });
        }
        Some(Block::Script { clock, lines }) if lines.len() > 1 => {
            tail.push(Block::Script { clock: *clock, lines: lines.pop().into_iter().collect() });
        }
        Some(Block::List { mark, items }) if items.len() > 1 => {
            tail.push(Block::List { mark: *mark, items: items.pop().into_iter().collect() });
        }
        Some(Block::Fields { fields }) if fields.len() > 1 => {
            tail.push(Block::Fields { fields: fields.pop().into_iter().collect() });
        }
        Some(Block::Fill { lines, .. }) if *lines > 1 => {
            *lines -= 1;
            tail.push(Block::Fill { label: None, lines: 1 });
        }
        _ => {
            tail.extend(body.pop());
            if matches!(body.last(), Some(Block::Heading { .. })) {
                tail.splice(0..0, body.pop());
            }
        }
    }
    tail
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::directive::Family;
    use crate::model::paper::{ParagraphRole, Run, Signatory, Sort, Title};

    fn paper(title: &str, lines: usize) -> Paper {
        let line = |number: usize| Block::Paragraph {
            role: ParagraphRole::Body,
            c: vec![Run::Text { t: format!("Dòng thứ {number}") }],
        };
        Paper {
            sort: Sort::Agenda,
            family: Family::Party,
            title: title.to_owned(),
            author: None,
            date: None,
            letterhead: None,
            heading: Title { kind: title.to_owned(), subject: None, note: None },
            body: (1..=lines).map(line).collect(),
            signatures: vec![Signatory { position: "Bí thư".to_owned(), ..Signatory::default() }],
            recipients: Vec::new(),
            fit_pages: None,
            landscape: false,
            images: Vec::new(),
        }
    }

    fn set(volume: &Volume) -> Set {
        let print: Vec<_> =
            crate::theme::embedded().into_iter().filter(|file| file.path.starts_with("print/")).collect();
        let press = Press::new(&print).unwrap();
        let all = super::super::layout::read(&print).unwrap();
        let layouts = volume.parts.iter().map(|_| all.first().unwrap()).collect();
        let created = Date::parse("2026-03-05").unwrap();
        let shown = volume.parts.iter().map(|_| Vec::new()).collect();
        compose(&Sheets { volume, layouts, press: &press, pictures: &[], shown, created }).unwrap()
    }

    #[test]
    fn parts_begin_on_new_pages_and_no_signature_stands_alone() {
        for lines in 20..34 {
            let papers = vec![paper("Chương trình", 3), paper("Biên bản", lines), paper("Giấy mời", 1)];
            let set = set(&Volume::of("Bộ tài liệu".to_owned(), papers));
            assert!(set.warnings.is_empty(), "{:?}", set.warnings);
            let pages = |label: &str| (0..3).map(|part| set.page_of(&format!("{label}-{part}"))).collect::<Vec<_>>();
            let first = pages("dau");
            // Contents stand on page 1.
            assert!(matches!(first.as_slice(), [Some(2), Some(3), Some(4..)]), "{first:?}");
            let tail = set.page_of("het-loi-1");
            assert!(tail.is_none() || tail == set.page_of("ky-ten-1"), "{lines} lines");
            assert_eq!(set.print("a").map(|printed| printed.not_archival), Ok(None));
        }
    }

    #[test]
    fn a_paper_is_squeezed_step_by_step_and_never_without_end() {
        let mut one = paper("Chương trình", 1);
        one.fit_pages = Some(1);
        let walk = |pages: usize, alone: bool| {
            std::iter::successors(Some(0), |at| better(&one, *at, pages, alone)).collect::<Vec<_>>()
        };
        assert_eq!(walk(1, false), [0]);
        assert_eq!(walk(1, true), [0, 5, 6]);
        assert_eq!(walk(2, false), [0, 1, 2, 3, 4, 6]);
        assert_eq!(walk(3, false), [0]);
    }
}
