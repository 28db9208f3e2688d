//! Advice: what weakens a plan that is valid.
//!
//! A plan can be read and evaluated and still be of little use: nobody is responsible, or no value
//! misses the target. ISO 9001:2015, clause 6.2, asks an organisation to determine what will be done,
//! who is responsible, when it is completed, and how results are evaluated.

mod bands;
mod domain;
mod measures;
mod objectives;
mod records;
mod targets;
#[cfg(test)]
mod tests;
mod values;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Serialize;

use crate::evaluate::Evaluation;
use crate::ground::error::Error;
use crate::ground::problem::Problem;
use crate::plan::Plan;

/// What weakens a valid plan: findings, each with why it matters and how to mend it.
///
/// A finding has the form of a fault: a stable code, its place, a message that says why, and a help
/// line that says how to mend it. A plan with findings is evaluated all the same; with
/// [`Advice::into_result`] they become an error.
///
/// ```
/// use quality_objectives::Plan;
///
/// let plan = Plan::from_yaml(
///     r#"
/// schema: 1
/// organisation: A city
/// title: Quality objectives 2022
/// period: 2022
/// sources: {dossiers: {columns: {resolved_on: {type: date}, late: {type: boolean}}}}
/// measures:
///   late_rate:
///     proportion: {source: dossiers, dated_by: resolved_on, numerator: late}
///     when_empty: no_data
/// objectives:
///   - number: 1
///     statement: At most all dossiers are late
///     target: {measure: late_rate, is: "<= 100%"}
///     actions: [Remind the units each week]
///     responsible: [The one-stop shop]
///     start: 2022-01
///     due: 2022-12
/// "#,
/// )?;
/// let advice = plan.advice();
/// assert_eq!(
///     advice.to_string(),
///     "14:13: objectives[0].target: every value of `late_rate` meets `<= 100%`: it is always \
///      `>= 0%` and `<= 100%` [cannot-be-missed]\n  \
///      help: write a limit that some values miss, or remove the target"
/// );
/// assert!(advice.into_result().unwrap_err().is_advice());
/// # Ok::<(), quality_objectives::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Advice {
    findings: Vec<Problem>,
}

impl Plan {
    /// What weakens the plan, as far as the document shows.
    ///
    /// An objective without a target, an action, a responsible unit, a start or a due day; a start or
    /// due day outside the plan's period; a declaration without a person or evidence; a target that
    /// no value misses or none meets; a path that asks less of a later period; classes and steps of a
    /// score that overlap, leave a gap or are never reached; a measure that does not say what the
    /// status is where there is nothing to measure.
    #[must_use]
    pub fn advice(&self) -> Advice {
        let mut findings = Vec::new();
        objectives::look(self, &mut findings);
        let mut domains = domain::Domains::new(self);
        targets::look(self, &mut domains, &mut findings);
        bands::look(self, &mut domains, &mut findings);
        measures::look(self, &mut findings);
        Advice::new(findings)
    }
}

impl Evaluation {
    /// What weakens the plan, with what only the records show besides.
    ///
    /// A source that targets need without a record; a named member that no record has.
    #[must_use]
    pub fn advice(&self) -> Advice {
        let Advice { mut findings } = self.plan().advice();
        records::look(self, &mut findings);
        Advice::new(findings)
    }
}

impl Advice {
    fn new(mut findings: Vec<Problem>) -> Self {
        // Those of one place stay in the order in which they were found.
        findings.sort_by_key(|finding| (finding.line, finding.column));
        let mut seen = BTreeSet::new();
        findings.retain(|finding| seen.insert(finding.clone()));
        Self { findings }
    }

    /// The findings in the order of the document; none of a good plan.
    #[must_use]
    pub fn findings(&self) -> &[Problem] {
        &self.findings
    }

    /// Whether there is nothing to mend.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// Nothing where there are no findings: the strict mode, in which a weak plan is refused.
    ///
    /// # Errors
    ///
    /// Every finding as a problem of one error, of which [`Error::is_advice`] holds.
    pub fn into_result(self) -> Result<(), Error> {
        if self.findings.is_empty() { Ok(()) } else { Err(Error::advice(self.findings)) }
    }
}

/// Every finding as faults are shown: place, path, why, code, how to mend it. What is said of several
/// places is said once, with the other places behind it. Empty where there are no findings.
impl fmt::Display for Advice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = |own: &Problem| (own.code, own.message.clone(), own.help.clone());
        let mut groups: Vec<Vec<&Problem>> = Vec::new();
        let mut positions = BTreeMap::new();
        for finding in &self.findings {
            let position = *positions.entry(said(finding)).or_insert(groups.len());
            match groups.get_mut(position) {
                Some(group) => group.push(finding),
                None => groups.push(vec![finding]),
            }
        }
        for (index, group) in groups.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            let Some((first, others)) = group.split_first() else { continue };
            let rest = Problem { help: None, ..(*first).clone() };
            write!(f, "{rest}")?;
            for (at, other) in others.iter().enumerate() {
                f.write_str(if at == 0 { "\n  also: " } else { ", " })?;
                if let (Some(line), Some(column)) = (other.line, other.column) {
                    write!(f, "{line}:{column}: ")?;
                }
                f.write_str(&other.path)?;
            }
            if let Some(help) = &first.help {
                write!(f, "\n  help: {help}")?;
            }
        }
        Ok(())
    }
}
