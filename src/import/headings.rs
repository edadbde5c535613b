//! Headings: those only made to look so, the title, and levels without gaps.

use crate::text::number::roman;

use super::note::{FAKE_HEADINGS, LEVELS, Notes};
use super::tree::{Block, Inline, Item, Label, letters};

/// Longest heading that is known by its look, in letters.
const LONGEST: usize = 140;
/// Deepest level on a page.
const DEEPEST: u8 = 6;

/// Makes headings of short bold paragraphs, in a document that has no other: those that are numbered, in the middle of
/// their line, or in capitals.
pub(super) fn find(blocks: &mut [Block], notes: &mut Notes) {
    if blocks.iter().any(|block| matches!(block, Block::Heading { .. })) {
        return;
    }
    let titled = blocks.iter().any(|block| matches!(block, Block::Title(_)));
    for (at, block) in blocks.iter_mut().enumerate() {
        let heading = match block {
            Block::Paragraph(of) if of.is_strong() => {
                let text = letters(&of.text);
                if !is_short(&text) {
                    continue;
                }
                let level = level(&text).or_else(|| (of.centered || capitals(&text)).then_some(2));
                let Some(level) = level else { continue };
                if at == 0 && !titled && of.centered {
                    Block::Title(std::mem::take(&mut of.text))
                } else {
                    notes.show(&FAKE_HEADINGS, text);
                    Block::Heading { level, text: std::mem::take(&mut of.text) }
                }
            }
            Block::Item(of) => match numbered(of) {
                Some((level, label)) => {
                    let rest = std::mem::take(&mut of.text);
                    let text: Vec<Inline> =
                        std::iter::once(Inline::Text(format!("{label} "), super::tree::Look::default()))
                            .chain(rest)
                            .collect();
                    notes.show(&FAKE_HEADINGS, letters(&text));
                    Block::Heading { level, text }
                }
                None => continue,
            },
            Block::Paragraph(_) | Block::Heading { .. } | Block::Title(_) | Block::Table(_) => continue,
        };
        *block = heading;
    }
}

/// A bold item of a list that is counted.
fn numbered(of: &Item) -> Option<(u8, String)> {
    let text = letters(&of.text);
    let strong = super::tree::Paragraph::new(of.text.clone()).is_strong();
    let label = match &of.label {
        Label::Number(number, sign) => format!("{number}{sign}"),
        Label::Text(label) => label.clone(),
        Label::Bullet => return None,
    };
    if !strong || !is_short(&text) {
        return None;
    }
    Some((level(&format!("{label} {text}"))?, label))
}

/// Tells whether a text is as short as headings are, and ends as they do.
pub(super) fn is_short(text: &str) -> bool {
    let length = text.chars().count();
    (2..=LONGEST).contains(&length)
        && !text.ends_with(['.', ';', ',', ':', '…', '?', '!'])
        && text.chars().any(char::is_alphabetic)
}

fn capitals(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).count() > 3 && !text.chars().any(char::is_lowercase)
}

/// The level that a heading's number speaks for, by the habits of offices: `I-`, `1.`, `a)`.
pub(super) fn level(text: &str) -> Option<u8> {
    let first = text.split_whitespace().next()?;
    let upper = first.to_uppercase();
    if text.split_whitespace().count() < 2 {
        return None;
    }
    match upper.trim_end_matches(['.', ':']) {
        "PHẦN" | "CHƯƠNG" => return Some(1),
        "MỤC" => return Some(2),
        "ĐIỀU" | "BÀI" => return Some(3),
        _ => {}
    }
    let label = first.trim_end_matches(['.', ')', '-', '/', ':', '–']);
    if label == first || label.is_empty() {
        return None;
    }
    if (1..=40).any(|n| roman(n) == label) {
        return Some(2);
    }
    if label.chars().all(|c| c.is_ascii_digit()) {
        return (label.len() <= 2).then_some(3);
    }
    if label.chars().all(|c| c.is_ascii_digit() || c == '.') && label.len() <= 8 {
        return Some(4);
    }
    let mut letter = label.chars();
    match (letter.next(), letter.next()) {
        (Some(one), None) if one.is_lowercase() => Some(4),
        (Some(one), None) if one.is_uppercase() => Some(2),
        _ => None,
    }
}

/// Takes the title out: what is styled so, else the first heading where no other is of its level.
pub(super) fn title(blocks: &mut Vec<Block>) -> Option<String> {
    let styled = blocks.iter().take(8).position(|block| matches!(block, Block::Title(_)));
    let at = styled.or_else(|| {
        let Some(Block::Heading { level: first, .. }) = blocks.first() else { return None };
        let others = blocks.iter().skip(1).filter_map(|block| match block {
            Block::Heading { level, .. } => Some(level),
            Block::Title(_) | Block::Paragraph(_) | Block::Item(_) | Block::Table(_) => None,
        });
        let mut alone = true;
        for other in others {
            alone &= other > first;
        }
        alone.then_some(0)
    })?;
    let (Block::Title(text) | Block::Heading { text, .. }) = blocks.remove(at) else { return None };
    let text = letters(&text);
    (!text.is_empty()).then_some(text)
}

/// Brings levels to what a page has: from 2, one at a time; headings are not bold once more.
pub(super) fn even(blocks: &mut [Block], notes: &mut Notes) {
    for block in blocks.iter_mut() {
        if let Block::Title(text) = block {
            *block = Block::Heading { level: 1, text: std::mem::take(text) };
        }
    }
    let top = blocks.iter().filter_map(|block| match block {
        Block::Heading { level, .. } => Some(*level),
        Block::Title(_) | Block::Paragraph(_) | Block::Item(_) | Block::Table(_) => None,
    });
    let top = top.min().unwrap_or(1);
    let mut above = 1;
    for block in blocks {
        let Block::Heading { level, text } = block else { continue };
        let wanted = (*level - top + 2).min(DEEPEST);
        *level = wanted.min(above + 1);
        if *level < wanted {
            notes.show(&LEVELS, letters(text));
        }
        above = *level;
        for inline in text.iter_mut() {
            if let Inline::Text(_, look) = inline {
                look.strong = false;
            }
            if *inline == Inline::Break {
                *inline = Inline::Text(" ".to_owned(), super::tree::Look::default());
            }
        }
        *text = super::tree::join(std::mem::take(text));
    }
}
