//! Advice: that it is right at the edges, and what it says of the real plan.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may panic")]

use std::fs::{self, File};
use std::path::Path;

use quality_objectives::{Assumptions, Bound, Evaluation, Exact, Plan};

/// A plan that asks its measure this.
fn asking(measure: &str, is: &str) -> Plan {
    let text = format!(
        "schema: 1
organisation: An agency
title: Edges
period: 2022
sources: {{cases: {{columns: {{day: {{type: date}}, good: {{type: boolean}}, fee: {{type: decimal, scale: 1}}}}}}}}
measures:
  asked: {{{measure}}}
objectives:
  - {{number: 1, statement: Edges, target: {{measure: asked, is: '{is}'}}, actions: [Some], responsible: [Some],
     start: 2022, due: 2022}}
"
    );
    Plan::from_yaml(&text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn codes(plan: &Plan) -> Vec<&'static str> {
    plan.advice().findings().iter().map(|finding| finding.code).collect()
}

/// What would be advised if `values` were all there is.
fn expected(bound: &Bound, values: &[Exact]) -> Vec<&'static str> {
    let met = values.iter().filter(|value| bound.holds(value)).count();
    if met == values.len() {
        vec!["cannot-be-missed"]
    } else if met == 0 {
        vec!["cannot-be-met"]
    } else {
        Vec::new()
    }
}

/// Every share of at most so many cases.
fn shares(most: i128) -> Vec<Exact> {
    let of = |cases: i128| (0..=cases).map(move |good| Exact::ratio(good, cases).unwrap());
    (1..=most).flat_map(of).collect()
}

const SHARES: [&str; 26] = [
    "< 0%",
    "<= 0%",
    "= 0%",
    "<> 0%",
    ">= 0%",
    "> 0%",
    "< 100%",
    "<= 100%",
    "= 100%",
    "<> 100%",
    ">= 100%",
    "> 100%",
    "< 1.5%",
    "<= 99.9%",
    "> 101%",
    "<= 150%",
    "0%..100%",
    ">0%..100%",
    "0%..<100%",
    "100%..120%",
    ">100%..120%",
    "50%..60%",
    "= 50%",
    "> 99%",
    "= 33%",
    "> 33%..<34%",
];

#[test]
fn of_shares_it_says_what_every_share_says() {
    // In hundreds of cases there is a share between any two of the limits above.
    let values = shares(300);
    let kind = "proportion: {source: cases, dated_by: day, numerator: good}, when_empty: no_data";
    for is in SHARES {
        let (bound, _) = Bound::parse(is).unwrap();
        assert_eq!(codes(&asking(kind, is)), expected(&bound, &values), "{is}");
    }
}

#[test]
fn of_rounded_shares_it_says_what_every_rounded_share_says() {
    for places in [0, 1] {
        let kind = format!(
            "proportion: {{source: cases, dated_by: day, numerator: good}}, when_empty: no_data, \
             round: {{places: {places}}}"
        );
        let hundred = Exact::from(100);
        let round = |share: Exact| (&share * &hundred).round(places).checked_div(&hundred).unwrap();
        let values: Vec<Exact> = shares(300).into_iter().map(round).collect();
        for is in SHARES {
            let (bound, _) = Bound::parse(is).unwrap();
            assert_eq!(codes(&asking(&kind, is)), expected(&bound, &values), "{places}: {is}");
        }
    }
}

#[test]
fn of_counts_it_says_what_every_count_says() {
    let values: Vec<Exact> = (0..=400_i64).map(Exact::from).collect();
    for is in [
        "< 0", "<= 0", "= 0", "<> 0", ">= 0", "> 0", ">= 1", "= 2.5", "<> 2.5", "> 2.5", ">2..<3",
        "2..<3", "2.1..2.9", "-5..-1", "-5..<0", "-5..0", "> -1", "> 300",
    ] {
        let (bound, _) = Bound::parse(is).unwrap();
        let advised = codes(&asking("count: {source: cases, dated_by: day}", is));
        assert_eq!(advised, expected(&bound, &values), "{is}");
    }
}

#[test]
fn what_has_no_ends_is_not_judged() {
    for kind in ["mean", "minimum", "maximum"] {
        let kind =
            format!("{kind}: {{source: cases, dated_by: day, of: fee}}, when_empty: no_data");
        for is in ["< 0", ">= 0", "= 100", "> 1000000", "-5..5"] {
            assert!(codes(&asking(&kind, is)).is_empty(), "{kind}: {is}");
        }
    }
    // But fees have one place: the least of them is never 2.55.
    let least = "minimum: {source: cases, dated_by: day, of: fee}, when_empty: no_data";
    assert_eq!(codes(&asking(least, "= 2.55")), ["cannot-be-met"]);
    let mean = "mean: {source: cases, dated_by: day, of: fee}, when_empty: no_data";
    assert!(codes(&asking(mean, "= 2.55")).is_empty());
}

#[test]
fn of_a_quota_it_knows_the_steps() {
    let kind = "ratio: {numerator: {source: cases, dated_by: day}, denominator: {figure: 8}}, scale: number";
    assert!(codes(&asking(kind, "= 2.1250")).is_empty());
    assert_eq!(codes(&asking(kind, "= 2.1")), ["cannot-be-met"]);
    assert_eq!(codes(&asking(kind, ">= 0")), ["cannot-be-missed"]);
}

#[test]
fn of_what_is_made_from_other_values_it_knows_what_these_can_be() {
    let others =
        "share: {proportion: {source: cases, dated_by: day, numerator: good}, when_empty: no_data}
  number: {count: {source: cases, dated_by: day}}
  asked: ";
    let steps = "steps: [{is: '>= 90%', points: 2}, {is: '>= 50%', points: 1}]";
    let advised = |kind: &str, is: &str| {
        let plan = asking("count: {source: cases, dated_by: day}", "> 1");
        assert!(codes(&plan).is_empty());
        let text = format!(
            "schema: 1
organisation: An agency
title: Edges
period: 2022
sources: {{cases: {{columns: {{day: {{type: date}}, good: {{type: boolean}}}}}}}}
measures:
  {others}{{{kind}}}
objectives:
  - {{number: 1, statement: Edges, target: {{measure: asked, is: '{is}'}}, actions: [Some], responsible: [Some],
     start: 2022, due: 2022}}
"
        );
        let plan = Plan::from_yaml(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        codes(&plan)
    };
    let whole =
        format!("score: {{parts: [{{measure: share, {steps}}}, {{measure: share, {steps}}}]}}");
    assert_eq!(advised(&whole, "<= 4 points"), ["cannot-be-missed"]);
    assert_eq!(advised(&whole, "> 4 points"), ["cannot-be-met"]);
    assert_eq!(advised(&whole, ">3..<4 points"), ["cannot-be-met"]);
    assert_eq!(advised(&whole, "> 3 points"), [""; 0]);
    let full = "score: {parts: [{measure: share, full_at: 80%, points: 6}, {measure: share, weight: -0.5}]}";
    assert_eq!(advised(full, ">= -50 points"), ["cannot-be-missed"]);
    assert_eq!(advised(full, "< 6 points"), [""; 0]);
    assert_eq!(advised(full, "> 6 points"), ["cannot-be-met"]);
    let change = "change: {measure: number, than: previous year, as: percent}";
    assert_eq!(advised(change, ">= -100%"), ["cannot-be-missed"]);
    assert_eq!(advised(change, "< -100%"), ["cannot-be-met"]);
    assert_eq!(advised(change, ">= 5%"), [""; 0]);
    let points = "change: {measure: share, than: previous year, as: points}";
    assert_eq!(advised(points, "<= 100%"), ["cannot-be-missed"]);
    assert_eq!(advised(points, "> 100%"), ["cannot-be-met"]);
}

fn sample() -> Evaluation {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/plans/nha-trang-727-2022");
    let plan = Plan::from_yaml(&fs::read_to_string(folder.join("plan.yaml")).unwrap()).unwrap();
    let mut counter = plan.rules("2022-12-31".parse().unwrap()).counter();
    for source in plan.sources() {
        let file = File::open(folder.join(format!("{}.csv", source.name))).unwrap();
        counter.csv(&source.name, file).unwrap();
    }
    plan.evaluate(&counter.finish().unwrap().0, &Assumptions::none()).unwrap()
}

#[test]
fn the_real_plan_says_what_the_standard_asks_for() {
    let evaluation = sample();
    assert_eq!(evaluation.plan().advice().to_string(), "");
    assert_eq!(evaluation.advice().to_string(), "");
}

/// Real plans as they were published; what is said of them is what they leave unsaid.
#[test]
fn defects_of_published_plans_are_found() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/plans");
    let read = |name: &str| {
        let text = fs::read_to_string(folder.join(name).join("plan.yaml")).unwrap();
        Plan::from_yaml(&text).unwrap()
    };
    // 90 % and 95 % stand in two bands each: "từ 88 - 90% …; từ 90-95% …; từ 95- dưới 100% …".
    let advice = read("can-tho-157-2025").advice();
    let overlaps = advice.findings().iter().filter(|finding| finding.code == "bands-overlap");
    let said: Vec<&str> = overlaps.map(|finding| finding.message.as_str()).collect();
    assert_eq!(
        said,
        ["90% lies in `88%..90%` and in `90%..95%`", "95% lies in `90%..95%` and in `95%..<100%`"]
    );
    // A charter has figures and limits, and says of nothing who does what by when.
    let advice = read("sarawak-timber-2017").advice();
    for code in
        ["action", "responsible", "start", "due"].map(|what| format!("objective-without-{what}"))
    {
        assert_eq!(advice.findings().iter().filter(|own| own.code == code).count(), 7, "{code}");
    }
    assert!(advice.findings().iter().all(|own| own.code != "objective-without-target"));
}
