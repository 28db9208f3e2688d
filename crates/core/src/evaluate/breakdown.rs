//! A measure's values by dimensions and time.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Station;
use super::figures::{Figures, Groups, ItemSum, Reach};
use super::leaf::Question;
use super::result::{Evaluation, Phase, ValueResult};
use crate::ground::dates::{Grain, Period};
use crate::ground::error::Error;
use crate::ground::problem::Problem;
use crate::ground::target::{Bound, Comparator};
use crate::ground::text::nearest;
use crate::plan::{ColumnType, Measure};
use crate::rules::blueprint::{ItemAt, MeasureItems};
use crate::tally::{Buckets, Member, TableLayout};

/// A measure's values by the members of some columns and by buckets of time.
///
/// It is hindsight: what is known as of the evaluation's day about each bucket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Breakdown {
    /// The measure's name.
    pub measure: String,
    /// The columns.
    pub by: Vec<String>,
    /// How finely time is told apart; `None` for the whole counted span.
    pub grain: Option<Grain>,
    /// One row for each group that has records, sorted by members and then by time.
    pub rows: Vec<BreakdownRow>,
}

/// One group of a breakdown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct BreakdownRow {
    /// A member for each column, as text for people; JSON has the members themselves.
    #[serde(skip)]
    pub texts: Vec<String>,
    /// A member for each column.
    pub members: Vec<Member>,
    /// The bucket's name: `2022-03`, `2022-W05`.
    pub bucket: Option<String>,
    /// The days of the bucket that lie in the counted span.
    #[serde(skip)]
    pub span: Option<Period>,
    /// Whether the bucket crosses the edge of the counted span, so that it is only a part of its
    /// week, month, quarter, half year or year.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub clipped: bool,
    /// The value.
    pub value: ValueResult,
}

impl Evaluation {
    /// A measure's values by the members of columns and by buckets of time.
    ///
    /// ```
    /// # fn show(evaluation: &quality_objectives::Evaluation) -> Result<(), quality_objectives::Error> {
    /// use quality_objectives::Grain;
    ///
    /// let by_unit = evaluation.breakdown("late_rate", &["unit"], Some(Grain::Month))?;
    /// for row in &by_unit.rows {
    ///     println!("{:?} {:?} {:?}", row.texts, row.bucket, row.value.shown);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// `measure-unknown`; `column-unknown` and `no-dimension` when there is nothing to tell apart;
    /// `breakdown-undeclared` when the plan declares no breakdown from which it follows: the help
    /// names the declaration to add.
    pub fn breakdown(
        &self,
        measure: &str,
        by: &[&str],
        grain: Option<Grain>,
    ) -> Result<Breakdown, Error> {
        let station = self.station().ok_or_else(|| unknown_measure(measure, self))?;
        let (own, items) =
            station.measure(measure).ok_or_else(|| unknown_measure(measure, self))?;
        let sums = |at: ItemAt| -> Result<Option<Groups>, Error> {
            let layout = station.breakdown_table(at, by, grain);
            let layout = layout.ok_or_else(|| station.undeclared(own, at, by, grain))?;
            Ok(station.groups(at, layout, by, grain))
        };
        let mut parts = Vec::new();
        let buckets = grain.map(|grain| self.context.buckets(grain));
        for at in items.all() {
            let groups = sums(at)?;
            let groups = match items {
                MeasureItems::Stock { .. } => groups.map(|own| running(&own, last_of(buckets))),
                _ => groups,
            };
            parts.push((at, groups));
        }
        Ok(Breakdown {
            measure: measure.to_owned(),
            by: by.iter().map(|name| (*name).to_owned()).collect(),
            grain,
            rows: station.rows(own, items, &parts, buckets),
        })
    }

    /// A measure's value over a period, without a question asked of it.
    ///
    /// ```
    /// # fn show(evaluation: &quality_objectives::Evaluation) -> Result<(), quality_objectives::Error> {
    /// use quality_objectives::Period;
    ///
    /// if let Some(spring) = Period::parse("2022-Q2") {
    ///     println!("{:?}", evaluation.value("late_rate", spring)?.shown);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// `measure-unknown`; `period-not-counted` when no table of the tally tells the period's first
    /// and last day apart from their neighbours.
    pub fn value(&self, measure: &str, period: Period) -> Result<ValueResult, Error> {
        let station = self.station().ok_or_else(|| unknown_measure(measure, self))?;
        let (own, items) =
            station.measure(measure).ok_or_else(|| unknown_measure(measure, self))?;
        let is_counted = |at: ItemAt| station.grain_for(at, &[], period).is_some();
        if !items.all().into_iter().all(is_counted) {
            let message = format!("`{measure}` is not counted over {period} by itself");
            let problem = Problem::new("period-not-counted", measure, message);
            return Err(Error::request(problem.help(
                "add `- {by: [], grain: day}` to the `breakdowns` of its source and count again",
            )));
        }
        Ok(value_of(own, &station.figures(items, period)))
    }

    fn station(&self) -> Option<Station<'_>> {
        Some(Station {
            context: &self.context,
            snapshot: self.tally.snapshots().get(&self.as_of)?,
            as_of: self.as_of,
            assumptions: &self.assumptions,
        })
    }
}

fn unknown_measure(name: &str, evaluation: &Evaluation) -> Error {
    let names = evaluation.plan().measures().iter().map(|measure| measure.name.as_str());
    let message = format!("the plan has no measure `{name}`");
    let mut problem = Problem::new("measure-unknown", name, message);
    problem.help = nearest(name, names).map(|near| format!("did you mean `{near}`?"));
    Error::request(problem)
}

impl Station<'_> {
    /// The smallest table from which the breakdown follows.
    fn breakdown_table(&self, at: ItemAt, by: &[&str], grain: Option<Grain>) -> Option<usize> {
        let tables = self.axis_layout(at)?.tables.iter().enumerate();
        tables
            .filter(|(_, table)| by.iter().all(|name| table.by.iter().any(|own| own == name)))
            .filter(|(_, table)| grain.is_none_or(|grain| table.grain.refines(grain)))
            .min_by_key(|(_, table)| (table.by.len(), std::cmp::Reverse(table.grain)))
            .map(|(position, _)| position)
    }

    fn undeclared(
        &self,
        measure: &Measure,
        at: ItemAt,
        by: &[&str],
        grain: Option<Grain>,
    ) -> Error {
        let declared = self.context.plan.sources().get(at.source);
        let source = declared.map(|own| own.name.as_str()).unwrap_or_default();
        let columns = declared.map(|own| own.columns.as_slice()).unwrap_or_default();
        for name in by {
            let path = format!("sources.{source}");
            let Some(column) = columns.iter().find(|own| own.name == **name) else {
                let names = columns.iter().map(|own| own.name.as_str());
                let message = format!("source `{source}` has no column `{name}`");
                let mut problem = Problem::new("column-unknown", path, message);
                problem.help = Some(match nearest(name, names) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "name a column with `type: category` or `type: boolean`".to_owned(),
                });
                return Error::request(problem);
            };
            if !matches!(column.column_type, ColumnType::Category(_) | ColumnType::Boolean(_)) {
                let kind = column.column_type.name();
                let message =
                    format!("`{name}` is a {kind} column and has no members to tell apart");
                let help = "name a column with `type: category` or `type: boolean`";
                return Error::request(Problem::new("no-dimension", path, message).help(help));
            }
        }
        let grain = grain.unwrap_or(Grain::Year).name();
        let message = format!(
            "`{}` is not counted by {} and {grain}",
            measure.name,
            if by.is_empty() { "the whole".to_owned() } else { by.join(", ") }
        );
        let problem = Problem::new("breakdown-undeclared", format!("sources.{source}"), message);
        Error::request(problem.help(format!(
            "add `- {{by: [{}], grain: {grain}}}` to `breakdowns` of source `{source}` and count again",
            by.join(", ")
        )))
    }

    /// An item's sums by group; `None` where the source was not handed in. Without a grain the
    /// bucket is 1.
    fn groups(
        &self,
        at: ItemAt,
        table: usize,
        by: &[&str],
        grain: Option<Grain>,
    ) -> Option<Groups> {
        let layout: &TableLayout = self.axis_layout(at)?.tables.get(table)?;
        let item = self.item_layout(at)?;
        let tally = self.snapshot.sources.get(at.source)?.as_ref()?;
        let table = tally.axes.get(at.axis)?.tables.get(table)?;
        let own = self.context.buckets(layout.grain);
        let coarser = grain.map(|grain| self.context.buckets(grain));
        let renamed: Vec<u32> = (0..u32::try_from(own.numbers()).unwrap_or(0))
            .map(|number| match (coarser, own.span(number)) {
                (Some(coarser), Some(span)) => coarser.of(span.days().0),
                (_, None) if number == 0 => 0,
                (Some(coarser), None) if number == own.after() => coarser.after(),
                (Some(coarser), None) => coarser.undated(),
                // Without a grain: before, within, after, undated.
                (None, Some(_)) => 1,
                (None, None) => number - own.after() + 2,
            })
            .collect();
        let places: Vec<usize> =
            by.iter().filter_map(|name| layout.by.iter().position(|own| own == name)).collect();
        let mut groups = Groups::new();
        for (members, bucket, cell) in table.iter() {
            let chosen = places.iter().filter_map(|at| members.get(*at).map(|own| (*own).clone()));
            let bucket = usize::try_from(bucket).ok().and_then(|at| renamed.get(at).copied());
            let sum = groups.entry((chosen.collect(), bucket.unwrap_or_default())).or_default();
            sum.add_cell(item, cell);
        }
        Some(groups)
    }

    fn rows(
        &self,
        measure: &Measure,
        items: &MeasureItems,
        parts: &[(ItemAt, Option<Groups>)],
        buckets: Option<&Buckets>,
    ) -> Vec<BreakdownRow> {
        let last = last_of(buckets);
        let is_stock = matches!(items, MeasureItems::Stock { .. });
        let groups = || parts.iter().filter_map(|(_, groups)| groups.as_ref()).flatten();
        let mut keys: BTreeSet<(&Vec<Member>, u32)> = BTreeSet::new();
        let undated = last + 2;
        for ((members, bucket), _) in groups() {
            if (1..=last).contains(bucket) {
                keys.insert((members, *bucket));
            }
        }
        let as_of = crate::ground::dates::day_number(self.as_of);
        let is_to_come = |bucket: u32| {
            let span = buckets.and_then(|buckets| buckets.span(bucket));
            is_stock && span.is_some_and(|span| span.days().0 > as_of)
        };
        keys.into_iter()
            .filter(|(_, bucket)| !is_to_come(*bucket))
            .map(|(members, bucket)| {
                let sum = |at: ItemAt, reach: Reach| -> Option<ItemSum> {
                    let (_, groups) = parts.iter().find(|(own, _)| *own == at)?;
                    let groups = groups.as_ref()?;
                    let one = |bucket: u32| groups.get(&(members.clone(), bucket)).cloned();
                    Some(match reach {
                        // Of a stock the groups have running sums.
                        Reach::Span | Reach::Until => one(bucket).unwrap_or_default(),
                        Reach::Undated => {
                            one(undated).filter(|_| buckets.is_none()).unwrap_or_default()
                        }
                    })
                };
                let figures = self.assemble(items, sum);
                BreakdownRow {
                    texts: members.iter().map(ToString::to_string).collect(),
                    members: members.clone(),
                    bucket: buckets.map(|buckets| buckets.name(bucket)),
                    span: buckets.and_then(|buckets| buckets.span(bucket)),
                    clipped: buckets.is_some_and(|buckets| buckets.clipped(bucket)),
                    value: value_of(measure, &figures),
                }
            })
            .collect()
    }

    /// Whether any table of the sources of these items has records of the member.
    pub(super) fn has_records(&self, items: &MeasureItems, member: &Member) -> bool {
        items.all().into_iter().any(|at| {
            let tally = self.snapshot.sources.get(at.source).and_then(Option::as_ref);
            tally.is_some_and(|tally| {
                let tables = tally.axes.iter().flat_map(|axis| &axis.tables);
                tables.flat_map(|table| &table.members).flatten().any(|own| own == member)
            })
        })
    }
}

/// The number of the last bucket in the counted span; without a grain there is one.
fn last_of(buckets: Option<&Buckets>) -> u32 {
    buckets.map_or(1, |buckets| u32::try_from(buckets.len()).unwrap_or(u32::MAX))
}

/// Running sums of each group's counts: a stock stands in every bucket from the one on in which
/// something moved.
fn running(groups: &Groups, last: u32) -> Groups {
    let mut all = Groups::new();
    let mut total = ItemSum::default();
    let mut entries = groups.iter().filter(|((_, bucket), _)| *bucket <= last).peekable();
    let mut before: Option<&Vec<Member>> = None;
    while let Some(((members, bucket), sum)) = entries.next() {
        if before != Some(members) {
            total = ItemSum::default();
            before = Some(members);
        }
        for (total, more) in total.counts.iter_mut().zip(sum.counts) {
            *total = total.saturating_add(more);
        }
        let until = match entries.peek() {
            Some(((next, bucket), _)) if next == members => *bucket,
            _ => last.saturating_add(1),
        };
        all.extend((*bucket..until).map(|own| ((members.clone(), own), total.clone())));
    }
    all
}

/// The value without a question asked of it.
fn value_of(measure: &Measure, figures: &Figures) -> ValueResult {
    // A bound that every value meets leaves the shown figure as it is rounded.
    let bound = Bound::limit(Comparator::NotEqual, crate::ground::exact::Exact::from(i128::MIN));
    let phase = Phase::InProgress;
    let question = Question { measure, bound: &bound, phase, expected: None, settled: true };
    let answer = question.answer(figures);
    answer.result.value
}
