//! The formats that `docs/design.md` explains, of a plan with one target and five records.

use std::error::Error;

use quality_objectives::{Assumptions, Plan};

pub(crate) fn run() -> Result<(), Box<dyn Error>> {
    let plan = Plan::from_yaml(
        r#"
schema: 1
organisation: A city
title: Quality objectives 2022
period: 2022
sources:
  dossiers:
    columns:
      due_on: {type: date}
      resolved_on: {type: date, event: true, optional: true}
measures:
  late_rate:
    proportion: {source: dossiers, dated_by: resolved_on, numerator: resolved_on > due_on}
objectives:
  - number: 1
    statement: Fewer than 1.5 % of the dossiers are late
    target: {measure: late_rate, is: "< 1.5%"}
"#,
    )?;
    let records = "\
due_on,resolved_on
2022-01-11,2022-01-10
2022-01-12,2022-01-12
2022-01-13,2022-01-14
2022-02-14,2022-02-14
2022-02-17,
";
    let mut counter = plan.rules("2022-02-28".parse()?).counter();
    counter.csv("dossiers", records.as_bytes())?;
    let (tally, _) = counter.finish()?;
    println!("{}", tally.to_json()?);
    println!("{}", plan.evaluate(&tally, &Assumptions::none())?.to_json());
    Ok(())
}
