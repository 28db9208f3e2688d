use super::values::{Domain, Values};
use crate::ground::exact::Exact;
use crate::ground::target::Bound;

fn values(bounds: &[&str]) -> Values {
    let bounds = bounds.iter().map(|text| Bound::parse(text).unwrap().0);
    bounds.fold(Values::none(), |found, bound| found.or(&Values::of(&bound)))
}

/// Multiples of a half from −4 to 4: every edge of the bounds below and what lies between.
fn points() -> impl Iterator<Item = Exact> {
    (-8..=8).map(|halves| Exact::ratio(halves, 2).unwrap())
}

const BOUNDS: [&str; 10] =
    ["< 1", "<= 1", "= 1", "<> 1", ">= 1", "> 1", "-2..2", ">-2..<2", "0..<1", ">1..3"];

#[test]
fn sets_are_what_their_numbers_say() {
    let holds = |values: &Values, point: &Exact| {
        let domain = Domain { low: Some(point.clone()), high: Some(point.clone()), step: None };
        values.one_in(&domain).is_some()
    };
    for one in BOUNDS {
        for other in BOUNDS {
            let (first, second) = (values(&[one]), values(&[other]));
            let bounds = [one, other].map(|text| Bound::parse(text).unwrap().0);
            for point in points() {
                let [in_one, in_other] = bounds.each_ref().map(|bound| bound.holds(&point));
                let context = format!("{one}, {other} at {point}");
                assert_eq!(holds(&first, &point), in_one, "{context}");
                assert_eq!(holds(&first.others(), &point), !in_one, "{context}");
                assert_eq!(holds(&first.and(&second), &point), in_one && in_other, "{context}");
                assert_eq!(holds(&first.or(&second), &point), in_one || in_other, "{context}");
            }
        }
    }
}

#[test]
fn one_of_a_set_is_found_if_there_is_one() {
    let whole = Domain { low: Some(Exact::ZERO), high: None, step: Some(Exact::ONE) };
    let dense = Domain { step: None, ..whole.clone() };
    for (bounds, in_whole, in_dense) in [
        (&[">2..<3"][..], false, true),
        (&["2..<3"], true, true),
        (&[">-1..<0"], false, false),
        (&["< 0"], false, false),
        (&["<= 0"], true, true),
        (&["= 1.5"], false, true),
        (&[">1.5..<2.5"], true, true),
    ] {
        assert_eq!(values(bounds).one_in(&whole).is_some(), in_whole, "{bounds:?}");
        assert_eq!(values(bounds).one_in(&dense).is_some(), in_dense, "{bounds:?}");
    }
    assert!(values(&["<= 2", ">= 3"]).covers(&whole));
    assert!(!values(&["<= 2", ">= 3"]).covers(&dense));
    assert!(values(&["< 1", ">= 1"]).covers(&Domain::default()));
}

#[test]
fn holes_lie_between_the_ends() {
    let holes = values(&["88..90", ">90..<95", "> 95"]).holes();
    assert_eq!(holes.one_in(&Domain::default()), Some(Exact::from(95)));
    assert_eq!(values(&["0..1", "1..2"]).holes().one_in(&Domain::default()), None);
}
