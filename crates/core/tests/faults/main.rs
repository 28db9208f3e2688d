//! Faults: what is said of documents that are not plans.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

mod advice;
mod data;
mod hostile;
mod plan;
mod request;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use quality_objectives::{Error, Plan};

/// The problems of a text that is no plan.
fn faults(text: &str) -> Error {
    match Plan::from_yaml(text) {
        Ok(_) => panic!("a faulty plan was read:\n{text}"),
        Err(error) => error,
    }
}

fn check(name: &str) {
    let case = plan::all().find(|case| case.name == name).unwrap();
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
    let names: BTreeSet<&str> = plan::all().map(|case| case.name).collect();
    assert_eq!(names.len(), plan::all().count());
    for case in plan::all() {
        for problem in faults(&case.document()).problems() {
            assert!(problem.help.is_some(), "{}: {problem}", case.name);
            assert!(!problem.message.ends_with('.'), "{}: {problem}", case.name);
        }
    }
}

#[test]
fn kinds_of_faults_are_many() {
    let codes: BTreeSet<&str> = plan::all()
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
    let rows: Vec<table::Row> = plan::all().map(row).collect();
    table::keep("plans", &rows);
}

#[test]
fn the_documentation_shows_every_advice() {
    let rows = advice::CASES.iter().map(|case| {
        let error = case.advice().into_result().unwrap_err();
        let mut row = table::Row::new(case.group, "yaml", case.yaml, &error);
        row.said = case.said();
        if let Some(records) = case.records {
            row.text = format!("{}\n", case.yaml.trim_end());
            row.note = match records.trim_end() {
                "" => "Without records:".to_owned(),
                records => format!("With the records\n\n```csv\n{records}\n```"),
            };
        }
        row
    });
    table::keep_in("docs/advice.md", "advice", &rows.collect::<Vec<_>>());
}

/// Of each published plan, how many objectives leave unsaid what the standard asks for, and what
/// else is advised.
#[test]
fn the_documentation_shows_what_published_plans_leave_unsaid() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/plans");
    let mut folders: Vec<_> =
        fs::read_dir(folder).unwrap().map(|own| own.unwrap().path()).collect();
    folders.sort();
    let mut table = String::from(
        "\n| Plan | Objectives | No target | No action | Nobody responsible | No start | Not due | Other findings |\n\
         |---|---|---|---|---|---|---|---|\n",
    );
    for folder in folders {
        let Ok(text) = fs::read_to_string(folder.join("plan.yaml")) else { continue };
        let plan = Plan::from_yaml(&text).unwrap_or_else(|error| panic!("{error}"));
        let advice = plan.advice();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in advice.findings() {
            *counts.entry(finding.code).or_default() += 1;
        }
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let mut cells = vec![name, plan.objectives().len().to_string()];
        for what in ["target", "action", "responsible", "start", "due"] {
            let count = counts.remove(format!("objective-without-{what}").as_str());
            cells.push(count.map_or(String::new(), |count| count.to_string()));
        }
        let others = counts.iter().map(|(code, count)| format!("{count} `{code}`"));
        cells.push(others.collect::<Vec<_>>().join(", "));
        writeln!(table, "| {} |", cells.join(" | ")).unwrap();
    }
    table.push('\n');
    table::keep_text("docs/advice.md", "plans", &table);
}

#[test]
fn every_advice_says_why_and_how() {
    for case in advice::CASES {
        for finding in case.advice().findings() {
            assert!(finding.help.is_some(), "{}: {finding}", case.name);
            assert!(finding.line.is_some(), "{}: {finding}", case.name);
            for text in [Some(&finding.message), finding.help.as_ref()].into_iter().flatten() {
                let first = text.chars().next().unwrap();
                assert!(!first.is_uppercase() && !text.ends_with('.'), "{}: {finding}", case.name);
            }
        }
    }
}

#[test]
fn the_documentation_shows_every_fault_of_records() {
    use data::End::{Flagged, Refused, Rejected, Reported};
    let headings = [
        (Refused, "Counting stops"),
        (Rejected, "The record is rejected"),
        (Flagged, "The record is counted and flagged"),
        (Reported, "The record is counted and reported"),
    ];
    let mut rows = Vec::new();
    for (end, heading) in headings {
        for case in data::CASES.iter().filter(|case| case.end == end) {
            let text = String::from_utf8_lossy(case.input);
            let mut row = table::row(heading, "csv", &text, (case.code, case.message, case.help));
            let (of, by) = case.plan;
            if !of.is_empty() {
                row.note = format!("With `{}` for `{}` in the plan:", by.trim(), of.trim());
            }
            rows.push(row);
        }
    }
    table::keep("records", &rows);
}

#[test]
fn the_documentation_shows_every_fault_of_a_request() {
    use request::Kind::{Data, Request, Tally};
    let headings = [
        (Data, "Batches of records"),
        (Tally, "Tallies"),
        (Request, "What the plan or the tally does not have"),
    ];
    let mut rows = Vec::new();
    for (kind, heading) in headings {
        for case in request::CASES.iter().filter(|case| case.kind == kind) {
            let said = (case.code, case.message, case.help);
            rows.push(table::row(heading, "rust", case.input, said));
        }
    }
    table::keep("requests", &rows);
}
