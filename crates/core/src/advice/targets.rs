//! Targets that no value misses, and targets that none meets.

use std::collections::BTreeSet;

use super::domain::Domains;
use super::values::{Domain, MOST_JOINED, Values};
use crate::document::place::Place;
use crate::ground::dates::Period;
use crate::ground::exact::Exact;
use crate::ground::problem::Problem;
use crate::ground::target::{Bound, Scale};
use crate::plan::{EveryTarget, Measure, MeasureKind, Plan, Target};

pub(super) fn look<'p>(plan: &'p Plan, domains: &mut Domains<'p>, findings: &mut Vec<Problem>) {
    for objective in plan.objectives() {
        if let Some(target) = &objective.target {
            Looking { plan, domains, findings }.target(target, objective.period);
        }
    }
}

/// What looking at targets needs.
struct Looking<'p, 'd> {
    plan: &'p Plan,
    domains: &'d mut Domains<'p>,
    findings: &'d mut Vec<Problem>,
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
            Target::ByMember(_)
            | Target::AllOf(_)
            | Target::AnyOf(_)
            | Target::Every(_)
            | Target::Declared(_) => None,
        }
    }

    /// Whether both look at one and the same value, of the whole or of some member.
    fn shares_a_value(&self, other: &Self) -> bool {
        self.measure == other.measure
            && self.column == other.column
            && match (self.members, other.members) {
                (Some(own), Some(others)) => {
                    let own: BTreeSet<&String> = own.iter().collect();
                    others.iter().any(|member| own.contains(member))
                }
                _ => true,
            }
    }

    fn written(&self) -> String {
        format!("`{}`", self.bound.canonical(self.scale))
    }
}

impl<'p> Looking<'p, '_> {
    /// Looks at a target that is asked over a span, and at its parts.
    fn target(&mut self, target: &Target, span: Period) {
        if let Some(leaf) = Leaf::of(target) {
            self.leaf(&leaf, span);
            return;
        }
        let before = self.findings.len();
        let (group, is_all) = match target {
            Target::AllOf(group) => (group, true),
            Target::AnyOf(group) => (group, false),
            Target::Every(own) => {
                let mut told: Option<&Bound> = None;
                for period in &own.periods {
                    let so_far = self.findings.len();
                    let bound = Leaf::of(&period.target).map(|leaf| leaf.bound);
                    // What was said of one period is not said of the others again.
                    if bound.is_none() || bound != told {
                        self.target(&period.target, period.window);
                    }
                    if self.findings.len() > so_far {
                        told = bound;
                    }
                }
                if self.findings.len() == before {
                    self.findings.extend(easier(own));
                }
                return;
            }
            Target::ByMember(own) => {
                for member in &own.members {
                    let leaf = Leaf {
                        measure: &own.measure,
                        bound: &member.bound,
                        scale: &member.scale,
                        column: Some(&own.column),
                        members: Some(std::slice::from_ref(&member.member)),
                        place: &own.place,
                    };
                    self.leaf(&leaf, span);
                }
                return;
            }
            Target::Measure(_) | Target::Each(_) | Target::Declared(_) => return,
        };
        for part in &group.targets {
            self.target(part, span);
        }
        // What one part says alone needs no second finding for the whole.
        if self.findings.len() == before {
            self.together(&group.targets, &group.place, is_all, span);
        }
    }

    /// The values that a measure can have over a span.
    fn domain(&mut self, measure: &'p Measure, span: Period) -> Domain {
        let mut domain = self.domains.of(measure);
        if matches!(measure.kind, MeasureKind::Milestone(_)) {
            let (first, last) = span.days();
            (domain.low, domain.high) = (Some(Exact::from(first)), Some(Exact::from(last)));
        }
        domain
    }

    fn leaf(&mut self, leaf: &Leaf<'_>, span: Period) {
        let Some(measure) = self.plan.measure(leaf.measure) else { return };
        let domain = self.domain(measure, span);
        let values = Values::of(leaf.bound);
        let said = |every: &str| {
            let (name, written) = (&measure.name, leaf.written());
            format!(
                "{every} value of `{name}` meets {written}: it is always {}",
                domain.described(measure)
            )
        };
        let is_day = matches!(measure.kind, MeasureKind::Milestone(_));
        // What is not done at all misses any day.
        let finding = if values.covers(&domain) && !is_day {
            let help = "write a limit that some values miss, or remove the target";
            leaf.place.problem("cannot-be-missed", said("every")).help(help)
        } else if values.one_in(&domain).is_some() {
            return;
        } else if is_day {
            let message = format!(
                "{} lies outside the time over which `{}` is looked for, from {} to {}",
                leaf.written(),
                measure.name,
                span.first(),
                span.last()
            );
            let help = "mend the day, or the `start` and `due` of the objective";
            leaf.place.problem("cannot-be-met", message).help(help)
        } else {
            let help = "write a limit that some values meet, or another measure";
            leaf.place.problem("cannot-be-met", said("no")).help(help)
        };
        self.findings.push(finding);
    }

    /// Looks at the parts together that ask the same value: under `all_of` for what none meets,
    /// under `any_of` for what none misses.
    fn together(&mut self, parts: &[Target], place: &Place, is_all: bool, span: Period) {
        let mut done: Vec<Leaf<'_>> = Vec::new();
        for part in parts.iter().take(MOST_JOINED) {
            let Some(asked) = first_leaf(part) else { continue };
            if done.iter().any(|own| own.shares_a_value(&asked)) {
                continue;
            }
            let Some(measure) = self.plan.measure(asked.measure) else { continue };
            let mut left = MOST_JOINED;
            let same: Vec<(&Target, Values)> = parts
                .iter()
                .filter_map(|part| Some((part, values(part, &asked, &mut left)?)))
                .collect();
            let domain = self.domain(measure, span);
            let is_day = matches!(measure.kind, MeasureKind::Milestone(_));
            let found = if same.len() < 2 {
                false
            } else if is_all {
                let all = same.iter().fold(Values::all(), |all, (_, own)| all.and(own));
                all.one_in(&domain).is_none()
            } else {
                let any = same.iter().fold(Values::none(), |any, (_, own)| any.or(own));
                !is_day && any.covers(&domain)
            };
            if found {
                self.findings.push(said_together(measure, &same, place, is_all));
            }
            done.push(asked);
        }
    }
}

/// A path that asks less of a period than of the one before it.
fn easier(own: &EveryTarget) -> Option<Problem> {
    own.periods.windows(2).find_map(|pair| {
        let [earlier, later] = pair else { return None };
        let (first, second) = (Leaf::of(&earlier.target)?, Leaf::of(&later.target)?);
        let (before, after) = (Values::of(first.bound), Values::of(second.bound));
        // Of deadlines the later one is later, and no easier for it.
        let is_easier = *first.scale != Scale::Date
            && before.is_within(&after)
            && !after.is_within(&before);
        is_easier.then(|| {
            let message = format!(
                "{} asks less ({}) than {} before it ({})",
                later.name,
                second.written(),
                earlier.name,
                first.written()
            );
            own.place.problem("path-gets-easier", message).help(
                "see that each threshold stands with its period; if this is meant, write an objective for \
                 each",
            )
        })
    })
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
        Target::AnyOf(group) => group
            .targets
            .iter()
            .try_fold(Values::none(), |found, part| Some(found.or(&values(part, asked, left)?))),
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
