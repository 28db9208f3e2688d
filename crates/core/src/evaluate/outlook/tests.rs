use proptest::prelude::*;

use super::super::room::tests::{any_bound, any_rounding, demand, exact, holds};
use super::*;
use crate::ground::target::Bound;

fn outlook(phrase: &str, proportion: Proportion, prospect: Prospect) -> Outlook {
    let (bound, _) = Bound::parse(phrase).unwrap();
    of_proportion(&proportion, Demand { bound: &bound, rounding: None }, prospect)
}

const CLOSED: Prospect = Prospect { closed: true, expected: None, when_empty: None };
const RUNNING: Prospect = Prospect { closed: false, expected: None, when_empty: None };

#[test]
fn petitions_still_open_are_never_lost() {
    let all =
        Proportion { numerator: 144, denominator: 150, undecided: 6, ..Proportion::default() };
    let left_out = Proportion { denominator: 144, leave_out: true, ..all };
    for prospect in [CLOSED, RUNNING] {
        assert_eq!(outlook("= 100%", all, prospect), Outlook::Open);
        assert_eq!(outlook("= 100%", left_out, prospect), Outlook::Open);
    }
    // One past its due day is decided: it is out.
    let late = Proportion { undecided: 5, ..all };
    assert_eq!(outlook("= 100%", late, RUNNING), Outlook::Lost);
}

#[test]
fn without_cases() {
    let none = Proportion::default();
    assert_eq!(outlook(">= 80%", none, CLOSED), Outlook::Lost);
    assert_eq!(outlook(">= 80%", none, RUNNING), Outlook::Open);
    let arising = Prospect { when_empty: Some(true), ..CLOSED };
    assert_eq!(outlook(">= 80%", none, arising), Outlook::Secured);
    assert_eq!(outlook(">= 0%", none, RUNNING), Outlook::Open);
    let arising = Prospect { when_empty: Some(true), ..RUNNING };
    assert_eq!(outlook(">= 0%", none, arising), Outlook::Secured);
    assert_eq!(outlook("> 100%", none, RUNNING), Outlook::Lost);
}

#[test]
fn an_expected_volume_sharpens() {
    let late = Proportion { numerator: 20, denominator: 800, ..Proportion::default() };
    let expecting = |volume| Prospect { expected: Some(volume), ..RUNNING };
    assert_eq!(outlook("< 1.5%", late, RUNNING), Outlook::Open);
    assert_eq!(outlook("< 1.5%", late, expecting(1300)), Outlook::Lost);
    assert_eq!(outlook("< 1.5%", late, expecting(1400)), Outlook::Open);
    assert_eq!(outlook("< 50%", late, expecting(1700)), Outlook::Open);
    assert_eq!(outlook("< 50%", late, expecting(1000)), Outlook::Secured);
    // Below the present number it says nothing.
    assert_eq!(outlook("< 1.5%", late, expecting(10)), Outlook::Open);
}

#[test]
fn narrow_ranges_at_size() {
    let many = Proportion {
        numerator: 500_000_000_001,
        denominator: 1_000_000_000_000,
        undecided: 1_000_000_000,
        leave_out: true,
        coming: None,
    };
    assert_eq!(outlook("50%..50.01%", many, CLOSED), Outlook::Open);
    assert_eq!(outlook("= 50%", many, CLOSED), Outlook::Open);
    assert_eq!(outlook("<> 50%", many, CLOSED), Outlook::Open);
    assert_eq!(outlook("60%..60.01%", many, CLOSED), Outlook::Lost);
    let (third, _) = Bound::parse("= 33.3333333333333333333333%").unwrap();
    let exact = Demand { bound: &third, rounding: None };
    assert_eq!(of_proportion(&many, exact, CLOSED), Outlook::Lost);
    assert_eq!(of_proportion(&many, exact, RUNNING), Outlook::Open);
}

#[test]
fn others() {
    assert_eq!(of_other(Some(true), true), Outlook::Secured);
    assert_eq!(of_other(None, true), Outlook::Lost);
    assert_eq!(of_other(Some(true), false), Outlook::Open);
    for (phrase, value, is_maximum, expected) in [
        ("<= 14 days", "15", true, Outlook::Lost),
        ("<= 14 days", "14", true, Outlook::Open),
        ("< 14 days", "14", true, Outlook::Lost),
        (">= 14 days", "14", true, Outlook::Secured),
        (">= 14 days", "13", true, Outlook::Open),
        (">= 3 points", "2", false, Outlook::Lost),
        (">= 3 points", "3", false, Outlook::Open),
        ("<= 3 points", "3", false, Outlook::Secured),
        ("5..9", "10", true, Outlook::Lost),
        ("5..9", "6", true, Outlook::Open),
        ("<> 9", "10", true, Outlook::Secured),
        ("<> 9", "9", true, Outlook::Open),
    ] {
        let (bound, _) = Bound::parse(phrase).unwrap();
        let demand = Demand { bound: &bound, rounding: None };
        let value = exact(value);
        let met = Some(bound.holds(&value));
        assert_eq!(of_extreme(Some(&value), is_maximum, demand, met, false), expected, "{phrase}");
    }
}

/// Every future by counting it out, with up to `limit` further cases.
fn by_trying(
    proportion: &Proportion,
    prospect: Prospect,
    limit: u64,
    meets: &dyn Fn(i128, i128) -> bool,
) -> (bool, bool) {
    let u = proportion.undecided;
    let present = proportion.denominator + if proportion.leave_out { u } else { 0 };
    let decided = present - u;
    let further = match prospect.expected.filter(|expected| *expected >= present) {
        _ if prospect.closed => 0..=0,
        Some(expected) => expected - present..=expected - present,
        None => 0..=limit,
    };
    let (mut can_meet, mut can_miss) = (false, false);
    for further in further {
        let stay = if proportion.leave_out { u + further } else { 0 };
        for undecided in 0..=stay {
            let joining = u + further - undecided;
            for more in 0..=joining {
                let (x, n) = (proportion.numerator + more, decided + joining);
                let met = if n == 0 {
                    prospect.when_empty.unwrap_or(false)
                } else {
                    meets(x.into(), n.into())
                };
                can_meet |= met;
                can_miss |= !met;
            }
        }
    }
    (can_meet, can_miss)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn proportions_by_trying(
        bound in any_bound(), rounding in any_rounding(),
        x in 0_u64..6, out in 0_u64..6, undecided in 0_u64..5, leave_out: bool, closed: bool,
        expected in prop::option::of(0_u64..24), when_empty in prop::option::of(any::<bool>()),
    ) {
        let proportion = Proportion {
            numerator: x,
            denominator: x + out + if leave_out { 0 } else { undecided },
            undecided,
            leave_out,
            coming: None,
        };
        let prospect = Prospect { closed, expected, when_empty };
        let found = of_proportion(&proportion, demand(&bound, rounding.as_ref()), prospect);
        let present = x + out + undecided;
        let endless = !closed && expected.is_none_or(|expected| expected < present);
        let tried = by_trying(&proportion, prospect, 60, &|x, n| holds(&bound, rounding.as_ref(), x, n));
        let expected = Outlook::of(tried.0, tried.1);
        if endless && expected != Outlook::Open && found == Outlook::Open {
            // Some need more further cases than were tried: a far better and a far worse share.
            let far = i128::from(u32::MAX);
            let (x, n) = (i128::from(x), i128::from(present));
            let samples = (0..=2000_i128).map(|part| (x + far * part / 2000, n + far));
            let meets = |(x, n): (i128, i128)| holds(&bound, rounding.as_ref(), x, n);
            let other = samples.clone().any(|sample| meets(sample) != (expected == Outlook::Secured));
            let ends = bound.as_comparison().map_or_else(
                // The middle of a narrow range lies between the samples.
                || bound.as_range().map_or(Vec::new(), |(low, high)| {
                    let middle = (&low.value + &high.value).checked_div(&Exact::from(2)).unwrap();
                    vec![low.value.clone(), high.value.clone(), middle]
                }),
                |(_, limit)| vec![limit.clone()],
            );
            let reaches_exactly = ends.into_iter().any(|end| {
                let n = end.denominator().parse::<i128>().unwrap() * 1000;
                let on_it = (&end * &Exact::from(n)).to_integer().unwrap();
                let within = i128::from(proportion.numerator)..=n - i128::from(out);
                within.contains(&on_it) && meets((on_it, n)) != (expected == Outlook::Secured)
            });
            prop_assert!(other || reaches_exactly);
        } else {
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn counts_by_trying(
        bound in any_bound(), stretch in -3_i128..20, value in 0_u64..12, undecided in 0_u64..6, closed: bool,
    ) {
        let bound = match bound.as_comparison() {
            Some((comparator, limit)) => Bound::limit(comparator, limit * &Exact::from(stretch)),
            None => bound,
        };
        let last = if closed { value + undecided } else { 400 };
        let tried = |met: bool| (value..=last).any(|value| bound.holds(&Exact::from(value)) == met);
        let expected = Outlook::of(tried(true), tried(false));
        prop_assert_eq!(of_count(value, undecided, &demand(&bound, None).span(), closed), expected);
    }

    #[test]
    fn a_further_step_never_revives(
        bound in any_bound(), x in 0_u64..1_000_000_000_000, out in 0_u64..1_000_000_000_000,
        undecided in 0_u64..1000, leave_out: bool, closed: bool, goes_in: bool,
    ) {
        let proportion = |x: u64, out: u64, undecided: u64| Proportion {
            numerator: x,
            denominator: x + out + if leave_out { 0 } else { undecided },
            undecided,
            leave_out,
            coming: None,
        };
        let prospect = Prospect { closed, ..Prospect::default() };
        let demand = demand(&bound, None);
        let before = of_proportion(&proportion(x, out, undecided), demand, prospect);
        if undecided > 0 && before != Outlook::Open {
            let (x, out) = if goes_in { (x + 1, out) } else { (x, out + 1) };
            let after = of_proportion(&proportion(x, out, undecided - 1), demand, prospect);
            prop_assert_eq!(after, before);
        }
    }
}
