//! The official frame of a Party or State paper: head, name of the paper and what it is about, signature and recipients.
//!
//! On a page the frame is front matter, or nothing: papers get theirs when they are printed.

use crate::text::date::Date;
use crate::text::fold::fold;

use super::clean;
use super::dates;
use super::note::{FRAME, Notes, SIGNATURE};
use super::tree::{Block, Cell, Inline, Paragraph, letters};

/// What a frame told.
#[derive(Debug, Default)]
pub(super) struct Frame {
    /// Name of the paper and what it is about: `Nghị quyết lãnh đạo …`.
    pub(super) title: Option<String>,
    /// Name of the paper alone.
    pub(super) paper: Option<String>,
    /// What it is about.
    pub(super) subject: Option<String>,
    pub(super) number: Option<String>,
    pub(super) issuer: Option<String>,
    pub(super) date: Option<Date>,
}

/// Blocks in which a head is looked for.
const HEAD: usize = 10;
/// Blocks in which a signature is looked for.
const FOOT: usize = 24;

/// Names of papers (`domain.md` 8.1) and of our own printed ones, folded.
const PAPERS: &[&str] = &[
    "nghi quyet",
    "quyet dinh",
    "chi thi",
    "ket luan",
    "quy che",
    "quy dinh",
    "thong tri",
    "huong dan",
    "thong bao",
    "thong cao",
    "tuyen bo",
    "bao cao",
    "ke hoach",
    "quy hoach",
    "chuong trinh",
    "de an",
    "phuong an",
    "du an",
    "to trinh",
    "cong van",
    "bien ban",
    "giay moi",
    "giay gioi thieu",
    "phieu cham diem",
    "kich ban dieu hanh",
    "danh sach diem danh",
    "danh muc viec",
    "phieu danh gia",
];

/// Takes the frame out of a document.
pub(super) fn take(blocks: &mut Vec<Block>, notes: &mut Notes) -> Frame {
    let mut frame = Frame::default();
    let headed = head(blocks, &mut frame, notes);
    name(blocks, &mut frame, headed);
    if headed || frame.paper.is_some() {
        foot(blocks, notes);
    }
    frame
}

/// Tells whether a line is the motto in the head of official papers.
pub(super) fn is_motto(text: &str) -> bool {
    let text = fold(text);
    text.contains("dang cong san viet nam") || text.contains("cong hoa xa hoi chu nghia viet nam")
}

/// The head: a table of two columns, or lines with tabs between left and right.
fn head(blocks: &mut Vec<Block>, frame: &mut Frame, notes: &mut Notes) -> bool {
    let capital =
        |text: &str| text.contains("ĐẢNG CỘNG SẢN VIỆT NAM") || text.contains("CỘNG HÒA") || text.contains("CỘNG HOÀ");
    let found = blocks.iter().take(HEAD).position(|block| match block {
        Block::Table(table) => {
            table.rows.len() <= 6 && table.rows.iter().flat_map(|row| &row.cells).any(|cell| is_motto(&cell.letters()))
        }
        Block::Paragraph(of) => {
            let text = letters(&of.text);
            is_motto(&text) && capital(&text) && text.chars().count() < 160
        }
        Block::Title(_) | Block::Heading { .. } | Block::Item(_) => false,
    });
    let Some(at) = found else { return false };
    let mut lines: Vec<String> = Vec::new();
    let mut taken = at + 1;
    if let Some(Block::Table(table)) = blocks.get(at) {
        // Left column first, so that the issuer's lines stand together.
        let width = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        for column in 0..width {
            for cell in table.rows.iter().filter_map(|row| row.cells.get(column)) {
                lines.extend(cell_lines(cell));
            }
        }
    } else {
        // What stands before the title belongs to the head, too.
        taken = blocks.iter().take(HEAD).skip(at).position(is_name).map_or(taken, |more| at + more);
        for block in blocks.iter().take(taken) {
            if let Block::Paragraph(of) = block {
                lines.extend(pieces(&of.text));
            }
        }
    }
    for block in blocks.drain(..taken.min(blocks.len())) {
        if let Block::Paragraph(of) = &block {
            lines.extend(pieces(&of.text));
        }
    }
    lines.dedup();
    let mut issuers = Vec::new();
    for line in &lines {
        let folded = fold(line);
        if is_motto(line) || folded.contains("doc lap - tu do") || !line.chars().any(char::is_alphabetic) {
            continue;
        }
        if let Some(number) = number(line) {
            frame.number = number;
        } else if let Some(date) = dates::find(line).filter(|_| folded.contains("ngay")) {
            frame.date = Some(date);
        } else if !folded.contains("ngay ..") && line.chars().any(char::is_uppercase) {
            issuers.push(line.clone());
        }
    }
    issuers.dedup();
    frame.issuer = issuers.last().cloned();
    for line in lines.iter().filter(|line| line.chars().any(char::is_alphanumeric)) {
        notes.show(&FRAME, line.clone());
    }
    true
}

fn cell_lines(cell: &Cell) -> Vec<String> {
    cell.lines.iter().flat_map(|line| pieces(line)).collect()
}

/// The text between line ends and tabs.
fn pieces(text: &[Inline]) -> Vec<String> {
    let mut out = String::new();
    for inline in text {
        match inline {
            Inline::Text(text, _) => out.push_str(text),
            Inline::Break => out.push('\n'),
            Inline::Link { text, .. } => out.push_str(&letters(text)),
            Inline::Picture { .. } | Inline::Footnote(_) | Inline::Citation(_) => {}
        }
    }
    out.split(['\n', '\t']).map(clean::line).filter(|line| !line.is_empty()).collect()
}

/// Reads `Số 05-NQ/CB`; `Some(None)` for a line whose number is still blank.
#[expect(clippy::option_option, reason = "a line that is no number, and one whose number is blank")]
fn number(line: &str) -> Option<Option<String>> {
    let rest = fold(line);
    let rest = rest.strip_prefix("so")?;
    if !rest.starts_with([' ', ':', '.']) {
        return None;
    }
    let written: String = line.chars().skip(2).collect();
    let written = written.trim_start_matches([':', ' ']).trim();
    let whole = written.starts_with(|c: char| c.is_ascii_digit()) && !written.contains("..");
    Some(whole.then(|| written.to_owned()))
}

fn is_name(block: &Block) -> bool {
    let text = match block {
        Block::Title(text) | Block::Heading { text, .. } => letters(text),
        Block::Paragraph(of) if of.centered || of.is_strong() => letters(&of.text),
        Block::Paragraph(_) | Block::Item(_) | Block::Table(_) => return false,
    };
    let text = fold(&text);
    PAPERS.contains(&text.trim())
}

/// The name of the paper and the lines below that say what it is about.
fn name(blocks: &mut Vec<Block>, frame: &mut Frame, headed: bool) {
    // A mark such as "Dự thảo" may stand before it.
    let within = if headed { 4 } else { 2 };
    let Some(at) = blocks.iter().take(within).position(is_name) else { return };
    let mut subject: Vec<String> = Vec::new();
    let mut end = at + 1;
    for block in blocks.iter().skip(at + 1).take(4) {
        let Block::Paragraph(of) = block else { break };
        let text = letters(&of.text);
        let drawn = !text.chars().any(char::is_alphanumeric);
        let note = text.starts_with('(') && text.ends_with(')') && of.centered;
        if !(drawn || note || of.subtitle || (of.centered && (of.is_strong() || subject.is_empty()))) {
            break;
        }
        end += 1;
        if drawn {
            break;
        }
        if !note {
            subject.push(clean::line(&text));
        }
    }
    let block = blocks.drain(..end).nth(at);
    let paper = block.map(|block| match block {
        Block::Title(text) | Block::Heading { text, .. } | Block::Paragraph(Paragraph { text, .. }) => {
            sentence(&clean::line(&letters(&text)))
        }
        Block::Item(_) | Block::Table(_) => String::new(),
    });
    let Some(paper) = paper else { return };
    let subject = subject.join(" ");
    frame.title = Some(format!("{paper} {subject}").trim().to_owned());
    frame.subject = Some(subject).filter(|subject| !subject.is_empty());
    frame.paper = Some(paper);
}

/// Small letters but the first: for names of papers, which hold no name of a person or place.
fn sentence(text: &str) -> String {
    let lower = text.to_lowercase();
    let mut letters = lower.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Tells whether a line opens a signature: in the name of whom, or as what.
fn signs(text: &str) -> bool {
    ["T/M ", "TM. ", "TM ", "K/T ", "KT. ", "T/L ", "TL. ", "TUQ. "].iter().any(|sign| text.starts_with(sign))
        || matches!(text, "BÍ THƯ" | "PHÓ BÍ THƯ" | "CHỦ TRÌ" | "THƯ KÝ" | "NGƯỜI GHI BIÊN BẢN")
}

fn foot(blocks: &mut Vec<Block>, notes: &mut Notes) {
    let from = blocks.len().saturating_sub(FOOT);
    let at = blocks.iter().enumerate().skip(from).position(|(_, block)| match block {
        Block::Table(table) => {
            let lines: Vec<String> = table.rows.iter().flat_map(|row| &row.cells).flat_map(cell_lines).collect();
            table.rows.len() <= 4 && lines.iter().any(|line| signs(line) || fold(line).starts_with("noi nhan"))
        }
        Block::Paragraph(of) => pieces(&of.text).iter().any(|line| signs(line) || fold(line).starts_with("noi nhan:")),
        Block::Title(_) | Block::Heading { .. } | Block::Item(_) => false,
    });
    let Some(at) = at.map(|at| at + from) else { return };
    // What follows a signature is an annex if it is long.
    let end = blocks.iter().enumerate().skip(at).find(|(_, block)| match block {
        Block::Paragraph(of) => letters(&of.text).chars().count() > 120,
        Block::Item(of) => letters(&of.text).chars().count() > 160,
        Block::Heading { .. } | Block::Title(_) => true,
        Block::Table(table) => table.rows.len() > 4,
    });
    let end = end.map_or(blocks.len(), |(end, _)| end);
    if end <= at {
        return;
    }
    for block in blocks.drain(at..end) {
        let lines = match &block {
            Block::Table(table) => table.rows.iter().flat_map(|row| &row.cells).flat_map(cell_lines).collect(),
            Block::Paragraph(of) => pieces(&of.text),
            Block::Item(of) => pieces(&of.text),
            Block::Heading { .. } | Block::Title(_) => Vec::new(),
        };
        for line in lines.into_iter().filter(|line| line.chars().any(char::is_alphanumeric)) {
            notes.show(&SIGNATURE, line);
        }
    }
}
