//! Evaluates a plan on files, without a line of code: prints the advice in short, then the report.
//!
//! `cargo run -p quality-objectives --example evaluate -- plan.yaml DAY source=file.csv … [--language vi]`

use std::{env, error::Error, fs, fs::File, process::ExitCode};

use quality_objectives::{Assumptions, Language, Plan};

const USAGE: &str = "asked for: plan.yaml DAY source=file.csv … [--language vi]";

fn main() -> ExitCode {
    let Err(error) = evaluate(env::args().skip(1).collect()) else { return ExitCode::SUCCESS };
    eprintln!("{error}");
    ExitCode::FAILURE
}

pub(crate) fn evaluate(mut words: Vec<String>) -> Result<(), Box<dyn Error>> {
    let mut language = None;
    if let Some(at) = words.iter().position(|word| word == "--language") {
        let code = words.drain(at..).nth(1).ok_or(USAGE)?;
        language = Some(Language::from_code(&code).ok_or("the languages are `vi` and `en`")?);
    }
    let [plan, day, tables @ ..] = words.as_slice() else { return Err(USAGE.into()) };
    let text = fs::read_to_string(plan).map_err(|error| format!("{plan}: {error}"))?;
    let plan = Plan::from_yaml(&text)?;
    let day = day.parse().map_err(|_| format!("`{day}` is no day: 2026-12-31 is one"))?;
    let mut counter = plan.rules(day).counter();
    for table in tables {
        let (source, file) = table.split_once('=').ok_or(USAGE)?;
        counter.csv(source, File::open(file).map_err(|error| format!("{file}: {error}"))?)?;
    }
    let (tally, _intake) = counter.finish()?;
    let evaluation = plan.evaluate(&tally, &Assumptions::none())?;
    for finding in evaluation.advice().findings() {
        println!("Advice: {}: {} [{}]", finding.path, finding.message, finding.code);
    }
    println!("{}", evaluation.report(language.unwrap_or(plan.language())));
    Ok(())
}
