//! A plan compiled for counting.

use std::sync::Arc;

use chrono::NaiveDate;

use super::blueprint::{Blueprint, ItemFormulas, MeasureItems};
use super::digest::rules_digest;
use super::program::{NodeId, Program};
use crate::ground::dates::Period;
use crate::ground::error::Error;
use crate::ground::problem::Problem;
use crate::plan::{Formula, Plan, Source, Undecided, evaluated_span};
use crate::tally::Layout;

/// What counting needs to know of a plan, compiled for one or several as-of days.
///
/// It is cheap to clone and can be sent to other threads: each makes a
/// [`Counter`](crate::Counter) of its own, and their tallies are merged.
#[derive(Debug, Clone)]
pub struct Rules {
    pub(crate) inner: Arc<Inner>,
}

#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) digest: String,
    pub(crate) layout: Arc<Layout>,
    pub(crate) as_of: Vec<NaiveDate>,
    /// From the first to the last day of the plan and its objectives, without their bases.
    pub(crate) evaluated: Period,
    /// Day numbers of the plan's first and last day.
    pub(crate) period: (i32, i32),
    /// The plan's distance from UTC in microseconds.
    pub(crate) utc_offset: i64,
    /// By position in the layout.
    pub(crate) sources: Vec<SourceRules>,
    /// By position in the plan.
    pub(crate) measures: Vec<MeasureRules>,
}

/// Which items a measure's value is made of.
#[derive(Debug)]
pub(crate) struct MeasureRules {
    pub(crate) name: String,
    pub(crate) kind: &'static str,
    pub(crate) items: MeasureItems,
    /// The measures that it is made from, where it is not counted from records.
    pub(crate) made_from: Vec<String>,
    /// Whether undecided cases are left out of the denominator.
    pub(crate) leaves_undecided_out: bool,
}

/// The rules of one source.
#[derive(Debug)]
pub(crate) struct SourceRules {
    pub(crate) source: Source,
    pub(crate) program: Program,
    pub(crate) checks: Vec<CheckRules>,
    pub(crate) axes: Vec<AxisRules>,
}

/// A condition that flags records.
#[derive(Debug)]
pub(crate) struct CheckRules {
    pub(crate) code: String,
    pub(crate) when: NodeId,
}

/// What is counted along one date.
#[derive(Debug)]
pub(crate) struct AxisRules {
    pub(crate) date: NodeId,
    pub(crate) items: Vec<ItemRules>,
}

/// One thing that is counted.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ItemRules {
    Proportion { denominator: Option<NodeId>, numerator: NodeId, coming: Option<NodeId> },
    Count { condition: Option<NodeId> },
    Flow { condition: Option<NodeId> },
    Value { condition: Option<NodeId>, of: NodeId, with: Option<NodeId> },
    NetScore { denominator: Option<NodeId>, promoters: NodeId, detractors: NodeId },
    Done { condition: Option<NodeId>, day: NodeId },
}

impl Plan {
    /// The plan's rules as of the end of one day.
    ///
    /// "As of" means what was known at the end of that day; it is always given, never read from
    /// a clock.
    #[must_use]
    pub fn rules(&self, as_of: NaiveDate) -> Rules {
        Rules::new(self, vec![as_of])
    }

    /// The plan's rules as of the end of several days, counted in one pass: history as it was
    /// known then.
    ///
    /// # Errors
    ///
    /// `as-of-missing` when no day is given. Days given twice count once.
    pub fn rules_as_of(&self, days: impl IntoIterator<Item = NaiveDate>) -> Result<Rules, Error> {
        let mut days: Vec<NaiveDate> = days.into_iter().collect();
        days.sort_unstable();
        days.dedup();
        if days.is_empty() {
            let problem = Problem::new("as-of-missing", "as_of", "no as-of day is given")
                .help("give at least one day, such as the last day of the plan's period");
            return Err(Error::request(problem));
        }
        Ok(Rules::new(self, days))
    }
}

impl Rules {
    fn new(plan: &Plan, as_of: Vec<NaiveDate>) -> Self {
        let blueprint = Blueprint::of(plan);
        let sources = plan.sources().iter().enumerate().map(|(index, source)| {
            let axes = blueprint.axes.get(index).map(Vec::as_slice).unwrap_or_default();
            let mut program = Program::new(plan.calendar().clone());
            let mut add = |formula: &Formula| program.add(&formula.expression);
            let mut compiled = Vec::new();
            for axis in axes {
                let date = add(axis.dated_by);
                let items = axis.items.iter().map(|item| match *item {
                    ItemFormulas::Proportion { denominator, numerator, coming } => {
                        ItemRules::Proportion {
                            denominator: denominator.map(&mut add),
                            numerator: add(numerator),
                            coming: coming.map(&mut add),
                        }
                    }
                    ItemFormulas::Count { condition } => {
                        ItemRules::Count { condition: condition.map(&mut add) }
                    }
                    ItemFormulas::Flow { condition } => {
                        ItemRules::Flow { condition: condition.map(&mut add) }
                    }
                    ItemFormulas::Value { condition, of, with } => ItemRules::Value {
                        condition: condition.map(&mut add),
                        of: add(of),
                        with: with.map(&mut add),
                    },
                    ItemFormulas::NetScore { denominator, promoters, detractors } => {
                        ItemRules::NetScore {
                            denominator: denominator.map(&mut add),
                            promoters: add(promoters),
                            detractors: add(detractors),
                        }
                    }
                    ItemFormulas::Done { condition, day } => {
                        ItemRules::Done { condition: condition.map(&mut add), day: add(day) }
                    }
                });
                let items = items.collect();
                compiled.push(AxisRules { date, items });
            }
            let checks = source
                .checks
                .iter()
                .map(|check| CheckRules { code: check.code.clone(), when: add(&check.when) });
            let checks = checks.collect();
            SourceRules { source: source.clone(), program, checks, axes: compiled }
        });
        let measures = plan.measures().iter().zip(&blueprint.measures);
        let measures = measures.map(|(measure, items)| MeasureRules {
            name: measure.name.clone(),
            kind: measure.kind.name(),
            items: items.clone(),
            made_from: measure.kind.measures().into_iter().map(str::to_owned).collect(),
            leaves_undecided_out: measure.undecided == Undecided::LeaveOut,
        });
        let inner = Inner {
            sources: sources.collect(),
            measures: measures.collect(),
            digest: rules_digest(plan, &blueprint),
            evaluated: evaluated_span(plan.period(), plan.objectives()),
            period: plan.period().days(),
            utc_offset: i64::from(plan.utc_offset_minutes()) * 60_000_000,
            as_of,
            layout: Arc::new(blueprint.layout),
        };
        Self { inner: Arc::new(inner) }
    }

    /// The days as of which records are counted, in order.
    #[must_use]
    pub fn as_of_days(&self) -> &[NaiveDate] {
        &self.inner.as_of
    }

    /// The digest of everything that counting depends on: SHA-256 in hexadecimal.
    ///
    /// It stays the same when a title or a threshold is mended; tallies whose rules have equal
    /// digests fit together.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.inner.digest
    }

    /// The position and the rules of a source.
    pub(crate) fn source(&self, name: &str) -> Result<(usize, &SourceRules), Error> {
        let mut sources = self.inner.sources.iter();
        match sources.position(|rules| rules.source.name == name) {
            Some(index) => self
                .inner
                .sources
                .get(index)
                .map(|rules| (index, rules))
                .ok_or_else(|| unknown_source(name, self)),
            None => Err(unknown_source(name, self)),
        }
    }
}

fn unknown_source(name: &str, rules: &Rules) -> Error {
    crate::plan::unknown_source(name, rules.inner.sources.iter().map(|rules| &rules.source))
}
