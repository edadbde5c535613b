//! What a place of a text is about, and where that is defined.

use lsp_types::{GotoDefinitionResponse, Location, Position, Range};

use crate::diagnostic::Place;
use crate::link::{DocumentId, Resolution, Why};
use crate::markdown;
use crate::model::Kind;
use crate::yaml::Step as Key;

use super::cursor::{self, Step};
use super::lines::Lines;
use super::schema::{self, Node};
use super::server::Asked;

/// The front matter of a text being written: its YAML, and where that begins. `sotay.yaml` is YAML as a whole.
pub(super) fn front<'a>(path: &str, text: &'a str) -> Option<(&'a str, usize)> {
    if path == "sotay.yaml" {
        return Some((text, 0));
    }
    let body = text.trim_start();
    let lead = text.len() - body.len();
    let first = body.split_inclusive('\n').next()?;
    if first.trim_end() != "---" {
        return None;
    }
    let start = lead + first.len();
    let mut end = start;
    for line in text.get(start..)?.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            break;
        }
        end += line.len();
    }
    Some((text.get(start..end)?, start))
}

/// Returns the schema that fits a text.
pub(super) fn schema_of(asked: &Asked<'_>, yaml: &str) -> Option<Node<'static>> {
    let handbook = asked.edition.map(crate::site::Edition::handbook);
    let is_settings = asked.path.as_ref() == "sotay.yaml";
    schema::of((!is_settings).then(|| schema::kind(asked.path, yaml, handbook)))
}

/// What a place is about.
pub(super) enum Subject<'a> {
    /// A reference, by what it points to.
    Reference(&'a Resolution),
    /// A kind of organisation or a unit: its name, and where `sotay.yaml` says so.
    Named(String, Place),
    /// A key of front matter or settings.
    Key(Node<'static>),
    /// A block directive.
    Block(&'static markdown::Directive),
}

/// Finds what an offset of the text is about, and the range of the text that says so.
pub(super) fn at<'a>(asked: &Asked<'a>, offset: usize) -> Option<(Subject<'a>, std::ops::Range<usize>)> {
    let text = asked.file.raw();
    if let Some(edition) = asked.edition
        && let Some(id) = own(asked)
    {
        let handbook = edition.handbook();
        let document = handbook.document(id);
        // A document that stands in for one that cannot be read has its places elsewhere.
        let is_now = document.hash == xxhash_rust::xxh3::xxh3_128(text.as_bytes());
        let at = document.references.iter().zip(handbook.resolutions(id)).filter(|_| is_now).find_map(|(of, to)| {
            let range = asked.file.in_raw(of.span);
            (range.start..=range.end).contains(&offset).then_some((to, range))
        });
        if let Some((resolution, range)) = at {
            return Some((Subject::Reference(resolution), range));
        }
    }
    if let Some((yaml, start)) = front(asked.path, text)
        && (start..=start + yaml.len()).contains(&offset)
    {
        return in_front(asked, yaml, start, offset);
    }
    let lines = Lines::new(text);
    let start = lines.start(offset);
    let line = text.get(start..)?.lines().next()?;
    let name = line.trim_start().strip_prefix(":::")?.trim_start_matches(':').trim_start();
    let name: String = name.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect();
    let directive = markdown::DIRECTIVES.iter().find(|directive| directive.name == name)?;
    Some((Subject::Block(directive), start..start + line.len()))
}

fn in_front<'a>(
    asked: &Asked<'a>,
    yaml: &str,
    start: usize,
    offset: usize,
) -> Option<(Subject<'a>, std::ops::Range<usize>)> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let at = offset - start;
    let (before, after) = (yaml.get(..at)?, yaml.get(at..)?);
    let from = before.trim_end_matches(is_word).len();
    let to = at + (after.len() - after.trim_start_matches(is_word).len());
    let word = yaml.get(from..to)?;
    let cursor = cursor::find(yaml, to)?;
    let node = schema_of(asked, yaml)?;
    let range = start + from..start + to;
    if !cursor.is_value && yaml.get(to..).is_some_and(|rest| rest.trim_start_matches(['"', '\'']).starts_with(':')) {
        let mut path = cursor.path;
        path.push(Step::Key(word.to_owned()));
        return Some((Subject::Key(node.at(&path)?), range));
    }
    let settings = asked.edition?.handbook().settings();
    let (list, index, name) = match node.at(&cursor.path)?.format()? {
        "org-type" => {
            let index = settings.org_types.iter().position(|of| of.id.as_str() == word)?;
            ("org_types", index, &settings.org_types.get(index)?.name)
        }
        "unit" => {
            let index = settings.units.iter().position(|of| of.id.as_str() == word)?;
            ("units", index, &settings.units.get(index)?.name)
        }
        _ => return None,
    };
    Some((Subject::Named(name.clone(), settings.place(&[Key::Key(list), Key::Index(index)])), range))
}

/// Returns the document of the text asked about.
pub(super) fn own(asked: &Asked<'_>) -> Option<DocumentId> {
    let below = asked.path.strip_prefix("content/")?;
    asked.edition?.handbook().by_stem(below.strip_suffix(".md").unwrap_or(below))
}

/// Returns where what stands at a position is defined.
pub(super) fn definition(asked: &Asked<'_>, position: Position) -> Option<GotoDefinitionResponse> {
    let offset = Lines::new(asked.file.raw()).offset(position);
    let handbook = asked.edition?.handbook();
    let page = |id: DocumentId, anchor: Option<&str>| {
        let document = handbook.document(id);
        let heading = anchor.and_then(|anchor| document.outline.headings.iter().find(|of| of.id.as_ref() == anchor));
        let place = match (heading, &document.kind) {
            (Some(heading), _) => document.at(heading.span),
            (None, Kind::Directive(_)) => document.place(&[Key::Key("number")]),
            (None, _) => document.place(&[Key::Key("title")]),
        };
        location(asked, &place)
    };
    let locations: Vec<Location> = match at(asked, offset)?.0 {
        Subject::Reference(resolution) => match resolution {
            Resolution::Page(id, anchor) => page(*id, anchor.as_deref()).into_iter().collect(),
            Resolution::Directive(id) => page(*id, None).into_iter().collect(),
            Resolution::Anchor(anchor) => page(own(asked)?, Some(anchor)).into_iter().collect(),
            Resolution::Media(path) => {
                let uri = asked.uri(path)?;
                vec![Location { uri, range: Range::default() }]
            }
            Resolution::Broken(Why::Ambiguous(ids) | Why::OtherDate(ids)) => {
                ids.iter().filter_map(|id| page(*id, None)).collect()
            }
            Resolution::Section(_) | Resolution::Broken(_) => return None,
        },
        Subject::Named(_, place) => location(asked, &place).into_iter().collect(),
        Subject::Key(_) | Subject::Block(_) => return None,
    };
    (!locations.is_empty()).then_some(GotoDefinitionResponse::Array(locations))
}

fn location(asked: &Asked<'_>, place: &Place) -> Option<Location> {
    let file = asked.file(&place.path)?;
    let range = place.span.map_or_else(Range::default, |span| Lines::new(file.raw()).area_of(&file, span));
    Some(Location { uri: asked.uri(&place.path)?, range })
}
