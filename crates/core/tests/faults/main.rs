//! Faults: what is said of documents that are not plans.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

mod data;
mod hostile;
mod plan;
mod request;
mod table;

use std::collections::BTreeSet;

use quality_objectives::{Error, Plan};

/// The problems of a text that is no plan.
fn faults(text: &str) -> Error {
    match Plan::from_yaml(text) {
        Ok(_) => panic!("a faulty plan was read:\n{text}"),
        Err(error) => error,
    }
}

fn check(name: &str) {
    let case = plan::CASES.iter().find(|case| case.name == name).unwrap();
    let error = faults(&case.document());
    assert!(error.is_plan());
    assert_eq!(error.to_string(), case.problems, "\n{}", case.document());
}

#[test]
fn the_smallest_plan_is_a_plan() {
    let text: String = plan::SMALLEST_PLAN.iter().map(|(_, section)| *section).collect();
    assert_eq!(Plan::from_yaml(&text).unwrap().objectives().len(), 1);
}

#[test]
fn names_are_unique_and_every_problem_has_a_help() {
    let names: BTreeSet<&str> = plan::CASES.iter().map(|case| case.name).collect();
    assert_eq!(names.len(), plan::CASES.len());
    for case in plan::CASES {
        for problem in faults(&case.document()).problems() {
            assert!(problem.help.is_some(), "{}: {problem}", case.name);
            assert!(!problem.message.ends_with('.'), "{}: {problem}", case.name);
        }
    }
}

#[test]
fn kinds_of_faults_are_many() {
    let codes: BTreeSet<&str> = plan::CASES
        .iter()
        .flat_map(|case| {
            faults(&case.document()).problems().iter().map(|p| p.code).collect::<Vec<_>>()
        })
        .collect();
    assert!(codes.len() >= 60, "{}: {codes:?}", codes.len());
}

#[test]
fn the_documentation_shows_every_faulty_plan() {
    let row = |case: &plan::Case| {
        table::Row::new(case.group, "yaml", case.yaml, &faults(&case.document()))
    };
    let rows: Vec<table::Row> = plan::CASES.iter().map(row).collect();
    table::keep("plans", &rows);
}

/// A row whose text gives one problem.
fn row(
    group: &'static str,
    language: &'static str,
    text: String,
    problem: quality_objectives::Problem,
) -> table::Row {
    let said = problem.to_string();
    table::Row { group, problems: vec![problem], text, language, said }
}

#[test]
fn the_documentation_shows_every_fault_of_records() {
    use data::End;
    let groups = [
        (End::Refused, "Counting stops"),
        (End::Rejected, "A record is rejected"),
        (End::Flagged, "A record is counted and flagged"),
        (End::Reported, "A record is counted and its key is reported"),
    ];
    let mut rows = Vec::new();
    for (end, group) in groups {
        for case in data::CASES.iter().filter(|case| case.end == end) {
            let problem = quality_objectives::Problem::new(case.code, "", case.message);
            let (of, by) = case.plan;
            let changed = match (of, by) {
                ("", "") => String::new(),
                (of, by) => format!("# in the plan, instead of {of}:\n# {by}\n"),
            };
            let text = changed + &String::from_utf8_lossy(case.input);
            rows.push(row(group, "text", text, problem.help(case.help)));
        }
    }
    assert_eq!(rows.len(), data::CASES.len());
    table::keep("records", &rows);
}

#[test]
fn the_documentation_shows_every_faulty_call() {
    use request::Kind;
    let groups = [
        (Kind::Data, "Batches that do not fit"),
        (Kind::Tally, "Tallies that do not fit"),
        (Kind::Request, "What the plan or the tally does not have"),
    ];
    let mut rows = Vec::new();
    for (kind, group) in groups {
        for case in request::CASES.iter().filter(|case| case.kind == kind) {
            let problem = quality_objectives::Problem::new(case.code, "", case.message);
            let problem = if case.help.is_empty() { problem } else { problem.help(case.help) };
            rows.push(row(group, "rust", case.input.to_owned(), problem));
        }
    }
    assert_eq!(rows.len(), request::CASES.len());
    table::keep("calls", &rows);
}
