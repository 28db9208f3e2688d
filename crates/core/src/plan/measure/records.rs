//! Measures that are counted from records.

use serde::Serialize;

use crate::ground::exact::Exact;
use crate::plan::formula::Formula;
use crate::plan::words::Which;

/// The share of a source's cases for which a condition holds.
///
/// Laws differ in what they divide by: Vietnam's Decree 61/2018/NĐ-CP, Article 30(2)(c), divides the
/// dossiers on time by those received, while many plans divide by those resolved. `dated_by` and
/// `denominator` say which is meant.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Proportion {
    /// The source of the cases.
    pub source: String,
    /// The date that places a case in time: a case belongs to the period in which it lies.
    pub dated_by: Formula,
    /// Which records are cases; all where there is none. A record for which it is unknown is no case.
    pub denominator: Option<Formula>,
    /// Asked of the denominator's records only; a case for which it is unknown is undecided.
    pub numerator: Formula,
    /// Open records that are no cases yet and are sure to become bad ones: overdue and not resolved.
    /// Records that have a date in the span and are cases already do not count among them.
    pub coming: Option<Formula>,
}

/// One number divided by another.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Ratio {
    /// What is divided.
    pub numerator: RatioSide,
    /// What it is divided by.
    pub denominator: RatioSide,
}

/// One side of a ratio.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
#[expect(clippy::large_enum_variant, reason = "a plan holds few of them")]
pub enum RatioSide {
    /// Counted or summed from records.
    Counted(CountedSide),
    /// A figure that the plan gives: a quota, a headcount.
    Figure(Exact),
}

/// A side of a ratio that is counted, or summed where it has a `total`.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct CountedSide {
    /// The source of the records.
    pub source: String,
    /// The date that places a record in time.
    pub dated_by: Formula,
    /// Which records count; all where there is none.
    pub condition: Option<Formula>,
    /// What is summed; records are counted where there is none.
    pub total: Option<Formula>,
}

/// How many records there are.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Count {
    /// The source of the records.
    pub source: String,
    /// The date that places a record in time.
    pub dated_by: Formula,
    /// Which records count; all where there is none.
    pub condition: Option<Formula>,
}

/// The total, mean, minimum or maximum of an expression.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Aggregate {
    /// The source of the records.
    pub source: String,
    /// The date that places a record in time.
    pub dated_by: Formula,
    /// The expression: a number or a duration, computed from each record.
    pub of: Formula,
    /// Which records count; all where there is none.
    pub condition: Option<Formula>,
}

/// How many stand at the end of a day: those entered by then, less those that left by then.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Stock {
    /// The source of the records.
    pub source: String,
    /// What enters.
    pub entered: Flow,
    /// What leaves.
    pub left: Flow,
}

/// One direction of a stock.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Flow {
    /// The date on which a record enters or leaves.
    pub dated_by: Formula,
    /// Which records count; all where there is none.
    pub condition: Option<Formula>,
}

/// Promoters less detractors among all cases, from −100 to 100 points: 100 × (promoters −
/// detractors) / cases.
///
/// A case that is neither is passive. A case for which one of the conditions is unknown and none
/// holds is undecided.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct NetScore {
    /// The source of the cases.
    pub source: String,
    /// The date that places a case in time.
    pub dated_by: Formula,
    /// Which records are cases; all where there is none.
    pub denominator: Option<Formula>,
    /// Which cases speak for it.
    pub promoters: Formula,
    /// Which cases speak against it.
    pub detractors: Formula,
}

/// The day on which something was done: the first or the last day of the records for which a
/// condition holds. As of a day, what is dated later is not done.
///
/// Its value is a day, as a pure number the days since 1970-01-01.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Milestone {
    /// The source of the records.
    pub source: String,
    /// The day on which a record was done.
    pub dated_by: Formula,
    /// Which records count; all where there is none.
    pub condition: Option<Formula>,
    /// Whether the first or the last of the days is meant.
    pub which: Which,
}

/// Figures that were handed in for whole periods and are added, not counted.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Reported {
    /// The source of the figures.
    pub source: String,
    /// The date that places a row in time: the source's period column unless the plan says
    /// otherwise.
    pub dated_by: Formula,
    /// Which rows count; all where there is none.
    pub condition: Option<Formula>,
    /// Which figures.
    pub figures: ReportedFigures,
}

/// The figures of a reported measure.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ReportedFigures {
    /// Two sums, one divided by the other. A row without one of the two is left out.
    Shares {
        /// What is divided.
        numerator: Formula,
        /// What it is divided by.
        denominator: Formula,
    },
    /// One figure as it is: it cannot be added, so that there is no data for more than one row,
    /// nor for a span that is not exactly one period of the grain of a period column.
    Value(Formula),
}
