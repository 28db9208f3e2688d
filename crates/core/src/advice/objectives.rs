//! What an objective or a declaration leaves unsaid, and days that do not fit the plan.

use crate::document::place::Place;
use crate::ground::problem::Problem;
use crate::plan::{Objective, Plan};

pub(super) fn look(plan: &Plan, findings: &mut Vec<Problem>) {
    for own in plan.declarations() {
        let missing = [
            (
                own.declaration.by.is_none(),
                "declaration-without-person",
                "the declaration does not say who makes it",
                "name the person or the office under `by`",
            ),
            (
                own.declaration.evidence.is_empty(),
                "declaration-without-evidence",
                "the declaration names nothing that shows it: nobody can look it up",
                "list documents or records under `evidence`",
            ),
        ];
        for (is_missing, code, why, how) in missing {
            if is_missing {
                findings.push(own.place.problem(code, why).help(how));
            }
        }
    }
    for objective in plan.objectives() {
        unsaid(objective, findings);
        let days = [
            ("start", "starts", objective.start.map(|start| start.first())),
            ("due", "is due", objective.due.map(|due| due.last())),
        ];
        for (key, what, day) in days {
            let Some(day) = day.filter(|day| !plan.period().contains(*day)) else { continue };
            let place = Place {
                path: format!("{}.{key}", objective.place.path),
                ..objective.place.clone()
            };
            let side = if day < plan.period().first() { "before" } else { "after" };
            let message = format!(
                "the objective {what} on {day}, {side} the plan's period of {}",
                plan.period()
            );
            findings.push(
                place
                    .problem("outside-the-period", message)
                    .help(format!("let `{key}` lie within `period`, or let the `period` cover it")),
            );
        }
    }
}

/// What the objective does not say; the standard asks for each of them.
fn unsaid(objective: &Objective, findings: &mut Vec<Problem>) {
    let missing = [
        (
            objective.target.is_none(),
            "objective-without-target",
            "the objective has no target: nobody can tell whether it is met",
            "give it a `target`: a measure with `is`, or `declared` where a person has to judge",
        ),
        (
            objective.actions.is_empty(),
            "objective-without-action",
            "the objective does not say what will be done: nothing is there to carry out or to follow \
             up (ISO 9001:2015, 6.2.2 a)",
            "list what will be done under `actions`",
        ),
        (
            objective.responsible.is_empty(),
            "objective-without-responsible",
            "the objective names nobody who is responsible: nobody has to see to it (ISO 9001:2015, \
             6.2.2 c)",
            "name the units or offices under `responsible`",
        ),
        (
            objective.start.is_none(),
            "objective-without-start",
            "the objective does not say when it starts: it is taken to start with the plan's period, and \
             what happened before its actions began counts too",
            "write `start`, a day, a month, a quarter, a half year or a year",
        ),
        (
            objective.due.is_none(),
            "objective-without-due",
            "the objective does not say when it is due, and so not when it will be completed (ISO \
             9001:2015, 6.2.2 d): it is taken to end with the plan's period",
            "write `due`, a day, a month, a quarter, a half year or a year",
        ),
    ];
    for (is_missing, code, why, how) in missing {
        if is_missing {
            findings.push(objective.place.problem(code, why).help(how));
        }
    }
}
