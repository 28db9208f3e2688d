use super::canonical::same;
use super::faults::told;
use super::*;

#[test]
fn durations_have_a_canonical_text() {
    for (written, canonical) in [
        ("left_at-entered_at<=1.5 hours", "left_at - entered_at <= 90 minutes"),
        ("left_at - entered_at < interval '90' minute", "left_at - entered_at < 90 minutes"),
        ("left_at - entered_at > INTERVAL '1' Day", "left_at - entered_at > 1 day"),
        ("left_at - entered_at >= 2 WEEKS", "left_at - entered_at >= 14 days"),
        ("left_at - entered_at = INTERVAL '-1.5' SECOND", "left_at - entered_at = -1.5 seconds"),
        ("left_at - entered_at <> 0 hours", "left_at - entered_at <> 0 seconds"),
        ("entered_at + 90 minutes - 1 hour", "entered_at + 30 minutes"),
        ("30 seconds + entered_at", "entered_at + 30 seconds"),
        ("entered_at - 0.5 seconds < left_at", "entered_at - 0.5 seconds < left_at"),
        ("entered_at + (left_at - entered_at)", "entered_at + (left_at - entered_at)"),
        ("(left_at - entered_at) * 2 > 1 day", "(left_at - entered_at) * 2 > 1 day"),
        ("-(left_at - entered_at)", "-(left_at - entered_at)"),
        ("left_at - entered_at - 1 hour", "(left_at - entered_at) - 1 hour"),
        ("1 hour - (left_at - entered_at)", "1 hour - (left_at - entered_at)"),
        ("2 * (1 hour + 30 minutes)", "3 hours"),
        ("-(90 minutes)", "-90 minutes"),
        ("rate * 1 hour", "90 minutes"),
        ("pages * 1 hour", "pages * 1 hour"),
        ("2 * pages * -30 minutes", "pages * -1 hour"),
        ("pages * 1 hour * 2", "pages * 2 hours"),
        ("(pages * 1 hour) * 1.5", "pages * 90 minutes"),
        ("-(pages * 1 hour)", "pages * -1 hour"),
        ("(pages * 2) * 1 second", "pages * 2 seconds"),
        ("(pages + copies) * 1 second", "(pages + copies) * 1 second"),
        ("pages * 1 hour - copies * 30 minutes", "pages * 1 hour - copies * 30 minutes"),
        ("pages * 0.000001 seconds", "pages * 0.000001 seconds"),
        ("fee * 0.0000001 seconds * 10", "fee * 0.000001 seconds"),
        ("due_on + 2 days", "due_on + 2"),
        ("2 weeks + due_on - 1 day", "due_on + 13"),
        ("WORKTIME(entered_at,left_at) <= 8 HOURS", "worktime(entered_at, left_at) <= 8 hours"),
        (
            "worktime(entered_at, left_at, entered_at, null)",
            "worktime(entered_at, left_at, entered_at, NULL)",
        ),
        (
            "workdays(received_on,resolved_on,due_on,null,null,due_on)",
            "workdays(received_on, resolved_on, due_on, NULL, NULL, due_on)",
        ),
        ("add_worktime(entered_at, 4 hours)", "add_worktime(entered_at, 4 hours)"),
        ("Months(received_on, resolved_on) <= 3", "months(received_on, resolved_on) <= 3"),
        ("add_months(received_on, -3)", "add_months(received_on, -3)"),
        ("counted_from(entered_at, ' 15:00 ')", "counted_from(entered_at, '15:00')"),
        (
            "coalesce(left_at - entered_at, 0.0000005 seconds)",
            "COALESCE(left_at - entered_at, 0.0000005 seconds)",
        ),
        (
            "case when pages > 1 then 1 day else 1.25 seconds end",
            "CASE WHEN pages > 1 THEN 1 day ELSE 1.25 seconds END",
        ),
        (
            "left_at - entered_at in (1 hour, 60 minutes)",
            "left_at - entered_at IN (1 hour, 1 hour)",
        ),
    ] {
        same(written, canonical);
    }
}

#[test]
fn kinds_of_durations_are_known() {
    let duration = |scale| Kind::Duration { scale };
    for (text, kind) in [
        ("left_at - entered_at", duration(0)),
        ("(left_at - entered_at) * 0.25", duration(2)),
        ("pages * 1 hour", duration(0)),
        ("fee * 1 hour", duration(0)),
        ("fee * 0.000001 seconds", duration(2)),
        ("1.5 hours", duration(0)),
        ("0.0000005 seconds", duration(1)),
        ("worktime(entered_at, left_at)", duration(0)),
        ("entered_at + pages * 1 hour", Kind::Timestamp),
        ("add_worktime(entered_at, fee * 1 hour)", Kind::Timestamp),
        ("counted_from(entered_at, '15:00')", Kind::Date),
        ("add_months(due_on, pages)", Kind::Date),
        ("months(received_on, due_on)", Kind::Number { scale: 0 }),
    ] {
        assert_eq!(parse(text).unwrap().kind(), kind, "{text}");
    }
    assert!(parse_as("left_at - entered_at", Wanted::Amount).is_ok());
    assert!(parse_as("pages", Wanted::Amount).is_ok());
    assert!(parse_as("left_at - entered_at", Wanted::Number).is_err());
}

#[test]
fn open_pauses_leave_an_answer_open() {
    let waits = |index: usize| index == 17;
    for (text, settles) in [
        ("worktime(entered_at, left_at) > 1 hour", true),
        ("worktime(entered_at, left_at, entered_at, entered_at) > 1 hour", true),
        ("worktime(entered_at, entered_at, entered_at, left_at) > 1 hour", false),
        ("workdays(received_on, due_on, due_on, as_of) > 1", false),
        ("workdays(received_on, due_on) > 1", true),
    ] {
        let keeps = parse(text).unwrap().term().keeps(&waits);
        assert_eq!(keeps.yes && keeps.no, settles, "{text}");
    }
}

#[test]
fn faults_of_durations_say_what_to_do() {
    for (text, expected) in [
        (
            "left_at - entered_at > 90",
            "[left_at - entered_at > 90] kinds-differ: `left_at - entered_at` is a duration and `90` is a whole number; they cannot be compared / write it with its unit: `90 minutes`, `90 hours`",
        ),
        (
            "resolved_on - received_on <= 3 days",
            "[resolved_on - received_on <= 3 days] kinds-differ: `resolved_on - received_on` is a whole number and `3 days` is a duration; they cannot be compared / `resolved_on - received_on` is a whole number of days; compare it with a number without unit",
        ),
        (
            "months(received_on, resolved_on) <= 3 days",
            "[months(received_on, resolved_on) <= 3 days] kinds-differ: `months(received_on, resolved_on)` is a whole number and `3 days` is a duration; they cannot be compared / `months(received_on, resolved_on)` is a whole number of months; compare it with a number without unit",
        ),
        (
            "worktime(entered_at, left_at) <= pages",
            "[worktime(entered_at, left_at) <= pages] kinds-differ: `worktime(entered_at, left_at)` is a duration and `pages` is a whole number; they cannot be compared / say in which unit the number is: `pages * 1 hour`",
        ),
        (
            "entered_at + 3 months < left_at",
            "[3 months] no-fixed-length: `3 months` has no fixed length / months are counted by `months(from, to) <= 3` and added by `add_months(date, 3)`",
        ),
        (
            "due_on + 36 hours",
            "[due_on + 36 hours] wrong-kind: a duration cannot be added to a date / a date moves by whole days: `due_on + 2`; hours and minutes move a timestamp",
        ),
        (
            "due_on + (left_at - entered_at)",
            "[due_on + (left_at - entered_at)] wrong-kind: a duration cannot be added to a date / a date moves by whole days: `due_on + 2`; hours and minutes move a timestamp",
        ),
        (
            "entered_at + left_at",
            "[entered_at + left_at] wrong-kind: a timestamp cannot be added to a timestamp / two timestamps are subtracted, which gives a duration",
        ),
        (
            "entered_at - due_on",
            "[entered_at - due_on] wrong-kind: a date cannot be subtracted from a timestamp / reckon with dates: `CAST(column AS DATE)`",
        ),
        (
            "1 hour + 5",
            "[1 hour + 5] wrong-kind: a whole number cannot be added to a duration / write the number with its unit: `90 minutes`, `pages * 1 hour`",
        ),
        (
            "1 hour * 2 hours",
            "[1 hour * 2 hours] not-constant: `1 hour * 2 hours` multiplies durations with each other / multiply by a number or a parameter; compute products of columns before counting",
        ),
        (
            "pages * (left_at - entered_at)",
            "[pages * (left_at - entered_at)] not-constant: `pages * (left_at - entered_at)` multiplies two values that vary / multiply by a number or a parameter; compute products of columns before counting",
        ),
        (
            "entered_at + (left_at - entered_at) * 0.5",
            "[(left_at - entered_at) * 0.5] not-whole: a timestamp moves by whole microseconds / multiply durations by whole numbers where a timestamp is moved",
        ),
        (
            "99999999999999999999999999999999999 weeks",
            "[99999999999999999999999999999999999 weeks] number-too-long: the duration `99999999999999999999999999999999999 weeks` has too many digits to be exact / use at most 38 digits, of them at most 28 after the point",
        ),
        (
            "interval '1,5' hour",
            "['1,5'] not-a-number: `1,5` is not a number / write one number and one unit: `INTERVAL '90' MINUTE`, or `90 minutes`",
        ),
        (
            "interval '1' fortnight",
            "[fortnight] syntax: `fortnight` stands where `SECOND`, `MINUTE`, `HOUR`, `DAY` or `WEEK` was expected",
        ),
        (
            "left_at - entered_at",
            "[left_at - entered_at] not-a-condition: `left_at - entered_at` is a duration where a condition is expected / compare it, as in `left_at - entered_at <= 8 hours`",
        ),
    ] {
        assert_eq!(told(text, Wanted::Condition).trim_end(), expected, "{text}");
    }
}

#[test]
fn faults_of_functions_say_what_to_do() {
    for (text, expected) in [
        (
            "worktime(entered_at)",
            "[worktime(entered_at)] wrong-number-of-values: `worktime` takes 2 values, and 2 more for each pause, not 1 / write `worktime(from, to)`, or `worktime(from, to, pause_from, pause_to)`",
        ),
        (
            "workdays(due_on, due_on, due_on)",
            "[workdays(due_on, due_on, due_on)] wrong-number-of-values: `workdays` takes 2 values, and 2 more for each pause, not 3 / write `workdays(from, to)`, or `workdays(from, to, pause_from, pause_to)`",
        ),
        (
            "workdays(due_on, due_on, pages, entered_at)",
            "[pages] wrong-kind: `pages` is a whole number where a date is expected\n[entered_at] wrong-kind: `entered_at` is a timestamp where a date is expected / write `CAST(entered_at AS DATE)`",
        ),
        (
            "worktime(received_on, left_at)",
            "[received_on] wrong-kind: `received_on` is a date where a timestamp is expected / a date has no time of day: hand in a timestamp column, or count days with `workdays`",
        ),
        (
            "add_worktime(entered_at, 4)",
            "[4] wrong-kind: `4` is a whole number where a duration is expected / write it with its unit: `4 hours`",
        ),
        (
            "add_worktime(entered_at, pages)",
            "[pages] wrong-kind: `pages` is a whole number where a duration is expected / say in which unit it is: `pages * 1 hour`",
        ),
        (
            "add_months(due_on, 1.5)",
            "[1.5] not-whole: `1.5` is not a whole number; dates move by whole days or months",
        ),
        (
            "add_months(due_on, 2 days)",
            "[2 days] wrong-kind: `2 days` is a duration where a number is expected / a number has no unit of time; durations are compared with durations",
        ),
        (
            "months(due_on)",
            "[months(due_on)] wrong-number-of-values: `months` takes 2 values, not 1 / write `months(from, to)`",
        ),
        (
            "counted_from(entered_at, 15)",
            "[15] not-a-time-of-day: `15` is not a time of day / write hours and minutes in single quotes: `'15:00'`",
        ),
        (
            "counted_from(entered_at, '24:01')",
            "['24:01'] not-a-time-of-day: `'24:01'` is not a time of day / write hours and minutes in single quotes: `'15:00'`",
        ),
        (
            "counted_from(due_on, '15:00')",
            "[due_on] wrong-kind: `due_on` is a date where a timestamp is expected / a date has no time of day: hand in a timestamp column, or count days with `workdays`",
        ),
        (
            "workday(due_on, due_on)",
            "[workday(due_on, due_on)] unknown-function: there is no function `workday` / did you mean `workdays`?",
        ),
    ] {
        assert_eq!(told(text, Wanted::Value).trim_end(), expected, "{text}");
    }
}
