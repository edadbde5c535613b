//! Runs of text: styles, links, notes, pictures in a line.

use std::fmt::Write as _;

use crate::model::paper::{Block, Run, Style};

use super::chapter::Writer;

impl Writer<'_> {
    pub(super) fn runs(&mut self, runs: &[Run]) {
        for run in runs {
            self.run(run);
        }
    }

    fn run(&mut self, run: &Run) {
        match run {
            Run::Text { t } => self.element("", t, ""),
            Run::Styled { style, c } => {
                let tag = match style {
                    Style::Strong => "strong",
                    Style::Emphasis => "em",
                    Style::Strike => "s",
                    Style::Underline => "u",
                    Style::Mark => "mark",
                    Style::Sub => "sub",
                    Style::Sup => "sup",
                    Style::Small => "small",
                    Style::Key => "kbd",
                };
                let _ = write!(self.out, "<{tag}>");
                self.runs(c);
                let _ = write!(self.out, "</{tag}>");
            }
            Run::Code { t } => self.element("<code>", t, "</code>"),
            Run::Link { to, c } => self.link(written(to).as_deref(), c),
            Run::Jump { to, c } => self.link(self.places.find(to).as_deref(), c),
            Run::Image { image, alt } => self.picture(*image, alt),
            Run::Note { number, c } => self.note(*number, c),
            Run::Break => self.out.push_str("<br/>"),
            Run::Blank { .. } | Run::Leader => self.out.push_str(DOTS),
        }
    }

    fn link(&mut self, to: Option<&str>, c: &[Run]) {
        let Some(to) = to.filter(|_| !self.linked) else { return self.runs(c) };
        self.element("<a href=\"", to, "\">");
        self.linked = true;
        self.runs(c);
        self.linked = false;
        self.out.push_str("</a>");
    }

    fn note(&mut self, number: u32, c: &[Block]) {
        if !c.is_empty() {
            self.notes.push((number, String::new()));
            let outside = std::mem::take(&mut self.out);
            let linked = std::mem::take(&mut self.linked);
            self.blocks(c);
            self.linked = linked;
            let text = std::mem::replace(&mut self.out, outside);
            if let Some((_, note)) = self.notes.iter_mut().find(|(known, _)| *known == number) {
                *note = text;
            }
        }
        // A note that stands in another one's text has no place of its own.
        if self.linked || !self.notes.iter().any(|(known, _)| *known == number) {
            let _ = write!(self.out, "<sup>{number}</sup>");
            return;
        }
        let id = if c.is_empty() {
            self.calls += 1;
            format!("goi-{number}-{}", self.calls)
        } else {
            format!("goi-{number}")
        };
        let _ = write!(
            self.out,
            "<a epub:type=\"noteref\" role=\"doc-noteref\" class=\"call\" id=\"{id}\" href=\"#chu-thich-{number}\">{number}</a>"
        );
    }

    pub(super) fn picture(&mut self, image: usize, alt: &str) {
        match self.pictures.get(image) {
            Some(Some(file)) => {
                self.element("<img src=\"", file, "\"");
                self.element(" alt=\"", alt, "\"/>");
            }
            Some(None) | None => self.element("<em>[", alt, "]</em>"),
        }
    }
}

/// A place to write on, where there is nothing to write with.
pub(super) const DOTS: &str = "…………";

/// Returns an address outside as a URL; `None` for what is none.
fn written(to: &str) -> Option<String> {
    let host = to.strip_prefix("https://").or_else(|| to.strip_prefix("http://"));
    if host.is_some_and(|host| !host.starts_with(char::is_alphanumeric)) {
        return None;
    }
    let mut out = String::with_capacity(to.len());
    for c in to.chars() {
        match c {
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => {
                let _ = write!(out, "%{:02X}", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    Some(out)
}

/// The words of runs.
pub(super) fn plain(runs: &[Run], out: &mut String) {
    for run in runs {
        match run {
            Run::Text { t } | Run::Code { t } => out.push_str(t),
            Run::Styled { c, .. } | Run::Link { c, .. } | Run::Jump { c, .. } => plain(c, out),
            Run::Image { alt, .. } => out.push_str(alt),
            Run::Break => out.push(' '),
            Run::Note { .. } | Run::Blank { .. } | Run::Leader => {}
        }
    }
}
