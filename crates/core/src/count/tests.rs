use chrono::NaiveDate;

use crate::plan::Plan;

const PLAN: &str = "
schema: 1
organisation: Example office
title: Example
period: 2022
sources:
  visits:
    columns:
      on: {type: date, event: true}
measures:
  visits: {count: {source: visits, dated_by: on}}
objectives:
  - {number: 1, statement: Be visited, target: {measure: visits, is: '>= 1'}}
";

#[test]
fn a_text_that_is_not_ended_is_an_error_and_not_a_loss() {
    let plan = Plan::from_yaml(PLAN).unwrap();
    let as_of = NaiveDate::from_ymd_opt(2022, 12, 31).unwrap();
    let mut counter = plan.rules(as_of).counter();
    let mut feed = counter.csv_feed("visits").unwrap();
    feed.push(b"on\n2022-01-03\n").unwrap();
    drop(feed);
    let error = counter.finish().unwrap_err();
    assert_eq!(error.problems()[0].code, "csv-not-ended");
    assert!(error.is_data());
}
