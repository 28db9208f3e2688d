//! The JSON Schema of the plan document: kept as a file, true of every plan, and where the tables of
//! keys in the documentation come from.
//!
//! `BLESS=1 cargo test -p quality-objectives --features schema --test schema` writes the file.
#![cfg(feature = "schema")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use std::fmt::Write;
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

/// The structures in the order in which the documentation of the plan module has them, each with
/// its heading.
const STRUCTURES: &[(&str, &str)] = &[
    ("Plan", "The plan"),
    ("Span", "A period between two dates"),
    ("Signatory", "The signatory"),
    ("LegalReference", "A legal reference"),
    ("Calendar", "The calendar"),
    ("Day", "A day of the calendar"),
    ("Parameter", "A parameter"),
    ("Source", "A source"),
    ("Column", "A column"),
    ("Words", "Words of a boolean"),
    ("Breakdown", "A breakdown"),
    ("Check", "A check"),
    ("Csv", "CSV files"),
    ("Measure", "A measure"),
    ("Proportion", "A proportion"),
    ("Ratio", "A ratio"),
    ("RatioSide", "A side of a ratio"),
    ("Count", "A count"),
    ("Aggregate", "A total, mean, minimum or maximum"),
    ("Stock", "A stock"),
    ("Flow", "A direction of a stock"),
    ("NetScore", "A net score"),
    ("Milestone", "A milestone"),
    ("Reported", "A reported measure"),
    ("Change", "A change"),
    ("Base", "What a value is compared with"),
    ("ShareOfMembers", "A share of members"),
    ("Score", "A score"),
    ("ScorePart", "A part of a score"),
    ("Step", "A step of a score"),
    ("StepTarget", "The target of a step"),
    ("Class", "A class"),
    ("Round", "A rounding"),
    ("Declaration", "A declaration"),
    ("Objective", "An objective"),
    ("Action", "An action"),
    ("Review", "A review"),
    ("Target", "A target"),
];

#[test]
fn every_key_is_documented() {
    let schema: Value = serde_json::from_str(&Plan::json_schema()).unwrap();
    let parts = schema["$defs"].as_object().unwrap();
    assert_eq!(parts.len(), STRUCTURES.len(), "{:?}", parts.keys());
    let mut wanted = String::new();
    for (name, heading) in STRUCTURES {
        let part = &parts[*name];
        let needed = part["required"].as_array().cloned().unwrap_or_default();
        let is_needed = |key: &String| needed.iter().any(|needed| needed == key);
        write!(wanted, "\n## {heading}\n\n| Key | Value | Meaning |\n|---|---|---|\n").unwrap();
        let properties = part["properties"].as_object().unwrap();
        let (first, rest): (Vec<_>, Vec<_>) =
            properties.iter().partition(|(key, _)| is_needed(key));
        for (key, property) in first.into_iter().chain(rest) {
            let mark = if is_needed(key) { "**" } else { "" };
            let meaning = property["description"].as_str().unwrap();
            writeln!(wanted, "| {mark}`{key}`{mark} | {} | {meaning} |", kind(property)).unwrap();
        }
    }
    wanted.push_str("\nKeys in bold are needed.\n\n");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/plan/format.md");
    let document = fs::read_to_string(&path).unwrap();
    let (begin, end) = ("<!-- keys: begin -->\n", "<!-- keys: end -->\n");
    let (before, rest) = document.split_once(begin).unwrap();
    let (found, after) = rest.split_once(end).unwrap();
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, format!("{before}{begin}{wanted}{end}{after}")).unwrap();
    } else {
        assert!(found == wanted, "src/plan/format.md is not what the types give: bless it");
    }
}

/// What a schema takes, for people.
fn kind(schema: &Value) -> String {
    if let Some(reference) = schema["$ref"].as_str() {
        let name = reference.rsplit('/').next().unwrap();
        let (_, heading) = STRUCTURES.iter().find(|(own, _)| *own == name).unwrap();
        let anchor = heading.to_lowercase().replace(',', "").replace(' ', "-");
        return format!("[{}](#{anchor})", heading.to_lowercase());
    }
    if let Some(words) = schema["enum"].as_array() {
        let words = words.iter().map(|word| format!("`{}`", word.as_str().unwrap()));
        return words.collect::<Vec<_>>().join(", ");
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        return choices.iter().map(kind).collect::<Vec<_>>().join(", or ");
    }
    match schema["type"].as_str() {
        Some("array") => format!("list: {}", kind(&schema["items"])),
        Some("object") => format!("by name: {}", kind(&schema["additionalProperties"])),
        Some("boolean") => "`true` or `false`".to_owned(),
        Some("integer") => "whole number".to_owned(),
        Some("number") => "number".to_owned(),
        Some("string") => "date".to_owned(),
        _ if schema.get("pattern").is_some() => "period".to_owned(),
        _ => "text".to_owned(),
    }
}
