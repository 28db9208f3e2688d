//! Any text as a plan; a plan that is read is counted with and evaluated.
#![no_main]

use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;
use quality_objectives::{Assumptions, Plan, Tally};

fuzz_target!(|text: &str| {
    let Ok(plan) = Plan::from_yaml(text) else { return };
    let Some(as_of) = NaiveDate::from_ymd_opt(2022, 6, 30) else { return };
    let counter = plan.rules(as_of).counter();
    let Ok((tally, _)) = counter.finish() else { return };
    let again = Tally::from_json(&tally.to_json_for_merging()).expect("what is written is read");
    assert_eq!(again, tally);
    let evaluation = plan.evaluate(&tally, &Assumptions::none()).expect("it was counted by this plan");
    let _ = evaluation.to_json();
});
