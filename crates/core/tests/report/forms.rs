//! Reports of the forms of targets, on made-up records, against golden files.

use std::fs::{self, File};
use std::path::Path;

use chrono::NaiveDate;
use quality_objectives::{Assumptions, Evaluation, Language, Plan};

use crate::{check, keeps_its_form};

fn evaluation(folder: &str, as_of: (i32, u32, u32)) -> Evaluation {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/report").join(folder);
    let plan = Plan::from_yaml(&fs::read_to_string(folder.join("plan.yaml")).unwrap()).unwrap();
    let as_of = NaiveDate::from_ymd_opt(as_of.0, as_of.1, as_of.2).unwrap();
    let mut counter = plan.rules(as_of).counter();
    for source in plan.sources() {
        let records = File::open(folder.join(format!("{}.csv", source.name))).unwrap();
        counter.csv(&source.name, records).unwrap();
    }
    let (tally, _) = counter.finish().unwrap();
    plan.evaluate(&tally, &Assumptions::none()).unwrap()
}

/// What is said of the objectives, without the records and the certificate.
fn objectives(report: &str, data: &str) -> String {
    report.split(data).next().unwrap().trim_end().to_owned() + "\n"
}

fn keep(folder: &str, as_of: (i32, u32, u32)) {
    let evaluation = evaluation(folder, as_of);
    for language in [Language::Vi, Language::En] {
        let (code, data) = match language {
            Language::Vi => ("vi", "\nSỐ LIỆU\n"),
            Language::En => ("en", "\nDATA\n"),
        };
        let report = evaluation.report(language);
        for columns in [80, 120] {
            let text = report.clone().text_width(columns).text();
            check(&format!("{folder}/report-{columns}.{code}.txt"), &objectives(&text, data));
        }
        let data = format!("\n## {}\n", data.trim());
        check(&format!("{folder}/report.{code}.md"), &objectives(&report.markdown(), &data));
        keeps_its_form(&evaluation, language, Path::new(folder));
    }
}

#[test]
fn of_each_of_several_periods() {
    keep("periods", (2022, 10, 15));
}

#[test]
fn of_what_persons_declare() {
    keep("declared", (2022, 7, 15));
}

#[test]
fn of_changes_classes_and_deadlines() {
    keep("relative", (2019, 8, 31));
}
