//! Some rows of a column.

use std::ops::Range;

use crate::records::bits::{self, Bits};
use crate::records::column::{Column, Values};

/// Some rows of a column, which are bound together.
#[derive(Debug, Clone)]
pub(crate) struct Window<'b> {
    pub(crate) column: &'b Column<'b>,
    pub(crate) rows: Range<usize>,
}

impl<'b> Window<'b> {
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Which rows of the window have a value.
    pub(super) fn valid(&self) -> Bits {
        match &self.column.valid {
            Some(valid) => valid.slice(&self.rows),
            None => Bits::filled(true, self.len()),
        }
    }

    /// The window's part of the column's values.
    pub(super) fn of<T>(&self, values: &'b [T]) -> &'b [T] {
        values.get(self.rows.clone()).unwrap_or_default()
    }

    /// Whether no row of the window has a value; NaN is none.
    pub(super) fn has_no_value(&self) -> bool {
        let valid = self.valid();
        let mut rows = bits::rows(valid.words());
        match &self.column.values {
            Values::Floats(values) => {
                let values = self.of(values);
                rows.all(|row| values.get(row).is_none_or(|value| value.is_nan()))
            }
            Values::Floats32(values) => {
                let values = self.of(values);
                rows.all(|row| values.get(row).is_none_or(|value| value.is_nan()))
            }
            _ => rows.next().is_none(),
        }
    }
}
