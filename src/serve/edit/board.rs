//! The board: what is wrong, what is due, what wants looking after.

use serde_json::{Value, json};

use crate::authoring::ContentPath;
use crate::diagnostic::{Diagnostic, Lang};
use crate::link::{DocumentId, Handbook, Task};
use crate::model::KindName;
use crate::model::directive::Directive;
use crate::source;
use crate::text::date::Date;

use super::super::outlook::Outlook;
use super::Editor;
use super::check::said;
use super::page::{add, line_of};
use super::refused::Refused;
use super::request::Query;
use super::save::time;

/// Largest file read for a line, in bytes; most problems told.
const EXCERPT: u64 = 4 * 1024 * 1024;
const PROBLEMS: usize = 500;

/// `GET api/board`
#[expect(clippy::unnecessary_wraps, reason = "a route like the others")]
pub(super) fn board(editor: &Editor, _: &Query) -> Result<Value, Refused> {
    let outlook = editor.outlook();
    let lang = outlook.lang;
    let edition = outlook.edition();
    let handbook = edition.map(|edition| edition.handbook());
    let title = |path: &str| {
        let id = handbook?.by_stem(path.trim_end_matches(".md"))?;
        Some(handbook?.document(id).head.title.clone())
    };
    let drafts: Vec<Value> = editor
        .store
        .drafts()
        .into_iter()
        .map(|draft| {
            let of_draft = || Some(draft.state.get("head")?.get("title")?.as_str()?.to_owned());
            let title = title(&draft.path).or_else(of_draft);
            let gone = ContentPath::page(&draft.path).is_ok_and(|path| !editor.store.has(&path));
            json!({ "path": draft.path, "title": title, "saved": time(draft.saved), "gone": gone })
        })
        .collect();
    let mut problems: Vec<Value> =
        outlook.diagnostics.iter().take(PROBLEMS).map(|of| problem(of, &outlook, &title)).collect();
    if let Some(trouble) = &outlook.trouble {
        problems.insert(0, json!({ "code": "", "severity": "error", "message": trouble, "path": "sotay.yaml" }));
    }
    let mut board =
        json!({ "lang": lang.code(), "problems": problems, "drafts": drafts, "trash": editor.store.removed().len() });
    let Some(handbook) = handbook else {
        add(
            &mut board,
            json!({ "title": "sotay", "due": [], "replaced": [], "stale": [], "coverage": [], "pages": [] }),
        );
        return Ok(board);
    };
    let more = json!({
        "title": handbook.settings().title,
        "date": handbook.date().to_string(),
        "edition": edition.map_or(0, |edition| edition.number()),
        "due": due(handbook, lang),
        "replaced": replaced(handbook, &outlook),
        "stale": stale(handbook, lang),
        "coverage": coverage(handbook, lang),
        "pages": handbook.ids().map(|id| page(handbook, id, lang)).collect::<Vec<_>>(),
    });
    add(&mut board, more);
    Ok(board)
}

pub(super) fn label(kind: KindName, lang: Lang) -> &'static str {
    lang.pick(kind.vi(), kind.en())
}

/// The path of a document below `content/`.
pub(super) fn below(path: &str) -> &str {
    path.strip_prefix("content/").unwrap_or(path)
}

fn day(date: Date, lang: Lang) -> String {
    match lang {
        Lang::Vi => date.short(),
        Lang::En => date.long_en(),
    }
}

fn problem(of: &Diagnostic, outlook: &Outlook, title: &dyn Fn(&str) -> Option<String>) -> Value {
    let mut value = said(of, outlook.lang);
    let place = &of.place;
    let file = place.span.and_then(|span| Some((source::excerpt(&outlook.root, &place.path, EXCERPT)?, span)));
    let at = file.map(|(file, span)| file.line_column(span));
    let place = json!({
        "path": below(&place.path),
        "line": at.map(|(line, _)| line),
        "col": at.map(|(_, column)| column),
        "title": title(below(&place.path)),
    });
    add(&mut value, place);
    value
}

/// A page as lists of pages show it.
pub(super) fn page(handbook: &Handbook, id: DocumentId, lang: Lang) -> Value {
    let document = handbook.document(id);
    let section = handbook.section(handbook.section_of(id));
    json!({
        "path": below(&document.path),
        "title": document.head.title,
        "kind": document.kind_name().key(),
        "kind_label": label(document.kind_name(), lang),
        "section": section.title,
        "folder": document.folder(),
        "url": format!("/{}", handbook.address(id)),
        "draft": document.head.draft,
    })
}

/// How a directive is cited.
pub(super) fn cited(handbook: &Handbook, id: DocumentId) -> Option<String> {
    handbook.document(id).directive().map(Directive::citation)
}

fn due(handbook: &Handbook, lang: Lang) -> Vec<Value> {
    let each = handbook.due().into_iter().map(|due| {
        let (vi, en) = match due.task {
            Task::Material => ("Gửi tài liệu", "Send the material"),
            Task::Results => ("Gửi kết quả", "Send the results"),
        };
        let meeting = lang.pick(due.meeting.vi(), due.meeting.en());
        let unit = due.unit.and_then(|unit| handbook.settings().unit(unit)).map(|unit| format!(", {}", unit.name));
        let document = handbook.document(due.page);
        json!({
            "date": due.date.to_string(),
            "what": format!("{}: {meeting}{}", lang.pick(vi, en), unit.unwrap_or_default()),
            "path": below(&document.path),
            "title": document.head.title,
        })
    });
    each.collect()
}

fn replaced(handbook: &Handbook, outlook: &Outlook) -> Vec<Value> {
    let mut out = Vec::new();
    for id in handbook.ids() {
        let gone = handbook.gone_citations(id);
        if gone.is_empty() {
            continue;
        }
        let document = handbook.document(id);
        let file = source::excerpt(&outlook.root, &document.path, EXCERPT);
        for (reference, _, standing) in gone {
            let successor = standing.successor.and_then(|id| cited(handbook, id));
            out.push(json!({
                "path": below(&document.path),
                "title": document.head.title,
                "line": file.as_ref().map(|file| line_of(file, reference.span.start)),
                "directive": reference.written,
                "successor": successor,
            }));
        }
    }
    out
}

fn stale(handbook: &Handbook, lang: Lang) -> Vec<Value> {
    let overdue = handbook.ids().filter(|id| handbook.overdue(*id));
    let each = overdue.filter_map(|id| {
        let (document, due) = (handbook.document(id), handbook.review_due(id)?);
        Some(json!({
            "path": below(&document.path),
            "title": document.head.title,
            "due": due.to_string(),
            "reviewed": document.head.reviewed.map(|day| day.to_string()),
            "reason": format!("{} {}", lang.pick("Hạn rà soát:", "Review was due on"), day(due, lang)),
        }))
    });
    each.collect()
}

fn coverage(handbook: &Handbook, lang: Lang) -> Vec<Value> {
    let each = handbook.coverage().into_iter().map(|of| {
        let missing: Vec<&str> = of.missing().map(|kind| label(kind, lang)).collect();
        json!({ "org_type": of.org_type.id.as_str(), "label": of.org_type.name, "missing": missing })
    });
    each.collect()
}
