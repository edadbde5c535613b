//! `:::note{title="…" tone="…"}`: a box beside the text.

use crate::markdown::tree::{Block, Role, Tone};

use super::{Directive, Lowering};

pub(super) static DIRECTIVE: Directive = Directive {
    name: "note",
    attributes: &["title", "tone"],
    parent: None,
    vi: "Khung ghi chú",
    en: "A box with a note",
    lower,
};

fn lower(mut from: Lowering<'_>) -> Block {
    let tone = match from.text("tone").as_deref() {
        None | Some("note") => Tone::Note,
        Some("tip") => Tone::Tip,
        Some("important") => Tone::Important,
        Some("warning") => Tone::Warning,
        Some("caution") => Tone::Caution,
        Some(_) => {
            from.refuse(&DIRECTIVE, "tone", "note, tip, important, warning, caution");
            Tone::Note
        }
    };
    Block::Boxed { role: Role::Note(tone), title: from.text("title"), blocks: from.blocks }
}
