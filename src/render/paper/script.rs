//! Kịch bản điều hành of a meeting, made from its agenda: when each item begins, what the chair says, who speaks, what is
//! voted on and concluded (`domain.md` 3.3 and 4).
//!
//! A sentence of the model-meeting guide is taken where it serves: for an item of the same title, and for steps that every
//! meeting has unless it holds figures, which are another meeting's. The rest is made from the agenda.

use crate::link::{DocumentId, Slot};
use crate::model::Kind;
use crate::model::agenda::{Agenda, Part};
use crate::model::guide::{Guide, ScriptLine};
use crate::model::paper::{Block, Mark, Paper, ParagraphRole, ScriptRow};
use crate::text::fold::fold;

use super::agenda::{Sitting, companion, topics};
use super::office::Person;
use super::runs::{clean, field, heading, lines, paragraph, text, words};
use super::step::{Step, alike, steps};
use super::{Desk, topic};

/// Minutes from which an item of content ends with a conclusion of the chair.
const CONCLUDED: u16 = 8;

pub(super) fn paper(of: &Agenda, desk: &Desk<'_, '_>) -> Paper {
    let meeting = Sitting::of(of, desk);
    let mut paper = meeting.paper("Kịch bản điều hành", &meeting.subject(), desk);
    paper.landscape = true;
    paper.heading.note.clone_from(&meeting.office.issuer);
    paper.body.push(Block::Fields {
        fields: vec![
            field("Thời gian", meeting.time().as_deref()),
            field("Địa điểm", of.place.as_deref()),
            field("Chủ trì; thư ký", people(of).as_deref()),
        ],
    });
    let guide = guide(of, desk);
    let chair = Chair { of, desk, meeting: &meeting, guide: guide.map(|(_, guide)| guide) };
    let mut taken = Vec::new();
    let mut count = 0;
    let rows = meeting.table.slots.iter().map(|slot| {
        count += u32::from(!slot.item.pause);
        let (spoken, from_guide) = chair.spoken(slot, count);
        if from_guide {
            taken.push(count.to_string());
        }
        chair.row(slot, (!slot.item.pause).then_some(count), spoken)
    });
    let rows = rows.collect();
    paper.body.push(Block::Script { clock: meeting.table.starts.is_some(), lines: rows });
    let mut notes = format!("Cộng {} phút", meeting.table.total);
    if meeting.table.pauses > 0 {
        notes.push_str(&format!(", chưa kể {} phút nghỉ", meeting.table.pauses));
    }
    notes.push_str(". Chỗ trong dấu […] điền trước hoặc trong khi họp. Đảng viên dự bị không biểu quyết.");
    if let Some((id, _)) = guide.filter(|_| !taken.is_empty()) {
        let title = super::body::name_of(id, desk.view);
        notes.push_str(&format!(" Lời dẫn mục {} theo “{title}”, đọc lại trước khi dùng.", taken.join(", ")));
    }
    paper.body.push(paragraph(ParagraphRole::Note, vec![text(&notes)]));
    for id in topics(of, desk.id, desk.view) {
        facilitation(id, desk, &mut paper.body);
    }
    paper
}

/// The guide that goes with an agenda: its own, that of the agenda that it extends, or that of its kind of organisation.
fn guide<'a>(of: &Agenda, desk: &Desk<'a, '_>) -> Option<(DocumentId, &'a Guide)> {
    let named = companion(of, desk.id, desk.view, |of| of.guide.as_ref());
    let by_type = || {
        let settings = desk.view.settings();
        let unit = of.unit.as_ref().and_then(|id| settings.unit(id))?;
        desk.view.guide_for(unit.org_type.as_ref()?)
    };
    let id = named.or_else(by_type)?;
    let Kind::Guide(guide) = &desk.view.document(id).kind else { return None };
    Some((id, guide))
}

fn people(of: &Agenda) -> Option<String> {
    let all: Vec<&str> = [&of.chair, &of.secretary].into_iter().filter_map(Option::as_deref).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// Who is spoken of: "đồng chí Nguyễn Văn A", or a role in small letters.
fn comrade(written: &str) -> String {
    let named = ["đồng chí ", "đ/c "].iter().any(|word| written.to_lowercase().starts_with(word));
    if named {
        return format!("đồng chí {}", Person::read(written).name);
    }
    let mut letters = written.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// A title inside a sentence.
fn quoted(title: &str) -> &str {
    title.trim_end_matches(['.', ';', ':'])
}

/// The chair's part of a meeting.
struct Chair<'a, 'b, 'c> {
    of: &'a Agenda,
    desk: &'a Desk<'b, 'c>,
    meeting: &'a Sitting<'b>,
    guide: Option<&'b Guide>,
}

impl Chair<'_, '_, '_> {
    fn row(&self, slot: &Slot, index: Option<u32>, spoken: Vec<String>) -> ScriptRow {
        let item = &slot.item;
        let table = self.meeting.table;
        let at =
            |offset: u32| table.clock(offset).map_or_else(|| offset.to_string(), |moment| moment.time().to_string());
        let material = item.topic.iter().chain(&item.materials);
        let material: Vec<String> =
            material.map(|page| super::agenda::title_of(page.as_str(), self.of, self.desk)).collect();
        ScriptRow {
            index,
            time: format!("{}–{}", at(slot.offset), at(slot.offset + u32::from(item.minutes.0))),
            minutes: item.minutes.0,
            content: clean(&item.title),
            spoken,
            actor: item.lead.as_deref().map(clean).unwrap_or_default(),
            material: (!material.is_empty()).then(|| clean(&material.join("; "))),
        }
    }

    /// What is said at an item, by paragraphs, and whether any of it comes from the guide.
    fn spoken(&self, slot: &Slot, index: u32) -> (Vec<String>, bool) {
        let item = &slot.item;
        if item.pause {
            let back = self.meeting.table.clock(slot.offset + u32::from(item.minutes.0));
            let back = back.map_or_else(String::new, |moment| format!(", mời trở lại lúc {}", moment.time().vi()));
            return (vec![clean(&format!("Mời các đồng chí nghỉ {} phút{back}.", item.minutes.0))], false);
        }
        let steps = steps(&item.title);
        let procedure = steps.iter().any(|step| step.is_procedure());
        let mut out = Vec::new();
        let mut from_guide = false;
        if let Some(line) = self.same_item(&item.title).filter(|_| !procedure) {
            from_guide = true;
            out.extend(line.spoken.as_deref().map(lines).unwrap_or_default());
        } else {
            if !procedure {
                out.push(self.introduced(slot, index));
            }
            let mut open = steps.as_slice();
            while let Some((step, rest)) = open.split_first() {
                open = rest;
                if let Some((line, covered)) = self.same_step(*step, rest) {
                    from_guide = true;
                    open = rest.get(covered..).unwrap_or_default();
                    out.extend(line.spoken.as_deref().map(lines).unwrap_or_default());
                } else {
                    out.push(self.said_at(*step, slot));
                }
            }
        }
        let content = matches!(slot.part, None | Some(Part::Content | Part::Theme));
        if content && !procedure && !steps.contains(&Step::Conclusion) && item.minutes.0 >= CONCLUDED {
            out.push("Kết luận mục này: […]. Giao đồng chí […], xong trước ngày […].".to_owned());
        }
        if item.vote {
            out.push(vote(&item.title));
        }
        if let Some(note) = &item.note {
            out.push(format!("({})", quoted(note.trim())));
        }
        (out.iter().map(|text| clean(text)).collect(), from_guide)
    }

    /// The guide's lines that are spoken; those of the same kind of meeting first.
    fn guided(&self) -> impl Iterator<Item = &ScriptLine> {
        let scripts = self.guide.map(|guide| guide.scripts.as_slice()).unwrap_or_default();
        let (own, others): (Vec<_>, Vec<_>) = scripts.iter().partition(|script| script.meeting == self.of.meeting);
        own.into_iter().chain(others).flat_map(|script| &script.lines).filter(|line| line.spoken.is_some())
    }

    /// The guide's line for an item of the same title.
    fn same_item(&self, title: &str) -> Option<&ScriptLine> {
        self.guided().find(|line| alike(&line.content, title))
    }

    /// The guide's line for a step, and how many of the next steps it covers, too.
    fn same_step(&self, step: Step, next: &[Step]) -> Option<(&ScriptLine, usize)> {
        let serves = |step: Step| step.is_common() && !(step == Step::Secretary && self.of.secretary.is_some());
        let no_figures = |line: &&ScriptLine| {
            line.spoken.as_deref().is_some_and(|text| !text.contains(|c: char| c.is_ascii_digit()))
        };
        self.guided().filter(no_figures).filter(|_| serves(step)).find_map(|line| {
            let of_line = steps(&line.content);
            let (first, rest) = of_line.split_first()?;
            (*first == step && next.starts_with(rest) && rest.iter().all(|step| serves(*step)))
                .then_some((line, rest.len()))
        })
    }

    /// How an item is begun that is no step of procedure.
    fn introduced(&self, slot: &Slot, index: u32) -> String {
        let item = &slot.item;
        let (title, minutes) = (quoted(&item.title), item.minutes.0);
        let who = match item.lead.as_deref() {
            Some(lead) if self.is_chair(lead) => " Mục này tôi trình bày,".to_owned(),
            Some(lead) => format!(" Mời {},", comrade(lead)),
            None => " Thời gian".to_owned(),
        };
        format!("Chuyển sang mục {index}: {title}.{who} {minutes} phút.")
    }

    fn is_chair(&self, lead: &str) -> bool {
        let Some(chair) = self.of.chair.as_deref().map(Person::read) else { return false };
        let lead = Person::read(lead);
        !lead.name.is_empty() && (chair.name == lead.name || fold(&chair.office).starts_with(&fold(&lead.name)))
    }

    /// What is said at a step.
    fn said_at(&self, step: Step, slot: &Slot) -> String {
        let (of, table) = (self.of, self.meeting.table);
        match step {
            Step::Opening => {
                let day = self.meeting.day.map_or_else(
                    || "ngày […]".to_owned(),
                    |day| format!("{}, {}", day.weekday_vi().to_lowercase(), day.long_vi()),
                );
                let who = self.meeting.office.issuer.as_deref().unwrap_or("chi bộ");
                let guests = if of.guests.is_empty() {
                    "(Giới thiệu đại biểu, nếu có.)".to_owned()
                } else {
                    format!("Khách mời cùng dự: {}.", of.guests.join("; "))
                };
                format!(
                    "Thưa các đồng chí. Hôm nay, {day}, {who} tổ chức {}. {guests} Tôi tuyên bố bắt \
                     đầu, bây giờ là […] giờ […] phút.",
                    self.meeting.subject()
                )
            }
            Step::Secretary => {
                let who = of.secretary.as_deref().map_or_else(|| "đồng chí […]".to_owned(), comrade);
                format!(
                    "Để ghi biên bản, tôi đề nghị cử {who} làm thư ký. Các đồng chí đồng ý, xin giơ tay. Xin cảm ơn."
                )
            }
            Step::RollCall => {
                let all = self.meeting.members.map_or_else(|| "[…]".to_owned(), |members| members.to_string());
                format!(
                    "Tổng số {all} đồng chí: chính thức […], dự bị […]; được miễn […]; phải dự […]. Có mặt […]; vắng có \
                     lý do […] (họ tên, lý do); vắng không lý do […]; đạt […] % số phải dự."
                )
            }
            Step::Fees => "Đảng phí: đã nộp […] trên […] đồng chí; đồng chí chưa nộp hẹn ngày […].".to_owned(),
            Step::Programme => {
                let items = table.slots.iter().filter(|slot| !slot.item.pause).count();
                let ends = table.ends().filter(|_| table.starts.is_some());
                let ends = ends.map_or_else(String::new, |ends| format!(", dự kiến kết thúc lúc {}", ends.time().vi()));
                format!(
                    "Chương trình đã gửi các đồng chí gồm {items} mục, {} phút{ends}. Đồng chí nào đề nghị thêm, bớt, xin \
                     nêu. (Chờ.) Các đồng chí nhất trí, xin giơ tay. Xin cảm ơn.",
                    table.total
                )
            }
            Step::Discussion => {
                "Mỗi ý kiến không quá […] phút, gắn với phần việc của mình; đồng chí chưa phát biểu xin mời \
                                 trước. (Gần hết giờ: nêu điểm đã thống nhất, điểm còn khác nhau.)"
                    .to_owned()
            }
            Step::Conclusion => "Tôi kết luận: […]. Giao đồng chí […] việc […], xong trước ngày […].".to_owned(),
            Step::Score => {
                let who = slot.item.lead.as_deref().map_or_else(|| "đồng chí được phân công".to_owned(), comrade);
                format!(
                    "Mời {who} đọc điểm từng nhóm; cộng […] điểm, xếp loại […]. Đồng chí nào có ý kiến khác, xin nêu."
                )
            }
            Step::Minutes => {
                "Mời thư ký đọc lại kết luận, kết quả biểu quyết và điểm. Đồng chí nào đề nghị sửa? (Chờ.) Các \
                              đồng chí nhất trí thông qua biên bản, xin giơ tay."
                    .to_owned()
            }
            Step::Closing => {
                let due = self.meeting.day.map_or_else(
                    || "trong 2 ngày".to_owned(),
                    |day| format!("chậm nhất {}", day.add_days(crate::link::RESULTS_AFTER).long_vi()),
                );
                format!(
                    "Kết luận, biên bản và phiếu chấm gửi lên {due}. Tôi tuyên bố bế mạc lúc […] giờ […] phút. Xin cảm ơn \
                     các đồng chí."
                )
            }
        }
    }
}

/// The words of a vote, by hands or by ballot.
fn vote(title: &str) -> String {
    let title = fold(title);
    if ["bo phieu", "phieu kin"].iter().any(|word| title.contains(word)) {
        return "Mời tổ kiểm phiếu hướng dẫn, thu phiếu và công bố: phát ra […], thu về […], hợp lệ […]; đồng ý […], không đồng \
                ý […]; đạt […] % số đảng viên chính thức."
            .to_owned();
    }
    "Biểu quyết. Đồng chí nào đồng ý, xin giơ tay: […]. Không đồng ý: […]. Ý kiến khác: […]. Đồng ý […] trên […] đảng viên \
     chính thức, đạt […] %; quá một nửa là được thông qua."
        .to_owned()
}

/// What the one who leads a topic needs: plan, questions, notes, commitments.
fn facilitation(id: DocumentId, desk: &Desk<'_, '_>, out: &mut Vec<Block>) {
    let document = desk.view.document(id);
    let Kind::Topic(of) = &document.kind else { return };
    let notes = of.presenter_notes.as_deref().map(lines).unwrap_or_default();
    let commitments: Vec<String> =
        of.commitments.individual.iter().chain(&of.commitments.collective).cloned().collect();
    if of.facilitation.is_empty() && of.questions.is_empty() && notes.is_empty() && commitments.is_empty() {
        return;
    }
    out.push(heading(1, None, &format!("Chuyên đề: {}", document.head.title)));
    if !of.facilitation.is_empty() {
        out.push(heading(2, None, "Kế hoạch điều hành thảo luận"));
        out.push(topic::plan(of));
    }
    topic::part(out, 2, "Câu hỏi thảo luận", Mark::Number, &of.questions);
    if !notes.is_empty() {
        out.push(heading(2, None, "Ghi chú cho người trình bày"));
        out.extend(notes.iter().map(|note| paragraph(ParagraphRole::Body, words(note))));
    }
    topic::part(out, 2, "Cam kết gợi ý", Mark::Dash, &commitments);
}
