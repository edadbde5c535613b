//! `::::columns` with `:::column` children: parts side by side.

use crate::markdown::tree::Block;

use super::{Directive, Lowering};

pub(super) static DIRECTIVE: Directive = Directive {
    name: "columns",
    attributes: &[],
    parent: None,
    vi: "Các cột đặt cạnh nhau",
    en: "Columns side by side",
    lower,
};

/// A column: becomes a column only inside `columns`, where [`lower`] takes it apart again.
pub(super) static COLUMN: Directive = Directive {
    name: "column",
    attributes: &[],
    parent: Some("columns"),
    vi: "Một cột trong khối columns",
    en: "One column of a columns block",
    lower: |from| Block::Columns(vec![from.blocks]),
};

fn lower(from: Lowering<'_>) -> Block {
    let mut columns = Vec::new();
    for block in from.blocks {
        if let Block::Columns(inner) = block {
            columns.extend(inner);
        } else if let Some(last) = columns.last_mut() {
            // Text between columns belongs to the column before it.
            last.push(block);
        } else {
            columns.push(vec![block]);
        }
    }
    Block::Columns(columns)
}
