//! A measure's values by dimensions and time.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Station;
use super::books::Books;
use super::figures::Point;
use super::result::{Evaluation, ValueResult};
use crate::ground::dates::{Grain, Period};
use crate::ground::error::Error;
use crate::ground::problem::Problem;
use crate::ground::text::nearest;
use crate::plan::asked::{Need, needs};
use crate::plan::{ColumnType, Measure};
use crate::rules::blueprint::{ItemAt, MeasureItems};
use crate::tally::{Buckets, Member, Table};

/// A measure's values by the members of some columns and by buckets of time.
///
/// It is hindsight: what is known as of the evaluation's day about each bucket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Breakdown {
    /// The measure's name.
    pub measure: String,
    /// The columns.
    pub by: Vec<String>,
    /// How finely time is told apart; `None` for the whole time of the plan and its
    /// objectives.
    pub grain: Option<Grain>,
    /// One row for each group that has records, sorted by members and then by time.
    pub rows: Vec<BreakdownRow>,
}

/// One group of a breakdown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
        let books = self.books().ok_or_else(|| unknown_measure(measure, self))?;
        let station = self.station(&books).ok_or_else(|| unknown_measure(measure, self))?;
        let (own, items) =
            station.measure(measure).ok_or_else(|| unknown_measure(measure, self))?;
        let buckets = grain.map(|grain| self.context.buckets(grain));
        let span = self.context.evaluated;
        let needs = needs(self.plan().measures(), &own.name, by, &[span]);
        for need in needs.iter().filter(|need| need.earlier.is_none()) {
            let items = station.measure(need.measure).map(|(_, items)| items.all());
            for at in items.unwrap_or_default() {
                if station.breakdown_table(at, &need.by, grain).is_none() {
                    return Err(station.undeclared(own, at, &need.by, grain));
                }
            }
        }
        Ok(Breakdown {
            measure: measure.to_owned(),
            by: by.iter().map(|name| (*name).to_owned()).collect(),
            grain,
            rows: station.rows(own, items, by, grain, buckets),
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
        let books = self.books().ok_or_else(|| unknown_measure(measure, self))?;
        let station = self.station(&books).ok_or_else(|| unknown_measure(measure, self))?;
        let (own, items) =
            station.measure(measure).ok_or_else(|| unknown_measure(measure, self))?;
        let needs = needs(self.plan().measures(), &own.name, &[], &[period]);
        for need in needs.iter().filter(|need| need.earlier.is_none()) {
            let items = station.measure(need.measure).map(|(_, items)| items.all());
            for (at, window) in items
                .unwrap_or_default()
                .into_iter()
                .flat_map(|at| need.windows.iter().map(move |own| (at, *own)))
            {
                if books.own.table_for(at, &need.by, window).is_none() {
                    return Err(station.not_counted(need, at, window));
                }
            }
        }
        let figures = station.figures(own, items, &Point::whole(period));
        Ok(station.value_of(own, &figures, period))
    }

    fn books(&self) -> Option<Books<'_>> {
        let snapshot = self.tally.snapshots().get(&self.as_of)?;
        Some(Books::open(&self.context, snapshot, &self.assumptions))
    }

    fn station<'s>(&'s self, books: &'s Books<'s>) -> Option<Station<'s>> {
        Some(Station {
            context: &self.context,
            snapshot: self.tally.snapshots().get(&self.as_of)?,
            books,
            as_of: self.as_of,
            assumptions: &self.assumptions,
        })
    }
}

fn unknown_measure(name: &str, evaluation: &Evaluation) -> Error {
    let names = evaluation.plan().measures().iter().map(|measure| measure.name.as_str());
    crate::plan::unknown_measure(name, names)
}

/// The buckets of time of each group.
type Keys<'t> = BTreeMap<Vec<&'t Member>, BTreeSet<u32>>;

impl<'s> Station<'s> {
    /// The smallest table from which the breakdown follows.
    fn breakdown_table(&self, at: ItemAt, by: &[&str], grain: Option<Grain>) -> Option<usize> {
        let tables = self.books.own.axis(at)?.tables.iter().enumerate();
        tables
            .filter(|(_, table)| by.iter().all(|name| table.by.iter().any(|own| own == name)))
            .filter(|(_, table)| match grain {
                Some(grain) => table.grain.refines(grain),
                // One value over the whole time: what a base lies in is not part of it.
                None => self.context.buckets(table.grain).within(self.context.evaluated).is_some(),
            })
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
        if let Some(own) =
            self.figures_grain(at).filter(|own| grain.is_some_and(|grain| !own.refines(grain)))
        {
            let asked = format!("a {}", grain.unwrap_or(Grain::Year).name());
            return too_coarse(&measure.name, own, &asked);
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

    fn not_counted(&self, need: &Need<'_>, at: ItemAt, window: Period) -> Error {
        let measure = need.measure;
        let is_whole = |grain: Grain| {
            let bucket = |day| Period::bucket(grain, day);
            bucket(window.first()).is_some_and(|own| own.first() == window.first())
                && bucket(window.last()).is_some_and(|own| own.last() == window.last())
        };
        if let Some(grain) = self.figures_grain(at).filter(|grain| !is_whole(*grain)) {
            return too_coarse(measure, grain, &window.to_string());
        }
        let message = format!("`{measure}` is not counted over {window} by itself");
        let problem = Problem::new("period-not-counted", measure, message);
        let counted = self.context.layout.counted;
        Error::request(if counted.covers(&window) {
            let by = need.by.join(", ");
            problem.help(format!(
                "add `- {{by: [{by}], grain: day}}` to the `breakdowns` of its source and count again"
            ))
        } else {
            problem.help(format!("the plan counts {counted}"))
        })
    }

    /// The grain of the figures that an item adds, where a period dates them.
    pub(super) fn figures_grain(&self, at: ItemAt) -> Option<Grain> {
        *self.context.figures.get(at.source)?.get(at.axis)?
    }

    /// One row for each group that has records, sorted by members and then by time; of a stock, for
    /// every bucket from the one on in which something moved.
    fn rows(
        &self,
        measure: &Measure,
        items: &MeasureItems,
        by: &[&str],
        grain: Option<Grain>,
        buckets: Option<&Buckets>,
    ) -> Vec<BreakdownRow> {
        let mut keys = Keys::new();
        for (at, is_stock) in self.rooted(measure) {
            self.keys_of(at, is_stock, by, grain, &mut keys);
        }
        let evaluated = self.context.evaluated;
        let mut rows = Vec::with_capacity(keys.values().map(BTreeSet::len).sum());
        for (members, numbers) in keys {
            let place = by.iter().copied().zip(members.iter().copied()).collect();
            let mut point = Point { place, earlier: None, span: evaluated, undated: true };
            for bucket in numbers {
                let span = buckets.and_then(|buckets| buckets.span(bucket));
                point.span = span.unwrap_or(evaluated);
                point.undated = buckets.is_none();
                let figures = self.figures(measure, items, &point);
                rows.push(BreakdownRow {
                    texts: members.iter().map(ToString::to_string).collect(),
                    bucket: buckets.map(|buckets| buckets.name(bucket)),
                    span,
                    clipped: buckets.is_some_and(|buckets| buckets.clipped(bucket)),
                    value: self.value_of(measure, &figures, point.span),
                    members: members.iter().copied().cloned().collect(),
                });
            }
        }
        rows
    }

    /// The items that a measure rests on, and whether each belongs to a stock.
    fn rooted(&self, measure: &Measure) -> Vec<(ItemAt, bool)> {
        let mut found = Vec::new();
        let (mut seen, mut rest) = (BTreeSet::new(), vec![measure.name.as_str()]);
        while let Some(name) = rest.pop() {
            if let Some((measure, items)) = self.measure(name)
                && seen.insert(name.to_owned())
            {
                let is_stock = matches!(items, MeasureItems::Stock { .. });
                found.extend(items.all().into_iter().map(|at| (at, is_stock)));
                rest.extend(measure.kind.measures());
            }
        }
        found
    }

    /// The groups for which an item has something; without a grain the bucket is 1.
    fn keys_of(
        &self,
        at: ItemAt,
        is_stock: bool,
        by: &[&str],
        grain: Option<Grain>,
        keys: &mut Keys<'s>,
    ) {
        let Some(table) = self.breakdown_table(at, by, grain) else { return };
        let ledger = &self.books.own;
        let Some(own) = ledger.buckets(at, table) else { return };
        let coarser = grain.map(|grain| self.context.buckets(grain));
        let evaluated = self.context.evaluated;
        let (first_day, last_day) = evaluated.days();
        let last = coarser.map_or(1, |own| own.of(last_day));
        let as_of = crate::ground::dates::day_number(self.as_of);
        // What will stand after the as-of day is not known.
        let is_to_come = |bucket: u32| {
            let span = coarser.and_then(|own| own.span(bucket));
            is_stock && span.is_some_and(|span| span.days().0 > as_of)
        };
        for (members, numbers) in ledger.cells(at, table, by) {
            let first = coarser.map_or(1, |own| own.of(first_day));
            let renamed = numbers.iter().filter_map(|number| match own.span(*number) {
                Some(span) if span.overlap(&evaluated).is_some() => {
                    Some(coarser.map_or(1, |coarser| coarser.of(span.days().0)))
                }
                // What moved before the span stands in all of it.
                Some(span) if is_stock && span.last() < evaluated.first() => Some(first),
                None if is_stock && *number == 0 => Some(first),
                _ => None,
            });
            let mut renamed: BTreeSet<u32> = renamed.collect();
            if let Some(first) = renamed.first().copied().filter(|_| is_stock) {
                renamed.extend(first..=last);
            }
            let mut renamed = renamed.into_iter().filter(|bucket| !is_to_come(*bucket)).peekable();
            if renamed.peek().is_some() {
                keys.entry(members).or_default().extend(renamed);
            }
        }
    }

    /// Whether any table of the sources of a measure has records of the member.
    pub(super) fn has_records(&self, measure: &Measure, member: &Member) -> bool {
        self.items_of(measure).into_iter().any(|at| {
            let tally = self.snapshot.sources.get(at.source).and_then(Option::as_ref);
            tally.is_some_and(|tally| {
                let tables = tally.axes.iter().flat_map(|axis| &axis.tables);
                let mut members = tables.flat_map(Table::all_members);
                members.any(|own| own == member)
            })
        })
    }
}

fn too_coarse(measure: &str, grain: Grain, asked: &str) -> Error {
    let grain = grain.name();
    let message = format!("the figures of `{measure}` are of a {grain} each, not of {asked}");
    let problem = Problem::new("figures-too-coarse", measure, message);
    Error::request(problem.help(format!("ask for whole {grain}s")))
}
