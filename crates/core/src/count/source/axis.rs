//! Counting along one date.

use super::patterns::{Hits, Patterns, touched};
use super::place::{Codes, DayBuckets, Shortcut};
use crate::count::cells::Cells;
use crate::count::dictionary::Dictionary;
use crate::count::marks::{Dates, Marks};
use crate::ground::dates::Period;
use crate::ground::error::Error;
use crate::ground::problem::Problem;
use crate::records::bits::{Bits, count, rows};
use crate::rules::program::Scratch;
use crate::rules::{AxisRules, ItemRules};
use crate::tally::{AxisLayout, AxisTally, Buckets, ItemKind, ItemLayout};

/// The counts along one date.
#[derive(Debug)]
pub(super) struct AxisCounter {
    as_of: i32,
    undated: u64,
    counted: u64,
    items: Vec<ItemLayout>,
    /// By position of the extreme in a cell: whether it is the greatest value.
    greatest: Vec<bool>,
    /// The grains that the tables have, each once.
    buckets: Vec<DayBuckets>,
    patterns: Vec<Patterns>,
    tables: Vec<TableCounter>,
}

#[derive(Debug)]
struct TableCounter {
    /// Positions of the columns it is broken down by.
    dimensions: Vec<usize>,
    /// Position in the buckets of the axis.
    buckets: usize,
    cells: Cells,
    shortcut: Shortcut,
    /// One for each group of patterns, not yet in the cells.
    hits: Vec<Hits>,
}

impl AxisCounter {
    pub(super) fn new(
        layout: &AxisLayout,
        counted: Period,
        as_of: i32,
        position: impl Fn(&String) -> Option<usize>,
    ) -> Self {
        let mut grains = Vec::new();
        let patterns = Patterns::all(layout.widths().0);
        let tables = layout.tables.iter().map(|table| {
            let at = grains.iter().position(|grain| *grain == table.grain).unwrap_or_else(|| {
                grains.push(table.grain);
                grains.len() - 1
            });
            TableCounter {
                dimensions: table.by.iter().filter_map(&position).collect(),
                buckets: at,
                cells: Cells::new(layout.widths()),
                shortcut: Shortcut::default(),
                hits: patterns.iter().map(|_| Hits::default()).collect(),
            }
        });
        let tables = tables.collect();
        let by_day = |grain| DayBuckets::new(Buckets::new(grain, counted), counted.days());
        Self {
            as_of,
            undated: 0,
            counted: 0,
            items: layout.items.clone(),
            greatest: layout.greatest(),
            tables,
            buckets: grains.into_iter().map(by_day).collect(),
            patterns,
        }
    }

    /// Adds what rows have added to the cells' counts up to now: only then are these right.
    pub(super) fn settle(&mut self) {
        for table in &mut self.tables {
            for (hits, patterns) in table.hits.iter_mut().zip(&self.patterns) {
                hits.settle(patterns, &mut table.cells);
            }
        }
    }

    /// Adds what a part has counted, which is settled; `codes` has by position of the column the codes of the part's
    /// members in the dictionaries of this one.
    pub(super) fn absorb(&mut self, other: &Self, codes: &[Vec<u32>]) {
        self.undated += other.undated;
        self.counted += other.counted;
        for (table, other) in self.tables.iter_mut().zip(&other.tables) {
            let codes = table.dimensions.iter().filter_map(|at| codes.get(*at).map(Vec::as_slice));
            table.cells.absorb(&other.cells, &codes.collect::<Vec<_>>(), &self.greatest);
        }
    }

    /// Whether all sums can be held.
    ///
    /// # Errors
    ///
    /// `number-overflow`.
    pub(super) fn check_sums(&self) -> Result<(), Error> {
        let overflown = self.tables.iter().filter_map(|table| table.cells.overflown()).min();
        overflown.map_or(Ok(()), |slot| Err(overflow(&self.items, slot)))
    }

    pub(super) fn cells(&self) -> usize {
        self.tables.iter().map(|table| table.cells.len()).sum()
    }

    /// Counts the records of a block; `codes` gives the members of its rows in a column.
    pub(super) fn count<'c>(
        &mut self,
        rules: &AxisRules,
        scratch: &Scratch,
        records: &Bits,
        codes: impl Fn(usize) -> Codes<'c>,
    ) {
        let dates = Dates::of(scratch.values(rules.date));
        let total = count(records.words());
        let with_date: u64 = records
            .words()
            .iter()
            .zip(dates.dated)
            .map(|(record, dated)| u64::from((record & dated).count_ones()))
            .sum();
        self.counted += with_date;
        self.undated += total - with_date;
        let marks =
            |item: &ItemRules| Marks::of(*item, scratch, records.words(), dates, self.as_of);
        let items: Vec<Marks<'_>> = rules.items.iter().map(marks).collect();
        let bitmaps: Vec<&[u64]> =
            items.iter().flat_map(|own| own.counts.iter().map(Vec::as_slice)).collect();
        let touched = touched(&bitmaps, records.words().len());
        for buckets in &mut self.buckets {
            buckets.find(&touched, records.len(), dates);
        }
        if self.patterns.iter().any(Patterns::are_too_many) {
            self.settle();
            self.patterns.iter_mut().for_each(Patterns::forget);
        }
        for patterns in &mut self.patterns {
            patterns.find(&touched, &bitmaps);
        }
        for table in &mut self.tables {
            let dimensions: Vec<Codes<'_>> = table.dimensions.iter().map(|at| codes(*at)).collect();
            let Some(buckets) = self.buckets.get(table.buckets) else { continue };
            let cells = &mut table.cells;
            let places = table.shortcut.find(&touched, &dimensions, buckets, cells);
            for (hits, patterns) in table.hits.iter_mut().zip(&self.patterns) {
                hits.add(patterns, &touched, places, cells);
            }
            for (marks, layout) in items.iter().zip(&self.items) {
                add_values(marks, layout, places, cells);
            }
        }
    }

    pub(super) fn tally(&self, dictionaries: &[Option<Dictionary>]) -> AxisTally {
        let tables = self.tables.iter().map(|table| {
            let dimensions: Vec<&Dictionary> = table
                .dimensions
                .iter()
                .filter_map(|at| dictionaries.get(*at).and_then(Option::as_ref))
                .collect();
            table.cells.table(&dimensions)
        });
        AxisTally { undated: self.undated, counted: self.counted, tables: tables.collect() }
    }
}

/// The error for a sum that its cell cannot hold.
fn overflow(items: &[ItemLayout], slot: usize) -> Error {
    let summed =
        items.iter().find(|item| item.sums == slot && matches!(item.kind, ItemKind::Amount { .. }));
    let name = summed.map(|item| item.name.as_str()).unwrap_or_default();
    let message = format!("a sum of `{name}` leaves the range of 128-bit integers");
    let help = "declare a smaller scale, or leave out the records with such values";
    Error::data(Problem::new("number-overflow", name, message).help(help))
}

/// Adds the values of an item to the cells of its rows.
fn add_values(marks: &Marks<'_>, layout: &ItemLayout, places: &[u32], cells: &mut Cells) {
    let (Some(values), Some(known)) = (marks.values, marks.counts.get(1)) else { return };
    for row in rows(known) {
        let place = places.get(row).and_then(|place| usize::try_from(*place).ok());
        let (Some(cell), Some(value)) = (place, values.get(row)) else { continue };
        match layout.kind {
            ItemKind::Minimum { .. } => cells.extreme(cell, layout.extremes, value, false),
            ItemKind::Maximum { .. } => cells.extreme(cell, layout.extremes, value, true),
            _ => cells.sum(cell, layout.sums, value),
        }
    }
}
