//! From the columns of a batch to what the rules read: typed, in the plan's units, with what
//! cannot be read told apart from what is not there.

mod convert;
mod faults;
mod window;

use std::borrow::Cow;

use super::dictionary::{Dictionary, Recoded, boolean};
use super::form::Form;
use crate::ground::dates::{Grain, Period, date_of};
use crate::ground::error::Error;
use crate::plan::{Column as Declared, ColumnType, DateFormat, Source};
use crate::records::batch::Batch;
use crate::records::bits::Bits;
use crate::records::column::{Column, Values};
use crate::records::read;
use convert::{civil, codes, floats, numbers, texts};
pub(crate) use faults::{ColumnFaults, missing};
use faults::{mistyped, refused};
pub(crate) use window::Window;

/// A column as the rules read it.
#[derive(Debug)]
pub(crate) struct BoundColumn<'a> {
    pub(crate) values: BoundValues<'a>,
    /// Rows that have a value.
    pub(crate) valid: Bits,
    /// Rows whose value cannot be read, with the value where it is text.
    pub(crate) unreadable: Vec<usize>,
    /// Whether small values are microseconds of a timestamp.
    pub(crate) is_timestamp: bool,
    /// Where days are the first ones of whole periods, the grain of these.
    pub(crate) periods: Option<Grain>,
}

/// The values of a bound column; a row that is not valid has any value.
#[derive(Debug)]
pub(crate) enum BoundValues<'a> {
    Booleans(Bits),
    Days(Cow<'a, [i32]>),
    /// Integers, or timestamps in civil microseconds.
    Small(Cow<'a, [i64]>),
    /// Decimals at the declared scale.
    Wide {
        values: Cow<'a, [i128]>,
        scale: u8,
    },
    /// Codes of a dictionary.
    Codes(Vec<u32>),
    /// Text: looked up by need; symbols are positions among the literals, counted from 1.
    Symbols(Vec<u32>),
    /// A column that the batch does not have, all NULL.
    Absent,
}

/// What binding needs to know besides the column.
pub(crate) struct Binder<'s> {
    pub(crate) source: &'s Source,
    pub(crate) form: &'s Form,
    pub(crate) utc_offset: i64,
}

impl Binder<'_> {
    /// The batch's column for the declared one at `position`; `None` where an optional one is
    /// not in the batch.
    pub(crate) fn find<'b>(
        &self,
        batch: &'b Batch<'b>,
        position: usize,
    ) -> Result<Option<&'b Column<'b>>, Error> {
        let (Some(declared), Some(header)) =
            (self.source.columns.get(position), self.form.headers.get(position))
        else {
            return Ok(None);
        };
        match batch.column(header) {
            Some(column) => Ok(Some(column)),
            None => match batch.refusal(header) {
                Some(refusal) => Err(refused(&self.source.name, declared, header, refusal)),
                None if declared.optional => Ok(None),
                None => {
                    let (source, headers) = (&self.source.name, &self.form.headers);
                    Err(missing(source, header, headers, &mut batch.names()))
                }
            },
        }
    }

    /// Binds rows of a declared column; `dictionary` is that of a category, with the codes that
    /// the column's own dictionary has in it.
    ///
    /// Rows without any value are bound as those of a column that is not there: programs that know
    /// no type for a column of which they have no value choose one of their own.
    pub(crate) fn bind<'b>(
        &self,
        column: Option<&Window<'b>>,
        declared: &Declared,
        rows: usize,
        dictionary: Option<(&mut Dictionary, &mut Recoded)>,
        literals: &[String],
    ) -> Result<BoundColumn<'b>, Error> {
        let nothing = || bound(BoundValues::Absent, Bits::filled(false, rows), Vec::new());
        let Some(column) = column else {
            return Ok(nothing());
        };
        match self.typed(column, declared, rows, dictionary, literals) {
            Err(_) if column.has_no_value() => Ok(nothing()),
            bound => bound,
        }
    }

    /// Binds rows of a column as the declared type.
    fn typed<'b>(
        &self,
        column: &Window<'b>,
        declared: &Declared,
        rows: usize,
        dictionary: Option<(&mut Dictionary, &mut Recoded)>,
        literals: &[String],
    ) -> Result<BoundColumn<'b>, Error> {
        let format = self.form.csv.date_format;
        match &declared.column_type {
            ColumnType::Boolean(words) => {
                if let Values::Booleans(bits) = &column.column.values {
                    return Ok(ready(column, BoundValues::Booleans(bits.slice(&column.rows))));
                }
                let read = texts(column, &declared.empty, |text| boolean(words, text));
                let (values, valid, unreadable) =
                    read.ok_or_else(|| self.mistyped(declared, column))?;
                let values = BoundValues::Booleans(values.into_iter().collect());
                Ok(bound(values, valid, unreadable))
            }
            ColumnType::Date => self.dates(column, declared, format),
            ColumnType::Timestamp => {
                let mut bound = self.timestamps(column, declared, format)?;
                bound.is_timestamp = true;
                Ok(bound)
            }
            ColumnType::Period { grain } => {
                let mut bound = self.periods(column, declared, *grain)?;
                bound.periods = Some(*grain);
                Ok(bound)
            }
            ColumnType::Integer => self.integers(column, declared),
            ColumnType::Decimal { scale } => self.decimals(column, declared, *scale),
            ColumnType::Category(_) => match dictionary {
                Some((dictionary, recoded)) => codes(column, dictionary, recoded)
                    .ok_or_else(|| self.mistyped(declared, column)),
                None => Err(self.mistyped(declared, column)),
            },
            ColumnType::Text => {
                let symbol = |text: &str| {
                    let text = crate::ground::text::normal(text);
                    let at = literals.iter().position(|literal| **literal == *text);
                    Some(at.map_or(0, |at| u32::try_from(at + 1).unwrap_or_default()))
                };
                // Keys and other texts that no condition reads need no look at each value but
                // whether it is there.
                let read = if literals.is_empty() {
                    texts(column, &declared.empty, |_| Some(0_u32))
                } else {
                    texts(column, &declared.empty, symbol)
                };
                let (values, valid, unreadable) = match (read, &column.column.values) {
                    (Some(read), _) => read,
                    (None, Values::Integers(_)) if literals.is_empty() => {
                        (vec![0; rows], column.valid(), Vec::new())
                    }
                    (None, _) => return Err(self.mistyped(declared, column)),
                };
                Ok(bound(BoundValues::Symbols(values), valid, unreadable))
            }
        }
    }

    fn dates<'b>(
        &self,
        column: &Window<'b>,
        declared: &Declared,
        format: DateFormat,
    ) -> Result<BoundColumn<'b>, Error> {
        let offset = self.utc_offset;
        match &column.column.values {
            Values::Days(days) => {
                let days = column.of(days);
                let readable = |day: i32| date_of(day).is_some();
                let mut bound = ready(column, BoundValues::Days(Cow::Borrowed(days)));
                bound.reject(|row| days.get(row).is_some_and(|day| readable(*day)));
                Ok(bound)
            }
            Values::Instants { values, unit, utc } => {
                let day =
                    |ticks: i64| civil(ticks, *unit, *utc, offset).and_then(read::day_of_instant);
                Ok(numbers(column, column.of(values), day, |days| {
                    BoundValues::Days(Cow::Owned(days))
                }))
            }
            _ => {
                let read = texts(column, &declared.empty, |text| format.day(text, offset));
                let (values, valid, unreadable) =
                    read.ok_or_else(|| self.mistyped(declared, column))?;
                Ok(bound(BoundValues::Days(Cow::Owned(values)), valid, unreadable))
            }
        }
    }

    /// The first days of whole periods of a grain; any other text or day cannot be read.
    fn periods<'b>(
        &self,
        column: &Window<'b>,
        declared: &Declared,
        grain: Grain,
    ) -> Result<BoundColumn<'b>, Error> {
        let days = |days| BoundValues::Days(Cow::Owned(days));
        let of_day = |day: i32| {
            let date = date_of(day)?;
            Period::bucket(grain, date).filter(|period| period.first() == date).map(|_| day)
        };
        let of_text = |text: &str| {
            let period = Period::parse(text)?;
            let is_whole = Period::bucket(grain, period.first()) == Some(period);
            is_whole.then(|| period.days().0)
        };
        match &column.column.values {
            Values::Days(values) => Ok(numbers(column, column.of(values), of_day, days)),
            Values::Instants { values, unit, utc } => {
                let offset = self.utc_offset;
                let day =
                    |ticks: i64| civil(ticks, *unit, *utc, offset).and_then(read::day_of_instant);
                Ok(numbers(column, column.of(values), |ticks| day(ticks).and_then(of_day), days))
            }
            // Years are numbers in many tables.
            Values::Integers(values) if grain == Grain::Year => {
                let year = |year: i64| of_text(&format!("{year:04}"));
                Ok(numbers(column, column.of(values), year, days))
            }
            _ => {
                let read = texts(column, &declared.empty, of_text);
                let (values, valid, unreadable) =
                    read.ok_or_else(|| self.mistyped(declared, column))?;
                Ok(bound(days(values), valid, unreadable))
            }
        }
    }

    fn timestamps<'b>(
        &self,
        column: &Window<'b>,
        declared: &Declared,
        format: DateFormat,
    ) -> Result<BoundColumn<'b>, Error> {
        let offset = self.utc_offset;
        let in_range = |micros: i64| read::day_of_instant(micros).map(|_| micros);
        let small = |values| BoundValues::Small(Cow::Owned(values));
        match &column.column.values {
            Values::Instants { values, unit, utc } => {
                let micros = |ticks: i64| civil(ticks, *unit, *utc, offset).and_then(in_range);
                Ok(numbers(column, column.of(values), micros, small))
            }
            Values::Days(days) => {
                let micros = |day: i32| in_range(i64::from(day) * read::DAY);
                Ok(numbers(column, column.of(days), micros, small))
            }
            _ => {
                let read = texts(column, &declared.empty, |text| {
                    format.instant(text, offset).and_then(in_range)
                });
                let (values, valid, unreadable) =
                    read.ok_or_else(|| self.mistyped(declared, column))?;
                Ok(bound(small(values), valid, unreadable))
            }
        }
    }

    fn integers<'b>(
        &self,
        column: &Window<'b>,
        declared: &Declared,
    ) -> Result<BoundColumn<'b>, Error> {
        let small = |values| BoundValues::Small(Cow::Owned(values));
        let narrow = |value: i128| i64::try_from(value).ok();
        match &column.column.values {
            Values::Integers(values) => {
                Ok(ready(column, BoundValues::Small(Cow::Borrowed(column.of(values)))))
            }
            Values::Decimals { values, scale } => {
                let whole = |value: i128| read::rescale(value, *scale, 0).and_then(narrow);
                Ok(numbers(column, column.of(values), whole, small))
            }
            Values::Floats(values) => Ok(floats(
                column,
                column.of(values),
                |value| read::float(value, 0).and_then(narrow),
                small,
            )),
            Values::Floats32(values) => Ok(floats(
                column,
                column.of(values),
                |value| read::float32(value, 0).and_then(narrow),
                small,
            )),
            _ => {
                let read = texts(column, &declared.empty, read::integer);
                let (values, valid, unreadable) =
                    read.ok_or_else(|| self.mistyped(declared, column))?;
                Ok(bound(small(values), valid, unreadable))
            }
        }
    }

    fn decimals<'b>(
        &self,
        column: &Window<'b>,
        declared: &Declared,
        scale: u8,
    ) -> Result<BoundColumn<'b>, Error> {
        let wide = |values| BoundValues::Wide { values: Cow::Owned(values), scale };
        match &column.column.values {
            Values::Integers(values) => {
                let scaled = |value: i64| read::rescale(i128::from(value), 0, scale);
                Ok(numbers(column, column.of(values), scaled, wide))
            }
            Values::Decimals { values, scale: own } if i16::from(*own) == i16::from(scale) => {
                let values = BoundValues::Wide { values: Cow::Borrowed(column.of(values)), scale };
                Ok(ready(column, values))
            }
            Values::Decimals { values, scale: own } => Ok(numbers(
                column,
                column.of(values),
                |value| read::rescale(value, *own, scale),
                wide,
            )),
            Values::Floats(values) => {
                Ok(floats(column, column.of(values), |value| read::float(value, scale), wide))
            }
            Values::Floats32(values) => {
                Ok(floats(column, column.of(values), |value| read::float32(value, scale), wide))
            }
            _ => {
                let read = texts(column, &declared.empty, |text| read::decimal(text, scale));
                let (values, valid, unreadable) =
                    read.ok_or_else(|| self.mistyped(declared, column))?;
                Ok(bound(wide(values), valid, unreadable))
            }
        }
    }

    fn mistyped(&self, declared: &Declared, column: &Window<'_>) -> Error {
        mistyped(&self.source.name, declared, &column.column.values)
    }
}

impl BoundColumn<'_> {
    /// Makes valid rows unreadable that do not pass.
    fn reject(&mut self, readable: impl Fn(usize) -> bool) {
        let rows = crate::records::bits::rows(self.valid.words());
        self.unreadable = rows.filter(|row| !readable(*row)).collect();
        for row in &self.unreadable {
            self.valid.clear(*row);
        }
    }
}

fn bound(values: BoundValues<'_>, valid: Bits, unreadable: Vec<usize>) -> BoundColumn<'_> {
    BoundColumn { values, valid, unreadable, is_timestamp: false, periods: None }
}

fn ready<'b>(column: &Window<'_>, values: BoundValues<'b>) -> BoundColumn<'b> {
    bound(values, column.valid(), Vec::new())
}
