//! Keys that occur more than once, and the lines that rejected rows stand on.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

use quality_objectives::{Assumptions, Error, Intake, Member, NaiveDate, Period, Plan, Tally};

/// A plan of records with keys; `options` are the source's.
fn keyed(options: &str) -> Plan {
    let text = format!(
        "
schema: 1
organisation: Example office
title: Example
period: 2022
sources:
  cases:
    {options}
    columns:
      code: {{type: text, key: true}}
      on: {{type: date}}
measures:
  cases: {{count: {{source: cases, dated_by: on}}}}
objectives:
  - {{number: 1, statement: Be many, target: {{measure: cases, is: '>= 1'}}}}
"
    );
    Plan::from_yaml(&text).unwrap_or_else(|error| panic!("{error}"))
}

fn counted(plan: &Plan, text: &str) -> Result<(Tally, Intake), Error> {
    let mut counter = plan.rules(NaiveDate::from_ymd_opt(2022, 12, 31).unwrap()).counter();
    counter.csv("cases", text.as_bytes())?;
    counter.finish()
}

#[test]
fn lines_are_those_that_an_editor_shows() {
    let plan = keyed("keys: unchecked");
    for (text, lines) in [
        ("code,on\nA,2022-01-01\nB,bad\n\nC,bad\n", [3, 5]),
        ("code,on\r\nA,2022-01-01\r\nB,bad\r\n\r\nC,bad\r\n", [3, 5]),
        ("\n\ncode,on\n\"A\n1\",2022-01-01\nB,bad\nC,bad", [6, 7]),
    ] {
        for cut in 1..text.len() {
            let mut counter = plan.rules(NaiveDate::from_ymd_opt(2022, 12, 31).unwrap()).counter();
            let mut feed = counter.csv_feed("cases").unwrap();
            feed.push(&text.as_bytes()[..cut]).unwrap();
            feed.push(&text.as_bytes()[cut..]).unwrap();
            feed.finish().unwrap();
            let (_, intake) = counter.finish().unwrap();
            let rows = &intake.source("cases").unwrap().rows;
            let found: Vec<_> = rows.iter().filter_map(|row| row.line).collect();
            assert_eq!(found, lines, "{text:?} cut at {cut}");
        }
    }
}

#[test]
fn a_key_in_two_countings_is_refused_when_they_are_evaluated() {
    for (options, refused) in [
        ("keys: refuse", true),
        ("keys: refuse\n    latest_by: on", true),
        ("keys: report", false),
        ("keys: unchecked", false),
    ] {
        let plan = keyed(options);
        let (north, _) = counted(&plan, "code,on\nA,2022-01-01\nB,2022-01-02\n").unwrap();
        let (south, _) = counted(&plan, "code,on\nB,2022-01-03\nC,2022-01-04\n").unwrap();
        let merged = north.merge(&south).unwrap();
        match plan.evaluate(&merged, &Assumptions::none()) {
            Ok(_) => assert!(!refused, "{options}"),
            Err(error) => {
                assert!(refused && error.is_tally(), "{options}: {error}");
                assert_eq!(error.problems()[0].code, "keys-repeated");
            }
        }
    }
}

#[test]
fn versions_within_a_counting_do_not_repeat_a_key() {
    let plan = keyed("keys: refuse\n    latest_by: on");
    let (tally, intake) = counted(&plan, "code,on\nA,2022-01-01\nA,2022-01-02\n").unwrap();
    let own = intake.source("cases").unwrap();
    assert_eq!((own.read, own.repeated_keys), (2, Some(0)));
    let evaluation = plan.evaluate(&tally, &Assumptions::none()).unwrap();
    assert_eq!(evaluation.sources()[0].superseded, 1);
}

#[test]
fn groups_without_a_name_are_told_from_members() {
    let text = "
schema: 1
organisation: Example office
title: Example
period: 2022
sources:
  cases:
    breakdowns: [{by: [unit], grain: quarter}]
    columns:
      on: {type: date}
      unit: {type: category, optional: true}
measures:
  cases: {count: {source: cases, dated_by: on}}
objectives:
  - {number: 1, statement: Be many, target: {measure: cases, is: '>= 1'}}
";
    let plan = Plan::from_yaml(text).unwrap();
    let (tally, _) = counted(&plan, "on,unit\n2022-01-01,(empty)\n2022-05-02,\n").unwrap();
    let evaluation = plan.evaluate(&tally, &Assumptions::none()).unwrap();
    let rows = evaluation.breakdown("cases", &["unit"], None).unwrap().rows;
    assert_eq!(rows[0].members, [Member::from("(empty)")]);
    assert_eq!(rows[1].members, [Member::Empty]);
    let json = serde_json::to_string(&rows).unwrap();
    assert!(json.contains(r#""members":["(empty)"]"#) && json.contains(r#"{"group":"empty"}"#));

    let spring = Period::parse("2022-Q2").unwrap();
    assert_eq!(evaluation.value("cases", spring).unwrap().shown.as_deref(), Some("1"));
    let odd = Period::parse("2022-05-02").unwrap();
    assert_eq!(
        evaluation.value("cases", odd).unwrap_err().problems()[0].code,
        "period-not-counted"
    );
    let target = evaluation.objectives()[0].target.as_ref().unwrap();
    assert_eq!(target.measure().unwrap().measure, "cases");
}
