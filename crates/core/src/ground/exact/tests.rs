use std::cmp::Ordering;
use std::hash::{BuildHasher, RandomState};

use num_bigint::BigInt;
use proptest::prelude::*;

use super::Exact;

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

/// Integers of every size, the edges of 128 bits among them.
fn integer() -> impl Strategy<Value = i128> {
    prop_oneof![
        -20_i128..20,
        any::<i64>().prop_map(i128::from),
        any::<i128>(),
        Just(i128::MIN),
        Just(i128::MAX),
        Just(i128::MIN + 1),
    ]
}

fn number() -> impl Strategy<Value = Exact> {
    let small =
        (integer(), integer()).prop_filter_map("zero", |(top, bottom)| Exact::ratio(top, bottom));
    let wide = (integer(), integer(), integer())
        .prop_filter_map("zero", |(top, factor, bottom)| {
            Exact::of_big(BigInt::from(top) * factor, bottom.into())
        });
    prop_oneof![small, wide]
}

#[test]
fn reads_and_writes() {
    assert_eq!(exact("1.50").to_string(), "3/2");
    assert_eq!(exact("-0.015").to_string(), "-3/200");
    assert_eq!(exact("-0"), Exact::ZERO);
    assert_eq!(exact("12/800").canonical(), "0.015");
    assert_eq!(exact("-1/3").canonical(), "-1/3");
    assert_eq!(exact("1200").canonical(), "1200");
    assert_eq!(serde_json::to_string(&exact("0.50")).unwrap(), "\"0.5\"");
    for text in ["", "-", ".5", "5.", "1..2", "+1", "1e5", " 1", "1/0", "1/-2", "1.5/2", "١", "--1"]
    {
        assert!(text.parse::<Exact>().is_err(), "{text}");
    }
    assert!("9".repeat(5000).parse::<Exact>().is_err());
    let long = "123456789012345678901234567890123456789012345678901234567890.5";
    assert_eq!(exact(long).canonical(), long);
}

#[test]
fn the_edges_of_128_bits() {
    let lowest = Exact::from(i128::MIN);
    assert_eq!((-&lowest).to_string(), "170141183460469231731687303715884105728");
    assert_eq!(-(-&lowest), lowest);
    assert_eq!(Exact::ratio(i128::MIN, i128::MIN), Some(Exact::ONE));
    assert_eq!(Exact::ratio(1, i128::MIN).unwrap() * &lowest, Exact::ONE);
    assert_eq!(lowest.abs(), Exact::from(i128::MIN.unsigned_abs()));
    assert_eq!(lowest.floor(), lowest);
    assert_eq!(lowest.signum(), -1);
}

#[test]
fn rounds_ties_away_from_zero() {
    for (text, places, shown) in [
        ("1.005", 2, "1.01"),
        ("-1.005", 2, "-1.01"),
        ("1.0049", 2, "1.00"),
        ("0.5", 0, "1"),
        ("-0.5", 0, "-1"),
        ("-0.4", 0, "0"),
        ("99.995", 2, "100.00"),
        ("7", 3, "7.000"),
    ] {
        assert_eq!(exact(text).to_decimal(places), shown, "{text}");
    }
}

proptest! {
    #[test]
    fn behaves_as_fractions_of_big_integers(left in number(), right in number()) {
        let ((a, b), (c, d)) = (left.big_parts(), right.big_parts());
        let big = |top: BigInt, bottom: BigInt| Exact::of_big(top, bottom).unwrap();
        prop_assert_eq!(&left + &right, big(&a * &d + &c * &b, &b * &d));
        prop_assert_eq!(&left - &right, big(&a * &d - &c * &b, &b * &d));
        prop_assert_eq!(&left * &right, big(&a * &c, &b * &d));
        prop_assert_eq!(left.cmp(&right), (&a * &d).cmp(&(&c * &b)));
        prop_assert_eq!(left.cmp(&right) == Ordering::Equal, left == right);
        if right.is_zero() {
            prop_assert_eq!(left.checked_div(&right), None);
        } else {
            prop_assert_eq!(left.checked_div(&right), Exact::of_big(&a * &d, &b * &c));
        }
    }

    #[test]
    fn equal_numbers_are_the_same_thing(left in number(), right in number()) {
        let there_and_back = &(&left + &right) - &right;
        prop_assert_eq!(&there_and_back, &left);
        let state = RandomState::new();
        prop_assert_eq!(state.hash_one(&there_and_back), state.hash_one(&left));
    }

    #[test]
    fn compares_ratios_by_multiplying_out(value in number(), top in integer(), bottom in 1_u128..) {
        let expected = Exact::of_big(top.into(), bottom.into()).unwrap().cmp(&value);
        prop_assert_eq!(value.compare_ratio(top, bottom), expected);
    }

    #[test]
    fn texts_read_back(value in number()) {
        prop_assert_eq!(&exact(&value.to_string()), &value);
        prop_assert_eq!(&exact(&value.canonical()), &value);
        let fraction = format!("{}/{}", value.numerator(), value.denominator());
        prop_assert_eq!(&exact(&fraction), &value);
    }

    #[test]
    fn floor_and_ceil_enclose(value in number()) {
        let (low, high) = (value.floor(), value.ceil());
        prop_assert!(low.is_integer() && high.is_integer());
        prop_assert!(low <= value && value <= high);
        let gap = if value.is_integer() { Exact::ZERO } else { Exact::ONE };
        prop_assert_eq!(high - low, gap);
    }

    #[test]
    fn rounding_is_nearest_and_ties_go_out(value in number(), places in 0_u8..60) {
        let rounded = value.round(places);
        let unit = Exact::ONE.checked_div(&Exact::power_of_ten(places)).unwrap();
        let twice = (&rounded - &value).abs() * Exact::from(2);
        prop_assert!(twice <= unit);
        if twice == unit {
            prop_assert!(rounded.abs() > value.abs());
        }
        prop_assert_eq!(exact(&value.to_decimal(places)), rounded);
    }
}

#[test]
fn decimals_pass_over_without_loss() {
    use rust_decimal::Decimal;
    // 2^96 − 1 is the last that fits; what `checked_add` would round is refused instead.
    let most = Exact::from(79_228_162_514_264_337_593_543_950_335_i128);
    assert_eq!(most.to_rust_decimal(), Some(Decimal::MAX));
    assert_eq!((&most + &Exact::ONE).to_rust_decimal(), None);
    assert_eq!((&most + &Exact::ratio(2, 5).unwrap()).to_rust_decimal(), None);
    assert_eq!(Exact::from(Decimal::MIN), -most);
    let tiny = Decimal::from_i128_with_scale(1, 28);
    assert_eq!(Exact::from(tiny).to_rust_decimal(), Some(tiny));
}
