//! Counting along one date.

use crate::count::cells::{Cells, packed, with_bucket};
use crate::count::dictionary::Dictionary;
use crate::count::marks::{Dates, Marks};
use crate::ground::dates::Period;
use crate::ground::error::Error;
use crate::ground::problem::Problem;
use crate::records::bits::{Bits, bit, count, rows};
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
    buckets: Vec<Buckets>,
    tables: Vec<TableCounter>,
}

#[derive(Debug)]
struct TableCounter {
    /// Positions of the columns it is broken down by.
    dimensions: Vec<usize>,
    /// Position in the buckets of the axis.
    buckets: usize,
    cells: Cells,
}

/// What one row adds to a cell.
#[derive(Default)]
struct Additions {
    counts: Vec<usize>,
    sums: Vec<(usize, i128)>,
    extremes: Vec<(usize, i128, bool)>,
}

impl AxisCounter {
    pub(super) fn new(
        layout: &AxisLayout,
        counted: Period,
        as_of: i32,
        position: impl Fn(&String) -> Option<usize>,
    ) -> Self {
        let mut grains = Vec::new();
        let tables = layout.tables.iter().map(|table| {
            let at = grains.iter().position(|grain| *grain == table.grain).unwrap_or_else(|| {
                grains.push(table.grain);
                grains.len() - 1
            });
            TableCounter {
                dimensions: table.by.iter().filter_map(&position).collect(),
                buckets: at,
                cells: Cells::new(layout.widths()),
            }
        });
        Self {
            as_of,
            undated: 0,
            counted: 0,
            items: layout.items.clone(),
            greatest: layout.greatest(),
            tables: tables.collect(),
            buckets: grains.into_iter().map(|grain| Buckets::new(grain, counted)).collect(),
        }
    }

    /// Adds what a part has counted; `codes` has by position of the column the codes of the part's
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

    /// Counts the records of a batch; `code` gives a row's member in a column.
    pub(super) fn count(
        &mut self,
        rules: &AxisRules,
        scratch: &Scratch,
        records: &Bits,
        code: impl Fn(usize, usize) -> u32,
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
        let mut touched = vec![0_u64; records.words().len()];
        for marks in &items {
            for (word, more) in touched.iter_mut().zip(&marks.any) {
                *word |= more;
            }
        }
        let mut additions = Additions::default();
        let mut buckets = vec![0_u32; self.buckets.len()];
        for row in rows(&touched) {
            additions.clear();
            for (marks, layout) in items.iter().zip(&self.items) {
                additions.add(marks, layout, row);
            }
            let day = dates.day(row);
            for (bucket, grain) in buckets.iter_mut().zip(&self.buckets) {
                *bucket = day.map_or(grain.undated(), |day| grain.of(day));
            }
            for table in &mut self.tables {
                let key = table.dimensions.iter().fold(0, |key, at| packed(key, code(*at, row)));
                let bucket = buckets.get(table.buckets).copied().unwrap_or_default();
                let cell = table.cells.at(with_bucket(key, bucket));
                additions.apply(&mut table.cells, cell);
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

impl Additions {
    fn clear(&mut self) {
        self.counts.clear();
        self.sums.clear();
        self.extremes.clear();
    }

    fn add(&mut self, marks: &Marks<'_>, layout: &ItemLayout, row: usize) {
        for (slot, bitmap) in marks.counts.iter().enumerate() {
            if bit(bitmap, row) {
                self.counts.push(layout.counts + slot);
            }
        }
        let valued = marks.counts.get(1).is_some_and(|valued| bit(valued, row));
        if let Some(value) = marks.values.filter(|_| valued).and_then(|values| values.get(row)) {
            match layout.kind {
                ItemKind::Minimum { .. } => self.extremes.push((layout.extremes, value, false)),
                ItemKind::Maximum { .. } => self.extremes.push((layout.extremes, value, true)),
                _ => self.sums.push((layout.sums, value)),
            }
        }
    }

    fn apply(&self, cells: &mut Cells, cell: usize) {
        for slot in &self.counts {
            cells.count(cell, *slot, 1);
        }
        for (slot, value) in &self.sums {
            cells.sum(cell, *slot, *value);
        }
        for (slot, value, greatest) in &self.extremes {
            cells.extreme(cell, *slot, *value, *greatest);
        }
    }
}
