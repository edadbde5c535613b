//! Chương trình: the agenda in full and on one page, and what other papers of a meeting need of it.

use crate::link::{DocumentId, Resolution, Timetable, View};
use crate::model::agenda::{Agenda, Meeting, Part};
use crate::model::paper::{Block, Mark, Paper, TimetableRow};
use crate::model::{Kind, PageRef};
use crate::text::date::Date;

use super::office::{Office, number};
use super::runs::{clean, field, heading, list, numbered};
use super::{Desk, body};

/// The full agenda, signed.
pub(super) fn full(of: &Agenda, desk: &Desk<'_, '_>) -> Paper {
    let meeting = Sitting::of(of, desk);
    let mut paper = meeting.paper("Chương trình", &meeting.subject(), desk);
    paper.letterhead = Some(meeting.office.letterhead(Some(number(of.number.as_deref(), "CTr/CB")), paper.date));
    paper.body.push(meeting.facts(of));
    paper.body.push(heading(1, None, "Nội dung và thời gian"));
    paper.body.push(meeting.timetable(meeting.rows(of, desk)));
    if !of.preparation.is_empty() {
        paper.body.push(heading(1, None, "Chuẩn bị trước buổi sinh hoạt"));
        paper.body.push(list(Mark::Dash, &of.preparation));
    }
    paper.signatures.push(meeting.office.secretary(of.chair.as_deref()));
    paper.recipients = meeting.office.recipients("Các đồng chí đảng viên");
    paper
}

/// A sheet for the table: when, where, what; no signature.
pub(super) fn one_page(of: &Agenda, desk: &Desk<'_, '_>) -> Paper {
    let meeting = Sitting::of(of, desk);
    let mut paper = meeting.paper("Chương trình", &meeting.subject(), desk);
    paper.title = clean(&format!("Chương trình một trang: {}", desk.document.head.title));
    paper.heading.note.clone_from(&meeting.office.issuer);
    paper.fit_pages = Some(1);
    paper.body.push(meeting.facts(of));
    let mut rows = meeting.rows(of, desk);
    for row in &mut rows {
        row.material.clear();
    }
    paper.body.push(meeting.timetable(rows));
    paper
}

/// A meeting as its papers name it.
pub(super) struct Sitting<'a> {
    pub(super) office: Office,
    pub(super) table: &'a Timetable,
    pub(super) meeting: Meeting,
    pub(super) members: Option<u16>,
    /// Day of the meeting.
    pub(super) day: Option<Date>,
    title: &'a str,
}

static NO_TABLE: Timetable = Timetable { starts: None, slots: Vec::new(), total: 0, pauses: 0 };

impl<'a> Sitting<'a> {
    pub(super) fn of(of: &Agenda, desk: &Desk<'a, '_>) -> Self {
        let settings = desk.view.settings();
        let unit = of.unit.as_ref().and_then(|id| settings.unit(id));
        let day = of.starts.map(crate::text::date::DateTime::date);
        Self {
            office: Office::of_unit(unit, of.members, day.or(desk.document.head.date), settings),
            table: desk.view.timetable(desk.id).unwrap_or(&NO_TABLE),
            meeting: of.meeting,
            members: of.members.or(unit.and_then(|unit| unit.members)),
            day,
            title: &desk.document.head.title,
        }
    }

    /// Returns an empty paper of the meeting.
    pub(super) fn paper(&self, kind: &str, subject: &str, desk: &Desk<'_, '_>) -> Paper {
        let mut paper = desk.paper(kind, Some(subject));
        paper.author.clone_from(&self.office.issuer);
        paper.date = desk.document.head.date.or(self.day);
        paper
    }

    /// `tháng 3 năm 2026`, with places to write where the day is open.
    pub(super) fn month(&self) -> String {
        let long = self.day.map(Date::long_vi);
        let month = long.as_deref().and_then(|long| long.split_once(' ')).map(|(_, month)| month.to_owned());
        month.unwrap_or_else(|| "tháng …… năm 20……".to_owned())
    }

    /// `sinh hoạt thường kỳ tháng 3 năm 2026`.
    pub(super) fn subject(&self) -> String {
        match self.meeting {
            Meeting::Regular | Meeting::Thematic | Meeting::Combined | Meeting::Committee => {
                format!("{} {}", self.meeting.vi(), self.month())
            }
            Meeting::Conference | Meeting::Class | Meeting::Other => self.title.to_owned(),
        }
    }

    /// When, in words; `None` where it is open.
    pub(super) fn time(&self) -> Option<String> {
        let starts = self.table.starts?;
        let day = starts.date();
        let ends = self.table.ends().filter(|_| self.table.total > 0);
        let ends = ends.map(|ends| format!(" đến {}", ends.time().vi())).unwrap_or_default();
        Some(format!("từ {}{ends}, {}, {}", starts.time().vi(), day.weekday_vi().to_lowercase(), day.long_vi()))
    }

    /// Who takes part, in words.
    pub(super) fn participants(&self, of: &Agenda) -> String {
        let whom = if self.meeting == Meeting::Committee {
            "Các đồng chí chi ủy viên"
        } else {
            "Toàn thể đảng viên chi bộ"
        };
        let count = self.members.filter(|_| self.meeting != Meeting::Committee);
        let count = count.map(|n| format!(" ({n} đồng chí)")).unwrap_or_default();
        let members = format!("{whom}{count}");
        let all: Vec<&str> = std::iter::once(members.as_str()).chain(of.guests.iter().map(String::as_str)).collect();
        all.join("; ")
    }

    fn facts(&self, of: &Agenda) -> Block {
        numbered(vec![
            field("Thời gian", self.time().as_deref()),
            field("Địa điểm", of.place.as_deref()),
            field("Thành phần", Some(&self.participants(of))),
            field("Chủ trì", of.chair.as_deref()),
            field("Thư ký", of.secretary.as_deref()),
        ])
    }

    fn timetable(&self, rows: Vec<TimetableRow>) -> Block {
        let table = self.table;
        Block::Timetable { clock: table.starts.is_some(), lead: lead_letters(&rows), rows, total: table.total }
    }

    fn rows(&self, of: &Agenda, desk: &Desk<'_, '_>) -> Vec<TimetableRow> {
        let table = self.table;
        let at =
            |offset: u32| table.clock(offset).map_or_else(|| offset.to_string(), |moment| moment.time().to_string());
        let mut last = None;
        let mut count = 0;
        let rows = table.slots.iter().map(|slot| {
            let item = &slot.item;
            let part = slot.part.filter(|part| last != Some(*part));
            last = slot.part.or(last);
            count += u32::from(!item.pause);
            let material = item.topic.iter().chain(&item.materials).map(|page| title_of(page.as_str(), of, desk));
            TimetableRow {
                part: part.map(|part| part_name(part).to_owned()),
                index: (!item.pause).then_some(count),
                start: at(slot.offset),
                end: at(slot.offset + u32::from(item.minutes.0)),
                minutes: item.minutes.0,
                title: clean(&item.title),
                material: material.map(|title| clean(&title)).collect(),
                vote: item.vote,
                lead: item.lead.as_deref().map(clean),
            }
        });
        rows.collect()
    }
}

/// Letters in a line of the two columns with words, on A4 with official margins.
const WORDS: usize = 40;
/// Narrowest and widest column of those who lead; the widest where nothing is gained by less.
const LEAD: std::ops::RangeInclusive<usize> = 10..=16;

/// Returns how wide the column of those who lead is to be, in letters, so that the table has fewest lines.
fn lead_letters(rows: &[TimetableRow]) -> u8 {
    let lines = |width: usize| -> usize {
        let rows = rows.iter().map(|row| {
            let material = row.material.iter().map(String::as_str);
            let content: usize =
                std::iter::once(row.title.as_str()).chain(material).map(|text| wrapped(text, WORDS - width)).sum();
            content.max(wrapped(row.lead.as_deref().unwrap_or_default(), width))
        });
        rows.sum()
    };
    let best = LEAD.rev().min_by_key(|width| lines(*width)).unwrap_or(*LEAD.end());
    u8::try_from(best).unwrap_or(u8::MAX)
}

/// Returns the lines that a text takes in a column of so many letters, words kept whole.
fn wrapped(text: &str, width: usize) -> usize {
    let mut lines = 1;
    let mut taken = 0;
    for word in text.split_whitespace() {
        let letters = word.chars().count();
        if taken == 0 {
            taken = letters;
        } else if taken + 1 + letters <= width {
            taken += 1 + letters;
        } else {
            lines += 1;
            taken = letters;
        }
    }
    lines
}

fn part_name(of: Part) -> &'static str {
    match of {
        Part::Opening => "Mở đầu",
        Part::Content => "Nội dung",
        Part::Theme => "Chuyên đề",
        Part::Closing => "Kết thúc",
    }
}

/// The title of a page named by an item, which may have been written in the agenda that this one extends.
pub(super) fn title_of(written: &str, of: &Agenda, desk: &Desk<'_, '_>) -> String {
    page_of(written, of, desk.id, desk.view).map_or_else(|| written.to_owned(), |id| body::name_of(id, desk.view))
}

/// The page that an agenda names, itself or by the one that it extends.
pub(super) fn page_of(written: &str, of: &Agenda, id: DocumentId, view: &View<'_>) -> Option<DocumentId> {
    find(id, written, view).or_else(|| find(find(id, of.extends.as_ref()?.as_str(), view)?, written, view))
}

/// The page that goes with an agenda by one of its keys: its own, or that of the agenda that it extends.
pub(super) fn companion(
    of: &Agenda,
    id: DocumentId,
    view: &View<'_>,
    key: impl Fn(&Agenda) -> Option<&PageRef>,
) -> Option<DocumentId> {
    if let Some(written) = key(of) {
        return find(id, written.as_str(), view);
    }
    let above = find(id, of.extends.as_ref()?.as_str(), view)?;
    let Kind::Agenda(frame) = &view.document(above).kind else { return None };
    find(above, key(frame)?.as_str(), view)
}

/// The topics of an agenda, each once, in the order of its items.
pub(super) fn topics(of: &Agenda, id: DocumentId, view: &View<'_>) -> Vec<DocumentId> {
    let slots = view.timetable(id).map(|table| table.slots.as_slice()).unwrap_or_default();
    let mut out = Vec::new();
    for written in slots.iter().filter_map(|slot| slot.item.topic.as_ref()) {
        if let Some(topic) = page_of(written.as_str(), of, id, view)
            && matches!(view.document(topic).kind, Kind::Topic(_))
            && !out.contains(&topic)
        {
            out.push(topic);
        }
    }
    out
}

fn find(id: DocumentId, written: &str, view: &View<'_>) -> Option<DocumentId> {
    match view.resolution(id, written)? {
        Resolution::Page(id, _) | Resolution::Directive(id) => Some(*id),
        Resolution::Section(_) | Resolution::Anchor(_) | Resolution::Media(_) | Resolution::Broken(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(title: &str, lead: &str) -> TimetableRow {
        TimetableRow {
            part: None,
            index: Some(1),
            start: "08:00".to_owned(),
            end: "08:10".to_owned(),
            minutes: 10,
            title: title.to_owned(),
            material: Vec::new(),
            vote: false,
            lead: Some(lead.to_owned()),
        }
    }

    #[test]
    fn words_are_kept_whole_when_lines_are_counted() {
        assert_eq!(wrapped("", 10), 1);
        assert_eq!(wrapped("Chào cờ", 10), 1);
        assert_eq!(wrapped("Bí thư chi bộ", 10), 2);
        assert_eq!(wrapped("khôngcódấucách", 10), 1);
    }

    #[test]
    fn the_longer_column_gets_the_room() {
        let long =
            "Thảo luận việc thực hiện nghị quyết tháng trước, nhiệm vụ tháng này và phân công đảng viên phụ trách";
        assert!(lead_letters(&[row(long, "Bí thư")]) < 16, "a line less for the text");
        assert_eq!(lead_letters(&[row("Chào cờ", "Đồng chí phó bí thư chi bộ, các tổ trưởng tổ đảng")]), 16);
        assert_eq!(lead_letters(&[row("Chào cờ", "Bí thư")]), 16, "nothing to gain: the roomy column");
    }
}
