//! Files that are not written as the plan states.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use chrono::NaiveDate;
use quality_objectives::plan::{CsvFormat, DateFormat};
use quality_objectives::{Counter, Plan, Rules};

const PLAN: &str = r#"
schema: 1
organisation: An agency
title: Objectives
period: 2022
sources:
  dossiers:
    columns:
      code: {type: text}
      received_on: {type: date}
    csv: {delimiter: "|"}
measures:
  received: {count: {source: dossiers, dated_by: received_on}}
objectives:
  - {number: 1, statement: Some, target: {measure: received, is: ">= 1"}}
"#;

fn rules() -> Rules {
    Plan::from_yaml(PLAN).unwrap().rules(NaiveDate::from_ymd_opt(2022, 12, 31).unwrap())
}

fn format(delimiter: char, dates: &str) -> CsvFormat {
    CsvFormat::new(delimiter, DateFormat::from_pattern(dates).unwrap()).unwrap()
}

fn feed(counter: &mut Counter, text: &str) {
    counter.csv("dossiers", text.as_bytes()).unwrap();
}

#[test]
fn each_file_is_read_as_it_is_written() {
    let mut as_the_plan_says = rules().counter();
    feed(&mut as_the_plan_says, "code|received_on\na|2022-03-31\nb|2022-04-01\nc|2022-05-02\n");
    let mut otherwise = rules().counter();
    otherwise.csv_format("dossiers", format(';', "dd/MM/yyyy")).unwrap();
    feed(&mut otherwise, "code;received_on\na;31/03/2022\n");
    otherwise.csv_format("dossiers", format('\t', "M/d/yyyy")).unwrap();
    feed(&mut otherwise, "code\treceived_on\nb\t4/1/2022\n");
    otherwise.csv_format("dossiers", format('|', "yyyy-MM-dd")).unwrap();
    feed(&mut otherwise, "code|received_on\nc|2022-05-02\n");
    let tallies = [as_the_plan_says, otherwise].map(|counter| counter.finish().unwrap().0);
    assert_eq!(tallies[0].digest(), tallies[1].digest());
}

#[test]
fn only_that_counter_is_told() {
    let rules = rules();
    let mut told = rules.counter();
    told.csv_format("dossiers", format(',', "dd/MM/yyyy")).unwrap();
    let mut other = rules.counter();
    feed(&mut other, "code|received_on\na|2022-03-31\n");
    assert_eq!(other.finish().unwrap().1.sources[0].rejected, 0);
    feed(&mut told, "code,received_on\na,31.03.2022\n");
    let (_, intake) = told.finish().unwrap();
    assert_eq!(
        intake.sources[0].rows[0].message,
        "`31.03.2022` is not a date written as dd/MM/yyyy"
    );
}

#[test]
fn what_cannot_be_is_refused() {
    let error = rules().counter().csv_format("dossier", CsvFormat::default()).unwrap_err();
    assert_eq!(error.problems()[0].code, "source-unknown");
    for delimiter in ['"', 'a', '\n', ' ', '0', 'đ', '\0'] {
        let error = CsvFormat::new(delimiter, DateFormat::default()).unwrap_err();
        assert_eq!(error.problems()[0].code, "csv-delimiter");
        assert!(error.is_request());
    }
}
