//! Thresholds by period and by member: a path with one bound is the same as `every`, and what lies
//! between the named periods is what is worked out by hand.

use std::fmt::Write as _;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use quality_objectives::plan::Target;
use quality_objectives::{Plan, TargetKind};

use crate::{date, evaluated, plan, trials};

fn document(period: &str, target: &str) -> String {
    format!(
        "schema: 1\norganisation: made up\ntitle: made up\nperiod: {period}\nsources:\n  cases:\n    columns:\n      \
         on: {{type: date, event: true, optional: true}}\n      field: {{type: category, members: [land, trade]}}\n      \
         late: {{type: boolean}}\nmeasures:\n  late: {{proportion: {{source: cases, dated_by: on, numerator: late}}}}\n  \
         cases: {{count: {{source: cases, dated_by: on}}}}\nobjectives:\n  - {{number: 1, statement: made up, target: {target}}}\n"
    )
}

/// What is asked of each period, as canonical text.
fn asked(plan: &Plan) -> Vec<(String, String)> {
    let Some(Target::Every(target)) = &plan.objectives()[0].target else { panic!("periods") };
    let of = |target: &Target| match target {
        Target::Measure(own) => own.bound.canonical(&own.scale),
        other => panic!("a measure, not {other:?}"),
    };
    target.periods.iter().map(|own| (own.name.clone(), of(&own.target))).collect()
}

#[test]
fn what_is_asked_between_named_periods() {
    let of = |between: &str| {
        let target = format!(
            "{{measure: late, path: {{2031: '>= 60%', 2026: '>= 30%', 2029: '>= 42%'}}, between: {between}}}"
        );
        let own = plan(&document("{from: 2025-01-01, to: 2032-12-31}", &target));
        asked(&own)
            .into_iter()
            .map(|(name, is)| format!("{name} {is}"))
            .collect::<Vec<_>>()
            .join("; ")
    };
    assert_eq!(of("nothing"), "2026 >= 30%; 2029 >= 42%; 2031 >= 60%");
    assert_eq!(
        of("previous"),
        "2026 >= 30%; 2027 >= 30%; 2028 >= 30%; 2029 >= 42%; 2030 >= 42%; 2031 >= 60%; 2032 >= 60%"
    );
    assert_eq!(
        of("next"),
        "2025 >= 30%; 2026 >= 30%; 2027 >= 42%; 2028 >= 42%; 2029 >= 42%; 2030 >= 60%; 2031 >= 60%"
    );
    // 30 + 12 / 3, 30 + 24 / 3, and 42 + 18 / 2.
    assert_eq!(
        of("linear"),
        "2026 >= 30%; 2027 >= 34%; 2028 >= 38%; 2029 >= 42%; 2030 >= 51%; 2031 >= 60%"
    );
}

#[test]
fn a_line_may_begin_before_the_plan_and_end_after_it() {
    let target = "{measure: late, path: {2025: '10%..20%', 2028: '40%..<60.5%'}, between: linear}";
    assert!(Plan::from_yaml(&document("2026", target)).is_err());
    let target = "{measure: late, path: {2025: '10%..20%', 2028: '40%..60.5%'}, between: linear}";
    assert_eq!(asked(&plan(&document("2026", target))), [("2026".into(), "20%..33.5%".into())]);
}

const GRAINS: [(&str, &[&str]); 3] = [
    ("quarter", &["2022-Q1", "2022-Q2", "2022-Q3", "2022-Q4"]),
    ("half_year", &["2022-H1", "2022-H2"]),
    ("year", &["2022"]),
];

proptest! {
    #![proptest_config(trials(24))]

    #[test]
    fn a_path_with_one_bound_is_every(
        names in select(&GRAINS[..]),
        named in any::<[bool; 4]>(),
        bound in select(&["measure: late, is: '<= 40%'", "measure: cases, is: '>= 5'", "measure: late, is: '25%..75%'"][..]),
        each in select(&["", ", each: field"][..]),
        as_of in select(&["2022-02-10", "2022-06-30", "2022-12-31"][..]),
        cases in vec((1..13_u32, 1..29_u32, select(&["land", "trade"][..]), any::<bool>()), 0..60),
    ) {
        let (grain, names) = names;
        let (measure, is) = bound.split_once(", is: ").unwrap();
        // The first one is always named; those after it are asked what is asked of it.
        let path: Vec<String> = names
            .iter()
            .enumerate()
            .filter(|(at, _)| *at == 0 || named[*at])
            .map(|(_, name)| format!("{name}: {is}"))
            .collect();
        let path = format!("{{{measure}, path: {{{}}}, between: previous{each}}}", path.join(", "));
        let every = format!("{{{bound}, every: {grain}{each}}}");
        let mut records = String::from("on,field,late\n");
        for (month, day, field, late) in cases {
            writeln!(records, "2022-{month:02}-{day:02},{field},{late}").unwrap();
        }
        let evaluate = |target: &str| {
            let own = plan(&document("2022", target));
            let evaluation = evaluated(&own, date(as_of), &[("cases", records.as_bytes())]);
            evaluation.objectives()[0].clone()
        };
        prop_assert_eq!(evaluate(&path), evaluate(&every));
    }

    #[test]
    fn one_condition_by_member_is_each(
        is in select(&["<= 40%", ">= 50%", "= 0%"][..]),
        as_of in select(&["2022-02-10", "2022-12-31"][..]),
        no_cases in select(&["skip", "no_data"][..]),
        cases in vec((1..13_u32, 1..29_u32, select(&["land", "trade"][..]), any::<bool>()), 0..20),
    ) {
        let mut records = String::from("on,field,late\n");
        for (month, day, field, late) in cases {
            writeln!(records, "2022-{month:02}-{day:02},{field},{late}").unwrap();
        }
        let evaluate = |target: &str| {
            let own = plan(&document("2022", target));
            let evaluation = evaluated(&own, date(as_of), &[("cases", records.as_bytes())]);
            evaluation.objectives()[0].target.clone().unwrap()
        };
        let same = evaluate(&format!("{{measure: late, is: '{is}', each: field, no_cases: {no_cases}}}"));
        let mut own = evaluate(&format!(
            "{{measure: late, each: field, no_cases: {no_cases}, by_member: {{land: '{is}', trade: '{is}'}}}}"
        ));
        // Only what stands for all of them is said in one place.
        if let TargetKind::Each { condition, .. } = &mut own.kind {
            prop_assert_eq!(&*condition, &None);
            *condition = Some(is.to_owned());
        }
        prop_assert_eq!(own, same);
    }
}
