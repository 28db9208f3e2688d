use proptest::prelude::*;

use super::*;
use crate::ground::target::{Comparator, rounded};

pub(crate) fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

/// Bounds on shares, the comparators and ranges alike, around what small counts can give.
pub(crate) fn any_bound() -> impl Strategy<Value = Bound> {
    let number = || {
        prop_oneof![
            (-1_i128..=14, 1_i128..=12)
                .prop_map(|(top, bottom)| Exact::ratio(top, bottom).unwrap()),
            prop::sample::select(vec!["0", "1", "0.015", "0.25", "0.83", "0.995", "0.333"])
                .prop_map(exact),
        ]
    };
    let comparator = prop::sample::select(vec![
        Comparator::Less,
        Comparator::AtMost,
        Comparator::AtLeast,
        Comparator::More,
        Comparator::Equal,
        Comparator::NotEqual,
    ]);
    let edge =
        move || (number(), any::<bool>()).prop_map(|(value, inclusive)| Edge { value, inclusive });
    prop_oneof![
        3 => (comparator, number()).prop_map(|(comparator, limit)| Bound::limit(comparator, limit)),
        1 => (edge(), edge()).prop_filter_map("empty", |(low, high)| Bound::range(low, high)),
    ]
}

pub(crate) fn any_rounding() -> impl Strategy<Value = Option<(Scale, u8)>> {
    prop::option::of((
        prop::sample::select(vec![Scale::Percent, Scale::Number, Scale::Per(7)]),
        0_u8..3,
    ))
}

/// Whether x of n meets the bound, asked without any of the arithmetic under test.
pub(crate) fn holds(bound: &Bound, rounding: Option<&(Scale, u8)>, x: i128, n: i128) -> bool {
    let value = Exact::ratio(x, n).unwrap();
    bound.holds(&rounding.map_or(value.clone(), |(scale, places)| rounded(&value, scale, *places)))
}

pub(crate) fn demand<'a>(bound: &'a Bound, rounding: Option<&'a (Scale, u8)>) -> Demand<'a> {
    Demand { bound, rounding: rounding.map(|(scale, places)| (scale, *places)) }
}

/// Whether the numerator is bad, or none of both where that has no answer.
fn numerator_is_bad(bound: &Bound) -> Option<bool> {
    match bound.as_comparison()? {
        (Comparator::Less | Comparator::AtMost, _) => Some(true),
        (Comparator::More | Comparator::AtLeast, _) => Some(false),
        (Comparator::Equal, limit) if limit.is_zero() => Some(true),
        (Comparator::Equal, limit) if *limit == Exact::ONE => Some(false),
        _ => None,
    }
}

/// More further cases than most of the bounds above need at these sizes.
const MANY: i128 = 1000;

fn check_by_trying(
    bound: &Bound,
    rounding: Option<&(Scale, u8)>,
    x: i128,
    n: i128,
    coming: i128,
    volume: i128,
) {
    let proportion = Proportion {
        numerator: x.try_into().unwrap(),
        denominator: n.try_into().unwrap(),
        coming: Some(coming.try_into().unwrap()),
        ..Proportion::default()
    };
    let room =
        of_proportion(&proportion, demand(bound, rounding), Some(volume.try_into().unwrap()));
    let ok = |x: i128, n: i128| n > 0 && holds(bound, rounding, x, n);
    let Some(bad) = numerator_is_bad(bound) else {
        let possible: Vec<i128> = (0..=n).filter(|x| ok(*x, n)).collect();
        if let (Some((first, last)), false) =
            (possible.first().zip(possible.last()), room.reason == Some(Reason::NoDirection))
        {
            assert_eq!((room.down, room.up), (Some(x - first), Some(last - x)));
        } else {
            assert_eq!((room.down, room.up, room.headroom), (None, None, None));
        }
        return;
    };
    // Cases of `n` that are bad: so many more or less than now.
    let with_bad = |x: i128, more: i128| if bad { x + more } else { x - more };
    let headroom = |x: i128, n: i128| {
        if ok(x, n) {
            let good = if bad { n - x } else { x };
            (0..=good).rev().find(|more| ok(with_bad(x, *more), n))
        } else {
            let bad_ones = if bad { x } else { n - x };
            (0..=bad_ones).find(|fewer| ok(with_bad(x, -fewer), n)).map(|fewer| -fewer)
        }
    };
    assert_eq!(room.headroom, headroom(x, n), "headroom");
    let joined = |x: i128, is_bad: bool, more: i128| if is_bad == bad { x + more } else { x };
    assert_eq!(room.after_coming, headroom(joined(x, true, coming), n + coming), "after coming");
    // What bears `MANY` breaks with one more.
    let breaks = (0..=MANY + 1).find(|more| !ok(joined(x, true, *more), n + more));
    let arrivals = match breaks {
        Some(0) => Arrivals::None,
        Some(first) => Arrivals::Count(first - 1),
        None => Arrivals::Unlimited,
    };
    match room.arrivals {
        // Beyond what was tried: both sides of the boundary.
        Arrivals::Count(count) if count > MANY => {
            let after = |more: i128| ok(joined(x, true, more), n + more);
            assert!(breaks.is_none() && after(count) && !after(count + 1), "arrivals");
        }
        found => assert_eq!(found, arrivals, "arrivals"),
    }
    let recovery = (0..=MANY).find(|more| ok(joined(x, false, *more), n + more));
    match room.recovery {
        Some(count) if count > MANY => {
            let after = |more: i128| ok(joined(x, false, more), n + more);
            assert!(recovery.is_none() && after(count) && !after(count - 1), "recovery");
        }
        found => assert_eq!(found, recovery, "recovery"),
    }
    let left = if volume < n || volume == 0 {
        None
    } else {
        let remaining = volume - n;
        let bad_now = if bad { x } else { n - x };
        // The most bad ones that the final volume bears, less those there are.
        (0..=volume)
            .rev()
            .find(|bad_ones| ok(if bad { *bad_ones } else { volume - bad_ones }, volume))
            .map(|most| (most - bad_now).min(remaining))
    };
    assert_eq!(room.left_at_expected, left, "left at expected");
    assert_eq!(room.reason == Some(Reason::NoCases), n == 0);
}

#[test]
fn the_city_plan() {
    let (bound, _) = Bound::parse("< 1.5%").unwrap();
    let demand = Demand { bound: &bound, rounding: None };
    let proportion =
        Proportion { numerator: 11, denominator: 800, coming: Some(3), ..Proportion::default() };
    let room = of_proportion(&proportion, demand, Some(1000));
    // 12 of 800 is 1.5 % and no longer under it; 11 of 800 bears none, and (11 + 1) of 801 is
    // 1.498 %.
    assert_eq!(room.headroom, Some(0));
    assert_eq!(room.arrivals, Arrivals::Count(1));
    assert_eq!(room.recovery, Some(0));
    assert_eq!(room.after_coming, Some(-2));
    assert_eq!(room.left_at_expected, Some(3));
}

#[test]
fn without_cases() {
    let (bound, _) = Bound::parse("= 100%").unwrap();
    let room =
        of_proportion(&Proportion::default(), Demand { bound: &bound, rounding: None }, None);
    assert_eq!(room, Room { recovery: Some(1), reason: Some(Reason::NoCases), ..Room::default() });
}

#[test]
fn out_of_reach() {
    let (bound, _) = Bound::parse("> 100%").unwrap();
    let proportion = Proportion { numerator: 5, denominator: 5, ..Proportion::default() };
    let room = of_proportion(&proportion, Demand { bound: &bound, rounding: None }, None);
    assert_eq!(room, Room::none(Reason::OutOfReach));
}

#[test]
fn limits_of_any_length() {
    let digits = "9".repeat(300);
    let proportion = Proportion {
        numerator: 1,
        denominator: u64::MAX,
        coming: Some(u64::MAX),
        ..Proportion::default()
    };
    for phrase in [format!("< 0.{digits}"), format!(">= 0.{digits}"), format!("<= {digits}")] {
        let (bound, _) = Bound::parse(&phrase).unwrap();
        let demand = Demand { bound: &bound, rounding: Some((&Scale::Percent, 3)) };
        let _ = of_proportion(&proportion, demand, Some(u64::MAX));
        let _ = of_count(u64::MAX, demand);
    }
}

#[test]
fn slack_of_means_and_totals() {
    for (phrase, sum, cases, expected) in [
        (">= 85 points", "860", 10, Some("10")),
        (">= 85 points", "840.5", 10, Some("-9.5")),
        ("<= 14 days", "130", 10, Some("10")),
        ("<= 14 days", "0", 0, None),
        ("80..90", "860", 10, Some("40")),
        ("<> 0", "860", 10, None),
    ] {
        let (bound, _) = Bound::parse(phrase).unwrap();
        let demand = Demand { bound: &bound, rounding: None };
        assert_eq!(slack(&exact(sum), cases, demand), expected.map(exact), "{phrase}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn proportions_by_trying(
        bound in any_bound(), rounding in any_rounding(),
        n in 0_i128..14, part in 0_i128..=1000, coming in 0_i128..5, volume in 0_i128..25,
    ) {
        let x = n * part / 1000;
        check_by_trying(&bound, rounding.as_ref(), x, n, coming, volume);
    }

    #[test]
    fn counts_by_trying(bound in any_bound(), scale in -3_i128..40, x in 0_u64..60) {
        // Limits around the counts.
        let stretch = |value: &Exact| value * &Exact::from(scale);
        let bound = match bound.as_comparison() {
            Some((comparator, limit)) => Bound::limit(comparator, stretch(limit)),
            None => bound,
        };
        let room = of_count(x, demand(&bound, None));
        let x = i128::from(x);
        let ok = |x: i128| bound.holds(&Exact::from(x));
        if let Some((comparator, limit)) = bound.as_comparison() {
                let is_zero = comparator == Comparator::Equal && limit.is_zero();
                if is_zero || matches!(comparator, Comparator::Less | Comparator::AtMost) {
                    let most = (0..=MANY).rev().find(|x| ok(*x));
                    prop_assert_eq!(room.headroom, most.map(|most| most - x));
                    let arrivals = if ok(x) { Arrivals::Count(most.unwrap() - x) } else { Arrivals::None };
                    prop_assert_eq!(room.arrivals, arrivals);
                    prop_assert_eq!(room.recovery, ok(x).then_some(0));
                } else if matches!(comparator, Comparator::More | Comparator::AtLeast) {
                    let least = (0..=MANY).find(|x| ok(*x)).unwrap();
                    prop_assert_eq!(room.headroom, Some(x - least));
                    prop_assert_eq!(room.recovery, Some((least - x).max(0)));
                    prop_assert_eq!(room.arrivals == Arrivals::Unlimited, ok(x));
                } else if comparator == Comparator::Equal {
                    let only = limit.to_integer().filter(|only| *only >= 0);
                    prop_assert_eq!(room.down, only.map(|only| x - only));
                    prop_assert_eq!(room.up, only.map(|only| only - x));
                } else {
                    prop_assert_eq!(room, Room::none(Reason::NoDirection));
                }
            } else {
                let possible: Vec<i128> = (0..=MANY).filter(|x| ok(*x)).collect();
                if room.headroom.is_some() {
                    // `-1..0` is as good as `= 0`.
                    prop_assert_eq!(possible, vec![0]);
                } else {
                    prop_assert_eq!(room.down, possible.first().map(|first| x - first));
                    prop_assert_eq!(room.up, possible.last().map(|last| last - x));
                }
            }
    }

    #[test]
    fn both_sides_of_the_boundary_at_any_size(
        bound in any_bound(), rounding in any_rounding(),
        n in 1_u64..1_000_000_000_000_000, part in 0_u64..=1_000_000,
    ) {
        let x = u64::try_from(u128::from(n) * u128::from(part) / 1_000_000).unwrap();
        let proportion = Proportion { numerator: x, denominator: n, ..Proportion::default() };
        let rounding = rounding.as_ref();
        let room = of_proportion(&proportion, demand(&bound, rounding), None);
        let (x, n) = (i128::from(x), i128::from(n));
        let ok = |x: i128, n: i128| holds(&bound, rounding, x, n);
        if let Some(bad) = numerator_is_bad(&bound) {
            let with_bad = |more: i128| if bad { x + more } else { x - more };
            let in_range = |x: i128| (0..=n).contains(&x);
            if let Some(headroom) = room.headroom {
                prop_assert_eq!(headroom >= 0, ok(x, n));
                prop_assert!(in_range(with_bad(headroom)) && ok(with_bad(headroom), n));
                let next = with_bad(headroom + 1);
                prop_assert!(!in_range(next) || !ok(next, n));
            } else {
                let all_good = if bad { 0 } else { n };
                prop_assert!(!ok(all_good, n));
            }
            let more_bad = |more: i128| (if bad { x + more } else { x }, n + more);
            let more_good = |more: i128| (if bad { x } else { x + more }, n + more);
            let asked = |(x, n): (i128, i128)| ok(x, n);
            match room.arrivals {
                Arrivals::Count(count) => {
                    prop_assert!(asked(more_bad(count)) && !asked(more_bad(count + 1)));
                }
                Arrivals::Unlimited => prop_assert!(ok(x, n) && asked(more_bad(1 << 90))),
                Arrivals::None => prop_assert!(!ok(x, n)),
            }
            match room.recovery {
                Some(0) => prop_assert!(ok(x, n)),
                Some(count) => {
                    prop_assert!(asked(more_good(count)) && !asked(more_good(count - 1)));
                }
                None => prop_assert!(!ok(x, n) && !asked(more_good(1 << 90))),
            }
        } else if let (Some(down), Some(up)) = (room.down, room.up) {
            prop_assert_eq!(down >= 0 && up >= 0, ok(x, n));
            prop_assert!(ok(x - down, n) && ok(x + up, n));
            prop_assert!(x - down - 1 < 0 || !ok(x - down - 1, n));
            prop_assert!(x + up + 1 > n || !ok(x + up + 1, n));
        }
    }
}
