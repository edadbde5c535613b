//! Reads `sotay.yaml`: its shape, and what its parts say of each other.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::diagnostic::{Code, Diagnostic, Severity, SourceFile, Words};
use crate::text::date::Date;
use crate::text::similar;
use crate::yaml::{self, Origin, Shape, Step};

use super::Settings;
use super::read::{unknown_org_type, unknown_unit};

/// Every code of this file.
pub static SETTINGS_CODES: &[&Code] = &[&DUPLICATE_ID, &UNKNOWN_BODY, &REVERSED_PERIOD];

static DUPLICATE_ID: Code = Code {
    id: "S016",
    name: "duplicate-id",
    severity: Severity::Error,
    vi: Words {
        message: "mã `{id}` được khai báo hai lần trong `{list}`",
        hint: "Đặt cho mỗi mục một mã riêng",
        explain: "Trang gọi loại hình, chi bộ, cơ quan và bộ quy định bằng mã; mã trùng thì không biết trang nói đến mục nào.",
    },
    en: Words {
        message: "the id `{id}` is declared twice in `{list}`",
        hint: "Give each entry an id of its own",
        explain: "Pages name kinds of organisation, units, bodies and rule sets by id; with an id taken twice nobody knows which is meant.",
    },
};

static UNKNOWN_BODY: Code = Code {
    id: "S017",
    name: "unknown-body",
    severity: Severity::Error,
    vi: Words {
        message: "không có cơ quan `{id}` trong `bodies`",
        hint: "Có phải là `{near}`?\nKhai báo cơ quan này trong `bodies`, hoặc bỏ dòng này",
        explain: "Cấp trên của chi bộ là một cơ quan khai báo trong `bodies`, với tên theo từng thời kỳ.",
    },
    en: Words {
        message: "there is no body `{id}` in `bodies`",
        hint: "Did you mean `{near}`?\nDeclare it in `bodies`, or remove this line",
        explain: "A unit's superior is a body declared in `bodies`, with its names through time.",
    },
};

static REVERSED_PERIOD: Code = Code {
    id: "S018",
    name: "reversed-period",
    severity: Severity::Error,
    vi: Words {
        message: "ngày bắt đầu {from} sau ngày kết thúc {until}",
        hint: "Đổi chỗ hai ngày, hoặc sửa ngày gõ sai",
        explain: "Tên cơ quan và bộ quy định có hiệu lực từ `from` đến hết `until`; hai ngày đảo nhau thì không bao giờ có hiệu lực.",
    },
    en: Words {
        message: "the first day {from} is after the last day {until}",
        hint: "Swap the days, or mend the one mistyped",
        explain: "Names of bodies and rule sets hold from `from` to the end of `until`; with the days swapped they never hold.",
    },
};

static SETTINGS: LazyLock<Shape> = LazyLock::new(Shape::of::<Settings>);

/// Reads `sotay.yaml`; `None` after a fault.
pub fn read_settings(file: &SourceFile, diagnostics: &mut Vec<Diagnostic>) -> Option<Settings> {
    let origin = Origin { path: &file.path, offset: 0, schema: Some("settings") };
    let mut found = Vec::new();
    let mut settings: Settings = yaml::read(file.text(), &SETTINGS, origin, &mut found, diagnostics)?;
    settings.text = file.text().into();
    let before = diagnostics.len();
    for found in found {
        let (text, place) = (&found.text, file.place(found.span));
        match found.format.as_str() {
            "org-type" if !settings.org_types.iter().any(|t| t.id.as_str() == text) => {
                diagnostics.push(unknown_org_type(text, place, &settings));
            }
            "unit" if !settings.units.iter().any(|u| u.id.as_str() == text) => {
                diagnostics.push(unknown_unit(text, place, &settings));
            }
            _ => {}
        }
    }
    duplicates(file, &settings, diagnostics);
    bodies(file, &settings, diagnostics);
    periods(file, &settings, diagnostics);
    (diagnostics.len() == before).then_some(settings)
}

fn duplicates(file: &SourceFile, settings: &Settings, out: &mut Vec<Diagnostic>) {
    let lists: [(&str, Vec<&str>); 4] = [
        ("org_types", settings.org_types.iter().map(|t| t.id.as_str()).collect()),
        ("bodies", settings.bodies.iter().map(|b| b.id.as_str()).collect()),
        ("units", settings.units.iter().map(|u| u.id.as_str()).collect()),
        ("rule_sets", settings.rule_sets.iter().map(|r| r.id.as_str()).collect()),
    ];
    for (list, ids) in lists {
        let mut seen = BTreeSet::new();
        for (index, id) in ids.into_iter().enumerate().filter(|(_, id)| !seen.insert(*id)) {
            let span = yaml::locate(file.text(), &[Step::Key(list), Step::Index(index), Step::Key("id")]);
            out.push(Diagnostic::new(&DUPLICATE_ID, file.place(span)).with("id", id).with("list", list));
        }
    }
}

fn bodies(file: &SourceFile, settings: &Settings, out: &mut Vec<Diagnostic>) {
    for (index, unit) in settings.units.iter().enumerate() {
        let Some(body) = unit.body.as_deref().filter(|id| settings.body(id).is_none()) else { continue };
        let span = yaml::locate(file.text(), &[Step::Key("units"), Step::Index(index), Step::Key("body")]);
        let near = similar::closest(body, settings.bodies.iter().map(|b| b.id.as_str()));
        out.push(Diagnostic::new(&UNKNOWN_BODY, file.place(span)).with("id", body).with_some("near", near));
    }
}

fn periods(file: &SourceFile, settings: &Settings, out: &mut Vec<Diagnostic>) {
    let mut check = |from: Option<Date>, until: Option<Date>, steps: &[Step<'_>]| {
        if let (Some(from), Some(until)) = (from, until)
            && from > until
        {
            let place = file.place(yaml::locate(file.text(), steps));
            let reversed = Diagnostic::new(&REVERSED_PERIOD, place).with("from", from.short());
            out.push(reversed.with("until", until.short()));
        }
    };
    for (at, body) in settings.bodies.iter().enumerate() {
        for (index, name) in body.names.iter().enumerate() {
            let steps =
                [Step::Key("bodies"), Step::Index(at), Step::Key("names"), Step::Index(index), Step::Key("from")];
            check(name.from, name.until, &steps);
        }
    }
    for (at, rules) in settings.rule_sets.iter().enumerate() {
        check(rules.from, rules.until, &[Step::Key("rule_sets"), Step::Index(at), Step::Key("from")]);
    }
}
