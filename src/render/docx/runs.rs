//! Runs of text: letters with their look, links, footnotes, places to write on.

use super::body::{At, Writer};
use super::package::FIRST_LINK;
use super::parts::{Node, Paragraph};
use super::pictures::INLINE;
use super::sizes::half_points;
use super::xml::{Element, element, valued};
use crate::model::paper::{Block, Run, Style};

/// How letters look, beside what their paragraph's style says.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of Word's")]
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    pub(super) capitals: bool,
    pub(super) underline: bool,
    pub(super) strike: bool,
    pub(super) mark: bool,
    pub(super) key: bool,
    pub(super) code: bool,
    pub(super) link: bool,
    pub(super) small: bool,
    pub(super) raised: Option<&'static str>,
}

/// Letters of this share of the size around them are small.
const SMALL: f64 = 0.85;

/// Dots as wide as a letter.
const DOTS: &str = "..";

impl Look {
    pub(super) fn strong() -> Self {
        Self { strong: true, ..Self::default() }
    }

    pub(super) fn emphasis() -> Self {
        Self { emphasis: true, ..Self::default() }
    }

    pub(super) fn underlined() -> Self {
        Self { underline: true, ..Self::default() }
    }

    fn styled(mut self, style: Style) -> Self {
        match style {
            Style::Strong => self.strong = true,
            Style::Emphasis => self.emphasis = true,
            Style::Strike => self.strike = true,
            Style::Underline => self.underline = true,
            Style::Mark => self.mark = true,
            Style::Sub => self.raised = Some("subscript"),
            Style::Sup => self.raised = Some("superscript"),
            Style::Small => self.small = true,
            Style::Key => self.key = true,
        }
        self
    }

    /// In the order of the standard.
    fn xml(self, size: f64) -> Element {
        let switches =
            [(self.strong, "w:b"), (self.emphasis, "w:i"), (self.capitals, "w:caps"), (self.strike, "w:strike")];
        let mut of = element("w:rPr");
        if self.link {
            of = of.add(valued("w:rStyle", "Hyperlink"));
        }
        if self.code {
            let mono = "Courier New";
            of = of.add(element("w:rFonts").with("w:ascii", mono).with("w:hAnsi", mono).with("w:cs", mono));
        }
        of = of.add_all(switches.iter().filter(|(on, _)| *on).map(|(_, name)| element(name)));
        if self.small || self.code {
            of = of.add(valued("w:sz", half_points(size * SMALL)));
        }
        if self.mark {
            of = of.add(valued("w:highlight", "lightGray"));
        }
        if self.underline {
            of = of.add(valued("w:u", "single"));
        }
        if self.key {
            let frame = valued("w:bdr", "single").with("w:sz", 4).with("w:space", 0).with("w:color", "auto");
            of = of.add(frame);
        }
        if let Some(raised) = self.raised {
            of = of.add(valued("w:vertAlign", raised));
        }
        of
    }

    /// Returns a run of it. Line ends and tabs in preformatted text become Word's.
    pub(super) fn text(self, text: &str, size: f64) -> Element {
        let mut out = self.run(size);
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                out = out.add(element("w:br"));
            }
            for (number, piece) in line.split('\t').enumerate() {
                if number > 0 {
                    out = out.add(element("w:tab"));
                }
                if !piece.is_empty() {
                    out = out.add(element("w:t").with("xml:space", "preserve").text(piece));
                }
            }
        }
        out
    }

    fn run(self, size: f64) -> Element {
        let look = self.xml(size);
        let out = element("w:r");
        if look.is_empty() { out } else { out.add(look) }
    }
}

/// What a part of the file refers to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// An address on the web.
    Address(String),
    /// A picture, by its file in the package.
    Picture(String),
}

/// Returns what stands for a picture that is not shown.
pub(super) fn description(alt: &str, look: Look, size: f64) -> Element {
    Look { emphasis: true, ..look }.text(&format!("[{alt}]"), size)
}

/// Returns plain letters, all else said by the style.
pub(super) fn plain(text: &str) -> Vec<Element> {
    vec![Look::default().text(text, 0.0)]
}

/// Returns dots to the end of the line; the paragraph says where that is.
pub(super) fn leader() -> Element {
    element("w:r").add(element("w:tab"))
}

/// Returns the number of the page.
pub(super) fn page_number() -> Vec<Element> {
    vec![element("w:fldSimple").with("w:instr", " PAGE ").add_all(plain("2"))]
}

/// Returns how many dotted lines run to the end of the line.
pub(super) fn leaders(of: &[Run]) -> usize {
    of.iter()
        .map(|run| match run {
            Run::Leader => 1,
            Run::Styled { c, .. } | Run::Link { c, .. } | Run::Jump { c, .. } => leaders(c),
            Run::Text { .. }
            | Run::Code { .. }
            | Run::Image { .. }
            | Run::Note { .. }
            | Run::Break
            | Run::Blank { .. } => 0,
        })
        .sum()
}

impl Writer {
    /// Returns runs in a place.
    pub(super) fn runs(&mut self, of: &[Run], look: Look, at: At) -> Vec<Element> {
        let mut out = Vec::with_capacity(of.len());
        for run in of {
            self.run(run, look, at, &mut out);
        }
        out
    }

    fn run(&mut self, run: &Run, look: Look, at: At, out: &mut Vec<Element>) {
        match run {
            Run::Text { t } => out.push(look.text(t, at.size)),
            Run::Styled { style, c } => out.extend(self.runs(c, look.styled(*style), at)),
            Run::Code { t } => out.push(Look { code: true, ..look }.text(t, at.size)),
            Run::Link { to, c } => {
                let inner = self.runs(c, Look { link: true, ..look }, at);
                let id = self.link(Target::Address(address(to)));
                out.push(element("w:hyperlink").with("r:id", id).with("w:history", "1").add_all(inner));
            }
            // Leads to another part of a volume; a single paper has only the text.
            Run::Jump { c, .. } => out.extend(self.runs(c, look, at)),
            Run::Image { image, alt } => {
                let picture = self.picture(*image, alt, INLINE, at);
                out.push(picture.unwrap_or_else(|| description(alt, look, at.size)));
            }
            Run::Note { number, c } => out.push(self.note(*number, c, look, at)),
            Run::Break => out.push(element("w:r").add(element("w:br"))),
            Run::Blank { letters } => out.push(look.text(&DOTS.repeat(usize::from(*letters)), at.size)),
            Run::Leader => out.push(leader()),
        }
    }

    /// A footnote where it is called first; later calls are its number. Word counts footnotes itself, so the number
    /// is written only where the two counts differ.
    fn note(&mut self, number: u32, c: &[Block], look: Look, at: At) -> Element {
        let raised = Look { raised: Some("superscript"), ..look };
        if c.is_empty() || self.in_note {
            return raised.text(&number.to_string(), at.size);
        }
        self.in_note = true;
        let id = self.notes.len() + 1;
        // Its place among the notes, before those that stand in its text could take it.
        self.notes.push(Vec::new());
        let counted = usize::try_from(number).is_ok_and(|number| number == id);
        let style = || element("w:rPr").add(valued("w:rStyle", "FootnoteReference"));
        let mut content = Vec::new();
        self.blocks(c, at.in_note(), &mut content);
        self.in_note = false;
        let mark = element("w:r").add(style());
        let written = number.to_string();
        let written = || element("w:t").text(&written);
        let own = if counted { element("w:footnoteRef") } else { written() };
        let own = [mark.clone().add(own), Look::default().text(" ", 0.0)];
        match content.first_mut() {
            Some(Node::Paragraph(first)) => first.runs.splice(0..0, own).for_each(drop),
            Some(Node::Table(_)) | None => {
                content.insert(0, Node::Paragraph(Paragraph::new("FootnoteText", own.to_vec())));
            }
        }
        if let Some(place) = self.notes.get_mut(id - 1) {
            *place = content;
        }
        let call = element("w:footnoteReference");
        if counted {
            return mark.add(call.with("w:id", id));
        }
        mark.add(call.with("w:customMarkFollows", "1").with("w:id", id)).add(written())
    }

    /// Returns the id of the relation to a target.
    pub(super) fn link(&mut self, to: Target) -> String {
        let links = if self.in_note { &mut self.note_links } else { &mut self.links };
        let known = links.iter().position(|link| *link == to);
        let at = known.unwrap_or_else(|| {
            links.push(to);
            links.len() - 1
        });
        format!("rId{}", FIRST_LINK + at)
    }
}

/// Returns an address in the letters that an address may have (RFC 3986); with any other Word refuses the file.
fn address(of: &str) -> String {
    let mut out = String::with_capacity(of.len());
    let bytes = of.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let escape = || bytes.get(at + 1..at + 3).is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
        let allowed = match byte {
            b'%' => escape(),
            byte => byte.is_ascii_alphanumeric() || b"-._~:/?#@!$&'()*+,;=".contains(byte),
        };
        if allowed {
            out.push(char::from(*byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_only_what_an_address_may() {
        assert_eq!(address("https://a.vn/x?q=1#y"), "https://a.vn/x?q=1#y");
        assert_eq!(address("https://a.vn/%C4%91"), "https://a.vn/%C4%91");
        assert_eq!(address("https://a.vn/đ \"<[%zz"), "https://a.vn/%C4%91%20%22%3C%5B%25zz");
    }
}
