//! Charts as static SVG. Colours and fonts are the stylesheet's; the table beside the drawing says
//! the same in words, so the drawing is hidden from screen readers.

use std::fmt::Write as _;

use crate::markdown::{Chart, ChartKind};
use crate::text::number;

use super::escape::escape;

const WIDTH: f64 = 640.0;
const LABELS: f64 = 200.0;
const BAR: f64 = 22.0;
const GAP: f64 = 14.0;
const HEIGHT: f64 = 260.0;

/// Appends the drawing of a chart. On a narrow screen it scrolls rather than shrinks, so it has a name to be reached by.
pub(super) fn draw(chart: &Chart, name: &str, out: &mut String) {
    let values = || chart.rows.iter().flat_map(|(_, row)| row.iter().flatten().copied());
    let top = nice(values().fold(0.0, f64::max));
    if top <= 0.0 {
        return;
    }
    out.push_str("<div class=\"table\" role=\"img\" tabindex=\"0\" aria-label=\"");
    escape(name, out);
    out.push_str("\">\n");
    match chart.kind {
        ChartKind::Bar => bars(chart, top, out),
        ChartKind::Column => standing(chart, top, out, columns),
        ChartKind::Line => standing(chart, top, out, lines),
    }
    out.push_str("</div>\n");
    legend(chart, out);
}

/// The next round number: 1, 2, 2.5 or 5 times a power of ten; 100 stays 100.
fn nice(top: f64) -> f64 {
    if top <= 0.0 {
        return 0.0;
    }
    let power = 10_f64.powf(top.log10().floor());
    [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().map(|n| n * power).find(|n| *n >= top - f64::EPSILON).unwrap_or(top)
}

fn open(height: f64, out: &mut String) {
    let _ = writeln!(
        out,
        "<svg viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" aria-hidden=\"true\" focusable=\"false\">"
    );
}

fn label(chart: &Chart, value: f64) -> String {
    let unit = chart.unit.as_deref().map(|u| format!(" {u}")).unwrap_or_default();
    format!("{}{unit}", number::decimal(value, 2))
}

fn text(x: f64, y: f64, class: &str, anchor: &str, words: &str, out: &mut String) {
    let _ = write!(out, "<text x=\"{x:.0}\" y=\"{y:.0}\" class=\"{class}\" text-anchor=\"{anchor}\">");
    escape(words, out);
    out.push_str("</text>\n");
}

/// Width of a letter, on average: the stylesheet sets 12 px.
const LETTER: f64 = 6.4;
const LINE: f64 = 14.0;

/// A name in up to three lines that fit into `width`; what is longer ends with an ellipsis.
fn wrapped(name: &str, width: f64) -> Vec<String> {
    let fits = |line: &str| to_f64(line.chars().count()) * LETTER <= width;
    let mut out: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        match out.last_mut() {
            Some(line) if fits(&format!("{line} {word}")) => {
                line.push(' ');
                line.push_str(word);
            }
            _ => out.push(word.to_owned()),
        }
    }
    if out.len() > 3 {
        out.truncate(3);
        if let Some(last) = out.last_mut() {
            last.push('…');
        }
    }
    out
}

/// Lines of a name, centred on `y` or hanging from it.
fn name_lines(x: f64, y: f64, anchor: &str, name: &str, width: f64, out: &mut String) {
    for (index, line) in wrapped(name, width).iter().enumerate() {
        text(x, y + to_f64(index) * LINE, "label", anchor, line, out);
    }
}

fn bars(chart: &Chart, top: f64, out: &mut String) {
    let many = chart.series.len().max(1);
    let deepest = chart.rows.iter().map(|(name, _)| wrapped(name, LABELS - 12.0).len()).max().unwrap_or(1);
    let group = (to_f64(many) * BAR).max(to_f64(deepest) * LINE) + GAP;
    let height = to_f64(chart.rows.len()) * group + GAP;
    let room = WIDTH - LABELS - 90.0;
    open(height, out);
    for (index, (name, row)) in chart.rows.iter().enumerate() {
        let y = GAP + to_f64(index) * group;
        let half = to_f64(wrapped(name, LABELS - 12.0).len().saturating_sub(1)) * LINE / 2.0;
        name_lines(LABELS - 10.0, y + (group - GAP) / 2.0 + 4.0 - half, "end", name, LABELS - 12.0, out);
        for (series, value) in row.iter().enumerate() {
            let Some(value) = value else { continue };
            let y = y + to_f64(series) * BAR;
            let length = (value.max(0.0) / top * room).max(1.0);
            let _ = writeln!(
                out,
                "<rect class=\"bar s{}\" x=\"{LABELS:.0}\" y=\"{y:.0}\" width=\"{length:.1}\" height=\"{:.0}\"/>",
                series % 3 + 1,
                BAR - 4.0
            );
            text(LABELS + length + 6.0, y + BAR - 8.0, "value", "start", &label(chart, *value), out);
        }
    }
    let _ = writeln!(out, "<path class=\"axis\" d=\"M{LABELS:.0} 4V{:.0}\"/>\n</svg>", height - 4.0);
}

type Marks = fn(&Chart, &Plot, &mut String);

struct Plot {
    left: f64,
    bottom: f64,
    step: f64,
    scale: f64,
}

/// Columns and lines share axes and labels.
fn standing(chart: &Chart, top: f64, out: &mut String, marks: Marks) {
    let (left, head) = (56.0, 18.0);
    let step = (WIDTH - left - 10.0) / to_f64(chart.rows.len().max(1));
    let deepest = chart.rows.iter().map(|(name, _)| wrapped(name, step - 4.0).len()).max().unwrap_or(1);
    let bottom = HEIGHT - 16.0 - to_f64(deepest) * LINE;
    let plot = Plot { left, bottom, step, scale: (bottom - head) / top };
    open(HEIGHT, out);
    for part in 0..=4_u8 {
        let value = top * f64::from(part) / 4.0;
        let y = bottom - value * plot.scale;
        let _ = writeln!(out, "<path class=\"grid\" d=\"M{left:.0} {y:.1}H{WIDTH:.0}\"/>");
        text(left - 6.0, y + 4.0, "value", "end", &number::decimal(value, 2), out);
    }
    marks(chart, &plot, out);
    for (index, (name, _)) in chart.rows.iter().enumerate() {
        name_lines(left + step * (to_f64(index) + 0.5), bottom + 18.0, "middle", name, step - 4.0, out);
    }
    let _ = writeln!(out, "<path class=\"axis\" d=\"M{left:.0} {bottom:.0}H{WIDTH:.0}\"/>\n</svg>");
}

fn columns(chart: &Chart, plot: &Plot, out: &mut String) {
    let width = (plot.step * 0.7 / to_f64(chart.series.len().max(1))).min(48.0);
    for (index, (_, row)) in chart.rows.iter().enumerate() {
        let group = width * to_f64(row.len());
        let start = plot.left + plot.step * (to_f64(index) + 0.5) - group / 2.0;
        for (series, value) in row.iter().enumerate() {
            let Some(value) = value else { continue };
            let height = value.max(0.0) * plot.scale;
            let x = start + width * to_f64(series);
            let y = plot.bottom - height;
            let _ = writeln!(
                out,
                "<rect class=\"bar s{}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{height:.1}\"/>",
                series % 3 + 1,
                (width - 2.0).max(1.0)
            );
            text(x + width / 2.0, y - 4.0, "value", "middle", &number::decimal(*value, 2), out);
        }
    }
}

fn lines(chart: &Chart, plot: &Plot, out: &mut String) {
    for series in 0..chart.series.len() {
        let mut path = String::new();
        let mut dots = String::new();
        let mut pen = 'M';
        for (index, (_, row)) in chart.rows.iter().enumerate() {
            let Some(Some(value)) = row.get(series) else {
                pen = 'M';
                continue;
            };
            let x = plot.left + plot.step * (to_f64(index) + 0.5);
            let y = plot.bottom - value.max(0.0) * plot.scale;
            let _ = write!(path, "{pen}{x:.1} {y:.1}");
            let _ = writeln!(dots, "<circle class=\"dot s{}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\"/>", series % 3 + 1);
            pen = 'L';
        }
        let _ = writeln!(out, "<path class=\"line s{}\" d=\"{path}\" fill=\"none\"/>", series % 3 + 1);
        out.push_str(&dots);
    }
}

fn legend(chart: &Chart, out: &mut String) {
    if chart.series.len() < 2 {
        return;
    }
    out.push_str("<p class=\"legend\" aria-hidden=\"true\">");
    for (series, name) in chart.series.iter().enumerate() {
        let _ = write!(out, "<span class=\"s{}\">", series % 3 + 1);
        escape(name, out);
        out.push_str("</span> ");
    }
    out.push_str("</p>\n");
}

#[expect(clippy::cast_precision_loss, reason = "counts of rows and series are far below 2^52")]
fn to_f64(count: usize) -> f64 {
    count as f64
}
