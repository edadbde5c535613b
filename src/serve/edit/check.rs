//! What the build would say of a page that is being written, and how it would look.

use std::sync::PoisonError;

use hyper::body::Bytes;
use serde_json::{Value, json};

use crate::authoring::ContentPath;
use crate::check::{self, Sum};
use crate::diagnostic::{Diagnostic, Lang, Severity, SourceFile, print};
use crate::link::{DocumentId, Handbook};
use crate::markdown::split_historical;
use crate::model::agenda::Agenda;
use crate::model::{Kind, front_matter};
use crate::site::{Edition, Page, Trial};
use crate::yaml::{self, Step};

use super::page::{State, add, written};
use super::refused::Refused;
use super::request;
use super::{ADDRESS, Editor, PREVIEWS};

/// The code of a key that is missing: it stands at its parent, and names the key.
const MISSING_KEY: &str = "missing-key";

/// `POST api/check`
pub(super) fn check(editor: &Editor, value: &Value) -> Result<Value, Refused> {
    let (path, text) = composed(editor, value)?;
    let edition = editor.edition()?;
    let trial = tried(&edition, &path, text)?;
    let lang = editor.lang();
    let own = trial.diagnostics().iter().filter(|diagnostic| diagnostic.place.path == trial.file().path);
    let diagnostics: Vec<Value> = own.map(|diagnostic| told(diagnostic, trial.file(), lang)).collect();
    // Sums of what was read last would contradict what is on the screen.
    let computed = trial.id().filter(|_| trial.is_sound()).and_then(|id| computed(trial.handbook(), id));
    Ok(json!({ "diagnostics": diagnostics, "computed": computed }))
}

/// `POST api/preview`
pub(super) fn preview(editor: &Editor, value: &Value) -> Result<Value, Refused> {
    let (path, text) = composed(editor, value)?;
    let edition = editor.edition()?;
    let trial = tried(&edition, &path, text)?;
    let made = trial.page().ok_or_else(|| Refused::missing(path.as_str()))?;
    let Page { address, html } = made.map_err(|fault| Refused::diagnostic(&fault))?;
    let html = String::from_utf8_lossy(&html);
    let html = match html.split_once("<head>") {
        Some((before, after)) => format!("{before}<head>\n<base href=\"/{address}\">{after}"),
        None => html.into_owned(),
    };
    let number = editor.keep_preview(Bytes::from(html.clone()));
    Ok(json!({ "html": html, "url": format!("{ADDRESS}preview/{number}") }))
}

impl Editor {
    fn keep_preview(&self, html: Bytes) -> u64 {
        let mut previews = self.previews.lock().unwrap_or_else(PoisonError::into_inner);
        let number = previews.front().map_or(1, |(number, _)| number + 1);
        previews.push_front((number, html));
        previews.truncate(PREVIEWS);
        number
    }

    pub(super) fn preview(&self, number: u64) -> Option<Bytes> {
        let previews = self.previews.lock().unwrap_or_else(PoisonError::into_inner);
        previews.iter().find(|(of, _)| *of == number).map(|(_, html)| html.clone())
    }
}

/// The page that is asked about, and its file as it would be saved.
fn composed(editor: &Editor, value: &Value) -> Result<(ContentPath, String), Refused> {
    let path = request::page(value, "path")?;
    let before = written(&path, editor.store.read(&path)?)?;
    let text = State::of(value)?.text(&before)?;
    Ok((path, text))
}

/// The handbook as it would be then.
fn tried<'a>(edition: &'a Edition, path: &ContentPath, text: String) -> Result<Trial<'a>, Refused> {
    edition.with(&path.from_root(), text.into_bytes())?.map_err(|diagnostic| Refused::diagnostic(&diagnostic))
}

/// A diagnostic as an object, without a place.
pub(super) fn said(diagnostic: &Diagnostic, lang: Lang) -> Value {
    let severity = match diagnostic.code.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    json!({
        "code": diagnostic.code.id,
        "severity": severity,
        "message": diagnostic.message(lang),
        "hint": diagnostic.hint(lang),
    })
}

/// A diagnostic with its place in the page: line in the file, line in the body, keys of the front matter.
fn told(diagnostic: &Diagnostic, file: &SourceFile, lang: Lang) -> Value {
    let mut value = said(diagnostic, lang);
    let Some(span) = diagnostic.place.span else {
        add(&mut value, json!({ "line": 1, "col": 1, "where": "head", "keys": [], "text": "" }));
        return value;
    };
    let (line, col) = file.line_column(span);
    let text = print::excerpt(file, span).text;
    let split = front_matter::split(file.text()).ok();
    let at = span.start as usize;
    match split {
        Some(split) if at >= split.body_at => {
            let before = file.text().get(..split.body_at).unwrap_or_default().matches('\n').count();
            let place = json!({ "where": "body", "body_line": line - before.min(line - 1), "keys": [] });
            add(&mut value, place);
        }
        Some(split) => {
            let mut keys: Vec<Value> =
                yaml::keys_at(split.yaml, at.saturating_sub(split.yaml_at)).into_iter().map(step).collect();
            if diagnostic.code.name == MISSING_KEY
                && let Some((_, key)) = diagnostic.values.iter().find(|(name, _)| name == "key")
            {
                // It stands at the first line of what lacks it, which is that of another key.
                while keys.last().is_some_and(|key| !key.is_number()) {
                    keys.pop();
                }
                keys.push(key.text(lang).into());
            }
            add(&mut value, json!({ "where": "head", "keys": keys }));
        }
        None => add(&mut value, json!({ "where": "head", "keys": [] })),
    }
    add(&mut value, json!({ "line": line, "col": col, "text": text }));
    value
}

fn step(step: Step<'_>) -> Value {
    match step {
        Step::Key(key) => key.into(),
        Step::Index(index) => index.into(),
    }
}

/// What follows from the page's numbers.
fn computed(handbook: &Handbook, id: DocumentId) -> Option<Value> {
    let kind = &handbook.document(id).kind;
    if let Kind::Agenda(agenda) = kind {
        return times(handbook, id, agenda);
    }
    let sums = check::sums(kind)?;
    let outcomes = check::outcomes(kind);
    let outcomes = outcomes.iter().map(|outcome| {
        let capped = outcome.capped_by.map(|rule| &rule.level);
        json!({ "total": outcome.total, "level": outcome.level, "capped": capped })
    });
    Some(json!({
        "sums": sums.iter().map(sum).collect::<Vec<_>>(),
        "bands": check::best_bands(kind).iter().map(sum).collect::<Vec<_>>(),
        "outcomes": outcomes.collect::<Vec<_>>(),
    }))
}

fn sum(of: &Sum) -> Value {
    let keys: Vec<Value> = of.keys.iter().copied().map(step).collect();
    json!({ "keys": keys, "sum": of.sum, "whole": of.whole, "fits": of.fits() })
}

/// Clock times and length of an agenda.
fn times(handbook: &Handbook, id: DocumentId, agenda: &Agenda) -> Option<Value> {
    let table = handbook.timetable(id)?;
    let clock = |offset| table.clock(offset).map(|at| at.time().to_string());
    let rows: Vec<Value> = (0..agenda.items.len())
        .map(|row| {
            let mut slots = table.slots.iter().filter(|slot| slot.row == row);
            let first = slots.next();
            let last = slots.next_back().or(first);
            let end = last.map(|slot| slot.offset + u32::from(slot.item.minutes.0));
            json!({
                "start": first.and_then(|slot| clock(slot.offset)),
                "end": end.and_then(clock),
                "from": first.map(|slot| slot.offset),
                "to": end,
            })
        })
        .collect();
    let least = handbook.least_minutes(id);
    Some(json!({
        "timetable": rows,
        "total": table.total,
        "pauses": table.pauses,
        "required": least.map(|(_, minutes)| minutes.0),
        "rule": least.map(|(rules, _)| split_historical(rules.directive.as_str()).0),
    }))
}
