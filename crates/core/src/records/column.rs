//! One typed column of a batch.

use std::borrow::Cow;

use super::bits::Bits;

/// One column of a [`Batch`](crate::Batch): values of one kind and which of them are there.
///
/// Values are borrowed where they can be. What kind of values fits which declared column type
/// is said at [`Values`].
#[derive(Debug, Clone)]
pub struct Column<'a> {
    pub(crate) values: Values<'a>,
    pub(crate) valid: Option<Bits>,
}

/// The values of a column, one for each row; a row that is not valid has any value.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Values<'a> {
    /// True or false; for `boolean` columns.
    Booleans(Bits),
    /// Whole numbers; for `integer` and `decimal` columns.
    Integers(Cow<'a, [i64]>),
    /// Civil dates as days since 1970-01-01; for `date` columns.
    Days(Cow<'a, [i32]>),
    /// Points in time since 1970-01-01; for `timestamp` columns, and for `date` columns, which
    /// take the civil date.
    Instants {
        /// Ticks since 1970-01-01 00:00.
        values: Cow<'a, [i64]>,
        /// What one tick is.
        unit: TimeUnit,
        /// Whether the ticks count from 1970 in UTC (and are moved by the plan's `utc_offset`),
        /// or in the plan's own civil time.
        utc: bool,
    },
    /// Decimal numbers: `values[i]` × 10^−`scale`; for `decimal` and `integer` columns.
    Decimals {
        /// The digits.
        values: Cow<'a, [i128]>,
        /// Digits after the point; it may be negative.
        scale: i8,
    },
    /// Binary floating point; for `decimal` and `integer` columns, and only where every value
    /// is exact at the declared scale. NaN is NULL.
    Floats(Cow<'a, [f64]>),
    /// Binary floating point of single precision, as [`Values::Floats`].
    Floats32(Cow<'a, [f32]>),
    /// Text; for every column type, read as in a CSV file.
    Text(Strings<'a>),
    /// Text by dictionary: codes into members; for every column type, as text.
    Codes {
        /// One position in `members` for each row.
        codes: Cow<'a, [u32]>,
        /// The dictionary's texts; repeated ones are no fault.
        members: Strings<'a>,
    },
}

/// What one tick of a timestamp is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeUnit {
    /// A second.
    Second,
    /// A thousandth of a second.
    Millisecond,
    /// A millionth of a second.
    Microsecond,
    /// A thousand-millionth of a second; what is finer than a microsecond is cut off.
    Nanosecond,
}

/// Many texts, stored one after the other.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Strings<'a> {
    /// Text `i` is `data[offsets[i]..offsets[i + 1]]`.
    Offsets {
        /// Byte positions in `data`, one more than there are texts.
        offsets: Cow<'a, [i32]>,
        /// All texts, one after the other.
        data: Cow<'a, str>,
    },
    /// The same with wider offsets.
    LargeOffsets {
        /// Byte positions in `data`, one more than there are texts.
        offsets: Cow<'a, [i64]>,
        /// All texts, one after the other.
        data: Cow<'a, str>,
    },
    /// Each text by itself.
    Separate(Vec<&'a str>),
}

impl Strings<'_> {
    /// How many texts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Offsets { offsets, .. } => offsets.len().saturating_sub(1),
            Self::LargeOffsets { offsets, .. } => offsets.len().saturating_sub(1),
            Self::Separate(texts) => texts.len(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text at a position, if there is one.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&str> {
        match self {
            Self::Offsets { offsets, data } => {
                let (from, to) = (*offsets.get(index)?, *offsets.get(index + 1)?);
                data.get(usize::try_from(from).ok()?..usize::try_from(to).ok()?)
            }
            Self::LargeOffsets { offsets, data } => {
                let (from, to) = (*offsets.get(index)?, *offsets.get(index + 1)?);
                data.get(usize::try_from(from).ok()?..usize::try_from(to).ok()?)
            }
            Self::Separate(texts) => texts.get(index).copied(),
        }
    }
}

impl<'a> Column<'a> {
    /// A column whose every value is there.
    #[must_use]
    pub fn new(values: Values<'a>) -> Self {
        Self { values, valid: None }
    }

    /// A column of which only the rows with a set bit have a value; the others are NULL.
    #[must_use]
    pub fn with_validity(values: Values<'a>, valid: Bits) -> Self {
        Self { values, valid: Some(valid) }
    }

    /// How many rows it has.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.values {
            Values::Booleans(values) => values.len(),
            Values::Integers(values) | Values::Instants { values, .. } => values.len(),
            Values::Days(values) => values.len(),
            Values::Decimals { values, .. } => values.len(),
            Values::Floats(values) => values.len(),
            Values::Floats32(values) => values.len(),
            Values::Text(texts) => texts.len(),
            Values::Codes { codes, .. } => codes.len(),
        }
    }

    /// Whether every valid row of a text column has a text; else the first that has none, and why.
    pub(crate) fn texts_are_there(&self) -> Result<(), (usize, &'static str, &'static str)> {
        let missing = |is_there: &dyn Fn(usize) -> bool| {
            (0..self.len()).find(|row| self.is_valid(*row) && !is_there(*row))
        };
        match &self.values {
            // Each text by itself is there.
            Values::Text(Strings::Separate(_)) => Ok(()),
            Values::Text(texts) => match missing(&|row| texts.get(row).is_some()) {
                Some(row) => Err((row, "text-offsets", "has offsets that do not lead to a text")),
                None => Ok(()),
            },
            Values::Codes { codes, members } => {
                let known = |row: usize| {
                    let code = codes.get(row).and_then(|code| usize::try_from(*code).ok());
                    code.is_some_and(|code| code < members.len())
                };
                match missing(&known) {
                    Some(row) => Err((row, "code-unknown", "has a code that the dictionary lacks")),
                    None => Ok(()),
                }
            }
            _ => Ok(()),
        }
    }

    /// Whether it has no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the row has a value.
    #[must_use]
    pub fn is_valid(&self, row: usize) -> bool {
        self.valid.as_ref().is_none_or(|valid| valid.get(row))
    }
}

impl Values<'_> {
    /// What people call this kind of values.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Booleans(_) => "booleans",
            Self::Integers(_) => "integers",
            Self::Days(_) => "dates",
            Self::Instants { .. } => "timestamps",
            Self::Decimals { .. } => "decimals",
            Self::Floats(_) | Self::Floats32(_) => "floats",
            Self::Text(_) => "text",
            Self::Codes { .. } => "text by dictionary",
        }
    }
}
