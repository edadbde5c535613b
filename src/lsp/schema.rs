//! The schema of a text's keys: which there are at a place, what they mean, which values they take.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::Value;

use crate::diagnostic::Lang;
use crate::link::Handbook;
use crate::model::{self, KindName};

use super::cursor::Step;

/// A place in a schema.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'a> {
    root: &'a Value,
    /// As written at the key, with its title and description.
    written: &'a Value,
}

/// A value that a key may take.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) help: String,
}

static SCHEMAS: LazyLock<BTreeMap<Option<KindName>, Value>> = LazyLock::new(|| {
    let kinds = KindName::ALL.iter().copied().map(Some);
    kinds.chain([None]).map(|kind| (kind, model::schema(kind))).collect()
});

/// Returns the schema of a kind's front matter; of `sotay.yaml` with `None`.
pub(super) fn of(kind: Option<KindName>) -> Option<Node<'static>> {
    let root = SCHEMAS.get(&kind)?;
    Some(Node { root, written: root })
}

/// Returns the kind of a page by what its front matter says so far, else by the sections above it.
pub(super) fn kind(path: &str, yaml: &str, handbook: Option<&Handbook>) -> KindName {
    let below = path.strip_prefix("content/").unwrap_or(path);
    let (folder, name) = below.rsplit_once('/').unwrap_or(("", below));
    if name == "_index.md" {
        return KindName::Section;
    }
    let written = yaml.lines().find_map(|line| line.strip_prefix("kind:")).map(|rest| {
        let rest = rest.split(" #").next().unwrap_or_default();
        rest.trim().trim_matches(['"', '\''])
    });
    let usual = || handbook.map_or(KindName::Page, |handbook| handbook.usual_kind(folder));
    written.and_then(KindName::of_key).unwrap_or_else(usual)
}

impl<'a> Node<'a> {
    /// Returns the place at the end of a way.
    pub(super) fn at(self, path: &[Step]) -> Option<Self> {
        path.iter().try_fold(self, |node, step| {
            let shape = node.shape();
            let written = match step {
                Step::Key(key) => shape.get("properties")?.get(key)?,
                Step::Item => shape.get("items")?,
            };
            Some(Self { root: node.root, written })
        })
    }

    /// What is said behind `$ref` and `anyOf` with null.
    fn shape(self) -> &'a Value {
        let mut shape = self.written;
        // A schema that refers to itself would have no end.
        for _ in 0..8 {
            if let Some(name) = shape.get("$ref").and_then(Value::as_str).and_then(|name| name.strip_prefix("#/$defs/"))
            {
                let Some(target) = self.root.get("$defs").and_then(|defs| defs.get(name)) else { break };
                shape = target;
            } else if let Some(options) = shape.get("anyOf").and_then(Value::as_array) {
                let is_null = |option: &&Value| option.get("type").and_then(Value::as_str) == Some("null");
                let Some(option) = options.iter().find(|option| !is_null(option)) else { break };
                shape = option;
            } else {
                break;
            }
        }
        shape
    }

    /// Returns the keys of a mapping; none for anything else.
    pub(super) fn keys(self) -> impl Iterator<Item = (&'a str, Self)> {
        let properties = self.shape().get("properties").and_then(Value::as_object);
        properties.into_iter().flatten().map(move |(key, written)| (key.as_str(), Self { root: self.root, written }))
    }

    /// Tells whether a key of this mapping must be given.
    pub(super) fn requires(self, key: &str) -> bool {
        let required = self.shape().get("required").and_then(Value::as_array);
        required.into_iter().flatten().any(|name| name.as_str() == Some(key))
    }

    /// Returns what `format` says of the text: `citation`, `page`, `org-type` …
    pub(super) fn format(self) -> Option<&'a str> {
        self.shape().get("format").and_then(Value::as_str)
    }

    /// Tells whether the value is of a JSON type.
    pub(super) fn is(self, wanted: &str) -> bool {
        match self.shape().get("type") {
            Some(Value::String(name)) => name == wanted,
            Some(Value::Array(names)) => names.iter().any(|name| name.as_str() == Some(wanted)),
            _ => false,
        }
    }

    /// Returns the items of a list.
    pub(super) fn items(self) -> Option<Self> {
        self.at(&[Step::Item])
    }

    /// Returns the values of a closed list.
    pub(super) fn choices(self) -> Vec<Choice> {
        let shape = self.shape();
        let choice = |value: &Value, help: &Value| {
            let text = |key: &str| help.get(key).and_then(Value::as_str).map(str::to_owned);
            let value = value.as_str()?.to_owned();
            Some(Choice { value, help: text("title").or_else(|| text("description")).unwrap_or_default() })
        };
        let one_of = shape.get("oneOf").and_then(Value::as_array).into_iter().flatten();
        let mut choices: Vec<Choice> = one_of
            .flat_map(|option| {
                let listed = option.get("enum").and_then(Value::as_array).into_iter().flatten();
                option.get("const").into_iter().chain(listed).filter_map(move |value| choice(value, option))
            })
            .collect();
        let listed = shape.get("enum").and_then(Value::as_array).into_iter().flatten();
        choices.extend(listed.filter_map(|value| choice(value, &Value::Null)));
        if self.is("boolean") {
            choices.extend(["true", "false"].map(|value| Choice { value: value.to_owned(), help: String::new() }));
        }
        choices
    }

    /// Returns what the key means in one line, or in a few.
    pub(super) fn help(self, lang: Lang) -> String {
        let text = |key: &str| self.written.get(key).or_else(|| self.shape().get(key)).and_then(Value::as_str);
        let (first, second) = match lang {
            Lang::Vi => ("title", "description"),
            Lang::En => ("description", "title"),
        };
        text(first).or_else(|| text(second)).unwrap_or_default().to_owned()
    }
}
