//! What a program reads and what it leaves.

use super::{NodeId, Store};

/// The values of one column, one for each row; what stands where the column is NULL is of no
/// consequence.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Lane<'a> {
    /// Booleans, least significant bit first.
    Bits(&'a [u64]),
    /// Dates: days since 1970-01-01.
    Days(&'a [i32]),
    /// Integers; timestamps as civil microseconds since 1970-01-01 00:00; decimals in units of
    /// the column's scale, where they fit.
    Small(&'a [i64]),
    /// Decimals in units of the column's scale.
    Wide(&'a [i128]),
    /// Texts by [`Program::literals`](super::Program::literals): 1 is the first, 0 any other.
    Symbols(&'a [u32]),
}

/// A column with its validity: a set bit, least significant first, where it is not NULL. Without
/// a bitmap no row is NULL.
pub(crate) type Column<'a> = (Lane<'a>, Option<&'a [u64]>);

/// What a program runs over.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Input<'a> {
    /// The columns in the order of the schema. One that is not there is NULL in every row.
    pub(crate) lanes: &'a [Option<Column<'a>>],
    pub(crate) rows: usize,
    /// The day whose end is looked from.
    pub(crate) as_of: i32,
    /// First and last day of the period.
    pub(crate) period: (i32, i32),
}

/// Where a condition is TRUE and where FALSE; unknown where neither bit is set. Bits beyond the
/// last row are not set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Truth<'a> {
    pub(crate) yes: &'a [u64],
    pub(crate) no: &'a [u64],
}

/// The values of an expression that is no condition.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Values<'a> {
    /// [`Lane::Days`], [`Lane::Small`], or [`Lane::Wide`] in units of the expression's scale.
    pub(crate) lane: Lane<'a>,
    /// A set bit where it is not NULL. Bits beyond the last row are not set.
    pub(crate) valid: &'a [u64],
}

impl Values<'_> {
    /// The value of one row in units of the expression's scale; `None` for NULL and beyond the
    /// last row.
    pub(crate) fn get(&self, row: usize) -> Option<i128> {
        if self.valid.get(row / 64)? >> (row % 64) & 1 == 0 {
            return None;
        }
        match self.lane {
            Lane::Days(values) => values.get(row).map(|value| i128::from(*value)),
            Lane::Small(values) => values.get(row).map(|value| i128::from(*value)),
            Lane::Wide(values) => values.get(row).copied(),
            Lane::Bits(_) | Lane::Symbols(_) => None,
        }
    }
}

/// The memory of a program's runs: what the last run gave, and buffers that are used again.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    /// The values of one block, for each node.
    pub(super) blocks: Vec<Slot>,
    /// The values of the whole batch, for each node whose values are kept.
    pub(super) batch: Vec<Slot>,
}

impl Scratch {
    /// What the last run found of a condition; empty if it is none.
    pub(crate) fn truth(&self, node: NodeId) -> Truth<'_> {
        self.batch
            .get(node.0)
            .map_or(Truth { yes: &[], no: &[] }, |slot| Truth { yes: &slot.yes, no: &slot.no })
    }

    /// What the last run found of a number, a date or a timestamp; empty if it is none.
    pub(crate) fn values(&self, node: NodeId) -> Values<'_> {
        let Some(slot) = self.batch.get(node.0) else {
            return Values { lane: Lane::Small(&[]), valid: &[] };
        };
        let lane = match slot.store {
            Some(Store::Days) => Lane::Days(&slot.days),
            Some(Store::Wide) => Lane::Wide(&slot.wide),
            _ => Lane::Small(&slot.small),
        };
        Values { lane, valid: &slot.yes }
    }
}

/// The values of one node.
#[derive(Debug, Default)]
pub(super) struct Slot {
    /// The one value of all rows, if it does not vary; conditions as 0 and 1, NULL as `None`.
    #[expect(clippy::option_option, reason = "whether there is one, and whether it is NULL")]
    pub(super) uniform: Option<Option<i128>>,
    /// TRUE, or not NULL.
    pub(super) yes: Vec<u64>,
    /// FALSE.
    pub(super) no: Vec<u64>,
    pub(super) days: Vec<i32>,
    pub(super) small: Vec<i64>,
    pub(super) wide: Vec<i128>,
    /// How the values are held.
    pub(super) store: Option<Store>,
}

impl Slot {
    pub(super) fn clear(&mut self) {
        self.uniform = None;
        self.yes.clear();
        self.no.clear();
        self.days.clear();
        self.small.clear();
        self.wide.clear();
    }
}

/// Numbers that lanes hold.
pub(super) trait Number:
    Copy + Ord + Default + Into<i128> + TryFrom<i128> + 'static
{
    fn of_lane(lane: Lane<'_>) -> Option<&[Self]>;
    fn of_slot(slot: &Slot) -> &[Self];
    fn buffer(slot: &mut Slot) -> &mut Vec<Self>;
    /// The result, and whether it overflowed.
    fn plus(self, other: Self) -> (Self, bool);
    fn minus(self, other: Self) -> (Self, bool);
    fn times(self, other: Self) -> (Self, bool);
}

macro_rules! number {
    ($type:ty, $lane:ident, $buffer:ident) => {
        impl Number for $type {
            fn of_lane(lane: Lane<'_>) -> Option<&[Self]> {
                match lane {
                    Lane::$lane(values) => Some(values),
                    _ => None,
                }
            }

            fn of_slot(slot: &Slot) -> &[Self] {
                &slot.$buffer
            }

            fn buffer(slot: &mut Slot) -> &mut Vec<Self> {
                &mut slot.$buffer
            }

            fn plus(self, other: Self) -> (Self, bool) {
                self.overflowing_add(other)
            }

            fn minus(self, other: Self) -> (Self, bool) {
                self.overflowing_sub(other)
            }

            fn times(self, other: Self) -> (Self, bool) {
                self.overflowing_mul(other)
            }
        }
    };
}

number!(i32, Days, days);
number!(i64, Small, small);
number!(i128, Wide, wide);

/// What an operation reads of a node, in one block.
#[derive(Debug, Clone, Copy)]
pub(super) enum Operand<'a, T> {
    Null,
    Uniform(T),
    Varying(&'a [T], Option<&'a [u64]>),
}

impl<T: Copy> Operand<'_, T> {
    pub(super) fn varies(&self) -> bool {
        matches!(self, Self::Varying(..))
    }

    /// The value of a row; nothing for NULL.
    pub(super) fn at(&self, row: usize) -> Option<T> {
        match self {
            Self::Null => None,
            Self::Uniform(value) => Some(*value),
            Self::Varying(values, _) => {
                (self.valid(row / 64) >> (row % 64) & 1 == 1).then(|| values.get(row).copied())?
            }
        }
    }

    /// The word of the validity bitmap for 64 rows.
    pub(super) fn valid(&self, word: usize) -> u64 {
        match self {
            Self::Null => 0,
            Self::Uniform(_) | Self::Varying(_, None) => u64::MAX,
            Self::Varying(_, Some(valid)) => valid.get(word).copied().unwrap_or(0),
        }
    }
}
