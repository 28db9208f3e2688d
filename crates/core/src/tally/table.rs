//! One table of cells, flat and sorted.

use std::fmt;

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
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Cell {
    pub(crate) counts: Vec<u64>,
    pub(crate) sums: Vec<i128>,
    pub(crate) extremes: Vec<Option<i128>>,
}

/// Cells sorted by their keys. A key has one code for each dimension (a position in that
/// dimension's sorted members) and the number of the bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) members: Vec<Vec<Member>>,
    pub(crate) keys: Vec<Vec<u32>>,
    pub(crate) cells: Vec<Cell>,
}

impl Cell {
    pub(crate) fn is_empty(&self) -> bool {
        self.counts.iter().all(|count| *count == 0)
            && self.sums.iter().all(|sum| *sum == 0)
            && self.extremes.iter().all(Option::is_none)
    }

    /// Adds the counters of another cell; `None` on overflow.
    pub(crate) fn add(&mut self, other: &Self, greatest: &[bool]) -> Option<()> {
        for (own, more) in self.counts.iter_mut().zip(&other.counts) {
            *own = own.checked_add(*more)?;
        }
        for (own, more) in self.sums.iter_mut().zip(&other.sums) {
            *own = own.checked_add(*more)?;
        }
        for ((own, more), greatest) in self.extremes.iter_mut().zip(&other.extremes).zip(greatest) {
            *own = match (*own, *more) {
                (Some(own), Some(more)) if *greatest => Some(own.max(more)),
                (Some(own), Some(more)) => Some(own.min(more)),
                (own, more) => own.or(more),
            };
        }
        Some(())
    }
}

impl Table {
    /// A table without cells.
    pub(crate) fn empty(dimensions: usize) -> Self {
        Self { members: vec![Vec::new(); dimensions], keys: Vec::new(), cells: Vec::new() }
    }

    pub(crate) fn len(&self) -> usize {
        self.cells.len()
    }

    /// A table of cells in any order; empty cells are dropped and unused members forgotten.
    pub(crate) fn from_cells(dimensions: usize, cells: Vec<(Vec<Member>, u32, Cell)>) -> Self {
        let mut cells: Vec<_> = cells.into_iter().filter(|(_, _, cell)| !cell.is_empty()).collect();
        cells.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut members = vec![Vec::new(); dimensions];
        for (own, _, _) in &cells {
            for (list, member) in members.iter_mut().zip(own) {
                list.push(member.clone());
            }
        }
        for list in &mut members {
            list.sort_unstable();
            list.dedup();
        }
        let mut table = Self { members, keys: Vec::new(), cells: Vec::new() };
        for (own, bucket, cell) in cells {
            let codes = own.iter().zip(&table.members).filter_map(|(member, list)| {
                list.binary_search(member).ok().and_then(|code| u32::try_from(code).ok())
            });
            table.keys.push(codes.chain([bucket]).collect());
            table.cells.push(cell);
        }
        table
    }

    /// The cells with their members and bucket numbers, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (Vec<&Member>, u32, &Cell)> {
        self.keys.iter().zip(&self.cells).map(|(key, cell)| {
            let members = key.iter().zip(&self.members).filter_map(|(code, list)| {
                usize::try_from(*code).ok().and_then(|code| list.get(code))
            });
            (members.collect(), key.last().copied().unwrap_or_default(), cell)
        })
    }
}
