//! Where a value is asked: of which members, over which time, in which tally.

use std::collections::BTreeSet;

use crate::evaluate::Station;
use crate::evaluate::ledger::{ItemSum, Ledger, Reach};
use crate::ground::dates::Period;
use crate::plan::{ColumnType, Measure};
use crate::rules::blueprint::ItemAt;
use crate::tally::Member;

/// Where a value is asked.
#[derive(Debug, Clone)]
pub(in crate::evaluate) struct Point<'p> {
    /// The members that records have, by column.
    pub(in crate::evaluate) place: Vec<(&'p str, &'p Member)>,
    /// The name of an earlier tally; the own one where there is none.
    pub(in crate::evaluate) earlier: Option<&'p str>,
    pub(in crate::evaluate) span: Period,
    /// Whether coming records without a date belong to it.
    pub(in crate::evaluate) undated: bool,
}

impl<'p> Point<'p> {
    /// Of everything, over a span.
    pub(in crate::evaluate) fn whole(span: Period) -> Self {
        Self { place: Vec::new(), earlier: None, span, undated: true }
    }

    /// The same for the records with one more member.
    pub(in crate::evaluate) fn of<'q>(&self, column: &'q str, member: &'q Member) -> Point<'q>
    where
        'p: 'q,
    {
        let mut own: Point<'q> = self.clone();
        own.place.push((column, member));
        own
    }

    /// The same over another span.
    pub(in crate::evaluate) fn over(&self, span: Period) -> Self {
        Self { span, ..self.clone() }
    }
}

impl<'s> Station<'s> {
    /// The sum of an item at a point; `None` where its source was not handed in.
    pub(super) fn sum(&self, at: ItemAt, reach: Reach, point: &Point<'_>) -> Option<ItemSum> {
        if reach == Reach::Undated && !point.undated {
            return Some(ItemSum::default());
        }
        let (ledger, at) = self.ledger(at, point)?;
        ledger.sum(at, &point.place, point.span, reach)
    }

    /// The tally that is asked, and where it has the item.
    fn ledger(&self, at: ItemAt, point: &Point<'_>) -> Option<(&'s Ledger<'s>, ItemAt)> {
        let Some(name) = point.earlier else { return Some((&self.books.own, at)) };
        let ledger = &self.books.earlier.get(name)?.ledger;
        Some((ledger, ledger.same(at, &self.context.layout)?))
    }

    /// The items that a measure rests on, through all that it is made from.
    pub(in crate::evaluate) fn items_of(&self, measure: &Measure) -> Vec<ItemAt> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        let mut rest = vec![measure.name.as_str()];
        while let Some(name) = rest.pop() {
            if let Some((measure, items)) = self.measure(name)
                && seen.insert(name.to_owned())
            {
                found.extend(items.all());
                rest.extend(measure.kind.measures());
            }
        }
        found
    }

    /// The members of a column at a point that are looked at where none are named: those that the
    /// plan declares, or those that occur; and whether the list is closed.
    pub(in crate::evaluate) fn members(
        &self,
        measure: &Measure,
        column: &str,
        point: &Point<'_>,
    ) -> (Vec<String>, bool) {
        if let Some(declared) = self.declared_members(measure, column) {
            return (declared, true);
        }
        let occurring = self.occurring(measure, column, point);
        (occurring.into_iter().filter_map(|own| own.name().map(str::to_owned)).collect(), false)
    }

    fn declared_members(&self, measure: &Measure, column: &str) -> Option<Vec<String>> {
        let names = self.context.plan.sources_of(measure);
        let sources = self.context.plan.sources().iter();
        let column = sources
            .filter(|source| names.contains(&source.name.as_str()))
            .find_map(|source| source.column(column))?;
        match &column.column_type {
            ColumnType::Category(category) => category.members.clone(),
            ColumnType::Boolean(_) => Some(vec!["false".to_owned(), "true".to_owned()]),
            _ => None,
        }
    }

    /// The members of a column that records of the measure have, over all time.
    fn occurring(
        &self,
        measure: &Measure,
        column: &str,
        point: &Point<'_>,
    ) -> BTreeSet<&'s Member> {
        self.items_of(measure)
            .into_iter()
            .flat_map(|at| self.books.own.members(at, &point.place, column, point.span))
            .collect()
    }
}
