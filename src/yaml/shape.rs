//! The shape of a Rust type, taken from its JSON Schema, and the comparison of a value with it.

use std::collections::BTreeMap;

use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::Value as Json;
use serde_yaml::Value;

use crate::diagnostic::Span;
use crate::text::date::{Date, DateError, DateTime, Month, Time};
use crate::text::similar;
use crate::text::slug::slug;

use super::locate::{Step, locate, locate_key};

/// What a value may be.
#[derive(Debug, Clone)]
pub enum Shape {
    /// Anything.
    Any,
    /// Text; `format` says what kind of text, `longest` how many characters.
    Text {
        /// `date`, `citation`, `page` …
        format: Option<String>,
        /// No empty text.
        filled: bool,
        /// Characters at most.
        longest: Option<u64>,
    },
    /// One of several words.
    OneOf(Vec<Word>),
    /// A whole number.
    Integer {
        /// Smallest.
        min: Option<f64>,
        /// Greatest.
        max: Option<f64>,
    },
    /// A number.
    Number {
        /// Smallest.
        min: Option<f64>,
        /// Greatest.
        max: Option<f64>,
        /// It is a multiple of this.
        step: Option<f64>,
    },
    /// Yes or no.
    Bool,
    /// One value, or a list of such values.
    OneOrMany(Box<Shape>),
    /// A list.
    List {
        /// Shape of every item.
        item: Box<Shape>,
        /// Items at least.
        least: u64,
        /// Items at most.
        most: Option<u64>,
    },
    /// Free keys with values of one shape.
    Map(Box<Shape>),
    /// Fixed keys.
    Record(BTreeMap<String, Field>),
}

/// A word that a key takes.
#[derive(Debug, Clone)]
pub struct Word {
    /// As written.
    pub key: String,
    /// What it means, from the type's documentation; mostly Vietnamese.
    pub label: Option<String>,
}

/// A key of a record.
#[derive(Debug, Clone)]
pub struct Field {
    /// Shape of its value.
    pub shape: Shape,
    /// Must be there.
    pub required: bool,
}

impl Shape {
    /// Returns the shape of a Rust type.
    pub fn of<T: JsonSchema>() -> Self {
        let mut generator = SchemaSettings::draft2020_12().into_generator();
        let schema = T::json_schema(&mut generator);
        Self::from_schema(schema.as_value(), &definitions(&mut generator))
    }

    /// Returns the shape of a schema made with `generator`.
    pub fn from_schema(schema: &Json, definitions: &serde_json::Map<String, Json>) -> Self {
        if let Some(name) = schema.get("$ref").and_then(Json::as_str) {
            let name = name.rsplit('/').next().unwrap_or(name);
            return definitions.get(name).map_or(Self::Any, |s| Self::from_schema(s, definitions));
        }
        if let Some(choices) = schema.get("anyOf").or_else(|| schema.get("oneOf")).and_then(Json::as_array) {
            return Self::from_choices(choices, definitions);
        }
        if let Some(words) = schema.get("enum").and_then(Json::as_array) {
            let word = |key: &str| Word { key: key.to_owned(), label: None };
            return Self::OneOf(words.iter().filter_map(Json::as_str).map(word).collect());
        }
        if let Some(word) = schema.get("const").and_then(Json::as_str) {
            let label = schema.get("title").or_else(|| schema.get("description")).and_then(Json::as_str);
            let label = label.map(|label| label.trim_end_matches('.').to_owned());
            return Self::OneOf(vec![Word { key: word.to_owned(), label }]);
        }
        let number = |key: &str| schema.get(key).and_then(Json::as_f64);
        let count = |key: &str| schema.get(key).and_then(Json::as_u64);
        match type_of(schema) {
            Some("string") => Self::Text {
                format: schema.get("format").and_then(Json::as_str).map(str::to_owned),
                filled: count("minLength").is_some_and(|n| n > 0),
                longest: count("maxLength"),
            },
            Some("integer") => Self::Integer { min: number("minimum"), max: number("maximum") },
            Some("number") => {
                Self::Number { min: number("minimum"), max: number("maximum"), step: number("multipleOf") }
            }
            Some("boolean") => Self::Bool,
            Some("array") => Self::List {
                item: Box::new(schema.get("items").map_or(Self::Any, |s| Self::from_schema(s, definitions))),
                least: count("minItems").unwrap_or(0),
                most: count("maxItems"),
            },
            Some("object") => Self::from_object(schema, definitions),
            Some(_) | None => Self::Any,
        }
    }

    fn from_choices(choices: &[Json], definitions: &serde_json::Map<String, Json>) -> Self {
        let mut shapes: Vec<Self> = choices
            .iter()
            .filter(|c| c.get("type").and_then(Json::as_str) != Some("null"))
            .map(|c| Self::from_schema(c, definitions))
            .collect();
        if shapes.len() == 1 {
            return shapes.remove(0);
        }
        if let [_, Self::List { .. }] = shapes.as_slice() {
            return Self::OneOrMany(Box::new(shapes.remove(0)));
        }
        let mut words = Vec::new();
        for shape in shapes {
            let Self::OneOf(more) = shape else { return Self::Any };
            words.extend(more);
        }
        Self::OneOf(words)
    }

    fn from_object(schema: &Json, definitions: &serde_json::Map<String, Json>) -> Self {
        let Some(properties) = schema.get("properties").and_then(Json::as_object) else {
            return match schema.get("additionalProperties") {
                Some(inner) if inner.is_object() => Self::Map(Box::new(Self::from_schema(inner, definitions))),
                _ => Self::Record(BTreeMap::new()),
            };
        };
        let required: Vec<&str> = schema
            .get("required")
            .and_then(Json::as_array)
            .map(|list| list.iter().filter_map(Json::as_str).collect())
            .unwrap_or_default();
        Self::Record(
            properties
                .iter()
                .map(|(key, schema)| {
                    let shape = Self::from_schema(schema, definitions);
                    (key.clone(), Field { shape, required: required.contains(&key.as_str()) })
                })
                .collect(),
        )
    }

    /// Returns a record with the keys of both; `other` wins where both have one.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::Record(mut a), Self::Record(b)) => {
                a.extend(b);
                Self::Record(a)
            }
            (a, _) => a,
        }
    }
}

fn type_of(schema: &Json) -> Option<&str> {
    let of = schema.get("type")?;
    of.as_str().or_else(|| of.as_array()?.iter().filter_map(Json::as_str).find(|name| *name != "null"))
}

/// Returns the definitions that a generator has gathered.
pub(crate) fn definitions(generator: &mut SchemaGenerator) -> serde_json::Map<String, Json> {
    generator.take_definitions(false)
}

/// A reference found in a value: text of a format such as `citation` or `page`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The format.
    pub format: String,
    /// The text as written.
    pub text: String,
    /// Where it stands in the YAML text.
    pub span: Span,
}

/// Formats that are gathered as [`Found`].
const GATHERED: &[&str] = &["citation", "page", "media", "org-type", "unit"];

/// A way to a part of a value.
#[derive(Clone, Copy)]
pub struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    step: Option<Step<'a>>,
}

impl<'a> Path<'a> {
    const TOP: Path<'static> = Path { parent: None, step: None };

    fn to(&'a self, step: Step<'a>) -> Path<'a> {
        Path { parent: Some(self), step: Some(step) }
    }

    fn span(&self, text: &str) -> Span {
        locate(text, &self.steps())
    }

    fn steps(&self) -> Vec<Step<'a>> {
        let mut steps = self.parent.map(Path::steps).unwrap_or_default();
        steps.extend(self.step);
        steps
    }
}

/// How a value differs from its shape.
#[derive(Debug, Clone, PartialEq)]
pub enum Fault {
    /// A key that the record does not have.
    UnknownKey {
        /// As written.
        key: String,
        /// A known key that is near.
        near: Option<String>,
        /// The keys known there.
        known: String,
        /// It stands in a part of the text, so that the schema's list of keys is not the right one.
        nested: bool,
        /// Where.
        span: Span,
    },
    /// A required key is missing.
    MissingKey {
        /// The key.
        key: String,
        /// Where the record stands.
        span: Span,
    },
    /// Another type than expected.
    WrongType {
        /// What was expected.
        expected: Expected,
        /// Where.
        span: Span,
    },
    /// Not a date (time, month) in the expected form.
    WrongDate {
        /// As written.
        written: String,
        /// The form expected.
        form: &'static str,
        /// The same date in that form, if it can be guessed.
        suggestion: Option<String>,
        /// Where.
        span: Span,
    },
    /// A day or time in the expected form that does not exist.
    NoSuchDate {
        /// As written.
        written: String,
        /// What does not exist.
        what: What,
        /// The form expected.
        form: &'static str,
        /// Where.
        span: Span,
    },
    /// Not one of the words allowed.
    NotAllowed {
        /// As written.
        written: String,
        /// The words allowed.
        allowed: Vec<String>,
        /// A near one.
        near: Option<String>,
        /// Where.
        span: Span,
    },
    /// A number, text or list outside its bounds.
    OutOfRange {
        /// How.
        bounds: Bounds,
        /// Where.
        span: Span,
    },
}

/// What does not exist on the calendar or the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A day.
    Day,
    /// A time of day.
    Time,
    /// A month.
    Month,
}

/// How a value leaves its bounds.
#[derive(Debug, Clone, PartialEq)]
pub enum Bounds {
    /// A number; the bounds as text: "1–4".
    Number(String),
    /// A number that is no multiple of this.
    Step(f64),
    /// Text of more characters.
    Longest(u64),
    /// Text without a letter.
    Empty,
    /// A list with fewer items.
    Fewest(u64),
    /// A list with more items.
    Most(u64),
}

/// What was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// true or false.
    Bool,
    /// A list.
    List,
    /// Keys with values.
    Record,
}

/// Compares a value with a shape: gathers all faults and all references. Whole numbers where text
/// is wanted (`title: 2026`) are turned into text.
pub fn compare(value: &mut Value, shape: &Shape, text: &str, faults: &mut Vec<Fault>, found: &mut Vec<Found>) {
    Walk { text, faults, found }.value(value, shape, Path::TOP);
}

struct Walk<'a> {
    text: &'a str,
    faults: &'a mut Vec<Fault>,
    found: &'a mut Vec<Found>,
}

impl Walk<'_> {
    fn value(&mut self, value: &mut Value, shape: &Shape, path: Path<'_>) {
        if let Value::Tagged(_) = value {
            return self.wrong(Expected::Text, path);
        }
        match shape {
            Shape::Any => {}
            Shape::Text { format, filled, longest } => self.word(value, format.as_deref(), *filled, *longest, path),
            Shape::OneOf(allowed) => match value.as_str() {
                Some(written) if allowed.iter().any(|word| word.key == written) => {}
                Some(written) => self.faults.push(Fault::NotAllowed {
                    written: written.to_owned(),
                    near: meant(written, allowed).map(str::to_owned),
                    allowed: allowed.iter().map(|word| word.key.clone()).collect(),
                    span: path.span(self.text),
                }),
                None => self.wrong(Expected::Text, path),
            },
            Shape::Integer { min, max } => {
                if value.is_i64() || value.is_u64() {
                    self.range(value.as_f64(), *min, *max, path);
                } else {
                    self.wrong(Expected::Integer, path);
                }
            }
            Shape::Number { min, max, step } => {
                if value.is_number() {
                    self.range(value.as_f64(), *min, *max, path);
                    self.step(value.as_f64(), *step, path);
                } else {
                    self.wrong(Expected::Number, path);
                }
            }
            Shape::Bool => {
                if !value.is_bool() {
                    self.wrong(Expected::Bool, path);
                }
            }
            Shape::List { item, least, most } => {
                let Value::Sequence(items) = value else { return self.wrong(Expected::List, path) };
                let count = items.len() as u64;
                let fault = (count < *least).then_some(Bounds::Fewest(*least));
                let fault = fault.or(most.filter(|most| count > *most).map(Bounds::Most));
                self.faults.extend(fault.map(|bounds| Fault::OutOfRange { bounds, span: path.span(self.text) }));
                for (index, value) in items.iter_mut().enumerate() {
                    self.value(value, item, path.to(Step::Index(index)));
                }
            }
            Shape::OneOrMany(item) => {
                let Value::Sequence(items) = value else { return self.value(value, item, path) };
                for (index, value) in items.iter_mut().enumerate() {
                    self.value(value, item, path.to(Step::Index(index)));
                }
            }
            Shape::Map(inner) => {
                let Value::Mapping(map) = value else { return self.wrong(Expected::Record, path) };
                for (key, value) in map.iter_mut() {
                    if let Some(key) = key.as_str() {
                        self.value(value, inner, path.to(Step::Key(key)));
                    }
                }
            }
            Shape::Record(fields) => self.record(value, fields, path),
        }
    }

    fn record(&mut self, value: &mut Value, fields: &BTreeMap<String, Field>, path: Path<'_>) {
        // A record that says nothing misses its keys; that tells more than "another type".
        if value.is_null() {
            *value = Value::Mapping(serde_yaml::Mapping::new());
        }
        let Value::Mapping(map) = value else { return self.wrong(Expected::Record, path) };
        let mut empty = Vec::new();
        let mut meant = Vec::new();
        for (key, value) in map.iter_mut() {
            let as_text = || serde_yaml::to_string(key).unwrap_or_default().trim().to_owned();
            let written = key.as_str().map_or_else(as_text, str::to_owned);
            match fields.get(&written) {
                // A key without a value is as good as absent.
                Some(_) if value.is_null() => empty.push(key.clone()),
                Some(field) => self.value(value, &field.shape, path.to(Step::Key(&written))),
                None => {
                    let near = similar::closest(&written, fields.keys().map(String::as_str)).map(str::to_owned);
                    meant.extend(near.clone());
                    self.faults.push(Fault::UnknownKey {
                        near,
                        known: fields.keys().map(String::as_str).collect::<Vec<_>>().join(", "),
                        nested: path.step.is_some(),
                        span: locate_key(self.text, &path.to(Step::Key(&written)).steps()),
                        key: written,
                    });
                }
            }
        }
        for key in &empty {
            map.remove(key);
        }
        for (key, field) in fields {
            // A key that was misspelt is not missing as well.
            if field.required && !map.contains_key(key.as_str()) && !meant.contains(key) {
                self.faults.push(Fault::MissingKey { key: key.clone(), span: path.span(self.text) });
            }
        }
    }

    fn word(&mut self, value: &mut Value, format: Option<&str>, filled: bool, longest: Option<u64>, path: Path<'_>) {
        if value.is_i64() || value.is_u64() {
            *value = Value::String(serde_yaml::to_string(value).unwrap_or_default().trim().to_owned());
        }
        let Some(written) = value.as_str() else { return self.wrong(Expected::Text, path) };
        if filled && written.trim().is_empty() {
            self.faults.push(Fault::OutOfRange { bounds: Bounds::Empty, span: path.span(self.text) });
        }
        if let Some(most) = longest
            && written.len() as u64 > most
            && written.chars().count() as u64 > most
        {
            self.faults.push(Fault::OutOfRange { bounds: Bounds::Longest(most), span: path.span(self.text) });
        }
        let Some(format) = format else { return };
        let (form, checked) = match format {
            "base-url" => {
                let rest = ["https://", "http://"].iter().find_map(|scheme| written.strip_prefix(scheme));
                if !rest.is_some_and(|rest| rest.starts_with(char::is_alphanumeric)) {
                    self.faults.push(Fault::NotAllowed {
                        written: written.to_owned(),
                        allowed: vec!["https://…".to_owned()],
                        near: None,
                        span: path.span(self.text),
                    });
                }
                return;
            }
            "date" => ("2026-07-03", Date::parse(written).err()),
            "time" => ("07:30", Time::parse(written).err()),
            "date-time" => ("2026-07-03T07:30", DateTime::parse(written).err()),
            "month" => ("2026-07", Month::parse(written).err()),
            _ => {
                if GATHERED.contains(&format) {
                    self.found.push(Found {
                        format: format.to_owned(),
                        text: written.to_owned(),
                        span: path.span(self.text),
                    });
                }
                return;
            }
        };
        let Some(wrong) = checked else { return };
        let (written, span) = (written.to_owned(), path.span(self.text));
        match wrong {
            DateError::Form { suggestion } => {
                self.faults.push(Fault::WrongDate { written, form, suggestion, span });
            }
            DateError::Impossible => {
                let what = match format {
                    "month" => What::Month,
                    "time" => What::Time,
                    "date-time" if Date::parse(written.split(['T', ' ']).next().unwrap_or_default()).is_ok() => {
                        What::Time
                    }
                    _ => What::Day,
                };
                self.faults.push(Fault::NoSuchDate { written, what, form, span });
            }
        }
    }

    fn range(&mut self, number: Option<f64>, min: Option<f64>, max: Option<f64>, path: Path<'_>) {
        let Some(number) = number else { return };
        if min.is_some_and(|min| number < min) || max.is_some_and(|max| number > max) {
            let bounds = match (min, max) {
                (Some(min), Some(max)) => format!("{min}–{max}"),
                (Some(min), None) => format!("≥ {min}"),
                (None, Some(max)) => format!("≤ {max}"),
                (None, None) => String::new(),
            };
            self.faults.push(Fault::OutOfRange { bounds: Bounds::Number(bounds), span: path.span(self.text) });
        }
    }

    fn step(&mut self, number: Option<f64>, step: Option<f64>, path: Path<'_>) {
        let (Some(number), Some(step)) = (number, step) else { return };
        let steps = number / step;
        if (steps - steps.round()).abs() > 1e-6 {
            self.faults.push(Fault::OutOfRange { bounds: Bounds::Step(step), span: path.span(self.text) });
        }
    }

    fn wrong(&mut self, expected: Expected, path: Path<'_>) {
        self.faults.push(Fault::WrongType { expected, span: path.span(self.text) });
    }
}

/// The word that was meant: a near one, or the one whose meaning was written instead of it
/// (`thường kỳ` for `regular`). One letter is near to every other, so it suggests nothing.
fn meant<'a>(written: &str, allowed: &'a [Word]) -> Option<&'a str> {
    let keys = || allowed.iter().map(|word| word.key.as_str());
    if written.trim().chars().nth(1).is_none() {
        return keys().find(|key| key.eq_ignore_ascii_case(written.trim()));
    }
    let said = slug(written);
    let means = |word: &&Word| {
        let label = word.label.as_deref().map(slug).unwrap_or_default();
        !said.is_empty() && format!("-{label}-").contains(&format!("-{said}-"))
    };
    // Of several the shortest says it most plainly: `chuyên đề` is no combined meeting.
    let shortest = allowed.iter().filter(means).min_by_key(|word| word.label.as_ref().map(String::len));
    shortest.map(|word| word.key.as_str()).or_else(|| similar::closest(written, keys()))
}
