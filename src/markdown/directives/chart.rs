//! `:::chart{title="…" kind="bar" unit="%"}` around one table: drawn, with the table beside it.

use crate::markdown::codes;
use crate::markdown::tree::{Block, Chart, ChartKind, Inline, plain_text};

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
            from.refuse(&DIRECTIVE, "kind", "bar, column, line");
            ChartKind::Bar
        }
    };
    let (title, unit) = (from.text("title"), from.text("unit"));
    let table = match from.blocks.pop() {
        Some(Block::Table { align, head, rows }) if from.blocks.is_empty() => (align, head, rows),
        last => {
            from.faults.push(Fault { code: &codes::CHART_TABLE, span: from.span, piece: None, values: Vec::new() });
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
            let read = |cell: &Vec<Inline>| {
                let text = plain_text(cell);
                let cell = number(&text);
                if cell == Cell::Unclear {
                    from.faults.push(Fault {
                        code: &codes::CHART_NUMBER,
                        span: from.span,
                        piece: Some(text.trim().to_owned()),
                        values: vec![("written", text.trim().into())],
                    });
                }
                if let Cell::Number(number) = cell { Some(number) } else { None }
            };
            (label.into(), row.iter().skip(1).map(read).collect())
        })
        .collect();
    let table = Block::Table { align, head, rows };
    if series.is_empty() || !numbers.iter().any(|(_, row)| row.iter().any(Option::is_some)) {
        from.faults.push(Fault { code: &codes::CHART_TABLE, span: from.span, piece: None, values: Vec::new() });
        return table;
    }
    Block::Chart(Box::new(Chart { kind, title, unit, series, rows: numbers, table }))
}

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Cell {
    Number(f64),
    /// No number: `–`.
    Gap,
    /// Something of which it is not clear which number it means.
    Unclear,
}

/// Reads the one number of a cell the Vietnamese way, comma for decimals and dots for thousands:
/// `95,5 %`, `1.234 người`; a dot that does not part groups of three is one for decimals (`95.5`).
fn number(text: &str) -> Cell {
    scan(text).unwrap_or(Cell::Unclear)
}

fn scan(text: &str) -> Option<Cell> {
    let mut found = Cell::Gap;
    let mut rest = text;
    let mut before = None;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let head = rest.get(..start)?;
        before = head.chars().next_back().or(before);
        let tail = rest.get(start..)?;
        let end = tail.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(tail.len());
        let token = tail.get(..end)?.trim_end_matches(['.', ',']);
        // A second number, or one that is part of a word (`T3`, `CO2`).
        if found != Cell::Gap || before.is_some_and(char::is_alphabetic) {
            return None;
        }
        let value = read(token)?;
        let negative = matches!(before, Some('-' | '−' | '–')) && head.trim().chars().count() == 1;
        found = Cell::Number(if negative { -value } else { value });
        before = token.chars().next_back();
        rest = tail.get(token.len()..)?;
    }
    Some(found)
}

fn read(token: &str) -> Option<f64> {
    let (whole, decimals) = token.split_once(',').map_or((token, None), |(whole, rest)| (whole, Some(rest)));
    let mut groups = whole.split('.');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let grouped = !rest.is_empty() && (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3);
    let digits = match (rest.as_slice(), decimals) {
        ([], None) => first.to_owned(),
        ([], Some(decimals)) => format!("{first}.{decimals}"),
        (_, None) if grouped => whole.replace('.', ""),
        (_, Some(decimals)) if grouped => format!("{}.{decimals}", whole.replace('.', "")),
        ([decimals], None) => format!("{first}.{decimals}"),
        (_, _) => return None,
    };
    digits.parse().ok().filter(|n: &f64| n.is_finite())
}

#[cfg(test)]
mod tests {
    use super::{Cell, number};

    #[test]
    fn a_cell_holds_one_number_or_none() {
        for (text, value) in [
            ("95", 95.0),
            ("95,5 %", 95.5),
            ("95.5", 95.5),
            ("1.234", 1234.0),
            ("1.234.567,5 đồng", 1_234_567.5),
            ("12 người", 12.0),
            ("-3", -3.0),
            ("−2,5", -2.5),
            ("khoảng 40", 40.0),
            ("12.", 12.0),
        ] {
            assert_eq!(number(text), Cell::Number(value), "{text}");
        }
        for text in ["", "–", "chưa có"] {
            assert_eq!(number(text), Cell::Gap, "{text}");
        }
        for text in ["12 (2 vắng)", "30/6", "10-12", "1,2,3", "1.23.4", "1 234", "T3", "2026-03-04"] {
            assert_eq!(number(text), Cell::Unclear, "{text}");
        }
    }
}
