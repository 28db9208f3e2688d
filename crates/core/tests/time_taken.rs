//! Time taken, from the plan to the certificate: calendars, office hours, durations.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

use quality_objectives::{Assumptions, Evaluation, Language, Plan};

const PLAN: &str = r#"
schema: 1
organisation: An example
title: Time taken
period: 2026
calendar:
  base: vietnam
  holidays: [{date: 2026-03-20, title: A day of its own}]
  office_hours: ["07:30-11:30", "13:30-17:00"]
  source: An example
sources:
  calls:
    columns:
      came_at: {type: timestamp}
      left_at: {type: timestamp}
measures:
  mean_time:
    mean: {source: calls, dated_by: CAST(left_at AS DATE), of: "worktime(came_at, left_at)"}
    scale: minutes
  elapsed:
    total: {source: calls, dated_by: CAST(left_at AS DATE), of: left_at - came_at}
    scale: hours
objectives:
  - {number: 1, statement: Quick, target: {measure: mean_time, is: "<= 2 hours"}}
  - {number: 2, statement: Quick, target: {measure: elapsed, is: "<= 3 days"}}
"#;

const RECORDS: &str = "came_at,left_at\n\
    2026-03-05T10:30,2026-03-05T14:30\n\
    2026-03-06T16:00,2026-03-09T08:20\n";

fn plan(text: &str) -> Plan {
    Plan::from_yaml(text).unwrap_or_else(|error| panic!("{error}"))
}

fn evaluated(text: &str) -> Evaluation {
    let plan = plan(text);
    let mut counter = plan.rules("2026-12-31".parse().unwrap()).counter();
    counter.csv("calls", RECORDS.as_bytes()).unwrap();
    let (tally, _) = counter.finish().unwrap();
    plan.evaluate(&tally, &Assumptions::none()).unwrap()
}

fn rules(text: &str) -> String {
    plan(text).rules("2026-12-31".parse().unwrap()).digest().to_owned()
}

#[test]
fn the_certificate_names_the_shipped_calendar() {
    let calendar = |text: &str| evaluated(text).certificate().calendar;
    let base = "vietnam 2021–2027 (2027 projected)";
    assert_eq!(calendar(PLAN), Some(format!("{base}; An example")));
    assert_eq!(calendar(&PLAN.replace("  source: An example\n", "")).as_deref(), Some(base));
    let own = PLAN.replace("  base: vietnam\n", "");
    assert_eq!(calendar(&own).as_deref(), Some("An example"));
}

#[test]
fn the_rules_digest_covers_days_and_hours_and_no_titles() {
    let own = rules(PLAN);
    for (from, to, changes) in [
        ("13:30-17:00", "13:30-16:30", true),
        ("13:30-17:00", "13:30-17:00\", \"18:00-19:00", true),
        ("  base: vietnam\n", "", true),
        ("2026-03-20", "2026-03-19", true),
        ("  holidays: [{date: 2026-03-20", "  working_days: [{date: 2026-03-20", true),
        ("of: left_at - came_at", "of: left_at - came_at - 1 minute", true),
        ("A day of its own", "A holiday", false),
        ("source: An example", "source: Another", false),
        // The tally is in microseconds, whatever the unit of the value.
        ("scale: hours", "scale: days", false),
    ] {
        assert_eq!(rules(&PLAN.replace(from, to)) != own, changes, "{from} {to}");
    }
}

#[test]
fn the_plan_has_the_days_of_its_base() {
    let plan = plan(PLAN);
    assert_eq!(plan.calendar_base().unwrap().name(), "vietnam");
    let days = plan.calendar_days();
    assert!(days.is_sorted());
    let titled = |date: &str| {
        let day = days.iter().find(|day| day.date.to_string() == date).unwrap();
        (day.working, day.title.clone().unwrap())
    };
    assert_eq!(titled("2026-02-17"), (false, "Tết Nguyên đán".into()));
    assert_eq!(titled("2026-08-22"), (true, "Làm bù ngày 31/8".into()));
    assert_eq!(titled("2026-03-20"), (false, "A day of its own".into()));
    let json = serde_json::to_value(&plan).unwrap();
    assert_eq!(json["calendar_base"], "vietnam");
    assert_eq!(plan.calendar().office_hours().collect::<Vec<_>>(), ["07:30-11:30", "13:30-17:00"]);
}

#[test]
fn what_a_plan_says_of_a_day_comes_before_its_base() {
    let days = "  holidays: [2026-08-22]\n  working_days: [2026-11-24]\n";
    let plan =
        plan(&PLAN.replace("  holidays: [{date: 2026-03-20, title: A day of its own}]\n", days));
    let calendar = plan.calendar();
    assert!(!calendar.is_working_day("2026-08-22".parse().unwrap()));
    assert!(calendar.is_working_day("2026-11-24".parse().unwrap()));
    assert!(!calendar.is_working_day("2026-08-31".parse().unwrap()));
}

#[test]
fn values_are_exact_in_units_of_the_scale() {
    let evaluation = evaluated(PLAN);
    let report = evaluation.report(Language::En).to_string();
    let json: serde_json::Value = serde_json::from_str(&evaluation.to_json()).unwrap();
    let target = |index: usize| &json["objectives"][index]["target"];
    // 1 + 1 hours; an hour on Friday and 50 minutes on Monday: 230 minutes.
    assert_eq!(target(0)["value"]["exact"], "115");
    assert_eq!(target(0)["value"]["numerator"], "230");
    assert_eq!(target(0)["status"], "met");
    // 4 hours, and from Friday 16:00 to Monday 8:20, 64 hours and 20 minutes.
    assert_eq!(target(1)["value"]["exact"], "205/3");
    assert_eq!(target(1)["status"], "met");
    assert!(report.contains("115.00 minutes (230/2)"), "{report}");
    // What no decimal writes out is rounded, and marked.
    assert!(report.contains("Slack of the sum: ≈ 3.67"), "{report}");
}
