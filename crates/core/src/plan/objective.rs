//! Objectives and their targets.

use serde::Serialize;

use super::words::{ActionStatus, NoCases};
use crate::document::place::Place;
use crate::ground::dates::{Grain, Period};
use crate::ground::target::{Bound, Scale};

/// One numbered row of the plan: what is to be achieved, how it is measured, what will be done,
/// by whom, from when, by when.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Objective {
    /// The number as the plan writes it; unique in the plan.
    pub number: String,
    /// What is to be achieved.
    pub statement: String,
    /// How it is measured, in the plan's words.
    pub measured_by: Option<String>,
    /// The target; an objective without one is not evaluated.
    pub target: Option<Target>,
    /// What will be done.
    pub actions: Vec<Action>,
    /// The units responsible.
    pub responsible: Vec<String>,
    /// From the start to the due day, both included; the plan's period where the objective says
    /// nothing.
    pub period: Period,
    /// The identifiers of the plan's legal references that it rests on.
    pub legal_references: Vec<String>,
    /// The review that the objective asks for.
    pub review: Option<Review>,
    /// Notes for readers.
    pub notes: Vec<String>,
    /// Where the plan declares it.
    #[serde(skip)]
    pub place: Place,
}

/// A target: a condition on a measure's value, or several joined.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Target {
    /// A condition on the value of a measure.
    Measure(MeasureTarget),
    /// The same condition on the value of each member of a dimension.
    Each(EachTarget),
    /// Met when all are met.
    AllOf(TargetGroup),
    /// Met when one is met.
    AnyOf(TargetGroup),
}

impl Target {
    /// What people call this target.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        match self {
            Self::Measure(target) => target.title.as_deref(),
            Self::Each(target) => target.title.as_deref(),
            Self::AllOf(group) | Self::AnyOf(group) => group.title.as_deref(),
        }
    }

    /// Where the plan declares it.
    #[must_use]
    pub fn place(&self) -> &Place {
        match self {
            Self::Measure(target) => &target.place,
            Self::Each(target) => &target.place,
            Self::AllOf(group) | Self::AnyOf(group) => &group.place,
        }
    }
}

/// A condition on the value of a measure.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct MeasureTarget {
    /// The measure's name.
    pub measure: String,
    /// The condition as the plan writes it.
    pub is: String,
    /// The condition on the value; its limits are pure numbers, 0.015 for `1.5%`.
    #[serde(skip)]
    pub bound: Bound,
    /// The scale in which the plan writes the condition.
    pub scale: Scale,
    /// What people call this target.
    pub title: Option<String>,
    /// Where the plan declares it.
    #[serde(skip)]
    pub place: Place,
}

/// The same condition on the value of each member of a dimension.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct EachTarget {
    /// The measure's name.
    pub measure: String,
    /// The condition as the plan writes it.
    pub is: String,
    /// The condition on the value; its limits are pure numbers, 0.015 for `1.5%`.
    #[serde(skip)]
    pub bound: Bound,
    /// The scale in which the plan writes the condition.
    pub scale: Scale,
    /// The category or boolean column whose members are looked at.
    pub column: String,
    /// The members that are looked at, in Unicode NFC; all where there is no list.
    pub members: Option<Vec<String>>,
    /// What a member without a case means.
    pub no_cases: NoCases,
    /// What people call this target.
    pub title: Option<String>,
    /// Where the plan declares it.
    #[serde(skip)]
    pub place: Place,
}

/// Several targets joined.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct TargetGroup {
    /// The parts; never empty.
    pub targets: Vec<Target>,
    /// What people call this target.
    pub title: Option<String>,
    /// Where the plan declares it.
    #[serde(skip)]
    pub place: Place,
}

/// Something that will be done for an objective.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Action {
    /// What will be done.
    pub text: String,
    /// How far it has got.
    pub status: Option<ActionStatus>,
    /// What shows it: documents, records.
    pub evidence: Vec<String>,
}

/// A review that an objective asks for: of which measures, by what, how often.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Review {
    /// How often.
    pub every: Grain,
    /// The category and boolean columns by which the measures are looked at.
    pub by: Vec<String>,
    /// The measures' names.
    pub measures: Vec<String>,
}
