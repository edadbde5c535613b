//! The styles of a paper, so that whoever goes on writing changes a slot in one place. Built-in styles keep Word's own
//! names (Word shows them in the reader's language); the slots of a Party paper are named in Vietnamese.

use super::package::MAIN;
use super::parts::Indent;
use super::sizes::{INSET_X, Sizes, TABLE_LEADING, half_points, twips};
use super::xml::{Element, element, valued};
use crate::render::layout::Layout;

const FONT: &str = "Times New Roman";
const MONO: &str = "Courier New";

/// Returns the part of the package.
pub(super) fn xml(sizes: &Sizes, layout: &Layout) -> Element {
    element("w:styles")
        .with("xmlns:w", MAIN)
        .add(defaults(sizes))
        .add_all(bases())
        .add_all(text(sizes))
        .add_all(slots(sizes, layout))
        .add_all(tables(sizes))
}

fn defaults(sizes: &Sizes) -> Element {
    let letters = element("w:rPr")
        .add(fonts(FONT))
        .add(valued("w:sz", half_points(sizes.body)))
        .add(valued("w:szCs", half_points(sizes.body)))
        .add(element("w:lang").with("w:val", "vi-VN").with("w:eastAsia", "vi-VN").with("w:bidi", "ar-SA"));
    element("w:docDefaults")
        .add(element("w:rPrDefault").add(letters))
        .add(element("w:pPrDefault").add(element("w:pPr").add(lines(sizes.line, 0, 0))))
}

/// Styles that Word takes for granted, and those of letters.
fn bases() -> Vec<Element> {
    let standard = |kind, id, name| style(kind, id, name).with("w:default", "1");
    vec![
        standard("paragraph", "Normal", "Normal").add(element("w:qFormat")),
        standard("character", "DefaultParagraphFont", "Default Paragraph Font").add(valued("w:uiPriority", 1)),
        standard("numbering", "NoList", "No List").add(valued("w:uiPriority", 99)),
        style("character", "FootnoteReference", "footnote reference")
            .add(element("w:rPr").add(valued("w:vertAlign", "superscript"))),
        style("character", "Hyperlink", "Hyperlink"),
    ]
}

/// Styles of the text.
fn text(sizes: &Sizes) -> Vec<Element> {
    let first = Indent { first: sizes.indent, ..Indent::default() };
    let body = || vec![lines(sizes.line, 0, sizes.gap), first.xml(), valued("w:jc", "both")];
    let plain = |jc| vec![lines(sizes.line, 0, sizes.gap), valued("w:jc", jc)];
    let quote = Indent { left: sizes.indent, right: sizes.indent / 2, first: 0 };
    let table = twips(sizes.table + TABLE_LEADING);
    let mut out = vec![
        paragraph("BodyText", "Body Text", body(), Vec::new()),
        paragraph("Basis", "Căn cứ", body(), Vec::new()),
        paragraph("Plain", "Không thụt đầu dòng", plain("both"), Vec::new()),
        paragraph("Centered", "Giữa dòng", plain("center"), Vec::new()),
        paragraph("Note", "Ghi chú", plain("both"), vec![element("w:i"), size(sizes.body * 0.86)]),
        paragraph("ListParagraph", "List Paragraph", body(), Vec::new()),
        paragraph(
            "Quote",
            "Quote",
            vec![lines(sizes.line, 0, sizes.gap), quote.xml(), valued("w:jc", "both")],
            vec![element("w:i")],
        ),
        paragraph("HTMLPreformatted", "HTML Preformatted", plain("left"), vec![fonts(MONO), size(sizes.body * 0.8)]),
        paragraph("TableText", "Chữ trong bảng", vec![lines(table, 0, 0)], vec![size(sizes.table)]),
        paragraph("WriteLine", "Dòng để viết", vec![lines(twips(22.0), 0, 40)], Vec::new()),
        paragraph("Gap", "Khoảng cách", vec![exactly(sizes.gap.max(40))], vec![size(2.0)]),
        paragraph("FootnoteText", "footnote text", vec![lines(240, 0, 0), valued("w:jc", "both")], vec![size(11.0)]),
    ];
    for (level, (id, name)) in (0..).zip([
        ("Heading1", "heading 1"),
        ("Heading2", "heading 2"),
        ("Heading3", "heading 3"),
        ("Heading4", "heading 4"),
        ("Heading5", "heading 5"),
        ("Heading6", "heading 6"),
    ]) {
        let of = vec![
            element("w:keepNext"),
            element("w:keepLines"),
            lines(sizes.line, 20, sizes.gap),
            first.xml(),
            valued("w:outlineLvl", level),
        ];
        out.push(paragraph(id, name, of, vec![element("w:b")]));
    }
    out
}

/// Styles of the slots around the text (`domain.md` 8.2 to 8.4).
fn slots(sizes: &Sizes, layout: &Layout) -> Vec<Element> {
    let of = |key: &str| layout.number(key);
    let slot = |id, name, jc: &str, size_of: f64, letters: Vec<Element>| {
        let mut letters = letters;
        letters.push(size(size_of));
        paragraph(id, name, vec![lines(twips(size_of + 3.0), 0, 20), valued("w:jc", jc)], letters)
    };
    let bold = || vec![element("w:b")];
    let capitals = |strong: bool| {
        let mut out = if strong { bold() } else { Vec::new() };
        out.push(element("w:caps"));
        out
    };
    let title = |id, name, size_of: f64, after: f64, letters: Vec<Element>| {
        let mut letters = letters;
        letters.push(size(size_of));
        let of = vec![element("w:keepNext"), lines(twips(size_of + 4.0), 0, twips(after)), valued("w:jc", "center")];
        paragraph(id, name, of, letters)
    };
    vec![
        slot("Superior", "Cơ quan cấp trên", "center", of("superior_size"), capitals(false)),
        slot("Issuer", "Cơ quan ban hành", "center", of("issuer_size"), capitals(true)),
        slot("Family", "Tiêu đề văn bản", "center", of("heading_size"), bold()),
        slot("Motto", "Tiêu ngữ", "center", of("heading_size") + 1.0, bold()),
        slot("Number", "Số và ký hiệu", "center", of("number_size"), Vec::new()),
        slot("DateLine", "Địa danh, ngày tháng", "center", of("date_size"), vec![element("w:i")]),
        slot("Mark", "Dấu chỉ bản", "left", 12.0, capitals(true)),
        title("Title", "Title", of("kind_size"), 2.0, capitals(true)),
        title("Subtitle", "Subtitle", of("subject_size"), 2.0, bold()),
        title("TitleNote", "Ghi chú tên loại", 12.0, 2.0, vec![element("w:i")]),
        title("TitleMark", "Dấu dưới trích yếu", of("subject_size"), 8.0, Vec::new()),
        slot("Authority", "Quyền hạn ký", "center", sizes.body, capitals(layout.is("authority_bold"))),
        slot("Position", "Chức vụ người ký", "center", sizes.body, capitals(layout.is("position_bold"))),
        slot("Signer", "Họ tên người ký", "center", sizes.body, bold()),
        slot("RecipientsTitle", "Nơi nhận", "left", of("recipients_title_size"), Vec::new()),
        slot("Recipient", "Nơi nhận: từng nơi", "left", of("recipients_size"), Vec::new()),
        slot("Header", "header", "center", of("page_number_size"), Vec::new()),
    ]
}

fn tables(sizes: &Sizes) -> Vec<Element> {
    let margins = |x: i32, y: i32| {
        let side = |name, width| element(name).with("w:w", width).with("w:type", "dxa");
        element("w:tblCellMar")
            .add(side("w:top", y))
            .add(side("w:left", x))
            .add(side("w:bottom", y))
            .add(side("w:right", x))
    };
    let line = |side| valued(side, "single").with("w:sz", 5).with("w:space", 0).with("w:color", "auto");
    let frame = ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"];
    let normal = element("w:tblPr").add(element("w:tblInd").with("w:w", 0).with("w:type", "dxa")).add(margins(0, 0));
    let grid = element("w:tblPr")
        .add(element("w:tblBorders").add_all(frame.map(line)))
        .add(margins(twips(INSET_X), sizes.inset));
    let based = |id, name| style("table", id, name).add(valued("w:basedOn", "TableNormal"));
    vec![
        style("table", "TableNormal", "Normal Table")
            .with("w:default", "1")
            .add(valued("w:uiPriority", 99))
            .add(normal),
        based("TableGrid", "Table Grid").add(grid),
        based("Invisible", "Bảng không kẻ"),
    ]
}

fn style(kind: &str, id: &str, name: &str) -> Element {
    element("w:style").with("w:type", kind).with("w:styleId", id).add(valued("w:name", name))
}

fn paragraph(id: &str, name: &str, of: Vec<Element>, letters: Vec<Element>) -> Element {
    let mut out = style("paragraph", id, name)
        .add(valued("w:basedOn", "Normal"))
        .add(element("w:qFormat"))
        .add(element("w:pPr").add_all(of));
    if !letters.is_empty() {
        out = out.add(element("w:rPr").add_all(letters));
    }
    out
}

/// Lines at least so high, so that a picture in the text is not cut.
fn lines(line: i32, before: i32, after: i32) -> Element {
    element("w:spacing")
        .with("w:before", before)
        .with("w:after", after)
        .with("w:line", line)
        .with("w:lineRule", "atLeast")
}

fn exactly(line: i32) -> Element {
    element("w:spacing").with("w:before", 0).with("w:after", 0).with("w:line", line).with("w:lineRule", "exact")
}

fn size(points: f64) -> Element {
    valued("w:sz", half_points(points))
}

fn fonts(name: &str) -> Element {
    element("w:rFonts").with("w:ascii", name).with("w:hAnsi", name).with("w:eastAsia", name).with("w:cs", name)
}
