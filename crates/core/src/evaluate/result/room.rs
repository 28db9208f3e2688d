//! How much room a result leaves.

use serde::{Serialize, Serializer};

use super::Deciding;
use crate::evaluate::room::{Arrivals, Reason};
use crate::ground::exact::Exact;

/// The room that a condition leaves, in cases.
///
/// Under `<` and `<=` a case of the numerator is bad; under `>` and `>=` it is good. Of a share,
/// `= 100%` reads as `>= 100%`, and `= 0%` as `<= 0%`. Numbers are whole and right at the boundary,
/// whatever the size of the counts. In JSON they are text, and those that have no meaning are left
/// out; `reason` then says why.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let plan = quality_objectives::Plan::from_yaml(
/// #     "schema: 1\norganisation: A city\ntitle: Objectives\nperiod: 2022\n\
/// #      sources: {cases: {columns: {day: {type: date}, late: {type: boolean}}}}\n\
/// #      measures: {late_rate: {proportion: {source: cases, dated_by: day, numerator: late}}}\n\
/// #      objectives: [{number: 1, statement: Few are late, \
/// #      target: {measure: late_rate, is: \"<= 20%\"}}]\n",
/// # )?;
/// use quality_objectives::{Arrivals, Assumptions, TargetKind};
///
/// // One of ten is late, and the limit is 20 %.
/// let records = format!("day,late\n2022-01-03,true\n{}", "2022-01-03,false\n".repeat(9));
/// let mut counter = plan.rules("2022-01-31".parse()?).counter();
/// counter.csv("cases", records.as_bytes())?;
/// let evaluation = plan.evaluate(&counter.finish()?.0, &Assumptions::none())?;
///
/// let target = evaluation.objectives()[0].target.as_ref().ok_or("no target")?;
/// let TargetKind::Measure(late) = &target.kind else { return Err("a measure".into()) };
/// assert_eq!(late.room.headroom, Some(1)); // 2 of 10 is 20 %
/// assert_eq!(late.room.arrivals, Arrivals::Count(1)); // 2 of 11 holds, 3 of 12 does not
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Room {
    /// How many cases now good could be bad with the target still met; below zero, how many bad
    /// ones would have to be good.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "serialize_wide")]
    pub headroom: Option<i128>,
    /// How many further cases, all bad, it bears.
    #[serde(skip_serializing_if = "Arrivals::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub arrivals: Arrivals,
    /// The fewest further cases, all good, after which it holds; `None` if no number does.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "serialize_wide")]
    pub recovery: Option<i128>,
    /// Headroom once the coming cases are counted.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "serialize_wide")]
    pub after_coming: Option<i128>,
    /// How many of the cases still to come until the expected final volume may be bad; below
    /// zero, how many too many are bad already. `None` without an expected volume.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "serialize_wide")]
    pub left_at_expected: Option<i128>,
    /// Of a range: how many may leave the numerator; below zero, how many have to join it.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "serialize_wide")]
    pub down: Option<i128>,
    /// Of a range: how many may join the numerator; below zero, how many have to leave it.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "serialize_wide")]
    pub up: Option<i128>,
    /// Of a total or a mean: how far the sum is on the good side of what the limit asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slack: Option<Exact>,
    /// Why there is no room to speak of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
}

/// The room of a target that has parts: whose it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TargetRoom {
    /// The headroom, or of a range the smaller of room down and up.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    #[serde(serialize_with = "serialize_number")]
    pub least: i128,
    /// The way to the part that has it: positions of targets and members.
    pub of: Vec<Deciding>,
}

impl Arrivals {
    fn is_none(&self) -> bool {
        *self == Self::None
    }
}

fn serialize_number<S: Serializer>(number: &i128, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(number)
}

#[expect(clippy::ref_option, reason = "serde hands fields over by reference")]
fn serialize_wide<S: Serializer>(number: &Option<i128>, serializer: S) -> Result<S::Ok, S::Error> {
    match number {
        Some(number) => serializer.collect_str(number),
        None => serializer.serialize_none(),
    }
}
