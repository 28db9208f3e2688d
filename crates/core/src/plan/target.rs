//! Targets.

use serde::Serialize;

use super::words::NoCases;
use crate::document::place::Place;
use crate::ground::dates::{Grain, Period};
use crate::ground::target::{Bound, Scale};

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
    /// A condition of its own on the value of each of some members.
    ByMember(ByMemberTarget),
    /// Met when all are met; not met when one is not; otherwise there is no data.
    AllOf(TargetGroup),
    /// Met when one is met; not met when none can be; otherwise there is no data.
    AnyOf(TargetGroup),
    /// The same target asked of each of several periods.
    Every(EveryTarget),
    /// A qualitative target, decided by what a person declares.
    Declared(DeclaredTarget),
}

impl Target {
    /// What people call this target.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        match self {
            Self::Measure(target) => target.title.as_deref(),
            Self::Each(target) => target.title.as_deref(),
            Self::ByMember(target) => target.title.as_deref(),
            Self::AllOf(group) | Self::AnyOf(group) => group.title.as_deref(),
            Self::Every(target) => target.title.as_deref(),
            Self::Declared(target) => target.title.as_deref(),
        }
    }

    /// Where the plan declares it.
    #[must_use]
    pub fn place(&self) -> &Place {
        match self {
            Self::Measure(target) => &target.place,
            Self::Each(target) => &target.place,
            Self::ByMember(target) => &target.place,
            Self::AllOf(group) | Self::AnyOf(group) => &group.place,
            Self::Every(target) => &target.place,
            Self::Declared(target) => &target.place,
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

/// A condition of its own on the value of each of some members of a dimension.
///
/// ```
/// use quality_objectives::plan::Target;
///
/// # let plan = quality_objectives::Plan::from_yaml(
/// #     r#"
/// # schema: 1
/// # organisation: A school
/// # title: Objectives
/// # period: 2026
/// # sources:
/// #   students: {columns: {assessed_on: {type: date}, year: {type: category}, left: {type: boolean}}}
/// # measures:
/// #   leavers: {proportion: {source: students, dated_by: assessed_on, numerator: left}}
/// # objectives:
/// #   - number: 1
/// #     statement: Few leave
/// #     target: {measure: leavers, each: year, by_member: {first: "<= 10%", second: "<= 8%"}}
/// # "#,
/// # )?;
/// let Some(Target::ByMember(target)) = &plan.objectives()[0].target else { unreachable!() };
/// let second = &target.members[1];
/// assert_eq!((second.member.as_str(), second.is.as_str()), ("second", "<= 8%"));
/// # Ok::<(), quality_objectives::Error>(())
/// ```
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct ByMemberTarget {
    /// The measure's name.
    pub measure: String,
    /// The category or boolean column.
    pub column: String,
    /// The members that are looked at, each with its condition; never empty.
    pub members: Vec<MemberCondition>,
    /// What a member without a case means.
    pub no_cases: NoCases,
    /// What people call this target.
    pub title: Option<String>,
    /// Where the plan declares it.
    #[serde(skip)]
    pub place: Place,
}

/// The condition on the value of one member.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct MemberCondition {
    /// The member, in Unicode NFC.
    pub member: String,
    /// The condition as the plan writes it.
    pub is: String,
    /// The condition on the value; its limits are pure numbers, 0.015 for `1.5%`.
    #[serde(skip)]
    pub bound: Bound,
    /// The scale in which the plan writes the condition.
    pub scale: Scale,
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

/// The same target asked of each of several periods: each month, each quarter.
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
/// # sources: {articles: {columns: {published_on: {type: date}}}}
/// # measures: {articles: {count: {source: articles, dated_by: published_on}}}
/// # objectives:
/// #   - number: 1
/// #     statement: Ten articles in any three months
/// #     target: {measure: articles, is: ">= 10", every: month, over: 3 months}
/// # "#,
/// # )?;
/// let Some(Target::Every(target)) = &plan.objectives()[0].target else { unreachable!() };
/// // The three months that end with January and with February begin before the objective does.
/// let first = &target.periods[0];
/// assert_eq!((target.periods.len(), first.name.as_str()), (10, "2026-03"));
/// assert_eq!(first.window.to_string(), "2026-Q1");
/// # Ok::<(), quality_objectives::Error>(())
/// ```
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct EveryTarget {
    /// The grain of the periods; `None` where they are the time before deadlines.
    pub every: Option<Grain>,
    /// Over how many periods each is asked, the one that is named being the last; `None` for that
    /// one alone.
    pub over: Option<u32>,
    /// What a period without a case means.
    pub no_cases: NoCases,
    /// The periods, in order; never empty.
    pub periods: Vec<TargetPeriod>,
    /// What people call this target.
    pub title: Option<String>,
    /// Where the plan declares it.
    #[serde(skip)]
    pub place: Place,
}

/// One period of a target that is asked of several.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct TargetPeriod {
    /// Its name: `2026-Q1`; the day of a deadline.
    pub name: String,
    /// Its days that lie in the objective's span.
    pub period: Period,
    /// The days over which values are taken: those of the period, or of the last ones that end
    /// with it.
    pub window: Period,
    /// What is asked of it.
    pub target: Target,
}

/// A qualitative target, decided by what a person declares with a date and evidence.
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
/// # sources: {dossiers: {columns: {received_on: {type: date}}}}
/// # measures: {received: {count: {source: dossiers, dated_by: received_on}}}
/// # declarations:
/// #   - {name: archive, on: 2026-06-30, holds: true, by: Head of the office, evidence: Minutes 12}
/// # objectives:
/// #   - {number: 1, statement: The archive works well, target: {declared: archive}}
/// # "#,
/// # )?;
/// let Some(Target::Declared(target)) = &plan.objectives()[0].target else { unreachable!() };
/// assert_eq!(target.name, "archive");
/// assert!(plan.declarations()[0].declaration.holds);
/// # Ok::<(), quality_objectives::Error>(())
/// ```
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct DeclaredTarget {
    /// The name under which it is declared.
    pub name: String,
    /// The days on which it has to be declared, as the plan writes them.
    pub is: Option<String>,
    /// The condition on the day, whose number is counted from 1970-01-01.
    #[serde(skip)]
    pub bound: Option<Bound>,
    /// What people call this target.
    pub title: Option<String>,
    /// Where the plan declares it.
    #[serde(skip)]
    pub place: Place,
}
