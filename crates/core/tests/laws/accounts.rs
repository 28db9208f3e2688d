//! Nothing is lost: read = rejected + not yet known + undated + counted.

use proptest::prelude::*;
use quality_objectives::{Assumptions, Evaluation};

use crate::plans::{Shape, shape};
use crate::records::{csv, heap};
use crate::{plan, trials};

fn add_up(evaluation: &Evaluation) -> Result<(), TestCaseError> {
    for source in evaluation.sources() {
        prop_assert_eq!(
            source.rejected,
            source.rejected_for.iter().map(|fault| fault.count).sum::<u64>()
        );
        for axis in &source.dates {
            prop_assert_eq!(
                source.read,
                source.rejected
                    + source.superseded
                    + source.not_yet_known
                    + axis.undated
                    + axis.counted,
                "{:?}",
                source
            );
        }
        for fault in source.rejected_for.iter().chain(&source.flagged_for) {
            prop_assert!(fault.count > 0 && fault.count <= source.read);
            prop_assert!(fault.examples.len() <= 5 && fault.examples.is_sorted());
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(trials(64))]

    #[test]
    fn read_is_the_sum(shape in shape(), latest_by in any::<bool>(), days in Shape::days(), heap in heap(40), tail in "[a-z,\"\n]{0,12}") {
        let plan = plan(&shape.with_latest_by(latest_by).yaml());
        let rules = plan.rules_as_of(days.clone()).unwrap();
        let mut counter = rules.counter();
        // The tail has rows with too many or too few fields, and quotation marks left open.
        counter.csv("cases", format!("{}{tail}", csv(&heap)).as_bytes()).unwrap();
        let (tally, intake) = counter.finish().unwrap();
        for day in days {
            let evaluation = plan.evaluate_as_of(&tally, day, &Assumptions::none()).unwrap();
            add_up(&evaluation)?;
            let cases = &evaluation.sources()[0];
            prop_assert!(cases.read >= heap.len() as u64);
            prop_assert_eq!(cases.read, intake.sources[0].read);
            prop_assert!(intake.sources[0].rejected <= cases.rejected);
            prop_assert_eq!(&evaluation.sources()[1].handed_in, &false);
        }
    }
}
