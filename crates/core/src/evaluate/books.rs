//! The tallies that an evaluation looks into.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Context;
use super::assumptions::Assumptions;
use super::ledger::Ledger;
use crate::ground::error::Error;
use crate::ground::problem::Problem;
use crate::plan::asked::{Need, asked, needs};
use crate::tally::{Grains, Snapshot};

/// The tally that is evaluated, and earlier ones by name.
#[derive(Debug)]
pub(crate) struct Books<'t> {
    pub(super) own: Ledger<'t>,
    pub(super) earlier: BTreeMap<&'t str, Earlier<'t>>,
}

/// An earlier tally, as of the last of its days.
#[derive(Debug)]
pub(crate) struct Earlier<'t> {
    pub(super) ledger: Ledger<'t>,
    as_of: NaiveDate,
}

impl<'t> Books<'t> {
    pub(super) fn open(
        context: &'t Context,
        snapshot: &'t Snapshot,
        assumptions: &'t Assumptions,
    ) -> Self {
        let earlier = assumptions.baselines().filter_map(|(name, tally)| {
            let layout = tally.layout().as_ref();
            let (as_of, snapshot) = tally.snapshots().last_key_value()?;
            let grains = Cow::Owned(Grains::new(layout.counted));
            let ledger = Ledger::new(layout, snapshot, grains);
            Some((name, Earlier { ledger, as_of: *as_of }))
        });
        Self {
            own: Ledger::new(&context.layout, snapshot, Cow::Borrowed(&context.grains)),
            earlier: earlier.collect(),
        }
    }
}

impl Books<'_> {
    /// Whether the earlier tallies have what the plan compares with.
    ///
    /// # Errors
    ///
    /// `baseline-unknown`, `baseline-unfit`.
    pub(super) fn check(&self, context: &Context) -> Result<(), Error> {
        if self.earlier.is_empty() {
            return Ok(());
        }
        let plan = &context.plan;
        let mut wanted = Vec::new();
        for measure in plan.measures() {
            wanted.extend(needs(plan.measures(), &measure.name, &[], &[plan.period()]));
        }
        for asked in plan.objectives().iter().flat_map(asked) {
            let by: Vec<&str> = asked.by.into_iter().collect();
            wanted.extend(needs(plan.measures(), asked.measure, &by, &asked.windows));
        }
        for (name, earlier) in &self.earlier {
            let mut of_name = wanted.iter().filter(|need| need.earlier == Some(name)).peekable();
            if of_name.peek().is_none() {
                return Err(unknown(name, &wanted));
            }
            for need in of_name {
                unfit(context, earlier, name, need)?;
            }
        }
        Ok(())
    }
}

fn unknown(name: &str, wanted: &[Need<'_>]) -> Error {
    let message = format!("no measure of the plan is compared with a tally `{name}`");
    let mut names: Vec<&str> = wanted.iter().filter_map(|need| need.earlier).collect();
    names.sort_unstable();
    names.dedup();
    let help = match names.as_slice() {
        [] => "the plan names none: `than: {tally: …, period: …}` of a change does".to_owned(),
        names => format!("the plan names {}", names.join(", ")),
    };
    Error::request(
        Problem::new("baseline-unknown", format!("baselines.{name}"), message).help(help),
    )
}

fn unfit(
    context: &Context,
    earlier: &Earlier<'_>,
    name: &str,
    need: &Need<'_>,
) -> Result<(), Error> {
    let Earlier { ledger, as_of } = earlier;
    let position = context.plan.measures().iter().position(|own| own.name == need.measure);
    let items = position.and_then(|position| context.measures.get(position));
    let error = |message: String, help: &str| {
        let problem = Problem::new("baseline-unfit", format!("baselines.{name}"), message);
        Err(Error::request(problem.help(help)))
    };
    let measure = need.measure;
    // What was counted before a period was over is not what the period came to.
    if let Some(window) = need.windows.iter().find(|window| *as_of < window.last()) {
        let message =
            format!("the tally `{name}` was counted as of {as_of}, before {window} was over");
        return error(message, &format!("count it again as of {} or later", window.last()));
    }
    for at in items.map(crate::rules::blueprint::MeasureItems::all).unwrap_or_default() {
        let Some(found) = ledger.same(at, &context.layout) else {
            let message =
                format!("the tally `{name}` does not count `{measure}` as this plan does");
            let help = "count it with a plan that has the same measure of the same source, dated \
                        in the same way";
            return error(message, help);
        };
        for window in &need.windows {
            if ledger.table_for(found, &need.by, *window).is_none() {
                let by = match need.by.as_slice() {
                    [] => String::new(),
                    by => format!(" by {}", by.join(", ")),
                };
                let message =
                    format!("the tally `{name}` does not have `{measure}` over {window}{by}");
                let help = "count it over that time, with a breakdown that tells it apart";
                return error(message, help);
            }
        }
    }
    Ok(())
}
