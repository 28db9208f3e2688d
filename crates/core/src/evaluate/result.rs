//! What an evaluation says.

mod room;

use std::sync::Arc;

use chrono::NaiveDate;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::Context;
use super::account::SourceAccount;
use super::assumptions::Assumptions;
use super::outlook::Outlook;
use crate::ground::dates::{Grain, Period};
use crate::ground::exact::Exact;
use crate::ground::target::{Bound, Scale};
use crate::plan::{Declaration, Plan};
use crate::tally::Tally;

pub use room::{Room, TargetRoom};

/// Whether a target is met. In JSON: `met`, `not_met`, `no_data`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The value meets the condition.
    Met,
    /// It does not.
    NotMet,
    /// There is nothing to measure; that is neither success nor failure.
    NoData,
}

/// Where the as-of day stands to an objective's span. In JSON: `not_started`, `in_progress`,
/// `closed`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// The day is before the start.
    NotStarted,
    /// The day lies in the span and is not its last one.
    InProgress,
    /// The day is the due day or later.
    Closed,
}

/// The whole result: every objective, target and number, and what it rests on.
///
/// [`Plan::evaluate`] and [`Evaluator`](crate::Evaluator) make it. It is read through
/// [`Evaluation::objectives`] and [`Evaluation::breakdown`], as canonical JSON
/// ([`Evaluation::to_json`]), or in words ([`Evaluation::report`]). It keeps the tally and the
/// plan that it was made from; both are shared, not copied.
#[derive(Debug, Clone)]
pub struct Evaluation {
    pub(crate) as_of: NaiveDate,
    pub(crate) objectives: Vec<ObjectiveResult>,
    pub(crate) sources: Vec<SourceAccount>,
    pub(crate) assumptions: Assumptions,
    pub(crate) context: Arc<Context>,
    pub(crate) tally: Tally,
}

/// One objective's result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ObjectiveResult {
    /// The number as the plan writes it.
    pub number: String,
    /// What is to be achieved.
    pub statement: String,
    /// The span it is evaluated over: from its start to its due day. JSON has its first and last
    /// day as `from` and `to`.
    #[cfg_attr(feature = "schema", schemars(with = "crate::ground::described::DaySpan"))]
    #[serde(flatten, serialize_with = "serialize_span")]
    pub span: Period,
    /// Where the as-of day stands to the span.
    pub phase: Phase,
    /// Whether it is met; no data for an objective without a target.
    pub status: Status,
    /// What the status can still become; open for an objective without a target.
    pub outlook: Outlook,
    /// The result of its target, if it has one.
    pub target: Option<TargetResult>,
}

/// The result of a target or of one of its parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(transform = room_by_kind))]
#[non_exhaustive]
pub struct TargetResult {
    /// What people call it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Whether it is met.
    pub status: Status,
    /// What the status can still become.
    pub outlook: Outlook,
    /// The outlook where an expected volume is assumed for one of its measures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlook_expected: Option<Outlook>,
    /// The parts that decided, in a target that has parts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decided_by: Vec<Deciding>,
    /// The smallest room under `all_of` and `each`, the largest under `any_of`, in a target
    /// that has parts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room: Option<TargetRoom>,
    /// What it is.
    #[serde(flatten)]
    pub kind: TargetKind,
}

impl TargetResult {
    /// The condition on one value, where the target is one.
    #[must_use]
    pub fn measure(&self) -> Option<&MeasureResult> {
        match &self.kind {
            TargetKind::Measure(result) => Some(result),
            _ => None,
        }
    }

    /// The periods, in order; none of a target that is not asked of each of several.
    #[must_use]
    pub fn periods(&self) -> &[PeriodResult] {
        match &self.kind {
            TargetKind::Every { periods, .. } => periods,
            _ => &[],
        }
    }

    /// The parts, in the order of the plan; none of a target that has no parts.
    #[must_use]
    pub fn targets(&self) -> &[TargetResult] {
        match &self.kind {
            TargetKind::AllOf { targets } | TargetKind::AnyOf { targets } => targets,
            _ => &[],
        }
    }
}

/// A part that decided: its position among the targets, the member, or the period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Deciding {
    /// The position in `targets`, counted from 0.
    Target(usize),
    /// The member of an `each`.
    Member(String),
    /// The period of an `every`, by its name.
    Period(String),
}

/// A target as its kind has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum TargetKind {
    /// A condition on one value.
    Measure(Box<MeasureResult>),
    /// A condition on the value of each member of a column.
    Each {
        /// The column.
        column: String,
        /// The measure's name.
        measure: String,
        /// The condition as canonical text, where it is the same for all.
        #[serde(skip_serializing_if = "Option::is_none")]
        condition: Option<String>,
        /// The members that have a case, in the order of the plan or by their bytes.
        members: Vec<MemberResult>,
        /// Members that were passed over, and why.
        skipped: Vec<SkippedMember>,
    },
    /// Met when all are met.
    AllOf {
        /// The parts, in the order of the plan.
        targets: Vec<TargetResult>,
    },
    /// Met when one is met.
    AnyOf {
        /// The parts, in the order of the plan.
        targets: Vec<TargetResult>,
    },
    /// The same target asked of each of several periods; met when those that join are.
    Every {
        /// The grain of the periods; none where they are the time before deadlines.
        every: Option<Grain>,
        /// Over how many periods each is asked, the one that is named being the last.
        #[serde(skip_serializing_if = "Option::is_none")]
        over: Option<u32>,
        /// The periods, in order.
        periods: Vec<PeriodResult>,
    },
    /// A qualitative target: nothing is counted, a person declares whether it holds.
    Declared {
        /// The name under which it is declared.
        name: String,
        /// The days on which it has to be declared, as canonical text.
        #[serde(skip_serializing_if = "Option::is_none")]
        condition: Option<String>,
        /// The condition on the day itself, whose number is counted from 1970-01-01.
        #[serde(skip)]
        bound: Option<Bound>,
        /// The declaration that decided; none where there is no data.
        #[serde(skip_serializing_if = "Option::is_none")]
        declaration: Option<Declaration>,
    },
}

/// One period of an `every`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PeriodResult {
    /// Its name: `2022-Q1`, `2022-03`, `2022-W05`; the day of a deadline.
    pub period: String,
    /// The days over which values are taken: the period's, or those of the last ones that end
    /// with it. JSON has the first and last day as `from` and `to`.
    #[cfg_attr(feature = "schema", schemars(with = "crate::ground::described::DaySpan"))]
    #[serde(flatten, serialize_with = "serialize_span")]
    pub span: Period,
    /// Whether the period crosses the edge of the objective's span, so that it is only a part of
    /// its week, month, quarter or year.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub clipped: bool,
    /// Where the as-of day stands to the period.
    pub phase: Phase,
    /// Whether it counts for the status of the whole: it is over and not skipped, or it is lost
    /// already.
    pub joins: bool,
    /// Why it is passed over, where it is over and had no case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skipped: Option<Skipped>,
    /// What became of the target in it.
    pub target: TargetResult,
}

/// One member of an `each`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct MemberResult {
    /// The member.
    pub member: String,
    /// Whether its value meets the condition.
    pub status: Status,
    /// What the status can still become.
    pub outlook: Outlook,
    /// Why it has no data, where a target counts members without a case (`no_cases: no_data`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub empty: Option<Skipped>,
    /// Its value.
    #[serde(flatten)]
    pub result: MeasureResult,
}

/// A member of an `each` that was passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SkippedMember {
    /// The member.
    pub member: String,
    /// Why.
    pub reason: Skipped,
}

/// Why a member or a period was passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Skipped {
    /// It has records, and none is a case of the measure in the span.
    NoCases,
    /// No record has it.
    NoRecords,
    /// The source was not handed in.
    NotHandedIn,
}

/// A condition on one value, with all numbers behind the answer.
///
/// `condition` and `shown` are in the units of `scale`; `bound` and the value's `exact` are pure
/// numbers, so that 1.5 % is 0.015 in both.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct MeasureResult {
    /// The measure's name.
    pub measure: String,
    /// The condition as canonical text: `< 1.5%`.
    pub condition: String,
    /// The condition itself, in pure numbers.
    #[serde(skip)]
    pub bound: Bound,
    /// The units in which value and condition are written.
    pub scale: Scale,
    /// The value and what it was computed from.
    pub value: ValueResult,
    /// Whether the status comes from the plan's `when_empty` and not from a value.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub decided_by_when_empty: bool,
    /// How much room is left.
    pub room: Room,
}

/// A value and what it was computed from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ValueResult {
    /// The exact value as a pure number (1.5 % is 0.015), rounded only where the plan prescribes
    /// it; `None` where there is nothing to measure.
    pub exact: Option<Exact>,
    /// The value as it is shown: in the scale's units, with a decimal point, never so that it
    /// contradicts the status.
    pub shown: Option<String>,
    /// Cases in the numerator; of a count the count, of a total or mean the sum.
    pub numerator: Option<Exact>,
    /// Cases divided by; of a mean the number of values; `None` where nothing is divided.
    pub denominator: Option<Exact>,
    /// Cases of which it is not known whether they belong to the numerator; of a total or mean,
    /// records without a value.
    pub undecided: u64,
    /// Whether the undecided are left out of the denominator.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub undecided_left_out: bool,
    /// Open records that are no cases yet and are sure to become bad ones, where the measure says
    /// which; only while the period is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coming: Option<u64>,
    /// Whether the source was handed in at all.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub not_handed_in: bool,
    /// Of a change, the value that it is compared with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<Exact>,
    /// Of a change, the name of the earlier tally that it is compared with and that was not handed
    /// in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline_not_given: Option<String>,
    /// Of a score, its parts; none of any other value.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartResult>,
    /// The class of the value, where the measure has classes and one of them holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
}

/// A part of a score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PartResult {
    /// What people call it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The measure that gives the points, where one does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// Its points; `None` where it has no data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<Exact>,
    /// Whether it has no data and is left out of the sum.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub left_out: bool,
}

impl Evaluation {
    /// The day as of which it stands.
    #[must_use]
    pub fn as_of(&self) -> NaiveDate {
        self.as_of
    }

    /// The plan that was evaluated.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.context.plan
    }

    /// The tally that was evaluated.
    #[must_use]
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// The objectives, in the order of the plan.
    #[must_use]
    pub fn objectives(&self) -> &[ObjectiveResult] {
        &self.objectives
    }

    /// The objective of that number, as the plan writes it.
    #[must_use]
    pub fn objective(&self, number: &str) -> Option<&ObjectiveResult> {
        self.objectives.iter().find(|objective| objective.number == number)
    }

    /// What became of the records of each source.
    #[must_use]
    pub fn sources(&self) -> &[SourceAccount] {
        &self.sources
    }

    /// What was assumed.
    #[must_use]
    pub fn assumptions(&self) -> &Assumptions {
        &self.assumptions
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands fields over by reference")]
pub(super) fn serialize_span<S: Serializer>(
    span: &Period,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut days = serializer.serialize_struct("Span", 2)?;
    days.serialize_field("from", &span.first().to_string())?;
    days.serialize_field("to", &span.last().to_string())?;
    days.end()
}

/// In JSON, `room` of a condition on one value is that of the value, and of a target with parts that
/// of the part that decides: what the type says of all kinds holds for those with parts only.
#[cfg(feature = "schema")]
fn room_by_kind(schema: &mut schemars::Schema) {
    let properties = schema.get_mut("properties").and_then(serde_json::Value::as_object_mut);
    let Some(room) = properties.and_then(|properties| properties.remove("room")) else { return };
    let kinds = schema.get_mut("oneOf").and_then(serde_json::Value::as_array_mut);
    for kind in kinds.into_iter().flatten().filter(|kind| kind.get("$ref").is_none()) {
        let properties = kind.get_mut("properties").and_then(serde_json::Value::as_object_mut);
        if let Some(properties) = properties {
            properties.insert("room".to_owned(), room.clone());
        }
    }
}
