//! Records from Apache Arrow.

mod dictionary;

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, Decimal32Type, Decimal64Type, Decimal128Type,
    Decimal256Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, TimeUnit as ArrowUnit};

use super::batch::{Batch, repeated};
use super::bits::Bits;
use super::column::{Column, Strings, TimeUnit, Values};
use crate::ground::error::Error;
use crate::ground::problem::Problem;

impl<'a> Batch<'a> {
    /// The records of an Arrow batch; values are borrowed where Arrow keeps them in the same way.
    ///
    /// Taken are booleans, integers of every width, decimals, 32-bit and 64-bit floats, dates,
    /// timestamps with and without a zone, text of every kind, NULL, and dictionaries of these. A
    /// column of any other type is no fault until a plan reads it: then counting says so.
    ///
    /// A timestamp with a zone is an instant, moved by the plan's `utc_offset` whatever zone it
    /// names; one without is the plan's civil time.
    ///
    /// ```
    /// use std::sync::Arc;
    ///
    /// use arrow_array::{ArrayRef, Date32Array, RecordBatch, StringArray};
    /// use quality_objectives::Batch;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let records = RecordBatch::try_from_iter([
    ///     ("code", Arc::new(StringArray::from(vec!["H-1", "H-2"])) as ArrayRef),
    ///     ("received_on", Arc::new(Date32Array::from(vec![Some(18_993), None]))),
    /// ])?;
    /// let batch = Batch::from_arrow(&records)?;
    /// assert_eq!(batch.rows(), 2);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// Two columns of one name are none: that is a fault (`column-repeated`) where a plan reads them.
    ///
    /// # Errors
    ///
    /// Those of [`Batch::new`].
    pub fn from_arrow(records: &'a RecordBatch) -> Result<Self, Error> {
        let schema = records.schema_ref();
        let mut columns = Vec::with_capacity(records.num_columns());
        let mut refused = Vec::new();
        for (field, array) in schema.fields().iter().zip(records.columns()) {
            if schema.fields().iter().filter(|own| own.name() == field.name()).count() > 1 {
                if refused.iter().all(|(name, _)| name != field.name()) {
                    refused.push((field.name().clone(), repeated(field.name())));
                }
                continue;
            }
            match column(array.as_ref()) {
                Ok(column) => columns.push((field.name().clone(), column)),
                // Without any value it is NULL, whatever its type.
                Err(_) if array.logical_null_count() == array.len() => {
                    columns.push((field.name().clone(), nothing(array.len())));
                }
                Err(refusal) => {
                    let problem = refusal.problem(field.name(), array.data_type());
                    refused.push((field.name().clone(), problem));
                }
            }
        }
        Ok(Self::new(columns)?.without(refused))
    }
}

impl<'a> TryFrom<&'a RecordBatch> for Batch<'a> {
    type Error = Error;

    fn try_from(records: &'a RecordBatch) -> Result<Self, Error> {
        Self::from_arrow(records)
    }
}

/// Why a column cannot be taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Refusal {
    Unsupported,
    /// A value of 256 bits that 128 do not hold.
    TooWide,
    /// Its buffers do not fit each other.
    Broken,
}

impl Refusal {
    fn problem(self, name: &str, data_type: &DataType) -> Problem {
        match self {
            Self::Unsupported => Problem::new(
                "column-type",
                name,
                format!("column `{name}` is of the Arrow type {data_type}, which cannot be read"),
            )
            .help(
                "convert it to text, booleans, integers, decimals, floats, dates or timestamps, \
                 or to a dictionary of these",
            ),
            Self::TooWide => Problem::new(
                "number-overflow",
                name,
                format!(
                    "column `{name}` of the Arrow type {data_type} has a value beyond 128 bits"
                ),
            )
            .help("look for impossible values, or convert the column to Decimal128"),
            Self::Broken => Problem::new(
                "column-broken",
                name,
                format!("column `{name}` of the Arrow type {data_type} is not a valid array"),
            )
            .help("look at the program that wrote it"),
        }
    }
}

/// A column's values and which of them are there.
fn column(array: &dyn Array) -> Result<Column<'_>, Refusal> {
    let values = match array.data_type() {
        DataType::Dictionary(..) => return dictionary::column(array),
        DataType::Null => return Ok(nothing(array.len())),
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => Values::Text(strings(array)?),
        _ => numbers(array)?,
    };
    match validity(array)? {
        Some(valid) => Ok(Column::with_validity(values, valid)),
        None => Ok(Column::new(values)),
    }
}

/// A column in which no row has a value.
fn nothing(rows: usize) -> Column<'static> {
    let members = Strings::Separate(Vec::new());
    let values = Values::Codes { codes: Cow::Owned(vec![0; rows]), members };
    Column::with_validity(values, Bits::filled(false, rows))
}

/// Which rows have a value; `None` where all have.
fn validity(array: &dyn Array) -> Result<Option<Bits>, Refusal> {
    match array.logical_nulls() {
        Some(nulls) if nulls.null_count() > 0 => {
            let bits = nulls.inner();
            let valid = Bits::from_bytes(bits.values(), bits.offset(), bits.len());
            valid.map(Some).ok_or(Refusal::Broken)
        }
        _ => Ok(None),
    }
}

/// The texts of an array of text.
fn strings(array: &dyn Array) -> Result<Strings<'_>, Refusal> {
    if let Some(array) = array.as_string_opt::<i32>() {
        let (offsets, data) = texts(array.value_offsets(), array.value_data())?;
        return Ok(Strings::Offsets { offsets, data: Cow::Borrowed(data) });
    }
    if let Some(array) = array.as_string_opt::<i64>() {
        let (offsets, data) = texts(array.value_offsets(), array.value_data())?;
        return Ok(Strings::LargeOffsets { offsets, data: Cow::Borrowed(data) });
    }
    let array = array.as_string_view_opt().ok_or(Refusal::Unsupported)?;
    Ok(Strings::Separate(array.iter().map(Option::unwrap_or_default).collect()))
}

/// Offsets into a text and that text: the part of the buffer that this array is a slice of, so
/// that no more of it is looked at.
fn texts<'a, O>(offsets: &'a [O], data: &'a [u8]) -> Result<(Cow<'a, [O]>, &'a str), Refusal>
where
    O: Copy + Default + PartialEq + TryInto<usize> + std::ops::Sub<Output = O>,
{
    let first = offsets.first().copied().unwrap_or_default();
    let last = offsets.last().copied().unwrap_or_default();
    let at = |offset: O| offset.try_into().map_err(|_| Refusal::Broken);
    let data = data.get(at(first)?..at(last)?).ok_or(Refusal::Broken)?;
    let text = std::str::from_utf8(data).map_err(|_| Refusal::Broken)?;
    if first == O::default() {
        return Ok((Cow::Borrowed(offsets), text));
    }
    Ok((offsets.iter().map(|offset| *offset - first).collect(), text))
}

/// The values of an array of anything but text.
fn numbers(array: &dyn Array) -> Result<Values<'_>, Refusal> {
    Ok(match array.data_type() {
        DataType::Boolean => {
            let bits = array.as_boolean_opt().ok_or(Refusal::Broken)?.values();
            let bits = Bits::from_bytes(bits.values(), bits.offset(), bits.len());
            Values::Booleans(bits.ok_or(Refusal::Broken)?)
        }
        DataType::Int8 => integers::<Int8Type>(array)?,
        DataType::Int16 => integers::<Int16Type>(array)?,
        DataType::Int32 => integers::<Int32Type>(array)?,
        DataType::Int64 => Values::Integers(Cow::Borrowed(primitive::<Int64Type>(array)?)),
        DataType::UInt8 => integers::<UInt8Type>(array)?,
        DataType::UInt16 => integers::<UInt16Type>(array)?,
        DataType::UInt32 => integers::<UInt32Type>(array)?,
        DataType::UInt64 => unsigned(array)?,
        DataType::Decimal32(_, scale) => decimals::<Decimal32Type>(array, *scale)?,
        DataType::Decimal64(_, scale) => decimals::<Decimal64Type>(array, *scale)?,
        DataType::Decimal128(_, scale) => Values::Decimals {
            values: Cow::Borrowed(primitive::<Decimal128Type>(array)?),
            scale: *scale,
        },
        DataType::Decimal256(_, scale) => wide_decimals(array, *scale)?,
        DataType::Float32 => Values::Floats32(Cow::Borrowed(primitive::<Float32Type>(array)?)),
        DataType::Float64 => Values::Floats(Cow::Borrowed(primitive::<Float64Type>(array)?)),
        DataType::Date32 => Values::Days(Cow::Borrowed(primitive::<Date32Type>(array)?)),
        DataType::Date64 => {
            let values = Cow::Borrowed(primitive::<Date64Type>(array)?);
            Values::Instants { values, unit: TimeUnit::Millisecond, utc: false }
        }
        DataType::Timestamp(unit, zone) => {
            let (values, unit) = match unit {
                ArrowUnit::Second => (primitive::<TimestampSecondType>(array)?, TimeUnit::Second),
                ArrowUnit::Millisecond => {
                    (primitive::<TimestampMillisecondType>(array)?, TimeUnit::Millisecond)
                }
                ArrowUnit::Microsecond => {
                    (primitive::<TimestampMicrosecondType>(array)?, TimeUnit::Microsecond)
                }
                ArrowUnit::Nanosecond => {
                    (primitive::<TimestampNanosecondType>(array)?, TimeUnit::Nanosecond)
                }
            };
            Values::Instants { values: Cow::Borrowed(values), unit, utc: zone.is_some() }
        }
        _ => return Err(Refusal::Unsupported),
    })
}

fn primitive<T: ArrowPrimitiveType>(array: &dyn Array) -> Result<&[T::Native], Refusal> {
    array.as_primitive_opt::<T>().map(|array| array.values().as_ref()).ok_or(Refusal::Broken)
}

fn integers<T: ArrowPrimitiveType>(array: &dyn Array) -> Result<Values<'_>, Refusal>
where
    T::Native: Into<i64>,
{
    let values = primitive::<T>(array)?;
    Ok(Values::Integers(values.iter().map(|value| (*value).into()).collect()))
}

/// Integers where all of them fit, else decimals without a fraction.
fn unsigned(array: &dyn Array) -> Result<Values<'_>, Refusal> {
    let own = array.as_primitive_opt::<UInt64Type>().ok_or(Refusal::Broken)?;
    let small = own.iter().map(|value| i64::try_from(value.unwrap_or_default()));
    match small.collect::<Result<_, _>>() {
        Ok(values) => Ok(Values::Integers(values)),
        Err(_) => decimals::<UInt64Type>(array, 0),
    }
}

fn decimals<T: ArrowPrimitiveType>(array: &dyn Array, scale: i8) -> Result<Values<'_>, Refusal>
where
    T::Native: Into<i128>,
{
    let values = primitive::<T>(array)?.iter().map(|value| (*value).into()).collect();
    Ok(Values::Decimals { values, scale })
}

fn wide_decimals(array: &dyn Array, scale: i8) -> Result<Values<'_>, Refusal> {
    let array = array.as_primitive_opt::<Decimal256Type>().ok_or(Refusal::Broken)?;
    let digits = array.iter().map(|value| match value {
        Some(value) => value.to_i128().ok_or(Refusal::TooWide),
        None => Ok(0),
    });
    Ok(Values::Decimals { values: digits.collect::<Result<_, _>>()?, scale })
}
