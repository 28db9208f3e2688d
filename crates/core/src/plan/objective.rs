//! Objectives.

use serde::Serialize;

use super::target::Target;
use super::words::ActionStatus;
use crate::document::place::Place;
use crate::ground::dates::{Grain, Period};

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
    /// The start as the plan writes it.
    pub start: Option<Period>,
    /// When it is due, as the plan writes it.
    pub due: Option<Period>,
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
