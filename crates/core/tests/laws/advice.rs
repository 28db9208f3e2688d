//! What is said to be never met is never met, and what is said to be never missed never missed.

use proptest::prelude::*;
use quality_objectives::{Assumptions, Status, TargetKind, TargetResult};

use crate::plans::{Shape, shape};
use crate::records::{csv, heap};
use crate::{plan, tally_of, trials};

/// The result of the target at a path below an objective's: `.all_of[1].any_of[0]`.
fn at<'r>(result: &'r TargetResult, path: &str) -> Option<&'r TargetResult> {
    let Some(rest) = path.strip_prefix('.') else { return path.is_empty().then_some(result) };
    let (_, rest) = rest.split_once('[')?;
    let (position, rest) = rest.split_once(']')?;
    at(result.targets().get(position.parse::<usize>().ok()?)?, rest)
}

/// Whether the plan, and not a value, decides any part.
fn is_decreed(result: &TargetResult) -> bool {
    match &result.kind {
        TargetKind::Measure(own) => own.decided_by_when_empty,
        TargetKind::Each { members, .. } => {
            members.iter().any(|member| member.result.decided_by_when_empty)
        }
        TargetKind::Every { periods, .. } => {
            periods.iter().any(|period| is_decreed(&period.target))
        }
        _ => result.targets().iter().any(is_decreed),
    }
}

proptest! {
    #![proptest_config(trials(40))]

    #[test]
    fn no_evaluation_contradicts_advice(
        shape in shape(),
        days in Shape::days(),
        records in heap(60),
    ) {
        let plan = plan(&shape.yaml());
        let advice = plan.advice();
        prop_assert!(advice.findings().iter().all(|own| own.help.is_some() && own.line.is_some()));
        let rules = plan.rules_as_of(days).unwrap();
        let tally = tally_of(&rules, |counter| counter.csv("cases", csv(&records).as_bytes()));
        for day in rules.as_of_days() {
            let evaluation = plan.evaluate_as_of(&tally, *day, &Assumptions::none()).unwrap();
            for finding in advice.findings() {
                let never = match finding.code {
                    "cannot-be-met" => Status::Met,
                    "cannot-be-missed" => Status::NotMet,
                    _ => continue,
                };
                let (objective, path) = finding.path.split_once(".target").unwrap();
                let number = objective.trim_start_matches("objectives[").trim_end_matches(']');
                let objective = &evaluation.objectives()[number.parse::<usize>().unwrap()];
                let Some(result) = objective.target.as_ref().and_then(|own| at(own, path)) else {
                    continue;
                };
                prop_assert!(
                    result.status != never || is_decreed(result),
                    "{finding}\nas of {day}: {result:?}"
                );
            }
            // What the records show besides is said in the same way.
            for finding in evaluation.advice().findings() {
                prop_assert!(finding.help.is_some() && finding.line.is_some(), "{finding}");
            }
        }
    }
}
