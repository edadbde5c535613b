//! `sotay list`: an inventory of pages, and of what is missing for whom.

use std::fmt::Write as _;
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use crate::diagnostic::print::count;
use crate::link::{DocumentId, Handbook};
use crate::model::KindName;
use crate::site;

use super::{Console, Global, Outcome, PROBLEMS, new};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Chỉ các trang thuộc loại này
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Chỉ các trang quá hạn rà soát hoặc dẫn văn bản đã bị thay thế
    #[arg(long)]
    stale: bool,
    /// Loại hình nào còn thiếu gì
    #[arg(long)]
    coverage: bool,
    /// Dạng mảng JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Row<'a> {
    kind: &'static str,
    title: &'a str,
    path: &'a str,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    review_due: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    draft: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    stale: Vec<String>,
}

pub(super) fn run(arguments: &Arguments, global: &Global, console: &Console) -> Outcome {
    let kind = arguments.kind.as_deref().map(new::kind).transpose()?;
    let options = global.options()?;
    let loaded = match site::load(&options)? {
        Ok(loaded) => loaded,
        Err(diagnostics) => {
            let (errors, warnings) = console.diagnostics(&diagnostics);
            let faults = count(errors, warnings, console.lang());
            console.say(
                &format!("Chưa đọc được thiết lập: {faults}."),
                &format!("The settings cannot be used: {faults}."),
            );
            return Ok(ExitCode::from(PROBLEMS));
        }
    };
    let handbook = &loaded.handbook;
    if arguments.coverage {
        console.result(&coverage(handbook, arguments.json, console));
        return Ok(ExitCode::SUCCESS);
    }
    let rows: Vec<Row<'_>> = handbook
        .ids()
        .filter(|id| kind.is_none_or(|kind| handbook.document(*id).kind_name() == kind))
        .filter(|id| !global.drafts || handbook.document(*id).head.draft)
        .map(|id| row(id, handbook, console))
        .filter(|row| !arguments.stale || !row.stale.is_empty())
        .collect();
    console.result(&if arguments.json { json(&rows) } else { table(&rows, console) });
    Ok(ExitCode::SUCCESS)
}

fn json(value: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}

fn row<'a>(id: DocumentId, handbook: &'a Handbook, console: &Console) -> Row<'a> {
    let document = handbook.document(id);
    Row {
        kind: document.kind_name().key(),
        title: &document.head.title,
        path: &document.path,
        url: handbook.address(id).as_str(),
        date: document.head.date.map(|date| date.to_string()),
        review_due: handbook.review_due(id).map(|date| date.to_string()),
        draft: document.head.draft,
        stale: stale(id, handbook, console),
    }
}

/// Why a page deserves a look.
fn stale(id: DocumentId, handbook: &Handbook, console: &Console) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(due) = handbook.review_due(id).filter(|_| handbook.overdue(id)) {
        out.push(format!("{} {}", console.words("quá hạn rà soát từ", "review was due on"), due.short()));
    }
    for (reference, ..) in handbook.gone_citations(id) {
        let text = format!(
            "{} {}",
            console.words("dẫn văn bản hết hiệu lực", "cites a directive not in force:"),
            reference.written
        );
        if !out.contains(&text) {
            out.push(text);
        }
    }
    out
}

fn table(rows: &[Row<'_>], console: &Console) -> String {
    let width = rows.iter().map(|row| row.path.chars().count()).max().unwrap_or_default();
    let mut out = String::new();
    for row in rows {
        let gap = " ".repeat(width - row.path.chars().count());
        let draft = if row.draft { console.words(" [nháp]", " [draft]") } else { "" };
        let _ = writeln!(out, "{}{gap}  {:<10} {}{draft}", row.path, row.kind, row.title);
        for reason in &row.stale {
            let _ = writeln!(out, "{}  ! {reason}", " ".repeat(width));
        }
    }
    out
}

#[derive(Serialize)]
struct Covered<'a> {
    org_type: &'a str,
    name: &'a str,
    guides: usize,
    agendas: usize,
    topics: usize,
    missing: Vec<&'static str>,
}

fn coverage(handbook: &Handbook, as_json: bool, console: &Console) -> String {
    let rows: Vec<Covered<'_>> = handbook
        .coverage()
        .into_iter()
        .map(|of| {
            let count = |kind| of.pages.iter().find(|(of, _)| *of == kind).map_or(0, |(_, count)| *count);
            Covered {
                org_type: of.org_type.id.as_str(),
                name: &of.org_type.name,
                guides: count(KindName::Guide),
                agendas: count(KindName::Agenda),
                topics: count(KindName::Topic),
                missing: of.missing().map(KindName::key).collect(),
            }
        })
        .collect();
    if as_json {
        return json(&rows);
    }
    let mut out = String::new();
    for row in rows {
        let _ = write!(
            out,
            "{}: {} {}, {} {}, {} {}",
            row.name,
            row.guides,
            console.words("kịch bản mẫu", "guides"),
            row.agendas,
            console.words("chương trình", "agendas"),
            row.topics,
            console.words("chuyên đề", "topics"),
        );
        if !row.missing.is_empty() {
            let _ = write!(out, "; {} {}", console.words("thiếu", "missing:"), row.missing.join(", "));
        }
        out.push('\n');
    }
    out
}
