//! A model-meeting guide: its scripts with the minute at which each line starts.

use serde::Serialize;
use tera::Value;

use crate::link::{DocumentId, View};
use crate::model::guide::{Guide, Observation, Plan, Role};

use super::super::frame::Frame;
use super::super::values::{self, CardValue, Label, Named};
use super::agenda::meeting;

#[derive(Serialize)]
struct Line<'a> {
    index: usize,
    offset: u32,
    minutes: u16,
    content: &'a str,
    spoken: Option<&'a str>,
    actor: &'a str,
    material: Option<&'a str>,
}

#[derive(Serialize)]
struct ScriptValue<'a> {
    title: &'a str,
    meeting: Label<'a>,
    lines: Vec<Line<'a>>,
    total: u32,
}

#[derive(Serialize)]
struct Details<'a> {
    org_type: Option<Named<'a>>,
    plan: &'a Plan,
    participants: &'a [String],
    roles: &'a [Role],
    preparation: &'a [String],
    scripts: Vec<ScriptValue<'a>>,
    observation: &'a [Observation],
    mistakes: &'a [String],
    review: &'a [String],
    materials: Vec<CardValue<'a>>,
}

pub(super) fn details(of: &Guide, id: DocumentId, frame: &Frame<'_>, view: &View<'_>) -> Value {
    let scripts = of
        .scripts
        .iter()
        .map(|script| {
            let meeting = meeting(script.meeting, frame);
            let mut at = 0;
            let lines = script
                .lines
                .iter()
                .enumerate()
                .map(|(index, line)| {
                    let offset = at;
                    at += u32::from(line.minutes.0);
                    Line {
                        index: index + 1,
                        offset,
                        minutes: line.minutes.0,
                        content: &line.content,
                        spoken: line.spoken.as_deref(),
                        actor: &line.actor,
                        material: line.material.as_deref(),
                    }
                })
                .collect();
            ScriptValue { title: script.title.as_deref().unwrap_or(meeting.label), meeting, lines, total: at }
        })
        .collect();
    let org_type = of.org_type.as_ref().and_then(|id| view.settings().org_type(id));
    Value::from_serializable(&Details {
        org_type: org_type.map(|t| Named { id: t.id.as_str(), name: &t.name }),
        plan: &of.plan,
        participants: &of.participants,
        roles: &of.roles,
        preparation: &of.preparation,
        scripts,
        observation: &of.observation,
        mistakes: &of.mistakes,
        review: &of.review,
        materials: of.materials.iter().filter_map(|p| values::card_of(id, p.as_str(), frame, view)).collect(),
    })
}
