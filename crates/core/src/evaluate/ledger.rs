//! Looking up sums in a tally: of an item, for some members, over a window of time.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::rc::Rc;

use crate::ground::dates::Period;
use crate::ground::exact::Exact;
use crate::rules::blueprint::ItemAt;
use crate::tally::{
    AxisLayout, Buckets, Cell, Grains, ItemKind, ItemLayout, Layout, Member, Snapshot,
};

/// The sums of one item over some cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ItemSum {
    pub(super) counts: [u64; 4],
    /// In units of the item's scale: each cell has 128 bits, many of them may need more.
    pub(super) sum: Exact,
    pub(super) extreme: Option<i128>,
}

impl Default for ItemSum {
    fn default() -> Self {
        Self { counts: [0; 4], sum: Exact::ZERO, extreme: None }
    }
}

/// Which buckets a sum is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Those of the span.
    Span,
    /// All until the end of the span.
    Until,
    /// The records without a date.
    Undated,
}

/// A tally as of one day, with what was looked up in it before.
#[derive(Debug)]
pub(super) struct Ledger<'t> {
    layout: &'t Layout,
    snapshot: &'t Snapshot,
    grains: Cow<'t, Grains>,
    looked_up: RefCell<BTreeMap<SumsKey, Rc<Sums>>>,
}

/// An item, a table, and the columns by which it is looked up.
type SumsKey = ([usize; 4], Vec<String>);

/// An item's sums by members and, for each, by buckets.
type Sums = BTreeMap<Vec<Member>, Series>;

/// The sums of an item bucket by bucket, as far as there are any.
#[derive(Debug, Default)]
struct Series {
    buckets: Vec<u32>,
    /// The counts of all buckets before each, and of all.
    before: Vec<[u64; 4]>,
    sums: Vec<Exact>,
    extremes: Vec<Option<i128>>,
}

impl<'t> Ledger<'t> {
    pub(super) fn new(layout: &'t Layout, snapshot: &'t Snapshot, grains: Cow<'t, Grains>) -> Self {
        Self { layout, snapshot, grains, looked_up: RefCell::default() }
    }

    pub(super) fn axis(&self, at: ItemAt) -> Option<&'t AxisLayout> {
        self.layout.sources.get(at.source)?.axes.get(at.axis)
    }

    pub(super) fn item(&self, at: ItemAt) -> Option<&'t ItemLayout> {
        self.axis(at)?.items.get(at.item)
    }

    /// Where this tally has what another layout has at a place, if it counts the same.
    pub(super) fn same(&self, at: ItemAt, other: &Layout) -> Option<ItemAt> {
        let wanted = other.sources.get(at.source)?;
        let axis = wanted.axes.get(at.axis)?;
        let item = axis.items.get(at.item)?;
        let source = self.layout.sources.iter().position(|own| own.name == wanted.name)?;
        let own = self.layout.sources.get(source)?;
        let place = own.axes.iter().position(|own| own.dated_by == axis.dated_by)?;
        let items = &own.axes.get(place)?.items;
        let found = items.iter().position(|own| own.name == item.name && own.kind == item.kind)?;
        Some(ItemAt { source, axis: place, item: found })
    }

    /// Whether the source of an item was handed in.
    pub(super) fn is_handed_in(&self, at: ItemAt) -> bool {
        self.snapshot.sources.get(at.source).is_some_and(Option::is_some)
    }

    /// The table from which sums by these columns over this span follow: with no more columns
    /// than needed, and then the coarsest.
    pub(super) fn table_for(&self, at: ItemAt, columns: &[&str], span: Period) -> Option<usize> {
        let has = |by: &[String]| columns.iter().all(|name| by.iter().any(|own| own == name));
        let tables = self.axis(at)?.tables.iter().enumerate();
        tables
            .filter(|(_, own)| has(&own.by))
            .filter(|(_, own)| self.grains.buckets(own.grain).within(span).is_some())
            .min_by_key(|(_, own)| (own.by.len(), std::cmp::Reverse(own.grain)))
            .map(|(position, _)| position)
    }

    /// The sum of an item over a span, for the records with these members; `None` where its
    /// source was not handed in or the tally does not tell the span apart.
    pub(super) fn sum(
        &self,
        at: ItemAt,
        place: &[(&str, Member)],
        span: Period,
        reach: Reach,
    ) -> Option<ItemSum> {
        let columns: Vec<&str> = place.iter().map(|(column, _)| *column).collect();
        let table = self.table_for(at, &columns, span)?;
        let found = self.sums(at, table, &columns)?;
        let buckets = self.buckets(at, table)?;
        let range = match reach {
            Reach::Span => buckets.within(span)?,
            Reach::Until => Buckets::before()..=*buckets.within(span)?.end(),
            Reach::Undated => buckets.undated()..=buckets.undated(),
        };
        let members: Vec<Member> = place.iter().map(|(_, member)| member.clone()).collect();
        let kind = self.item(at)?.kind;
        Some(found.get(&members).map(|series| series.over(&range, kind)).unwrap_or_default())
    }

    /// The members of a column that occur with these members, over all time.
    pub(super) fn members(
        &self,
        at: ItemAt,
        place: &[(&str, Member)],
        column: &str,
        span: Period,
    ) -> Vec<Member> {
        let columns: Vec<&str> = place.iter().map(|(column, _)| *column).chain([column]).collect();
        let table = self.table_for(at, &columns, span);
        let Some(found) = table.and_then(|table| self.sums(at, table, &columns)) else {
            return Vec::new();
        };
        let of_place =
            |key: &&Vec<Member>| key.iter().zip(place).all(|(own, (_, wanted))| own == wanted);
        found.keys().filter(of_place).filter_map(|key| key.last().cloned()).collect()
    }

    /// The members and buckets of a table for which an item's axis has records, by the columns
    /// wanted.
    pub(super) fn cells(
        &self,
        at: ItemAt,
        table: usize,
        columns: &[&str],
    ) -> Vec<(Vec<Member>, Vec<u32>)> {
        let Some(found) = self.sums(at, table, columns) else { return Vec::new() };
        found.iter().map(|(members, own)| (members.clone(), own.buckets.clone())).collect()
    }

    pub(super) fn buckets(&self, at: ItemAt, table: usize) -> Option<&Buckets> {
        Some(self.grains.buckets(self.axis(at)?.tables.get(table)?.grain))
    }

    fn sums(&self, at: ItemAt, table: usize, columns: &[&str]) -> Option<Rc<Sums>> {
        let names = columns.iter().map(|name| (*name).to_owned()).collect();
        let key = ([at.source, at.axis, at.item, table], names);
        if let Some(found) = self.looked_up.borrow().get(&key) {
            return Some(Rc::clone(found));
        }
        let found = Rc::new(self.read(at, table, columns)?);
        self.looked_up.borrow_mut().insert(key, Rc::clone(&found));
        Some(found)
    }

    fn read(&self, at: ItemAt, table: usize, columns: &[&str]) -> Option<Sums> {
        let layout = self.axis(at)?.tables.get(table)?;
        let item = self.item(at)?;
        let tally = self.snapshot.sources.get(at.source)?.as_ref()?;
        let table = tally.axes.get(at.axis)?.tables.get(table)?;
        let places: Vec<usize> = columns
            .iter()
            .filter_map(|name| layout.by.iter().position(|own| own == name))
            .collect();
        let mut sums: BTreeMap<Vec<Member>, BTreeMap<u32, ItemSum>> = BTreeMap::new();
        for (members, bucket, cell) in table.iter() {
            let chosen = places.iter().filter_map(|at| members.get(*at).map(|own| (*own).clone()));
            let own = sums.entry(chosen.collect()).or_default();
            own.entry(bucket).or_default().add_cell(item, cell);
        }
        Some(sums.into_iter().map(|(members, own)| (members, Series::of(own))).collect())
    }
}

impl Series {
    fn of(sums: BTreeMap<u32, ItemSum>) -> Self {
        let mut own = Self { before: vec![[0; 4]], ..Self::default() };
        let mut total = [0_u64; 4];
        for (bucket, sum) in sums {
            for (total, more) in total.iter_mut().zip(sum.counts) {
                *total = total.saturating_add(more);
            }
            own.buckets.push(bucket);
            own.before.push(total);
            own.sums.push(sum.sum);
            own.extremes.push(sum.extreme);
        }
        own
    }

    fn over(&self, range: &RangeInclusive<u32>, kind: ItemKind) -> ItemSum {
        let first = self.buckets.partition_point(|own| own < range.start());
        let end = self.buckets.partition_point(|own| own <= range.end());
        let counts = |at: usize| self.before.get(at).copied().unwrap_or_default();
        let mut sum = ItemSum { counts: counts(end), ..ItemSum::default() };
        for (own, before) in sum.counts.iter_mut().zip(counts(first)) {
            *own = own.saturating_sub(before);
        }
        match kind {
            ItemKind::Amount { .. } => {
                for more in self.sums.get(first..end).unwrap_or_default() {
                    sum.sum = &sum.sum + more;
                }
            }
            ItemKind::Minimum { .. } => {
                sum.extreme = self.extremes_of(first..end).min();
            }
            ItemKind::Maximum { .. } => {
                sum.extreme = self.extremes_of(first..end).max();
            }
            ItemKind::Proportion | ItemKind::Count | ItemKind::NetScore => {}
        }
        sum
    }

    fn extremes_of(&self, range: std::ops::Range<usize>) -> impl Iterator<Item = i128> {
        self.extremes.get(range).unwrap_or_default().iter().copied().flatten()
    }
}

impl ItemSum {
    fn add_cell(&mut self, item: &ItemLayout, cell: &Cell) {
        let width = item.kind.widths().0;
        let counts = cell.counts.get(item.counts..item.counts + width).unwrap_or_default();
        for (own, more) in self.counts.iter_mut().zip(counts) {
            *own = own.saturating_add(*more);
        }
        let extreme = cell.extremes.get(item.extremes).copied().flatten();
        match item.kind {
            ItemKind::Amount { .. } => {
                let more = cell.sums.get(item.sums).copied().unwrap_or_default();
                self.sum = &self.sum + &Exact::from(more);
            }
            ItemKind::Minimum { .. } => {
                self.extreme = [self.extreme, extreme].into_iter().flatten().min();
            }
            ItemKind::Maximum { .. } => {
                self.extreme = [self.extreme, extreme].into_iter().flatten().max();
            }
            ItemKind::Proportion | ItemKind::Count | ItemKind::NetScore => {}
        }
    }
}
