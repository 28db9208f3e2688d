use chrono::NaiveDateTime;
use proptest::prelude::*;

use super::*;
use crate::ground::dates::instant_of;
use crate::ground::time::{DAY, MINUTE};

fn at(text: &str) -> i64 {
    instant_of(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
}

/// Vietnam's calendar with the hours of many offices.
fn office() -> Calendar {
    Calendar::vietnam().with_office_hours(["07:30-11:30", "13:30-17:00"]).unwrap()
}

#[test]
fn working_time_is_within_office_hours() {
    let calendar = office();
    for (from, to, minutes) in [
        // Thursday 5 March 2026.
        ("2026-03-05 08:00", "2026-03-05 08:00", 0),
        ("2026-03-05 08:00", "2026-03-05 09:15", 75),
        ("2026-03-05 06:00", "2026-03-05 07:30", 0),
        ("2026-03-05 06:00", "2026-03-05 08:00", 30),
        ("2026-03-05 17:00", "2026-03-05 23:00", 0),
        ("2026-03-05 16:30", "2026-03-05 23:00", 30),
        // Over lunch, and within it.
        ("2026-03-05 11:00", "2026-03-05 14:00", 60),
        ("2026-03-05 11:45", "2026-03-05 13:15", 0),
        // Over the night and over a weekend.
        ("2026-03-05 16:00", "2026-03-06 08:30", 120),
        ("2026-03-06 16:00", "2026-03-09 08:30", 120),
        ("2026-03-07 09:00", "2026-03-08 16:00", 0),
        ("2026-03-05 00:00", "2026-03-06 00:00", 450),
        // Tết 2026: from Saturday 14 to Sunday 22 February.
        ("2026-02-13 16:00", "2026-02-23 08:00", 90),
        // Saturday 22 August is worked for Monday 31 August.
        ("2026-08-21 16:30", "2026-08-22 08:00", 60),
        ("2026-08-28 16:30", "2026-08-31 12:00", 30),
        // The other way round.
        ("2026-03-09 08:30", "2026-03-06 16:00", -120),
    ] {
        assert_eq!(calendar.worktime(at(from), at(to)), Some(minutes * MINUTE), "{from} {to}");
    }
}

#[test]
fn limits_in_working_time_end_within_office_hours() {
    let calendar = office();
    for (from, minutes, to) in [
        ("2026-03-05 08:00", 60, "2026-03-05 09:00"),
        ("2026-03-05 05:00", 60, "2026-03-05 08:30"),
        // It ends at noon, not at the beginning of the afternoon.
        ("2026-03-05 10:30", 60, "2026-03-05 11:30"),
        ("2026-03-05 10:30", 61, "2026-03-05 13:31"),
        ("2026-03-05 16:00", 60, "2026-03-05 17:00"),
        ("2026-03-06 16:00", 61, "2026-03-09 07:31"),
        ("2026-03-05 20:00", 450, "2026-03-06 17:00"),
        ("2026-02-13 16:00", 90, "2026-02-23 08:00"),
        ("2026-08-21 17:00", 30, "2026-08-22 08:00"),
        // None leaves the moment where it is.
        ("2026-03-07 12:00", 0, "2026-03-07 12:00"),
        // Back: the latest moment.
        ("2026-03-05 09:00", -60, "2026-03-05 08:00"),
        ("2026-03-05 14:00", -30, "2026-03-05 13:30"),
        ("2026-03-05 14:00", -31, "2026-03-05 11:29"),
        ("2026-03-09 07:30", -60, "2026-03-06 16:00"),
        ("2026-03-09 12:00", -240, "2026-03-09 07:30"),
    ] {
        let found = calendar.add_worktime(at(from), minutes * MINUTE);
        assert_eq!(found, Some(at(to)), "{from} {minutes}");
    }
}

#[test]
fn office_hours_are_read_or_refused() {
    let told = |spans: &[&str]| {
        Calendar::default().with_office_hours(spans.iter().copied()).unwrap_err().to_string()
    };
    for text in ["7:30-11:30", "07:30", "07:30–11:30", "07:30-25:00", "07:30-24:01", "a-b", ""] {
        assert_eq!(
            told(&[text]),
            format!(
                "office_hours: `{text}` is not a span of office hours [not-office-hours]\n  \
                 help: write two times of day on the 24-hour clock: `07:30-11:30`"
            )
        );
    }
    assert_eq!(
        told(&["22:00-06:00"]),
        "office_hours: the office hours `22:00-06:00` end before they begin [office-hours-order]\n  \
         help: write the earlier time first; hours over midnight are two spans: `22:00-24:00` and \
         `00:00-06:00`"
    );
    assert_eq!(
        told(&["07:30-11:30", "11:00-17:00"]),
        "office_hours: the office hours `11:00-17:00` begin before `07:30-11:30` ends \
         [office-hours-overlap]\n  \
         help: list the office hours of a day in order and without overlap"
    );
    let night = Calendar::default().with_office_hours([" 00:00 - 06:00", "22:00-24:00"]).unwrap();
    assert_eq!(night.office_hours().collect::<Vec<_>>(), ["00:00-06:00", "22:00-24:00"]);
}

#[test]
fn without_office_hours_there_is_no_working_time() {
    let (from, to) = (at("2026-03-05 08:00"), at("2026-03-05 09:00"));
    assert_eq!(Calendar::default().worktime(from, to), None);
    assert_eq!(Calendar::default().add_worktime(from, 1), None);
}

#[test]
fn the_edges_of_time_do_not_overflow() {
    let calendar = Calendar::new([], [], []).unwrap().with_office_hours(["00:00-24:00"]).unwrap();
    assert_eq!(calendar.worktime(i64::MIN, i64::MAX), None);
    assert_eq!(calendar.add_worktime(i64::MAX, i64::MAX), None);
    assert_eq!(calendar.add_worktime(i64::MIN, -1), None);
    assert_eq!(calendar.worktime(-5, 7), Some(12));
    assert_eq!(office().add_worktime(0, i64::MIN), None);
}

/// The working minutes between two minutes, looked at one by one.
fn walked(calendar: &Calendar, hours: &[(i64, i64)], from: i64, to: i64) -> i64 {
    let is_worked = |minute: &i64| {
        let (day, time) = (minute.div_euclid(1440), minute.rem_euclid(1440));
        calendar.is_working(i32::try_from(day).unwrap())
            && hours.iter().any(|(from, to)| (*from..*to).contains(&time))
    };
    i64::try_from((from..to).filter(is_worked).count()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn counting_minute_by_minute_gives_the_same(
        rest in 0_u8..127,
        exceptions in prop::collection::btree_map(-8_i32..8, any::<bool>(), 0..8),
        edges in prop::collection::btree_set(0_i64..=1440, 2..6),
        from in -6000_i64..6000,
        to in -6000_i64..6000,
        pauses in prop::collection::vec((-7000_i64..7000, -7000_i64..7000), 0..4),
        minutes in -900_i64..900,
    ) {
        let pick = |kind: bool| {
            exceptions.iter().filter(move |(_, is)| **is == kind).filter_map(|(day, _)| date_of(*day))
        };
        let weekend = (0..7_u8)
            .filter(|index| rest >> index & 1 == 1)
            .map(|index| Weekday::try_from(index).unwrap());
        let edges: Vec<i64> = edges.into_iter().collect();
        let hours: Vec<(i64, i64)> = edges.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
        let texts: Vec<String> = hours
            .iter()
            .map(|(from, to)| {
                format!("{}-{}", time_of_day_text(from * MINUTE), time_of_day_text(to * MINUTE))
            })
            .collect();
        let calendar = Calendar::new(weekend, pick(false), pick(true))
            .unwrap()
            .with_office_hours(texts.iter().map(String::as_str))
            .unwrap();

        let between = |from: i64, to: i64| walked(&calendar, &hours, from, to);
        let expected = if from <= to { between(from, to) } else { -between(to, from) };
        prop_assert_eq!(calendar.worktime(from * MINUTE, to * MINUTE), Some(expected * MINUTE));

        // With pauses: minutes that lie in none.
        let (first, last) = (from.min(to), from.max(to));
        let free = (first..last)
            .filter(|minute| !pauses.iter().any(|(begin, end)| (begin..end).contains(&minute)))
            .map(|minute| between(minute, minute + 1))
            .sum::<i64>();
        let expected = if from <= to { free } else { -free };
        let mut ends: Vec<(i64, i64)> =
            pauses.iter().map(|(begin, end)| (begin * MINUTE, end * MINUTE)).collect();
        let measure = |from, to| calendar.worktime(from, to);
        let found = outside_pauses(from * MINUTE, to * MINUTE, &mut ends, measure);
        prop_assert_eq!(found, Some(expected * MINUTE));

        // A limit: step by step until the time has passed.
        let step = if minutes < 0 { -1 } else { 1 };
        let (mut minute, mut left) = (from, minutes.abs());
        while left > 0 {
            let passed = if step > 0 { minute } else { minute - 1 };
            left -= between(passed, passed + 1);
            minute += step;
        }
        prop_assert_eq!(
            calendar.add_worktime(from * MINUTE, minutes * MINUTE),
            Some(minute * MINUTE)
        );
        prop_assert_eq!(minute.div_euclid(1440), (minute * MINUTE).div_euclid(DAY));
    }
}
