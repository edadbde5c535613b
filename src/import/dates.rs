//! Days and times as papers write them: `ngày 05 tháng 02 năm 2026`, `15/5/2016`, `7 giờ 30`.

use crate::text::date::{Date, Time};

/// A number with where it stands.
struct Number {
    value: i16,
    digits: usize,
    start: usize,
    end: usize,
}

fn numbers(text: &str) -> Vec<Number> {
    let mut out = Vec::new();
    let mut open: Option<usize> = None;
    let ends = std::iter::once((text.len(), ' '));
    for (at, letter) in text.char_indices().chain(ends) {
        match (open, letter.is_ascii_digit()) {
            (None, true) => open = Some(at),
            (Some(start), false) => {
                open = None;
                if let Some(value) = text.get(start..at).and_then(|digits| digits.parse().ok()) {
                    out.push(Number { value, digits: at - start, start, end: at });
                }
            }
            (None, false) | (Some(_), true) => {}
        }
    }
    out
}

/// Returns the first day that a text names.
pub(super) fn find(text: &str) -> Option<Date> {
    find_span(text).map(|(date, _)| date)
}

/// Returns the first day that a text names, and where it stands.
pub(super) fn find_span(text: &str) -> Option<(Date, std::ops::Range<usize>)> {
    let numbers = numbers(text);
    numbers.windows(3).find_map(|three| {
        let [day, month, year] = three else { return None };
        let between = |a: &Number, b: &Number| {
            text.get(a.end..b.start).unwrap_or_default().replace('\u{A0}', " ").trim().to_lowercase()
        };
        let (first, second) = (between(day, month), between(month, year));
        let short = first == second && matches!(first.as_str(), "/" | "." | "-");
        let long = first == "tháng" && second == "năm";
        if !(short || long) || year.digits != 4 || day.digits > 2 || month.digits > 2 {
            return None;
        }
        let date = Date::new(year.value, i8::try_from(month.value).ok()?, i8::try_from(day.value).ok()?)?;
        Some((date, day.start..year.end))
    })
}

/// Returns the times of day that a text names, in minutes since midnight.
pub(super) fn clocks(text: &str) -> Vec<u16> {
    let numbers = numbers(text);
    let mut out = Vec::new();
    let mut taken = 0;
    for (at, hour) in numbers.iter().enumerate() {
        if hour.start < taken || hour.digits > 2 {
            continue;
        }
        let rest = text.get(hour.end..).unwrap_or_default().trim_start().to_lowercase();
        let sign = ["giờ", "h", "g", ":"].into_iter().find(|sign| rest.starts_with(sign));
        let Some(sign) = sign else { continue };
        let next = numbers.get(at + 1);
        let between = |next: &Number| text.get(hour.end..next.start).unwrap_or_default().trim().to_lowercase();
        let minute = next.filter(|next| next.digits == 2 && between(next) == sign);
        if sign == ":" && minute.is_none() {
            continue;
        }
        let (Ok(hours), Ok(minutes)) =
            (u16::try_from(hour.value), u16::try_from(minute.map_or(0, |minute| minute.value)))
        else {
            continue;
        };
        if hours < 24 && minutes < 60 {
            out.push(hours * 60 + minutes);
            taken = minute.map_or(hour.end, |minute| minute.end);
        }
    }
    out
}

/// Returns minutes since midnight as a time of day.
pub(super) fn time(minutes: u16) -> Option<Time> {
    Time::parse(&format!("{:02}:{:02}", minutes / 60, minutes % 60)).ok()
}

/// Returns the first whole number of a text.
pub(super) fn whole(text: &str) -> Option<u16> {
    numbers(text).first().and_then(|number| u16::try_from(number.value).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_as_papers_write_them() {
        let day = |text| find(text).map(|date| date.to_string());
        assert_eq!(day("Mỹ Tho, ngày 05 tháng 02 năm 2026").as_deref(), Some("2026-02-05"));
        assert_eq!(day("từ 08 giờ đến 09 giờ 42, thứ tư, ngày 07/01/2026").as_deref(), Some("2026-01-07"));
        assert_eq!(day("ngày ...... tháng ...... năm 20...."), None);
        assert_eq!(clocks("từ 08 giờ đến 09 giờ 42"), [480, 582]);
        assert_eq!(clocks("7h30 - 7h45; 13:05–14:00"), [450, 465, 785, 840]);
        assert_eq!(clocks("0–3, 15 phút"), Vec::<u16>::new());
    }
}
