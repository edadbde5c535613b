//! `:::chart{title="…" kind="bar" unit="%"}` around one table: drawn, with the table beside it.

use crate::markdown::codes;
use crate::markdown::tree::{Block, Chart, ChartKind, plain_text};

use super::{Directive, Fault, Lowering};

pub(super) static DIRECTIVE: Directive = Directive {
    name: "chart",
    attributes: &["title", "kind", "unit"],
    parent: None,
    vi: "Biểu đồ vẽ từ một bảng",
    en: "A chart drawn from a table",
    lower,
};

fn lower(mut from: Lowering<'_>) -> Block {
    let kind = match from.text("kind").as_deref() {
        None | Some("bar") => ChartKind::Bar,
        Some("column") => ChartKind::Column,
        Some("line") => ChartKind::Line,
        Some(_) => {
            from.refuse(&DIRECTIVE, "kind");
            ChartKind::Bar
        }
    };
    let (title, unit) = (from.text("title"), from.text("unit"));
    let table = match from.blocks.pop() {
        Some(Block::Table { align, head, rows }) if from.blocks.is_empty() => (align, head, rows),
        last => {
            from.faults.push(Fault { code: &codes::CHART_TABLE, span: from.span, values: Vec::new() });
            from.blocks.extend(last);
            return Block::Columns(vec![from.blocks]);
        }
    };
    let (align, head, rows) = table;
    let series: Vec<Box<str>> = head.iter().skip(1).map(|cell| plain_text(cell).into()).collect();
    let numbers: Vec<(Box<str>, Vec<Option<f64>>)> = rows
        .iter()
        .map(|row| {
            let label = row.first().map(|cell| plain_text(cell)).unwrap_or_default();
            (label.into(), row.iter().skip(1).map(|cell| number(&plain_text(cell))).collect())
        })
        .collect();
    let table = Block::Table { align, head, rows };
    if series.is_empty() || !numbers.iter().any(|(_, row)| row.iter().any(Option::is_some)) {
        from.faults.push(Fault { code: &codes::CHART_TABLE, span: from.span, values: Vec::new() });
        return table;
    }
    Block::Chart(Box::new(Chart { kind, title, unit, series, rows: numbers, table }))
}

/// Reads `95,5 %`, `1.234` the Vietnamese way: comma for decimals, dots for thousands.
fn number(text: &str) -> Option<f64> {
    let digits: String = text.chars().filter(|c| c.is_ascii_digit() || matches!(c, ',' | '-')).collect();
    digits.replace(',', ".").parse().ok().filter(|n: &f64| n.is_finite())
}
