//! The JSON Schema of the plan document: kept as a file, and true of every plan.
//!
//! `BLESS=1 cargo test -p quality-objectives --features schema --test schema` writes the file.
#![cfg(feature = "schema")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use quality_objectives::Plan;
use serde_json::Value;

/// A place in the repository.
fn repository(part: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(part)
}

fn validator() -> Validator {
    let schema: Value = serde_json::from_str(&Plan::json_schema()).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

/// The document as JSON knows it; the schema takes texts also where YAML sees numbers.
fn document(text: &str) -> Value {
    serde_saphyr::from_str(text).unwrap_or_else(|error| panic!("{error}:\n{text}"))
}

#[test]
fn the_file_is_what_the_types_give() {
    let path = repository("docs/plan.schema.json");
    let schema = Plan::json_schema();
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, schema).unwrap();
    } else {
        let found = fs::read_to_string(&path).unwrap_or_default();
        assert!(found == schema, "docs/plan.schema.json is not what the types give: bless it");
    }
}

#[test]
fn every_plan_is_valid() {
    let validator = validator();
    let mut plans = 0;
    for folder in ["tests/corpus", "tests/plans"] {
        for case in fs::read_dir(repository(folder)).unwrap() {
            let Ok(text) = fs::read_to_string(case.unwrap().path().join("plan.yaml")) else {
                continue;
            };
            Plan::from_yaml(&text).unwrap();
            let document = document(&text);
            let faults: Vec<String> = validator
                .iter_errors(&document)
                .map(|fault| format!("{}: {fault}", fault.instance_path()))
                .collect();
            assert!(faults.is_empty(), "{faults:?}\n{text}");
            plans += 1;
        }
    }
    assert!(plans >= 50, "{plans} plans");
}

#[test]
fn faults_of_shape_are_found() {
    let sound = "
schema: 1
organisation: A city
title: Objectives
period: 2022
sources: {dossiers: {columns: {received_on: {type: date}}}}
measures: {received: {count: {source: dossiers, dated_by: received_on}}}
objectives: [{number: 1, statement: Many, target: {measure: received, is: '>= 100'}}]
";
    let validator = validator();
    assert!(validator.is_valid(&document(sound)));
    for (part, other) in [
        ("title:", "titel:"),
        ("period: 2022", "period: soon"),
        ("type: date", "type: day"),
        ("type: date", "type: date, key: yes please"),
        ("{count: {source", "{mean: {source"),
        ("count: {source: dossiers", "count: {"),
        ("measure: received, is", "measure: received, any_of: [], is"),
        ("statement: Many,", ""),
        ("objectives: [{", "objectives: [], notes: [{"),
    ] {
        let faulty = sound.replace(part, other);
        assert_ne!(faulty, sound);
        assert!(Plan::from_yaml(&faulty).is_err(), "{faulty}");
        let Ok(document) = serde_saphyr::from_str::<Value>(&faulty) else { continue };
        assert!(!validator.is_valid(&document), "{faulty}");
    }
}
