//! Reports of the real plan on the synthetic sample records, against golden files.
//!
//! `BLESS=1 cargo test -p quality-objectives --test report` writes the files anew.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod forms;

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use quality_objectives::{Assumptions, Evaluation, Language, Plan};
use unicode_width::UnicodeWidthStr;

fn evaluation(as_of: NaiveDate, assumptions: &Assumptions) -> Evaluation {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/plans/nha-trang-727-2022");
    let plan = Plan::from_yaml(&fs::read_to_string(folder.join("plan.yaml")).unwrap()).unwrap();
    let mut counter = plan.rules(as_of).counter();
    for source in ["dossiers", "petitions", "forms"] {
        let records = File::open(folder.join(format!("{source}.csv"))).unwrap();
        counter.csv(source, records).unwrap();
    }
    let (tally, _) = counter.finish().unwrap();
    plan.evaluate(&tally, assumptions).unwrap()
}

/// Compares with the golden file, or writes it where `BLESS` is set.
fn check(name: &str, report: &str) {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "report", name].iter().collect();
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, report).unwrap();
        return;
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    for (number, (golden, own)) in golden.lines().zip(report.lines()).enumerate() {
        assert_eq!(golden, own, "{name}, line {}; BLESS=1 writes it anew", number + 1);
    }
    assert_eq!(golden.len(), report.len(), "{name}; BLESS=1 writes it anew");
}

#[test]
fn at_the_end_of_the_year() {
    let as_of = NaiveDate::from_ymd_opt(2022, 12, 31).unwrap();
    let evaluation = evaluation(as_of, &Assumptions::none());
    for language in [Language::Vi, Language::En] {
        let report = evaluation.report(language);
        let code = language.code();
        check(&format!("year-end.{code}.txt"), &report.text());
        check(&format!("year-end.{code}.md"), &report.markdown());
    }
}

#[test]
fn in_the_middle_of_the_year_with_an_assumption() {
    let as_of = NaiveDate::from_ymd_opt(2022, 6, 30).unwrap();
    let assumptions = Assumptions::none().expecting("late_rate", 12_000);
    let evaluation = evaluation(as_of, &assumptions);
    for language in [Language::Vi, Language::En] {
        let report = evaluation.report(language);
        let code = language.code();
        check(&format!("mid-year.{code}.txt"), &report.text());
        check(&format!("mid-year.{code}.md"), &report.markdown());
    }
}

#[test]
fn every_plan_of_the_corpus_has_a_report_that_keeps_its_form() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus");
    for case in fs::read_dir(corpus).unwrap() {
        let folder = case.unwrap().path();
        let Ok(text) = fs::read_to_string(folder.join("plan.yaml")) else { continue };
        let plan = Plan::from_yaml(&text).unwrap();
        for as_of in [(2021, 1, 1), (2022, 6, 30), (2024, 12, 31)] {
            let as_of = NaiveDate::from_ymd_opt(as_of.0, as_of.1, as_of.2).unwrap();
            let mut counter = plan.rules(as_of).counter();
            for source in plan.sources() {
                if let Ok(records) = File::open(folder.join(format!("{}.csv", source.name))) {
                    counter.csv(&source.name, records).unwrap();
                }
            }
            let (tally, _) = counter.finish().unwrap();
            let evaluation = plan.evaluate(&tally, &Assumptions::none()).unwrap();
            for language in [Language::Vi, Language::En] {
                keeps_its_form(&evaluation, language, &folder);
            }
        }
    }
}

fn keeps_its_form(evaluation: &Evaluation, language: Language, folder: &Path) {
    let report = evaluation.report(language);
    for columns in [40, 72, 100] {
        for line in report.clone().text_width(columns).text().lines() {
            let place = format!("{}, {columns}: {line:?}", folder.display());
            assert!(line.width() <= columns, "{place}");
            assert!(!line.ends_with(' '), "{place}");
            assert!(!line.contains(['{', '}']), "{place}");
        }
    }
    for line in report.markdown().lines() {
        assert!(!line.ends_with(' ') && !line.contains(['{', '}']), "{line:?}");
    }
}
