//! The shape of a Rust type, taken from its JSON Schema, and the comparison of a value with it.

use std::collections::BTreeMap;

use schemars::{JsonSchema, SchemaGenerator, generate::SchemaSettings};
use serde_json::Value as Json;
use serde_yaml::Value;

use crate::diagnostic::Span;
use crate::text::date::{Date, DateError, DateTime, Month, Time};
use crate::text::similar;

use super::locate::{Step, locate};

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
    OneOf(Vec<String>),
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
    },
    /// Yes or no.
    Bool,
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
            return Self::OneOf(words.iter().filter_map(Json::as_str).map(str::to_owned).collect());
        }
        if let Some(word) = schema.get("const").and_then(Json::as_str) {
            return Self::OneOf(vec![word.to_owned()]);
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
            Some("number") => Self::Number { min: number("minimum"), max: number("maximum") },
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
        /// Bounds, as text: "1–4".
        bounds: String,
        /// Where.
        span: Span,
    },
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
                Some(written) if allowed.iter().any(|a| a == written) => {}
                Some(written) => self.faults.push(Fault::NotAllowed {
                    written: written.to_owned(),
                    near: similar::closest(written, allowed.iter().map(String::as_str)).map(str::to_owned),
                    allowed: allowed.clone(),
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
            Shape::Number { min, max } => {
                if value.is_number() {
                    self.range(value.as_f64(), *min, *max, path);
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
                if count < *least || most.is_some_and(|most| count > most) {
                    let bounds = most.map_or(format!("≥ {least}"), |most| format!("{least}–{most}"));
                    self.faults.push(Fault::OutOfRange { bounds, span: path.span(self.text) });
                }
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
        if value.is_null() && fields.values().all(|f| !f.required) {
            *value = Value::Mapping(serde_yaml::Mapping::new());
        }
        let Value::Mapping(map) = value else { return self.wrong(Expected::Record, path) };
        let mut empty = Vec::new();
        for (key, value) in map.iter_mut() {
            let as_text = || serde_yaml::to_string(key).unwrap_or_default().trim().to_owned();
            let written = key.as_str().map_or_else(as_text, str::to_owned);
            match fields.get(&written) {
                // A key without a value is as good as absent.
                Some(_) if value.is_null() => empty.push(key.clone()),
                Some(field) => self.value(value, &field.shape, path.to(Step::Key(&written))),
                None => self.faults.push(Fault::UnknownKey {
                    near: similar::closest(&written, fields.keys().map(String::as_str)).map(str::to_owned),
                    span: key_span(self.text, path.to(Step::Key(&written)).span(self.text), &written),
                    key: written,
                }),
            }
        }
        for key in &empty {
            map.remove(key);
        }
        for (key, field) in fields {
            if field.required && !map.contains_key(key.as_str()) {
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
            let bounds = longest.map_or("≥ 1".to_owned(), |most| format!("1–{most}"));
            self.faults.push(Fault::OutOfRange { bounds, span: path.span(self.text) });
        }
        if longest.is_some_and(|most| written.len() as u64 > most && written.chars().count() as u64 > most) {
            self.faults.push(Fault::OutOfRange {
                bounds: format!("≤ {}", longest.unwrap_or_default()),
                span: path.span(self.text),
            });
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
        if let Some(error) = checked {
            let suggestion = match error {
                DateError::Form { suggestion } => suggestion,
                DateError::Impossible => None,
            };
            self.faults.push(Fault::WrongDate {
                written: written.to_owned(),
                form,
                suggestion,
                span: path.span(self.text),
            });
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
            self.faults.push(Fault::OutOfRange { bounds, span: path.span(self.text) });
        }
    }

    fn wrong(&mut self, expected: Expected, path: Path<'_>) {
        self.faults.push(Fault::WrongType { expected, span: path.span(self.text) });
    }
}

/// The span of the key itself, which stands before its value on the same line.
fn key_span(text: &str, value: Span, key: &str) -> Span {
    let line_start = text.get(..value.start as usize).and_then(|t| t.rfind('\n')).map_or(0, |i| i + 1);
    let line = text.get(line_start..value.end as usize).unwrap_or_default();
    // The same word may stand in the value: a key is followed by its colon.
    let is_key = |at: usize| {
        let rest = line.get(at + key.len()..).unwrap_or_default();
        rest.trim_start_matches(['"', '\'']).trim_start().starts_with(':')
    };
    line.match_indices(key)
        .map(|(at, _)| at)
        .find(|at| is_key(*at))
        .map_or(value, |at| Span::new(line_start + at, line_start + at + key.len()))
}
