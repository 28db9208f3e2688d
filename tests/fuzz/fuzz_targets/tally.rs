//! Any text as a tally; one that is read is merged, written and evaluated.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use quality_objectives::{Assumptions, Evaluator, Grain, Plan, Tally};

static PLAN: LazyLock<Evaluator> = LazyLock::new(|| {
    Evaluator::new(&Plan::from_yaml(include_str!("../plan.yaml")).expect("the plan is sound"))
});

fuzz_target!(|text: &str| {
    let Ok(tally) = Tally::from_json(text) else { return };
    assert_eq!(Tally::from_json(&tally.to_json_for_merging()).as_ref(), Ok(&tally));
    if let Ok(sum) = tally.merge(&tally) {
        let _ = sum.to_json_for_merging();
    }
    if let Ok(evaluation) = PLAN.evaluate(&tally, &Assumptions::none()) {
        let _ = evaluation.to_json();
        for measure in ["share", "fees", "most", "open"] {
            let _ = evaluation.breakdown(measure, &["unit"], Some(Grain::Week));
            let _ = evaluation.breakdown(measure, &[], None);
        }
    }
});
