//! The package: its list of files, contents, cover and chapters, in a ZIP whose first file says what it is.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::link::View;
use crate::model::paper::{Contents, Cover, Format, Volume};
use crate::text::date::Date;

use super::chapter::{self, Places};
use super::pictures::Pictures;
use super::xml::{self, element};

const STYLE: &str = include_str!("sach.css");

const CONTAINER: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="sach/sach.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"#;

/// A line of the contents.
struct Entry {
    level: u8,
    href: String,
    title: String,
}

/// Returns a volume as an EPUB file. `identifier` is the book's name among all books.
pub(super) fn write(volume: &Volume, identifier: &str, view: &View<'_>) -> Vec<u8> {
    let file = |number: usize| format!("chuong-{:03}.xhtml", number + 1);
    let anchored = volume.parts.iter().enumerate();
    let places = Places {
        anchors: &volume.anchors,
        files: anchored.filter_map(|(number, part)| Some((part.anchor.as_deref()?, file(number)))).collect(),
    };
    let mut pictures = Pictures::default();
    let mut entries = Vec::new();
    let mut chapters = Vec::new();
    for (number, part) in volume.parts.iter().enumerate() {
        let shown: Vec<Option<String>> = part
            .paper
            .images
            .iter()
            .map(|path| pictures.add(path, view).and_then(|at| pictures.all.get(at)).map(|of| of.name.clone()))
            .collect();
        let chapter = chapter::write(part, &shown, &places);
        let name = file(number);
        let title = &part.paper.title;
        entries.push(Entry { level: part.level, href: name.clone(), title: title.clone() });
        if volume.contents == Some(Contents::Headings) {
            let below = |(id, title)| Entry { level: part.level + 1, href: format!("{name}#{id}"), title };
            entries.extend(chapter.headings.into_iter().map(below));
        }
        chapters.push((name, xml::page(title, &chapter.body)));
    }
    let names: Vec<&str> = chapters.iter().map(|(name, _)| name.as_str()).collect();
    let list = list(volume, identifier, &names, &pictures);
    let cover = xml::page(&volume.title, &cover(volume));
    let contents = xml::page("Mục lục", &contents(&entries));
    let texts = [("sach.opf", list.as_str()), ("sach.css", STYLE), ("bia.xhtml", &cover), ("muc-luc.xhtml", &contents)];
    let texts = texts.into_iter().chain(chapters.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    // Only a book of more than four gigabytes could fail, and then it is left empty.
    pack(texts, &pictures).unwrap_or_default()
}

fn pack<'a>(texts: impl Iterator<Item = (&'a str, &'a str)>, pictures: &Pictures) -> zip::result::ZipResult<Vec<u8>> {
    let options = |method| {
        let options = SimpleFileOptions::default().compression_method(method);
        options.last_modified_time(DateTime::default()).unix_permissions(0o644)
    };
    let (stored, deflated) = (options(CompressionMethod::Stored), options(CompressionMethod::Deflated));
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, options, bytes: &[u8]| -> zip::result::ZipResult<()> {
        out.start_file(name, options)?;
        Ok(out.write_all(bytes)?)
    };
    put("mimetype", stored, Format::Epub.media_type().as_bytes())?;
    put("META-INF/container.xml", deflated, CONTAINER.as_bytes())?;
    for (name, text) in texts {
        put(&format!("sach/{name}"), deflated, text.as_bytes())?;
    }
    for picture in &pictures.all {
        let options = if picture.media_type == "image/svg+xml" { deflated } else { stored };
        put(&format!("sach/{}", picture.name), options, &picture.bytes)?;
    }
    Ok(out.finish()?.into_inner())
}

/// A book says when it was changed, and that is never the day of the build: the newest page's day, else the first day
/// that a ZIP knows.
fn modified(volume: &Volume) -> String {
    let day = volume.date.or_else(|| volume.parts.iter().filter_map(|part| part.paper.date).max());
    let day = day.or_else(|| Date::new(1980, 1, 1));
    day.map(|day| format!("{day}T00:00:00Z")).unwrap_or_default()
}

/// `sach.opf`: what the book is, all its files, and their order.
fn list(volume: &Volume, identifier: &str, chapters: &[&str], pictures: &Pictures) -> String {
    let mut out = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"ten-sach\" xml:lang=\"vi\">\n",
        "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n",
    ));
    element("<dc:identifier id=\"ten-sach\">", identifier, "</dc:identifier>\n", &mut out);
    element("<dc:title>", &volume.title, "</dc:title>\n<dc:language>vi</dc:language>\n", &mut out);
    let cover = volume.cover.as_ref();
    if let Some(publisher) = volume.author.as_ref().or(cover.and_then(|cover| cover.above.as_ref())) {
        element("<dc:publisher>", publisher, "</dc:publisher>\n", &mut out);
    }
    if let Some(below) = cover.and_then(|cover| cover.below.as_ref()) {
        element("<dc:description>", below, "</dc:description>\n", &mut out);
    }
    let mut meta = |property: &str, value: &str| {
        element(&format!("<meta property=\"{property}\">"), value, "</meta>\n", &mut out);
    };
    meta("dcterms:modified", &modified(volume));
    meta("schema:accessMode", "textual");
    if !pictures.all.is_empty() {
        meta("schema:accessMode", "visual");
        meta("schema:accessibilityFeature", "alternativeText");
    }
    meta("schema:accessModeSufficient", "textual");
    for feature in ["tableOfContents", "structuralNavigation", "readingOrder"] {
        meta("schema:accessibilityFeature", feature);
    }
    meta("schema:accessibilityHazard", "none");
    meta(
        "schema:accessibilitySummary",
        "Chữ đổi cỡ được; có mục lục, đề mục, liên kết giữa các chương; hình có lời mô tả.",
    );
    out.push_str("</metadata>\n<manifest>\n");
    let mut item = |id: &str, href: &str, media_type: &str, more: &str| {
        let _ = writeln!(out, "<item id=\"{id}\" href=\"{href}\" media-type=\"{media_type}\"{more}/>");
    };
    let page = "application/xhtml+xml";
    item("css", "sach.css", "text/css", "");
    item("bia", "bia.xhtml", page, "");
    item("muc-luc", "muc-luc.xhtml", page, " properties=\"nav\"");
    for (number, name) in chapters.iter().enumerate() {
        item(&format!("chuong-{}", number + 1), name, page, "");
    }
    for (number, picture) in pictures.all.iter().enumerate() {
        item(&format!("hinh-{}", number + 1), &picture.name, picture.media_type, "");
    }
    out.push_str("</manifest>\n<spine>\n<itemref idref=\"bia\"/>\n<itemref idref=\"muc-luc\"/>\n");
    for number in 1..=chapters.len() {
        let _ = writeln!(out, "<itemref idref=\"chuong-{number}\"/>");
    }
    out.push_str("</spine>\n</package>\n");
    out
}

fn cover(volume: &Volume) -> String {
    let plain = Cover { title: volume.title.clone(), ..Cover::default() };
    let of = volume.cover.as_ref().unwrap_or(&plain);
    let mut out = String::from("<section epub:type=\"cover\" class=\"cover\">\n");
    if let Some(above) = &of.above {
        element("<p class=\"above\">", above, "</p>\n", &mut out);
    }
    element("<h1>", &of.title, "</h1>\n", &mut out);
    if let Some(below) = &of.below {
        element("<p class=\"below\">", below, "</p>\n", &mut out);
    }
    for line in &of.lines {
        element("<p>", line, "</p>\n", &mut out);
    }
    out.push_str("</section>\n");
    out
}

/// The contents, nested as the chapters are, and where a reader program begins.
fn contents(entries: &[Entry]) -> String {
    let mut out =
        String::from("<nav epub:type=\"toc\" role=\"doc-toc\" aria-labelledby=\"ten\">\n<h1 id=\"ten\">Mục lục</h1>\n");
    let mut depth = 0;
    for entry in entries {
        let level = entry.level.clamp(1, depth + 1);
        if level > depth {
            out.push_str("\n<ol>\n");
        } else {
            out.push_str("</li>\n");
            (level..depth).for_each(|_| out.push_str("</ol>\n</li>\n"));
        }
        depth = level;
        element("<li><a href=\"", &entry.href, "\">", &mut out);
        element("", &entry.title, "</a>", &mut out);
    }
    (0..depth).for_each(|_| out.push_str("</li>\n</ol>\n"));
    out.push_str("</nav>\n<nav epub:type=\"landmarks\" hidden=\"hidden\" aria-label=\"Các phần của sách\">\n<ol>\n");
    out.push_str("<li><a epub:type=\"cover\" href=\"bia.xhtml\">Bìa</a></li>\n<li><a epub:type=\"toc\" href=\"muc-luc.xhtml\">Mục lục</a></li>\n");
    if let Some(first) = entries.first() {
        element("<li><a epub:type=\"bodymatter\" href=\"", &first.href, "\">Nội dung</a></li>\n", &mut out);
    }
    out.push_str("</ol>\n</nav>\n");
    out
}
