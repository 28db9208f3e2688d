//! Headroom, arrivals and recovery are what really happens when cases are altered or added.

use proptest::prelude::*;
use proptest::sample::select;
use quality_objectives::{
    Arrivals, Assumptions, Comparator, Evaluation, MeasureResult, Plan, Status, TargetKind,
};

use crate::{date, evaluated, plan, trials};

/// Cases in the numerator, outside of it, and undecided.
#[derive(Debug, Clone, Copy)]
struct Cases {
    inside: i128,
    outside: i128,
    undecided: i128,
}

const BOUNDS: [&str; 14] = [
    "< 30%", "<= 30%", "< 50%", "<= 50%", "> 50%", ">= 50%", "> 66.6%", ">= 90%", "= 100%", "= 0%",
    "<= 0%", ">= 100%", "30%..60%", "<> 50%",
];

fn yaml(kind: &str, bound: &str, leave_out: bool, rounded: bool) -> String {
    let options = if leave_out { ", undecided: leave_out" } else { "" };
    let rounding = if rounded { ", round: {places: 0}" } else { "" };
    let rule = if kind == "count" { "where" } else { "numerator" };
    format!(
        "
schema: 1
organisation: a
title: b
period: 2022
sources:
  cases:
    columns:
      on: {{type: date}}
      inside: {{type: boolean, optional: true}}
measures:
  m: {{{kind}: {{source: cases, dated_by: on, {rule}: inside}}{options}{rounding}}}
objectives:
  - {{number: 1, statement: c, target: {{measure: m, is: '{bound}'}}}}
"
    )
}

fn evaluation(plan: &Plan, cases: Cases) -> Evaluation {
    let mut text = "on,inside\n".to_owned();
    for (word, count) in [("true", cases.inside), ("false", cases.outside), ("", cases.undecided)] {
        (0..count).for_each(|_| text.push_str(&format!("2022-03-04,{word}\n")));
    }
    evaluated(plan, date("2022-06-30"), &[("cases", text.as_bytes())])
}

fn measured(evaluation: &Evaluation) -> (Status, &MeasureResult) {
    let target = evaluation.objectives()[0].target.as_ref().unwrap();
    match &target.kind {
        TargetKind::Measure(result) => (target.status, result),
        _ => panic!("a measure"),
    }
}

fn met(plan: &Plan, cases: Cases) -> bool {
    measured(&evaluation(plan, cases)).0 == Status::Met
}

/// Whether the numerator is the bad, the good, or neither.
fn bad_is_inside(result: &MeasureResult, share: bool) -> Option<bool> {
    let bound = if share { result.bound.as_limit() } else { result.bound.clone() };
    match bound.as_comparison()?.0 {
        Comparator::Less | Comparator::AtMost => Some(true),
        Comparator::More | Comparator::AtLeast => Some(false),
        _ => None,
    }
}

/// So many more of the bad among the cases there, so many more good (`good`) or bad ones besides.
fn altered(cases: Cases, bad_inside: bool, turned: i128, further: i128, good: bool) -> Cases {
    let Cases { mut inside, mut outside, undecided } = cases;
    let sign = if bad_inside { 1 } else { -1 };
    inside += sign * turned;
    outside -= sign * turned;
    if good == bad_inside {
        outside += further;
    } else {
        inside += further;
    }
    Cases { inside, outside, undecided }
}

fn possible(cases: Cases) -> bool {
    cases.inside >= 0 && cases.outside >= 0
}

/// Far beyond what so few cases can need.
const FAR: i128 = 40;

proptest! {
    #![proptest_config(trials(64))]

    #[test]
    fn of_a_share(
        bound in select(&BOUNDS[..]),
        inside in 0_i128..7, outside in 0_i128..7, undecided in 0_i128..3,
        leave_out in any::<bool>(), rounded in any::<bool>(),
    ) {
        let plan = plan(&yaml("proportion", bound, leave_out, rounded));
        // A case in doubt that counts as not in is outside: only where it is left out is it apart.
        let cases = Cases { inside, outside, undecided };
        let own = evaluation(&plan, cases);
        let (status, result) = measured(&own);
        let room = &result.room;
        let now = status == Status::Met;
        let outside_all = outside + if leave_out { 0 } else { undecided };
        let counted = Cases { inside, outside: outside_all, undecided: if leave_out { undecided } else { 0 } };
        let n = inside + outside_all;
        let Some(bad_inside) = bad_is_inside(result, true) else {
            if let (Some(down), Some(up)) = (room.down, room.up) {
                if now {
                    // Down: so many may leave the numerator, up: so many may join it.
                    for (way, most) in [(-1, down), (1, up)] {
                        let moved = |k: i128| Cases { inside: inside + way * k, outside: outside_all - way * k, ..counted };
                        prop_assert!((0..=most).all(|k| met(&plan, moved(k))));
                        let next = moved(most + 1);
                        prop_assert!(!possible(next) || !met(&plan, next));
                    }
                } else {
                    prop_assert!(down < 0 || up < 0);
                }
            }
            prop_assert!(room.headroom.is_none());
            return Ok(());
        };
        if n == 0 {
            prop_assert_eq!(room.headroom, None);
        } else if let Some(headroom) = room.headroom {
            prop_assert_eq!(headroom >= 0, now);
            prop_assert!(met(&plan, altered(counted, bad_inside, headroom, 0, true)));
            let next = altered(counted, bad_inside, headroom + 1, 0, true);
            prop_assert!(!possible(next) || !met(&plan, next));
        } else {
            let any = (-n..=n).map(|k| altered(counted, bad_inside, k, 0, true));
            prop_assert!(any.filter(|cases| possible(*cases)).all(|cases| !met(&plan, cases)));
        }
        let with_bad = |k| met(&plan, altered(counted, bad_inside, 0, k, false));
        match room.arrivals {
            Arrivals::None => prop_assert!(!now),
            Arrivals::Unlimited => prop_assert!(now && (1..FAR).all(with_bad)),
            Arrivals::Count(count) => {
                prop_assert!(now && (0..=count).all(with_bad));
                prop_assert!(!with_bad(count + 1));
            }
        }
        let with_good = |k| met(&plan, altered(counted, bad_inside, 0, k, true));
        match room.recovery {
            None => prop_assert!((0..FAR).all(|k| !with_good(k))),
            Some(0) => prop_assert!(now),
            Some(count) => {
                prop_assert!((0..count).all(|k| !with_good(k)));
                prop_assert!(with_good(count));
            }
        }
    }

    #[test]
    fn of_a_count(bound in select(&["< 4", "<= 3", ">= 3", "> 5", "= 0", "2..4", "= 3", "<> 2"][..]), inside in 0_i128..8, outside in 0_i128..3) {
        let plan = plan(&yaml("count", bound, false, false));
        let cases = Cases { inside, outside, undecided: 0 };
        let own = evaluation(&plan, cases);
        let (status, result) = measured(&own);
        let room = &result.room;
        let now = status == Status::Met;
        let of = |inside: i128| inside >= 0 && met(&plan, Cases { inside, ..cases });
        if let Some(headroom) = room.headroom {
            prop_assert_eq!(headroom >= 0, now);
            let upper = bad_is_inside(result, false).unwrap_or(true);
            let turned = |k: i128| if upper { inside + k } else { inside - k };
            prop_assert!(of(turned(headroom)));
            prop_assert!(!of(turned(headroom + 1)));
        }
        if let (Some(down), Some(up), true) = (room.down, room.up, now) {
            prop_assert!(of(inside - down) && !of(inside - down - 1));
            prop_assert!(of(inside + up) && !of(inside + up + 1));
        }
        match room.recovery {
            Some(count) => {
                prop_assert!(of(inside + count));
                prop_assert!((0..count).all(|k| !of(inside + k)));
            }
            None => if room.headroom.is_some() { prop_assert!((0..FAR).all(|k| !of(inside + k))) },
        }
    }

    /// With an expected final volume: as many of those still to come may be bad.
    #[test]
    fn at_an_expected_volume(bound in select(&BOUNDS[..10]), inside in 0_i128..7, outside in 0_i128..7, more in 0_i128..12) {
        let plan = plan(&yaml("proportion", bound, false, false));
        let cases = Cases { inside, outside, undecided: 0 };
        let volume = u64::try_from(inside + outside + more).unwrap();
        let tally = evaluation(&plan, cases).tally().clone();
        let own = plan.evaluate(&tally, &Assumptions::none().expecting("m", volume)).unwrap();
        let (_, result) = measured(&own);
        let bad_inside = bad_is_inside(result, true).unwrap();
        let at_end = |bad: i128| {
            let good = more - bad;
            let cases = if bad_inside {
                Cases { inside: inside + bad, outside: outside + good, undecided: 0 }
            } else {
                Cases { inside: inside + good, outside: outside + bad, undecided: 0 }
            };
            possible(cases) && met(&plan, cases)
        };
        if let Some(left) = result.room.left_at_expected {
            prop_assert!(at_end(left));
            prop_assert!(left == more || !at_end(left + 1));
        } else {
            prop_assert!((0..=more).all(|bad| !at_end(bad)));
        }
    }
}
