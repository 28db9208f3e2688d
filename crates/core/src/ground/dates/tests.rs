use proptest::prelude::*;

use super::*;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn periods_are_read_and_named() {
    for (text, first, last) in [
        ("2016", "2016-01-01", "2016-12-31"),
        ("2016-H1", "2016-01-01", "2016-06-30"),
        ("2016-H2", "2016-07-01", "2016-12-31"),
        ("2016-Q3", "2016-07-01", "2016-09-30"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2016-W05", "2016-02-01", "2016-02-07"),
        ("2016-02-29", "2016-02-29", "2016-02-29"),
    ] {
        let period = Period::parse(text).unwrap();
        assert_eq!((period.first(), period.last()), (date(first), date(last)), "{text}");
        assert_eq!(period.to_string(), text);
    }
    for text in ["2016-H0", "2016-H3", "2016-H", "2016-H01", "2016-Q5", "2016-W54", "16-H1"] {
        assert_eq!(Period::parse(text), None, "{text}");
    }
}

#[test]
fn half_years_are_made_of_quarters_and_make_years() {
    for grain in Grain::ALL {
        assert_eq!(Grain::from_name(grain.name()), Some(grain));
        let makes_half_years = !matches!(grain, Grain::Week | Grain::Year);
        assert_eq!(grain.refines(Grain::HalfYear), makes_half_years, "{grain:?}");
    }
    assert!(Grain::HalfYear.refines(Grain::Year));
    assert!(!Grain::HalfYear.refines(Grain::Quarter));
    let half = Period::bucket(Grain::HalfYear, date("2016-07-01")).unwrap();
    assert_eq!(half.name().as_deref(), Some("2016-H2"));
}

fn day(text: &str) -> i32 {
    day_number(date(text))
}

#[test]
fn a_missing_day_is_the_last_of_the_month() {
    for (from, months, to) in [
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-05-31", 1, "2024-06-30"),
        ("2024-12-15", 1, "2025-01-15"),
        ("2024-01-15", 0, "2024-01-15"),
        ("2024-01-15", -13, "2022-12-15"),
    ] {
        assert_eq!(add_months(day(from), months), Some(day(to)), "{from} {months}");
    }
}

#[test]
fn months_end_on_the_same_day() {
    for (from, to, months) in [
        ("2022-03-15", "2022-03-15", 0),
        ("2022-03-15", "2022-03-16", 1),
        ("2022-03-15", "2022-04-15", 1),
        ("2022-03-15", "2022-04-16", 2),
        ("2022-01-31", "2022-02-28", 1),
        ("2022-01-31", "2022-03-01", 2),
        ("2022-01-30", "2022-02-28", 1),
        ("2022-02-28", "2022-03-28", 1),
        ("2022-02-28", "2022-03-31", 2),
        ("2024-02-29", "2025-02-28", 12),
        ("2024-02-29", "2025-03-01", 13),
        ("2022-03-15", "2022-03-14", 0),
        ("2022-03-15", "2022-02-15", -1),
        ("2022-03-15", "2022-02-14", -1),
        ("2022-03-31", "2022-02-28", -1),
    ] {
        assert_eq!(months_between(day(from), day(to)), Some(months), "{from} {to}");
    }
}

#[test]
fn months_far_away_are_none() {
    assert_eq!(add_months(0, i64::MAX), None);
    assert_eq!(add_months(0, i64::MIN), None);
    assert_eq!(add_months(i32::MAX, 1), None);
    assert_eq!(months_between(i32::MIN, 0), None);
    assert!(add_months(day("9999-12-31"), 1).is_some());
}

proptest! {
    #[test]
    fn months_are_the_least_with_which_the_day_is_reached(from in -9000_i32..9000, to in -9000_i32..9000) {
        let months = months_between(from, to).unwrap();
        prop_assert!(to <= add_months(from, months).unwrap());
        prop_assert!(to > add_months(from, months - 1).unwrap());
    }

    #[test]
    fn adding_a_month_walks_over_its_days(from in -9000_i32..9000) {
        // Day by day into the next month, until the day is there or the month ends.
        let date = date_of(from).unwrap();
        let mut next = date;
        while next.month() == date.month() {
            next = next.succ_opt().unwrap();
        }
        while next.day() < date.day() && next.succ_opt().unwrap().day() > next.day() {
            next = next.succ_opt().unwrap();
        }
        prop_assert_eq!(add_months(from, 1), Some(day_number(next)));
    }
}

#[test]
fn a_span_is_moved_back_by_its_first_and_its_last_day() {
    use Grain::{Day, HalfYear, Month, Quarter, Week, Year};
    for (first, last, grain, moved) in [
        ("2022-01-01", "2022-12-31", Year, ("2021-01-01", "2021-12-31")),
        ("2024-01-01", "2024-02-28", Year, ("2023-01-01", "2023-02-28")),
        ("2024-01-01", "2024-02-29", Year, ("2023-01-01", "2023-02-28")),
        ("2025-01-01", "2025-02-28", Year, ("2024-01-01", "2024-02-29")),
        ("2025-05-01", "2025-05-30", Month, ("2025-04-01", "2025-04-30")),
        ("2025-05-01", "2025-05-31", Month, ("2025-04-01", "2025-04-30")),
        ("2025-05-01", "2025-05-29", Month, ("2025-04-01", "2025-04-29")),
        ("2025-04-01", "2025-04-30", Month, ("2025-03-01", "2025-03-31")),
        ("2025-03-29", "2025-03-31", Month, ("2025-02-28", "2025-02-28")),
        ("2025-03-01", "2025-03-30", Month, ("2025-02-01", "2025-02-28")),
        ("2025-02-01", "2025-02-28", Quarter, ("2024-11-01", "2024-11-30")),
        ("2025-07-01", "2025-12-31", HalfYear, ("2025-01-01", "2025-06-30")),
        ("2025-01-01", "2025-06-30", HalfYear, ("2024-07-01", "2024-12-31")),
        ("2025-03-03", "2025-03-09", Week, ("2025-02-24", "2025-03-02")),
        ("2025-03-01", "2025-03-01", Day, ("2025-02-28", "2025-02-28")),
        // A single day stays one.
        ("2025-04-30", "2025-04-30", Month, ("2025-03-30", "2025-03-30")),
        ("2024-02-29", "2024-02-29", Year, ("2023-02-28", "2023-02-28")),
        ("2025-03-31", "2025-03-31", Month, ("2025-02-28", "2025-02-28")),
    ] {
        let of = |first, last| Period::through(date(first), date(last)).unwrap();
        assert_eq!(
            of(first, last).moved_back(grain),
            Some(of(moved.0, moved.1)),
            "{first}..{last} by a {}",
            grain.name()
        );
    }
    assert_eq!(Period::parse("0001").unwrap().moved_back(Year), None);
}
