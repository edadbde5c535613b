//! Reads one file: any text gives a document and diagnostics.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use schemars::generate::SchemaSettings;
use serde::{Deserialize, Serialize};
use serde_yaml::Value;
use xxhash_rust::xxh3::xxh3_128;

use crate::diagnostic::{Code, Diagnostic, Place, SourceFile, Span};
use crate::markdown::{self, Body, RefForm, Reference, split_historical};
use crate::text::{legacy, similar};
use crate::yaml::{self, Field, Found, Origin, Shape};

use super::codes::{LEGACY, SECTION_KIND, UNKNOWN_ORG_TYPE, UNKNOWN_UNIT};
use super::front_matter::{self, Split};
use super::wording::Wording;
use super::{Document, FrontMatter, Head, Kind, KindName, Settings};

/// A file, read.
#[derive(Debug)]
pub struct Read {
    /// The document; where its front matter is at fault, with what could be understood of it.
    pub document: Document,
    /// Its body.
    pub body: Body,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// What a section says for the pages in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Defaults {
    /// Kind of pages that do not name theirs.
    pub kind: Option<KindName>,
}

/// The shape of each kind's front matter.
static SHAPES: LazyLock<BTreeMap<KindName, Shape>> = LazyLock::new(|| {
    KindName::ALL
        .iter()
        .map(|kind| {
            let mut generator = SchemaSettings::draft2020_12().into_generator();
            let own = kind.schema(&mut generator);
            let definitions = generator.take_definitions(false);
            let own = Shape::from_schema(own.as_value(), &definitions);
            (*kind, Shape::of::<Head>().with(own))
        })
        .collect()
});

/// The key that decides about the others.
static KIND: LazyLock<Shape> = LazyLock::new(|| {
    let shape = Shape::of::<KindName>();
    Shape::Record([("kind".to_owned(), Field { shape, required: false })].into_iter().collect())
});

/// Reads a file of `content/`.
pub fn read(file: &SourceFile, defaults: Defaults, settings: &Settings) -> Read {
    let text = file.text();
    let hash = xxh3_128(file.raw().as_bytes());
    let mut diagnostics = Vec::new();
    if let Some(found) = legacy::detect(text) {
        diagnostics.push(legacy_text(file, &found));
        return Read {
            document: broken(&file.path, hash, &Value::Null, FrontMatter::default()),
            body: Body::default(),
            diagnostics,
        };
    }
    let split = match front_matter::split(text) {
        Ok(split) => split,
        Err(problem) => {
            diagnostics.push(problem.diagnose(file));
            let document = broken(&file.path, hash, &Value::Null, FrontMatter::default());
            return Read { document, body: Body::default(), diagnostics };
        }
    };
    let parsed = markdown::parse(split.body, &file.path, split.body_at, settings.trust_html);
    let front = FrontMatter { text: split.yaml.into(), offset: u32::try_from(split.yaml_at).unwrap_or(u32::MAX) };
    let mut references = parsed.references;
    let typed = typed(file, split, defaults, settings, &mut references, &mut diagnostics);
    let mut document = match typed {
        Ok((head, kind)) => Document {
            path: Arc::clone(&file.path),
            head,
            kind,
            front,
            outline: parsed.outline,
            references,
            wording: Wording::default(),
            hash,
            broken: false,
        },
        Err(value) => Document { outline: parsed.outline, ..broken(&file.path, hash, &value, front) },
    };
    for (id, span) in &document.outline.org_types {
        if !settings.org_types.iter().any(|t| t.id.as_str() == id.as_ref()) {
            diagnostics.push(unknown_org_type(id, document.at(*span), settings));
        }
    }
    document.outline.start = u32::try_from(split.body_at).unwrap_or(u32::MAX);
    diagnostics.extend(parsed.diagnostics);
    Read { document, body: parsed.body, diagnostics }
}

/// Reads the typed front matter; `Err` holds the value as far as it could be read.
fn typed(
    file: &SourceFile,
    split: Split<'_>,
    defaults: Defaults,
    settings: &Settings,
    references: &mut Vec<Reference>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<(Head, Kind), Value> {
    let mut origin = Origin { path: &file.path, offset: split.yaml_at, schema: None };
    let Some(mut value) = yaml::parse(split.yaml, origin, diagnostics) else { return Err(Value::Null) };
    let written = value.get("kind").and_then(|v| KindName::deserialize(v).ok());
    let is_section = file.path.rsplit('/').next() == Some("_index.md");
    let kind = if is_section { KindName::Section } else { written.or(defaults.kind).unwrap_or(KindName::Page) };
    if is_section && let Some(other) = written.filter(|k| *k != KindName::Section) {
        let span = yaml::locate(split.yaml, &[yaml::Step::Key("kind")]).shift(split.yaml_at);
        diagnostics.push(Diagnostic::new(&SECTION_KIND, file.place(span)).with("kind", other.key()));
    }
    origin.schema = Some(kind.key());
    let mut found = Vec::new();
    // Under an unknown kind every other key would seem unknown, too: the kind alone is reported.
    if written.is_none()
        && let Some(unknown) = value.get("kind").filter(|kind| !kind.is_null())
    {
        let mut alone = Value::Mapping([(Value::from("kind"), unknown.clone())].into_iter().collect());
        yaml::conforms(&mut alone, &KIND, split.yaml, origin, &mut found, diagnostics);
        return Err(value);
    }
    let sound = match SHAPES.get(&kind) {
        Some(shape) => yaml::conforms(&mut value, shape, split.yaml, origin, &mut found, diagnostics),
        None => true,
    };
    if !sound {
        return Err(value);
    }
    for found in &found {
        file_reference(found, file, split.yaml_at, settings, references, diagnostics);
    }
    let head = yaml::typed(|| Head::deserialize(&value), origin, diagnostics);
    let fields = yaml::typed(|| kind.fields(&value), origin, diagnostics);
    match (head, fields) {
        (Some(head), Some(fields)) => Ok((head, fields)),
        (_, _) => Err(value),
    }
}

fn file_reference(
    found: &Found,
    file: &SourceFile,
    offset: usize,
    settings: &Settings,
    references: &mut Vec<Reference>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let span = found.span.shift(offset);
    let form = match found.format.as_str() {
        "citation" => RefForm::Citation,
        "page" => RefForm::Page,
        "media" => RefForm::Media,
        "org-type" => {
            if !settings.org_types.iter().any(|t| t.id.as_str() == found.text) {
                diagnostics.push(unknown_org_type(&found.text, file.place(span), settings));
            }
            return;
        }
        _ => {
            if !settings.units.iter().any(|unit| unit.id.as_str() == found.text) {
                diagnostics.push(unknown_unit(&found.text, file.place(span), settings));
            }
            return;
        }
    };
    let (written, historical) = split_historical(&found.text);
    references.push(Reference { written: written.into(), form, span, historical });
}

pub(super) fn unknown_unit(id: &str, place: Place, settings: &Settings) -> Diagnostic {
    let ids = || settings.units.iter().map(|unit| unit.id.as_str());
    Diagnostic::new(&UNKNOWN_UNIT, place)
        .with("id", id)
        .with_some("near", similar::closest(id, ids()))
        .with("known", ids().collect::<Vec<_>>().join(", "))
}

pub(super) fn unknown_org_type(id: &str, place: Place, settings: &Settings) -> Diagnostic {
    let ids = || settings.org_types.iter().map(|t| t.id.as_str());
    Diagnostic::new(&UNKNOWN_ORG_TYPE, place)
        .with("id", id)
        .with_some("near", similar::closest(id, ids()))
        .with("known", ids().collect::<Vec<_>>().join(", "))
}

/// Tells whether a code depends on `sotay.yaml`, so that it says nothing while that file is at fault.
pub fn rests_on_settings(code: &Code) -> bool {
    *code == UNKNOWN_ORG_TYPE || *code == UNKNOWN_UNIT
}

/// Returns a stand-in for a file that is no text: other pages may still point to it.
pub fn stand_in(path: &Arc<str>) -> Document {
    broken(path, 0, &Value::Null, FrontMatter::default())
}

/// A stand-in for a file whose front matter is at fault: other pages may still point to it.
fn broken(path: &Arc<str>, hash: u128, value: &Value, front: FrontMatter) -> Document {
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let title = text("title").unwrap_or_else(|| path.rsplit('/').next().unwrap_or_default().to_owned());
    let kind = if path.rsplit('/').next() == Some("_index.md") {
        Kind::Section(Box::default())
    } else {
        Kind::Page(Box::default())
    };
    Document {
        path: Arc::clone(path),
        head: Head { title, ..Head::default() },
        kind,
        front,
        outline: markdown::Outline::default(),
        references: Vec::new(),
        wording: Wording::default(),
        hash,
        broken: true,
    }
}

fn legacy_text(file: &SourceFile, found: &legacy::Found) -> Diagnostic {
    let encoding = match found.encoding {
        legacy::LegacyEncoding::Tcvn3 => "TCVN3 (ABC)",
        legacy::LegacyEncoding::Vni => "VNI",
    };
    let span = Span::new(found.at, found.at + found.sample.len());
    Diagnostic::new(&LEGACY, file.place(span))
        .with("encoding", encoding)
        .with("sample", &found.sample)
        .with("converted", legacy::convert(&found.sample, found.encoding).text)
}

/// Returns the JSON Schema of a kind's front matter, or of the settings for `None`.
pub fn schema(kind: Option<KindName>) -> serde_json::Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let Some(kind) = kind else {
        return generator.into_root_schema_for::<Settings>().to_value();
    };
    let mut own = kind.schema(&mut generator).to_value();
    let head = <Head as schemars::JsonSchema>::json_schema(&mut generator).to_value();
    let definitions = generator.take_definitions(true);
    let mut properties = serde_json::Map::new();
    let mut required: Vec<serde_json::Value> = Vec::new();
    for schema in [&head, &own] {
        if let Some(more) = schema.get("properties").and_then(serde_json::Value::as_object) {
            properties.extend(more.clone());
        }
        if let Some(more) = schema.get("required").and_then(serde_json::Value::as_array) {
            required.extend(more.iter().cloned());
        }
    }
    if let Some(schema) = own.as_object_mut() {
        schema.insert("$schema".into(), "https://json-schema.org/draft/2020-12/schema".into());
        schema.insert("title".into(), kind.vi().into());
        schema.insert("type".into(), "object".into());
        schema.insert("properties".into(), properties.into());
        schema.insert("required".into(), required.into());
        schema.insert("additionalProperties".into(), false.into());
        if !definitions.is_empty() {
            schema.insert("$defs".into(), definitions.into());
        }
    }
    own
}
