//! The JSON Schema of results: kept as a file, true of every evaluation of the corpus, and where the
//! types of the package for JavaScript come from.
//!
//! `BLESS=1 cargo test -p quality-objectives --features schema --test results_schema` writes the file.
#![cfg(feature = "schema")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

use quality_objectives::plan::PlanOutline;
use quality_objectives::{
    Advice, Breakdown, BreakdownWords, Cases, Evaluation, Intake, Overview, Problem, ReviewWords,
    ValueResult,
};
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

/// A place in the repository.
fn repository(part: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(part)
}

/// Descriptions as running text, without the examples in Rust.
fn described(schema: &mut Value) {
    match schema {
        Value::Object(own) => {
            if let Some(Value::String(text)) = own.get_mut("description") {
                let kept = text.split("\n\n```").next().unwrap_or_default();
                *text = kept.replace("\n\n", "\u{b}").replace('\n', " ").replace('\u{b}', "\n\n");
            }
            own.values_mut().for_each(described);
        }
        Value::Array(items) => items.iter_mut().for_each(described),
        _ => {}
    }
}

/// One document with a definition for everything that the library writes as JSON for others to read.
fn schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    generator.subschema_for::<Evaluation>();
    generator.subschema_for::<Breakdown>();
    generator.subschema_for::<ValueResult>();
    generator.subschema_for::<Cases>();
    generator.subschema_for::<Intake>();
    generator.subschema_for::<Advice>();
    generator.subschema_for::<Problem>();
    generator.subschema_for::<PlanOutline>();
    generator.subschema_for::<Overview>();
    generator.subschema_for::<BreakdownWords>();
    generator.subschema_for::<ReviewWords>();
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Results of quality-objectives",
        "$ref": "#/$defs/Evaluation",
        "$defs": generator.take_definitions(true),
    });
    described(&mut schema);
    schema
}

#[test]
fn the_file_is_what_the_types_give() {
    let path = repository("docs/results.schema.json");
    let schema = serde_json::to_string_pretty(&schema()).unwrap() + "\n";
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, schema).unwrap();
    } else {
        let found = fs::read_to_string(&path).unwrap_or_default();
        assert!(found == schema, "docs/results.schema.json is not what the types give: bless it");
    }
}

/// The schema with its types closed, so that a field that no type has is found. `MeasureResult` stays
/// open, for a target has other fields beside its.
fn closed(mut schema: Value) -> Value {
    let types = schema.pointer_mut("/$defs").and_then(Value::as_object_mut).unwrap();
    for (name, own) in types {
        if own.get("type") == Some(&json!("object")) && name != "MeasureResult" {
            own.as_object_mut().unwrap().insert("unevaluatedProperties".to_owned(), json!(false));
        }
    }
    schema
}

#[test]
fn every_evaluation_is_as_the_schema_says() {
    let validator = jsonschema::draft202012::new(&closed(schema())).unwrap();
    let mut evaluations = 0;
    for folder in ["tests/corpus", "tests/plans"] {
        for case in fs::read_dir(repository(folder)).unwrap() {
            let path = case.unwrap().path().join("evaluation.json");
            let Ok(text) = fs::read_to_string(&path) else { continue };
            let kept: Value = serde_json::from_str(&text).unwrap();
            let list = kept.as_array().cloned().unwrap_or_else(|| vec![kept]);
            for evaluation in list {
                let faults: Vec<String> = validator
                    .iter_errors(&evaluation)
                    .map(|fault| format!("{}: {fault}", fault.instance_path()))
                    .collect();
                assert!(faults.is_empty(), "{}: {faults:?}", path.display());
                evaluations += 1;
            }
        }
    }
    assert!(evaluations >= 40, "the corpus has {evaluations} evaluations");
}
