//! Numbers of a list that are to come to a whole: what rules judge, and what an editor shows while one types.

use crate::model::scorecard::{Outcome, Scoring};
use crate::model::{Kind, Points};
use crate::yaml::Step;

use super::scorecard_bands::criteria;
use super::{band_maximum, course_hours, scorecard_example, scorecard_maxima};

/// A list, what it comes to, and what it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// The list in the front matter.
    pub keys: Vec<Step<'static>>,
    /// What its numbers come to, in tenths.
    pub sum: Points,
    /// What they are to come to; `None` where nothing says so.
    pub whole: Option<Points>,
}

impl Sum {
    /// Tells whether it comes to what it should, if that is known.
    pub fn fits(&self) -> Option<bool> {
        self.whole.map(|whole| whole == self.sum)
    }
}

/// Returns the sums of a page; `None` for a kind that has none to make.
pub fn sums(kind: &Kind) -> Option<Vec<Sum>> {
    match kind {
        Kind::Scorecard(card) => Some(scorecard_maxima::sums(card)),
        Kind::Course(course) => Some(course_hours::sums(course)),
        Kind::Directive(_)
        | Kind::Guidance(_)
        | Kind::Topic(_)
        | Kind::Agenda(_)
        | Kind::Guide(_)
        | Kind::Form(_)
        | Kind::Lesson(_)
        | Kind::Calendar(_)
        | Kind::Bulletin(_)
        | Kind::Page(_)
        | Kind::Section(_) => None,
    }
}

/// Returns for every list of bands the best of them beside the criterion's maximum.
pub fn best_bands(kind: &Kind) -> Vec<Sum> {
    let Kind::Scorecard(card) = kind else { return Vec::new() };
    let chosen = criteria(card).filter(|(_, criterion)| criterion.scoring == Scoring::Choose);
    let each = chosen.filter_map(|([group, g, list, c], criterion)| {
        let sum = band_maximum::best(criterion)?;
        Some(Sum { keys: vec![group, g, list, c, Step::Key("bands")], sum, whole: Some(criterion.max) })
    });
    each.collect()
}

/// Returns what each worked example of a scorecard comes to; nothing for a card that is not sound.
pub fn outcomes(kind: &Kind) -> Vec<Outcome<'_>> {
    let Kind::Scorecard(card) = kind else { return Vec::new() };
    if !scorecard_example::is_sound(card) {
        return Vec::new();
    }
    card.examples.iter().map(|example| card.score(&example.points, &example.not_applicable)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_without_a_whole_neither_fits_nor_not() {
        let of = |whole| Sum { keys: Vec::new(), sum: Points::whole(3), whole };
        assert_eq!(of(None).fits(), None);
        assert_eq!(of(Some(Points::whole(3))).fits(), Some(true));
        assert_eq!(of(Some(Points::from_tenths(31))).fits(), Some(false));
    }
}
