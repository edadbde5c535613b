//! The office side of a paper: who issues it under which name on that day, and who signs.

use crate::model::Settings;
use crate::model::paper::{Letterhead, Number, Signatory};
use crate::model::settings::Unit;
use crate::text::date::Date;

use super::runs::clean;

/// A unit or body as its papers name it on a day.
#[derive(Debug, Clone, Default)]
pub(super) struct Office {
    pub(super) issuer: Option<String>,
    pub(super) superior: Option<String>,
    pub(super) place: Option<String>,
    /// `T/M CHI ỦY`, or `T/M CHI BỘ` for a cell too small to have one.
    pub(super) authority: String,
}

/// Fewest members of a cell that elects a committee (Điều lệ Đảng, điều 24).
const WITH_COMMITTEE: u16 = 9;

impl Office {
    /// Returns a cell's office.
    pub(super) fn of_unit(unit: Option<&Unit>, members: Option<u16>, day: Option<Date>, settings: &Settings) -> Self {
        let body = unit.and_then(|unit| settings.body(unit.body.as_deref()?));
        let name = body.and_then(|body| match day {
            Some(day) => body.name_on(day),
            None => body.names.last(),
        });
        let small = members.or(unit.and_then(|u| u.members)).is_some_and(|members| members < WITH_COMMITTEE);
        Self {
            issuer: unit.map(|unit| clean(&unit.name)),
            superior: name.map(|name| clean(&name.name)),
            place: name.and_then(|name| name.place.as_deref()).map(clean),
            authority: if small { "T/M CHI BỘ" } else { "T/M CHI ỦY" }.to_owned(),
        }
    }

    /// Returns a body's office; `written` is its id or free text.
    pub(super) fn of_body(written: Option<&str>, day: Option<Date>, settings: &Settings) -> Self {
        let body = written.and_then(|id| settings.body(id));
        let name = body.and_then(|body| match day {
            Some(day) => body.name_on(day),
            None => body.names.last(),
        });
        Self {
            issuer: name.map(|name| clean(&name.name)).or_else(|| written.map(clean)),
            superior: name.and_then(|name| name.superior.as_deref()).map(clean),
            place: name.and_then(|name| name.place.as_deref()).map(clean),
            authority: "T/M BAN THƯỜNG VỤ".to_owned(),
        }
    }

    /// Returns the head of the first page.
    pub(super) fn letterhead(&self, number: Option<Number>, date: Option<Date>) -> Letterhead {
        Letterhead {
            superior: self.superior.clone(),
            issuer: self.issuer.clone(),
            number,
            place: self.place.clone(),
            date,
            mark: None,
        }
    }

    /// Returns the one who signs for the cell: the chair where it is a secretary, else nobody named.
    pub(super) fn secretary(&self, chair: Option<&str>) -> Signatory {
        let chair = chair.map(Person::read);
        let deputy = chair.as_ref().is_some_and(|chair| chair.office.to_lowercase().starts_with("phó bí thư"));
        Signatory {
            authority: Some(self.authority.clone()),
            position: if deputy { "PHÓ BÍ THƯ" } else { "BÍ THƯ" }.to_owned(),
            name: chair.filter(|chair| chair.office.to_lowercase().contains("bí thư")).map(|chair| chair.name),
        }
    }

    /// Returns the usual recipients: the committee above, the members, the file.
    pub(super) fn recipients(&self, whom: &str) -> Vec<String> {
        let above = self.superior.as_ref().map(|name| format!("{name} (báo cáo)"));
        above.into_iter().chain([whom.to_owned(), "Lưu Chi bộ".to_owned()]).collect()
    }
}

/// Number line of a kind of paper: the author's own number, or its symbol with room for a number.
pub(super) fn number(written: Option<&str>, symbol: &str) -> Number {
    match written.map(str::trim) {
        Some(number) if number.chars().all(|c| c.is_ascii_digit()) && !number.is_empty() => {
            Number { number: Some(format!("{number:0>2}")), symbol: Some(symbol.to_owned()) }
        }
        Some(line) if !line.is_empty() => Number { number: Some(clean(line)), symbol: None },
        Some(_) | None => Number { number: None, symbol: Some(symbol.to_owned()) },
    }
}

/// A person as front matter names one: "Đồng chí Nguyễn Văn A, bí thư chi bộ".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) name: String,
    pub(super) office: String,
}

impl Person {
    pub(super) fn read(written: &str) -> Self {
        let (name, office) = written.split_once(',').unwrap_or((written, ""));
        let name = name.trim();
        let bare = ["Đồng chí ", "đồng chí ", "Đ/c ", "đ/c ", "Đ/C "].iter().find_map(|word| name.strip_prefix(word));
        Self { name: clean(bare.unwrap_or(name)), office: clean(office.trim()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chair_signs_with_name_and_office() {
        let office = Office { authority: "T/M CHI ỦY".into(), ..Office::default() };
        let signed = office.secretary(Some("Đồng chí Nguyễn Văn A, bí thư chi bộ"));
        assert_eq!((signed.position.as_str(), signed.name.as_deref()), ("BÍ THƯ", Some("Nguyễn Văn\u{A0}A")));
        let deputy = office.secretary(Some("Đ/c Trần Thị B, phó bí thư"));
        assert_eq!(deputy.position, "PHÓ BÍ THƯ");
        assert_eq!(office.secretary(Some("Bí thư chi bộ")).name, None);
    }

    #[test]
    fn numbers_under_ten_take_a_zero_and_lines_stay_as_written() {
        assert_eq!(number(Some("5"), "NQ/CB").number.as_deref(), Some("05"));
        assert_eq!(number(Some("05-CTr/CB"), "CTr/CB").symbol, None);
        assert_eq!(number(None, "NQ/CB").number, None);
    }
}
