//! Breakdowns add up to totals, and so do members.

use proptest::prelude::*;
use quality_objectives::{
    Assumptions, Breakdown, BreakdownRow, Evaluation, Exact, Grain, MeasureResult, Period,
    TargetKind, TargetResult, ValueResult,
};

use crate::plans::{MEASURES, OTHERS, Shape, shape};
use crate::records::{csv, heap};
use crate::{date, plan, tally_of, trials};

/// How values of a measure come together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joins {
    Add,
    Least,
    Greatest,
    /// A stock stands: it does not add up over time.
    Stands,
}

fn joins(measure: &str) -> Joins {
    match measure {
        "least" => Joins::Least,
        "greatest" => Joins::Greatest,
        "standing" => Joins::Stands,
        _ => Joins::Add,
    }
}

/// What adds up in a value: numerator, denominator, undecided.
#[derive(Debug, PartialEq, Eq)]
struct Sum(Option<Exact>, Option<Exact>, u64);

fn sum<'r>(measure: &str, values: impl Iterator<Item = &'r ValueResult>) -> Sum {
    let join = |own: Option<Exact>, more: &Option<Exact>| match (own, more) {
        (Some(own), Some(more)) => Some(match joins(measure) {
            Joins::Least => own.min(more.clone()),
            Joins::Greatest => own.max(more.clone()),
            Joins::Add | Joins::Stands => own + more.clone(),
        }),
        (own, more) => own.or_else(|| more.clone()),
    };
    let mut total = Sum(None, None, 0);
    for value in values {
        total.0 = join(total.0, &value.numerator);
        // A figure that is given is not counted, so that it stays what it is.
        total.1 = if measure == "quota" {
            value.denominator.clone()
        } else {
            join(total.1, &value.denominator)
        };
        total.2 += value.undecided;
    }
    // No rows and rows of nothing are the same.
    let none_if_zero = |exact: Option<Exact>| exact.filter(|exact| !exact.is_zero());
    if joins(measure) == Joins::Add {
        total.0 = none_if_zero(total.0);
    }
    if measure == "quota" {
        total.1 = None;
    }
    total.1 = none_if_zero(total.1);
    total
}

fn within(row: &BreakdownRow, span: Period) -> bool {
    row.span.is_none_or(|own| span.covers(&own))
}

fn rows(measure: &str, breakdown: &Breakdown, chosen: impl Fn(&BreakdownRow) -> bool) -> Sum {
    sum(measure, breakdown.rows.iter().filter(|row| chosen(row)).map(|row| &row.value))
}

/// The leaves of a target, with the column and the member where it is one.
fn leaves<'t>(
    target: &'t TargetResult,
    found: &mut Vec<(Option<(&'t str, &'t str)>, &'t MeasureResult)>,
) {
    match &target.kind {
        TargetKind::Measure(result) => found.push((None, result)),
        TargetKind::Each { column, members, .. } => {
            found.extend(
                members.iter().map(|member| {
                    (Some((column.as_str(), member.member.as_str())), &member.result)
                }),
            );
        }
        TargetKind::AllOf { targets } | TargetKind::AnyOf { targets } => {
            for target in targets {
                leaves(target, found);
            }
        }
        _ => {}
    }
}

fn breakdowns_add_up(evaluation: &Evaluation, shape: &Shape) -> Result<(), TestCaseError> {
    let plan = evaluation.plan();
    let objectives = plan.objectives().iter();
    let evaluated = objectives.fold(plan.period(), |span, own| span.hull(&own.period));
    for measure in MEASURES {
        let of = |by: &[&str], grain| {
            evaluation.breakdown(measure, by, grain).unwrap_or_else(|error| panic!("{error}"))
        };
        let whole = of(&[], None);
        prop_assert!(whole.rows.len() <= 1);
        let source = if measure == "happy" {
            vec![(vec!["happy"], "week")]
        } else {
            shape.breakdowns().to_vec()
        };
        let mut all = vec![
            of(&[], Some(Grain::Month)),
            of(&[], Some(Grain::Quarter)),
            of(&[], Some(Grain::HalfYear)),
            of(&[], Some(Grain::Year)),
        ];
        for (by, grain) in &source {
            all.push(of(by, Grain::from_name(grain)));
            all.push(of(by, None));
            all.push(of(&by[..by.len() / 2], None));
        }
        for part in all {
            prop_assert!(
                part.rows.is_sorted_by_key(|row| (
                    row.members.clone(),
                    row.span.map(|span| span.first())
                ))
            );
            if joins(measure) == Joins::Stands {
                // What stands at the end stands in the last bucket of each group.
                let last = part.rows.iter().filter_map(|row| row.span).max();
                let end = rows(measure, &part, |row| row.span == last).0;
                // A bucket that has not begun has no row yet.
                if part.grain.is_none() || part.grain == Some(Grain::Year) && last.is_some() {
                    prop_assert_eq!(
                        end.unwrap_or(Exact::ZERO),
                        rows(measure, &whole, |_| true).0.unwrap_or(Exact::ZERO)
                    );
                }
                continue;
            }
            // Where a base makes its days counted, a week that crosses the plan's edge is whole.
            if part.rows.iter().any(|row| !within(row, evaluated)) {
                continue;
            }
            let (own, total) = (rows(measure, &part, |_| true), rows(measure, &whole, |_| true));
            prop_assert_eq!(own, total, "{} by {:?} and {:?}", measure, part.by, part.grain);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(trials(48))]

    #[test]
    fn parts_add_up(shape in shape(), days in Shape::days(), heap in heap(40)) {
        let plan = plan(&shape.yaml());
        let rules = plan.rules_as_of(days.clone()).unwrap();
        let tally = tally_of(&rules, |counter| {
            counter.csv("forms", &b"given_on,happy\n2022-01-02,true\n2022-01-08,false\n2021-01-01,true\n"[..])?;
            counter.csv("cases", csv(&heap).as_bytes())
        });
        for day in days {
            let evaluation = plan.evaluate_as_of(&tally, day, &Assumptions::none()).unwrap();
            breakdowns_add_up(&evaluation, &shape)?;
            for objective in evaluation.objectives() {
                let mut found = Vec::new();
                leaves(objective.target.as_ref().unwrap(), &mut found);
                for (member, leaf) in found {
                    let measure = leaf.measure.as_str();
                    if joins(measure) == Joins::Stands || OTHERS.contains(&measure) {
                        continue;
                    }
                    // The third span is not made of months: days are counted for it, of the
                    // whole and of the members that are asked for.
                    let days = objective.span.last() == date("2022-03-15");
                    let grain = if days { Grain::Day } else { Grain::Month };
                    let by: Vec<&str> = member.iter().map(|(column, _)| *column).collect();
                    let parts = evaluation.breakdown(measure, &by, Some(grain)).unwrap_or_else(|error| panic!("{error}"));
                    let own = rows(measure, &parts, |row| {
                        within(row, objective.span)
                            && member.is_none_or(|(_, name)| row.members[0].name() == Some(name))
                    });
                    prop_assert_eq!(own, sum(measure, [&leaf.value].into_iter()), "{:?} of {:?}", leaf, member);
                    // The value is what was counted, divided.
                    if let (Some(over), Some(under), Some(exact)) = (&leaf.value.numerator, &leaf.value.denominator, &leaf.value.exact)
                        && plan.measure(measure).unwrap().rounding.is_none()
                    {
                        prop_assert_eq!(&over.checked_div(under).unwrap(), exact);
                    }
                }
            }
        }
    }
}
