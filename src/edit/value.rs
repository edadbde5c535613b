//! Values of front matter, as the build reads them and as a form holds them.

use std::sync::Arc;

use serde_json::{Map, Number, Value as Json};
use serde_yaml::Value as Yaml;

use crate::diagnostic::Diagnostic;
use crate::text::nfc::nfc;
use crate::yaml::{self, Origin};

/// Returns the values of a YAML text, keys in their order; no text is no keys.
pub(super) fn read(yaml: &str, path: &Arc<str>, offset: usize) -> Result<Json, Box<Diagnostic>> {
    let mut report = Vec::new();
    let origin = Origin { path, offset, schema: None };
    match (yaml::parse(&nfc(yaml), origin, &mut report), report.into_iter().next()) {
        (Some(Yaml::Null), _) => Ok(Json::Object(Map::new())),
        (Some(value), _) => Ok(json(&value)),
        (None, Some(diagnostic)) => Err(Box::new(diagnostic)),
        (None, None) => Ok(Json::Null),
    }
}

/// A YAML value for a form. Tags are left out; what JSON cannot say (`.inf`) becomes its text.
fn json(value: &Yaml) -> Json {
    match value {
        Yaml::Null => Json::Null,
        Yaml::Bool(value) => Json::Bool(*value),
        Yaml::Number(number) => number_of(number),
        Yaml::String(text) => Json::String(text.clone()),
        Yaml::Sequence(items) => Json::Array(items.iter().map(json).collect()),
        Yaml::Mapping(entries) => Json::Object(entries.iter().map(|(key, value)| (name(key), json(value))).collect()),
        Yaml::Tagged(tagged) => json(&tagged.value),
    }
}

fn number_of(number: &serde_yaml::Number) -> Json {
    let exact = number.as_u64().map(Number::from).or_else(|| number.as_i64().map(Number::from));
    match exact.or_else(|| number.as_f64().and_then(Number::from_f64)) {
        Some(number) => Json::Number(number),
        None => Json::String(number.to_string()),
    }
}

/// A key as text: `2026:` is the key “2026”.
fn name(key: &Yaml) -> String {
    match json(key) {
        Json::String(text) => text,
        other @ (Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_)) => other.to_string(),
    }
}

/// Tells whether two values mean the same: the order of keys does not count, 5 is 5.0.
pub(super) fn same(a: &Json, b: &Json) -> bool {
    match (a, b) {
        (Json::Number(a), Json::Number(b)) => a == b || (a.is_f64() || b.is_f64()) && a.as_f64() == b.as_f64(),
        (Json::Array(a), Json::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Json::Object(a), Json::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        (Json::String(a), Json::String(b)) => nfc(a) == nfc(b),
        (_, _) => a == b,
    }
}
