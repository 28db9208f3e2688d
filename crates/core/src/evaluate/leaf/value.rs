//! The values that figures come to.

use super::Question;
use crate::evaluate::figures::{Figures, ScoreFigures};
use crate::evaluate::result::{PartResult, ValueResult};
use crate::evaluate::room::Proportion;
use crate::ground::exact::Exact;
use crate::plan::{MeasureKind, Undecided};

impl Question<'_> {
    /// The value's parts, and the value itself before any prescribed rounding. It is neither shown
    /// nor judged yet.
    pub(super) fn value(&self, figures: &Figures) -> (ValueResult, Option<Exact>) {
        match figures {
            Figures::NotHandedIn => {
                (ValueResult { not_handed_in: true, ..ValueResult::default() }, None)
            }
            Figures::Proportion { cases, inside, undecided, coming } => {
                let own = self.cases(*cases, *inside, *undecided, *coming);
                let denominator = Exact::from(own.denominator);
                let value = ValueResult {
                    undecided_left_out: own.leave_out && own.undecided > 0,
                    coming: own.coming,
                    ..made_of(Exact::from(own.numerator), Some(denominator), own.undecided)
                };
                (value, Exact::ratio(i128::from(own.numerator), i128::from(own.denominator)))
            }
            Figures::Count { value, unknown } => {
                let value = Exact::from(*value);
                (made_of(value.clone(), None, *unknown), Some(value))
            }
            Figures::Total { sum, records, valued } => {
                (made_of(sum.clone(), None, records - valued), Some(sum.clone()))
            }
            Figures::Mean { sum, records, valued } => {
                let cases = Exact::from(*valued);
                let mean = sum.checked_div(&cases);
                (made_of(sum.clone(), Some(cases), records - valued), mean)
            }
            Figures::Extreme { value, records, valued, .. } => {
                (of_one(value.clone(), records - valued), value.clone())
            }
            Figures::Stock { value } => {
                let value = Exact::from(*value);
                (made_of(value.clone(), None, 0), Some(value))
            }
            Figures::Ratio { numerator, denominator, undecided } => {
                let (over, under) = (numerator.clone(), denominator.clone());
                let ratio = over.as_ref().zip(under.as_ref()).and_then(|(a, b)| a.checked_div(b));
                (made_of(over.unwrap_or(Exact::ZERO), under, *undecided), ratio)
            }
            Figures::NetScore { cases, promoters, detractors, undecided } => {
                let (sum, divided_by) = self.net(*cases, (*promoters, *detractors), *undecided);
                let net = Exact::from(i128::from(*promoters) - i128::from(*detractors));
                let cases = Exact::from(divided_by);
                let score = sum.checked_div(&cases);
                let value = ValueResult {
                    undecided_left_out: self.leaves_out() && *undecided > 0,
                    ..made_of(net, Some(cases), *undecided)
                };
                (value, score)
            }
            Figures::Milestone { day, undecided, .. } => {
                (of_one(None, *undecided), day.map(Exact::from))
            }
            Figures::Reported { numerator, denominator, missing, .. } => {
                let value = numerator.checked_div(denominator);
                (made_of(numerator.clone(), Some(denominator.clone()), *missing), value)
            }
            Figures::ReportedValue { value, missing, .. } => {
                (of_one(value.clone(), *missing), value.clone())
            }
            Figures::Change(own) => {
                let value = ValueResult {
                    base: own.base.clone(),
                    baseline_not_given: own.not_given.clone(),
                    ..of_one(own.own.clone(), own.undecided)
                };
                (value, own.value.clone())
            }
            Figures::ShareOfMembers(own) => {
                let (meeting, asked) = (Exact::from(own.meeting), Exact::from(own.asked));
                let share = meeting.checked_div(&asked);
                (made_of(meeting, Some(asked), own.undecided), share)
            }
            Figures::Score(own) => {
                let value = ValueResult { parts: parts(own), ..of_one(None, own.undecided) };
                (value, own.total.clone())
            }
        }
    }

    /// The cases of a proportion as the measure divides them.
    pub(super) fn cases(&self, cases: u64, inside: u64, undecided: u64, coming: u64) -> Proportion {
        let leave_out = self.leaves_out();
        let has_coming = matches!(
            &self.measure.kind,
            MeasureKind::Proportion(rule) if rule.coming.is_some()
        );
        Proportion {
            numerator: inside,
            denominator: if leave_out { cases.saturating_sub(undecided) } else { cases },
            undecided,
            leave_out,
            coming: (has_coming && !self.is_closed()).then_some(coming),
        }
    }

    /// The sum of a net score, and by how many cases it is divided.
    pub(super) fn net(&self, cases: u64, (yes, no): (u64, u64), undecided: u64) -> (Exact, u64) {
        let divided_by = if self.leaves_out() { cases.saturating_sub(undecided) } else { cases };
        let net = Exact::from(i128::from(yes) - i128::from(no));
        // A score of 100 points is one promoter for each case.
        let most = Exact::from(if self.measure.scale.is_share() { 1_u64 } else { 100 });
        (net * most, divided_by)
    }

    fn leaves_out(&self) -> bool {
        self.measure.undecided == Undecided::LeaveOut
    }
}

fn made_of(numerator: Exact, denominator: Option<Exact>, undecided: u64) -> ValueResult {
    ValueResult { denominator, ..of_one(Some(numerator), undecided) }
}

fn of_one(numerator: Option<Exact>, undecided: u64) -> ValueResult {
    ValueResult { numerator, undecided, ..ValueResult::default() }
}

fn parts(own: &ScoreFigures) -> Vec<PartResult> {
    let parts = own.parts.iter().map(|part| PartResult {
        title: part.title.clone(),
        measure: part.measure.clone(),
        points: part.points.clone(),
        left_out: part.left_out,
    });
    parts.collect()
}
