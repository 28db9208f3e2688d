//! What only the records show.

use std::collections::BTreeSet;

use crate::document::place::Place;
use crate::evaluate::{Evaluation, Skipped, TargetKind, TargetResult};
use crate::ground::problem::Problem;
use crate::ground::text::nearest;
use crate::plan::{EachTarget, Plan, Target};
use crate::rules::asked::asked;

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
        let (mut sources, mut seen) = (BTreeSet::new(), BTreeSet::new());
        let mut rest: Vec<&str> = asked(objective).iter().map(|asked| asked.measure).collect();
        while let Some(measure) = rest.pop().and_then(|name| plan.measure(name)) {
            if seen.insert(measure.name.as_str()) {
                sources.extend(measure.kind.sources());
                rest.extend(measure.kind.measures());
            }
        }
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
        (Target::Each(each), TargetKind::Each { members, skipped, .. })
            if each.members.is_some() =>
        {
            let sources = evaluation.plan().measure(&each.measure).map(|own| own.kind.sources());
            if sources.unwrap_or_default().iter().any(|source| empty.contains(source)) {
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
                let others = others(evaluation, each);
                let named = each.members.iter().flatten().enumerate();
                findings.extend(
                    named
                        .filter(|(_, member)| missing.contains(member.as_str()))
                        .map(|(at, member)| no_records(each, at, member, &others)),
                );
            }
        }
        _ => {}
    }
}

/// Members that records have and the target does not name, as many as likeness is sought among.
fn others(evaluation: &Evaluation, each: &EachTarget) -> Vec<String> {
    const CANDIDATES: usize = 400;
    let found = evaluation.breakdown(&each.measure, &[&each.column], None);
    let rows = found.map_or_else(|_| Vec::new(), |found| found.rows);
    let named: BTreeSet<&String> = each.members.iter().flatten().collect();
    let others = rows.into_iter().flat_map(|row| row.texts).filter(|own| !named.contains(own));
    others.take(CANDIDATES).collect()
}

fn no_records(each: &EachTarget, at: usize, member: &str, others: &[String]) -> Problem {
    let path = format!("{}.members[{at}]", each.place.path);
    let place = Place { path, ..each.place.clone() };
    let message = format!("no record has the member `{member}` of `{}`", each.column);
    let near = nearest(member, others.iter().map(String::as_str));
    place.problem("member-without-records", message).help(match near {
        Some(near) => format!(
            "records have `{near}`: write the member so, or declare the other spelling under `aliases`"
        ),
        None => "see how the records write it, or remove it from the target".to_owned(),
    })
}
