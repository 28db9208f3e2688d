//! Arrow tables of results. Numbers are never floats there.

use std::sync::Arc;

use arrow_array::{ArrayRef, Date32Array, Decimal128Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use chrono::NaiveDate;

/// Digits that `Decimal128` holds.
const DIGITS: u8 = 38;

/// Columns under their names.
pub(crate) fn batch(names: Vec<String>, arrays: Vec<ArrayRef>) -> Result<RecordBatch, ArrowError> {
    let field =
        |(name, array): (String, &ArrayRef)| Field::new(name, array.data_type().clone(), true);
    let fields: Vec<Field> = names.into_iter().zip(&arrays).map(field).collect();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)
}

/// Days.
pub(crate) fn days(days: impl Iterator<Item = Option<NaiveDate>>) -> ArrayRef {
    let number = |day: NaiveDate| {
        let days = day.signed_duration_since(NaiveDate::default()).num_days();
        i32::try_from(days).unwrap_or_default()
    };
    Arc::new(days.map(|day| day.map(number)).collect::<Date32Array>())
}

/// Numbers of records.
pub(crate) fn counts(counts: impl Iterator<Item = Option<u64>>) -> ArrayRef {
    let counts = counts.map(|count| count.and_then(|own| i64::try_from(own).ok()));
    Arc::new(counts.collect::<Int64Array>())
}

/// Texts of numbers as integers where all are, as decimals where all are, else as they stand.
pub(crate) fn numbers(texts: Vec<Option<String>>) -> ArrayRef {
    if let Some(whole) = all(&texts, |text| text.parse::<i64>().ok()) {
        return Arc::new(Int64Array::from(whole));
    }
    let places = |text: &str| text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let most = texts.iter().flatten().map(|text| places(text)).max().unwrap_or_default();
    let decimals = all(&texts, |text| {
        let digits = text.replacen('.', "", 1) + &"0".repeat(most.saturating_sub(places(text)));
        let fits = digits.trim_start_matches('-').len() <= usize::from(DIGITS);
        if fits { digits.parse::<i128>().ok() } else { None }
    });
    if let (Some(decimals), Ok(scale)) = (decimals, i8::try_from(most)) {
        let array = Decimal128Array::from(decimals);
        return Arc::new(array.with_data_type(DataType::Decimal128(DIGITS, scale)));
    }
    Arc::new(StringArray::from(texts))
}

/// What each text says, where there is one; `None` if any says something else.
fn all<T>(texts: &[Option<String>], read: impl Fn(&str) -> Option<T>) -> Option<Vec<Option<T>>> {
    let mut found = Vec::with_capacity(texts.len());
    for text in texts {
        found.push(match text {
            Some(text) => Some(read(text)?),
            None => None,
        });
    }
    Some(found)
}
