//! Targets that no value misses, and targets that none meets.

use super::values::{Domain, MOST_JOINED, Values};
use crate::document::place::Place;
use crate::ground::problem::Problem;
use crate::ground::target::{Bound, Scale};
use crate::plan::{Measure, Plan, Target};

pub(super) fn look(plan: &Plan, findings: &mut Vec<Problem>) {
    for target in plan.objectives().iter().filter_map(|objective| objective.target.as_ref()) {
        of_target(plan, target, findings);
    }
}

/// A condition on a measure: of the whole, or of each member of a column.
pub(super) struct Leaf<'p> {
    pub(super) measure: &'p str,
    pub(super) bound: &'p Bound,
    pub(super) scale: &'p Scale,
    pub(super) column: Option<&'p str>,
    pub(super) members: Option<&'p [String]>,
    pub(super) place: &'p Place,
}

impl<'p> Leaf<'p> {
    /// The condition that the target is; `None` for what has parts.
    pub(super) fn of(target: &'p Target) -> Option<Self> {
        match target {
            Target::Measure(own) => Some(Self {
                measure: &own.measure,
                bound: &own.bound,
                scale: &own.scale,
                column: None,
                members: None,
                place: &own.place,
            }),
            Target::Each(own) => Some(Self {
                measure: &own.measure,
                bound: &own.bound,
                scale: &own.scale,
                column: Some(&own.column),
                members: own.members.as_deref(),
                place: &own.place,
            }),
            Target::AllOf(_) | Target::AnyOf(_) | Target::Every(_) => None,
        }
    }

    /// Whether both look at one and the same value, of the whole or of some member.
    fn shares_a_value(&self, other: &Self) -> bool {
        self.measure == other.measure
            && self.column == other.column
            && match (self.members, other.members) {
                (Some(own), Some(others)) => own.iter().any(|member| others.contains(member)),
                _ => true,
            }
    }

    fn written(&self) -> String {
        format!("`{}`", self.bound.canonical(self.scale))
    }
}

/// Looks at a target and its parts; whether anything was found.
fn of_target(plan: &Plan, target: &Target, findings: &mut Vec<Problem>) -> bool {
    if let Some(leaf) = Leaf::of(target) {
        return of_leaf(plan, &leaf, findings);
    }
    let before = findings.len();
    let (group, is_all) = match target {
        Target::AllOf(group) => (group, true),
        Target::AnyOf(group) => (group, false),
        Target::Every(own) => {
            for period in &own.periods {
                of_target(plan, &period.target, findings);
            }
            return findings.len() > before;
        }
        Target::Measure(_) | Target::Each(_) => return false,
    };
    for part in &group.targets {
        of_target(plan, part, findings);
    }
    // What one part says alone needs no second finding for the whole.
    if findings.len() == before {
        together(plan, &group.targets, &group.place, is_all, findings);
    }
    findings.len() > before
}

fn of_leaf(plan: &Plan, leaf: &Leaf<'_>, findings: &mut Vec<Problem>) -> bool {
    let Some(measure) = plan.measure(leaf.measure) else { return false };
    let domain = Domain::of(measure);
    let values = Values::of(leaf.bound);
    let (code, message, help) = if values.covers(&domain) {
        let message = format!(
            "every value of `{}` meets {}: it is always {}",
            measure.name,
            leaf.written(),
            domain.described(measure)
        );
        ("cannot-be-missed", message, "write a limit that some values miss, or remove the target")
    } else if values.one_in(&domain).is_none() {
        let message = format!(
            "no value of `{}` meets {}: it is always {}",
            measure.name,
            leaf.written(),
            domain.described(measure)
        );
        ("cannot-be-met", message, "write a limit that some values meet, or another measure")
    } else {
        return false;
    };
    findings.push(leaf.place.problem(code, message).help(help));
    true
}

/// The numbers that meet a target all of whose conditions look at the value that `asked` does.
fn values(target: &Target, asked: &Leaf<'_>, left: &mut usize) -> Option<Values> {
    *left = left.checked_sub(1)?;
    if let Some(leaf) = Leaf::of(target) {
        return leaf.shares_a_value(asked).then(|| Values::of(leaf.bound));
    }
    match target {
        Target::AllOf(group) => group
            .targets
            .iter()
            .try_fold(Values::all(), |found, part| Some(found.and(&values(part, asked, left)?))),
        Target::AnyOf(group) => {
            group.targets.iter().try_fold(Values::all().others(), |found, part| {
                Some(found.or(&values(part, asked, left)?))
            })
        }
        _ => None,
    }
}

/// The first condition in a target.
fn first_leaf(target: &Target) -> Option<Leaf<'_>> {
    match target {
        Target::AllOf(group) | Target::AnyOf(group) => first_leaf(group.targets.first()?),
        own => Leaf::of(own),
    }
}

/// Looks at the parts together that ask the same value: under `all_of` for what none meets, under
/// `any_of` for what none misses.
fn together(
    plan: &Plan,
    parts: &[Target],
    place: &Place,
    is_all: bool,
    findings: &mut Vec<Problem>,
) {
    let mut done: Vec<Leaf<'_>> = Vec::new();
    for part in parts.iter().take(MOST_JOINED) {
        let Some(asked) = first_leaf(part) else { continue };
        if done.iter().any(|own| own.shares_a_value(&asked)) {
            continue;
        }
        let Some(measure) = plan.measure(asked.measure) else { continue };
        let mut left = MOST_JOINED;
        let same: Vec<(&Target, Values)> = parts
            .iter()
            .filter_map(|part| Some((part, values(part, &asked, &mut left)?)))
            .collect();
        let domain = Domain::of(measure);
        let found = if same.len() < 2 {
            false
        } else if is_all {
            let all = same.iter().fold(Values::all(), |all, (_, own)| all.and(own));
            all.one_in(&domain).is_none()
        } else {
            let any = same.iter().fold(Values::all().others(), |any, (_, own)| any.or(own));
            any.covers(&domain)
        };
        if found {
            findings.push(said_together(measure, &same, place, is_all));
        }
        done.push(asked);
    }
}

/// The conditions of a target, a group of them in parentheses.
fn written(target: &Target) -> String {
    let joined = |parts: &[Target], word: &str| {
        format!("({})", parts.iter().map(written).collect::<Vec<_>>().join(word))
    };
    match target {
        Target::AllOf(group) => joined(&group.targets, " and "),
        Target::AnyOf(group) => joined(&group.targets, " or "),
        own => Leaf::of(own).map(|leaf| leaf.written()).unwrap_or_default(),
    }
}

fn said_together(
    measure: &Measure,
    same: &[(&Target, Values)],
    place: &Place,
    is_all: bool,
) -> Problem {
    let written: Vec<String> = same.iter().map(|(part, _)| written(part)).collect();
    let written = written.join(if is_all { " and " } else { " or " });
    let name = &measure.name;
    if is_all {
        place
            .problem("cannot-be-met", format!("no value of `{name}` meets {written} at once"))
            .help("mend one of the limits, or say `any_of` if one of them is enough")
    } else {
        place
            .problem("cannot-be-missed", format!("every value of `{name}` meets {written}"))
            .help("mend one of the limits, or say `all_of` if each of them has to hold")
    }
}
