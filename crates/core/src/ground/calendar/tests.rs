mod office;
mod shipped;

use chrono::{Days, NaiveDate, Weekday};
use proptest::prelude::*;

use super::*;

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn vietnam_2026() -> Calendar {
    let holidays = [
        "2026-01-01",
        "2026-02-16",
        "2026-02-17",
        "2026-02-18",
        "2026-02-19",
        "2026-02-20",
        "2026-04-26",
        "2026-04-27",
        "2026-04-30",
        "2026-05-01",
        "2026-08-31",
        "2026-09-01",
        "2026-09-02",
    ];
    Calendar::new([Weekday::Sat, Weekday::Sun], holidays.map(date), [date("2026-08-22")]).unwrap()
}

#[test]
fn the_default_rests_on_saturday_and_sunday() {
    let calendar = Calendar::default();
    assert_eq!(calendar, Calendar::new([Weekday::Sun, Weekday::Sat], [], []).unwrap());
    assert!(calendar.is_working_day(date("2022-01-28")));
    assert!(!calendar.is_working_day(date("2022-01-29")));
    assert!(!calendar.is_working_day(date("2022-01-30")));
    assert!(calendar.is_working_day(date("1969-12-31")));
}

#[test]
fn the_first_day_is_not_counted() {
    let calendar = vietnam_2026();
    for (from, to, count) in [
        ("2026-02-13", "2026-02-13", 0),
        ("2026-02-12", "2026-02-13", 1),
        ("2026-02-13", "2026-02-20", 0),
        ("2026-02-13", "2026-02-23", 1),
        ("2026-08-21", "2026-08-22", 1),
        ("2026-08-21", "2026-08-24", 2),
        ("2026-08-28", "2026-09-03", 1),
        ("2026-09-03", "2026-08-28", -1),
    ] {
        assert_eq!(calendar.working_days_between(date(from), date(to)), count, "{from} {to}");
    }
}

#[test]
fn limits_end_on_working_days() {
    let calendar = vietnam_2026();
    for (from, count, end) in [
        ("2026-02-13", 1, "2026-02-23"),
        ("2026-08-21", 1, "2026-08-22"),
        ("2026-08-28", 1, "2026-09-03"),
        ("2026-09-03", -1, "2026-08-28"),
        ("2026-08-24", -1, "2026-08-22"),
        ("2026-08-23", 0, "2026-08-23"),
    ] {
        assert_eq!(calendar.add_working_days(date(from), count), Some(date(end)), "{from} {count}");
    }
}

#[test]
fn what_cannot_be_a_calendar_is_refused() {
    let week = (0..7_u8).map(|index| Weekday::try_from(index).unwrap());
    let error = Calendar::new(week, [], []).unwrap_err();
    assert!(error.is_request());
    assert_eq!(
        error.to_string(),
        "weekend: the weekend covers the whole week [calendar-without-work]\n  \
         help: leave at least one weekday that is worked"
    );
    let twice = [date("2026-08-22")];
    let error = Calendar::new([], twice, twice).unwrap_err();
    assert_eq!(
        error.to_string(),
        "working_days: `2026-08-22` is both a holiday and a make-up working day \
         [calendar-day-twice]\n  help: keep the date in one of the two lists"
    );
}

#[test]
fn the_edges_of_time_do_not_overflow() {
    let calendar = vietnam_2026();
    for (from, to) in [(i32::MIN, i32::MAX), (i32::MAX, i32::MIN), (i32::MIN, i32::MIN)] {
        assert_eq!(calendar.workdays(from, to), -calendar.workdays(to, from));
    }
    assert_eq!(calendar.add_workdays(0, i64::MAX), None);
    assert_eq!(calendar.add_workdays(0, i64::MIN), None);
    assert_eq!(calendar.add_working_days(date("9999-12-31"), 1), None);
}

#[test]
fn it_is_written_as_a_plan_writes_it() {
    let calendar =
        Calendar::new([Weekday::Sun], [date("2022-01-01")], [date("2022-01-02")]).unwrap();
    assert_eq!(
        serde_json::to_string(&calendar).unwrap(),
        r#"{"weekend":["sunday"],"holidays":["2022-01-01"],"working_days":["2022-01-02"]}"#
    );
    let with_hours = calendar.clone().with_office_hours(["00:00-24:00"]).unwrap();
    assert_eq!(
        serde_json::to_string(&with_hours).unwrap(),
        r#"{"weekend":["sunday"],"holidays":["2022-01-01"],"working_days":["2022-01-02"],"office_hours":["00:00-24:00"]}"#
    );
    assert_eq!(calendar.holidays().collect::<Vec<_>>(), [date("2022-01-01")]);
    assert_eq!(calendar.make_up_days().collect::<Vec<_>>(), [date("2022-01-02")]);
}

proptest! {
    #[test]
    fn counting_day_by_day_gives_the_same(
        rest in 0_u8..127,
        exceptions in prop::collection::btree_map(-40_i64..40, any::<bool>(), 0..20),
        from in -60_i32..60,
        to in -60_i32..60,
        count in -30_i64..30,
    ) {
        let epoch = NaiveDate::default();
        let at = |offset: i64| {
            if offset < 0 {
                epoch - Days::new(offset.unsigned_abs())
            } else {
                epoch + Days::new(offset.unsigned_abs())
            }
        };
        let pick = |kind: bool| {
            exceptions.iter().filter(move |(_, worked)| **worked == kind).map(move |(day, _)| at(*day))
        };
        let weekend = (0..7_u8)
            .filter(|index| rest >> index & 1 == 1)
            .map(|index| Weekday::try_from(index).unwrap());
        let calendar = Calendar::new(weekend, pick(false), pick(true)).unwrap();

        let walked = |from: i32, to: i32| {
            i64::try_from((from + 1..=to).filter(|day| calendar.is_working(*day)).count()).unwrap()
        };
        let expected = if from <= to { walked(from, to) } else { -walked(to, from) };
        prop_assert_eq!(calendar.workdays(from, to), expected);

        // A pause takes out the days after its first up to its last.
        let mut pauses = vec![(to - 20, to - 10), (from + 3, from + 9), (to - 13, to - 4)];
        let free = |from: i32, to: i32| {
            let is_free = |day: &i32| !pauses.iter().any(|(begin, end)| begin < day && day <= end);
            let days = (from + 1..=to).filter(|day| calendar.is_working(*day)).filter(is_free);
            i64::try_from(days.count()).unwrap()
        };
        let expected = if from <= to { free(from, to) } else { -free(to, from) };
        let measure = |from, to| Some(calendar.workdays(from, to));
        prop_assert_eq!(outside_pauses(from, to, &mut pauses, measure), Some(expected));

        let step = if count < 0 { -1 } else { 1 };
        let (mut day, mut left) = (from, count.abs());
        while left > 0 {
            day += step;
            left -= i64::from(calendar.is_working(day));
        }
        prop_assert_eq!(calendar.add_workdays(from, count), Some(day));
    }
}
