//! What stands around the body: head of the first page, title, signatures and recipients (`domain.md` 8.2 to 8.4).

use super::body::Writer;
use super::parts::{Border, Cell, Indent, Node, Paragraph, Row, Table};
use super::runs::{self, Look};
use super::sizes::{millimetres, twips};
use super::tables::side_by_side;
use crate::model::directive::Family;
use crate::model::paper::{Letterhead, Paper, Signatory};
use crate::render::layout::{self, Layout};

/// Titles of the families with their widths, in ems of Times New Roman bold (advance widths of the metric-equal
/// Liberation Serif): the rule below is as long as the title.
const PARTY: (&str, f64) = ("ĐẢNG CỘNG SẢN VIỆT NAM", 13.78);
const STATE: (&str, f64) = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 20.87);
const MOTTO: (&str, f64) = ("Độc lập - Tự do - Hạnh phúc", 12.25);

/// Mean width of a letter of the date line, in ems of Times New Roman italic.
const DATE_LETTER: f64 = 0.46;

/// Mean width of a letter of the mark, in points: bold capitals of 12.
const MARK_LETTER: f64 = 10.0;

/// Dots for a name to write in.
const NAME_DOTS: &str = "............................";

impl Writer {
    /// Superior, issuer and number on the left; title of the family, place and date on the right.
    pub(super) fn letterhead(&mut self, of: &Letterhead, paper: &Paper, layout: &Layout, out: &mut Vec<Node>) {
        let all = self.sizes.width;
        let size = layout.number("heading_size");
        let title = if paper.family == Family::Party { PARTY } else { STATE };
        let right = (twips(title.1 * size) + 40).min(all * 2 / 3);
        let gutter = millimetres(8.0).min(all - right);
        let date = layout::date_line(of);
        let letters = f64::from(u32::try_from(date.chars().count()).unwrap_or(u32::MAX));
        // A long name of the place takes room from the number, never from the issuer.
        let wanted = twips(letters * DATE_LETTER * layout.number("date_size"));
        let more = (wanted - right - gutter).clamp(0, (all - right - gutter) / 2);
        let widths = [all - right - gutter - more, more, gutter, right];
        let issuer = Self::issuer(of, layout, all - right - gutter);
        let family = Self::family(paper.family, size, right);
        let number = of.number.as_ref().map(|number| layout::number_line(number, layout));
        let number = vec![Node::Paragraph(Paragraph::new("Number", runs::plain(&number.unwrap_or_default())))];
        let date = vec![Node::Paragraph(Paragraph::new("DateLine", runs::plain(&date)))];
        let rows = if more > 0 {
            vec![vec![cell(2, issuer), cell(1, Vec::new()), cell(1, family)], vec![cell(1, number), cell(3, date)]]
        } else {
            vec![
                vec![cell(1, issuer), cell(1, Vec::new()), cell(1, family)],
                vec![cell(1, number), cell(1, Vec::new()), cell(1, date)],
            ]
        };
        let rows = rows.into_iter().map(|cells| Row { whole: true, cells, ..Row::default() }).collect();
        let widths = widths.into_iter().filter(|width| *width > 0).collect();
        self.push(Node::Table(Table { style: "Invisible", left: 0, widths, rows }), out);
        if let Some(mark) = &of.mark {
            let paragraph = Paragraph::new("Mark", runs::plain(mark));
            let letters = f64::from(u32::try_from(mark.chars().count()).unwrap_or(u32::MAX));
            let right = (all - twips(letters * MARK_LETTER)).clamp(0, all * 9 / 10);
            let indent = Some(Indent { right, ..Indent::default() });
            self.push(Node::Paragraph(Paragraph { border: Some(Border::Around), indent, ..paragraph }), out);
        }
    }

    fn issuer(of: &Letterhead, layout: &Layout, width: i32) -> Vec<Node> {
        let mut out = Vec::new();
        let mut put = |style, text: &str| out.push(Node::Paragraph(Paragraph::new(style, runs::plain(text))));
        match (&of.superior, &of.issuer) {
            (Some(superior), _) => put("Superior", superior),
            (None, None) => put("Superior", NAME_DOTS),
            (None, Some(_)) => {}
        }
        put("Issuer", of.issuer.as_deref().unwrap_or(NAME_DOTS));
        if layout.text("issuer_mark") == "star" {
            put("Superior", "*");
        } else {
            out.push(rule("Issuer", width, width * 3 / 10));
        }
        out
    }

    fn family(family: Family, size: f64, width: i32) -> Vec<Node> {
        let plain = |style, text: &str| Paragraph::new(style, runs::plain(text));
        let ruled = |paragraph, ems: f64, size: f64| under(paragraph, width, twips(ems * size));
        match family {
            Family::Party => vec![ruled(plain("Family", PARTY.0), PARTY.1, size)],
            Family::State => {
                vec![Node::Paragraph(plain("Family", STATE.0)), ruled(plain("Motto", MOTTO.0), MOTTO.1, size + 1.0)]
            }
        }
    }

    /// Name of the paper and what it is about.
    pub(super) fn title(&mut self, paper: &Paper, layout: &Layout, out: &mut Vec<Node>) {
        let of = &paper.heading;
        let with_head = paper.letterhead.is_some();
        let mut kind = Paragraph::new("Title", runs::plain(&of.kind));
        kind.before = with_head.then(|| twips(12.0));
        self.push(Node::Paragraph(kind), out);
        if let Some(subject) = &of.subject {
            let aside = self.sizes.width * 3 / 50;
            let indent = Some(Indent { left: aside, right: aside, first: 0 });
            let paragraph = Paragraph::new("Subtitle", runs::plain(subject));
            self.push(Node::Paragraph(Paragraph { indent, ..paragraph }), out);
        }
        if let Some(note) = &of.note {
            self.push(Node::Paragraph(Paragraph::new("TitleNote", runs::plain(&format!("({note})")))), out);
        }
        let mark = match layout.text("subject_mark") {
            _ if !with_head => Node::Paragraph(Paragraph::new("Gap", Vec::new())),
            "dashes" => Node::Paragraph(Paragraph::new("TitleMark", runs::plain("-----"))),
            _ => rule("TitleMark", self.sizes.width, millimetres(30.0)),
        };
        self.push(mark, out);
    }

    /// Recipients on the left, signatures beside them, all on one page and never alone on it.
    pub(super) fn signatures(&mut self, paper: &Paper, layout: &Layout, out: &mut Vec<Node>) {
        let mut cells: Vec<Cell> = paper.signatures.iter().map(|who| self.signatory(who)).collect();
        if !paper.recipients.is_empty() || cells.len() == 1 {
            // One signature stands on the right.
            cells.insert(0, Self::recipients(paper, layout));
        }
        let gutter = millimetres(6.0);
        let Some((widths, _)) = side_by_side(cells.len(), gutter, self.sizes.width) else { return };
        if widths.len() > super::parts::MOST_COLUMNS {
            return;
        }
        if let Some(last) = out.last_mut() {
            last.keep();
        }
        if matches!(out.last(), Some(Node::Table(_))) {
            out.push(Node::Paragraph(Paragraph { keep: true, ..Paragraph::new("Gap", Vec::new()) }));
        }
        let mut row = Vec::with_capacity(widths.len());
        for (number, cell) in cells.into_iter().enumerate() {
            if number > 0 {
                row.push(Cell::default());
            }
            row.push(cell);
        }
        let rows = vec![Row { whole: true, cells: row, ..Row::default() }];
        self.push(Node::Table(Table { style: "Invisible", left: 0, widths, rows }), out);
    }

    fn signatory(&self, who: &Signatory) -> Cell {
        let mut lines = Vec::new();
        if let Some(authority) = &who.authority {
            lines.push(Paragraph::new("Authority", runs::plain(authority)));
        }
        lines.push(Paragraph::new("Position", runs::plain(&who.position)));
        if let Some(first) = lines.first_mut() {
            first.before = Some(twips(6.0));
        }
        let name = who.name.as_deref().unwrap_or(NAME_DOTS);
        let before = Some(self.sizes.signature);
        lines.push(Paragraph { before, ..Paragraph::new("Signer", runs::plain(name)) });
        cell(1, lines.into_iter().map(Node::Paragraph).collect())
    }

    fn recipients(paper: &Paper, layout: &Layout) -> Cell {
        let all = &paper.recipients;
        if all.is_empty() {
            return Cell::default();
        }
        let party = paper.family == Family::Party;
        let look = if party { Look::underlined() } else { Look { strong: true, emphasis: true, ..Look::default() } };
        let title = look.text("Nơi nhận:", layout.number("recipients_title_size"));
        let title = Paragraph { before: Some(twips(6.0)), ..Paragraph::new("RecipientsTitle", vec![title]) };
        let items = all.iter().enumerate().map(|(number, one)| {
            let last = number + 1 == all.len();
            let end = if last {
                "."
            } else if party {
                ","
            } else {
                ";"
            };
            Paragraph::new("Recipient", runs::plain(&format!("- {one}{end}")))
        });
        cell(1, std::iter::once(title).chain(items).map(Node::Paragraph).collect())
    }
}

fn cell(span: usize, content: Vec<Node>) -> Cell {
    Cell { span, content, ..Cell::default() }
}

/// A rule so long, in the middle of a width.
fn rule(style: &'static str, width: i32, long: i32) -> Node {
    under(Paragraph::new(style, Vec::new()), width, long)
}

/// A paragraph with a rule below, so long, in the middle of a width.
fn under(paragraph: Paragraph, width: i32, long: i32) -> Node {
    let aside = ((width - long) / 2).max(0);
    let indent = Some(Indent { left: aside, right: aside, first: 0 });
    Node::Paragraph(Paragraph { border: Some(Border::Below), indent, ..paragraph })
}
