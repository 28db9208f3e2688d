//! Errors: all problems at once.

use std::error::Error;

use quality_objectives::Plan;

pub(super) fn chapter() -> Result<(), Box<dyn Error>> {
    let text = r#"
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
    proportion: {source: dossiers, dated_by: resolved_on, numerator: resolved_on > due}
objectives:
  - number: 1
    statement: Few dossiers are late
    target: {measure: late_rate, is: "< 1.5%"}
    deu: 2022-12
"#;
    let error = Plan::from_yaml(text).unwrap_err();
    assert!(error.is_plan());
    for problem in error.problems() {
        println!("{problem}");
    }

    let plan = super::plan()?;
    let mut counter = plan.rules("2022-12-31".parse()?).counter();
    let error = counter.csv("petitions", "code,unit,subject\n".as_bytes()).unwrap_err();
    assert!(error.is_data());
    println!("{error}");

    assert_eq!(counter.finish().unwrap_err(), error);
    advice(&plan)
}

fn advice(plan: &Plan) -> Result<(), Box<dyn Error>> {
    assert!(plan.advice().is_empty());

    let text = std::fs::read_to_string("tests/plans/nha-trang-727-2022/plan.yaml")?;
    let weak = Plan::from_yaml(&text.replace("is: \"> 83%\"", "is: \"<= 100%\""))?;
    println!("{}", weak.advice());
    assert!(weak.advice().into_result().unwrap_err().is_advice());
    Ok(())
}
