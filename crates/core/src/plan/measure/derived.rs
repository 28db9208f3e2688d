//! Measures that are made from the values of other measures.

use serde::Serialize;

use crate::ground::dates::{Grain, Period};
use crate::ground::exact::Exact;
use crate::ground::target::{Bound, ChangeIn, Scale};
use crate::plan::words::{MemberWithoutCases, WithoutData};

/// How a measure's value v stands to the value b that it is compared with.
///
/// Where b is missing there is no data, and so there is where it would be divided by and is zero
/// or negative.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Change {
    /// The name of the measure whose value is compared.
    pub measure: String,
    /// What it is compared with.
    pub than: Base,
    /// As what the difference is written: (v − b) / b, v − b, or v / b.
    #[serde(rename = "as")]
    pub measured: ChangeIn,
}

/// What a value is compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Base {
    /// The same measure over a period that the plan names.
    Period(Period),
    /// The same measure over the asked span moved back by one year, quarter, month or week.
    Previous(Grain),
    /// A given figure, in the units of the measure's scale where the plan writes it; here a pure
    /// number.
    Figure(Exact),
    /// The value of another measure over the same span.
    Measure(String),
    /// The same measure over a period of an earlier tally, which is handed in under this name.
    Tally {
        /// The name under which it is handed in.
        tally: String,
        /// The period.
        period: Period,
    },
}

/// The share of the members of a column whose own value meets a condition, among those that have
/// data.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct ShareOfMembers {
    /// The name of the measure whose value each member has.
    pub measure: String,
    /// The category or boolean column whose members are asked.
    pub column: String,
    /// The members that are asked, in Unicode NFC; all where there is no list.
    pub members: Option<Vec<String>>,
    /// What each is asked.
    #[serde(flatten)]
    pub asked: MembersAsked,
}

/// What each member of a share is asked.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct MembersAsked {
    /// The condition as the plan writes it.
    pub is: String,
    /// The condition on the value, in pure numbers.
    #[serde(skip)]
    pub bound: Bound,
    /// The scale in which the plan writes the condition.
    pub scale: Scale,
    /// What a member without a case means.
    pub no_cases: MemberWithoutCases,
}

/// A sum of points for the values of other measures.
///
/// Vietnam's Circular 01/2018/TT-VPCP, Article 15, sums the points of up to nine indicators so.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Score {
    /// What a part without data means for the sum.
    pub without_data: WithoutData,
    /// What is added; never empty.
    pub parts: Vec<ScorePart>,
}

/// One summand of a score.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct ScorePart {
    /// What people call it.
    pub title: Option<String>,
    /// How its points come about.
    #[serde(flatten)]
    pub points: ScorePoints,
}

/// How the points of a part come about. Values are taken with the rounding that their measure
/// prescribes.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ScorePoints {
    /// The value in its scale's units, times a weight.
    Value {
        /// The measure's name.
        measure: String,
        /// The weight; 1 where the plan says nothing.
        weight: Exact,
    },
    /// Full points from a value on, below it in proportion: points × value / full mark.
    FullAt {
        /// The measure's name.
        measure: String,
        /// The value from which on there are full points, as a pure number; above zero.
        full_at: Exact,
        /// The full points.
        points: Exact,
    },
    /// The points of the first step that holds; none, which is 0, where no step holds.
    Steps(Vec<Step>),
}

/// One step of a part.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Step {
    /// Its points.
    pub points: Exact,
    /// When it holds; otherwise, where there is nothing.
    pub target: Option<StepTarget>,
}

/// When a step of a score holds.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum StepTarget {
    /// When the value of a measure meets a condition.
    Measure(ValueAsked),
    /// When all hold.
    AllOf(Vec<StepTarget>),
    /// When one holds.
    AnyOf(Vec<StepTarget>),
}

/// A condition on a measure's value.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct ValueAsked {
    /// The measure's name.
    pub measure: String,
    /// The condition as the plan writes it.
    pub is: String,
    /// The condition on the value, in pure numbers.
    #[serde(skip)]
    pub bound: Bound,
    /// The scale in which the plan writes the condition.
    pub scale: Scale,
}

/// A name for the values that meet a condition.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct ValueClass {
    /// The name, in Unicode NFC.
    pub name: String,
    /// The condition as the plan writes it.
    pub is: String,
    /// The condition on the value, in pure numbers.
    #[serde(skip)]
    pub bound: Bound,
}

impl Change {
    /// The measures that it is made from.
    pub(super) fn measures(&self) -> impl Iterator<Item = &str> {
        let base = match &self.than {
            Base::Measure(measure) => Some(measure.as_str()),
            _ => None,
        };
        std::iter::once(self.measure.as_str()).chain(base)
    }
}

impl Score {
    /// The measures that it is made from, in the order of the parts.
    pub(super) fn measures(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().flat_map(|part| match &part.points {
            ScorePoints::Value { measure, .. } | ScorePoints::FullAt { measure, .. } => {
                vec![measure.as_str()]
            }
            ScorePoints::Steps(steps) => {
                let targets = steps.iter().filter_map(|step| step.target.as_ref());
                targets.flat_map(StepTarget::asked).map(|asked| asked.measure.as_str()).collect()
            }
        })
    }
}

impl ScorePoints {
    /// The measure whose value gives the points; of steps that ask several, or none, there is none.
    #[must_use]
    pub fn measure(&self) -> Option<&str> {
        match self {
            Self::Value { measure, .. } | Self::FullAt { measure, .. } => Some(measure),
            Self::Steps(steps) => {
                let targets = steps.iter().filter_map(|step| step.target.as_ref());
                let mut names = targets.flat_map(StepTarget::asked).map(|own| own.measure.as_str());
                let first = names.next()?;
                names.all(|name| name == first).then_some(first)
            }
        }
    }
}

impl StepTarget {
    /// The conditions on values that it is made of, in order.
    #[must_use]
    pub fn asked(&self) -> Vec<&ValueAsked> {
        match self {
            Self::Measure(asked) => vec![asked],
            Self::AllOf(targets) | Self::AnyOf(targets) => {
                targets.iter().flat_map(Self::asked).collect()
            }
        }
    }
}
