//! Cells of few records do not leave the process unless the caller says that they stay inside.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use chrono::NaiveDate;
use quality_objectives::{Assumptions, Error, Plan, Tally};

const PLAN: &str = r#"
schema: 1
organisation: An agency
title: Objectives
period: 2022
sources:
  dossiers:
    columns:
      code: {type: text, key: true}
      unit: {type: category}
      received_on: {type: date}
    breakdowns: [{by: [unit], grain: month}]
measures:
  received: {count: {source: dossiers, dated_by: received_on}}
objectives:
  - {number: 1, statement: Some, target: {measure: received, is: ">= 1"}}
"#;

/// Five records of one unit and two of another, all of one month; one cannot be read.
const RECORDS: &str = "code,unit,received_on\n\
    a1,A,2022-03-01\na2,A,2022-03-02\na3,A,2022-03-03\na4,A,2022-03-04\na5,A,2022-03-05\n\
    b1,B,2022-03-06\nb2,B,2022-03-07\nunreadable-one,B,soon\n";

fn plan(suppress_below: &str) -> Plan {
    Plan::from_yaml(&format!("{PLAN}{suppress_below}")).unwrap()
}

fn counted(plan: &Plan, records: &str) -> Tally {
    let as_of = NaiveDate::from_ymd_opt(2022, 12, 31).unwrap();
    let mut counter = plan.rules(as_of).counter();
    counter.csv("dossiers", records.as_bytes()).unwrap();
    counter.finish().unwrap().0
}

fn told(error: &Error) -> String {
    assert!(error.is_tally());
    error.to_string()
}

#[test]
fn small_cells_are_not_handed_on() {
    let tally = counted(&plan("suppress_below: 5"), RECORDS);
    assert_eq!(
        told(&tally.to_json().unwrap_err()),
        "dossiers: of `dossiers` by `unit`, month of `received_on`, 1 cell would tell of fewer \
         than 5 records [cells-too-small]\n  \
         help: declare a coarser breakdown or grain of time; inside the organisation, \
         `to_json_for_merging` writes the tally as it is"
    );
}

#[test]
fn every_breakdown_with_small_cells_is_named() {
    let tally = counted(&plan("suppress_below: 8"), RECORDS);
    let error = tally.to_json().unwrap_err();
    let messages: Vec<&str> = error.problems().iter().map(|p| p.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "of `dossiers` by month of `received_on`, 1 cell would tell of fewer than 8 records",
            "of `dossiers` by `unit`, month of `received_on`, 2 cells would tell of fewer than 8 \
             records"
        ]
    );
}

#[test]
fn cells_that_are_large_enough_are_handed_on() {
    let tally = counted(&plan("suppress_below: 2"), RECORDS);
    assert_eq!(tally.to_json().unwrap(), tally.to_json_for_merging());
    // Nobody is told of by a cell without records, whatever else was handed in.
    let empty = counted(&plan("suppress_below: 5"), "code,unit,received_on\n");
    assert!(empty.to_json().is_ok());
}

#[test]
fn a_plan_that_suppresses_nothing_hands_on_every_cell() {
    let tally = counted(&plan(""), RECORDS);
    let text = tally.to_json().unwrap();
    assert!(!text.contains("suppress_below"));
    assert!(text.contains("unreadable-one"));
}

#[test]
fn a_tally_that_is_read_back_keeps_the_number() {
    let plan = plan("suppress_below: 5");
    let tally = counted(&plan, RECORDS);
    let back = Tally::from_json(&tally.to_json_for_merging()).unwrap();
    assert_eq!(back, tally);
    assert_eq!(back.digest(), tally.digest());
    assert!(back.to_json().is_err());
    let evaluation = plan.evaluate(&back, &Assumptions::none()).unwrap();
    assert_eq!(evaluation.objectives().len(), 1);
}

#[test]
fn what_is_too_small_alone_may_be_large_enough_together() {
    let plan = plan("suppress_below: 4");
    let header = "code,unit,received_on\n";
    let half = |records: &str| counted(&plan, &format!("{header}{records}"));
    let first = half("c1,A,2022-03-01\nc2,A,2022-03-02\n");
    let second = half("c3,A,2022-03-01\nc4,A,2022-03-30\n");
    assert!(first.to_json().is_err());
    assert!(first.merge(&second).unwrap().to_json().is_ok());
}

#[test]
fn no_key_of_a_record_is_kept() {
    let tally = counted(&plan("suppress_below: 2"), RECORDS);
    assert!(!tally.to_json_for_merging().contains("unreadable-one"));
    let twice = tally.merge(&tally).unwrap();
    assert!(!twice.to_json_for_merging().contains("unreadable-one"));
}

#[test]
fn the_number_is_part_of_the_rules() {
    let (five, none) = (counted(&plan("suppress_below: 5"), RECORDS), counted(&plan(""), RECORDS));
    assert_ne!(five.rules_digest(), none.rules_digest());
    assert!(five.merge(&none).is_err());
}
