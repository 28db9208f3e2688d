//! Plans that are read, and what is read from them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

use std::fs;
use std::path::{Path, PathBuf};

use quality_objectives::plan::{
    ColumnType, MeasureKind, NoCases, RatioSide, Target, Undecided, WhenEmpty,
};
use quality_objectives::{Language, Plan, Scale};

/// What is common to all languages: the corpus and the sample plan.
fn shared(part: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests").join(part)
}

fn read(path: &Path) -> Plan {
    let text = fs::read_to_string(path).unwrap();
    Plan::from_yaml(&text).unwrap_or_else(|error| panic!("{}:\n{error}", path.display()))
}

#[test]
fn every_plan_of_the_corpus_is_read() {
    let mut read_plans = 0;
    for case in fs::read_dir(shared("corpus")).unwrap() {
        let path = case.unwrap().path().join("plan.yaml");
        if path.exists() {
            assert!(!read(&path).objectives().is_empty());
            read_plans += 1;
        }
    }
    assert!(read_plans >= 113, "only {read_plans} plans");
}

/// The objectives of each published plan, and those of them that a person declares.
const PUBLISHED: [(&str, usize, &[&str]); 13] = [
    ("can-tho-157-2025", 6, &[]),
    ("cyberask", 7, &[]),
    ("dong-thap-617-2025", 2, &[]),
    ("hospital-selayang-2016", 9, &[]),
    ("ideale-eu-2025", 13, &[]),
    ("nha-trang-727-2022", 5, &[]),
    ("opc-qtm-2018", 2, &["1"]),
    ("opc-qtm-2019", 3, &["1"]),
    ("sarawak-timber-2017", 7, &[]),
    ("sri-aman-2014", 10, &[]),
    ("uii-psychology-2016-2018", 10, &["10"]),
    ("vkc-college-2019", 12, &[]),
    ("vocational-college-2022", 6, &[]),
];

#[test]
fn nothing_of_the_published_plans_is_left_as_text() {
    for (name, count, declared) in PUBLISHED {
        let plan = read(&shared("plans").join(name).join("plan.yaml"));
        assert_eq!(plan.objectives().len(), count, "{name}");
        let found: Vec<&str> = plan
            .objectives()
            .iter()
            .filter(|own| is_declared(own.target.as_ref().expect("every objective has a target")))
            .map(|own| own.number.as_str())
            .collect();
        assert_eq!(found, declared, "{name}");
        // Nha Trang's has measures besides that show other readings of the same rule.
        if name != "nha-trang-727-2022" {
            assert_eq!(unasked(&plan), [""; 0], "{name}: no target rests on them");
        }
    }
}

/// The measures that no target, review or other measure asks for.
fn unasked(plan: &Plan) -> Vec<String> {
    let mut json = serde_json::to_value(plan).unwrap();
    // Of a measure its rule says what it asks for, and of itself its name.
    for measure in json["measures"].as_array_mut().unwrap() {
        measure.as_object_mut().unwrap().remove("name");
        measure.as_object_mut().unwrap().remove("title");
    }
    let asked = format!("{}{}", json["measures"], json["objectives"]);
    let names = plan.measures().iter().map(|own| own.name.clone());
    names.filter(|name| !asked.contains(&format!("\"{name}\""))).collect()
}

/// Whether some part of a target is decided by what a person declares.
fn is_declared(target: &Target) -> bool {
    match target {
        Target::Declared(_) => true,
        Target::AllOf(group) | Target::AnyOf(group) => group.targets.iter().any(is_declared),
        Target::Every(own) => own.periods.iter().any(|period| is_declared(&period.target)),
        _ => false,
    }
}

#[test]
fn the_plan_of_a_city() {
    let plan = read(&shared("plans/nha-trang-727-2022/plan.yaml"));
    assert_eq!(plan.number(), Some("727/UBND-VP"));
    assert_eq!(plan.issued().unwrap().to_string(), "2022-01-28");
    assert_eq!(plan.period().to_string(), "2022");
    assert_eq!(plan.utc_offset_minutes(), 7 * 60);
    assert_eq!(plan.language(), Language::Vi);
    assert_eq!(plan.objectives().len(), 5);
    assert_eq!(plan.signatory().unwrap().name, "Nguyễn Sỹ Khánh");
    assert_eq!(plan.parameters()[0].value.to_string(), "10");
    assert_eq!(plan.digest().len(), 64);

    let dossiers = plan.source("dossiers").unwrap();
    assert_eq!(dossiers.key().unwrap().name, "code");
    assert_eq!(dossiers.exists_from.as_deref(), Some("received_on"));
    let ColumnType::Category(field) = &dossiers.column("field").unwrap().column_type else {
        panic!("`field` is a category")
    };
    assert_eq!(field.members.as_ref().unwrap()[0], "Đất đai");
    assert_eq!(field.aliases.len(), 3);

    let late = plan.measure("late_rate").unwrap();
    assert_eq!(late.scale, Scale::Percent);
    let MeasureKind::Proportion(rule) = &late.kind else { panic!("a proportion") };
    assert_eq!(rule.numerator.text, "resolved_on > due_on");
    assert_eq!(rule.numerator.canonical(), "resolved_on > due_on");
    assert_eq!((rule.numerator.place.line, rule.numerator.place.column), (270, 18));

    let second = plan.objective("2").unwrap();
    assert_eq!(second.period.to_string(), "2022");
    let Some(Target::AllOf(group)) = &second.target else { panic!("all of") };
    let [Target::Measure(whole), Target::Each(each)] = group.targets.as_slice() else {
        panic!("the whole city, and each field")
    };
    assert_eq!(whole.bound.canonical(&whole.scale), "< 1.5%");
    assert_eq!(each.column, "field");
    assert_eq!(each.members.as_ref().unwrap().len(), 6);
    assert_eq!(each.no_cases, NoCases::Skip);
    assert_eq!(each.place.path, "objectives[1].target.all_of[1]");
    assert!(matches!(&plan.objective("3").unwrap().target, Some(Target::AnyOf(_))));
}

#[test]
fn a_plan_as_json() {
    let json = serde_json::to_value(Plan::from_yaml(EVERYTHING).unwrap()).unwrap();
    assert_eq!(json["period"], "2022-H1");
    assert_eq!(json["sources"][0]["columns"][1]["type"], "decimal");
    assert_eq!(json["sources"][0]["columns"][3]["true"][1], "Có");
    assert_eq!(json["sources"][0]["csv"]["date_format"], "d/M/yyyy");
    assert_eq!(json["parameters"][1]["value"], "-3");
    assert_eq!(json["measures"][0]["proportion"]["numerator"], "online");
    assert_eq!(json["measures"][0]["undecided"], "leave_out");
    assert_eq!(json["measures"][0]["scale"], "per 1000");
    let parts = &json["objectives"][0]["target"]["any_of"]["targets"];
    assert_eq!(parts[0]["each"]["members"][1], "0x1F");
    assert_eq!(parts[1]["measure"]["is"], "80..90 points");
}

const EVERYTHING: &str = r#"
schema: 1
organisation: An agency
title: Objectives
period: {from: 2022-01-01, to: 2022-06-30}
shown_places: 1
calendar: {weekend: [friday], holidays: [2022-05-02], working_days: [{date: 2022-05-06, title: Swapped}]}
parameters: {quota: 12.50, limit: {value: -3, source: Order 7}}
sources:
  cases:
    columns:
      code: {type: text, key: true, header: Code}
      fee: {type: decimal, scale: 3}
      score: {type: integer, optional: true}
      online: {type: boolean, words: {true: [yes, Có], false: [no]}}
      unit: {type: category, members: [NO, SE, 1.50, 0x1F, true]}
      opened_at: {type: timestamp, event: true}
      closed_on: {type: date, event: true, optional: true}
      outcome: {type: category, known_with: closed_on, optional: true}
    breakdowns: [{by: [], grain: day}, {by: [unit, online], grain: quarter}]
    keys: refuse
    latest_by: opened_at
    strict: true
    csv: {delimiter: ";", date_format: d/M/yyyy}
measures:
  share: {proportion: {source: cases, dated_by: closed_on, numerator: online, coming: closed_on IS NULL}, scale: per 1000, undecided: leave_out, when_empty: met}
  cost:
    ratio:
      numerator: {source: cases, dated_by: closed_on, total: fee, where: fee > limit}
      denominator: {figure: 12}
    scale: VND
  score: {mean: {source: cases, dated_by: CAST(opened_at AS DATE), of: score}, scale: points, round: {places: 1}, shown_places: 3}
  least: {minimum: {source: cases, dated_by: closed_on, of: fee * 2}}
  most: {maximum: {source: cases, dated_by: closed_on + 1, of: fee}}
  sum: {total: {source: cases, dated_by: closed_on, of: fee}}
  open: {stock: {source: cases, entered: {dated_by: CAST(opened_at AS DATE)}, left: {dated_by: closed_on}}}
objectives:
  - number: I.1
    statement: Everything
    target:
      any_of:
        - {measure: share, is: "từ 250 phần 1000 trở lên", each: unit, members: [NO, 0x1F, true], no_cases: no_data}
        - {measure: score, is: "80..90 points", title: Scores}
        - all_of: [{measure: cost, is: "<= 14 VND"}, {measure: open, is: "= 0"}]
    actions: [Count, {text: Count again, status: under_way, evidence: Minutes 3}]
    responsible: The office
    start: 2022-Q1
    due: 2022-05
    review: {every: month, by: [unit], measures: [share, open]}
  - {number: I.2, statement: No target yet}
"#;

#[test]
fn everything_that_a_plan_can_say() {
    let plan = Plan::from_yaml(EVERYTHING).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(plan.period().to_string(), "2022-H1");
    assert_eq!(plan.calendar_days().len(), 2);
    assert_eq!(plan.parameters()[0].value.canonical(), "12.5");
    let source = plan.source("cases").unwrap();
    assert_eq!(source.csv.date_format().pattern(), "d/M/yyyy");
    assert_eq!(source.csv.delimiter(), ';');
    assert_eq!(source.column("code").unwrap().header, "Code");
    let ColumnType::Category(unit) = &source.column("unit").unwrap().column_type else {
        panic!("`unit` is a category")
    };
    // Members are text as it is written, whatever another reader of YAML would make of them.
    assert_eq!(unit.members.as_ref().unwrap(), &["NO", "SE", "1.50", "0x1F", "true"]);
    let share = plan.measure("share").unwrap();
    assert_eq!((share.undecided, share.when_empty), (Undecided::LeaveOut, WhenEmpty::Met));
    assert_eq!((share.scale.clone(), share.shown_places), (Scale::Per(1000), 1));
    assert_eq!(plan.measure("score").unwrap().rounding, Some(1));
    let MeasureKind::Ratio(ratio) = &plan.measure("cost").unwrap().kind else {
        panic!("`cost` is a ratio")
    };
    assert!(matches!(&ratio.denominator, RatioSide::Figure(figure) if figure.to_string() == "12"));
    let first = &plan.objectives()[0];
    assert_eq!(first.number, "I.1");
    assert_eq!(first.period.to_string(), "2022-01-01..2022-05-31");
    assert_eq!(first.actions[1].evidence, ["Minutes 3"]);
    let second = &plan.objectives()[1];
    assert!(second.target.is_none());
    assert_eq!(second.period, plan.period());
}

#[test]
fn json_is_read_too() {
    let json = r#"{"schema": 1, "organisation": "A", "title": "B", "period": "2022",
        "sources": {"s": {"columns": {"d": {"type": "date"}}}},
        "measures": {"m": {"count": {"source": "s", "dated_by": "d"}}},
        "objectives": [{"number": "1", "statement": "C", "target": {"measure": "m", "is": "> 1"}}]}"#;
    assert!(Plan::from_yaml(json).is_ok());
}

#[test]
fn the_digest_is_that_of_the_text() {
    let plan = Plan::from_yaml(EVERYTHING).unwrap();
    let other = Plan::from_yaml(&format!("{EVERYTHING}# seen\n")).unwrap();
    assert_ne!(plan.digest(), other.digest());
    assert_eq!(plan.digest(), Plan::from_yaml(EVERYTHING).unwrap().digest());
}

#[test]
fn the_documented_parts_make_up_a_plan() {
    let document = include_str!("../src/plan/format.md");
    let blocks = document.split("```yaml\n").skip(1);
    let text: String = blocks.map(|rest| rest.split("```").next().unwrap()).collect();
    let plan = Plan::from_yaml(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(plan.suppress_below(), Some(5));
    assert_eq!(plan.objectives().len(), 6);
}

#[test]
fn the_previous_half_year_in_either_spelling() {
    let document = |than: &str| {
        format!(
            "schema: 1\norganisation: A\ntitle: B\nperiod: 2022-H2\n\
             sources: {{s: {{columns: {{d: {{type: date}}}}}}}}\n\
             measures: {{m: {{count: {{source: s, dated_by: d}}}}}}\n\
             objectives: [{{number: 1, statement: C, target: {{measure: m, is: up 5%, than: {than}}}}}]\n"
        )
    };
    for than in ["previous half year", "previous half_year"] {
        assert!(Plan::from_yaml(&document(than)).is_ok(), "{than}");
    }
    for than in ["previous half", "previous half year year", "previous day"] {
        assert!(Plan::from_yaml(&document(than)).is_err(), "{than}");
    }
}
