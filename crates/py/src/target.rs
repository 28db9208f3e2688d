//! Results of targets: a tree, as the plan has it.

use chrono::NaiveDate;
use pyo3::prelude::*;
use quality_objectives::{self as core, TargetKind};

use crate::convert::{
    Deciding, GrainWord, KindWord, OutlookWord, PhaseWord, SkippedWord, StatusWord, Tuple, frozen,
};
use crate::plan::Declaration;
use crate::value::{Limits, Room, Value};

/// The headroom of a target: its own, or that of the part that decides.
pub(crate) fn headroom(target: &core::TargetResult) -> Option<i128> {
    match target.measure() {
        Some(measure) => measure.room.headroom,
        None => target.room.as_ref().map(|room| room.least),
    }
}

fn value(measure: &core::MeasureResult) -> Value {
    Value { inner: measure.value.clone(), scale: measure.scale.clone() }
}

fn deciding(parts: &[core::Deciding]) -> Tuple<Deciding> {
    parts.iter().cloned().map(Deciding).collect()
}

frozen! {
    /// The result of a target or of one of its parts. What its kind does not have is None or empty.
    ///
    ///     >>> target = evaluation.objectives[0].target
    ///     >>> target.kind, target.status, target.headroom
    ///     ('all_of', 'met', 0)
    ///     >>> target.targets[0]
    ///     TargetResult(kind='measure', measure='late_rate', condition='< 50%', status='met', outlook='open', headroom=0)
    TargetResult(core::TargetResult), own,
    shows("kind", "measure", "condition", "status", "outlook", "headroom") {
        /// What it is: a condition on one value (`measure`), on that of each member (`each`), parts
        /// (`all_of`, `any_of`), the same target in each period (`every`), or what a person declares.
        kind: KindWord = (&own.kind).into();
        /// What people call it.
        title: Option<&str> = own.title.as_deref();
        /// Whether it is met.
        status: StatusWord = own.status.into();
        /// What the status can still become.
        outlook: OutlookWord = own.outlook.into();
        /// The outlook where an expected volume is assumed for one of its measures.
        outlook_expected: Option<OutlookWord> = own.outlook_expected.map(Into::into);
        /// The parts that decided: positions in `targets`, names of members or periods.
        decided_by: Tuple<Deciding> = deciding(&own.decided_by);
        /// The measure's name.
        measure: Option<&str> = match &own.kind {
            TargetKind::Measure(result) => Some(&result.measure),
            TargetKind::Each { measure, .. } => Some(measure),
            _ => None,
        };
        /// The condition as canonical text: `< 1.5%`.
        condition: Option<&str> = match &own.kind {
            TargetKind::Measure(result) => Some(&result.condition),
            TargetKind::Each { condition, .. } | TargetKind::Declared { condition, .. } => {
                condition.as_deref()
            }
            _ => None,
        };
        /// Of a condition on one value: its limits.
        limits: Option<Limits> = own.measure().map(|own| Limits::of(&own.bound));
        /// Of a condition on one value: the value.
        value: Option<Value> = own.measure().map(value);
        /// Of a condition on one value: the room that it leaves.
        room: Option<Room> = own.measure().map(|own| Room(own.room.clone()));
        /// Of a target with parts: the least room, and whose it is.
        parts_room: Option<PartsRoom> = own.room.clone().map(PartsRoom);
        /// The headroom of the value, or of the part that decides.
        headroom: Option<i128> = headroom(own);
        /// Whether the status comes from the plan's `when_empty` and not from a value.
        decided_by_when_empty: bool = own.measure().is_some_and(|own| own.decided_by_when_empty);
        /// The parts of `all_of` and `any_of`, in the order of the plan.
        targets: Tuple<TargetResult> = own.targets().iter().cloned().map(TargetResult).collect();
        /// The column of an `each`.
        column: Option<&str> = match &own.kind {
            TargetKind::Each { column, .. } => Some(column),
            _ => None,
        };
        /// The members of an `each` that have a case.
        members: Tuple<MemberResult> = match &own.kind {
            TargetKind::Each { members, .. } => members.iter().cloned().map(MemberResult).collect(),
            _ => Tuple(Vec::new()),
        };
        /// The members of an `each` that were passed over, and why.
        skipped: Tuple<(String, SkippedWord)> = match &own.kind {
            TargetKind::Each { skipped, .. } => {
                skipped.iter().map(|own| (own.member.clone(), own.reason.into())).collect()
            }
            _ => Tuple(Vec::new()),
        };
        /// The grain of the periods of an `every`.
        every: Option<GrainWord> = match &own.kind {
            TargetKind::Every { every, .. } => every.map(Into::into),
            _ => None,
        };
        /// Over how many periods each is asked, the one that is named being the last.
        over: Option<u32> = match &own.kind {
            TargetKind::Every { over, .. } => *over,
            _ => None,
        };
        /// The periods of an `every`, in order.
        periods: Tuple<PeriodResult> = own.periods().iter().cloned().map(PeriodResult).collect();
        /// Of a declared target, the name under which it is declared.
        declared: Option<&str> = match &own.kind {
            TargetKind::Declared { name, .. } => Some(name),
            _ => None,
        };
        /// Of a declared target, the declaration that decided.
        declaration: Option<Declaration> = match &own.kind {
            TargetKind::Declared { declaration, .. } => declaration.clone().map(Declaration),
            _ => None,
        };
    }
}

frozen! {
    /// The room of a target that has parts: the least (under `any_of` the largest), and whose it is.
    ///
    ///     >>> evaluation.objectives[0].target.parts_room
    ///     PartsRoom(least=0, of=(0,))
    PartsRoom(core::TargetRoom), own, shows("least", "of") {
        /// The headroom, or of a range the smaller of room down and up.
        least: i128 = own.least;
        /// The way to the part that has it: positions of targets, names of members and periods.
        of: Tuple<Deciding> = deciding(&own.of);
    }
}

frozen! {
    /// One member of an `each`.
    ///
    ///     >>> by_unit = evaluation.objectives[0].target.targets[1]
    ///     >>> for own in by_unit.members:
    ///     ...     print(own.member, own.value.shown, own.status, own.headroom)
    ///     North 50.00 met 0
    ///     South 33.33 met 0
    MemberResult(core::MemberResult), own,
    shows("member", "status", "outlook", "condition", "value", "headroom") {
        /// The member.
        member: &str = &own.member;
        /// Whether its value meets the condition.
        status: StatusWord = own.status.into();
        /// What the status can still become.
        outlook: OutlookWord = own.outlook.into();
        /// Why it has no data, where a target counts members without a case.
        empty: Option<SkippedWord> = own.empty.map(Into::into);
        /// The measure's name.
        measure: &str = &own.result.measure;
        /// The condition as canonical text.
        condition: &str = &own.result.condition;
        /// The limits of the condition.
        limits: Limits = Limits::of(&own.result.bound);
        /// Its value.
        value: Value = value(&own.result);
        /// The room that it leaves.
        room: Room = Room(own.result.room.clone());
        /// As `room.headroom`.
        headroom: Option<i128> = own.result.room.headroom;
        /// Whether the status comes from the plan's `when_empty` and not from a value.
        decided_by_when_empty: bool = own.result.decided_by_when_empty;
    }
}

frozen! {
    /// One period of an `every`.
    ///
    ///     >>> for own in evaluation.objectives[1].target.periods:
    ///     ...     print(own.period, own.phase, own.target.status)
    ///     2022-H1 closed met
    ///     2022-H2 in_progress met
    PeriodResult(core::PeriodResult), own, shows("period", "phase", "joins", "target") {
        /// Its name: `2022-Q1`, `2022-03`, `2022-W05`.
        period: &str = &own.period;
        /// The first day over which values are taken.
        first: NaiveDate = own.span.first();
        /// The last day over which values are taken.
        last: NaiveDate = own.span.last();
        /// Whether it is only a part of its week, month, quarter or year.
        clipped: bool = own.clipped;
        /// Where the as-of day stands to the period.
        phase: PhaseWord = own.phase.into();
        /// Whether it counts for the status of the whole.
        joins: bool = own.joins;
        /// Why it is passed over, where it is over and had no case.
        skipped: Option<SkippedWord> = own.skipped.map(Into::into);
        /// What became of the target in it.
        target: TargetResult = TargetResult(own.target.clone());
    }
}
