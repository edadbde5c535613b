//! Drawings (SVG) that authors bring. Such a file is a document that can do all that a page can; what is kept of it are shapes
//! and words that need nothing outside of it, so that every browser, paper and book can show it.
//!
//! `svg-hush` takes out scripts, event handlers, foreign content and addresses of other hosts, and writes plain XML. What it
//! leaves goes here: pictures within the drawing, movement, addresses of the same site. Bounds are checked before it starts.

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer, XmlVersion};

/// Largest drawing, in bytes: what papers take, too.
const LARGEST: usize = 5_000_000;
/// Deepest element and most elements; drawing programs stay far below.
const DEEPEST: usize = 100;
const MOST: usize = 100_000;

const NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// Pictures within a drawing, whose pixels nobody counts, or that lie elsewhere.
const PICTURES: &[&str] = &["image", "feImage"];
/// Movement, which can set what stands still and was looked at.
const MOVEMENT: &[&str] = &["animate", "animateColor", "animateMotion", "animateTransform", "set", "mpath", "mPath"];
/// What can be seen.
const SHAPES: &[&str] =
    &["circle", "ellipse", "line", "path", "polygon", "polyline", "rect", "text", "textPath", "tspan", "use"];

/// A drawing that shows itself and does nothing else.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Drawing {
    pub(super) bytes: Vec<u8>,
    /// Width and height as it asks for them; 0 where it does not say.
    pub(super) width: usize,
    pub(super) height: usize,
    /// A picture within it was left out.
    pub(super) lacks: bool,
}

/// Tells whether bytes may be a drawing.
pub(super) fn is_drawing(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(bytes.get(..16 * 1024).unwrap_or(bytes)).to_ascii_lowercase();
    start.contains("<svg") || start.contains(NAMESPACE)
}

/// Returns what may be kept of a drawing; `None` for one that cannot be read, is beyond the bounds, declares entities, or
/// shows nothing without what is taken out.
pub(super) fn clean(bytes: &[u8]) -> Option<Drawing> {
    let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{FEFF}');
    within_bounds(text)?;
    let mut hushed = Vec::with_capacity(bytes.len());
    svg_hush::Filter::new().filter(text.as_bytes(), &mut hushed).ok()?;
    kept(std::str::from_utf8(&hushed).ok()?)
}

fn within_bounds(text: &str) -> Option<()> {
    if text.len() > LARGEST {
        return None;
    }
    let mut reader = Reader::from_str(text);
    let (mut depth, mut count) = (0_usize, 0);
    loop {
        match reader.read_event().ok()? {
            Event::Start(_) => (depth, count) = (depth + 1, count + 1),
            Event::Empty(_) => count += 1,
            Event::End(_) => depth = depth.checked_sub(1)?,
            // Entities multiply; what a drawing program writes without them is only a name.
            Event::DocType(declared) if declared.contains('[') => return None,
            Event::Eof => return Some(()),
            Event::DocType(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::GeneralRef(_) => {}
        }
        if depth > DEEPEST || count > MOST {
            return None;
        }
    }
}

fn kept(text: &str) -> Option<Drawing> {
    let mut reader = Reader::from_str(text);
    let mut writer = Writer::new(Vec::with_capacity(text.len()));
    let mut drawing = Drawing::default();
    let (mut depth, mut shows) = (0_usize, false);
    loop {
        let event = reader.read_event().ok()?;
        match &event {
            Event::Start(start) | Event::Empty(start) => {
                let opens = matches!(event, Event::Start(_));
                let name = start.name().into_inner();
                if depth == 0 && name != "svg" {
                    return None;
                }
                let picture = PICTURES.contains(&name);
                if picture || MOVEMENT.contains(&name) {
                    drawing.lacks |= picture;
                    if opens {
                        reader.read_to_end(start.name()).ok()?;
                    }
                    continue;
                }
                shows |= SHAPES.contains(&name);
                let own = attributes(start, depth == 0, &mut drawing)?;
                let end = BytesEnd::new(name);
                if opens && name == "style" {
                    let sheet = inner_text(&mut reader)?;
                    writer.write_event(Event::Start(own)).ok()?;
                    writer.write_event(Event::Text(BytesText::new(&within(&sheet)))).ok()?;
                    writer.write_event(Event::End(end)).ok()?;
                } else if opens {
                    depth += 1;
                    writer.write_event(Event::Start(own)).ok()?;
                } else {
                    writer.write_event(Event::Empty(own)).ok()?;
                }
            }
            Event::End(_) => {
                depth = depth.checked_sub(1)?;
                writer.write_event(event).ok()?;
            }
            Event::Text(_) | Event::GeneralRef(_) | Event::Decl(_) => writer.write_event(event).ok()?,
            Event::Comment(_) | Event::PI(_) => {}
            Event::CData(_) | Event::DocType(_) => return None,
            Event::Eof => break,
        }
    }
    drawing.bytes = writer.into_inner();
    (shows && depth == 0).then_some(drawing)
}

/// An element with the attributes that stay.
fn attributes(start: &BytesStart<'_>, is_root: bool, drawing: &mut Drawing) -> Option<BytesStart<'static>> {
    let mut own = BytesStart::new(start.name().into_inner().to_owned());
    if is_root {
        own.push_attribute(("xmlns", NAMESPACE));
    }
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        let key = attribute.key.into_inner();
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
        let stays = match key {
            "href" => value.trim_start().starts_with('#'),
            _ => !key.starts_with("xmlns") && !key.starts_with("data-") && !key.starts_with("on"),
        };
        if !stays {
            continue;
        }
        if is_root {
            match key {
                "width" => drawing.width = length(&value).unwrap_or_default(),
                "height" => drawing.height = length(&value).unwrap_or_default(),
                "viewBox" if drawing.width == 0 || drawing.height == 0 => {
                    let mut sides = value.split([' ', ',']).filter(|side| !side.is_empty()).skip(2);
                    let mut side = || sides.next().and_then(length).unwrap_or_default();
                    (drawing.width, drawing.height) = (side(), side());
                }
                _ => {}
            }
        }
        own.push_attribute((key, within(&value).as_str()));
    }
    Some(own)
}

/// The text of an element that holds nothing else; the reader stands behind it then.
fn inner_text(reader: &mut Reader<&[u8]>) -> Option<String> {
    let mut out = String::new();
    loop {
        match reader.read_event().ok()? {
            Event::Text(text) => out.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref().ok()? {
                Some(letter) => out.push(letter),
                None => out.push_str(resolve_xml_entity(&reference)?),
            },
            Event::End(_) => return Some(out),
            Event::Start(_)
            | Event::Empty(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::Eof => return None,
        }
    }
}

/// A value or style sheet in which every address is one within the drawing.
fn within(text: &str) -> String {
    let folded = text.to_ascii_lowercase();
    // Style sheets name pictures in these, too.
    if ["image(", "image-set(", "cross-fade(", "src(", "@import"].iter().any(|name| folded.contains(name)) {
        return String::new();
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(found) = folded.get(at..).and_then(|rest| rest.find("url(")) {
        let from = at + found + "url(".len();
        out.push_str(text.get(at..from).unwrap_or_default());
        let rest = text.get(from..).unwrap_or_default();
        let end = rest.find(')').unwrap_or(rest.len());
        let address = rest.get(..end).unwrap_or_default();
        let inside = address.trim_start().trim_start_matches(['"', '\'']).trim_start().starts_with('#');
        out.push_str(if inside { address } else { "#" });
        at = from + end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// A length in pixels or without a unit.
fn length(text: &str) -> Option<usize> {
    let number: f32 = text.trim().trim_end_matches("px").parse().ok()?;
    let sound = number.is_finite() && (0.0..1e6).contains(&number);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the bounds just looked at")]
    sound.then(|| number.round() as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(inner: &str) -> String {
        let svg = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='30px' \
             height='20'>{inner}<path d='M0 0h9'/></svg>"
        );
        let drawing = clean(svg.as_bytes()).unwrap();
        String::from_utf8(drawing.bytes).unwrap()
    }

    #[test]
    fn what_a_hostile_drawing_could_do_is_gone() {
        for inner in [
            "<script>x.evil()</script>",
            "<script xlink:href='https://x.evil/a.js'/>",
            "<s:script xmlns:s='http://www.w3.org/2000/svg'>x.evil()</s:script>",
            "<g onload='x.evil()' ONCLICK='x.evil()'><rect width='1'/></g>",
            "<a href='javascript:x.evil()'><rect/></a>",
            "<a xlink:href='//x.evil'><rect/></a>",
            "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml' onload='x.evil()'>evil</body></foreignObject>",
            "<iframe xmlns='http://www.w3.org/1999/xhtml' src='https://x.evil'/>",
            "<image href='https://x.evil/a.png'/>",
            "<image href='evil.png' width='9'><title>evil</title></image>",
            "<image xlink:href='data:image/svg+xml;base64,evil'/>",
            "<filter><feImage href='evil.svg#a'/></filter>",
            "<use href='evil.svg#a'/>",
            "<use xlink:href='https://x.evil/a.svg#a'/>",
            "<use href='data:image/svg+xml,evil#a'/>",
            "<rect fill='url(https://x.evil/a.svg#b)'/>",
            "<rect fill='url(evil.svg#b)'/>",
            "<rect style='fill: url( \"evil.svg#b\" )'/>",
            "<rect style='background: image-set(\"evil.png\" 1x)'/>",
            "<rect filter='url(&#x65;vil.svg)'/>",
            "<style>@import 'https://x.evil/a.css'; rect { fill: url(evil.png) }</style>",
            "<style>rect { fill: u\\72l(ev\\69l.png) }</style>",
            "<style><![CDATA[ rect { fill: url(evil.png) } ]]></style>",
            "<set attributeName='href' to='javascript:x.evil()'/>",
            "<use href='#a'><animate attributeName='href' values='data:evil'/></use>",
            "<?xml-stylesheet href='https://x.evil/a.css'?>",
            "<!-- evil -->",
            "<path data-x='evil' d='M0 0'/>",
            "<rect width='1' xml:base='https://x.evil/'/>",
            "<metadata><x:evil xmlns:x='urn:evil'/></metadata>",
        ] {
            let out = cleaned(inner);
            assert!(!out.to_lowercase().contains("evil"), "{inner}\n{out}");
            assert_eq!(clean(out.as_bytes()).map(|again| again.bytes), Some(out.clone().into_bytes()), "{inner}");
        }
    }

    #[test]
    fn what_makes_a_drawing_stays() {
        let out = cleaned(
            "<defs><linearGradient id='g'><stop offset='1' stop-color='#fff'/></linearGradient></defs>\
             <style>.a &gt; rect { fill: url(#g) }</style>\
             <rect class='a' style='stroke: url(\"#g\"); opacity: .5' transform='rotate(3)' fill='url(#g)'/>\
             <use xlink:href='#g' x='2'/><text x='3' font-family='Times'>Chi bộ &amp; &lt;Đảng&gt;</text>",
        );
        for piece in [
            "xmlns=\"http://www.w3.org/2000/svg\"",
            "href=\"#g\"",
            "fill=\"url(#g)\"",
            "fill: url(#g)",
            "stroke: url(#g)",
            "rotate(3)",
            "font-family=\"Times\"",
            ">Chi bộ &amp; &lt;Đảng&gt;</text>",
        ] {
            assert!(out.contains(piece), "{piece}\n{out}");
        }
        let text = |drawing: Option<Drawing>| String::from_utf8(drawing.unwrap().bytes).unwrap();
        let prefixed = "\u{FEFF}<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://x/svg11.dtd'>\
                        <s:svg xmlns:s='http://www.w3.org/2000/svg' viewBox='0 0 40.4 9'><s:path d='M0 0'/></s:svg>";
        let drawing = clean(prefixed.as_bytes()).unwrap();
        assert_eq!((drawing.width, drawing.height, drawing.lacks), (40, 9, false));
        assert!(text(Some(drawing)).contains("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40.4 9\">"));
        let with = "<svg xmlns='http://www.w3.org/2000/svg'><image href='data:image/png;base64,AA'/><path d=''/></svg>";
        assert!(clean(with.as_bytes()).unwrap().lacks, "a picture that was left out is told");
    }

    #[test]
    fn bombs_and_what_is_no_drawing_are_refused() {
        let of = |inner: &str| format!("<svg xmlns='http://www.w3.org/2000/svg'>{inner}</svg>");
        let entities = "<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><svg xmlns='http://www.w3.org/2000/svg'>\
                        <text>&b;</text></svg>";
        let file = "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg xmlns='http://www.w3.org/2000/svg'>\
                    <text>&x;</text></svg>";
        for svg in [
            entities.to_owned(),
            file.to_owned(),
            of(&format!("{}<path d=''/>{}", "<g>".repeat(DEEPEST), "</g>".repeat(DEEPEST))),
            of(&"<path/>".repeat(MOST + 1)),
            of(&format!("<path d='{}'/>", "M0 0".repeat(LARGEST / 4))),
            of("<image href='data:image/png;base64,AA'/>"),
            of("<path d=''>"),
            of("<text>&unknown;</text>"),
            "<svg><path d=''/></svg>".to_owned(),
            "<html xmlns='http://www.w3.org/1999/xhtml'><svg xmlns='http://www.w3.org/2000/svg'><path/></svg></html>"
                .to_owned(),
            "<g xmlns='http://www.w3.org/2000/svg'><path d=''/></g>".to_owned(),
        ] {
            assert_eq!(clean(svg.as_bytes()), None, "{}", svg.chars().take(200).collect::<String>());
        }
        assert_eq!(clean(b"<svg xmlns='http://www.w3.org/2000/svg'>\xff</svg>"), None);
    }
}
