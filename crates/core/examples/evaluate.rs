//! Evaluates the real plan of Nha Trang on the synthetic sample records.
use std::{error::Error, fs, fs::File};

use chrono::NaiveDate;
use quality_objectives::{Assumptions, Plan};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/plans/nha-trang-727-2022");
    let plan = Plan::from_yaml(&fs::read_to_string(format!("{folder}/plan.yaml"))?)?;
    let as_of = NaiveDate::from_ymd_opt(2022, 12, 31).ok_or("no such day")?;
    let mut counter = plan.rules(as_of).counter();
    for source in ["dossiers", "petitions", "forms"] {
        counter.csv(source, File::open(format!("{folder}/{source}.csv"))?)?;
    }
    let (tally, intake) = counter.finish()?;
    let evaluation = plan.evaluate(&tally, &Assumptions::none())?;
    println!("{}", evaluation.to_json());
    eprintln!("{intake:?}");
    Ok(())
}
