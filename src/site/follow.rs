//! The next meeting's agenda from the last one: days and months move on, all else stays as it is. Nothing is written here.

use serde_json::{Map, Value, json};

use crate::edit::{self, EditFault};
use crate::link::Handbook;
use crate::model::calendar::Entry;
use crate::model::{Document, Kind};
use crate::text::date::{Date, DateTime};
use crate::text::slug::slug;

use super::Begun;

/// Keys that belong to one meeting, or to the look somebody took at its page.
const OF_ONE_MEETING: &[&str] = &["number", "reviewed", "review_by", "slug", "aliases", "order"];

/// Returns the page that follows one, as its file says it (`text`): it starts at `starts`, else when the year plan says,
/// else a month later. Without a day in the page and without `starts` no day moves.
pub fn follow(
    document: &Document,
    text: &str,
    handbook: &Handbook,
    starts: Option<DateTime>,
) -> Result<Begun, EditFault> {
    let parts = edit::split(text)?;
    let mut head = parts.head.as_object().cloned().unwrap_or_default();
    let starts_before = if let Kind::Agenda(agenda) = &document.kind { agenda.starts } else { None };
    let before = starts_before.map(DateTime::date).or(document.head.date);
    let planned = before.map(|before| planned(document, before, handbook));
    let after = starts.map(DateTime::date).or(planned.map(|(day, _)| day));
    if let (Some(before), Some(after)) = (before, after) {
        move_days(&mut head, document, after, starts.or_else(|| planned.and_then(|(_, starts)| starts)), before);
        for key in ["title", "summary"] {
            if let Some(Value::String(text)) = head.get_mut(key) {
                *text = move_month(text, before, after);
            }
        }
    }
    head.retain(|key, _| !OF_ONE_MEETING.contains(&key.as_str()));
    head.insert("draft".to_owned(), json!(true));
    let title = head.get("title").and_then(Value::as_str).unwrap_or_default().to_owned();
    let name = document.stem().rsplit('/').next().unwrap_or_default();
    let moved = before.zip(after).map(|(before, after)| name.replace(&year_month(before), &year_month(after)));
    let name = moved.filter(|moved| moved != name).unwrap_or_else(|| slug(&title));
    let folder = document.folder();
    let path = if folder.is_empty() { format!("{name}.md") } else { format!("{folder}/{name}.md") };
    Ok(Begun { path, text: edit::apply(text, &Value::Object(head), &parts.body)? })
}

/// The day of the next meeting, with its hour where the plan fixes one.
fn planned(document: &Document, before: Date, handbook: &Handbook) -> (Date, Option<DateTime>) {
    let later = before.add_months(1);
    let Kind::Agenda(agenda) = &document.kind else { return (later, None) };
    let Some(unit) = &agenda.unit else { return (later, None) };
    let month = |date: Date| (date.year(), i16::from(date.month()));
    let entries = handbook.ids().filter_map(|id| {
        let Kind::Calendar(plan) = &handbook.document(id).kind else { return None };
        plan.units.contains(unit).then_some(plan)
    });
    let next: Option<(i16, &Entry)> = entries
        .flat_map(|plan| plan.of(unit).map(move |entry| (plan.year, entry)))
        .filter(|(_, entry)| entry.meeting == agenda.meeting)
        .filter(|(year, entry)| (*year, i16::from(entry.month)) > month(before))
        .min_by_key(|(year, entry)| (*year, entry.month, entry.date));
    let Some((year, entry)) = next else { return (later, None) };
    let first = i8::try_from(entry.month).ok().and_then(|month| Date::new(year, month, 1));
    // Where the plan names a month only: the same weekday of it, such as the first Wednesday.
    let same = first.map(|first| same_weekday(before, first));
    let day = entry.date.or(same).unwrap_or(later);
    (day, entry.time.map(|time| day.at(time)))
}

/// The day of a month that is the same weekday, counted alike, as `like` in its own; the last one where there are fewer.
fn same_weekday(like: Date, first: Date) -> Date {
    let weekday = (like.days() - first.days()).rem_euclid(7);
    let week = i32::from((like.day() - 1) / 7);
    let day = first.add_days(weekday + week * 7);
    if day.month() == first.month() { day } else { day.add_days(-7) }
}

fn move_days(head: &mut Map<String, Value>, document: &Document, after: Date, starts: Option<DateTime>, before: Date) {
    if let Kind::Agenda(agenda) = &document.kind
        && let Some(old) = agenda.starts
    {
        let starts = starts.unwrap_or_else(|| after.at(old.time()));
        head.insert("starts".to_owned(), json!(starts));
    }
    if let Some(date) = document.head.date {
        let date = date.add_days(after.days() - before.days());
        head.insert("date".to_owned(), json!(date));
    }
}

/// Moves “tháng 6”, “Tháng 06/2026”, “06-2026” and the like on to another month; other months stay.
fn move_month(text: &str, before: Date, after: Date) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (lead, tail) = rest.split_at(at);
        let digits = tail.len() - tail.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, tail) = tail.split_at(digits);
        out.push_str(lead);
        let is_month = out.trim_end().to_lowercase().ends_with("tháng") && number.parse() == Ok(before.month());
        let year = tail.strip_prefix(['/', '-']).filter(|tail| tail.starts_with(&before.year().to_string()));
        if is_month {
            let width = if number.starts_with('0') || year.is_some() { 2 } else { 1 };
            out.push_str(&format!("{:0width$}", after.month()));
            rest = tail;
            if let Some(year) = year {
                out.push_str(tail.get(..1).unwrap_or_default());
                out.push_str(&after.year().to_string());
                rest = year.get(before.year().to_string().len()..).unwrap_or_default();
            }
        } else {
            out.push_str(number);
            rest = tail;
        }
    }
    out.push_str(rest);
    out
}

fn year_month(date: Date) -> String {
    date.to_string().chars().take(7).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn only_the_meeting_s_own_month_moves() {
        let day = |text| Date::parse(text).unwrap();
        for (text, wanted) in [
            ("Sinh hoạt tháng 12", "Sinh hoạt tháng 1"),
            ("Tháng 12/2026: việc tháng 11 chuyển sang", "Tháng 01/2027: việc tháng 11 chuyển sang"),
            ("12 việc, mục 12", "12 việc, mục 12"),
        ] {
            assert_eq!(move_month(text, day("2026-12-02"), day("2027-01-06")), wanted);
        }
        assert_eq!(move_month("Tháng 06/2026", day("2026-06-03"), day("2026-07-01")), "Tháng 07/2026");
    }

    #[test]
    fn a_weekday_is_counted_alike_in_each_month() {
        let day = |text| Date::parse(text).unwrap();
        assert_eq!(same_weekday(day("2026-11-04"), day("2026-12-01")), day("2026-12-02"));
        assert_eq!(same_weekday(day("2026-10-30"), day("2026-11-01")), day("2026-11-27"));
    }
}
