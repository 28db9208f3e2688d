//! Evaluating: from a tally to exact results.

mod account;
mod assumptions;
mod books;
mod breakdown;
mod certificate;
mod declared;
mod each;
mod every;
mod figures;
mod groups;
mod json;
mod leaf;
mod ledger;
pub(crate) mod outlook;
mod result;
pub(crate) mod room;
mod tree;

use std::sync::Arc;

use chrono::NaiveDate;

pub use account::{AxisAccount, FaultCount, SourceAccount};
pub use assumptions::{Assumptions, FurtherCases};
use books::Books;
pub use breakdown::{Breakdown, BreakdownRow};
pub use certificate::{Certificate, CertifiedSource};
pub use outlook::Outlook;
pub use result::{
    Deciding, Evaluation, MeasureResult, MemberResult, ObjectiveResult, PartResult, PeriodResult,
    Phase, Room, Skipped, SkippedMember, Status, TargetKind, TargetResult, TargetRoom, ValueResult,
};
pub use room::{Arrivals, Reason};

use crate::ground::dates::{Grain, Period};
use crate::ground::error::Error;
use crate::ground::problem::Problem;
use crate::plan::{
    Formula, KeyCheck, Measure, MeasureKind, Plan, Ratio, RatioSide, evaluated_span,
};
use crate::rules::blueprint::{Blueprint, MeasureItems};
use crate::rules::digest::rules_digest;
use crate::tally::{Buckets, Grains, Layout, Snapshot, Tally};

/// A plan made ready to evaluate many tallies.
///
/// [`Plan::evaluate`] is enough for one. Evaluating touches only the tally and the assumptions:
/// it is exact, takes microseconds, and gives the same result everywhere.
#[derive(Debug, Clone)]
pub struct Evaluator {
    context: Arc<Context>,
}

/// What evaluations of one plan share.
#[derive(Debug)]
pub(crate) struct Context {
    pub(crate) plan: Plan,
    pub(crate) rules: String,
    pub(crate) layout: Layout,
    /// From the first to the last day of the plan and its objectives, without their bases.
    pub(crate) evaluated: Period,
    /// By position of the measure in the plan.
    pub(crate) measures: Vec<MeasureItems>,
    pub(crate) grains: Grains,
    /// By position of source and axis: the grain of figures that a period dates.
    pub(crate) figures: Vec<Vec<Option<Grain>>>,
    /// By position of the measure: whether a record that counts goes on counting.
    pub(crate) settled: Vec<bool>,
}

impl Context {
    /// The buckets of a grain in the counted span.
    pub(crate) fn buckets(&self, grain: Grain) -> &Buckets {
        self.grains.buckets(grain)
    }
}

impl Plan {
    /// Evaluates every objective as of the last day that the tally stands for.
    ///
    /// # Errors
    ///
    /// `rules-differ` when the tally was counted by the rules of another plan, and those of
    /// unsuitable assumptions: `measure-unknown`, `expected-not-a-proportion`; `baseline-unknown` and
    /// `baseline-unfit` when an earlier tally is not one that the plan compares with, has not
    /// counted what is compared, or was counted before the period compared was over; `keys-repeated`
    /// where the plan refuses repeated keys and merged tallies have one in common.
    pub fn evaluate(&self, tally: &Tally, assumptions: &Assumptions) -> Result<Evaluation, Error> {
        Evaluator::new(self).evaluate(tally, assumptions)
    }

    /// Evaluates every objective as of one of the days that the tally stands for.
    ///
    /// # Errors
    ///
    /// As [`Plan::evaluate`]; `as-of-not-counted` when the tally does not stand for that day.
    pub fn evaluate_as_of(
        &self,
        tally: &Tally,
        as_of: NaiveDate,
        assumptions: &Assumptions,
    ) -> Result<Evaluation, Error> {
        Evaluator::new(self).evaluate_as_of(tally, as_of, assumptions)
    }
}

impl Evaluator {
    /// Makes a plan ready.
    #[must_use]
    pub fn new(plan: &Plan) -> Self {
        let blueprint = Blueprint::of(plan);
        let rules = rules_digest(plan, &blueprint);
        let figures =
            plan.sources().iter().zip(&blueprint.axes).map(|(source, axes)| {
                axes.iter().map(|axis| source.grain_of(axis.dated_by)).collect()
            });
        let figures = figures.collect();
        let Blueprint { layout, measures, .. } = blueprint;
        let grains = Grains::new(layout.counted);
        let settled = plan.measures().iter().map(|measure| settles(plan, measure)).collect();
        let evaluated = evaluated_span(plan.period(), plan.objectives());
        let plan = plan.clone();
        let context =
            Context { plan, rules, layout, evaluated, measures, grains, figures, settled };
        Self { context: Arc::new(context) }
    }

    /// As [`Plan::evaluate`].
    ///
    /// # Errors
    ///
    /// As [`Plan::evaluate`].
    pub fn evaluate(&self, tally: &Tally, assumptions: &Assumptions) -> Result<Evaluation, Error> {
        match tally.as_of_days().last() {
            Some(as_of) => self.evaluate_as_of(tally, as_of, assumptions),
            None => Err(no_day()),
        }
    }

    /// As [`Plan::evaluate_as_of`].
    ///
    /// # Errors
    ///
    /// As [`Plan::evaluate_as_of`].
    pub fn evaluate_as_of(
        &self,
        tally: &Tally,
        as_of: NaiveDate,
        assumptions: &Assumptions,
    ) -> Result<Evaluation, Error> {
        if tally.rules_digest() != self.context.rules || **tally.layout() != self.context.layout {
            let problem = Problem::new(
                "rules-differ",
                "",
                "the tally was counted by other rules than this plan's",
            );
            return Err(Error::tally(problem.help(
                "count again with this plan; a changed title or threshold would not matter",
            )));
        }
        let snapshot = tally.snapshots().get(&as_of).ok_or_else(|| not_counted(as_of, tally))?;
        assumptions.check(&self.context.plan)?;
        refused_keys(&self.context.plan, snapshot)?;
        let books = Books::open(&self.context, snapshot, assumptions);
        books.check(&self.context)?;
        let station =
            Station { context: &self.context, snapshot, books: &books, as_of, assumptions };
        let objectives =
            self.context.plan.objectives().iter().map(|own| station.objective(own)).collect();
        let sources = station.accounts();
        Ok(Evaluation {
            as_of,
            objectives,
            sources,
            assumptions: assumptions.clone(),
            context: Arc::clone(&self.context),
            tally: tally.clone(),
        })
    }
}

/// What evaluating one tally as of one day looks at.
#[derive(Clone, Copy)]
pub(crate) struct Station<'s> {
    pub(crate) context: &'s Context,
    pub(crate) snapshot: &'s Snapshot,
    pub(crate) books: &'s Books<'s>,
    pub(crate) as_of: NaiveDate,
    pub(crate) assumptions: &'s Assumptions,
}

/// Whether what a measure counts stays as it is when more becomes known: a record of a count goes
/// on counting, a case of a proportion stays where it is, and what is done stays done.
fn settles(plan: &Plan, measure: &Measure) -> bool {
    let keeps = |source: &str, condition: &Formula| {
        let columns = plan.source(source).map(|source| source.columns.as_slice());
        let waits = |index: usize| {
            let column = columns.and_then(|columns| columns.get(index));
            column.is_some_and(|column| column.event || column.known_with.is_some())
        };
        condition.expression.term().keeps(&waits)
    };
    let stays = |source: &str, condition: Option<&Formula>| {
        condition.is_none_or(|condition| keeps(source, condition).yes)
    };
    match &measure.kind {
        MeasureKind::Count(rule) => stays(&rule.source, rule.condition.as_ref()),
        MeasureKind::Ratio(Ratio { numerator: RatioSide::Counted(side), .. }) => {
            stays(&side.source, side.condition.as_ref())
        }
        MeasureKind::Proportion(rule) => {
            let numerator = keeps(&rule.source, &rule.numerator);
            numerator.yes && numerator.no && stays(&rule.source, rule.denominator.as_ref())
        }
        // A record that was not done may turn out to have been, on an earlier day.
        MeasureKind::Milestone(rule) => rule.condition.as_ref().is_none_or(|condition| {
            let keeps = keeps(&rule.source, condition);
            keeps.yes && keeps.no
        }),
        _ => true,
    }
}

/// Tallies of several countings may have a key in common that the plan refuses.
fn refused_keys(plan: &Plan, snapshot: &Snapshot) -> Result<(), Error> {
    for (source, tally) in plan.sources().iter().zip(&snapshot.sources) {
        let keys = tally.as_ref().and_then(|tally| tally.keys.as_ref());
        let repeated = keys.map_or(0, |keys| keys.repeated);
        if source.keys == KeyCheck::Refuse && repeated > 0 {
            let message =
                format!("{repeated} records of `{}` repeat a key of another counting", source.name);
            let problem = Problem::new("keys-repeated", &source.name, message);
            return Err(Error::tally(
                problem
                    .help("hand in each record once, or let `keys: report` count them and say so"),
            ));
        }
    }
    Ok(())
}

fn no_day() -> Error {
    Error::tally(Problem::new("as-of-missing", "as_of", "the tally stands for no day"))
}

fn not_counted(as_of: NaiveDate, tally: &Tally) -> Error {
    let days: Vec<String> = tally.as_of_days().map(|day| day.to_string()).collect();
    let message = format!("the tally was not counted as of {as_of}");
    Error::request(
        Problem::new("as-of-not-counted", "as_of", message)
            .help(format!("it was counted as of {}", days.join(", "))),
    )
}

#[cfg(test)]
mod tests;
