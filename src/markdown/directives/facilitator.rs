//! `:::facilitator`: for the one who leads the discussion; left out of the member's sheet.

use crate::markdown::tree::{Block, Role};

use super::{Directive, Lowering};

pub(super) static DIRECTIVE: Directive = Directive {
    name: "facilitator",
    attributes: &["title"],
    parent: None,
    vi: "Phần dành cho người điều hành, không in trong tờ của đảng viên",
    en: "For the facilitator only",
    lower,
};

fn lower(from: Lowering<'_>) -> Block {
    Block::Boxed { role: Role::Facilitator, title: from.text("title"), blocks: from.blocks }
}
