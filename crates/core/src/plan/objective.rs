//! Objectives and their targets.

use serde::Serialize;

use super::words::{ActionStatus, NoCases};
use crate::document::place::Place;
use crate::ground::dates::{Grain, Period};
use crate::ground::target::{Bound, Scale};

/// One numbered row of the plan: what is to be achieved, how it is measured, what will be done,
/// by whom, from when, by when (ISO 9001:2015, clause 6.2).
///
/// ```
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
/// let objective = plan.objective("1").unwrap();
/// assert_eq!(objective.statement, "Fewer dossiers are late");
/// // Without a start it begins with the plan's period; the whole of its last month counts.
/// assert_eq!(objective.period.to_string(), "2026-H1");
/// assert!(objective.target.is_some() && objective.review.is_none());
/// # Ok::<(), quality_objectives::Error>(())
/// ```
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
    /// From the start to the due day, both included, in which it is evaluated; the plan's period where the objective says
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
///
/// ```
/// use quality_objectives::plan::Target;
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
/// let target = plan.objectives()[0].target.as_ref();
/// let Some(Target::AllOf(parts)) = target else { unreachable!() };
/// let [Target::Measure(whole), Target::Each(each)] = parts.targets.as_slice() else {
///     unreachable!()
/// };
/// assert_eq!((whole.measure.as_str(), whole.is.as_str()), ("late_rate", "< 1.5%"));
/// assert_eq!(whole.bound.holds_ratio(15, 1000), Some(false));
/// assert_eq!(each.column, "field");
/// assert_eq!(each.members.as_deref(), Some(&["Land".to_owned()][..]));
/// # Ok::<(), quality_objectives::Error>(())
/// ```
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Target {
    /// A condition on the value of a measure.
    Measure(MeasureTarget),
    /// The same condition on the value of each member of a dimension.
    Each(EachTarget),
    /// Met when all are met; not met when one is not; otherwise there is no data.
    AllOf(TargetGroup),
    /// Met when one is met; not met when none can be; otherwise there is no data.
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
    /// How often: the buckets of time in which the measures are looked at.
    pub every: Grain,
    /// The category and boolean columns by which the measures are looked at, at most 5.
    pub by: Vec<String>,
    /// The measures' names.
    pub measures: Vec<String>,
}
