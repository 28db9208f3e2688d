//! What the kinds of measures come to that are not simply counted: reported figures, net scores,
//! milestones, and those that are made from others.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

mod made;
mod milestones;
mod reported;
mod scores;

use chrono::NaiveDate;
use quality_objectives::{
    Assumptions, Error, Evaluation, Exact, MeasureResult, Outlook, Period, Plan, Status, Tally,
    ValueResult,
};

pub(crate) fn plan(sources: &str, measures: &str, objectives: &str) -> Plan {
    let text = format!(
        "schema: 1\norganisation: A city\ntitle: Objectives\nperiod: 2022\nsources:\n{sources}\n\
         measures:\n{measures}\nobjectives:\n{objectives}\n"
    );
    Plan::from_yaml(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// One objective for each target, numbered from 1.
pub(crate) fn objectives(targets: &[&str]) -> String {
    let rows = targets.iter().enumerate();
    let rows: Vec<String> = rows
        .map(|(at, target)| format!("  - {{number: {}, statement: One, target: {target}}}", at + 1))
        .collect();
    rows.join("\n")
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn period(text: &str) -> Period {
    Period::parse(text).unwrap()
}

pub(crate) fn tally(plan: &Plan, as_of: &str, records: &[(&str, &str)]) -> Tally {
    let mut counter = plan.rules(day(as_of)).counter();
    for (source, text) in records {
        counter.csv(source, text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    }
    counter.finish().unwrap().0
}

pub(crate) fn evaluated(plan: &Plan, as_of: &str, records: &[(&str, &str)]) -> Evaluation {
    plan.evaluate(&tally(plan, as_of, records), &Assumptions::none()).unwrap()
}

/// The condition of objective `number`, with its status and outlook.
pub(crate) fn leaf(evaluation: &Evaluation, number: usize) -> (Status, Outlook, MeasureResult) {
    let target = evaluation.objectives()[number - 1].target.as_ref().unwrap();
    (target.status, target.outlook, target.measure().unwrap().clone())
}

/// The exact value as text, `none` where there is no data.
pub(crate) fn exact(value: &ValueResult) -> String {
    value.exact.as_ref().map_or("none".to_owned(), Exact::canonical)
}

pub(crate) fn value(evaluation: &Evaluation, measure: &str, span: &str) -> ValueResult {
    evaluation.value(measure, period(span)).unwrap_or_else(|error| panic!("{error}"))
}

/// The code and the help of an error with one problem.
pub(crate) fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> (&'static str, String) {
    let error = result.unwrap_err();
    let problem = &error.problems()[0];
    (problem.code, problem.help.clone().unwrap_or_default())
}
