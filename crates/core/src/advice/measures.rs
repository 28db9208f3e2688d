//! Measures that leave unsaid what happens where there is nothing to measure.

use std::collections::BTreeSet;

use crate::ground::problem::Problem;
use crate::plan::asked::asked;
use crate::plan::{Measure, MeasureKind, Plan, RatioSide, ReportedFigures};

pub(super) fn look(plan: &Plan, findings: &mut Vec<Problem>) {
    let used: BTreeSet<&str> =
        plan.objectives().iter().flat_map(asked).map(|asked| asked.measure).collect();
    for measure in plan.measures() {
        if used.contains(measure.name.as_str()) {
            unsaid_when_empty(measure, findings);
        }
    }
}

fn unsaid_when_empty(measure: &Measure, findings: &mut Vec<Problem>) {
    if measure.when_empty_said || !can_be_empty(&measure.kind) {
        return;
    }
    let kind = match &measure.kind {
        MeasureKind::Reported(_) => "reported share",
        MeasureKind::NetScore(_) => "net score",
        kind => kind.name(),
    };
    let message = match &measure.kind {
        MeasureKind::Mean(_) | MeasureKind::Minimum(_) | MeasureKind::Maximum(_) => {
            format!("the {kind} does not say what holds where there is no value")
        }
        _ => format!(
            "the {kind} does not say what holds where there is nothing to divide by; tables print \
             0 of 0 as 0 %, as 100 % and as an error"
        ),
    };
    findings.push(measure.place.problem("when-empty-unsaid", message).help(
        "write `when_empty: no_data`, as it is taken to be, or `met` or `not_met` if the rule says so",
    ));
}

/// Whether there may be no case to divide by, or no value to choose from.
fn can_be_empty(kind: &MeasureKind) -> bool {
    match kind {
        MeasureKind::Proportion(_)
        | MeasureKind::Mean(_)
        | MeasureKind::Minimum(_)
        | MeasureKind::Maximum(_)
        | MeasureKind::NetScore(_) => true,
        MeasureKind::Reported(rule) => matches!(rule.figures, ReportedFigures::Shares { .. }),
        MeasureKind::Ratio(ratio) => matches!(ratio.denominator, RatioSide::Counted(_)),
        MeasureKind::Count(_)
        | MeasureKind::Total(_)
        | MeasureKind::Stock(_)
        | MeasureKind::Milestone(_)
        | MeasureKind::Change(_)
        | MeasureKind::ShareOfMembers(_)
        | MeasureKind::Score(_) => false,
    }
}
