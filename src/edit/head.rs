//! Front matter with other values: one key of the top level after the other, each edit read again
//! before it counts.

use std::sync::Arc;

use serde_json::{Map, Value as Json};

use super::change::{Change, Slot};
use super::fault::EditFault;
use super::tree::{self, What};
use super::value;

/// Returns the YAML text `yaml`, which says `old`, with the values of `wanted`.
pub(super) fn change(yaml: &str, old: &Json, wanted: &Map<String, Json>, eol: &str) -> Result<String, EditFault> {
    let Json::Object(mut now) = old.clone() else { return Err(EditFault::no_keys()) };
    let mut text = yaml.to_owned();
    let gone: Vec<String> = now.keys().filter(|key| !wanted.contains_key(*key)).cloned().collect();
    let changed = wanted.iter().filter(|(key, value)| !now.get(*key).is_some_and(|now| value::same(now, value)));
    let edits: Vec<_> =
        changed.map(|(key, value)| (key.clone(), Some(value))).chain(gone.into_iter().map(|key| (key, None))).collect();
    for (key, value) in edits {
        let mut next = now.clone();
        match value {
            Some(value) => next.insert(key.clone(), value.clone()),
            None => next.shift_remove(&key),
        };
        let (before, after) = (Json::Object(now), Json::Object(next));
        text = one(&text, &before, &after, &key, eol).ok_or_else(|| EditFault::stuck(&key))?;
        let Json::Object(next) = after else { return Err(EditFault::no_keys()) };
        now = next;
    }
    Ok(text)
}

/// Changes one key: within its value; where the text has aliases in the way, with these written
/// out; or else by writing the whole value anew.
fn one(text: &str, before: &Json, after: &Json, key: &str, eol: &str) -> Option<String> {
    let says = |text: &String| says(text, after);
    precise(text, before, after, eol).filter(says).or_else(|| {
        let plain = without_aliases(text, before, eol)?;
        precise(&plain, before, after, eol).filter(says).or_else(|| anew(&plain, after, key, eol).filter(says))
    })
}

/// Tells whether a text says exactly these values.
fn says(text: &str, values: &Json) -> bool {
    value::read(text, &Arc::from(""), 0).is_ok_and(|read| value::same(&read, values))
}

fn precise(text: &str, before: &Json, after: &Json, eol: &str) -> Option<String> {
    let mut change = Change::new(text, eol);
    match tree::read(text) {
        Some(root) if !matches!(root.what, What::Empty) => change.node(&root, before, after, Slot::top(text, &root))?,
        Some(_) | None => change.append(after)?,
    }
    Some(change.done())
}

/// Writes every alias out, so that what it names can change alone.
fn without_aliases(text: &str, values: &Json, eol: &str) -> Option<String> {
    let root = tree::read(text)?;
    let mut change = Change::new(text, eol);
    change.aliases(&root, values, Slot::top(text, &root))?;
    Some(change.done()).filter(|text| says(text, values))
}

/// Writes the value of a key of the top level anew.
fn anew(text: &str, values: &Json, key: &str, eol: &str) -> Option<String> {
    let root = tree::read(text)?;
    let What::Map { flow: false, entries } = &root.what else { return None };
    let entry = entries.iter().find(|entry| entry.name == key)?;
    let mut change = Change::new(text, eol);
    change.put(&entry.node, values.get(key)?, Slot::top(text, &root).under(entry));
    Some(change.done())
}
