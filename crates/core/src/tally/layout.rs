//! What a tally's tables and counters stand for.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use crate::ground::dates::{Grain, Period, date_of, day_number};

/// The name of the first item of every axis: its first count is the number of records.
pub(crate) const RECORDS: &str = "records";

/// Everything that a tally counts, by source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Layout {
    /// The span within which buckets are told apart.
    pub(crate) counted: Period,
    /// Cells with fewer records than this (and at least one) are not handed on.
    pub(crate) suppress_below: Option<u32>,
    pub(crate) sources: Vec<SourceLayout>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SourceLayout {
    pub(crate) name: String,
    pub(crate) keys_checked: bool,
    pub(crate) axes: Vec<AxisLayout>,
}

/// What is counted along one date of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AxisLayout {
    /// The canonical text of the expression that dates a record.
    pub(crate) dated_by: String,
    pub(crate) items: Vec<ItemLayout>,
    pub(crate) tables: Vec<TableLayout>,
}

/// One thing that is counted: a measure, or a side of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ItemLayout {
    pub(crate) name: String,
    pub(crate) kind: ItemKind,
    /// Where its numbers begin among the counters of a cell.
    pub(crate) counts: usize,
    pub(crate) sums: usize,
    pub(crate) extremes: usize,
}

impl ItemLayout {
    /// An item that has no place among the counters yet.
    pub(crate) fn new(name: &str, kind: ItemKind) -> Self {
        Self { name: name.to_owned(), kind, counts: 0, sums: 0, extremes: 0 }
    }
}

/// What is kept of an item in each cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ItemKind {
    /// Counts: cases, in the numerator, undecided, coming.
    Proportion,
    /// Counts: records for which the condition is TRUE, and is unknown.
    Count,
    /// Counts: cases, promoters, detractors, undecided.
    NetScore,
    /// Counts: records, records with a value; sum of the values at a scale.
    Amount {
        /// Digits after the point.
        scale: u8,
    },
    /// Counts as for an amount; the smallest value.
    Minimum {
        /// Digits after the point.
        scale: u8,
    },
    /// Counts as for an amount; the greatest value.
    Maximum {
        /// Digits after the point.
        scale: u8,
    },
}

impl ItemKind {
    /// How many counts, sums and extremes a cell keeps of it.
    pub(crate) fn widths(self) -> (usize, usize, usize) {
        match self {
            Self::Proportion | Self::NetScore => (4, 0, 0),
            Self::Count => (2, 0, 0),
            Self::Amount { .. } => (2, 1, 0),
            Self::Minimum { .. } | Self::Maximum { .. } => (2, 0, 1),
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Proportion => "proportion",
            Self::Count => "count",
            Self::NetScore => "net_score",
            Self::Amount { .. } => "amount",
            Self::Minimum { .. } => "minimum",
            Self::Maximum { .. } => "maximum",
        }
    }

    pub(crate) fn scale(self) -> Option<u8> {
        match self {
            Self::Proportion | Self::Count | Self::NetScore => None,
            Self::Amount { scale } | Self::Minimum { scale } | Self::Maximum { scale } => {
                Some(scale)
            }
        }
    }
}

/// One table: which dimensions and which grain of time tell its cells apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TableLayout {
    pub(crate) by: Vec<String>,
    pub(crate) grain: Grain,
}

impl AxisLayout {
    /// How many counts, sums and extremes a cell has.
    pub(crate) fn widths(&self) -> (usize, usize, usize) {
        self.items
            .iter()
            .map(|item| item.kind.widths())
            .fold((0, 0, 0), |total, own| (total.0 + own.0, total.1 + own.1, total.2 + own.2))
    }

    /// For each extreme of a cell, whether the greatest value is kept (else the smallest).
    pub(crate) fn greatest(&self) -> Vec<bool> {
        self.items
            .iter()
            .filter_map(|item| match item.kind {
                ItemKind::Minimum { .. } => Some(false),
                ItemKind::Maximum { .. } => Some(true),
                _ => None,
            })
            .collect()
    }

    /// Gives each item its place among the counters of a cell.
    pub(crate) fn place(items: &mut [ItemLayout]) {
        let mut next = (0, 0, 0);
        for item in items {
            (item.counts, item.sums, item.extremes) = next;
            let own = item.kind.widths();
            next = (next.0 + own.0, next.1 + own.1, next.2 + own.2);
        }
    }
}

/// The buckets of one grain within the counted span, numbered: 0 before it, 1 to n in it,
/// n + 1 after it, n + 2 for records without a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Buckets {
    grain: Grain,
    first: i32,
    last: i32,
    /// First day of each bucket, the first one clipped to the span.
    starts: Vec<i32>,
}

impl Buckets {
    pub(crate) fn new(grain: Grain, counted: Period) -> Self {
        let (first, last) = counted.days();
        if grain == Grain::Day {
            return Self { grain, first, last, starts: (first..=last).collect() };
        }
        let mut starts = Vec::new();
        let mut next = Some(counted.first());
        while let Some(start) = next.filter(|start| day_number(*start) <= last) {
            starts.push(day_number(start));
            next = Period::bucket(grain, start).and_then(|bucket| bucket.last().succ_opt());
        }
        Self { grain, first, last, starts }
    }

    pub(crate) fn before() -> u32 {
        0
    }

    pub(crate) fn after(&self) -> u32 {
        u32::try_from(self.starts.len() + 1).unwrap_or(u32::MAX)
    }

    pub(crate) fn undated(&self) -> u32 {
        u32::try_from(self.starts.len() + 2).unwrap_or(u32::MAX)
    }

    /// The number of a day's bucket.
    pub(crate) fn of(&self, day: i32) -> u32 {
        if day < self.first {
            0
        } else if day > self.last {
            self.after()
        } else {
            let index = self.starts.partition_point(|start| *start <= day);
            u32::try_from(index).unwrap_or(u32::MAX)
        }
    }

    /// The numbers of the buckets that make up `span`, if whole buckets do.
    pub(crate) fn within(&self, span: Period) -> Option<RangeInclusive<u32>> {
        self.within_days(span.days())
    }

    /// The same for the span of a first and a last day.
    pub(crate) fn within_days(&self, (first, last): (i32, i32)) -> Option<RangeInclusive<u32>> {
        if first < self.first || last > self.last {
            return None;
        }
        let start = self.starts.binary_search(&first).ok()?;
        let end = if last == self.last {
            self.starts.len()
        } else {
            self.starts.binary_search(&(last + 1)).ok()?
        };
        // The first one has the number 1.
        Some(u32::try_from(start + 1).ok()?..=u32::try_from(end).ok()?)
    }

    /// The span of a bucket: its days that lie in the counted span.
    pub(crate) fn span(&self, number: u32) -> Option<Period> {
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        let first = *self.starts.get(index)?;
        let last = self.starts.get(index + 1).map_or(self.last, |next| next - 1);
        Period::through(date_of(first)?, date_of(last)?)
    }

    /// Whether the bucket is only a part of its day, week, month, quarter, half
    /// year or year.
    pub(crate) fn clipped(&self, number: u32) -> bool {
        self.span(number).is_some_and(|span| Period::bucket(self.grain, span.first()) != Some(span))
    }

    /// The bucket's name: `2022-03`, `before`, `after`, `undated`.
    pub(crate) fn name(&self, number: u32) -> String {
        match self.span(number) {
            Some(span) => self.name_of(span.first()),
            None if number == 0 => "before".to_owned(),
            None if number == self.after() => "after".to_owned(),
            None => "undated".to_owned(),
        }
    }

    fn name_of(&self, day: NaiveDate) -> String {
        self.grain.name_of(self.grain.first_day(day).unwrap_or(day))
    }

    /// The number of the bucket of that name.
    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        match name {
            "before" => return Some(0),
            "after" => return Some(self.after()),
            "undated" => return Some(self.undated()),
            _ => {}
        }
        let (first, last) = Period::parse(name)?.days();
        if last < self.first || first > self.last {
            return None;
        }
        let number = self.of(first.max(self.first));
        (self.name(number) == name).then_some(number)
    }
}

/// The buckets of every grain in one span, made once.
#[derive(Debug, Clone)]
pub(crate) struct Grains([Buckets; 6]);

impl Grains {
    pub(crate) fn new(counted: Period) -> Self {
        Self(Grain::ALL.map(|grain| Buckets::new(grain, counted)))
    }

    /// The buckets of a grain.
    pub(crate) fn buckets(&self, grain: Grain) -> &Buckets {
        let [day, week, month, quarter, half_year, year] = &self.0;
        match grain {
            Grain::Day => day,
            Grain::Week => week,
            Grain::Month => month,
            Grain::Quarter => quarter,
            Grain::HalfYear => half_year,
            Grain::Year => year,
        }
    }
}
