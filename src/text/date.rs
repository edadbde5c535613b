//! Civil dates and times: ISO in files, the Vietnamese way on pages and papers.

use std::fmt;

use jiff::civil;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Why a text is no date (time, month).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateError {
    /// Another form; `suggestion` is the same in the form wanted, if it can be guessed.
    Form {
        /// What was probably meant.
        suggestion: Option<String>,
    },
    /// A day that does not exist, such as 30 February.
    Impossible,
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form { suggestion: Some(suggestion) } => write!(f, "write it as {suggestion}"),
            Self::Form { suggestion: None } => f.write_str("not in the expected form"),
            Self::Impossible => f.write_str("there is no such day"),
        }
    }
}

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

/// A time of day, to the minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(civil::Time);

/// A day with a time, local.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateTime(civil::DateTime);

/// A month of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i16,
    month: i8,
}

/// The numbers in a text, in order.
fn numbers(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).collect()
}

fn exact<const N: usize>(text: &str, form: &[(usize, char); N]) -> bool {
    // `form`: digits before each separator; the last separator is the end.
    let mut rest = text;
    for (digits, separator) in form {
        let Some((head, tail)) = rest.split_at_checked(*digits) else { return false };
        if !head.bytes().all(|b| b.is_ascii_digit()) {
            return false;
        }
        rest = if *separator == '\0' {
            tail
        } else {
            match tail.strip_prefix(*separator) {
                Some(tail) => tail,
                None => return false,
            }
        };
    }
    rest.is_empty()
}

impl Date {
    /// Returns a day, if it exists.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        civil::Date::new(year, month, day).ok().map(Self)
    }

    /// Reads `2026-07-03`.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let text = text.trim();
        if exact(text, &[(4, '-'), (2, '-'), (2, '\0')]) {
            return Self::of_parts(&numbers(text)).ok_or(DateError::Impossible);
        }
        Err(DateError::Form { suggestion: Self::guess(text).map(|date| date.to_string()) })
    }

    fn of_parts(parts: &[&str]) -> Option<Self> {
        let [year, month, day] = parts else { return None };
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// A date in another form: day first, as Vietnamese writes it, or year first.
    fn guess(text: &str) -> Option<Self> {
        let parts = numbers(text);
        let [first, second, third] = parts.as_slice() else { return None };
        if first.len() == 4 {
            return Self::of_parts(&[first, second, third]);
        }
        (third.len() == 4).then(|| Self::of_parts(&[third, second, first])).flatten()
    }

    /// Returns the day in Việt Nam (UTC+7, no summer time) at `seconds` since 1970 in UTC.
    pub fn in_vietnam(seconds: u64) -> Self {
        let days = i32::try_from(seconds.saturating_add(7 * 3600) / 86_400).unwrap_or(i32::MAX);
        Self(civil::date(1970, 1, 1)).add_days(days)
    }

    /// Returns the year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// Returns the month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// Returns the day of the month.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// Returns days since 1 January 1970.
    pub fn days(self) -> i32 {
        let epoch = civil::date(1970, 1, 1);
        self.0.since(epoch).map_or(0, |span| span.get_days())
    }

    /// Returns the day `days` later; the last day there is (of the year 9999) if that does not exist.
    #[must_use]
    pub fn add_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(jiff::Span::new().days(days.clamp(-7_000_000, 7_000_000))))
    }

    /// Returns the same day `months` later; the month's last day if it is shorter.
    #[must_use]
    pub fn add_months(self, months: i32) -> Self {
        Self(self.0.saturating_add(jiff::Span::new().months(months.clamp(-100_000, 100_000))))
    }

    /// Returns a time of this day.
    pub fn at(self, time: Time) -> DateTime {
        DateTime(self.0.to_datetime(time.0))
    }

    /// Returns the quarter, 1 to 4.
    pub fn quarter(self) -> u8 {
        u8::try_from((self.month() - 1) / 3 + 1).unwrap_or(1)
    }

    /// Returns the Vietnamese day of the week.
    pub fn weekday_vi(self) -> &'static str {
        match self.0.weekday() {
            civil::Weekday::Monday => "Thứ Hai",
            civil::Weekday::Tuesday => "Thứ Ba",
            civil::Weekday::Wednesday => "Thứ Tư",
            civil::Weekday::Thursday => "Thứ Năm",
            civil::Weekday::Friday => "Thứ Sáu",
            civil::Weekday::Saturday => "Thứ Bảy",
            civil::Weekday::Sunday => "Chủ nhật",
        }
    }

    /// Returns the English day of the week.
    pub fn weekday_en(self) -> &'static str {
        match self.0.weekday() {
            civil::Weekday::Monday => "Monday",
            civil::Weekday::Tuesday => "Tuesday",
            civil::Weekday::Wednesday => "Wednesday",
            civil::Weekday::Thursday => "Thursday",
            civil::Weekday::Friday => "Friday",
            civil::Weekday::Saturday => "Saturday",
            civil::Weekday::Sunday => "Sunday",
        }
    }

    /// Returns `03/07/2026`, for lists.
    pub fn short(self) -> String {
        format!("{:02}/{:02}/{}", self.day(), self.month(), self.year())
    }

    /// Returns `03/7/2026`, for citations: zero for days under 10 and months 1 and 2 (`domain.md` 8.4).
    pub fn citation(self) -> String {
        format!("{:02}/{}/{}", self.day(), official_month(self.month()), self.year())
    }

    /// Returns `ngày 04 tháng 3 năm 2026`, with non-breaking spaces before the numbers.
    pub fn long_vi(self) -> String {
        format!("ngày\u{A0}{:02} tháng\u{A0}{} năm\u{A0}{}", self.day(), official_month(self.month()), self.year())
    }

    /// Returns `4 March 2026`.
    pub fn long_en(self) -> String {
        const NAMES: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let index = usize::try_from(self.month() - 1).unwrap_or(0);
        format!("{} {} {}", self.day(), NAMES.get(index).copied().unwrap_or_default(), self.year())
    }
}

/// Months 1 and 2 take a zero in official papers, the others do not.
fn official_month(month: i8) -> String {
    if month < 3 { format!("{month:02}") } else { month.to_string() }
}

impl Time {
    /// Reads `07:30`; `7:30`, `7h30` and `07 giờ 30 phút` are offered as that.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let text = text.trim();
        if exact(text, &[(2, ':'), (2, '\0')]) {
            return Self::of_parts(&numbers(text)).ok_or(DateError::Impossible);
        }
        let parts = numbers(text);
        let guess = match parts.as_slice() {
            [hour] if text.contains(['h', 'g', 'H']) => Self::of_parts(&[hour, "0"]),
            _ => Self::of_parts(&parts),
        };
        Err(DateError::Form { suggestion: guess.map(|time| time.to_string()) })
    }

    fn of_parts(parts: &[&str]) -> Option<Self> {
        let [hour, minute] = parts else { return None };
        civil::Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok().map(Self)
    }

    /// Returns `07 giờ 30`, for papers.
    pub fn vi(self) -> String {
        if self.0.minute() == 0 {
            format!("{:02} giờ", self.0.hour())
        } else {
            format!("{:02} giờ {:02}", self.0.hour(), self.0.minute())
        }
    }
}

impl DateTime {
    /// Reads `2026-03-04T07:30`; a space may stand for the `T`.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let text = text.trim();
        let (date, time) = text.split_once(['T', ' ']).unwrap_or((text, ""));
        if let (Ok(date), Ok(time)) = (Date::parse(date), Time::parse(time)) {
            return Ok(date.at(time));
        }
        if Date::parse(date) == Err(DateError::Impossible) || Time::parse(time) == Err(DateError::Impossible) {
            return Err(DateError::Impossible);
        }
        // Day and time in either order, each in any form that can be guessed.
        let parts = numbers(text);
        let suggestion = match parts.as_slice() {
            [a, b, c, hour, minute] if a.len() == 4 || c.len() == 4 => {
                let date = if a.len() == 4 { Date::of_parts(&[a, b, c]) } else { Date::of_parts(&[c, b, a]) };
                date.zip(Time::of_parts(&[hour, minute])).map(|(date, time)| format!("{date}T{time}"))
            }
            [hour, minute, a, b, c] if c.len() == 4 => Date::of_parts(&[c, b, a])
                .zip(Time::of_parts(&[hour, minute]))
                .map(|(date, time)| format!("{date}T{time}")),
            _ => None,
        };
        Err(DateError::Form { suggestion })
    }

    /// Returns the day.
    pub fn date(self) -> Date {
        Date(self.0.date())
    }

    /// Returns the time of day.
    pub fn time(self) -> Time {
        Time(self.0.time())
    }

    /// Returns the moment `minutes` later.
    #[must_use]
    pub fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0.saturating_add(jiff::Span::new().minutes(minutes)))
    }
}

impl Month {
    /// Returns a month, if it exists.
    pub fn new(year: i16, month: i8) -> Option<Self> {
        Date::new(year, month, 1).map(|_| Self { year, month })
    }

    /// Reads `2026-07`.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let text = text.trim();
        let of = |year: &str, month: &str| Self::new(year.parse().ok()?, month.parse().ok()?);
        let parts = numbers(text);
        let [first, second] = parts.as_slice() else { return Err(DateError::Form { suggestion: None }) };
        if exact(text, &[(4, '-'), (2, '\0')]) {
            return of(first, second).ok_or(DateError::Impossible);
        }
        let guess = if first.len() == 4 { of(first, second) } else { of(second, first) };
        Err(DateError::Form { suggestion: guess.map(|m| m.to_string()) })
    }

    /// Returns the month of a day.
    pub fn of(date: Date) -> Self {
        Self { year: date.year(), month: date.month() }
    }

    /// Returns the first day.
    pub fn first(self) -> Date {
        Date(civil::date(self.year, self.month, 1))
    }

    /// Returns `tháng 3 năm 2026`, with non-breaking spaces before the numbers.
    pub fn vi(self) -> String {
        format!("tháng\u{A0}{} năm\u{A0}{}", self.month, self.year)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0.hour(), self.0.minute())
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}", self.date(), self.time())
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

macro_rules! as_text {
    ($type:ident, $format:literal) => {
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                $type::parse(&text).map_err(serde::de::Error::custom)
            }
        }

        impl JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "format": $format })
            }
        }
    };
}

as_text!(Date, "date");
as_text!(Time, "time");
as_text!(DateTime, "date-time");
as_text!(Month, "month");

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use proptest::prelude::*;

    use super::*;

    fn offered(text: &str) -> Option<String> {
        match Date::parse(text) {
            Err(DateError::Form { suggestion }) => suggestion,
            Ok(_) | Err(DateError::Impossible) => None,
        }
    }

    #[test]
    fn other_forms_are_offered_day_first() {
        for text in ["03/7/2026", "3-7-2026", "3.7.2026", "ngày 03 tháng 7 năm 2026", "2026/7/3", "2026-7-3"] {
            assert_eq!(offered(text).as_deref(), Some("2026-07-03"), "{text}");
        }
        assert_eq!(Date::parse("2026-02-30"), Err(DateError::Impossible));
        assert_eq!(offered("hôm qua"), None);
    }

    #[test]
    fn dates_read_the_official_way() {
        let date = Date::parse("2026-03-04").unwrap();
        assert_eq!(date.long_vi(), "ngày\u{A0}04 tháng\u{A0}3 năm\u{A0}2026");
        assert_eq!(date.citation(), "04/3/2026");
        assert_eq!(Date::parse("2026-02-05").unwrap().citation(), "05/02/2026");
        assert_eq!(date.short(), "04/03/2026");
        assert_eq!(date.weekday_vi(), "Thứ Tư");
        assert_eq!(date.quarter(), 1);
        assert_eq!(Date::parse("2026-01-31").unwrap().add_months(1).to_string(), "2026-02-28");
    }

    #[test]
    fn moments_and_months() {
        let start = DateTime::parse("2026-03-04 07:30").unwrap();
        assert_eq!(start.plus_minutes(90).time().to_string(), "09:00");
        let offered = DateTime::parse("04/3/2026 7:30");
        assert_eq!(offered, Err(DateError::Form { suggestion: Some("2026-03-04T07:30".into()) }));
        assert_eq!(Time::parse("7 giờ 30"), Err(DateError::Form { suggestion: Some("07:30".into()) }));
        assert_eq!(Month::parse("9/2026"), Err(DateError::Form { suggestion: Some("2026-09".into()) }));
        assert_eq!(Month::parse("2026-09").unwrap().vi(), "tháng\u{A0}9 năm\u{A0}2026");
    }

    proptest! {
        #[test]
        fn a_date_reads_back_from_every_form(days in -20_000_i32..40_000) {
            let date = Date::new(1970, 1, 1).unwrap().add_days(days);
            prop_assert_eq!(Date::parse(&date.to_string()).unwrap(), date);
            prop_assert_eq!(offered(&date.citation()).unwrap(), date.to_string());
            prop_assert_eq!(date.days(), days);
        }

        #[test]
        fn any_text_is_answered(text in "\\PC{0,30}") {
            let _ = (Date::parse(&text).is_ok(), Time::parse(&text).is_ok(), DateTime::parse(&text).is_ok(), Month::parse(&text).is_ok());
        }
    }
}
