use chrono::NaiveDate;

use super::{Assumptions, Outlook, Status};
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
      unit: {type: category, members: [North, South]}
      late: {type: boolean}
measures:
  late: {proportion: {source: visits, dated_by: on, numerator: late}}
objectives:
  - {number: 1, statement: In all, target: {measure: late, is: '<= 2%'}}
  - {number: 2, statement: In each unit, target: {measure: late, is: '<= 2%', each: unit}}
";

#[test]
fn of_a_source_not_handed_in_nothing_is_lost() {
    let plan = Plan::from_yaml(PLAN).unwrap();
    let as_of = NaiveDate::from_ymd_opt(2022, 12, 31).unwrap();
    let (tally, _) = plan.rules(as_of).counter().finish().unwrap();
    let evaluation = plan.evaluate(&tally, &Assumptions::none()).unwrap();
    for objective in evaluation.objectives() {
        assert_eq!((objective.status, objective.outlook), (Status::NoData, Outlook::Open));
    }
}
