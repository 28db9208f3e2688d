//! The chapters of `docs/guide.md` as programs. A chapter says at its beginning what it takes from
//! the ones before.

mod breakdowns;
mod cases;
mod counting;
mod errors;
mod evaluating;
mod expecting;
mod nothing_lost;
mod readings;
mod several_machines;
mod targets;

use std::collections::BTreeMap;
use std::error::Error;
use std::sync::Mutex;

use quality_objectives::{Assumptions, Evaluation, Plan, Tally, ValueResult};

type Chapter = fn() -> Result<(), Box<dyn Error>>;

/// The chapters by the names of their files, in the order of the guide.
pub(crate) const CHAPTERS: [(&str, Chapter); 10] = [
    ("targets", targets::chapter),
    ("counting", counting::chapter),
    ("evaluating", evaluating::chapter),
    ("breakdowns", breakdowns::chapter),
    ("cases", cases::chapter),
    ("expecting", expecting::chapter),
    ("several_machines", several_machines::chapter),
    ("errors", errors::chapter),
    ("nothing_lost", nothing_lost::chapter),
    ("readings", readings::chapter),
];

const FOLDER: &str = "tests/plans/nha-trang-727-2022";

fn plan() -> Result<Plan, Box<dyn Error>> {
    let text = std::fs::read_to_string(format!("{FOLDER}/plan.yaml"))?;
    Ok(Plan::from_yaml(&text)?)
}

/// What counting the whole sample leaves behind; it is counted once for each day.
fn tally(plan: &Plan, as_of: &str) -> Result<Tally, Box<dyn Error>> {
    static KEPT: Mutex<BTreeMap<String, Tally>> = Mutex::new(BTreeMap::new());
    if let Some(tally) = KEPT.lock().unwrap().get(as_of) {
        return Ok(tally.clone());
    }
    let mut counter = plan.rules(as_of.parse()?).counter();
    for source in ["dossiers", "petitions", "forms"] {
        counter.csv(source, std::fs::File::open(format!("{FOLDER}/{source}.csv"))?)?;
    }
    let (tally, _) = counter.finish()?;
    KEPT.lock().unwrap().insert(as_of.to_owned(), tally.clone());
    Ok(tally)
}

fn figures(value: &ValueResult) -> String {
    match (&value.numerator, &value.denominator, &value.shown) {
        (Some(numerator), Some(denominator), Some(shown)) => {
            format!("{numerator} of {denominator}: {shown}")
        }
        (Some(numerator), None, Some(_)) => numerator.to_string(),
        _ => "no data".to_owned(),
    }
}

fn evaluation(as_of: &str) -> Result<Evaluation, Box<dyn Error>> {
    let plan = plan()?;
    Ok(plan.evaluate(&tally(&plan, as_of)?, &Assumptions::none())?)
}
