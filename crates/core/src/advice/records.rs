//! What only the records show.

use std::collections::BTreeSet;

use crate::document::place::Place;
use crate::evaluate::{Evaluation, Skipped, TargetKind, TargetResult};
use crate::ground::problem::Problem;
use crate::ground::text::nearest;
use crate::plan::asked::asked;
use crate::plan::{Plan, Target};

pub(super) fn look(evaluation: &Evaluation, findings: &mut Vec<Problem>) {
    let plan = evaluation.plan();
    let mut empty = BTreeSet::new();
    for (source, needing) in needed(plan) {
        let account = evaluation.sources().iter().find(|own| own.source == source);
        let Some(account) = account else { continue };
        let (what, them, help) = if !account.handed_in {
            let help = "hand them in, as an empty table if there are none";
            ("no records were handed in", "them", help)
        } else if account.read == 0 {
            let help = "see whether the export is the right one and whole";
            ("the table has no records", "it", help)
        } else {
            continue;
        };
        empty.insert(source);
        let place = plan.source(source).map(|own| own.place.clone()).unwrap_or_default();
        let message = format!("{what}, and {needing} on {them}");
        findings.push(place.problem("source-without-records", message).help(help));
    }
    for (objective, result) in plan.objectives().iter().zip(evaluation.objectives()) {
        if let (Some(target), Some(result)) = (&objective.target, &result.target) {
            members(evaluation, target, result, &empty, findings);
        }
    }
}

/// The sources that targets need, each with the objectives that need it, for people.
fn needed(plan: &Plan) -> Vec<(&str, String)> {
    let mut needed: Vec<(&str, Vec<&str>)> =
        plan.sources().iter().map(|source| (source.name.as_str(), Vec::new())).collect();
    for objective in plan.objectives() {
        let asked = asked(objective).iter().map(|asked| asked.measure).collect();
        let sources = sources(plan, asked);
        for (source, numbers) in &mut needed {
            if sources.contains(source) {
                numbers.push(&objective.number);
            }
        }
    }
    let said = |numbers: &[&str]| match numbers {
        [only] => format!("objective {only} rests"),
        [rest @ .., last] => format!("objectives {} and {last} rest", rest.join(", ")),
        [] => String::new(),
    };
    needed
        .into_iter()
        .filter(|(_, numbers)| !numbers.is_empty())
        .map(|(source, numbers)| (source, said(&numbers)))
        .collect()
}

/// Looks for named members that no record has.
fn members(
    evaluation: &Evaluation,
    target: &Target,
    result: &TargetResult,
    empty: &BTreeSet<&str>,
    findings: &mut Vec<Problem>,
) {
    match (target, &result.kind) {
        (
            Target::AllOf(group) | Target::AnyOf(group),
            TargetKind::AllOf { targets } | TargetKind::AnyOf { targets },
        ) => {
            for (part, result) in group.targets.iter().zip(targets) {
                members(evaluation, part, result, empty, findings);
            }
        }
        // Whether any record has a member does not hang on the period.
        (Target::Every(every), TargetKind::Every { periods, .. }) => {
            if let (Some(period), Some(result)) = (every.periods.first(), periods.first()) {
                members(evaluation, &period.target, &result.target, empty, findings);
            }
        }
        (_, TargetKind::Each { members, skipped, .. }) => {
            let Some(named) = Named::of(target) else { return };
            let sources = sources(evaluation.plan(), vec![named.measure]);
            if sources.iter().any(|source| empty.contains(source)) {
                return;
            }
            let without = members
                .iter()
                .filter(|own| own.empty == Some(Skipped::NoRecords))
                .map(|own| own.member.as_str());
            let passed_over = skipped
                .iter()
                .filter(|own| own.reason == Skipped::NoRecords)
                .map(|own| own.member.as_str());
            let missing: BTreeSet<&str> = without.chain(passed_over).collect();
            if !missing.is_empty() {
                named.without_records(evaluation, &missing, findings);
            }
        }
        _ => {}
    }
}

/// A target that names members of a column.
struct Named<'p> {
    measure: &'p str,
    column: &'p str,
    /// The members, each with its path below that of the target.
    members: Vec<(&'p str, String)>,
    place: &'p Place,
}

impl<'p> Named<'p> {
    fn of(target: &'p Target) -> Option<Self> {
        Some(match target {
            Target::Each(own) => {
                let members = own.members.as_ref()?.iter().enumerate();
                Self {
                    measure: &own.measure,
                    column: &own.column,
                    members: members
                        .map(|(at, name)| (name.as_str(), format!("members[{at}]")))
                        .collect(),
                    place: &own.place,
                }
            }
            Target::ByMember(own) => {
                let members = own.members.iter().map(|member| member.member.as_str());
                Self {
                    measure: &own.measure,
                    column: &own.column,
                    members: members.map(|name| (name, format!("by_member.{name}"))).collect(),
                    place: &own.place,
                }
            }
            _ => return None,
        })
    }

    fn without_records(
        &self,
        evaluation: &Evaluation,
        missing: &BTreeSet<&str>,
        findings: &mut Vec<Problem>,
    ) {
        let others = self.others(evaluation);
        for (member, path) in self.members.iter().filter(|(member, _)| missing.contains(member)) {
            let place = Place { path: format!("{}.{path}", self.place.path), ..self.place.clone() };
            let message = format!("no record has the member `{member}` of `{}`", self.column);
            let near = nearest(member, others.iter().map(String::as_str));
            let help = match near {
                Some(near) => format!(
                    "records have `{near}`: write the member so, or declare the other spelling under `aliases`"
                ),
                None => "see how the records write it, or remove it from the target".to_owned(),
            };
            findings.push(place.problem("member-without-records", message).help(help));
        }
    }

    /// Members that records have and the target does not name, as many as likeness is sought among.
    fn others(&self, evaluation: &Evaluation) -> Vec<String> {
        const CANDIDATES: usize = 400;
        let found = evaluation.breakdown(self.measure, &[self.column], None);
        let rows = found.map_or_else(|_| Vec::new(), |found| found.rows);
        let named: BTreeSet<&str> = self.members.iter().map(|(member, _)| *member).collect();
        let others = rows.into_iter().flat_map(|row| row.texts);
        others.filter(|own| !named.contains(own.as_str())).take(CANDIDATES).collect()
    }
}

/// The sources that measures rest on, through all that they are made from.
fn sources<'p>(plan: &'p Plan, measures: Vec<&'p str>) -> BTreeSet<&'p str> {
    let (mut sources, mut seen) = (BTreeSet::new(), BTreeSet::new());
    let mut rest = measures;
    while let Some(measure) = rest.pop().and_then(|name| plan.measure(name)) {
        if seen.insert(measure.name.as_str()) {
            sources.extend(measure.kind.sources());
            rest.extend(measure.kind.measures());
        }
    }
    sources
}
