//! What is secured is never missed later, and what is lost is never met in the end.
//!
//! The records are those of events only: nothing that is known changes, more becomes known.

use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use quality_objectives::plan::MeasureKind;
use quality_objectives::{
    Assumptions, Exact, Outlook, Plan, Status, Tally, TargetKind, TargetResult,
};

use crate::{date, plan, tally_of, trials};

/// One case: days after 1 January on which it is received and resolved, how many it may take,
/// what comes of it.
type Case = (u16, Option<u16>, u16, bool, i8);

/// Measures whose cases stay cases, and whose decided cases stay decided.
const MEASURES: [&str; 20] = [
    "proportion: {source: cases, dated_by: received_on, numerator: resolved_on > due_on}",
    "proportion: {source: cases, dated_by: received_on, numerator: resolved_on <= due_on}, undecided: leave_out",
    "proportion: {source: cases, dated_by: resolved_on, numerator: good}",
    "proportion: {source: cases, dated_by: received_on, numerator: NOT good}, when_empty: met",
    "proportion: {source: cases, dated_by: received_on, denominator: score >= 0, numerator: good}, undecided: leave_out, when_empty: met",
    "count: {source: cases, dated_by: received_on, where: good}",
    "count: {source: cases, dated_by: resolved_on, where: resolved_on > due_on}",
    "mean: {source: cases, dated_by: received_on, of: resolved_on - received_on}",
    "total: {source: cases, dated_by: received_on, of: resolved_on - received_on}",
    "maximum: {source: cases, dated_by: received_on, of: resolved_on - received_on}",
    "minimum: {source: cases, dated_by: received_on, of: resolved_on - received_on}",
    "ratio: {numerator: {source: cases, dated_by: received_on, where: good}, denominator: {source: cases, dated_by: resolved_on}}",
    // What turns from FALSE to TRUE when more becomes known, or back.
    "proportion: {source: cases, dated_by: received_on, numerator: resolved_on IS NOT NULL}",
    "proportion: {source: cases, dated_by: received_on, numerator: resolved_on IS NULL AND due_on < as_of}",
    "proportion: {source: cases, dated_by: received_on, denominator: resolved_on IS NULL, numerator: due_on < as_of}",
    "proportion: {source: cases, dated_by: received_on, numerator: resolved_on <= due_on AND (resolved_on IS NOT NULL OR as_of <= due_on)}",
    "count: {source: cases, dated_by: received_on, where: resolved_on IS NOT NULL}",
    "ratio: {numerator: {source: cases, dated_by: received_on, where: good}, denominator: {figure: 4}}",
    "net_score: {source: cases, dated_by: received_on, promoters: good, detractors: NOT good}, scale: number",
    "reported: {source: cases, dated_by: resolved_on, numerator: CASE WHEN score > 0 THEN score ELSE 0 END, denominator: 2}",
];

/// What the measures ask that turns around when more becomes known.
const TURNING: [&str; 4] = [
    "numerator: resolved_on IS NOT NULL",
    "numerator: resolved_on IS NULL",
    "denominator: resolved_on IS NULL",
    "where: resolved_on IS NOT NULL",
];

const SHARES: [&str; 10] = [
    "< 30%", "<= 50%", ">= 50%", "> 80%", "= 100%", "= 0%", "30%..60%", "<> 50%", "= 50%", ">= 0%",
];
const NUMBERS: [&str; 10] =
    ["< 3", "<= 1", ">= 2", "> 5", "= 3", "= 0", "1..4", "<> 2", ">= 0", "10..12"];

fn case() -> impl Strategy<Value = Case> {
    (0_u16..120, prop::option::weighted(0.8, 0_u16..90), 0_u16..60, any::<bool>(), -1_i8..3)
}

fn text(cases: &[Case]) -> String {
    let first = date("2022-01-01");
    let day = |days: u16| first + chrono::Days::new(u64::from(days));
    let mut text = "received_on,due_on,resolved_on,good,score\n".to_owned();
    for (received, takes, may_take, good, score) in cases {
        let resolved = takes.map_or(String::new(), |takes| day(received + takes).to_string());
        let good = if takes.is_some() { good.to_string() } else { String::new() };
        text.push_str(&format!(
            "{},{},{resolved},{good},{score}\n",
            day(*received),
            day(received + may_take)
        ));
    }
    text
}

fn yaml(measure: &str, bound: &str, exists_from: bool) -> String {
    format!(
        "
schema: 1
organisation: a
title: b
period: 2022-Q1
sources:
  cases:
    {}
    columns:
      received_on: {{type: date, event: true}}
      due_on: {{type: date, known_with: received_on}}
      resolved_on: {{type: date, event: true, optional: true}}
      good: {{type: boolean, known_with: resolved_on, optional: true}}
      score: {{type: integer, known_with: received_on}}
measures:
  m: {{{measure}}}
objectives:
  - number: 1
    statement: c
    target: {{measure: m, is: '{bound}'}}
  - number: 2
    statement: d
    start: 2022-02
    due: 2022-02
    target: {{any_of: [{{measure: m, is: '{bound}'}}, {{all_of: [{{measure: m, is: '{bound}'}}]}}]}}
",
        if exists_from { "exists_from: received_on" } else { "strict: false" }
    )
}

fn measured(target: &TargetResult) -> &TargetResult {
    match &target.kind {
        TargetKind::AnyOf { targets } => &targets[0],
        _ => target,
    }
}

/// Where the final number of cases is known beforehand, the outlook is sharper and as sound.
fn sharper(plan: &Plan, tally: &Tally, days: &[NaiveDate]) -> Result<(), TestCaseError> {
    if !matches!(plan.measures()[0].kind, MeasureKind::Proportion(_)) {
        return Ok(());
    }
    let of = |day, assumptions: &Assumptions| {
        let evaluation = plan.evaluate_as_of(tally, day, assumptions).unwrap();
        let target = evaluation.objectives()[0].target.clone().unwrap();
        let TargetKind::Measure(result) = &target.kind else { panic!("a measure") };
        (target.status, target.outlook, target.outlook_expected, result.value.clone())
    };
    let (end, _, _, value) = of(*days.last().unwrap(), &Assumptions::none());
    let left_out = if value.undecided_left_out { value.undecided } else { 0 };
    let cases = value.denominator.unwrap() + Exact::from(left_out);
    let expected = u64::try_from(cases.to_integer().unwrap()).unwrap();
    for day in days {
        let (_, outlook, sharper, _) = of(*day, &Assumptions::none().expecting("m", expected));
        let Some(sharper) = sharper else { continue };
        match sharper {
            Outlook::Secured => prop_assert_eq!(end, Status::Met),
            Outlook::Lost => prop_assert_ne!(end, Status::Met),
            Outlook::Open => {}
        }
        prop_assert!(outlook == Outlook::Open || outlook == sharper);
    }
    Ok(())
}

proptest! {
    #![proptest_config(trials(384))]

    #[test]
    fn the_future_keeps_what_the_outlook_says(
        measure in select(&MEASURES[..]),
        share in select(&SHARES[..]),
        number in select(&NUMBERS[..]),
        cases in vec(case(), 0..14),
        exists_from in any::<bool>(),
    ) {
        let is_share =
            ["proportion", "ratio", "reported"].iter().any(|kind| measure.starts_with(kind));
        let plan = plan(&yaml(measure, if is_share { share } else { number }, exists_from));
        let days = ["2021-12-31", "2022-01-20", "2022-02-10", "2022-02-28", "2022-03-10", "2022-03-31", "2022-04-10", "2022-12-31"].map(date);
        let rules = plan.rules_as_of(days).unwrap();
        let tally = tally_of(&rules, |counter| counter.csv("cases", text(&cases).as_bytes()));
        let results: Vec<_> = days
            .iter()
            .map(|day| plan.evaluate_as_of(&tally, *day, &Assumptions::none()).unwrap())
            .collect();
        sharper(&plan, &tally, &days)?;
        let spans: Vec<_> = plan.objectives().iter().map(|own| own.period.last()).collect();
        for (objective, last) in spans.iter().enumerate() {
            let results: Vec<&TargetResult> = results
                .iter()
                .map(|result| measured(result.objectives()[objective].target.as_ref().unwrap()))
                .collect();
            // What turns around keeps its outlook open until its period is over, and no longer.
            let turns = TURNING.iter().any(|numerator| measure.contains(numerator));
            let closing = days.iter().position(|day| day >= last).unwrap();
            let results = if turns { &results[..=closing] } else { &results[..] };
            let end = results.last().unwrap();
            for (at, earlier) in results.iter().enumerate() {
                for later in &results[at..] {
                    if earlier.outlook == Outlook::Secured {
                        prop_assert_ne!(later.status, Status::NotMet, "{:?}\n{:?}", earlier, later);
                        prop_assert_eq!(later.outlook, Outlook::Secured, "{:?}\n{:?}", earlier, later);
                    }
                    if earlier.outlook == Outlook::Lost {
                        prop_assert_eq!(later.outlook, Outlook::Lost, "{:?}\n{:?}", earlier, later);
                    }
                }
                match earlier.outlook {
                    Outlook::Secured => prop_assert_eq!(end.status, Status::Met),
                    Outlook::Lost => prop_assert_ne!(end.status, Status::Met),
                    Outlook::Open => {}
                }
            }
        }
    }
}
