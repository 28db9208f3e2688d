//! Faults of conditions on records.

use super::{Case, cases};

cases! {
    ["Conditions"]
    condition_unknown_column: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
measures:
  received:
    count: {source: dossiers, dated_by: received_on, where: recieved_on IS NULL}
" =>
        r"7:61: measures.received.count.where: `recieved_on` is neither a column of the source nor a parameter [unknown-name]
  help: did you mean `received_on`?",
    condition_of_wrong_kind: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
measures:
  received:
    count: {source: dossiers, dated_by: received_on, where: received_on}
" =>
        r"7:61: measures.received.count.where: `received_on` is a date where a condition is expected [not-a-condition]
  help: compare it, as in `received_on IS NOT NULL`",
    condition_of_wrong_types: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
measures:
  received:
    count: {source: dossiers, dated_by: received_on, where: received_on > 5}
" =>
        r"7:61: measures.received.count.where: `received_on` is a date and `5` is a whole number; they cannot be compared [kinds-differ]
  help: conditions are written as in SQL: `resolved_on > due_on AND outcome = 'resolved'`",
    condition_syntax: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
measures:
  received:
    count: {source: dossiers, dated_by: received_on, where: received_on IS}
" =>
        r"7:75: measures.received.count.where: the condition ends where `NULL`, `TRUE` or `FALSE` was expected [syntax]
  help: conditions are written as in SQL: `resolved_on > due_on AND outcome = 'resolved'`",
    condition_undeclared_member: sections r#"sources:
  dossiers:
    columns:
      received_on: {type: date}
      field: {type: category, members: [Land, Housing]}
measures:
  received:
    count: {source: dossiers, dated_by: received_on, where: "field = 'Lond'"}
"# =>
        r"8:70: measures.received.count.where: `Lond` is not a declared member of `field` [unknown-member]
  help: did you mean `'Land'`?",
    condition_date_and_timestamp: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      resolved_at: {type: timestamp}
measures:
  received:
    count: {source: dossiers, dated_by: received_on, where: received_on < resolved_at}
" =>
        r"8:61: measures.received.count.where: `received_on` is a date and `resolved_at` is a timestamp; they cannot be compared [kinds-differ]
  help: write `CAST(resolved_at AS DATE)`",
    dated_by_number: sections r"measures:
  received:
    count: {source: dossiers, dated_by: 5}
" =>
        r"3:41: measures.received.count.dated_by: `5` is a whole number where a date is expected [wrong-kind]
  help: name a date column, or compute a date: `due_on + 1`",
    dated_by_constant: sections r"measures:
  received:
    count: {source: dossiers, dated_by: as_of}
" =>
        r"3:41: measures.received.count.dated_by: `as_of` is the same day for every record [dated-by-constant]
  help: name a date column, or compute a date from one: `due_on + 1`",
    total_of_date: sections r"measures:
  received:
    total: {source: dossiers, dated_by: received_on, of: received_on}
" =>
        r"3:58: measures.received.total.of: `received_on` is a date where a number is expected [wrong-kind]
  help: name a number column, or compute a number or a duration: `paid - refunded`, `done_at - received_at`",
    check_of_wrong_kind: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
    checks: {odd: {when: received_on + 1}}
" =>
        r"5:26: sources.dossiers.checks.odd.when: `received_on + 1` is a date where a condition is expected [not-a-condition]
  help: compare it, as in `received_on + 1 IS NOT NULL`",
    place_in_single_quotes: sections r"sources:
  dossiers:
    columns:
      received_on: {type: date}
      note: {type: text}
measures:
  received:
    count: {source: dossiers, dated_by: received_on, where: 'note = ''x'' AND oops = 1'}
" =>
        r"8:79: measures.received.count.where: `oops` is neither a column of the source nor a parameter [unknown-name]
  help: the columns are `received_on`, `note`",
    duration_with_number: sections r#"sources:
  calls:
    columns:
      came_at: {type: timestamp}
      left_at: {type: timestamp}
measures:
  quick:
    count: {source: calls, dated_by: CAST(came_at AS DATE), where: "left_at - came_at <= 90"}
objectives: [{number: 1, statement: Quick}]
"# =>
        r"8:69: measures.quick.count.where: `left_at - came_at` is a duration and `90` is a whole number; they cannot be compared [kinds-differ]
  help: write it with its unit: `90 minutes`, `90 hours`",
    months_as_duration: sections r#"sources:
  calls:
    columns:
      came_at: {type: timestamp}
      left_at: {type: timestamp}
measures:
  quick:
    count: {source: calls, dated_by: CAST(came_at AS DATE), where: "left_at <= came_at + 3 months"}
objectives: [{number: 1, statement: Quick}]
"# =>
        r"8:90: measures.quick.count.where: `3 months` has no fixed length [no-fixed-length]
  help: months are counted by `months(from, to) <= 3` and added by `add_months(date, 3)`",
    date_with_hours: sections r#"sources:
  calls:
    columns:
      came_at: {type: timestamp}
      left_at: {type: timestamp}
measures:
  quick:
    count: {source: calls, dated_by: CAST(came_at AS DATE), where: "CAST(left_at AS DATE) + 36 hours > as_of"}
objectives: [{number: 1, statement: Quick}]
"# =>
        r"8:69: measures.quick.count.where: a duration cannot be added to a date [wrong-kind]
  help: a date moves by whole days: `due_on + 2`; hours and minutes move a timestamp",
    office_hours_missing: sections r#"sources:
  calls:
    columns:
      came_at: {type: timestamp}
      left_at: {type: timestamp}
measures:
  quick:
    count: {source: calls, dated_by: CAST(came_at AS DATE), where: "worktime(came_at, left_at) <= 4 hours"}
objectives: [{number: 1, statement: Quick}]
"# =>
        r#"8:69: measures.quick.count.where: working time is asked for, and the calendar has no office hours [office-hours-missing]
  help: add them to the plan: `calendar: {office_hours: ["07:30-11:30", "13:30-17:00"]}`"#,
    half_a_pause: sections r#"sources:
  calls:
    columns:
      came_at: {type: timestamp}
      left_at: {type: timestamp}
measures:
  quick:
    count: {source: calls, dated_by: CAST(came_at AS DATE), where: "worktime(came_at, left_at, came_at) <= 4 hours"}
objectives: [{number: 1, statement: Quick}]
"# =>
        r"8:69: measures.quick.count.where: `worktime` takes 2 values, and 2 more for each pause, not 3 [wrong-number-of-values]
  help: write `worktime(from, to)`, or `worktime(from, to, pause_from, pause_to)`",
    worktime_of_dates: sections r#"sources:
  calls:
    columns:
      came_at: {type: timestamp}
      left_at: {type: timestamp}
measures:
  quick:
    count: {source: calls, dated_by: CAST(came_at AS DATE), where: "worktime(as_of, left_at) <= 4 hours"}
objectives: [{number: 1, statement: Quick}]
"# =>
        r#"8:69: measures.quick.count.where: working time is asked for, and the calendar has no office hours [office-hours-missing]
  help: add them to the plan: `calendar: {office_hours: ["07:30-11:30", "13:30-17:00"]}`
8:78: measures.quick.count.where: `as_of` is a date where a timestamp is expected [wrong-kind]
  help: ask whether the day of a limit has passed, as in `CAST(add_worktime(came_at, 4 hours) AS DATE) <= as_of`"#,
    not_a_time_of_day: sections r#"sources:
  calls:
    columns:
      came_at: {type: timestamp}
      left_at: {type: timestamp}
measures:
  quick:
    count: {source: calls, dated_by: CAST(came_at AS DATE), where: "counted_from(came_at, '3pm') = as_of"}
objectives: [{number: 1, statement: Quick}]
"# =>
        r"8:91: measures.quick.count.where: `'3pm'` is not a time of day [not-a-time-of-day]
  help: write hours and minutes in single quotes: `'15:00'`",
}
