//! What forms and pickers offer: kinds with their schemas, the register, pages, ids of the settings.

use serde_json::{Value, json};

use crate::diagnostic::Lang;
use crate::link::{DocumentId, Handbook, Status, TaxonomyKey};
use crate::markdown::DIRECTIVES;
use crate::model::directive::Directive;
use crate::model::{self, KindName};
use crate::render::paper;
use crate::site::usual_folder;
use crate::text::date::Date;

use super::Editor;
use super::board::{below, cited, label, page};
use super::refused::Refused;
use super::request::Query;

/// `GET api/kinds`
#[expect(clippy::unnecessary_wraps, reason = "a route like the others")]
pub(super) fn kinds(editor: &Editor, _: &Query) -> Result<Value, Refused> {
    let lang = editor.lang();
    let edition = editor.edition().ok();
    let each = KindName::ALL.iter().map(|kind| {
        let (vi, en) = hint(*kind);
        json!({
            "key": kind.key(),
            "label": label(*kind, lang),
            "hint": lang.pick(vi, en),
            "folder": edition.as_ref().map(|edition| usual_folder(*kind, edition.handbook())),
            "schema": model::schema(Some(*kind)),
        })
    });
    Ok(each.collect())
}

/// What a kind of page is for.
fn hint(kind: KindName) -> (&'static str, &'static str) {
    match kind {
        KindName::Directive => ("Văn bản trong danh bạ, có hiệu lực", "A directive of the register, with its validity"),
        KindName::Guidance => ("Hướng dẫn sinh hoạt của một năm", "Guidance for the meetings of a year"),
        KindName::Topic => ("Nội dung để thảo luận một chuyên đề", "What is discussed at a thematic meeting"),
        KindName::Agenda => {
            ("Chương trình một buổi, có số phút và giờ", "The agenda of a meeting, with minutes and times")
        }
        KindName::Guide => ("Kịch bản điều hành một buổi mẫu", "A script for running a model meeting"),
        KindName::Scorecard => ("Phiếu chấm: tiêu chí, điểm, mức xếp loại", "Criteria, points and levels"),
        KindName::Form => ("Biểu mẫu để điền và in", "A form to fill in and print"),
        KindName::Course => ("Lớp bồi dưỡng gồm các buổi", "A course with its sessions"),
        KindName::Lesson => ("Bài giảng của một lớp", "A lesson of a course"),
        KindName::Calendar => ("Lịch sinh hoạt cả năm", "The meetings of a year"),
        KindName::Bulletin => ("Tài liệu sinh hoạt của một tháng", "The material of a month"),
        KindName::Page => ("Trang thường", "An ordinary page"),
        KindName::Section => ("Mục: trang đầu của một thư mục", "The first page of a folder"),
    }
}

/// `GET api/words`
pub(super) fn words(editor: &Editor, _: &Query) -> Result<Value, Refused> {
    let lang = editor.lang();
    let edition = editor.edition()?;
    let handbook = edition.handbook();
    let settings = handbook.settings();
    let today = handbook.date();
    let name_of = |names: &model::settings::Body| names.name_on(today).map(|name| name.name.clone());
    let terms = |key: TaxonomyKey| -> Vec<String> {
        let of = handbook.taxonomies().iter().filter(|of| of.key == key);
        of.flat_map(|of| of.terms.iter().map(|term| term.name.to_string())).collect()
    };
    let directives = handbook.ids().filter_map(|id| {
        let of = handbook.document(id).directive()?;
        Some(directive(handbook, id, of, lang))
    });
    let pages = handbook.ids().map(|id| {
        let mut value = page(handbook, id, lang);
        let stem = handbook.document(id).stem();
        let reference = stem.strip_suffix("/_index").unwrap_or(stem);
        super::page::add(&mut value, json!({ "ref": reference }));
        value
    });
    // What papers cannot show is not offered: a page that takes it would be an error when it is printed.
    let pictures = handbook.assets().filter(|asset| paper::is_picture(&asset.path));
    let pictures =
        pictures.map(|of| json!({ "path": below(&of.path), "url": format!("/{}", Handbook::asset_address(&of.path)) }));
    let blocks = DIRECTIVES.iter().map(|of| {
        let sample = format!(":::{}\n\n:::\n", of.name);
        json!({ "name": of.name, "help": lang.pick(of.vi, of.en), "attributes": of.attributes, "sample": sample })
    });
    let org_types = settings.org_types.iter().map(|of| json!({ "id": of.id.as_str(), "label": of.name }));
    let units = settings.units.iter().map(|of| json!({ "id": of.id.as_str(), "label": of.name }));
    let bodies = settings.bodies.iter().map(|of| json!({ "id": of.id, "label": name_of(of) }));
    let rule_sets = settings.rule_sets.iter().map(|of| json!({ "id": of.id, "label": of.title }));
    Ok(json!({
        "directives": directives.collect::<Vec<_>>(),
        "pages": pages.collect::<Vec<_>>(),
        "images": pictures.collect::<Vec<_>>(),
        "blocks": blocks.collect::<Vec<_>>(),
        "org_types": org_types.collect::<Vec<_>>(),
        "units": units.collect::<Vec<_>>(),
        "bodies": bodies.collect::<Vec<_>>(),
        "rule_sets": rule_sets.collect::<Vec<_>>(),
        "themes": terms(TaxonomyKey::Themes),
        "tags": terms(TaxonomyKey::Tags),
    }))
}

fn directive(handbook: &Handbook, id: DocumentId, of: &Directive, lang: Lang) -> Value {
    let standing = handbook.standing(id, handbook.date());
    let successor = standing.and_then(|standing| standing.successor).and_then(|id| cited(handbook, id));
    let since = standing.and_then(|standing| standing.since).map(Date::short);
    let status = standing.map(|standing| standing.status);
    let (vi, en) = match status {
        Some(Status::InForce) | None => ("còn hiệu lực", "in force"),
        Some(Status::NotYet) => ("chưa có hiệu lực", "not yet in force"),
        Some(Status::Replaced) => ("đã được thay thế", "replaced"),
        Some(Status::Expired) => ("hết hiệu lực", "expired"),
    };
    let text = lang.pick(vi, en);
    json!({
        "path": below(&handbook.document(id).path),
        "number": of.number,
        "date": of.issued.to_string(),
        "issuer": of.issuer,
        "subject": of.about,
        "other_names": of.other_names,
        "cite": format!("[[{}]]", of.citation()),
        "status": status.map(Status::key),
        "status_text": since.map_or_else(|| text.to_owned(), |since| format!("{text} ({since})")),
        "successor": successor,
    })
}
