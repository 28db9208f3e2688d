//! Looking up sums in a tally: of an item, for some members, over a window of time.

use std::borrow::Cow;
use std::cell::RefCell;
use std::cmp::Reverse;
use std::ops::RangeInclusive;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::groups::Groups;
use crate::ground::dates::Period;
use crate::ground::exact::Exact;
use crate::rules::blueprint::ItemAt;
use crate::tally::{
    AxisLayout, Buckets, Cell, Grains, ItemKind, ItemLayout, Layout, Member, Snapshot, Table,
    TableLayout,
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
    looked_up: RefCell<FxHashMap<TableAt, Vec<Rc<Groups>>>>,
}

/// Source, axis and table.
type TableAt = (usize, usize, usize);

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
        self.table_within(at, columns, span.days()).map(|(position, _)| position)
    }

    /// That table, and which of its buckets make up the span of these days.
    fn table_within(
        &self,
        at: ItemAt,
        columns: &[&str],
        days: (i32, i32),
    ) -> Option<(usize, RangeInclusive<u32>)> {
        let has = |by: &[String]| columns.iter().all(|name| by.iter().any(|own| own == name));
        let mut best: Option<(&TableLayout, usize, RangeInclusive<u32>)> = None;
        for (position, own) in self.axis(at)?.tables.iter().enumerate() {
            let rank = |own: &TableLayout| (own.by.len(), Reverse(own.grain));
            if best.as_ref().is_none_or(|(best, ..)| rank(own) < rank(best))
                && has(&own.by)
                && let Some(range) = self.grains.buckets(own.grain).within_days(days)
            {
                best = Some((own, position, range));
            }
        }
        best.map(|(_, position, range)| (position, range))
    }

    /// The sum of an item over a span, for the records with these members; `None` where its
    /// source was not handed in or the tally does not tell the span apart.
    pub(super) fn sum(
        &self,
        at: ItemAt,
        place: &[(&str, &Member)],
        span: Period,
        reach: Reach,
    ) -> Option<ItemSum> {
        let columns: Vec<&str> = place.iter().map(|(column, _)| *column).collect();
        let (position, within) = self.table_within(at, &columns, span.days())?;
        let item = self.item(at)?;
        let (table, layout) = self.table(at, position)?;
        let range = match reach {
            Reach::Span => within,
            Reach::Until => Buckets::before()..=*within.end(),
            Reach::Undated => {
                let undated = self.grains.buckets(layout.grain).undated();
                undated..=undated
            }
        };
        let is_flow = reach == Reach::Until && matches!(item.kind, ItemKind::Count);
        if !is_flow && layout.by.iter().eq(&columns) {
            // The table's own cells are in order: there is nothing to put together.
            let members = place.iter().enumerate();
            let codes: Option<Vec<u32>> =
                members.map(|(at, (_, member))| table.code(at, member)).collect();
            return Some(codes.map_or_else(ItemSum::default, |codes| {
                ItemSum::of(table, item, &mut table.run(&codes, &range))
            }));
        }
        let groups = self.groups(at, position, &columns)?;
        let Some(group) = groups.find(table, place.iter().map(|(_, member)| *member)) else {
            return Some(ItemSum::default());
        };
        let cells = groups.cells(group, &range);
        Some(if is_flow {
            groups.counted(table, item, cells)
        } else {
            ItemSum::of(table, item, &mut groups.positions(cells).iter().copied())
        })
    }

    /// The members of a column that occur with these members, over all time.
    pub(super) fn members(
        &self,
        at: ItemAt,
        place: &[(&str, &Member)],
        column: &str,
        span: Period,
    ) -> Vec<&'t Member> {
        let columns: Vec<&str> = place.iter().map(|(column, _)| *column).chain([column]).collect();
        let position = self.table_for(at, &columns, span);
        let found = position.and_then(|position| {
            Some((self.table(at, position)?.0, self.groups(at, position, &columns)?))
        });
        let Some((table, groups)) = found else { return Vec::new() };
        let of_place = |members: &Vec<&Member>| {
            members.iter().zip(place).all(|(own, (_, wanted))| own == wanted)
        };
        let found = (0..groups.len()).map(|group| groups.members(table, group)).filter(of_place);
        found.filter_map(|members| members.last().copied()).collect()
    }

    /// The members and buckets of a table for which an item's axis has records, by the columns
    /// wanted.
    pub(super) fn cells(
        &self,
        at: ItemAt,
        table: usize,
        columns: &[&str],
    ) -> Vec<(Vec<&'t Member>, Vec<u32>)> {
        let found = self.table(at, table).zip(self.groups(at, table, columns));
        let Some(((table, _), groups)) = found else { return Vec::new() };
        let of_group = |group| {
            let members = groups.members(table, group);
            let mut buckets = groups.buckets(group).to_vec();
            buckets.dedup();
            (members, buckets)
        };
        (0..groups.len()).map(of_group).collect()
    }

    pub(super) fn buckets(&self, at: ItemAt, table: usize) -> Option<&Buckets> {
        Some(self.grains.buckets(self.axis(at)?.tables.get(table)?.grain))
    }

    /// A table, and what it is broken down by.
    fn table(&self, at: ItemAt, position: usize) -> Option<(&'t Table, &'t TableLayout)> {
        let layout = self.axis(at)?.tables.get(position)?;
        let tally = self.snapshot.sources.get(at.source)?.as_ref()?;
        Some((tally.axes.get(at.axis)?.tables.get(position)?, layout))
    }

    /// A table's cells put together by some of its columns.
    fn groups(&self, at: ItemAt, position: usize, columns: &[&str]) -> Option<Rc<Groups>> {
        let (table, layout) = self.table(at, position)?;
        let places = columns.iter().filter_map(|name| layout.by.iter().position(|own| own == name));
        let mut looked_up = self.looked_up.borrow_mut();
        let known = looked_up.entry((at.source, at.axis, position)).or_default();
        if let Some(found) = known.iter().find(|own| own.places.iter().copied().eq(places.clone()))
        {
            return Some(Rc::clone(found));
        }
        let made = Rc::new(Groups::of(table, places.collect()));
        known.push(Rc::clone(&made));
        Some(made)
    }
}

impl ItemSum {
    /// An item's sum over some cells of a table.
    pub(super) fn of(
        table: &Table,
        item: &ItemLayout,
        cells: &mut dyn Iterator<Item = usize>,
    ) -> Self {
        let mut own = Self::default();
        // Most sums fit; what does not is added up without a bound.
        let mut small = 0_i128;
        for cell in cells {
            let cell = table.cell(cell);
            add_counts(&mut own.counts, item, cell);
            let extreme = || cell.extremes.get(item.extremes).copied().flatten();
            match item.kind {
                ItemKind::Amount { .. } => {
                    let more = cell.sums.get(item.sums).copied().unwrap_or_default();
                    small = small.checked_add(more).unwrap_or_else(|| {
                        own.sum = &own.sum + &Exact::from(small);
                        more
                    });
                }
                ItemKind::Minimum { .. } => {
                    own.extreme = [own.extreme, extreme()].into_iter().flatten().min();
                }
                ItemKind::Maximum { .. } => {
                    own.extreme = [own.extreme, extreme()].into_iter().flatten().max();
                }
                ItemKind::Proportion | ItemKind::Count | ItemKind::NetScore => {}
            }
        }
        if small != 0 {
            own.sum = &own.sum + &Exact::from(small);
        }
        own
    }
}

/// Adds an item's counts in a cell.
pub(super) fn add_counts(counts: &mut [u64; 4], item: &ItemLayout, cell: Cell<'_>) {
    let width = item.kind.widths().0;
    let more = cell.counts.get(item.counts..item.counts + width).unwrap_or_default();
    for (own, more) in counts.iter_mut().zip(more) {
        *own = own.saturating_add(*more);
    }
}
