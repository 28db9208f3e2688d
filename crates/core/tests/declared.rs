//! Qualitative targets: which declaration decides, as of which day.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

use chrono::NaiveDate;
use quality_objectives::plan::Declaration;
use quality_objectives::{
    Assumptions, Evaluation, Outlook, Plan, Status, TargetKind, TargetResult,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn plan(target: &str, declarations: &str) -> Plan {
    let text = format!(
        "schema: 1\norganisation: An office (made up)\ntitle: Objectives\nperiod: 2022\n\
         sources: {{visits: {{columns: {{on: {{type: date}}}}}}}}\n\
         measures: {{visits: {{count: {{source: visits, dated_by: on}}}}}}\n{declarations}\
         objectives: [{{number: 1, statement: The archive works well, target: {target}}}]\n"
    );
    Plan::from_yaml(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn evaluation(plan: &Plan, as_of: &str, assumptions: &Assumptions) -> Evaluation {
    let (tally, _) = plan.rules(day(as_of)).counter().finish().unwrap();
    plan.evaluate(&tally, assumptions).unwrap()
}

/// What comes out, in short: status, outlook, and the day of the declaration that decided.
fn outcome(target: &TargetResult) -> (Status, Outlook, Option<String>) {
    let TargetKind::Declared { declaration, .. } = &target.kind else { panic!("declared") };
    (target.status, target.outlook, declaration.as_ref().map(|own| own.on.to_string()))
}

/// Declarations of the archive: each a day with `+` where it holds, `-` where not.
fn declared(days: &[&str]) -> Assumptions {
    days.iter().fold(Assumptions::none(), |assumptions, text| {
        let (on, holds) = text.split_at(10);
        assumptions.declaring("archive", Declaration::new(day(on), holds == "+"))
    })
}

/// A target, declarations, a day, and what comes out.
type Row =
    (&'static str, &'static [&'static str], &'static str, Status, Outlook, Option<&'static str>);

#[test]
fn the_latest_one_that_is_known_decides() {
    use Outlook::{Lost, Open, Secured};
    use Status::{Met, NoData, NotMet};
    let plain = "{declared: archive}";
    let in_time = "{declared: archive, is: before 2022-11-15}";
    let table: &[Row] = &[
        (plain, &[], "2022-06-30", NoData, Open, None),
        // A declaration may still be handed in when all is over.
        (plain, &[], "2022-12-31", NoData, Open, None),
        (plain, &["2022-06-30+"], "2022-06-29", NoData, Open, None),
        (plain, &["2022-06-30+"], "2022-06-30", Met, Open, Some("2022-06-30")),
        (plain, &["2022-06-30+", "2022-03-01-"], "2022-12-31", Met, Secured, Some("2022-06-30")),
        (plain, &["2022-06-30+", "2022-09-01-"], "2022-12-31", NotMet, Lost, Some("2022-09-01")),
        (plain, &["2022-06-30+", "2022-09-01-"], "2022-08-31", Met, Open, Some("2022-06-30")),
        // Of one day the one handed in last counts.
        (plain, &["2022-06-30+", "2022-06-30-"], "2022-07-31", NotMet, Open, Some("2022-06-30")),
        // A year is often declared after its end.
        (plain, &["2023-01-05+"], "2023-01-31", Met, Secured, Some("2023-01-05")),
        (in_time, &[], "2022-11-14", NoData, Open, None),
        (in_time, &["2022-11-14+"], "2022-11-13", NoData, Open, None),
        (in_time, &["2022-11-14+"], "2022-11-14", Met, Secured, Some("2022-11-14")),
        (in_time, &["2022-03-01+"], "2022-11-13", Met, Open, Some("2022-03-01")),
        (in_time, &["2022-11-15+"], "2022-11-15", NotMet, Lost, Some("2022-11-15")),
        // What was declared in time stays so; repeating it later changes nothing.
        (in_time, &["2022-11-01+", "2022-11-20+"], "2022-12-31", Met, Secured, Some("2022-11-01")),
        (in_time, &["2022-11-01-", "2022-11-20+"], "2022-12-31", NotMet, Lost, Some("2022-11-01")),
    ];
    for (target, days, as_of, status, outlook, on) in table {
        let evaluation = evaluation(&plan(target, ""), as_of, &declared(days));
        let found = outcome(evaluation.objectives()[0].target.as_ref().unwrap());
        assert_eq!(found, (*status, *outlook, on.map(str::to_owned)), "{target} {days:?} {as_of}");
    }
}

#[test]
fn each_period_wants_a_declaration_of_its_own() {
    let plan = plan("{declared: archive, every: quarter}", "");
    let days = ["2022-01-20+", "2022-03-31+", "2022-08-01-", "2022-09-30+"];
    let evaluation = evaluation(&plan, "2022-10-01", &declared(&days));
    let target = evaluation.objectives()[0].target.as_ref().unwrap();
    let found: Vec<String> = target
        .periods()
        .iter()
        .map(|own| {
            let (status, _, on) = outcome(&own.target);
            format!("{} {status:?} {} {}", own.period, on.unwrap_or_default(), own.joins)
        })
        .collect();
    let expected = [
        "2022-Q1 Met 2022-03-31 true",
        // Nothing declared is not passed over: nobody knows whether it held.
        "2022-Q2 NoData  true",
        "2022-Q3 Met 2022-09-30 true",
        "2022-Q4 NoData  false",
    ];
    assert_eq!(found, expected);
    assert_eq!((target.status, target.outlook), (Status::NoData, Outlook::Open));
}

#[test]
fn what_is_handed_in_goes_before_the_plan_on_the_same_day() {
    let own = "declarations: [{name: archive, on: 2022-06-30, holds: false, by: Head of the office, evidence: Minutes 12}]\n";
    let plan = plan("{declared: archive}", own);
    let as_of = "2022-12-31";
    let alone = evaluation(&plan, as_of, &Assumptions::none());
    let target = alone.objectives()[0].target.as_ref().unwrap();
    assert_eq!(target.status, Status::NotMet);
    let json = alone.to_json();
    let written = r#""kind":"declared","name":"archive","declaration":{"on":"2022-06-30","holds":false,"by":"Head of the office","evidence":["Minutes 12"]}"#;
    assert!(json.contains(written), "{json}");
    assert!(json.contains(r#""assumptions":{"expected":{}}"#), "{json}");
    let other = evaluation(&plan, as_of, &declared(&["2022-06-30+"]));
    assert_eq!(other.objectives()[0].status, Status::Met);
    let written = r#""assumptions":{"expected":{},"declared":{"archive":[{"on":"2022-06-30","holds":true}]}}"#;
    assert!(other.to_json().contains(written), "{}", other.to_json());
}
