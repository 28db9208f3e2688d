//! What counting leaves behind: sums for the declared breakdowns.
//!
//! A tally knows its own layout, so that it can be read, merged and written without the plan.

mod consistent;
mod json;
mod layout;
mod merge;
mod suppression;
mod table;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

pub(crate) use layout::{
    AxisLayout, Buckets, Grains, ItemKind, ItemLayout, Layout, RECORDS, SourceLayout, TableLayout,
};
pub use table::Member;
pub(crate) use table::{Cell, Counters, Table};

/// Sums of the records of one or more countings, as of one or several days.
///
/// A tally is a commutative monoid: `tally(A ∪ B)` is `tally(A)` merged with `tally(B)`, in any
/// order and grouping. It is all that evaluating needs, and it grows with the number of cells,
/// never with the number of records (but for the opt-in key check).
///
/// It is cheap to clone. Two tallies are equal when their rules, days and sums are.
///
/// ```
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let plan = quality_objectives::Plan::from_yaml(
/// #     "schema: 1\norganisation: A city\ntitle: Objectives\nperiod: 2022\n\
/// #      sources: {cases: {columns: {day: {type: date}, late: {type: boolean}}}}\n\
/// #      measures: {late_rate: {proportion: {source: cases, dated_by: day, numerator: late}}}\n\
/// #      objectives: [{number: 1, statement: Few are late, \
/// #      target: {measure: late_rate, is: \"<= 20%\"}}]\n",
/// # )?;
/// use quality_objectives::Tally;
///
/// let rules = plan.rules("2022-12-31".parse()?);
/// let count = |records: &str| {
///     let mut counter = rules.counter();
///     counter.csv("cases", records.as_bytes())?;
///     counter.finish().map(|(tally, _)| tally)
/// };
/// let north = count("day,late\n2022-01-03,true\n")?;
/// let south = count("day,late\n2022-02-04,false\n")?;
/// let both = count("day,late\n2022-02-04,false\n2022-01-03,true\n")?;
/// assert_eq!(north.merge(&south)?, both);
/// assert_eq!(Tally::from_json(&both.to_json()?)?, both);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Tally {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    /// The digest of the rules that counted, as hexadecimal text.
    rules: String,
    layout: Arc<Layout>,
    snapshots: BTreeMap<NaiveDate, Snapshot>,
    /// The digest of the canonical JSON, once it was asked for.
    digest: OnceLock<String>,
}

/// What was known at the end of one day, by position of the source in the layout; `None` where
/// a source was not handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Snapshot {
    pub(crate) sources: Vec<Option<SourceTally>>,
}

/// The counts of one source as of one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SourceTally {
    pub(crate) read: u64,
    pub(crate) not_yet_known: u64,
    /// Older versions of records that a later one stands for.
    pub(crate) superseded: u64,
    pub(crate) rejected: BTreeMap<FaultKey, FaultGroup>,
    pub(crate) flagged: BTreeMap<FaultKey, FaultGroup>,
    /// Keys of the opt-in key check, hashed; `None` where keys were not checked.
    pub(crate) keys: Option<Keys>,
    pub(crate) axes: Vec<AxisTally>,
}

/// What kind of fault, and in which column (empty where it concerns the whole record).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FaultKey {
    pub(crate) code: String,
    pub(crate) column: String,
}

/// How often a fault was found, with the first keys in byte order as examples.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct FaultGroup {
    pub(crate) count: u64,
    pub(crate) examples: BTreeSet<String>,
}

/// How many keys of faulty records are kept as examples.
pub(crate) const EXAMPLES: usize = 5;

/// Hashes of the keys met, and how many records repeated one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Keys {
    /// Sorted, each once.
    pub(crate) seen: Vec<u128>,
    pub(crate) repeated: u64,
}

impl Keys {
    /// Keys in any order.
    pub(crate) fn of(mut seen: Vec<u128>, repeated: u64) -> Self {
        seen.sort_unstable();
        seen.dedup();
        Self { seen, repeated }
    }
}

/// The counts along one date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AxisTally {
    pub(crate) undated: u64,
    pub(crate) counted: u64,
    /// By position of the table in the layout.
    pub(crate) tables: Vec<Table>,
}

impl PartialEq for Tally {
    fn eq(&self, other: &Self) -> bool {
        let (own, other) = (&*self.inner, &*other.inner);
        own.rules == other.rules && own.layout == other.layout && own.snapshots == other.snapshots
    }
}

impl Eq for Tally {}

impl Tally {
    pub(crate) fn new(
        rules: String,
        layout: Arc<Layout>,
        mut snapshots: BTreeMap<NaiveDate, Snapshot>,
    ) -> Self {
        if layout.suppress_below.is_some() {
            suppression::forget_examples(&mut snapshots);
        }
        Self { inner: Arc::new(Inner { rules, layout, snapshots, digest: OnceLock::new() }) }
    }

    pub(crate) fn layout(&self) -> &Arc<Layout> {
        &self.inner.layout
    }

    pub(crate) fn snapshots(&self) -> &BTreeMap<NaiveDate, Snapshot> {
        &self.inner.snapshots
    }

    /// The days as of which records were counted, in order.
    pub fn as_of_days(&self) -> impl Iterator<Item = NaiveDate> + '_ {
        self.inner.snapshots.keys().copied()
    }

    /// The digest of the rules that counted: SHA-256 in hexadecimal.
    ///
    /// Tallies of equal digests fit together, whoever counted them.
    #[must_use]
    pub fn rules_digest(&self) -> &str {
        &self.inner.rules
    }

    /// How many cells it keeps, over all tables and days: what its size grows with.
    #[must_use]
    pub fn cells(&self) -> usize {
        self.inner
            .snapshots
            .values()
            .flat_map(|snapshot| snapshot.sources.iter().flatten())
            .flat_map(|source| &source.axes)
            .flat_map(|axis| &axis.tables)
            .map(Table::len)
            .sum()
    }
}

impl SourceTally {
    pub(crate) fn empty(layout: &SourceLayout) -> Self {
        Self {
            read: 0,
            not_yet_known: 0,
            superseded: 0,
            rejected: BTreeMap::new(),
            flagged: BTreeMap::new(),
            keys: layout.keys_checked.then(Keys::default),
            axes: layout
                .axes
                .iter()
                .map(|axis| AxisTally {
                    undated: 0,
                    counted: 0,
                    tables: axis
                        .tables
                        .iter()
                        .map(|table| Table::empty(table.by.len(), axis.widths()))
                        .collect(),
                })
                .collect(),
        }
    }

    /// How many records were refused.
    pub(crate) fn rejected_total(&self) -> u64 {
        self.rejected.values().map(|group| group.count).sum()
    }
}

impl FaultGroup {
    /// Counts one more faulty record.
    pub(crate) fn add(&mut self, key: Option<&str>) {
        self.count += 1;
        if let Some(key) = key {
            let keeps = self.examples.len() < EXAMPLES
                || self.examples.last().is_some_and(|last| key < last.as_str());
            if keeps {
                self.examples.insert(key.to_owned());
                self.keep_few();
            }
        }
    }

    /// Adds those of another part of one counting; they are no more than its records.
    pub(crate) fn absorb(&mut self, other: Self) {
        self.count = self.count.saturating_add(other.count);
        self.examples.extend(other.examples);
        self.keep_few();
    }

    fn keep_few(&mut self) {
        while self.examples.len() > EXAMPLES {
            self.examples.pop_last();
        }
    }
}
