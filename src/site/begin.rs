//! A page begun from the theme's archetype: where it goes and what it says. Nothing is written here.

use crate::link::Handbook;
use crate::model::{Kind, KindName};
use crate::text::nfc::nfc;
use crate::text::slug::slug;

use super::{Options, SiteError, load};

/// A page that is not written yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// Path below `content/`.
    pub path: String,
    /// The archetype, filled.
    pub text: String,
}

/// Why a page cannot be begun.
#[derive(Debug, thiserror::Error)]
pub enum NotBegun {
    /// The title has no letter or digit to name a file by.
    #[error("the title “{0}” has no letter or digit for a file name")]
    NoSlug(String),
    /// The folder lies outside `content/`.
    #[error("`{0}` lies outside `content/`")]
    Outside(String),
    /// The theme could not be read.
    #[error(transparent)]
    Site(#[from] SiteError),
}

/// Begins a page of a kind, in `folder` below `content/` or where pages of that kind stand.
pub fn begin(
    kind: KindName,
    title: &str,
    folder: Option<&str>,
    handbook: &Handbook,
    options: &Options,
) -> Result<Begun, NotBegun> {
    let title = nfc(title.trim()).into_owned();
    let name = slug(&title);
    if name.is_empty() {
        return Err(NotBegun::NoSlug(title));
    }
    let folder = match folder {
        Some(folder) => below_content(folder)?,
        None => usual_folder(kind, handbook),
    };
    let file = if kind == KindName::Section { format!("{name}/_index.md") } else { format!("{name}.md") };
    let path = if folder.is_empty() { file } else { format!("{folder}/{file}") };
    let template = load::archetype(options, handbook.settings(), kind)?;
    Ok(Begun { path, text: fill(&template, &title, handbook) })
}

fn below_content(folder: &str) -> Result<String, NotBegun> {
    let clean = folder.trim_matches('/');
    let clean = clean.strip_prefix("content/").unwrap_or(clean);
    let outside = clean.contains('\\') || clean.contains(':') || clean.split('/').any(|part| part.starts_with('.'));
    if outside || folder.starts_with('/') {
        return Err(NotBegun::Outside(folder.to_owned()));
    }
    Ok(nfc(clean).into_owned())
}

/// Returns the folder of the first section whose pages are of a kind, else the usual one.
pub fn usual_folder(kind: KindName, handbook: &Handbook) -> String {
    let section = handbook
        .ids()
        .map(|id| handbook.document(id))
        .find(|document| matches!(&document.kind, Kind::Section(section) if section.pages == Some(kind)));
    if let Some(section) = section {
        return section.folder().to_owned();
    }
    match kind {
        KindName::Directive => "van-ban",
        KindName::Guidance => "huong-dan-nam",
        KindName::Topic => "chuyen-de",
        KindName::Agenda => "chuong-trinh",
        KindName::Guide => "sinh-hoat-mau",
        KindName::Scorecard => "cham-diem",
        KindName::Form => "bieu-mau",
        KindName::Course | KindName::Lesson => "lop",
        KindName::Calendar => "lich",
        KindName::Bulletin => "tai-lieu-thang",
        KindName::Page | KindName::Section => "",
    }
    .to_owned()
}

/// Fills an archetype's `{title}`, `{date}`, `{unit}`, `{org_type}`, `{year}`.
fn fill(template: &str, title: &str, handbook: &Handbook) -> String {
    let date = handbook.date();
    let settings = handbook.settings();
    let quoted = |text: &str| serde_json::to_string(text).unwrap_or_default();
    let unit = settings.units.first().map_or("", |unit| unit.id.as_str());
    let org_type = settings.org_types.first().map_or("", |org_type| org_type.id.as_str());
    template
        .replace("{title}", &quoted(title))
        .replace("{date}", &date.to_string())
        .replace("{year}", &date.year().to_string())
        .replace("{month}", &date.to_string().chars().take(7).collect::<String>())
        .replace("{unit}", unit)
        .replace("{org_type}", org_type)
}
