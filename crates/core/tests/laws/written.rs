//! Tallies as text: what is written is read, and nothing that is read breaks anything.

use proptest::prelude::*;
use quality_objectives::{Assumptions, Error, Grain, Plan, Tally};
use serde_json::Value;

use crate::plans::{MEASURES, OTHERS, Shape, shape};
use crate::records::{csv, heap};
use crate::{date, plan, tally_of, trials};

/// Does everything with a tally that can be done with one.
fn use_up(plan: &Plan, tally: &Tally) -> Result<(), Error> {
    let again = Tally::from_json(&tally.to_json_for_merging())?;
    assert_eq!(again.to_json_for_merging(), tally.to_json_for_merging());
    let _ = tally.digest();
    let _ = tally.cells();
    drop(tally.merge(tally));
    for day in tally.as_of_days() {
        let evaluation = plan.evaluate_as_of(tally, day, &Assumptions::none())?;
        let _ = evaluation.to_json();
        for measure in MEASURES.into_iter().chain(OTHERS) {
            for grain in [None, Some(Grain::Day), Some(Grain::Month), Some(Grain::Year)] {
                let _ = evaluation.breakdown(measure, &["unit"], grain);
                let _ = evaluation.breakdown(measure, &[], grain);
            }
        }
    }
    Ok(())
}

fn sample(
    shape: &Shape,
    days: Vec<chrono::NaiveDate>,
    heap: &[crate::records::Record],
) -> (Plan, Tally) {
    let plan = plan(&shape.yaml());
    let rules = plan.rules_as_of(days).unwrap();
    let tally = tally_of(&rules, |counter| counter.csv("cases", csv(heap).as_bytes()));
    (plan, tally)
}

/// Changes the value at a place, counted through the whole document; whether there is one.
fn change(value: &mut Value, place: &mut usize, with: &Value, how: u8) -> bool {
    if *place == 0 {
        match (how, &mut *value) {
            (0, Value::Array(list)) if !list.is_empty() => {
                let first = list[0].clone();
                list.push(first);
            }
            (1, Value::Array(list)) => drop(list.pop()),
            (2, Value::Array(list)) => list.reverse(),
            (1, Value::Object(map)) => {
                if let Some(key) = map.keys().next().cloned() {
                    map.remove(&key);
                }
            }
            (_, own) => *own = with.clone(),
        }
        return true;
    }
    *place -= 1;
    match value {
        Value::Array(list) => list.iter_mut().any(|own| change(own, place, with, how)),
        Value::Object(map) => map.values_mut().any(|own| change(own, place, with, how)),
        _ => false,
    }
}

proptest! {
    #![proptest_config(trials(32))]

    #[test]
    fn what_is_written_is_read(shape in shape(), latest_by in any::<bool>(), days in Shape::days(), heap in heap(30)) {
        let (plan, tally) = sample(&shape.with_latest_by(latest_by), days, &heap);
        let text = tally.to_json_for_merging();
        let read = Tally::from_json(&text).unwrap_or_else(|error| panic!("{error}"));
        prop_assert_eq!(&read, &tally);
        prop_assert_eq!(read.to_json_for_merging(), text);
        prop_assert_eq!(read.digest(), tally.digest());
        prop_assert_eq!(read.cells(), tally.cells());
        let of = |tally: &Tally| plan.evaluate(tally, &Assumptions::none()).unwrap().to_json();
        prop_assert_eq!(of(&read), of(&tally));
        use_up(&plan, &read).unwrap();
    }

    #[test]
    fn changed_values_are_refused_or_harmless(
        shape in shape(),
        heap in heap(8),
        changes in prop::collection::vec((0_usize..4000, 0_u8..6, 0_usize..17), 1..4),
    ) {
        let (plan, tally) = sample(&shape, vec![date("2022-06-30")], &heap);
        let with = [
            serde_json::json!(0), serde_json::json!(1), serde_json::json!(u64::MAX),
            serde_json::json!(-1), serde_json::json!(1.5), serde_json::json!(null),
            serde_json::json!(""), serde_json::json!("2022-01"), serde_json::json!("before"),
            serde_json::json!("9999-12-31"), serde_json::json!("+262142-12-31"), serde_json::json!("day"),
            serde_json::json!(i128::MAX.to_string()), serde_json::json!([]), serde_json::json!({"group": "empty"}),
            serde_json::json!({}), serde_json::json!(true),
        ];
        let mut document: Value = serde_json::from_str(&tally.to_json_for_merging()).unwrap();
        for (place, how, value) in changes {
            change(&mut document, &mut { place }, &with[value], how);
        }
        match Tally::from_json(&document.to_string()) {
            Err(error) => prop_assert!(error.is_tally()),
            Ok(changed) => drop(use_up(&plan, &changed)),
        }
    }

    #[test]
    fn changed_bytes_are_refused_or_harmless(
        shape in shape(),
        heap in heap(6),
        place in 0.0..1.0_f64,
        byte in prop_oneof![Just(b'9'), Just(b'"'), Just(b'['), Just(b'-'), any::<u8>()],
    ) {
        let (plan, tally) = sample(&shape, vec![date("2022-06-30")], &heap);
        let mut bytes = tally.to_json_for_merging().into_bytes();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a text")]
        let place = (place * bytes.len() as f64) as usize;
        bytes[place] = byte;
        if let Ok(text) = String::from_utf8(bytes) {
            match Tally::from_json(&text) {
                Err(error) => prop_assert!(error.is_tally()),
                Ok(changed) => drop(use_up(&plan, &changed)),
            }
        }
    }
}
