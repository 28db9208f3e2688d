//! Durations, the functions of dates and times, and the calendar.

use chrono::{NaiveDate, NaiveDateTime};

use super::*;
use crate::ground::dates::{day_number, instant_of};
use crate::ground::time::{DAY, HOUR, MINUTE};

fn at(text: &str) -> i64 {
    instant_of(NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
}

fn day(text: &str) -> i32 {
    day_number(text.parse::<NaiveDate>().unwrap())
}

fn instants(texts: &[&str]) -> Values {
    Values::Small(texts.iter().map(|text| (!text.is_empty()).then(|| at(text))).collect())
}

fn days(texts: &[&str]) -> Values {
    Values::Days(texts.iter().map(|text| (!text.is_empty()).then(|| day(text))).collect())
}

fn office() -> Calendar {
    Calendar::vietnam().with_office_hours(["07:30-11:30", "13:30-17:00"]).unwrap()
}

/// Five records of an office.
fn table() -> Table {
    Table::new(vec![
        (
            "came_at",
            FieldKind::Timestamp,
            instants(&[
                "2026-03-05 08:00",
                "2026-03-05 16:00",
                "2026-03-06 15:00",
                "2020-12-30 08:00",
                "",
            ]),
        ),
        (
            "left_at",
            FieldKind::Timestamp,
            instants(&[
                "2026-03-05 09:30",
                "2026-03-06 08:00",
                "",
                "2020-12-30 09:00",
                "2026-03-05 09:30",
            ]),
        ),
        (
            "asked_at",
            FieldKind::Timestamp,
            instants(&["", "2026-03-05 16:30", "2026-03-06 15:30", "", ""]),
        ),
        ("told_at", FieldKind::Timestamp, instants(&["2026-03-05 09:00", "", "", "", ""])),
        (
            "came_on",
            FieldKind::Date,
            days(&["2026-02-13", "2022-01-31", "2024-02-29", "2020-12-30", ""]),
        ),
        (
            "left_on",
            FieldKind::Date,
            days(&["2026-02-24", "2022-02-28", "2024-03-31", "2021-01-05", "2024-03-31"]),
        ),
        (
            "number",
            FieldKind::Integer,
            Values::Small(vec![Some(2), Some(1), Some(0), Some(-1), Some(9)]),
        ),
        (
            "hours",
            FieldKind::Decimal { scale: 1 },
            Values::Wide(vec![Some(15), Some(5), None, Some(10), Some(0)]),
        ),
    ])
}

fn values_by(calendar: Calendar, text: &str) -> Vec<Option<i128>> {
    let table = table();
    let mut program = Program::new(calendar);
    let node = program.add(&table.parse(text));
    let scratch = table.run(&program, day("2026-03-10"), (0, 0)).unwrap();
    (0..table.rows()).map(|row| scratch.values(node).get(row)).collect()
}

fn minutes(text: &str) -> Vec<Option<i128>> {
    let minute = i128::from(MINUTE);
    let values = values_by(office(), text).into_iter();
    values.map(|value| value.map(|value| value / minute)).collect()
}

fn conditions(text: &str) -> String {
    let table = table();
    let mut program = Program::new(office());
    let node = program.add(&table.parse(text));
    let scratch = table.run(&program, day("2026-03-10"), (0, 0)).unwrap();
    let letter = |row| match truth_at(scratch.truth(node), row) {
        Some(true) => 'T',
        Some(false) => 'F',
        None => '-',
    };
    (0..table.rows()).map(letter).collect()
}

#[test]
fn durations_are_exact() {
    assert_eq!(minutes("left_at - came_at"), [Some(90), Some(960), None, Some(60), None]);
    for (text, expected) in [
        ("left_at - came_at <= 90 minutes", "TF-T-"),
        ("left_at - came_at < 1.5 hours", "FF-T-"),
        ("left_at - came_at = INTERVAL '90' MINUTE", "TF-F-"),
        ("left_at - came_at > 89.999999999 minutes", "TT-F-"),
        ("left_at - came_at <> 89.999999999 minutes", "TT-T-"),
        ("(left_at - came_at) * 0.5 = 2700 seconds", "TF-F-"),
        ("(left_at - came_at) * 3 - 1 hour > 1 day", "FT-F-"),
        ("left_at - came_at <= number * 45 minutes", "TF-F-"),
        ("left_at - came_at <= hours * 1 hour", "TF-T-"),
        ("left_at >= came_at + 90 minutes", "TT-F-"),
        ("came_at + hours * 1 hour > left_at - 1 minute", "TF-T-"),
        ("left_at - 1 day - came_at < 0 seconds", "TT-T-"),
        ("COALESCE(left_at - came_at, 1 hour) BETWEEN 1 hour AND 90 minutes", "TFTTT"),
        ("CASE WHEN number > 0 THEN left_at - came_at ELSE 0.25 seconds END < 1 second", "FFTT-"),
        ("came_on + 2 days = DATE '2026-02-15'", "TFFF-"),
        ("1 hour = 60 minutes", "TTTTT"),
    ] {
        assert_eq!(conditions(text), expected, "{text}");
    }
    // A part of a microsecond is kept: the value has a digit after the point.
    assert_eq!(
        values_by(office(), "(left_at - came_at) * 0.5")[0],
        Some(i128::from(45 * MINUTE) * 10)
    );
    assert_eq!(values_by(office(), "hours * 1 hour")[0], Some(i128::from(90 * MINUTE)));
}

#[test]
fn working_time_knows_pauses() {
    assert_eq!(minutes("worktime(came_at, left_at)"), [Some(90), Some(90), None, None, None]);
    // Asked for from 16:30 on and not told yet: the pause lasts until the end.
    let paused = "worktime(came_at, left_at, asked_at, told_at)";
    assert_eq!(minutes(paused), [Some(90), Some(30), None, None, None]);
    // Overlapping, outside, reversed, and cut by the ends.
    for (pauses, expected) in [
        ("came_at + 15 minutes, came_at + 45 minutes, came_at + 30 minutes, came_at + 1 hour", 45),
        ("came_at - 2 hours, came_at - 1 hour", 90),
        ("left_at, left_at + 1 day", 90),
        ("came_at + 1 hour, came_at + 30 minutes", 90),
        ("came_at - 1 day, came_at + 30 minutes, left_at - 10 minutes, NULL", 50),
        ("came_at - 1 day, left_at + 1 day", 0),
        ("NULL, came_at", 90),
    ] {
        let text = format!("worktime(came_at, left_at, {pauses})");
        assert_eq!(minutes(&text)[0], Some(expected), "{text}");
        let turned = format!("worktime(left_at, came_at, {pauses})");
        assert_eq!(minutes(&turned)[0], Some(-expected), "{turned}");
    }
}

#[test]
fn working_days_know_pauses() {
    // Friday 13 to Tuesday 24 February 2026 over Tết; January over Tết 2022; over a weekend.
    let found = |text: &str| values_by(office(), text);
    assert_eq!(found("workdays(came_on, left_on)"), [Some(2), Some(16), Some(21), None, None]);
    // The first day of a pause counts, its last does not: as the first day of a limit.
    let paused = "workdays(came_on, left_on, came_on + 10, left_on)";
    assert_eq!(found(paused)[0], Some(1));
    assert_eq!(found("workdays(came_on, left_on, came_on, NULL)")[0], Some(0));
    assert_eq!(found("workdays(came_on, left_on, NULL, left_on)")[0], Some(2));
    assert_eq!(found("workdays(left_on, came_on, came_on + 10, left_on)")[0], Some(-1));
    let twice = "workdays(came_on, left_on, came_on, came_on + 10, came_on + 5, came_on + 10)";
    assert_eq!(found(twice)[0], Some(1));
    // Any year is known to a calendar of the plan's own.
    let own = values_by(Calendar::default(), "workdays(came_on, left_on)");
    assert_eq!(own[3], Some(4));
}

#[test]
fn days_of_unknown_years_are_null() {
    for (text, expected) in [
        ("workdays(came_on, left_on) IS NULL", "FFFTT"),
        ("add_workdays(came_on, 1) IS NULL", "FFFTT"),
        ("add_workdays(left_on, 1200) IS NULL", "TFTFT"),
        ("worktime(came_at, left_at) IS NULL", "FFTTT"),
        ("add_worktime(came_at, 1 hour) IS NULL", "FFFTT"),
        ("add_worktime(came_at, 20000 hours) IS NULL", "TTTTT"),
        // Before three it is the day itself, whatever the calendar.
        ("counted_from(came_at, '15:00') IS NULL", "FFFFT"),
        ("counted_from(came_at, '08:00') IS NULL", "FFFTT"),
    ] {
        assert_eq!(conditions(text), expected, "{text}");
    }
}

#[test]
fn functions_of_dates_and_times() {
    for (text, expected) in [
        // Saturday and Sunday follow 6 March 2026.
        (
            "counted_from(came_at, '15:00')",
            ["2026-03-05", "2026-03-06", "2026-03-09", "2020-12-30", ""],
        ),
        ("add_months(came_on, 1)", ["2026-03-13", "2022-02-28", "2024-03-29", "2021-01-30", ""]),
        (
            "add_months(came_on, -number)",
            ["2025-12-13", "2021-12-31", "2024-02-29", "2021-01-30", ""],
        ),
        (
            "CAST(add_worktime(came_at, hours * 1 hour) AS DATE)",
            ["2026-03-05", "2026-03-05", "", "", ""],
        ),
    ] {
        let expected: Vec<Option<i128>> =
            expected.iter().map(|text| (!text.is_empty()).then(|| i128::from(day(text)))).collect();
        assert_eq!(values_by(office(), text), expected, "{text}");
    }
    assert_eq!(
        values_by(office(), "months(came_on, left_on)"),
        [Some(1), Some(1), Some(2), Some(1), None]
    );
    assert_eq!(
        values_by(office(), "add_worktime(came_at, 90 minutes) - came_at")[..2],
        [Some(i128::from(90 * MINUTE)), Some(i128::from(DAY - 8 * HOUR))]
    );
}

#[test]
fn what_lies_too_far_away_is_an_error() {
    let table = table();
    let own = Calendar::default().with_office_hours(["00:00-24:00"]).unwrap();
    for (text, code) in [
        ("add_months(came_on, 999999)", "date-out-of-range"),
        ("add_months(came_on, 99999999999)", "date-out-of-range"),
        ("add_workdays(came_on, 9999999)", "date-out-of-range"),
        ("add_worktime(came_at, 9999999 weeks)", "date-out-of-range"),
        ("(left_at - came_at) * 9999999999", "number-overflow"),
        ("came_at + 9999999999999 seconds", "number-overflow"),
        ("CAST(came_at + 9999999 weeks AS DATE)", "date-out-of-range"),
    ] {
        let mut program = Program::new(own.clone());
        program.add(&table.parse(text));
        let problem = table.run(&program, 0, (0, 0)).unwrap_err();
        assert_eq!(problem.code, code, "{text}");
    }
}

/// What is left of the office hours between two minutes once each pause is cut out, minute by
/// minute.
fn walked(calendar: &Calendar, from: i64, to: i64, pauses: &[(Option<i64>, Option<i64>)]) -> i64 {
    let (first, last) = (from.min(to), from.max(to));
    let is_paused = |minute: i64| {
        pauses.iter().any(|(begin, end)| {
            begin.is_some_and(|begin| (begin..end.unwrap_or(last)).contains(&minute))
        })
    };
    let worked =
        |minute: i64| calendar.worktime(minute * MINUTE, (minute + 1) * MINUTE) == Some(MINUTE);
    let minutes = (first..last).filter(|minute| worked(*minute) && !is_paused(*minute)).count();
    let minutes = i64::try_from(minutes).unwrap();
    if from <= to { minutes } else { -minutes }
}

#[test]
fn many_records_give_what_walking_gives() {
    // More records than are computed at a time, and not a multiple of 64.
    const ROWS: usize = 2048 + 77;
    let mut state = 7_u64;
    let mut below = |end: i64| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from((state >> 33) % u64::try_from(end).unwrap()).unwrap()
    };
    let origin = at("2026-02-11 00:00") / MINUTE;
    let mut column = |missing: i64| -> Vec<Option<i64>> {
        (0..ROWS).map(|_| (below(10) >= missing).then(|| origin + below(3000))).collect()
    };
    let minutes: Vec<Vec<Option<i64>>> = [1, 1, 3, 3, 3, 3].map(&mut column).into();
    let names = ["start", "stop", "a", "b", "c", "d"];
    let columns = names.iter().zip(&minutes).map(|(name, values)| {
        let values = values.iter().map(|value| value.map(|minute| minute * MINUTE)).collect();
        (*name, FieldKind::Timestamp, Values::Small(values))
    });
    let table = Table::new(columns.collect());
    let calendar = office();
    let mut program = Program::new(calendar.clone());
    let with_pauses = program.add(&table.parse("worktime(start, stop, a, b, c, d)"));
    let without = program.add(&table.parse("worktime(start, stop)"));
    let scratch = table.run(&program, day("2026-03-10"), (0, 0)).unwrap();
    let record = |row: usize| -> Vec<Option<i64>> { minutes.iter().map(|own| own[row]).collect() };
    for (row, record) in (0..ROWS).map(record).enumerate() {
        let wanted = |pauses: &[(Option<i64>, Option<i64>)]| {
            let (from, to) = record[0].zip(record[1])?;
            Some(i128::from(walked(&calendar, from, to, pauses) * MINUTE))
        };
        let pauses = [(record[2], record[3]), (record[4], record[5])];
        assert_eq!(scratch.values(with_pauses).get(row), wanted(&pauses), "row {row}");
        assert_eq!(scratch.values(without).get(row), wanted(&[]), "row {row}");
    }
}
