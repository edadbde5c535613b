//! `:::question{title="…"}`: a question for discussion.

use crate::markdown::tree::{Block, Role};

use super::{Directive, Lowering};

pub(super) static DIRECTIVE: Directive = Directive {
    name: "question",
    attributes: &["title"],
    parent: None,
    vi: "Câu hỏi thảo luận",
    en: "A question for discussion",
    lower,
};

fn lower(from: Lowering<'_>) -> Block {
    Block::Boxed { role: Role::Question, title: from.text("title"), blocks: from.blocks }
}
