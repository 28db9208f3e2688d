//! Targets with parts agree with a tiny three-valued logic, and what is shown with the status.

use proptest::prelude::*;
use quality_objectives::{
    Assumptions, Deciding, Exact, MeasureResult, Outlook, Status, TargetKind, TargetResult,
};

use crate::plans::{Shape, shape};
use crate::records::{csv, heap};
use crate::{plan, tally_of, trials};

/// False, unknown, true, in that order: `all of` is the least of its parts, `any of` the greatest.
fn rank(status: Status) -> u8 {
    match status {
        Status::NotMet => 0,
        Status::NoData => 1,
        Status::Met => 2,
    }
}

/// What a tree needs to know of a part.
struct Part {
    name: Deciding,
    status: Status,
    outlook: Outlook,
    room: Option<i128>,
}

fn room_of(result: &MeasureResult) -> Option<i128> {
    let room = &result.room;
    room.headroom.or_else(|| Some(room.down?.min(room.up?)))
}

fn joined(own: &TargetResult, parts: &[Part], any: bool) -> Result<(), TestCaseError> {
    let ranks = parts.iter().map(|part| rank(part.status));
    let expected = if any { ranks.max() } else { ranks.min() };
    prop_assert_eq!(rank(own.status), expected.unwrap_or(1));
    let rooms = parts.iter().filter_map(|part| part.room);
    let expected = if any { rooms.max() } else { rooms.min() };
    prop_assert_eq!(own.room.as_ref().map(|room| room.least), expected);
    let decided: Vec<&Deciding> =
        parts.iter().filter(|part| part.status == own.status).map(|part| &part.name).collect();
    prop_assert_eq!(own.decided_by.iter().collect::<Vec<_>>(), decided);
    // The way to the room ends at a part that has just this much.
    if let Some(room) = &own.room {
        let named = parts.iter().find(|part| Some(&part.name) == room.of.first());
        prop_assert_eq!(named.and_then(|part| part.room), Some(room.least));
    }
    Ok(())
}

fn agrees(target: &TargetResult) -> Result<(), TestCaseError> {
    let of = |(index, part): (usize, &TargetResult)| Part {
        name: Deciding::Target(index),
        status: part.status,
        outlook: part.outlook,
        room: match &part.kind {
            TargetKind::Measure(result) => room_of(result),
            _ => part.room.as_ref().map(|room| room.least),
        },
    };
    match &target.kind {
        TargetKind::Measure(result) => {
            prop_assert_eq!(&target.room, &None);
            measured(target.status, result)?;
        }
        TargetKind::AllOf { targets } | TargetKind::AnyOf { targets } => {
            targets.iter().try_for_each(agrees)?;
            let any = matches!(target.kind, TargetKind::AnyOf { .. });
            let parts: Vec<Part> = targets.iter().enumerate().map(of).collect();
            joined(target, &parts, any)?;
            let outlooks = parts.iter().map(|part| part.outlook);
            let expected = if any { outlooks.max() } else { outlooks.min() };
            prop_assert_eq!(Some(target.outlook), expected);
        }
        TargetKind::Each { members, .. } => {
            let parts: Vec<Part> = members
                .iter()
                .map(|member| Part {
                    name: Deciding::Member(member.member.clone()),
                    status: member.status,
                    outlook: member.outlook,
                    room: room_of(&member.result),
                })
                .collect();
            members.iter().try_for_each(|member| measured(member.status, &member.result))?;
            joined(target, &parts, false)?;
            // Members still to come can only make it less certain.
            for part in &parts {
                prop_assert!(target.outlook <= part.outlook);
            }
        }
        TargetKind::Every { periods, .. } => {
            periods.iter().try_for_each(|period| agrees(&period.target))?;
        }
        other => panic!("an unknown kind of target: {other:?}"),
    }
    // What is secured is met, or has no number yet; what is met is not lost.
    prop_assert!(target.outlook != Outlook::Secured || target.status != Status::NotMet);
    prop_assert!(target.outlook != Outlook::Lost || target.status != Status::Met);
    Ok(())
}

/// The status follows from the value, and so does what is shown.
fn measured(status: Status, result: &MeasureResult) -> Result<(), TestCaseError> {
    let Some(exact) = &result.value.exact else {
        prop_assert_eq!(&result.value.shown, &None);
        prop_assert!(result.decided_by_when_empty || status == Status::NoData);
        return Ok(());
    };
    prop_assert_eq!(status == Status::Met, result.bound.holds(exact));
    prop_assert!(status != Status::NoData && !result.decided_by_when_empty);
    let shown = result.value.shown.as_ref().unwrap();
    let shown = Exact::from_decimal_text(shown).unwrap();
    let shown = shown.checked_div(&Exact::from(result.scale.factor())).unwrap();
    prop_assert_eq!(result.bound.holds(&shown), result.bound.holds(exact), "{:?}", result);
    if let Some(headroom) = result.room.headroom {
        prop_assert_eq!(headroom >= 0, status == Status::Met, "{:?}", result);
    }
    Ok(())
}

proptest! {
    #![proptest_config(trials(96))]

    #[test]
    fn parts_decide(shape in shape(), days in Shape::days(), heap in heap(30), expected in prop::option::of(0_u64..60)) {
        let plan = plan(&shape.yaml());
        let rules = plan.rules_as_of(days.clone()).unwrap();
        let tally = tally_of(&rules, |counter| {
            counter.csv("cases", csv(&heap).as_bytes())?;
            if heap.len() % 2 == 0 { counter.csv("forms", &b"given_on,happy\n2022-01-02,true\n"[..]) } else { Ok(()) }
        });
        let assumptions = expected.map_or_else(Assumptions::none, |cases| Assumptions::none().expecting("share", cases));
        for day in days {
            let evaluation = plan.evaluate_as_of(&tally, day, &assumptions).unwrap();
            for objective in evaluation.objectives() {
                let target = objective.target.as_ref().unwrap();
                prop_assert_eq!(objective.status, target.status);
                prop_assert_eq!(objective.outlook, target.outlook);
                agrees(target)?;
            }
            // The same question gives the same bytes.
            let again = plan.evaluate_as_of(&tally, day, &assumptions).unwrap();
            prop_assert_eq!(evaluation.to_json(), again.to_json());
        }
    }
}
