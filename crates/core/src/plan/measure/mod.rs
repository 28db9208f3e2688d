//! Measures: named rules that turn records into one value.

mod derived;
mod records;

use serde::Serialize;

pub use derived::{
    Base, Change, MembersAsked, Score, ScorePart, ScorePoints, ShareOfMembers, Step, StepTarget,
    ValueAsked, ValueClass,
};
pub use records::{
    Aggregate, Count, CountedSide, Flow, Milestone, NetScore, Proportion, Ratio, RatioSide,
    Reported, ReportedFigures, Stock,
};

use super::words::{Undecided, WhenEmpty};
use crate::document::place::Place;
use crate::ground::target::Scale;

/// A named rule that turns records into one value.
///
/// ```
/// use quality_objectives::Scale;
/// use quality_objectives::plan::{MeasureKind, Undecided, WhenEmpty};
///
/// # let plan = quality_objectives::Plan::from_yaml(
/// #     r#"
/// # schema: 1
/// # organisation: A city
/// # title: Objectives
/// # period: 2026
/// # sources:
/// #   dossiers:
/// #     columns:
/// #       code: {type: text, key: true}
/// #       field: {type: category, members: [Land, Environment], aliases: {Land law: Land}}
/// #       received_on: {type: date, event: true}
/// #       due_on: {type: date, known_with: received_on}
/// #       resolved_on: {type: date, event: true, optional: true}
/// #     exists_from: received_on
/// #     breakdowns: [{by: [field], grain: month}]
/// # measures:
/// #   late_rate:
/// #     proportion: {source: dossiers, dated_by: resolved_on, numerator: resolved_on > due_on}
/// # objectives:
/// #   - number: 1
/// #     statement: Fewer dossiers are late
/// #     target:
/// #       all_of:
/// #         - {measure: late_rate, is: "< 1.5%"}
/// #         - {measure: late_rate, is: "<= 2%", each: field, members: [Land]}
/// #     due: 2026-06
/// # "#,
/// # )?;
/// let late = plan.measure("late_rate").unwrap();
/// assert_eq!(late.scale, Scale::Percent);
/// // Nothing measured is not success, and what is unknown is not in the numerator.
/// assert_eq!((late.when_empty, late.undecided), (WhenEmpty::NoData, Undecided::NotIn));
/// let MeasureKind::Proportion(rule) = &late.kind else { unreachable!() };
/// assert_eq!((rule.source.as_str(), rule.dated_by.text.as_str()), ("dossiers", "resolved_on"));
/// assert_eq!(rule.numerator.canonical(), "resolved_on > due_on");
/// # Ok::<(), quality_objectives::Error>(())
/// ```
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Measure {
    /// The name by which targets refer to it.
    pub name: String,
    /// What people call it.
    pub title: Option<String>,
    /// How the value is made.
    #[serde(flatten)]
    pub kind: MeasureKind,
    /// In which units the value is written: per cent, points, working days …
    pub scale: Scale,
    /// What the status is where there is nothing to measure.
    pub when_empty: WhenEmpty,
    /// Whether the plan says so itself.
    #[serde(skip)]
    pub(crate) when_empty_said: bool,
    /// How cases count of which it is not known whether they belong to the numerator.
    pub undecided: Undecided,
    /// A prescribed rounding that is part of the value: places after the decimal mark in the
    /// scale's units, half up. Vietnam's Circular 01/2018/TT-VPCP, Article 15(2), prescribes one
    /// place for each score.
    pub rounding: Option<u8>,
    /// Places after the decimal mark when the value is shown; more are shown where fewer would
    /// contradict the status.
    pub shown_places: u8,
    /// Names for values, best first; the first whose condition holds is the value's class.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<ValueClass>,
    /// Where the plan declares it.
    #[serde(skip)]
    pub place: Place,
}

impl Measure {
    /// The microseconds of the unit of time in which the value is written, where the measure is
    /// made of durations.
    pub(crate) fn time_unit(&self) -> Option<i64> {
        let is_of_durations = self.kind.aggregate()?.of.expression.kind().is_duration();
        is_of_durations.then(|| self.scale.microseconds()).flatten()
    }
}

/// How the value of a measure is made.
///
/// ```
/// use quality_objectives::plan::MeasureKind;
///
/// # let plan = quality_objectives::Plan::from_yaml(
/// #     r#"
/// # schema: 1
/// # organisation: A city
/// # title: Objectives
/// # period: 2026
/// # sources:
/// #   dossiers:
/// #     columns:
/// #       code: {type: text, key: true}
/// #       field: {type: category, members: [Land, Environment], aliases: {Land law: Land}}
/// #       received_on: {type: date, event: true}
/// #       due_on: {type: date, known_with: received_on}
/// #       resolved_on: {type: date, event: true, optional: true}
/// #     exists_from: received_on
/// #     breakdowns: [{by: [field], grain: month}]
/// # measures:
/// #   received: {count: {source: dossiers, dated_by: received_on}}
/// #   share:
/// #     ratio:
/// #       numerator: {source: dossiers, dated_by: resolved_on}
/// #       denominator: {source: dossiers, dated_by: received_on}
/// # objectives: [{number: 1, statement: Some}]
/// # "#,
/// # )?;
/// for measure in plan.measures() {
///     match &measure.kind {
///         MeasureKind::Count(count) => assert!(count.condition.is_none()),
///         MeasureKind::Ratio(_) => assert_eq!(measure.kind.sources(), ["dossiers"]),
///         other => unreachable!("there is no {}", other.name()),
///     }
/// }
/// # Ok::<(), quality_objectives::Error>(())
/// ```
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[expect(clippy::large_enum_variant, reason = "a plan holds few of them")]
pub enum MeasureKind {
    /// The share of cases for which a condition holds; never above 1.
    Proportion(Proportion),
    /// One number divided by another; each has its own source, date and condition.
    Ratio(Ratio),
    /// How many records there are; 0 without any.
    Count(Count),
    /// The sum of an expression; 0 without records.
    Total(Aggregate),
    /// The arithmetic mean of an expression over the records that have a value.
    Mean(Aggregate),
    /// The least value of an expression.
    Minimum(Aggregate),
    /// The greatest value of an expression.
    Maximum(Aggregate),
    /// How many stand at the end of a day: entered less left.
    Stock(Stock),
    /// Promoters less detractors, among all cases.
    NetScore(NetScore),
    /// The day on which something was done.
    Milestone(Milestone),
    /// Figures that were handed in for whole periods.
    Reported(Reported),
    /// How another measure's value stands to what it is compared with.
    Change(Change),
    /// The share of members whose own value meets a condition.
    ShareOfMembers(ShareOfMembers),
    /// A sum of points for the values of other measures.
    Score(Score),
}

impl MeasureKind {
    /// The name of the kind as a plan writes it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Proportion(_) => "proportion",
            Self::Ratio(_) => "ratio",
            Self::Count(_) => "count",
            Self::Total(_) => "total",
            Self::Mean(_) => "mean",
            Self::Minimum(_) => "minimum",
            Self::Maximum(_) => "maximum",
            Self::Stock(_) => "stock",
            Self::NetScore(_) => "net_score",
            Self::Milestone(_) => "milestone",
            Self::Reported(_) => "reported",
            Self::Change(_) => "change",
            Self::ShareOfMembers(_) => "share_of_members",
            Self::Score(_) => "score",
        }
    }

    /// What a total, mean, minimum or maximum is made of.
    pub(crate) fn aggregate(&self) -> Option<&Aggregate> {
        match self {
            Self::Total(rule) | Self::Mean(rule) | Self::Minimum(rule) | Self::Maximum(rule) => {
                Some(rule)
            }
            _ => None,
        }
    }

    /// The names of the sources that the value is counted from: one, or two for a ratio; none of
    /// a kind that is made from other measures ([`MeasureKind::measures`]).
    #[must_use]
    pub fn sources(&self) -> Vec<&str> {
        match self {
            Self::Proportion(rule) => vec![&rule.source],
            Self::Count(rule) => vec![&rule.source],
            Self::Total(rule) | Self::Mean(rule) | Self::Minimum(rule) | Self::Maximum(rule) => {
                vec![&rule.source]
            }
            Self::Stock(rule) => vec![&rule.source],
            Self::NetScore(rule) => vec![&rule.source],
            Self::Milestone(rule) => vec![&rule.source],
            Self::Reported(rule) => vec![&rule.source],
            Self::Change(_) | Self::ShareOfMembers(_) | Self::Score(_) => Vec::new(),
            Self::Ratio(rule) => {
                let mut names: Vec<&str> = Vec::new();
                for side in [&rule.numerator, &rule.denominator] {
                    if let RatioSide::Counted(side) = side
                        && !names.contains(&side.source.as_str())
                    {
                        names.push(&side.source);
                    }
                }
                names
            }
        }
    }

    /// The names of the measures that the value is made from, each once, in the order of the plan's
    /// text; none of a kind that is counted from records.
    #[must_use]
    pub fn measures(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        match self {
            Self::Change(change) => names.extend(change.measures()),
            Self::ShareOfMembers(share) => names.push(&share.measure),
            Self::Score(score) => names.extend(score.measures()),
            _ => {}
        }
        let mut seen = std::collections::BTreeSet::new();
        names.retain(|name| seen.insert(*name));
        names
    }

    /// Whether the value is made from other measures and not counted from records.
    #[must_use]
    pub fn is_derived(&self) -> bool {
        matches!(self, Self::Change(_) | Self::ShareOfMembers(_) | Self::Score(_))
    }
}
