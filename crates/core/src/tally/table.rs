//! One table of cells, flat and sorted.

use std::cmp::Ordering;
use std::fmt;
use std::ops::{Range, RangeInclusive};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::ground::text::normal;

/// A member of a dimension as a cell knows it, sorted: named ones by their bytes, then records
/// without a member, then those with a member that is not declared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Member {
    /// A category's value, trimmed and composed (Unicode NFC).
    Named(Box<str>),
    /// Records that have no value in the column.
    Empty,
    /// Records whose value the plan does not declare.
    Undeclared,
}

impl Member {
    /// The name, if it has one.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Named(name) => Some(name),
            Self::Empty | Self::Undeclared => None,
        }
    }
}

impl From<&str> for Member {
    /// The member of that name, trimmed and composed as records are; blank text is no member.
    fn from(name: &str) -> Self {
        match normal(name) {
            name if name.is_empty() => Self::Empty,
            name => Self::Named(name.into()),
        }
    }
}

/// A name as text; the groups without one as `{"group": "empty"}` and `{"group": "undeclared"}`,
/// so that no member can be taken for them.
impl Serialize for Member {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let group = match self {
            Self::Named(name) => return serializer.serialize_str(name),
            Self::Empty => "empty",
            Self::Undeclared => "undeclared",
        };
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("group", group)?;
        map.end()
    }
}

impl fmt::Display for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(name) => f.write_str(name),
            Self::Empty => f.write_str("(empty)"),
            Self::Undeclared => f.write_str("(undeclared)"),
        }
    }
}

/// The counters of one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cell<'t> {
    pub(crate) counts: &'t [u64],
    pub(crate) sums: &'t [i128],
    pub(crate) extremes: &'t [Option<i128>],
}

/// The counters of many cells, one cell after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Counters {
    /// How many counts, sums and extremes a cell has.
    widths: (usize, usize, usize),
    pub(super) counts: Vec<u64>,
    pub(super) sums: Vec<i128>,
    pub(super) extremes: Vec<Option<i128>>,
}

/// Cells sorted by their keys, and the counters of each. A key has one code for each dimension (a
/// position in that dimension's sorted members) and the number of the bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    pub(super) members: Vec<Vec<Member>>,
    pub(super) keys: Vec<u32>,
    pub(super) counters: Counters,
}

impl Cell<'_> {
    pub(crate) fn is_empty(&self) -> bool {
        self.counts.iter().all(|count| *count == 0)
            && self.sums.iter().all(|sum| *sum == 0)
            && self.extremes.iter().all(Option::is_none)
    }
}

impl Counters {
    pub(crate) fn new(widths: (usize, usize, usize)) -> Self {
        Self { widths, counts: Vec::new(), sums: Vec::new(), extremes: Vec::new() }
    }

    pub(crate) fn widths(&self) -> (usize, usize, usize) {
        self.widths
    }

    pub(super) fn reserve(&mut self, cells: usize) {
        let (counts, sums, extremes) = self.widths;
        self.counts.reserve(cells * counts);
        self.sums.reserve(cells * sums);
        self.extremes.reserve(cells * extremes);
    }

    /// The counters of the cell at a position.
    pub(crate) fn cell(&self, at: usize) -> Cell<'_> {
        fn part<T>(values: &[T], at: usize, width: usize) -> &[T] {
            values.get(at * width..(at + 1) * width).unwrap_or_default()
        }
        let (counts, sums, extremes) = self.widths;
        Cell {
            counts: part(&self.counts, at, counts),
            sums: part(&self.sums, at, sums),
            extremes: part(&self.extremes, at, extremes),
        }
    }

    pub(crate) fn count_mut(&mut self, cell: usize, slot: usize) -> Option<&mut u64> {
        self.counts.get_mut(cell * self.widths.0 + slot)
    }

    pub(crate) fn sum_mut(&mut self, cell: usize, slot: usize) -> Option<&mut i128> {
        self.sums.get_mut(cell * self.widths.1 + slot)
    }

    pub(crate) fn extreme_mut(&mut self, cell: usize, slot: usize) -> Option<&mut Option<i128>> {
        self.extremes.get_mut(cell * self.widths.2 + slot)
    }

    pub(super) fn push(&mut self, cell: Cell<'_>) {
        self.counts.extend_from_slice(cell.counts);
        self.sums.extend_from_slice(cell.sums);
        self.extremes.extend_from_slice(cell.extremes);
    }

    /// A cell that has no counts yet.
    pub(crate) fn push_empty(&mut self) {
        let (counts, sums, extremes) = self.widths;
        self.counts.resize(self.counts.len() + counts, 0);
        self.sums.resize(self.sums.len() + sums, 0);
        self.extremes.resize(self.extremes.len() + extremes, None);
    }

    /// The sum of two cells as one more; `None` on overflow.
    pub(super) fn push_sum(&mut self, a: Cell<'_>, b: Cell<'_>, greatest: &[bool]) -> Option<()> {
        for (own, more) in a.counts.iter().zip(b.counts) {
            self.counts.push(own.checked_add(*more)?);
        }
        for (own, more) in a.sums.iter().zip(b.sums) {
            self.sums.push(own.checked_add(*more)?);
        }
        for ((own, more), greatest) in a.extremes.iter().zip(b.extremes).zip(greatest) {
            self.extremes.push(match (*own, *more) {
                (Some(own), Some(more)) if *greatest => Some(own.max(more)),
                (Some(own), Some(more)) => Some(own.min(more)),
                (own, more) => own.or(more),
            });
        }
        Some(())
    }
}

impl Table {
    /// A table without cells.
    pub(crate) fn empty(dimensions: usize, widths: (usize, usize, usize)) -> Self {
        Self {
            members: vec![Vec::new(); dimensions],
            keys: Vec::new(),
            counters: Counters::new(widths),
        }
    }

    /// A table of cells in any order. Codes are positions in `members`, which are each there once,
    /// in any order. Empty cells are dropped and unused members forgotten.
    pub(crate) fn of(members: Vec<Vec<Member>>, keys: &[u32], counters: &Counters) -> Self {
        let width = members.len() + 1;
        let kept: Vec<usize> =
            (0..keys.len() / width).filter(|cell| !counters.cell(*cell).is_empty()).collect();
        let mut table = Self::empty(members.len(), counters.widths());
        let mut recoded = keys.to_vec();
        for (place, (own, all)) in table.members.iter_mut().zip(members).enumerate() {
            let codes = kept.iter().filter_map(|cell| keys.get(cell * width + place));
            let ranks;
            (*own, ranks) = ranked(all, codes);
            for code in recoded.iter_mut().skip(place).step_by(width) {
                *code = at(&ranks, *code).copied().unwrap_or(u32::MAX);
            }
        }
        let key = |cell: &usize| recoded.get(cell * width..(cell + 1) * width).unwrap_or_default();
        let mut order = kept;
        order.sort_unstable_by(|a, b| key(a).cmp(key(b)));
        table.keys.reserve(order.len() * width);
        table.counters.reserve(order.len());
        for cell in &order {
            table.keys.extend_from_slice(key(cell));
            table.counters.push(counters.cell(*cell));
        }
        table
    }

    pub(crate) fn len(&self) -> usize {
        self.keys.len() / self.width()
    }

    /// How many numbers a key has.
    pub(crate) fn width(&self) -> usize {
        self.members.len() + 1
    }

    /// The members of a dimension in their order; codes are positions in them.
    pub(crate) fn members(&self, dimension: usize) -> &[Member] {
        self.members.get(dimension).map(Vec::as_slice).unwrap_or_default()
    }

    /// The code of a member of a dimension, if it occurs.
    pub(crate) fn code(&self, dimension: usize, member: &Member) -> Option<u32> {
        u32::try_from(self.members(dimension).binary_search(member).ok()?).ok()
    }

    /// The members of all dimensions that occur.
    pub(crate) fn all_members(&self) -> impl Iterator<Item = &Member> {
        self.members.iter().flatten()
    }

    /// The keys in their order: the codes of the members, and the number of the bucket.
    pub(crate) fn keys(&self) -> impl ExactSizeIterator<Item = &[u32]> {
        self.keys.chunks_exact(self.width())
    }

    pub(crate) fn cell(&self, at: usize) -> Cell<'_> {
        self.counters.cell(at)
    }

    pub(crate) fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        (0..self.len()).map(|at| self.cell(at))
    }

    /// The cells with these codes in all dimensions and a bucket in the range: they stand side by
    /// side.
    pub(crate) fn run(&self, codes: &[u32], buckets: &RangeInclusive<u32>) -> Range<usize> {
        let before = |key: &[u32], bucket: u32, or_at: bool| match key.split_last() {
            Some((own, members)) => match members.cmp(codes).then(own.cmp(&bucket)) {
                Ordering::Less => true,
                Ordering::Equal => or_at,
                Ordering::Greater => false,
            },
            None => false,
        };
        let first = self.first_not(|key| before(key, *buckets.start(), false));
        first..self.first_not(|key| before(key, *buckets.end(), true)).max(first)
    }

    /// The position of the first key that does not stand before something.
    fn first_not(&self, is_before: impl Fn(&[u32]) -> bool) -> usize {
        let width = self.width();
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            let key = self.keys.get(middle * width..(middle + 1) * width).unwrap_or_default();
            if is_before(key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The members and the bucket of a key.
    pub(crate) fn named<'t>(&'t self, key: &'t [u32]) -> (impl Iterator<Item = &'t Member>, u32) {
        let members = key.iter().zip(&self.members).filter_map(|(code, all)| at(all, *code));
        (members, key.last().copied().unwrap_or_default())
    }
}

/// What stands at the position of a code.
pub(super) fn at<T>(values: &[T], code: u32) -> Option<&T> {
    usize::try_from(code).ok().and_then(|code| values.get(code))
}

/// The members that are used, sorted, and for each of all of them its position there.
fn ranked<'c>(all: Vec<Member>, codes: impl Iterator<Item = &'c u32>) -> (Vec<Member>, Vec<u32>) {
    let mut used = vec![false; all.len()];
    for code in codes {
        if let Some(used) = usize::try_from(*code).ok().and_then(|code| used.get_mut(code)) {
            *used = true;
        }
    }
    let mut ranks = vec![u32::MAX; all.len()];
    let mut kept: Vec<(usize, Member)> = all
        .into_iter()
        .enumerate()
        .zip(used)
        .filter(|(_, used)| *used)
        .map(|(own, _)| own)
        .collect();
    kept.sort_unstable_by(|a, b| a.1.cmp(&b.1));
    for (rank, (code, _)) in (0..).zip(&kept) {
        if let Some(own) = ranks.get_mut(*code) {
            *own = rank;
        }
    }
    (kept.into_iter().map(|(_, member)| member).collect(), ranks)
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Member {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Member".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A member of a column: its name, or the group of the records that have \
                            none (`empty`) or one that the plan does not declare (`undeclared`).",
            "anyOf": [
                { "type": "string" },
                {
                    "type": "object",
                    "properties": { "group": { "enum": ["empty", "undeclared"] } },
                    "required": ["group"],
                    "additionalProperties": false,
                },
            ],
        })
    }
}
