//! Tallies as JSON between machines. Takes `plan` and `text`, the text of the plan.

use std::error::Error;
use std::fs::File;

use quality_objectives::{Assumptions, Plan, Tally};

pub(super) fn chapter() -> Result<(), Box<dyn Error>> {
    let text = std::fs::read_to_string("tests/plans/nha-trang-727-2022/plan.yaml")?;
    let plan = Plan::from_yaml(&text)?;

    let count = |source: &str| -> Result<String, Box<dyn Error>> {
        let mut counter = plan.rules("2022-12-31".parse()?).counter();
        counter.csv(source, File::open(format!("tests/plans/nha-trang-727-2022/{source}.csv"))?)?;
        Ok(counter.finish()?.0.to_json()?)
    };
    let (here, there) = (count("petitions")?, count("forms")?);

    let merged = Tally::from_json(&here)?.merge(&Tally::from_json(&there)?)?;
    let evaluation = plan.evaluate(&merged, &Assumptions::none())?;
    for objective in &evaluation.objectives()[2..] {
        println!("objective {}: {:?}, {:?}", objective.number, objective.status, objective.outlook);
    }

    let stricter = Plan::from_yaml(&text.replace("\"> 83%\"", "\"> 90%\""))?;
    assert!(stricter.evaluate(&merged, &Assumptions::none()).is_ok());

    let other = Plan::from_yaml(&text.replace("value: 10", "value: 5"))?;
    let error = other.evaluate(&merged, &Assumptions::none()).unwrap_err();
    assert!(error.is_tally());
    println!("{error}");
    Ok(())
}
