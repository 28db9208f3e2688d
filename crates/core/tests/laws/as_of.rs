//! Several as-of days in one pass are one pass each.

use proptest::prelude::*;
use quality_objectives::Assumptions;
use serde_json::Value;

use crate::plans::{Shape, shape};
use crate::records::{csv, heap};
use crate::{plan, tally_of, trials};

proptest! {
    #![proptest_config(trials(32))]

    #[test]
    fn one_pass_is_many(shape in shape(), latest_by in any::<bool>(), days in Shape::days(), heap in heap(40)) {
        let plan = plan(&shape.with_latest_by(latest_by).yaml());
        let count = |days: &[chrono::NaiveDate]| {
            let rules = plan.rules_as_of(days.to_vec()).unwrap();
            tally_of(&rules, |counter| counter.csv("cases", csv(&heap).as_bytes()))
        };
        let together = count(&days);
        let snapshots = |json: &str| serde_json::from_str::<Value>(json).unwrap()["snapshots"].clone();
        let all = snapshots(&together.to_json_for_merging());
        for (at, day) in days.iter().enumerate() {
            let alone = count(&[*day]);
            prop_assert_eq!(&snapshots(&alone.to_json_for_merging())[0], &all[at]);
            let of_all = plan.evaluate_as_of(&together, *day, &Assumptions::none()).unwrap();
            let of_one = plan.evaluate(&alone, &Assumptions::none()).unwrap();
            prop_assert_eq!(of_all.objectives(), of_one.objectives());
            prop_assert_eq!(of_all.sources(), of_one.sources());
        }
    }
}
