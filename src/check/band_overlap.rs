//! Bands of a criterion that share values, or hold none.

use crate::diagnostic::{Code, Diagnostic, Severity, Value, Words};
use crate::model::scorecard::Band;
use crate::model::{Kind, Points};
use crate::yaml::Step;

use super::scorecard_bands::criteria;
use super::{File, Rule, Run};

static CODE: Code = Code {
    id: "S122",
    name: "band-overlap",
    severity: Severity::Error,
    vi: Words {
        message: "mức “{band}” {problem}",
        hint: "Giá trị `from` của mức này không nhỏ hơn `{below}`: sửa một trong hai\n`from` tính cả giá trị ấy, `below` thì không: mức trên bắt đầu đúng ở chỗ mức dưới kết thúc",
        explain: "Các mức của một tiêu chí không được chồng lên nhau, nếu không một kết quả đo sẽ được hai số điểm. `from` là cận dưới (tính cả), `below` là cận trên (không tính).\n\nSai (89% thuộc cả hai mức):\n    bands:\n      - { label: từ 85%, points: 4, from: 85 }\n      - { label: dưới 90%, points: 3, below: 90 }\n\nĐúng:\n    bands:\n      - { label: từ 90%, points: 4, from: 90 }\n      - { label: dưới 90%, points: 3, below: 90 }",
    },
    en: Words {
        message: "the band “{band}” {problem}",
        hint: "`from` of this band is not less than `{below}`: correct one of them\n`from` includes its value, `below` does not: a band starts exactly where the one beneath it ends",
        explain: "The bands of a criterion do not overlap; otherwise one measured value would earn two scores. `from` is the lower bound (included), `below` the upper one (excluded).\n\nWrong (89% is in both):\n    bands:\n      - { label: 85% or more, points: 4, from: 85 }\n      - { label: below 90%, points: 3, below: 90 }\n\nRight:\n    bands:\n      - { label: 90% or more, points: 4, from: 90 }\n      - { label: below 90%, points: 3, below: 90 }",
    },
};

pub(super) static RULE: Rule = Rule { code: &CODE, run: Run::File(run) };

fn run(rule: &Rule, of: File<'_>, out: &mut Vec<Diagnostic>) {
    let Kind::Scorecard(card) = &of.document.kind else { return };
    for ([group, g, list, c], criterion) in criteria(card) {
        for (index, fault) in faults(&criterion.bands) {
            let place = |band| of.document.place(&[group, g, list, c, Step::Key("bands"), Step::Index(band)]);
            let Some(band) = criterion.bands.get(index) else { continue };
            let diagnostic = Diagnostic::new(rule.code, place(index)).with("band", &band.label);
            out.push(match fault {
                Fault::Empty => diagnostic
                    .with("problem", Value::both("không chứa giá trị nào", "holds no value"))
                    .with("below", "below"),
                Fault::Overlaps(other) => {
                    let label = criterion.bands.get(other).map_or("", |band| band.label.as_str());
                    diagnostic
                        .with(
                            "problem",
                            Value::both(format!("chồng lên mức “{label}”"), format!("overlaps the band “{label}”")),
                        )
                        .see(place(other), Value::both("mức kia", "the other band"))
                }
            });
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// `from` is not under `below`.
    Empty,
    /// Shares values with an earlier band.
    Overlaps(usize),
}

/// Returns the faulty bands. Bands in words only, without bounds, are left to the reader.
fn faults(bands: &[Band]) -> Vec<(usize, Fault)> {
    let mut out = Vec::new();
    let mut sound: Vec<(usize, Points, Option<Points>)> = Vec::new();
    for (index, band) in bands.iter().enumerate().filter(|(_, b)| b.from.is_some() || b.below.is_some()) {
        let from = band.from.unwrap_or_default();
        if band.below.is_some_and(|below| below <= from) {
            out.push((index, Fault::Empty));
            continue;
        }
        let under = |value: Points, bound: Option<Points>| bound.is_none_or(|bound| value < bound);
        let other = sound.iter().find(|(_, f, b)| under(from, *b) && under(*f, band.below));
        if let Some((other, ..)) = other {
            out.push((index, Fault::Overlaps(*other)));
        }
        sound.push((index, from, band.below));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(bands: &[(Option<u32>, Option<u32>)]) -> Vec<(usize, Fault)> {
        let bands: Vec<Band> = bands
            .iter()
            .map(|(from, below)| Band {
                label: String::new(),
                points: Points::default(),
                from: from.map(Points::whole),
                below: below.map(Points::whole),
            })
            .collect();
        faults(&bands)
    }

    #[test]
    fn bands_may_touch_but_not_overlap() {
        assert_eq!(found(&[(Some(90), None), (Some(75), Some(90)), (None, Some(75))]), []);
        assert_eq!(found(&[(None, Some(75)), (Some(90), None), (Some(75), Some(90))]), []);
        assert_eq!(found(&[(Some(85), None), (None, Some(90))]), [(1, Fault::Overlaps(0))]);
        assert_eq!(
            found(&[(Some(50), Some(70)), (Some(70), Some(90)), (Some(60), Some(65))]),
            [(2, Fault::Overlaps(0))]
        );
        assert_eq!(found(&[(Some(90), Some(90))]), [(0, Fault::Empty)]);
        assert_eq!(found(&[(None, None), (None, None)]), []);
    }
}
