//! A layout's values in Word's units. What the theme's `print/paper.typ` does with them, Word's styles do here, so that
//! both come out alike.

use crate::model::paper::Paper;
use crate::render::layout::Layout;

/// Sizes of one paper: letters in points, lengths in twips (twentieths of a point).
#[derive(Debug, Clone, Copy)]
pub(super) struct Sizes {
    pub(super) body: f64,
    pub(super) table: f64,
    /// From line to line.
    pub(super) line: i32,
    /// Between paragraphs.
    pub(super) gap: i32,
    /// What a cell keeps free above and below.
    pub(super) inset: i32,
    /// Room for a signature.
    pub(super) signature: i32,
    /// Of a first line.
    pub(super) indent: i32,
    /// Of the text.
    pub(super) width: i32,
    pub(super) page: Page,
}

/// The sheet and its margins, in twips.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page {
    pub(super) width: i32,
    pub(super) height: i32,
    pub(super) top: i32,
    pub(super) bottom: i32,
    pub(super) left: i32,
    pub(super) right: i32,
    pub(super) header: i32,
}

/// A4.
const SHORT: i32 = 11906;
const LONG: i32 = 16838;

/// What a cell keeps free at its sides and above and below, and what lines of a table stand apart, in points. As in
/// `print/paper.typ`, where half of the leading is not counted to the first and last line, hence less above and below.
pub(super) const INSET_X: f64 = 4.0;
const INSET_Y: f64 = 1.9;
pub(super) const TABLE_LEADING: f64 = 3.0;

#[expect(clippy::cast_possible_truncation, reason = "lengths on a sheet of paper")]
pub(super) fn twips(points: f64) -> i32 {
    (points.clamp(-1584.0, 1584.0) * 20.0).round() as i32
}

pub(super) fn millimetres(of: f64) -> i32 {
    twips(of * 72.0 / 25.4)
}

/// Returns half points, in which Word counts the size of letters.
#[expect(clippy::cast_possible_truncation, reason = "sizes of letters")]
pub(super) fn half_points(points: f64) -> i32 {
    (points.clamp(1.0, 400.0) * 2.0).round() as i32
}

impl Sizes {
    /// Returns the sizes of a paper. One that should fit few pages is set tighter; Word's pages cannot be counted here.
    pub(super) fn of(paper: &Paper, layout: &Layout) -> Self {
        let (smaller, tight) = if paper.fit_pages.is_some() { (1.0, 3.0) } else { (0.0, 0.0) };
        let mm = |key: &str| millimetres(layout.number(key));
        let right = mm("margin_right");
        let (width, height, left) =
            if paper.landscape { (LONG, SHORT, right + millimetres(5.0)) } else { (SHORT, LONG, mm("margin_left")) };
        Self {
            body: layout.number("body_size") - smaller,
            table: layout.number("table_size") - smaller,
            line: twips(layout.number("line_height") - smaller - tight * 0.7),
            gap: twips(layout.number("paragraph_gap") - tight * 0.8),
            inset: twips((INSET_Y - tight * 0.7).max(0.0)),
            signature: millimetres(20.0 - tight * 2.5),
            indent: mm("indent"),
            width: (width - left - right).max(1),
            page: Page {
                width,
                height,
                top: mm("margin_top"),
                bottom: mm("margin_bottom"),
                left,
                right,
                header: mm("page_number_from_edge"),
            },
        }
    }

    /// Returns what a level of a list is moved in.
    pub(super) fn step(&self) -> i32 {
        self.indent * 3 / 5
    }
}
