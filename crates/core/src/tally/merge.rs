//! Adding tallies.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::Arc;

use super::layout::{AxisLayout, SourceLayout};
use super::table::{Member, Table, at};
use super::{AxisTally, FaultGroup, Keys, Snapshot, SourceTally, Tally};
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
        let mut snapshots = own.snapshots.clone();
        for (sum, more) in snapshots.values_mut().zip(more.snapshots.values()) {
            sum.add(more, &own.layout.sources).ok_or_else(overflow)?;
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
    fn add(&mut self, other: &Self, layout: &[SourceLayout]) -> Option<()> {
        for ((own, more), layout) in self.sources.iter_mut().zip(&other.sources).zip(layout) {
            match (own.as_mut(), more) {
                (Some(own), Some(more)) => own.add(more, layout)?,
                (None, Some(more)) => *own = Some(more.clone()),
                (_, None) => {}
            }
        }
        Some(())
    }
}

impl SourceTally {
    pub(crate) fn add(&mut self, other: &Self, layout: &SourceLayout) -> Option<()> {
        self.read = self.read.checked_add(other.read)?;
        self.not_yet_known = self.not_yet_known.checked_add(other.not_yet_known)?;
        self.superseded = self.superseded.checked_add(other.superseded)?;
        for (key, group) in &other.rejected {
            self.rejected.entry(key.clone()).or_default().merge(group)?;
        }
        for (key, group) in &other.flagged {
            self.flagged.entry(key.clone()).or_default().merge(group)?;
        }
        if let (Some(own), Some(more)) = (&mut self.keys, &other.keys) {
            own.merge(more)?;
        }
        for ((own, more), layout) in self.axes.iter_mut().zip(&other.axes).zip(&layout.axes) {
            own.add(more, layout)?;
        }
        Some(())
    }
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
    fn merge(&mut self, other: &Self) -> Option<()> {
        self.repeated = self.repeated.checked_add(other.repeated)?;
        for key in &other.seen {
            if !self.seen.insert(*key) {
                self.repeated = self.repeated.checked_add(1)?;
            }
        }
        Some(())
    }
}

impl AxisTally {
    fn add(&mut self, other: &Self, layout: &AxisLayout) -> Option<()> {
        self.undated = self.undated.checked_add(other.undated)?;
        self.counted = self.counted.checked_add(other.counted)?;
        let greatest = layout.greatest();
        for (own, more) in self.tables.iter_mut().zip(&other.tables) {
            *own = merged(own, more, &greatest)?;
        }
        Some(())
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
