//! Layouts: dated sets of sizes and distances, chosen by a paper's family and day; and the lines of the first page whose
//! wording follows from them. What a size means on the page is for `pdf` and `docx`.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;

use crate::diagnostic::{Diagnostic, Place};
use crate::model::directive::Family;
use crate::model::paper::{Letterhead, Number, Paper};
use crate::model::{Evidence, Settings};
use crate::text::date::Date;
use crate::text::similar;
use crate::theme::{Theme, ThemeFile};
use crate::yaml::Step;

use super::codes;

/// A value with where it comes from.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Attested {
    value: Value,
    #[expect(dead_code, reason = "asked for, so that nobody writes a value without it")]
    source: String,
    #[expect(dead_code, reason = "asked for, so that nobody writes a value without it")]
    evidence: Evidence,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[expect(dead_code, reason = "for whoever reads the file")]
    title: String,
    family: Family,
    from: Date,
    values: BTreeMap<String, Attested>,
}

/// A layout.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) name: String,
    pub(super) family: Family,
    from: Date,
    /// What templates see.
    pub(super) values: BTreeMap<String, Value>,
}

impl Layout {
    /// Returns a text among the values; empty where there is none.
    pub(super) fn text(&self, key: &str) -> &str {
        self.values.get(key).and_then(Value::as_str).unwrap_or_default()
    }

    /// Returns a number among the values, in millimetres or points; 0 where there is none.
    pub(super) fn number(&self, key: &str) -> f64 {
        self.values.get(key).and_then(Value::as_f64).unwrap_or_default()
    }

    /// Tells whether a value is true.
    pub(super) fn is(&self, key: &str) -> bool {
        self.values.get(key).and_then(Value::as_bool).unwrap_or_default()
    }
}

/// Returns the name of the layout that a file of a theme holds.
fn name(file: &ThemeFile) -> Option<&str> {
    file.path.strip_prefix("print/profiles/")?.strip_suffix(".yaml")
}

/// Tells whether the settings name a layout that the theme lacks.
pub(super) fn fault(settings: &Settings, theme: &Theme) -> Option<Diagnostic> {
    let name = settings.outputs.layout.as_deref()?;
    let all: Vec<&str> = theme.print().iter().filter_map(self::name).collect();
    if all.contains(&name) {
        return None;
    }
    let place = settings.place(&[Step::Key("outputs"), Step::Key("layout")]);
    let begins = || all.iter().copied().find(|layout| layout.starts_with(name) && !name.is_empty());
    let near = similar::closest(name, all.iter().copied()).or_else(begins);
    Some(
        Diagnostic::new(&codes::UNKNOWN_LAYOUT, place)
            .with("name", name)
            .with_some("near", near)
            .with("all", all.join(", ")),
    )
}

/// Reads the layouts of a theme, oldest first.
pub(super) fn read(files: &[ThemeFile]) -> Result<Vec<Layout>, Box<Diagnostic>> {
    let mut out = Vec::new();
    for file in files {
        let Some(name) = name(file) else { continue };
        let written: Written = serde_yaml::from_slice(&file.bytes).map_err(|error| {
            Box::new(Diagnostic::new(&codes::LAYOUT, Place::file(&file.shown)).with("problem", error.to_string()))
        })?;
        let values = written.values.into_iter().map(|(key, value)| (key, value.value)).collect();
        out.push(Layout { name: name.to_owned(), family: written.family, from: written.from, values });
    }
    out.sort_by_key(|layout| layout.from);
    Ok(out)
}

/// Returns the layout of a paper; `wanted` is the one that the settings name.
pub(super) fn of<'a>(
    layouts: &'a [Layout],
    paper: &Paper,
    wanted: Option<&str>,
) -> Result<&'a Layout, Box<Diagnostic>> {
    choose(layouts, paper.family, paper.date, wanted).ok_or_else(|| {
        let place = Place::file(&Arc::from("themes"));
        Box::new(Diagnostic::new(&codes::LAYOUT, place).with("problem", format!("{:?}", paper.family)))
    })
}

/// Returns the layout of a family on a day: the newest that had begun, else the oldest; without a day the newest.
/// `wanted` wins if it is of that family: the forms of Party and state never mix.
fn choose<'a>(layouts: &'a [Layout], family: Family, day: Option<Date>, wanted: Option<&str>) -> Option<&'a Layout> {
    let of_family = || layouts.iter().filter(|layout| layout.family == family);
    of_family()
        .find(|layout| Some(layout.name.as_str()) == wanted)
        .or_else(|| of_family().rfind(|layout| day.is_none_or(|day| layout.from <= day)))
        .or_else(|| of_family().next())
}

/// Dots for a number or a day to write in.
const DOTS: &str = "......";

/// Returns the number line of a paper.
pub(super) fn number_line(of: &Number, layout: &Layout) -> String {
    match (&of.number, &of.symbol) {
        (number, Some(symbol)) => layout
            .text("number_pattern")
            .replace("{number}", number.as_deref().unwrap_or(DOTS))
            .replace("{symbol}", symbol)
            .replace("Số ", "Số\u{A0}"),
        (Some(line), None) if line.to_lowercase().starts_with("số") => line.replace('…', DOTS),
        (Some(line), None) => format!("Số\u{A0}{line}").replace('…', DOTS),
        (None, None) => String::new(),
    }
}

/// Returns the line of place and date.
pub(super) fn date_line(of: &Letterhead) -> String {
    let place = of.place.as_deref().unwrap_or("............");
    match of.date {
        Some(date) => format!("{place}, {}", date.long_vi()),
        None => format!("{place}, ngày\u{A0}{DOTS}\u{A0}tháng\u{A0}{DOTS}\u{A0}năm\u{A0}20...."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_and_the_family_choose_the_layout() {
        let files: Vec<ThemeFile> =
            crate::theme::embedded().into_iter().filter(|file| file.path.starts_with("print/")).collect();
        let layouts = read(&files).unwrap();
        let name = |family, day: Option<&str>, wanted| {
            let day = day.map(|day| Date::parse(day).unwrap());
            choose(&layouts, family, day, wanted).map(|layout| layout.name.as_str())
        };
        assert_eq!(name(Family::Party, Some("2026-11-24"), None), Some("hd05-2026"));
        assert_eq!(name(Family::Party, Some("2026-05-26"), None), Some("hd36-2018"));
        assert_eq!(name(Family::Party, Some("2001-01-01"), None), Some("hd36-2018"));
        assert_eq!(name(Family::Party, None, None), Some("hd05-2026"));
        assert_eq!(name(Family::Party, None, Some("hd36-2018")), Some("hd36-2018"));
        assert_eq!(name(Family::Party, None, Some("nd30-2020")), Some("hd05-2026"));
        assert_eq!(name(Family::State, None, None), Some("nd30-2020"));
        let keys: Vec<Vec<&String>> = layouts.iter().map(|layout| layout.values.keys().collect()).collect();
        assert!(keys.iter().all(|of| Some(of) == keys.first()), "every layout has the same values");
    }
}
