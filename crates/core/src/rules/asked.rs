//! What the targets of a plan ask of its measures.

use crate::ground::dates::Period;
use crate::plan::{Objective, Target};

/// A measure that a target asks, over the windows of time in which it does.
#[derive(Debug, Clone)]
pub(crate) struct Asked<'p> {
    pub(crate) measure: &'p str,
    /// The column whose members are asked one by one.
    pub(crate) by: Option<&'p str>,
    /// The objective's span, or the windows of the periods of which it is asked.
    pub(crate) windows: Vec<Period>,
}

/// Everything that an objective's target asks.
pub(crate) fn asked(objective: &Objective) -> Vec<Asked<'_>> {
    let mut found = Vec::new();
    if let Some(target) = &objective.target {
        collect(target, &[objective.period], &mut found);
    }
    found
}

fn collect<'p>(target: &'p Target, windows: &[Period], found: &mut Vec<Asked<'p>>) {
    let ask =
        |measure: &'p str, by: Option<&'p str>| Asked { measure, by, windows: windows.to_vec() };
    match target {
        Target::Measure(own) => found.push(ask(&own.measure, None)),
        Target::Each(own) => found.push(ask(&own.measure, Some(&own.column))),
        Target::ByMember(own) => found.push(ask(&own.measure, Some(&own.column))),
        Target::AllOf(group) | Target::AnyOf(group) => {
            group.targets.iter().for_each(|own| collect(own, windows, found));
        }
        Target::Every(own) => {
            let windows: Vec<Period> = own.periods.iter().map(|period| period.window).collect();
            // What is asked differs from period to period in its thresholds only.
            if let Some(first) = own.periods.first() {
                collect(&first.target, &windows, found);
            }
        }
    }
}
