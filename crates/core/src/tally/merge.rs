//! Adding tallies.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::layout::{AxisLayout, SourceLayout};
use super::table::{Member, Table, at};
use super::{AxisTally, FaultGroup, FaultKey, Keys, Snapshot, SourceTally, Tally};
use crate::ground::error::Error;
use crate::ground::problem::Problem;

impl Tally {
    /// The sum of two tallies: what counting both sets of records together would have left.
    ///
    /// Merging is commutative and associative, so that any number of machines can count in any
    /// order. A source that only one of them was handed is taken from it.
    ///
    /// # Errors
    ///
    /// `rules-differ` when other rules counted, `as-of-differs` when they stand for other days,
    /// `count-overflow` when a number leaves its range.
    pub fn merge(&self, other: &Self) -> Result<Self, Error> {
        let (own, more) = (&*self.inner, &*other.inner);
        if own.rules != more.rules || own.layout != more.layout {
            let message = format!(
                "the tallies were counted by different rules: `{}` and `{}`",
                short(&own.rules),
                short(&more.rules)
            );
            return Err(Error::tally(Problem::new("rules-differ", "", message).help(
                "count both with the same sources, measures, breakdowns and calendar; titles and \
                 thresholds may differ",
            )));
        }
        if !own.snapshots.keys().eq(more.snapshots.keys()) {
            let days = |tally: &Self| {
                tally.as_of_days().map(|day| day.to_string()).collect::<Vec<_>>().join(", ")
            };
            let message =
                format!("one tally stands for {}, the other for {}", days(self), days(other));
            let problem =
                Problem::new("as-of-differs", "", message).help("count both as of the same days");
            return Err(Error::tally(problem));
        }
        let mut snapshots = BTreeMap::new();
        for ((day, own_counts), more) in own.snapshots.iter().zip(more.snapshots.values()) {
            let sum = own_counts.plus(more, &own.layout.sources).ok_or_else(overflow)?;
            snapshots.insert(*day, sum);
        }
        Ok(Self::new(own.rules.clone(), Arc::clone(&own.layout), snapshots))
    }
}

fn short(digest: &str) -> &str {
    digest.get(..12).unwrap_or(digest)
}

fn overflow() -> Error {
    Error::tally(
        Problem::new("count-overflow", "", "a sum of two tallies leaves its range")
            .help("declare a smaller scale, or leave out the records with impossible values"),
    )
}

impl Snapshot {
    fn plus(&self, other: &Self, layout: &[SourceLayout]) -> Option<Self> {
        let sources = self.sources.iter().zip(&other.sources).zip(layout);
        let sum = |((own, more), layout): ((&Option<_>, &Option<_>), _)| match (own, more) {
            (Some(own), Some(more)) => Some(Some(SourceTally::plus(own, more, layout)?)),
            (own, more) => Some(own.as_ref().or(more.as_ref()).cloned()),
        };
        Some(Self { sources: sources.map(sum).collect::<Option<_>>()? })
    }
}

impl SourceTally {
    fn plus(&self, other: &Self, layout: &SourceLayout) -> Option<Self> {
        let axes = self.axes.iter().zip(&other.axes).zip(&layout.axes);
        Some(Self {
            read: self.read.checked_add(other.read)?,
            not_yet_known: self.not_yet_known.checked_add(other.not_yet_known)?,
            superseded: self.superseded.checked_add(other.superseded)?,
            rejected: faults(&self.rejected, &other.rejected)?,
            flagged: faults(&self.flagged, &other.flagged)?,
            keys: match (&self.keys, &other.keys) {
                (Some(own), Some(more)) => Some(own.plus(more)?),
                (own, _) => own.clone(),
            },
            axes: axes
                .map(|((own, more), layout)| own.plus(more, layout))
                .collect::<Option<_>>()?,
        })
    }
}

type Faults = BTreeMap<FaultKey, FaultGroup>;

fn faults(a: &Faults, b: &Faults) -> Option<Faults> {
    let mut sum = a.clone();
    for (key, group) in b {
        sum.entry(key.clone()).or_default().merge(group)?;
    }
    Some(sum)
}

impl FaultGroup {
    fn merge(&mut self, other: &Self) -> Option<()> {
        self.count = self.count.checked_add(other.count)?;
        self.examples.extend(other.examples.iter().cloned());
        self.keep_few();
        Some(())
    }
}

impl Keys {
    #[expect(clippy::stable_sort_primitive, reason = "the stable one merges two sorted runs")]
    fn plus(&self, other: &Self) -> Option<Self> {
        let all = self.seen.len() + other.seen.len();
        let mut seen = Vec::with_capacity(all);
        seen.extend_from_slice(&self.seen);
        seen.extend_from_slice(&other.seen);
        seen.sort();
        seen.dedup();
        let in_both = u64::try_from(all - seen.len()).ok()?;
        let repeated = self.repeated.checked_add(other.repeated)?.checked_add(in_both)?;
        Some(Self { seen, repeated })
    }
}

impl AxisTally {
    fn plus(&self, other: &Self, layout: &AxisLayout) -> Option<Self> {
        let greatest = layout.greatest();
        let tables = self.tables.iter().zip(&other.tables);
        Some(Self {
            undated: self.undated.checked_add(other.undated)?,
            counted: self.counted.checked_add(other.counted)?,
            tables: tables
                .map(|(own, more)| merged(own, more, &greatest))
                .collect::<Option<_>>()?,
        })
    }
}

/// Both tables' cells, those with one key added up; `None` on overflow.
fn merged(a: &Table, b: &Table, greatest: &[bool]) -> Option<Table> {
    let members: Vec<Vec<Member>> =
        a.members.iter().zip(&b.members).map(|(a, b)| union(a, b)).collect();
    let (a_keys, b_keys) = (recoded(a, &members), recoded(b, &members));
    let width = a.width();
    let mut table = Table { members, ..Table::empty(0, a.counters.widths()) };
    table.keys.reserve(a_keys.len().max(b_keys.len()));
    table.counters.reserve(a.len().max(b.len()));
    let mut left = a_keys.chunks_exact(width).enumerate().peekable();
    let mut right = b_keys.chunks_exact(width).enumerate().peekable();
    loop {
        let order = match (left.peek(), right.peek()) {
            (Some((_, a)), Some((_, b))) => a.cmp(b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => break,
        };
        let key = match order {
            Ordering::Less => {
                let (at, key) = left.next()?;
                table.counters.push(a.cell(at));
                key
            }
            Ordering::Greater => {
                let (at, key) = right.next()?;
                table.counters.push(b.cell(at));
                key
            }
            Ordering::Equal => {
                let ((at, key), (other, _)) = (left.next()?, right.next()?);
                table.counters.push_sum(a.cell(at), b.cell(other), greatest)?;
                key
            }
        };
        table.keys.extend_from_slice(key);
    }
    Some(table)
}

fn union(a: &[Member], b: &[Member]) -> Vec<Member> {
    if a == b {
        return a.to_vec();
    }
    let mut all: Vec<Member> = a.iter().chain(b).cloned().collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The keys of a table with codes into other, larger members; their order stays.
fn recoded<'t>(table: &'t Table, members: &[Vec<Member>]) -> Cow<'t, [u32]> {
    let mut keys = Cow::Borrowed(table.keys.as_slice());
    for (place, (own, all)) in table.members.iter().zip(members).enumerate() {
        if own.len() == all.len() {
            continue;
        }
        let code = |member| all.binary_search(member).unwrap_or_default();
        let codes: Vec<u32> =
            own.iter().map(|member| u32::try_from(code(member)).unwrap_or(u32::MAX)).collect();
        for own in keys.to_mut().iter_mut().skip(place).step_by(table.width()) {
            *own = at(&codes, *own).copied().unwrap_or(u32::MAX);
        }
    }
    keys
}
