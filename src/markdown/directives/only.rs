//! `:::only{types="a, b"}`: a part for some kinds of organisation.

use crate::markdown::tree::{Block, Role};

use super::{Directive, Lowering};

pub(super) static DIRECTIVE: Directive = Directive {
    name: "only",
    attributes: &["types"],
    parent: None,
    vi: "Phần chỉ dành cho một số loại hình tổ chức",
    en: "A part for some kinds of organisation",
    lower,
};

fn lower(mut from: Lowering<'_>) -> Block {
    let types = from.text("types").unwrap_or_default();
    let org_types: Vec<Box<str>> =
        types.split([',', ' ']).map(str::trim).filter(|t| !t.is_empty()).map(Into::into).collect();
    if org_types.is_empty() {
        from.demand(&DIRECTIVE, "types");
    }
    from.org_types.extend(org_types.iter().map(|t| (t.clone(), from.span)));
    Block::Boxed { role: Role::Only { org_types }, title: None, blocks: from.blocks }
}
