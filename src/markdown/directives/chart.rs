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

/// Reads one number with what may stand around it: `95,5 %`, `1.234`, `khoảng 12 người`. Comma for
/// decimals; dots for thousands, or for decimals where they do not part groups of three. `None` where
/// the cell holds no number or several.
fn number(text: &str) -> Option<f64> {
    let signs = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '-' | '/');
    let mut runs = text
        .split(|c: char| !signs(c))
        .map(|run| run.trim_end_matches([',', '.']))
        .filter(|run| run.chars().any(|c| c.is_ascii_digit()));
    let (run, None) = (runs.next()?, runs.next()) else { return None };
    let grouped = run.split('.').skip(1).all(|group| group.split(',').next().is_some_and(|g| g.len() == 3));
    let plain = if grouped { run.replace('.', "").replace(',', ".") } else { run.to_owned() };
    plain.parse().ok().filter(|n: &f64| n.is_finite())
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn a_cell_holds_one_number_or_none() {
        for (text, value) in [
            ("95,5 %", Some(95.5)),
            ("1.234", Some(1234.0)),
            ("1.234.567,5", Some(1_234_567.5)),
            ("95.5", Some(95.5)),
            ("-3", Some(-3.0)),
            ("khoảng 12 người", Some(12.0)),
            ("12 (2 vắng)", None),
            ("30/6", None),
            ("không nêu", None),
            ("", None),
        ] {
            assert_eq!(number(text), value, "{text}");
        }
    }
}
