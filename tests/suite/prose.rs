//! Numbers in the prose of our own handbook, worked out again: sums, rates, totals of a roll call.
//!
//! What front matter says (minutes, points, hours, dates) is worked out by the checks; here stand the
//! numbers that authors wrote into sentences.

use sotay::markdown::{Block, Inline, plain_text};

use crate::driver::no_faults;
use crate::handbook::bodies;

/// Every run of text: paragraphs, list items, table rows.
fn runs(blocks: &[Block], out: &mut Vec<String>) {
    let cells = |row: &Vec<Vec<Inline>>| row.iter().map(|cell| plain_text(cell)).collect::<Vec<_>>().join(" | ");
    for block in blocks {
        match block {
            Block::Paragraph(inlines) | Block::Plain(inlines) => out.push(plain_text(inlines)),
            Block::List { items, .. } => items.iter().for_each(|item| runs(&item.blocks, out)),
            Block::Quote(blocks) | Block::Boxed { blocks, .. } => runs(blocks, out),
            Block::Columns(columns) => columns.iter().for_each(|blocks| runs(blocks, out)),
            Block::Definitions(list) => list.iter().flat_map(|d| &d.meanings).for_each(|blocks| runs(blocks, out)),
            Block::Table { rows, .. } => out.extend(rows.iter().map(cells)),
            Block::Heading { .. }
            | Block::Code { .. }
            | Block::Figure { .. }
            | Block::Rule
            | Block::Fill { .. }
            | Block::Chart(_)
            | Block::Quiz(_)
            | Block::Timeline(_)
            | Block::Html(_) => {}
        }
    }
}

/// A number as Vietnamese writes it (`95,5`, `1.234`), in tenths.
fn tenths(text: &str) -> Option<i64> {
    let (whole, part) = text.split_once(',').unwrap_or((text, "0"));
    let whole: i64 = whole.replace('.', "").parse().ok()?;
    Some(whole * 10 + part.chars().next()?.to_digit(10).map(i64::from)?)
}

/// Words and numbers of a text, without punctuation around them.
fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ';' | ':' | '|'))
        .map(|word| word.trim_matches(|c: char| matches!(c, ',' | '.' | '“' | '”')))
        .filter(|word| !word.is_empty())
        .collect()
}

/// Wrong sums: `a + b + … = c`.
fn wrong_sums(text: &str) -> Vec<String> {
    let words = words(text);
    let mut out = Vec::new();
    for (at, _) in words.iter().enumerate().filter(|(_, word)| **word == "=") {
        let Some(total) = words.get(at + 1).and_then(|word| tenths(word)) else { continue };
        let mut sum = 0;
        let mut terms = 0;
        let mut back = at;
        while let Some(term) = back.checked_sub(1).and_then(|i| words.get(i)).and_then(|word| tenths(word)) {
            sum += term;
            terms += 1;
            if back < 2 || words[back - 2] != "+" {
                break;
            }
            back -= 2;
        }
        if terms > 1 && sum != total {
            out.push(format!("the sum is {}, not {}: {text}", sum as f64 / 10.0, total as f64 / 10.0));
        }
    }
    out
}

const COUNTS: &[&str] =
    &["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai"];

/// The whole numbers of a text, spelt ones too.
fn counts(text: &str) -> Vec<f64> {
    let lower = text.to_lowercase();
    let number = |word: &&str| {
        let spelt = COUNTS.iter().position(|count| count == word);
        spelt.map(|n| n as f64).or_else(|| word.parse::<u32>().ok().filter(|n| *n < 2000).map(f64::from))
    };
    let mut out: Vec<f64> = words(&lower).iter().filter_map(number).collect();
    out.extend(
        COUNTS.iter().enumerate().filter(|(_, c)| c.contains(' ') && lower.contains(**c)).map(|(n, _)| n as f64),
    );
    out
}

/// Wrong rates: a percentage with a decimal that is not the part of a whole, or what is left of it, with
/// the part in the text itself and the whole in it or near it.
fn wrong_rates(text: &str, near: &[String]) -> Vec<String> {
    let parts = counts(text);
    let wholes: Vec<f64> = near.iter().flat_map(|text| counts(text)).chain(parts.iter().copied()).collect();
    let mut out = Vec::new();
    for pair in words(text).windows(2).filter(|pair| pair[1].starts_with('%') && pair[0].contains(',')) {
        let Ok(rate) = pair[0].replace(',', ".").parse::<f64>() else { continue };
        let right = parts.iter().any(|part| {
            let of = |part: f64, all: f64| all > 0.0 && part <= all && (part / all * 100.0 - rate).abs() < 0.050_01;
            wholes.iter().any(|all| of(*part, *all) || of(all - part, *all))
        });
        if !right {
            out.push(format!("no two numbers give {} %: {text}", pair[0]));
        }
    }
    out
}

/// Rates whose numbers stand further away (a chart, a list of members, front matter): part and whole.
const FAR: &[(&str, &str, f64, f64)] = &[
    ("bieu-mau/bien-ban-sinh-hoat", "94,1", 16.0, 17.0),
    ("bieu-mau/bien-ban-sinh-hoat", "82,4", 14.0, 17.0),
    ("bieu-mau/phieu-bieu-quyet", "82,4", 14.0, 17.0),
    ("chuong-trinh/cong-ty-c/_index", "85,7", 18.0, 21.0),
    ("chuong-trinh/cong-ty-d/2026-05", "91,7", 11.0, 12.0),
    ("chuyen-de/noi-di-doi-voi-lam", "62,5", 15.0, 24.0),
    ("gioi-thieu/so-lieu-2018-2023", "55,6", 70.0, 126.0),
    ("gioi-thieu/so-lieu-2018-2023", "44,4", 56.0, 126.0),
    ("thuat-ngu", "91,3", 21.0, 23.0),
];

/// Rates quoted as they are: (rate, where it comes from).
const QUOTED: &[(&str, &str)] = &[
    ("11,3", "a share quoted from the press, domain 9.2"),
    ("95,5", "a result that the sample cell reports beside its target"),
];

fn is_known(path: &str, fault: &str) -> bool {
    let rate = |rate: &str| fault.starts_with(&format!("no two numbers give {rate} %"));
    QUOTED.iter().any(|(quoted, _)| rate(quoted))
        || FAR.iter().any(|(page, far, _, _)| path.contains(page) && rate(far))
}

#[test]
fn sums_and_rates_are_right() {
    let mut faults = Vec::new();
    for (path, _, body) in bodies() {
        let mut all = Vec::new();
        runs(&body.blocks, &mut all);
        for (at, text) in all.iter().enumerate() {
            let near = &all[at.saturating_sub(6)..(at + 7).min(all.len())];
            faults.extend(wrong_sums(text).into_iter().map(|fault| format!("{path}: {fault}")));
            let rates = wrong_rates(text, near).into_iter().filter(|fault| !is_known(&path, fault));
            faults.extend(rates.map(|fault| format!("{path}: {fault}")));
        }
    }
    for (page, rate, part, whole) in FAR {
        if format!("{:.1}", part / whole * 100.0).replace('.', ",") != *rate {
            faults.push(format!("{page}: {part} of {whole} is not {rate} %"));
        }
    }
    no_faults(&faults);
}

#[test]
fn the_arithmetic_itself_is_right() {
    assert!(wrong_sums("5 + 5 + 9 + 36 + 5 + 27 + 5 = 92, mức Tốt").is_empty());
    assert_eq!(wrong_sums("14 + 1 + 0 = 16 phiếu").len(), 1);
    assert!(wrong_rates("có mặt 21 trên 23, tức 91,3 %", &[]).is_empty());
    assert!(wrong_rates("năm trên chín, tức 55,6 %", &[]).is_empty());
    assert_eq!(wrong_rates("có mặt 21 trên 23, tức 91,4 %", &[]).len(), 1);
}
