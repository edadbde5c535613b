//! Lists that were typed: paragraphs that begin with a dash, a plus or a dot.

use super::tree::{Block, Inline, Item, Label};

/// Makes list items of paragraphs with a typed mark, and takes out lines drawn with dashes.
pub(super) fn find(blocks: &mut Vec<Block>) {
    blocks.retain(|block| !matches!(block, Block::Paragraph(of) if is_line(&super::tree::letters(&of.text))));
    let mut above = false;
    for block in blocks {
        let Block::Paragraph(of) = block else {
            above = matches!(block, Block::Item(_));
            continue;
        };
        let mark = if of.centered { None } else { mark(&of.text) };
        let Some(mark) = mark else {
            above = false;
            continue;
        };
        // A plus stands below a dash.
        let level = usize::from(mark == '+' && above);
        let mut text = std::mem::take(&mut of.text);
        if let Some(Inline::Text(first, _)) = text.first_mut() {
            *first = first.trim_start().trim_start_matches(mark).trim_start().to_owned();
        }
        *block = Block::Item(Item { level, label: Label::Bullet, text: super::tree::join(text) });
        above = true;
    }
}

fn mark(text: &[Inline]) -> Option<char> {
    let Some(Inline::Text(first, _)) = text.first() else { return None };
    let mut letters = first.trim_start().chars();
    let mark = letters.next().filter(|mark| matches!(mark, '-' | '–' | '—' | '+' | '•' | '●' | '▪' | '■' | '*'))?;
    let space = letters.next().is_some_and(char::is_whitespace);
    let has_words = letters.any(char::is_alphanumeric) || text.len() > 1;
    (space && has_words).then_some(mark)
}

fn is_line(text: &str) -> bool {
    text.chars().count() >= 3 && text.chars().all(|c| matches!(c, '-' | '–' | '—' | '=' | '~' | '*' | ' '))
}
