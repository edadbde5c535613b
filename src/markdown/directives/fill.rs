//! `:::fill{lines="4" label="…"}`: blank lines to write on.

use crate::markdown::tree::Block;

use super::{Directive, Lowering};

pub(super) static DIRECTIVE: Directive = Directive {
    name: "fill",
    attributes: &["lines", "label"],
    parent: None,
    vi: "Các dòng trống để viết tay",
    en: "Blank lines to write on",
    lower,
};

/// More than a page of lines is a slip.
const MOST: u16 = 60;

fn lower(mut from: Lowering<'_>) -> Block {
    let lines = match from.text("lines") {
        None => 3,
        Some(text) => {
            if let Ok(lines @ 1..=MOST) = text.parse::<u16>() {
                lines
            } else {
                from.refuse(&DIRECTIVE, "lines", "1–60");
                3
            }
        }
    };
    Block::Fill { lines, label: from.text("label") }
}
