//! Adding tallies: in any order and grouping, it is counting all records together.

use proptest::prelude::*;
use quality_objectives::{Rules, Tally};

use crate::plans::{Shape, shape};
use crate::records::{Record, csv, heap};
use crate::{plan, tally_of, trials};

const FORMS: &str = "given_on,happy\n2022-01-02,true\n2022-03-04,false\n,true\n2022-05-06,\n";

fn counted(rules: &Rules, cases: Option<&[Record]>, forms: bool) -> Tally {
    tally_of(rules, |counter| {
        if let Some(cases) = cases {
            counter.csv("cases", csv(cases).as_bytes())?;
        }
        if forms { counter.csv("forms", FORMS.as_bytes()) } else { Ok(()) }
    })
}

fn merged(a: &Tally, b: &Tally) -> Tally {
    a.merge(b).unwrap_or_else(|error| panic!("{error}"))
}

proptest! {
    #![proptest_config(trials(48))]

    #[test]
    fn any_order_and_grouping(
        shape in shape(),
        days in Shape::days(),
        heap in heap(40),
        cuts in (0.0..1.0_f64, 0.0..1.0_f64),
    ) {
        let plan = plan(&shape.yaml());
        let rules = plan.rules_as_of(days).unwrap();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a short list")]
        let place = |cut: f64| (cut * heap.len() as f64) as usize;
        let (first, second) = (place(cuts.0.min(cuts.1)), place(cuts.0.max(cuts.1)));
        let all = counted(&rules, Some(&heap), true);
        let a = counted(&rules, Some(&heap[..first]), true);
        let b = counted(&rules, Some(&heap[first..second]), false);
        let c = counted(&rules, Some(&heap[second..]), false);
        let nothing = counted(&rules, None, false);

        let sum = merged(&merged(&a, &b), &c);
        prop_assert_eq!(sum.to_json_for_merging(), all.to_json_for_merging());
        prop_assert_eq!(&sum, &all);
        prop_assert_eq!(merged(&a, &merged(&b, &c)).to_json_for_merging(), all.to_json_for_merging());
        prop_assert_eq!(merged(&c, &merged(&b, &a)).to_json_for_merging(), all.to_json_for_merging());
        prop_assert_eq!(merged(&merged(&b, &a), &c), all.clone());
        // The tally of nothing changes nothing, from either side.
        for tally in [&all, &a, &b, &nothing] {
            prop_assert_eq!(&merged(tally, &nothing), tally);
            prop_assert_eq!(&merged(&nothing, tally), tally);
            prop_assert_eq!(merged(tally, &nothing).to_json_for_merging(), tally.to_json_for_merging());
        }
        // Tallies that went through text add up as well.
        let again = |tally: &Tally| Tally::from_json(&tally.to_json_for_merging()).unwrap();
        prop_assert_eq!(merged(&again(&c), &merged(&a, &again(&b))).to_json_for_merging(), all.to_json_for_merging());
    }
}

/// Choosing among versions needs all of them: what `latest_by` says of one counting.
#[test]
fn versions_are_chosen_within_one_counting_only() {
    let yaml = "
schema: 1
organisation: a
title: b
period: 2022
sources:
  cases:
    latest_by: changed_on
    columns:
      code: {type: text, key: true}
      changed_on: {type: date}
measures:
  number: {count: {source: cases, dated_by: changed_on}}
objectives:
  - {number: 1, statement: c, target: {measure: number, is: '>= 1'}}
";
    let rules = plan(yaml).rules(crate::date("2022-12-31"));
    let count = |text: &str| tally_of(&rules, |counter| counter.csv("cases", text.as_bytes()));
    let (first, second) = ("code,changed_on\nA,2022-01-01\n", "code,changed_on\nA,2022-02-01\n");
    let together = tally_of(&rules, |counter| {
        counter.csv("cases", first.as_bytes())?;
        counter.csv("cases", second.as_bytes())
    });
    assert_ne!(merged(&count(first), &count(second)), together);
    // In any order the same version is the latest.
    let turned = tally_of(&rules, |counter| {
        counter.csv("cases", second.as_bytes())?;
        counter.csv("cases", first.as_bytes())
    });
    assert_eq!(turned.to_json_for_merging(), together.to_json_for_merging());
}
