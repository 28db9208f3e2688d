//! Converting whole columns.

use std::cell::OnceCell;

use super::{BoundColumn, BoundValues, bound, ready};
use crate::count::dictionary::{Dictionary, EMPTY, UNDECLARED};
use crate::ground::text::normal;
use crate::records::bits::Bits;
use crate::records::column::{Column, TimeUnit, Values};

/// Civil microseconds of a timestamp.
pub(super) fn civil(ticks: i64, unit: TimeUnit, utc: bool, offset: i64) -> Option<i64> {
    let micros = match unit {
        TimeUnit::Second => ticks.checked_mul(1_000_000)?,
        TimeUnit::Millisecond => ticks.checked_mul(1000)?,
        TimeUnit::Microsecond => ticks,
        TimeUnit::Nanosecond => ticks.div_euclid(1000),
    };
    if utc { micros.checked_add(offset) } else { Some(micros) }
}

/// Converts the valid values of a column; what does not convert is unreadable.
pub(super) fn numbers<'b, V: Copy, T: Copy + Default>(
    column: &Column<'_>,
    values: &[V],
    convert: impl Fn(V) -> Option<T>,
    wrap: impl Fn(Vec<T>) -> BoundValues<'b>,
) -> BoundColumn<'b> {
    let mut bound = ready(column, BoundValues::Absent);
    let converted: Vec<Option<T>> = values.iter().map(|value| convert(*value)).collect();
    bound.reject(|row| converted.get(row).is_some_and(Option::is_some));
    bound.values = wrap(converted.into_iter().map(Option::unwrap_or_default).collect());
    bound
}

/// As [`numbers`]; NaN is NULL.
pub(super) fn floats<'b, V: Copy + Into<f64>, T: Copy + Default>(
    column: &Column<'_>,
    values: &[V],
    convert: impl Fn(V) -> Option<T>,
    wrap: impl Fn(Vec<T>) -> BoundValues<'b>,
) -> BoundColumn<'b> {
    let known: Bits = values
        .iter()
        .enumerate()
        .map(|(row, value)| column.is_valid(row) && !(*value).into().is_nan())
        .collect();
    let column = Column { values: Values::Booleans(Bits::default()), valid: Some(known) };
    numbers(&column, values, convert, wrap)
}

/// What texts were read into: values, which rows have one, which could not be read.
pub(super) type Texts<T> = (Vec<T>, Bits, Vec<usize>);

/// Reads each text of a column, trimmed; blank text is no value, nor is one that is `empty`.
/// `None` for a column that does not hold text.
pub(super) fn texts<T: Copy + Default>(
    column: &Column<'_>,
    empty: &[String],
    mut parse: impl FnMut(&str) -> Option<T>,
) -> Option<Texts<T>> {
    let rows = column.len();
    let mut values = Vec::with_capacity(rows);
    let mut valid = Bits::with_capacity(rows);
    let mut unreadable = Vec::new();
    let mut take = |row: usize, read: Option<Option<T>>| {
        let value = read.flatten();
        if read.is_some() && value.is_none() {
            unreadable.push(row);
        }
        values.push(value.unwrap_or_default());
        valid.push(value.is_some());
    };
    let mut of_text = |text: &str| {
        let text = text.trim();
        let means_none = || {
            let text = normal(text);
            empty.iter().any(|own| *own == text)
        };
        if text.is_empty() || (!empty.is_empty() && means_none()) {
            None
        } else {
            Some(parse(text))
        }
    };
    match &column.values {
        Values::Text(strings) => {
            for row in 0..rows {
                let text = if column.is_valid(row) { strings.get(row) } else { None };
                take(row, text.and_then(&mut of_text));
            }
        }
        Values::Codes { codes, members } => {
            let read: Vec<OnceCell<Option<Option<T>>>> = vec![OnceCell::new(); members.len()];
            for (row, code) in codes.iter().enumerate() {
                let code = usize::try_from(*code).unwrap_or(usize::MAX);
                let read = match read.get(code) {
                    Some(cell) if column.is_valid(row) => {
                        *cell.get_or_init(|| members.get(code).and_then(&mut of_text))
                    }
                    _ => None,
                };
                take(row, read);
            }
        }
        _ => return None,
    }
    Some((values, valid, unreadable))
}

/// The codes of a category column; rows without a member are not valid.
pub(super) fn codes(
    column: &Column<'_>,
    dictionary: &mut Dictionary,
) -> Option<BoundColumn<'static>> {
    let rows = column.len();
    let mut own = Vec::with_capacity(rows);
    match &column.values {
        Values::Text(strings) => {
            for row in 0..rows {
                let text = if column.is_valid(row) { strings.get(row) } else { None };
                own.push(text.map_or(EMPTY, |text| coded(dictionary, text, 1)));
            }
        }
        Values::Codes { codes, members } => {
            let mut met = vec![0_u64; members.len()];
            for (row, code) in codes.iter().enumerate() {
                let at = usize::try_from(*code).unwrap_or(usize::MAX);
                if let Some(count) = met.get_mut(at).filter(|_| column.is_valid(row)) {
                    *count += 1;
                }
            }
            // Only members that occur get a code: what a dictionary holds besides is not data.
            let recoded: Vec<u32> = met
                .iter()
                .enumerate()
                .map(|(at, count)| match members.get(at) {
                    Some(text) if *count > 0 => coded(dictionary, text, *count),
                    _ => EMPTY,
                })
                .collect();
            for (row, code) in codes.iter().enumerate() {
                let at = usize::try_from(*code).unwrap_or(usize::MAX);
                let known = recoded.get(at).filter(|_| column.is_valid(row));
                own.push(known.copied().unwrap_or(EMPTY));
            }
        }
        Values::Booleans(bits) => {
            for row in 0..rows {
                let text = if bits.get(row) { "true" } else { "false" };
                own.push(if column.is_valid(row) { coded(dictionary, text, 1) } else { EMPTY });
            }
        }
        Values::Integers(values) => {
            for (row, value) in values.iter().enumerate() {
                let valid = column.is_valid(row);
                own.push(if valid { coded(dictionary, &value.to_string(), 1) } else { EMPTY });
            }
        }
        _ => return None,
    }
    let valid = own.iter().map(|code| *code != EMPTY).collect();
    Some(bound(BoundValues::Codes(own), valid, Vec::new()))
}

fn coded(dictionary: &mut Dictionary, text: &str, count: u64) -> u32 {
    let code = dictionary.code(text);
    if code == UNDECLARED {
        dictionary.note_unknown(text, count);
    }
    code
}
