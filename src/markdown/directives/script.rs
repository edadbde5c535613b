//! `:::script{actor="…"}`: spoken text (lời dẫn).

use crate::markdown::tree::{Block, Role};

use super::{Directive, Lowering};

pub(super) static DIRECTIVE: Directive = Directive {
    name: "script",
    attributes: &["actor", "title"],
    parent: None,
    vi: "Lời dẫn của người điều hành",
    en: "Spoken text",
    lower,
};

fn lower(from: Lowering<'_>) -> Block {
    Block::Boxed { role: Role::Script { actor: from.text("actor") }, title: from.text("title"), blocks: from.blocks }
}
