//! The main job: the real plan on the synthetic sample.

use std::fs::{self, File};

use chrono::NaiveDate;
use quality_objectives::{Assumptions, Language, Plan};

use crate::{Outcome, repository};

/// Evaluates, prints the evaluation in a language, and writes all reports.
pub(crate) fn run(language: &str) -> Outcome {
    let language = Language::from_code(language).ok_or("the languages are `en` and `vi`")?;
    let sample = repository().join("tests/plans/nha-trang-727-2022");
    let plan = Plan::from_yaml(&fs::read_to_string(sample.join("plan.yaml"))?)?;
    let as_of = NaiveDate::from_ymd_opt(2022, 12, 31).ok_or("no such day")?;
    let mut counter = plan.rules(as_of).counter();
    for source in plan.sources() {
        let file = File::open(sample.join(format!("{}.csv", source.name)))?;
        counter.csv(&source.name, file)?;
    }
    let (tally, intake) = counter.finish()?;
    let evaluation = plan.evaluate(&tally, &Assumptions::none())?;

    println!("{}", evaluation.report(language));
    let advice = evaluation.advice();
    if advice.is_empty() {
        println!("Advice: none. The plan says of each objective what clause 6.2 asks for.\n");
    } else {
        println!("Advice ({} to mend):\n{advice}\n", advice.findings().len());
    }
    let folder = repository().join("target/demo");
    fs::create_dir_all(&folder)?;
    let mut written = Vec::new();
    let mut write = |name: String, text: String| {
        written.push(name.clone());
        fs::write(folder.join(name), text)
    };
    for language in [Language::En, Language::Vi] {
        let report = evaluation.report(language);
        write(format!("report.{}.txt", language.code()), report.to_string())?;
        write(format!("report.{}.md", language.code()), report.markdown())?;
    }
    write("evaluation.json".to_owned(), evaluation.to_json())?;
    write("tally.json".to_owned(), tally.to_json()?)?;
    write("intake.json".to_owned(), serde_json::to_string_pretty(&intake)?)?;
    println!("The records are synthetic. Written to target/demo: {}", written.join(", "));
    Ok(())
}
