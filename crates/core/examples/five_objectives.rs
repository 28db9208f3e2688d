//! The example of the README: the real plan of a city on synthetic sample records.
//!
//! `cargo run -p quality-objectives --example five_objectives`, from the root of the repository.

use std::{error::Error, fs, fs::File};

use quality_objectives::{Assumptions, Language, Plan};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = "tests/plans/nha-trang-727-2022";
    let plan = Plan::from_yaml(&fs::read_to_string(format!("{folder}/plan.yaml"))?)?;
    let mut counter = plan.rules("2022-12-31".parse()?).counter();
    for source in ["dossiers", "petitions", "forms"] {
        counter.csv(source, File::open(format!("{folder}/{source}.csv"))?)?;
    }
    let (tally, _intake) = counter.finish()?;
    let evaluation = plan.evaluate(&tally, &Assumptions::none())?;
    println!("{}", evaluation.report(Language::En));
    Ok(())
}

/// For the test that keeps the README in step.
#[cfg(test)]
pub(crate) fn run() -> Result<(), Box<dyn Error>> {
    main()
}
