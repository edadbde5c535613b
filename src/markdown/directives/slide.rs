//! `:::slide{title="…"}`: a slide of a lesson.

use crate::markdown::tree::{Block, Role};

use super::{Directive, Lowering};

pub(super) static DIRECTIVE: Directive = Directive {
    name: "slide",
    attributes: &["title"],
    parent: None,
    vi: "Một trang trình chiếu của bài giảng",
    en: "A slide of a lesson",
    lower,
};

fn lower(from: Lowering<'_>) -> Block {
    Block::Boxed { role: Role::Slide, title: from.text("title"), blocks: from.blocks }
}
