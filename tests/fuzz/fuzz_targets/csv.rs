//! Any bytes as a CSV text: the same whole and in pieces, and nothing is lost.
#![no_main]

use std::sync::LazyLock;

use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;
use quality_objectives::{Assumptions, Evaluator, Plan, Rules, Tally};

static PLAN: LazyLock<Plan> =
    LazyLock::new(|| Plan::from_yaml(include_str!("../plan.yaml")).expect("the plan is sound"));

static RULES: LazyLock<Rules> =
    LazyLock::new(|| PLAN.rules(NaiveDate::from_ymd_opt(2022, 6, 30).expect("a day of June")));

static EVALUATOR: LazyLock<Evaluator> = LazyLock::new(|| Evaluator::new(&PLAN));

const HEADER: &[u8] = b"code,received_on,resolved_on,at,unit,field,good,fee,score\n";

fn counted(pieces: &[&[u8]]) -> Option<Tally> {
    let mut counter = RULES.counter();
    let mut feed = counter.csv_feed("cases").ok()?;
    for piece in pieces {
        feed.push(piece).ok()?;
    }
    feed.finish().ok()?;
    Some(counter.finish().ok()?.0)
}

fuzz_target!(|bytes: &[u8]| {
    let (cut, text) = bytes.split_first().map_or((0, bytes), |(cut, text)| (usize::from(*cut), text));
    let (head, tail) = text.split_at(cut.min(text.len()));
    counted(&[text]);
    let whole = counted(&[HEADER, text]);
    assert_eq!(whole, counted(&[HEADER, head, tail]));
    let Some(tally) = whole else { return };
    let evaluation = EVALUATOR.evaluate(&tally, &Assumptions::none()).expect("it was counted by this plan");
    for source in evaluation.sources() {
        for axis in &source.dates {
            let parts = source.rejected + source.superseded + source.not_yet_known + axis.undated + axis.counted;
            assert_eq!(source.read, parts);
        }
    }
    assert_eq!(Tally::from_json(&tally.to_json_for_merging()).ok(), Some(tally));
});
