//! The corpus: every case gives the evaluation that is kept beside it, byte for byte.
//!
//! `BLESS=1 cargo test -p quality-objectives --test corpus` writes what the library gives. Whether
//! that is right, the independent check says (`tests/check/check.py`).
#![allow(clippy::expect_used, clippy::panic, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use quality_objectives::plan::Declaration;
use quality_objectives::{Assumptions, Plan, Tally};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    as_of: Days,
    #[serde(default = "plan_file")]
    plan: String,
    #[serde(default)]
    inputs: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    assume: Assume,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Days {
    One(String),
    Several(Vec<String>),
}

#[derive(Deserialize, Default)]
struct Assume {
    #[serde(default)]
    expected: BTreeMap<String, u64>,
    #[serde(default)]
    declared: Vec<Declared>,
    #[serde(default)]
    baselines: BTreeMap<String, Earlier>,
}

/// An earlier tally: the records of another year, counted with their plan.
#[derive(Deserialize)]
struct Earlier {
    plan: Option<String>,
    as_of: String,
    inputs: BTreeMap<String, Vec<String>>,
}

/// What a person declares of a qualitative target.
#[derive(Deserialize)]
struct Declared {
    name: String,
    on: String,
    holds: bool,
}

fn plan_file() -> String {
    "plan.yaml".to_owned()
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a case names days in ISO 8601")
}

fn plan_of(path: &Path) -> Plan {
    let plan = fs::read_to_string(path).expect("the plan is there");
    Plan::from_yaml(&plan).unwrap_or_else(|error| panic!("{error}"))
}

fn counted(
    plan: &Plan,
    days: Vec<NaiveDate>,
    folder: &Path,
    inputs: &BTreeMap<String, Vec<String>>,
) -> Tally {
    let mut counter = plan.rules_as_of(days).expect("there is a day").counter();
    for (source, files) in inputs {
        for file in files {
            let file = File::open(folder.join(file)).expect("the records are there");
            counter.csv(source, file).unwrap_or_else(|error| panic!("{error}"));
        }
    }
    counter.finish().unwrap_or_else(|error| panic!("{error}")).0
}

/// The evaluations of a case as the corpus keeps them: the library's version left out.
fn evaluated(folder: &Path) -> String {
    let case = fs::read_to_string(folder.join("case.yaml")).expect("the case is there");
    let case: Case = serde_saphyr::from_str(&case).expect("the case is readable");
    let plan = plan_of(&folder.join(&case.plan));
    let (days, is_list) = match &case.as_of {
        Days::One(one) => (vec![day(one)], false),
        Days::Several(days) => (days.iter().map(|text| day(text)).collect(), true),
    };
    let tally = counted(&plan, days.clone(), folder, &case.inputs);
    let mut assumptions = Assumptions::none();
    for (measure, cases) in &case.assume.expected {
        assumptions = assumptions.expecting(measure, *cases);
    }
    for Declared { name, on, holds } in &case.assume.declared {
        assumptions = assumptions.declaring(name, Declaration::new(day(on), *holds));
    }
    for (name, earlier) in &case.assume.baselines {
        let earlier_plan = plan_of(&folder.join(earlier.plan.as_ref().unwrap_or(&case.plan)));
        let days = vec![day(&earlier.as_of)];
        let tally = counted(&earlier_plan, days, folder, &earlier.inputs);
        assumptions = assumptions.with_baseline(name, tally);
    }
    let version = format!("\"version\":\"{}\"", env!("CARGO_PKG_VERSION"));
    let evaluations: Vec<String> = days
        .iter()
        .map(|day| plan.evaluate_as_of(&tally, *day, &assumptions).expect("it fits").to_json())
        .map(|json| json.replace(&version, "\"version\":\"\""))
        .collect();
    let all = evaluations.join(",\n");
    if is_list { format!("[{all}]\n") } else { format!("{all}\n") }
}

fn folders() -> Vec<PathBuf> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests");
    let mut folders: Vec<PathBuf> = ["corpus", "plans"]
        .into_iter()
        .flat_map(|kind| fs::read_dir(tests.join(kind)).expect("the cases are there"))
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.join("case.yaml").exists())
        .collect();
    folders.sort();
    folders
}

#[test]
fn every_case_gives_the_bytes_that_are_kept() {
    let folders = folders();
    assert!(folders.len() >= 40, "the corpus has {} cases", folders.len());
    let mut differing = Vec::new();
    for folder in folders {
        let found = evaluated(&folder);
        let kept = folder.join("evaluation.json");
        if std::env::var_os("BLESS").is_some() {
            fs::write(&kept, &found).expect("the corpus can be written");
        } else if fs::read_to_string(&kept).unwrap_or_default() != found {
            differing.push(folder.file_name().map(|name| name.to_string_lossy().into_owned()));
        }
    }
    assert!(differing.is_empty(), "these cases give other bytes: {differing:?}");
}
